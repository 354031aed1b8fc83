package coach

import (
	"context"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// Heard cuts what the coach said in a spoken turn to what the person heard of it: heard says how many bytes of each message
// that was, and a message that it does not name was not heard at all. Cut messages are interrupted from now on, in the
// conversation and for models; what was heard whole stays. It answers the events that tell of it, which come
// behind the end of the turn: a message event for each message that was cut. Doing it again cuts no more than before.
// CodeConflict turn_running: the turn has not ended. CodeInvalid: it was not spoken.
func (c *Coach) Heard(ctx context.Context, caller spotter.Caller, turn int, heard map[spotter.MessageID]int) (events []spotter.ChatEvent, err error) {
	err = c.db.Write(ctx, caller, func(tx *postgres.Tx) error {
		events, err = c.heardOf(ctx, tx, turn, heard)
		return err
	})
	return events, err
}

func (c *Coach) heardOf(ctx context.Context, tx *postgres.Tx, turn int, heard map[spotter.MessageID]int) ([]spotter.ChatEvent, error) {
	user := tx.Caller.User
	if _, err := tx.HoldConversation(ctx, user); err != nil {
		return nil, err
	}
	row, err := tx.GetTurn(ctx, db.GetTurnParams{UserID: user, Number: turn})
	switch {
	case err != nil:
		return nil, orNotFound(err, "turn")
	case row.State == string(spotter.TurnRunning):
		return nil, turnRunning()
	case row.Channel != string(spotter.ChannelVoice):
		return nil, spotter.Invalid([]spotter.Problem{{Location: "turn", Message: "must be one that was spoken"}})
	}
	rows, err := tx.HoldAnswers(ctx, db.HoldAnswersParams{UserID: user, Turn: &turn})
	if err != nil {
		return nil, err
	}
	var events []spotter.ChatEvent
	at := row.Position
	for _, m := range rows {
		text, cut := cutText(m.Content, heard[m.ID])
		if !cut {
			continue
		}
		parts, err := cutParts(m.Parts, text)
		if err != nil {
			return nil, err
		}
		if err := tx.CutMessage(ctx, db.CutMessageParams{UserID: user, ID: m.ID, Content: text, Parts: parts}); err != nil {
			return nil, err
		}
		e := spotter.NewEvent(turn, at, spotter.EventMessage, spotter.Message{ID: m.ID, Role: RoleAssistant, Agent: spotter.Actor(m.Agent), Content: text,
			CreatedAt: m.CreatedAt, Turn: turn, State: spotter.MessageInterrupted, Channel: spotter.Channel(m.Channel)})
		at = e.To
		events = append(events, e)
	}
	return events, c.appendEvents(ctx, tx, row.Position, events)
}

// cutText is the first n bytes of a text, never within a character; cut is false when that is all of it.
func cutText(text string, n int) (heard string, cut bool) {
	if n >= len(text) {
		return text, false
	}
	n = max(n, 0)
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n], true
}

// cutParts puts what was heard in the place of the text in a message's parts; its calls stay, for they were made.
func cutParts(raw json.RawMessage, text string) (json.RawMessage, error) {
	var parts []map[string]json.RawMessage
	if len(raw) == 0 || string(raw) == "null" {
		return nil, nil
	}
	if err := json.Unmarshal(raw, &parts); err != nil {
		return nil, fmt.Errorf("coach: the parts of a stored message: %w", err)
	}
	kept := parts[:0]
	for _, p := range parts {
		if _, says := p["text"]; says {
			if text == "" {
				continue
			}
			p["text"], text = mustJSON(text), ""
		}
		kept = append(kept, p)
	}
	return mustJSON(kept), nil
}

// appendEvents stores events behind the end of a turn.
func (c *Coach) appendEvents(ctx context.Context, tx *postgres.Tx, since int, events []spotter.ChatEvent) error {
	if len(events) == 0 {
		return nil
	}
	params, err := c.recordParams(tx.Caller, events[0].Turn, nil, events)
	if err != nil {
		return err
	}
	_, err = tx.AppendEvents(ctx, db.AppendEventsParams{UserID: tx.Caller.User, Number: events[0].Turn, Since: since, Until: params.Until, Now: params.Now, Events: params.Events})
	return err
}
