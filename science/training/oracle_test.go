package training_test

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"spotter"
	"spotter/science/training"
)

// oracle holds a plan against the rules. It knows the person, the catalogue and the plan's document, and
// shares no code with the planner: every figure is computed once more, in another way.
type oracle struct {
	in     training.Input
	plan   spotter.TrainingPlan
	byID   map[string]spotter.Exercise
	faults []string
}

// faultsOf lists what is wrong with a plan. asIs says that nothing was swapped or excluded, so that the
// rules of composition hold too.
func faultsOf(in training.Input, plan spotter.TrainingPlan, byID map[string]spotter.Exercise) []string {
	o := &oracle{in: in, plan: plan, byID: byID}
	o.week()
	o.volume()
	for i, d := range plan.Days {
		o.day(i, d)
	}
	o.growth()
	o.balance()
	o.block()
	o.reasons()
	return o.faults
}

func (o *oracle) fault(format string, args ...any) {
	o.faults = append(o.faults, fmt.Sprintf(format, args...))
}

func (o *oracle) asIs() bool { return len(o.in.Changes.Exclude) == 0 && len(o.in.Changes.Swap) == 0 }

func (o *oracle) minutes() int {
	if o.in.Changes.Minutes != nil {
		return *o.in.Changes.Minutes
	}
	return o.in.Constraints.SessionMinutes
}

// week: exactly the days asked for, the person's own where there are enough, and the split of their number.
func (o *oracle) week() {
	want, own := len(o.in.Schedule.Workouts), map[spotter.Weekday]spotter.Clock{}
	for _, w := range o.in.Schedule.Workouts {
		own[w.Weekday] = w.Time
	}
	if o.in.Changes.Days != nil {
		want = *o.in.Changes.Days
	}
	if len(o.plan.Days) != want {
		o.fault("%d days, want %d", len(o.plan.Days), want)
	}
	kept := 0
	for i, d := range o.plan.Days {
		at, mine := own[d.Weekday]
		if mine {
			kept++
		}
		if mine && at != d.Time {
			o.fault("%s is at %s, the person said %s", d.Weekday, d.Time, at)
		}
		if i > 0 && o.plan.Days[i-1].Weekday.Index() >= d.Weekday.Index() {
			o.fault("%s comes after %s", d.Weekday, o.plan.Days[i-1].Weekday)
		}
	}
	if kept != min(want, len(own)) {
		o.fault("%d of the person's %d days kept", kept, len(own))
	}
	names := [][]string{1: {"Full"}, 2: {"Full", "Full"}, 3: {"Full", "Full", "Full"}, 4: {"Upper", "Lower", "Upper", "Lower"},
		5: {"Upper", "Lower", "Push", "Pull", "Legs"}, 6: {"Push", "Pull", "Legs", "Push", "Pull", "Legs"},
		7: {"Push", "Pull", "Legs", "Push", "Pull", "Legs", "Active"}}
	for i, d := range o.plan.Days {
		if !strings.HasPrefix(d.Name, names[len(o.plan.Days)][i]) {
			o.fault("day %d of %d is called %s", i+1, len(o.plan.Days), d.Name)
		}
	}
}

func (o *oracle) hard(e spotter.Exercise) bool {
	return e.Pattern != "cardio" && e.Pattern != "mobility"
}

// sets counts a day's hard sets: one as a primary muscle, half as a secondary one.
func (o *oracle) sets(d spotter.TrainingDay) map[string]float64 {
	out := map[string]float64{}
	for _, p := range d.Exercises {
		e := o.byID[p.Exercise]
		if !o.hard(e) {
			continue
		}
		for _, m := range e.Primary {
			out[m] += float64(p.Sets)
		}
		for _, m := range e.Secondary {
			out[m] += float64(p.Sets) / 2
		}
	}
	return out
}

func highest(muscle string) float64 {
	switch muscle {
	case "chest", "back", "quads":
		return 22
	case "biceps", "triceps", "forearms":
		return 14
	}
	return 20
}

