package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"spotter/internal/postgres"
	"spotter/internal/postgres/postgrestest"
	"spotter/internal/testdb"
)

// patience bounds every wait for a process.
const patience = 30 * time.Second

// process is a `spotter` of its own.
type process struct {
	*exec.Cmd
	url  string
	log  *lockedLog
	done chan error
}

type lockedLog struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *lockedLog) add(line string) { l.mu.Lock(); defer l.mu.Unlock(); l.b.WriteString(line + "\n") }

func (l *lockedLog) String() string { l.mu.Lock(); defer l.mu.Unlock(); return l.b.String() }

var address = regexp.MustCompile(`(?:is at http://|addr=)(127\.0\.0\.1:\d+)`)

// start runs the program until it says where it serves.
func start(t *testing.T, environ []string, args ...string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command(os.Args[0], args...), log: &lockedLog{}, done: make(chan error, 1)}
	p.Env = append([]string{"SPOTTER_TEST_AS_PROGRAM=1", "PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir()}, environ...)
	p.Dir = t.TempDir()
	out, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.Stderr = p.Stdout
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Process.Kill() })
	found := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			p.log.add(lines.Text())
			if m := address.FindStringSubmatch(lines.Text()); m != nil {
				select {
				case found <- "http://" + m[1]:
				default:
				}
			}
		}
		p.done <- p.Wait()
	}()
	select {
	case p.url = <-found:
	case err := <-p.done:
		t.Fatalf("ended before it served: %v\n%s", err, p.log)
	case <-time.After(patience):
		t.Fatalf("did not serve in time:\n%s", p.log)
	}
	return p
}

// wait is the program's end.
func (p *process) wait(t *testing.T) error {
	t.Helper()
	select {
	case err := <-p.done:
		return err
	case <-time.After(patience):
		t.Fatalf("did not end in time:\n%s", p.log)
		return nil
	}
}

// post sends JSON and answers the status and the body.
func (p *process) post(path, body string) (int, string, error) {
	answer, err := http.Post(p.url+"/api/v1"+path, "application/json", strings.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	return answer.StatusCode, string(text), err
}

func account(n int) string {
	return fmt.Sprintf(`{"email":"p%d@example.test","password":"seven calm lifts","full_name":"P"}`, n)
}

// TestDevSurvivesAKill kills dev in the middle, wants nothing of it left running, and finds what it had
// acknowledged after the next start.
func TestDevSurvivesAKill(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts clusters")
	}
	data := filepath.Join(t.TempDir(), "d")
	args := []string{"dev", "--data", data, "--addr", "127.0.0.1:0"}
	first := start(t, nil, args...)
	if status, body, err := first.post("/auth/register", account(1)); err != nil || status != http.StatusCreated {
		t.Fatalf("register: %d %s %v", status, body, err)
	}
	eventually(t, "the start says who answers", func() bool { return strings.Contains(first.log.String(), "  Model  ") })
	second := exec.Command(os.Args[0], args...)
	second.Env = append(first.Env, "SPOTTER_ADDR=127.0.0.1:0")
	if out, err := second.CombinedOutput(); err == nil || !strings.Contains(string(out), "data_dir_in_use") || !strings.Contains(string(out), "process") {
		t.Errorf("a second start on the same data must say so: %v\n%s", err, out)
	}
	postmaster := pidOf(t, data)
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = first.wait(t)
	eventually(t, "the killed dev's PostgreSQL ends", func() bool { return syscall.Kill(postmaster, 0) != nil })
	again := start(t, nil, args...)
	if status, body, err := again.post("/auth/login", account(1)[:strings.Index(account(1), `,"full_name"`)]+"}"); err != nil || status != http.StatusOK {
		t.Errorf("the account is gone: %d %s %v", status, body, err)
	}
	if err := again.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := again.wait(t); err != nil {
		t.Errorf("SIGTERM: %v\n%s", err, again.log)
	}
	eventually(t, "the stopped dev's PostgreSQL is gone", func() bool { return !exists(filepath.Join(data, "postgres", "postmaster.pid")) })
}

