package redis

import (
	"context"
	"sync/atomic"
	"time"
)

// The times below are part of the protocol: instances with different values do not keep each other's
// promises.
const (
	// poll is how often the ledger is read; cacheWindow is how long what Redis and near hold may be read
	// after a reading of the ledger began that left nothing to mend.
	poll        = 250 * time.Millisecond
	cacheWindow = time.Second

	// nearWindow is how long near may be read after a PING was sent that was answered.
	nearWindow = 10 * time.Millisecond

	// joining is how long an instance is present before it reads near; countGap is the longest time
	// between two counts of those present, and lonely how long such counts go back, for a writer to
	// know that there is nobody to wait for: countGap + nearWindow < lonely <= joining.
	joining  = time.Second
	countGap = 500 * time.Millisecond
	lonely   = 600 * time.Millisecond

	// margin is what writers wait beyond a window: clocks of two machines do not run alike.
	margin = 2 * time.Millisecond
)

// fence says how late near is known to be no later than: all that the server told before it answered a
// PING has been heeded, so what is in near was true when the PING was sent, or later.
type fence struct {
	joined atomic.Int64 // when the server confirmed this link's presence; 0: not yet
	at     atomic.Int64 // when the latest answered PING was sent
	want   chan struct{}
}

// age is how old the fence is, seen at now.
func (f *fence) age(now time.Duration) time.Duration { return now - time.Duration(f.at.Load()) }

// nudge asks the owner for a new fence soon.
func (f *fence) nudge() {
	select {
	case f.want <- struct{}{}:
	default:
	}
}

// allowed reports whether a PING sent at now counts: not before others could notice this presence.
func (f *fence) allowed(now time.Duration) bool {
	joined := time.Duration(f.joined.Load())
	return joined != 0 && now-joined >= joining
}

// advance notes that a PING sent at this time was answered.
func (f *fence) advance(sent time.Duration) {
	for f.allowed(sent) {
		old := f.at.Load()
		if int64(sent) <= old || f.at.CompareAndSwap(old, int64(sent)) {
			return
		}
	}
}

// keep answers the nudges until ctx ends: the goroutine that keeps a busy near readable without
// any reader having to wait.
func (s *session) keep(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.fence.want:
			if s.ping(ctx) != nil {
				continue // the next reader asks for itself
			}
		}
	}
}

// fenced reports whether near may be read, or a read be shared through it, and sees to it when it can.
func (s *session) fenced(ctx context.Context) bool {
	now := s.clock()
	if s.near == nil || !s.fence.allowed(now) {
		return false
	}
	return s.fence.age(now) < nearWindow || s.ping(ctx) == nil && s.fence.age(s.clock()) < nearWindow
}

// presence is what a count of those present said, one after another: for how long there was nobody else.
type presence struct {
	since, last atomic.Int64 // the span of unbroken counts of nobody else; 0: none
}

// count notes one count, made between sent and answered.
func (p *presence) count(others bool, sent, answered time.Duration) {
	if others {
		p.since.Store(0)
		return
	}
	if p.since.Load() == 0 || answered-time.Duration(p.last.Load()) > countGap {
		p.since.Store(int64(answered))
	}
	p.last.Store(int64(sent))
}

// alone reports that no other instance can be reading its near at now or later without having heard
// of what was done in Redis before now. An instance reads near only after it was present for joining
// and for nearWindow beyond its presence, so one of the counts has seen it.
func (p *presence) alone(now time.Duration) bool {
	since, last := time.Duration(p.since.Load()), time.Duration(p.last.Load())
	return since != 0 && now-last <= countGap && last-since >= lonely
}
