package tools

import (
	"context"
	"slices"

	"spotter"
	"spotter/internal/coach"
)

func workoutTools() []definition {
	return []definition{
		defineWrite("start_session", startSession),
		define("next_set", nextSet),
		defineWrite("log_set", logSet),
		carriedBy(defineWrite("correct_set", correctSet), dropSet),
		defineWrite("say", say),
		defineWrite("finish_session", finishSession),
		define("show_session", showSession),
	}
}

// underWay is the session that the person is in: the one the turn began with, else the one it has started.
func (env Env) underWay(ctx context.Context) (spotter.SessionID, error) {
	if env.Session != nil {
		return *env.Session, nil
	}
	return env.Coach.UnderWay(ctx, env.Caller)
}

// lately is the session under way, else the last one of today: the last planned set completes a session, and
// may have been said wrong.
func (env Env) lately(ctx context.Context) (spotter.SessionID, error) {
	id, err := env.underWay(ctx)
	if !spotter.HasDetail(err, "no_session") {
		return id, err
	}
	page, failure := env.Coach.Sessions(ctx, env.Caller, nil, 1)
	if failure != nil {
		return id, failure
	}
	if len(page.Items) == 1 && page.Items[0].Date == env.Today {
		return page.Items[0].ID, nil
	}
	return id, err
}

type nothing struct{}

func startSession(ctx context.Context, env Env, _ nothing) (Result, error) {
	v := env.voice()
	session, err := env.Coach.StartSession(ctx, env.Caller, coach.StartSessionInput{})
	started := v.say(sayStarted, v.sessionName(session.Name))
	if spotter.HasDetail(err, "session_active") {
		session.ID, err = env.lately(ctx)
		started = v.say(sayActive)
	}
	if err != nil {
		return Result{}, err
	}
	return v.withNext(ctx, env, session.ID, started)
}

// withNext adds what comes next in a session to what has just been said.
func (v voice) withNext(ctx context.Context, env Env, id spotter.SessionID, said ...string) (Result, error) {
	next, err := env.Coach.NextSet(ctx, env.Caller, id)
	if err != nil {
		return Result{}, err
	}
	return Result{Text: lines(append(said, v.next(next))...), Data: nextFacts(id, next)}, nil
}

// next says what to do next, why, and how long to rest before it.
func (v voice) next(n spotter.NextSet) string {
	stopped := ""
	if n.Stopped != nil {
		stopped = n.Stopped.Notice
	}
	switch n.State {
	case "complete":
		return sentences(stopped, v.say(sayComplete))
	case "free":
		return sentences(stopped, v.say(sayFree))
	}
	what := v.reps(n.RepsMin, n.RepsMax, n.Unit)
	if n.Shown != nil && n.Load != nil {
		what = v.entered(*n.Shown, n.Load.Value) + ", " + what
	}
	if n.Unit == "reps" {
		what += ", " + v.say(sayReserve, n.RIR)
	}
	why := map[string]phrase{"up": sayUp, "hold": sayHold, "down": sayDown, "start": sayStart, "find": sayFind}
	reason := n.Reason
	if p, ok := why[n.Change]; !v.english() {
		if reason = ""; ok {
			reason = v.say(p)
		}
	}
	return sentences(stopped, v.say(sayNext, v.Exercise(n.Exercise, n.Name), n.Number, n.Of, what), v.warmups(n.Warmups), reason, v.rest(n), n.Caution)
}

func (v voice) rest(n spotter.NextSet) string {
	if n.RestSeconds == 0 {
		return ""
	}
	return v.say(sayRestFor, n.RestSeconds)
}

func (v voice) warmups(ramp []spotter.RampSet) string {
	out := ""
	for _, r := range ramp {
		if r.LoadKG != nil && r.Shown != nil {
			out += ", " + v.entered(*r.Shown, *r.LoadKG) + " x " + short(float64(r.Reps))
		}
	}
	if out == "" {
		return ""
	}
	return v.say(sayRamp, out[2:])
}

func nextFacts(id spotter.SessionID, n spotter.NextSet) any {
	return struct {
		Session  spotter.SessionID    `json:"session_id"`
		State    string               `json:"state"`
		Exercise string               `json:"exercise,omitempty"`
		Change   string               `json:"change,omitempty"`
		Reason   string               `json:"reason,omitempty"`
		Evidence []spotter.Reason     `json:"evidence,omitempty"`
		Instead  []spotter.Substitute `json:"instead,omitempty"`
	}{id, n.State, n.Exercise, n.Change, n.Reason, n.Evidence, insteadOf(n)}
}

