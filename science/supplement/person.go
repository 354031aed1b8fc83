package supplement

import (
	"slices"

	"spotter"
	"spotter/science/safety"
)

// Person is who asks: the answers as far as they are given, and the limits that follow from them.
type Person struct {
	spotter.Answers
	Limits spotter.Limits
	Today  spotter.Date
}

// medicines are the classes that the person takes.
func (p Person) medicines() []spotter.Medicine {
	if p.Supplements == nil {
		return nil
	}
	return p.Supplements.Medicines
}

// known reports whether enough is known to say anything but why nothing is said.
func (p Person) known() bool { return p.About != nil && p.Screening != nil }

func (p Person) isPregnant() bool {
	return p.Screening != nil && safety.IsPregnant(*p.Screening)
}

func (p Person) age() int {
	if p.About == nil {
		return 0
	}
	return p.About.BirthDate.YearsTo(p.Today)
}

// rests are the hours in which the person sleeps: the quiet hours.
func (p Person) rests() (spotter.QuietHours, bool) {
	if p.Schedule == nil || p.Schedule.QuietHours.From == p.Schedule.QuietHours.To {
		return spotter.QuietHours{}, false
	}
	return p.Schedule.QuietHours, true
}

func (p Person) eats(pattern []spotter.DietPattern) bool {
	return p.Diet == nil || !slices.Contains(pattern, p.Diet.Pattern)
}
