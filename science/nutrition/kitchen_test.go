package nutrition_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"spotter"
	"spotter/science/nutrition"
)

func food(t *testing.T, id string) spotter.Food {
	t.Helper()
	_, foods := load(t)
	f, ok := foods(id)
	if !ok {
		t.Fatalf("no food %s", id)
	}
	return f
}

func TestMeasuresAreWhatAKitchenHas(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		food  string
		grams float64
		want  string
	}{
		{"egg", 150, "3 eggs"}, {"egg", 50, "1 egg"},
		{"white_rice", 85, "1½ cups cooked (240 g)"}, // 85 × 2.80 = 238 g; 238 ÷ 158 = 1.5
		{"spaghetti", 80, "1¼ cups cooked (190 g)"},  // 80 × 2.38 = 190 g; 190 ÷ 140 = 1.36
		{"wholemeal_bread", 64, "2 slices"}, {"wholemeal_bread", 16, "½ slice"},
		{"olive_oil", 13.5, "1 tbsp"}, {"olive_oil", 9, "2 tsp"}, {"turmeric", 1, "¼ tsp"}, {"soy_milk", 243, "1 cup"},
		{"apple", 273, "1½ medium"}, {"chickpeas", 120, "½ tin"}, {"pumpkin_seeds", 16, "2 tbsp"}, {"corn_tortilla", 72, "3 tortillas"},
		{"beef_flank", 150, ""}, {"basil", 2, "4 leaves"},
	} {
		if got := nutrition.Measure(food(t, c.food), c.grams); got != c.want {
			t.Errorf("%v g of %s: %q, want %q", c.grams, c.food, got, c.want)
		}
	}
}

func TestAmountsAreWhatAShopSells(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		food  string
		grams float64
		want  string
	}{
		{"egg", 500, "10 eggs (500 g)"}, {"chickpeas", 700, "3 tins (700 g)"}, {"milk_semi", 1220, "1.2 l"}, // 1220 ÷ 244 × 236.6
		{"olive_oil", 135, "150 ml"}, {"chicken_breast", 1234, "1.3 kg"}, {"turmeric", 4, "4 g"}, {"apple", 500, "3 pieces (500 g)"},
		{"wheat_tortilla", 188, "4 tortillas (190 g)"},
	} {
		if got := nutrition.Amount(food(t, c.food), c.grams); got != c.want {
			t.Errorf("%v g of %s: %q, want %q", c.grams, c.food, got, c.want)
		}
	}
}

// The list has every gram of the week once, in its aisle, with the dishes that need it.
func TestShoppingSumsTheWeek(t *testing.T) {
	t.Parallel()
	_, foods := load(t)
	plan := propose(t, person())
	need, dishes := map[string]float64{}, map[string]map[string]bool{}
	for _, meal := range meals(plan) {
		for _, p := range meal.Portions {
			need[p.Food] += p.Grams
			if dishes[p.Food] == nil {
				dishes[p.Food] = map[string]bool{}
			}
			dishes[p.Food][meal.Name] = true
		}
	}
	seen := map[string]bool{}
	for _, aisle := range nutrition.Shopping(meals(plan), foods) {
		for _, item := range aisle.Items {
			f, _ := foods(item.Food)
			if seen[item.Food] || f.Aisle != aisle.Aisle || math.Abs(item.NeedG-need[item.Food]) > 0.5 || len(item.Dishes) != len(dishes[item.Food]) || item.Amount == "" {
				t.Errorf("%s: %+v, want %v g for %v", aisle.Aisle, item, need[item.Food], dishes[item.Food])
			}
			seen[item.Food] = true
		}
	}
	if len(seen) != len(need) {
		t.Errorf("%d of %d foods are on the list", len(seen), len(need))
	}
	twice := nutrition.Shopping(append(meals(plan), meals(plan)...), foods)
	once := nutrition.Shopping(meals(plan), foods)
	if a, b := twice[0].Items[0], once[0].Items[0]; math.Abs(a.NeedG-2*b.NeedG) > 1 || len(a.Dishes) != len(b.Dishes) {
		t.Errorf("two weeks: %+v of %+v", a, b)
	}
}

func TestIdeasFitWhereTheMealStands(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	in := person()
	in.Diet.Allergies = []spotter.Allergen{"fish"}
	plan := propose(t, in)
	dinner := plan.Days[3].Meals[3]
	ideas, err := nutrition.Ideas(plan, nutrition.Wish{MealID: dinner.ID, Count: 3}, in, dishes, foods)
	if err != nil || len(ideas) != 3 {
		t.Fatalf("%d ideas, %v", len(ideas), err)
	}
	seen := map[string]bool{}
	for _, idea := range ideas {
		near(t, foods, nutrition.Swapped{Before: dinner, After: idea.Meal})
		newOracle(in, dishes, foods).meal(t, idea.Meal)
		if seen[idea.Meal.Dish] || slices.ContainsFunc(meals(plan), func(m spotter.PlannedMeal) bool { return m.Dish == idea.Meal.Dish }) || len(idea.Steps) == 0 {
			t.Errorf("%s is nothing new, or has no steps", idea.Meal.Dish)
		}
		seen[idea.Meal.Dish] = true
	}
}