func insteadOf(n spotter.NextSet) []spotter.Substitute {
	if n.Stopped == nil {
		return nil
	}
	return n.Stopped.Instead
}

func nextSet(ctx context.Context, env Env, _ nothing) (Result, error) {
	id, err := env.underWay(ctx)
	if err != nil {
		return Result{}, err
	}
	return env.voice().withNext(ctx, env, id)
}

// setArguments say a set, in the person's words or in figures that stand in them.
type setArguments struct {
	Text     string   `json:"text,omitempty" minLength:"1" maxLength:"500" doc:"The person's own words for the set, unchanged; best, and the only way for: same again; no, nine; RPE"`
	Exercise string   `json:"exercise,omitempty" minLength:"1" maxLength:"80" doc:"Id or name; the one that is on when left out"`
	WeightKG *float64 `json:"weight_kg,omitempty" minimum:"0" maximum:"600" doc:"As said; leave out for body weight"`
	WeightLB *float64 `json:"weight_lb,omitempty" minimum:"0" maximum:"1323" doc:"As said, instead of weight_kg"`
	Reps     *int     `json:"reps,omitempty" minimum:"0" maximum:"1000" doc:"As said; needed without text"`
	RIR      *int     `json:"rir,omitempty" minimum:"0" maximum:"10" doc:"Reps in reserve, only if said"`
	Warmup   bool     `json:"warmup,omitempty" doc:"A warm-up set"`
}

// Check is that of the REST door's input, but for the exercise, which the session knows.
func (in *setArguments) Check() []spotter.Problem {
	entry := in.entry()
	if entry.Exercise == "" && entry.Text == "" {
		entry.Exercise = "the one that is on"
	}
	return entry.Check()
}

func (in *setArguments) entry() spotter.SetEntry {
	return spotter.SetEntry{Text: in.Text, Exercise: in.Exercise, WeightKG: in.WeightKG, WeightLB: in.WeightLB, Reps: in.Reps, RIR: in.RIR, Warmup: in.Warmup}
}

// wasSaid reports whether a set stands in the person's words.
func (in *setArguments) wasSaid(s said) bool {
	if in.Text != "" {
		return s.isOwn(in.Text)
	}
	return in.figuresSaid(s)
}

func (in *setArguments) figuresSaid(s said) bool {
	return s.hasMass(in.WeightKG, in.WeightLB) && (in.Reps == nil || s.has(float64(*in.Reps))) && (in.RIR == nil || s.has(float64(*in.RIR)))
}

func logSet(ctx context.Context, env Env, in setArguments) (Result, error) {
	v := env.voice()
	if !in.wasSaid(env.said()) {
		return failed(v.say(sayNotYourWords)), nil
	}
	id, err := env.underWay(ctx)
	if err != nil {
		return Result{}, err
	}
	entry := in.entry()
	if entry.Text == "" && entry.Exercise == "" {
		next, err := env.Coach.NextSet(ctx, env.Caller, id)
		if err != nil {
			return Result{}, err
		}
		if entry.Exercise = next.Exercise; entry.Exercise == "" {
			return failed("Which exercise was it? Nothing is planned next."), nil
		}
	}
	if fault := v.unknownExercise(env, entry.Exercise); fault != "" {
		return failed(fault), nil
	}
	logged, err := env.Coach.LogSet(ctx, env.Caller, id, entry)
	if err != nil {
		return Result{}, err
	}
	return v.afterSet(ctx, env, id, logged)
}

// unknownExercise says what the catalogue has that is like a name that it does not have, empty for one that it
// has. A person may train what is in no catalogue, when they say so; a model that misspells a name must not make
// it so.
func (v voice) unknownExercise(env Env, name string) string {
	if name == "" || v.KnowsExercise(name) {
		return ""
	}
	like := nearest(name, v.ExerciseNames())
	if like == "" && env.said().isOwn(name) {
		return ""
	}
	return quoted(name) + " is not an exercise in the catalogue." + like
}

func (v voice) afterSet(ctx context.Context, env Env, id spotter.SessionID, logged spotter.LoggedSet) (Result, error) {
	text := v.set(logged.Set)
	if logged.Outcome == "corrected" {
		text = sentences(v.say(sayCorrected), text)
	}
	if logged.SessionState == "completed" {
		return Result{Text: lines(text, v.say(sayLast)), Data: map[string]any{"session_id": id, "set_id": logged.ID, "session_state": logged.SessionState}}, nil
	}
	return v.withNext(ctx, env, id, text)
}

