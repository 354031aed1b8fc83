package coach

import (
	"context"
	"strings"

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
	profile, err := c.changeProfile(ctx, caller, ifVersion, func(now spotter.ProfileDocument) (spotter.ProfileDocument, string, error) {
		next, err := c.rescheduled(now, schedule)
		return next, "Schedule changed", err
	})
	return profile.Schedule, profile.Version, err
}

// CheckSchedule holds a schedule against the profile as [Coach.PutSchedule] would, and stores nothing.
func (c *Coach) CheckSchedule(ctx context.Context, caller spotter.Caller, schedule spotter.Schedule) error {
	profile, err := c.loadProfile(ctx, caller)
	if err != nil {
		return err
	}
	_, err = c.rescheduled(profile.ProfileDocument, schedule)
	return err
}

// rescheduled is a profile with another schedule.
func (c *Coach) rescheduled(now spotter.ProfileDocument, schedule spotter.Schedule) (spotter.ProfileDocument, error) {
	next := now
	next.Schedule = schedule
	problems := next.CheckChange(now, c.latestDate())
	for i := range problems {
		problems[i].Location = "body." + strings.TrimPrefix(problems[i].Location, "schedule.")
	}
	return next, spotter.Invalid(problems)
}

// MoveSession moves one planned session to another day, today or later, that has none. Moving it back to
// its own day takes the move away.
func (c *Coach) MoveSession(ctx context.Context, caller spotter.Caller, in spotter.SessionMove) (spotter.Today, error) {
	return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Today, error) {
		if err := tx.LockMoves(ctx, spotter.UUID(caller.User)); err != nil { // two moves at once see each other
			return spotter.Today{}, err
		}
		source, err := c.readDays(ctx, tx.Queries, caller.User, in.SessionDate, 1)
		if err != nil {
			return spotter.Today{}, err
		}
		target, err := c.readDays(ctx, tx.Queries, caller.User, in.To, 1)
		if err != nil {
			return spotter.Today{}, err
		}
		if err := c.checkMove(ctx, tx, source, target, in); err != nil {
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

// moveLimit is how far from today a session may be moved, and how long ago it may have been planned.
const moveLimit = 60

func (c *Coach) checkMove(ctx context.Context, tx *postgres.Tx, source, target *days, in spotter.SessionMove) error {
	today := spotter.DateOf(source.now, source.zone)
	if in.To.Before(today) {
		return spotter.InvalidField("body.to", "must be today or later; it is "+today.String()+" where you are")
	}
	if in.To.DaysSince(today) > moveLimit {
		return spotter.InvalidField("body.to", "must be within the next 60 days")
	}
	if source.planned(in.SessionDate) == nil || today.DaysSince(in.SessionDate) > moveLimit {
		return spotter.InvalidField("body.session_date", "has no planned session")
	}
	standing, err := c.stands(ctx, tx, source, in.SessionDate)
	if err != nil {
		return err
	}
	if standing != nil && standing.State != "planned" {
		return spotter.Conflict("session_started", "This session has been started; it can no longer be moved.")
	}
	if there := target.session(in.To); there != nil && plannedOn(there, in.To) != in.SessionDate {
		return spotter.InvalidField("body.to", "has another session; choose another day")
	}
	return nil
}

// stands is the session that was planned for a date, on the day on which it stands now.
func (c *Coach) stands(ctx context.Context, tx *postgres.Tx, source *days, date spotter.Date) (*spotter.TodaySession, error) {
	for _, m := range source.moves {
		if m.From == date && source.holds(m) {
			there, err := c.readDays(ctx, tx.Queries, tx.Caller.User, m.To, 1)
			if err != nil {
				return nil, err
			}
			return there.session(m.To), nil
		}
	}
	return source.session(date), nil
}

// plannedOn is the date that a session of a day was planned for.
func plannedOn(s *spotter.TodaySession, day spotter.Date) spotter.Date {
	if s.MovedFrom != nil {
		return *s.MovedFrom
	}
	return day
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
