package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"spotter"
	"spotter/internal/local"
	"spotter/internal/postgres"
)

// ask sends one request and answers the whole answer.
func (p *process) ask(method, path, token, body string) (status int, header http.Header, text string, err error) {
	r, err := http.NewRequest(method, p.url+path, strings.NewReader(body))
	if err != nil {
		return 0, nil, "", err
	}
	r.Header.Set("Authorization", "Bearer "+token)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, nil, "", err
	}
	defer func() { _ = answer.Body.Close() }()
	b, err := io.ReadAll(answer.Body)
	return answer.StatusCode, answer.Header, string(b), err
}

// enter registers somebody and answers the access token.
func (p *process) enter(t *testing.T) string {
	t.Helper()
	status, text, err := p.post("/auth/register", account(1))
	var signed struct {
		AccessToken string `json:"access_token"`
	}
	if err != nil || status != http.StatusCreated || json.Unmarshal([]byte(text), &signed) != nil {
		t.Fatalf("register: %d %s %v", status, text, err)
	}
	return signed.AccessToken
}

// journal is what a client knows of its writes: those that were answered, and those of which it cannot say.
type journal struct {
	mu            sync.Mutex
	acknowledged  []string
	unknown       []string
	acknowledging atomic.Int64
}

func (j *journal) note(id string, sure bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if sure {
		j.acknowledged = append(j.acknowledged, id)
		j.acknowledging.Add(1)
	} else {
		j.unknown = append(j.unknown, id)
	}
}

// TestNoAcknowledgedWriteIsLost kills dev in the middle of writes, again and again: what was answered is
// there, once, and what was not is there at most once, also when it is sent again.
func TestNoAcknowledgedWriteIsLost(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts clusters and kills them")
	}
	data := filepath.Join(t.TempDir(), "d")
	args := []string{"dev", "--data", data, "--addr", "127.0.0.1:0"}
	server := start(t, nil, args...)
	token := server.enter(t)
	var j journal
	for round := range 3 {
		writeUntilKilled(t, server, token, &j, int64(40*(round+1)))
		server = start(t, nil, args...)
		for _, id := range j.unknown {
			if status, _, text, err := server.ask("POST", "/api/v1/weights", token, weighing(id)); err != nil || status != http.StatusCreated {
				t.Errorf("%s sent again: %d %s %v", id, status, text, err)
			}
			j.acknowledged = append(j.acknowledged, id)
		}
		j.unknown = nil
	}
	stored := map[string]int{}
	for cursor := ""; ; {
		_, _, text, err := server.ask("GET", "/api/v1/weights?limit=100"+cursor, token, "")
		var page struct {
			Items []struct{ ID string }
			Next  string `json:"next_cursor"`
		}
		if err != nil || json.Unmarshal([]byte(text), &page) != nil {
			t.Fatalf("read back: %s %v", text, err)
		}
		for _, item := range page.Items {
			stored[item.ID]++
		}
		if page.Next == "" {
			break
		}
		cursor = "&cursor=" + page.Next
	}
	for _, id := range j.acknowledged {
		if stored[id] != 1 {
			t.Errorf("%s was acknowledged and is there %d times", id, stored[id])
		}
	}
	if len(stored) != len(j.acknowledged) || len(stored) < 100 {
		t.Errorf("%d are there, %d were acknowledged", len(stored), len(j.acknowledged))
	}
}

func weighing(id string) string { return fmt.Sprintf(`{"id":%q,"weight_kg":70.5}`, id) }

// writeUntilKilled writes from four devices and kills the server after so many acknowledged writes.
func writeUntilKilled(t *testing.T, server *process, token string, j *journal, until int64) {
	t.Helper()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for {
				id := spotter.NewID[any](time.Now()).String()
				status, _, text, err := server.ask("POST", "/api/v1/weights", token, weighing(id))
				j.note(id, err == nil && status == http.StatusCreated)
				if err != nil {
					return
				}
				if status != http.StatusCreated {
					t.Errorf("%d %s", status, text)
					return
				}
			}
		})
	}
	eventually(t, "writes are acknowledged", func() bool { return j.acknowledging.Load() >= until })
	if err := server.Process.Kill(); err != nil {
		t.Error(err)
	}
	wg.Wait()
	_ = server.wait(t)
}

