package coach

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// StoredMessage is a message as models are given it. Role is user, assistant or tool; Parts, when there are any,
// are the whole of it in the language of package llm, calls and results included, and Text is what of it the
// person sees.
type StoredMessage struct {
	ID        spotter.MessageID    `json:"id"` // made by the caller, so that deltas can name it
	Turn      int                  `json:"turn"`
	Seq       int                  `json:"seq"` // within the turn; set when it is stored
	Role      string               `json:"role"`
	Agent     spotter.Actor        `json:"agent"`
	Text      string               `json:"content"`
	Parts     json.RawMessage      `json:"parts"`
	State     spotter.MessageState `json:"state"` // empty means complete
	Provider  string               `json:"provider"`
	Model     string               `json:"model"`
	Channel   spotter.Channel      `json:"channel"` // the turn's; set when it is stored
	CreatedAt time.Time            `json:"created_at"`
}

// The roles of stored messages.
const (
	RoleUser      = "user"
	RoleAssistant = "assistant"
	RoleTool      = "tool"
)

// TurnEnd is how a turn ends: its last messages and events, of which the last should be done, and what it used.
type TurnEnd struct {
	State    spotter.TurnState // not running
	Reason   string
	Agent    spotter.Actor // who spoke last; empty leaves it
	Messages []StoredMessage
	Events   []spotter.ChatEvent
	Usage    []spotter.Usage
}

// BeginTurn stores what a person says and begins a turn of it, in one transaction. A repeat of caller.Once within
// 24 hours answers with the turn that it began; the same key for other words is CodeConflict
// idempotency_key_reused. While another turn of the person runs it is CodeConflict turn_running; one that is
// dead is closed first. The caller is the person, or a job.
func (c *Coach) BeginTurn(ctx context.Context, caller spotter.Caller, in spotter.TurnInput) (turn spotter.Turn, repeated bool, err error) {
	if problems := spotter.CheckInput(&in); len(problems) > 0 {
		return spotter.Turn{}, false, spotter.Invalid(below("body.", problems))
	}
	err = c.db.Write(ctx, caller, func(tx *postgres.Tx) error {
		turn, repeated, err = c.beginTurn(ctx, tx, in)
		return err
	})
	return turn, repeated, err
}

func (c *Coach) beginTurn(ctx context.Context, tx *postgres.Tx, in spotter.TurnInput) (spotter.Turn, bool, error) {
	user, now := tx.Caller.User, c.now()
	if _, err := tx.HoldConversation(ctx, user); err != nil {
		return spotter.Turn{}, false, err
	}
	rows, err := tx.GetTurnsToBegin(ctx, db.GetTurnsToBeginParams{UserID: user, Key: tx.Caller.Once.Key, Since: now.Add(-onceLife)})
	if err != nil {
		return spotter.Turn{}, false, err
	}
	for _, row := range rows {
		if again, known, err := c.sameTurn(ctx, tx, row); known || err != nil {
			return again, known, err
		}
	}
	for _, row := range rows {
		if row.State != string(spotter.TurnRunning) {
			continue
		}
		if row.LeaseUntil.After(now) {
			return spotter.Turn{}, false, turnRunning()
		}
		if err := c.closeDead(ctx, tx, row); err != nil {
			return spotter.Turn{}, false, err
		}
	}
	turn, err := c.insertTurn(ctx, tx, in)
	return turn, false, err
}

func turnRunning() error {
	return &spotter.Error{Code: spotter.CodeConflict, Detail: "turn_running", RetryAfter: time.Second,
		Message: "The coach is still answering what you said before; wait for it and say it again."}
}

// sameTurn reports whether the caller's key began a turn, of these very words.
func (c *Coach) sameTurn(ctx context.Context, tx *postgres.Tx, row db.Turn) (spotter.Turn, bool, error) {
	key := tx.Caller.Once
	if key.Key == "" || row.Key != key.Key || !row.StartedAt.After(c.now().Add(-onceLife)) {
		return spotter.Turn{}, false, nil
	}
	if [32]byte(row.Fingerprint) != key.Fingerprint {
		return spotter.Turn{}, false, spotter.Conflict("idempotency_key_reused", "This Idempotency-Key was used for another request; use a new one.")
	}
	turn, err := turnOf(ctx, tx.Queries, row)
	return turn, err == nil, err
}

