package livekit

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"

	"spotter/internal/livekit/g711"
	"spotter/internal/livekit/opus"
	"spotter/internal/livekit/rtc"
)

// Codec is what we speak.
type Codec string

// The codecs.
const (
	Opus Codec = "opus" // 24 kHz
	PCMU Codec = "pcmu" // 8 kHz, as on the telephone
)

// gap is how far the clock may run ahead of what was spoken before it counts as a silence.
const gap = 100 * time.Millisecond

// speaker sends frames as RTP, with the clock's time across silences.
type speaker struct {
	track *webrtc.TrackLocalStaticRTP
	codec webrtc.RTPCodecParameters
	rate  int // of frames

	mu      sync.Mutex
	encoder opus.Encoder // nil for PCMU
	closed  bool
	packet  rtp.Packet
	buffer  [opus.MaxPacket]byte
	began   time.Time // when the first frame was sent; zero before
	first   uint32    // its timestamp
}

func newSpeaker(o Options) (*speaker, error) {
	s := &speaker{codec: rtc.OpusCodec(), rate: 24000}
	if o.Codec == "" {
		o.Codec = Opus
		if !opus.CanEncode {
			o.Codec = PCMU
		}
	}
	var err error
	switch o.Codec {
	case Opus:
		s.encoder, err = opus.NewEncoder(opus.EncoderOptions{Rate: s.rate, Bitrate: o.Bitrate})
	case PCMU:
		s.codec, s.rate = rtc.PCMUCodec(), g711.Rate
	default:
		err = fmt.Errorf("livekit: no codec is called %q", o.Codec)
	}
	if err != nil {
		return nil, err
	}
	s.track, err = webrtc.NewTrackLocalStaticRTP(s.codec.RTPCodecCapability, "voice", "coach")
	if err != nil {
		return nil, err
	}
	s.packet.Version = 2
	s.packet.SequenceNumber = uint16(rand.Uint32()) //nolint:gosec // RFC 3550 wants it hard to guess for weak ciphers; SRTP is none
	s.first = rand.Uint32()                         //nolint:gosec // the same
	return s, nil
}

// ticks is a frame on RTP's clock.
func (s *speaker) ticks() uint32 { return s.codec.ClockRate / 50 }

func (s *speaker) speak(frame []int16, now time.Time) error {
	if len(frame) != s.rate/50 {
		return fmt.Errorf("livekit: a frame of %d samples, and 20 ms are %d", len(frame), s.rate/50)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return rtc.ErrClosed
	}
	n, err := s.encode(frame)
	if err != nil {
		return err
	}
	s.stamp(now)
	s.packet.Payload = s.buffer[:n]
	if err := s.track.WriteRTP(&s.packet); err != nil && !errors.Is(err, io.ErrClosedPipe) { // closed: being made anew
		return err
	}
	return nil
}

func (s *speaker) encode(frame []int16) (int, error) {
	if s.encoder == nil {
		g711.Encode(frame, s.buffer[:])
		return len(frame), nil
	}
	return s.encoder.Encode(frame, s.buffer[:])
}

// stamp counts one frame further; after a silence it goes to where the clock is, and marks a new talkspurt.
func (s *speaker) stamp(now time.Time) {
	p := &s.packet
	p.SequenceNumber++
	if s.began.IsZero() {
		s.began, p.Timestamp, p.Marker = now, s.first, true
		return
	}
	p.Timestamp += s.ticks()
	p.Marker = false
	elapsed := uint32(now.Sub(s.began) * time.Duration(s.codec.ClockRate) / time.Second)
	ahead := int32(s.first + elapsed - p.Timestamp)
	if ahead > int32(gap*time.Duration(s.codec.ClockRate)/time.Second) {
		p.Timestamp += uint32(ahead) / s.ticks() * s.ticks()
		p.Marker = true
	}
}

func (s *speaker) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed && s.encoder != nil {
		s.encoder.Close()
	}
	s.closed = true
}
