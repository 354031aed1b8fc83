package nutrition

import (
	"fmt"
	"strings"

	"spotter"
)

// Why answers why a plan is as it is: as a whole for an empty item; one of its targets by name (energy,
// protein, fat, carbs, fibre, water, floor, rate, variety, pattern ...); a weekday; a meal by id; a dish by
// id or name; or one figure of a day or a meal, as in monday.protein or monday-dinner.energy. It answers
// nil for what the plan does not have. A plan without figures is explained without them.
func Why(plan spotter.MealPlan, item string, foods Lookup) []spotter.Reason {
	if item == "" {
		return plan.Reasons
	}
	var out []spotter.Reason
	for _, r := range plan.Reasons {
		if strings.EqualFold(r.About, item) {
			out = append(out, r)
		}
	}
	subject, figure, _ := strings.Cut(item, ".")
	for _, day := range plan.Days {
		if strings.EqualFold(string(day.Weekday), subject) {
			out = append(out, whyDay(plan, day, figure, foods)...)
			for _, meal := range day.Meals {
				if figure == "" {
					out = append(out, spotter.Reason{About: meal.ID, Text: meal.Reason})
				}
			}
		}
		for _, meal := range day.Meals {
			if meal.ID == subject || meal.Dish == item || strings.EqualFold(meal.Name, item) {
				out = append(out, whyMeal(meal, figure, foods)...)
			}
		}
	}
	return out
}

// whyDay sums a day and sets it against the bands.
func whyDay(plan spotter.MealPlan, day spotter.MealDay, figure string, foods Lookup) []spotter.Reason {
	about := string(day.Weekday)
	if plan.Targets == nil || day.Nutrition == nil {
		return wordsFor(about, figure, fmt.Sprintf("%s has %d meals, made to give your body all the energy it uses.", titled(about), len(day.Meals)))
	}
	inputs := make([]map[string]float64, len(figureNames))
	for n := range figureNames {
		inputs[n] = map[string]float64{}
		for _, meal := range day.Meals {
			of, _ := Of(meal.Portions, foods)
			inputs[n][meal.ID] = spotter.RoundTo(vectorOf(of)[n], 0.1)
		}
	}
	return figures(about, figure, vectorOf(*day.Nutrition), inputs, "sum of the day's meals", func(n int) string {
		for _, b := range plan.Targets.Bands {
			if b.About == figureNames[n] {
				return fmt.Sprintf("; every day lies between %.0f and %.0f", b.Low, b.High)
			}
		}
		return ""
	})
}

// whyMeal says what a meal is for and where its figures come from.
func whyMeal(meal spotter.PlannedMeal, figure string, foods Lookup) []spotter.Reason {
	var out []spotter.Reason
	if figure == "" {
		out = append(out, spotter.Reason{About: meal.ID, Text: meal.Reason})
	}
	if meal.Nutrition == nil {
		if figure != "" {
			return wordsFor(meal.ID, figure, meal.Reason)
		}
		return out
	}
	inputs := make([]map[string]float64, len(figureNames))
	for n := range figureNames {
		inputs[n] = map[string]float64{}
		for _, p := range meal.Portions {
			of, _ := Of([]spotter.Portion{p}, foods)
			inputs[n][p.Food] += vectorOf(of)[n]
		}
	}
	return append(out, figures(meal.ID, figure, vectorOf(*meal.Nutrition), inputs, "sum of the ingredients' grams × figures per 100 g", func(int) string { return "" })...)
}

// figures explain all figures of a sum, or the one that is asked for; nil for one that is none.
func figures(about, only string, sum vector, inputs []map[string]float64, method string, more func(int) string) []spotter.Reason {
	var out []spotter.Reason
	for n, name := range figureNames {
		if only != "" && !strings.EqualFold(only, name) {
			continue
		}
		out = append(out, spotter.Reason{
			About: about + "." + name, Text: fmt.Sprintf("%s: %.0f %s%s.", titled(name), sum[n], unitOf(n), more(n)),
			Quantity: &spotter.Quantity{Value: sum[n], Unit: unitOf(n), Method: method, Inputs: inputs[n], Source: sourceFood, Confidence: "high"},
		})
	}
	return out
}

func wordsFor(about, figure, text string) []spotter.Reason {
	if figure != "" && !isFigure(figure) {
		return nil
	}
	return []spotter.Reason{{About: about, Text: text}}
}

func isFigure(name string) bool {
	for _, n := range figureNames {
		if strings.EqualFold(n, name) {
			return true
		}
	}
	return false
}
