package api

import (
	"context"

	"spotter"
	"spotter/internal/coach"
)

func mealRoutes(rt *router, c *coach.Coach) {
	const tag = "food"
	register(rt, create("/meals/logs", "log-meal", tag, "Log a meal"),
		func(ctx context.Context, q *call, _ *none, in *spotter.MealInput) (spotter.MealLog, error) {
			return c.Eat(ctx, q.Caller, *in)
		})
	register(rt, create("/water/logs", "log-water", tag, "Log a drink of water"),
		func(ctx context.Context, q *call, _ *none, in *spotter.WaterInput) (spotter.WaterLog, error) {
			return c.Drink(ctx, q.Caller, *in)
		})
}
