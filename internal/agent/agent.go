package agent

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"sync"
	"time"

	"spotter"
	"spotter/internal/agent/guard"
	"spotter/internal/agent/route"
	"spotter/internal/agent/tools"
	"spotter/internal/coach"
	"spotter/internal/llm"
)

// Config is what Agents are made of.
type Config struct {
	Coach  *coach.Coach
	Tools  *tools.Set
	Models llm.Provider // a chain, or any provider
	Rules  llm.Provider // answers without a model, when a person's budget is spent
	Router llm.Provider // a small model that is asked who should answer when the words leave it open; nil: nobody is
	// Price is what a use of a model costs, in millionths of a dollar; ok is false when nobody knows. Nil: nobody does.
	Price  func(provider, model string, used llm.Usage) (microUSD int64, ok bool)
	Secret []byte // fences data off in prompts; the same on every instance, so that vendors can cache
	Bounds Bounds // zero fields take their defaults
	Now    func() time.Time
	Log    *slog.Logger
	// Observe is told of what happens, without words and without people; nil: nobody is.
	Observe Observer
}

// Bounds are how far a turn may go.
type Bounds struct {
	Steps     int           // requests to a model; 8
	Calls     int           // tool calls of one message; 8
	Tokens    int           // of one answer; 1200
	Wall      time.Duration // of a whole turn; 90 s
	Tool      time.Duration // of one call; 20 s
	Parallel  int           // calls at a time; 4
	History   int           // tokens of earlier messages; 6000
	Memory    int           // tokens of memories; 700
	Handovers int           // in a turn; 2
	Router    time.Duration // of the small model; 1.5 s
	Thinking  int           // tokens that a model may think before it answers; 0: none
}

func (b Bounds) orDefaults() Bounds {
	for field, value := range map[*int]int{&b.Steps: 8, &b.Calls: 8, &b.Tokens: 1200, &b.Parallel: 4, &b.History: 6000, &b.Memory: 700, &b.Handovers: 2} {
		if *field == 0 {
			*field = value
		}
	}
	for field, value := range map[*time.Duration]time.Duration{&b.Wall: 90 * time.Second, &b.Tool: 20 * time.Second, &b.Router: 1500 * time.Millisecond} {
		if *field == 0 {
			*field = value
		}
	}
	return b
}

// Agents run turns of conversations. Safe for concurrent use.
type Agents struct {
	c       Config
	fence   fence
	manuals map[spotter.Actor]manual
	guards  guards

	// Made when the first message comes: a server that waits for one does not need them.
	router  func() *route.Router
	names   func() *guard.Names
	tongues func() tongues
}

// New reads the prompts.
func New(c Config) (*Agents, error) {
	c.Bounds = c.Bounds.orDefaults()
	if c.Observe == nil {
		c.Observe = silent{}
	}
	if c.Coach == nil || c.Tools == nil || c.Models == nil || c.Rules == nil || c.Now == nil || c.Log == nil || len(c.Secret) == 0 {
		return nil, errors.New("agent: something that it is made of is missing")
	}
	fence := newFence(c.Secret)
	known := c.Coach.Catalogue()
	a := &Agents{c: c, fence: fence, guards: newGuards(c, fence), tongues: sync.OnceValue(newTongues),
		router: sync.OnceValue(func() *route.Router { return newRouter(known) }),
		names:  sync.OnceValue(func() *guard.Names { return newNames(known) })}
	var err error
	if a.manuals, err = manuals(c.Tools, a.fence); err != nil {
		return nil, err
	}
	return a, nil
}

// Run runs a turn and yields its events as they come: all of one turn, from the person's own message to done.
// What it yields is stored first, but for text that streams, which is stored within about 300 ms. Ending the loop or
// ctx interrupts the turn: the vendor is cancelled and what was said is stored as interrupted. A repeat of
// caller.Once yields what is stored of that turn.
//
// An error instead of events means that no turn began: CodeInvalid, CodeConflict turn_running or
// idempotency_key_reused. Once there was an event, a failure is an error event.
func (a *Agents) Run(ctx context.Context, caller spotter.Caller, in spotter.TurnInput) iter.Seq2[spotter.ChatEvent, error] {
	return func(yield func(spotter.ChatEvent, error) bool) {
		begun, repeated, err := a.c.Coach.BeginTurn(ctx, caller, in)
		if err != nil {
			yield(spotter.ChatEvent{}, err)
			return
		}
		if repeated {
			a.replay(ctx, caller, begun, yield)
			return
		}
		a.play(ctx, caller, begun, in, func(e spotter.ChatEvent) bool { return yield(e, nil) })
	}
}

// replay yields what is stored of a turn, and waits for the rest while it runs. A dead one it closes, so that it has an end.
func (a *Agents) replay(ctx context.Context, caller spotter.Caller, turn spotter.Turn, yield func(spotter.ChatEvent, error) bool) {
	at, closed := spotter.Position{Turn: turn.Number}, false
	for {
		events, running, err := a.c.Coach.Events(ctx, caller, at, eventPage)
		if err != nil {
			yield(spotter.ChatEvent{}, err)
			return
		}
		for _, e := range events {
			if e.Turn != turn.Number {
				return
			}
			at = e.Position()
			if !yield(e, nil) || e.Type == spotter.EventDone {
				return
			}
		}
		if !running && len(events) == 0 && !closed { // its process died, and its lease is over
			if closed = true; a.c.Coach.CloseIfDead(ctx, caller, turn.Number) == nil {
				continue
			}
		}
		if !running && len(events) == 0 {
			yield(spotter.ChatEvent{}, &spotter.Error{Code: spotter.CodeUnavailable, Detail: "turn_lost", Message: "The answer to this was lost; say it again."})
			return
		}
		if len(events) == 0 && pause(ctx, pollEvery) != nil {
			yield(spotter.ChatEvent{}, ctx.Err())
			return
		}
	}
}

// eventPage is how many events are read at a time; pollEvery how often rows are looked at while nothing
// else tells of news.
const (
	eventPage = 200
	pollEvery = time.Second
)

// pause lasts d, or ends with ctx.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
