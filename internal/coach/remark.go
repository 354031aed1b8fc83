package coach

import (
	"context"
	"slices"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/session"
)

// Remark notes how an exercise is going in a session: too heavy, too easy, or that it hurts, which stops
// it. The same id twice is one remark.
func (c *Coach) Remark(ctx context.Context, caller spotter.Caller, id spotter.SessionID, in spotter.RemarkInput) (spotter.Noted, error) {
	return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Noted, error) {
		v, err := c.lockCoaching(ctx, tx, id)
		if err != nil {
			return spotter.Noted{}, err
		}
		r, err := c.remark(ctx, tx, id, v, in, c.now())
		return spotter.Noted{Remark: r, SessionID: id, Next: session.Next(v.Input)}, err
	})
}

// lockCoaching locks a session and reads it.
func (c *Coach) lockCoaching(ctx context.Context, tx *postgres.Tx, id spotter.SessionID) (*coaching, error) {
	if _, err := tx.LockSession(ctx, db.LockSessionParams{UserID: tx.Caller.User, ID: id}); err != nil {
		return nil, orNotFound(err, "session")
	}
	return c.coaching(ctx, tx.Queries, tx.Caller.User, id)
}

// remark adds a remark to a session's guide.
func (c *Coach) remark(ctx context.Context, tx *postgres.Tx, id spotter.SessionID, v *coaching, in spotter.RemarkInput, at time.Time) (spotter.Remark, error) {
	own, err := idOr(in.ID, c.now())
	if err != nil {
		return spotter.Remark{}, err
	}
	if i := slices.IndexFunc(v.Guide.Remarks, func(r spotter.Remark) bool { return r.ID == own }); i >= 0 {
		return v.Guide.Remarks[i], nil
	}
	r := spotter.Remark{ID: own, Exercise: c.exerciseID(in.Exercise), Kind: in.Kind, Region: in.Region, At: at}
	if in.Exercise == "" {
		if r.Exercise = v.justDone(); r.Exercise == "" {
			return r, spotter.InvalidField("body.exercise", "must say which exercise: none is on in this session")
		}
	}
	if len(v.Guide.Remarks) >= mostRemarks {
		return r, spotter.Conflict("too_many_remarks", "This session has "+plainNumber(mostRemarks)+" remarks; take some back first.")
	}
	v.Guide.Remarks = append(v.Guide.Remarks, r)
	return r, c.touchGuide(ctx, tx, id, v)
}

// mostRemarks is how many remarks, and how many substitutions, one session may have.
const mostRemarks = 100

// touchGuide keeps a session's guide; who has read the session sees that it has changed.
func (c *Coach) touchGuide(ctx context.Context, tx *postgres.Tx, id spotter.SessionID, v *coaching) error {
	if err := putGuide(ctx, tx, id, v.Guide); err != nil {
		return err
	}
	return tx.TouchSession(ctx, db.TouchSessionParams{UserID: tx.Caller.User, ID: id})
}

// DropRemark takes a remark back.
func (c *Coach) DropRemark(ctx context.Context, caller spotter.Caller, id spotter.SessionID, remark spotter.RemarkID) error {
	_, err := once(ctx, c, caller, func(tx *postgres.Tx) (struct{}, error) {
		v, err := c.lockCoaching(ctx, tx, id)
		if err != nil {
			return struct{}{}, err
		}
		before := len(v.Guide.Remarks)
		v.Guide.Remarks = slices.DeleteFunc(v.Guide.Remarks, func(r spotter.Remark) bool { return r.ID == remark })
		if len(v.Guide.Remarks) == before {
			return struct{}{}, spotter.NotFound("remark")
		}
		return struct{}{}, c.touchGuide(ctx, tx, id, v)
	})
	return err
}

// noted says a remark back.
func noted(kind spotter.RemarkKind, region spotter.Region) string {
	switch {
	case kind == spotter.TooHeavy:
		return "Noted: too heavy."
	case kind == spotter.TooEasy:
		return "Noted: too easy."
	case region != "":
		return "Noted: your " + spotter.Words(string(region)) + " hurts. " + session.PainNotice
	default:
		return "Noted: it hurts. " + session.PainNotice
	}
}
