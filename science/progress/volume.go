package progress

import "spotter"

// volume counts the sets of some sessions, in all and per muscle in the order of [spotter.Muscles]: one for
// each primary and half for each secondary muscle. Failed attempts, cardio, mobility and exercises that the
// catalogue does not know are left out of the muscles; what it does not know counts as a set.
func volume(sessions []Session, find func(string) (spotter.Exercise, bool)) (sets int, muscles []spotter.MuscleVolume) {
	count := map[string]float64{}
	for _, s := range sessions {
		for _, set := range s.Sets {
			e, known := find(set.Exercise)
			if set.Reps < 1 || known && (e.Pattern == "cardio" || e.Pattern == "mobility") {
				continue
			}
			sets++
			for _, m := range e.Primary {
				count[m]++
			}
			for _, m := range e.Secondary {
				count[m] += 0.5
			}
		}
	}
	muscles = []spotter.MuscleVolume{}
	for _, m := range spotter.Muscles {
		if count[m] > 0 {
			muscles = append(muscles, spotter.MuscleVolume{Muscle: m, Sets: count[m]})
		}
	}
	return sets, muscles
}
