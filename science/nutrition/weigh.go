package nutrition

import (
	"fmt"

	"spotter"
)

// gramsPer is what a unit of mass weighs.
var gramsPer = map[string]float64{"g": 1, "kg": 1000, "oz": 28.349523125, "lb": 453.59237}

// millilitresPer is what a unit of volume holds; cups and spoons are those of the United States, as in the
// tables that household measures come from.
var millilitresPer = map[string]float64{"ml": 1, "l": 1000, "cup": 236.588, "tbsp": 14.787, "tsp": 4.929, "fl oz": 29.574}

// Weigh is the weight in g of an amount of a food as bought. A volume weighs what the food's own measure
// says, and cooked food what was bought for it. Otherwise problem says in words what would do.
func Weigh(food spotter.Food, amount float64, unit string) (grams float64, problem string) {
	if per, known := gramsPer[unit]; known {
		return amount * per, ""
	}
	switch unit {
	case "measure":
		if food.MeasureG == 0 {
			return 0, "cannot be used: " + food.Name + " has no household measure; give grams"
		}
		return amount * food.MeasureG, ""
	case "cooked_g", "cooked_cup":
		if food.Cooked == nil {
			return 0, "cannot be used: " + food.Name + " stands in the catalogue as it is eaten; give grams"
		}
		if unit == "cooked_cup" {
			amount *= food.Cooked.CupG
		}
		return amount / food.Cooked.Times, ""
	}
	held, known := millilitresPer[food.Measure]
	if !known || food.MeasureG == 0 {
		return 0, "cannot be used: the catalogue does not say what a " + unit + " of " + food.Name + " weighs; give grams" + orItsMeasure(food)
	}
	return amount * millilitresPer[unit] * food.MeasureG / held, ""
}

func orItsMeasure(food spotter.Food) string {
	if food.MeasureG == 0 {
		return ""
	}
	return fmt.Sprintf(", or its measure (%s, %.0f g)", food.Measure, food.MeasureG)
}
