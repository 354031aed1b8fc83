package rtc

import (
	"encoding/json"
	"fmt"
	"net"
	"net/url"
	"time"

	"github.com/livekit/protocol/livekit"
	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/interceptor/pkg/nack"
	"github.com/pion/interceptor/pkg/report"
	"github.com/pion/webrtc/v4"
)

// peer is one of the two peer connections.
type peer struct {
	pc      *webrtc.PeerConnection
	target  livekit.SignalTarget
	unused  bool // the server does not use it: we may not subscribe
	early   []webrtc.ICECandidateInit
	offerID uint32
	pending bool // an offer of ours waits for its answer
	another bool // and one more is to follow it, restarting the path
}

func (p *peer) well() bool {
	return p != nil && p.pc.ConnectionState() == webrtc.PeerConnectionStateConnected
}

// How soon a lost path is seen: ICE asks every half second, so five in a row went unanswered.
const (
	pathLost   = 2500 * time.Millisecond
	pathFailed = 20 * time.Second
	pathAsk    = 500 * time.Millisecond
)

// makePeers builds both peer connections as the server's answer to a join says.
func (c *Client) makePeers(join *livekit.JoinResponse) error {
	pub, err := c.newPeer(livekit.SignalTarget_PUBLISHER, join.GetIceServers())
	if err != nil {
		return err
	}
	c.session.pub = pub
	sub, err := c.newPeer(livekit.SignalTarget_SUBSCRIBER, join.GetIceServers())
	if err != nil {
		return err
	}
	c.session.sub, sub.unused = sub, !join.GetSubscriberPrimary()
	c.hear(sub)
	return c.prepare(pub)
}

// prepare gives the publishing peer its channels and track.
func (c *Client) prepare(pub *peer) error {
	if err := c.out.open(pub.pc); err != nil {
		return err
	}
	if c.config.Publish == nil {
		return nil
	}
	sender, err := pub.pc.AddTransceiverFromTrack(c.config.Publish, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendonly})
	if err != nil {
		return err
	}
	c.group.Go(func() { // reports have to be read for the interceptors to see them
		buffer := make([]byte, 1500)
		for {
			if _, _, err := sender.Sender().Read(buffer); err != nil {
				return
			}
		}
	})
	return nil
}

// hear hands on what the subscribing peer receives.
func (c *Client) hear(sub *peer) {
	sub.pc.OnTrack(func(t *webrtc.TrackRemote, _ *webrtc.RTPReceiver) {
		if c.events.Track != nil && c.ctx.Err() == nil {
			c.events.Track(t)
		}
	})
	sub.pc.OnDataChannel(func(channel *webrtc.DataChannel) {
		channel.OnMessage(func(m webrtc.DataChannelMessage) { c.receive(m.Data) })
	})
}

func (c *Client) newPeer(target livekit.SignalTarget, servers []*livekit.ICEServer) (*peer, error) {
	api, err := c.api(target)
	if err != nil {
		return nil, err
	}
	pc, err := api.NewPeerConnection(webrtc.Configuration{ICEServers: c.servers(servers)})
	if err != nil {
		return nil, fmt.Errorf("livekit: peer connection: %w", err)
	}
	pc.OnICECandidate(func(found *webrtc.ICECandidate) {
		if found != nil {
			c.inbox.post(func() { c.trickle(target, found.ToJSON()) })
		}
	})
	pc.OnConnectionStateChange(func(webrtc.PeerConnectionState) { c.inbox.post(func() {}) })
	return &peer{pc: pc, target: target}, nil
}

func (c *Client) api(target livekit.SignalTarget) (*webrtc.API, error) {
	media, registry := &webrtc.MediaEngine{}, &interceptor.Registry{}
	for _, codec := range c.codecs(target) {
		if err := media.RegisterCodec(codec, webrtc.RTPCodecTypeAudio); err != nil {
			return nil, err
		}
	}
	if err := c.intercept(target, registry); err != nil {
		return nil, err
	}
	settings := webrtc.SettingEngine{}
	settings.SetICETimeouts(pathLost, pathFailed, pathAsk)
	settings.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	settings.SetIncludeLoopbackCandidate(isLoopback(c.session.url))
	settings.SetFireOnTrackBeforeFirstRTP(true)
	return webrtc.NewAPI(webrtc.WithMediaEngine(media), webrtc.WithInterceptorRegistry(registry), webrtc.WithSettingEngine(settings)), nil
}

