package nutrition

import (
	"fmt"
	"math"

	"spotter"
	"spotter/science/safety"
)

// kcalPerKG is the energy of a kg of body mass, the old convention: the body adapts, hence heuristic.
const kcalPerKG = 7700.0

// The rates in per cent of body mass a week that are sensible, and those that are flagged.
const (
	lossPercent, lossFlag = 1.0, 1.5
	gainPercent, gainFlag = 0.25, 0.5
)

// weekly is the change of body mass in kg a week that a daily balance in kcal makes.
func weekly(kcal float64) float64 { return kcal * 7 / kcalPerKG }

// Rate is the change of body mass in kg a week that the plan's energy is expected to make, negative for
// loss; Inputs hold it in per cent of body mass.
func Rate(in Input) spotter.Quantity {
	energy := Energy(in)
	kg := weekly(energy.Value - energy.Inputs["expenditure_kcal"])
	return spotter.Quantity{
		Value: spotter.RoundTo(kg, 0.01), Unit: "kg/week", Method: "(energy target − expenditure) × 7 ÷ 7,700 kcal/kg",
		Inputs: map[string]float64{
			"energy_kcal": energy.Value, "expenditure_kcal": energy.Inputs["expenditure_kcal"],
			"percent_a_week": spotter.RoundTo(100*kg/in.About.WeightKG, 0.01),
		},
		Source: sourceRate, Confidence: "heuristic",
	}
}

// askedRate is the change in kg a week that target weight and date ask for, 0 without both.
func askedRate(in Input) float64 {
	g := in.Goals
	if g.TargetWeightKG == nil || g.TargetDate == nil {
		return 0
	}
	weeks := float64(g.TargetDate.DaysSince(in.Today)) / 7
	if weeks <= 0 {
		return 0
	}
	return (*g.TargetWeightKG - in.About.WeightKG) / weeks
}

// rateReason says how fast that is, and flags a target that asks for more than is sensible.
func rateReason(in Input) spotter.Reason {
	rate := Rate(in)
	percent := math.Abs(rate.Inputs["percent_a_week"])
	text := "Your weight is expected to stay about where it is."
	switch {
	case rate.Value < -0.01:
		text = fmt.Sprintf("That should be about %.2f kg less a week, %.1f %% of your body mass; up to %.0f %% is sensible.", -rate.Value, percent, lossPercent)
	case rate.Value > 0.01:
		text = fmt.Sprintf("That should be about %.2f kg more a week, %.2f %% of your body mass; slow gain, near %.2f %%, is mostly muscle.", rate.Value, percent, gainPercent)
	}
	if flag := rateFlag(in); flag != "" {
		text += " " + flag
	}
	return spotter.Reason{About: "rate", Text: text, Quantity: &rate}
}

// rateFlag says what is wrong with a target weight or its date, "" when nothing is.
func rateFlag(in Input) string {
	if t := in.Goals.TargetWeightKG; t != nil && *t < in.About.WeightKG {
		metres := in.About.HeightCM / 100
		if least := safety.UnderweightBMI * metres * metres; *t < least {
			return fmt.Sprintf("A body mass under %.0f kg would be underweight at your height: the plan does not aim there.", math.Ceil(least))
		}
	}
	asked := askedRate(in)
	percent := 100 * asked / in.About.WeightKG
	switch {
	case percent < -lossFlag, percent > gainFlag:
		return fmt.Sprintf("Your target date asks for %.1f %% a week, which is too fast to be good for you: the plan keeps its own pace, and a later date would fit it.", math.Abs(percent))
	case asked < 0 && Rate(in).Value > asked+0.05, asked > 0 && Rate(in).Value < asked-0.05:
		return "At this pace the target comes later than your date."
	}
	return ""
}
