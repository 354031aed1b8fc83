package coach

import (
	"context"
	"slices"
	"strings"

	"spotter"
	"spotter/science/nutrition"
	"spotter/science/safety"
)

// Exercises pages through the exercise catalogue, by id.
func (c *Coach) Exercises(search, cursor string, limit int) Page[spotter.Exercise] {
	return catalogPage(c.exercises.All(), search, cursor, limit,
		func(e spotter.Exercise) (string, []string) { return e.ID, append([]string{e.Name}, e.Aliases...) })
}

// Exercise is one exercise, by id, name or alias.
func (c *Coach) Exercise(name string) (spotter.Exercise, error) {
	if e, ok := c.exercises.Match(name); ok {
		return e, nil
	}
	return spotter.Exercise{}, spotter.NotFound("exercise in the catalogue")
}

// Food is a food as the person may see it.
type Food struct {
	spotter.Food
	Nutrition *spotter.Nutrition `json:"nutrition" doc:"Per 100 g; null where a limit forbids figures"`
}

// Foods pages through the food catalogue, by id.
func (c *Coach) Foods(ctx context.Context, caller spotter.Caller, search, cursor string, limit int) (Page[Food], error) {
	answers, err := c.answers(ctx, caller)
	if err != nil {
		return Page[Food]{}, err
	}
	found := catalogPage(c.foods.All(), search, cursor, limit,
		func(f spotter.Food) (string, []string) { return f.ID, append([]string{f.Name}, f.Aliases...) })
	out := Page[Food]{Items: make([]Food, len(found.Items)), NextCursor: found.NextCursor}
	for i, f := range found.Items {
		out.Items[i] = foodFor(answers, f)
	}
	return out, nil
}

// Food is one food, by id or name.
func (c *Coach) Food(ctx context.Context, caller spotter.Caller, name string) (Food, error) {
	answers, err := c.answers(ctx, caller)
	if err != nil {
		return Food{}, err
	}
	if f, ok := c.foods.Match(name); ok {
		return foodFor(answers, f), nil
	}
	return Food{}, spotter.NotFound("food in the catalogue")
}

// foodFor leaves a food's figures out for those whom they harm.
func foodFor(answers spotter.Answers, f spotter.Food) Food {
	out := Food{Food: f}
	if answers.Screening == nil || !safety.HidesNumbers(*answers.Screening) {
		out.Nutrition = &f.Nutrition
	}
	return out
}

// answers are what is known of the person now: the profile, before completion the answers so far.
func (c *Coach) answers(ctx context.Context, caller spotter.Caller) (spotter.Answers, error) {
	document, err := c.db.As(caller).GetAnswers(ctx, caller.User)
	if err != nil {
		return spotter.Answers{}, orNotFound(err, "account")
	}
	return answersOf(document)
}

// Dishes pages through the dishes that the person may eat, by id; all of them until
// the diet is known.
func (c *Coach) Dishes(ctx context.Context, caller spotter.Caller, search, cursor string, limit int) (Page[spotter.Dish], error) {
	eats, err := c.eats(ctx, caller)
	if err != nil {
		return Page[spotter.Dish]{}, err
	}
	allowed := slices.DeleteFunc(slices.Clone(c.dishes.All()), func(d spotter.Dish) bool { return !eats(d) })
	return catalogPage(allowed, search, cursor, limit,
		func(d spotter.Dish) (string, []string) { return d.ID, append([]string{d.Name}, d.Aliases...) }), nil
}

// Dish is one dish, by id or name. One that the person must not eat is not found.
func (c *Coach) Dish(ctx context.Context, caller spotter.Caller, name string) (spotter.Dish, error) {
	eats, err := c.eats(ctx, caller)
	if err != nil {
		return spotter.Dish{}, err
	}
	if d, ok := c.dishes.Match(name); ok && eats(d) {
		return d, nil
	}
	return spotter.Dish{}, spotter.NotFound("dish that you can eat")
}

// eats answers whether the person may eat a dish.
func (c *Coach) eats(ctx context.Context, caller spotter.Caller) (func(spotter.Dish) bool, error) {
	answers, err := c.answers(ctx, caller)
	if answers.Diet == nil {
		return func(spotter.Dish) bool { return true }, err
	}
	return func(d spotter.Dish) bool { return nutrition.Allows(*answers.Diet, d, c.foods.Find) }, err
}

func catalogPage[T any](all []T, search, cursor string, limit int, names func(T) (string, []string)) Page[T] {
	matching := slices.DeleteFunc(slices.Clone(all), func(item T) bool {
		id, others := names(item)
		return id <= cursor || !mentions(append(others, id), search)
	})
	slices.SortFunc(matching, func(a, b T) int {
		idA, _ := names(a)
		idB, _ := names(b)
		return strings.Compare(idA, idB)
	})
	out := Page[T]{Items: matching}
	if len(matching) > limit {
		out.Items = matching[:limit]
		out.NextCursor, _ = names(matching[limit-1])
	}
	return out
}

func mentions(names []string, search string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return strings.Contains(strings.ToLower(n), strings.ToLower(search)) })
}
