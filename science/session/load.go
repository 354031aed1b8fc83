package session

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"spotter"
	"spotter/science/training"
)

// How much a load goes down. Heuristic, but for the 10 % of readiness, deload and re-entry, which are
// rules of the product.
const (
	eased   = 0.95 // too heavy, or the lower end of the range was missed
	cut     = 0.90
	farCut  = 0.80
	lowest  = 0.70 // reasons add up to no less than this
	away    = 14 * 24 * time.Hour
	longOff = 42 * 24 * time.Hour
	coarse  = 0.10 // a step above this share of the load is no small step (ACSM 2009: 2 to 10 %)
)

// The ways in which a load changes.
const (
	up    = "up"
	hold  = "hold"
	down  = "down"
	start = "start"
	find  = "find"
	same  = "none" // no load
)

// choice is a load, how it came about and why.
type choice struct {
	change string
	load   *spotter.Amount // nil: body weight, or to be found
	reason string
	method string
	source string
	inputs map[string]float64
	firm   bool // rests on sets with a reserve that was told
}

// state is what holds or lowers loads, whatever was lifted.
type state struct {
	readiness readiness
	deload    bool
	back      bool           // the first week after a break
	light     bool           // a light start
	heavy     bool           // "too heavy" was said of the exercise in this session
	sore      spotter.Region // hurts in this session, and the exercise loads it
}

// mayRaise says why a load may not go up, empty when it may.
func (s state) mayRaise() string {
	switch {
	case s.sore != "":
		return fmt.Sprintf("your %s hurt earlier in this session", spotter.Words(string(s.sore)))
	case s.heavy:
		return "you said it was too heavy in this session"
	case s.deload:
		return "this is the deload week"
	case s.back:
		return "this is your first week back"
	case s.light:
		return "the start stays light until a professional has cleared you"
	case s.readiness.effect != none:
		return s.readiness.because
	default:
		return ""
	}
}

const (
	acsm      = "ACSM 2009"
	doubling  = "double progression: the range first, then the smallest step"
	heuristic = "product rule, heuristic"
)

// afterSet is the load after a set of the exercise in this session. easy says that the person found it
// too easy, heavy that they found it too heavy, since that set.
func (t *task) afterSet(s state, limits spotter.Limits, heavy, easy bool) choice {
	last := t.done[len(t.done)-1]
	c := choice{load: &last.Entered, source: acsm, method: doubling, inputs: setInputs(last), firm: last.RIR != nil}
	kept := last.RIR == nil || *last.RIR >= t.RIR
	switch did := t.did(last); {
	case heavy:
		return t.lower(c, eased, "You said it is too heavy, so the load goes down by about 5 %.")
	case last.Reps == 0:
		return t.lower(c, cut, "The last attempt failed, so the load goes down by 10 %.")
	case limits.NoMaximal && last.RIR != nil && *last.RIR < spotter.LeastRIR:
		return t.lower(c, eased, fmt.Sprintf("That set left %d in reserve, which is RPE 9 or above; your answers rule that out, so the load goes down.", *last.RIR))
	case last.Reps < t.RepsMin && !t.stoppedEarly(last):
		return t.lower(c, t.fitting(last), did+fmt.Sprintf(", below the range of %s, so the load goes down to where the range is reached.", t.span()))
	case last.Reps < t.RepsMin:
		return c.as(hold, did+", with enough in reserve for the range: keep the load and go on to "+t.span()+".")
	case last.RIR != nil && *last.RIR <= t.RIR-2:
		return t.lower(c, eased, did+fmt.Sprintf(" where the plan leaves %d, so the load goes down a little.", t.RIR))
	case t.over(last) || easy && kept:
		return t.raise(c, last, s, did, easy)
	case !kept:
		return c.as(hold, did+fmt.Sprintf(", one fewer than the plan's %d: keep the load.", t.RIR))
	default:
		return c.as(hold, did+", inside the range of "+t.span()+": keep the load.")
	}
}

func (c choice) as(change, reason string) choice {
	c.change, c.reason = change, reason
	return c
}

func setInputs(s spotter.Set) map[string]float64 {
	in := map[string]float64{"last_kg": s.WeightKG, "last_reps": float64(s.Reps)}
	if s.RIR != nil {
		in["last_rir"] = float64(*s.RIR)
	}
	return in
}

// did says what was done in a set: "You did 8 reps with 2 in reserve".
func (t *task) did(s spotter.Set) string {
	if s.RIR == nil {
		return fmt.Sprintf("You did %d %s", s.Reps, t.Unit)
	}
	return fmt.Sprintf("You did %d %s with %d in reserve", s.Reps, t.Unit, *s.RIR)
}

// span writes a range: "8 to 12 reps".
func (t *task) span() string {
	if t.RepsMin == t.RepsMax {
		return fmt.Sprintf("%d %s", t.RepsMax, t.Unit)
	}
	return fmt.Sprintf("%d to %d %s", t.RepsMin, t.RepsMax, t.Unit)
}

// stoppedEarly reports whether the reserve that was left would have reached the range with its own.
func (t *task) stoppedEarly(s spotter.Set) bool {
	return s.RIR != nil && s.Reps > 0 && s.Reps+*s.RIR >= t.RepsMin+t.RIR
}

