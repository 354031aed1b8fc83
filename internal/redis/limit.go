package redis

import (
	"context"
	"strconv"
	"sync"
	"time"
)

// Allow reports whether one more of what key names may happen now, when rate may happen in each per,
// at once or spread; else how long until then. It is one count over all instances, and one for each
// while Redis is away.
func (c *Client) Allow(ctx context.Context, key string, rate int, per time.Duration) (ok bool, retryAfter time.Duration) {
	gap, burst := pace(rate, per)
	if gap == 0 {
		return false, per
	}
	if s := c.session.Load(); s != nil {
		m, err := s.run(ctx, c.scripts.limit, []string{"spotter:limit:" + key},
			strconv.FormatInt(gap.Microseconds(), 10), strconv.FormatInt(burst.Microseconds(), 10))
		if wait, e := m.AsInt64(); err == nil && e == nil {
			return wait == 0, time.Duration(wait) * time.Microsecond
		}
	}
	wait := c.local.take(key, c.clock(), gap, burst)
	return wait == 0, wait
}

// pace is a rate as time: how far apart an even one is, and how much may come at once; 0 for a rate of nothing.
func pace(rate int, per time.Duration) (gap, burst time.Duration) {
	if rate <= 0 {
		return 0, 0
	}
	gap = max(per/time.Duration(rate), time.Microsecond)
	return gap, gap * time.Duration(rate)
}

// Alone is the count of [Client.Allow] where there is no Redis: one for each process.
type Alone struct {
	now   func() time.Time
	began time.Time
	local bucket
}

// NewAlone counts from nothing.
func NewAlone(now func() time.Time) *Alone { return &Alone{now: now, began: now().Add(-time.Hour)} }

// Allow is as that of a Client.
func (a *Alone) Allow(_ context.Context, key string, rate int, per time.Duration) (ok bool, retryAfter time.Duration) {
	gap, burst := pace(rate, per)
	if gap == 0 {
		return false, per
	}
	wait := a.local.take(key, a.now().Sub(a.began), gap, burst)
	return wait == 0, wait
}

// bucket is the same rule (GCRA) within this process.
type bucket struct {
	mu      sync.Mutex
	arrival map[string]time.Duration // when the next would come, if all came evenly
}

const maxBuckets = 1 << 16

// take counts one and answers 0, or answers how long to wait.
func (b *bucket) take(key string, now, gap, burst time.Duration) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	arrival := max(b.arrival[key], now)
	if wait := arrival + gap - burst - now; wait > 0 {
		return wait
	}
	b.makeRoom(now)
	b.arrival[key] = arrival + gap
	return 0
}

// makeRoom forgets those that are full again, and everything when there are too many that are not.
func (b *bucket) makeRoom(now time.Duration) {
	if b.arrival != nil && len(b.arrival) < maxBuckets {
		return
	}
	kept := make(map[string]time.Duration)
	for key, arrival := range b.arrival {
		if arrival > now && len(kept) < maxBuckets/2 {
			kept[key] = arrival
		}
	}
	b.arrival = kept
}
