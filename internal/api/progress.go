package api

import (
	"context"

	"spotter"
	"spotter/internal/coach"
)

type rangeQuery struct {
	From *spotter.Date `query:"from" doc:"The first local date; twelve weeks before to when left out"`
	To   *spotter.Date `query:"to" doc:"The last local date; today when left out"`
}

func (q rangeQuery) dates() (from, to spotter.Date) {
	if q.From != nil {
		from = *q.From
	}
	if q.To != nil {
		to = *q.To
	}
	return from, to
}

func progressRoutes(rt *router, c *coach.Coach) {
	const tag = "state"
	register(rt, one("/progress", "get-progress", tag, "What the logs of some local days come to, suited to charts; 366 days at the most"),
		func(ctx context.Context, q *call, p *rangeQuery, _ *none) (spotter.ProgressReport, error) {
			from, to := p.dates()
			return c.Progress(ctx, q.Caller, from, to)
		})
	register(rt, one("/reviews/weekly", "get-weekly-review", tag, "The last whole week in words and figures; a week is whole on its Sunday at 18:00. Made now when it has not been made yet"),
		func(ctx context.Context, q *call, _ *none, _ *none) (spotter.WeeklyReview, error) {
			return c.WeeklyReview(ctx, q.Caller)
		})
	register(rt, post("/progress/evaluations", "evaluate-progress", tag, "Look at the history now, as is done once a day, and propose what follows from it: nothing, or one change a plan"),
		func(ctx context.Context, q *call, _ *none, _ *none) (spotter.Evaluation, error) {
			return c.Evaluate(ctx, q.Caller)
		})
}
