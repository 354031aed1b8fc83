package training_test

import (
	"math"
	"slices"
	"strings"

	"spotter"
)

func (o *oracle) day(i int, d spotter.TrainingDay) {
	seconds := o.seconds(d)
	if d.Minutes > o.minutes() || d.Minutes != (seconds+59)/60 {
		o.fault("%s says %d minutes and takes %d s; %d minutes are there", d.Name, d.Minutes, seconds, o.minutes())
	}
	if len(d.Exercises) == 0 || d.Reason == "" {
		o.fault("%s is empty or has no reason", d.Name)
	}
	seen, hard := map[string]bool{}, false
	for _, p := range d.Exercises {
		e, known := o.byID[p.Exercise]
		if !known || seen[p.Exercise] || p.Name != e.Name || p.Unit != e.Unit {
			o.fault("%s: %s is unknown or stands twice", d.Name, p.Exercise)
		}
		seen[p.Exercise], hard = true, hard || o.hard(e)
		o.exercise(p, e)
	}
	if i == 6 && hard && o.able() && o.asIs() {
		o.fault("%s has hard sets", d.Name)
	}
	o.order(d)
	o.supersets(d)
	o.warmup(d)
	o.variety(d)
}

// able reports whether there is anything for an active recovery.
func (o *oracle) able() bool {
	for _, e := range o.byID {
		if !o.hard(e) && o.allowed(e) == "" {
			return true
		}
	}
	return false
}

func (o *oracle) exercise(p spotter.PlannedExercise, e spotter.Exercise) {
	if why := o.allowed(e); why != "" && !(strings.HasPrefix(why, "is for") && !o.asIs()) {
		o.fault("%s %s", e.ID, why)
	}
	for _, region := range e.Loads {
		if o.in.Limits.Regions[region] == "low" && p.Caution == "" {
			o.fault("%s loads the sore %s without a word", e.ID, region)
		}
	}
	o.effort(p, e)
	o.progression(p, e)
	o.load(p, e)
}

func (o *oracle) effort(p spotter.PlannedExercise, e spotter.Exercise) {
	l, reps, rir := o.in.Limits, 1, 0
	if l.NoMaximal || l.Minor {
		reps, rir = 6, 2
	}
	if l.NoBreathHolding {
		reps, rir = 8, max(rir, 2)
	}
	if o.gentle() && e.Unit == "reps" {
		reps, rir = max(reps, 8), max(rir, 3)
	}
	if l.LightStart {
		reps, rir = max(reps, 8), 4
	}
	hard := o.hard(e)
	if hard && p.RIR < rir || p.Unit == "reps" && p.RepsMin < reps || p.RepsMin > p.RepsMax || p.Sets < 1 || p.Sets > o.mostSets() {
		o.fault("%s: %d x %d-%d with %d in reserve, want %d reps and %d in reserve at least", e.ID, p.Sets, p.RepsMin, p.RepsMax, p.RIR, reps, rir)
	}
	rest := 75
	switch {
	case o.in.Goals.Primary == "strength" && p.Role == "main" && heavy(e) && p.Unit == "reps":
		rest = 180
	case e.Compound:
		rest = 120
	}
	if hard && p.RestSeconds != rest || p.Progression == "" || p.Reason == "" {
		o.fault("%s rests %d s, want %d, progression %q, reason %q", e.ID, p.RestSeconds, rest, p.Progression, p.Reason)
	}
	if p.RepsMin < 6 && p.Unit == "reps" && (o.in.Goals.Primary != "strength" || p.Role != "main" || !heavy(e)) {
		o.fault("%s: %d reps are for the priority lifts of a strength block", e.ID, p.RepsMin)
	}
}

// stepFor is the smallest step of the equipment: kg, or pounds where the person weighs in them.
func (o *oracle) stepFor(e spotter.Exercise) (step, lightest float64) {
	kg, lb := 1.0, 2.0
	switch {
	case slices.Contains(e.Equipment, "barbell"):
		kg, lb = 2.5, 5
	case slices.Contains(e.Equipment, "dumbbell"):
		kg, lb = 2, 5
	case slices.Contains(e.Equipment, "kettlebell"):
		kg, lb = 4, 5
	case slices.Contains(e.Equipment, "machine"), slices.Contains(e.Equipment, "cable"):
		kg, lb = 5, 10
	}
	imperial := o.in.About.Units == "imperial"
	if imperial {
		kg = lb * 0.45359237
	}
	switch {
	case !slices.Contains(e.Equipment, "barbell"):
		return kg, kg
	case imperial:
		return kg, 45 * 0.45359237
	}
	return kg, 20
}

