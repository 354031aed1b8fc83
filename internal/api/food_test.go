package api_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"spotter"
	"spotter/internal/coach"
)

func mealPlanOf(t *testing.T, p *person) spotter.MealPlan {
	t.Helper()
	var active spotter.ActivePlan[spotter.MealPlan]
	p.get(t, "/plans/meals").want(t, 200).decode(t, &active)
	return active.Document
}

func mealsOf(t *testing.T, p *person, query string) spotter.MealsToday {
	t.Helper()
	var out spotter.MealsToday
	p.get(t, "/meals/today"+query).want(t, 200).decode(t, &out)
	return out
}

func mealNamed(t *testing.T, meals []spotter.TodayMeal, id string) spotter.PlannedMeal {
	t.Helper()
	i := slices.IndexFunc(meals, func(m spotter.TodayMeal) bool { return m.ID == id })
	if i < 0 {
		t.Fatalf("no %s among %d meals", id, len(meals))
	}
	return meals[i].PlannedMeal
}

// Tonight something else: one date changes after yes, the plan does not, and undo brings the meal back.
func TestAMealIsSwappedOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	planned := mealNamed(t, mealsOf(t, p, "").Items, "monday-dinner")
	made := p.send(t, "POST", "/meals/swaps", object{"meal_id": "monday-dinner", "scope": "once"}).want(t, 201)
	if made.at(t, "kind") != "meal" || made.at(t, "after.date") != "2026-11-23" || made.at(t, "state") != "pending" {
		t.Errorf("%.300s", made.body)
	}
	if now := mealNamed(t, mealsOf(t, p, "").Items, "monday-dinner"); now.Dish != planned.Dish {
		t.Error("a proposal alone has changed the day")
	}
	id := made.text(t, "id")
	p.send(t, "POST", "/proposals/"+id+"/accept", nil).want(t, 200)
	p.send(t, "POST", "/proposals/"+id+"/accept", nil).want(t, 200)
	swapped := mealNamed(t, mealsOf(t, p, "").Items, "monday-dinner")
	if swapped.Dish != made.text(t, "after.meal.dish") || swapped.Dish == planned.Dish || swapped.Slot != planned.Slot || swapped.Time != planned.Time {
		t.Errorf("tonight is %s", swapped.Dish)
	}
	if off := math.Abs(swapped.Nutrition.Kcal/planned.Nutrition.Kcal - 1); off > 0.1 {
		t.Errorf("%.0f kcal instead of %.0f", swapped.Nutrition.Kcal, planned.Nutrition.Kcal)
	}
	if next := mealNamed(t, mealsOf(t, p, "?date=2026-11-30").Items, "monday-dinner"); next.Dish != planned.Dish {
		t.Error("next Monday has changed as well")
	}
	if plan := p.get(t, "/plans/meals").want(t, 200); plan.at(t, "version") != 1.0 {
		t.Error("the plan has changed")
	}
	log := p.send(t, "POST", "/meals/logs", object{"meal_id": "monday-dinner"}).want(t, 201)
	if log.at(t, "name") != swapped.Name {
		t.Errorf("logged as %v", log.at(t, "name"))
	}
	second := p.send(t, "POST", "/meals/swaps", object{"meal_id": "monday-dinner", "scope": "once"}).want(t, 201).text(t, "id")
	p.send(t, "POST", "/proposals/"+second+"/accept", nil).want(t, 200)
	p.send(t, "POST", "/proposals/"+id+"/undo", nil).refused(t, 409, "changed_since")
	p.send(t, "POST", "/proposals/"+second+"/undo", nil).want(t, 200)
	if now := mealNamed(t, mealsOf(t, p, "").Items, "monday-dinner"); now.Dish != swapped.Dish {
		t.Errorf("undoing the second leaves %s, want %s", now.Dish, swapped.Dish)
	}
	p.send(t, "POST", "/proposals/"+id+"/undo", nil).want(t, 200)
	if now := mealNamed(t, mealsOf(t, p, "").Items, "monday-dinner"); now.Dish != planned.Dish {
		t.Errorf("undoing the first leaves %s, want %s", now.Dish, planned.Dish)
	}
}

