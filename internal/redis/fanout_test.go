package redis

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// ear is a listener that remembers.
type ear struct {
	mu     sync.Mutex
	heard  []string
	live   bool
	breaks atomic.Int64
}

func (e *ear) listener() Listener {
	return Listener{
		Message: func(payload []byte) {
			e.mu.Lock()
			defer e.mu.Unlock()
			e.heard = append(e.heard, string(payload))
		},
		Live: func(live bool) {
			e.mu.Lock()
			defer e.mu.Unlock()
			if e.live == live {
				panic("told twice")
			}
			if e.live = live; !live {
				e.breaks.Add(1)
			}
		},
	}
}

func (e *ear) isLive() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.live
}

func (e *ear) all() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return append([]string(nil), e.heard...)
}

// subscribe listens until the test ends.
func subscribe(t *testing.T, c *Client, channel string) *ear {
	t.Helper()
	e := &ear{}
	ctx, cancel := context.WithCancel(context.Background())
	var group sync.WaitGroup
	group.Go(func() {
		if err := c.Subscribe(ctx, channel, e.listener()); !errors.Is(err, context.Canceled) {
			t.Errorf("the subscription ended with %v", err)
		}
	})
	t.Cleanup(func() {
		cancel()
		group.Wait()
	})
	return e
}

func TestFanOut(t *testing.T) {
	t.Parallel()
	for name, start := range servers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := start(t)
			a, b := openReady(t, url, newDatabase(0)), openReady(t, url, newDatabase(0))
			ears := []*ear{subscribe(t, a, "logouts"), subscribe(t, b, "logouts"), subscribe(t, b, "logouts")}
			other := subscribe(t, a, "other")
			for _, e := range append(ears, other) {
				eventually(t, "all listen", e.isLive)
			}
			var want []string
			for i := range 200 {
				want = append(want, fmt.Sprint("login ", i))
				if err := a.Publish(context.Background(), "logouts", []byte(want[i])); err != nil {
					t.Fatal(err)
				}
			}
			for i, e := range ears {
				eventually(t, "all is heard", func() bool { return len(e.all()) == len(want) })
				if d := cmp.Diff(want, e.all()); d != "" {
					t.Errorf("ear %d (-want +got):\n%s", i, d)
				}
			}
			if got := other.all(); len(got) != 0 {
				t.Errorf("the other channel got %q", got)
			}
		})
	}
}

// TestFanOutIsToldOfAGap: whoever listens knows when not to rely on it.
func TestFanOutIsToldOfAGap(t *testing.T) {
	t.Parallel()
	server := startRedis(t)
	a, b := openReady(t, server.url(), newDatabase(0)), openReady(t, server.url(), newDatabase(0))
	e := subscribe(t, b, "logouts")
	disturb := []func(){
		func() { server.kill() },
		func() { server.stop() },
		func() { server.command("CLIENT KILL TYPE pubsub") },
	}
	repair := []func(){server.start, server.resume, func() {}}
	for i := range disturb {
		eventually(t, "it listens", e.isLive)
		disturb[i]()
		eventually(t, "it is told of the gap", func() bool { return e.breaks.Load() > int64(i) })
		repair[i]()
		eventually(t, "it listens again", e.isLive)
		eventually(t, "a message comes", func() bool {
			return a.Publish(context.Background(), "logouts", fmt.Append(nil, "after ", i)) == nil &&
				len(e.all()) > 0 && e.all()[len(e.all())-1] == fmt.Sprint("after ", i)
		})
	}
}

func TestSubscribeEndsWithTheClient(t *testing.T) {
	t.Parallel()
	c := openReady(t, startMini(t), newDatabase(0))
	ended := make(chan error)
	e := &ear{}
	go func() { ended <- c.Subscribe(context.Background(), "logouts", e.listener()) }()
	eventually(t, "it listens", e.isLive)
	c.Close()
	if err := <-ended; !errors.Is(err, errAway) {
		t.Errorf("got %v", err)
	}
	if c.Publish(context.Background(), "logouts", nil) == nil {
		t.Error("a closed client publishes")
	}
}
