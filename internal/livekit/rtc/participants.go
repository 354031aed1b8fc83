package rtc

import (
	"github.com/livekit/protocol/livekit"
	"google.golang.org/protobuf/proto"
)

// meet takes news of participants. A snapshot names all of them: who is not in it has gone.
func (c *Client) meet(news []*livekit.ParticipantInfo, snapshot bool) {
	for _, p := range news {
		c.meetOne(p)
	}
	if snapshot {
		for _, p := range c.missing(news) {
			c.gone(p)
		}
	}
}

func (c *Client) missing(news []*livekit.ParticipantInfo) []*livekit.ParticipantInfo {
	here := map[string]bool{}
	for _, p := range news {
		here[p.GetIdentity()] = true
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	var out []*livekit.ParticipantInfo
	for identity, p := range c.others {
		if !here[identity] {
			out = append(out, p)
		}
	}
	return out
}

func (c *Client) meetOne(p *livekit.ParticipantInfo) {
	c.mu.Lock()
	if p.GetIdentity() == c.self.GetIdentity() {
		c.self = p
		c.mu.Unlock()
		return
	}
	old := c.others[p.GetIdentity()]
	if p.GetState() == livekit.ParticipantInfo_DISCONNECTED {
		c.mu.Unlock()
		if old != nil && old.GetSid() == p.GetSid() { // not the word of an earlier stay
			c.gone(p)
		}
		return
	}
	c.others[p.GetIdentity()] = p
	c.mu.Unlock()
	c.subscribe(p)
	if c.events.Participant != nil && !proto.Equal(old, p) {
		c.events.Participant(p, true)
	}
}

func (c *Client) gone(p *livekit.ParticipantInfo) {
	c.mu.Lock()
	delete(c.others, p.GetIdentity())
	c.mu.Unlock()
	for _, t := range p.GetTracks() {
		delete(c.session.subscribed, t.GetSid())
	}
	c.streams.forget(p.GetIdentity())
	c.calls.lost(p.GetIdentity())
	if c.events.Participant != nil {
		c.events.Participant(p, false)
	}
}

// subscribe asks for the tracks of a participant that are wanted and not yet asked for.
func (c *Client) subscribe(p *livekit.ParticipantInfo) {
	if c.config.Wants == nil {
		return
	}
	var sids []string
	for _, t := range p.GetTracks() {
		if !c.session.subscribed[t.GetSid()] && c.config.Wants(p, t) {
			c.session.subscribed[t.GetSid()] = true
			sids = append(sids, t.GetSid())
		}
	}
	if len(sids) > 0 {
		c.request(&livekit.SignalRequest{Message: &livekit.SignalRequest_Subscription{Subscription: &livekit.UpdateSubscription{
			TrackSids: sids, Subscribe: true,
			ParticipantTracks: []*livekit.ParticipantTracks{{ParticipantSid: p.GetSid(), TrackSids: sids}},
		}}})
	}
}

// notSubscribed lets a track be asked for again when its participant changes next.
func (c *Client) notSubscribed(r *livekit.SubscriptionResponse) {
	if r.GetErr() != livekit.SubscriptionError_SE_UNKNOWN {
		c.log.Warn("livekit: a subscription failed", "reason", r.GetErr().String())
		delete(c.session.subscribed, r.GetTrackSid())
	}
}
