package nutrition_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"spotter"
	"spotter/science/nutrition"
)

// planWith is a plan for a person in which a dish stands, by asking for it.
func planWith(t *testing.T, in nutrition.Input, dish string) (spotter.MealPlan, spotter.PlannedMeal) {
	t.Helper()
	before := propose(t, in)
	var from string
	for _, meal := range before.Days[2].Meals {
		if meal.Slot == "dinner" {
			from = meal.Dish
		}
	}
	in.Changes.Swap = []spotter.Swap{{From: from, To: dish}}
	plan := propose(t, in)
	for _, meal := range meals(plan) {
		if meal.Dish == dish {
			return plan, meal
		}
	}
	t.Fatalf("no %s in the week", dish)
	return plan, spotter.PlannedMeal{}
}

// "Can I have chicken instead of salmon?"
func TestChickenInsteadOfSalmon(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	plan, meal := planWith(t, person(), "salmon_potatoes")
	got, err := nutrition.Swap(plan, meal.ID, "chicken", "salmon", person(), dishes, foods)
	if err != nil {
		t.Fatal(err)
	}
	near(t, foods, got)
	if got.After.Portions[0].Food == "salmon" || !strings.HasPrefix(got.After.Portions[0].Food, "chicken") {
		t.Errorf("%+v", got.After.Portions)
	}
	if !strings.Contains(got.After.Name, "chicken") || !strings.Contains(got.Reason, "Take ") || len(got.Evidence) != 4 {
		t.Errorf("%s: %s", got.After.Name, got.Reason)
	}
	same, err := nutrition.Swap(plan, meal.ID, "chicken breast", "", person(), dishes, foods)
	if err != nil || same.After.Portions[0].Food != "chicken_breast" {
		t.Errorf("without saying what goes: %v %+v", err, same.After.Portions)
	}
}

// near wants the new meal within 10 % of the old one, or 2 g, counted from the foods.
func near(t fataler, foods nutrition.Lookup, got nutrition.Swapped) {
	t.Helper()
	was, is := count(foods, got.Before), count(foods, got.After)
	for i, name := range []string{"kcal", "protein", "carbs", "fat"} {
		give := 0.1 * was[i]
		if i > 0 {
			give = max(give, 2)
		}
		if math.Abs(was[i]-is[i]) > give+0.1 {
			t.Errorf("%s instead of %s: %s %.1f became %.1f", got.After.Name, got.Before.Name, name, was[i], is[i])
		}
	}
}

// count sums a meal from grams and the food table.
func count(foods nutrition.Lookup, meal spotter.PlannedMeal) (sum [4]float64) {
	for _, p := range meal.Portions {
		f, _ := foods(p.Food)
		for i, x := range []float64{f.Nutrition.Kcal, f.Nutrition.ProteinG, f.Nutrition.CarbsG, f.Nutrition.FatG} {
			sum[i] += x * p.Grams / 100
		}
	}
	return sum
}

// Whatever is asked for, what comes keeps every rule and the day's bands; the rest is refused by name.
func TestSwapsKeepEveryRule(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	words := []string{"", "chicken", "salmon", "tofu", "eggs", "beef", "paneer", "rice", "quinoa", "potatoes", "broccoli", "lentils", "prawns",
		"fish tacos", "shakshuka", "Chicken souvlaki with pita and salad", "pork", "almonds", "whey", "bread"}
	fits := 0
	rapid.Check(t, func(t *rapid.T) {
		in := people(t)
		in.Diet.CookingMinutes = max(30, in.Diet.CookingMinutes)
		plan, err := nutrition.Propose(in, dishes, foods)
		if err != nil {
			return
		}
		all := meals(plan)
		meal := all[rapid.IntRange(0, len(all)-1).Draw(t, "meal")]
		word := rapid.SampledFrom(words).Draw(t, "instead")
		got, err := nutrition.Swap(plan, meal.ID, word, "", in, dishes, foods)
		if err != nil {
			var e *spotter.Error
			if !errors.As(err, &e) || e.Code != spotter.CodeInvalid || len(e.Problems) != 1 || e.Problems[0].Message == "" {
				t.Fatalf("%q instead of %s: %v", word, meal.Name, err)
			}
			return
		}
		fits++
		near(t, foods, got)
		o := newOracle(in, dishes, foods)
		o.swapped(t, got.After)
		for i, day := range plan.Days {
			at := slices.IndexFunc(day.Meals, func(m spotter.PlannedMeal) bool { return m.ID == meal.ID })
			if at >= 0 {
				day.Meals = slices.Clone(day.Meals)
				day.Meals[at], day.Nutrition = got.After, nil
				n := spotter.Nutrition{}
				for _, m := range day.Meals {
					of, _ := nutrition.Of(m.Portions, foods)
					n = n.Add(of)
				}
				day.Nutrition = &n
				o.bands(t, plan, plan.Days[i])
				o.bands(t, plan, day)
			}
		}
	})
	if fits < 20 && !testing.Short() {
		t.Errorf("only %d swaps fit", fits)
	}
}

