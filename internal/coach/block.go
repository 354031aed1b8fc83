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

// draftOn plans from a basis with what the log tells and, where keep says so, with what the person had asked
// for in the plan in force. It answers the changes that the draft was made with: what was asked for earlier is
// let go where it is not possible any more.
func (c *Coach) draftOn(ctx context.Context, tx *postgres.Tx, kind spotter.PlanKind, b basis, asked spotter.Changes, keep bool, compareWith json.RawMessage) (draft, spotter.Changes, error) {
	changes := asked
	if kind == spotter.PlanTraining {
		var err error
		if b.log, err = c.recentLifts(ctx, tx); err != nil {
			return draft{}, changes, err
		}
		if keep {
			if changes, err = c.carryOn(ctx, tx, b, asked); err != nil {
				return draft{}, changes, err
			}
		}
	}
	if kind == spotter.PlanMeals && b.name == "plan" {
		var err error
		if b.measured, err = c.measured(ctx, tx.Queries, tx.Caller.User); err != nil {
			return draft{}, changes, err
		}
	}
	d, err := c.draft(kind, b, changes, compareWith)
	if spotter.CodeOf(err) == spotter.CodeInvalid {
		changes = asked
		d, err = c.draft(kind, b, changes, compareWith)
	}
	return d, changes, err
}

// carryOn adds what the person asked for in the plan in force to what they ask for now, so that a change or
// the next block does not bring back what they had taken out. A profile that was changed since is newer than
// the days and minutes of that plan.
func (c *Coach) carryOn(ctx context.Context, tx *postgres.Tx, b basis, changes spotter.Changes) (spotter.Changes, error) {
	if b.from == nil {
		return changes, nil
	}
	stored, err := tx.GetChanges(ctx, db.GetChangesParams{UserID: tx.Caller.User, ID: *b.from})
	if err != nil {
		return changes, err
	}
	var before spotter.Changes
	if err := json.Unmarshal(stored, &before); err != nil {
		return changes, err
	}
	before.NextBlock = false
	if b.told.After(b.since) {
		before.Days, before.Minutes = nil, nil
	}
	return c.addTo(mustJSON(before), changes)
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
