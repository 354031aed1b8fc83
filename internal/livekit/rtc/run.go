package rtc

import (
	"errors"
	"fmt"
	"time"

	"github.com/livekit/protocol/livekit"
)

// session is what only run may touch (and connect, before run begins).
type session struct {
	url, token string
	conn       *conn // nil while there is none
	pub, sub   *peer

	attributes map[string]string // what we want ours to be
	subscribed map[string]bool   // tracks asked for, by sid
	published  *livekit.TrackPublishedResponse

	pingEvery, pingPatience time.Duration
	heard                   time.Time // when the server last said anything
	pinged                  time.Time
	trouble                 time.Time // since when media does not flow; zero when it does
	healBy                  time.Time // when a resume that carries no media has failed
}

const (
	tick = 200 * time.Millisecond
	// grace is for the server's word on why media ended. Who comes back to a room that was deleted makes it again.
	grace = 500 * time.Millisecond
)

// run owns the session until it is over.
func (c *Client) run() {
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	err := c.loop(ticker.C)
	c.leave()
	c.closePeers()
	if c.ctx.Err() == nil {
		c.err = err
	}
	c.stop()
	c.calls.end()
	close(c.done)
}

func (c *Client) loop(ticks <-chan time.Time) error {
	for {
		var messages chan *livekit.SignalResponse
		if c.session.conn != nil {
			messages = c.session.conn.messages
		}
		var err error
		select {
		case <-c.ctx.Done():
			return nil
		case m, ok := <-messages:
			if !ok {
				err = c.recover(livekit.ReconnectReason_RR_SIGNAL_DISCONNECTED)
				break
			}
			err = c.handle(m)
		case <-c.inbox.wake:
			for _, f := range c.inbox.take() {
				f()
			}
			err = c.look()
		case <-ticks:
			err = c.look()
		}
		if errors.Is(err, errOver) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// errOver ends the loop without an error: the room ended.
var errOver = errors.New("the room ended")

// look sees whether signalling and media are well, and does what makes them so.
func (c *Client) look() error {
	s, now := &c.session, c.config.Now()
	if c.ping(now); s.conn != nil && now.Sub(s.heard) > s.pingPatience {
		c.log.Info("livekit: the server is silent")
		s.conn.cut()
		return c.recover(livekit.ReconnectReason_RR_SIGNAL_DISCONNECTED)
	}
	if c.healthy() {
		s.trouble, s.healBy = time.Time{}, time.Time{}
		c.becomeReady()
		return nil
	}
	select {
	case <-c.ready:
	default:
		return nil // still joining: Join's context says for how long
	}
	switch {
	case s.trouble.IsZero():
		s.trouble = now
	case now.Sub(s.trouble) > c.config.Patience:
		return fmt.Errorf("livekit: lost the room: no media for %s", c.config.Patience)
	case s.healBy.IsZero() && now.Sub(s.trouble) < grace: // the server may be about to say why
	case s.healBy.IsZero():
		return c.recover(c.whichPeer())
	case now.After(s.healBy):
		c.log.Info("livekit: media did not come back; joining anew")
		return c.again(livekit.ReconnectReason_RR_UNKNOWN, true)
	}
	return nil
}

func (c *Client) whichPeer() livekit.ReconnectReason {
	if !c.session.pub.well() {
		return livekit.ReconnectReason_RR_PUBLISHER_FAILED
	}
	return livekit.ReconnectReason_RR_SUBSCRIBER_FAILED
}

func (c *Client) healthy() bool {
	return c.session.pub.well() && (c.session.sub.well() || c.session.sub.unused) && c.out.isOpen()
}

func (c *Client) becomeReady() {
	select {
	case <-c.ready:
	default:
		close(c.ready)
	}
}

// ping asks the server for a sign of life, in both of the protocol's words.
func (c *Client) ping(now time.Time) {
	s := &c.session
	if s.conn == nil || now.Sub(s.pinged) < s.pingEvery {
		return
	}
	s.pinged = now
	c.request(&livekit.SignalRequest{Message: &livekit.SignalRequest_Ping{Ping: now.UnixMilli()}})
	c.request(&livekit.SignalRequest{Message: &livekit.SignalRequest_PingReq{PingReq: &livekit.Ping{Timestamp: now.UnixMilli()}}})
}

// request sends to the server. A failure shows as the end of the connection, which is handled there.
func (c *Client) request(m *livekit.SignalRequest) {
	if c.session.conn == nil {
		return
	}
	if err := c.session.conn.send(c.ctx, m); err != nil {
		c.session.conn.cut()
	}
}

// leave says goodbye, where somebody listens.
func (c *Client) leave() {
	if c.session.conn == nil {
		return
	}
	c.request(&livekit.SignalRequest{Message: &livekit.SignalRequest_Leave{Leave: &livekit.LeaveRequest{
		Reason: livekit.DisconnectReason_CLIENT_INITIATED, Action: livekit.LeaveRequest_DISCONNECT,
	}}})
	c.session.conn.cut()
	c.session.conn = nil
}

// pause is false when the session ended before it did.
func (c *Client) pause(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return c.ctx.Err() == nil
	case <-c.ctx.Done():
		return false
	}
}
