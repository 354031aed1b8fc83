package coach

import (
	"context"
	"slices"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/nutrition"
)

// Recipe is a dish with what follows from its ingredients.
type Recipe struct {
	Dish
	Allergens []spotter.Allergen `json:"allergens" doc:"Computed from the ingredients"`
	Portions  []spotter.Portion  `json:"portions" doc:"Amounts to weigh out: the person's own where the plan has the dish, else those of one serving"`
	MealID    string             `json:"meal_id,omitempty" doc:"The meal of the plan that the amounts are for"`
	Nutrition *spotter.Nutrition `json:"nutrition" doc:"Of these amounts; null where a limit forbids figures"`
}

// Recipe is one dish, by id or name, with the amounts to weigh out: the person's own where the plan in force
// has it, else those of one serving. One that the person must not eat is not found.
func (c *Coach) Recipe(ctx context.Context, caller spotter.Caller, accept, name string) (Recipe, error) {
	dish, err := c.Dish(ctx, caller, accept, name)
	if err != nil {
		return Recipe{}, err
	}
	out := Recipe{Dish: dish}
	row, err := c.db.As(caller).GetPlanWithProfile(ctx, db.GetPlanWithProfileParams{UserID: caller.User, Kind: string(spotter.PlanMeals)})
	if err != nil && !postgres.IsNoRows(err) {
		return out, err
	}
	answers, err := c.answers(ctx, caller)
	if err != nil {
		return out, err
	}
	if row.Document != nil {
		plan, err := c.safePlan(row.Document, answers)
		if err != nil {
			return out, err
		}
		out.MealID, out.Portions = plannedAs(plan, dish.ID)
	}
	c.fillRecipe(&out, answers)
	return out, nil
}

// plannedAs finds the first meal of the plan with a dish.
func plannedAs(plan spotter.MealPlan, dish string) (mealID string, portions []spotter.Portion) {
	for _, day := range plan.Days {
		if i := slices.IndexFunc(day.Meals, func(m spotter.PlannedMeal) bool { return m.Dish == dish }); i >= 0 {
			return day.Meals[i].ID, day.Meals[i].Portions
		}
	}
	return "", nil
}

// fillRecipe computes what follows from the ingredients.
func (c *Coach) fillRecipe(out *Recipe, answers spotter.Answers) {
	if out.MealID == "" {
		out.Portions = []spotter.Portion{}
		for _, in := range out.Ingredients {
			food, _ := c.foods.Find(in.Food)
			out.Portions = append(out.Portions, spotter.Portion{Food: food.ID, Name: food.Name, Grams: in.Grams, Measure: nutrition.Measure(food, in.Grams)})
		}
	}
	out.Allergens = []spotter.Allergen{}
	for _, p := range out.Portions {
		food, _ := c.foods.Find(p.Food)
		out.Allergens = append(out.Allergens, food.Allergens...)
	}
	slices.Sort(out.Allergens)
	out.Allergens = slices.Compact(out.Allergens)
	if sum, ok := nutrition.Of(out.Portions, c.foods.Find); ok && !hidesNumbers(answers) {
		out.Nutrition = &sum
	}
}
