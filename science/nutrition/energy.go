package nutrition

import (
	"math"

	"spotter"
	"spotter/science/safety"
)

// Sources, as they are shown to people.
const (
	sourceMifflin   = "Mifflin et al. 1990, Am J Clin Nutr 51:241-247"
	sourceActivity  = "convention: activity factors of everyday life, training added as 5 kcal per kg and hour"
	sourceGoal      = "convention: −15 % for fat loss, +10 % for muscle gain, +5 % for strength"
	sourceFloor     = "NIH and CDC practice for unsupervised diets (unverified); resting energy by Mifflin et al. 1990"
	sourceProtein   = "ISSN position stand 2017: 1.4-2.0 g/kg for people who train; 1.6-2.2 g/kg towards muscle and in a deficit"
	sourceFat       = "convention: 20-35 % of energy and at least 0.6 g/kg"
	sourceFibre     = "Institute of Medicine 2005: 14 g per 1,000 kcal"
	sourceWater     = "convention: 33 ml/kg; EFSA 2010 and the US adequate intake as the band around it"
	sourceKeto      = "convention: at most 50 g of net carbohydrate a day"
	sourceKatch     = "Katch-McArdle (McArdle, Katch and Katch, Exercise Physiology)"
	sourceRate      = "convention: 7,700 kcal a kg of body mass; rates by Helms et al. 2014 and Iraki et al. 2019 (unverified)"
	trainingKcalKGH = 5.0
)

// Resting is resting energy in kcal a day by Mifflin-St Jeor: 10W + 6.25H − 5A + 5 (male) or − 161
// (female), W in kg, H in cm, A in whole years; the mean of both where sex is unspecified.
func Resting(about spotter.About, today spotter.Date) spotter.Quantity {
	age := float64(about.BirthDate.YearsTo(today))
	constant, method := -78.0, "Mifflin-St Jeor, mean of both sexes"
	switch about.Sex {
	case spotter.Male:
		constant, method = 5, "Mifflin-St Jeor, male"
	case spotter.Female:
		constant, method = -161, "Mifflin-St Jeor, female"
	}
	return spotter.Quantity{
		Value:  spotter.RoundTo(10*about.WeightKG+6.25*about.HeightCM-5*age+constant, 1),
		Unit:   "kcal/day",
		Method: method,
		Inputs: map[string]float64{"weight_kg": about.WeightKG, "height_cm": about.HeightCM, "age_years": age},
		Source: sourceMifflin, Confidence: "medium",
	}
}

// RestingByLeanMass is resting energy in kcal a day by Katch-McArdle, 370 + 21.6 × lean mass in kg, for
// somebody whose body fat is known in per cent of body mass, 3 to 70.
func RestingByLeanMass(weightKG, bodyFatPercent float64) spotter.Quantity {
	lean := LeanMass(weightKG, bodyFatPercent)
	return spotter.Quantity{
		Value: spotter.RoundTo(370+21.6*lean, 1), Unit: "kcal/day", Method: "Katch-McArdle",
		Inputs: map[string]float64{"weight_kg": weightKG, "body_fat_percent": bodyFatPercent, "lean_kg": spotter.RoundTo(lean, 0.1)},
		Source: sourceKatch, Confidence: "medium",
	}
}

// LeanMass is the body mass in kg that is not fat.
func LeanMass(weightKG, bodyFatPercent float64) float64 { return weightKG * (1 - bodyFatPercent/100) }

// restingOf is by lean mass where body fat is known.
func restingOf(in Input) spotter.Quantity {
	if in.BodyFatPercent != nil {
		return RestingByLeanMass(in.About.WeightKG, *in.BodyFatPercent)
	}
	return Resting(in.About, in.Today)
}

// activityFactor multiplies resting energy: everyday life without training.
func activityFactor(a spotter.DailyActivity) float64 {
	switch a {
	case spotter.LightActivity:
		return 1.3
	case spotter.ModerateActivity:
		return 1.45
	case spotter.HighActivity:
		return 1.6
	case spotter.VeryHighActivity:
		return 1.75
	default:
		return 1.2
	}
}

// Expenditure is the energy in kcal a day that a person uses: resting energy times the factor of
// everyday activity, and training added as sessions a week × minutes × 5 kcal/kg/h ÷ 7. It is an
// estimate until intake and weight have been measured for some weeks.
func Expenditure(about spotter.About, sessions, minutes int, today spotter.Date) spotter.Quantity {
	return expenditure(about, Resting(about, today).Value, sessions, minutes)
}