func TestSwapsKeepToTheirDay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	swap := func(in object) answer { return p.send(t, "POST", "/meals/swaps", in) }
	swap(object{"meal_id": "monday-dinner", "scope": "once", "date": "2026-11-24"}).refused(t, 422, "invalid", "body.date")
	swap(object{"meal_id": "monday-dinner", "scope": "once", "date": "2026-11-16"}).refused(t, 422, "invalid", "body.date")
	swap(object{"meal_id": "someday-dinner", "scope": "once"}).refused(t, 404, "not_found")
	swap(object{"meal_id": "someday-dinner", "scope": "always"}).refused(t, 404, "not_found")
	swap(object{"meal_id": "monday-dinner", "scope": "sometimes"}).refused(t, 422, "invalid", "body.scope")
	swap(object{"meal_id": "monday-dinner", "scope": "once", "instead": "unobtainium"}).refused(t, 422, "invalid", "body.instead")
	swap(object{"meal_id": "monday-dinner", "scope": "once", "instead": "chicken", "replace": "unobtainium"}).refused(t, 422, "invalid", "body.replace")
	other := w.onboarded(t)
	theirs := swap(object{"meal_id": "monday-dinner", "scope": "once"}).want(t, 201).text(t, "id")
	other.send(t, "POST", "/proposals/"+theirs+"/accept", nil).refused(t, 404, "not_found")
	p.send(t, "POST", "/proposals/"+theirs+"/accept", nil).want(t, 200)
	late := swap(object{"meal_id": "monday-lunch", "scope": "once"}).want(t, 201).text(t, "id")
	w.clock.add(24 * time.Hour)
	p.login(t)
	p.send(t, "POST", "/proposals/"+late+"/accept", nil).refused(t, 409, "proposal_expired")
	p.send(t, "POST", "/proposals/"+theirs+"/undo", nil).refused(t, 409, "already_past")
}

// From now on: two wishes make one proposal, and accepting it makes one new version.
func TestAMealIsSwappedForGood(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	before := mealPlanOf(t, p)
	p.send(t, "POST", "/meals/swaps", object{"meal_id": "tuesday-dinner", "scope": "always"}).want(t, 201)
	made := p.send(t, "POST", "/meals/swaps", object{"meal_id": "thursday-dinner", "scope": "always"}).want(t, 201)
	p.send(t, "POST", "/proposals/"+made.text(t, "id")+"/accept", nil).want(t, 200)
	after := mealPlanOf(t, p)
	changed := []string{}
	for d, day := range after.Days {
		for m, meal := range day.Meals {
			if meal.Dish != before.Days[d].Meals[m].Dish {
				changed = append(changed, meal.ID)
			}
		}
		kcal := 0.0
		for _, meal := range day.Meals {
			kcal += meal.Nutrition.Kcal
		}
		if off := math.Abs(kcal/after.Targets.Energy.Value - 1); off > 0.051 || math.Abs(kcal-day.Nutrition.Kcal) > 1 {
			t.Errorf("%s has %.0f kcal, says %.0f", day.Weekday, kcal, day.Nutrition.Kcal)
		}
	}
	if !slices.Equal(changed, []string{"tuesday-dinner", "thursday-dinner"}) {
		t.Errorf("changed: %v", changed)
	}
	if v := p.get(t, "/plans/meals").at(t, "version"); v != 2.0 {
		t.Errorf("version %v", v)
	}
}

// Dislikes, exchanges and exclusions are understood in every language of the catalogue, and what means nothing is said.
func TestFoodIsNamedInEveryLanguage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := answers()
	all["diet"] = edit(all["diet"], "dislikes", []string{"Lachs", "Pilze", "Hähnchen", "atún", "Quietschkäse"})
	p := w.person(t)
	p.onboard(t, all)
	plan := mealPlanOf(t, p)
	for _, day := range plan.Days {
		for _, meal := range day.Meals {
			for _, portion := range meal.Portions {
				for _, part := range []string{"salmon", "mushroom", "shiitake", "chicken", "tuna"} {
					if strings.Contains(portion.Food, part) {
						t.Errorf("%s has %s", meal.ID, portion.Food)
					}
				}
			}
		}
	}
	said := []string{}
	for _, r := range plan.Reasons {
		if r.About == "dislikes" {
			said = append(said, r.Text)
		}
	}
	if len(said) != 1 || !strings.Contains(said[0], "Quietschkäse") {
		t.Errorf("of what means nothing the plan says %q", said)
	}
	swap := func(in object) answer { return p.send(t, "POST", "/meals/swaps", in) }
	made := swap(object{"meal_id": "monday-dinner", "scope": "once", "instead": "Hähnchenbrust"})
	made.refused(t, 422, "invalid", "body.instead")
	if !strings.Contains(string(made.body), "disliked") {
		t.Errorf("%.300s", made.body)
	}
	p.send(t, "POST", "/plans/meals/proposals", object{"changes": object{"exclude": []string{"Reis"}}}).want(t, 201)
	swap(object{"meal_id": "monday-dinner", "scope": "always", "date": "2026-11-30"}).refused(t, 422, "invalid", "body.date")
	p.get(t, "/meals/ideas?on_hand="+strings.Repeat("Reis,", 60)).want(t, 200)
	p.get(t, "/meals/ideas?on_hand="+strings.Repeat("Reis,", 81)).refused(t, 422, "invalid", "query.on_hand")
}

