package tools

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"spotter"
	"spotter/internal/coach"
	"spotter/lang"
)

func proposalTools() []definition {
	return []definition{
		define("show_plan", showPlan),
		defineWrite("propose_training", proposeTraining),
		defineWrite("propose_meals", proposeMeals),
		define("show_proposal", showProposal),
		define("why", why),
	}
}

// trainingWish is what to change in a new training proposal.
type trainingWish struct {
	Instructions string         `json:"instructions,omitempty" maxLength:"500" doc:"The wish in English clauses, if the fields do not fit it: 3 days, 45 minutes, without NAME, swap NAME for NAME, next block"`
	Days         *int           `json:"days,omitempty" minimum:"1" maximum:"7" doc:"Training days a week"`
	Minutes      *int           `json:"minutes,omitempty" minimum:"20" maximum:"180" doc:"The most that a session may take"`
	NextBlock    bool           `json:"next_block,omitempty" doc:"The block that follows the one in force"`
	Exclude      []string       `json:"exclude,omitempty" maxItems:"20" doc:"Exercises to leave out, by id or name"`
	Swap         []spotter.Swap `json:"swap,omitempty" maxItems:"20" doc:"Exercises to replace"`
}

func proposeTraining(ctx context.Context, env Env, in trainingWish) (Result, error) {
	return env.propose(ctx, spotter.PlanTraining, in.Instructions,
		spotter.Changes{Days: in.Days, Minutes: in.Minutes, NextBlock: in.NextBlock, Exclude: in.Exclude, Swap: in.Swap})
}

// mealWish is what to change in a new meal proposal.
type mealWish struct {
	Instructions string         `json:"instructions,omitempty" maxLength:"500" doc:"The wish in English clauses, if the fields do not fit it: without NAME, swap NAME for NAME"`
	Exclude      []string       `json:"exclude,omitempty" maxItems:"20" doc:"Foods or dishes to leave out, by id or name"`
	Swap         []spotter.Swap `json:"swap,omitempty" maxItems:"20" doc:"Dishes to replace"`
}

func proposeMeals(ctx context.Context, env Env, in mealWish) (Result, error) {
	return env.propose(ctx, spotter.PlanMeals, in.Instructions, spotter.Changes{Exclude: in.Exclude, Swap: in.Swap})
}

// propose makes a proposal and reads it back. It waits for the person.
func (env Env) propose(ctx context.Context, kind spotter.PlanKind, words string, changes spotter.Changes) (Result, error) {
	if env.said().unsaidFigure(words) {
		return failed("instructions has figures that the person did not say; use days and minutes for what you suggest."), nil
	}
	in := coach.ProposeInput{Instructions: words}
	if !changes.IsZero() {
		in.Changes = &changes
	}
	p, err := env.Coach.Propose(ctx, env.Caller, kind, in)
	if err != nil {
		return Result{}, err
	}
	return env.voice().proposal(p), nil
}

// mostDiff is how many lines of a change are read back.
const mostDiff = 10

// proposal reads a proposal back in short.
func (v voice) proposal(p spotter.Proposal) Result {
	v.coach.Speak(v.speaker, &p)
	var diff []string
	for i, d := range p.Diff {
		if i == mostDiff {
			diff = append(diff, v.say(sayMore, len(p.Diff)-mostDiff))
			break
		}
		diff = append(diff, "- "+v.difference(d))
	}
	state := v.say(sayState, v.speaker.Term(string(p.State)))
	if p.State == spotter.ProposalPending {
		state = sentences(v.say(sayWaits), v.say(sayUntil, p.ExpiresAt.UTC().Format(time.DateOnly)))
	}
	out := Result{Text: lines(v.summary(p), firstSentences(p.Reason), strings.Join(diff, "\n"), v.newMeal(p), state)}
	out.Data = struct {
		ID       spotter.ProposalID    `json:"proposal_id"`
		Kind     spotter.PlanKind      `json:"kind"`
		State    spotter.ProposalState `json:"state"`
		Evidence []spotter.Reason      `json:"evidence,omitempty"`
	}{p.ID, p.Kind, p.State, p.Evidence[:min(4, len(p.Evidence))]}
	if p.State == spotter.ProposalPending {
		out.Proposals = []spotter.ContextProposal{{ID: p.ID, Kind: p.Kind, Summary: p.Summary}}
	}
	return out
}

