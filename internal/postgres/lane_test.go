package postgres_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/postgrestest"
)

// crowd is people with an onboarding each that names them.
func crowd(t *testing.T, app *postgres.DB, n int) []spotter.Caller {
	t.Helper()
	people := make([]spotter.Caller, n)
	for i := range people {
		people[i] = someone()
		err := app.Write(t.Context(), people[i], func(tx *postgres.Tx) error {
			user := people[i].User
			if _, err := tx.Raw().Exec(t.Context(), "insert into users (id, email, email_key, full_name, time_zone, created_at) values ($1, $2, $2, 'Test', 'UTC', now())", user, user.String()+"@example.org"); err != nil {
				return err
			}
			_, err := tx.Raw().Exec(t.Context(), "insert into onboarding (user_id, answers, updated_at) values ($1, $2, now())", user, json.RawMessage(fmt.Sprintf(`{"me":"%s"}`, user)))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return people
}

// readsOwn reads a person's onboarding and wants it to be theirs.
func readsOwn(ctx context.Context, app *postgres.DB, who spotter.Caller) error {
	row, err := app.Read(who).GetOnboarding(ctx, who.User)
	if err != nil {
		return err
	}
	var answers struct{ Me string }
	if err := json.Unmarshal(row.Answers, &answers); err != nil {
		return err
	}
	if answers.Me != who.User.String() {
		return fmt.Errorf("%s was answered with what is %s's", who.User, answers.Me)
	}
	return nil
}

// TestLanesKeepPeopleApart reads for forty people at once, some of whom ask for another's row, for nobody's, or
// go away in the middle.
func TestLanesKeepPeopleApart(t *testing.T) {
	t.Parallel()
	app := postgrestest.Open(t)
	people := crowd(t, app, 40)
	var wg sync.WaitGroup
	for i, who := range people {
		wg.Go(func() {
			for round := range 50 {
				if err := readsOwn(t.Context(), app, who); err != nil {
					t.Error(err)
				}
				other := people[(i+round+1)%len(people)]
				if _, err := app.Read(who).GetOnboarding(t.Context(), other.User); other.User != who.User && !postgres.IsNoRows(err) {
					t.Errorf("another's row: %v", err)
				}
				if _, err := app.Read(spotter.Caller{}).GetOnboarding(t.Context(), who.User); !postgres.IsNoRows(err) {
					t.Errorf("nobody sees a row: %v", err)
				}
				gone, cancel := context.WithTimeout(t.Context(), time.Duration(round)*20*time.Microsecond)
				if err := readsOwn(gone, app, who); err != nil && !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("who goes away: %v", err)
				}
				cancel()
			}
		})
	}
	wg.Wait()
}

// TestALaneFailsAlone lets one ask fail among others of its batch: theirs are answered.
func TestALaneFailsAlone(t *testing.T) {
	t.Parallel()
	app := postgrestest.Open(t)
	people := crowd(t, app, 8)
	var wg sync.WaitGroup
	for i, who := range people {
		wg.Go(func() {
			for range 50 {
				if i%2 == 0 { // text where there is a number, and more columns than places
					if err := app.ReadRow(t.Context(), who, "select 1 / (length($1) - length($1))", "x").Scan(new(int)); err == nil {
						t.Error("a division by zero was answered")
					}
					if err := app.ReadRow(t.Context(), who, "select 'x', 'y'").Scan(new(string)); err == nil {
						t.Error("two columns went into one place")
					}
					continue
				}
				if err := readsOwn(t.Context(), app, who); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	for range 8 {
		var user string
		if err := app.ReadRow(t.Context(), spotter.Caller{}, "select coalesce(current_setting('app.user_id', true), '')").Scan(&user); err != nil || user != "" {
			t.Errorf("%q stays on a connection, %v", user, err)
		}
	}
}

// TestLanesOutliveTheirConnections kills the lanes' connections in the middle: asks are refused or answered, none
// waits for ever, and what is asked after is answered.
func TestLanesOutliveTheirConnections(t *testing.T) {
	t.Parallel()
	dsn := postgrestest.Database(t)
	app, super := postgrestest.Connect(t, dsn(postgres.RoleApp)), postgrestest.Connect(t, dsn(""))
	people := crowd(t, app, 8)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	done, killed := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(killed)
		for range 20 {
			_, _ = super.Pool().Exec(ctx, "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'spotter_app' and datname = current_database()")
		}
		close(done)
	}()
	var wg sync.WaitGroup
	for _, who := range people {
		wg.Go(func() {
			for open := true; open; {
				select {
				case <-done:
					open = false
				default:
				}
				err := readsOwn(ctx, app, who)
				if err != nil && spotter.CodeOf(err) != spotter.CodeUnavailable {
					t.Errorf("a killed connection: %v", err)
				}
			}
		})
	}
	wg.Wait()
	<-killed
	for _, who := range people {
		if err := readsOwn(ctx, app, who); err != nil && spotter.CodeOf(err) != spotter.CodeUnavailable {
			t.Error(err)
		}
	}
	for _, who := range people {
		if err := readsOwn(ctx, app, who); err != nil {
			t.Errorf("after the dead connections are out of the pool: %v", err)
		}
	}
}

// TestLanesFollowTheSchema changes a table under prepared statements.
func TestLanesFollowTheSchema(t *testing.T) {
	t.Parallel()
	dsn := postgrestest.Database(t)
	app, super := postgrestest.Connect(t, dsn(postgres.RoleApp)), postgrestest.Connect(t, dsn(""))
	people := crowd(t, app, 2)
	if err := readsOwn(t.Context(), app, people[0]); err != nil {
		t.Fatal(err)
	}
	if _, err := super.Pool().Exec(t.Context(), "alter table onboarding alter column revision type bigint"); err != nil {
		t.Fatal(err)
	}
	_ = readsOwn(t.Context(), app, people[0]) // may find the old statement
	if err := readsOwn(t.Context(), app, people[0]); err != nil {
		t.Errorf("after the second try: %v", err)
	}
}
