package nutrition

import (
	"math"

	"spotter"
)

// bounds are the least and the most of a food in grams that one meal should hold (heuristic): nobody eats
// 600 g of chicken, ten spoons of oil or eight eggs because the numbers come out.
// Firm ones hold in the largest meal too.
type bounds struct {
	low, high float64
	firm      bool
}

// foodBounds are the bounds of the foods that their kind alone does not settle.
var foodBounds = map[string]bounds{
	"mussels": {100, 350, false}, "potato": {100, 450, false}, "sweet_potato": {80, 400, false}, "plantain": {60, 250, false}, "avocado": {25, 150, false},
	"coconut_milk": {30, 150, false}, "soy_milk": {100, 400, false}, "tomatoes_tinned": {80, 400, false}, "white_bread": {30, 175, false}, "spaghetti": {40, 150, false},
	"whey_powder": {10, 40, false}, "soy_protein": {10, 40, false}, "wheat_gluten": {20, 80, false}, "tempeh": {50, 200, false}, "nori": {1, 10, false},
	"chia": {5, 35, false}, "flaxseed": {4, 25, false}, "dark_chocolate": {5, 30, false}, "popcorn": {10, 50, false}, "puffed_rice": {15, 60, false},
	"rice_cakes": {18, 81, false}, "dates": {10, 60, false}, "sweetcorn": {30, 200, false}, "hummus": {20, 120, false}, "tofu_fried": {30, 150, false},
	"soybeans_cooked": {40, 250, false}, "edamame": {40, 250, false}, "romaine": {20, 150, false}, "rocket": {10, 80, false}, "watermelon": {80, 400, false},
	"chestnuts": {20, 120, false}, "anchovies": {5, 30, false}, "mayonnaise": {5, 25, false}, "jam": {5, 30, false}, "coconut_fresh": {10, 60, false}, "coconut_desiccated": {5, 25, false},
	"lemon_juice": {2, 40, false}, "lime_juice": {2, 40, false}, "olives": {10, 60, false}, "green_olives": {10, 60, false}, "tomato_paste": {5, 40, false}, "celeriac": {60, 300, false},
}

// boundsOf are the bounds of a food: its own, else those of its kind.
func boundsOf(food *spotter.Food) bounds {
	if b, own := foodBounds[food.ID]; own {
		return b
	}
	dense := food.Nutrition.Kcal > 200
	switch food.Kind {
	case "meat", "pork", "poultry", "fish":
		return bounds{50, 250, false}
	case "shellfish":
		return bounds{50, 280, false}
	case "egg":
		return bounds{33, 200, true}
	case "fat":
		return bounds{2, 28, false}
	case "nut", "seed":
		return bounds{4, 60, false}
	case "herb", "spice":
		return bounds{0.5, 25, false}
	case "condiment", "sugar", "honey", "alcohol":
		return bounds{2, 40, false}
	case "dairy":
		return dairyBounds(food.Nutrition)
	case "pulse":
		return either(dense, bounds{30, 130, false}, bounds{60, 350, false})
	case "grain":
		return either(food.Aisle == "bakery", bounds{24, 200, false}, bounds{15, 150, false})
	case "soy":
		return bounds{50, 300, false}
	case "fruit", "plant_milk":
		return either(dense, bounds{5, 60, false}, bounds{20, 300, false})
	}
	return bounds{10, 300, false}
}

func dairyBounds(n spotter.Nutrition) bounds {
	switch {
	case n.FatG > 70: // butter, ghee
		return bounds{3, 25, false}
	case n.Kcal > 250 && n.ProteinG < 10: // cream, cream cheese
		return bounds{10, 60, false}
	case n.Kcal > 250:
		return bounds{15, 130, false}
	case n.Kcal > 150:
		return bounds{20, 200, false}
	}
	return bounds{50, 350, false}
}

func either(first bool, a, b bounds) bounds {
	if first {
		return a
	}
	return b
}

// largeMeal is the energy in kcal from which a meal may hold more than the bounds say, in proportion, up
// to largeFactor: somebody who eats twice a day eats large meals.
const (
	largeMeal   = 1050.0
	largeFactor = 2.0
)

// most is the highest factor in a meal with some room.
func (b bounds) most(room float64) float64 {
	if b.firm {
		return b.high
	}
	return b.high * room
}

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
