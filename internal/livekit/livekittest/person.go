package livekittest

import (
	"context"
	"sync"
	"time"

	"github.com/livekit/protocol/livekit"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"

	"spotter/internal/livekit/rtc"
)

// Packet is one packet of the agent's voice, as it came.
type Packet struct {
	Arrived   time.Time
	Sequence  uint16
	Timestamp uint32
	Codec     string
	Payload   []byte
}

// Person is someone in a room with an agent, by a client of its own. It sends what it is given, and keeps what it
// receives.
type Person struct {
	Client *rtc.Client
	track  *webrtc.TrackLocalStaticRTP

	mu      sync.Mutex
	packet  rtp.Packet
	heard   []Packet
	texts   []rtc.Text
	changed chan struct{}
}

// NewPerson joins a room. methods answer calls.
func NewPerson(ctx context.Context, url, token string, methods map[string]func(context.Context, rtc.Call) (string, error)) (*Person, error) {
	codec := rtc.OpusCodec()
	track, err := webrtc.NewTrackLocalStaticRTP(codec.RTPCodecCapability, "microphone", "person")
	if err != nil {
		return nil, err
	}
	p := &Person{track: track, changed: make(chan struct{})}
	p.packet.Version = 2
	p.Client, err = rtc.Join(ctx, rtc.Config{
		URL: url, Token: token, Now: time.Now, Publish: track, Codec: codec,
		Wants: func(_ *livekit.ParticipantInfo, t *livekit.TrackInfo) bool {
			return t.GetType() == livekit.TrackType_AUDIO
		},
	}, rtc.Events{
		Track: p.listen, RPC: methods,
		Text:        func(t rtc.Text) { p.change(func() { p.texts = append(p.texts, t) }) },
		Participant: func(*livekit.ParticipantInfo, bool) { p.change(func() {}) },
	})
	return p, err
}

// Close leaves the room.
func (p *Person) Close() { p.Client.Close() }

func (p *Person) listen(t *webrtc.TrackRemote) {
	for {
		packet, _, err := t.ReadRTP()
		if err != nil {
			return
		}
		p.change(func() {
			p.heard = append(p.heard, Packet{time.Now(), packet.SequenceNumber, packet.Timestamp, t.Codec().MimeType, packet.Payload})
		})
	}
}

func (p *Person) change(f func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f()
	close(p.changed)
	p.changed = make(chan struct{})
}

// Send sends one packet of 20 ms now.
func (p *Person) Send(opus []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.packet.SequenceNumber++
	p.packet.Timestamp += 960
	p.packet.Payload = opus
	return p.track.WriteRTP(&p.packet)
}

// Skip passes over packets of 20 ms, as if they were lost on the way.
func (p *Person) Skip(packets int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.packet.SequenceNumber += uint16(packets)
	p.packet.Timestamp += 960 * uint32(packets)
}

// Play sends packets at their pace until all are sent or ctx ends.
func (p *Person) Play(ctx context.Context, packets [][]byte) error {
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for _, packet := range packets {
		if err := p.Send(packet); err != nil {
			return err
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// Type writes into the room (lk.chat).
func (p *Person) Type(ctx context.Context, text string) error {
	return p.Client.SendText(ctx, text, rtc.TextOptions{Topic: "lk.chat"})
}

// Heard is what came of the agent's voice so far.
func (p *Person) Heard() []Packet {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Packet(nil), p.heard...)
}

// Texts are the text streams that came whole so far, of a topic.
func (p *Person) Texts(topic string) []rtc.Text {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []rtc.Text
	for _, t := range p.texts {
		if t.Topic == topic {
			out = append(out, t)
		}
	}
	return out
}

// Attribute is one of another participant's.
func (p *Person) Attribute(identity, name string) string {
	return p.Client.Participant(identity).GetAttributes()[name]
}

// Await waits until something holds, which is asked whenever anything came. It is false when ctx ended first.
func (p *Person) Await(ctx context.Context, holds func() bool) bool {
	for {
		p.mu.Lock()
		changed := p.changed
		p.mu.Unlock()
		if holds() {
			return true
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return false
		}
	}
}
