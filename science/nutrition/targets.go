package nutrition

import (
	"fmt"
	"math"

	"spotter"
)

// ketoNetCarbsG is the most net carbohydrate (total less fibre) in g a day on the keto pattern.
const ketoNetCarbsG = 50

// Targets are the day's energy and macronutrients with the reasons for them. The energy of protein, fat
// and carbohydrate by 4/4/9 kcal a gram is within 2 % of the energy target. On keto carbs_g is at most 50.
func Targets(in Input) (spotter.Targets, []spotter.Reason) {
	energy := Energy(in)
	protein := proteinTarget(in, energy.Value)
	fat, carbs := fatAndCarbs(in, energy.Value, protein.Value)
	targets := spotter.Targets{
		Energy: energy, Floor: floorAbove(restingOf(in).Value, in.About.Sex),
		ProteinG: protein.Value, CarbsG: carbs.Value, FatG: fat.Value, FibreG: spotter.RoundTo(fibrePer1000*energy.Value/1000, 1),
	}
	targets.Bands = bandsOf(in, targets)
	return targets, append(targetReasons(in, targets, protein, fat, carbs), measuredReason(in)...)
}

// fibrePer1000 is the fibre in g that 1,000 kcal should bring, and the least that keto has room for.
const (
	fibrePer1000     = 14.0
	ketoFibrePer1000 = 9.0
	mostFibreG       = 75.0
)

// bandsOf are what every day keeps: energy within 5 %, protein from 5 % below to 10 % above, fat from 20 %
// of energy and 0.6 g a kg (of at most 30 % of energy) to 35 %, fibre from 14 g per 1,000 kcal to twice
// that or 75 g. On keto net carbohydrate is bound instead of fat.
func bandsOf(in Input, t spotter.Targets) []spotter.Band {
	kcal := t.Energy.Value
	band := func(about string, low, high float64, unit string) spotter.Band {
		return spotter.Band{About: about, Low: spotter.RoundTo(low, 0.1), High: spotter.RoundTo(high, 0.1), Unit: unit}
	}
	out := []spotter.Band{
		band("energy", kcal*(1-kcalBand), kcal*(1+kcalBand), "kcal"),
		band("protein", t.ProteinG*(1-proteinBelow), t.ProteinG*(1+proteinUp), "g"),
	}
	fibre := t.FibreG
	if in.Diet.Pattern == "keto" {
		fibre = ketoFibrePer1000 * kcal / 1000
		out = append(out, band("net_carbs", 0, ketoNetCarbsG, "g"))
	} else {
		out = append(out, band("fat", max(0.20*kcal/9, min(0.6*referenceKG(in.About), 0.30*kcal/9)), 0.35*kcal/9, "g"))
	}
	return append(out, band("fibre", fibre, max(1.25*t.FibreG, min(2*t.FibreG, mostFibreG)), "g"))
}

// proteinTarget aims at the goal's grams a kg and gives way, down to the low end of the goal's band, where
// protein would take more of the day's energy than food of this pattern easily gives. In a deficit with
// body fat known it aims at 2.3 g a kg of lean mass instead, at most 2.2 g a kg of body mass.
func proteinTarget(in Input, kcal float64) spotter.Quantity {
	low, aim := proteinBand(in.Goals.Primary)
	kg := referenceKG(in.About)
	share := proteinShare(in.Diet.Pattern)
	inputs := map[string]float64{"reference_kg": spotter.RoundTo(kg, 0.1), "energy_kcal": kcal}
	method := fmt.Sprintf("%.1f to %.1f g/kg of body mass (counted up to a body mass index of 30), less where it would exceed %.0f %% of energy, never below the lower figure", low, aim, share*100)
	if in.BodyFatPercent != nil && in.Goals.Primary == spotter.FatLoss {
		lean := LeanMass(in.About.WeightKG, *in.BodyFatPercent)
		aim = clamp(leanProtein*lean/kg, low, 2.2)
		inputs["lean_kg"] = spotter.RoundTo(lean, 0.1)
		method = fmt.Sprintf("%.1f g a kg of lean mass, from %.1f to 2.2 g/kg, less where it would exceed %.0f %% of energy", leanProtein, low, share*100)
	}
	grams := math.Max(low*kg, math.Min(aim*kg, share*kcal/4))
	if least := leastProteinShare * kcal / 4; grams < least { // a body that is large for its reference mass
		grams, method = least, fmt.Sprintf("%.0f %% of energy, more than %.1f to %.1f g/kg of body mass (counted up to a body mass index of 30)", leastProteinShare*100, low, aim)
	}
	inputs["g_per_kg"] = spotter.RoundTo(grams/kg, 0.01)
	return spotter.Quantity{
		Value: math.Ceil(grams - 0.001), Unit: "g/day", Method: method, Inputs: inputs, Source: sourceProtein, Confidence: "medium",
	}
}

// leastProteinShare is the part of energy that protein is at the least (Institute of Medicine 2005: 10 to 35 %).
const leastProteinShare = 0.10

