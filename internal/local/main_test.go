package local

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"go.uber.org/goleak"
)

// helperDir makes this test binary a Spotter that runs a cluster in that directory until it is killed.
const helperDir = "SPOTTER_LOCAL_TEST_HELPER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(helperDir); dir != "" {
		os.Exit(serveUntilKilled(dir))
	}
	goleak.VerifyTestMain(m)
}

func serveUntilKilled(dir string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	p, err := StartPostgres(ctx, PostgresConfig{DataDir: dir})
	if err != nil {
		fmt.Println(err)
		return 1
	}
	fmt.Println("ready")
	select {
	case <-ctx.Done():
	case <-p.Done():
	}
	if err := p.Stop(context.Background()); err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

// helper starts such a process; wait for its output with ready.
func helper(t *testing.T, dir string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), helperDir+"="+dir)
	return cmd
}

func startHelper(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	b := make([]byte, 4096)
	n, err := out.Read(b)
	if err != nil || strings.TrimSpace(string(b[:n])) != "ready" {
		t.Fatalf("the helper says %q, %v", b[:n], err)
	}
}

// startPostgres starts a cluster that is stopped when the test ends.
func startPostgres(t *testing.T, dir string) *Postgres {
	t.Helper()
	l := newLauncher(PostgresConfig{DataDir: dir, Log: testLog(t)})
	return launch(t, l)
}

func launch(t *testing.T, l *launcher) *Postgres {
	t.Helper()
	begin := time.Now()
	p, err := l.start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("ready after %v: %s", time.Since(begin).Round(time.Millisecond), p.Describe())
	t.Cleanup(func() { stopPostgres(t, p) })
	return p
}

func stopPostgres(t *testing.T, p *Postgres) {
	t.Helper()
	if err := p.Stop(context.Background()); err != nil {
		t.Error(err)
	}
}

// query runs a statement as the superuser and gives its one value.
func query(t *testing.T, p *Postgres, sql string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), p.DSN("postgres", "postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	var out *string
	if err := conn.QueryRow(t.Context(), sql).Scan(&out); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return *out
}

// eventually polls until ok, or fails the test after the limit.
func eventually(t *testing.T, limit time.Duration, what string, ok func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("not within %v: %s", limit, what)
		}
	}
}

// nothingRuns waits until no PostgreSQL process is left in a directory.
func nothingRuns(t *testing.T, limit time.Duration, dir string) {
	t.Helper()
	eventually(t, limit, "no postgres left in "+dir, func() bool {
		pids, err := postgresIn(dir, 0)
		if err != nil {
			t.Fatal(err)
		}
		return len(pids) == 0
	})
}

// dataDir is a resolved temporary directory, as processes see it.
func dataDir(t *testing.T) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func testLog(t *testing.T) *slog.Logger {
	t.Helper()
	return slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug}))
}
