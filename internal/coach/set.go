package coach

import (
	"context"
	"slices"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/session"
	"spotter/science/shorthand"
)

// LogSet adds a set to a session, an active or a completed one, from its fields or from words; words may
// also correct the last set. The exercise is kept under its catalogue id when the catalogue knows it, else
// under the person's own name. A set with an id that was stored before answers with the stored one. The
// last planned set completes the session. Words that can mean an emergency stop it. Words that are no set are refused (not_a_set), and those that
// can be read in two ways are asked about (unclear_set).
func (c *Coach) LogSet(ctx context.Context, caller spotter.Caller, id spotter.SessionID, in spotter.SetEntry) (spotter.LoggedSet, error) {
	if _, err := c.freshImports(ctx); err != nil {
		return spotter.LoggedSet{}, err
	}
	logged, err := once(ctx, c, caller, func(tx *postgres.Tx) (spotter.LoggedSet, error) { return c.enterSet(ctx, tx, id, in) })
	if (spotter.HasDetail(err, "unclear_set") || spotter.HasDetail(err, "not_a_set")) && c.alarms(in.Text) {
		if failure := c.stopSession(ctx, caller, id, in.LoggedAt); failure != nil {
			return logged, failure
		}
	}
	return logged, err
}

// enterSet stores a set of fields, or does what words say of one.
func (c *Coach) enterSet(ctx context.Context, tx *postgres.Tx, id spotter.SessionID, in spotter.SetEntry) (spotter.LoggedSet, error) {
	at, err := c.lockAt(ctx, tx, id, in.LoggedAt)
	if err != nil {
		return spotter.LoggedSet{}, err
	}
	if in.Text == "" {
		out, err := c.logSet(ctx, tx, id, in.Set(), at)
		if err != nil {
			return out, err
		}
		return out, c.haltIf(ctx, tx, id, at, in.Note)
	}
	heard, err := c.hear(ctx, tx, id, spotter.SayInput{ID: in.ID, Text: in.Text, LoggedAt: in.LoggedAt}, in.Exercise, at)
	switch {
	case err != nil:
		return spotter.LoggedSet{}, err
	case heard.logged != nil:
		return *heard.logged, nil
	case heard.reading.Kind != shorthand.Log && heard.reading.Kind != shorthand.Correct:
		return spotter.LoggedSet{}, &spotter.Error{Code: spotter.CodeInvalid, Detail: "not_a_set",
			Message:  "That says something about the exercise, but no set. Say it to the coach, or send a remark.",
			Problems: []spotter.Problem{{Location: "body.text", Message: "must say a set, such as: 8 with 100 kg, 2 left"}}}
	}
	out, err := c.carryOut(ctx, tx, id, heard, at)
	if err != nil {
		return out, err
	}
	return out, c.haltIf(ctx, tx, id, at, in.Text)
}

// stopSession stops a session by words that alarm and hold no set that could be logged.
func (c *Coach) stopSession(ctx context.Context, caller spotter.Caller, id spotter.SessionID, loggedAt *time.Time) error {
	caller.Once = spotter.Once{} // the key belongs to the set, which is refused
	_, err := once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Remark, error) {
		at, err := c.lockAt(ctx, tx, id, loggedAt)
		if err != nil {
			return spotter.Remark{}, err
		}
		return c.halt(ctx, tx, id, nil, at)
	})
	return err
}

// lockAt locks a session and answers when the entry was made.
func (c *Coach) lockAt(ctx context.Context, tx *postgres.Tx, id spotter.SessionID, at *time.Time) (time.Time, error) {
	when, err := c.when(at, "logged_at")
	if err != nil {
		return when, err
	}
	_, err = tx.LockSession(ctx, db.LockSessionParams{UserID: tx.Caller.User, ID: id})
	return when, orNotFound(err, "session")
}

// logSet stores a set and says what that did.
func (c *Coach) logSet(ctx context.Context, tx *postgres.Tx, id spotter.SessionID, in spotter.SetInput, at time.Time) (spotter.LoggedSet, error) {
	set, err := idOr(in.ID, c.now())
	if err != nil {
		return spotter.LoggedSet{}, err
	}
	user := tx.Caller.User
	kg, entered := in.Load()
	added, err := tx.InsertSet(ctx, db.InsertSetParams{UserID: user, ID: set, SessionID: id, Exercise: c.exerciseID(in.Exercise),
		WeightKg: kg, EnteredValue: entered.Value, EnteredUnit: entered.Unit, Reps: in.Reps, Rir: in.RIR, Warmup: in.Warmup, Note: in.Note, LoggedAt: at})
	if err != nil {
		return spotter.LoggedSet{}, err
	}
	if added > 0 {
		if err := tx.TouchSession(ctx, db.TouchSessionParams{UserID: user, ID: id}); err != nil {
			return spotter.LoggedSet{}, err
		}
	}
	v, err := c.coaching(ctx, tx.Queries, user, id)
	if err != nil {
		return spotter.LoggedSet{}, err
	}
	out, err := v.logged(set, "logged")
	if err == nil && added > 0 {
		err = c.completeWith(ctx, tx, v, &out)
	}
	return out, err
}

// logged finds a set in a session and reads it back.
func (v *coaching) logged(id spotter.SetID, outcome string) (spotter.LoggedSet, error) {
	i := slices.IndexFunc(v.Sets, func(s spotter.Set) bool { return s.ID == id })
	if i < 0 {
		return spotter.LoggedSet{}, spotter.Conflict("id_in_use", "This id is the id of a set of another session.")
	}
	return spotter.LoggedSet{Set: v.Sets[i], Outcome: outcome, ReadBack: v.readBack(v.Sets[i], outcome), SessionState: v.session.State}, nil
}

// completeWith completes a session when a set is the last that was planned: with it nothing is left, and
// without it something was. A session that was reopened after that stays open.
func (c *Coach) completeWith(ctx context.Context, tx *postgres.Tx, v *coaching, logged *spotter.LoggedSet) error {
	without := v.Input
	without.Sets = slices.DeleteFunc(slices.Clone(v.Sets), func(s spotter.Set) bool { return s.ID == logged.ID })
	if v.session.State != "active" || !session.Complete(v.Input) || session.Complete(without) {
		return nil
	}
	now := c.now()
	row, err := tx.CompleteSession(ctx, db.CompleteSessionParams{UserID: tx.Caller.User, ID: v.session.ID, Now: &now})
	if err != nil {
		return err
	}
	v.session.State, logged.SessionState = row.State, row.State
	logged.ReadBack += " That was the last planned set: the session is complete."
	return nil
}

// readBack says a set in a sentence: "Barbell bench press, set 2: 8 reps with 185 lb (83.91 kg), 2 in reserve."
func (v *coaching) readBack(s spotter.Set, outcome string) string {
	name, unit := s.Exercise, "reps"
	if e, known := v.named(s.Exercise); known {
		name, unit = e.Name, e.Unit
	}
	number := 1
	for _, other := range v.Sets {
		if other.ID == s.ID {
			break
		}
		if other.Exercise == s.Exercise && other.Warmup == s.Warmup {
			number++
		}
	}
	kind := "set"
	if s.Warmup {
		kind = "warm-up set"
	}
	text := name + ", " + kind + " " + plainNumber(number) + ": " + shorthand.Say(s.Entered, s.Reps, s.RIR, unit) + "."
	if outcome == "corrected" {
		return "Corrected. " + text
	}
	return text
}
