package nutrition

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"spotter"
)

// Aisles are the parts of a shop in the order of a walk through it.
var aisleOrder = []string{"vegetables", "fruit", "bakery", "meat", "fish", "dairy_eggs", "plant_based", "frozen", "grains", "tins_and_pulses", "nuts_seeds", "oils_condiments", "herbs_spices"}

// Shopping sums what some planned meals need, by aisle. Amounts are as bought: raw meat, dry rice, drained
// tins; Amount says them as a shop does, in pieces, tins, litres or kilograms.
func Shopping(meals []spotter.PlannedMeal, foods Lookup) []spotter.ShoppingAisle {
	grams, dishes := map[string]float64{}, map[string][]string{}
	for _, meal := range meals {
		for _, p := range meal.Portions {
			grams[p.Food] += p.Grams
			if !slices.Contains(dishes[p.Food], meal.Name) {
				dishes[p.Food] = append(dishes[p.Food], meal.Name)
			}
		}
	}
	by := map[string][]spotter.ShoppingItem{}
	for id, g := range grams {
		food, ok := foods(id)
		if !ok {
			continue
		}
		g = spotter.RoundTo(g, 1)
		by[food.Aisle] = append(by[food.Aisle], spotter.ShoppingItem{
			Food: id, Name: food.Name, NeedG: g, BuyG: g, Amount: Amount(food, g), Dishes: dishes[id],
		})
	}
	out := []spotter.ShoppingAisle{}
	for _, aisle := range aisleOrder {
		if items := by[aisle]; len(items) > 0 {
			slices.SortFunc(items, func(a, b spotter.ShoppingItem) int {
				return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Food, b.Food))
			})
			out = append(out, spotter.ShoppingAisle{Aisle: aisle, Items: items})
		}
	}
	return out
}

// cupML is a US cup, the cup of the household measures.
const cupML = 236.6

// Amount is grams of a food as a shop sells it: whole pieces and tins rounded up, drinks in millilitres or
// litres, everything else by weight.
func Amount(food spotter.Food, grams float64) string {
	if ml, ok := volume(food, grams); ok {
		if ml >= 1000 {
			return fmt.Sprintf("%.1f l", math.Ceil(ml/100)/10)
		}
		return fmt.Sprintf("%.0f ml", math.Ceil(ml/10)*10)
	}
	if unit := soldAs(food); unit != "" {
		n := math.Ceil(grams/food.MeasureG - 0.1)
		return fmt.Sprintf("%s (%s)", counted(math.Max(1, n), 1, unit), weight(grams))
	}
	return weight(grams)
}

func weight(grams float64) string {
	switch {
	case grams >= 1000:
		return fmt.Sprintf("%.1f kg", math.Ceil(grams/100)/10)
	case grams >= 50:
		return fmt.Sprintf("%.0f g", math.Ceil(grams/10)*10)
	}
	return fmt.Sprintf("%.0f g", math.Max(1, math.Ceil(grams)))
}

// volume converts what is poured, by the weight of a cup or a spoon of it.
func volume(food spotter.Food, grams float64) (ml float64, ok bool) {
	per := 0.0
	switch food.Measure {
	case "cup":
		per = cupML
	case "tbsp":
		per = cupML / 16
	case "fl oz":
		per = cupML / 8
	}
	poured := food.Kind == "fat" && food.ID != "coconut_oil" || food.Kind == "plant_milk" || food.Kind == "alcohol" ||
		food.ID == "milk" || strings.HasPrefix(food.ID, "milk_") || strings.HasSuffix(food.ID, "_milk") || food.ID == "buttermilk" || food.ID == "cream" ||
		strings.HasSuffix(food.ID, "vinegar") || strings.HasSuffix(food.ID, "_sauce") || food.ID == "tamari"
	if per == 0 || !poured {
		return 0, false
	}
	return grams / food.MeasureG * per, true
}

// soldAs is the piece that a food is bought in, "" for by weight.
func soldAs(food spotter.Food) string {
	switch food.Measure {
	case "large":
		if food.Kind == "egg" && food.ID == "egg" {
			return "egg"
		}
	case "can":
		return "tin"
	case "block", "pita", "tortilla", "avocado", "lemon", "lime", "leek", "cucumber", "bulb", "head", "container", "slice", "piece", "beet":
		return food.Measure
	case "medium", "fruit", "large fruit":
		if food.Kind == "fruit" || food.MeasureG >= 60 {
			return "piece"
		}
	}
	return ""
}
