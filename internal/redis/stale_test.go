package redis

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/rueidis"
)

// trial is two instances that write and read a few keys, and what was acknowledged so far.
type trial struct {
	t      *testing.T
	db     *database
	caches []*Cache
	keys   []string
	acked  []atomic.Int64
	reads  atomic.Int64
	stale  atomic.Int64
}

func newTrial(t *testing.T, db *database, clients ...*Client) *trial {
	t.Helper()
	tr := &trial{t: t, db: db, keys: []string{"anna", "ben"}, acked: make([]atomic.Int64, 2)}
	for _, c := range clients {
		tr.caches = append(tr.caches, c.Cache("profile:", time.Hour))
	}
	return tr
}

// check reads key k through every instance, from several goroutines: nothing older than what was
// acknowledged before the read began.
func (tr *trial) check(each int) {
	var group sync.WaitGroup
	for i, cache := range tr.caches {
		for range each {
			group.Go(func() { tr.read(i, cache, rand.N(len(tr.keys))) })
		}
	}
	group.Wait()
}

func (tr *trial) read(instance int, cache *Cache, k int) {
	least := tr.acked[k].Load()
	value, err := cache.Get(context.Background(), tr.keys[k], tr.db.load(tr.keys[k]))
	if err != nil {
		tr.t.Errorf("instance %d cannot read: %v", instance, err)
		return
	}
	tr.reads.Add(1)
	version, err := versionOf(tr.keys[k], value)
	if err != nil {
		tr.t.Error(err)
	}
	if version < least {
		tr.stale.Add(1)
		tr.t.Errorf("instance %d read version %d of %s after %d was acknowledged", instance, version, tr.keys[k], least)
	}
}

// write is one write through instance i. A killed one never gets to its release; it is repeated on the
// other instance and acknowledged there, from what it stored.
func (tr *trial) write(i, k int, killed bool) {
	cache := tr.caches[i]
	release := cache.Block(context.Background(), tr.keys[k])
	version := tr.db.commit(cache, tr.keys[k])
	if killed {
		release = tr.caches[(i+1)%len(tr.caches)].Block(context.Background(), tr.keys[k])
	}
	release(context.Background(), true)
	raise(&tr.acked[k], version)
}

func raise(v *atomic.Int64, to int64) {
	for old := v.Load(); old < to; old = v.Load() {
		if v.CompareAndSwap(old, to) {
			return
		}
	}
}

// background keeps reading until the function that it answers is called.
func (tr *trial) background(each int) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var group sync.WaitGroup
	for i, cache := range tr.caches {
		for range each {
			group.Go(func() {
				for ctx.Err() == nil && !tr.t.Failed() {
					tr.read(i, cache, rand.N(len(tr.keys)))
				}
			})
		}
	}
	return func() {
		cancel()
		group.Wait()
	}
}

// TestNoStaleRead is the promise: 1,000 rounds on two instances with a slow database, concurrent
// writers, readers all the time, and a writer killed between commit and release now and then.
func TestNoStaleRead(t *testing.T) {
	t.Parallel()
	for name, start := range servers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := start(t)
			db := newDatabase(2 * time.Millisecond)
			a, b := openReady(t, url, db), openReady(t, url, db)
			tr := newTrial(t, db, a, b)
			if a.usable().near != nil {
				nearReady(t, a)
				nearReady(t, b)
			}
			stop := tr.background(2)
			for round := 0; round < 1000 && !t.Failed(); round++ {
				var writers sync.WaitGroup
				for i := range tr.caches {
					if rand.N(3) > 0 {
						k, killed := rand.N(len(tr.keys)), rand.N(200) == 0
						writers.Go(func() { tr.write(i, k, killed) })
					}
				}
				writers.Wait()
				tr.check(2)
			}
			stop()
			t.Logf("%d reads, %d loads, %d stale", tr.reads.Load(), db.loads.Load(), tr.stale.Load())
		})
	}
}

