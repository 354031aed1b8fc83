package redis

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

func (c *child) address() string { return fmt.Sprintf("127.0.0.1:%d", c.port) }

// rounds writes and reads until the function answers false.
func (tr *trial) rounds(more func() bool) {
	for more() && !tr.t.Failed() {
		tr.write(rand.N(len(tr.caches)), rand.N(len(tr.keys)), rand.N(10) == 0)
		tr.check(2)
	}
}

// until runs disturb a few times beside rounds of writes and reads.
func (tr *trial) until(times int, disturb func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range times {
			disturb()
		}
	}()
	stop := tr.background(1)
	tr.rounds(func() bool {
		select {
		case <-done:
			return false
		default:
			return true
		}
	})
	<-done
	stop()
}

func TestRedisKilledAndBack(t *testing.T) {
	t.Parallel()
	server := startRedis(t)
	db := newDatabase(2 * time.Millisecond)
	a, b := openReady(t, server.url(), db), openReady(t, server.url(), db)
	tr := newTrial(t, db, a, b)
	tr.until(4, func() {
		server.kill()
		eventually(t, "the loss is noticed", func() bool { return a.session.Load() == nil && b.session.Load() == nil })
		server.start()
		eventually(t, "both are back", func() bool { return a.usable() != nil && b.usable() != nil })
	})
	eventually(t, "the ledger is empty", func() bool { return db.pending() == 0 })
}

func TestRedisSilent(t *testing.T) {
	t.Parallel()
	server := startRedis(t)
	db := newDatabase(2 * time.Millisecond)
	a, b := openReady(t, server.url(), db), openReady(t, server.url(), db)
	tr := newTrial(t, db, a, b)
	tr.until(3, func() {
		server.stop()
		eventually(t, "the silence is noticed", func() bool { return a.session.Load() == nil && b.session.Load() == nil })
		server.resume()
		eventually(t, "both are back", func() bool { return a.usable() != nil && b.usable() != nil })
	})
	if tr.reads.Load() < 3 { // a busy machine reads few
		t.Errorf("only %d reads", tr.reads.Load())
	}
}

// TestSilenceIsSoonNoNuisance is the breaker: once the silence is known, nobody waits for it.
func TestSilenceIsSoonNoNuisance(t *testing.T) {
	t.Parallel()
	server := startRedis(t)
	db := newDatabase(0)
	a := openReady(t, server.url(), db)
	cache := a.Cache("profile:", time.Hour)
	server.stop()
	began := time.Now()
	for i := range 500 {
		key := fmt.Sprint("person", i)
		if _, err := cache.Get(context.Background(), key, db.load(key)); err != nil {
			t.Fatal(err)
		}
		a.Allow(context.Background(), key, 10, time.Second)
	}
	if took := time.Since(began); took > 15*time.Second {
		t.Errorf("500 reads of a silent Redis took %v", took)
	}
	server.resume()
	eventually(t, "it is back", func() bool { return a.usable() != nil })
}

// TestOnlyTheWriterLostRedis is the partition that no reader notices.
func TestOnlyTheWriterLostRedis(t *testing.T) {
	t.Parallel()
	server := startRedis(t)
	between := startProxy(t, server.address())
	db := newDatabase(time.Millisecond)
	a, b := openReady(t, between.url(), db), openReady(t, server.url(), db)
	nearReady(t, b)
	tr := newTrial(t, db, a, b)
	for range 4 {
		tr.check(3)
		between.silent.Store(true)
		tr.write(0, 0, false)
		tr.check(3)
		tr.write(1, 1, false)
		tr.check(3)
		between.silent.Store(false)
		eventually(t, "the writer is back", func() bool { return a.usable() != nil })
	}
	if b.session.Load() == nil {
		t.Error("the reader lost its session too")
	}
}

// TestLateNews is an instance to which everything from Redis comes late, what has changed too.
func TestLateNews(t *testing.T) {
	t.Parallel()
	server := startRedis(t)
	between := startProxy(t, server.address())
	db := newDatabase(0)
	a, b := openReady(t, server.url(), db), openReady(t, between.url(), db)
	tr := newTrial(t, db, a, b)
	for range 15 {
		between.delay.Store(0)
		eventually(t, "both are usable", func() bool { return a.usable() != nil && b.usable() != nil })
		nearReady(t, b)
		tr.check(2)
		between.delay.Store(int64(40 * time.Millisecond)) // below the timeout
		tr.write(0, rand.N(2), false)
		tr.check(2)
	}
}

