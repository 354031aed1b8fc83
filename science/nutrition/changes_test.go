package nutrition_test

import (
	"errors"
	"strings"
	"testing"

	"spotter"
	"spotter/science/nutrition"
)

func propose(t *testing.T, in nutrition.Input) spotter.MealPlan {
	t.Helper()
	dishes, foods := load(t)
	plan, err := nutrition.Propose(in, dishes, foods)
	if err != nil {
		t.Fatal(err)
	}
	newOracle(in, dishes, foods).plan(t, plan)
	return plan
}

func meals(plan spotter.MealPlan) []spotter.PlannedMeal {
	var out []spotter.PlannedMeal
	for _, day := range plan.Days {
		out = append(out, day.Meals...)
	}
	return out
}

func TestExclusionsHoldForFoodsAndDishes(t *testing.T) {
	t.Parallel()
	_, foods := load(t)
	for term, hits := range map[string]func(spotter.PlannedMeal, spotter.Food) bool{
		"white_rice":                           func(_ spotter.PlannedMeal, f spotter.Food) bool { return f.ID == "white_rice" },
		"Rice":                                 func(_ spotter.PlannedMeal, f spotter.Food) bool { return strings.Contains(f.Name, "rice") },
		"seafood":                              func(_ spotter.PlannedMeal, f spotter.Food) bool { return f.Kind == "fish" || f.Kind == "shellfish" },
		"zucchini":                             func(_ spotter.PlannedMeal, f spotter.Food) bool { return f.ID == "courgette" },
		"chicken_broccoli_rice":                func(m spotter.PlannedMeal, _ spotter.Food) bool { return m.Dish == "chicken_broccoli_rice" },
		"Miso mackerel with rice and pak choi": func(m spotter.PlannedMeal, _ spotter.Food) bool { return m.Dish == "miso_mackerel_rice" },
	} {
		in := person()
		in.Changes.Exclude = []string{term}
		for _, meal := range meals(propose(t, in)) {
			for _, p := range meal.Portions {
				if food, _ := foods(p.Food); hits(meal, food) {
					t.Errorf("without %s there is %s in %s", term, p.Food, meal.Dish)
				}
			}
		}
	}
}

func TestUnknownChangesAreLocated(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	for at, changes := range map[string]spotter.Changes{
		"changes.exclude[1]":   {Exclude: []string{"rice", "unobtainium"}},
		"changes.swap[0].from": {Swap: []spotter.Swap{{From: "nothing at all"}}},
		"changes.swap[0].to":   {Swap: []spotter.Swap{{From: "shakshuka", To: "nothing at all"}}},
		"changes.swap[1].to":   {Swap: []spotter.Swap{{From: "shakshuka"}, {From: "dal", To: "x"}, {From: "mujaddara", To: "salmon_potatoes"}}},
	} {
		in := person()
		in.Diet.Allergies, in.Changes = []spotter.Allergen{"fish"}, changes
		_, err := nutrition.Propose(in, dishes, foods)
		var problem *spotter.Error
		if !errors.As(err, &problem) || problem.Code != spotter.CodeInvalid {
			t.Errorf("%s: %v", at, err)
			continue
		}
		found := false
		for _, p := range problem.Problems {
			found = found || p.Location == at || (at == "changes.swap[1].to" && p.Location == "changes.swap[1].from")
		}
		if !found {
			t.Errorf("%s: %v", at, err)
		}
	}
}

func TestASwapToWhatTheDietForbidsIsRefused(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	in := person()
	in.Diet.Allergies = []spotter.Allergen{"fish"}
	in.Changes.Swap = []spotter.Swap{{From: "mujaddara", To: "salmon_potatoes"}}
	_, err := nutrition.Propose(in, dishes, foods)
	var problem *spotter.Error
	if !errors.As(err, &problem) || problem.Problems[0].Location != "changes.swap[0].to" || !strings.Contains(problem.Problems[0].Message, "fish") {
		t.Error(err)
	}
}

// One swap changes the dish that was named and leaves most of the week as it was.
func TestASwapPutsTheOneDishWhereTheOtherStood(t *testing.T) {
	t.Parallel()
	before := propose(t, person())
	from := before.Days[2].Meals[1].Dish
	for _, current := range []*spotter.MealPlan{nil, &before} {
		in := person()
		in.Current, in.Changes.Swap = current, []spotter.Swap{{From: from, To: "Turkey with quinoa and roast pepper"}}
		after := propose(t, in)
		same := 0
		for i, meal := range meals(after) {
			was := meals(before)[i].Dish
			if meal.Dish == from || (was == from && meal.Dish != "turkey_quinoa_peppers") {
				t.Errorf("%s: %s became %s", meal.ID, was, meal.Dish)
			}
			if meal.Dish == was {
				same++
			}
		}
		if same < 20 {
			t.Errorf("only %d of 28 meals stayed", same)
		}
	}
}

func TestASwapToAnythingAndToADishThatStoodNowhere(t *testing.T) {
	t.Parallel()
	in := person()
	in.Changes.Swap = []spotter.Swap{{From: "shakshuka"}, {From: "beef_root_stew", To: "fish_tacos"}}
	asked := false
	for _, meal := range meals(propose(t, in)) {
		if meal.Dish == "shakshuka" || meal.Dish == "beef_root_stew" {
			t.Errorf("%s still has %s", meal.ID, meal.Dish)
		}
		asked = asked || meal.Dish == "fish_tacos"
	}
	if !asked {
		t.Error("the dish that was asked for is not in the week")
	}
}
