package local

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"spotter"
)

func TestDataSurvivesARestart(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	p := startPostgres(t, dir)
	create(t, p)
	stopPostgres(t, p)
	select {
	case <-p.Done():
	default:
		t.Error("Done is open after Stop")
	}
	if err := p.Err(); err != nil {
		t.Errorf("Err after Stop: %v", err)
	}
	if got := query(t, startPostgres(t, dir), "select text from note"); got != "kept" {
		t.Errorf("read %q after a restart", got)
	}
}

func create(t *testing.T, p *Postgres) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), p.DSN("postgres", "postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(t.Context(), "create table note (text text); insert into note values ('kept')"); err != nil {
		t.Fatal(err)
	}
}

func TestClusterIsPrivateAndUTF8(t *testing.T) {
	t.Parallel()
	p := startPostgres(t, dataDir(t))
	for sql, want := range map[string]string{
		"show server_encoding":                      "UTF8",
		"show listen_addresses":                     "",
		"show shared_buffers":                       "64MB",
		"show max_connections":                      "100",
		"show fsync":                                "on",
		"show timezone":                             "UTC",
		"select lower('ÄÉ')":                        "äé",
		"select current_user::text":                 "postgres",
		"select (inet_server_addr() is null)::text": "true",
	} {
		if got := query(t, p, sql); got != want {
			t.Errorf("%s: %q, want %q", sql, got, want)
		}
	}
	fi, err := os.Stat(p.socket)
	if err != nil || fi.Mode().Perm() != 0o700 {
		t.Errorf("socket directory: %v, %v, want 0700", fi.Mode(), err)
	}
}

func TestSecondStartIsRefused(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	startPostgres(t, dir)
	_, err := StartPostgres(t.Context(), PostgresConfig{DataDir: dir})
	if !spotter.HasDetail(err, "data_dir_in_use") || spotter.CodeOf(err) != spotter.CodeConflict {
		t.Fatalf("the second start: %v", err)
	}
	if !strings.Contains(err.Error(), strconv.Itoa(os.Getpid())) {
		t.Errorf("the message does not name the process: %v", err)
	}
	if err := RemovePostgres(dir); !spotter.HasDetail(err, "data_dir_in_use") {
		t.Errorf("remove while in use: %v", err)
	}
}

func TestKilledParentLeavesNothing(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	cmd := helper(t, dir)
	startHelper(t, cmd)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	nothingRuns(t, 5*time.Second, filepath.Join(dir, "postgres"))
	query(t, startPostgres(t, dir), "select 'works'")
}

// The next start may come while the killed one's server is still shutting down.
func TestStartRightAfterAKill(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	for range 3 {
		cmd := helper(t, dir)
		startHelper(t, cmd)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed
	}
	query(t, startPostgres(t, dir), "select 'works'")
}

func TestKilledInTheMiddleOfInitdb(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	half := filepath.Join(dir, "postgres.new")
	cmd := helper(t, dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	eventually(t, time.Minute, "initdb is at work", func() bool {
		_, err := os.Stat(filepath.Join(half, "PG_VERSION"))
		return err == nil
	})
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	nothingRuns(t, 5*time.Second, half)
	query(t, startPostgres(t, dir), "select 'works'")
	if _, err := os.Stat(half); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the half-made cluster is still there: %v", err)
	}
}

func TestServerThatDiesIsReported(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	p := startPostgres(t, dir)
	create(t, p)
	if err := p.child.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-p.Done():
	case <-time.After(10 * time.Second):
		t.Fatal("Done stays open")
	}
	if err := p.Err(); !spotter.HasDetail(err, "postgres_failed") {
		t.Errorf("Err: %v", err)
	}
	stopPostgres(t, p)
	if got := query(t, startPostgres(t, dir), "select text from note"); got != "kept" {
		t.Errorf("read %q after a crash", got)
	}
}

// A pid in a stale file may belong to another process by now; as root PostgreSQL would then refuse for ever.
func TestStalePidFile(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	stopPostgres(t, startPostgres(t, dir))
	stale := fmt.Sprintf("%d\n%s\n1700000000\n5432\n/nowhere\n\n  1 1\nready   \n", os.Getpid(), filepath.Join(dir, "postgres"))
	for _, content := range []string{stale, "", "garbage\n"} {
		if err := os.WriteFile(filepath.Join(dir, "postgres", "postmaster.pid"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		p := startPostgres(t, dir)
		query(t, p, "select 'works'")
		stopPostgres(t, p)
	}
}

func TestSurvivorIsStopped(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	first := startPostgres(t, dir)
	args := first.child.cmd.Args
	stopPostgres(t, first)
	old := startStray(t, filepath.Join(dir, "postgres"), args)
	p := startPostgres(t, dir)
	if err := old.Wait(); err != nil {
		t.Errorf("the survivor did not shut down cleanly: %v", err)
	}
	query(t, p, "select 'works'")
}

// startStray starts a server that no parent holds, as a kernel without Pdeathsig would leave it.
func startStray(t *testing.T, dir string, args []string) *exec.Cmd {
	t.Helper()
	socket := filepath.Join(filepath.Dir(dir), "run")
	if err := os.Mkdir(socket, 0o700); err != nil {
		t.Fatal(err)
	}
	old := exec.Command(args[0], args[1:]...)
	old.SysProcAttr = identities()[0].attr(0)
	if err := old.Start(); err != nil {
		t.Fatal(err)
	}
	eventually(t, time.Minute, "the stray server is ready", func() bool {
		f, err := (cluster{dir: dir}).pidFile()
		return err == nil && f.ready
	})
	return old
}

func TestDeepDataDir(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(dataDir(t), strings.Repeat("deep/", 30))
	p := startPostgres(t, dir)
	if strings.HasPrefix(p.socket, dir) {
		t.Fatalf("the socket is in %s, too deep", p.socket)
	}
	query(t, p, "select 'works'")
	stopPostgres(t, p)
	if _, err := os.Stat(p.socket); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the socket directory %s is left: %v", p.socket, err)
	}
}

func TestNoPlaceIsShortEnough(t *testing.T) {
	t.Parallel()
	deep := "/" + strings.Repeat("d", 120)
	if dir, err := makeSocketDir(identities()[0], deep, deep); !spotter.HasDetail(err, "postgres_failed") {
		t.Errorf("got %q, %v", dir, err)
	}
}

func TestStartIsCancelled(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := StartPostgres(ctx, PostgresConfig{DataDir: dir}); err == nil {
		t.Fatal("started with a dead context")
	}
	query(t, startPostgres(t, dir), "select 'works'")
}

func TestStopWithADeadContext(t *testing.T) {
	t.Parallel()
	p := startPostgres(t, dataDir(t))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := p.Stop(ctx); err != nil && !strings.Contains(err.Error(), syscall.SIGQUIT.String()) {
		t.Error(err)
	}
	nothingRuns(t, 5*time.Second, filepath.Join(filepath.Dir(p.socket), "postgres"))
}
