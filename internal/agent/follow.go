package agent

import (
	"context"
	"iter"
	"sync"
	"sync/atomic"
	"time"

	"spotter"
)

// Follow yields all events of the person's turns behind a position, those that are stored and those to come, until ctx
// ends or the desk closes. Nothing is lost and nothing comes twice. An error ends it: rows could not be read.
func (d *Desk) Follow(ctx context.Context, caller spotter.Caller, after spotter.Position) iter.Seq2[spotter.ChatEvent, error] {
	return func(yield func(spotter.ChatEvent, error) bool) {
		defer d.watch(caller.User)()
		f := &follower{Desk: d, caller: caller, at: after, yield: yield}
		f.news = d.subscribe(ctx, caller.User)
		defer f.news.stop()
		for f.round(ctx) {
		}
	}
}

// follower is one device that follows a person.
type follower struct {
	*Desk
	caller spotter.Caller
	at     spotter.Position
	yield  func(spotter.ChatEvent, error) bool
	news   *news // from other processes; may lack some
	behind bool  // one of them did not follow: the rows will have what is missing soon
}

// round catches up with the rows, follows the live turn of this process if there is one, else waits for news. It
// answers false at the end.
func (f *follower) round(ctx context.Context) bool {
	begun := f.begins(f.caller.User)
	for {
		events, _, err := f.agents.c.Coach.Events(ctx, f.caller, f.at, eventPage)
		if err != nil {
			if ctx.Err() == nil {
				f.yield(spotter.ChatEvent{}, err)
			}
			return false
		}
		if !f.take(events) {
			return false
		}
		if len(events) < eventPage {
			break
		}
	}
	if s := f.of(f.caller.User); s != nil && s.turn >= f.at.Turn {
		return f.tail(ctx, s)
	}
	return f.idle(ctx, begun)
}

// take yields what is behind the follower's place.
func (f *follower) take(events []spotter.ChatEvent) bool {
	for _, e := range events {
		if e.Turn < f.at.Turn {
			continue
		}
		if e.Turn == f.at.Turn {
			rest, some := e.After(f.at.Offset)
			if !some {
				continue
			}
			e = rest
		}
		f.at = e.Position()
		if !f.yield(e, nil) {
			return false
		}
	}
	return true
}

// tail follows a turn of this process to its end. Its stream holds the turn from the first event on.
func (f *follower) tail(ctx context.Context, s *stream) bool {
	offset := 0
	if s.turn == f.at.Turn {
		offset = f.at.Offset
	}
	return s.read(ctx, offset, func(e spotter.ChatEvent) bool {
		f.at = e.Position()
		return f.yield(e, nil)
	}) && ctx.Err() == nil
}

// idle waits until there may be something: a turn of this process begins, another process tells of an event, or a
// while is over.
func (f *follower) idle(ctx context.Context, begun <-chan struct{}) bool {
	timer := time.NewTimer(f.patience())
	defer timer.Stop()
	f.behind = false
	for {
		select {
		case <-ctx.Done():
			return false
		case <-f.closed:
			return false
		case <-begun:
			return true
		case <-timer.C:
			return true
		case <-f.news.changed:
			return true
		case e := <-f.news.events:
			if !f.follows(e) {
				f.behind = true
				return true
			}
			if !f.take([]spotter.ChatEvent{e}) {
				return false
			}
		}
	}
}

// patience is how long the rows are not looked at.
func (f *follower) patience() time.Duration {
	switch {
	case f.behind:
		return min(f.c.Poll, storeEvery)
	case f.news.live.Load():
		return f.c.Check
	}
	return f.c.Poll
}

// follows reports whether an event is the next, or nothing new.
func (f *follower) follows(e spotter.ChatEvent) bool {
	switch {
	case e.Turn < f.at.Turn:
		return true
	case e.Turn == f.at.Turn:
		return e.From <= f.at.Offset
	}
	return e.Turn == f.at.Turn+1 && e.From == 0
}

// newsQueue is how many events of other processes may wait for a follower: what does not fit is read from rows.
const newsQueue = 256

// news is what other processes tell of a person.
type news struct {
	events  chan spotter.ChatEvent
	live    atomic.Bool   // events come
	changed chan struct{} // holds one when live has changed: some may have been lost
	stop    func()
}

// subscribe listens to the person's channel until stop.
func (d *Desk) subscribe(ctx context.Context, user spotter.UserID) *news {
	n := &news{stop: func() {}}
	if d.c.Port == nil {
		return n
	}
	n.events, n.changed = make(chan spotter.ChatEvent, newsQueue), make(chan struct{}, 1)
	ctx, cancel := context.WithCancel(ctx)
	var wait sync.WaitGroup
	wait.Go(func() {
		_ = d.c.Port.Subscribe(ctx, channelOf(user), n.heard, n.turned) // ends with ctx; the rows are looked at without it
		n.live.Store(false)
	})
	n.stop = func() {
		cancel()
		wait.Wait()
	}
	return n
}

func (n *news) heard(payload []byte) {
	e, ok := received(payload)
	if !ok {
		return
	}
	select {
	case n.events <- e:
	default:
		n.turned(n.live.Load())
	}
}

func (n *news) turned(live bool) {
	n.live.Store(live)
	select {
	case n.changed <- struct{}{}:
	default:
	}
}
