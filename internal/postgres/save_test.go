package postgres_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"spotter"
	"spotter/internal/postgres"
	generated "spotter/internal/postgres/db"
	"spotter/internal/postgres/postgrestest"
)

// saveOwn saves a number in a step of a person's onboarding and wants the answer to be theirs, with that number.
func saveOwn(ctx context.Context, app *postgres.DB, who spotter.Caller, step spotter.Step, n, ifRevision int) error {
	row, err := app.Save(who).SaveAnswer(ctx, generated.SaveAnswerParams{UserID: who.User, Step: string(step),
		Answer: json.RawMessage(fmt.Sprintf(`{"n":%d}`, n)), Now: at(), IfRevision: ifRevision})
	if err != nil {
		return err
	}
	var answers map[spotter.Step]json.RawMessage
	if err := json.Unmarshal(row.Answers, &answers); err != nil {
		return err
	}
	if string(answers["me"]) != `"`+who.User.String()+`"` || string(answers[step]) != fmt.Sprintf(`{"n": %d}`, n) {
		return fmt.Errorf("%s saved %d and was answered %s", who.User, n, row.Answers)
	}
	return nil
}

// saved is the number that a person's step holds, 0 for none.
func saved(t *testing.T, app *postgres.DB, who spotter.Caller) int {
	t.Helper()
	row, err := app.As(who).GetOnboarding(t.Context(), who.User)
	if err != nil {
		t.Fatal(err)
	}
	var answers struct{ Consent struct{ N int } }
	if err := json.Unmarshal(row.Answers, &answers); err != nil {
		t.Fatal(err)
	}
	return answers.Consent.N
}

// nothingStays wants no connection to remember who asked on it, or how long they waited.
func nothingStays(t *testing.T, app *postgres.DB) {
	t.Helper()
	for _, conn := range app.Pool().AcquireAllIdle(t.Context()) {
		var user, actor, patience string
		err := conn.QueryRow(t.Context(), "select coalesce(current_setting('app.user_id', true), ''), coalesce(current_setting('app.actor', true), ''), current_setting('lock_timeout')").Scan(&user, &actor, &patience)
		if err != nil || user != "" || actor != "" || patience != "0" {
			t.Errorf("%q, %q and %q stay on a connection, %v", user, actor, patience, err)
		}
		conn.Release()
	}
}

// gate holds all connections of a pool, so that saves wait and go out together.
type gate struct {
	*postgres.DB
	super *postgres.DB
	held  []*pgxpool.Conn
}

