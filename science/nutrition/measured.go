package nutrition

import (
	"fmt"
	"math"

	"spotter"
	"spotter/science/safety"
)

// When a measured expenditure replaces the estimate.
const (
	differsKcal  = 100.0
	differsShare = 0.05
	believeShare = 0.30
)

// Believable reports whether a measured expenditure can be relied on: of medium confidence at least, and
// within 30 % of the estimate. What lies further away says more about the log than about the body.
func Believable(measured, estimate spotter.Quantity) bool {
	return measured.Confidence != "low" && math.Abs(measured.Value-estimate.Value) <= believeShare*estimate.Value
}

// used is the expenditure that targets rest on: the measured one where it is believable and differs from the
// estimate by 100 kcal and by 5 % or more, else the estimate. Where a limit or a body mass index under 18.5
// rules out a deficit a lower one is not taken: an incomplete log must not become one.
func used(in Input, estimate spotter.Quantity) spotter.Quantity {
	m := in.Measured
	spare := in.Limits.NoDeficit || bmi(in.About) < safety.UnderweightBMI
	if m == nil || !Believable(*m, estimate) || spare && m.Value < estimate.Value {
		return estimate
	}
	if off := math.Abs(m.Value - estimate.Value); off < differsKcal || off < differsShare*estimate.Value {
		return estimate
	}
	return *m
}

// measuredReason says that the targets rest on a measured expenditure, nothing when they do not.
func measuredReason(in Input) []spotter.Reason {
	estimate := expenditure(in.About, restingOf(in).Value, in.Sessions, in.Constraints.SessionMinutes)
	if in.Measured == nil || used(in, estimate).Value == estimate.Value {
		return nil
	}
	return []spotter.Reason{{About: "measured_expenditure", Quantity: in.Measured,
		Text: fmt.Sprintf("Your log shows that you use about %.0f kcal a day, with %s confidence; the estimate was %.0f.", in.Measured.Value, in.Measured.Confidence, estimate.Value)}}
}
