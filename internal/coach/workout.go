package coach

import (
	"context"
	"encoding/json"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// StartSessionInput starts a workout; without a date it is today's, in the person's zone.
type StartSessionInput struct {
	ID   *spotter.SessionID `json:"id,omitempty" doc:"The client's own permanent UUID: the same session started twice is one"`
	Date *spotter.Date      `json:"date,omitempty" doc:"Local date; today when left out, never in the future, at most five years ago"`
}

// StartSession starts a workout. While one of the same day is active it is a conflict (session_active)
// unless it is the same one, by the client's id.
func (c *Coach) StartSession(ctx context.Context, caller spotter.Caller, in StartSessionInput) (spotter.Session, error) {
	return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Session, error) {
		where, err := c.placeOf(ctx, tx)
		if err != nil {
			return spotter.Session{}, err
		}
		id, err := idOr(in.ID, c.now())
		if err != nil {
			return spotter.Session{}, err
		}
		if row, err := tx.GetSession(ctx, db.GetSessionParams{UserID: caller.User, ID: id}); err == nil {
			return c.sessionWithSets(ctx, tx.Queries, row)
		} else if !postgres.IsNoRows(err) {
			return spotter.Session{}, err
		}
		date, err := c.sessionDate(in.Date, where)
		if err != nil {
			return spotter.Session{}, err
		}
		return c.insertSession(ctx, tx, id, date, where)
	})
}

func (c *Coach) sessionDate(date *spotter.Date, where place) (spotter.Date, error) {
	today := spotter.DateOf(c.now(), where.zone)
	if date == nil {
		return today, nil
	}
	if today.Before(*date) {
		return today, spotter.InvalidField("body.date", "must not be in the future; it is "+today.String()+" where you are")
	}
	if date.Before(spotter.DateOf(c.now().AddDate(-oldestLog, 0, 0), where.zone)) {
		return today, spotter.InvalidField("body.date", "must not be more than five years ago")
	}
	return *date, nil
}

func (c *Coach) insertSession(ctx context.Context, tx *postgres.Tx, id spotter.SessionID, date spotter.Date, where place) (spotter.Session, error) {
	user := tx.Caller.User
	name, guide, err := c.plannedOn(ctx, tx, date, where)
	if err != nil {
		return spotter.Session{}, err
	}
	err = tx.InsertSession(ctx, db.InsertSessionParams{UserID: user, ID: id, LocalDate: pgDate(date), TimeZone: where.name, Name: name, Now: c.now()})
	if err != nil {
		return spotter.Session{}, err
	}
	row, err := tx.GetSession(ctx, db.GetSessionParams{UserID: user, ID: id})
	if postgres.IsNoRows(err) {
		return spotter.Session{}, sessionActive()
	}
	if err != nil {
		return spotter.Session{}, err
	}
	if err := putGuide(ctx, tx, id, guide); err != nil {
		return spotter.Session{}, err
	}
	return c.sessionWithSets(ctx, tx.Queries, row)
}

func sessionActive() error {
	return spotter.Conflict("session_active", "A session of this day is under way; complete it first, or log into it.")
}

// Session is one workout with its sets.
func (c *Coach) Session(ctx context.Context, caller spotter.Caller, id spotter.SessionID) (spotter.Session, error) {
	row, err := c.db.As(caller).GetSessionWithSets(ctx, db.GetSessionWithSetsParams{UserID: caller.User, ID: id})
	if err != nil {
		return spotter.Session{}, orNotFound(err, "session")
	}
	var sets []setRow
	if err := json.Unmarshal(row.Sets, &sets); err != nil {
		return spotter.Session{}, err
	}
	return sessionOf(row.WorkoutSession, sets), nil
}

// Sessions pages through workouts, newest first.
func (c *Coach) Sessions(ctx context.Context, caller spotter.Caller, before *spotter.SessionID, limit int) (Page[spotter.Session], error) {
	params := db.ListSessionsParams{UserID: caller.User, Most: int32(limit + 1)}
	if before != nil {
		id := spotter.UUID(*before)
		params.Before = &id
	}
	rows, err := c.db.As(caller).ListSessions(ctx, params)
	if err != nil {
		return Page[spotter.Session]{}, err
	}
	if len(rows) == 0 && before != nil {
		_, err := c.db.As(caller).GetSession(ctx, db.GetSessionParams{UserID: caller.User, ID: *before})
		return nothingBehind[spotter.Session](err)
	}
	return page(rows, limit,
		func(r db.ListSessionsRow) string { return r.WorkoutSession.ID.String() },
		func(r db.ListSessionsRow) (spotter.Session, error) {
			var sets []setRow
			err := json.Unmarshal(r.Sets, &sets)
			return sessionOf(r.WorkoutSession, sets), err
		})
}

