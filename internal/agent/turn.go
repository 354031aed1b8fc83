package agent

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"spotter"
	"spotter/internal/agent/guard"
	"spotter/internal/coach"
	"spotter/internal/llm"
)

// turn is one turn under way. One goroutine owns it; beats and stores of streamed text are goroutines of its
// own, and are awaited before it ends.
type turn struct {
	*Agents
	caller  spotter.Caller // the person
	number  int
	channel spotter.Channel
	text    string             // what the person said
	message *spotter.MessageID // where it stands
	bound   bool               // no yes in it counts
	heard   int                // the last spoken turn that was heard to its end
	yield   func(spotter.ChatEvent) bool
	log     *slog.Logger
	began   time.Time

	know     *coach.Briefing
	language string
	agent    spotter.Actor
	met      map[spotter.Actor]bool // who has spoken in this turn
	facts    *guard.Facts
	flagged  []spotter.RedFlag // what the turn has begun by answering
	settled  string            // what the person's yes has done before the model is asked, in words

	at      int                 // behind the last event made
	loose   []spotter.ChatEvent // went out, and are not stored
	looseAt time.Time           // since when
	storing *store              // of loose events, under way
	gone    bool                // nobody takes events any more

	calls    int // tools called so far, for the keys that make a retried call write once
	seen     map[string]int
	offered  []spotter.Offer // in this turn
	offerID  spotter.OfferID // the last
	used     []spotter.Usage
	provider string // of the last message
	model    string
	last     *spotter.MessageID // the last message that the person sees
}

// store is a write of streamed text under way.
type store struct {
	done   chan struct{}
	events []spotter.ChatEvent
	err    error
}

// errGone says that nobody takes the events of the turn any more.
var errGone = errors.New("agent: nobody listens any more")

// storeEvery is how long streamed text may go unstored.
const storeEvery = 300 * time.Millisecond

// acting is the caller with an agent's scope.
func (t *turn) acting() spotter.Caller {
	return spotter.Caller{User: t.caller.User, Actor: t.agent}
}

// event makes the next event.
func (t *turn) event(kind spotter.EventType, payload any) spotter.ChatEvent {
	e := spotter.NewEvent(t.number, t.at, kind, payload)
	t.at = e.To
	return e
}

// send hands an event to who listens.
func (t *turn) send(e spotter.ChatEvent) {
	if !t.gone && !t.yield(e) {
		t.gone = true
	}
}

// streamText sends more of a message at once, and sees that it is stored soon.
func (t *turn) streamText(ctx context.Context, m *message, text string) error {
	if text == "" {
		return nil
	}
	if m.text.Len() == 0 && t.provider != "" {
		t.c.Observe.FirstText(t.provider, t.since(m.began))
	}
	m.text.WriteString(text)
	e := t.event(spotter.EventDelta, spotter.Delta{MessageID: m.id, Agent: t.agent, Text: text})
	if len(t.loose) == 0 {
		t.looseAt = t.c.Now()
	}
	t.loose = append(t.loose, e)
	t.send(e)
	if t.gone {
		return errGone
	}
	if t.c.Now().Sub(t.looseAt) >= storeEvery {
		return t.storeSoon(ctx)
	}
	return ctx.Err()
}

// storeSoon begins to store what is loose, unless a store is under way still: then a later piece of text will.
func (t *turn) storeSoon(ctx context.Context) error {
	if t.storing != nil {
		select {
		case <-t.storing.done:
		default:
			return nil
		}
	}
	if err := t.stored(); err != nil {
		return err
	}
	s := &store{done: make(chan struct{}), events: t.loose}
	caller := t.acting()
	t.storing, t.loose = s, nil
	go func() {
		defer close(s.done)
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWrites)
		defer cancel()
		s.err = t.c.Coach.Record(ctx, caller, t.number, nil, s.events)
	}()
	return nil
}

// stored waits for a store under way. What it failed to store is loose again.
func (t *turn) stored() error {
	if t.storing == nil {
		return nil
	}
	<-t.storing.done
	err := t.storing.err
	if err != nil {
		t.loose = append(t.storing.events, t.loose...)
	}
	t.storing = nil
	return err
}

// record stores messages with all events that are not stored yet, and then sends the new ones. It does so also
// when ctx has ended: what has been done is kept. Events that could not be stored never were.
func (t *turn) record(ctx context.Context, messages []coach.StoredMessage, events ...spotter.ChatEvent) error {
	err := t.stored()
	if err == nil {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWrites)
		defer cancel()
		err = t.c.Coach.Record(ctx, t.acting(), t.number, messages, append(slices.Clone(t.loose), events...))
	}
	if err != nil {
		if len(events) > 0 {
			t.at = events[0].From
		}
		return err
	}
	t.loose = nil
	for _, e := range events {
		t.send(e)
	}
	if t.gone {
		return errGone
	}
	return ctx.Err()
}

// message is an answer that is being written.
type message struct {
	id    spotter.MessageID
	text  strings.Builder // as the person sees it
	raw   strings.Builder // as the model wrote it since it was asked first
	began time.Time
}

func (t *turn) newMessage() *message {
	now := t.c.Now()
	return &message{id: spotter.NewID[spotter.Message](now), began: now}
}

// row is a message as it is stored. parts are nil where the text is all of it.
func (t *turn) row(m *message, state spotter.MessageState, parts []llm.Part) coach.StoredMessage {
	row := coach.StoredMessage{ID: m.id, Turn: t.number, Role: coach.RoleAssistant, Agent: t.agent, Text: m.text.String(), State: state,
		Provider: t.provider, Model: t.model}
	if parts != nil {
		row.Parts = mustJSON(parts)
	}
	return row
}

// told is the event that a message has ended, none where the person sees nothing of it.
func (t *turn) told(m *message, state spotter.MessageState) []spotter.ChatEvent {
	if m.text.Len() == 0 {
		return nil
	}
	t.last = &m.id
	return []spotter.ChatEvent{t.event(spotter.EventMessage, spotter.Message{ID: m.id, Role: coach.RoleAssistant, Agent: t.agent, Content: m.text.String(),
		CreatedAt: t.c.Now(), Turn: t.number, State: state, Channel: t.channel})}
}

// say is a whole message of code's own.
func (t *turn) say(ctx context.Context, text string) error {
	m := t.newMessage()
	if err := t.streamText(ctx, m, text); err != nil {
		return err
	}
	return t.record(ctx, []coach.StoredMessage{t.row(m, spotter.MessageComplete, nil)}, t.told(m, spotter.MessageComplete)...)
}

// lookForStop is how often a turn looks whether the person has stopped it, on whichever instance; beatEach is how many
// looks come with a sign of life.
const (
	lookForStop = 700 * time.Millisecond
	beatEach    = 7
)

// errStopped is the cause of a turn that the person stopped.
var errStopped = errors.New("agent: the person stopped the turn")

// beat keeps the turn's lease while it runs, and ends ctx when the turn has been taken for dead or is to stop.
func (t *turn) beat(ctx context.Context, end context.CancelCauseFunc, wait *sync.WaitGroup) {
	wait.Go(func() {
		for n := 1; pause(ctx, lookForStop) == nil; n++ {
			if stopped, err := t.c.Coach.IsStopped(ctx, t.caller, t.number); err == nil && stopped {
				end(errStopped)
				return
			}
			if n%beatEach != 0 {
				continue
			}
			if err := t.c.Coach.Beat(ctx, t.caller, t.number); spotter.HasDetail(err, "turn_over") {
				end(err)
				return
			}
		}
	})
}
