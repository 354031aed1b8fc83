package main

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"spotter/internal/livekit"
	"spotter/internal/livekit/livekittest"
	"spotter/internal/livekit/servertest"
	"spotter/internal/local"
)

// exchange is a serve over a database and a LiveKit server of its own, with one person.
type exchange struct {
	*process

	environ []string
	rooms   *livekit.Service
	token   string
}

func newExchange(t *testing.T) *exchange {
	t.Helper()
	server := servertest.Start(t, "")
	dsn, _ := migratedDatabase(t)
	x := &exchange{environ: []string{"DATABASE_URL=" + dsn, "JWT_SECRET=" + goodSecret, "SPOTTER_ADDR=127.0.0.1:0",
		"LIVEKIT_URL=" + server.URL(), "LIVEKIT_API_KEY=" + server.Key, "LIVEKIT_API_SECRET=" + server.Secret}}
	var err error
	x.rooms, err = livekit.NewService(livekit.Access{URL: server.URL(), Key: server.Key, Secret: server.Secret}, "spotter", nil, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	x.process = start(t, x.environ, "serve")
	x.token = x.enter(t)
	return x
}

// worker starts a voice worker and waits until it takes calls.
func (x *exchange) worker(t *testing.T) *process {
	t.Helper()
	w := start(t, append([]string{"SPOTTER_METRICS_ADDR=127.0.0.1:0"}, x.environ...), "voice")
	eventually(t, "the worker is ready", func() bool { return get(t, w.url+"/readyz") == http.StatusOK })
	return w
}

func get(t *testing.T, url string) int {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		return 0
	}
	_, _ = io.Copy(io.Discard, answer.Body)
	_ = answer.Body.Close()
	return answer.StatusCode
}

// call is a person in a room.
type call struct {
	*livekittest.Person

	id, room string
	answered int
}

func (x *exchange) call(t *testing.T) *call {
	t.Helper()
	status, _, text, err := x.ask("POST", "/api/v1/voice/sessions", x.token, "{}")
	var grant struct{ ID, Room, URL, Token string }
	if err != nil || status != http.StatusCreated || json.Unmarshal([]byte(text), &grant) != nil {
		t.Fatalf("%d %s %v", status, text, err)
	}
	p, err := livekittest.NewPerson(t.Context(), strings.Replace(grant.URL, "ws", "http", 1), grant.Token, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	c := &call{Person: p, id: grant.ID, room: grant.Room}
	eventually(t, "the coach is in the room", func() bool { return x.agent(t, c) != "" }) // what is written before reaches nobody
	return c
}

// says writes into the room and waits for the coach's answer.
func (c *call) says(t *testing.T, text string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := c.Type(ctx, text); err != nil {
		t.Fatal(err)
	}
	if !c.Await(ctx, func() bool { return len(c.Texts("lk.transcription")) > c.answered }) {
		t.Fatalf("nobody answered %q", text)
	}
	c.answered++
	return c.Texts("lk.transcription")[c.answered-1].Body
}

// detail is the session as the API shows it.
func (x *exchange) detail(t *testing.T, c *call) (d struct {
	State, Reason string
	AgentPresent  bool `json:"agent_present"`
	Transcript    []struct{ Role, Content string }
}) {
	t.Helper()
	status, _, text, err := x.ask("GET", "/api/v1/voice/sessions/"+c.id, x.token, "")
	if err != nil || status != http.StatusOK || json.Unmarshal([]byte(text), &d) != nil {
		t.Fatalf("%d %s %v", status, text, err)
	}
	return d
}

// agent is the identity of the coach in the room, empty when there is none.
func (x *exchange) agent(t *testing.T, c *call) string {
	t.Helper()
	there, err := x.rooms.Participants(t.Context(), c.room)
	if err != nil {
		return "" // the room is being made again
	}
	for _, identity := range there {
		if strings.HasPrefix(identity, "coach-") {
			return identity
		}
	}
	return ""
}

// TestACallOutlivesItsWorker kills the worker of a call, wants another in the room with what was said before, then has
// that one drain.
func TestACallOutlivesItsWorker(t *testing.T) {
	t.Parallel()
	x := newExchange(t)
	first := x.worker(t)
	c := x.call(t)
	before := x.agent(t, c)
	c.says(t, "hello")
	eventually(t, "the call is under way", func() bool {
		d := x.detail(t, c)
		return d.State == "active" && d.AgentPresent && len(d.Transcript) >= 2
	})
	second := x.worker(t)
	killed := time.Now()
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "another coach is in the room", func() bool { a := x.agent(t, c); return a != "" && a != before })
	t.Logf("another agent was there %s after the kill", time.Since(killed).Round(100*time.Millisecond))
	c.says(t, "are you there?")
	eventually(t, "both were heard", func() bool {
		d := x.detail(t, c)
		return len(d.Transcript) >= 4 && d.Transcript[0].Content == "hello"
	})
	if err := second.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the worker takes no more calls", func() bool { return get(t, second.url+"/readyz") == http.StatusServiceUnavailable })
	c.says(t, "and now?")
	if status, _, text, err := x.ask("DELETE", "/api/v1/voice/sessions/"+c.id, x.token, ""); err != nil || status != http.StatusNoContent {
		t.Fatalf("%d %s %v", status, text, err)
	}
	if err := second.wait(t); err != nil {
		t.Errorf("the drained worker: %v\n%s", err, second.log)
	}
	if rooms, err := x.rooms.Rooms(t.Context()); err != nil || len(rooms) != 0 {
		t.Errorf("rooms %v, %v", rooms, err)
	}
}

