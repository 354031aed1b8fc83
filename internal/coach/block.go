package coach

import (
	"context"
	"encoding/json"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/training"
)

// logReach is how far back a logged set says what a person can lift today.
const logReach = 42 * 24 * time.Hour

// recentLifts are the logged sets of the last weeks that tell a one-repetition maximum.
func (c *Coach) recentLifts(ctx context.Context, tx *postgres.Tx) ([]spotter.RecentLift, error) {
	rows, err := tx.ListRecentLifts(ctx, db.ListRecentLiftsParams{UserID: tx.Caller.User, Since: c.now().Add(-logReach)})
	if err != nil {
		return nil, err
	}
	out := make([]spotter.RecentLift, len(rows))
	for i, r := range rows {
		out[i] = spotter.RecentLift{Exercise: r.Exercise, WeightKG: r.WeightKg, Reps: r.Reps, RIR: r.Rir}
	}
	return out, nil
}

// moveBlock says what a new plan does with the block of the plan in force: it follows it when that is asked
// for, it changes it while it goes on, and where goal or level are others by now it starts afresh.
func (c *Coach) moveBlock(in *training.Input, b basis) error {
	if b.before == nil {
		if in.Changes.NextBlock {
			return spotter.InvalidField("changes.next_block", "needs a plan in force that it can follow; complete the onboarding first")
		}
		return nil
	}
	var before spotter.TrainingPlan
	if err := json.Unmarshal(b.before, &before); err != nil {
		return err
	}
	switch {
	case in.Changes.NextBlock:
		in.Previous, in.Goes = &before, training.Next
	case before.Goal == in.Goals.Primary && before.Level == in.Fitness.Level:
		in.Previous, in.Goes = &before, training.On
		in.Began = began(before, b.since, b.answers)
	}
	return nil
}

// began is the first day of a plan's block in the person's own calendar.
func began(plan spotter.TrainingPlan, since time.Time, a spotter.Answers) spotter.Date {
	if plan.Began != nil {
		return *plan.Began
	}
	return spotter.DateOf(since, a.About.Zone())
}