// steps reports whether a load is one that the equipment has.
func steps(kg, step float64) bool { return math.Abs(kg/step-math.Round(kg/step)) < 1e-6 }

func (o *oracle) progression(p spotter.PlannedExercise, e spotter.Exercise) {
	r := p.Rule
	if r == nil {
		o.fault("%s has no rule of progression", e.ID)
		return
	}
	step, _ := o.stepFor(e)
	want := "double_progression"
	switch {
	case e.Pattern == "mobility":
		want = "none"
	case e.Pattern == "cardio" || e.Unit == "seconds":
		want = "time"
	case !e.Loadable:
		want = "reps"
	case p.RepsMin == p.RepsMax:
		want = "linear"
	}
	loaded := want == "double_progression" || want == "linear"
	switch {
	case r.Kind != want:
		o.fault("%s progresses by %s, want %s", e.ID, r.Kind, want)
	case loaded && math.Abs(r.StepKG-step) > 1e-9 || !loaded && r.StepKG != 0:
		o.fault("%s is raised by %g kg, its equipment by %g", e.ID, r.StepKG, step)
	case r.RIR < p.RIR:
		o.fault("%s is raised with %d in reserve, planned are %d", e.ID, r.RIR, p.RIR)
	case loaded && (r.RaiseAt < p.RepsMax || r.RaiseAt > p.RepsMax+2 || p.LoadKG != nil && step > 1.000001**p.LoadKG/10 && r.RaiseAt == p.RepsMax):
		o.fault("%s is raised at %d reps of %d-%d with %v kg", e.ID, r.RaiseAt, p.RepsMin, p.RepsMax, p.LoadKG)
	case strings.Contains(strings.ToLower(p.Progression), "feel strong"):
		o.fault("%s is raised on readiness", e.ID)
	}
}

// load recomputes a starting load from the sets that the person told or logged.
func (o *oracle) load(p spotter.PlannedExercise, e spotter.Exercise) {
	if p.LoadKG == nil {
		if e.Loadable && p.Unit == "reps" && p.RepsMin+p.RIR <= 10 && o.knownLoad(p, e) {
			o.fault("%s has no load, though a set of it is known", e.ID)
		}
		return
	}
	q := p.LoadBasis
	step, lightest := o.stepFor(e)
	if q == nil || q.Value != *p.LoadKG || !e.Loadable || p.RepsMin+p.RIR > 10 || *p.LoadKG < lightest-1e-9 || !steps(*p.LoadKG, step) {
		o.fault("%s starts at %g kg for %d reps with %d in reserve; step %g, basis %+v", e.ID, *p.LoadKG, p.RepsMin, p.RIR, step, q)
		return
	}
	o.explained(e.ID+" load", q)
	factor, ok := q.Inputs["factor"]
	if !ok {
		factor = 1
	} else if factor <= 0 || factor > 1 || q.Confidence != "low" || !strings.Contains(q.Method, "factor") {
		o.fault("%s is carried over by %g: %+v", e.ID, factor, q)
	}
	most := maxOf(q.Inputs["set_kg"], int(q.Inputs["set_reps"]), int(q.Inputs["set_rir"]))
	top := most * factor / maxOf(1, p.RepsMin, p.RIR)
	if most == 0 || *p.LoadKG > top+0.01 || *p.LoadKG <= top-step-0.01 {
		o.fault("%s starts at %g kg, %g allow %g", e.ID, *p.LoadKG, most, top)
	}
}

func (o *oracle) knownLoad(p spotter.PlannedExercise, e spotter.Exercise) bool {
	_, lightest := o.stepFor(e)
	for _, lift := range o.in.Log {
		if lift.Exercise == e.ID && lift.RIR != nil && maxOf(lift.WeightKG, lift.Reps, *lift.RIR)/maxOf(1, p.RepsMin, p.RIR) >= lightest+0.02 {
			return true
		}
	}
	return false
}

// maxOf is the mean of Epley and Brzycki, zero where there is no estimate.
func maxOf(kg float64, reps, rir int) float64 {
	n := float64(reps + rir)
	switch {
	case n > 10 || n < 1:
		return 0
	case n == 1:
		return kg
	}
	return (kg*(1+n/30) + kg*36/(37-n)) / 2
}

var trained = []string{"main", "assistance", "isolation", "trunk", "cardio", "mobility"}

// order: priority lifts first, then the rest by role; a superset goes with its first exercise.
func (o *oracle) order(d spotter.TrainingDay) {
	last, group := 0, ""
	for _, p := range d.Exercises {
		e, at := o.byID[p.Exercise], slices.Index(trained, p.Role)
		if at < 0 || p.Role == "main" && !o.lift(e) || p.Role == "isolation" && e.Pattern != "isolation" && e.Compound {
			o.fault("%s: %s has the role %q", d.Name, e.ID, p.Role)
		}
		if p.Superset != "" && p.Superset == group {
			continue
		}
		if group = p.Superset; at < last {
			o.fault("%s: %s comes after something less important", d.Name, e.ID)
		}
		last = at
	}
}