// over reports whether one repetition more than the range asks, or two, would have been possible: by the
// reserve that was told, or because it was done.
func (t *task) over(s spotter.Set) bool {
	if s.RIR == nil {
		return s.Reps > t.RepsMax
	}
	return s.Reps+*s.RIR > t.RepsMax+t.RIR
}

// topped reports whether a set reached the end of the range with the plan's reserve; without a reserve
// that was told, it must be one more.
func (t *task) topped(s spotter.Set) bool {
	if s.RIR == nil {
		return s.Reps > t.RepsMax
	}
	return s.Reps >= t.RepsMin && s.Reps+*s.RIR >= t.RepsMax+t.RIR
}

// raise goes up by the smallest step the equipment has, where nothing speaks against it.
func (t *task) raise(c choice, last spotter.Set, s state, did string, easy bool) choice {
	why := did + ", so one or two over " + t.span() + " are possible"
	if easy {
		why = "You said it is too easy"
	}
	if no := s.mayRaise(); no != "" {
		return c.as(hold, why+"; the load stays because "+no+".")
	}
	next := t.steps(c.load.Unit).above(*c.load)
	step := next.Value - c.load.Value
	c.inputs["step"] = step
	if c.load.Value > 0 && step/c.load.Value > coarse && !t.bears(last, next) {
		return c.as(hold, fmt.Sprintf("%s, but the next load there is, %s, is %.0f %% more: first add reps.", why, text(next), 100*step/c.load.Value))
	}
	c.load = &next
	return c.as(up, fmt.Sprintf("%s: up by the smallest step, %s.", why, text(spotter.Amount{Value: step, Unit: next.Unit})))
}

// bears reports whether the estimate from a set says that a load allows the lower end of the range.
func (t *task) bears(s spotter.Set, load spotter.Amount) bool {
	can, ok := estimate(s)
	needs, ok2 := training.E1RM(Kilograms(load), t.RepsMin, t.RIR)
	if !ok || !ok2 {
		return s.Reps+reserve(s) >= t.RepsMax+t.RIR+3
	}
	return needs.Value <= can.Value
}

func reserve(s spotter.Set) int {
	if s.RIR == nil {
		return 0
	}
	return *s.RIR
}

func estimate(s spotter.Set) (spotter.Quantity, bool) {
	return training.E1RM(s.WeightKG, s.Reps, reserve(s))
}

// fitting is the share of the last load with which the lower end of the range leaves its reserve, by the
// estimated maximum; 5 % less where there is no estimate, never more than 20 % less at once.
func (t *task) fitting(last spotter.Set) float64 {
	can, ok := estimate(last)
	needs, ok2 := training.E1RM(last.WeightKG, t.RepsMin, t.RIR)
	if !ok || !ok2 {
		return eased
	}
	return min(eased, max(can.Value/needs.Value, farCut))
}

// lower takes a share of the load, rounded down to what the equipment has and at least one step.
func (t *task) lower(c choice, share float64, reason string) choice {
	c.inputs["share"] = share
	c.source, c.method = heuristic, "share of the last load, rounded down to the equipment's step"
	next := RoundDown(Kilograms(*c.load)*share, t.exercise.Equipment, c.load.Unit)
	if next.Value >= c.load.Value {
		next = t.steps(c.load.Unit).below(*c.load)
	}
	if next.Value >= c.load.Value {
		return c.as(hold, reason+" This is the lightest there is: do fewer reps, or swap the exercise.")
	}
	c.load = &next
	return c.as(down, reason)
}

func (t *task) steps(unit string) steps { return stepsOf(t.exercise.Equipment, unit) }

func text(a spotter.Amount) string {
	return strconv.FormatFloat(spotter.RoundTo(a.Value, 0.01), 'f', -1, 64) + " " + a.Unit
}

// opening is the load of the first set in a session: from the last sessions of the exercise, else the
// plan's own, else to be found by reps in reserve.
func (in *Input) opening(t *task, s state, heavy bool) choice {
	unit, history := in.Person.Unit, in.History[t.Exercise]
	if len(history) == 0 {
		return t.planned(s, unit, heavy)
	}
	l := in.levelOf(t, history)
	load, sets := l.bout.top()
	load = t.inUnit(load, unit)
	c := t.fromLevel(choice{load: &load, source: acsm, method: doubling, inputs: setInputs(sets[0]), firm: sets[0].RIR != nil}, l, s, heavy)
	if l.bout.at().Equal(l.last.at()) {
		return c
	}
	last, _ := l.last.top()
	return t.against(c, t.inUnit(last, unit), s)
}

// inUnit is a load in the unit that the person lifts in, as the equipment has it.
func (t *task) inUnit(load spotter.Amount, unit string) spotter.Amount {
	if load.Unit == unit || load.Value <= 0 {
		return load
	}
	return RoundDown(Kilograms(load), t.exercise.Equipment, unit)
}

