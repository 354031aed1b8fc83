package redis

import (
	"context"
	"crypto/rand"
	"slices"
	"strconv"
	"time"
)

// markTime is how long a mark outlives a writer who was killed. A transaction must end before: its
// timeout in the database is shorter.
const markTime = time.Minute

// retry is how often a writer tries to reach a Redis that it has lost.
const retry = 50 * time.Millisecond

// write is one write of some names, from before its commit to its acknowledgement.
type write struct {
	client  *Client
	names   []string
	token   string
	blocked time.Duration // when Redis had taken the values away; 0: it has not
}

// Block announces a write of some keys: until release, everybody reads them from the database. It is called before
// the commit, and the transaction inserts a row with the [Cache.Name] of each key into the ledger.
//
// Release is called once, after the commit (committed is true, also when the commit's outcome is not
// known) or the rollback, and before the write is acknowledged: when it returns, no instance reads what
// was there before. That takes at most [nearWindow] since Block when Redis is there, nothing when this is the only
// instance, and about [cacheWindow] when Redis is away. When ctx ends first, the write may not be
// acknowledged.
//
// A repeat of a write of unknown fate (a killed writer's, answered from what it stored) goes through
// Block and release as well.
func (c *Cache) Block(ctx context.Context, keys ...string) (release func(ctx context.Context, committed bool)) {
	w := &write{client: c.client, token: rand.Text()}
	for _, key := range keys {
		w.names = append(w.names, c.Name(key))
	}
	slices.Sort(w.names)
	w.names = slices.Compact(w.names)
	if c.client.ledger == nil || len(keys) == 0 {
		return func(context.Context, bool) {}
	}
	w.block(ctx)
	return w.release
}

func (w *write) block(ctx context.Context) {
	s := w.client.session.Load()
	if s == nil {
		return
	}
	keys := s.keys(w.names)
	_, err := s.run(ctx, w.client.scripts.block, keys, w.token, strconv.FormatInt(markTime.Milliseconds(), 10))
	if err == nil {
		s.forget(keys)
		w.blocked = s.clock()
	}
}

func (w *write) release(ctx context.Context, committed bool) {
	if !committed {
		w.lift(ctx, false)
		return
	}
	c := w.client
	deadline := c.clock() + cacheWindow + 50*margin
	for {
		if s, since := w.lift(ctx, true); s != nil {
			s.settle(ctx, since)
			return
		}
		rest := deadline - c.clock()
		if rest <= 0 || ctx.Err() != nil {
			return // by now everybody has read the row in the ledger, or trusts nothing
		}
		pause(ctx, min(rest, retry))
	}
}

// lift takes the values away once more, and the marks. since is from when on nobody could have put anything
// there: that of Block if its marks held. The session is nil when Redis could not be reached.
func (w *write) lift(ctx context.Context, committed bool) (reached *session, since time.Duration) {
	s := w.client.session.Load()
	if s == nil {
		return nil, 0
	}
	held, err := w.client.erase(context.WithoutCancel(ctx), s, w.token, w.names, committed)
	if err != nil {
		return nil, 0
	}
	if held && w.blocked != 0 {
		return s, w.blocked
	}
	return s, s.clock()
}
