package training

import (
	"spotter"
	"spotter/lang"
)

// band is a muscle's weekly hard sets: where the band starts, where the block starts, and the bound
// that no plan exceeds. Weight is how much the muscle's lack counts when sets are handed out.
type band struct {
	low, high int
	target    float64
	weight    float64
	most      float64 // what this block may reach: high, or less where the last block had much less
}

// sessionMost is the hard sets of one muscle after which a session adds little: a heuristic.
const sessionMost = 10

// bandsFor are the bands by index in [spotter.Muscles]. Heuristic: a block starts with about ten sets a
// muscle (ACSM 2026), with six for general fitness, never more than 20, 22 for chest, back and quads, 14
// for the arms. More experience starts higher, a light start a third lower, and a block that follows
// another one adds up to two sets a muscle to what that one had.
func (r *request) bandsFor() [17]band {
	var bands [17]band
	before := r.setsBefore()
	for i, muscle := range spotter.Muscles {
		b := bandOf(muscle, r.Goals.Primary != spotter.GeneralFitness || r.Goals.Secondary == spotter.MuscleGain)
		b.target += float64(r.experience())
		_, reduced := r.reduced()
		if reduced {
			b.target *= 2.0 / 3
		}
		b.most = float64(b.high)
		if b.weight > 0 && before != nil {
			b.ramp(before[muscle], reduced || r.Goes == On)
		}
		b.target = min(b.target, b.most)
		bands[i] = b
	}
	return bands
}

// experience is the sets that a week starts with beyond the band's start.
func (r *request) experience() int {
	if r.Goals.Primary == spotter.Strength {
		return r.Fitness.Level.Rank() // load does more than sets
	}
	return 2 * r.Fitness.Level.Rank()
}

// The most that a block adds to the last one, and what it aims for, in sets a muscle and week.
const (
	rampMost  = 2
	rampSmall = 1
)

// ramp follows a block that had some sets: two more for a large muscle and one for a small one, none where
// they are to be held, as while recovery is poor.
func (b *band) ramp(before float64, held bool) {
	if held {
		b.target, b.most = before, min(b.most, before+1)
		return
	}
	step := float64(rampMost)
	if b.weight < 1 {
		step = rampSmall
	}
	b.target, b.most = before+step, min(b.most, before+rampMost)
}

func bandOf(muscle string, ten bool) band {
	major, arms, small := 6, 4, 3
	if ten {
		major, arms, small = 10, 8, 6
	}
	of := func(low, high int, weight float64) band {
		return band{low: low, high: high, target: float64(low), weight: weight}
	}
	switch muscle {
	case "chest", "back", "quads":
		return of(major, 22, 1)
	case "shoulders", "hamstrings", "glutes":
		return of(major, 20, 1)
	case "biceps", "triceps":
		return of(arms, 14, 0.8)
	case "rear_delts", "calves", "abs":
		return of(small, 20, 0.7)
	case "forearms":
		return band{high: 14, target: 2}
	default: // trained along with others; a bound, but no aim of its own
		return band{high: 20, target: 2}
	}
}

// reduced says why the block starts with a third fewer sets, if it does.
func (r *request) reduced() (why lang.Key, yes bool) {
	l := r.Lifestyle
	switch {
	case r.Limits.LightStart:
		return lang.TrainingReducedScreening, true
	case l.Energy != 0 && l.Energy <= 2:
		return lang.TrainingReducedEnergy, true
	case l.SleepQuality != 0 && l.SleepQuality <= 2:
		return lang.TrainingReducedSleep, true
	case l.Stress == 5:
		return lang.TrainingReducedStress, true
	}
	return "", false
}

// mostExercises is how many hard exercises a session has at most, where a muscle would lack sets otherwise.
const mostExercises = 10

// fewExercises is how many it has as a rule: a heuristic, for what is learnt and done with care.
func (r *request) fewExercises() int {
	if r.Fitness.Level == spotter.Beginner {
		return 7
	}
	return 8
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