// A new allergy takes effect at once in every door of food, for meals that were exchanged before as well.
func TestANewAllergyReachesEveryDoorOfFood(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	var made answer
	for _, eggs := range []string{"shakshuka", "egg_curry_rice", "egg_fried_rice", "courgette_frittata", "potato_tortilla", "egg_potato_salad", "egg_cabbage_noodles", "egg_sweet_potato_curry"} {
		for _, meal := range []string{"monday-dinner", "monday-lunch"} {
			if made.status != 201 {
				made = p.send(t, "POST", "/meals/swaps", object{"meal_id": meal, "scope": "once", "instead": eggs})
			}
		}
	}
	made.want(t, 201)
	p.send(t, "POST", "/proposals/"+made.text(t, "id")+"/accept", nil).want(t, 200)
	pending := p.send(t, "POST", "/meals/swaps", object{"meal_id": "tuesday-dinner", "scope": "once"}).want(t, 201).text(t, "id")
	for _, allergen := range []string{"eggs", "milk", "gluten"} {
		p.send(t, "PATCH", "/profile", object{"diet": object{"allergies": []string{allergen}}}).want(t, 200)
		for _, path := range []string{"/meals/today", "/meals/next", "/today", "/week", "/plans/meals", "/meals/ideas", "/meals/ideas?slot=dinner", "/shopping-list?weeks=2", "/dishes?limit=100", "/proposals/" + made.text(t, "id")} {
			safeFrom(t, p, path, allergen)
		}
	}
	if state := p.get(t, "/proposals/"+pending).at(t, "state"); state != "superseded" {
		t.Errorf("an exchange made for other answers is %v", state)
	}
}

// safeFrom looks in every portion, ingredient and item of an answer for a food with the allergen.
func safeFrom(t *testing.T, p *person, path, allergen string) {
	t.Helper()
	a := p.get(t, path).want(t, 200)
	var document any
	if err := json.Unmarshal(a.body, &document); err != nil {
		t.Fatal(err)
	}
	seen := 0
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if id, ok := v["food"].(string); ok {
				seen++
				food := p.get(t, "/foods/"+id).want(t, 200)
				for _, has := range food.at(t, "allergens").([]any) {
					if has == allergen {
						t.Errorf("%s: %s has %s", path, id, allergen)
					}
				}
			}
			for _, inner := range v {
				walk(inner)
			}
		case []any:
			for _, inner := range v[:min(len(v), 4)] { // some of each kind are enough
				walk(inner)
			}
		}
	}
	walk(document)
	if seen == 0 {
		t.Errorf("%s names no food", path)
	}
}

// Three new dinners that fit: each for another evening, and all of them can enter the plan.
func TestThreeNewDinners(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	plan := mealPlanOf(t, p)
	var ideas struct{ Items []spotter.MealIdea }
	p.get(t, "/meals/ideas?slot=dinner&count=3").want(t, 200).decode(t, &ideas)
	if len(ideas.Items) != 3 {
		t.Fatalf("%d ideas", len(ideas.Items))
	}
	seen := map[string]bool{}
	var last string
	for i, idea := range ideas.Items {
		if seen[idea.Meal.ID] || seen[idea.Meal.Dish] || len(idea.Steps) == 0 || idea.Date == nil {
			t.Errorf("%d: %s for %s", i, idea.Meal.Dish, idea.Meal.ID)
		}
		seen[idea.Meal.ID], seen[idea.Meal.Dish] = true, true
		for _, day := range plan.Days {
			for _, meal := range day.Meals {
				if meal.Dish == idea.Meal.Dish {
					t.Errorf("%s stands in the week already", meal.Dish)
				}
			}
		}
		last = p.send(t, "POST", "/meals/swaps", object{"meal_id": idea.Meal.ID, "instead": idea.Meal.Dish, "scope": "always"}).want(t, 201).text(t, "id")
	}
	p.send(t, "POST", "/proposals/"+last+"/accept", nil).want(t, 200)
	after := mealPlanOf(t, p)
	for _, idea := range ideas.Items {
		for _, day := range after.Days {
			for _, meal := range day.Meals {
				if meal.ID == idea.Meal.ID && meal.Dish != idea.Meal.Dish {
					t.Errorf("%s is %s, want %s", meal.ID, meal.Dish, idea.Meal.Dish)
				}
			}
		}
	}
}

