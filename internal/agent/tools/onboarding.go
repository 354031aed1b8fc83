package tools

import (
	"bytes"
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"spotter"
	"spotter/internal/strict"
	"spotter/science/safety"
)

func onboardingTools() []definition {
	return []definition{
		carriedBy(define("onboarding_missing", onboardingMissing), completeOnboarding),
		carriedBy(defineWrite("onboarding_save", onboardingSave), saveConfirmed),
		defineWrite("onboarding_propose", onboardingPropose),
	}
}

// stepTypes are the answers by step.
func stepTypes() map[spotter.Step]func() any {
	return map[spotter.Step]func() any{
		spotter.StepConsent:     func() any { return new(spotter.Consent) },
		spotter.StepAbout:       func() any { return new(spotter.About) },
		spotter.StepScreening:   func() any { return new(spotter.Screening) },
		spotter.StepFitness:     func() any { return new(spotter.Fitness) },
		spotter.StepGoals:       func() any { return new(spotter.Goals) },
		spotter.StepConstraints: func() any { return new(spotter.Constraints) },
		spotter.StepDiet:        func() any { return new(spotter.Diet) },
		spotter.StepSchedule:    func() any { return new(spotter.Schedule) },
		spotter.StepHydration:   func() any { return new(spotter.Hydration) },
		spotter.StepLifestyle:   func() any { return new(spotter.Lifestyle) },
		spotter.StepSupplements: func() any { return new(spotter.Supplements) },
	}
}

// stepSchema is the schema of a step's answer. Nothing in it is required: an answer may change a part of
// one that is stored.
func stepSchema(step spotter.Step) *schema {
	s := typeSchema(reflect.TypeOf(stepTypes()[step]()).Elem())
	s.Description, s.Required = "For the step "+string(step), nil
	return s
}

// stepAnswer is the answer to one step, or a part of it, as it was sent.
type stepAnswer struct{ raw json.RawMessage }

// UnmarshalJSON keeps the answer until its step is known.
func (a *stepAnswer) UnmarshalJSON(raw []byte) error {
	a.raw = bytes.Clone(raw)
	return nil
}

// MarshalJSON writes the answer as it was sent.
func (a stepAnswer) MarshalJSON() ([]byte, error) { return a.raw, nil }

func (stepAnswer) describe() *schema {
	out := &schema{}
	for _, step := range spotter.Steps {
		out.AnyOf = append(out.AnyOf, stepSchema(step))
	}
	return out
}

// onboardingMissing tells what is still open, and how to ask for the next thing.
func onboardingMissing(ctx context.Context, env Env, _ nothing) (Result, error) {
	state, err := env.Coach.Onboarding(ctx, env.Caller)
	if err != nil {
		return Result{}, err
	}
	return env.whatIsNext(state), nil
}

// whatIsNext is the next question with what it may be answered by, or what comes after the questions.
func (env Env) whatIsNext(state spotter.Onboarding) Result {
	v := env.voice()
	switch {
	case state.Complete:
		return Result{Text: v.say(sayOnboarded)}
	case state.NextStep != nil && *state.NextStep == spotter.StepConsent && env.NoConsent:
		return Result{Text: v.say(sayConsentDeclined)}
	case state.NextStep != nil && *state.NextStep == spotter.StepConsent:
		return env.askConsent()
	case state.NextStep != nil:
		return Result{Text: lines(v.say(sayProgress, state.Percent), v.say(askOf(*state.NextStep))), Data: struct {
			Step    spotter.Step `json:"next_step"`
			Missing []string     `json:"missing"`
			Fields  []string     `json:"fields"`
		}{*state.NextStep, state.Missing, fieldTexts(*state.NextStep)}}
	case len(state.Missing) > 0:
		return Result{Text: lines(v.say(sayProgress, state.Percent), v.say(sayPlansMissing)), Data: map[string]any{"missing": state.Missing}}
	}
	return v.offer("onboarding_missing", nothing{}, v.say(sayComplete1))
}

// askConsent offers to keep the consent in full: code puts the question, and the person's yes answers it.
func (env Env) askConsent() Result {
	raw, err := json.Marshal(spotter.Consent{TermsVersion: termsVersion, AcceptsGuidanceOnly: true, AcceptsDataProcessing: true})
	if err != nil {
		return failed(env.voice().say(sayOurFault))
	}
	v := env.voice()
	return v.offer("onboarding_save", stepSaving{spotter.StepConsent, stepAnswer{raw}}, v.readOath(spotter.StepConsent, raw))
}

func askOf(step spotter.Step) phrase {
	return askConsent + phrase(slices.Index(spotter.Steps[:], step))
}

// fieldTexts say what a step's fields may be.
func fieldTexts(step spotter.Step) []string {
	s := typeSchema(reflect.TypeOf(stepTypes()[step]()).Elem())
	out := make([]string, len(s.Properties))
	for i, p := range s.Properties {
		of := p.of
		if of.Items != nil {
			of = of.Items
		}
		text := p.name + ": " + p.of.Type
		if of.Enum != nil {
			text += " of " + strings.Join(of.Enum, "|")
		}
		if p.of.Minimum != "" {
			text += " " + string(p.of.Minimum) + ".." + string(p.of.Maximum)
		}
		if !slices.Contains(s.Required, p.name) {
			text += ", may be left out"
		}
		out[i] = text
	}
	return out
}

