package safety

import (
	"fmt"
	"math"

	"spotter"
)

// leastBMI is the body mass index below which the WHO speaks of underweight in adults.
const leastBMI = 18.5

// LeastTarget is the lowest body weight in kg that may be a goal at a height: a BMI of 18.5, rounded up to 0.1 kg.
func LeastTarget(heightCM float64) float64 {
	return math.Ceil(leastBMI*heightCM*heightCM/1000-1e-9) / 10
}

// TargetFault says what is wrong with a target weight, empty for none, for one that is not below [LeastTarget], and for
// somebody whose height is not known. With a history of an eating disorder, or while that is not known, it says no figure.
// Up to 17 years the bound does not hold, and no goal lowers the weight.
func TargetFault(a spotter.Answers, goals spotter.Goals, today spotter.Date) string {
	if a.About == nil || goals.TargetWeightKG == nil || a.About.BirthDate.YearsTo(today) < 18 {
		return ""
	}
	least := LeastTarget(a.About.HeightCM)
	switch {
	case *goals.TargetWeightKG >= least:
		return ""
	case a.Screening == nil || HidesNumbers(*a.Screening):
		return "is below what is healthy at your height; leave it out, or settle it with your doctor"
	}
	return fmt.Sprintf("must be at least %.1f kg at your height: below it begins underweight (BMI %.1f, WHO)", least, leastBMI)
}
