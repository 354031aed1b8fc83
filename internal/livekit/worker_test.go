package livekit_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/golang-jwt/jwt/v5"

	"spotter/internal/livekit"
	"spotter/internal/livekit/servertest"
)

const agentName = "spotter"

// patience is how long a test waits for what takes milliseconds on a machine that is not busy.
const patience = time.Minute

// stage is a server with a service over it.
type stage struct {
	*livekit.Service

	server *servertest.Server
	access livekit.Access
}

func newStage(t *testing.T, webhook string) *stage {
	t.Helper()
	server := servertest.Start(t, webhook)
	access := livekit.Access{URL: server.URL(), Key: server.Key, Secret: server.Secret}
	service, err := livekit.NewService(access, agentName, nil, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	return &stage{service, server, access}
}

// crew is a worker with the jobs that it was given.
type crew struct {
	*livekit.Worker

	jobs    chan livekit.Job
	ends    chan error // how each session's context ended
	release chan error // ends one session
	seen    outcomes
	stop    context.CancelFunc
	stopped chan struct{}
}

type outcomes struct {
	mu  sync.Mutex
	all map[string]int
}

func (o *outcomes) Registered(bool)   {}
func (o *outcomes) Sessions(int, int) {}
func (o *outcomes) Job(outcome string, _ time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.all == nil {
		o.all = map[string]int{}
	}
	o.all[outcome]++
}

func (o *outcomes) count(outcome string) int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.all[outcome]
}

func (s *stage) crew(t *testing.T, change func(*livekit.WorkerConfig)) *crew {
	t.Helper()
	c := &crew{jobs: make(chan livekit.Job, 200), ends: make(chan error, 200), release: make(chan error, 200), stopped: make(chan struct{})}
	config := livekit.WorkerConfig{Access: s.access, Agent: agentName, Version: "test", Capacity: 2, Drain: patience, Observe: &c.seen,
		Now: time.Now, Log: slog.New(slog.DiscardHandler), Handle: func(ctx context.Context, job livekit.Job) error {
			c.jobs <- job
			select {
			case err := <-c.release:
				return err
			case <-ctx.Done():
				c.ends <- context.Cause(ctx)
				return ctx.Err()
			}
		}}
	if change != nil {
		change(&config)
	}
	var err error
	if c.Worker, err = livekit.NewWorker(config); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	c.stop = stop
	go func() {
		defer close(c.stopped)
		if err := c.Run(ctx); err != nil {
			t.Error(err)
		}
	}()
	t.Cleanup(func() {
		stop()
		close(c.release) // whoever runs ends well
		<-c.stopped
	})
	eventually(t, "the worker to register", c.Registered)
	return c
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	limit, tick := time.After(patience), time.NewTicker(5*time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-tick.C:
		case <-limit:
			t.Fatalf("waited %s for %s", patience, what)
		}
	}
}

func next[T any](t *testing.T, what string, from <-chan T) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(patience):
		t.Fatalf("waited %s for %s", patience, what)
		panic("unreachable")
	}
}

// quiet wants nothing to come for longer than the server takes to offer a job.
func quiet[T any](t *testing.T, what string, from <-chan T) {
	t.Helper()
	select {
	case v := <-from:
		t.Fatalf("%s: %v", what, v)
	case <-time.After(1500 * time.Millisecond):
	}
}

func (s *stage) open(t *testing.T, room string) {
	t.Helper()
	if err := s.Open(t.Context(), room, "about "+room); err != nil {
		t.Fatal(err)
	}
}

// given opens a room and is what comes of it in a worker. The server asks for an agent once, and no more when no worker
// answers it in time, as on a busy machine; who tends calls asks again then, and so does this.
func given[T any](t *testing.T, s *stage, room string, from <-chan T) T {
	t.Helper()
	s.open(t, room)
	for tries := 1; ; tries++ {
		select {
		case v := <-from:
			return v
		case <-time.After(patience / 6):
		}
		if tries == 6 {
			t.Fatalf("nothing came of the room %s", room)
		}
		s.dispatch(t, room)
	}
}

