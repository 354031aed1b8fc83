package nutrition_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"spotter"
	"spotter/catalog"
	"spotter/science/nutrition"
)

var patterns = []spotter.DietPattern{
	"omnivore", "pescatarian", "vegetarian", "eggetarian", "vegan", "jain", "halal", "kosher", "keto", "paleo", "mediterranean",
}

var allergens = []spotter.Allergen{
	"gluten", "crustaceans", "eggs", "fish", "peanuts", "soy", "milk", "tree_nuts", "celery", "mustard", "sesame", "sulphites", "lupin", "molluscs",
}

var today = spotter.Date{Year: 2026, Month: 11, Day: 20}

func load(tb testing.TB) ([]spotter.Dish, nutrition.Lookup) {
	tb.Helper()
	foods, err := catalog.LoadFoods()
	if err != nil {
		tb.Fatal(err)
	}
	dishes, err := catalog.LoadDishes(foods)
	if err != nil {
		tb.Fatal(err)
	}
	return dishes.All(), foods.Find
}

// person is the athlete of the first journey: 70 kg, four meals, muscle gain.
func person() nutrition.Input {
	return nutrition.Input{
		About: spotter.About{
			BirthDate: spotter.Date{Year: 1994, Month: 5, Day: 17}, Sex: spotter.Male, HeightCM: 178, WeightKG: 70, DailyActivity: spotter.LightActivity,
		},
		Goals:       spotter.Goals{Primary: spotter.MuscleGain},
		Constraints: spotter.Constraints{SessionMinutes: 60},
		Diet:        spotter.Diet{Pattern: "omnivore", CookingMinutes: 45, MealsPerDay: 4},
		Schedule: spotter.Schedule{Meals: []spotter.MealSlot{
			{Name: "breakfast", Time: 7 * 60}, {Name: "lunch", Time: 12*60 + 30}, {Name: "snack", Time: 16 * 60}, {Name: "dinner", Time: 19 * 60},
		}},
		Sessions: 4, Today: today,
	}
}

// withEnergy makes a person whose energy target comes out at about what is wanted: small and quiet for
// little, tall and busy for much.
func withEnergy(in nutrition.Input, kcal float64) nutrition.Input {
	in.Goals.Primary, in.About.Sex, in.About.DailyActivity, in.Sessions = spotter.GeneralFitness, spotter.Female, spotter.Sedentary, 0
	in.About.BirthDate.Year = 1970
	if kcal > 1700 {
		in.About.BirthDate.Year = 1994
		in.About.DailyActivity, in.Sessions = spotter.LightActivity, 3
	}
	if kcal > 2300 {
		in.About.Sex, in.About.DailyActivity, in.Sessions = spotter.Male, spotter.ModerateActivity, 4
	}
	if kcal > 2800 {
		in.About.DailyActivity, in.Sessions = spotter.HighActivity, 5
	}
	for in.About.WeightKG = 40; in.About.WeightKG < 140 && nutrition.Energy(in).Value < kcal; in.About.WeightKG += 0.1 {
		in.About.HeightCM = 150 + 0.7*(in.About.WeightKG-40)
	}
	return in
}

// oracle holds a plan against the rules from the foods alone, without the package's own helpers.
type oracle struct {
	in     nutrition.Input
	foods  nutrition.Lookup
	dishes map[string]spotter.Dish
}

func newOracle(in nutrition.Input, dishes []spotter.Dish, foods nutrition.Lookup) oracle {
	byID := map[string]spotter.Dish{}
	for _, d := range dishes {
		byID[d.ID] = d
	}
	return oracle{in, foods, byID}
}

// fataler is what a testing.T and a rapid.T have in common here.
type fataler interface {
	Helper()
	Errorf(format string, args ...any)
}

