package session

import (
	"time"

	"spotter"
	"spotter/science/progress"
)

// effect is what readiness does to a load.
type effect int

const (
	none effect = iota
	holds
	cuts
)

// readiness is how the person is, and the sentence that says so. It has no way to raise a load.
type readiness struct {
	effect   effect
	because  string
	quantity spotter.Quantity
}

// readinessOf is the rule of [progress.Readiness] as advice uses it.
func readinessOf(checkIns []spotter.CheckIn, now time.Time) readiness {
	said := progress.Readiness(checkIns, now)
	r := readiness{because: said.Because}
	switch said.Effect {
	case spotter.ReadinessCut:
		r.effect = cuts
	case spotter.ReadinessHold:
		r.effect = holds
	}
	if said.Quantity != nil {
		r.quantity = *said.Quantity
	}
	return r
}
