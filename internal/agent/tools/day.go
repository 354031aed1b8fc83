package tools

import (
	"context"

	"spotter"
)

// onDay asks about one day.
type onDay struct {
	Date *spotter.Date `json:"date,omitempty" doc:"A local date; today when left out"`
}

// definitions is every tool, in the order in which models are given them.
func definitions() []definition {
	return []definition{define("today", today)}
}

func today(ctx context.Context, env Env, in onDay) (Result, error) {
	var date spotter.Date
	if in.Date != nil {
		date = *in.Date
	}
	day, err := env.Coach.Today(ctx, env.Caller, date)
	return Result{Text: day.Date.String()}, err
}
