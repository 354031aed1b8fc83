package api_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"spotter"
	"spotter/internal/agent"
	"spotter/internal/agent/tools"
	"spotter/internal/api"
	"spotter/internal/coach"
	"spotter/internal/llm"
	"spotter/internal/llm/llmtest"
	"spotter/internal/llm/rules"
)

// withAgents puts the real desk with its agents and tools into a world, over a model that follows a script. Two of
// them over one world are two instances.
func (w *world) withAgents(t testing.TB, model llm.Provider) *world {
	t.Helper()
	return w.withDesk(t, model, agent.DeskConfig{Poll: 20 * time.Millisecond})
}

func (w *world) withDesk(t testing.TB, model llm.Provider, c agent.DeskConfig) *world {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	set, err := tools.New(log)
	if err != nil {
		t.Fatal(err)
	}
	agents, err := agent.New(agent.Config{Coach: w.coach, Tools: set, Models: model, Rules: rules.New(), Secret: []byte("a secret of the tests"), Now: w.clock.now, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	desk := agent.NewDesk(agents, c)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		desk.Close(ctx)
	})
	accounts, err := coach.NewAccounts(coach.AccountsConfig{DB: w.db, Now: w.clock.now, Log: log, Secret: []byte(strings.Repeat("s", 32)),
		PublicURL: "http://127.0.0.1:8000", Hash: coach.HashCost{MemoryKiB: 64, Passes: 1}})
	if err != nil {
		t.Fatal(err)
	}
	out := &world{db: w.db, clock: w.clock, log: &bytes.Buffer{}, coach: w.coach, people: 100}
	out.API, err = api.New(api.Config{Coach: w.coach, Accounts: accounts, Desk: desk, Ready: w.db.Ping, Version: "test", Now: w.clock.now, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestAgentsOverHTTP lets an agent look at the day through its tool, and resumes what it says at every offset, on the
// instance that ran the turn and on another one.
func TestAgentsOverHTTP(t *testing.T) {
	t.Parallel()
	base := newWorld(t)
	p := base.onboarded(t)
	one := base.withAgents(t, llmtest.NewModel(t, llmtest.Call("today", `{}`), llmtest.Say("Schön, ", "हाँ, ", "that is it.")))
	two := base.withAgents(t, llmtest.NewModel(t))
	send := func(w *world, after string) []wireEvent {
		t.Helper()
		headers := with(streaming, "Idempotency-Key", "k")
		if after != "" {
			headers["Last-Event-ID"] = after
		}
		a := w.do(t, call{method: "POST", path: "/api/v1/chat/messages", body: object{"text": "What is on today?"}, headers: headers, token: p.token}).want(t, 200)
		return readEvents(t, bytes.NewReader(a.stream))
	}
	all := send(one, "")
	whole, end := textOf(t, all), all[len(all)-1].position(t).Offset
	if got := names(all); !strings.Contains(got, "tool") || !strings.HasSuffix(got, "message done") || !strings.Contains(whole, "हाँ") {
		t.Fatalf("events %s, and it says %q", got, whole)
	}
	for offset := range end {
		w := []*world{one, two}[offset%2]
		rest := send(w, spotter.Position{Turn: 1, Offset: offset}.String())
		var seen string
		for _, e := range all {
			at := e.position(t).Offset
			text := e.text(t)
			if from := at - len(text); text != "" && offset > from {
				n := min(offset-from, len(text))
				for n > 0 && n < len(text) && text[n]&0xC0 == 0x80 {
					n--
				}
				seen += text[:n]
			}
		}
		if got := seen + textOf(t, rest); got != whole {
			t.Errorf("from %d on: %q", offset, got)
		}
	}
	used := p.get(t, "/usage").want(t, 200)
	if used.at(t, "by.0.provider") != "script" || used.at(t, "total.unpriced_calls").(float64) < 2 {
		t.Errorf("usage: %s", used.body)
	}
}

// TestAnotherInstanceFollows follows on one instance what is said on the other, which only shares its database.
func TestAnotherInstanceFollows(t *testing.T) {
	t.Parallel()
	base := newWorld(t)
	p := base.onboarded(t)
	one := base.withAgents(t, llmtest.NewModel(t, llmtest.Say("Rest ", "well.")))
	two := base.withAgents(t, llmtest.NewModel(t))
	base.clock.set(time.Now())
	p.login(t)
	server := online(t, two)
	_, stream := (&person{world: two, token: p.token}).open(t.Context(), t, server, "GET", "/chat/events", "")
	a := one.do(t, call{method: "POST", path: "/api/v1/chat/messages", body: object{"text": "Thank you, good night!"}, token: p.token}).want(t, 200)
	var text string
	for e := (wireEvent{}); e.event != "done"; {
		var err error
		if e, _, err = stream.next(); err != nil {
			t.Fatal(err)
		}
		text += e.text(t)
	}
	if said := a.at(t, "messages.1.content"); text != said || text == "" {
		t.Errorf("the other instance hears %q, and %q was said", text, said)
	}
}
