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
	age := r.About.BirthDate.YearsTo(r.Today)
	return age >= gentleAnyone || age >= gentleBeginner && r.Fitness.Level == spotter.Beginner
}
