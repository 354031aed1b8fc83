package training

import (
	"math"
	"slices"

	"spotter"
)

// loadStep is the smallest step in kg that the equipment of an exercise has.
func loadStep(equipment []spotter.Equipment) float64 {
	steps := []struct {
		thing spotter.Equipment
		kg    float64
	}{{"barbell", 2.5}, {"dumbbell", 2}, {"kettlebell", 4}, {"machine", 5}, {"cable", 5}}
	for _, s := range steps {
		if slices.Contains(equipment, s.thing) {
			return s.kg
		}
	}
	return 1
}

// startingLoad is the load in kg with which reps leave rir in reserve, from the best recent set of the
// same exercise, rounded down to the equipment's step, and the estimate that it rests on. Nil when no
// recent set tells, when the reps are too many for the formulas, or when less than one step is left: the
// person then finds the load by reserve.
func startingLoad(e spotter.Exercise, lifts []spotter.RecentLift, reps, rir int) (*float64, spotter.Quantity) {
	best, ok := bestLift(lifts)
	if !e.Loadable || !ok || reps+rir > maxEffectiveReps {
		return nil, spotter.Quantity{}
	}
	step := loadStep(e.Equipment)
	kg := math.Floor(best.Value/maxPerLoad(reps+rir)/step+1e-9) * step
	if kg <= 0 {
		return nil, spotter.Quantity{}
	}
	return &kg, best
}

// bestLift is the highest estimate from recent sets of one exercise. A set without a stated reserve
// counts as one to failure, which can only make the start lighter.
func bestLift(lifts []spotter.RecentLift) (best spotter.Quantity, ok bool) {
	for _, lift := range lifts {
		rir := 0
		if lift.RIR != nil {
			rir = *lift.RIR
		}
		if q, fits := E1RM(lift.WeightKG, lift.Reps, rir); fits && q.Value > best.Value {
			best, ok = q, true
		}
	}
	return best, ok
}
