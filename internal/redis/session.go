package redis

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/redis/rueidis"
)

const (
	maxStrikes   = 3 // timeouts in a row after which a session is given up
	presenceName = "spotter:near"
)

// session is the time from one connection to Redis to its end. Everything that depends on having
// seen all that the server did (near, fence, presence) lives and dies with it, and so does the
// breaker: no session, no Redis.
type session struct {
	link    *link // commands and what the server says has changed
	fan     *link // subscriptions, so that a slow subscriber holds up nobody else
	clock   func() time.Duration
	timeout time.Duration
	space   string // what every key of the cache begins with: another run of the server, another space
	server  string // for people

	near     *near // nil on a server without tracking
	fence    fence
	presence presence
	polled   atomic.Int64 // when the latest reading of the ledger began that left nothing to mend
	strikes  atomic.Int32

	owned  sync.WaitGroup
	cancel context.CancelFunc
}

// usable reports whether the cache may be read at now.
func (s *session) usable(now time.Duration) bool {
	return now-time.Duration(s.polled.Load()) < cacheWindow
}

// peek is the hot path: a value that is here and may be read now, without a word to anybody.
func (s *session) peek(now time.Duration, wall int64, name string) ([]byte, bool) {
	if s.near == nil || !s.usable(now) {
		return nil, false
	}
	age := s.fence.age(now)
	if age >= nearWindow {
		return nil, false
	}
	if age > nearWindow/2 {
		s.fence.nudge()
	}
	var room [160]byte
	key := append(room[:0], s.space...)
	key = append(key, valueInfix...)
	key = append(key, name...)
	return s.near.peek(append(key, s.near.get...), wall)
}

// start begins what a session does by itself.
func (s *session) start(ctx context.Context) {
	if s.near == nil {
		return
	}
	ctx, s.cancel = context.WithCancel(ctx)
	s.owned.Go(func() { s.keep(ctx) })
	s.owned.Go(func() { s.bePresent(ctx) })
}

// close ends the session and waits for what it started.
func (s *session) close() {
	if s.cancel != nil {
		s.cancel()
	}
	s.link.close()
	s.fan.close()
	s.owned.Wait()
}

// kill gives the session up; its owner then closes it.
func (s *session) kill(cause error) { s.link.kill(cause) }

// bePresent subscribes to the channel whose subscribers are those who may read near. No message ever
// comes: presence is the connection's, so that no FLUSHALL can take it away. Who may not subscribe does
// without near.
func (s *session) bePresent(ctx context.Context) {
	hooked := rueidis.WithOnSubscriptionHook(ctx, func(c rueidis.PubSubSubscription) {
		if c.Kind == "subscribe" {
			s.fence.joined.CompareAndSwap(0, int64(s.clock()))
		}
	})
	subscribe := s.link.client.B().Subscribe().Channel(presenceName).Build()
	err := s.link.client.Receive(hooked, subscribe, func(rueidis.PubSubMessage) {})
	if s.fence.joined.Load() != 0 {
		s.kill(cmp.Or(err, error(errDead)))
	}
}

// ping asks for a sign of life, and moves the fence.
func (s *session) ping(ctx context.Context) error {
	sent := s.clock()
	_, err := s.do(ctx, s.link.client.B().Ping().Build())
	if err == nil {
		s.fence.advance(sent)
	}
	return err
}

// look counts those who may read near beside this instance; it is also the regular sign of life.
func (s *session) look(ctx context.Context) error {
	sent := s.clock()
	m, err := s.do(ctx, s.link.client.B().PubsubNumsub().Channel(presenceName).Build())
	if err != nil {
		return err
	}
	counts, err := m.AsIntMap()
	if err != nil {
		s.kill(err)
		return err
	}
	self := int64(0)
	if s.near != nil {
		self = 1
	}
	s.presence.count(counts[presenceName] > self, sent, s.clock())
	return nil
}

// do runs one command within the deadline. Waiting in vain often enough, or a broken link, ends the session.
func (s *session) do(ctx context.Context, cmd rueidis.Completed) (rueidis.RedisMessage, error) {
	bounded, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	m, err := s.link.client.Do(bounded, cmd).ToMessage()
	return m, s.judge(ctx, err)
}

// run is do for a script. A script that Redis refuses (read-only, out of memory, loading) ends the session.
func (s *session) run(ctx context.Context, script *rueidis.Lua, keys []string, args ...string) (rueidis.RedisMessage, error) {
	bounded, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	m, err := script.Exec(bounded, s.link.client, keys, args).ToMessage()
	if _, refused := rueidis.IsRedisErr(err); refused {
		s.kill(err)
	}
	return m, s.judge(ctx, err)
}

// judge counts strikes. What the caller's own context ended says nothing about Redis.
func (s *session) judge(ctx context.Context, err error) error {
	_, answered := rueidis.IsRedisErr(err)
	switch {
	case err == nil || answered || rueidis.IsRedisNil(err):
		if s.strikes.Load() != 0 {
			s.strikes.Store(0)
		}
	case ctx.Err() != nil, errors.Is(err, context.Canceled): // or that of one with whom a read was shared
	case !errors.Is(err, context.DeadlineExceeded) || s.strikes.Add(1) >= maxStrikes:
		s.kill(err)
	}
	return err
}

// Infixes of the two keys of a name.
const (
	valueInfix = "v:"
	marksInfix = "m:"
)

func (s *session) valueKey(name string) string { return s.space + valueInfix + name }

// keys lists value and marks of each name, as the scripts want them.
func (s *session) keys(names []string) []string {
	keys := make([]string, 0, 2*len(names))
	for _, name := range names {
		keys = append(keys, s.valueKey(name), s.space+marksInfix+name)
	}
	return keys
}

// field reads one line of the server's INFO.
func field(info, name string) string {
	for line := range strings.Lines(info) {
		if v, ok := strings.CutPrefix(line, name+":"); ok {
			return strings.TrimSpace(v)
		}
	}
	return ""
}
