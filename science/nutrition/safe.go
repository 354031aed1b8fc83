package nutrition

import (
	"fmt"
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
	found, want := map[int]*plate{}, vector{}
	var plates []*plate
	var shares []float64
	for i, slot := range slotsOfDay(day) {
		if _, bad := unsafe[day.Meals[i].ID]; !bad {
			continue
		}
		was := k.amountOf(day.Meals[i])
		p := k.replacement(was, slot.kind, taken, used)
		if p == nil {
			continue
		}
		taken[p.dish.ID], found[i] = true, p
		used[p.dish.ID]++
		plates, shares, want = append(plates, p), append(shares, was[kcal]), want.plus(was, 1)
	}
	return k.served(day, unsafe, found, weighTogether(plates, shares, want))
}

// weighTogether weighs dishes out so that together they come to a sum.
func weighTogether(plates []*plate, shares []float64, want vector) []course {
	g := mealGoal(want)
	vars := variables(plates, shares)
	factors := g.fit(vars)
	var out []course
	var sum vector
	room := make([]float64, len(plates))
	for i, p := range plates {
		c := course{p, p.serve(factors[:len(p.roles)])}
		factors = factors[len(p.roles):]
		out, sum, room[i] = append(out, c), sum.plus(c.sum(), 1), roomFor(shares[i])
	}
	g.polish(out, sum, room)
	return out
}

// served puts what was found, in the order of the slots, where the unsafe meals stood.
func (k *kitchen) served(day spotter.MealDay, unsafe map[string]string, found map[int]*plate, courses []course) []spotter.PlannedMeal {
	meals := make([]spotter.PlannedMeal, 0, len(day.Meals))
	for i, meal := range day.Meals {
		why, bad := unsafe[meal.ID]
		switch {
		case !bad:
			meals = append(meals, meal)
		case found[i] != nil:
			next := courses[0].meal(meal.ID, spotter.MealSlot{Name: meal.Slot, Time: meal.Time})
			courses = courses[1:]
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
func (k *kitchen) replacement(was vector, kind string, taken map[string]bool, used map[string]int) *plate {
	g := mealGoal(was)
	var best *plate
	least := math.Inf(1)
	for _, p := range k.allowed[kind] {
		vars := variables([]*plate{p}, []float64{was[kcal]})
		fitted := g.fit(vars)
		sum := p.sum(fitted)
		cost := 20*g.miss(sum) + 60*math.Abs(sum[kcal]/was[kcal]-1) + g.strain(sum, vars, fitted) + costUsed*float64(used[p.dish.ID])
		if taken[p.dish.ID] {
			cost += costTaken
		}
		if cost < least {
			least, best = cost, p
		}
	}
	return best
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
