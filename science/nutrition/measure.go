package nutrition

import (
	"fmt"
	"math"
	"strings"

	"spotter"
)

// Measure says an amount of a food in household measures, as in "3 eggs", "1½ cups cooked (240 g)" or
// "2 tbsp"; "" where the scale alone is honest. It is near, the grams are exact.
func Measure(food spotter.Food, grams float64) string {
	if c := food.Cooked; c != nil {
		cooked := grams * c.Times
		return fmt.Sprintf("%s cooked (%.0f g)", counted(cooked/c.CupG, 0.25, "cup"), spotter.RoundTo(cooked, 10))
	}
	if food.Measure == "" || food.MeasureG <= 0 {
		return ""
	}
	n := grams / food.MeasureG
	switch food.Measure {
	case "cup":
		return spoons(n*16, n)
	case "tbsp":
		return spoons(n, 0)
	case "tsp":
		return spoons(n/3, 0)
	case "large":
		if food.Kind == "egg" {
			return counted(n, 1, strings.ToLower(food.Name))
		}
	case "fillet", "fl oz", "scoop", "package":
		if n < 0.75 || n > 3 {
			return ""
		}
	}
	if food.Measure == "medium" && n > 4 {
		return "" // nobody counts radishes
	}
	if pieces(food.Measure) {
		return counted(n, 1, food.Measure)
	}
	if n < 0.2 {
		return ""
	}
	return counted(n, 0.25, tinned(food.Measure))
}

// pieces reports whether a measure is too small to halve.
func pieces(measure string) bool {
	switch measure {
	case "almond", "kernel", "date", "leaf", "olive", "spear", "sheet", "half", "tortilla", "cake", "crispbread", "clove", "anchovy", "prune":
		return true
	}
	return false
}

func tinned(measure string) string {
	if measure == "can" {
		return "tin"
	}
	return measure
}

// spoons says tablespoons as cups from a quarter cup on, as teaspoons below a whole one, and as a pinch
// below an eighth of a teaspoon.
func spoons(tbsp, cups float64) string {
	switch {
	case cups > 6:
		return ""
	case cups >= 0.22:
		return counted(cups, 0.25, "cup")
	case tbsp >= 0.9:
		return counted(tbsp, 0.5, "tbsp")
	case tbsp*3 >= 0.2:
		return counted(tbsp*3, 0.25, "tsp")
	}
	return "a pinch"
}

// counted writes a number in steps of a quarter, half or whole, with its unit.
func counted(n, step float64, unit string) string {
	n = math.Max(step, math.Round(n/step)*step)
	whole, part := math.Floor(n), n-math.Floor(n)
	fraction := map[float64]string{0.25: "¼", 0.5: "½", 0.75: "¾"}[part]
	text := fraction
	if whole > 0 {
		text = fmt.Sprintf("%.0f%s", whole, fraction)
	}
	if n > 1 && unit != "tbsp" && unit != "tsp" && unit != "medium" && unit != "large" {
		unit = several(unit)
	}
	return text + " " + unit
}

func several(unit string) string {
	switch {
	case strings.HasSuffix(unit, "leaf"):
		return strings.TrimSuffix(unit, "f") + "ves"
	case strings.HasSuffix(unit, "half"):
		return strings.TrimSuffix(unit, "f") + "ves"
	case strings.HasSuffix(unit, "anchovy"):
		return "anchovies"
	}
	return unit + "s"
}
