package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"spotter/internal/coach"
	"spotter/internal/postgres"
	"spotter/internal/redis"
)

// profileLife is how long a profile stays in the cache.
const profileLife = 24 * time.Hour

// ledger lets the cache work off the invalidations that the database keeps.
type ledger struct{ db *postgres.DB }

func (l ledger) Pending(ctx context.Context, server string, limit int) ([]redis.Invalidation, error) {
	rows, err := l.db.Invalidations(ctx, server, limit)
	out := make([]redis.Invalidation, 0, len(rows))
	for _, r := range rows {
		out = append(out, redis.Invalidation(r))
	}
	return out, err
}

func (l ledger) Clear(ctx context.Context, rows []redis.Invalidation) error {
	ids := make([]int64, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return l.db.ClearInvalidations(ctx, ids)
}

// profiles is the cache of profiles; Redis that is away makes reads slower and prevents no start.
type profiles struct{ *redis.Cache }

func (c profiles) Get(ctx context.Context, key string, load func(context.Context) ([]byte, int64, error)) ([]byte, error) {
	return c.Cache.Get(ctx, key, load)
}

// openRedis prepares the client and the profile cache over it. The ledger is read over a connection of its
// own: a busy pool must not make the cache look unsafe.
func (p *program) openRedis(ctx context.Context, parts *parts) error {
	side, err := postgres.Open(ctx, parts.config.DatabaseURL, postgres.Options{Log: parts.log, MaxConns: 1, Isolated: true})
	if err != nil {
		return fmt.Errorf("DATABASE_URL: %w", err)
	}
	client, err := redis.Open(ctx, redis.Config{URL: parts.config.RedisURL, Ledger: ledger{side}}, parts.log, p.now)
	if err != nil {
		side.Close()
		return fmt.Errorf("REDIS_URL: %w", err)
	}
	parts.closers = append(parts.closers, client.Close, side.Close)
	parts.redis, parts.limiter, parts.cache = client, client, profiles{client.Cache(coach.ProfileCache, profileLife)}
	return nil
}

// askRedis says what a Redis is, for the doctor.
func (p *program) askRedis(ctx context.Context, url string) (string, error) {
	if url == "" {
		return "REDIS_URL is not set: nothing is cached", errSkipped
	}
	client, err := redis.Open(ctx, redis.Config{URL: url}, slog.New(slog.DiscardHandler), p.now)
	if err != nil {
		return "", err
	}
	defer client.Close()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for client.Ping(ctx) != nil {
		select {
		case <-ctx.Done():
			return "", errors.New("REDIS_URL: nothing answers there")
		case <-tick.C:
		}
	}
	return client.Describe(), nil
}
