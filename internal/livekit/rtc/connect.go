package rtc

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strconv"
	"time"

	"github.com/livekit/protocol/livekit"
)

// attemptTime bounds one attempt to reach the server again.
const attemptTime = 5 * time.Second

// connect joins from nothing: a signalling connection, two peers, the published track and the offer.
func (c *Client) connect(ctx context.Context) error {
	base := c.session.url
	for range 3 {
		join, signal, err := c.enter(ctx, base)
		if err != nil {
			return err
		}
		if join.GetAlternativeUrl() == "" || join.GetParticipant() != nil {
			c.session.url = base
			return c.settle(join, signal) //nolint:contextcheck // what others ask later is bound by the session, not by the joining
		}
		signal.cut() // this server has moved its work elsewhere
		if base, err = otherURL(base, join.GetAlternativeUrl()); err != nil {
			return err
		}
	}
	return errors.New("livekit: sent from server to server")
}

// enter opens a connection and takes the server's answer.
func (c *Client) enter(ctx context.Context, base string) (*livekit.JoinResponse, *conn, error) {
	signal, err := c.dial(ctx, base, url.Values{})
	if err != nil {
		return nil, nil, err
	}
	first, err := signal.first(ctx)
	if err != nil {
		signal.cut()
		return nil, nil, err
	}
	if join := first.GetJoin(); join != nil {
		return join, signal, nil
	}
	signal.cut()
	if leave := first.GetLeave(); leave != nil {
		return nil, nil, &Closed{Reason: leave.GetReason()}
	}
	return nil, nil, fmt.Errorf("livekit: the server began with %T", first.GetMessage())
}

// settle makes the session what the server's answer to a join says.
func (c *Client) settle(join *livekit.JoinResponse, signal *conn) error {
	s := &c.session
	s.conn = signal
	c.alive(join.GetPingInterval(), join.GetPingTimeout())
	c.closePeers()
	clear(s.subscribed)
	c.out.restart()
	if err := c.makePeers(join); err != nil {
		return err
	}
	c.mu.Lock()
	c.self = join.GetParticipant()
	c.mu.Unlock()
	c.meet(join.GetOtherParticipants(), true)
	if c.config.Publish != nil {
		c.request(addTrack(c.config.Publish.ID()))
	}
	c.sendAttributes()
	return c.offer(false)
}

func (c *Client) alive(every, patience int32) {
	s := &c.session
	s.heard = c.config.Now()
	s.pinged = s.heard
	s.pingEvery, s.pingPatience = 10*time.Second, 30*time.Second
	if every > 0 {
		s.pingEvery = time.Duration(every) * time.Second
	}
	if patience > 0 {
		s.pingPatience = time.Duration(patience) * time.Second
	}
}

func addTrack(cid string) *livekit.SignalRequest {
	return &livekit.SignalRequest{Message: &livekit.SignalRequest_AddTrack{AddTrack: &livekit.AddTrackRequest{
		Cid: cid, Name: "voice", Type: livekit.TrackType_AUDIO, Source: livekit.TrackSource_MICROPHONE,
		DisableRed: true, AudioFeatures: []livekit.AudioTrackFeature{livekit.AudioTrackFeature_TF_NO_DTX},
	}}}
}

// recover brings back a connection that was lost: by a resume, or by joining anew.
func (c *Client) recover(reason livekit.ReconnectReason) error { return c.again(reason, false) }

