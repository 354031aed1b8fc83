package coach

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// EventLife is how long events are kept to resume by.
const EventLife = 24 * time.Hour

// Events are up to limit events behind a position, in order, the first cut to what is behind it; running says
// whether a turn runs now, so that more will come.
func (c *Coach) Events(ctx context.Context, caller spotter.Caller, after spotter.Position, limit int) (events []spotter.ChatEvent, running bool, err error) {
	rows, err := c.db.As(caller).ListEvents(ctx, db.ListEventsParams{UserID: caller.User, Turn: after.Turn, Position: after.Offset,
		Most: int32(limit), Now: c.now()})
	if err != nil {
		return nil, false, err
	}
	for _, row := range rows {
		running = row.Running
		if row.Type == "" {
			continue
		}
		e := spotter.ChatEvent{Turn: row.Turn, From: row.FromPosition, To: row.ToPosition, Type: spotter.EventType(row.Type), Data: row.Data}
		if e.Turn == after.Turn {
			rest, some := e.After(after.Offset)
			if !some {
				continue
			}
			e = rest
		}
		events = append(events, e)
	}
	return events, running, nil
}

// Standing is where somebody who follows from now on begins: at the start of a turn that runs, else behind the
// last one.
func (c *Coach) Standing(ctx context.Context, caller spotter.Caller) (spotter.Position, error) {
	row, err := c.db.As(caller).GetPosition(ctx, db.GetPositionParams{UserID: caller.User, Now: c.now()})
	switch {
	case postgres.IsNoRows(err):
		return spotter.Position{}, nil
	case err != nil:
		return spotter.Position{}, err
	case row.Running:
		return spotter.Position{Turn: row.Number}, nil
	}
	return spotter.Position{Turn: row.Number, Offset: row.Position}, nil
}

// CanResume refuses a position behind which events have been forgotten, or that never was: CodeConflict
// events_gone. Whoever asks reads the messages anew and follows from now on.
func (c *Coach) CanResume(ctx context.Context, caller spotter.Caller, after spotter.Position) error {
	known, err := c.db.As(caller).KnowsPosition(ctx, db.KnowsPositionParams{UserID: caller.User, Turn: after.Turn, Position: after.Offset,
		Since: c.now().Add(-EventLife)})
	if err == nil && !known {
		return spotter.Conflict("events_gone", "What came after this event is not kept any more: read the messages again, and follow from now on.")
	}
	return err
}

// deadGap is how far the end of a dead turn lies behind its last stored event: more than can have gone out
// without having been stored.
const deadGap = 1 << 20

// closeDead ends a turn whose lease is over. What had gone out of an answer that was never stored becomes a
// message that was interrupted.
func (c *Coach) closeDead(ctx context.Context, tx *postgres.Tx, row db.Turn) error {
	lost, err := lostWords(ctx, tx, row)
	if err != nil {
		return err
	}
	end := TurnEnd{State: spotter.TurnInterrupted, Reason: "lost", Messages: lost}
	for _, m := range lost {
		at := row.Position + len(end.Events)
		end.Events = append(end.Events, spotter.NewEvent(row.Number, at, spotter.EventMessage, m.shown(row, c.now())))
	}
	done := spotter.DoneEvent{Turn: row.Number, State: end.State, Reason: end.Reason, Agent: spotter.Actor(row.Agent)}
	if len(lost) > 0 {
		done.MessageID = &lost[len(lost)-1].ID
	}
	last := spotter.NewEvent(row.Number, row.Position+len(end.Events), spotter.EventDone, done)
	last.To += deadGap
	end.Events = append(end.Events, last)
	if err := c.recordTurn(ctx, tx.Queries, tx.Caller, row.Number, end.Messages, end.Events); err != nil {
		return err
	}
	_, err = tx.EndTurn(ctx, db.EndTurnParams{UserID: row.UserID, Number: row.Number, State: string(end.State), Reason: end.Reason, Now: c.now()})
	return err
}

// lostWords puts the messages together that a dead turn began and never stored.
func lostWords(ctx context.Context, tx *postgres.Tx, row db.Turn) ([]StoredMessage, error) {
	deltas, err := tx.GetLostWords(ctx, db.GetLostWordsParams{UserID: row.UserID, Turn: row.Number})
	if err != nil {
		return nil, err
	}
	var out []StoredMessage
	for _, raw := range deltas {
		var d spotter.Delta
		if err := json.Unmarshal(raw, &d); err != nil {
			return nil, err
		}
		if n := len(out); n == 0 || out[n-1].ID != d.MessageID {
			out = append(out, StoredMessage{ID: d.MessageID, Role: RoleAssistant, Agent: d.Agent, State: spotter.MessageInterrupted})
		}
		out[len(out)-1].Text += d.Text
	}
	return out, nil
}

// shown is a message as the person sees it.
func (m StoredMessage) shown(turn db.Turn, at time.Time) spotter.Message {
	return spotter.Message{ID: m.ID, Role: m.Role, Agent: m.Agent, Content: m.Text, CreatedAt: at, Turn: turn.Number,
		State: m.State, Channel: spotter.Channel(turn.Channel)}
}

// Graveyard finds turns across all people, which only the worker role may.
type Graveyard interface {
	// DeadTurns are up to limit turns whose lease was over before a time.
	DeadTurns(ctx context.Context, before time.Time, limit int) ([]postgres.DeadTurn, error)
}

// CloseDeadTurns closes turns of all people whose lease is over, some hundreds at a time, each as its person's job.
func (c *Coach) CloseDeadTurns(ctx context.Context, all Graveyard) error {
	dead, err := all.DeadTurns(ctx, c.now(), sweptAtATime)
	if err != nil {
		return err
	}
	var failed []error
	for _, d := range dead {
		failed = append(failed, c.closeTurn(ctx, spotter.Caller{User: d.User, Actor: spotter.ActorJob}, d.Number))
	}
	return errors.Join(failed...)
}

// CloseIfDead closes a turn whose lease is over; one that has ended, or lives, stays.
func (c *Coach) CloseIfDead(ctx context.Context, caller spotter.Caller, number int) error {
	return c.closeTurn(ctx, caller, number)
}

// closeTurn closes a turn if it is still dead when the conversation is held.
func (c *Coach) closeTurn(ctx context.Context, caller spotter.Caller, number int) error {
	return c.db.Write(ctx, caller, func(tx *postgres.Tx) error {
		if _, err := tx.HoldConversation(ctx, caller.User); err != nil {
			return err
		}
		row, err := tx.GetTurn(ctx, db.GetTurnParams{UserID: caller.User, Number: number})
		if postgres.IsNoRows(err) || err == nil && (row.State != string(spotter.TurnRunning) || row.LeaseUntil.After(c.now())) {
			return nil
		}
		if err != nil {
			return err
		}
		return c.closeDead(ctx, tx, row)
	})
}

// ForgetEvents drops events of all people that went out before a time.
func (c *Coach) ForgetEvents(ctx context.Context, before time.Time) error {
	return c.db.Lookup().ForgetTurnEvents(ctx, before)
}
