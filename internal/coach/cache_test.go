package coach_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"os/exec"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/local"
	"spotter/internal/postgres"
	"spotter/internal/postgres/postgrestest"
	"spotter/internal/redis"
)

// ledger is what the cache works off, from the real table.
type ledger struct{ db *postgres.DB }

func (l ledger) Pending(ctx context.Context, server string, limit int) ([]redis.Invalidation, error) {
	rows, err := l.db.Invalidations(ctx, server, limit)
	out := make([]redis.Invalidation, 0, len(rows))
	for _, r := range rows {
		out = append(out, redis.Invalidation(r))
	}
	return out, err
}

func (l ledger) Clear(ctx context.Context, rows []redis.Invalidation) error {
	ids := make([]int64, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return l.db.ClearInvalidations(ctx, ids)
}

// cached is a cache as spotter serve has it.
type cached struct{ *redis.Cache }

func (c cached) Get(ctx context.Context, key string, load func(context.Context) ([]byte, int64, error)) ([]byte, error) {
	return c.Cache.Get(ctx, key, load)
}

// killed is an instance that dies between the commit and the invalidation: it never releases.
type killed struct{ coach.Cache }

func (k killed) Block(ctx context.Context, keys ...string) func(context.Context, bool) {
	k.Cache.Block(ctx, keys...)
	return func(context.Context, bool) {}
}

// instance is a coach over the shared database and Redis, with a client of its own.
func instance(t *testing.T, db *postgres.DB, url string, wrap func(coach.Cache) coach.Cache) *coach.Coach {
	t.Helper()
	client, err := redis.Open(t.Context(), redis.Config{URL: url, Ledger: ledger{db}}, slog.New(slog.DiscardHandler), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	cache := wrap(cached{client.Cache(coach.ProfileCache, time.Hour)})
	c, err := coach.New(coach.Config{DB: db, Cache: cache, Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func same(c coach.Cache) coach.Cache { return c }

// TestNoStaleProfile writes on one instance and reads on another, on a slow database, with a third that
// is killed between commit and invalidation now and then: what was acknowledged is read, everywhere.
func TestNoStaleProfile(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]func(*testing.T) string{"redis-server": redisServer, "embedded": embeddedRedis} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rounds := 1000
			if testing.Short() {
				rounds = 100
			}
			noStaleProfile(t, start(t), rounds)
		})
	}
}

func noStaleProfile(t *testing.T, url string, rounds int) {
	t.Helper()
	dsn := postgrestest.Database(t)
	slowDown(t, dsn(""))
	f := over(t, postgrestest.Connect(t, dsn(postgres.RoleApp)))
	who := f.onboarded(t, answers())
	a, b := instance(t, f.db, url, same), instance(t, f.db, url, same)
	dying := instance(t, f.db, url, func(c coach.Cache) coach.Cache { return killed{c} })
	acknowledged := 1
	for round := range rounds {
		writer, reader := a, b
		if round%2 == 1 {
			writer, reader = b, a
		}
		if round%100 == 50 { // its client learns nothing: not acknowledged
			_ = must[spotter.Profile](t)(dying.PatchProfile(t.Context(), who, energy(round), "killed", 0))
		}
		written := must[spotter.Profile](t)(writer.PatchProfile(t.Context(), who, energy(round+1), "round", 0))
		acknowledged = max(acknowledged, written.Version)
		body, version, err := reader.ProfileJSON(t.Context(), who)
		if err != nil {
			t.Fatal(err)
		}
		if version < acknowledged {
			t.Fatalf("round %d: version %d was read after %d was acknowledged", round, version, acknowledged)
		}
		var profile spotter.Profile
		if err := json.Unmarshal(body, &profile); err != nil || profile.Version != version {
			t.Fatalf("round %d: version %d beside a body of version %d (%v)", round, version, profile.Version, err)
		}
	}
}

// energy is a patch that changes something in every round.
func energy(round int) json.RawMessage {
	return fmt.Appendf(nil, `{"lifestyle":{"energy":%d}}`, 1+round%5)
}

// slowDown makes writes and reads of the table take their time, now and then.
func slowDown(t *testing.T, superDSN string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), superDSN)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(t.Context())) }()
	_, err = conn.Exec(t.Context(), `
		create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(random() * 0.004); return new; end $$;
		create trigger slow after insert or update on profiles for each row execute function slow();`)
	if err != nil {
		t.Fatal(err)
	}
}

func embeddedRedis(t *testing.T) string {
	t.Helper()
	r, err := local.StartRedis()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Stop)
	return "redis://:" + r.Password() + "@" + r.Addr()
}

// redisServer is a real one, with client-side caching.
func redisServer(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		t.Skip("no redis-server here")
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().(*net.TCPAddr)
	_ = free.Close()
	server := exec.Command("redis-server", "--bind", "127.0.0.1", "--port", fmt.Sprint(address.Port), "--save", "", "--dir", t.TempDir())
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() })
	return "redis://" + address.String()
}
