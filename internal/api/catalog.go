package api

import (
	"context"

	"spotter"
	"spotter/internal/coach"
)

type catalogPath struct {
	ID string `path:"id"`
}

type catalogQuery struct {
	Search string `query:"search" maxLength:"80" doc:"Part of a name"`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"50" doc:"How many items at the most"`
	Cursor string `query:"cursor" maxLength:"80" doc:"next_cursor of the page before"`
}

func catalogRoutes(rt *router, c *coach.Coach) {
	const tag = "catalogue"
	register(rt, get("/exercises", "list-exercises", tag, "The exercise catalogue, by id"),
		func(_ context.Context, _ *call, p *catalogQuery, _ *none) (coach.Page[spotter.Exercise], error) {
			return c.Exercises(p.Search, p.Cursor, p.Limit), nil
		})
	register(rt, one("/exercises/{id}", "get-exercise", tag, "One exercise, by id or name"),
		func(_ context.Context, _ *call, p *catalogPath, _ *none) (spotter.Exercise, error) {
			return c.Exercise(p.ID)
		})
	register(rt, get("/foods", "list-foods", tag, "The food catalogue, by id; figures per 100 g from USDA SR26"),
		func(ctx context.Context, q *call, p *catalogQuery, _ *none) (coach.Page[coach.Food], error) {
			return c.Foods(ctx, q.Caller, p.Search, p.Cursor, p.Limit)
		})
	register(rt, one("/foods/{id}", "get-food", tag, "One food, by id or name"),
		func(ctx context.Context, q *call, p *catalogPath, _ *none) (coach.Food, error) {
			return c.Food(ctx, q.Caller, p.ID)
		})
	register(rt, get("/dishes", "list-dishes", tag, "The dishes that the person may eat, by id"),
		func(ctx context.Context, q *call, p *catalogQuery, _ *none) (coach.Page[spotter.Dish], error) {
			return c.Dishes(ctx, q.Caller, p.Search, p.Cursor, p.Limit)
		})
	register(rt, one("/dishes/{id}", "get-dish", tag, "One dish with its recipe, by id or name, weighed out for the person where the plan has it"),
		func(ctx context.Context, q *call, p *catalogPath, _ *none) (spotter.Recipe, error) {
			return c.Recipe(ctx, q.Caller, p.ID)
		})
}
