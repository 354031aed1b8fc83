package spotter

import (
	"encoding/json"
	"unicode/utf8"
)

// ChatEvent is one event of a turn, as it goes to every device of the person. To is its id. Together the
// events of a turn cover every offset from 0 on once: a delta takes as many as its text has bytes, any other
// event takes 1 — only the end of a turn that was closed for dead takes more, so that it lies behind whatever
// may have gone out without having been stored.
type ChatEvent struct {
	Turn     int
	From, To int
	Type     EventType
	Data     json.RawMessage // the payload as the wire carries it
}

// EventType names an event and its payload.
type EventType string

// The events, each with its payload. A repeated tool or proposal event tells of a new state.
const (
	EventMessage  EventType = "message"  // Message: the person's own first, the coach's at its end
	EventDelta    EventType = "delta"    // Delta
	EventTool     EventType = "tool"     // ToolEvent
	EventProposal EventType = "proposal" // ProposalEvent
	EventHandoff  EventType = "handoff"  // HandoffEvent
	EventDone     EventType = "done"     // DoneEvent, the last of a turn
	EventError    EventType = "error"    // a problem document
)

// Delta is more of a message's text.
type Delta struct {
	MessageID MessageID `json:"message_id"`
	Agent     Actor     `json:"agent"`
	Text      string    `json:"text"`
}

// ToolEvent says that a tool is at work, or what it came to.
type ToolEvent struct {
	CallID  string `json:"call_id"`
	Name    string `json:"name"`
	Agent   Actor  `json:"agent"`
	State   string `json:"state" enum:"running,done,failed"`
	Summary string `json:"summary,omitempty" doc:"What came of it, in short"`
}

// ProposalEvent says that a proposal was made, read back, accepted or declined.
type ProposalEvent struct {
	ID      ProposalID    `json:"id"`
	Kind    PlanKind      `json:"kind"`
	Summary string        `json:"summary"`
	State   ProposalState `json:"state" enum:"pending,accepted,declined,expired,superseded,undone"`
}

// HandoffEvent says that another agent goes on.
type HandoffEvent struct {
	From   Actor  `json:"from"`
	To     Actor  `json:"to"`
	Reason string `json:"reason"`
}

// DoneEvent ends a turn.
type DoneEvent struct {
	Turn      int        `json:"turn"`
	MessageID *MessageID `json:"message_id" doc:"The coach's last message; null when there is none"`
	State     TurnState  `json:"state" enum:"done,interrupted,failed"`
	Reason    string     `json:"reason,omitempty"`
	Agent     Actor      `json:"agent,omitempty"`
	Provider  string     `json:"provider,omitempty"`
	Model     string     `json:"model,omitempty"`
	Usage     *TurnUsage `json:"usage,omitempty"`
}

// TurnUsage is what a turn cost.
type TurnUsage struct {
	Input     int      `json:"input" doc:"Tokens, without those from or to the vendor's cache"`
	Cached    int      `json:"cached" doc:"Tokens read from or written to the vendor's cache"`
	Output    int      `json:"output"`
	USD       *float64 `json:"usd" doc:"Null when the price is not known"`
	Estimated bool     `json:"estimated,omitempty"`
}

// NewEvent makes an event of a turn that begins at from. The payload is one of the types above.
func NewEvent(turn, from int, kind EventType, payload any) ChatEvent {
	data, err := json.Marshal(payload)
	if err != nil {
		panic("spotter: a payload of ours cannot be encoded: " + err.Error())
	}
	size := 1
	if d, ok := payload.(Delta); ok {
		size = len(d.Text)
	}
	return ChatEvent{Turn: turn, From: from, To: from + size, Type: kind, Data: data}
}

// Position is the event's id.
func (e ChatEvent) Position() Position { return Position{e.Turn, e.To} }

// Delta is the payload of a delta.
func (e ChatEvent) Delta() (d Delta, ok bool) {
	return d, e.Type == EventDelta && json.Unmarshal(e.Data, &d) == nil
}

// After is what of an event lies behind an offset of its turn; ok is false when nothing does. A delta that the
// offset lies in is cut there, and never within a rune: an offset within one, which no event of ours ends
// at, counts as the rune's start.
func (e ChatEvent) After(offset int) (rest ChatEvent, ok bool) {
	if offset >= e.To {
		return ChatEvent{}, false
	}
	d, isDelta := e.Delta()
	if offset <= e.From || !isDelta {
		return e, true
	}
	cut := min(offset-e.From, len(d.Text))
	for cut > 0 && cut < len(d.Text) && !utf8.RuneStart(d.Text[cut]) {
		cut--
	}
	d.Text = d.Text[cut:]
	return NewEvent(e.Turn, e.From+cut, EventDelta, d), d.Text != ""
}

// Coalesce joins deltas that follow each other within a message. What it answers says the same at every
// offset.
func Coalesce(events []ChatEvent) []ChatEvent {
	var out []ChatEvent
	for _, e := range events {
		if n := len(out) - 1; n >= 0 {
			if joined, ok := out[n].join(e); ok {
				out[n] = joined
				continue
			}
		}
		out = append(out, e)
	}
	return out
}

func (e ChatEvent) join(next ChatEvent) (ChatEvent, bool) {
	if e.Type != EventDelta || next.Type != EventDelta || e.Turn != next.Turn || e.To != next.From {
		return ChatEvent{}, false
	}
	a, ok1 := e.Delta()
	b, ok2 := next.Delta()
	if !ok1 || !ok2 || a.MessageID != b.MessageID || a.Agent != b.Agent {
		return ChatEvent{}, false
	}
	a.Text += b.Text
	return NewEvent(e.Turn, e.From, EventDelta, a), true
}
