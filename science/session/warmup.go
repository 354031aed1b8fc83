package session

import (
	"spotter"
	"spotter/science/training"
)

// ramp is the plan's own, or for a plan from before it was kept the planner's.
func (t *task) ramp() []spotter.WarmupSet {
	switch {
	case t.WarmupSets == 0:
		return nil
	case len(t.Warmup) > 0:
		return t.Warmup
	default:
		return training.Ramp(t.RepsMin)
	}
}

// warmups are the ramp sets that are still to do before the first working set with a load.
func (t *task) warmups(load *spotter.Amount) []spotter.RampSet {
	out, ramp := []spotter.RampSet{}, t.ramp()
	if len(t.done) > 0 || t.ramped >= len(ramp) {
		return out
	}
	for _, r := range ramp[t.ramped:] {
		set := spotter.RampSet{Reps: r.Reps}
		if load != nil {
			shown := RoundDown(Kilograms(*load)*float64(r.Percent)/100, t.exercise.Equipment, load.Unit)
			kg := Kilograms(shown)
			set.Shown, set.LoadKG = &shown, &kg
			if shown.Value >= load.Value { // the lightest there is: nothing to ramp up to
				continue
			}
		}
		out = append(out, set)
	}
	return out
}
