package rtc

import (
	"encoding/json"
	"fmt"

	"github.com/livekit/protocol/livekit"
	"github.com/pion/webrtc/v4"
)

// offer tells the server what we publish; restart looks for a new path.
func (c *Client) offer(restart bool) error {
	pub := c.session.pub
	if pub.pending && !restart {
		pub.another = true
		return nil
	}
	if pub.pending { // its answer went down with the old connection
		if err := pub.pc.SetLocalDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeRollback}); err != nil {
			return errAnew
		}
	}
	offer, err := pub.pc.CreateOffer(&webrtc.OfferOptions{ICERestart: restart})
	if err != nil {
		return fmt.Errorf("livekit: offer: %w", err)
	}
	if err := pub.pc.SetLocalDescription(offer); err != nil {
		return fmt.Errorf("livekit: offer: %w", err)
	}
	pub.offerID++
	pub.pending = true
	c.request(&livekit.SignalRequest{Message: &livekit.SignalRequest_Offer{Offer: &livekit.SessionDescription{
		Type: "offer", Sdp: offer.SDP, Id: pub.offerID,
	}}})
	return nil
}

// answered takes the server's answer to our offer.
func (c *Client) answered(answer *livekit.SessionDescription) error {
	pub := c.session.pub
	if !pub.pending || answer.GetId() != 0 && answer.GetId() != pub.offerID {
		return nil // to an offer that was taken back
	}
	pub.pending = false
	err := pub.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer.GetSdp()})
	if err != nil {
		c.log.Warn("livekit: an answer that cannot be used", "err", err)
		return c.again(livekit.ReconnectReason_RR_UNKNOWN, true)
	}
	pub.flush()
	if pub.another {
		pub.another = false
		return c.offer(false)
	}
	return nil
}

// answer takes the server's offer of what we hear.
func (c *Client) answer(offer *livekit.SessionDescription) error {
	sub := c.session.sub
	err := sub.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer.GetSdp()})
	if err != nil {
		c.log.Warn("livekit: an offer that cannot be used", "err", err)
		return c.again(livekit.ReconnectReason_RR_UNKNOWN, true)
	}
	sub.flush()
	answer, err := sub.pc.CreateAnswer(nil)
	if err == nil {
		err = sub.pc.SetLocalDescription(answer)
	}
	if err != nil {
		c.log.Warn("livekit: an offer that cannot be answered", "err", err)
		return c.again(livekit.ReconnectReason_RR_UNKNOWN, true)
	}
	c.request(&livekit.SignalRequest{Message: &livekit.SignalRequest_Answer{Answer: &livekit.SessionDescription{
		Type: "answer", Sdp: answer.SDP, Id: offer.GetId(),
	}}})
	return nil
}

// candidate takes an address that the server can be reached at.
func (c *Client) candidate(t *livekit.TrickleRequest) {
	p := c.session.sub
	if t.GetTarget() == livekit.SignalTarget_PUBLISHER {
		p = c.session.pub
	}
	var found webrtc.ICECandidateInit
	if p == nil || json.Unmarshal([]byte(t.GetCandidateInit()), &found) != nil {
		return
	}
	if p.pc.RemoteDescription() == nil || p.pending {
		p.early = append(p.early, found)
		return
	}
	p.add(found)
}

// flush adds the candidates that came before what they belong to.
func (p *peer) flush() {
	for _, found := range p.early {
		p.add(found)
	}
	p.early = nil
}

// add passes over what cannot be used: other candidates may do.
func (p *peer) add(found webrtc.ICECandidateInit) { _ = p.pc.AddICECandidate(found) }
