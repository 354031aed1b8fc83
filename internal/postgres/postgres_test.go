package postgres

import (
	"context"
	"testing"
	"time"

	"spotter"
	"spotter/internal/postgres/db"
)

func TestScratch(t *testing.T) {
	ctx := context.Background()
	admin := "host=/tmp/pg user=postgres dbname=postgres"
	if err := Bootstrap(ctx, admin, "spotter"); err != nil {
		t.Fatal(err)
	}
	m, err := OpenMigrator("host=/tmp/pg user=spotter_owner dbname=spotter")
	if err != nil {
		t.Fatal(err)
	}
	if err := m.DownTo(ctx, 0); err != nil {
		t.Fatal(err)
	}
	names, err := m.Up(ctx)
	t.Log(names, err)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.DownTo(ctx, 0); err != nil {
		t.Fatal(err)
	}
	names, err = m.Up(ctx)
	t.Log(names, err)
	d, err := Open(ctx, "host=/tmp/pg user=spotter_app dbname=spotter", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.CheckRole(ctx); err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	who := spotter.Caller{User: spotter.NewID[spotter.User](now), Actor: spotter.ActorPerson}
	err = d.Write(ctx, who, func(tx *Tx) error {
		_, err := tx.Raw().Exec(ctx, "insert into users (id,email,email_key,full_name,time_zone,created_at) values ($1,'a',gen_random_uuid()::text,'x','UTC',now())", who.User)
		if err != nil {
			return err
		}
		return tx.StartOnboarding(ctx, db.StartOnboardingParams{UserID: who.User, Now: now})
	})
	if err != nil {
		t.Fatal(err)
	}
	o, err := d.As(who).GetOnboarding(ctx, who.User)
	t.Log(o, err)
	o2, err := d.As(who).SaveAnswer(ctx, db.SaveAnswerParams{Step: "consent", Answer: []byte(`{"a":1}`), UserID: who.User, Now: now})
	t.Log(string(o2.Answers), err)
	t0 := time.Now()
	for range 1000 {
		_, _ = d.As(who).GetOnboarding(ctx, who.User)
	}
	t.Log(time.Since(t0) / 1000)
	_, err = d.As(spotter.Caller{}).GetOnboarding(ctx, who.User)
	t.Log(err)
}