// TestStopDropsNoRequest sends SIGTERM while requests are under way: each is answered whole, or was
// never taken.
func TestStopDropsNoRequest(t *testing.T) {
	t.Parallel()
	dsn, _ := migratedDatabase(t)
	server := start(t, []string{"DATABASE_URL=" + dsn, "JWT_SECRET=" + goodSecret, "SPOTTER_ADDR=127.0.0.1:0"}, "serve")
	var wg sync.WaitGroup
	var mu sync.Mutex
	answered := 0
	underWay := make(chan struct{}, 64)
	for n := range 8 {
		wg.Go(func() {
			for i := range 20 {
				status, body, err := server.post("/auth/register", account(100*n+i))
				if err != nil {
					if !refusedConnection(err) {
						t.Errorf("a request was dropped: %v", err)
					}
					return
				}
				if !json.Valid([]byte(body)) || status >= 500 {
					t.Errorf("%d %s", status, body)
				}
				mu.Lock()
				answered++
				mu.Unlock()
				select {
				case underWay <- struct{}{}:
				default:
				}
			}
		})
	}
	<-underWay
	begin := time.Now()
	if err := server.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	wg.Wait()
	if err := server.wait(t); err != nil {
		t.Errorf("SIGTERM: %v\n%s", err, server.log)
	}
	if took := time.Since(begin); took > 10*time.Second || answered == 0 {
		t.Errorf("stopped after %s with %d answers", took, answered)
	}
}

// refusedConnection reports whether the server had not taken the request.
func refusedConnection(err error) bool {
	return strings.Contains(err.Error(), "connection refused") || strings.Contains(err.Error(), "connection reset by peer") ||
		strings.Contains(err.Error(), "EOF") && strings.Contains(err.Error(), "server closed idle connection")
}

// TestServeRefusesARoleThatUndoesIsolation starts serve as roles for which row-level security is void.
func TestServeRefusesARoleThatUndoesIsolation(t *testing.T) {
	t.Parallel()
	_, dsn := migratedDatabase(t)
	for role, word := range map[string]string{"": "superuser", postgres.RoleOwner: "owns tables"} {
		for _, command := range []string{"serve", "work"} {
			code, out, errs := invoke(t.Context(), []string{"DATABASE_URL=" + dsn(role), "WORKER_DATABASE_URL=" + dsn(postgres.RoleWorker),
				"JWT_SECRET=" + goodSecret, "SPOTTER_ADDR=127.0.0.1:0"}, command)
			if code != 1 || !strings.Contains(errs, word) {
				t.Errorf("%s as role %q: %d, want %q in:\n%s%s", command, role, code, word, out, errs)
			}
		}
	}
}

func TestDoctor(t *testing.T) {
	t.Parallel()
	app, dsn := migratedDatabase(t)
	secret := "JWT_SECRET=" + goodSecret
	good := []string{"DATABASE_URL=" + app, "WORKER_DATABASE_URL=" + dsn(postgres.RoleWorker), "MIGRATION_DATABASE_URL=" + dsn(postgres.RoleOwner), secret}
	if code, out, errs := invoke(t.Context(), good, "doctor"); code != 0 || !strings.Contains(out, "row-level security") || strings.Contains(out, "FAIL") {
		t.Errorf("a sound set-up: %d\n%s%s", code, out, errs)
	}
	bad := []string{"DATABASE_URL=" + dsn(""), "WORKER_DATABASE_URL=" + app, "REDIS_URL=redis://127.0.0.1:1", secret}
	code, out, _ := invoke(t.Context(), bad, "doctor")
	for _, want := range []string{"FAIL  app role", "FAIL  worker role", "FAIL  Redis"} {
		if code != 1 || !strings.Contains(out, want) {
			t.Errorf("code %d; want %q in:\n%s", code, want, out)
		}
	}
}

func pidOf(t *testing.T, data string) int {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(data, "postgres", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	var pid int
	if _, err := fmt.Sscan(string(b), &pid); err != nil {
		t.Fatal(err)
	}
	return pid
}

func exists(path string) bool { _, err := os.Stat(path); return err == nil }

// eventually polls until what is said is true.
func eventually(t *testing.T, says string, ok func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-ctx.Done():
			t.Fatalf("not in time: %s", says)
		case <-tick.C:
		}
	}
}

// emptyDatabase is a database with roles and nothing else; the DSN is the owner's.
func emptyDatabase(t *testing.T) string {
	t.Helper()
	dsn := testdb.Cluster(t).Empty(t)
	super, err := url.Parse(dsn(""))
	if err != nil {
		t.Fatal(err)
	}
	if err := postgres.Bootstrap(t.Context(), dsn(""), strings.TrimPrefix(super.Path, "/")); err != nil {
		t.Fatal(err)
	}
	return dsn(postgres.RoleOwner)
}

// migratedDatabase is a database with the whole schema: the app role's DSN, and any role's.
func migratedDatabase(t *testing.T) (app string, dsn func(role string) string) {
	t.Helper()
	dsn = postgrestest.Database(t)
	return dsn(postgres.RoleApp), dsn
}
