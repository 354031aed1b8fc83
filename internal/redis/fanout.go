package redis

import (
	"context"
	"sync"

	"github.com/redis/rueidis"
)

const channelPrefix = "spotter:channel:"

// Publish tells everybody who listens to the channel now, in every process. It keeps nothing: who
// must not miss it has another way to learn of it.
func (c *Client) Publish(ctx context.Context, channel string, payload []byte) error {
	s := c.session.Load()
	if s == nil {
		return errAway
	}
	publish := s.link.client.B().Publish().Channel(channelPrefix + channel).Message(rueidis.BinaryString(payload))
	_, err := s.do(ctx, publish.Build())
	return err
}

// Listener is who listens. Both are called one at a time, and are quick.
type Listener struct {
	// Message gets what is published, in order.
	Message func(payload []byte)
	// Live is told true when messages come from now on, and false when they no longer do; between, they
	// are lost, and the listener looks for itself. Before the first call they do not come.
	Live func(live bool)
}

// Subscribe listens to a channel until ctx or the client ends, over all outages, and then returns why.
func (c *Client) Subscribe(ctx context.Context, channel string, l Listener) error {
	var s *session
	for {
		if s = c.await(ctx, s); s == nil {
			if err := ctx.Err(); err != nil {
				return err
			}
			return errAway
		}
		err := c.listen(ctx, s, channelPrefix+channel, l)
		c.log.DebugContext(ctx, "redis: a subscription ended", "channel", channel, "error", err)
	}
}

// listen is one session's worth of listening. The server's confirmation comes to a goroutine that may
// not wait, hence the helper; what comes first, it or a message, tells that the subscription lives.
func (c *Client) listen(ctx context.Context, s *session, channel string, l Listener) error {
	confirmed, ended := make(chan struct{}), make(chan struct{})
	confirm := sync.OnceFunc(func() { close(confirmed) })
	begin := sync.OnceFunc(func() { l.Live(true) })
	hooked := rueidis.WithOnSubscriptionHook(ctx, func(sub rueidis.PubSubSubscription) {
		if sub.Kind == "subscribe" {
			confirm()
		}
	})
	var helper sync.WaitGroup
	helper.Go(func() {
		select {
		case <-confirmed:
			begin()
		case <-ended:
		}
	})
	subscribe := s.fan.client.B().Subscribe().Channel(channel).Build()
	err := s.fan.client.Receive(hooked, subscribe, func(m rueidis.PubSubMessage) {
		begin()
		l.Message([]byte(m.Message))
	})
	close(ended)
	helper.Wait()
	select {
	case <-confirmed:
		begin() // so that true comes before false
		l.Live(false)
	default:
	}
	return err
}
