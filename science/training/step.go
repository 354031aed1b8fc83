package training

import (
	"slices"

	"spotter"
)

// Steps are what loads an implement has, in kg or in pounds: multiples of Step from Least on. Heuristic: gyms
// differ.
type Steps struct{ Step, Least float64 }

// implements lists what has steps of its own, in the order in which it decides: the bar before the bench.
var implements = [...]struct {
	thing          spotter.Equipment
	metric, pounds Steps
}{
	{"barbell", Steps{2.5, 20}, Steps{5, 45}}, // a pair of the smallest plates; the bar itself
	{"dumbbell", Steps{2, 2}, Steps{5, 5}},
	{"kettlebell", Steps{4, 4}, Steps{5, 5}},
	{"machine", Steps{5, 5}, Steps{10, 10}},
	{"cable", Steps{5, 5}, Steps{10, 10}},
	{"medicine_ball", Steps{1, 1}, Steps{2, 2}},
}

// StepsOf are the loads that the equipment of an exercise has, in kg, or in pounds for somebody who lifts in
// them; not ok when none of it has steps of its own, as weight on a belt has not.
func StepsOf(equipment []spotter.Equipment, pounds bool) (steps Steps, ok bool) {
	for _, i := range implements {
		if slices.Contains(equipment, i.thing) {
			if pounds {
				return i.pounds, true
			}
			return i.metric, true
		}
	}
	return Steps{}, false
}
