package session

import (
	"math"
	"slices"

	"spotter"
)

// task is one exercise of a session and how far it has come.
type task struct {
	spotter.PlannedExercise // its sets are those of today: half of them in a deload week
	exercise                spotter.Exercise
	done                    []spotter.Set // working sets, oldest first
	ramped                  int           // warm-up sets done
	stopped                 bool          // by pain
}

func (t *task) left() int {
	if t.stopped {
		return 0
	}
	return max(t.Sets-len(t.done), 0)
}

// tasks are a session's exercises with the sets that were done of them. What today's limits forbid is not
// among them.
func (in *Input) tasks() []*task {
	out := in.planned()
	for _, s := range in.Sets {
		t := taskFor(out, s.Exercise)
		switch {
		case t == nil:
		case s.Warmup:
			t.ramped++
		default:
			t.done = append(t.done, s)
		}
	}
	for _, s := range in.Guide.Substitutions {
		out = in.substitute(out, s)
	}
	for _, r := range in.Guide.Remarks {
		if r.Kind != spotter.Pain {
			continue
		}
		for _, t := range out {
			if t.Exercise == r.Exercise {
				t.stopped = true
			}
		}
	}
	return out
}

// planned are the exercises of the plan with today's sets. What a week of the block has more than its first is for
// those who recover: while readiness holds or lowers loads, it is left out.
func (in *Input) planned() []*task {
	held := readinessOf(in.CheckIns, in.Now).effect
	out := make([]*task, 0, len(in.Guide.Planned)+len(in.Guide.Substitutions))
	for _, p := range in.Guide.Planned {
		e, known := in.Find(p.Exercise)
		if !known || !in.Limits.Allows(e) {
			continue
		}
		if len(p.Weekly) > 0 && held != none {
			p.Sets = p.Weekly[0]
		}
		switch share := in.Guide.SetsShare; {
		case in.Guide.Deload:
			p.Sets = (p.Sets + 1) / 2
		case share > 0 && share < 1:
			p.Sets = int(math.Ceil(float64(p.Sets)*share - 1e-9))
		}
		out = append(out, &task{PlannedExercise: in.limited(p), exercise: e})
	}
	return out
}

// limited holds a planned exercise to today's limits, which may be newer than the plan.
func (in *Input) limited(p spotter.PlannedExercise) spotter.PlannedExercise {
	if in.Limits.NoMaximal {
		p.RIR = max(p.RIR, spotter.LeastRIR)
		if p.Unit == "reps" && p.RepsMin < fewestReps {
			p.RepsMin, p.RepsMax = fewestReps, max(p.RepsMax, fewestReps+2)
		}
	}
	if in.Limits.LightStart {
		p.RIR = max(p.RIR, lightRIR)
	}
	return p
}

const (
	fewestReps = 6 // where maximal work is ruled out, as the planner has it
	lightRIR   = 4 // while the start is light
)

// taskFor is where a set of an exercise belongs: the first that is not full, else the last.
func taskFor(tasks []*task, exercise string) (found *task) {
	for _, t := range tasks {
		if t.Exercise != exercise {
			continue
		}
		if found = t; len(t.done) < t.Sets {
			break
		}
	}
	return found
}

// substitute puts another exercise in the place of one, for the sets that are left of it.
func (in *Input) substitute(tasks []*task, s spotter.Substitution) []*task {
	i := slices.IndexFunc(tasks, func(t *task) bool { return t.Exercise == s.From && len(t.done) < t.Sets })
	e, known := in.Find(s.To)
	if i < 0 || !known || !in.Limits.Allows(e) {
		return tasks
	}
	from := tasks[i]
	to := &task{PlannedExercise: from.PlannedExercise, exercise: e}
	to.Exercise, to.Name, to.LoadKG, to.Caution = e.ID, e.Name, nil, ""
	to.Sets -= len(from.done)
	if !e.Loadable || len(from.done) > 0 {
		to.WarmupSets = 0
	}
	if e.Unit != from.Unit {
		to.Unit = e.Unit
		to.RepsMin, to.RepsMax = usual(e.Unit)
	}
	for _, done := range in.Sets {
		if done.Exercise == s.To && !done.Warmup && taskFor(tasks, s.To) == nil {
			to.done = append(to.done, done)
		}
	}
	if len(from.done) == 0 {
		tasks[i] = to
		return tasks
	}
	from.Sets = len(from.done)
	return slices.Insert(tasks, i+1, to)
}

// usual is a range for an exercise that is counted in another unit than the one that it replaces.
func usual(unit string) (low, high int) {
	switch unit {
	case "seconds":
		return 20, 40
	case "minutes":
		return 5, 10
	default:
		return 8, 12
	}
}

// turn is whose set is next, and after whose.
type turn struct {
	next, last *task // last is nil at the start, and after what was not planned
	first      bool  // nothing was done yet
	ramping    bool  // the last set was a warm-up
}

// turnOf keeps to the exercise that is on, alternates within a superset, and goes on to the first
// exercise of the plan that has sets left.
func (in *Input) turnOf(tasks []*task) turn {
	t := turn{first: len(in.Sets) == 0}
	if !t.first {
		last := in.Sets[len(in.Sets)-1]
		t.last, t.ramping = lastOf(tasks, last.Exercise), last.Warmup
	}
	if t.last != nil {
		if t.last.Superset != "" {
			t.next = partnerAfter(tasks, t.last)
		} else if t.last.left() > 0 {
			t.next = t.last
		}
	}
	if t.next != nil {
		return t
	}
	if i := slices.IndexFunc(tasks, func(t *task) bool { return t.left() > 0 }); i >= 0 {
		t.next = tasks[i]
	}
	return t
}

// lastOf is the task that the last set went to.
func lastOf(tasks []*task, exercise string) *task {
	for _, t := range slices.Backward(tasks) {
		if t.Exercise == exercise && len(t.done)+t.ramped > 0 {
			return t
		}
	}
	return nil
}

// partnerAfter is the next exercise of a superset: the one furthest behind, in the order of the round.
// While one is still being warmed up for, it stays on.
func partnerAfter(tasks []*task, last *task) (next *task) {
	if last.left() > 0 && len(last.done) == 0 {
		return last
	}
	group := groupOf(tasks, last)
	from := slices.Index(group, last)
	for i := range group {
		t := group[(from+1+i)%len(group)]
		if t.left() > 0 && (next == nil || len(t.done) < len(next.done)) {
			next = t
		}
	}
	return next
}

// groupOf are the exercises of a superset, in the order of the plan; one alone where there is none.
func groupOf(tasks []*task, of *task) []*task {
	if of.Superset == "" {
		return []*task{of}
	}
	var out []*task
	for _, t := range tasks {
		if t.Superset == of.Superset {
			out = append(out, t)
		}
	}
	return out
}

// Complete reports whether something was planned and nothing of it is left.
func Complete(in Input) bool {
	tasks := in.tasks()
	return len(tasks) > 0 && !slices.ContainsFunc(tasks, func(t *task) bool { return t.left() > 0 })
}

// Open reports whether an exercise of the session has sets left, or was stopped by pain before they were
// done: only then is there something to replace.
func Open(in Input, exercise string) bool {
	return slices.ContainsFunc(in.tasks(), func(t *task) bool { return t.Exercise == exercise && len(t.done) < t.Sets })
}
