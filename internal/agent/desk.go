package agent

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"log/slog"
	"sync"
	"time"

	"spotter"
)

// Port carries news between processes. What is lost on it is read from rows.
type Port interface {
	Publish(ctx context.Context, channel string, payload []byte) error
	// Subscribe calls message for each payload, one at a time, until ctx ends. live says whether payloads come
	// from now on.
	Subscribe(ctx context.Context, channel string, message func(payload []byte), live func(bool)) error
}

// DeskConfig is what a Desk is made of. Zero times take their defaults.
type DeskConfig struct {
	Port  Port          // nil: other processes are looked after by the poll alone
	Grace time.Duration // how long a turn goes on when nobody follows it any more; 10 s
	Wait  time.Duration // how long a message waits for the end of the turn before; 30 s
	Poll  time.Duration // how often rows are looked at while news do not come; 1 s
	Check time.Duration // and while they do; 10 s
}

// Desk is where turns are sent to and followed: a turn outlives the request that began it, and any number of devices
// may follow it. Safe for concurrent use.
type Desk struct {
	agents *Agents
	c      DeskConfig
	stop   context.CancelCauseFunc // ends every turn
	all    context.Context
	closed chan struct{} // no turn begins any more
	shut   func()
	turns  sync.WaitGroup

	mu       sync.Mutex
	live     map[spotter.UserID]*stream
	watchers map[spotter.UserID]*watch
}

// watch is closed when a turn of a person begins here, and made anew, as long as somebody watches.
type watch struct {
	begins  chan struct{}
	holders int
}

// NewDesk makes a desk over agents.
func NewDesk(agents *Agents, c DeskConfig) *Desk {
	for field, value := range map[*time.Duration]time.Duration{&c.Grace: 10 * time.Second, &c.Wait: 30 * time.Second, &c.Poll: time.Second, &c.Check: 10 * time.Second} {
		if *field == 0 {
			*field = value
		}
	}
	d := &Desk{agents: agents, c: c, closed: make(chan struct{}), live: map[spotter.UserID]*stream{}, watchers: map[spotter.UserID]*watch{}}
	d.shut = sync.OnceFunc(func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		close(d.closed)
	})
	d.all, d.stop = context.WithCancelCause(context.Background())
	return d
}

// errShutdown is the cause with which a stopping process ends turns.
var errShutdown = errors.New("agent: the process is stopping")

// Close lets no turn begin any more and waits for those that run, until ctx ends; then it ends them, which stores
// what was said, and waits for that. Who follows a person is sent home at once, who follows a turn at its end.
func (d *Desk) Close(ctx context.Context) {
	d.shut()
	over := make(chan struct{})
	go func() {
		d.turns.Wait()
		close(over)
	}()
	select {
	case <-over:
	case <-ctx.Done():
	}
	d.stop(errShutdown)
	<-over
}

// closing is told to whoever comes too late.
func closing() error {
	return &spotter.Error{Code: spotter.CodeUnavailable, Detail: "shutting_down", RetryAfter: time.Second, Message: "This server is restarting; send it again in a moment."}
}

// Send begins a turn and yields its events to the end. While another turn of the person runs it waits for that one's end,
// up to 30 s, and then is CodeConflict turn_running. A repeat of caller.Once yields the turn that it began. When the caller
// leaves and nobody else follows, the turn goes on for the grace and is then interrupted.
func (d *Desk) Send(ctx context.Context, caller spotter.Caller, in spotter.TurnInput) iter.Seq2[spotter.ChatEvent, error] {
	return func(yield func(spotter.ChatEvent, error) bool) {
		s, turn, err := d.begin(ctx, caller, in)
		switch {
		case err != nil:
			yield(spotter.ChatEvent{}, err)
		case s != nil:
			s.read(ctx, 0, func(e spotter.ChatEvent) bool { return yield(e, nil) })
		default:
			d.repeat(ctx, caller, turn, yield)
		}
	}
}

// Stop ends the person's turn that runs: here at once, on another instance within a second. What was said of an answer
// is kept as interrupted.
func (d *Desk) Stop(ctx context.Context, caller spotter.Caller) (spotter.TurnStop, error) {
	turn, err := d.agents.c.Coach.StopTurn(ctx, caller)
	if s := d.of(caller.User); err == nil && turn != nil && s != nil && s.turn == *turn {
		s.stop()
	}
	return spotter.TurnStop{Turn: turn}, err
}

// begin begins a turn; the stream is nil for a repeat.
func (d *Desk) begin(ctx context.Context, caller spotter.Caller, in spotter.TurnInput) (*stream, spotter.Turn, error) {
	limit, cancel := context.WithTimeout(ctx, d.c.Wait)
	defer cancel()
	for {
		s, turn, err := d.start(ctx, caller, in)
		if !spotter.HasDetail(err, "turn_running") {
			return s, turn, err
		}
		if d.awaitEnd(limit, caller.User) != nil {
			if ctx.Err() != nil {
				err = ctx.Err()
			}
			return nil, spotter.Turn{}, err
		}
	}
}

// enlist counts a turn that is about to begin, so that Close waits for it; false when the desk is closed.
func (d *Desk) enlist() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	select {
	case <-d.closed:
		return false
	default:
		d.turns.Add(1)
		return true
	}
}

