package coach

import (
	"context"
	"slices"

	"spotter"
	"spotter/catalog"
	"spotter/science/nutrition"
)

// Recipe is a dish with what follows from its ingredients.
type Recipe struct {
	Dish
	Allergens []spotter.Allergen   `json:"allergens" doc:"Computed from the ingredients"`
	Portions  []spotter.Portion    `json:"portions" doc:"All amounts to weigh out: those of the planned meal, else of one serving"`
	Method    []spotter.RecipeStep `json:"method" doc:"The steps, each with the amounts that it calls for first"`
	MealID    string               `json:"meal_id,omitempty" doc:"The meal of the plan that the amounts are for"`
	Date      *spotter.Date        `json:"date,omitempty" doc:"The date of that meal"`
	MealName  string               `json:"meal_name,omitempty" doc:"What the meal is called, where a food stands instead of another"`
	Nutrition *spotter.Nutrition   `json:"nutrition" doc:"Of these amounts; null where a limit forbids figures"`
}

// RecipeQuery says which planned meal a recipe is for. Left out, it is the next one that has the dish.
type RecipeQuery struct {
	MealID string
	Date   spotter.Date
}

// Recipe is one dish, by id or name, with the amounts to weigh out: those of the next planned meal that has
// it, else of one serving. A dish that the person must not eat is not found,
// with the reason.
func (c *Coach) Recipe(ctx context.Context, caller spotter.Caller, accept, name string) (Recipe, error) {
	return c.RecipeOf(ctx, caller, accept, name, RecipeQuery{})
}

// RecipeOf is [Coach.Recipe] for a planned meal. A meal that the plan does not have is not found; one with
// another dish is CodeInvalid, located at query.meal_id.
func (c *Coach) RecipeOf(ctx context.Context, caller spotter.Caller, accept, name string, in RecipeQuery) (Recipe, error) {
	d, answers, err := c.daysOrAnswers(ctx, caller, in.Date, recipeReach)
	if err != nil {
		return Recipe{}, err
	}
	dish, ok := c.anyDish(name)
	if !ok {
		return Recipe{}, spotter.NotFound("dish in the catalogue")
	}
	if why := c.whyNotEaten(answers, dish); why != "" {
		return Recipe{}, &spotter.Error{Code: spotter.CodeNotFound, Message: "This dish is not one that you can eat: " + why + "."}
	}
	meal, err := d.cooked(dish.ID, in)
	if err != nil {
		return Recipe{}, err
	}
	return c.recipeOf(dish, meal, c.translationFor(answers, accept), hidesNumbers(answers)), nil
}

// daysOrAnswers are some local days, and what is known of the person: before completion there are no days.
func (c *Coach) daysOrAnswers(ctx context.Context, caller spotter.Caller, around spotter.Date, width int) (*days, spotter.Answers, error) {
	d, err := c.readDays(ctx, c.db.As(caller), caller.User, around, width)
	if spotter.CodeOf(err) == spotter.CodeNotFound {
		answers, err := c.answers(ctx, caller)
		return &days{}, answers, err
	}
	if err != nil {
		return nil, spotter.Answers{}, err
	}
	return d, d.profile.Answers(), nil
}

// recipeReach is how many days the next meal with a dish is looked for.
const recipeReach = 8

// plannedDish is a dish in a meal of one date.
type plannedDish struct {
	date spotter.Date
	meal spotter.PlannedMeal
}

// cooked finds the planned meal that a recipe is for, nil for none.
func (d *days) cooked(dish string, in RecipeQuery) (*plannedDish, error) {
	if d.meals == nil {
		if in.MealID != "" {
			return nil, spotter.NotFound("meal in the plan")
		}
		return nil, nil //nolint:nilnil // one serving is weighed out
	}
	from, width := in.Date, 1
	if in.Date.IsZero() {
		from, width = spotter.DateOf(d.now, d.zone), recipeReach-1
	}
	var other *spotter.TodayMeal
	for i := range width {
		date := from.AddDays(i)
		for _, m := range d.mealsOn(date) {
			switch {
			case in.MealID != "" && m.ID != in.MealID:
			case m.Dish == dish:
				return &plannedDish{date, m.PlannedMeal}, nil
			case in.MealID != "":
				other = &m
			}
		}
	}
	switch {
	case other != nil:
		return nil, spotter.InvalidField("query.meal_id", "is "+other.Name+" on that date")
	case in.MealID != "":
		return nil, spotter.NotFound("meal in the plan")
	}
	return nil, nil //nolint:nilnil // one serving is weighed out
}

// recipeOf weighs a dish out and computes what follows from its ingredients.
func (c *Coach) recipeOf(dish spotter.Dish, planned *plannedDish, t *catalog.Translation, hide bool) Recipe {
	out := Recipe{Dish: dishIn(t, dish), Portions: []spotter.Portion{}, Allergens: []spotter.Allergen{}}
	for _, in := range dish.Ingredients {
		food, _ := c.foods.Find(in.Food)
		out.Portions = append(out.Portions, spotter.Portion{Food: food.ID, Grams: in.Grams, Measure: nutrition.Measure(food, in.Grams)})
	}
	if planned != nil {
		out.MealID, out.Date, out.Portions = planned.meal.ID, &planned.date, slices.Clone(planned.meal.Portions)
		if planned.meal.Name != dish.Name {
			out.MealName = planned.meal.Name
		}
	}
	for i, p := range out.Portions {
		food, _ := c.foods.Find(p.Food)
		translated, _ := t.SpeakFood(food)
		out.Portions[i].Name = translated.Name
		out.Allergens = append(out.Allergens, food.Allergens...)
	}
	slices.Sort(out.Allergens)
	out.Allergens = slices.Compact(out.Allergens)
	out.Method = nutrition.Method(dish, out.Steps, out.Portions, c.foods.Find)
	if sum, ok := nutrition.Of(out.Portions, c.foods.Find); ok && !hide {
		out.Nutrition = &sum
	}
	return out
}
