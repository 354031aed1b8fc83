package training

import "spotter"

// The time rule of a session, in seconds: a convention, kept in one place so that plans, the day's
// view and rescheduling agree.
const (
	repSeconds    = 4   // one repetition, each side
	changeSeconds = 60  // from one exercise to the next
	warmupSeconds = 300 // general warm-up at the start
	warmupSet     = 60  // one warm-up set of the first heavy lift

	restStrength  = 180
	restCompound  = 120
	restIsolation = 75
	restMobility  = 30
)

// SetSeconds is how long one set of a planned exercise takes at the upper end of its range, both sides
// of a unilateral exercise included, without rest.
func SetSeconds(p spotter.PlannedExercise, unilateral bool) int {
	seconds := p.RepsMax
	switch p.Unit {
	case "minutes":
		return p.RepsMax * 60
	case "reps":
		seconds = p.RepsMax * repSeconds
	}
	if unilateral {
		seconds *= 2
	}
	return seconds
}

// ExerciseSeconds is how long a planned exercise takes: its warm-up sets, its sets, the rest between
// them (none after the last) and the change to what follows.
func ExerciseSeconds(p spotter.PlannedExercise, unilateral bool) int {
	if p.Sets < 1 {
		return 0
	}
	return p.WarmupSets*warmupSet + p.Sets*SetSeconds(p, unilateral) + (p.Sets-1)*p.RestSeconds + changeSeconds
}

// DaySeconds is the sum of the exercises of a day: two of a superset take turns and share the longer
// rest of the two after each round. unilateral answers for an exercise by id whether each side is trained
// on its own.
func DaySeconds(exercises []spotter.PlannedExercise, unilateral func(id string) bool) int {
	sum, first := 0, map[string]spotter.PlannedExercise{}
	for _, e := range exercises {
		sum += ExerciseSeconds(e, unilateral(e.Exercise))
		if e.Superset == "" || e.Sets < 1 {
			continue
		}
		if other, found := first[e.Superset]; found {
			sum -= shared(e, other)
		}
		first[e.Superset] = e
	}
	return sum
}

// shared is the rest that two exercises save as a superset.
func shared(a, b spotter.PlannedExercise) int {
	return max(0, min(a.Sets, b.Sets)-1) * min(a.RestSeconds, b.RestSeconds)
}

// SessionMinutes is the length of a session in whole minutes, rounded up, from [DaySeconds] of its
// exercises; the general warm-up is added here.
func SessionMinutes(seconds int) int { return (warmupSeconds + seconds + 59) / 60 }
