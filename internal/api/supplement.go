package api

import (
	"context"

	"spotter"
	"spotter/internal/coach"
)

func supplementRoutes(rt *router, c *coach.Coach) {
	const tag = "supplements"
	register(rt, get("/supplements", "list-supplements", tag, "The supplement catalogue, by id, with what each is for you"),
		func(ctx context.Context, q *call, p *catalogQuery, _ *none) (coach.Page[spotter.SupplementEntry], error) {
			return c.Supplements(ctx, q.Caller, p.Search, p.Cursor, p.Limit)
		})
	register(rt, get("/supplements/mine", "get-my-supplements", tag, "What you take now: a day's totals over products and food, and warnings"),
		func(ctx context.Context, q *call, _ *none, _ *none) (spotter.SupplementReport, error) {
			return c.MySupplements(ctx, q.Caller)
		})
	register(rt, one("/supplements/{id}", "get-supplement", tag, "One supplement, by id or name: evidence, dose, limit, interactions"),
		func(ctx context.Context, q *call, p *catalogPath, _ *none) (spotter.SupplementAdvice, error) {
			return c.Supplement(ctx, q.Caller, p.ID)
		})
	check := post("/supplements/check", "check-supplements", tag, "What products come to in a day, with food, against the limits")
	check.detail = "Stores nothing."
	register(rt, check, func(ctx context.Context, q *call, _ *none, in *spotter.SupplementCheck) (spotter.SupplementReport, error) {
		return c.CheckSupplements(ctx, q.Caller, *in)
	})
}
