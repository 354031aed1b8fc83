package agent_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"spotter"
	"spotter/internal/agent"
	"spotter/internal/agent/tools"
	"spotter/internal/coach"
	"spotter/internal/coach/coachtest"
	"spotter/internal/llm"
	"spotter/internal/llm/llmtest"
	"spotter/internal/llm/rules"
	"spotter/internal/postgres"
	"spotter/internal/postgres/postgrestest"
	"spotter/internal/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Main(m)) }

// clock is a time that a test moves.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.t }

func (c *clock) add(d time.Duration) { c.mu.Lock(); defer c.mu.Unlock(); c.t = c.t.Add(d) }

// monday is a Monday noon in Berlin.
var monday = time.Date(2026, 11, 23, 11, 0, 0, 0, time.UTC)

// stage is a provider whose model changes from turn to turn.
type stage struct {
	mu sync.Mutex
	on llm.Provider
}

func (s *stage) set(p llm.Provider) { s.mu.Lock(); defer s.mu.Unlock(); s.on = p }

func (s *stage) now() llm.Provider { s.mu.Lock(); defer s.mu.Unlock(); return s.on }

func (s *stage) Name() string  { return s.now().Name() }
func (s *stage) Model() string { return s.now().Model() }
func (s *stage) Stream(ctx context.Context, r llm.Request) iter.Seq2[llm.Event, error] {
	return s.now().Stream(ctx, r)
}

// world is agents over a database of their own, and a model that follows a script.
type world struct {
	*coach.Coach
	agents  *agent.Agents
	stage   *stage
	db      *postgres.DB
	dsn     func(role string) string
	clock   *clock
	changes []func(*agent.Config)
}

