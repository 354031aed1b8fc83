package safety

import (
	"math"

	"spotter"
	"spotter/lang"
)

// UnderweightBMI is the body mass index in kg/m² below which the WHO speaks of underweight in adults.
const UnderweightBMI = 18.5

// LeastTarget is the lowest body weight in kg at a height that is no underweight: a BMI of 18.5, rounded up to 0.1 kg.
func LeastTarget(heightCM float64) float64 {
	return math.Ceil(UnderweightBMI*heightCM*heightCM/1000-1e-9) / 10
}

// LowTarget warns of a target weight that would be underweight, nil where there is nothing to warn of. The goal may be
// kept: no plan aims there. Up to 17 years the index means something else, and no plan lowers the weight.
func LowTarget(about spotter.About, goals spotter.Goals, today spotter.Date) *spotter.Sentence {
	least := LeastTarget(about.HeightCM)
	if goals.TargetWeightKG == nil || *goals.TargetWeightKG >= least || about.BirthDate.YearsTo(today) < 18 {
		return nil
	}
	return lang.Say(lang.SafetyLowTarget, lang.Fixed(least, 1), lang.Number(UnderweightBMI))
}
