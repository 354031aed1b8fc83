package nutrition

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"spotter"
)

// Safe holds a plan against answers that may have changed since it was made: a new allergy, a new
// pattern, a limit on figures. Meals with a food that may not be offered any more are replaced by the
// nearest safe dishes for their slots, weighed out together so that the day's sum stays where it was, and
// left out when there is none; replaced lists the ids of both. The plan that was given is not written to;
// when nothing is unsafe the answer shares its memory. An error says that meals had to be left out: the
// plan that comes with it is safe.
func Safe(plan spotter.MealPlan, in Input, dishes []spotter.Dish, foods Lookup) (safe spotter.MealPlan, replaced []string, err error) {
	in.Changes = spotter.Changes{}
	r := newRules(in)
	unsafe := map[string]string{}
	for _, day := range plan.Days {
		for _, meal := range day.Meals {
			if why := r.meal(meal, foods); why != "" {
				unsafe[meal.ID] = why
				replaced = append(replaced, meal.ID)
			}
		}
	}
	if len(unsafe) > 0 {
		plan, err = replaceUnsafe(plan, in, unsafe, dishes, foods)
	}
	if in.Limits.HideNumbers {
		hideNumbers(&plan, in)
	}
	return plan, replaced, err
}

// meal says why a planned meal may not be offered, "" when it may. A food that is not in the catalogue
// any more cannot be shown to be safe.
func (r *rules) meal(meal spotter.PlannedMeal, foods Lookup) string {
	for _, a := range r.diet.Allergies {
		if slices.Contains(meal.Allergens, a) {
			return meal.Name + " contains " + spoken(string(a))
		}
	}
	var eaten []*spotter.Food
	for _, portion := range meal.Portions {
		food, ok := foods(portion.Food)
		if !ok {
			return portion.Name + " is not in the catalogue any more"
		}
		if by, why := r.food(&food); by != ruleNone {
			return why
		}
		eaten = append(eaten, &food)
	}
	if r.diet.Pattern == "kosher" && mixesMeatAndMilk(eaten) {
		return meal.Name + " mixes meat and milk, which is not kosher"
	}
	return ""
}

func replaceUnsafe(plan spotter.MealPlan, in Input, unsafe map[string]string, dishes []spotter.Dish, foods Lookup) (spotter.MealPlan, error) {
	k, err := newKitchen(in, dishes, foods)
	if err != nil {
		return spotter.MealPlan{}, err
	}
	plan.Days = slices.Clone(plan.Days)
	used, lost := map[string]int{}, 0
	for _, day := range plan.Days {
		for _, meal := range day.Meals {
			if _, bad := unsafe[meal.ID]; !bad {
				used[meal.Dish]++
			}
		}
	}
	for d := range plan.Days {
		day := &plan.Days[d]
		before := len(day.Meals)
		day.Meals = k.safeMeals(*day, unsafe, used)
		lost += before - len(day.Meals)
		if day.Nutrition != nil {
			day.Nutrition = dayNutrition(day.Meals, foods)
		}
	}
	if lost > 0 {
		return plan, noPlan("diet", fmt.Sprintf("%d meals had to be left out.", lost), "No safe dish is left for them: ask for a new plan with a longer cooking time or fewer dislikes.")
	}
	return plan, nil
}

// safeMeals are a day's meals with the unsafe ones replaced or left out; used counts a dish's places in the week.
func (k *kitchen) safeMeals(day spotter.MealDay, unsafe map[string]string, used map[string]int) []spotter.PlannedMeal {
	taken := map[string]bool{}
	for _, meal := range day.Meals {
		taken[meal.Dish] = true
	}
	found, want := map[int]course{}, vector{}
	for i, slot := range slotsOfDay(day) {
		if _, bad := unsafe[day.Meals[i].ID]; !bad {
			continue
		}
		was := k.amountOf(day.Meals[i])
		if c, ok := k.replacement(was, slot.kind, taken, used); ok {
			taken[c.plate.dish.ID], found[i] = true, c
			used[c.plate.dish.ID]++
			want = want.plus(was, 1)
		}
	}
	return k.served(day, unsafe, together(found, want))
}

