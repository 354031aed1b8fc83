package coach

import (
	"context"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// Messages pages through the conversation as the person sees it, newest first.
func (c *Coach) Messages(ctx context.Context, caller spotter.Caller, before *spotter.MessageID, limit int) (Page[spotter.Message], error) {
	params := db.ListMessagesParams{UserID: caller.User, Most: int32(limit + 1)}
	if before != nil {
		id := spotter.UUID(*before)
		params.Before = &id
	}
	rows, err := c.db.As(caller).ListMessages(ctx, params)
	if err != nil {
		return Page[spotter.Message]{}, err
	}
	if len(rows) == 0 && before != nil {
		_, err := c.db.As(caller).GetMessageTime(ctx, db.GetMessageTimeParams{UserID: caller.User, ID: *before})
		return nothingBehind[spotter.Message](err)
	}
	return page(rows, limit, func(r db.ListMessagesRow) string { return r.ID.String() },
		func(r db.ListMessagesRow) (spotter.Message, error) { return shownMessage(r), nil })
}

// TurnMessages is what was said in a turn, by the person and by the coach, as the person sees it.
func (c *Coach) TurnMessages(ctx context.Context, caller spotter.Caller, turn int) ([]spotter.Message, error) {
	rows, err := c.db.As(caller).ListTurnMessages(ctx, db.ListTurnMessagesParams{UserID: caller.User, Turn: &turn})
	out := make([]spotter.Message, len(rows))
	for i, r := range rows {
		out[i] = shownMessage(db.ListMessagesRow(r))
	}
	return out, err
}

func shownMessage(r db.ListMessagesRow) spotter.Message {
	return spotter.Message{ID: r.ID, Role: r.Role, Agent: spotter.Actor(r.Agent), Content: r.Content, CreatedAt: r.CreatedAt,
		Turn: orZero(r.Turn), State: spotter.MessageState(r.State), Channel: spotter.Channel(r.Channel)}
}

// DeleteMessages deletes the conversation: messages, turns with their events and offers, and the summary.
// What is remembered and what was used stay. While a turn runs it is CodeConflict turn_running.
func (c *Coach) DeleteMessages(ctx context.Context, caller spotter.Caller) error {
	_, err := once(ctx, c, caller, func(tx *postgres.Tx) (struct{}, error) { return struct{}{}, c.deleteMessages(ctx, tx) })
	return err
}

func (c *Coach) deleteMessages(ctx context.Context, tx *postgres.Tx) error {
	user := tx.Caller.User
	if _, err := tx.HoldConversation(ctx, user); err != nil {
		return err
	}
	_, err := tx.RunningTurn(ctx, db.RunningTurnParams{UserID: user, Now: c.now()})
	if err == nil {
		return turnRunning()
	}
	if !postgres.IsNoRows(err) {
		return err
	}
	if _, err := tx.DeleteMessages(ctx, user); err != nil {
		return err
	}
	if err := tx.DeleteTurns(ctx, user); err != nil {
		return err
	}
	return tx.DeleteSummary(ctx, user)
}
