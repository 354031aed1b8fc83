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

// The smallest plate, by which everything goes that has no steps of its own, such as weight on a belt.
const (
	plateKG = 1.25
	plateLB = 2.5
)

// StepsOf are the loads that the equipment of an exercise has, in kg, or in pounds for somebody who lifts in
// them.
func StepsOf(equipment []spotter.Equipment, pounds bool) Steps {
	for _, i := range implements {
		switch {
		case !slices.Contains(equipment, i.thing):
		case pounds:
			return i.pounds
		default:
			return i.metric
		}
	}
	if pounds {
		return Steps{plateLB, plateLB}
	}
	return Steps{plateKG, plateKG}
}