func (o *oracle) lift(e spotter.Exercise) bool { return e.Compound && sideFor(e.Pattern) != "" }

func heavy(e spotter.Exercise) bool {
	return e.Loadable && !slices.Contains(e.Equipment, "medicine_ball")
}

func (o *oracle) supersets(d spotter.TrainingDay) {
	pairs := map[string][]int{}
	for i, p := range d.Exercises {
		if p.Superset != "" {
			pairs[p.Superset] = append(pairs[p.Superset], i)
		}
	}
	for letter, at := range pairs {
		if len(at) != 2 || at[1] != at[0]+1 {
			o.fault("%s: superset %s is at %v", d.Name, letter, at)
			continue
		}
		a, b := d.Exercises[at[0]], d.Exercises[at[1]]
		x, y := o.byID[a.Exercise], o.byID[b.Exercise]
		if a.Sets != b.Sets || o.in.Limits.LightStart || o.gentle() {
			o.fault("%s: %s and %s have %d and %d sets, or should not share rests", d.Name, x.ID, y.ID, a.Sets, b.Sets)
		}
		if a.Role == "main" && heavy(x) || b.Role == "main" && heavy(y) {
			o.fault("%s: the heavy %s or %s shares its rest", d.Name, x.ID, y.ID)
		}
		if !antagonists[bodyPart(x)+bodyPart(y)] {
			o.fault("%s: %s and %s are no antagonists", d.Name, x.ID, y.ID)
		}
		for _, thing := range x.Equipment {
			plenty := thing == "bands" || thing == "rings" || o.in.Constraints.Location != "home" && (thing == "dumbbell" || thing == "kettlebell")
			if slices.Contains(y.Equipment, thing) && !plenty {
				o.fault("%s: %s and %s share one %s", d.Name, x.ID, y.ID, thing)
			}
		}
	}
}

var antagonists = map[string]bool{"pushpull": true, "pullpush": true, "frontback": true, "backfront": true}

func bodyPart(e spotter.Exercise) string {
	switch e.Primary[0] {
	case "chest", "shoulders", "triceps":
		return "push"
	case "back", "rear_delts", "biceps":
		return "pull"
	case "quads":
		return "front"
	case "hamstrings", "glutes":
		return "back"
	}
	return e.Primary[0]
}

func (o *oracle) warmup(d spotter.TrainingDay) {
	warm := 0
	for _, p := range d.Exercises {
		e := o.byID[p.Exercise]
		step, lightest := o.stepFor(e)
		if len(p.Warmup) != p.WarmupSets || p.WarmupSets != 0 && p.WarmupSets != 2 {
			o.fault("%s: %d warm-up sets, listed %d", e.ID, p.WarmupSets, len(p.Warmup))
		}
		if ramped := p.Role == "main" && heavy(e); ramped && warm == 0 && p.WarmupSets == 0 || !ramped && p.WarmupSets > 0 || warm > 0 && p.WarmupSets > 0 {
			o.fault("%s: the warm-up belongs to the first heavy lift, not to %s", d.Name, e.ID)
		}
		warm += p.WarmupSets
		percent := 0
		for _, w := range p.Warmup {
			if w.Percent <= percent || w.Percent >= 100 || w.Reps < 1 || w.Reps > 10 || (w.LoadKG == nil) != (p.LoadKG == nil) {
				o.fault("%s: warm-up %+v of %v kg", e.ID, w, p.LoadKG)
			}
			percent = w.Percent
			if w.LoadKG != nil && (*w.LoadKG > *p.LoadKG || !steps(*w.LoadKG, step) || *w.LoadKG < lightest-1e-9) {
				o.fault("%s: warm-up with %g kg, then %g", e.ID, *w.LoadKG, *p.LoadKG)
			}
		}
	}
}

// variety: no three near-identical exercises in one session.
func (o *oracle) variety(d spotter.TrainingDay) {
	count := map[string]int{}
	hard := 0
	for _, p := range d.Exercises {
		e := o.byID[p.Exercise]
		if o.hard(e) {
			hard++
		}
		kind := kindOf(e)
		if count[kind]++; count[kind] > 2 && o.asIs() {
			o.fault("%s has three of %s", d.Name, kind)
		}
	}
	if hard > 10 && o.asIs() {
		o.fault("%s has %d hard exercises", d.Name, hard)
	}
}