func (o oracle) plan(t fataler, plan spotter.MealPlan) {
	t.Helper()
	if len(plan.Days) != 7 {
		t.Errorf("%d days, want 7", len(plan.Days))
	}
	ids := map[string]bool{}
	for d, day := range plan.Days {
		if day.Weekday != spotter.Weekdays[d] || len(day.Meals) != len(o.in.Schedule.Meals) {
			t.Errorf("day %d is %s with %d meals", d, day.Weekday, len(day.Meals))
			continue
		}
		for m, meal := range day.Meals {
			slot := o.in.Schedule.Meals[m]
			if meal.Slot != slot.Name || meal.Time != slot.Time || ids[meal.ID] || meal.ID == "" {
				t.Errorf("%s: meal %d is %q %q at %s, want %q at %s", day.Weekday, m, meal.ID, meal.Slot, meal.Time, slot.Name, slot.Time)
			}
			ids[meal.ID] = true
			o.meal(t, meal)
		}
		o.bands(t, plan, day)
	}
	for _, r := range plan.Reasons {
		if r.About == "variety" && strings.HasPrefix(r.Text, "No dish") {
			o.varies(t, plan)
		}
	}
}

func (o oracle) meal(t fataler, meal spotter.PlannedMeal) {
	t.Helper()
	dish, ok := o.dishes[meal.Dish]
	if !ok || meal.Name != dish.Name || meal.Minutes != dish.Minutes || len(meal.Portions) != len(dish.Ingredients) {
		t.Errorf("%s: %s is no dish of the catalogue", meal.ID, meal.Dish)
	}
	if meal.Minutes > o.in.Diet.CookingMinutes {
		t.Errorf("%s takes %d minutes of %d", meal.ID, meal.Minutes, o.in.Diet.CookingMinutes)
	}
	flesh, milk := false, false
	for _, p := range meal.Portions {
		food, ok := o.foods(p.Food)
		if !ok || p.Grams <= 0 || p.Grams > 1500 {
			t.Errorf("%s: %v g of %s", meal.ID, p.Grams, p.Food)
		}
		if slices.Contains(food.Excluded, o.in.Diet.Pattern) {
			t.Errorf("%s: %s is not %s", meal.ID, p.Food, o.in.Diet.Pattern)
		}
		for _, a := range o.in.Diet.Allergies {
			if slices.Contains(food.Allergens, a) {
				t.Errorf("%s: %s has %s", meal.ID, p.Food, a)
			}
		}
		for _, i := range o.in.Diet.Intolerances {
			if slices.Contains(food.Triggers, i) {
				t.Errorf("%s: %s has %s", meal.ID, p.Food, i)
			}
		}
		for _, a := range food.Allergens {
			if !slices.Contains(meal.Allergens, a) {
				t.Errorf("%s does not declare %s", meal.ID, a)
			}
		}
		flesh = flesh || food.Kind == "meat" || food.Kind == "poultry" || food.Kind == "pork"
		milk = milk || slices.Contains(food.Allergens, "milk")
	}
	o.amounts(t, meal)
	if o.in.Diet.Pattern == "kosher" && flesh && milk {
		t.Errorf("%s mixes meat and milk", meal.ID)
	}
}

