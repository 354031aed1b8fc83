package coach

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"spotter"
	"spotter/science/nutrition"
)

// anyFood finds a food by id, name or alias, or by its name in any language, and asks for imported ones only
// when it is none of ours.
func (c *Coach) anyFood(ctx context.Context, name string) (food spotter.Food, found bool, err error) {
	if food, found = c.ownFood(name); found {
		return food, true, nil
	}
	extra, err := c.freshImports(ctx)
	if err != nil {
		return spotter.Food{}, false, err
	}
	food, found = extra.food(name)
	return food, found, nil
}

func (c *Coach) ownFood(name string) (spotter.Food, bool) {
	if food, ok := c.foods.Match(name); ok {
		return food, true
	}
	return c.foods.Find(c.translations.Food(name))
}

// anyDish finds a dish by id, name or alias, or by its name in any language.
func (c *Coach) anyDish(name string) (spotter.Dish, bool) {
	if dish, ok := c.dishes.Match(name); ok {
		return dish, true
	}
	return c.dishes.Find(c.translations.Dish(name))
}

// mostNear is how many foods an answer names for a word that is none.
const mostNear = 5

// nearFoods names foods of the catalogue that a word is part of.
func (c *Coach) nearFoods(word string) string {
	var names []string
	for _, food := range c.foods.All() {
		if mentions(append([]string{food.Name}, food.Aliases...), strings.TrimSpace(word)) {
			names = append(names, food.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	slices.SortStableFunc(names, func(a, b string) int { return len(a) - len(b) })
	return "; near it are " + strings.Join(names[:min(mostNear, len(names))], ", ")
}

// weighed are foods that were eaten, in grams as bought.
func (c *Coach) weighed(ctx context.Context, list []spotter.EatenFood) ([]spotter.Food, []float64, error) {
	foods, grams := make([]spotter.Food, len(list)), make([]float64, len(list))
	for i, in := range list {
		at := fmt.Sprintf("body.foods[%d].", i)
		food, ok, err := c.anyFood(ctx, in.Food)
		if err != nil {
			return nil, nil, err
		}
		if !ok {
			return nil, nil, spotter.InvalidField(at+"food", "is no food of the catalogue"+c.nearFoods(in.Food)+"; look it up in /foods, or log a name alone")
		}
		amount, unit, field := in.Eaten()
		g, problem := nutrition.Weigh(food, amount, unit)
		switch {
		case problem != "":
			return nil, nil, spotter.InvalidField(at+field, problem)
		case g < spotter.LeastEatenG || g > spotter.MostEatenG:
			return nil, nil, spotter.InvalidField(at+field, fmt.Sprintf("comes to %.4g g, and must come to between %g and %g g", g, spotter.LeastEatenG, spotter.MostEatenG))
		}
		foods[i], grams[i] = food, g
	}
	return foods, grams, nil
}
