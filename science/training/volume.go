package training

import "spotter"

// band is a muscle's weekly hard sets: where the band starts, where the block starts, and the bound
// that no plan exceeds. Weight is how much the muscle's lack counts when sets are handed out.
type band struct {
	low, high int
	target    float64
	weight    float64
}

// sessionMost is the hard sets of one muscle after which a session adds little: a heuristic.
const sessionMost = 10

// bandsFor are the bands by index in [spotter.Muscles]. Heuristic: ten sets a muscle for growth (ACSM
// 2026), about six keep and slowly build it; never more than 20, 22 for chest, back and quads, 14 for
// the arms. More experience starts higher, a light start a third lower.
func (r *request) bandsFor() [17]band {
	var bands [17]band
	for i, muscle := range spotter.Muscles {
		b := bandOf(muscle, r.Goals.Primary == spotter.MuscleGain)
		b.target += float64(2 * levelRank(r.Fitness.Level))
		if _, reduced := r.reduced(); reduced {
			b.target *= 2.0 / 3
		}
		b.target = min(b.target, float64(b.high))
		bands[i] = b
	}
	return bands
}

func bandOf(muscle string, growth bool) band {
	major, arms, small := 6, 4, 3
	if growth {
		major, arms, small = 10, 8, 6
	}
	switch muscle {
	case "chest", "back", "quads":
		return band{major, 22, float64(major), 1}
	case "shoulders", "hamstrings", "glutes":
		return band{major, 20, float64(major), 1}
	case "biceps", "triceps":
		return band{arms, 14, float64(arms), 0.8}
	case "rear_delts", "calves", "abs":
		return band{small, 20, float64(small), 0.7}
	case "forearms":
		return band{0, 14, 2, 0.2}
	default: // trained along with others; a bound, but no aim of its own
		return band{0, 20, 2, 0.2}
	}
}

// reduced says why the block starts with a third fewer sets, if it does.
func (r *request) reduced() (why string, yes bool) {
	l := r.Lifestyle
	switch {
	case r.Limits.LightStart:
		return "your screening answers ask for a light start", true
	case l.Energy != 0 && l.Energy <= 2:
		return "your energy is low these weeks", true
	case l.SleepQuality != 0 && l.SleepQuality <= 2:
		return "you sleep poorly these weeks", true
	case l.Stress == 5:
		return "your stress is high these weeks", true
	}
	return "", false
}

// mostSets is the sets that one exercise gets in a session at most: strength keeps to two or three.
func (r *request) mostSets() int {
	switch {
	case r.Limits.LightStart:
		return 2
	case r.Goals.Primary == spotter.Strength || r.Fitness.Level == spotter.Beginner:
		return 3
	default:
		return 4
	}
}