func (c *Coach) insertTurn(ctx context.Context, tx *postgres.Tx, in spotter.TurnInput) (spotter.Turn, error) {
	user, now := tx.Caller.User, c.now()
	number, err := tx.TakeTurnNumber(ctx, user)
	if err != nil {
		return spotter.Turn{}, err
	}
	said := spotter.Message{ID: spotter.NewID[spotter.Message](now), Role: RoleUser, Content: in.Text, CreatedAt: now,
		Turn: number, State: spotter.MessageComplete, Channel: channelOf(in)}
	turn := spotter.Turn{Number: number, State: spotter.TurnRunning, Channel: said.Channel, Agent: in.Agent, StartedAt: now, Said: said, Position: 1}
	opening := turn.Opening()
	_, err = tx.InsertTurn(ctx, db.InsertTurnParams{UserID: user, Number: number, Channel: string(said.Channel), Agent: string(in.Agent),
		Key: tx.Caller.Once.Key, Fingerprint: tx.Caller.Once.Fingerprint[:], Now: now, LeaseUntil: now.Add(spotter.TurnLease),
		MessageID: said.ID, Content: said.Content, EventType: string(opening.Type), Event: opening.Data})
	return turn, err
}

func channelOf(in spotter.TurnInput) spotter.Channel {
	if in.Channel == "" {
		return spotter.ChannelChat
	}
	return in.Channel
}

func turnOf(ctx context.Context, q *db.Queries, row db.Turn) (spotter.Turn, error) {
	turn := spotter.Turn{Number: row.Number, State: spotter.TurnState(row.State), Channel: spotter.Channel(row.Channel), Agent: spotter.Actor(row.Agent),
		Reason: row.Reason, StartedAt: row.StartedAt, EndedAt: row.EndedAt, Position: row.Position}
	said, err := q.GetSaid(ctx, db.GetSaidParams{UserID: row.UserID, Turn: &row.Number})
	turn.Said = spotter.Message{ID: said.ID, Role: RoleUser, Content: said.Content, CreatedAt: said.CreatedAt,
		Turn: row.Number, State: spotter.MessageComplete, Channel: turn.Channel}
	return turn, err
}

// Record stores messages and the events that tell of them, in one transaction, and counts as a sign of life. The
// events begin where the turn's last stored one ended. Once it has returned they may be sent to other devices.
// CodeConflict turn_over: the turn runs no more, because it ended or was taken for dead.
func (c *Coach) Record(ctx context.Context, caller spotter.Caller, turn int, messages []StoredMessage, events []spotter.ChatEvent) error {
	return c.recordTurn(ctx, c.db.As(caller), caller, turn, messages, events)
}

func (c *Coach) recordTurn(ctx context.Context, q *db.Queries, caller spotter.Caller, turn int, messages []StoredMessage, events []spotter.ChatEvent) error {
	if len(messages)+len(events) == 0 {
		return nil
	}
	params, err := c.recordParams(caller, turn, messages, events)
	if err != nil {
		return err
	}
	if len(events) == 0 {
		row, err := q.GetTurn(ctx, db.GetTurnParams{UserID: caller.User, Number: turn})
		if err != nil {
			return orNotFound(err, "turn")
		}
		params.Since, params.Until = row.Position, row.Position
	}
	_, err = q.RecordTurn(ctx, params)
	if postgres.IsNoRows(err) {
		return c.whyNotRecorded(ctx, q, params)
	}
	return err
}

