package coach

import (
	"context"
	"slices"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/science/session"
)

// alarms reports whether words raise a red flag with which nobody trains on.
func (c *Coach) alarms(texts ...string) bool {
	for _, text := range texts {
		flags, _ := c.recogniser().Recognise(text)
		if slices.ContainsFunc(flags, func(f spotter.RedFlag) bool { return f != spotter.RedFlagDisordered }) {
			return true
		}
	}
	return false
}

// halt stops a session by a remark, which it answers: the one with that id, which the words have made, or a new one
// under it; without an id the one that has stopped it already, or a new one.
func (c *Coach) halt(ctx context.Context, tx *postgres.Tx, id spotter.SessionID, made *spotter.RemarkID, at time.Time) (spotter.Remark, error) {
	v, err := c.coaching(ctx, tx.Queries, tx.Caller.User, id)
	if err != nil {
		return spotter.Remark{}, err
	}
	i := slices.IndexFunc(v.Guide.Remarks, func(r spotter.Remark) bool { return made == nil && r.Urgent || made != nil && r.ID == *made })
	if i < 0 {
		own, err := idOr(made, c.now())
		if err != nil {
			return spotter.Remark{}, err
		}
		i = len(v.Guide.Remarks)
		v.Guide.Remarks = append(v.Guide.Remarks, spotter.Remark{ID: own, Kind: spotter.Pain, Exercise: v.justDone(), At: at})
	}
	v.Guide.Remarks[i].Urgent = true
	return v.Guide.Remarks[i], c.touchGuide(ctx, tx, id, v)
}

// haltIf stops a session where words alarm.
func (c *Coach) haltIf(ctx context.Context, tx *postgres.Tx, id spotter.SessionID, at time.Time, texts ...string) error {
	if !c.alarms(texts...) {
		return nil
	}
	_, err := c.halt(ctx, tx, id, nil, at)
	return err
}

// alarmed is what comes of words that alarm: the session stops, whatever else they said.
func (c *Coach) alarmed(ctx context.Context, tx *postgres.Tx, id spotter.SessionID, in spotter.SayInput, said spotter.Said, at time.Time) (spotter.Said, error) {
	made := (*spotter.RemarkID)(nil)
	switch {
	case said.Remark != nil:
		made = &said.Remark.ID
	case said.Outcome == "" && in.ID != nil:
		made = (*spotter.RemarkID)(in.ID)
	}
	r, err := c.halt(ctx, tx, id, made, at)
	if said.Outcome == "" {
		said.Outcome = "noted"
	}
	said.Remark, said.ReadBack = &r, session.HaltNotice
	if said.Set != nil {
		said.ReadBack = "The set is kept. " + said.ReadBack
	}
	return said, err
}
