package coach_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/postgres"
	"spotter/internal/postgres/postgrestest"
)

func discard() *slog.Logger { return slog.New(slog.DiscardHandler) }

func TestLogoutReachesEveryInstance(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	other := f.instance(t)
	signed := f.register(t, "ada@example.com")
	id := identify(t, other, signed.AccessToken)
	if err := f.Logout(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	_, err := f.Identify(t.Context(), signed.AccessToken)
	wantError(t, err, "unauthorized")
	wantError(t, f.Holds(t.Context(), id), "unauthorized")
	f.clock.add(time.Second)
	_, err = other.Identify(t.Context(), signed.AccessToken)
	wantError(t, err, "unauthorized")
	late := f.instance(t) // started after the logout
	if err := late.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err = late.Identify(t.Context(), signed.AccessToken)
	wantError(t, err, "unauthorized")
	_, err = f.Refresh(t.Context(), home, &spotter.RefreshInput{RefreshToken: signed.RefreshToken})
	wantError(t, err, "invalid_refresh_token")
	if err := f.Logout(t.Context(), id); err != nil {
		t.Errorf("a second logout: %v", err)
	}
}

// TestRun uses real time, and is patient with a loaded machine: other tests hold the second on virtual time.
func TestRun(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	wall := func(c *coach.AccountsConfig) { c.Now = time.Now }
	here, there := f.instance(t, wall), f.instance(t, wall)
	if err := there.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- there.Run(ctx) }()
	signed, err := here.Register(t.Context(), home, &spotter.Registration{Email: "ada@example.com", Password: password, FullName: "Ada"})
	if err != nil {
		t.Fatal(err)
	}
	id := identify(t, there, signed.AccessToken)
	begin := time.Now()
	if err := here.Logout(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	for err = nil; err == nil && time.Since(begin) < 30*time.Second; {
		_, err = there.Identify(t.Context(), signed.AccessToken)
	}
	if err == nil {
		t.Errorf("not refused after %v", time.Since(begin))
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("Run: %v", err)
	}
}

func TestRevocationsOutOfOrder(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	signed := f.register(t, "ada@example.com")
	id := identify(t, f.Accounts, signed.AccessToken)
	f.clock.add(time.Second)
	identify(t, f.Accounts, signed.AccessToken) // a reading, after which an older revocation lands
	f.super(t, "insert into revocations (user_id, subject, at) values ($1, $2, clock_timestamp() - interval '20 seconds') returning ''", id.User, id.Login)
	f.clock.add(time.Second)
	_, err := f.Identify(t.Context(), signed.AccessToken)
	wantError(t, err, "unauthorized")
}

func TestIdentifyWithoutDatabase(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	signed := f.register(t, "ada@example.com")
	lonely := f.instance(t, func(c *coach.AccountsConfig) {
		c.DB = postgrestest.Connect(t, "postgres://"+postgres.RoleApp+"@127.0.0.1:1/none")
	})
	_, err := lonely.Identify(t.Context(), signed.AccessToken)
	if spotter.CodeOf(err) != spotter.CodeUnavailable {
		t.Errorf("error %v: an instance that cannot know who logged out must not let anybody in", err)
	}
}

func TestPrune(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	id := f.register(t, "ada@example.com").User.ID
	f.super(t, "insert into revocations (user_id, subject, at) select $1, gen_random_uuid(), clock_timestamp() - n * interval '40 minutes' from generate_series(0, 1) n returning ''", id)
	f.super(t, "insert into revocations (user_id, subject, at) values ($1, gen_random_uuid(), clock_timestamp() - interval '61 minutes') returning ''", id)
	if err := f.db.Lookup().Prune(t.Context(), f.clock.now()); err != nil {
		t.Fatal(err)
	}
	if n := f.super(t, "select count(*)::text from revocations")[0]; n != "2" {
		t.Errorf("%s revocations left, want 2", n)
	}
}

func BenchmarkIdentify(b *testing.B) {
	database := postgrestest.Open(b)
	now := time.Now()
	a, err := coach.NewAccounts(coach.AccountsConfig{DB: database, Now: func() time.Time { return now }, Log: discard(),
		Secret: []byte(secret), PublicURL: "http://localhost", Hash: coach.HashCost{MemoryKiB: 64, Passes: 1}})
	if err != nil {
		b.Fatal(err)
	}
	signed, err := a.Register(b.Context(), home, &spotter.Registration{Email: "ada@example.com", Password: password, FullName: "Ada"})
	if err != nil {
		b.Fatal(err)
	}
	ctx := b.Context()
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := a.Identify(ctx, signed.AccessToken); err != nil {
				b.Error(err)
			}
		}
	})
}