// TestPostgresIsKilledUnderLoad kills the database of a serve that goes on: meanwhile answers are problems
// with Retry-After that show nothing of the inside, and after it all is well without a restart.
func TestPostgresIsKilledUnderLoad(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts a cluster and kills it")
	}
	config := local.PostgresConfig{DataDir: filepath.Join(t.TempDir(), "d")}
	pg := startCluster(t, config)
	if err := (&program{now: time.Now}).prepareDatabase(t.Context(), pg.DSN("postgres", "postgres"), pg.DSN(postgres.RoleOwner, "spotter"), "spotter"); err != nil {
		t.Fatal(err)
	}
	server := start(t, []string{"DATABASE_URL=" + pg.DSN(postgres.RoleApp, "spotter"), "JWT_SECRET=" + goodSecret, "SPOTTER_ADDR=127.0.0.1:0"}, "serve")
	token := server.enter(t)
	ready := func() int { status, _, _, _ := server.ask("GET", "/readyz", "", ""); return status }
	if status := ready(); status != http.StatusOK {
		t.Fatalf("ready before: %d", status)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	var served, unavailable atomic.Int64
	for n := range 6 {
		wg.Go(func() {
			for ctx.Err() == nil {
				judge(t, server, n, token, &served, &unavailable)
			}
		})
	}
	eventually(t, "requests are served", func() bool { return served.Load() > 50 })
	if err := syscall.Kill(pidOf(t, config.DataDir), syscall.SIGKILL); err != nil {
		t.Error(err)
	}
	eventually(t, "the outage shows", func() bool { return unavailable.Load() > 20 && ready() == http.StatusServiceUnavailable })
	<-pg.Done()
	_ = pg.Stop(t.Context())
	again := startCluster(t, config)
	before := served.Load()
	eventually(t, "all is well again", func() bool { return ready() == http.StatusOK && served.Load() > before+50 })
	cancel()
	wg.Wait()
	if err := server.Process.Signal(syscall.SIGTERM); err != nil {
		t.Error(err)
	}
	if err := server.wait(t); err != nil {
		t.Errorf("SIGTERM: %v\n%s", err, server.log)
	}
	_ = again.Stop(context.WithoutCancel(t.Context()))
}

func startCluster(t *testing.T, config local.PostgresConfig) *local.Postgres {
	t.Helper()
	pg, err := local.StartPostgres(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pg.Stop(context.WithoutCancel(t.Context())) })
	return pg
}

// judge sends a read or a write and holds the answer to what an outage may look like.
func judge(t *testing.T, server *process, n int, token string, served, unavailable *atomic.Int64) {
	t.Helper()
	method, path, body, want := "GET", "/api/v1/onboarding", "", http.StatusOK
	if n%2 == 0 {
		method, path, body, want = "POST", "/api/v1/water/logs", `{"ml":100}`, http.StatusCreated
	}
	status, header, text, err := server.ask(method, path, token, body)
	switch {
	case err != nil:
		t.Errorf("%s %s: %v", method, path, err)
	case status == want:
		served.Add(1)
	case status == http.StatusServiceUnavailable && header.Get("Retry-After") != "" && header.Get("Content-Type") == "application/problem+json":
		unavailable.Add(1)
	default:
		t.Errorf("%s %s: %d, Retry-After %q: %s", method, path, status, header.Get("Retry-After"), text)
	}
	for _, inside := range []string{"SQLSTATE", "select ", "socket", "pgx", "FATAL"} {
		if bytes.Contains([]byte(text), []byte(inside)) {
			t.Errorf("%s %s shows the inside: %s", method, path, text)
		}
	}
}
