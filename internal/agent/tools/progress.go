package tools

import (
	"context"
	"strings"

	"spotter"
	"spotter/lang"
)

func progressTools() []definition {
	return []definition{
		define("adherence", adherence),
		define("progress", progress),
		define("weekly_review", weeklyReview),
		defineWrite("evaluate", evaluate),
		defineWrite("check_in", checkIn),
		defineWrite("log_weight", logWeight),
	}
}

type weeksBack struct {
	Weeks *int `json:"weeks,omitempty" minimum:"1" maximum:"26" doc:"How many weeks up to today; 4 when left out"`
}

func adherence(ctx context.Context, env Env, in weeksBack) (Result, error) {
	from := env.Today.AddDays(1 - 7*orElse(in.Weeks, 4))
	r, err := env.Coach.Progress(ctx, env.Caller, from, env.Today)
	if err != nil {
		return Result{}, err
	}
	v := env.voice()
	return Result{Text: lines(v.span(r), v.sessionsText(r.Sessions), v.mealsText(r.Meals), v.waterText(r.Water))}, nil
}

// tell says a sentence of the catalogue in the person's language.
func (v voice) tell(key lang.Key, args ...spotter.Argument) string {
	return v.speaker.Say(lang.Say(key, args...))
}

func (v voice) span(r spotter.ProgressReport) string {
	return v.tell(lang.ProgressSpan, lang.Date(r.From), lang.Date(r.To))
}

// share is a part of a whole in per cent, empty without a whole.
func share(of *float64) spotter.Argument {
	if of == nil {
		return lang.Text("")
	}
	return lang.Part(lang.Say(lang.ProgressShare, lang.Number(spotter.RoundTo(*of*100, 1))))
}

func (v voice) sessionsText(s spotter.SessionsDone) string {
	return v.tell(lang.ProgressKept, lang.Number(s.Kept), lang.Number(s.Planned), share(s.Adherence), lang.Number(s.Done))
}

func (v voice) mealsText(m spotter.MealsDone) string {
	if m.Planned == 0 {
		return ""
	}
	return v.tell(lang.ProgressMealsLogged, lang.Number(m.Logged), lang.Number(m.Planned), share(m.Adherence), lang.Number(m.Other))
}

func (v voice) waterText(w spotter.WaterDone) string {
	today := ""
	if w.TodayML > 0 {
		today = v.tell(lang.ProgressWaterToday, lang.Number(w.TodayML), lang.Number(w.TargetML))
	}
	switch {
	case w.Days == 0 && today != "":
		return today
	case w.Days == 0:
		return v.tell(lang.ProgressWaterNone)
	}
	return sentences(today, v.tell(lang.ProgressWaterDays, lang.Number(w.TargetML), lang.Number(w.Reached), lang.Number(w.Days), share(w.Adherence), lang.Number(w.MeanML)))
}

// dateRange is a stretch of days.
type dateRange struct {
	From *spotter.Date `json:"from,omitempty" doc:"The first day; twelve weeks before to when left out"`
	To   *spotter.Date `json:"to,omitempty" doc:"The last day; today when left out"`
}

// mostLifts is how many lifts are told of at once, the most trained first.
const mostLifts = 8

func progress(ctx context.Context, env Env, in dateRange) (Result, error) {
	r, err := env.Coach.Progress(ctx, env.Caller, orElse(in.From, spotter.Date{}), orElse(in.To, spotter.Date{}))
	if err != nil {
		return Result{}, err
	}
	v := env.voice()
	v.coach.Speak(v.speaker, &r)
	out := []string{v.span(r), v.sessionsText(r.Sessions)}
	for _, l := range r.Lifts[:min(mostLifts, len(r.Lifts))] {
		out = append(out, "- "+v.lift(l))
	}
	if w := r.Weight; w != nil {
		out = append(out, v.weightTrend(*w))
	}
	out = append(out, v.mealsText(r.Meals), v.waterText(r.Water), r.Readiness.Text)
	if r.Used != nil {
		out = append(out, v.tell(lang.ProgressUsed, lang.Number(spotter.RoundTo(r.Used.Value, 1))))
	}
	for _, n := range r.Notes {
		out = append(out, n.Text)
	}
	return Result{Text: lines(out...), Data: map[string]string{"chart": "/api/v1/progress?from=" + r.From.String() + "&to=" + r.To.String()}}, nil
}