// set reads a set back.
func (v voice) set(s spotter.Set) string {
	what := v.reps(s.Reps, s.Reps, v.Unit(s.Exercise))
	if s.Reps == 0 {
		what = v.say(sayFailed)
	}
	if s.Entered.Value > 0 {
		what = v.entered(s.Entered, s.WeightKG) + ", " + what
	}
	if s.RIR != nil {
		what += ", " + v.say(sayReserve, *s.RIR)
	}
	form := saySet
	if s.Warmup {
		form = sayWarmup
	}
	return v.say(form, v.Exercise(s.Exercise, s.Exercise), s.Number, what)
}

// correction changes a logged set, or asks to take it out.
type correction struct {
	SetID    *spotter.SetID `json:"set_id,omitempty" doc:"The last set when left out"`
	Text     string         `json:"text,omitempty" minLength:"1" maxLength:"500" doc:"The person's own words for the correction of the last set, such as: no, nine"`
	Exercise string         `json:"exercise,omitempty" minLength:"1" maxLength:"80"`
	WeightKG *float64       `json:"weight_kg,omitempty" minimum:"0" maximum:"600"`
	WeightLB *float64       `json:"weight_lb,omitempty" minimum:"0" maximum:"1323"`
	Reps     *int           `json:"reps,omitempty" minimum:"0" maximum:"1000"`
	RIR      *int           `json:"rir,omitempty" minimum:"0" maximum:"10"`
	Remove   bool           `json:"remove,omitempty" doc:"Take the set out; the person is asked first"`
}

// Check wants one thing to be done.
func (in *correction) Check() []spotter.Problem {
	figures := in.WeightKG != nil || in.WeightLB != nil || in.Reps != nil || in.RIR != nil || in.Exercise != ""
	switch {
	case !figures && in.Text == "" && !in.Remove:
		return []spotter.Problem{{Location: "reps", Message: "What was wrong with the set: its load, its reps, or should it go"}}
	case figures && (in.Text != "" || in.Remove) || in.Text != "" && (in.Remove || in.SetID != nil):
		return []spotter.Problem{{Location: "text", Message: "Give one of these alone: the words, the figures, or that it should go"}}
	case in.WeightKG != nil && in.WeightLB != nil:
		return []spotter.Problem{{Location: "weight_lb", Message: "must not be given together with weight_kg"}}
	}
	return nil
}

func correctSet(ctx context.Context, env Env, in correction) (Result, error) {
	v, figures := env.voice(), setArguments{Text: in.Text, WeightKG: in.WeightKG, WeightLB: in.WeightLB, Reps: in.Reps, RIR: in.RIR}
	if !in.Remove && !figures.wasSaid(env.said()) {
		return failed(v.say(sayNotYourWords)), nil
	}
	if fault := v.unknownExercise(env, in.Exercise); fault != "" {
		return failed(fault), nil
	}
	id, err := env.lately(ctx)
	if err != nil {
		return Result{}, err
	}
	if in.Text != "" {
		logged, err := env.Coach.LogSet(ctx, env.Caller, id, spotter.SetEntry{Text: in.Text})
		if err != nil {
			return Result{}, err
		}
		return v.afterSet(ctx, env, id, logged)
	}
	set, err := env.setOf(ctx, id, in.SetID)
	if err != nil {
		return Result{}, err
	}
	if in.Remove {
		return v.offerDrop(id, set), nil
	}
	patch := spotter.SetPatch{WeightKG: in.WeightKG, WeightLB: in.WeightLB, Reps: in.Reps, RIR: in.RIR}
	if in.Exercise != "" {
		patch.Exercise = &in.Exercise
	}
	changed, err := env.Coach.ChangeSet(ctx, env.Caller, id, set.ID, patch, 0)
	if err != nil {
		return Result{}, err
	}
	return v.withNext(ctx, env, id, sentences(v.say(sayCorrected), v.set(changed)))
}

// setOf is a set of a session by id, its last one without.
func (env Env) setOf(ctx context.Context, id spotter.SessionID, set *spotter.SetID) (spotter.Set, error) {
	session, err := env.Coach.Session(ctx, env.Caller, id)
	if err != nil {
		return spotter.Set{}, err
	}
	i := len(session.Sets) - 1
	if set != nil {
		i = slices.IndexFunc(session.Sets, func(s spotter.Set) bool { return s.ID == *set })
	}
	if i < 0 {
		return spotter.Set{}, spotter.NotFound("set in this session")
	}
	return session.Sets[i], nil
}

// dropped names the set that an offer takes out.
type dropped struct {
	Session spotter.SessionID `json:"session_id"`
	Set     spotter.SetID     `json:"set_id"`
}