// closedGate is a gate before the lane of saves, with people.
func closedGate(t *testing.T, people int) (*gate, []spotter.Caller) {
	t.Helper()
	const conns = 4
	dsn := postgrestest.Database(t)
	app, err := postgres.Open(t.Context(), dsn(postgres.RoleApp), postgres.Options{MaxConns: conns})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(app.Close)
	g, who := &gate{app, postgrestest.Connect(t, dsn("")), nil}, crowd(t, app, people)
	for range conns {
		conn, err := app.Pool().Acquire(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		g.held = append(g.held, conn)
	}
	first := g.queue(t, 0, func(ctx context.Context) error { // takes the lane and waits for a connection
		return app.SaveRow(ctx, someone(), "select 1").Scan(new(int))
	})
	t.Cleanup(func() {
		if err := <-first; err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(g.open)
	return g, who
}

// queue starts a save and returns when n wait for a lane.
func (g *gate) queue(t *testing.T, n int, save func(context.Context) error) <-chan error {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- save(t.Context()) }()
	g.awaitWaiting(t, n)
	return done
}

// awaitWaiting returns when n saves wait for a lane.
func (g *gate) awaitWaiting(t *testing.T, n int) {
	t.Helper()
	limit := time.Now().Add(10 * time.Second)
	for g.SavesWaiting() != n {
		if time.Now().After(limit) {
			t.Fatalf("%d saves wait instead of %d", g.SavesWaiting(), n)
		}
		runtime.Gosched()
	}
}

// queueAll queues a save of a number by each.
func (g *gate) queueAll(t *testing.T, who []spotter.Caller, n int) []<-chan error {
	t.Helper()
	var done []<-chan error
	for i, one := range who {
		done = append(done, g.queue(t, i+1, func(ctx context.Context) error {
			return saveOwn(ctx, g.DB, one, spotter.StepConsent, n, 0)
		}))
	}
	return done
}

func (g *gate) open() {
	for _, conn := range g.held {
		conn.Release()
	}
	g.held = nil
}

// transactions is in how many transactions the rows of people were written last.
func (g *gate) transactions(t *testing.T) (n int) {
	t.Helper()
	if err := g.super.Pool().QueryRow(t.Context(), "select count(distinct xmin::text) from onboarding").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestSavesKeepPeopleApart saves for forty people at once, who also try another's row, nobody's and an old
// revision, or go away in the middle.
func TestSavesKeepPeopleApart(t *testing.T) {
	t.Parallel()
	app := postgrestest.Open(t)
	people := crowd(t, app, 40)
	const rounds = 30
	var wg sync.WaitGroup
	for i, who := range people {
		wg.Go(func() {
			for n := 1; n <= rounds; n++ {
				if err := saveOwn(t.Context(), app, who, spotter.StepConsent, n, 0); err != nil {
					t.Error(err)
				}
				if err := saveOwn(t.Context(), app, who, spotter.StepConsent, -n, 1); !postgres.IsNoRows(err) {
					t.Errorf("an old revision: %v", err)
				}
				other := generated.SaveAnswerParams{UserID: people[(i+n)%len(people)].User, Step: "consent", Answer: json.RawMessage(`{"n":-1}`), Now: at()}
				if _, err := app.Save(who).SaveAnswer(t.Context(), other); other.UserID != who.User && !postgres.IsNoRows(err) {
					t.Errorf("another's row: %v", err)
				}
				if _, err := app.Save(spotter.Caller{}).SaveAnswer(t.Context(), other); !postgres.IsNoRows(err) {
					t.Errorf("nobody saves a row: %v", err)
				}
				tracker := spotter.Caller{User: who.User, Actor: spotter.ActorTracker}
				if err := saveOwn(t.Context(), app, tracker, spotter.StepConsent, -n, 0); err == nil {
					t.Error("an agent saves an answer")
				}
				gone, cancel := context.WithTimeout(t.Context(), time.Duration(n)*50*time.Microsecond)
				if err := saveOwn(gone, app, who, spotter.StepAbout, n, 0); err != nil && !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("who goes away: %v", err)
				}
				cancel()
			}
		})
	}
	wg.Wait()
	for _, who := range people {
		if n := saved(t, app, who); n != rounds {
			t.Errorf("%d was kept instead of %d", n, rounds)
		}
	}
	nothingStays(t, app)
}

// TestSavesShareACommit lets saves go out together, the rows locked in the order of their people.
func TestSavesShareACommit(t *testing.T) {
	t.Parallel()
	g, people := closedGate(t, 9)
	slices.SortFunc(people, func(a, b spotter.Caller) int { return slices.Compare(b.User[:], a.User[:]) })
	times := make([]time.Time, len(people))
	var done []<-chan error
	for i, who := range people {
		done = append(done, g.queue(t, i+1, func(ctx context.Context) error {
			return g.SaveRow(ctx, who, "update onboarding set updated_at = now() where user_id = $1 returning clock_timestamp()", who.User).Scan(&times[i])
		}))
	}
	g.open()
	for i := range people {
		if err := <-done[i]; err != nil {
			t.Error(err)
		}
	}
	if n := g.transactions(t); n != 1 {
		t.Errorf("nine saves took %d transactions", n)
	}
	if !slices.IsSortedFunc(times, func(a, b time.Time) int { return b.Compare(a) }) {
		t.Errorf("rows are not locked in the order of their people: %v", times)
	}
	nothingStays(t, g.DB)
}

// TestAPileOfSavesOpensALane lets saves pile up behind a lane that is stuck: a second one takes them.
func TestAPileOfSavesOpensALane(t *testing.T) {
	t.Parallel()
	if runtime.GOMAXPROCS(0) < 2 {
		t.Skip("one processor has one lane")
	}
	g, people := closedGate(t, 16)
	done := g.queueAll(t, people[:15], 7)
	done = append(done, g.queue(t, 0, func(ctx context.Context) error {
		return saveOwn(ctx, g.DB, people[15], spotter.StepConsent, 7, 0)
	}))
	g.held[0].Release() // both lanes have to wait, and one gets it
	g.held = g.held[1:]
	g.awaitWaiting(t, -1)
	for i := range people {
		if err := <-done[i]; err != nil {
			t.Error(err)
		}
	}
	if n := g.transactions(t); n != 1 {
		t.Errorf("sixteen saves took %d transactions", n)
	}
}

// TestASaveFailsAlone lets one save of several fail, in its statement and at the commit.
func TestASaveFailsAlone(t *testing.T) {
	t.Parallel()
	for name, guard := range map[string]string{
		"statement": "alter table onboarding add constraint guard check (answers -> 'consent' ->> 'n' <> '13')",
		"commit": `create function guard() returns trigger language plpgsql as $$ begin
			if new.answers -> 'consent' ->> 'n' = '13' then raise check_violation using constraint = 'guard'; end if; return null; end $$;
			create constraint trigger guard after update on onboarding initially deferred for each row execute function guard()`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, people := closedGate(t, 6)
			if _, err := g.super.Pool().Exec(t.Context(), guard); err != nil {
				t.Fatal(err)
			}
			done := g.queueAll(t, people[:5], 7)
			bad := g.queue(t, 6, func(ctx context.Context) error {
				return saveOwn(ctx, g.DB, people[5], spotter.StepConsent, 13, 0)
			})
			g.open()
			if err := <-bad; postgres.Violated(err) != "guard" {
				t.Errorf("the one that fails: %v", err)
			}
			for i, who := range people[:5] {
				if err := <-done[i]; err != nil || saved(t, g.DB, who) != 7 {
					t.Errorf("beside one that fails: %v, %d is kept", err, saved(t, g.DB, who))
				}
			}
			if n := saved(t, g.DB, people[5]); n != 0 {
				t.Errorf("%d is kept of the one that fails", n)
			}
			nothingStays(t, g.DB)
		})
	}
}