// TestOldDataFromDisk restarts Redis with what it had saved before a write.
func TestOldDataFromDisk(t *testing.T) {
	t.Parallel()
	server := startRedis(t, "--save", "3600 1")
	db := newDatabase(0)
	a, b := openReady(t, server.url(), db), openReady(t, server.url(), db)
	tr := newTrial(t, db, a, b)
	tr.check(8)
	if got := server.command("SAVE"); got != "+OK" {
		t.Fatal(got)
	}
	tr.write(0, 0, false)
	tr.write(1, 1, false)
	eventually(t, "the rows are gone", func() bool { return db.pending() == 0 })
	old := a.session.Load()
	server.kill()
	server.start()
	if got := server.command("EXISTS " + old.valueKey("profile:anna")); got != ":1" {
		t.Fatalf("the old value did not come back: %s", got)
	}
	eventually(t, "both are back", func() bool {
		s, o := a.usable(), b.usable()
		return s != nil && s != old && o != nil
	})
	tr.check(4)
}

func TestStartWithoutRedis(t *testing.T) {
	t.Parallel()
	server := startRedis(t)
	server.kill()
	db := newDatabase(0)
	a := open(t, server.url(), db)
	tr := newTrial(t, db, a)
	tr.check(2)
	tr.write(0, 0, false)
	tr.check(2)
	if a.Ping(context.Background()) == nil {
		t.Error("a Redis that is away answers")
	}
	server.start()
	eventually(t, "it is used", func() bool { return a.usable() != nil })
	if err := a.Ping(context.Background()); err != nil {
		t.Error(err)
	}
	tr.check(2)
}

// TestReadOnly is a Redis that takes no writes: it is as good as none.
func TestReadOnly(t *testing.T) {
	t.Parallel()
	server := startRedis(t)
	db := newDatabase(0)
	a, b := openReady(t, server.url(), db), openReady(t, server.url(), db)
	tr := newTrial(t, db, a, b)
	tr.check(4)
	server.command("CONFIG SET min-replicas-to-write 3")
	tr.write(0, 0, false)
	tr.check(4)
	server.command("CONFIG SET min-replicas-to-write 0")
	eventually(t, "it is used again", func() bool { return a.usable() != nil && b.usable() != nil })
	tr.check(4)
}

// TestLedgerUnreadable: what cannot be known to be fresh is not read.
func TestLedgerUnreadable(t *testing.T) {
	t.Parallel()
	db := newDatabase(0)
	a := openReady(t, startMini(t), db)
	db.down.Store(true)
	eventually(t, "the cache is not used", func() bool { return a.usable() == nil })
	if _, err := a.Cache("profile:", time.Hour).Get(context.Background(), "anna", db.load("anna")); !errors.Is(err, errDown) {
		t.Errorf("got %v, want the load's error", err)
	}
	db.down.Store(false)
	eventually(t, "the cache is used again", func() bool { return a.usable() != nil })
}

// near reads key k on an instance until the value is near and may be read there now.
func (tr *trial) near(i int, c *Client, k int) {
	tr.t.Helper()
	eventually(tr.t, "the value is near", func() bool {
		tr.read(i, tr.caches[i], k)
		now := c.now()
		_, ok := c.session.Load().peek(now.Sub(c.began), now.UnixMilli(), "profile:"+tr.keys[k])
		return ok
	})
}

// TestFlushedDuringAWrite: without its mark the old value is read and kept again before the commit, by
// an instance that then hears late that it is old.
func TestFlushedDuringAWrite(t *testing.T) {
	t.Parallel()
	server := startRedis(t)
	between := startProxy(t, server.address())
	db := newDatabase(0)
	a, b := openReady(t, server.url(), db), openReady(t, between.url(), db)
	tr := newTrial(t, db, a, b)
	for range 15 {
		between.delay.Store(0)
		eventually(t, "both are usable", func() bool { return a.usable() != nil && b.usable() != nil })
		nearReady(t, b)
		blocked := a.clock()
		release := tr.caches[0].Block(context.Background(), "anna")
		server.command("FLUSHALL")
		eventually(t, "time goes by", func() bool { return a.clock()-blocked > 2*nearWindow })
		tr.near(1, b, 0)
		version := db.commit(tr.caches[0], "anna")
		between.delay.Store(int64(40 * time.Millisecond))
		release(context.Background(), true)
		raise(&tr.acked[0], version)
		tr.read(1, tr.caches[1], 0)
	}
}

// TestOwnWrite: the instance that wrote reads what it wrote, though it waits for nobody and hears of its
// own change last.
func TestOwnWrite(t *testing.T) {
	t.Parallel()
	server := startRedis(t)
	db := newDatabase(0)
	c := openReady(t, server.url(), db)
	tr := newTrial(t, db, c)
	eventually(t, "it is alone", func() bool { return c.session.Load().presence.alone(c.clock()) })
	nearReady(t, c)
	for range 200 {
		release := tr.caches[0].Block(context.Background(), "anna")
		server.command("FLUSHALL")
		tr.near(0, c, 0)
		version := db.commit(tr.caches[0], "anna")
		release(context.Background(), true)
		raise(&tr.acked[0], version)
		tr.read(0, tr.caches[0], 0)
	}
}
