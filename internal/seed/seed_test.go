package seed_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"os"
	"testing"
	"time"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/postgres"
	"spotter/internal/postgres/postgrestest"
	"spotter/internal/seed"
	"spotter/internal/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Main(m)) }

var evening = time.Date(2026, 11, 23, 20, 0, 0, 0, time.UTC)

// world is a fresh database with a maker, and the use cases as people see them now.
type world struct {
	*seed.Maker
	coach    *coach.Coach
	accounts *coach.Accounts
}

func setup(t *testing.T) world {
	t.Helper()
	dsn := postgrestest.Database(t)
	app, owner := postgrestest.Connect(t, dsn(postgres.RoleApp)), postgrestest.Connect(t, dsn(postgres.RoleOwner))
	log := slog.New(slog.DiscardHandler)
	now := func() time.Time { return evening }
	accounts := coach.AccountsConfig{DB: app, Now: now, Log: log, Secret: bytes.Repeat([]byte("s"), 32), PublicURL: "http://localhost"}
	maker, err := seed.New(seed.Config{App: app, Owner: owner, Now: now, Accounts: accounts, Coach: coach.Config{Log: log}})
	if err != nil {
		t.Fatal(err)
	}
	c, err := coach.New(coach.Config{DB: app, Now: now, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	a, err := coach.NewAccounts(accounts)
	if err != nil {
		t.Fatal(err)
	}
	return world{maker, c, a}
}

func (w world) caller(t *testing.T, token string) spotter.Caller {
	t.Helper()
	id, err := w.accounts.Identify(t.Context(), token)
	if err != nil {
		t.Fatal(err)
	}
	return id.Caller()
}

func (w world) context(t *testing.T, who spotter.Caller) (all spotter.Context, raw []byte) {
	t.Helper()
	raw, err := w.coach.Context(t.Context(), who)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	return all, raw
}

func TestPeopleAreCompleteAndComeOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	order := seed.Order{People: 30, Open: 3, Weeks: 2, Seed: 7}
	for range 2 {
		if err := w.People(t.Context(), order); err != nil {
			t.Fatal(err)
		}
	}
	tokens, err := w.Tokens(t.Context(), order, false)
	if err != nil || len(tokens) != 30 {
		t.Fatalf("%d tokens, %v", len(tokens), err)
	}
	seen := map[string]bool{}
	for _, token := range tokens {
		all, raw := w.context(t, w.caller(t, token))
		if all.Training == nil || all.Meals == nil || len(all.Sets) < 30 || len(all.Weights) == 0 || len(all.Messages) != 20 || all.CheckIn == nil {
			t.Errorf("a person lacks something: %s", raw)
		}
		if seen[string(raw)] {
			t.Error("two people are the same")
		}
		seen[string(raw)] = true
	}
	open, err := w.Tokens(t.Context(), order, true)
	if err != nil || len(open) != 3 {
		t.Fatalf("%d tokens of open people, %v", len(open), err)
	}
	state, err := w.coach.Onboarding(t.Context(), w.caller(t, open[0]))
	if err != nil || state.Complete || *state.NextStep != spotter.StepGoals {
		t.Errorf("an open person stands at the goals: %+v, %v", state, err)
	}
}

func TestTheSameSeedMakesTheSamePeople(t *testing.T) {
	t.Parallel()
	var first []byte
	for i := range 2 {
		w := setup(t)
		order := seed.Order{People: 2, Weeks: 1, Seed: 3}
		if err := w.People(t.Context(), order); err != nil {
			t.Fatal(err)
		}
		tokens, err := w.Tokens(t.Context(), order, false)
		if err != nil {
			t.Fatal(err)
		}
		_, raw := w.context(t, w.caller(t, tokens[1]))
		if i == 1 && !bytes.Equal(first, raw) {
			t.Errorf("got\n%s\nand\n%s", first, raw)
		}
		first = raw
	}
}

func TestDemoFillsTwelveWeeks(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for _, want := range []bool{true, false} {
		added, err := w.Demo(t.Context(), "a good password", "Europe/Berlin")
		if err != nil || added != want {
			t.Fatalf("added: %v, %v; want %v", added, err, want)
		}
	}
	signed, err := w.accounts.Login(t.Context(), coach.Client{Address: "127.0.0.1"}, &spotter.Credentials{Email: seed.DemoEmail, Password: "a good password"})
	if err != nil {
		t.Fatal(err)
	}
	who := w.caller(t, signed.AccessToken)
	sessions, err := w.coach.Sessions(t.Context(), who, nil, 100)
	if err != nil || len(sessions.Items) < 35 {
		t.Fatalf("%d sessions, %v", len(sessions.Items), err)
	}
	oldest, newest := sessions.Items[len(sessions.Items)-1], sessions.Items[0]
	if oldest.Sets[0].WeightKG >= newest.Sets[0].WeightKG*1.2 || newest.StartedAt.Sub(oldest.StartedAt) < 70*24*time.Hour {
		t.Errorf("loads rise over twelve weeks: %+v then %+v", oldest.Sets[0], newest.Sets[0])
	}
	all, _ := w.context(t, who)
	if len(all.Weights) != 14 || len(all.Sets) != 60 {
		t.Errorf("%d weights, %d sets", len(all.Weights), len(all.Sets))
	}
}
