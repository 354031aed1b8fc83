package api

import (
	"context"

	"spotter"
	"spotter/catalog"
	"spotter/internal/coach"
)

type catalogPath struct {
	ID string `path:"id"`
}

type recipeQuery struct {
	ID     string        `path:"id"`
	MealID string        `query:"meal_id" maxLength:"60" doc:"The planned meal to cook; the next one with the dish when left out"`
	Date   *spotter.Date `query:"date" doc:"Of that meal"`
}

type catalogQuery struct {
	Search string `query:"search" maxLength:"80" doc:"Part of a name"`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"50" doc:"How many items at the most"`
	Cursor string `query:"cursor" maxLength:"80" doc:"next_cursor of the page before"`
}

type picturePath struct {
	ID   string `path:"id"`
	Lang string `query:"lang" enum:"en,de,es,hi" doc:"Language of the words in the picture; else that of Accept-Language, else English"`
}

// language is what the address asks for, else what the request prefers.
func (p *picturePath) language(c *call) string {
	if p.Lang != "" {
		return p.Lang
	}
	return catalog.Choose(c.Accept, "")
}

func catalogRoutes(rt *router, c *coach.Coach) {
	const tag = "catalogue"
	register(rt, get("/exercises", "list-exercises", tag, "The exercise catalogue, by id").translated(),
		func(ctx context.Context, q *call, p *catalogQuery, _ *none) (coach.Page[coach.Exercise], error) {
			return c.Exercises(ctx, q.Caller, q.Accept, p.Search, p.Cursor, p.Limit)
		})
	register(rt, one("/exercises/{id}", "get-exercise", tag, "One exercise, by id or name").translated(),
		func(ctx context.Context, q *call, p *catalogPath, _ *none) (coach.Exercise, error) {
			return c.Exercise(ctx, q.Caller, q.Accept, p.ID)
		})
	register(rt, image("/exercises/{id}/muscles.svg", "get-exercise-muscles", tag, "The muscles that an exercise works, front and back"),
		func(ctx context.Context, q *call, p *picturePath, _ *none) (picture, error) {
			return c.MuscleMap(ctx, p.ID, p.language(q))
		})
	register(rt, image("/exercises/{id}/motion.svg", "get-exercise-motion", tag, "A figure that does the exercise; start and end side by side for whoever asked for less motion"),
		func(ctx context.Context, q *call, p *picturePath, _ *none) (picture, error) {
			return c.Motion(ctx, p.ID, p.language(q))
		})
	register(rt, get("/foods", "list-foods", tag, "The food catalogue, by id; figures per 100 g from USDA SR26").translated(),
		func(ctx context.Context, q *call, p *catalogQuery, _ *none) (coach.Page[coach.Food], error) {
			return c.Foods(ctx, q.Caller, q.Accept, p.Search, p.Cursor, p.Limit)
		})
	register(rt, one("/foods/{id}", "get-food", tag, "One food, by id or name").translated(),
		func(ctx context.Context, q *call, p *catalogPath, _ *none) (coach.Food, error) {
			return c.Food(ctx, q.Caller, q.Accept, p.ID)
		})
	register(rt, get("/dishes", "list-dishes", tag, "The dishes that the person may eat, by id").translated(),
		func(ctx context.Context, q *call, p *catalogQuery, _ *none) (coach.Page[coach.Dish], error) {
			return c.Dishes(ctx, q.Caller, q.Accept, p.Search, p.Cursor, p.Limit)
		})
	register(rt, one("/dishes/{id}", "get-dish", tag, "One dish with its recipe, by id or name, weighed out step by step for the planned meal that has it").translated(),
		func(ctx context.Context, q *call, p *recipeQuery, _ *none) (coach.Recipe, error) {
			return c.RecipeOf(ctx, q.Caller, q.Accept, p.ID, coach.RecipeQuery{MealID: p.MealID, Date: dateQuery{p.Date}.date()})
		})
}