// TestASaveTwice saves two answers of one person in one transaction: as if one after the other.
func TestASaveTwice(t *testing.T) {
	t.Parallel()
	g, people := closedGate(t, 1)
	save := func(n int) func(context.Context) error {
		return func(ctx context.Context) error {
			return saveOwn(ctx, g.DB, people[0], spotter.StepConsent, n, 1)
		}
	}
	first := g.queue(t, 1, save(1))
	second := g.queue(t, 2, save(2))
	third := g.queue(t, 3, func(ctx context.Context) error {
		return saveOwn(ctx, g.DB, people[0], spotter.StepConsent, 3, 2)
	})
	g.open()
	if err := <-first; err != nil {
		t.Error(err)
	}
	if err := <-second; !postgres.IsNoRows(err) {
		t.Errorf("a revision that the save before has changed: %v", err)
	}
	if err := <-third; err != nil || saved(t, g.DB, people[0]) != 3 {
		t.Errorf("the revision that the save before has made: %v, %d is kept", err, saved(t, g.DB, people[0]))
	}
}

// TestASaveWaitsForItsRowAlone holds a row: only who saves it waits.
func TestASaveWaitsForItsRowAlone(t *testing.T) {
	t.Parallel()
	g, people := closedGate(t, 6)
	holder, err := g.super.Pool().Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := holder.Exec(t.Context(), "select from onboarding where user_id = $1 for update", people[0].User); err != nil {
		t.Fatal(err)
	}
	done, began := g.queueAll(t, people, 7), time.Now()
	g.open()
	for i := 1; i < len(people); i++ {
		if err := <-done[i]; err != nil || saved(t, g.DB, people[i]) != 7 {
			t.Errorf("beside one that waits: %v, %d is kept", err, saved(t, g.DB, people[i]))
		}
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("beside one that waits they took %v", took)
	}
	select {
	case err := <-done[0]:
		t.Fatalf("a row that another holds was saved: %v", err)
	default:
	}
	if err := holder.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-done[0]; err != nil || saved(t, g.DB, people[0]) != 7 {
		t.Errorf("after the wait: %v, %d is kept", err, saved(t, g.DB, people[0]))
	}
	nothingStays(t, g.DB)
}

