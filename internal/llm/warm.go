package llm

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// Connections are kept warm while answers are asked for: vendors close those that are idle for about a minute.
const (
	warmEvery = 45 * time.Second
	warmFor   = 10 * time.Minute // after the newest answer
	warmLimit = 10 * time.Second
)

// clockmark is a time that many set.
type clockmark struct {
	mu sync.Mutex
	at time.Time
}

func (m *clockmark) set(at time.Time) { m.mu.Lock(); defer m.mu.Unlock(); m.at = at }

func (m *clockmark) get() time.Time { m.mu.Lock(); defer m.mu.Unlock(); return m.at }

// Run does what goes on beside answers, until ctx ends: it keeps a connection to each provider open, so that
// falling over to the next one costs no handshake, and runs the providers that look for a server. It answers
// the cause of ctx.
func (c *Chain) Run(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, l := range c.links {
		if p, ok := l.Provider.(interface{ Run(context.Context) error }); ok {
			group.Go(func() error { return p.Run(ctx) })
		}
	}
	group.Go(func() error { return c.keepWarm(ctx) })
	return group.Wait()
}

func (c *Chain) keepWarm(ctx context.Context) error {
	ticker := time.NewTicker(warmEvery)
	defer ticker.Stop()
	c.Warm(ctx)
	for {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-ticker.C:
		}
		if c.config.Now().Sub(c.used.get()) < warmFor {
			c.Warm(ctx)
		}
	}
}

// Warm opens a connection to each provider that has none idle, all at once. One that cannot be reached is no
// error: the next answer will tell.
func (c *Chain) Warm(ctx context.Context) {
	var all sync.WaitGroup
	for _, l := range c.links {
		p, ok := l.Provider.(interface{ Warm(context.Context) error })
		if !ok || !l.present() || !l.breaker.Ready(c.config.Now()) {
			continue
		}
		all.Go(func() {
			limit, cancel := context.WithTimeout(ctx, warmLimit)
			defer cancel()
			if err := p.Warm(limit); err != nil && ctx.Err() == nil {
				c.config.Log.LogAttrs(ctx, slog.LevelDebug, "a model's connection could not be kept warm", slog.String("provider", l.Provider.Name()), slog.Any("error", err))
			}
		})
	}
	all.Wait()
}
