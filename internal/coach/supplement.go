package coach

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"spotter"
	"spotter/science/supplement"
)

// Supplements pages through the supplement catalogue, by id, each with its verdict for the person.
func (c *Coach) Supplements(ctx context.Context, caller spotter.Caller, search, cursor string, limit int) (Page[spotter.SupplementEntry], error) {
	answers, err := c.answers(ctx, caller)
	if err != nil {
		return Page[spotter.SupplementEntry]{}, err
	}
	found := catalogPage(c.supplements.All(), search, cursor, limit,
		func(s spotter.Supplement) (string, []string) { return s.ID, append([]string{s.Name}, s.Aliases...) })
	out := Page[spotter.SupplementEntry]{Items: make([]spotter.SupplementEntry, len(found.Items)), NextCursor: found.NextCursor}
	for i, s := range found.Items {
		out.Items[i] = supplement.Entry(c.taker(answers), s)
	}
	return out, nil
}

// Supplement is what may be told of one supplement, by id or name, to the person.
func (c *Coach) Supplement(ctx context.Context, caller spotter.Caller, name string) (spotter.SupplementAdvice, error) {
	answers, err := c.answers(ctx, caller)
	if err != nil {
		return spotter.SupplementAdvice{}, err
	}
	s, ok := c.supplements.Match(name)
	if !ok {
		return spotter.SupplementAdvice{}, spotter.NotFound("supplement in the catalogue")
	}
	return supplement.Advise(c.taker(answers), s, c.supplements.Limits()), nil
}

// MySupplements is what the products of the supplements step come to in a day, with the food of the meal
// plan in force, and what forbids them now.
func (c *Coach) MySupplements(ctx context.Context, caller spotter.Caller) (spotter.SupplementReport, error) {
	answers, planned, from, err := c.answersWithFood(ctx, caller)
	if err != nil {
		return spotter.SupplementReport{}, err
	}
	items := []spotter.SupplementItem{}
	if answers.Supplements != nil {
		for _, name := range answers.Supplements.Current {
			items = append(items, spotter.SupplementItem{Name: name})
		}
	}
	return c.report(answers, items, planned, from), nil
}

// CheckSupplements answers what products come to in a day with the food that is given, else with that of
// the meal plan in force. It stores nothing.
func (c *Coach) CheckSupplements(ctx context.Context, caller spotter.Caller, in spotter.SupplementCheck) (spotter.SupplementReport, error) {
	answers, food, from, err := c.answersWithFood(ctx, caller)
	if err != nil {
		return spotter.SupplementReport{}, err
	}
	if in.Foods != nil {
		if food, err = c.foodGiven(in.Foods); err != nil {
			return spotter.SupplementReport{}, err
		}
		from = "given"
	}
	for i, item := range in.Items {
		if err := c.convertible(item, i); err != nil {
			return spotter.SupplementReport{}, err
		}
	}
	return c.report(answers, in.Items, food, from), nil
}

// convertible refuses an amount in a unit in which nobody counts the product.
func (c *Coach) convertible(item spotter.SupplementItem, i int) error {
	p := supplement.Read(item, c.supplements.Match)
	if p.Supplement == nil || p.Amount == nil || p.Supplement.Nutrient == "" {
		return nil
	}
	if _, ok := p.PerDay("mg"); !ok {
		return spotter.InvalidField("body.items["+strconv.Itoa(i)+"].unit", "cannot be converted for "+p.Supplement.Name+"; give g, mg or µg")
	}
	return nil
}

func (c *Coach) report(answers spotter.Answers, items []spotter.SupplementItem, food []supplement.Eaten, from string) spotter.SupplementReport {
	products := make([]supplement.Product, 0, len(items))
	for _, item := range items {
		products = append(products, supplement.ReadAll(item, c.supplements.Match)...)
	}
	out := supplement.Report(c.taker(answers), products, food, c.supplements.Limits(), c.supplements.Match)
	out.FoodFrom = from
	return out
}

// taker is the person as the rules for supplements see them, with today's limits.
func (c *Coach) taker(answers spotter.Answers) supplement.Person {
	p := supplement.Person{Answers: answers}
	if answers.About != nil {
		p.Today, p.Limits = c.today(answers), c.limits(answers)
	}
	return p
}

// answersWithFood is what is known of the person, with the average day of the meal plan in force as it may
// be eaten today.
func (c *Coach) answersWithFood(ctx context.Context, caller spotter.Caller) (spotter.Answers, []supplement.Eaten, string, error) {
	row, err := c.db.As(caller).GetAnswersWithMeals(ctx, caller.User)
	if err != nil {
		return spotter.Answers{}, nil, "none", orNotFound(err, "account")
	}
	answers, err := answersOf(row.Answers)
	if err != nil {
		return answers, nil, "none", err
	}
	var plan *spotter.MealPlan
	if err := json.Unmarshal(row.Meals, &plan); err != nil || plan == nil || answered(spotter.PlanMeals, answers) != nil {
		return answers, nil, "none", err
	}
	safe, err := c.safeMeals(*plan, answers)
	return answers, c.averageDay(safe), "plan", err
}

func (c *Coach) averageDay(plan spotter.MealPlan) []supplement.Eaten {
	grams := map[string]float64{}
	for _, d := range plan.Days {
		for _, m := range d.Meals {
			for _, p := range m.Portions {
				grams[p.Food] += p.Grams / float64(len(plan.Days))
			}
		}
	}
	out := make([]supplement.Eaten, 0, len(grams))
	for _, id := range slices.Sorted(maps.Keys(grams)) {
		if food, ok := c.foods.Find(id); ok {
			out = append(out, c.eaten(food, grams[id]))
		}
	}
	return out
}

func (c *Coach) foodGiven(portions []spotter.FoodPortion) ([]supplement.Eaten, error) {
	out := make([]supplement.Eaten, len(portions))
	for i, p := range portions {
		food, ok := c.ownFood(p.Food)
		if !ok {
			return nil, spotter.InvalidField("body.foods["+strconv.Itoa(i)+"].food", "is not in the food catalogue; search it at /foods")
		}
		out[i] = c.eaten(food, p.Grams)
	}
	return out, nil
}

func (c *Coach) eaten(food spotter.Food, grams float64) supplement.Eaten {
	return supplement.Eaten{Grams: grams, Holds: c.micronutrients[food.NDB], Animal: supplement.IsAnimal(food.Kind)}
}