// mostReason is how much of a reason is read back, in letters; the rest is told by why.
const mostReason = 420

// firstSentences is the start of a text, up to the end of a sentence.
func firstSentences(text string) string {
	runes := []rune(text)
	if len(runes) <= mostReason {
		return text
	}
	head := string(runes[:mostReason])
	for _, end := range []string{". ", "। "} {
		if at := strings.LastIndex(head, end); at > 0 {
			return head[:at+len(end)-1]
		}
	}
	return text
}

// summary is what a proposal is in a sentence; that of one meal is in the person's language.
func (v voice) summary(p spotter.Proposal) string {
	before, after, ok := mealsOf(p)
	if v.english() || !ok {
		return p.Summary + "."
	}
	return v.say(saySwap, v.date(after.Date), v.Dish(after.Meal.Dish, after.Meal.Name), v.Dish(before.Meal.Dish, before.Meal.Name))
}

// newMeal is what to weigh out for the meal of a proposal, and how its figures compare, where they may be shown.
func (v voice) newMeal(p spotter.Proposal) string {
	_, after, ok := mealsOf(p)
	if !ok {
		return ""
	}
	return lines(v.portions(after.Meal.Portions)+".", v.compared(p.Evidence))
}

// compared are the figures that a change rests on.
func (v voice) compared(evidence []spotter.Reason) string {
	if !v.english() {
		return ""
	}
	out := make([]string, len(evidence))
	for i, r := range evidence {
		out[i] = r.Text
	}
	return sentences(out...)
}

// mealsOf are the meals before and after a proposal of one meal on one date.
func mealsOf(p spotter.Proposal) (before, after spotter.MealOnDate, ok bool) {
	ok = p.Kind == spotter.PlanMeal && json.Unmarshal(p.Before, &before) == nil && json.Unmarshal(p.After, &after) == nil
	return before, after, ok
}

// difference is one line of what a proposal changes. The line names what it is about; where it stands is told by the day.
func (v voice) difference(d spotter.Difference) string {
	at := strings.NewReplacer(".", " ", "_", " ").Replace(d.Path)
	if !v.english() {
		first, _, _ := strings.Cut(d.Path, ".")
		at = v.speaker.Term(first)
	}
	switch {
	case d.Before == "" && d.After == "":
		return at + ": " + d.Change
	case d.Before == "":
		return at + ": + " + d.After
	case d.After == "":
		return at + ": - " + d.Before
	}
	return at + ": " + d.Before + " -> " + d.After
}

type proposalArguments struct {
	ProposalID *spotter.ProposalID `json:"proposal_id,omitempty" doc:"Those that wait when left out"`
}

func showProposal(ctx context.Context, env Env, in proposalArguments) (Result, error) {
	v := env.voice()
	if in.ProposalID != nil {
		p, err := env.Coach.Proposal(ctx, env.Caller, *in.ProposalID)
		if err != nil {
			return Result{}, err
		}
		return v.proposal(p), nil
	}
	page, err := env.Coach.Proposals(ctx, env.Caller, spotter.ProposalPending, nil, 5)
	if err != nil {
		return Result{}, err
	}
	switch len(page.Items) {
	case 0:
		return Result{Text: v.say(sayNoProposal)}, nil
	case 1:
		return v.proposal(page.Items[0]), nil
	}
	out := Result{}
	for _, p := range page.Items {
		one := v.proposal(p)
		out.Text, out.Proposals = lines(out.Text, one.Text), append(out.Proposals, one.Proposals...)
	}
	out.Data = out.Proposals
	return out, nil
}

type planArguments struct {
	Plan    string           `json:"plan" enum:"training,meals"`
	Weekday *spotter.Weekday `json:"weekday,omitempty" enum:"monday,tuesday,wednesday,thursday,friday,saturday,sunday" doc:"One day of it in full; the whole plan in short when left out"`
}