func expenditure(about spotter.About, resting float64, sessions, minutes int) spotter.Quantity {
	factor := activityFactor(about.DailyActivity)
	training := float64(sessions) * float64(minutes) / 60 * trainingKcalKGH * about.WeightKG / 7
	return spotter.Quantity{
		Value:  spotter.RoundTo(resting*factor+training, 1),
		Unit:   "kcal/day",
		Method: "resting energy × activity factor + training energy",
		Inputs: map[string]float64{
			"resting_kcal": resting, "activity_factor": factor, "training_kcal": spotter.RoundTo(training, 1),
			"sessions_a_week": float64(sessions), "session_minutes": float64(minutes),
		},
		Source: sourceActivity, Confidence: "heuristic",
	}
}

// Floor is the energy in kcal a day that no plan goes below, whoever asks: the highest of resting energy
// and 1,200 (female), 1,500 (male) or 1,350 (unspecified). Method says which of them holds.
func Floor(about spotter.About, today spotter.Date) spotter.Quantity {
	return floorAbove(Resting(about, today).Value, about.Sex)
}

func floorAbove(resting float64, sex spotter.Sex) spotter.Quantity {
	bound, method := 1350.0, "lower bound where sex is unspecified"
	switch sex {
	case spotter.Male:
		bound, method = 1500, "lower bound for men"
	case spotter.Female:
		bound, method = 1200, "lower bound for women"
	}
	if resting >= bound {
		method = "resting energy"
	}
	return spotter.Quantity{
		Value: math.Max(resting, bound), Unit: "kcal/day", Method: method,
		Inputs: map[string]float64{"resting_kcal": resting, "bound_kcal": bound},
		Source: sourceFloor, Confidence: "heuristic",
	}
}

// Energy is the day's energy target in kcal: expenditure, measured where that is known well enough, adjusted to the goal, never below [Floor], and
// never below expenditure where a limit forbids a deficit or the body mass index is under 18.5. Method
// says which of these holds.
func Energy(in Input) spotter.Quantity {
	resting := restingOf(in).Value
	uses := used(in, expenditure(in.About, resting, in.Sessions, in.Constraints.SessionMinutes))
	floor := floorAbove(resting, in.About.Sex)
	factor, method := goalFactor(in, uses.Value)
	value := spotter.RoundTo(uses.Value*factor, 1)
	if value < floor.Value {
		value, method = floor.Value, "the floor holds: "+floor.Method
	}
	if in.Limits.NoDeficit {
		value = math.Max(value, uses.Value)
	}
	return spotter.Quantity{
		Value: value, Unit: "kcal/day", Method: method,
		Inputs: map[string]float64{"expenditure_kcal": uses.Value, "goal_factor": factor, "floor_kcal": floor.Value},
		Source: sourceGoal, Confidence: "heuristic",
	}
}

func goalFactor(in Input, expenditure float64) (factor float64, method string) {
	switch in.Goals.Primary {
	case spotter.FatLoss:
		return lossFactor(in, expenditure)
	case spotter.MuscleGain:
		return 1.10, "expenditure + 10 % for muscle gain"
	case spotter.Strength:
		return 1.05, "expenditure + 5 % for strength"
	default:
		return 1, "expenditure"
	}
}

// The deficits of fat loss: the second where the target date asks for more than the first brings.
const (
	gentleCut = 0.15
	hardCut   = 0.20
)

func lossFactor(in Input, expenditure float64) (factor float64, method string) {
	switch {
	case in.Limits.NoDeficit:
		return 1, "expenditure: a limit of yours rules out a deficit"
	case bmi(in.About) < safety.UnderweightBMI:
		return 1, "expenditure: no deficit below a body mass index of 18.5"
	case -askedRate(in) > weekly(gentleCut*expenditure):
		return 1 - hardCut, "expenditure − 20 % for fat loss: your target date asks for more than 15 % would bring"
	}
	return 1 - gentleCut, "expenditure − 15 % for fat loss"
}

const (
	referenceBMI = 30.0 // above it g/kg rules count the mass at this index: fat tissue needs no protein
)

func bmi(about spotter.About) float64 {
	metres := about.HeightCM / 100
	return about.WeightKG / (metres * metres)
}

// referenceKG is the body mass that g/kg rules count.
func referenceKG(about spotter.About) float64 {
	metres := about.HeightCM / 100
	return math.Min(about.WeightKG, referenceBMI*metres*metres)
}