func (c *Coach) recordParams(caller spotter.Caller, turn int, messages []StoredMessage, events []spotter.ChatEvent) (db.RecordTurnParams, error) {
	now := c.now()
	params := db.RecordTurnParams{UserID: caller.User, Number: turn, Now: now, LeaseUntil: now.Add(spotter.TurnLease)}
	rows := make([]StoredMessage, len(messages))
	for i, m := range messages {
		m.Seq = i
		if m.State == "" {
			m.State = spotter.MessageComplete
		}
		if m.Role == RoleAssistant {
			params.Agent = string(m.Agent)
		}
		rows[i] = m
	}
	type event struct {
		From int             `json:"f"`
		To   int             `json:"t"`
		Type string          `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	joined := spotter.Coalesce(events)
	stored := make([]event, len(joined))
	for i, e := range joined {
		if e.Turn != turn || e.To <= e.From || i > 0 && e.From != joined[i-1].To {
			return params, fmt.Errorf("coach: event %d of turn %d goes from %d to %d and does not follow the one before", i, e.Turn, e.From, e.To)
		}
		stored[i] = event{e.From, e.To, string(e.Type), e.Data}
	}
	if n := len(joined); n > 0 {
		params.Since, params.Until = joined[0].From, joined[n-1].To
	}
	params.Messages, params.Events = storable(mustJSON(rows)), storable(mustJSON(stored))
	return params, nil
}

// storable is JSON without the one character that a database does not take, which a model may write into an
// argument all the same. The mark for what cannot be read stands in its place.
func storable(raw []byte) []byte {
	for i := 0; i+5 < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		if string(raw[i+1:i+6]) == "u0000" {
			copy(raw[i+1:], "ufffd")
		}
		i++ // an escaped character begins no escape
	}
	return raw
}

func (c *Coach) whyNotRecorded(ctx context.Context, q *db.Queries, params db.RecordTurnParams) error {
	row, err := q.GetTurn(ctx, db.GetTurnParams{UserID: params.UserID, Number: params.Number})
	switch {
	case postgres.IsNoRows(err) || err == nil && row.State != string(spotter.TurnRunning):
		return turnOver()
	case err != nil:
		return err
	}
	return fmt.Errorf("coach: events of turn %d begin at %d and its last one ended at %d", params.Number, params.Since, row.Position)
}

func turnOver() error {
	return spotter.Conflict("turn_over", "This turn of the conversation is over.")
}

// Beat is a sign of life: the turn counts as running for [spotter.TurnLease] from now on. CodeConflict turn_over.
func (c *Coach) Beat(ctx context.Context, caller spotter.Caller, turn int) error {
	n, err := c.db.As(caller).BeatTurn(ctx, db.BeatTurnParams{UserID: caller.User, Number: turn, LeaseUntil: c.now().Add(spotter.TurnLease)})
	if err == nil && n == 0 {
		return turnOver()
	}
	return err
}

// StopTurn marks the caller's turn that runs, wherever it does, as one to be stopped; whoever runs it looks every
// second. nil: none runs.
func (c *Coach) StopTurn(ctx context.Context, caller spotter.Caller) (*int, error) {
	number, err := c.db.As(caller).StopTurn(ctx, db.StopTurnParams{UserID: caller.User, Now: c.now()})
	if postgres.IsNoRows(err) {
		return nil, nil //nolint:nilnil // that none runs is not an error
	}
	return &number, err
}

// IsStopped reports whether a turn is to be stopped, or is not there any more.
func (c *Coach) IsStopped(ctx context.Context, caller spotter.Caller, turn int) (bool, error) {
	stopped, err := c.db.As(caller).IsTurnStopped(ctx, db.IsTurnStoppedParams{UserID: caller.User, Number: turn})
	if postgres.IsNoRows(err) {
		return true, nil
	}
	return stopped, err
}

// EndTurn ends a turn, stores what is left of it and what it used, in one transaction. CodeConflict turn_over: it
// had ended, or was taken for dead; what it used is stored all the same.
func (c *Coach) EndTurn(ctx context.Context, caller spotter.Caller, turn int, end TurnEnd) error {
	err := c.db.Write(ctx, caller, func(tx *postgres.Tx) error {
		if err := c.recordTurn(ctx, tx.Queries, caller, turn, end.Messages, end.Events); err != nil {
			return err
		}
		n, err := tx.EndTurn(ctx, db.EndTurnParams{UserID: caller.User, Number: turn, State: string(end.State), Reason: end.Reason,
			Now: c.now(), Agent: string(end.Agent)})
		if err == nil && n == 0 {
			err = turnOver()
		}
		if err != nil {
			return err
		}
		if err := c.insertUsage(ctx, tx, &turn, end.Usage); err != nil {
			return err
		}
		return c.summariseLater(ctx, tx)
	})
	if spotter.HasDetail(err, "turn_over") && len(end.Usage) > 0 {
		if usage := c.RecordUsage(ctx, caller, &turn, end.Usage); usage != nil {
			return usage
		}
	}
	return err
}