// swapped is the oracle for a meal whose foods need not be its dish's.
func (o oracle) swapped(t fataler, meal spotter.PlannedMeal) {
	t.Helper()
	dish := o.dishes[meal.Dish]
	meal.Name = dish.Name
	kept := meal.Portions
	dish.Ingredients = make([]spotter.Ingredient, len(kept))
	o.dishes = map[string]spotter.Dish{dish.ID: dish}
	o.meal(t, meal)
}

func TestSwapsThatCannotBeAreRefusedByName(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	in := person()
	plan, meal := planWith(t, in, "salmon_potatoes")
	allergic := in
	allergic.Diet.Allergies = []spotter.Allergen{"fish"}
	for _, c := range []struct {
		instead, replace, at, says string
		in                         nutrition.Input
	}{
		{"trout", "", "instead", "fish", allergic},
		{"Trout with almonds and broccoli", "", "instead", "fish", allergic},
		{"unobtainium", "", "instead", "neither", in},
		{"salmon_potatoes", "", "instead", "already", in},
		{"chicken", "bacon", "replace", "is not in", in},
		{"", "salmon", "instead", "must say", in},
		{"apple", "", "replace", "must say", in},
		{"cucumber", "potato", "instead", "nearest", in},
	} {
		_, err := nutrition.Swap(plan, meal.ID, c.instead, c.replace, c.in, dishes, foods)
		var e *spotter.Error
		if !errors.As(err, &e) || e.Code != spotter.CodeInvalid || e.Problems[0].Location != c.at || !strings.Contains(e.Error(), c.says) {
			t.Errorf("%s instead of %s: %v, want %s at %s", c.instead, c.replace, err, c.says, c.at)
		}
	}
	if _, err := nutrition.Swap(plan, "noday-dinner", "", "", in, dishes, foods); spotter.CodeOf(err) != spotter.CodeNotFound {
		t.Error(err)
	}
}

func TestASwapWithoutFiguresShowsNone(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	in := person()
	in.Limits = spotter.Limits{HideNumbers: true, NoDeficit: true}
	plan := propose(t, in)
	got, err := nutrition.Swap(plan, plan.Days[0].Meals[1].ID, "", "", in, dishes, foods)
	if err != nil || got.After.Nutrition != nil || got.Before.Nutrition != nil || len(got.Evidence) > 0 || strings.Contains(got.Reason, "10 %") {
		t.Errorf("%v %+v", err, got)
	}
}

// From now on: the dish goes wherever it stands; what is not asked about stays, and the next plan keeps it.
func TestAlwaysChangesEveryPlaceOfTheDish(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	in := person()
	plan, meal := planWith(t, in, "salmon_potatoes")
	pristine, _ := planWith(t, in, "salmon_potatoes")
	swapped, err := nutrition.Swap(plan, meal.ID, "chicken", "salmon", in, dishes, foods)
	if err != nil {
		t.Fatal(err)
	}
	after := nutrition.Always(plan, swapped, "chicken", "salmon", in, dishes, foods)
	if cmp.Diff(pristine, plan) != "" {
		t.Error("the plan that was given changed")
	}
	changed := 0
	for i, m := range meals(after) {
		if cmp.Diff(meals(plan)[i], m) != "" {
			changed++
		}
		if m.Dish == "salmon_potatoes" && m.Portions[0].Food == "salmon" {
			t.Errorf("%s has salmon still", m.ID)
		}
	}
	if changed == 0 || changed > 2 {
		t.Errorf("%d meals changed", changed)
	}
	in.Current, in.Changes.Exclude = &after, []string{"mushrooms"}
	kept := false
	next, err := nutrition.Propose(in, dishes, foods)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range meals(next) {
		kept = kept || m.Dish == "salmon_potatoes" && strings.HasPrefix(m.Portions[0].Food, "chicken") && strings.Contains(m.Name, "chicken")
	}
	if !kept {
		t.Error("a plan that changes something else has lost the swap")
	}
}