// What can I cook now? Inside what today has left, in the minutes that there are.
func TestWhatCanICookNow(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	day := mealsOf(t, p, "")
	for _, m := range day.Items[:2] {
		p.send(t, "POST", "/meals/logs", object{"meal_id": m.ID}).want(t, 201)
	}
	p.send(t, "POST", "/meals/logs", object{"foods": []object{{"food": "almonds", "grams": 40}}}).want(t, 201)
	day = mealsOf(t, p, "")
	left := day.Remaining.Kcal
	for _, m := range day.Items {
		if !m.Logged && m.ID != "monday-snack" {
			left -= m.Nutrition.Kcal
		}
	}
	var ideas struct{ Items []spotter.MealIdea }
	p.get(t, "/meals/ideas?minutes=15").want(t, 200).decode(t, &ideas)
	if len(ideas.Items) == 0 {
		t.Fatal("no ideas")
	}
	snack := mealNamed(t, day.Items, "monday-snack").Nutrition.Kcal
	for _, idea := range ideas.Items {
		if idea.Meal.ID != "monday-snack" || idea.Meal.Minutes > 15 || len(idea.Steps) == 0 {
			t.Errorf("%s takes %d minutes, for %s", idea.Meal.Name, idea.Meal.Minutes, idea.Meal.ID)
		}
		if most := max(left, 0.75*snack); idea.Meal.Nutrition.Kcal > most+1 {
			t.Errorf("%s has %.0f kcal, the day has %.0f left", idea.Meal.Name, idea.Meal.Nutrition.Kcal, most)
		}
	}
	p.get(t, "/meals/ideas?meal_id=someday-lunch").refused(t, 404, "not_found")
	p.get(t, "/meals/ideas?count=0").refused(t, 422, "invalid", "query.count")
}

func TestMealsAreLoggedInFourWays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	log := func(in object) answer { return p.send(t, "POST", "/meals/logs", in) }
	planned := log(object{"meal_id": "monday-breakfast", "servings": 0.5}).want(t, 201)
	half := mealNamed(t, mealsOf(t, p, "").Items, "monday-breakfast").Nutrition.Kcal / 2
	if got := planned.at(t, "nutrition.kcal").(float64); math.Abs(got-half) > 0.1 {
		t.Errorf("half a breakfast has %v kcal, want %v", got, half)
	}
	// 2 eggs of 50 g at 143 kcal are 143; 64 g of bread at 252 kcal are 161.3
	foods := log(object{"foods": []object{{"food": "Eggs", "measures": 2}, {"food": "wholemeal_bread", "grams": 64}}}).want(t, 201)
	if got := foods.at(t, "nutrition.kcal").(float64); math.Abs(got-304.3) > 0.1 || foods.at(t, "portions.0.measure") != "2 eggs" {
		t.Errorf("%.300s", foods.body)
	}
	dish := log(object{"dish": "Chicken with broccoli and rice", "servings": 2}).want(t, 201)
	one := p.get(t, "/dishes/chicken_broccoli_rice").want(t, 200)
	if dish.at(t, "dish") != "chicken_broccoli_rice" || dish.at(t, "nutrition.kcal").(float64) < 900 || len(one.at(t, "portions").([]any)) == 0 {
		t.Errorf("%.300s", dish.body)
	}
	words := log(object{"name": "a slice of birthday cake"}).want(t, 201)
	if words.at(t, "nutrition") != nil {
		t.Errorf("words have figures: %.300s", words.body)
	}
	day := mealsOf(t, p, "")
	sum := planned.at(t, "nutrition.kcal").(float64) + foods.at(t, "nutrition.kcal").(float64) + dish.at(t, "nutrition.kcal").(float64)
	if math.Abs(day.Eaten.Kcal-sum) > 0.2 || math.Abs(day.Remaining.Kcal-(day.Targets.Energy.Value-sum)) > 0.2 || day.Uncounted != 1 {
		t.Errorf("eaten %v, remaining %v, uncounted %d; logged %v", day.Eaten, day.Remaining, day.Uncounted, sum)
	}
	log(object{}).refused(t, 422, "invalid", "body.meal_id")
	log(object{"meal_id": "monday-lunch", "name": "soup"}).refused(t, 422, "invalid", "body.meal_id")
	log(object{"dish": "unobtainium"}).refused(t, 422, "invalid", "body.dish")
	log(object{"foods": []object{{"food": "unobtainium", "grams": 10}}}).refused(t, 422, "invalid", "body.foods[0].food")
	log(object{"foods": []object{{"food": "egg"}}}).refused(t, 422, "invalid", "body.foods[0].grams")
	log(object{"foods": []object{{"food": "beef_flank", "measures": 1}}}).refused(t, 422, "invalid", "body.foods[0].measures")
}