func (v voice) offerDrop(id spotter.SessionID, set spotter.Set) Result {
	return v.offer("correct_set", dropped{id, set.ID}, v.say(sayDrop, v.set(set)))
}

func dropSet(ctx context.Context, env Env, in dropped) (Result, error) {
	if err := env.Coach.DropSet(ctx, env.Caller, in.Session, in.Set, 0); err != nil {
		return Result{}, err
	}
	v := env.voice()
	return v.withNext(ctx, env, in.Session, v.say(sayDropped))
}

// sayArguments are what the person says in a workout.
type sayArguments struct {
	Text string `json:"text" minLength:"1" maxLength:"500" doc:"The person's own words, unchanged: a set, a correction, too heavy, too easy, where it hurts, or what comes next"`
}

func say(ctx context.Context, env Env, in sayArguments) (Result, error) {
	v := env.voice()
	if !env.said().isOwn(in.Text) {
		return failed(v.say(sayNotYourWords)), nil
	}
	id, err := env.lately(ctx)
	if err != nil {
		return Result{}, err
	}
	done, err := env.Coach.Say(ctx, env.Caller, id, spotter.SayInput{Text: in.Text})
	if err != nil {
		return Result{}, err
	}
	var text string
	switch {
	case done.Set != nil:
		if text = v.set(*done.Set); done.Outcome == "corrected" {
			text = sentences(v.say(sayCorrected), text)
		}
	case done.Remark != nil:
		text = v.say(sayNoted)
		if v.english() || done.Remark.Kind == spotter.Pain { // what to do about pain is always said
			text = done.ReadBack
		}
	}
	if done.SessionState == "completed" && done.Next.State != "set" {
		text = lines(text, v.say(sayLast))
	}
	return Result{Text: lines(text, v.next(done.Next)), Data: nextFacts(id, done.Next)}, nil
}

func finishSession(ctx context.Context, env Env, _ nothing) (Result, error) {
	id, err := env.underWay(ctx)
	if err != nil {
		return Result{}, err
	}
	session, err := env.Coach.CompleteSession(ctx, env.Caller, id, 0)
	if err != nil {
		return Result{}, err
	}
	v := env.voice()
	return Result{Text: lines(v.say(sayFinished, v.sessionName(session.Name), len(session.Sets)), v.sets(session.Sets)), Data: map[string]any{"session_id": id}}, nil
}

// sets is one line an exercise, with its sets behind each other.
func (v voice) sets(sets []spotter.Set) string {
	var order []string
	by := map[string]string{}
	for _, s := range sets {
		text := short(float64(s.Reps))
		if s.Entered.Value > 0 {
			text = v.entered(s.Entered, s.WeightKG) + " x " + text
		}
		if _, known := by[s.Exercise]; !known {
			order = append(order, s.Exercise)
			by[s.Exercise] = "- " + v.Exercise(s.Exercise, s.Exercise) + ": " + text
			continue
		}
		by[s.Exercise] += "; " + text
	}
	out := make([]string, len(order))
	for i, e := range order {
		out[i] = by[e]
	}
	return lines(out...)
}

// sessionArguments choose a logged workout.
type sessionArguments struct {
	SessionID *spotter.SessionID `json:"session_id,omitempty" doc:"A logged workout; the last ones when left out"`
	Count     *int               `json:"count,omitempty" minimum:"1" maximum:"5" doc:"How many of the last, 1 when left out"`
}

// orElse is what was given, else what stands for nothing given.
func orElse[T any](given *T, otherwise T) T {
	if given == nil {
		return otherwise
	}
	return *given
}

func showSession(ctx context.Context, env Env, in sessionArguments) (Result, error) {
	var sessions []spotter.Session
	if in.SessionID != nil {
		one, err := env.Coach.Session(ctx, env.Caller, *in.SessionID)
		if err != nil {
			return Result{}, err
		}
		sessions = []spotter.Session{one}
	} else {
		page, err := env.Coach.Sessions(ctx, env.Caller, nil, orElse(in.Count, 1))
		if err != nil {
			return Result{}, err
		}
		sessions = page.Items
	}
	v := env.voice()
	if len(sessions) == 0 {
		return Result{Text: v.say(sayNothingLogged)}, nil
	}
	var out []string
	for _, s := range sessions {
		state := v.say(sayDone)
		if s.State == "active" {
			state = v.say(sayUnderWay)
		}
		out = append(out, v.say(sayDay, v.date(s.Date))+v.sessionName(s.Name)+". "+state, v.sets(s.Sets))
	}
	return Result{Text: lines(out...), Data: map[string]any{"session_id": sessions[0].ID}}, nil
}