// TestAWorkerTakesOverWhenItComes kills the only worker; the next that starts has the call.
func TestAWorkerTakesOverWhenItComes(t *testing.T) {
	t.Parallel()
	x := newExchange(t)
	first := x.worker(t)
	c := x.call(t)
	c.says(t, "hello")
	before := x.agent(t, c)
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	x.worker(t)
	eventually(t, "the coach is in the room", func() bool { a := x.agent(t, c); return a != "" && a != before })
	c.says(t, "are you there?")
}

// TestDevServesCalls has dev start its own server, talks, kills that server, talks again, and kills dev, which leaves
// nothing running.
func TestDevServesCalls(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts clusters")
	}
	data := filepath.Join(t.TempDir(), "d")
	dev := start(t, []string{"SPOTTER_LIVEKIT_BIN=" + servertest.Binary(t)}, "dev", "--data", data, "--addr", "127.0.0.1:0")
	eventually(t, "the start is over", func() bool { return strings.Contains(dev.log.String(), "Ctrl-C") })
	told := regexp.MustCompile(`Voice +LiveKit server on (ws://127\.0\.0\.1:\d+)`).FindStringSubmatch(dev.log.String())
	if told == nil {
		t.Fatalf("dev does not say that voice is on:\n%s", dev.log)
	}
	secrets, err := local.LoadSecrets(data)
	if err != nil {
		t.Fatal(err)
	}
	rooms, err := livekit.NewService(livekit.Access{URL: told[1], Key: secrets.LiveKitKey, Secret: secrets.LiveKitSecret}, "spotter", nil, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	x := &exchange{process: dev, rooms: rooms, token: dev.enter(t)}
	c := x.call(t)
	c.says(t, "hello")
	eventually(t, "the webhook or the agent has told that the person is there", func() bool { return x.detail(t, c).State == "active" })
	if err := syscall.Kill(serverOf(t, dev), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the server is back", func() bool { _, err := rooms.Rooms(t.Context()); return err == nil })
	again := x.call(t)
	if d := x.detail(t, c); d.Reason != "replaced" {
		t.Errorf("%+v", d)
	}
	again.says(t, "are you there?")
	server := serverOf(t, dev)
	if err := dev.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = dev.wait(t)
	eventually(t, "the killed dev's server is gone", func() bool { return syscall.Kill(server, 0) != nil })
}

// serverOf is the LiveKit server among a process's children.
func serverOf(t *testing.T, dev *process) int {
	t.Helper()
	children, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil || len(children) == 0 {
		t.Skip("this system does not tell of children")
	}
	parent := " " + strconv.Itoa(dev.Process.Pid) + " "
	for _, name := range children {
		stat, err := os.ReadFile(name)
		_, rest, found := strings.Cut(string(stat), ") ")
		if err == nil && found && strings.Contains(string(stat), "(livekit") && strings.HasPrefix(rest[1:], parent) {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(name)))
			return pid
		}
	}
	t.Fatalf("dev has no LiveKit server:\n%s", dev.log)
	return 0
}