// start begins a turn now, and runs it in a goroutine of its own. The stream is nil for a repeat.
func (d *Desk) start(ctx context.Context, caller spotter.Caller, in spotter.TurnInput) (*stream, spotter.Turn, error) {
	if !d.enlist() {
		return nil, spotter.Turn{}, closing()
	}
	turn, repeated, err := d.agents.c.Coach.BeginTurn(ctx, caller, in)
	if err != nil || repeated {
		d.turns.Done()
		return nil, turn, err
	}
	lasting := context.WithoutCancel(ctx)
	run, cancel := context.WithCancelCause(lasting)
	unlink := context.AfterFunc(d.all, func() { cancel(errShutdown) }) //nolint:contextcheck // the desk ends it, beside the grace
	s := newStream(turn.Number, d.graceful(cancel))
	s.stop = func() { cancel(errStopped) }
	d.enter(caller.User, s)
	leave := s.join() // the sender, who reads from now on
	go func() {
		defer d.turns.Done()
		defer d.leave(caller.User, s)
		defer unlink()
		defer cancel(nil)
		out := d.publisher(lasting, caller.User)
		d.agents.play(run, caller, turn, in, func(e spotter.ChatEvent) bool {
			s.add(e)
			out.send(e)
			return true
		})
		out.close()
	}()
	leave()
	return s, turn, nil
}

// graceful ends a turn when it has had no reader for the grace.
func (d *Desk) graceful(cancel context.CancelCauseFunc) func(readers int) {
	var timer *time.Timer
	return func(readers int) {
		if timer != nil {
			timer.Stop()
			timer = nil
		}
		if readers == 0 {
			timer = time.AfterFunc(d.c.Grace, func() { cancel(errGone) })
		}
	}
}

// enter makes a turn the person's live one.
func (d *Desk) enter(user spotter.UserID, s *stream) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.live[user] = s
	if w := d.watchers[user]; w != nil {
		close(w.begins)
		w.begins = make(chan struct{})
	}
}

// watch holds a watch on a person until release is called.
func (d *Desk) watch(user spotter.UserID) (release func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	w := d.watchers[user]
	if w == nil {
		w = &watch{begins: make(chan struct{})}
		d.watchers[user] = w
	}
	w.holders++
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		if w.holders--; w.holders == 0 {
			delete(d.watchers, user)
		}
	}
}

// begins is closed when the next turn of a person who is watched begins here.
func (d *Desk) begins(user spotter.UserID) <-chan struct{} {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.watchers[user].begins
}

func (d *Desk) leave(user spotter.UserID, s *stream) {
	d.mu.Lock()
	if d.live[user] == s {
		delete(d.live, user)
	}
	d.mu.Unlock()
	s.mu.Lock()
	s.left(1) // no timer outlives the turn
	s.left = nil
	s.mu.Unlock()
	s.end()
}

// of is the person's live turn, nil when there is none in this process.
func (d *Desk) of(user spotter.UserID) *stream {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.live[user]
}

// awaitEnd waits until a turn that runs somewhere may have ended, or ctx ends.
func (d *Desk) awaitEnd(ctx context.Context, user spotter.UserID) error {
	s := d.of(user)
	if s == nil {
		return pause(ctx, min(d.c.Poll, lookForEnd))
	}
	for n := 0; ; {
		events, over, changed := s.from(n)
		if n += len(events); over {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// lookForEnd is how often the end of a turn in another process is looked for by who waits to say something.
const lookForEnd = 250 * time.Millisecond

// repeat yields a turn that was begun before: the live one, or what is stored of it.
func (d *Desk) repeat(ctx context.Context, caller spotter.Caller, turn spotter.Turn, yield func(spotter.ChatEvent, error) bool) {
	if s := d.of(caller.User); s != nil && s.turn == turn.Number {
		s.read(ctx, 0, func(e spotter.ChatEvent) bool { return yield(e, nil) })
		return
	}
	d.agents.replay(ctx, caller, turn, yield)
}

// publisher sends a turn's events to other processes, in order, without holding the turn up. What does not fit is left
// to the rows.
type publisher struct {
	queue chan spotter.ChatEvent
	done  chan struct{}
}

// publishQueue is how many events may wait to be published; publishLimit how long one may take, and publishPause how long
// none is published after one that failed.
const (
	publishPause = time.Second
	publishQueue = 256
	publishLimit = 500 * time.Millisecond
)

func (d *Desk) publisher(ctx context.Context, user spotter.UserID) *publisher {
	p := &publisher{queue: make(chan spotter.ChatEvent, publishQueue), done: make(chan struct{})}
	if d.c.Port == nil {
		close(p.done)
		return p
	}
	go func() {
		defer close(p.done)
		var silent time.Time // who did not take one does not take the next at once
		for e := range p.queue {
			if d.agents.c.Now().Before(silent) {
				continue
			}
			ctx, cancel := context.WithTimeout(ctx, publishLimit)
			if err := d.c.Port.Publish(ctx, channelOf(user), mustJSON(e)); err != nil {
				silent = d.agents.c.Now().Add(publishPause)
				d.agents.c.Log.LogAttrs(ctx, slog.LevelDebug, "agent: news were not published", slog.Any("error", err))
			}
			cancel()
		}
	}()
	return p
}

func (p *publisher) send(e spotter.ChatEvent) {
	select {
	case p.queue <- e:
	default:
	}
}

func (p *publisher) close() {
	close(p.queue)
	<-p.done
}

func channelOf(user spotter.UserID) string { return "chat:" + user.String() }

// received reads what was published; what cannot be read is no news.
func received(payload []byte) (spotter.ChatEvent, bool) {
	var e spotter.ChatEvent
	err := json.Unmarshal(payload, &e)
	return e, err == nil && e.To > e.From
}