// TestSavesOfWhoGoesAway cancels a save before and after it is taken.
func TestSavesOfWhoGoesAway(t *testing.T) {
	t.Parallel()
	g, people := closedGate(t, 3)
	ctx, cancel := context.WithCancel(t.Context())
	gone := g.queue(t, 1, func(context.Context) error { return saveOwn(ctx, g.DB, people[0], spotter.StepConsent, 1, 0) })
	stays := g.queue(t, 2, func(ctx context.Context) error { return saveOwn(ctx, g.DB, people[1], spotter.StepConsent, 2, 0) })
	later, leave := context.WithCancel(t.Context())
	taken := g.queue(t, 3, func(context.Context) error {
		defer leave()
		return g.SaveRow(later, people[2], "update onboarding set answers = '{\"consent\":{\"n\":3}}' where user_id = $1 returning pg_sleep(0.1)::text", people[2].User).Scan(new(string))
	})
	cancel()
	if err := <-gone; !errors.Is(err, context.Canceled) {
		t.Errorf("who went away: %v", err)
	}
	g.open()
	g.awaitWaiting(t, 0)
	leave()
	if err := <-taken; err != nil {
		t.Errorf("who went away too late: %v", err)
	}
	if err := <-stays; err != nil {
		t.Error(err)
	}
	for i, who := range people {
		if n := saved(t, g.DB, who); n != []int{0, 2, 3}[i] {
			t.Errorf("%d is kept of %d", n, i)
		}
	}
}

// TestSavesOfALostConnection ends the connection in the middle of a transaction: nothing is kept and nobody is told
// that it was.
func TestSavesOfALostConnection(t *testing.T) {
	t.Parallel()
	g, people := closedGate(t, 5)
	done := g.queueAll(t, people, 7)
	last := spotter.Caller{User: spotter.UserID{0xff}, Actor: spotter.ActorPerson}
	killer := g.queue(t, 6, func(ctx context.Context) error {
		return g.SaveRow(ctx, last, "select pg_terminate_backend(pg_backend_pid())").Scan(new(bool))
	})
	g.open()
	if err := <-killer; spotter.CodeOf(err) != spotter.CodeUnavailable {
		t.Errorf("who ends the connection: %v", err)
	}
	for i, who := range people {
		if err := <-done[i]; spotter.CodeOf(err) != spotter.CodeUnavailable || saved(t, g.DB, who) != 0 {
			t.Errorf("on a connection that ends: %v, %d is kept", err, saved(t, g.DB, who))
		}
	}
	for _, who := range people {
		if err := saveOwn(t.Context(), g.DB, who, spotter.StepConsent, 8, 0); err != nil {
			t.Errorf("on the next connection: %v", err)
		}
	}
}

// TestSavesFollowTheSchema changes the table under prepared statements: nobody notices.
func TestSavesFollowTheSchema(t *testing.T) {
	t.Parallel()
	g, people := closedGate(t, 4)
	g.open()
	for n, change := range []string{"select 1", "alter table onboarding alter column revision type bigint", "select 1"} {
		if _, err := g.super.Pool().Exec(t.Context(), change); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for _, who := range people {
			wg.Go(func() {
				if err := saveOwn(t.Context(), g.DB, who, spotter.StepConsent, n, 0); err != nil {
					t.Errorf("after %s: %v", change, err)
				}
			})
		}
		wg.Wait()
	}
}

// TestNothingWaitsForTheCommit wants no trigger that runs at the commit, which would run as another of those who
// share it.
func TestNothingWaitsForTheCommit(t *testing.T) {
	t.Parallel()
	super := postgrestest.Connect(t, postgrestest.Database(t)(""))
	var deferred []string
	err := super.Pool().QueryRow(t.Context(), "select coalesce(array_agg(tgrelid::regclass::text), '{}') from pg_trigger where tginitdeferred").Scan(&deferred)
	if err != nil || len(deferred) > 0 {
		t.Errorf("deferred triggers on %v, %v", deferred, err)
	}
}