// lowest is where a muscle's band starts: ten for large muscles, six for general fitness.
func (o *oracle) lowest(muscle string) int {
	ten := o.in.Goals.Primary != "general_fitness" || o.in.Goals.Secondary == "muscle_gain"
	low := map[string][2]int{"chest": {6, 10}, "back": {6, 10}, "quads": {6, 10}, "shoulders": {6, 10}, "hamstrings": {6, 10}, "glutes": {6, 10},
		"biceps": {4, 8}, "triceps": {4, 8}, "rear_delts": {3, 6}, "calves": {3, 6}, "abs": {3, 6}}[muscle]
	if ten {
		return low[1]
	}
	return low[0]
}

func (o *oracle) volume() {
	sum := map[string]float64{}
	for _, d := range o.plan.Days {
		for m, n := range o.sets(d) {
			if sum[m] += n; n > 10 {
				o.fault("%s has %g sets for %s, ten are what a session can use", d.Name, n, m)
			}
		}
	}
	if len(o.plan.Volume) != 17 {
		o.fault("%d muscles", len(o.plan.Volume))
	}
	for _, v := range o.plan.Volume {
		if v.Sets != sum[v.Muscle] || v.Sets > highest(v.Muscle) || float64(v.High) != highest(v.Muscle) || v.Low != o.lowest(v.Muscle) {
			o.fault("%s: says %g sets in %d-%d, has %g in %d-%g", v.Muscle, v.Sets, v.Low, v.High, sum[v.Muscle], o.lowest(v.Muscle), highest(v.Muscle))
		}
		short := v.Sets < float64(v.Low)
		if short != (v.Shortfall != "") || short != (v.Cause != "") {
			o.fault("%s: %g of %d sets, shortfall %q, cause %q", v.Muscle, v.Sets, v.Low, v.Shortfall, v.Cause)
		}
		if short {
			o.cause(v, sum)
		}
		if before, ok := o.before(v.Muscle); ok && v.Low > 0 && v.Sets > before+2 {
			o.fault("%s: %g sets after %g, two more are the most", v.Muscle, v.Sets, before)
		}
	}
}

func (o *oracle) before(muscle string) (float64, bool) {
	if o.in.Previous == nil || o.in.Goes == training.Afresh || o.in.Goes == training.On && o.in.Previous.Block < 2 {
		return 0, false
	}
	for _, v := range o.in.Previous.Volume {
		if v.Muscle == muscle {
			return v.Sets, true
		}
	}
	return 0, true
}

func (o *oracle) tired() bool {
	l := o.in.Lifestyle
	return o.in.Limits.LightStart || l.Energy == 1 || l.Energy == 2 || l.SleepQuality == 1 || l.SleepQuality == 2 || l.Stress == 5
}

// cause holds the stated cause of a shortfall against what there was to do about it.
func (o *oracle) cause(v spotter.MuscleSets, sum map[string]float64) {
	possible := false
	for _, e := range o.byID {
		possible = possible || o.hard(e) && slices.Contains(e.Primary, v.Muscle) && o.allowed(e) == ""
	}
	before, follows := o.before(v.Muscle)
	switch v.Cause {
	case "no_exercise":
		if possible && o.asIs() {
			o.fault("%s: nothing is said to train it", v.Muscle)
		}
		return
	case "recovery":
		if !o.tired() {
			o.fault("%s: the person recovers well", v.Muscle)
		}
		return
	case "ramp":
		if !follows || v.Sets+1 <= before+1 {
			o.fault("%s: %g sets after %g are no ramp", v.Muscle, v.Sets, before)
		}
		return
	}
	if way := o.wayFor(v.Muscle, sum); way != "" && !o.tired() && !follows && o.asIs() {
		o.fault("%s: %g of %d sets for want of %s, but %s", v.Muscle, v.Sets, v.Low, v.Cause, way)
	}
}

// wayFor finds a way to give a muscle one more set of what is there, inside minutes and bounds.
func (o *oracle) wayFor(muscle string, sum map[string]float64) string {
	for _, d := range o.plan.Days {
		for i, p := range d.Exercises {
			e := o.byID[p.Exercise]
			if !o.hard(e) || !slices.Contains(e.Primary, muscle) || p.Superset != "" || p.Sets >= o.mostSets() || o.tilts(e) {
				continue
			}
			more := d
			more.Exercises = slices.Clone(d.Exercises)
			more.Exercises[i].Sets++
			if o.seconds(more) <= o.minutes()*60 && o.inside(e, 1, o.sets(d), sum) {
				return fmt.Sprintf("%s has room for one more set of %s", d.Name, e.ID)
			}
		}
	}
	return o.newWayFor(muscle, sum)
}

