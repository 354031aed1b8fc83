package redis

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	neturl "net/url"
	"time"

	"github.com/redis/rueidis"
)

// dialTimeout bounds a connection with its handshake; it is made in the background.
const dialTimeout = 500 * time.Millisecond

// options reads the URL. What is set here is what the protocol rests on: one connection, so that answers
// and news of changes come in one order; no retries, so that an answer is of the link it was asked on.
func options(url string) (rueidis.ClientOption, error) {
	if _, err := neturl.Parse(url); err != nil {
		return rueidis.ClientOption{}, errURL // the cause would show the password
	}
	option, err := rueidis.ParseURL(url)
	if err != nil {
		return option, fmt.Errorf("redis: the URL cannot be used: %w", err)
	}
	option.ForceSingleClient = true
	option.PipelineMultiplex = -1
	option.AlwaysPipelining = true
	option.DisableRetry = true
	option.ClientTrackingOptions = []string{"OPTIN"}
	option.Dialer.Timeout = dialTimeout
	option.ConnWriteTimeout = time.Second
	option.ReadBufferEachConn = 64 << 10
	option.WriteBufferEachConn = 64 << 10
	return option, nil
}

// connect opens a session: with tracking when the server has it.
func (c *Client) connect(ctx context.Context) (*session, error) {
	s := &session{clock: c.clock, timeout: c.timeout}
	s.fence.want = make(chan struct{}, 1)
	tracked, plain := c.option, c.option
	plain.DisableCache, plain.AlwaysRESP2 = true, true
	near := newNear(c.now)
	tracked.NewCacheStoreFn = func(rueidis.CacheStoreOption) rueidis.CacheStore {
		return rueidis.NewSimpleCacheAdapter(near)
	}
	var err error
	if !tracked.DisableCache {
		s.link, err = dial(ctx, tracked)
	}
	switch {
	case tracked.DisableCache, errors.Is(err, rueidis.ErrNoCache):
		s.link, err = dial(ctx, plain)
	case err == nil:
		s.near = near
		plain.AlwaysRESP2 = c.option.AlwaysRESP2
	}
	if err != nil {
		return nil, err
	}
	if s.fan, err = dial(ctx, plain); err != nil {
		s.link.close()
		return nil, err
	}
	if err := s.greet(ctx, c.option); err != nil {
		s.link.close()
		s.fan.close()
		return nil, err
	}
	s.start(ctx)
	return s, nil
}

// greet learns which run of the server this is, and that it takes writes. One that does not tell (the
// embedded one, which keeps nothing between two runs) goes by its address and password, which are new
// with each run.
func (s *session) greet(ctx context.Context, option rueidis.ClientOption) error {
	client := s.link.client
	address := sha256.Sum256([]byte(option.InitAddress[0] + "\x00" + option.Password))
	run := hex.EncodeToString(address[:])
	s.server = "embedded"
	m, err := s.do(ctx, client.B().Info().Section("server").Build())
	if info, e := m.ToString(); err == nil && e == nil {
		s.server = field(info, "redis_version")
		run = cmp.Or(field(info, "run_id"), run)
	} else if _, answered := rueidis.IsRedisErr(err); !answered {
		return err
	}
	s.space = "spotter:" + run[:min(len(run), 12)] + ":"
	_, err = s.do(ctx, client.B().Set().Key("spotter:hello").Value(s.server).Px(time.Second).Build())
	return err
}
