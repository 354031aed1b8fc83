package training

import "spotter"

// Ramp is the way up to the working load of a first heavy lift, by the fewest repetitions of its range: two
// sets, as the time rule counts them, in per cent of the working load. Heuristic: fewer repetitions as the load
// rises, so that they do not tire.
func Ramp(repsMin int) []spotter.WarmupSet {
	if repsMin <= heavyReps {
		return []spotter.WarmupSet{{Percent: 50, Reps: 5}, {Percent: 80, Reps: 2}}
	}
	return []spotter.WarmupSet{{Percent: 50, Reps: 8}, {Percent: 75, Reps: 4}}
}

// heavyReps is up to how many repetitions a load is heavy enough for a set nearer to it.
const heavyReps = 5

// ramp is the way up to an exercise, with the loads where the working load is known; nil where none is planned.
func (r *request) ramp(e spotter.Exercise, p spotter.PlannedExercise) []spotter.WarmupSet {
	if p.WarmupSets == 0 {
		return nil
	}
	sets := Ramp(p.RepsMin)
	if p.LoadKG == nil {
		return sets
	}
	for i := range sets {
		kg := min(*p.LoadKG, max(roundDown(*p.LoadKG*float64(sets[i].Percent)/100, r.step(e)), r.lightest(e)))
		sets[i].LoadKG = &kg
	}
	return sets
}