// newWayFor finds another exercise that two sets of would fit into a full-body day, taking more time than
// any has.
func (o *oracle) newWayFor(muscle string, sum map[string]float64) string {
	for _, d := range o.plan.Days {
		if !strings.HasPrefix(d.Name, "Full") {
			continue
		}
		for _, e := range o.byID {
			if !o.hard(e) || !slices.Contains(e.Primary, muscle) || o.allowed(e) != "" || o.crowds(d, e) || o.tilts(e) {
				continue
			}
			set := 15 * 4
			if e.Unilateral {
				set *= 2
			}
			if o.seconds(d)+2*set+180+60 <= o.minutes()*60 && o.inside(e, 2, o.sets(d), sum) {
				return fmt.Sprintf("%s has room for two sets of %s", d.Name, e.ID)
			}
		}
	}
	return ""
}

// crowds reports whether a day has an exercise, two of its kind, or ten in all.
func (o *oracle) crowds(d spotter.TrainingDay, e spotter.Exercise) bool {
	all, same := 0, 0
	for _, p := range d.Exercises {
		other := o.byID[p.Exercise]
		if other.ID == e.ID {
			return true
		}
		if o.hard(other) {
			all++
		}
		if kindOf(other) == kindOf(e) {
			same++
		}
	}
	return all >= 10 || same >= 2
}

func kindOf(e spotter.Exercise) string {
	if e.Pattern == "isolation" || e.Pattern == "mobility" {
		return e.Pattern + " " + e.Primary[0]
	}
	return e.Pattern
}

// inside reports whether n more sets of an exercise keep to every bound.
func (o *oracle) inside(e spotter.Exercise, n float64, day, week map[string]float64) bool {
	fits := func(m string, n float64) bool { return week[m]+n <= highest(m) && day[m]+n <= 10 }
	for _, m := range e.Primary {
		if !fits(m, n) {
			return false
		}
	}
	for _, m := range e.Secondary {
		if !fits(m, n/2) {
			return false
		}
	}
	return true
}

func (o *oracle) mostSets() int {
	switch {
	case o.in.Limits.LightStart:
		return 2
	case o.in.Goals.Primary == "strength" || o.in.Fitness.Level == "beginner":
		return 3
	}
	return 4
}

var opposite = map[string]string{"push": "pull", "pull": "push", "knee": "hip", "hip": "knee"}

func sideFor(pattern string) string {
	switch pattern {
	case "push_horizontal", "push_vertical":
		return "push"
	case "pull_horizontal", "pull_vertical":
		return "pull"
	case "squat", "lunge":
		return "knee"
	case "hinge":
		return "hip"
	}
	return ""
}

func (o *oracle) sides() map[string]int {
	out := map[string]int{}
	for _, d := range o.plan.Days {
		for _, p := range d.Exercises {
			out[sideFor(o.byID[p.Exercise].Pattern)] += p.Sets
		}
	}
	return out
}

// can reports whether the person can do anything for a side.
func (o *oracle) can(side string) bool {
	for _, e := range o.byID {
		if sideFor(e.Pattern) == side && o.allowed(e) == "" {
			return true
		}
	}
	return false
}

func (o *oracle) tilts(e spotter.Exercise) bool {
	side, sides := sideFor(e.Pattern), o.sides()
	return side != "" && o.can(opposite[side]) && lopsided(sides[side]+2, sides[opposite[side]])
}

// lopsided allows a side half as much again as the other, or two sets more.
func lopsided(a, b int) bool { return a > b+2 && 2*a > 3*b }

func (o *oracle) balance() {
	if !o.asIs() {
		return
	}
	sides := o.sides()
	for side, other := range opposite {
		if o.can(side) && o.can(other) && lopsided(sides[side], sides[other]) {
			o.fault("%d sets of %s, %d of %s", sides[side], side, sides[other], other)
		}
	}
}

