package redis

import (
	"context"
	"time"
)

// Invalidation is a row that a write's transaction left: the values of this name may be old.
type Invalidation struct {
	ID   int64
	Name string // see [Cache.Name]
}

// Ledger is the table of invalidations. It is read four times a second.
type Ledger interface {
	// Pending is up to limit committed rows for a server, the oldest first. It sees every row committed before
	// it was called. A server is a run of a Redis by a name of its own: a write leaves a row for each that has
	// called within the life of a value, and the first call of one waits for the writes under way.
	Pending(ctx context.Context, server string, limit int) ([]Invalidation, error)
	// Clear deletes rows. That some are gone already is no error.
	Clear(ctx context.Context, rows []Invalidation) error
}

// batch is how many rows are worked off at a time.
const batch = 500

// Drain works off the ledger now. The client does so by itself, [poll] by poll, and before it reads
// anything from a Redis that it had lost.
func (c *Client) Drain(ctx context.Context) error {
	s := c.session.Load()
	if s == nil || c.ledger == nil {
		return errAway
	}
	return c.mend(ctx, s)
}

// mend takes away what the ledger names, and then the rows: first from Redis, then, by waiting, from
// whoever may hold it near.
func (c *Client) mend(ctx context.Context, s *session) error {
	ctx, cancel := context.WithTimeout(ctx, cacheWindow)
	defer cancel()
	for {
		rows, err := c.ledger.Pending(ctx, s.space, batch)
		if err != nil || len(rows) == 0 {
			return err
		}
		if _, err := c.erase(ctx, s, "", names(rows), true); err != nil {
			return err
		}
		s.settle(ctx, s.clock())
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := c.ledger.Clear(ctx, rows); err != nil || len(rows) < batch {
			return err
		}
	}
}

func names(rows []Invalidation) []string {
	seen := make(map[string]bool, len(rows))
	var out []string
	for _, row := range rows {
		if !seen[row.Name] {
			seen[row.Name] = true
			out = append(out, row.Name)
		}
	}
	return out
}

// erase takes values away in Redis and in this process, and lifts a writer's marks. held reports that
// the marks were in force until now.
func (c *Client) erase(ctx context.Context, s *session, token string, names []string, committed bool) (held bool, err error) {
	keys, flag := s.keys(names), "0"
	if committed {
		flag = "1"
	}
	m, err := s.run(ctx, c.scripts.erase, keys, token, flag)
	if err != nil {
		return false, err
	}
	s.forget(keys)
	n, err := m.AsInt64()
	return n == 1, err
}

// forget drops from near what this session itself has changed.
func (s *session) forget(keys []string) {
	if s.near == nil {
		return
	}
	for i := 0; i < len(keys); i += 2 {
		s.near.Del(keys[i] + s.near.get)
	}
}

// settle waits until nobody can read near what was taken away at since, on this clock.
func (s *session) settle(ctx context.Context, since time.Duration) {
	now := s.clock()
	if rest := since + nearWindow + margin - now; rest > 0 && !s.presence.alone(now) {
		pause(ctx, rest)
	}
}
