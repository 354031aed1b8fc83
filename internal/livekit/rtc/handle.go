package rtc

import (
	"errors"

	"github.com/livekit/protocol/livekit"
	"github.com/pion/webrtc/v4"
)

var errResume = errors.New("the server asks for a resume")

// handle does what the server says. Words of later protocols are passed over.
func (c *Client) handle(m *livekit.SignalResponse) error {
	c.session.heard = c.config.Now()
	switch m := m.GetMessage().(type) {
	case *livekit.SignalResponse_Offer:
		return c.answer(m.Offer)
	case *livekit.SignalResponse_Answer:
		return c.answered(m.Answer)
	case *livekit.SignalResponse_Trickle:
		c.candidate(m.Trickle)
	case *livekit.SignalResponse_Update:
		c.meet(m.Update.GetParticipants(), m.Update.GetFullSnapshot())
	case *livekit.SignalResponse_TrackPublished:
		c.published(m.TrackPublished)
	case *livekit.SignalResponse_TrackUnpublished:
		return c.unpublished(m.TrackUnpublished.GetTrackSid())
	case *livekit.SignalResponse_Mute:
		c.mute(m.Mute)
	case *livekit.SignalResponse_RefreshToken:
		c.session.token = m.RefreshToken
	case *livekit.SignalResponse_RoomMoved:
		c.moved(m.RoomMoved)
	case *livekit.SignalResponse_RequestResponse:
		if r := m.RequestResponse; r.GetReason() != livekit.RequestResponse_OK {
			c.log.Warn("livekit: the server refused a request", "reason", r.GetReason().String())
		}
	case *livekit.SignalResponse_SubscriptionResponse:
		c.notSubscribed(m.SubscriptionResponse)
	case *livekit.SignalResponse_Leave:
		return c.told(m.Leave)
	}
	return nil
}

// told takes the server's word to leave: for good, to come back, or to go elsewhere.
func (c *Client) told(leave *livekit.LeaveRequest) error {
	err := c.leaveFault(leave)
	var closed *Closed
	switch {
	case errors.As(err, &closed):
		c.session.conn.cut()
		c.session.conn = nil
		return closed.over()
	case errors.Is(err, errResume):
		return c.again(livekit.ReconnectReason_RR_SIGNAL_DISCONNECTED, false)
	}
	return c.again(livekit.ReconnectReason_RR_UNKNOWN, true)
}

func (c *Client) published(p *livekit.TrackPublishedResponse) {
	if c.config.Publish == nil || p.GetCid() != c.config.Publish.ID() {
		return
	}
	c.session.published = p
	c.mu.Lock()
	c.track, c.muted = p.GetTrack().GetSid(), p.GetTrack().GetMuted()
	c.mu.Unlock()
}

// unpublished by the server: nobody would hear us, so everything is made anew.
func (c *Client) unpublished(sid string) error {
	if sid != c.TrackSID() || sid == "" {
		return nil
	}
	return c.again(livekit.ReconnectReason_RR_UNKNOWN, true)
}

func (c *Client) mute(m *livekit.MuteTrackRequest) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if m.GetSid() == c.track {
		c.muted = m.GetMuted()
	}
}

// moved to another room: the connections stay, who is there does not.
func (c *Client) moved(m *livekit.RoomMovedResponse) {
	if m.GetToken() != "" {
		c.session.token = m.GetToken()
	}
	c.mu.Lock()
	if m.GetParticipant() != nil {
		c.self = m.GetParticipant()
	}
	c.mu.Unlock()
	clear(c.session.subscribed)
	c.meet(m.GetOtherParticipants(), true)
}

func (c *Client) setAttributes(attributes map[string]string) {
	for name, value := range attributes {
		c.session.attributes[name] = value
	}
	c.requestAttributes(attributes)
}

// sendAttributes tells all of ours, after a connection was made.
func (c *Client) sendAttributes() {
	if len(c.session.attributes) > 0 {
		c.requestAttributes(c.session.attributes)
	}
}

func (c *Client) requestAttributes(attributes map[string]string) {
	c.request(&livekit.SignalRequest{Message: &livekit.SignalRequest_UpdateMetadata{
		UpdateMetadata: &livekit.UpdateParticipantMetadata{Attributes: attributes},
	}})
}

// syncState tells a server that resumes us what we hold, in case it has to be told.
func (c *Client) syncState() *livekit.SyncState {
	s := &c.session
	state := &livekit.SyncState{
		Answer: description(s.sub.pc.LocalDescription()), Offer: description(s.sub.pc.RemoteDescription()),
		Subscription:             &livekit.UpdateSubscription{Subscribe: true, TrackSids: s.tracks()},
		DataChannels:             c.out.channels(),
		DatachannelReceiveStates: c.streams.received(),
	}
	if s.published != nil {
		state.PublishTracks = []*livekit.TrackPublishedResponse{s.published}
	}
	return state
}

func (s *session) tracks() []string {
	var out []string
	for sid := range s.subscribed {
		out = append(out, sid)
	}
	return out
}

func description(d *webrtc.SessionDescription) *livekit.SessionDescription {
	if d == nil {
		return nil
	}
	return &livekit.SessionDescription{Type: d.Type.String(), Sdp: d.SDP}
}
