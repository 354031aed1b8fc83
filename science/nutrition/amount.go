package nutrition

import (
	"math"
	"slices"

	"spotter"
)

// Of is the nutrition of some portions, to 0.1 kcal and 0.1 g; ok is false when a food is unknown.
func Of(portions []spotter.Portion, foods Lookup) (sum spotter.Nutrition, ok bool) {
	for _, p := range portions {
		food, known := foods(p.Food)
		if !known {
			return spotter.Nutrition{}, false
		}
		sum = sum.Add(food.Nutrition.Scale(p.Grams / 100))
	}
	return rounded(sum), true
}

func rounded(n spotter.Nutrition) spotter.Nutrition {
	return spotter.Nutrition{
		Kcal: spotter.RoundTo(n.Kcal, 0.1), ProteinG: spotter.RoundTo(n.ProteinG, 0.1), CarbsG: spotter.RoundTo(n.CarbsG, 0.1),
		FatG: spotter.RoundTo(n.FatG, 0.1), FibreG: spotter.RoundTo(n.FibreG, 0.1),
	}
}

// kitchenGrams rounds an amount to what a kitchen scale and a person can follow: whole eggs, grams below
// 30 g, steps of 5 g above; never nothing.
func kitchenGrams(food *spotter.Food, grams float64) float64 {
	switch {
	case food.Kind == "egg" && food.Measure == "large":
		return math.Max(1, math.Round(grams/food.MeasureG)) * food.MeasureG
	case grams < 30:
		return math.Max(1, math.Round(grams))
	default:
		return spotter.RoundTo(grams, 5)
	}
}

// allergensOf gathers the allergens of a dish's foods, sorted; never nil.
func allergensOf(foods []*spotter.Food) []spotter.Allergen {
	out := []spotter.Allergen{}
	for _, food := range foods {
		out = append(out, food.Allergens...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
