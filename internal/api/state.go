package api

import (
	"context"

	"spotter"
	"spotter/internal/coach"
)

func stateRoutes(rt *router, c *coach.Coach) {
	const tag = "state"
	register(rt, create("/checkins", "check-in", tag, "Say how you feel"),
		func(ctx context.Context, q *call, _ *none, in *spotter.CheckInInput) (spotter.CheckIn, error) {
			return c.CheckIn(ctx, q.Caller, *in)
		})
	register(rt, get("/checkins", "list-check-ins", tag, "Check-ins, newest first"),
		func(ctx context.Context, q *call, p *idPaging[spotter.CheckIn], _ *none) (coach.Page[spotter.CheckIn], error) {
			return c.CheckIns(ctx, q.Caller, p.Cursor, p.Limit)
		})
	register(rt, create("/weights", "log-weight", tag, "Log a weighing"),
		func(ctx context.Context, q *call, _ *none, in *spotter.WeightInput) (spotter.Weight, error) {
			return c.Weigh(ctx, q.Caller, *in)
		})
	register(rt, get("/weights", "list-weights", tag, "Weighings, newest first"),
		func(ctx context.Context, q *call, p *idPaging[spotter.Weight], _ *none) (coach.Page[spotter.Weight], error) {
			return c.Weights(ctx, q.Caller, p.Cursor, p.Limit)
		})
}
