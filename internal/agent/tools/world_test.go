package tools

import (
	"encoding/json"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/coach/coachtest"
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

// world is all tools over a database of their own.
type world struct {
	*coach.Coach
	set   *Set
	db    *postgres.DB
	clock *clock
}

func newWorld(t testing.TB) *world {
	t.Helper()
	dsn := postgrestest.Database(t)
	w := &world{db: postgrestest.Connect(t, dsn(postgres.RoleApp)), clock: &clock{t: monday}, set: newSet(t)}
	c, err := coach.New(coach.Config{DB: w.db, Now: w.clock.now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	w.Coach = c
	return w
}

// person registers somebody.
func (w *world) person(t testing.TB) spotter.Caller {
	t.Helper()
	return coachtest.Person(t, w.db, w.clock.now())
}

// onboarded is somebody who has completed the onboarding with these answers.
func (w *world) onboarded(t testing.TB, a spotter.Answers) *companion {
	t.Helper()
	who := w.person(t)
	coachtest.Onboard(t, w.Coach, who, a)
	return w.companion(who, a)
}

// companion is somebody with agents who act for them.
type companion struct {
	*world
	caller spotter.Caller
	env    Env
}

func (w *world) companion(who spotter.Caller, a spotter.Answers) *companion {
	env := Env{Coach: w.Coach, Locale: "en", Units: "metric", Zone: time.UTC}
	if a.About != nil {
		env.Locale, env.Units, env.Zone = a.About.Locale, a.About.Units, a.About.Zone()
	}
	env.Today = spotter.DateOf(w.clock.now(), env.Zone)
	env.Limits = w.Limits(a)
	return &companion{w, who, env}
}

// call runs a tool as an agent, in its database scope, while the person says something.
func (c *companion) call(t testing.TB, agent spotter.Actor, said, tool, arguments string) Result {
	t.Helper()
	env := c.env
	env.Agent, env.Said, env.Caller = agent, said, spotter.Caller{User: c.caller.User, Actor: agent}
	return c.set.Call(t.Context(), env, tool, json.RawMessage(arguments))
}

// carry carries an offer out as code does after a plain yes.
func (c *companion) carry(t testing.TB, offer *spotter.Offer) Result {
	t.Helper()
	if offer == nil {
		t.Fatal("there is no offer")
	}
	env := c.env
	env.Agent, env.Caller = spotter.ActorPerson, c.caller
	return c.set.Carry(t.Context(), env, *offer)
}

// good wants a result that did what it says, with all of these in its text.
func good(t *testing.T, r Result, texts ...string) Result {
	t.Helper()
	if r.Failed {
		t.Fatalf("failed: %s", r.Text)
	}
	contains(t, r, texts...)
	return r
}

// bad wants a result that has done nothing and says why.
func bad(t *testing.T, r Result, texts ...string) {
	t.Helper()
	if !r.Failed {
		t.Errorf("did something: %s", r.Text)
	}
	contains(t, r, texts...)
}

func contains(t *testing.T, r Result, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(r.Text, text) {
			t.Errorf("%q is not in: %s", text, r.Text)
		}
	}
}
