package api

import (
	"context"

	"spotter"
	"spotter/internal/coach"
)

type dateQuery struct {
	Date *spotter.Date `query:"date" doc:"A local date; today when left out"`
}

func (q dateQuery) date() spotter.Date {
	if q.Date == nil {
		return spotter.Date{}
	}
	return *q.Date
}

func todayRoutes(rt *router, c *coach.Coach) {
	const tag = "today"
	register(rt, one("/today", "get-today", tag, "One day in the person's own zone: session or rest, meals, water, reminders"),
		func(ctx context.Context, q *call, p *dateQuery, _ *none) (spotter.Today, error) {
			return c.Today(ctx, q.Caller, p.date())
		})
	register(rt, one("/week", "get-week", tag, "Seven days, Monday first"),
		func(ctx context.Context, q *call, p *dateQuery, _ *none) (spotter.Week, error) {
			return c.Week(ctx, q.Caller, p.date())
		})
	register(rt, get("/meals/today", "get-meals-today", tag, "The day's meals, and what is left of the day"),
		func(ctx context.Context, q *call, p *dateQuery, _ *none) (spotter.MealsToday, error) {
			day, err := c.Today(ctx, q.Caller, p.date())
			return spotter.MealsToday{Date: day.Date, Items: day.Meals, Targets: day.Targets, Eaten: day.Eaten, Remaining: day.Remaining, Uncounted: day.Uncounted}, err
		})
	register(rt, get("/meals/next", "get-next-meal", tag, "The next planned meal, today's or tomorrow's"),
		func(ctx context.Context, q *call, _ *none, _ *none) (spotter.TodayMeal, error) {
			return c.NextMeal(ctx, q.Caller)
		})
}
