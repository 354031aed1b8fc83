package jobs

import (
	"log/slog"
	"strings"
	"testing"

	"spotter/internal/coach"
	"spotter/internal/seed"
)

// demo adds a person with twelve weeks of history, in a zone where it is Monday evening.
func (b *bench) demo() {
	b.Helper()
	log := slog.New(slog.NewTextHandler(b.logs, nil))
	maker, err := seed.New(seed.Config{App: b.app, Coach: coach.Config{Log: log}, Now: clock, Accounts: coach.AccountsConfig{Log: log,
		Secret: []byte(strings.Repeat("k", 32)), PublicURL: "https://coach.example.org", Hash: coach.HashCost{MemoryKiB: 64, Passes: 1}}})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := maker.Demo(b.Context(), "a long passphrase of mine", "Europe/Berlin"); err != nil {
		b.Fatal(err)
	}
}

// TestHistoriesAreLookedAtOnce lets the schedule find a person, whose day and week are then worked as that
// person, and not again at the next start.
func TestHistoriesAreLookedAtOnce(t *testing.T) {
	t.Parallel()
	b, s := newBench(t), newShelf(t)
	b.demo()
	people := b.coach(s)
	first, _ := b.worker(func(c *Config) { c.Adapter = people })
	b.until("the day", "select count(*) = 1 from adaptations where last_on = '2026-11-23'")
	b.until("the week", "select count(*) = 1 from weekly_reviews where week = '2026-11-16'")
	b.until("both are done", "select count(*) = 2 from river_job where kind in ('adapt_plans', 'review_week') and state = 'completed'")
	b.stop(first)
	b.exec("delete from river_job where kind = 'find_due'") // as a quarter of an hour later
	b.worker(func(c *Config) { c.Adapter = people })
	b.until("a second look for people", "select count(*) = 1 from river_job where kind = 'find_due' and state = 'completed'")
	b.until("nobody is due again", "select count(*) = 2 from river_job where kind in ('adapt_plans', 'review_week')")
	b.until("proposals say who made them", "select bool_and(actor = 'job' and state = 'pending') is not false from proposals where trigger <> ''")
	if text := b.logs.String(); strings.Contains(text, "level=ERROR") || strings.Contains(text, "denied") || strings.Contains(text, "kcal") {
		t.Errorf("the log complains, or tells too much:\n%s", text)
	}
}

func TestLooksWithoutAPersonAreGivenUp(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.exec(`insert into river_job (kind, args, max_attempts) values ('adapt_plans', '{}', 6), ('review_week', '{}', 6)`)
	b.worker(nil)
	b.until("both are", "select count(*) = 2 from river_job where kind in ('adapt_plans', 'review_week') and state = 'cancelled'")
}
