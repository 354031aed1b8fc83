package nutrition

import (
	"math"

	"spotter"
)

// bounds are the least and the most of a food in grams that one meal should hold (heuristic): nobody eats
// 600 g of chicken, ten spoons of oil or eight eggs because the numbers come out.
type bounds struct{ low, high float64 }

// foodBounds are the bounds of the foods that their kind alone does not settle.
var foodBounds = map[string]bounds{
	"mussels": {100, 350}, "potato": {100, 450}, "sweet_potato": {80, 400}, "plantain": {60, 250}, "avocado": {25, 150},
	"coconut_milk": {30, 150}, "soy_milk": {100, 400}, "tomatoes_tinned": {80, 400}, "white_bread": {30, 175}, "spaghetti": {40, 150},
	"whey_powder": {10, 40}, "soy_protein": {10, 40}, "wheat_gluten": {20, 80}, "tempeh": {50, 200}, "nori": {1, 10},
	"chia": {5, 35}, "flaxseed": {4, 25}, "dark_chocolate": {5, 30}, "popcorn": {10, 50}, "puffed_rice": {15, 60},
	"rice_cakes": {18, 81}, "dates": {10, 60}, "sweetcorn": {30, 200}, "hummus": {20, 120}, "tofu_fried": {30, 150},
	"soybeans_cooked": {40, 250}, "edamame": {40, 250}, "romaine": {20, 150}, "rocket": {10, 80}, "watermelon": {80, 400},
	"chestnuts": {20, 120}, "anchovies": {5, 30}, "mayonnaise": {5, 25}, "jam": {5, 30}, "coconut_fresh": {10, 60}, "coconut_desiccated": {5, 25},
	"lemon_juice": {2, 40}, "lime_juice": {2, 40}, "olives": {10, 60}, "green_olives": {10, 60}, "tomato_paste": {5, 40}, "celeriac": {60, 300},
}

// boundsOf are the bounds of a food: its own, else those of its kind.
func boundsOf(food *spotter.Food) bounds {
	if b, own := foodBounds[food.ID]; own {
		return b
	}
	dense := food.Nutrition.Kcal > 200
	switch food.Kind {
	case "meat", "pork", "poultry", "fish":
		return bounds{50, 250}
	case "shellfish":
		return bounds{50, 280}
	case "egg":
		return bounds{33, 200}
	case "fat":
		return bounds{2, 28}
	case "nut", "seed":
		return bounds{4, 60}
	case "herb", "spice":
		return bounds{0.5, 25}
	case "condiment", "sugar", "honey", "alcohol":
		return bounds{2, 40}
	case "dairy":
		return dairyBounds(food.Nutrition)
	case "pulse":
		return either(dense, bounds{30, 130}, bounds{60, 350})
	case "grain":
		return either(food.Aisle == "bakery", bounds{24, 200}, bounds{15, 150})
	case "soy":
		return bounds{50, 300}
	case "fruit", "plant_milk":
		return either(dense, bounds{5, 60}, bounds{20, 300})
	}
	return bounds{10, 300}
}

func dairyBounds(n spotter.Nutrition) bounds {
	switch {
	case n.FatG > 70: // butter, ghee
		return bounds{3, 25}
	case n.Kcal > 250 && n.ProteinG < 10: // cream, cream cheese
		return bounds{10, 60}
	case n.Kcal > 250:
		return bounds{15, 130}
	case n.Kcal > 150:
		return bounds{20, 200}
	}
	return bounds{50, 350}
}

func either(first bool, a, b bounds) bounds {
	if first {
		return a
	}
	return b
}

// largeMeal is the energy in kcal from which a meal may hold more than the bounds say, in proportion, up
// to a third more: somebody who eats twice a day eats large meals.
const (
	largeMeal   = 1100.0
	largeFactor = 4.0 / 3
)

// roomFor is how much more than its bounds a meal of some energy may hold.
func roomFor(kcal float64) float64 { return clamp(kcal/largeMeal, 1, largeFactor) }

// countable is the step in which a food comes in pieces, in units of its measure, 0 for one that is weighed.
func countable(food *spotter.Food) float64 {
	switch food.Measure {
	case "large":
		if food.Kind == "egg" {
			return 1
		}
	case "slice":
		if food.Kind == "grain" {
			return 0.5
		}
	case "pita", "piece":
		if food.Kind == "grain" {
			return 0.5
		}
	case "tortilla", "cake", "crispbread", "date":
		return 1
	case "medium":
		if food.Kind == "fruit" && food.MeasureG < 200 {
			return 0.5
		}
	}
	return 0
}

// kitchenGrams rounds an amount to what a kitchen scale and a person can follow: whole eggs and tortillas,
// half slices and half apples, grams below 30 g, steps of 5 g above; never nothing.
func kitchenGrams(food *spotter.Food, grams float64) float64 {
	if step := kitchenStep(food, grams); step >= 5 {
		return spotter.RoundTo(math.Max(1, math.Round(grams/step))*step, 0.1)
	}
	return math.Max(1, math.Round(grams))
}

func kitchenStep(food *spotter.Food, grams float64) float64 {
	if n := countable(food); n > 0 {
		return n * food.MeasureG
	}
	if grams < 30 {
		return 1
	}
	return 5
}
