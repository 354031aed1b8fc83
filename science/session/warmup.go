package session

import "spotter"

// ramps are the warm-up sets before a first heavy lift, by how many there are: share of the working load
// and repetitions. Heuristic: fewer repetitions as the load rises, so that they do not tire.
var ramps = [...][]struct {
	share float64
	reps  int
}{{}, {{0.6, 6}}, {{0.5, 8}, {0.75, 4}}, {{0.4, 8}, {0.6, 5}, {0.8, 3}}}

// warmups are the ramp sets that are still to do before the first working set with a load.
func (t *task) warmups(load *spotter.Amount) []spotter.RampSet {
	out := []spotter.RampSet{}
	ramp := ramps[min(max(t.WarmupSets, 0), len(ramps)-1)]
	if len(t.done) > 0 || t.ramped >= len(ramp) {
		return out
	}
	for _, r := range ramp[t.ramped:] {
		set := spotter.RampSet{Reps: r.reps}
		if load != nil {
			set.Shown = RoundDown(Kilograms(*load)*r.share, t.exercise.Equipment, load.Unit)
			set.LoadKG = Kilograms(set.Shown)
			if set.Shown.Value >= load.Value { // the lightest there is: nothing to ramp up to
				continue
			}
		} else {
			set.Shown.Unit = Kilogram
		}
		out = append(out, set)
	}
	return out
}
