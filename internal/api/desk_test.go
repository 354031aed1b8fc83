package api_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"iter"
	"strings"
	"sync"
	"testing"
	"time"

	"spotter"
	"spotter/internal/coach"
)

// desk plays turns from a script over the real store: what an agent would say, one event after the other.
type desk struct {
	coach  *coach.Coach
	script []spotter.ChatEvent // payloads; places and ids are filled in
	gate   chan struct{}       // nil: at once; else one event a receive
	live   bool                // Follow waits for more
	every  time.Duration       // how often it looks for more
	fail   error               // what breaks the first event, before anything is stored
	ended  sync.WaitGroup
}

func newDesk(t testing.TB, c *coach.Coach) *desk {
	t.Helper()
	d := &desk{coach: c, script: says("Good."), every: 3 * time.Millisecond}
	t.Cleanup(d.ended.Wait)
	return d
}

// says is a script of one message in pieces.
func says(pieces ...string) []spotter.ChatEvent {
	var out []spotter.ChatEvent
	for _, p := range pieces {
		out = append(out, spotter.ChatEvent{Type: spotter.EventDelta, Data: json.RawMessage(p)})
	}
	return out
}

func (d *desk) Send(ctx context.Context, caller spotter.Caller, in spotter.TurnInput) iter.Seq2[spotter.ChatEvent, error] {
	return func(yield func(spotter.ChatEvent, error) bool) {
		if d.fail != nil {
			yield(spotter.ChatEvent{}, d.fail)
			return
		}
		turn, repeated, err := d.coach.BeginTurn(ctx, caller, in)
		if err != nil {
			yield(spotter.ChatEvent{}, err)
			return
		}
		if !repeated {
			d.ended.Go(func() { d.play(context.WithoutCancel(ctx), caller, turn) })
		}
		for e, err := range d.poll(ctx, caller, spotter.Position{Turn: turn.Number}, true) {
			if e.Turn > turn.Number || !yield(e, err) || e.Type == spotter.EventDone || e.Type == spotter.EventError {
				return
			}
		}
	}
}

func (d *desk) Follow(ctx context.Context, caller spotter.Caller, after spotter.Position) iter.Seq2[spotter.ChatEvent, error] {
	return d.poll(ctx, caller, after, d.live)
}

func (d *desk) Stop(ctx context.Context, caller spotter.Caller) (spotter.TurnStop, error) {
	turn, err := d.coach.StopTurn(ctx, caller)
	return spotter.TurnStop{Turn: turn}, err
}

// poll reads what is stored, as a desk on another instance does.
func (d *desk) poll(ctx context.Context, caller spotter.Caller, after spotter.Position, wait bool) iter.Seq2[spotter.ChatEvent, error] {
	return func(yield func(spotter.ChatEvent, error) bool) {
		for {
			events, running, err := d.coach.Events(ctx, caller, after, 50)
			if ctx.Err() != nil {
				return
			}
			if err != nil {
				yield(spotter.ChatEvent{}, err)
				return
			}
			for _, e := range events {
				if !yield(e, nil) {
					return
				}
				after = e.Position()
			}
			if len(events) > 0 {
				continue
			}
			if !wait && !running {
				return
			}
			select {
			case <-ctx.Done():
				return
			case <-time.After(d.every):
			}
		}
	}
}

