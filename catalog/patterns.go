package catalog

import (
	"slices"

	"spotter"
)

// kindExcludedBy answers which diet patterns never eat a kind of food. Exceptions of single foods stand
// in the table's "not" column. What a name alone cannot settle is read strictly:
//
//   - vegetarian takes no eggs (eggetarian is the pattern that does); hard cheeses that are set with
//     animal rennet are out for both and for jain;
//   - jain takes no root vegetables, onion, garlic, mushrooms, honey, nor fruits full of seeds;
//   - mediterranean takes no red meat, butter, cream or added sugar: it eats them rarely, so the planner
//     offers none;
//   - keto leaves out what cannot fit 50 g of net carbohydrate a day, paleo also potatoes and seed oils;
//   - halal and kosher say which foods; how an animal was slaughtered is for the buyer to know. That
//     kosher parts meat from milk is a rule for dishes.
func kindExcludedBy(kind string) (patterns []spotter.DietPattern, known bool) {
	switch kind {
	case "meat":
		return []spotter.DietPattern{"pescatarian", "vegetarian", "eggetarian", "vegan", "jain", "mediterranean"}, true
	case "pork":
		return []spotter.DietPattern{"pescatarian", "vegetarian", "eggetarian", "vegan", "jain", "mediterranean", "halal", "kosher"}, true
	case "poultry":
		return []spotter.DietPattern{"pescatarian", "vegetarian", "eggetarian", "vegan", "jain"}, true
	case "fish":
		return []spotter.DietPattern{"vegetarian", "eggetarian", "vegan", "jain"}, true
	case "shellfish":
		return []spotter.DietPattern{"vegetarian", "eggetarian", "vegan", "jain", "kosher"}, true
	case "egg":
		return []spotter.DietPattern{"vegetarian", "vegan", "jain"}, true
	case "dairy":
		return []spotter.DietPattern{"vegan", "paleo"}, true
	case "honey":
		return []spotter.DietPattern{"vegan", "jain", "keto"}, true
	case "fungus", "root", "allium":
		return []spotter.DietPattern{"jain"}, true
	case "soy":
		return []spotter.DietPattern{"paleo"}, true
	case "pulse", "grain":
		return []spotter.DietPattern{"paleo", "keto"}, true
	case "sugar":
		return []spotter.DietPattern{"paleo", "keto", "mediterranean"}, true
	case "alcohol":
		return []spotter.DietPattern{"halal", "jain"}, true
	case "fruit", "vegetable", "nut", "seed", "fat", "condiment", "spice", "herb", "plant_milk":
		return nil, true
	}
	return nil, false
}

// mergePatterns joins two lists, sorted and without doubles.
func mergePatterns(a, b []spotter.DietPattern) []spotter.DietPattern {
	all := slices.Concat([]spotter.DietPattern{}, a, b)
	slices.Sort(all)
	return slices.Compact(all)
}
