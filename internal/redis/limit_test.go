package redis

import (
	"context"
	"testing"
	"time"
)

func TestAllow(t *testing.T) {
	t.Parallel()
	for name, start := range servers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := start(t)
			a, b := openReady(t, url, newDatabase(0)), openReady(t, url, newDatabase(0))
			ctx := context.Background()
			for i := range 6 {
				c := []*Client{a, b}[i%2]
				if ok, wait := c.Allow(ctx, "login:anna", 6, time.Hour); !ok {
					t.Fatalf("number %d has to wait %v", i+1, wait)
				}
			}
			ok, wait := a.Allow(ctx, "login:anna", 6, time.Hour)
			if ok || wait < 9*time.Minute || wait > 10*time.Minute {
				t.Errorf("the seventh: %v, %v; want to wait somewhat less than ten minutes", ok, wait)
			}
			if ok, _ := b.Allow(ctx, "login:ben", 6, time.Hour); !ok {
				t.Error("another key has to wait")
			}
			raw := rawClient(t, url)
			for _, garbage := range []string{"", "x", "nan", "1e300", "-1"} {
				raw.Do(ctx, raw.B().Set().Key("spotter:limit:odd").Value(garbage).Build())
				if ok, _ := a.Allow(ctx, "odd", 1, time.Second); !ok {
					t.Errorf("has to wait for %q", garbage)
				}
			}
			raw.Do(ctx, raw.B().Del().Key("spotter:limit:odd").Build())
			raw.Do(ctx, raw.B().Rpush().Key("spotter:limit:odd").Element("x").Build())
			if ok, _ := a.Allow(ctx, "odd", 1, time.Second); !ok {
				t.Error("has to wait for a list")
			}
			if a.session.Load() == nil {
				t.Error("garbage ended the session")
			}
		})
	}
}

func TestAllowComesBack(t *testing.T) {
	t.Parallel()
	for name, start := range servers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := start(t)
			c := openReady(t, url, newDatabase(0))
			for c.allow() {
			}
			eventually(t, "one more is allowed", c.allow)
		})
	}
}

func (c *Client) allow() bool {
	ok, _ := c.Allow(context.Background(), "k", 20, time.Second)
	return ok
}

// TestAllowAlone is the rule within one process, on a clock of its own.
func TestAllowAlone(t *testing.T) {
	t.Parallel()
	const gap, burst = time.Second, 3 * time.Second
	steps := []struct {
		now  time.Duration
		want time.Duration
	}{
		{0, 0}, {0, 0}, {0, 0}, {0, time.Second},
		{400 * time.Millisecond, 600 * time.Millisecond},
		{time.Second, 0}, {time.Second, time.Second},
		{10 * time.Second, 0}, {10 * time.Second, 0}, {10 * time.Second, 0}, {10 * time.Second, time.Second},
	}
	var b bucket
	for i, s := range steps {
		if got := b.take("k", time.Hour+s.now, gap, burst); got != s.want {
			t.Errorf("step %d: got %v, want %v", i, got, s.want)
		}
	}
}

func TestAllowWithoutRedis(t *testing.T) {
	t.Parallel()
	c := open(t, "redis://127.0.0.1:1/0", nil)
	for i := range 3 {
		if ok, _ := c.Allow(context.Background(), "k", 3, time.Hour); !ok {
			t.Errorf("number %d has to wait", i+1)
		}
	}
	if ok, wait := c.Allow(context.Background(), "k", 3, time.Hour); ok || wait <= 0 {
		t.Errorf("the fourth: %v, %v", ok, wait)
	}
	if ok, _ := c.Allow(context.Background(), "k", 0, time.Hour); ok {
		t.Error("a rate of nothing allows something")
	}
}

// TestAllowHavingNoRedis holds a process that was never given one to the same rule.
func TestAllowHavingNoRedis(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 11, 0, 0, 0, time.UTC)
	a := NewAlone(func() time.Time { return now })
	for i := range 20 {
		if ok, _ := a.Allow(t.Context(), "chat:anna", 20, time.Minute); !ok {
			t.Fatalf("number %d has to wait", i+1)
		}
	}
	if ok, wait := a.Allow(t.Context(), "chat:anna", 20, time.Minute); ok || wait != 3*time.Second {
		t.Errorf("number 21: %v, %v; want to wait 3 s", ok, wait)
	}
	if ok, _ := a.Allow(t.Context(), "chat:ben", 20, time.Minute); !ok {
		t.Error("another key has to wait")
	}
	if ok, wait := a.Allow(t.Context(), "none", 0, time.Minute); ok || wait != time.Minute {
		t.Errorf("a rate of nothing: %v, %v", ok, wait)
	}
	now = now.Add(3 * time.Second)
	if ok, _ := a.Allow(t.Context(), "chat:anna", 20, time.Minute); !ok {
		t.Error("one more has to wait after its time")
	}
}
