package nutrition_test

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"spotter"
	"spotter/science/nutrition"
)

// A new allergy takes effect at once: its foods are gone, the rest stays, slots and times stay.
func TestSafeReplacesWhatANewAllergyForbids(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	base, err := nutrition.Propose(person(), dishes, foods)
	if err != nil {
		t.Fatal(err)
	}
	pristine, _ := nutrition.Propose(person(), dishes, foods)
	rapid.Check(t, func(t *rapid.T) {
		in := person()
		in.Diet.Allergies = rapid.SliceOfNDistinct(rapid.SampledFrom(allergens), 1, 2, rapid.ID).Draw(t, "allergies")
		in.Diet.Pattern = rapid.SampledFrom(patterns).Draw(t, "pattern")
		if in.Diet.Pattern == "keto" {
			in.Diet.Pattern = "paleo" // the day's carbohydrate is for a new plan
		}
		safe, replaced, err := nutrition.Safe(base, in, dishes, foods)
		if err != nil {
			t.Fatal(err)
		}
		check := newOracle(in, dishes, foods)
		for d, day := range safe.Days {
			for m, meal := range day.Meals {
				was := base.Days[d].Meals[m]
				check.meal(t, meal)
				if meal.ID != was.ID || meal.Time != was.Time || meal.Slot != was.Slot {
					t.Errorf("%s became %s at %s", was.ID, meal.ID, meal.Time)
				}
				if changed := !slices.Contains(replaced, meal.ID); changed != (cmp.Diff(was, meal) == "") {
					t.Errorf("%s: replaced does not say what changed", meal.ID)
				}
				if off := math.Abs(meal.Nutrition.Kcal/was.Nutrition.Kcal - 1); off > 0.25 {
					t.Errorf("%s: %.0f kcal became %.0f", meal.ID, was.Nutrition.Kcal, meal.Nutrition.Kcal)
				}
			}
		}
	})
	if diff := cmp.Diff(pristine, base); diff != "" {
		t.Error("the plan that was given changed:", diff)
	}
}

func TestSafeLeavesASafePlanAlone(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	plan := propose(t, person())
	safe, replaced, err := nutrition.Safe(plan, person(), dishes, foods)
	if err != nil || len(replaced) > 0 || cmp.Diff(plan, safe) != "" {
		t.Errorf("%v %v", replaced, err)
	}
}

func TestSafeHidesNumbersAtOnce(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	in := person()
	in.Limits.HideNumbers = true
	safe, _, err := nutrition.Safe(propose(t, person()), in, dishes, foods)
	if err != nil || safe.Targets != nil || safe.Days[0].Nutrition != nil || safe.Days[3].Meals[1].Nutrition != nil {
		t.Errorf("figures are shown, or %v", err)
	}
}

// What cannot be replaced is left out, and what is left is safe.
func TestSafeLeavesOutWhatNothingReplaces(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	in := person()
	in.Diet.CookingMinutes = 1
	in.Diet.Allergies = []spotter.Allergen{"gluten", "eggs", "fish", "soy", "milk"}
	plan := propose(t, person())
	safe, replaced, err := nutrition.Safe(plan, in, dishes, foods)
	if !spotter.HasDetail(err, "no_meal_plan") || len(replaced) == 0 {
		t.Fatalf("%v %v", replaced, err)
	}
	for _, meal := range meals(safe) {
		for _, a := range in.Diet.Allergies {
			if slices.Contains(meal.Allergens, a) {
				t.Errorf("%s has %s", meal.ID, a)
			}
		}
	}
	if len(meals(safe)) >= len(meals(plan)) {
		t.Error("nothing was left out")
	}
}

func BenchmarkSafe(b *testing.B) {
	dishes, foods := load(b)
	plan, err := nutrition.Propose(person(), dishes, foods)
	if err != nil {
		b.Fatal(err)
	}
	allergic := person()
	allergic.Diet.Allergies = []spotter.Allergen{"milk"}
	for name, in := range map[string]nutrition.Input{"nothing unsafe": person(), "new allergy": allergic} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, _, _ = nutrition.Safe(plan, in, dishes, foods)
			}
		})
	}
}