// stepSaving is an answer to save.
type stepSaving struct {
	Step   spotter.Step `json:"step" enum:"consent,about,screening,fitness,goals,constraints,diet,schedule,hydration,lifestyle,supplements"`
	Answer stepAnswer   `json:"answer" doc:"The fields of that step: all that it needs, or those that change in a stored answer"`
}

func onboardingSave(ctx context.Context, env Env, in stepSaving) (Result, error) {
	state, err := env.Coach.Onboarding(ctx, env.Caller)
	if err != nil {
		return Result{}, err
	}
	if in.Step != spotter.StepConsent && !state.Steps[spotter.StepConsent].Complete {
		return failed(env.voice().say(sayConsentFirst)), nil
	}
	answer, fault := wholeAnswer(state, in)
	if fault != "" {
		return failed(fault), nil
	}
	v := env.voice()
	if in.Step == spotter.StepConsent || in.Step == spotter.StepScreening {
		if problems := spotter.CheckAnswer(answer, env.Today.AddDays(1)); len(problems) > 0 {
			return Result{}, spotter.Invalid(problems)
		}
		if state.Complete {
			return Result{}, spotter.Conflict("onboarding_complete", "Onboarding is complete; this is changed in the profile.")
		}
		raw, err := json.Marshal(answer)
		if err != nil {
			return Result{}, err
		}
		return v.offer("onboarding_save", stepSaving{in.Step, stepAnswer{raw}}, v.readOath(in.Step, raw)), nil
	}
	return env.saveStep(ctx, in.Step, answer)
}

// saveConfirmed saves what the person has said a plain yes to.
func saveConfirmed(ctx context.Context, env Env, in stepSaving) (Result, error) {
	answer := stepTypes()[in.Step]()
	if err := strict.Decode(in.Answer.raw, answer, "answer"); err != nil {
		return Result{}, err
	}
	return env.saveStep(ctx, in.Step, answer)
}

func (env Env) saveStep(ctx context.Context, step spotter.Step, answer any) (Result, error) {
	state, err := env.Coach.SaveStep(ctx, env.Caller, step, answer, 0)
	if err != nil {
		return Result{}, err
	}
	next, v, notices := env.whatIsNext(state), env.voice(), []string{}
	if step == spotter.StepGoals {
		v.coach.Speak(v.speaker, &state)
		for _, n := range state.Notices {
			notices = append(notices, n.Text)
		}
	}
	next.Text = lines(v.saved(state, step, env.Limits.HideNumbers), sentences(notices...), next.Text)
	return next, nil
}

// wholeAnswer lays what was sent over what is stored, and reads it as strictly as the form does.
func wholeAnswer(state spotter.Onboarding, in stepSaving) (any, string) {
	merged := map[string]json.RawMessage{}
	if stored := state.Steps[in.Step].Answer; len(stored) > 0 {
		if err := json.Unmarshal(stored, &merged); err != nil {
			return nil, "The stored answer cannot be read; send all fields of " + string(in.Step) + "."
		}
	}
	var sent map[string]json.RawMessage
	if err := json.Unmarshal(in.Answer.raw, &sent); err != nil || sent == nil {
		return nil, "answer must be an object. " + takes(in.Step)
	}
	if in.Step == spotter.StepConsent && sent["terms_version"] == nil {
		merged["terms_version"] = json.RawMessage(`"` + termsVersion + `"`)
	}
	for name, value := range sent {
		if merged[name] = value; bytes.Equal(value, []byte("null")) {
			delete(merged, name)
		}
	}
	raw, err := json.Marshal(merged)
	if err != nil {
		return nil, "answer must be an object. " + takes(in.Step)
	}
	answer := stepTypes()[in.Step]()
	if err := strict.Decode(raw, answer, ""); err != nil {
		return nil, faultText(err, nil) + " " + takes(in.Step)
	}
	return answer, ""
}

// termsVersion is that of the terms which the question for consent sums up.
const termsVersion = "2026-11"

func takes(step spotter.Step) string {
	return "The step " + string(step) + " takes: " + strings.Join(fieldTexts(step), "; ") + "."
}

