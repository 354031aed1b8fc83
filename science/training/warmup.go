package training

import "spotter"

// ramp is the way up to the working load of the first heavy lift: two sets, as the time rule counts them.
func (r *request) ramp(e spotter.Exercise, p spotter.PlannedExercise) []spotter.WarmupSet {
	if p.WarmupSets == 0 {
		return nil
	}
	sets := []spotter.WarmupSet{{Percent: 50, Reps: 8}, {Percent: 75, Reps: 4}}
	if p.RepsMin <= 5 {
		sets = []spotter.WarmupSet{{Percent: 50, Reps: 5}, {Percent: 80, Reps: 2}}
	}
	if p.LoadKG == nil {
		return sets
	}
	for i := range sets {
		kg := min(*p.LoadKG, max(roundDown(*p.LoadKG*float64(sets[i].Percent)/100, r.step(e)), r.lightest(e)))
		sets[i].LoadKG = &kg
	}
	return sets
}
