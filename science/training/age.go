package training

import "spotter"

// The ages from which a start is gentle: a heuristic, for balance and recovery rather than for strength,
// which grows at any age.
const (
	gentleBeginner = 65
	gentleAnyone   = 80
)

// gentle reports whether the person's age asks for steadier exercises, at least eight repetitions and
// three in reserve.
func (r *request) gentle() bool {
	if r.About.BirthDate.IsZero() {
		return false
	}
	return r.frail() || r.About.BirthDate.YearsTo(r.Today) >= gentleBeginner && r.Fitness.Level == spotter.Beginner
}

// frail reports whether a fall or a head below the heart is to be ruled out rather than trained for.
func (r *request) frail() bool {
	return !r.About.BirthDate.IsZero() && r.About.BirthDate.YearsTo(r.Today) >= gentleAnyone
}

// unsteady reports whether an exercise asks for that: a lunge, or a press with the head down.
func unsteady(e spotter.Exercise) bool {
	return e.Pattern == "lunge" || e.Pattern == "push_vertical" && len(e.Equipment) == 0
}
