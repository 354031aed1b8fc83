// Package bench_test measures the whole handler in this process: identity, row-level security, access log,
// metrics and ETag on, only the network and the sync of the disk left out.
package bench_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"spotter/internal/api"
	"spotter/internal/coach"
	"spotter/internal/postgres"
	"spotter/internal/postgres/postgrestest"
	"spotter/internal/seed"
	"spotter/internal/telemetry"
	"spotter/internal/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Main(m)) }

// world is a served database with one person who has a history and one in the middle of the onboarding.
type world struct {
	handler      http.Handler
	person, open string // bearer tokens
}

func newWorld(b *testing.B) world {
	b.Helper()
	dsn := postgrestest.Database(b)
	app, owner := postgrestest.Connect(b, dsn(postgres.RoleApp)), postgrestest.Connect(b, dsn(postgres.RoleOwner))
	log, err := telemetry.NewLogger(io.Discard, "info", "json")
	if err != nil {
		b.Fatal(err)
	}
	config := coach.AccountsConfig{DB: app, Now: time.Now, Log: log, Secret: bytes.Repeat([]byte("s"), 32), PublicURL: "http://localhost"}
	maker, err := seed.New(seed.Config{App: app, Owner: owner, Now: time.Now, Accounts: config, Coach: coach.Config{Log: log}})
	if err != nil {
		b.Fatal(err)
	}
	order := seed.Order{People: 1, Open: 1, Weeks: 4, Seed: 1}
	if err := maker.People(b.Context(), order); err != nil {
		b.Fatal(err)
	}
	return world{serve(b, app, config), token(b, maker, order, false), token(b, maker, order, true)}
}

func serve(b *testing.B, db *postgres.DB, config coach.AccountsConfig) http.Handler {
	b.Helper()
	c, err := coach.New(coach.Config{DB: db, Now: time.Now, Log: config.Log})
	if err != nil {
		b.Fatal(err)
	}
	accounts, err := coach.NewAccounts(config)
	if err != nil {
		b.Fatal(err)
	}
	handler, err := api.New(api.Config{Coach: c, Accounts: accounts, Metrics: telemetry.NewMetrics("bench"), Now: time.Now, Log: config.Log})
	if err != nil {
		b.Fatal(err)
	}
	return handler
}

func token(b *testing.B, maker *seed.Maker, order seed.Order, open bool) string {
	b.Helper()
	tokens, err := maker.Tokens(b.Context(), order, open)
	if err != nil || len(tokens) != 1 {
		b.Fatalf("%d tokens, %v", len(tokens), err)
	}
	return tokens[0]
}

func BenchmarkHandler(b *testing.B) {
	w := newWorld(b)
	const about = `{"birth_date":"1995-05-17","sex":"male","height_cm":178,"weight_kg":74.5,"time_zone":"Europe/Berlin","daily_activity":"light","units":"metric","locale":"en"}`
	for _, op := range []struct{ name, method, path, token, body string }{
		{"profile, no cache", "GET", "/profile", w.person, ""},
		{"onboarding", "GET", "/onboarding", w.open, ""},
		{"context", "GET", "/context", w.person, ""},
		{"save step", "PUT", "/onboarding/steps/about", w.open, about},
	} {
		b.Run(op.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r := httptest.NewRequestWithContext(b.Context(), op.method, "/api/v1"+op.path, strings.NewReader(op.body))
				r.Header.Set("Authorization", "Bearer "+op.token)
				if op.body != "" {
					r.Header.Set("Content-Type", "application/json")
				}
				answer := httptest.NewRecorder()
				w.handler.ServeHTTP(answer, r)
				if answer.Code != http.StatusOK {
					b.Fatal(answer.Code, answer.Body)
				}
			}
		})
	}
}