// play records a turn as its agent.
func (d *desk) play(ctx context.Context, caller spotter.Caller, turn spotter.Turn) {
	agent := spotter.Caller{User: caller.User, Actor: spotter.ActorGeneral}
	at, text, id := turn.Position, "", spotter.NewID[spotter.Message](turn.StartedAt)
	for _, step := range d.script {
		if d.gate != nil {
			if _, open := <-d.gate; !open {
				return // as a process does that is killed
			}
		}
		e := spotter.ChatEvent{Turn: turn.Number, From: at, To: at + 1, Type: step.Type, Data: step.Data}
		if step.Type == spotter.EventDelta {
			text += string(step.Data)
			e = spotter.NewEvent(turn.Number, at, spotter.EventDelta, spotter.Delta{MessageID: id, Agent: agent.Actor, Text: string(step.Data)})
		}
		at = e.To
		if d.coach.Record(ctx, agent, turn.Number, nil, []spotter.ChatEvent{e}) != nil || e.Type == spotter.EventError {
			return
		}
	}
	message := spotter.NewEvent(turn.Number, at, spotter.EventMessage, spotter.Message{ID: id, Role: "assistant", Agent: agent.Actor, Content: text,
		CreatedAt: turn.StartedAt, Turn: turn.Number, State: spotter.MessageComplete, Channel: turn.Channel})
	done := spotter.NewEvent(turn.Number, message.To, spotter.EventDone, spotter.DoneEvent{Turn: turn.Number, MessageID: &id, State: spotter.TurnDone, Agent: agent.Actor})
	price := int64(1500)
	_ = d.coach.EndTurn(ctx, agent, turn.Number, coach.TurnEnd{State: spotter.TurnDone, Agent: agent.Actor,
		Messages: []coach.StoredMessage{{ID: id, Role: coach.RoleAssistant, Agent: agent.Actor, Text: text}},
		Events:   []spotter.ChatEvent{message, done},
		Usage:    []spotter.Usage{{Provider: "scripted", Model: "one", Channel: turn.Channel, Input: 10, Output: 5, MicroUSD: &price}}})
}

// counter lets through what its room allows; no room is no limit.
type counter struct {
	mu   sync.Mutex
	room map[string]int
	most int
}

func (c *counter) Allow(_ context.Context, key string, _ int, per time.Duration) (bool, time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.room == nil {
		c.room = map[string]int{}
	}
	c.room[key]++
	return c.most == 0 || c.room[key] <= c.most, per / 2
}

// wireEvent is a server-sent event as a client's parser sees it.
type wireEvent struct{ id, event, data string }

func (e wireEvent) asJSON() []byte {
	out := map[string]any{"event": e.event, "data": json.RawMessage(e.data)}
	if e.id != "" {
		out["id"] = e.id
	}
	return mustEncode(out)
}

// position is the event's id.
func (e wireEvent) position(t testing.TB) spotter.Position {
	t.Helper()
	p, err := spotter.ParsePosition(e.id)
	if err != nil {
		t.Fatalf("%q: %v", e.id, err)
	}
	return p
}

// text is what a delta adds, empty for other events.
func (e wireEvent) text(t testing.TB) string {
	t.Helper()
	if e.event != "delta" {
		return ""
	}
	var d spotter.Delta
	if err := json.Unmarshal([]byte(e.data), &d); err != nil {
		t.Fatal(err)
	}
	return d.Text
}

// eventReader parses a stream as the HTML standard says, a block at a time.
type eventReader struct{ lines *bufio.Reader }

// next is the next event; comments are skipped, and their number told.
func (r *eventReader) next() (e wireEvent, comments int, err error) {
	var data []string
	for {
		line, err := r.lines.ReadString('\n')
		if err != nil {
			return e, comments, err
		}
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch {
		case line == "" && len(data) > 0:
			e.data = strings.Join(data, "\n")
			return e, comments, nil
		case line == "":
			e = wireEvent{id: e.id}
		case name == "":
			comments++
		case name == "id":
			e.id = value
		case name == "event":
			e.event = value
		case name == "data":
			data = append(data, value)
		}
	}
}

// readEvents reads a stream to its end.
func readEvents(t testing.TB, from io.Reader) []wireEvent {
	t.Helper()
	r := &eventReader{bufio.NewReader(from)}
	var out []wireEvent
	for {
		e, _, err := r.next()
		if err != nil {
			return out
		}
		out = append(out, e)
	}
}