func showPlan(ctx context.Context, env Env, in planArguments) (Result, error) {
	v := env.voice()
	if in.Plan == string(spotter.PlanMeals) {
		active, err := env.Coach.MealPlan(ctx, env.Caller)
		if err != nil {
			return Result{}, err
		}
		return v.mealPlan(active.Document, in.Weekday), nil
	}
	active, err := env.Coach.TrainingPlan(ctx, env.Caller)
	if err != nil {
		return Result{}, err
	}
	return v.trainingPlan(active.Document, in.Weekday), nil
}

func (v voice) trainingPlan(plan spotter.TrainingPlan, only *spotter.Weekday) Result {
	out := []string{v.planName(plan)}
	for _, day := range plan.Days {
		head := v.weekday(day.Weekday) + ": " + v.say(saySession, v.sessionName(day.Name), day.Time, day.Minutes)
		switch {
		case only == nil:
			names := make([]string, len(day.Exercises))
			for i, e := range day.Exercises {
				names[i] = v.Exercise(e.Exercise, e.Name) + " " + short(float64(e.Sets)) + " x " + v.reps(e.RepsMin, e.RepsMax, e.Unit)
			}
			out = append(out, head+" "+strings.Join(names, "; "))
		case *only == day.Weekday:
			out = append(out, head, v.planned(day.Exercises))
		}
	}
	if only != nil && len(out) == 1 {
		out = append(out, v.weekday(*only)+": "+v.say(sayRest))
	}
	return Result{Text: lines(out...)}
}

func (v voice) mealPlan(plan spotter.MealPlan, only *spotter.Weekday) Result {
	out := []string{plan.Name + "."}
	if t := plan.Targets; t != nil {
		n := spotter.Nutrition{Kcal: t.Energy.Value, ProteinG: t.ProteinG, CarbsG: t.CarbsG, FatG: t.FatG, FibreG: t.FibreG}
		out = append(out, v.say(sayTargets, v.nutrition(&n)))
	}
	for _, day := range plan.Days {
		if only != nil && *only != day.Weekday {
			continue
		}
		meals := make([]string, len(day.Meals))
		for i, m := range day.Meals {
			if meals[i] = m.Slot + " " + v.Dish(m.Dish, m.Name); only != nil {
				meals[i] = "- " + m.Time.String() + " " + meals[i] + " (" + m.ID + "): " + v.portions(m.Portions)
			}
		}
		if only != nil {
			out = append(out, v.weekday(day.Weekday)+":", strings.Join(meals, "\n"))
			continue
		}
		out = append(out, v.weekday(day.Weekday)+": "+strings.Join(meals, "; "))
	}
	return Result{Text: lines(out...)}
}

// whyArguments choose what to explain.
type whyArguments struct {
	Plan string `json:"plan" enum:"training,meals"`
	Item string `json:"item,omitempty" maxLength:"80" doc:"A weekday, an exercise, a muscle, volume, deload; or a meal, a dish, energy, protein; the plan as a whole when left out"`
}

func why(ctx context.Context, env Env, in whyArguments) (Result, error) {
	explain := env.Coach.WhyTraining
	if in.Plan == string(spotter.PlanMeals) {
		explain = env.Coach.WhyMeals
	}
	answer, err := explain(ctx, env.Caller, in.Item)
	if err != nil {
		return Result{}, err
	}
	var out []string
	v := env.voice()
	v.coach.Speak(v.speaker, &answer)
	for _, r := range answer.Reasons {
		text := r.Text
		if q := r.Quantity; q != nil && v.english() {
			text += " (" + q.Method + "; " + q.Source + "; confidence " + q.Confidence + ")"
		}
		out = append(out, "- "+text)
	}
	if len(out) == 0 {
		out = append(out, "This plan is from before reasons were kept.")
	}
	return Result{Text: lines(out...)}, nil
}

// planName is what a training plan is called; it is made anew in other languages than the one it was named in.
func (v voice) planName(plan spotter.TrainingPlan) string {
	if v.english() {
		return plan.Name + ". " + plan.Split + "."
	}
	return v.stop(v.tell(lang.TrainingName, lang.Term(plan.Goal), lang.Term(plan.Split), lang.Number(len(plan.Days))))
}