// bands sums the day again from grams and the food table.
func (o oracle) bands(t fataler, plan spotter.MealPlan, day spotter.MealDay) {
	t.Helper()
	var kcal, protein, carbs, fat, fibre float64
	for _, meal := range day.Meals {
		for _, p := range meal.Portions {
			food, _ := o.foods(p.Food)
			kcal += food.Nutrition.Kcal * p.Grams / 100
			protein += food.Nutrition.ProteinG * p.Grams / 100
			carbs += food.Nutrition.CarbsG * p.Grams / 100
			fat += food.Nutrition.FatG * p.Grams / 100
			fibre += food.Nutrition.FibreG * p.Grams / 100
		}
	}
	if plan.Targets == nil || day.Nutrition == nil {
		return
	}
	if n := day.Nutrition; n.Kcal < kcal-2 || n.Kcal > kcal+2 || n.ProteinG < protein-1 || n.ProteinG > protein+1 {
		t.Errorf("%s says %.0f kcal and %.0f g protein, its foods have %.0f and %.0f", day.Weekday, n.Kcal, n.ProteinG, kcal, protein)
	}
	want := plan.Targets.Energy.Value
	if kcal < 0.949*want || kcal > 1.051*want {
		t.Errorf("%s has %.0f of %.0f kcal", day.Weekday, kcal, want)
	}
	if g := plan.Targets.ProteinG; protein < 0.949*g || protein > 1.101*g {
		t.Errorf("%s has %.0f of %.0f g protein", day.Weekday, protein, g)
	}
	least := 14 * want / 1000
	if o.in.Diet.Pattern == "keto" {
		least = 9 * want / 1000
		if carbs-fibre > 50.1 {
			t.Errorf("%s has %.0f g net carbohydrate", day.Weekday, carbs-fibre)
		}
	} else if share := 9 * fat / want; share < 0.199 || share > 0.351 {
		t.Errorf("%s has %.0f g fat, %.2f of its energy", day.Weekday, fat, share)
	}
	if fibre < least-0.6 || fibre > 1.25*14*want/1000+1 && fibre > 75.5 || fibre > 2*14*want/1000+1 {
		t.Errorf("%s has %.3f g fibre, the target is %.0f", day.Weekday, fibre, plan.Targets.FibreG)
	}
}

// varies holds a week against the rule of variety, as the plan tells it.
func (o oracle) varies(t fataler, plan spotter.MealPlan) {
	t.Helper()
	count, mains := map[string]int{}, map[string]int{}
	yesterday := map[string]bool{}
	for _, day := range plan.Days {
		today := map[string]bool{}
		for _, meal := range day.Meals {
			if today[meal.Dish] {
				t.Errorf("%s has %s twice", day.Weekday, meal.Dish)
			}
			today[meal.Dish] = true
			count[meal.Dish]++
			if slices.Contains([]string{"lunch", "dinner"}, meal.Slot) {
				mains[meal.Dish]++
				if yesterday[meal.Dish] {
					t.Errorf("%s on %s and the day before", meal.Dish, day.Weekday)
				}
			}
		}
		yesterday = today
	}
	for dish, n := range count {
		if n > 3 || mains[dish] > 0 && n > 2 && mains[dish] > 2 {
			t.Errorf("%s stands %d times", dish, n)
		}
	}
}

// sizes are the most of a food in g that the largest meal of the hungriest person holds, who eats twice a
// day, by words in its id; they are written down here again and looser than the planner's own.
var sizes = []struct {
	word string
	most float64
}{
	{"oil", 56}, {"chicken", 505}, {"beef", 512}, {"salmon", 512}, {"rice", 306}, {"bread", 412}, {"chia", 70},
	{"seeds", 125}, {"butter", 125}, {"walnuts", 125}, {"hazelnuts", 125}, {"peanuts", 125}, {"almonds", 125}, {"cheese", 700}, {"potato", 912}, {"beans", 712}, {"lentils", 712}, {"tofu", 600},
}

func (o oracle) amounts(t fataler, meal spotter.PlannedMeal) {
	t.Helper()
	for _, p := range meal.Portions {
		if p.Grams > 900 {
			t.Errorf("%s: %v g of %s", meal.ID, p.Grams, p.Food)
		}
		for _, s := range sizes {
			if strings.Contains(p.Food, s.word) && p.Food != "rice_drink" && !strings.HasPrefix(p.Food, "butter_") && p.Food != "butternut" && p.Food != "buttermilk" && !strings.HasSuffix(p.Food, "_milk") && p.Food != "green_beans" && p.Grams > s.most {
				t.Errorf("%s: %v g of %s", meal.ID, p.Grams, p.Food)
			}
		}
		if p.Food == "egg" && (math.Mod(p.Grams, 50) != 0 || p.Grams > 200) {
			t.Errorf("%s: %v g is no number of whole eggs, or too many", meal.ID, p.Grams)
		}
	}
}