// leanProtein is g of protein a kg of lean mass in a deficit (ISSN 2017: 2.3 to 3.1 for trained people).
const leanProtein = 2.3

func proteinBand(goal spotter.Goal) (low, aim float64) {
	switch goal {
	case spotter.FatLoss:
		return 1.6, 2.0
	case spotter.MuscleGain, spotter.Strength:
		return 1.6, 1.8
	default:
		return 1.4, 1.6
	}
}

// proteinShare is the part of energy that protein easily reaches on a pattern (heuristic).
func proteinShare(pattern spotter.DietPattern) float64 {
	switch pattern {
	case "vegan", "jain":
		return 0.18
	case "vegetarian", "eggetarian":
		return 0.22
	default:
		return 0.28
	}
}

// fatAndCarbs shares out what protein leaves.
func fatAndCarbs(in Input, kcal, proteinG float64) (fat, carbs spotter.Quantity) {
	rest := kcal - 4*proteinG
	fat = spotter.Quantity{Unit: "g/day", Source: sourceFat, Confidence: "heuristic", Inputs: map[string]float64{"energy_kcal": kcal}}
	carbs = spotter.Quantity{Unit: "g/day", Source: "energy by 4/4/9 kcal a gram", Confidence: "heuristic", Method: "what protein and fat leave"}
	if in.Diet.Pattern == "keto" {
		carbs.Value, carbs.Method, carbs.Source = ketoNetCarbsG, "at most 50 g a day", sourceKeto
		fat.Value, fat.Method = spotter.RoundTo((rest-4*ketoNetCarbsG)/9, 1), "what protein and carbohydrate leave"
		return fat, carbs
	}
	grams := math.Max(0.30*kcal, math.Min(0.6*9*referenceKG(in.About), 0.33*kcal)) / 9
	fat.Value, fat.Method = spotter.RoundTo(grams, 1), "30 % of energy, more where 0.6 g/kg needs it, at most 33 %"
	fat.Inputs["reference_kg"] = spotter.RoundTo(referenceKG(in.About), 0.1)
	carbs.Value = math.Max(0, spotter.RoundTo((rest-9*fat.Value)/4, 1))
	return fat, carbs
}

// Water is the day's default drinking target in ml: 33 ml/kg to the nearest 250. Inputs hold the band that
// it can be held against: the adequate intakes of all water, food included, by EFSA and by the US.
func Water(about spotter.About) spotter.Quantity {
	efsa, us := 2250.0, 3200.0
	switch about.Sex {
	case spotter.Male:
		efsa, us = 2500, 3700
	case spotter.Female:
		efsa, us = 2000, 2700
	}
	return spotter.Quantity{
		Value: spotter.RoundTo(33*about.WeightKG, 250), Unit: "ml/day", Method: "33 ml/kg, rounded to 250 ml",
		Inputs: map[string]float64{"weight_kg": about.WeightKG, "efsa_ml": efsa, "us_ml": us},
		Source: sourceWater, Confidence: "heuristic",
	}
}

func targetReasons(in Input, t spotter.Targets, protein, fat, carbs spotter.Quantity) []spotter.Reason {
	resting := restingOf(in)
	uses := expenditure(in.About, resting.Value, in.Sessions, in.Constraints.SessionMinutes)
	return []spotter.Reason{
		{About: "energy", Text: fmt.Sprintf("%.0f kcal a day: %s.", t.Energy.Value, t.Energy.Method), Quantity: &t.Energy},
		{About: "resting", Text: fmt.Sprintf("Your body uses about %.0f kcal a day at rest, by %s.", resting.Value, resting.Method), Quantity: &resting},
		{About: "expenditure", Text: fmt.Sprintf("With everyday life and training it is about %.0f kcal a day.", uses.Value), Quantity: &uses},
		{About: "floor", Text: fmt.Sprintf("No plan goes below %.0f kcal: %s.", t.Floor.Value, t.Floor.Method), Quantity: &t.Floor},
		rateReason(in),
		{About: "protein", Text: fmt.Sprintf("%.0f g of protein a day, %.2f g per kg of body mass, to keep and build muscle.", protein.Value, protein.Value/in.About.WeightKG), Quantity: &protein},
		{About: "fat", Text: fmt.Sprintf("%.0f g of fat a day: %s.", fat.Value, fat.Method), Quantity: &fat},
		{About: "carbs", Text: fmt.Sprintf("%.0f g of carbohydrate a day: %s.", carbs.Value, carbs.Method), Quantity: &carbs},
		{About: "fibre", Text: fmt.Sprintf("About %.0f g of fibre a day.", t.FibreG), Quantity: &spotter.Quantity{
			Value: t.FibreG, Unit: "g/day", Method: "14 g per 1,000 kcal", Inputs: map[string]float64{"energy_kcal": t.Energy.Value}, Source: sourceFibre, Confidence: "medium",
		}},
	}
}
