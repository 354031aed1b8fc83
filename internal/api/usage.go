package api

import (
	"context"

	"spotter"
	"spotter/internal/coach"
)

// usageRange is between which dates of the person.
type usageRange struct {
	From *spotter.Date `query:"from" doc:"The first local date; the first of to's month when left out"`
	To   *spotter.Date `query:"to" doc:"The last local date; today when left out"`
}

func usageRoutes(rt *router, c *coach.Coach) {
	usage := get("/usage", "get-usage", "usage", "What models were used, what that cost, and how the budget stands")
	usage.detail = "By month of the person's own dates, provider, model and channel; at most two years at a time."
	register(rt, usage, func(ctx context.Context, q *call, p *usageRange, _ *none) (spotter.UsageReport, error) {
		from, to := rangeQuery(*p).dates()
		return c.Usage(ctx, q.Caller, from, to)
	})
}
