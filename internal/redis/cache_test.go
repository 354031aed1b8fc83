package redis

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"
)

// counted is a load that counts, and waits for a word to go on.
type counted struct {
	mu    sync.Mutex
	loads int
	gate  chan struct{}
}

func (l *counted) load(context.Context) ([]byte, int64, error) {
	l.mu.Lock()
	l.loads++
	n := l.loads
	l.mu.Unlock()
	<-l.gate
	return fmt.Appendf(nil, "load %d", n), int64(n), nil
}

func (l *counted) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.loads
}

// TestMissesShareOneLoad: all who come while a load runs get what it loaded, since Redis took it.
func TestMissesShareOneLoad(t *testing.T) {
	t.Parallel()
	for name, start := range servers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := start(t)
			c := openReady(t, url, newDatabase(0))
			cache := c.Cache("profile:", time.Hour)
			l := &counted{gate: make(chan struct{})}
			got := gather(t, cache, 100, l)
			close(l.gate)
			for range 100 {
				if v := <-got; v != "load 1" {
					t.Errorf("got %q", v)
				}
			}
			if n := l.count(); n != 1 {
				t.Errorf("%d loads, want 1", n)
			}
		})
	}
}

// TestMissesShareWithoutRedis: those who come while a load runs may not have what it loads, but share
// the next one.
func TestMissesShareWithoutRedis(t *testing.T) {
	t.Parallel()
	c := open(t, "redis://127.0.0.1:1/0", newDatabase(0))
	cache := c.Cache("profile:", time.Hour)
	l := &counted{gate: make(chan struct{})}
	got := gather(t, cache, 100, l)
	close(l.gate)
	counts := make(map[string]int)
	for range 100 {
		counts[<-got]++
	}
	if counts["load 1"] != 1 || counts["load 2"] != 99 {
		t.Errorf("got %v", counts)
	}
}

// gather starts readers, the first one first, and returns when all wait.
func gather(t *testing.T, cache *Cache, n int, l *counted) <-chan string {
	t.Helper()
	got := make(chan string, n)
	read := func() {
		v, err := cache.Get(context.Background(), "anna", l.load)
		if err != nil {
			t.Error(err)
		}
		got <- string(v)
	}
	go read()
	eventually(t, "the first loads", func() bool { return l.count() == 1 })
	for range n - 1 {
		go read()
	}
	eventually(t, "all wait", func() bool {
		if n == 1 {
			return true
		}
		cache.flights.mu.Lock()
		defer cache.flights.mu.Unlock()
		line := cache.flights.lines["profile:anna"]
		return line != nil && line.next != nil && line.next.waiting == n-1
	})
	return got
}

// TestSlowFill: a load that began before a write is not stored after it, and is not given to whoever
// came after the write.
func TestSlowFill(t *testing.T) {
	t.Parallel()
	for name, start := range servers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := start(t)
			c := openReady(t, url, newDatabase(0))
			cache := c.Cache("profile:", time.Hour)
			l := &counted{gate: make(chan struct{})}
			got := gather(t, cache, 1, &counted{gate: closed()})
			<-got
			cache.Block(context.Background(), "anna")(context.Background(), true)
			slow := make(chan string, 1)
			go func() {
				v, _ := cache.Get(context.Background(), "anna", l.load)
				slow <- string(v)
			}()
			eventually(t, "the slow load runs", func() bool { return l.count() == 1 })
			cache.Block(context.Background(), "anna")(context.Background(), true)
			late := make(chan string, 1)
			go func() {
				v, _ := cache.Get(context.Background(), "anna", l.load)
				late <- string(v)
			}()
			close(l.gate)
			if v := <-slow; v != "load 1" {
				t.Errorf("the slow reader got %q", v)
			}
			if v := <-late; v != "load 2" {
				t.Errorf("the late reader got %q", v)
			}
		})
	}
}

func closed() chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}

func TestErrorsAreNotKept(t *testing.T) {
	t.Parallel()
	for name, start := range servers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := start(t)
			db := newDatabase(0)
			c := openReady(t, url, db)
			cache := c.Cache("profile:", time.Hour)
			want := errors.New("no such profile")
			_, err := cache.Get(context.Background(), "anna", func(context.Context) ([]byte, int64, error) { return nil, 0, want })
			if !errors.Is(err, want) {
				t.Errorf("got %v", err)
			}
			for range 2 {
				if _, err := cache.Get(context.Background(), "anna", db.load("anna")); err != nil {
					t.Error(err)
				}
			}
			if n := db.loads.Load(); n != 1 {
				t.Errorf("%d loads after the error, want 1", n)
			}
		})
	}
}

func TestLoadPanics(t *testing.T) {
	t.Parallel()
	db := newDatabase(0)
	cache := openReady(t, startMini(t), db).Cache("profile:", time.Hour)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_, err := cache.Get(context.Background(), "anna", func(context.Context) ([]byte, int64, error) { panic("no") })
		t.Errorf("it came back with %v", err)
	}()
	if _, err := cache.Get(context.Background(), "anna", db.load("anna")); err != nil {
		t.Error(err)
	}
}

// TestPutBack: an old value that somebody puts back whole is not read by who knows a newer one.
func TestPutBack(t *testing.T) {
	t.Parallel()
	for name, start := range servers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := start(t)
			db := newDatabase(0)
			c := openReady(t, url, db)
			tr := newTrial(t, db, c)
			tr.write(0, 0, false)
			tr.read(0, tr.caches[0], 0)
			key := c.usable().valueKey("profile:anna")
			raw := rawClient(t, url)
			old := pack(key, document("anna", 0), 0)
			if err := raw.Do(context.Background(), raw.B().Set().Key(key).Value(old).Build()).Error(); err != nil {
				t.Fatal(err)
			}
			tr.check(4)
		})
	}
}

// TestNearIsRead shows that a hit needs neither Redis nor the database.
func TestNearIsRead(t *testing.T) {
	t.Parallel()
	server := startRedis(t)
	db := newDatabase(0)
	c := openReady(t, server.url(), db)
	cache := c.Cache("profile:", time.Hour)
	nearReady(t, c)
	eventually(t, "near holds the value", func() bool {
		if _, err := cache.Get(context.Background(), "anna", db.load("anna")); err != nil {
			t.Error(err)
		}
		now := c.now()
		_, ok := c.session.Load().peek(now.Sub(c.began), now.UnixMilli(), "profile:anna")
		return ok
	})
	if n := db.loads.Load(); n > 3 { // one, and one more for each lease that a busy machine lost
		t.Errorf("%d loads, want 1", n)
	}
}

func TestExpiry(t *testing.T) {
	t.Parallel()
	for name, start := range servers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := start(t)
			db := newDatabase(0)
			c := openReady(t, url, db)
			cache := c.Cache("profile:", 30*time.Millisecond)
			eventually(t, "it is loaded again", func() bool {
				_, err := cache.Get(context.Background(), "anna", db.load("anna"))
				return err == nil && db.loads.Load() > 1
			})
		})
	}
}

func TestReaderLeaves(t *testing.T) {
	t.Parallel()
	c := open(t, "redis://127.0.0.1:1/0", newDatabase(0))
	cache := c.Cache("profile:", time.Hour)
	l := &counted{gate: make(chan struct{})}
	got := gather(t, cache, 1, l)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := cache.Get(ctx, "anna", l.load); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	close(l.gate)
	<-got
	eventually(t, "nothing is left behind", func() bool {
		cache.flights.mu.Lock()
		defer cache.flights.mu.Unlock()
		return len(cache.flights.lines) == 0
	})
}