// fromLevel lowers a level for what speaks for less, or goes on from it.
func (t *task) fromLevel(c choice, l level, s state, heavy bool) choice {
	_, sets := l.bout.top()
	first := sets[0]
	share, why := t.reductions(s, l, heavy)
	switch missed := t.missed(l.bout); {
	case missed && len(l.older) > 0 && t.missed(l.older[0]):
		share, why = share*min(t.fitting(first), cut), append([]string{"the lower end of the range was missed in the last two sessions"}, why...)
	case missed:
		share, why = share*t.fitting(first), append([]string{fmt.Sprintf("last time it was %d %s, below the range of %s", first.Reps, t.Unit, t.span())}, why...)
	}
	if share < 1 {
		return t.lower(c, max(share, lowest), "Lighter than "+l.name()+" because "+list(why)+".")
	}
	return t.continued(c, l, s)
}

// name is how a level is called in a sentence.
func (l *level) name() string {
	if l.bout.at().Equal(l.last.at()) {
		return "last time"
	}
	return "in your last full session"
}

// continued goes on from the last session: up once every set reached the end of the range.
func (t *task) continued(c choice, l level, s state) choice {
	_, sets := l.bout.top()
	last := sets[len(sets)-1]
	all := len(sets) >= min(t.Sets, 2)
	for _, set := range sets {
		all = all && t.topped(set)
	}
	when := strings.ToUpper(l.name()[:1]) + l.name()[1:]
	switch {
	case l.last.at().Sub(l.bout.at()) >= stale:
		return c.as(hold, fmt.Sprintf("Back to %s, your load before the break; it goes up again once %s is reached in every set.", text(*c.load), t.ends()))
	case !all:
		return c.as(hold, fmt.Sprintf("As %s: %s is to be reached in every set before the load goes up.", l.name(), t.ends()))
	}
	c = t.raise(c, last, s, "", false)
	if c.change == up {
		c.reason = fmt.Sprintf("%s every set reached %s: up by the smallest step, %s.", when, t.ends(), text(spotter.Amount{Value: c.inputs["step"], Unit: c.load.Unit}))
		return c
	}
	if no := s.mayRaise(); no != "" {
		return c.as(hold, when+" every set reached "+t.ends()+"; the load stays because "+no+".")
	}
	return c.as(hold, when+" every set reached "+t.ends()+", but the next load there is would be more than 10 % heavier: first add reps.")
}

// ends is the upper end of the range with its reserve.
func (t *task) ends() string {
	return fmt.Sprintf("%d %s with %d in reserve", t.RepsMax, t.Unit, t.RIR)
}

// reductions are what makes the start lighter than the level: the share that stays, and the reasons.
func (t *task) reductions(s state, l level, heavy bool) (share float64, why []string) {
	share = 1
	less := func(by float64, reason string) { share, why = share*by, append(why, reason) }
	switch {
	case l.before && l.back < 1:
		less(l.back, fmt.Sprintf("you are on the way back from a break (%.0f %% less)", (1-l.back)*100))
	case l.since >= longOff:
		less(farCut, "the last time is six weeks or more ago (20 % less)")
	case l.since >= away:
		less(cut, "the last time is two weeks or more ago (10 % less)")
	}
	if s.deload && !l.eased {
		less(cut, "this is the deload week (10 % less)")
	}
	if s.readiness.effect == cuts && !l.eased {
		less(cut, s.readiness.because+" (10 % less)")
	}
	if heavy {
		less(eased, "you said it is too heavy (5 % less)")
	}
	return share, why
}

// planned starts with the plan's load, or says how to find one.
func (t *task) planned(s state, unit string, heavy bool) choice {
	if t.LoadKG == nil || *t.LoadKG <= 0 {
		return choice{change: find, reason: fmt.Sprintf("There is no earlier set to go by. Start light and add weight until %s leave about %d in reserve.", t.span(), t.RIR)}
	}
	share, why := t.reductions(s, level{}, heavy)
	load := RoundDown(*t.LoadKG*max(share, lowest), t.exercise.Equipment, unit)
	c := choice{load: &load, method: "starting load of the plan, rounded down to the equipment's step", source: heuristic,
		inputs: map[string]float64{"plan_kg": *t.LoadKG, "share": share}}
	if len(why) > 0 {
		return c.as(start, "The plan's starting load, lighter because "+list(why)+".")
	}
	return c.as(start, "The plan's starting load.")
}

// quantity is the load as a value that explains itself.
func (c choice) quantity() *spotter.Quantity {
	if c.load == nil {
		return nil
	}
	confidence := "low"
	switch {
	case c.source == heuristic:
		confidence = "heuristic"
	case c.firm:
		confidence = "medium"
	}
	inputs := c.inputs
	if share, ok := inputs["share"]; ok {
		inputs["share"] = math.Round(share*1000) / 1000
	}
	return &spotter.Quantity{Value: Kilograms(*c.load), Unit: Kilogram, Method: c.method, Inputs: inputs, Source: c.source, Confidence: confidence}
}

// list joins reasons as a sentence does.
func list(parts []string) string {
	out := ""
	for i, p := range parts {
		switch {
		case i == 0:
		case i == len(parts)-1:
			out += " and "
		default:
			out += ", "
		}
		out += p
	}
	return out
}
