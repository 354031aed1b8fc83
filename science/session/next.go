package session

import (
	"fmt"

	"spotter"
)

// Next is what to do next and why.
func Next(in Input) spotter.NextSet {
	if r := in.halted(); r != nil {
		return spotter.NextSet{State: "stopped", Reason: HaltNotice, Warmups: []spotter.RampSet{}, Evidence: []spotter.Reason{}, Change: same, StoppedBy: &r.ID}
	}
	tasks := in.tasks()
	turn := in.turnOf(tasks)
	out := spotter.NextSet{State: "set", Warmups: []spotter.RampSet{}, Evidence: []spotter.Reason{}, Change: same, Stopped: in.stopped(tasks)}
	if turn.next == nil {
		return in.nothingLeft(out, tasks)
	}
	t := turn.next
	c := in.choose(t)
	out.Exercise, out.Name = t.Exercise, t.Name
	out.Number, out.Of = len(t.done)+1, t.Sets
	out.RepsMin, out.RepsMax, out.Unit, out.RIR = t.RepsMin, t.RepsMax, t.Unit, t.RIR
	out.Load, out.Shown, out.Change, out.Reason = c.quantity(), c.load, c.change, c.reason
	out.Evidence = in.evidence(t)
	out.RestSeconds = turn.restBefore(tasks)
	out.Warmups = t.warmups(c.load)
	out.Caution = in.caution(t)
	if t.Superset != "" {
		for _, partner := range groupOf(tasks, t) {
			if partner != t && partner.left() > 0 {
				out.Superset = append(out.Superset, partner.Exercise)
			}
		}
	}
	return out
}

// nothingLeft ends a session, or says that nothing was planned.
func (in *Input) nothingLeft(out spotter.NextSet, tasks []*task) spotter.NextSet {
	if len(tasks) > 0 {
		out.State, out.Reason = "complete", "That was the last planned set: the session is complete. What you do beyond it can still be logged."
		if out.Stopped != nil {
			out.Reason = "Nothing else is planned for this session."
		}
		return out
	}
	out.State, out.Reason = "free", "Nothing is planned for this session: log what you do."
	if len(in.Sets) == 0 {
		return out
	}
	last := in.Sets[len(in.Sets)-1]
	out.Exercise, out.Name, out.Unit, out.RestSeconds = last.Exercise, last.Exercise, "reps", restCompound
	if e, known := in.Find(last.Exercise); known {
		out.Name, out.Unit, out.RestSeconds = e.Name, e.Unit, freeRest(e)
	}
	if last.WeightKG > 0 {
		out.Change, out.Shown = hold, &last.Entered
		out.Load = choice{load: &last.Entered, method: "the last load", source: "your log", inputs: setInputs(last)}.quantity()
	}
	return out
}

// choose finds the load of a task's next set.
func (in *Input) choose(t *task) choice {
	s := in.stateOf(t)
	heavy, easy := in.saidSince(t, spotter.TooHeavy), in.saidSince(t, spotter.TooEasy)
	history := in.History[t.Exercise]
	if !t.exercise.Loadable && !t.weighted(history) {
		return in.withoutLoad(t, heavy, easy)
	}
	if len(t.done) > 0 {
		return t.afterSet(s, in.Limits, heavy, easy)
	}
	return in.opening(t, s, heavy)
}

// evidence is what a load rests on besides the last set: how the person is where that holds or lowers it,
// and the maximum that the last set of the exercise tells.
func (in *Input) evidence(t *task) []spotter.Reason {
	out := []spotter.Reason{}
	if r := readinessOf(in.CheckIns, in.Now); r.effect != none {
		out = append(out, spotter.Reason{About: "readiness", Text: "A load is held or lowered because " + r.because + ".", Quantity: &r.quantity})
	}
	if last := in.lastSet(t); last != nil {
		if q, ok := estimate(*last); ok {
			out = append(out, spotter.Reason{About: "estimated_maximum", Quantity: &q,
				Text: fmt.Sprintf("%s with %s tells an estimated maximum of %s.", t.did(*last), text(last.Entered), text(spotter.Amount{Value: spotter.RoundTo(In(q.Value, last.Entered.Unit), 0.1), Unit: last.Entered.Unit}))})
		}
	}
	return out
}

// lastSet is the last working set of a task's exercise: of this session, else the heaviest of the one before.
func (in *Input) lastSet(t *task) *spotter.Set {
	if n := len(t.done); n > 0 {
		return &t.done[n-1]
	}
	if history := in.History[t.Exercise]; len(history) > 0 {
		_, sets := history[0].top()
		return &sets[0]
	}
	return nil
}