// codecs are those that we hear, and the one that we speak. No redundant audio (RED): Opus has redundancy of its own.
func (c *Client) codecs(target livekit.SignalTarget) []webrtc.RTPCodecParameters {
	if target == livekit.SignalTarget_PUBLISHER && c.config.Publish != nil {
		return []webrtc.RTPCodecParameters{c.config.Codec}
	}
	return []webrtc.RTPCodecParameters{OpusCodec(), PCMUCodec()}
}

// OpusCodec is Opus as WebRTC has it, with redundancy against loss.
func OpusCodec() webrtc.RTPCodecParameters {
	return webrtc.RTPCodecParameters{PayloadType: 111, RTPCodecCapability: webrtc.RTPCodecCapability{
		MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2, SDPFmtpLine: "minptime=10;useinbandfec=1",
		RTCPFeedback: []webrtc.RTCPFeedback{{Type: webrtc.TypeRTCPFBNACK}},
	}}
}

// PCMUCodec is µ-law, for builds that cannot encode Opus.
func PCMUCodec() webrtc.RTPCodecParameters {
	return webrtc.RTPCodecParameters{PayloadType: 0, RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypePCMU, ClockRate: 8000}}
}

// intercept sends reports of what passes, answers requests for lost packets, and makes them in time for the buffer.
func (c *Client) intercept(target livekit.SignalTarget, registry *interceptor.Registry) error {
	var factories []interceptor.Factory
	var err error
	add := func(f interceptor.Factory, e error) {
		factories, err = append(factories, f), firstOf(err, e)
	}
	if target == livekit.SignalTarget_PUBLISHER {
		sender, e := report.NewSenderInterceptor()
		add(sender, e)
		responder, e := nack.NewResponderInterceptor(nack.ResponderSize(128))
		add(responder, e)
	} else {
		receiver, e := report.NewReceiverInterceptor()
		add(receiver, e)
		generator, e := nack.NewGeneratorInterceptor(nack.GeneratorSize(64), nack.GeneratorInterval(10*time.Millisecond), nack.GeneratorMaxNacksPerPacket(3))
		add(generator, e)
	}
	if err != nil {
		return err
	}
	for _, f := range factories {
		registry.Add(f)
	}
	return nil
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func isLoopback(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}

// servers are the helpers that the server names to find a path; for one on this machine there is nothing to find.
func (c *Client) servers(list []*livekit.ICEServer) []webrtc.ICEServer {
	var out []webrtc.ICEServer
	if isLoopback(c.session.url) {
		return nil
	}
	for _, s := range list {
		out = append(out, webrtc.ICEServer{URLs: s.GetUrls(), Username: s.GetUsername(), Credential: s.GetCredential()})
	}
	return out
}

func (c *Client) useServers(list []*livekit.ICEServer) error {
	if len(list) == 0 {
		return nil
	}
	for _, p := range []*peer{c.session.pub, c.session.sub} {
		configuration := p.pc.GetConfiguration()
		configuration.ICEServers = c.servers(list)
		if err := p.pc.SetConfiguration(configuration); err != nil {
			return err
		}
	}
	return nil
}

func (c *Client) trickle(target livekit.SignalTarget, found webrtc.ICECandidateInit) {
	raw, err := json.Marshal(found)
	if err != nil {
		return
	}
	c.request(&livekit.SignalRequest{Message: &livekit.SignalRequest_Trickle{Trickle: &livekit.TrickleRequest{CandidateInit: string(raw), Target: target}}})
}

// closePeers ends both; their goroutines, and those that read their tracks, end with them.
func (c *Client) closePeers() {
	for _, p := range []*peer{c.session.pub, c.session.sub} {
		if p != nil {
			c.group.Go(func() { _ = p.pc.GracefulClose() })
		}
	}
	c.session.pub, c.session.sub, c.session.published = nil, nil, nil
}
