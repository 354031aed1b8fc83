package nutrition_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spotter"
	"spotter/science/nutrition"
	"spotter/science/nutrition/nutritiontest"
)

var update = flag.Bool("update", false, "write the golden weeks")

// golden are people whose weeks stand in testdata for a reader to judge.
func golden() map[string]nutrition.Input {
	vegan := withEnergy(person(), 3400)
	vegan.Diet.Pattern, vegan.Diet.Allergies = "vegan", []spotter.Allergen{"soy", "tree_nuts"}
	small := person()
	small.About.Sex, small.About.WeightKG, small.About.HeightCM, small.About.DailyActivity = spotter.Female, 48, 158, spotter.Sedentary
	small.Goals.Primary, small.Sessions = spotter.FatLoss, 2
	small.Diet.Pattern, small.Diet.CookingMinutes, small.Schedule.Meals = "mediterranean", 30, mealTimes(3)
	keto := person()
	keto.Goals.Primary, keto.Diet.Pattern = spotter.FatLoss, "keto"
	jain := person()
	jain.About.Sex, jain.About.WeightKG, jain.Goals.Primary, jain.Diet.Pattern = spotter.Female, 58, spotter.GeneralFitness, "jain"
	jain.Diet.Cuisines = []string{"Indian"}
	hidden := person()
	hidden.Diet.Pattern, hidden.Limits = "vegetarian", spotter.Limits{HideNumbers: true, NoDeficit: true}
	kosher := person()
	kosher.Diet.Pattern, kosher.Diet.Dislikes, kosher.Schedule.Meals = "kosher", []string{"mushrooms"}, mealTimes(5)
	return map[string]nutrition.Input{
		"first-journey": person(), "vegan-without-soy-and-nuts": vegan, "small-woman-mediterranean": small,
		"keto-fat-loss": keto, "jain-indian": jain, "vegetarian-without-figures": hidden, "kosher-five-meals": kosher,
	}
}

// The golden weeks change only on purpose: go test ./science/nutrition -run Golden -update.
func TestGoldenWeeks(t *testing.T) {
	t.Parallel()
	for name, in := range golden() {
		got := nutritiontest.Week(propose(t, in))
		path := filepath.Join("testdata", name+".txt")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s: run with -update when this is meant:\n%s", name, diff)
		}
	}
}
