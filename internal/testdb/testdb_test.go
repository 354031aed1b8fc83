package testdb

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

func TestMain(m *testing.M) { os.Exit(Main(m)) }

// migrator migrates and counts how often.
type migrator struct{ runs atomic.Int32 }

func (m *migrator) migrate(ctx context.Context, dsn string) error {
	m.runs.Add(1)
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, `
		do $$ begin create role testdb_app login; exception when duplicate_object then null; end $$;
		create table note (text text not null);
		grant select, insert on note to testdb_app;`)
	return err
}

func connect(t *testing.T, dsn string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

func TestEachDatabaseIsAlone(t *testing.T) {
	t.Parallel()
	var m migrator
	t.Run("all", func(t *testing.T) {
		for i := range 8 {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Parallel()
				dsn := Cluster(t).Template(t, "notes", m.migrate).Database(t)
				seesItsOwnNote(t, connect(t, dsn("testdb_app")))
			})
		}
	})
	if n := m.runs.Load(); n != 1 {
		t.Errorf("migrated %d times, want once", n)
	}
}

func seesItsOwnNote(t *testing.T, conn *pgx.Conn) {
	t.Helper()
	if _, err := conn.Exec(t.Context(), "insert into note values ($1)", t.Name()); err != nil {
		t.Fatal(err)
	}
	var user string
	var n int
	if err := conn.QueryRow(t.Context(), "select current_user, count(*) from note").Scan(&user, &n); err != nil {
		t.Fatal(err)
	}
	if user != "testdb_app" || n != 1 {
		t.Errorf("%s sees %d notes, want testdb_app and its own one", user, n)
	}
}

func TestDatabaseIsDroppedWithItsTest(t *testing.T) {
	t.Parallel()
	s := Cluster(t)
	var name string
	t.Run("user", func(t *testing.T) {
		conn := connect(t, s.Empty(t)(""))
		if err := conn.QueryRow(t.Context(), "select current_database()").Scan(&name); err != nil {
			t.Fatal(err)
		}
	})
	var n int
	err := connect(t, s.DSN("postgres")).QueryRow(t.Context(), "select count(*) from pg_database where datname = $1", name).Scan(&n)
	if err != nil || name == "" || n != 0 {
		t.Errorf("database %q: %d left, %v", name, n, err)
	}
}

func TestTemplateFailureIsTold(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken migration")
	tmpl := &Template{server: Cluster(t), database: Cluster(t).name("broken")}
	t.Cleanup(func() {
		if err := tmpl.drop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	err := tmpl.make(func(context.Context, string) error { return broken })
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

// other marks a run of this binary on the server of the run that started it.
const other = "SPOTTER_TESTDB_OTHER"

// Somebody else's server is left as it was found.
func TestServerOfTheEnvironment(t *testing.T) {
	t.Parallel()
	if os.Getenv(other) != "" {
		t.Skip("this is the run on the other server")
	}
	s := Cluster(t)
	for _, user := range []*url.Userinfo{url.User("postgres"), url.UserPassword("postgres", `it's "secret"`)} {
		dsn := s.dsn
		dsn.User, dsn.Path = user, "/postgres"
		cmd := exec.Command(os.Args[0], "-test.run=^(TestEachDatabaseIsAlone|TestDatabaseIsDroppedWithItsTest)$", "-test.v")
		cmd.Env = append(os.Environ(), other+"=1", "SPOTTER_TEST_DATABASE_URL="+dsn.String())
		out, err := cmd.CombinedOutput()
		if err != nil || !strings.Contains(string(out), "--- PASS: TestEachDatabaseIsAlone") {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	var n int
	err := connect(t, s.DSN("postgres")).QueryRow(t.Context(),
		"select count(*) from pg_database where datname like 'spotter\\_%' and datname not like 'spotter\\_'||$1||'\\_%'", s.run).Scan(&n)
	if err != nil || n != 0 {
		t.Errorf("%d databases of other runs are left, %v", n, err)
	}
}

func TestSweepRemovesWhatNobodyRuns(t *testing.T) {
	t.Parallel()
	temp := t.TempDir()
	mine := Cluster(t).dir
	long := time.Now().Add(-time.Hour)
	for name, age := range map[string]time.Time{"old": long, "new": time.Now()} {
		dir := filepath.Join(temp, dirPrefix+name)
		if err := os.MkdirAll(filepath.Join(dir, "postgres"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(dir, age, age); err != nil {
			t.Fatal(err)
		}
	}
	sweep(temp)
	left, err := filepath.Glob(filepath.Join(temp, "*"))
	if err != nil || len(left) != 1 || !strings.HasSuffix(left[0], "new") {
		t.Errorf("left: %v, %v, want the new one only", left, err)
	}
	if mine == "" {
		return
	}
	if err := os.Chtimes(mine, long, long); err != nil {
		t.Fatal(err)
	}
	sweep(filepath.Dir(mine))
	if _, err := os.Stat(filepath.Join(mine, "postgres", "PG_VERSION")); err != nil {
		t.Errorf("swept a cluster that runs: %v", err)
	}
}
