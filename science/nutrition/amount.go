package nutrition

import (
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

// allergensOf gathers the allergens of a dish's foods, sorted; never nil.
func allergensOf(foods []*spotter.Food) []spotter.Allergen {
	out := []spotter.Allergen{}
	for _, food := range foods {
		out = append(out, food.Allergens...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