// allowed says why an exercise may not be done, empty when it may.
func (o *oracle) allowed(e spotter.Exercise) string {
	c, l := o.in.Constraints, o.in.Limits
	for _, thing := range e.Equipment {
		if !(len(c.Equipment) == 0 && c.Location != "home") && !slices.Contains(c.Equipment, thing) {
			return "needs " + string(thing)
		}
	}
	for _, region := range e.Loads {
		if l.Regions[region] == "high" || l.Regions[region] == "medium" {
			return "loads the " + string(region)
		}
	}
	levels := map[spotter.Level]int{"beginner": 1, "intermediate": 2, "advanced": 3}
	press := slices.Contains([]string{"squat", "hinge", "lunge", "push_horizontal", "push_vertical"}, e.Pattern)
	calm := l.LightStart || l.NoBreathHolding || o.gentle()
	switch {
	case levels[e.Level] > levels[o.in.Fitness.Level]:
		return "is for " + string(e.Level)
	case l.NoSupine && (e.Supine || e.Prone):
		return "is lying"
	case l.NoBreathHolding && press && e.Loadable && slices.Contains(e.Equipment, "barbell"):
		return "is a heavy barbell lift"
	case o.age() >= 80 && (e.Pattern == "lunge" || e.Pattern == "push_vertical" && len(e.Equipment) == 0):
		return "is unsteady"
	case calm && e.Pattern == "cardio" && e.MET > 7:
		return "is vigorous"
	}
	return ""
}

func (o *oracle) gentle() bool {
	return o.age() >= 80 || o.age() >= 65 && o.in.Fitness.Level == "beginner"
}

func (o *oracle) age() int {
	b := o.in.About.BirthDate
	if b.IsZero() {
		return 0
	}
	age := o.in.Today.Year - b.Year
	if o.in.Today.Month < b.Month || o.in.Today.Month == b.Month && o.in.Today.Day < b.Day {
		age--
	}
	return age
}

// seconds applies the time rule of science.md by hand, supersets included.
func (o *oracle) seconds(d spotter.TrainingDay) int {
	sum, rests := 300, map[string][]spotter.PlannedExercise{}
	for _, p := range d.Exercises {
		set := p.RepsMax
		switch p.Unit {
		case "reps":
			set *= 4
		case "minutes":
			set *= 60
		}
		if o.byID[p.Exercise].Unilateral && p.Unit != "minutes" {
			set *= 2
		}
		sum += 60*p.WarmupSets + p.Sets*set + 60
		if p.Superset == "" {
			sum += (p.Sets - 1) * p.RestSeconds
			continue
		}
		rests[p.Superset] = append(rests[p.Superset], p)
	}
	for _, pair := range rests {
		rest := 0
		for _, p := range pair {
			rest = max(rest, p.RestSeconds)
		}
		sum += (pair[0].Sets - 1) * rest
	}
	return sum
}

func (o *oracle) block() {
	p := o.plan
	if p.Weeks < 4 || p.Weeks > 8 || p.DeloadWeek != p.Weeks || p.Deload == nil || *p.Deload != (spotter.Deload{Week: p.Weeks, Sets: 0.5, Load: 0.9}) {
		o.fault("weeks %d, deload %d %+v", p.Weeks, p.DeloadWeek, p.Deload)
	}
	want := 1
	switch {
	case o.in.Previous != nil && o.in.Goes == training.Next:
		want = max(1, o.in.Previous.Block) + 1
	case o.in.Previous != nil && o.in.Goes == training.On:
		want = max(1, o.in.Previous.Block)
	}
	if p.Block != want {
		o.fault("block %d, want %d", p.Block, want)
	}
}

func (o *oracle) reasons() {
	about := map[string]bool{}
	for _, r := range o.plan.Reasons {
		about[r.About] = true
		o.explained("reason "+r.About, r.Quantity)
		if r.Text == "" {
			o.fault("reason %s says nothing", r.About)
		}
	}
	for _, want := range []string{"plan", "split", "volume", "effort", "progression", "deload", "time"} {
		if !about[want] {
			o.fault("no reason about %s", want)
		}
	}
}

func (o *oracle) explained(what string, q *spotter.Quantity) {
	if q == nil {
		return
	}
	if q.Unit == "" || q.Method == "" || q.Source == "" || !slices.Contains([]string{"high", "medium", "low", "heuristic"}, q.Confidence) || math.IsNaN(q.Value) {
		o.fault("%s: %+v does not explain itself", what, *q)
	}
}