func TestTheAgentIsThereBeforeThePerson(t *testing.T) {
	t.Parallel()
	s := newStage(t, "")
	c := s.crew(t, nil)
	job := given(t, s, "one", c.jobs)
	if job.Room != "one" || job.Metadata != "about one" || job.Token == "" || job.URL != s.server.URL() || !strings.HasPrefix(job.Identity, "coach-") {
		t.Errorf("%+v", job)
	}
	if c.Sessions() != 1 || c.Ready(t.Context()) != nil {
		t.Errorf("%d sessions, %v", c.Sessions(), c.Ready(t.Context()))
	}
	c.release <- nil
	eventually(t, "the session's end", func() bool { return c.Sessions() == 0 && c.seen.count("done") == 1 })
}

func TestAWorkerRefusesAboveItsCapacity(t *testing.T) {
	t.Parallel()
	s := newStage(t, "")
	c := s.crew(t, nil) // two at once
	for _, room := range []string{"one", "two", "three", "four"} {
		s.open(t, room)
	}
	next(t, "the first job", c.jobs)
	next(t, "the second job", c.jobs)
	quiet(t, "a job above the capacity", c.jobs)
	c.release <- nil
	eventually(t, "a free place", func() bool { return c.Sessions() == 1 })
	eventually(t, "a job in the free place", func() bool {
		s.dispatch(t, "three") // the server knows of the place after a while
		select {
		case <-c.jobs:
			return true
		case <-time.After(500 * time.Millisecond):
			return false
		}
	})
	if n := c.Sessions(); n != 2 {
		t.Errorf("%d sessions, and 2 is the capacity", n)
	}
}

// enter stands in a room by signalling alone: enough for the server to count it.
func enter(t *testing.T, url, token string) *websocket.Conn {
	t.Helper()
	conn, _, err := websocket.Dial(t.Context(), url+"/rtc?protocol=15&sdk=go&version=1&auto_subscribe=1&access_token="+token, nil) //nolint:bodyclose // none after an upgrade
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.CloseNow() })
	go func() {
		for {
			if _, _, err := conn.Read(context.WithoutCancel(t.Context())); err != nil {
				return
			}
		}
	}()
	return conn
}

func (s *stage) dispatch(t *testing.T, room string) {
	t.Helper()
	if err := s.Dispatch(t.Context(), room, "again", ""); err != nil {
		t.Fatal(err)
	}
}

func TestSeveralWorkersShareTheLoad(t *testing.T) {
	t.Parallel()
	s := newStage(t, "")
	a, b := s.crew(t, nil), s.crew(t, nil)
	for _, room := range []string{"one", "two", "three", "four"} {
		s.open(t, room)
		eventually(t, room+" to have its agent", func() bool {
			select {
			case <-a.jobs:
				return true
			case <-b.jobs:
				return true
			case <-time.After(3 * time.Second): // an offer may have gone to one that was full by then
				s.dispatch(t, room)
				return false
			}
		})
	}
	if a.Sessions() != 2 || b.Sessions() != 2 {
		t.Errorf("%d and %d sessions", a.Sessions(), b.Sessions())
	}
}

func TestTheServerEndsAJob(t *testing.T) {
	t.Parallel()
	s := newStage(t, "")
	c := s.crew(t, nil)
	job := given(t, s, "one", c.jobs)
	enter(t, job.URL, job.Token)
	var ended error
	eventually(t, "the session's end", func() bool {
		s.recall(t, "one") // until the server itself knows of the job that it gave away
		select {
		case ended = <-c.ends:
			return true
		case <-time.After(500 * time.Millisecond):
			return false
		}
	})
	if !errors.Is(ended, livekit.ErrTerminated) {
		t.Errorf("it ended for %v", ended)
	}
	if err := errors.Join(s.Close(t.Context(), "one"), s.Close(t.Context(), "one"), s.Dispatch(t.Context(), "one", "", "nobody")); err != nil {
		t.Errorf("a room that is gone: %v", err)
	}
}

// recall deletes what agents were asked for in a room, as an operator does.
func (s *stage) recall(t *testing.T, room string) {
	t.Helper()
	var listed struct {
		Dispatches []struct {
			ID string `json:"id"`
		} `json:"agent_dispatches"`
	}
	s.operate(t, "ListDispatch", room, map[string]string{"room": room}, &listed)
	for _, d := range listed.Dispatches {
		s.operate(t, "DeleteDispatch", room, map[string]string{"room": room, "dispatch_id": d.ID}, &struct{}{})
	}
}