// weighted reports whether weight was added to an exercise that is done without.
func (t *task) weighted(history []Bout) bool {
	if len(t.done) > 0 {
		return t.done[len(t.done)-1].WeightKG > 0
	}
	if len(history) == 0 {
		return false
	}
	load, _ := history[0].top()
	return load.Value > 0
}

// withoutLoad advises on repetitions where there is no load to change.
func (in *Input) withoutLoad(t *task, heavy, easy bool) choice {
	c := choice{change: same, reason: fmt.Sprintf("No load: %s, with %d in reserve.", t.span(), t.RIR)}
	if t.Unit == "minutes" {
		c.reason = t.span() + " at an even pace at which you can still talk."
	}
	switch {
	case heavy:
		c.reason = "You said it is too hard: do fewer reps and stop earlier" + in.variation(t, t.exercise.Easier) + "."
	case easy:
		c.reason = "You said it is too easy: go to the end of the range, slower" + in.variation(t, t.exercise.Harder) + "."
	case len(t.done) > 0 && t.over(t.done[len(t.done)-1]):
		c.reason = t.did(t.done[len(t.done)-1]) + ", over the range of " + t.span() + ": slow each rep down" + in.variation(t, t.exercise.Harder) + "."
	}
	return c
}

// variation names an easier or harder form that the person may do.
func (in *Input) variation(t *task, ids []string) string {
	r := in.request(t.exercise, nil)
	for _, id := range ids {
		if e, known := in.Find(id); known && r.Forbids(e) == "" {
			return ", or swap it for " + e.Name
		}
	}
	return ""
}

// stateOf is what holds or lowers the load of a task.
func (in *Input) stateOf(t *task) state {
	s := state{readiness: readinessOf(in.CheckIns, in.Now), deload: in.Guide.Deload, back: in.Guide.Hold, light: in.Limits.LightStart}
	for _, r := range in.Guide.Remarks {
		s.heavy = s.heavy || r.Kind == spotter.TooHeavy && r.Exercise == t.Exercise
		if r.Kind == spotter.Pain && loads(t.exercise, r.Region) {
			s.sore = r.Region
		}
	}
	return s
}

func loads(e spotter.Exercise, region spotter.Region) bool {
	for _, r := range e.Loads {
		if r == region {
			return true
		}
	}
	return false
}

// saidSince reports whether a remark was made about a task since its last set.
func (in *Input) saidSince(t *task, kind spotter.RemarkKind) bool {
	for _, r := range in.Guide.Remarks {
		if r.Kind == kind && r.Exercise == t.Exercise && (len(t.done) == 0 || !r.At.Before(t.done[len(t.done)-1].LoggedAt)) {
			return true
		}
	}
	return false
}

// caution is the plan's own, and what hurts.
func (in *Input) caution(t *task) string {
	s := in.stateOf(t)
	if s.sore == "" {
		return t.Caution
	}
	text := fmt.Sprintf("It loads the %s, which hurt earlier: leave it out or swap it, and stop at the first sign of pain.", spotter.Words(string(s.sore)))
	if t.Caution != "" {
		return t.Caution + " " + text
	}
	return text
}

// PainNotice is said whenever pain stops an exercise.
const PainNotice = "Stop this exercise for today. If the pain is sharp, stays when you rest or comes back, see a doctor or a physiotherapist before you train it again."

// stopped is the exercise that pain stopped last, until a set was logged since or it was replaced. What
// could be done instead is offered while sets of it were left.
func (in *Input) stopped(tasks []*task) *spotter.Stopped {
	if len(in.Guide.Remarks) == 0 {
		return nil
	}
	r := in.Guide.Remarks[len(in.Guide.Remarks)-1]
	if r.Kind != spotter.Pain || len(in.Sets) > 0 && in.Sets[len(in.Sets)-1].LoggedAt.After(r.At) {
		return nil
	}
	for _, s := range in.Guide.Substitutions {
		if s.From == r.Exercise {
			return nil
		}
	}
	out := &spotter.Stopped{Exercise: r.Exercise, Name: r.Exercise, Region: r.Region, Notice: PainNotice, Instead: []spotter.Substitute{}}
	if e, known := in.Find(r.Exercise); known {
		out.Name = e.Name
		if !Open(*in, r.Exercise) {
			return out
		}
		req := in.request(e, tasks)
		if r.Region != "" {
			req.Spare = append(req.Spare, r.Region)
		}
		out.Instead = Substitutes(req, in.All, mostOffered)
	}
	return out
}

const mostOffered = 3
