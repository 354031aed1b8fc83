package coach

import (
	"context"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// Schedule is the weekly schedule of the profile, and the profile's version.
func (c *Coach) Schedule(ctx context.Context, caller spotter.Caller) (spotter.Schedule, int, error) {
	profile, err := c.loadProfile(ctx, caller)
	return profile.Schedule, profile.Version, err
}

// PutSchedule replaces the weekly schedule: a change of the profile like any other. The plans keep their
// days until a new proposal is accepted.
func (c *Coach) PutSchedule(ctx context.Context, caller spotter.Caller, schedule spotter.Schedule, ifVersion int) (spotter.Schedule, int, error) {
	profile, err := c.changeProfile(ctx, caller, "Schedule changed", ifVersion, func(now spotter.ProfileDocument) (spotter.ProfileDocument, error) {
		now.Schedule = schedule
		return now, nil
	})
	return profile.Schedule, profile.Version, err
}

// MoveSession moves one planned session to another day, today or later, that has none. Moving it back to
// its own day takes the move away.
func (c *Coach) MoveSession(ctx context.Context, caller spotter.Caller, in spotter.SessionMove) (spotter.Today, error) {
	return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Today, error) {
		d, err := c.readDays(ctx, tx.Queries, caller.User, in.SessionDate, 1)
		if err != nil {
			return spotter.Today{}, err
		}
		target, err := c.readDays(ctx, tx.Queries, caller.User, in.To, 1)
		if err != nil {
			return spotter.Today{}, err
		}
		if err := checkMove(d, target, in); err != nil {
			return spotter.Today{}, err
		}
		if in.To == in.SessionDate {
			err = tx.DropMove(ctx, db.DropMoveParams{UserID: caller.User, SessionDate: pgDate(in.SessionDate)})
		} else {
			err = tx.PutMove(ctx, db.PutMoveParams{UserID: caller.User, SessionDate: pgDate(in.SessionDate), ToDate: pgDate(in.To), Now: c.now()})
		}
		if err != nil {
			return spotter.Today{}, err
		}
		moved, err := c.readDays(ctx, tx.Queries, caller.User, in.To, 1)
		if err != nil {
			return spotter.Today{}, err
		}
		return moved.today(in.To), nil
	})
}

func checkMove(from, target *days, in spotter.SessionMove) error {
	today := spotter.DateOf(from.now, from.zone)
	if in.To.Before(today) {
		return spotter.InvalidField("body.to", "must be today or later; it is "+today.String()+" where you are")
	}
	if in.To.DaysSince(today) > 60 {
		return spotter.InvalidField("body.to", "must be within the next 60 days")
	}
	if !from.plans(in.SessionDate) {
		return spotter.InvalidField("body.session_date", "has no planned session")
	}
	if s := from.session(in.SessionDate); s != nil && s.State != "planned" {
		return spotter.Conflict("session_started", "The session of this day has been started; it can no longer be moved.")
	}
	if there := target.session(in.To); there != nil && in.To != in.SessionDate && (there.MovedFrom == nil || *there.MovedFrom != in.SessionDate) {
		return spotter.InvalidField("body.to", "has a session of its own; choose another day")
	}
	return nil
}

// plans reports whether the plan itself has a session on a date, moved away or not.
func (d *days) plans(date spotter.Date) bool {
	if d.training == nil {
		return false
	}
	for _, t := range d.training.Days {
		if t.Weekday == date.Weekday() {
			return true
		}
	}
	return false
}

// Reminders says which kinds of reminders are on.
func (c *Coach) Reminders(ctx context.Context, caller spotter.Caller) (spotter.ReminderSettings, error) {
	row, err := c.db.As(caller).GetReminderSettings(ctx, caller.User)
	if err != nil {
		return spotter.ReminderSettings{}, noProfile(err)
	}
	return spotter.ReminderSettings{Workout: row.Workout, Meal: row.Meal, Water: row.Water, WeeklyReview: row.WeeklyReview, Revision: row.Revision}, nil
}

// PutReminders switches kinds of reminders on and off.
func (c *Coach) PutReminders(ctx context.Context, caller spotter.Caller, in spotter.ReminderSettings, ifRevision int) (spotter.ReminderSettings, error) {
	return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.ReminderSettings, error) {
		if _, err := tx.GetProfile(ctx, caller.User); err != nil {
			return in, noProfile(err)
		}
		now, err := tx.GetReminderSettings(ctx, caller.User)
		if err != nil && !postgres.IsNoRows(err) {
			return in, err
		}
		if ifRevision != 0 && ifRevision != now.Revision {
			return in, changedSince()
		}
		in.Revision, err = tx.PutReminderSettings(ctx, db.PutReminderSettingsParams{UserID: caller.User,
			Workout: in.Workout, Meal: in.Meal, Water: in.Water, WeeklyReview: in.WeeklyReview})
		return in, err
	})
}
