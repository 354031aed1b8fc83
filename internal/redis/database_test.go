package redis

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// database is a fake one: a version for each key, and the ledger. A load takes its snapshot at once and
// answers late, which is what makes a fill dangerous.
type database struct {
	slow  time.Duration // the longest that a load or a commit takes
	loads atomic.Int64
	down  atomic.Bool

	mu       sync.Mutex
	versions map[string]int64
	ledger   map[string][]Invalidation // by server
	last     int64
	latest   string // the server that became known last
}

const errDown failure = "the database is down"

func newDatabase(slow time.Duration) *database {
	return &database{slow: slow, versions: make(map[string]int64), ledger: make(map[string][]Invalidation)}
}

func (d *database) dawdle() {
	if d.slow > 0 {
		pause(context.Background(), rand.N(d.slow))
	}
}

func (d *database) load(key string) Load {
	return func(ctx context.Context) ([]byte, int64, error) {
		d.loads.Add(1)
		if d.down.Load() {
			return nil, 0, errDown
		}
		if rand.N(2) == 0 {
			d.dawdle()
		}
		version := d.version(key)
		d.dawdle()
		return document(key, version), version, ctx.Err()
	}
}

func (d *database) version(key string) int64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.versions[key]
}

// commit writes the next version of a key, with the ledger's row, after a slow transaction.
func (d *database) commit(c *Cache, key string) int64 {
	d.dawdle()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.versions[key]++
	for server := range d.ledger {
		d.last++
		d.ledger[server] = append(d.ledger[server], Invalidation{ID: d.last, Name: c.Name(key)})
	}
	return d.versions[key]
}

func (d *database) Pending(ctx context.Context, server string, limit int) ([]Invalidation, error) {
	if d.down.Load() {
		return nil, errDown
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	rows, known := d.ledger[server]
	if !known {
		d.ledger[server], d.latest = nil, server
	}
	return slices.Clone(rows[:min(limit, len(rows))]), ctx.Err()
}

func (d *database) Clear(ctx context.Context, rows []Invalidation) error {
	if d.down.Load() {
		return errDown
	}
	gone := make(map[int64]bool)
	for _, row := range rows {
		gone[row.ID] = true
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for server := range d.ledger {
		d.ledger[server] = slices.DeleteFunc(d.ledger[server], func(row Invalidation) bool { return gone[row.ID] })
	}
	return nil
}

// pending counts the rows of the server in use.
func (d *database) pending() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.ledger[d.latest])
}

// document is about as long as a profile.
func document(key string, version int64) []byte {
	return fmt.Appendf(nil, "%s\n%d\n%s", key, version, bytes.Repeat([]byte("profile "), 200))
}

// versionOf reads a document, and whether it is the key's.
func versionOf(key string, value []byte) (int64, error) {
	var of string
	var version int64
	if _, err := fmt.Sscan(string(value), &of, &version); err != nil || of != key {
		return 0, fmt.Errorf("not a document of %s: %.40q", key, value)
	}
	return version, nil
}