// lift is one exercise's trend: the estimated maximum from the first to the last session, and the best.
func (v voice) lift(l spotter.LiftProgress) string {
	first, last := l.Series[0], l.Series[len(l.Series)-1]
	text := v.tell(lang.ProgressLiftFirst, lang.Exercise(l.Exercise, l.Name), v.massOf(last.E1RM), lang.Date(last.Date))
	if len(l.Series) > 1 {
		text += v.tell(lang.ProgressLiftSince, v.massOf(first.E1RM), lang.Date(first.Date))
	}
	if l.Change != nil {
		text += v.tell(lang.ProgressLiftChange, lang.Number(spotter.RoundTo(l.Change.Value, 0.1)))
	}
	if l.Stalled {
		text += v.tell(lang.ProgressLiftStalled)
	}
	if best := l.Records.Load; best != nil {
		text += v.tell(lang.ProgressLiftBest, v.massOf(best.LoadKG), lang.Number(best.Reps))
	}
	return v.stop(text)
}

func (v voice) massOf(kg float64) spotter.Argument { return lang.Text(v.mass(kg)) }

// stop ends a sentence as the language does.
func (v voice) stop(text string) string {
	if v.speaker.Language() == "hi" {
		return text + "।"
	}
	return text + "."
}

func (v voice) weightTrend(w spotter.WeightProgress) string {
	first, last := w.Series[0], w.Series[len(w.Series)-1]
	text := v.tell(lang.ProgressTrend, v.massOf(last.TrendKG), lang.Date(last.Date), v.massOf(first.TrendKG), lang.Date(first.Date))
	if w.Slope != nil {
		text += v.tell(lang.ProgressTrendSlope, v.massOf(w.Slope.Value))
	}
	return v.stop(text)
}

func weeklyReview(ctx context.Context, env Env, _ nothing) (Result, error) {
	r, err := env.Coach.WeeklyReview(ctx, env.Caller)
	if err != nil {
		return Result{}, err
	}
	v := env.voice()
	v.coach.Speak(v.speaker, &r)
	out := []string{v.tell(lang.ProgressWeekSpan, lang.Date(r.Week), lang.Date(r.Until))}
	for _, w := range r.Words {
		out = append(out, w.Text)
	}
	return Result{Text: lines(out...)}, nil
}

func evaluate(ctx context.Context, env Env, _ nothing) (Result, error) {
	e, err := env.Coach.Evaluate(ctx, env.Caller)
	if err != nil {
		return Result{}, err
	}
	if len(e.Findings) == 0 && len(e.Proposals) == 0 {
		return Result{Text: env.voice().tell(lang.ProgressNothing)}, nil
	}
	v, out := env.voice(), Result{}
	for _, p := range e.Proposals {
		one := v.proposal(p)
		out.Text, out.Proposals = lines(out.Text, one.Text), append(out.Proposals, one.Proposals...)
	}
	out.Data = e.Findings
	return out, nil
}

// feeling is how the person says they are.
type feeling struct {
	Energy       *int                   `json:"energy,omitempty" minimum:"1" maximum:"5" doc:"1 very low to 5 very high, as said"`
	SleepQuality *int                   `json:"sleep_quality,omitempty" minimum:"1" maximum:"5" doc:"As said"`
	SleepHours   *float64               `json:"sleep_hours,omitempty" minimum:"0" maximum:"24" doc:"As said"`
	Soreness     *int                   `json:"soreness,omitempty" minimum:"1" maximum:"5" doc:"1 none to 5 severe, as said"`
	ByRegion     map[spotter.Region]int `json:"soreness_by_region,omitempty" doc:"1-5 by region of the body, as said"`
}

