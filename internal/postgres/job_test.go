package postgres_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/postgrestest"
)

// database makes a migrated database for t and gives the DSN of a role in it; the empty role is the
// superuser.
func database(t *testing.T) func(role string) string {
	t.Helper()
	return postgrestest.Database(t)
}

func open(t *testing.T, dsn string) *postgres.DB {
	t.Helper()
	db, err := postgres.Open(t.Context(), dsn, postgres.Options{MaxConns: 4})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	return db
}

// at is when the tests take place; nothing in them depends on it.
func at() time.Time { return time.Date(2026, 11, 23, 20, 0, 0, 0, time.UTC) }

func someone() spotter.Caller {
	return spotter.Caller{User: spotter.NewID[spotter.User](at()), Actor: spotter.ActorPerson}
}

func mailFor(c spotter.Caller) spotter.SendMail {
	return spotter.SendMail{UserID: c.User, MailKind: spotter.MailVerify, TokenID: spotter.NewID[any](at())}
}

// count is the number of jobs that caller sees.
func count(t *testing.T, db *postgres.DB, caller spotter.Caller) (n int) {
	t.Helper()
	err := db.Write(t.Context(), caller, func(tx *postgres.Tx) error {
		return tx.Raw().QueryRow(t.Context(), "select count(*) from river_job").Scan(&n)
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestEnqueueGoesWithItsTransaction(t *testing.T) {
	t.Parallel()
	app := open(t, database(t)(postgres.RoleApp))
	who, stop := someone(), errors.New("changed my mind")
	enqueue := func(end error, options ...postgres.JobOption) error {
		job := mailFor(who)
		return app.Write(t.Context(), who, func(tx *postgres.Tx) error {
			return errors.Join(tx.Enqueue(t.Context(), job, options...), end)
		})
	}
	if err := enqueue(stop); !errors.Is(err, stop) {
		t.Fatalf("rolled back: %v", err)
	}
	if n := count(t, app, who); n != 0 {
		t.Errorf("rolled back, %d jobs", n)
	}
	if err := enqueue(nil); err != nil {
		t.Fatal(err)
	}
	if n := count(t, app, who); n != 1 {
		t.Errorf("committed, %d jobs", n)
	}
	if err := enqueue(nil, postgres.At(at().AddDate(100, 0, 0)), postgres.Unique); err != nil {
		t.Fatal(err)
	}
	if n := count(t, app, who); n != 2 {
		t.Errorf("scheduled as well, %d jobs", n)
	}
}

func TestUniqueAddsOneOfTheSame(t *testing.T) {
	t.Parallel()
	app := open(t, database(t)(postgres.RoleApp))
	ann, bob := someone(), someone()
	job := mailFor(ann)
	for range 2 { // in one transaction and in two
		err := app.Write(t.Context(), ann, func(tx *postgres.Tx) error {
			return errors.Join(tx.Enqueue(t.Context(), job, postgres.Unique), tx.Enqueue(t.Context(), job, postgres.Unique))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	other := job
	other.UserID = bob.User
	err := app.Write(t.Context(), bob, func(tx *postgres.Tx) error { return tx.Enqueue(t.Context(), other, postgres.Unique) })
	if err != nil {
		t.Fatal(err)
	}
	if a, b := count(t, app, ann), count(t, app, bob); a != 1 || b != 1 {
		t.Errorf("ann has %d, bob %d, want 1 each", a, b)
	}
}

func TestJobsOfAnotherPersonAreOutOfReach(t *testing.T) {
	t.Parallel()
	app := open(t, database(t)(postgres.RoleApp))
	ann, bob, nobody := someone(), someone(), spotter.Caller{}
	job := mailFor(ann)
	enqueueAs := func(c spotter.Caller) error {
		return app.Write(t.Context(), c, func(tx *postgres.Tx) error { return tx.Enqueue(t.Context(), job, postgres.Unique) })
	}
	if err := enqueueAs(ann); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]spotter.Caller{"bob": bob, "nobody": nobody} {
		if n := count(t, app, c); n != 0 {
			t.Errorf("%s sees %d jobs of ann", name, n)
		}
		if err := enqueueAs(c); err == nil || !strings.Contains(err.Error(), "row-level security") {
			t.Errorf("%s enqueues for ann: %v", name, err)
		}
		if err := app.Write(t.Context(), c, func(tx *postgres.Tx) error { return tx.ForgetJobs(t.Context()) }); err != nil {
			t.Error(err)
		}
	}
	if n := count(t, app, ann); n != 1 {
		t.Errorf("ann sees %d jobs of hers, want 1", n)
	}
	if err := app.Write(t.Context(), ann, func(tx *postgres.Tx) error { return tx.ForgetJobs(t.Context()) }); err != nil {
		t.Fatal(err)
	}
	if n := count(t, app, ann); n != 0 {
		t.Errorf("ann has %d jobs after forgetting them", n)
	}
}

// Whatever statement the app role makes up, it stays with available jobs of its own user.
func TestAppRoleCannotForgeJobs(t *testing.T) {
	t.Parallel()
	app := open(t, database(t)(postgres.RoleApp))
	ann, bob := someone(), someone()
	if err := app.Write(t.Context(), ann, func(tx *postgres.Tx) error { return tx.Enqueue(t.Context(), mailFor(ann)) }); err != nil {
		t.Fatal(err)
	}
	own := "jsonb_build_object('user_id', '" + ann.User.String() + "')"
	for name, statement := range map[string]string{
		"no user at all":   "insert into river_job (kind, args) values ('housekeeping', '{}')",
		"another's":        "insert into river_job (kind, args) values ('send_mail', '{\"user_id\": \"" + bob.User.String() + "\"}')",
		"already running":  "insert into river_job (kind, args, state) values ('send_mail', " + own + ", 'running')",
		"already tried":    "insert into river_job (kind, args, attempt) values ('send_mail', " + own + ", 3)",
		"hand over":        "update river_job set args = '{\"user_id\": \"" + bob.User.String() + "\"}'",
		"mark as done":     "update river_job set state = 'completed', finalized_at = now()",
		"steal leadership": "insert into river_leader (elected_at, expires_at, leader_id) values (now(), now(), 'me')",
		"pause a queue":    "insert into river_queue (name, paused_at) values ('default', now())",
		"truncate":         "truncate river_job",
	} {
		err := app.Write(t.Context(), ann, func(tx *postgres.Tx) error {
			_, err := tx.Raw().Exec(t.Context(), statement)
			return err
		})
		if err == nil {
			t.Errorf("%s: allowed", name)
		}
	}
}

func TestWorkerRoleSeesNobody(t *testing.T) {
	t.Parallel()
	dsn := database(t)
	conn, err := pgx.Connect(t.Context(), dsn(""))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(context.Background()) }()
	rows, err := conn.Query(t.Context(), `select c.relname from pg_class c
		where c.relnamespace in ('public'::regnamespace, 'auth'::regnamespace) and c.relkind in ('r', 'v', 'S')
		  and (case when c.relkind = 'S' then has_sequence_privilege($1, c.oid, 'usage')
		            else has_any_column_privilege($1, c.oid, 'select, insert, update') end)
		order by 1`, postgres.RoleWorker)
	if err != nil {
		t.Fatal(err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(names, " "), "river_job river_job_id_seq river_leader river_queue"; got != want {
		t.Errorf("the worker role reaches %s, want %s", got, want)
	}
}

// riverPolicies is the place of the policies of River's tables in the history.
const riverPolicies = 14

func TestRiverPoliciesGoDownAndUpAgain(t *testing.T) {
	t.Parallel()
	dsn := database(t)
	m, err := postgres.OpenMigrator(dsn(postgres.RoleOwner))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = m.Close() }()
	if err := m.DownTo(t.Context(), riverPolicies-1); err != nil {
		t.Fatal(err)
	}
	if names, err := m.Up(t.Context()); err != nil || len(names) == 0 {
		t.Fatalf("up %v: %v", names, err)
	}
}
