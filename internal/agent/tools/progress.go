package tools

import (
	"context"
	"strings"

	"spotter"
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
	return Result{Text: lines(span(r), sessionsText(r.Sessions), mealsText(r.Meals), waterText(r.Water))}, nil
}

func span(r spotter.ProgressReport) string {
	return "From " + r.From.String() + " to " + r.To.String() + ":"
}

func count(n int) string { return short(float64(n)) }

// share is a part of a whole in per cent, empty without a whole.
func share(of *float64) string {
	if of == nil {
		return ""
	}
	return " (" + whole(*of*100) + " %)"
}

func sessionsText(s spotter.SessionsDone) string {
	return "Sessions: " + count(s.Kept) + " of " + count(s.Planned) + " planned took place" + share(s.Adherence) + "; " + count(s.Done) + " workouts in all."
}

func mealsText(m spotter.MealsDone) string {
	if m.Planned == 0 {
		return ""
	}
	return "Meals: " + count(m.Logged) + " of " + count(m.Planned) + " planned were logged" + share(m.Adherence) + ", and " + count(m.Other) + " others."
}

func waterText(w spotter.WaterDone) string {
	today := ""
	if w.TodayML > 0 {
		today = "Water today so far: " + count(w.TodayML) + " of " + count(w.TargetML) + " ml."
	}
	switch {
	case w.Days == 0 && today != "":
		return today
	case w.Days == 0:
		return "Water: nothing logged."
	}
	return sentences(today, "Water: the "+count(w.TargetML)+" ml were reached on "+count(w.Reached)+" of "+count(w.Days)+" logged days"+share(w.Adherence)+", "+count(w.MeanML)+" ml on average.")
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
	out := []string{span(r), sessionsText(r.Sessions)}
	for _, l := range r.Lifts[:min(mostLifts, len(r.Lifts))] {
		out = append(out, "- "+v.lift(l))
	}
	if w := r.Weight; w != nil {
		out = append(out, v.weightTrend(*w))
	}
	out = append(out, mealsText(r.Meals), waterText(r.Water), r.Readiness.Text)
	if r.Used != nil {
		out = append(out, "Measured energy used: "+whole(r.Used.Value)+" kcal a day.")
	}
	for _, n := range r.Notes {
		out = append(out, n.Text)
	}
	return Result{Text: lines(out...), Data: map[string]string{"chart": "/api/v1/progress?from=" + r.From.String() + "&to=" + r.To.String()}}, nil
}

// lift is one exercise's trend: the estimated maximum from the first to the last session, and the best.
func (v voice) lift(l spotter.LiftProgress) string {
	first, last := l.Series[0], l.Series[len(l.Series)-1]
	text := v.Exercise(l.Exercise, l.Name) + ": estimated maximum " + v.mass(last.E1RM) + " on " + last.Date.String()
	if len(l.Series) > 1 {
		text += ", " + v.mass(first.E1RM) + " on " + first.Date.String()
	}
	if l.Change != nil {
		text += ", change " + short(spotter.RoundTo(l.Change.Value, 0.1)) + " %"
	}
	if l.Stalled {
		text += ", no gain in the last three sessions"
	}
	if best := l.Records.Load; best != nil {
		text += "; heaviest " + v.mass(best.LoadKG) + " x " + count(best.Reps)
	}
	return text + "."
}

func (v voice) weightTrend(w spotter.WeightProgress) string {
	last := w.Series[len(w.Series)-1]
	text := "Weight: trend " + v.mass(last.TrendKG) + " on " + last.Date.String() + ", " + v.mass(w.Series[0].TrendKG) + " on " + w.Series[0].Date.String()
	if w.Slope != nil {
		text += ", " + v.mass(w.Slope.Value) + " a week over the last four weeks"
	}
	return text + "."
}

func weeklyReview(ctx context.Context, env Env, _ nothing) (Result, error) {
	r, err := env.Coach.WeeklyReview(ctx, env.Caller)
	if err != nil {
		return Result{}, err
	}
	out := []string{"Week of " + r.Week.String() + " to " + r.Until.String() + ":"}
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
		return Result{Text: "Nothing in the log asks for a change: the plans stay as they are."}, nil
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