// TestNoStaleReadFlushed does the same while everything in Redis is thrown away over and over.
func TestNoStaleReadFlushed(t *testing.T) {
	t.Parallel()
	for name, start := range servers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := start(t)
			db := newDatabase(2 * time.Millisecond)
			tr := newTrial(t, db, openReady(t, url, db), openReady(t, url, db))
			raw := rawClient(t, url)
			stop := tr.background(2)
			for round := 0; round < 300 && !t.Failed(); round++ {
				var writers sync.WaitGroup
				writers.Go(func() { tr.write(rand.N(2), rand.N(2), false) })
				for range 3 {
					raw.Do(context.Background(), raw.B().Flushall().Build())
				}
				writers.Wait()
				tr.check(2)
			}
			stop()
		})
	}
}

// TestNoStaleReadGarbage does the same while garbage of every kind is put under all keys.
func TestNoStaleReadGarbage(t *testing.T) {
	t.Parallel()
	for name, start := range servers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := start(t)
			db := newDatabase(time.Millisecond)
			a := openReady(t, url, db)
			tr := newTrial(t, db, a, openReady(t, url, db))
			raw := rawClient(t, url)
			stop := tr.background(2)
			for round := 0; round < 300 && !t.Failed(); round++ {
				var writers sync.WaitGroup
				writers.Go(func() { tr.write(rand.N(2), rand.N(2), false) })
				if s := a.session.Load(); s != nil {
					for _, key := range s.keys([]string{"profile:anna", "profile:ben"}) {
						spoil(raw, key)
					}
				}
				writers.Wait()
				tr.check(2)
			}
			stop()
		})
	}
}

// spoil puts one kind of garbage under a Redis key.
func spoil(raw rueidis.Client, key string) {
	garbage := []string{"", "garbage", frameMagic, frameMagic + "\x00\x00", leaseMagic, newLease(), string(make([]byte, 100)),
		pack("another key", []byte("another's value"), 1<<40)}
	ctx := context.Background()
	switch n := rand.N(len(garbage) + 2); n {
	case len(garbage):
		raw.Do(ctx, raw.B().Del().Key(key).Build())
		raw.Do(ctx, raw.B().Rpush().Key(key).Element("x").Build())
	case len(garbage) + 1:
		raw.Do(ctx, raw.B().Del().Key(key).Build())
		raw.Do(ctx, raw.B().Hset().Key(key).FieldValue().FieldValue("f", "v").Build())
	default:
		raw.Do(ctx, raw.B().Set().Key(key).Value(garbage[n]).Build())
	}
}

// TestKilledWriter shows what each part of the protocol is for, one step at a time.
func TestKilledWriter(t *testing.T) {
	t.Parallel()
	for name, start := range servers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := start(t)
			db := newDatabase(0)
			a, b := openReady(t, url, db), openReady(t, url, db)
			tr := newTrial(t, db, a, b)
			tr.check(4)
			tr.write(0, 0, true)
			tr.check(4) // the mark sends everybody to the database
			eventually(t, "the row is worked off", func() bool { return db.pending() == 0 })
			tr.check(4)
		})
	}
}

func TestWritersOverlap(t *testing.T) {
	t.Parallel()
	for name, start := range servers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := start(t)
			db := newDatabase(0)
			a, b := openReady(t, url, db), openReady(t, url, db)
			tr := newTrial(t, db, a, b)
			first := tr.caches[0].Block(context.Background(), "anna")
			second := tr.caches[1].Block(context.Background(), "anna")
			first(context.Background(), false)
			before := db.loads.Load()
			tr.read(0, tr.caches[0], 0)
			tr.read(0, tr.caches[0], 0)
			if got := db.loads.Load() - before; got != 2 {
				t.Errorf("%d loads while the second write is under way, want 2", got)
			}
			second(context.Background(), false)
			tr.read(0, tr.caches[0], 0)
			before = db.loads.Load()
			tr.read(0, tr.caches[0], 0)
			tr.read(1, tr.caches[1], 0)
			if got := db.loads.Load() - before; got != 0 {
				t.Errorf("%d loads after both writes, want none", got)
			}
		})
	}
}

func ExampleCache_Name() {
	fmt.Println((&Cache{prefix: "profile:"}).Name("42"))
	// Output: profile:42
}