// What can be cooked with what is there comes first, in the minutes that there are.
func TestIdeasStartFromWhatIsOnHand(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	plan := propose(t, person())
	dinner := plan.Days[1].Meals[3].ID
	hand := []string{"chicken breast", "broccoli", "rice", "lemon"}
	ideas, err := nutrition.Ideas(plan, nutrition.Wish{MealID: dinner, Count: 4, Minutes: 30, OnHand: hand}, person(), dishes, foods)
	if err != nil {
		t.Fatal(err)
	}
	if ideas[0].Meal.Dish != "chicken_broccoli_rice" || len(ideas[0].ToBuy) != 0 {
		t.Errorf("first comes %s, to buy %v", ideas[0].Meal.Dish, ideas[0].ToBuy)
	}
	for i, idea := range ideas {
		if idea.Meal.Minutes > 30 || i > 0 && len(idea.ToBuy) < len(ideas[i-1].ToBuy) {
			t.Errorf("%s takes %d minutes, to buy %v", idea.Meal.Dish, idea.Meal.Minutes, idea.ToBuy)
		}
	}
}

// What has been eaten beside the plan is not eaten again, and nobody is sent hungry to bed for it.
func TestIdeasStayInsideWhatTheDayHasLeft(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	plan := propose(t, person())
	dinner := plan.Days[2].Meals[3]
	for _, c := range []struct{ left, low, high float64 }{
		{dinner.Nutrition.Kcal - 100, 0.75 * dinner.Nutrition.Kcal, dinner.Nutrition.Kcal - 100},
		{100, 0.66 * dinner.Nutrition.Kcal, 0.75 * dinner.Nutrition.Kcal},
		{2000, 0.9 * dinner.Nutrition.Kcal, 1.1 * dinner.Nutrition.Kcal},
	} {
		ideas, err := nutrition.Ideas(plan, nutrition.Wish{MealID: dinner.ID, Count: 3, Room: &spotter.Nutrition{Kcal: c.left}}, person(), dishes, foods)
		if err != nil {
			t.Errorf("with %.0f kcal left: %v", c.left, err)
		}
		for _, idea := range ideas {
			if got := count(foods, idea.Meal)[0]; got < c.low-1 || got > c.high+1 {
				t.Errorf("with %.0f kcal left: %.0f kcal, want %.0f to %.0f", c.left, got, c.low, c.high)
			}
		}
	}
}

func TestNoIdeaNamesTheNearest(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	in := person()
	in.Diet.Pattern, in.Diet.Allergies = "paleo", []spotter.Allergen{"fish", "tree_nuts"}
	plan := propose(t, in)
	_, err := nutrition.Ideas(plan, nutrition.Wish{MealID: "monday-dinner", Count: 3, Minutes: 3}, in, dishes, foods)
	var e *spotter.Error
	if !errors.As(err, &e) || e.Name() != "no_idea" || !strings.Contains(e.Message, "nearest option is") || !strings.Contains(e.Message, "minutes") {
		t.Error(err)
	}
}

// Every target, day, meal and figure of a plan has an answer, and the figures in it add up.
func TestWhyAnswersForEverything(t *testing.T) {
	t.Parallel()
	_, foods := load(t)
	plan := propose(t, person())
	items := []string{"energy", "resting", "expenditure", "floor", "rate", "protein", "fat", "carbs", "fibre", "water", "variety", "pattern"}
	for _, day := range plan.Days {
		items = append(items, string(day.Weekday), string(day.Weekday)+".energy", string(day.Weekday)+".fibre")
		for _, meal := range day.Meals {
			items = append(items, meal.ID, meal.ID+".protein", meal.Dish, meal.Name)
		}
	}
	for _, item := range items {
		reasons := nutrition.Why(plan, item, foods)
		if len(reasons) == 0 {
			t.Errorf("no answer for %s", item)
		}
		for _, r := range reasons {
			if r.Text == "" {
				t.Errorf("%s: %s says nothing", item, r.About)
			}
			if q := r.Quantity; q != nil && strings.Contains(r.About, ".") {
				sum := 0.0
				for _, part := range q.Inputs {
					sum += part
				}
				if math.Abs(sum-q.Value) > 0.5+0.002*q.Value || q.Source == "" || q.Method == "" || q.Confidence == "" {
					t.Errorf("%s: the parts sum to %.1f of %.1f: %+v", r.About, sum, q.Value, q)
				}
			}
		}
	}
	for _, nothing := range []string{"someday", "monday.sodium", "monday-dinner.colour", "energi"} {
		if got := nutrition.Why(plan, nothing, foods); got != nil {
			t.Errorf("%s: %v", nothing, got)
		}
	}
}

func TestWhyShowsNoFiguresWhereTheyAreHidden(t *testing.T) {
	t.Parallel()
	_, foods := load(t)
	in := person()
	in.Limits = spotter.Limits{HideNumbers: true, NoDeficit: true}
	plan := propose(t, in)
	for _, item := range []string{"", "energy", "monday", "monday.energy", "monday-dinner", "monday-dinner.protein"} {
		reasons := nutrition.Why(plan, item, foods)
		if len(reasons) == 0 {
			t.Errorf("no answer for %q", item)
		}
		for _, r := range reasons {
			if r.Quantity != nil || strings.Contains(r.Text, "kcal") || strings.Contains(r.Text, " g ") {
				t.Errorf("%q shows figures: %+v", item, r)
			}
		}
	}
}
