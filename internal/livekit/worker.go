package livekit

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"
)

// Times of the worker protocol.
const (
	statusEvery   = 2500 * time.Millisecond // the load is told
	pingEvery     = 10 * time.Second
	deafAfter     = 25 * time.Second // without a word of the server's the connection counts as dead
	assignWait    = 10 * time.Second // between our yes and the assignment
	firstRetry    = 250 * time.Millisecond
	lastRetry     = 8 * time.Second
	steadyAfter   = 10 * time.Second // a connection that held so long begins the waits afresh
	writeWait     = 5 * time.Second
	unwindWait    = 10 * time.Second // for sessions to end once they were told to
	mostFrame     = 1 << 20
	protocolLevel = "1"
)

// fullLoad is the load that we tell at capacity. LiveKit gives no job to a worker above 0.7 unless it is told
// otherwise (agents.target_load), so that a higher scale would leave a part of the capacity unused.
const fullLoad = 0.7

// Causes of a session's end by its context.
var (
	ErrTerminated = errors.New("the server ended the job")
	ErrDrained    = errors.New("this worker stops, and the time for calls to end by themselves is over")
)

// Job is a call that the server has given to this worker.
type Job struct {
	ID       string
	URL      string // of the server, to join by
	Token    string // of the agent, for this room only
	Room     string
	Identity string // of the agent in the room
	Metadata string // what was given when the agent was asked for
}

// WorkerObserver is told what a worker does. Its methods must return at once.
type WorkerObserver interface {
	Registered(bool)
	Sessions(now, capacity int)
	Job(outcome string, took time.Duration) // done, failed, panicked, refused
}

// WorkerConfig is what a worker is made of.
type WorkerConfig struct {
	Access   Access
	Agent    string // the name that rooms ask for
	Version  string
	Capacity int                              // sessions at once
	Drain    time.Duration                    // how long calls may go on once the worker is to stop
	Handle   func(context.Context, Job) error // one session, to its end; its context ends when it must
	Observe  WorkerObserver                   // may be nil
	Now      func() time.Time
	Log      *slog.Logger
}

// Worker offers this process to a LiveKit server as an agent, and runs a session for each job as goroutines of its
// own. A panic in one ends only that one.
type Worker struct {
	WorkerConfig

	ending   sync.WaitGroup // sessions
	mu       sync.Mutex
	line     *line // nil while there is no connection
	jobs     map[string]*session
	promised map[string]promise
	draining bool
	changed  chan struct{} // one place: the load is to be told at once
}

// session is a job that runs.
type session struct{ cancel context.CancelCauseFunc }

// promise is a yes that waits for the assignment; its place is kept until then.
type promise struct {
	identity string
	until    time.Time
}

// NewWorker makes a worker; Run connects it.
func NewWorker(c WorkerConfig) (*Worker, error) {
	if err := c.Access.Check(); err != nil {
		return nil, err
	}
	if c.Capacity < 1 || c.Agent == "" || c.Handle == nil {
		return nil, errors.New("a worker needs an agent's name, a capacity and a handler")
	}
	if c.Observe == nil {
		c.Observe = unobserved{}
	}
	return &Worker{WorkerConfig: c, jobs: map[string]*session{}, promised: map[string]promise{}, changed: make(chan struct{}, 1)}, nil
}

// Run keeps the worker registered until ctx ends. Then it takes no job any more, lets calls go on for as long as Drain,
// ends those that are left, and returns nil. The server's absence is no error: it tries again, more and more rarely.
func (w *Worker) Run(ctx context.Context) error {
	staying, leave := context.WithCancel(context.WithoutCancel(ctx))
	defer leave()
	connected := make(chan struct{})
	go func() {
		defer close(connected)
		w.stayConnected(staying)
	}()
	<-ctx.Done()
	w.drain()
	leave()
	<-connected
	return nil
}

// Registered reports whether the server knows this worker now.
func (w *Worker) Registered() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.line != nil
}

// Ready is nil while the server knows this worker and it is not stopping; else it says why not.
func (w *Worker) Ready(context.Context) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.draining:
		return errors.New("the worker stops")
	case w.line == nil:
		return errors.New("the LiveKit server does not answer")
	}
	return nil
}

// Sessions counts those that run.
func (w *Worker) Sessions() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.jobs)
}

// stayConnected connects again whenever the connection is lost, until ctx ends.
func (w *Worker) stayConnected(ctx context.Context) {
	wait := firstRetry
	for ctx.Err() == nil {
		began := w.Now()
		err := w.connect(ctx)
		if ctx.Err() != nil {
			return
		}
		if w.Now().Sub(began) > steadyAfter {
			wait = firstRetry
		}
		pause := wait/2 + rand.N(wait/2) //nolint:gosec // so that many workers do not come back at once
		w.Log.WarnContext(ctx, "the LiveKit server is away", "retry", pause.Round(time.Millisecond), "sessions", w.Sessions(), "error", err)
		timer := time.NewTimer(pause)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
		}
		wait = min(2*wait, lastRetry)
	}
}

// drain stops taking jobs at once, waits for sessions until Drain is over, then ends them.
func (w *Worker) drain() {
	w.mu.Lock()
	w.draining = true
	clear(w.promised)
	left := len(w.jobs)
	w.mu.Unlock()
	w.tellSoon()
	w.Log.Info("the voice worker takes no more calls", "sessions", left, "limit", w.Drain)
	if waitFor(&w.ending, w.Drain) {
		return
	}
	w.mu.Lock()
	for _, s := range w.jobs {
		s.cancel(ErrDrained)
	}
	w.mu.Unlock()
	if !waitFor(&w.ending, unwindWait) {
		w.Log.Error("sessions do not end", "sessions", w.Sessions())
	}
}

// waitFor reports whether a group ended in time.
func waitFor(group *sync.WaitGroup, limit time.Duration) bool {
	done := make(chan struct{})
	go func() {
		group.Wait()
		close(done)
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-done:
		return true
	case <-timer.C:
		return false
	}
}

// tellSoon has the load told now instead of at the next tick.
func (w *Worker) tellSoon() {
	select {
	case w.changed <- struct{}{}:
	default:
	}
}

// guarded runs the handler and turns a panic into an error.
func (w *Worker) guarded(ctx context.Context, job Job) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &panicked{fmt.Sprint(r)}
		}
	}()
	return w.Handle(ctx, job)
}

type panicked struct{ what string }

func (p *panicked) Error() string { return "panic: " + p.what }

type unobserved struct{}

func (unobserved) Registered(bool)           {}
func (unobserved) Sessions(int, int)         {}
func (unobserved) Job(string, time.Duration) {}
