package training_test

import (
	"spotter"
)

// growth holds each week of a block against the rules of a week: sets rise, by two a muscle at most, and stay
// inside the minutes and below every upper bound.
func (o *oracle) growth() {
	weeks := 0
	for _, d := range o.plan.Days {
		for _, e := range d.Exercises {
			o.rises(e)
			weeks = max(weeks, len(e.Weekly))
		}
	}
	if weeks > 0 && (weeks != o.plan.Weeks-1 || o.plan.Goal != spotter.MuscleGain || o.tired()) {
		o.fault("sets rise over %d of %d weeks for %s", weeks, o.plan.Weeks, o.plan.Goal)
	}
	before := o.weekly(0)
	for week := 1; week < weeks; week++ {
		sum := o.weekly(week)
		for m, n := range sum {
			if n > highest(m) && n > before[m] || n > before[m]+2 {
				o.fault("week %d has %g sets for %s after %g", week+1, n, m, before[m])
			}
		}
		before = sum
	}
}

func (o *oracle) rises(e spotter.PlannedExercise) {
	if len(e.Weekly) == 0 {
		return
	}
	last := e.Sets
	for _, n := range e.Weekly {
		if n < last || n > last+1 || n > 4 {
			o.fault("%s goes through the weeks with %v sets", e.Exercise, e.Weekly)
		}
		last = n
	}
	if e.Weekly[0] != e.Sets || last == e.Sets || e.Superset != "" {
		o.fault("%s has %d sets, and by week %v", e.Exercise, e.Sets, e.Weekly)
	}
}

// weekly are a week's sets by muscle; each day is held against its minutes and what a session can use.
func (o *oracle) weekly(week int) map[string]float64 {
	sum := map[string]float64{}
	for i, d := range o.plan.Days {
		day := d
		day.Exercises = append([]spotter.PlannedExercise(nil), d.Exercises...)
		for j, e := range day.Exercises {
			if week < len(e.Weekly) {
				day.Exercises[j].Sets = e.Weekly[week]
			}
		}
		for m, n := range o.sets(day) {
			if sum[m] += n; n > 10 {
				o.fault("in week %d %s has %g sets for %s", week+1, d.Name, n, m)
			}
		}
		if minutes := (o.seconds(day) + 59) / 60; minutes > o.minutes() {
			o.fault("in week %d day %d takes %d of %d minutes", week+1, i+1, minutes, o.minutes())
		}
	}
	return sum
}
