package spotter

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"
)

// Message is one entry of the person's single conversation, as it is shown.
type Message struct {
	ID        MessageID    `json:"id"`
	Role      string       `json:"role" enum:"user,assistant"`
	Agent     Actor        `json:"agent,omitempty" doc:"Who of the coach spoke; left out for the person's own"`
	Content   string       `json:"content"`
	CreatedAt time.Time    `json:"created_at"`
	Turn      int          `json:"turn,omitempty" doc:"The turn that it was said in; left out for what came from elsewhere"`
	State     MessageState `json:"state,omitempty" enum:"complete,interrupted" doc:"interrupted: the answer was broken off here"`
	Channel   Channel      `json:"channel,omitempty" enum:"chat,voice,mcp,job"`
}

// MessageState says whether a message was said to its end.
type MessageState string

// The states of a message.
const (
	MessageComplete    MessageState = "complete"
	MessageInterrupted MessageState = "interrupted"
)

// Channel is the way by which a turn came.
type Channel string

// The channels.
const (
	ChannelChat  Channel = "chat"
	ChannelVoice Channel = "voice"
	ChannelMCP   Channel = "mcp"
	ChannelJob   Channel = "job"
)

// TurnState is where a turn stands.
type TurnState string

// The states. Running ends in one of the others, once. Interrupted: by the person, by a lost connection or by
// a crash. Failed: no answer could be had.
const (
	TurnRunning     TurnState = "running"
	TurnDone        TurnState = "done"
	TurnInterrupted TurnState = "interrupted"
	TurnFailed      TurnState = "failed"
)

// TurnLease is how long a turn counts as running after its last sign of life.
const TurnLease = 15 * time.Second

// Turn is what a person said and all that comes of it. Turns of a person are counted from 1, and a number is
// never used again. One runs at a time.
type Turn struct {
	Number    int        `json:"turn"`
	State     TurnState  `json:"state" enum:"running,done,interrupted,failed"`
	Channel   Channel    `json:"channel" enum:"chat,voice,mcp,job"`
	Agent     Actor      `json:"agent,omitempty" doc:"Who spoke last in it"`
	Reason    string     `json:"reason,omitempty" doc:"Why it ended as it did"`
	StartedAt time.Time  `json:"started_at"`
	EndedAt   *time.Time `json:"ended_at"`
	Said      Message    `json:"-"` // the person's own
	Position  int        `json:"-"` // behind its last stored event
}

// Opening is the first event of a turn, which BeginTurn has stored: the person's own message.
func (t Turn) Opening() ChatEvent { return NewEvent(t.Number, 0, EventMessage, t.Said) }

// TurnInput is what a person sends. Caller.Once says how a repeat is recognised.
type TurnInput struct {
	Text    string  `json:"text" minLength:"1" maxLength:"4000" doc:"What the person says, in their own words"`
	Agent   Actor   `json:"agent,omitempty" enum:"workout,diet,supplement,tracker,scheduler,general" doc:"Who is to answer; chosen from the words when left out"`
	Channel Channel `json:"-"`
	Bound   bool    `json:"-"` // the sender may not approve: a yes of theirs counts for nothing
	// Heard is, by voice, the last turn whose answer the person has heard to its end, 0 for none: what another spoken
	// turn read back is not answered by this one.
	Heard int `json:"-"`
}

// Check wants more than space.
func (in *TurnInput) Check() []Problem {
	if strings.TrimSpace(in.Text) == "" {
		return []Problem{{"text", "must say something"}}
	}
	return nil
}

// TurnStop says which turn was told to stop.
type TurnStop struct {
	Turn *int `json:"turn" doc:"The turn that was told to stop; null when none was running"`
}

// Position is a place in the stream of a person's events: so far into a turn. Positions are ordered; the zero
// value is before everything.
type Position struct{ Turn, Offset int }

// String is the id of an event on the wire, such as 12-340.
func (p Position) String() string { return strconv.Itoa(p.Turn) + "-" + strconv.Itoa(p.Offset) }

// Compare orders positions.
func (p Position) Compare(q Position) int {
	if p.Turn != q.Turn {
		return p.Turn - q.Turn
	}
	return p.Offset - q.Offset
}

// ParsePosition reads what String writes.
func ParsePosition(s string) (Position, error) {
	turn, offset, found := strings.Cut(s, "-")
	t, err1 := strconv.ParseUint(turn, 10, 31)
	o, err2 := strconv.ParseUint(offset, 10, 31)
	if !found || err1 != nil || err2 != nil {
		return Position{}, errors.New("must be the id of an event, such as 12-340")
	}
	return Position{int(t), int(o)}, nil
}

// OfferState is where an offer stands.
type OfferState string

// The states of an offer. Open ends in one of the others, or when its time is over.
const (
	OfferOpen     OfferState = "open"
	OfferAccepted OfferState = "accepted"
	OfferDeclined OfferState = "declined"
	OfferReplaced OfferState = "replaced"
)

// OfferLife is how long an offer can be answered with a plain yes.
const OfferLife = 15 * time.Minute

// Offer is what was offered in words and waits for the person's plain yes. Nothing of it has been done; code,
// not a model, reads the answer, and then does it as the person. One that reads a stored proposal back
// carries its id.
type Offer struct {
	ID        OfferID         `json:"id"`
	Turn      int             `json:"turn"`
	Agent     Actor           `json:"agent"`
	Kind      string          `json:"kind" doc:"What would be done, such as forget or accept_proposal"`
	Text      string          `json:"text" doc:"What was asked, as it was read back"`
	Arguments json.RawMessage `json:"arguments" doc:"What it would be done with"`
	Proposal  *ProposalID     `json:"proposal_id"`
	State     OfferState      `json:"state" enum:"open,accepted,declined,replaced"`
	CreatedAt time.Time       `json:"created_at"`
	ExpiresAt time.Time       `json:"expires_at"`
}
