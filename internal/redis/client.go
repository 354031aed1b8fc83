package redis

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/redis/rueidis"
)

// Config says which Redis.
type Config struct {
	URL     string        // redis://user:password@host:port/db, rediss:// or unix:///path?db=n
	Timeout time.Duration // of one operation; 0 means 50 ms
	Ledger  Ledger        // what is still to be mended; nil: nothing is cached
}

// Client is this process's part in what the instances share through Redis. Its methods may be called
// at any time and from any goroutine, whether Redis is there or not.
type Client struct {
	option  rueidis.ClientOption
	timeout time.Duration
	ledger  Ledger
	log     *slog.Logger
	now     func() time.Time
	began   time.Time
	scripts scripts
	local   bucket

	session atomic.Pointer[session] // nil: away
	mu      sync.Mutex
	changed chan struct{} // closed when session changes

	cancel context.CancelFunc
	done   chan struct{}
}

const (
	defaultTimeout = 50 * time.Millisecond
	minBackoff     = 50 * time.Millisecond
	maxBackoff     = time.Second
)

// Open reads the configuration and begins to connect, in the background, for as long as ctx lasts and
// until [Client.Close]. That Redis is away is no error.
func Open(ctx context.Context, cfg Config, log *slog.Logger, now func() time.Time) (*Client, error) {
	option, err := options(cfg.URL)
	if err != nil {
		return nil, err
	}
	if cfg.Timeout <= 0 {
		cfg.Timeout = defaultTimeout
	}
	c := &Client{
		option: option, timeout: cfg.Timeout, ledger: cfg.Ledger, log: log, now: now,
		began:   now().Add(-time.Hour), // so that 0 on this clock is long ago
		scripts: newScripts(),
		changed: make(chan struct{}),
		done:    make(chan struct{}),
	}
	ctx, c.cancel = context.WithCancel(ctx)
	go c.own(ctx)
	return c, nil
}

// Close ends the connection and everything that was begun. What is called afterwards finds Redis away.
func (c *Client) Close() {
	c.cancel()
	<-c.done
}

// clock is monotonic time since somewhat before Open.
func (c *Client) clock() time.Duration { return c.now().Sub(c.began) }

// Ping reports whether Redis answers now.
func (c *Client) Ping(ctx context.Context) error {
	s := c.session.Load()
	if s == nil {
		return errAway
	}
	return s.ping(ctx)
}

// Describe says for people which Redis this is and how it is used; it holds no secret.
func (c *Client) Describe() string {
	where := c.option.InitAddress[0]
	s := c.session.Load()
	switch {
	case s == nil:
		return fmt.Sprintf("redis at %s: away", where)
	case s.near == nil:
		return fmt.Sprintf("redis %s at %s, without client-side caching", s.server, where)
	}
	return fmt.Sprintf("redis %s at %s, with client-side caching", s.server, where)
}

// own is the owner of all sessions, one after the other.
func (c *Client) own(ctx context.Context) {
	defer close(c.done)
	backoff, told := minBackoff, false
	for ctx.Err() == nil {
		s, err := c.connect(ctx)
		if err != nil {
			if !told && ctx.Err() == nil {
				c.log.WarnContext(ctx, "redis is away; all goes on without it", "error", err)
				told = true
			}
			pause(ctx, backoff)
			backoff = min(2*backoff, maxBackoff)
			continue
		}
		began := c.clock()
		c.log.InfoContext(ctx, "redis is there", "server", s.server, "tracking", s.near != nil)
		c.serve(ctx, s)
		c.lost(ctx, s)
		told = true
		if c.clock()-began > maxBackoff {
			backoff = minBackoff
		}
		pause(ctx, backoff)
		backoff = min(2*backoff, maxBackoff)
	}
}

// serve does what is regular in a session, until it ends.
func (c *Client) serve(ctx context.Context, s *session) {
	c.set(s)
	defer c.set(nil)
	ticker := time.NewTicker(poll)
	defer ticker.Stop()
	for {
		c.tick(ctx, s)
		select {
		case <-ctx.Done():
			return
		case <-s.link.dead:
			return
		case <-s.fan.dead:
			return
		case <-ticker.C:
		}
	}
}

// lost closes a session and says why it ended; a client that is being closed is no news.
func (c *Client) lost(ctx context.Context, s *session) {
	cause := s.link.err()
	if cause == nil {
		cause = s.fan.err()
	}
	s.close()
	if ctx.Err() == nil {
		c.log.WarnContext(ctx, "redis was lost; all goes on without it", "error", cause)
	}
}

// tick looks for signs of life and at the ledger. A Redis that is silent is found out at once, not
// over several ticks.
func (c *Client) tick(ctx context.Context, s *session) {
	for range maxStrikes {
		if s.look(ctx) == nil {
			break
		}
	}
	if c.ledger == nil || s.link.err() != nil {
		return
	}
	began := c.clock()
	if err := c.mend(ctx, s); err != nil {
		if ctx.Err() == nil {
			c.log.DebugContext(ctx, "redis: the ledger of invalidations could not be worked off", "error", err)
		}
		return
	}
	s.polled.Store(int64(began))
}

// set makes s the session, and tells those who wait for one.
func (c *Client) set(s *session) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.session.Store(s)
	close(c.changed)
	c.changed = make(chan struct{})
}

// await is the session, as soon as there is one other than last; nil when ctx or the client ended first.
func (c *Client) await(ctx context.Context, last *session) *session {
	for {
		c.mu.Lock()
		s, changed := c.session.Load(), c.changed
		c.mu.Unlock()
		if s != nil && s != last {
			return s
		}
		select {
		case <-ctx.Done():
			return nil
		case <-c.done:
			return nil
		case <-changed:
		}
	}
}

// pause waits for d or for the end of ctx.
func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}