// A meal of yesterday that is logged today is the one that was planned then.
func TestAMealOfYesterdayIsTheOneOfYesterday(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	planned := mealNamed(t, mealsOf(t, p, "").Items, "monday-dinner")
	w.clock.add(24 * time.Hour)
	p.login(t)
	made := p.send(t, "POST", "/meals/swaps", object{"meal_id": "monday-dinner", "scope": "always"}).want(t, 201)
	p.send(t, "POST", "/proposals/"+made.text(t, "id")+"/accept", nil).want(t, 200)
	if now := mealNamed(t, mealsOf(t, p, "?date=2026-11-30").Items, "monday-dinner"); now.Dish == planned.Dish {
		t.Fatal("the plan has not changed")
	}
	log := p.send(t, "POST", "/meals/logs", object{"meal_id": "monday-dinner", "at": noon.Add(8 * time.Hour)}).want(t, 201)
	if log.at(t, "name") != planned.Name || log.at(t, "nutrition.kcal") != planned.Nutrition.Kcal {
		t.Errorf("%s was planned, %v is logged", planned.Name, log.at(t, "name"))
	}
}

// What people have on the table: a weight, spoons, rice that was weighed cooked, and names in their language.
func TestFoodsAreLoggedInTheirUnits(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	log := func(in object) answer { return p.send(t, "POST", "/meals/logs", in) }
	food := func(name string, amount float64, unit string) object {
		return object{"foods": []object{{"food": name, "amount": amount, "unit": unit}}}
	}
	// by the rows of the table: 200 g × 59 kcal; 13.5 g × 884; 280 g cooked are 100 g × 365; 4 oz are 113.4 g × 879
	for _, c := range []struct {
		in          object
		grams, kcal float64
	}{
		{food("Greek yogurt, fat free", 200, "g"), 200, 118},
		{food("olive oil", 1, "tbsp"), 13.5, 119.3},
		{food("rice", 280, "cooked_g"), 100, 365},
		{food("Olivenöl", 13.5, "g"), 13.5, 119.3},
		{edit(food("olive oil", 1, "tbsp"), "servings", 2), 27, 238.7},
	} {
		a := log(c.in).want(t, 201)
		if g, kcal := a.at(t, "portions.0.grams").(float64), a.at(t, "nutrition.kcal").(float64); math.Abs(g-c.grams) > 0.05 || math.Abs(kcal-c.kcal) > 0.11 {
			t.Errorf("%v: %v g, %v kcal, want %v g, %v kcal", c.in, g, kcal, c.grams, c.kcal)
		}
	}
	if a := log(object{"dish": "Hähnchen mit Brokkoli und Reis"}); a.status != 201 || a.at(t, "dish") != "chicken_broccoli_rice" {
		t.Errorf("a dish by its German name: %.300s", a.body)
	}
	for name, c := range map[string]struct {
		in       object
		location string
		says     string
	}{
		"no unit":        {object{"foods": []object{{"food": "egg", "amount": 2}}}, "body.foods[0].unit", "counted in"},
		"no amount":      {object{"foods": []object{{"food": "egg", "grams": 2, "unit": "oz"}}}, "body.foods[0].unit", "goes with amount"},
		"two ways":       {object{"foods": []object{{"food": "egg", "grams": 2, "amount": 2, "unit": "g"}}}, "body.foods[0].grams", "one of them"},
		"unknown unit":   {food("egg", 2, "handful"), "body.foods[0].unit", ""},
		"no cup of it":   {food("egg", 2, "cup"), "body.foods[0].amount", "its measure (large, 50 g)"},
		"too much":       {food("rice", 50, "kg"), "body.foods[0].amount", "between 0.1 and 5000 g"},
		"part of a name": {food("yogurt, fat", 200, "g"), "body.foods[0].food", "Greek yogurt, fat free"},
	} {
		if a := log(c.in).refused(t, 422, "invalid", c.location); !strings.Contains(string(a.body), c.says) {
			t.Errorf("%s: %.300s does not say %q", name, a.body, c.says)
		}
	}
}

