package safety

import "spotter"

// HidesNumbers reports whether a screening rules out energy and weight targets in any answer. It is part
// of [Limits], for doors that know no more of a person than the screening.
func HidesNumbers(s spotter.Screening) bool { return s.EatingDisorderHistory }

// IsPregnant reports whether the limits of pregnancy hold, which they do for the months after birth too.
func IsPregnant(s spotter.Screening) bool { return s.PregnancyOrRecentBirth }