func (in *feeling) input() spotter.CheckInInput {
	return spotter.CheckInInput{Energy: in.Energy, SleepQuality: in.SleepQuality, SleepHours: in.SleepHours, Soreness: in.Soreness, ByRegion: in.ByRegion}
}

// Check is that of the REST door's input.
func (in *feeling) Check() []spotter.Problem {
	entry := in.input()
	return entry.Check()
}

// parts are the figures by name, in the order of the fields.
func (in *feeling) parts() (names []string, figures []float64) {
	add := func(name string, n *int) {
		if n != nil {
			names, figures = append(names, name), append(figures, float64(*n))
		}
	}
	add("energy", in.Energy)
	add("sleep_quality", in.SleepQuality)
	if in.SleepHours != nil {
		names, figures = append(names, "sleep_hours"), append(figures, *in.SleepHours)
	}
	add("soreness", in.Soreness)
	for _, region := range spotter.Regions {
		if n, ok := in.ByRegion[region]; ok {
			names, figures = append(names, string(region)), append(figures, float64(n))
		}
	}
	return names, figures
}

func checkIn(ctx context.Context, env Env, in feeling) (Result, error) {
	v, s := env.voice(), env.said()
	names, figures := in.parts()
	said := make([]string, len(names))
	for i, name := range names {
		if !s.has(figures[i]) && !s.hasHalf(figures[i]) {
			return failed(v.say(sayNotSaid, v.Term(name))), nil
		}
		said[i] = v.Term(name) + " " + short(figures[i])
	}
	entry := in.input()
	done, err := env.Coach.CheckIn(ctx, env.Caller, entry)
	if err != nil {
		return Result{}, err
	}
	text := v.say(sayCheckedIn, strings.Join(said, ", "))
	report, err := env.Coach.Progress(ctx, env.Caller, done.Date, done.Date)
	if spotter.HasDetail(err, "no_profile") {
		return Result{Text: text}, nil
	}
	if err != nil {
		return Result{}, err
	}
	effect := map[string]phrase{spotter.ReadinessCut: sayReadyCut, spotter.ReadinessHold: sayReadyHold, spotter.ReadinessNone: sayReadyNone}
	if p, ok := effect[report.Readiness.Effect]; ok {
		text = lines(text, v.say(p))
	}
	return Result{Text: text, Data: map[string]any{"readiness": report.Readiness.Effect, "reason": report.Readiness.Text}}, nil
}

// weighing is a body weight as said.
type weighing struct {
	WeightKG *float64 `json:"weight_kg,omitempty" minimum:"30" maximum:"300" doc:"As said"`
	WeightLB *float64 `json:"weight_lb,omitempty" minimum:"66.2" maximum:"661.4" doc:"As said, instead of weight_kg"`
}

// Check is that of the REST door's input.
func (in *weighing) Check() []spotter.Problem {
	entry := spotter.WeightInput{WeightKG: in.WeightKG, WeightLB: in.WeightLB}
	return entry.Check()
}

func logWeight(ctx context.Context, env Env, in weighing) (Result, error) {
	v := env.voice()
	entry := spotter.WeightInput{WeightKG: in.WeightKG, WeightLB: in.WeightLB}
	kg, given := entry.Load()
	if !env.said().hasMass(in.WeightKG, in.WeightLB) {
		return failed(v.say(sayNotSaid, given.Unit)), nil
	}
	if _, err := env.Coach.Weigh(ctx, env.Caller, entry); err != nil {
		return Result{}, err
	}
	if env.Limits.HideNumbers || env.Limits.NoWeighIns {
		return Result{Text: v.say(sayNoted)}, nil
	}
	return Result{Text: v.say(sayWeighed, v.entered(given, kg))}, nil
}