func (s *stage) operate(t *testing.T, method, room string, in, out any) {
	t.Helper()
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"iss": s.server.Key, "exp": time.Now().Add(time.Minute).Unix(),
		"video": map[string]any{"room": room, "roomAdmin": true}}).SignedString([]byte(s.server.Secret))
	if err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http"+strings.TrimPrefix(s.server.URL(), "ws")+"/twirp/livekit.AgentDispatchService/"+method, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if err := json.NewDecoder(response.Body).Decode(out); err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d, %v", method, response.StatusCode, err)
	}
}

func TestAPanicEndsOnlyItsSession(t *testing.T) {
	t.Parallel()
	s := newStage(t, "")
	began := make(chan string, 10)
	c := s.crew(t, func(config *livekit.WorkerConfig) {
		config.Handle = func(ctx context.Context, job livekit.Job) error {
			began <- job.Room
			if job.Room == "bad" {
				panic("on purpose")
			}
			<-ctx.Done()
			return nil
		}
		config.Drain = 0
	})
	given(t, s, "good", began)
	given(t, s, "bad", began)
	eventually(t, "the panic to be over", func() bool { return c.seen.count("panicked") == 1 })
	if c.Sessions() != 1 || !c.Registered() {
		t.Errorf("%d sessions, registered %v", c.Sessions(), c.Registered())
	}
}

func TestAWorkerDrains(t *testing.T) {
	t.Parallel()
	s := newStage(t, "")
	c := s.crew(t, nil)
	given(t, s, "one", c.jobs)
	c.stop()
	eventually(t, "the worker to stop taking calls", func() bool { return c.Ready(t.Context()) != nil })
	s.open(t, "two")
	quiet(t, "a job while draining", c.jobs)
	quiet(t, "the end of a call that goes on", c.ends)
	if !c.Registered() {
		t.Error("the connection is gone while a call goes on")
	}
	c.release <- nil
	next(t, "the worker's end", c.stopped)
}

func TestDrainingHasALimit(t *testing.T) {
	t.Parallel()
	s := newStage(t, "")
	c := s.crew(t, func(config *livekit.WorkerConfig) { config.Drain = 10 * time.Millisecond })
	given(t, s, "one", c.jobs)
	c.stop()
	if err := next(t, "the session's end", c.ends); !errors.Is(err, livekit.ErrDrained) {
		t.Errorf("it ended for %v", err)
	}
	next(t, "the worker's end", c.stopped)
}

func TestAWorkerOutlivesTheServer(t *testing.T) {
	t.Parallel()
	s := newStage(t, "")
	c := s.crew(t, nil)
	given(t, s, "one", c.jobs)
	before := s.server.Pid()
	s.server.Kill(t)
	eventually(t, "the worker to notice", func() bool { return !c.Registered() })
	began := time.Now()
	eventually(t, "the worker to register again", c.Registered)
	t.Logf("registered again %s after it noticed", time.Since(began).Round(time.Millisecond))
	if s.server.Pid() == before {
		t.Error("the server was not restarted")
	}
	if c.Sessions() != 1 {
		t.Error("the session did not outlive the connection")
	}
	eventually(t, "a job on the new server", func() bool {
		s.dispatch(t, "two")
		select {
		case <-c.jobs:
			return true
		case <-time.After(time.Second):
			return false
		}
	})
}

func TestAHundredSessionsLeaveNothing(t *testing.T) { //nolint:paralleltest // it counts the process's goroutines
	s := newStage(t, "")
	c := s.crew(t, nil)
	one := func(room string) {
		given(t, s, room, c.jobs)
		c.release <- nil
		eventually(t, "its end", func() bool { return c.Sessions() == 0 })
		if err := s.Close(t.Context(), room); err != nil {
			t.Fatal(err)
		}
	}
	one("warm")
	before := runtime.NumGoroutine()
	for range 100 {
		one("again")
	}
	eventually(t, "the goroutines of its sessions to end", func() bool { return runtime.NumGoroutine() <= before })
	if rooms, err := s.Rooms(t.Context()); err != nil || len(rooms) != 0 {
		t.Errorf("rooms %v, %v", rooms, err)
	}
	if done := c.seen.count("done"); done != 101 {
		t.Errorf("%d sessions ended well", done)
	}
}