// A recipe is weighed out for the meal that is cooked: its own portion, tonight's exchange, and whatever stands
// instead of an ingredient.
func TestRecipesAreWeighedOutForTheMeal(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	recipe := func(query string) (out coach.Recipe) {
		t.Helper()
		p.get(t, "/dishes/"+query).want(t, 200).decode(t, &out)
		sum, kcal := 0.0, 0.0
		for _, portion := range out.Portions {
			sum += portion.Grams
		}
		for _, step := range out.Method {
			for _, a := range step.Amounts {
				kcal += a.Grams
			}
		}
		if len(out.Method) != len(out.Steps) || kcal > sum+0.01 || kcal < sum/2 {
			t.Errorf("%s: %v g in %d steps, %v g in all", query, kcal, len(out.Method), sum)
		}
		return out
	}
	for _, day := range mealPlanOf(t, p).Days {
		for _, meal := range day.Meals {
			got := recipe(meal.Dish + "?meal_id=" + meal.ID)
			if got.MealID != meal.ID || !slices.Equal(got.Portions, meal.Portions) || got.Date == nil || got.Date.Weekday() != day.Weekday {
				t.Errorf("%s: %+v, want %+v", meal.ID, got.Portions, meal.Portions)
			}
		}
	}
	made := p.send(t, "POST", "/meals/swaps", object{"meal_id": "monday-dinner", "scope": "once"}).want(t, 201)
	p.send(t, "POST", "/proposals/"+made.text(t, "id")+"/accept", nil).want(t, 200)
	var on spotter.MealOnDate
	encoded, _ := json.Marshal(made.at(t, "after"))
	if err := json.Unmarshal(encoded, &on); err != nil {
		t.Fatal(err)
	}
	if got := recipe(on.Meal.Dish); got.MealID != "monday-dinner" || got.Date.String() != "2026-11-23" || !slices.Equal(got.Portions, on.Meal.Portions) {
		t.Errorf("tonight's %s is weighed out as %+v, want %+v", on.Meal.Dish, got.Portions, on.Meal.Portions)
	}
	p.get(t, "/dishes/"+on.Meal.Dish+"?meal_id=monday-dinner&date=2026-11-30").refused(t, 422, "invalid", "query.meal_id")
	p.get(t, "/dishes/"+on.Meal.Dish+"?meal_id=someday-dinner").refused(t, 404, "not_found")
	german := p.do(t, call{method: "GET", path: "/api/v1/dishes/chicken_broccoli_rice", headers: map[string]string{"Accept-Language": "de"}}).want(t, 200)
	if german.at(t, "portions.0.name") != "Hähnchenbrust" || german.at(t, "method.0.text") != german.at(t, "steps.0") {
		t.Errorf("%.400s", german.body)
	}
}

func shopping(t *testing.T, p *person, query string) (spotter.ShoppingList, map[string]spotter.ShoppingItem) {
	t.Helper()
	var list spotter.ShoppingList
	p.get(t, "/shopping-list"+query).want(t, 200).decode(t, &list)
	items := map[string]spotter.ShoppingItem{}
	for _, aisle := range list.Aisles {
		for _, item := range aisle.Items {
			items[item.Food] = item
		}
	}
	return list, items
}