// saved reads an answer back, field by field; weights stay out where a limit says so.
func (v voice) saved(state spotter.Onboarding, step spotter.Step, hide bool) string {
	var answer map[string]any
	if err := json.Unmarshal(state.Steps[step].Answer, &answer); err != nil {
		return v.say(saySaved, v.Term(string(step)))
	}
	var screening spotter.Screening
	if raw := state.Steps[spotter.StepScreening].Answer; len(raw) > 0 {
		hide = json.Unmarshal(raw, &screening) != nil || safety.HidesNumbers(screening) || hide
	}
	if step == spotter.StepConsent || step == spotter.StepScreening { // it was read back for the yes just now
		return v.say(saySaved, v.Term(string(step)))
	}
	s := stepSchema(step)
	var out []string
	for _, p := range s.Properties {
		value, given := answer[p.name]
		if !given || value == nil || hide && strings.HasSuffix(p.name, "weight_kg") {
			continue
		}
		text := v.plain(value)
		if kit, ok := value.([]any); ok && len(kit) == 0 && p.name == "equipment" && answer["location"] != string(spotter.Home) {
			text = v.say(sayGymKit)
		}
		out = append(out, v.label(p.name)+": "+text)
	}
	return v.say(saySaved, strings.Join(out, "; "))
}

// label is a field's name in words, its unit in brackets.
func (v voice) label(name string) string {
	for _, unit := range []string{"cm", "kg", "ml"} {
		if base, ok := strings.CutSuffix(name, "_"+unit); ok {
			return v.Term(base) + " (" + unit + ")"
		}
	}
	return v.Term(name)
}

// plain is a value of an answer in words: yes and no, names, times with what they are for.
func (v voice) plain(value any) string {
	switch x := value.(type) {
	case bool:
		if x {
			return v.say(sayYes)
		}
		return v.say(sayNo)
	case float64:
		return short(x)
	case string:
		if i := slices.Index(spotter.Weekdays[:], spotter.Weekday(x)); i >= 0 {
			return v.weekday(spotter.Weekday(x))
		}
		return v.Term(x)
	case []any:
		out := make([]string, len(x))
		for i, one := range x {
			out[i] = v.plain(one)
		}
		if len(out) == 0 {
			return v.say(sayNone)
		}
		return strings.Join(out, ", ")
	case map[string]any:
		if from, ok := x["from"].(string); ok {
			return from + "-" + v.plain(x["to"])
		}
		var out []string
		for _, name := range []string{"weekday", "name", "region", "exercise", "severity", "time", "weight_kg", "reps", "rir", "note"} {
			if one, ok := x[name]; ok && one != nil {
				out = append(out, v.plain(one))
			}
		}
		return strings.Join(out, " ")
	}
	return "-"
}

// readOath reads back what only the person's own yes may save: the consent, or each question of the screening
// with its answer.
func (v voice) readOath(step spotter.Step, answer json.RawMessage) string {
	if step == spotter.StepConsent {
		return v.say(askConsent)
	}
	var given struct {
		Note      string        `json:"note"`
		ClearedOn *spotter.Date `json:"cleared_on"`
	}
	var flags map[string]any
	if json.Unmarshal(answer, &given) != nil || json.Unmarshal(answer, &flags) != nil {
		return lines(v.say(sayScreening), v.say(sayRight))
	}
	out, asked := []string{v.say(sayScreening)}, flagHeart
	for _, p := range stepSchema(step).Properties {
		if p.of.Type != "boolean" {
			continue
		}
		word := v.say(sayNo)
		if flags[p.name] == true {
			word = v.say(sayYes)
		}
		out = append(out, "- "+v.say(asked)+": "+word)
		asked++
	}
	if given.ClearedOn != nil {
		out = append(out, "- "+v.say(sayCleared, given.ClearedOn))
	}
	return lines(append(out, given.Note, v.say(sayRight))...)
}

// firstWish is what to change in one of the two first proposals.
type firstWish struct {
	Plan    spotter.PlanKind `json:"plan" enum:"training,meals"`
	Days    *int             `json:"days,omitempty" minimum:"1" maximum:"7" doc:"Training days a week; training only"`
	Minutes *int             `json:"minutes,omitempty" minimum:"20" maximum:"180" doc:"The most that a session may take; training only"`
	Exclude []string         `json:"exclude,omitempty" maxItems:"20" doc:"Exercises, foods or dishes to leave out, by id or name"`
	Swap    []spotter.Swap   `json:"swap,omitempty" maxItems:"20" doc:"What to replace"`
}

func onboardingPropose(ctx context.Context, env Env, in firstWish) (Result, error) {
	return env.propose(ctx, in.Plan, "", spotter.Changes{Days: in.Days, Minutes: in.Minutes, Exclude: in.Exclude, Swap: in.Swap})
}

// completeOnboarding turns answers and accepted plans into a profile, after the person's yes.
func completeOnboarding(ctx context.Context, env Env, _ nothing) (Result, error) {
	done, err := env.Coach.Complete(ctx, env.Caller)
	if err != nil {
		return Result{}, err
	}
	v, day := env.voice(), done.FirstDay
	text := lines(v.say(sayOnboarded), v.say(sayToday, v.date(day.Today.Date))+v.session(day.Today.Session))
	if m := day.NextMeal; m != nil {
		text = lines(text, v.say(sayNextMeal, m.Slot, m.Time, v.Dish(m.Dish, m.Name)))
	}
	if v.english() {
		text = lines(text, day.Next)
	}
	return Result{Text: text}, nil
}
