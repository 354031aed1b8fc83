package redis

import (
	"context"
	"errors"
	"sync"
)

// flights lets concurrent misses of a key share one load, without handing anybody a value that was
// already replaced when they asked. The usual single flight does that: who joins a load under way gets
// what was read before they asked. Here, who comes while a load runs is given its value only
// when Redis has taken it (no write came between, see the package comment), and otherwise shares the
// next load, which begins after they came.
type flights struct {
	mu    sync.Mutex
	lines map[string]*line
}

// line is the loads of one key: at most one that runs and one that gathers callers.
type line struct{ running, next *flight }

type flight struct {
	done    chan struct{}
	waiting int  // callers of a flight that gathers
	sealed  bool // too late to be given the value when it is proved

	value  []byte
	err    error
	proved bool // Redis took the value
}

// work loads a value. It calls seal before it asks Redis to take the value; proved is the answer.
type work func(seal func()) (value []byte, proved bool, err error)

// do runs work for key, or waits for that of others. ok is false when what came is of no use to this caller,
// who may ask again.
func (g *flights) do(ctx context.Context, key string, w work) (value []byte, ok bool, err error) {
	g.mu.Lock()
	l := g.line(key)
	if l.running == nil {
		f := l.board()
		g.mu.Unlock()
		g.lead(key, l, f, w)
		return f.value, true, f.err
	}
	running, early := l.running, !l.running.sealed
	if l.next == nil {
		l.next = newFlight()
	}
	mine := l.next
	mine.waiting++
	g.mu.Unlock()

	select {
	case <-ctx.Done():
		g.leave(key, l, mine)
		return nil, true, ctx.Err()
	case <-running.done:
	}
	if early && running.proved {
		g.leave(key, l, mine)
		return running.value, true, nil
	}
	return g.follow(ctx, key, l, mine, w)
}

// follow takes a flight on which the caller has waited: as its leader, or as one of those who get its value.
func (g *flights) follow(ctx context.Context, key string, l *line, mine *flight, w work) ([]byte, bool, error) {
	g.mu.Lock()
	if l.running == nil && l.next == mine {
		l.board()
		g.mu.Unlock()
		g.lead(key, l, mine, w)
		return mine.value, true, mine.err
	}
	g.mu.Unlock()
	select {
	case <-ctx.Done():
		return nil, true, ctx.Err()
	case <-mine.done:
	}
	ended := errors.Is(mine.err, context.Canceled) || errors.Is(mine.err, context.DeadlineExceeded)
	return mine.value, !ended, mine.err
}

// lead does the work of a flight and ends it, even when the work panics.
func (g *flights) lead(key string, l *line, f *flight, w work) {
	f.err = errAbandoned
	defer func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		l.running = nil
		g.tidy(key, l)
		close(f.done)
	}()
	f.value, f.proved, f.err = w(func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		f.sealed = true
	})
}

// leave is for a caller who waits no longer.
func (g *flights) leave(key string, l *line, f *flight) {
	g.mu.Lock()
	defer g.mu.Unlock()
	f.waiting--
	g.tidy(key, l)
}

func (g *flights) line(key string) *line {
	l := g.lines[key]
	if l == nil {
		if g.lines == nil {
			g.lines = make(map[string]*line)
		}
		l = &line{}
		g.lines[key] = l
	}
	return l
}

// tidy forgets what nobody waits for.
func (g *flights) tidy(key string, l *line) {
	if l.next != nil && l.next.waiting == 0 {
		l.next = nil
	}
	if l.running == nil && l.next == nil && g.lines[key] == l {
		delete(g.lines, key)
	}
}

// board makes the gathering flight the running one.
func (l *line) board() *flight {
	if l.next == nil {
		l.next = newFlight()
	}
	l.running, l.next = l.next, nil
	return l.running
}

func newFlight() *flight { return &flight{done: make(chan struct{})} }
