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
	energy, protein := Energy(in), proteinTarget(in, Energy(in).Value)
	fat, carbs := fatAndCarbs(in, energy.Value, protein.Value)
	fibre := spotter.RoundTo(14*energy.Value/1000, 1)
	targets := spotter.Targets{
		Energy: energy, Floor: Floor(in.About, in.Today),
		ProteinG: protein.Value, CarbsG: carbs.Value, FatG: fat.Value, FibreG: fibre,
	}
	return targets, append(targetReasons(in, targets, protein, fat, carbs), measuredReason(in)...)
}

// proteinTarget aims at the goal's grams a kg and gives way, down to the low end of the goal's band, where
// protein would take more of the day's energy than food of this pattern easily gives.
func proteinTarget(in Input, kcal float64) spotter.Quantity {
	low, aim := proteinBand(in.Goals.Primary)
	kg := referenceKG(in.About)
	share := proteinShare(in.Diet.Pattern)
	grams := math.Max(low*kg, math.Min(aim*kg, share*kcal/4))
	return spotter.Quantity{
		Value: math.Ceil(grams - 0.001), Unit: "g/day",
		Method: fmt.Sprintf("%.1f to %.1f g/kg, less where it would exceed %.0f %% of energy, never below the lower figure", low, aim, share*100),
		Inputs: map[string]float64{"reference_kg": spotter.RoundTo(kg, 0.1), "g_per_kg": spotter.RoundTo(grams/kg, 0.01), "energy_kcal": kcal},
		Source: sourceProtein, Confidence: "medium",
	}
}

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
	grams := math.Max(0.30*kcal, math.Min(0.6*9*in.About.WeightKG, 0.35*kcal)) / 9
	fat.Value, fat.Method = spotter.RoundTo(grams, 1), "30 % of energy, more where 0.6 g/kg needs it, at most 35 %"
	carbs.Value = math.Max(0, spotter.RoundTo((rest-9*fat.Value)/4, 1))
	return fat, carbs
}

// Water is the day's default drinking target in ml: 33 ml/kg to the nearest 250.
func Water(about spotter.About) spotter.Quantity {
	return spotter.Quantity{
		Value: spotter.RoundTo(33*about.WeightKG, 250), Unit: "ml/day", Method: "33 ml/kg, rounded to 250 ml",
		Inputs: map[string]float64{"weight_kg": about.WeightKG}, Source: sourceWater, Confidence: "heuristic",
	}
}

func targetReasons(in Input, t spotter.Targets, protein, fat, carbs spotter.Quantity) []spotter.Reason {
	return []spotter.Reason{
		{About: "energy", Text: fmt.Sprintf("%.0f kcal a day: %s.", t.Energy.Value, t.Energy.Method), Quantity: &t.Energy},
		{About: "floor", Text: fmt.Sprintf("No plan goes below %.0f kcal: %s.", t.Floor.Value, t.Floor.Method), Quantity: &t.Floor},
		{About: "protein", Text: fmt.Sprintf("%.0f g of protein a day, %.2f g per kg of body mass, to keep and build muscle.", protein.Value, protein.Value/in.About.WeightKG), Quantity: &protein},
		{About: "fat", Text: fmt.Sprintf("%.0f g of fat a day: %s.", fat.Value, fat.Method), Quantity: &fat},
		{About: "carbs", Text: fmt.Sprintf("%.0f g of carbohydrate a day: %s.", carbs.Value, carbs.Method), Quantity: &carbs},
		{About: "fibre", Text: fmt.Sprintf("About %.0f g of fibre a day.", t.FibreG), Quantity: &spotter.Quantity{
			Value: t.FibreG, Unit: "g/day", Method: "14 g per 1,000 kcal", Inputs: map[string]float64{"energy_kcal": t.Energy.Value}, Source: sourceFibre, Confidence: "medium",
		}},
	}
}