func newWorld(t testing.TB, changes ...func(*agent.Config)) *world {
	t.Helper()
	dsn := postgrestest.Database(t)
	w := &world{db: postgrestest.Connect(t, dsn(postgres.RoleApp)), dsn: dsn, clock: &clock{t: monday}, stage: &stage{}}
	c, err := coach.New(coach.Config{DB: w.db, Now: w.clock.now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	w.Coach = c
	w.changes = changes
	w.agents = w.agentsOf(t, changes...)
	return w
}

// budget gives everybody a monthly budget, in millionths of a dollar.
func (w *world) budget(t testing.TB, micro int64) {
	t.Helper()
	c, err := coach.New(coach.Config{DB: w.db, Now: w.clock.now, Log: slog.New(slog.DiscardHandler), Budget: micro})
	if err != nil {
		t.Fatal(err)
	}
	w.Coach = c
	w.agents = w.agentsOf(t, w.changes...)
}

// testLog discards what is logged, unless somebody looks for a fault.
func testLog() *slog.Logger {
	if os.Getenv("SPOTTER_TEST_LOG") != "" {
		return slog.New(slog.NewTextHandler(os.Stderr, nil))
	}
	return slog.New(slog.DiscardHandler)
}

func (w *world) agentsOf(t testing.TB, changes ...func(*agent.Config)) *agent.Agents {
	t.Helper()
	log := testLog()
	set, err := tools.New(log)
	if err != nil {
		t.Fatal(err)
	}
	config := agent.Config{Coach: w.Coach, Tools: set, Models: w.stage, Rules: rules.New(), Secret: []byte("a secret of the tests"), Now: w.clock.now, Log: log}
	for _, change := range changes {
		change(&config)
	}
	a, err := agent.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// person registers somebody.
func (w *world) person(t testing.TB) spotter.Caller {
	t.Helper()
	return coachtest.Person(t, w.db, w.clock.now())
}

// onboarded is somebody who has completed the onboarding.
func (w *world) onboarded(t testing.TB, changes ...func(*spotter.Answers)) spotter.Caller {
	t.Helper()
	who := w.person(t)
	coachtest.Onboard(t, w.Coach, who, coachtest.Answers(changes...))
	return who
}

// transcript is a turn as a person sees it.
type transcript struct {
	events []spotter.ChatEvent
	text   string // of the coach
	lines  []string
	done   spotter.DoneEvent
	failed string // code of the error event
}

// say runs a turn against a script, and holds the events to their rules.
func (w *world) say(t testing.TB, who spotter.Caller, text string, steps ...llmtest.Step) transcript {
	t.Helper()
	return w.sayIn(t, who, spotter.TurnInput{Text: text}, steps...)
}

func (w *world) sayIn(t testing.TB, who spotter.Caller, in spotter.TurnInput, steps ...llmtest.Step) transcript {
	t.Helper()
	w.stage.set(llmtest.NewModel(t, steps...))
	w.clock.add(time.Second)
	var events []spotter.ChatEvent
	for e, err := range w.agents.Run(t.Context(), who, in) {
		if err != nil {
			t.Fatalf("%q: %v", in.Text, err)
		}
		events = append(events, e)
	}
	return read(t, events)
}

// read puts events together and checks that they follow each other without a gap.
func read(t testing.TB, events []spotter.ChatEvent) transcript {
	t.Helper()
	tr := transcript{events: events}
	at := 0
	for _, e := range events {
		if e.From != at {
			t.Errorf("an event begins at %d and the one before ended at %d", e.From, at)
		}
		at = e.To
		tr.add(t, e)
	}
	if n := len(events); n == 0 || events[n-1].Type != spotter.EventDone {
		t.Errorf("the turn does not end with done: %v", tr.lines)
	}
	return tr
}

func (tr *transcript) add(t testing.TB, e spotter.ChatEvent) {
	t.Helper()
	into := func(v any) {
		if err := json.Unmarshal(e.Data, v); err != nil {
			t.Fatal(err)
		}
	}
	switch e.Type {
	case spotter.EventDelta:
		d, _ := e.Delta()
		tr.text += d.Text
	case spotter.EventMessage:
		var m spotter.Message
		into(&m)
		who := string(m.Agent)
		if m.Role == "user" {
			who = "person"
		} else {
			tr.text += "\n"
		}
		if m.State == spotter.MessageInterrupted {
			who += " (interrupted)"
		}
		tr.lines = append(tr.lines, who+": "+m.Content)
	case spotter.EventTool:
		var x spotter.ToolEvent
		into(&x)
		tr.lines = append(tr.lines, fmt.Sprintf("[%s %s]", x.Name, x.State))
	case spotter.EventProposal:
		var p spotter.ProposalEvent
		into(&p)
		tr.lines = append(tr.lines, fmt.Sprintf("<%s %s>", p.Kind, p.State))
	case spotter.EventHandoff:
		var h spotter.HandoffEvent
		into(&h)
		tr.lines = append(tr.lines, fmt.Sprintf("(%s -> %s)", h.From, h.To))
	case spotter.EventError:
		var p struct{ Code string }
		into(&p)
		tr.failed = p.Code
		tr.lines = append(tr.lines, "error "+p.Code)
	case spotter.EventDone:
		into(&tr.done)
		tr.lines = append(tr.lines, strings.TrimSpace(fmt.Sprintf("= %s %s", tr.done.State, tr.done.Reason)))
	}
}

// has wants all of these in what the person sees.
func (tr transcript) has(t testing.TB, texts ...string) transcript {
	t.Helper()
	all := strings.Join(tr.lines, "\n")
	for _, text := range texts {
		if !strings.Contains(all, text) {
			t.Errorf("%q is not in:\n%s", text, all)
		}
	}
	return tr
}

// hasNot wants none of these in it.
func (tr transcript) hasNot(t testing.TB, texts ...string) transcript {
	t.Helper()
	all := strings.Join(tr.lines, "\n")
	for _, text := range texts {
		if strings.Contains(all, text) {
			t.Errorf("%q is in:\n%s", text, all)
		}
	}
	return tr
}