// setRow is a set as the session's query carries it.
type setRow struct {
	ID           spotter.SetID `json:"id"`
	Exercise     string        `json:"exercise"`
	WeightKG     float64       `json:"weight_kg"`
	EnteredValue float64       `json:"entered_value"`
	EnteredUnit  string        `json:"entered_unit"`
	Reps         int           `json:"reps"`
	RIR          *int          `json:"rir"`
	Warmup       bool          `json:"warmup"`
	Note         string        `json:"note"`
	LoggedAt     time.Time     `json:"logged_at"`
	Revision     int           `json:"revision"`
	spotter.SetExtras
}

func setRowOf(row db.WorkoutSet) setRow {
	return setRow{row.ID, row.Exercise, row.WeightKg, row.EnteredValue, row.EnteredUnit, row.Reps, row.Rir, row.Warmup, row.Note, row.LoggedAt, row.Revision,
		spotter.SetExtras{Effort: row.Effort, Seconds: row.Seconds, DistanceM: row.DistanceM, RPE: row.Rpe, Superset: row.Superset, ImportID: row.ImportID, Line: row.ImportLine}}
}

func (r setRow) set() spotter.Set {
	return spotter.Set{ID: r.ID, Exercise: r.Exercise, WeightKG: r.WeightKG, Entered: spotter.Amount{Value: r.EnteredValue, Unit: r.EnteredUnit},
		Reps: r.Reps, RIR: r.RIR, Warmup: r.Warmup, Note: r.Note, LoggedAt: r.LoggedAt, Revision: r.Revision, SetExtras: r.SetExtras}
}

func sessionOf(row db.WorkoutSession, sets []setRow) spotter.Session {
	s := spotter.Session{ID: row.ID, Date: fromPG(row.LocalDate), TimeZone: row.TimeZone, Name: row.Name, State: row.State,
		StartedAt: row.StartedAt, CompletedAt: row.CompletedAt, Note: row.Note, ImportID: row.ImportID, Sets: []spotter.Set{}, Revision: row.Revision}
	numbers := map[string]int{}
	for _, r := range sets {
		set := r.set()
		numbers[set.Exercise]++
		set.Number = numbers[set.Exercise]
		s.Sets = append(s.Sets, set)
	}
	return s
}

func (c *Coach) sessionWithSets(ctx context.Context, q *db.Queries, row db.WorkoutSession) (spotter.Session, error) {
	full, err := q.GetSessionWithSets(ctx, db.GetSessionWithSetsParams{UserID: row.UserID, ID: row.ID})
	if err != nil {
		return spotter.Session{}, err
	}
	var sets []setRow
	err = json.Unmarshal(full.Sets, &sets)
	return sessionOf(full.WorkoutSession, sets), err
}

// exerciseID is the catalogue's id for a name that it knows, else the name as it was given.
func (c *Coach) exerciseID(name string) string {
	if known, ok := c.findExercise(name); ok {
		return known.ID
	}
	return name
}

func (c *Coach) readSet(ctx context.Context, tx *postgres.Tx, session spotter.SessionID, id spotter.SetID) (spotter.Set, error) {
	row, err := tx.GetSet(ctx, db.GetSetParams{UserID: tx.Caller.User, ID: id})
	if err != nil {
		return spotter.Set{}, orNotFound(err, "set")
	}
	if row.SessionID != session {
		return spotter.Set{}, spotter.Conflict("id_in_use", "This id is the id of a set of another session.")
	}
	n, err := tx.SetNumber(ctx, db.SetNumberParams{UserID: tx.Caller.User, SessionID: session, Exercise: row.Exercise, LoggedAt: row.LoggedAt, ID: id})
	s := setRowOf(row).set()
	s.Number = n
	return s, err
}