// together mends the sum of the courses that were found where each by itself is a little off.
func together(found map[int]course, want vector) map[int]course {
	at := slices.Sorted(maps.Keys(found))
	var list []course
	var sum vector
	for _, i := range at {
		list, sum = append(list, found[i]), sum.plus(found[i].sum(), 1)
	}
	g := newGoal(want)
	g.low[kcal], g.high[kcal] = 0.98*want[kcal], 1.02*want[kcal]
	g.low[protein], g.high[protein] = 0.95*want[protein], 1.08*want[protein]
	g.polish(list, sum)
	for n, i := range at {
		found[i] = list[n]
	}
	return found
}

// served puts what was found where the unsafe meals stood.
func (k *kitchen) served(day spotter.MealDay, unsafe map[string]string, found map[int]course) []spotter.PlannedMeal {
	meals := make([]spotter.PlannedMeal, 0, len(day.Meals))
	for i, meal := range day.Meals {
		why, bad := unsafe[meal.ID]
		c, ok := found[i]
		switch {
		case !bad:
			meals = append(meals, meal)
		case ok:
			next := c.meal(meal.ID, spotter.MealSlot{Name: meal.Slot, Time: meal.Time})
			next.Reason = fmt.Sprintf("Takes the place of %s: %s.", meal.Name, why)
			if meal.Nutrition == nil {
				next.Nutrition = nil
			}
			meals = append(meals, next)
		}
	}
	return meals
}

func slotsOfDay(day spotter.MealDay) []slot {
	meals := make([]spotter.MealSlot, len(day.Meals))
	for i, m := range day.Meals {
		meals[i] = spotter.MealSlot{Name: m.Slot, Time: m.Time}
	}
	return slotsOf(meals)
}

// What a replacement costs that the week or the day has already.
const (
	costUsed  = 1.2
	costTaken = 30.0
)

// replacement is the safe dish whose amounts come nearest to what goes, preferring one that neither the
// day nor the week has yet.
func (k *kitchen) replacement(was vector, kind string, taken map[string]bool, used map[string]int) (best course, ok bool) {
	g := mealGoal(was)
	least := math.Inf(1)
	for _, p := range k.allowed[kind] {
		c, sum := g.weigh(p)
		cost := 20*g.miss(sum) + 60*math.Abs(sum[kcal]/was[kcal]-1) + costUsed*float64(used[p.dish.ID])
		if taken[p.dish.ID] {
			cost += costTaken
		}
		if p.dish.Seldom || eating(k.rules.diet.Pattern).unusual(p.source) {
			cost += costUnusual
		}
		if cost < least {
			least, best, ok = cost, c, true
		}
	}
	return best, ok
}

// amountOf is what a meal came to, whether or not its figures may be shown.
func (k *kitchen) amountOf(meal spotter.PlannedMeal) vector {
	if sum, ok := Of(meal.Portions, k.foods); ok && sum.Kcal > 0 {
		return vectorOf(sum)
	}
	if meal.Nutrition != nil && meal.Nutrition.Kcal > 0 {
		return vectorOf(*meal.Nutrition)
	}
	return vectorOf(spotter.Nutrition{Kcal: 500, ProteinG: 25, CarbsG: 60, FatG: 17, FibreG: 7})
}

// dayNutrition sums the meals again from their portions.
func dayNutrition(meals []spotter.PlannedMeal, foods Lookup) *spotter.Nutrition {
	var sum spotter.Nutrition
	for _, meal := range meals {
		n, _ := Of(meal.Portions, foods)
		sum = sum.Add(n)
	}
	sum = rounded(sum)
	return &sum
}
