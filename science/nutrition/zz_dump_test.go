package nutrition_test

import (
	"fmt"
	"os"
	"strconv"
	"testing"

	"spotter"
	"spotter/science/nutrition"
)

func TestDump(t *testing.T) {
	p := os.Getenv("DUMP")
	if p == "" {
		t.Skip()
	}
	kcal, _ := strconv.ParseFloat(os.Getenv("KCAL"), 64)
	dishes, foods := load(t)
	in := withEnergy(person(), kcal)
	in.Diet.Pattern = spotter.DietPattern(p)
	plan, err := nutrition.Propose(in, dishes, foods)
	if err != nil {
		t.Fatal(err)
	}
	tt := plan.Targets
	fmt.Printf("%s kg %.1f: %.0f kcal P%.0f C%.0f F%.0f Fi%.0f\n", p, in.About.WeightKG, tt.Energy.Value, tt.ProteinG, tt.CarbsG, tt.FatG, tt.FibreG)
	for _, d := range plan.Days {
		n := d.Nutrition
		fmt.Printf("%s %.0f P%.0f C%.0f F%.0f Fi%.0f\n", d.Weekday, n.Kcal, n.ProteinG, n.CarbsG, n.FatG, n.FibreG)
		for _, m := range d.Meals {
			fmt.Printf("   %-9s %-45s %4.0f P%.0f |", m.Slot, m.Name, m.Nutrition.Kcal, m.Nutrition.ProteinG)
			for _, q := range m.Portions {
				fmt.Printf(" %s %g;", q.Food, q.Grams)
			}
			fmt.Println()
		}
	}
}
