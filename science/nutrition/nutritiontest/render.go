package nutritiontest

import (
	"fmt"
	"strings"

	"spotter"
)

// Week writes a plan out in Markdown: its targets and reasons, then day by day each meal with what goes
// into it, in grams and in household measures.
func Week(plan spotter.MealPlan) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", plan.Name)
	if t := plan.Targets; t != nil {
		fmt.Fprintf(&b, "\nA day: %.0f kcal, %.0f g protein, %.0f g carbohydrate, %.0f g fat, %.0f g fibre; %d ml of water.\n",
			t.Energy.Value, t.ProteinG, t.CarbsG, t.FatG, t.FibreG, plan.WaterML)
	}
	b.WriteString("\nWhy:\n\n")
	for _, r := range plan.Reasons {
		fmt.Fprintf(&b, "- %s: %s\n", r.About, r.Text)
	}
	for _, day := range plan.Days {
		writeDay(&b, day)
	}
	return b.String()
}

func writeDay(b *strings.Builder, day spotter.MealDay) {
	fmt.Fprintf(b, "\n%s%s", strings.ToUpper(string(day.Weekday)[:1]), string(day.Weekday)[1:])
	if n := day.Nutrition; n != nil {
		fmt.Fprintf(b, ": %.0f kcal, %.0f g protein, %.0f g carbohydrate, %.0f g fat, %.0f g fibre", n.Kcal, n.ProteinG, n.CarbsG, n.FatG, n.FibreG)
	}
	b.WriteString("\n\n")
	for _, meal := range day.Meals {
		fmt.Fprintf(b, "- %s %s: %s, %d minutes", meal.Time, meal.Slot, meal.Name, meal.Minutes)
		if n := meal.Nutrition; n != nil {
			fmt.Fprintf(b, "; %.0f kcal, %.0f g protein", n.Kcal, n.ProteinG)
		}
		b.WriteString("\n  ")
		for i, p := range meal.Portions {
			if i > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(b, "%g g %s", p.Grams, strings.ToLower(p.Name[:1])+p.Name[1:])
			if p.Measure != "" {
				fmt.Fprintf(b, " (%s)", p.Measure)
			}
		}
		b.WriteString("\n")
	}
}