// again tries until it works, the session ends, or patience does. Between attempts it waits longer each time.
func (c *Client) again(reason livekit.ReconnectReason, anew bool) error {
	s := &c.session
	if s.trouble.IsZero() {
		s.trouble = c.config.Now()
	}
	var err error
	for attempt := 0; c.config.Now().Sub(s.trouble) < c.config.Patience; attempt++ {
		if !c.pause(backoff(attempt)) {
			return errOver // we leave
		}
		if anew {
			err = c.rejoin()
		} else {
			err = c.resume(reason)
		}
		var refused *refusal
		var closed *Closed
		switch {
		case err == nil:
			s.healBy = c.config.Now().Add(c.config.Heal)
			return nil
		case c.ctx.Err() != nil:
			return errOver
		case errors.As(err, &refused):
			return err
		case errors.As(err, &closed):
			return closed.over()
		}
		c.log.Info("livekit: reconnecting", "attempt", attempt, "anew", anew, "err", err)
		anew = anew || errors.Is(err, errAnew) || attempt >= 4
	}
	return fmt.Errorf("livekit: lost the room: %w", err)
}

// backoff is 0 before the first attempt, then grows to 3 s, spread so that many sessions do not come at once.
func backoff(attempt int) time.Duration {
	if attempt == 0 {
		return 0
	}
	d := min(100*time.Millisecond<<min(attempt, 10), 3*time.Second)
	return d/2 + rand.N(d/2) //nolint:gosec // spreading is no secret
}

// errAnew says that the server does not know the session any more: join anew.
var errAnew = errors.New("the session cannot be resumed")

// resume opens a new signalling connection for the peers that are there.
func (c *Client) resume(reason livekit.ReconnectReason) error {
	s := &c.session
	if s.conn != nil {
		s.conn.cut()
		s.conn = nil
	}
	ctx, cancel := context.WithTimeout(c.ctx, attemptTime)
	defer cancel()
	c.mu.Lock()
	sid := c.self.GetSid()
	c.mu.Unlock()
	signal, err := c.dial(ctx, s.url, url.Values{"reconnect": {"1"}, "sid": {sid}, "reconnect_reason": {strconv.Itoa(int(reason))}})
	if err != nil {
		return err
	}
	first, err := signal.first(ctx)
	if err != nil {
		signal.cut()
		return err
	}
	switch m := first.GetMessage().(type) {
	case *livekit.SignalResponse_Reconnect:
		s.conn = signal
		return c.resumed(m.Reconnect)
	case *livekit.SignalResponse_Leave:
		signal.cut()
		return c.leaveFault(m.Leave)
	case *livekit.SignalResponse_Join: // the server has begun a new session instead
		return c.settle(m.Join, signal)
	}
	signal.cut()
	return errAnew
}

// resumed tells the server what we hold, sends what it missed, and restarts the path of what we publish when that is
// lost. The path of what we hear is restarted by the server.
func (c *Client) resumed(r *livekit.ReconnectResponse) error {
	s := &c.session
	s.heard, s.pinged = c.config.Now(), c.config.Now()
	c.log.Info("livekit: resumed")
	if err := c.useServers(r.GetIceServers()); err != nil {
		return err
	}
	c.request(&livekit.SignalRequest{Message: &livekit.SignalRequest_SyncState{SyncState: c.syncState()}})
	c.sendAttributes()
	c.out.resend(r.GetLastMessageSeq())
	if s.pub.well() && s.pub.pc.SignalingState().String() == "stable" {
		return nil
	}
	return c.offer(true)
}

// rejoin throws away everything and joins as if for the first time.
func (c *Client) rejoin() error {
	if c.session.conn != nil {
		c.session.conn.cut()
		c.session.conn = nil
	}
	ctx, cancel := context.WithTimeout(c.ctx, attemptTime)
	defer cancel()
	return c.connect(ctx)
}

// otherURL takes another server's address, and refuses to give up encryption for it.
func otherURL(old, other string) (string, error) {
	was, err := url.Parse(old)
	if err != nil {
		return "", err
	}
	is, err := url.Parse(other)
	if err != nil || is.Host == "" {
		return "", errors.New("livekit: the server named another one that is no address")
	}
	if secure(was.Scheme) && !secure(is.Scheme) {
		return "", errors.New("livekit: the server named another one without encryption")
	}
	return other, nil
}

func secure(scheme string) bool { return scheme == "wss" || scheme == "https" }
