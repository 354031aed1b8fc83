package redis

import (
	"context"
	"strconv"
	"sync"
	"time"

	"github.com/redis/rueidis"
)

// Cache holds values of one kind, each under a key, for as long as its time to live. What is in it
// may be lost at any time and is never older than the last acknowledged write.
type Cache struct {
	client  *Client
	prefix  string
	ttl     time.Duration
	flights flights
	floors  floors
}

// leaseTime is how long a load may take to be allowed to fill.
const leaseTime = 10 * time.Second

// attempts is how often a reader may find what others loaded of no use, before loading alone.
const attempts = 4

// Cache makes a cache. The prefix ("profile:") is part of the names in the ledger; it changes when the
// encoding of the values does.
func (c *Client) Cache(prefix string, ttl time.Duration) *Cache {
	return &Cache{client: c, prefix: prefix, ttl: ttl}
}

// Name is the name of a key in the ledger: what a write's transaction inserts there.
func (c *Cache) Name(key string) string { return c.prefix + key }

// Load reads a value and its version from the database, in one statement or one snapshot. It must see
// everything that was committed before it was called. A higher version is a later one.
type Load func(ctx context.Context) (value []byte, version int64, err error)

// Get is the value of a key: from this process, from Redis or, when neither may be trusted or has it,
// from load. Concurrent misses share a load. An error is load's, or that of ctx; nothing is kept of it.
// The value is shared: it must not be written to.
func (c *Cache) Get(ctx context.Context, key string, load Load) ([]byte, error) {
	name := c.prefix + key
	if s := c.client.session.Load(); s != nil {
		now := c.client.now()
		if value, ok := s.peek(now.Sub(c.client.began), now.UnixMilli(), name); ok {
			return value, nil
		}
	}
	for range attempts {
		seen := c.read(ctx, name)
		if seen.value != nil {
			return seen.value, nil
		}
		value, ok, err := c.flights.do(ctx, name, func(seal func()) ([]byte, bool, error) {
			return c.load(ctx, name, seen.garbage, load, seal)
		})
		if ok {
			return value, err
		}
	}
	value, _, err := load(ctx)
	return value, err
}

// sight is what was seen in Redis: a value, or what lies in its place and is none.
type sight struct {
	value   []byte
	garbage string
}

// usable is the session, if what lies in Redis may be trusted now; else nil.
func (c *Client) usable() *session {
	s := c.session.Load()
	if s == nil || !s.usable(s.clock()) {
		return nil
	}
	return s
}

// read looks into Redis.
func (c *Cache) read(ctx context.Context, name string) sight {
	s := c.client.usable()
	if s == nil {
		return sight{}
	}
	m, err := s.get(ctx, s.valueKey(name), c.ttl)
	if err != nil {
		return sight{} // nothing, or garbage of another type, which the lease clears away
	}
	frame, err := m.ToString()
	if err != nil {
		return sight{}
	}
	return c.judge(s, name, frame)
}

// judge tells a value from a lease and from garbage. A value older than one that this process read
// from the database is garbage too: somebody put it back.
func (c *Cache) judge(s *session, name, frame string) sight {
	value, version, ok := unpack(s.valueKey(name), frame)
	switch {
	case ok && c.floors.reached(name, version):
		return sight{value: value}
	case isLease(frame):
		return sight{}
	}
	return sight{garbage: frame}
}

// get reads one key. It is shared with other readers, and kept here, only behind the fence: a reader must
// not join a reading that was under way before what it must see was written.
func (s *session) get(ctx context.Context, key string, ttl time.Duration) (rueidis.RedisMessage, error) {
	if !s.fenced(ctx) {
		return s.do(ctx, s.link.client.B().Get().Key(key).Build())
	}
	bounded, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	m, err := s.link.client.DoCache(bounded, s.link.client.B().Get().Key(key).Cache(), ttl).ToMessage()
	return m, s.judge(ctx, err)
}

// load is the work of a miss: lease, load, fill; or only to load, while Redis cannot be trusted. It looks
// for the session itself: everybody who waits for the value asked before this moment. proved says that the
// value was the latest when seal was called.
func (c *Cache) load(ctx context.Context, name, garbage string, load Load, seal func()) (value []byte, proved bool, err error) {
	s := c.client.usable()
	if s == nil {
		value, _, err = load(ctx)
		return value, false, err
	}
	lease, found := c.lease(ctx, s, name, garbage)
	if found.value != nil {
		return found.value, false, nil
	}
	value, version, err := load(ctx)
	if err == nil {
		c.floors.set(name, version)
	}
	if lease == "" {
		return value, false, err
	}
	seal()
	trusted, frame := s.usable(s.clock()), ""
	if err == nil && len(value) <= frameLimit {
		frame = pack(s.valueKey(name), value, version)
	}
	filled := c.fill(ctx, s, s.valueKey(name), lease, frame)
	return value, trusted && filled, err
}

// What leaseScript answers.
const (
	leaseGiven = iota
	leaseValue
)

// lease asks for the right to fill; the empty lease is a refusal. A value that came meanwhile is as good.
func (c *Cache) lease(ctx context.Context, s *session, name, garbage string) (string, sight) {
	lease := newLease()
	m, err := s.run(ctx, c.client.scripts.lease, s.keys([]string{name}),
		lease, strconv.FormatInt(leaseTime.Milliseconds(), 10), garbage)
	if err != nil {
		return "", sight{}
	}
	answer, err := m.ToArray()
	if err != nil || len(answer) == 0 {
		return "", sight{}
	}
	switch state, _ := answer[0].AsInt64(); {
	case state == leaseGiven:
		return lease, sight{}
	case state == leaseValue && len(answer) == 2:
		frame, _ := answer[1].ToString()
		return "", c.judge(s, name, frame)
	}
	return "", sight{}
}

// fill puts a frame in the place of the lease, or gives the lease back. It reports whether the lease was
// still there: nothing was written since it was given. A caller who has gone does not leave a lease behind.
func (c *Cache) fill(ctx context.Context, s *session, key, lease, frame string) bool {
	m, err := s.run(context.WithoutCancel(ctx), c.client.scripts.fill, []string{key},
		lease, frame, strconv.FormatInt(c.ttl.Milliseconds(), 10))
	if err != nil {
		return false
	}
	took, err := m.AsInt64()
	return err == nil && took == 1 && frame != ""
}

// floors remembers the version that this process last read from the database, by name. The
// database is right: it may lower a floor, a backup was restored; Redis may not.
type floors struct {
	mu       sync.RWMutex
	versions map[string]int64
}

const maxFloors = 1 << 16

func (f *floors) reached(key string, version int64) bool {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return version >= f.versions[key]
}

func (f *floors) set(key string, version int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.versions == nil || len(f.versions) >= maxFloors {
		f.versions = make(map[string]int64)
	}
	f.versions[key] = version
}