// ChangeSet corrects a set.
func (c *Coach) ChangeSet(ctx context.Context, caller spotter.Caller, session spotter.SessionID, id spotter.SetID, patch spotter.SetPatch, ifRevision int) (spotter.Set, error) {
	return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Set, error) {
		if err := c.patchSet(ctx, tx, session, id, patch, ifRevision); err != nil {
			return spotter.Set{}, err
		}
		if patch.Note != nil {
			if err := c.haltIf(ctx, tx, session, c.now(), *patch.Note); err != nil {
				return spotter.Set{}, err
			}
		}
		return c.readSet(ctx, tx, session, id)
	})
}

// patchSet puts a correction on a set; its revision counts them.
func (c *Coach) patchSet(ctx context.Context, tx *postgres.Tx, session spotter.SessionID, id spotter.SetID, patch spotter.SetPatch, ifRevision int) error {
	user := tx.Caller.User
	row, err := tx.LockSet(ctx, db.LockSetParams{UserID: user, SessionID: session, ID: id})
	if err != nil {
		return orNotFound(err, "set")
	}
	if ifRevision != 0 && ifRevision != row.Revision {
		return changedSince()
	}
	set := patch.Apply(setRowOf(row).set())
	err = tx.UpdateSet(ctx, db.UpdateSetParams{UserID: user, ID: id, Exercise: c.exerciseID(set.Exercise), WeightKg: set.WeightKG,
		EnteredValue: set.Entered.Value, EnteredUnit: set.Entered.Unit, Reps: set.Reps, Rir: set.RIR, Warmup: set.Warmup, Note: set.Note})
	if err != nil {
		return err
	}
	return tx.TouchSession(ctx, db.TouchSessionParams{UserID: user, ID: session})
}

// DropSet takes a set out of a session.
func (c *Coach) DropSet(ctx context.Context, caller spotter.Caller, session spotter.SessionID, id spotter.SetID, ifRevision int) error {
	_, err := once(ctx, c, caller, func(tx *postgres.Tx) (struct{}, error) {
		row, err := tx.LockSet(ctx, db.LockSetParams{UserID: caller.User, SessionID: session, ID: id})
		if err != nil {
			return struct{}{}, orNotFound(err, "set")
		}
		if ifRevision != 0 && ifRevision != row.Revision {
			return struct{}{}, changedSince()
		}
		if err := tx.DeleteSet(ctx, db.DeleteSetParams{UserID: caller.User, SessionID: session, ID: id}); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, tx.TouchSession(ctx, db.TouchSessionParams{UserID: caller.User, ID: session})
	})
	return err
}

// CompleteSession ends a workout; a completed one stays as it is.
func (c *Coach) CompleteSession(ctx context.Context, caller spotter.Caller, id spotter.SessionID, ifRevision int) (spotter.Session, error) {
	return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Session, error) {
		row, err := tx.LockSession(ctx, db.LockSessionParams{UserID: caller.User, ID: id})
		if err != nil {
			return spotter.Session{}, orNotFound(err, "session")
		}
		if ifRevision != 0 && ifRevision != row.Revision {
			return spotter.Session{}, changedSince()
		}
		if row.State != "completed" {
			now := c.now()
			if row, err = tx.CompleteSession(ctx, db.CompleteSessionParams{UserID: caller.User, ID: id, Now: &now}); err != nil {
				return spotter.Session{}, err
			}
		}
		return c.sessionWithSets(ctx, tx.Queries, row)
	})
}

// ReopenSession takes a completion back, the person's own or that of the last planned set. While another
// session of the same day is active it is a conflict (session_active).
func (c *Coach) ReopenSession(ctx context.Context, caller spotter.Caller, id spotter.SessionID) (spotter.Session, error) {
	return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Session, error) {
		row, err := tx.LockSession(ctx, db.LockSessionParams{UserID: caller.User, ID: id})
		if err != nil {
			return spotter.Session{}, orNotFound(err, "session")
		}
		if row.State == "completed" {
			if row, err = tx.ReopenSession(ctx, db.ReopenSessionParams{UserID: caller.User, ID: id}); postgres.IsNoRows(err) {
				return spotter.Session{}, sessionActive()
			}
			if err != nil {
				return spotter.Session{}, err
			}
		}
		return c.sessionWithSets(ctx, tx.Queries, row)
	})
}