// Ticks stay over a change of the plan, count for what they were bought for, and show what is missing.
func TestShoppingListAndItsTicks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	list, one := shopping(t, p, "")
	_, two := shopping(t, p, "?weeks=2")
	if list.From.String() != "2026-11-23" || list.To.String() != "2026-11-29" || len(one) < 20 || len(two) != len(one) {
		t.Fatalf("%s to %s: %d foods, %d for two weeks", list.From, list.To, len(one), len(two))
	}
	var long, short spotter.ShoppingItem // something that keeps and something that does not
	for _, item := range one {
		if math.Abs(two[item.Food].NeedG-2*item.NeedG) > 2 || len(item.Dishes) == 0 || item.Amount == "" || item.Ticked {
			t.Errorf("%+v, for two weeks %+v", item, two[item.Food])
		}
	}
	for _, aisle := range list.Aisles {
		for _, item := range aisle.Items {
			if aisle.Aisle == "grains" && item.NeedG > long.NeedG {
				long = item
			}
			if aisle.Aisle == "vegetables" && item.NeedG > short.NeedG {
				short = item
			}
		}
	}
	p.send(t, "PUT", "/shopping-list/ticks", object{"weeks": 1, "ticks": []object{{"food": long.Food, "ticked": true}, {"food": short.Food, "ticked": true}}}).want(t, 200)
	_, now := shopping(t, p, "")
	if !now[long.Food].Ticked || !now[short.Food].Ticked || now[long.Food].BuyG != 0 {
		t.Errorf("%+v %+v", now[long.Food], now[short.Food])
	}
	if _, more := shopping(t, p, "?weeks=2"); more[long.Food].Ticked || math.Abs(more[long.Food].BuyG-long.NeedG) > 2 || math.Abs(more[long.Food].HaveG-long.NeedG) > 2 {
		t.Errorf("for two weeks: %+v", more[long.Food])
	}
	other := w.onboarded(t)
	if _, theirs := shopping(t, other, ""); theirs[long.Food].Ticked {
		t.Error("another person's list is ticked")
	}
	p.adopt(t, "meals", object{"instructions": "without mushrooms"})
	if _, after := shopping(t, p, ""); after[long.Food].NeedG > 0 && after[long.Food].HaveG == 0 {
		t.Errorf("a change of the plan has forgotten what was bought: %+v", after[long.Food])
	}
	if _, later := shopping(t, p, "?from=2026-11-30"); later[short.Food].HaveG != 0 {
		t.Errorf("vegetables of last week are still there: %+v", later[short.Food])
	}
	p.send(t, "PUT", "/shopping-list/ticks", object{"weeks": 1, "ticks": []object{{"food": long.Food, "ticked": false}}}).want(t, 200)
	if _, after := shopping(t, p, ""); after[long.Food].Ticked || after[long.Food].HaveG != 0 {
		t.Errorf("ticked off again: %+v", after[long.Food])
	}
	p.get(t, "/shopping-list?weeks=5").refused(t, 422, "invalid", "query.weeks")
	p.send(t, "PUT", "/shopping-list/ticks", object{"weeks": 1, "ticks": []object{{"food": "unobtainium", "ticked": true}}}).refused(t, 422, "invalid", "body.ticks[0].food")
}

func TestARecipeIsWeighedOutForThePerson(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	plan := mealPlanOf(t, p)
	dinner := plan.Days[0].Meals[3]
	var recipe coach.Recipe
	p.get(t, "/dishes/"+dinner.Dish).want(t, 200).decode(t, &recipe)
	if recipe.MealID == "" || len(recipe.Steps) == 0 || len(recipe.Portions) != len(dinner.Portions) || recipe.Nutrition == nil || recipe.Minutes != dinner.Minutes {
		t.Errorf("%+v", recipe)
	}
	if recipe.MealID == dinner.ID && math.Abs(recipe.Nutrition.Kcal-dinner.Nutrition.Kcal) > 0.2 {
		t.Errorf("%v kcal, the plan has %v", recipe.Nutrition.Kcal, dinner.Nutrition.Kcal)
	}
}

func TestWhyAnswersForMeals(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	for _, item := range []string{"", "energy", "protein", "floor", "variety", "monday", "monday.fibre", "monday-dinner", "monday-dinner.energy"} {
		a := p.get(t, "/plans/meals/why?item="+item).want(t, 200)
		if len(a.at(t, "reasons").([]any)) == 0 || strings.TrimSpace(a.text(t, "reasons.0.text")) == "" {
			t.Errorf("%q: %.200s", item, a.body)
		}
	}
	p.get(t, "/plans/meals/why?item=monday.sodium").refused(t, 404, "not_found")
}
