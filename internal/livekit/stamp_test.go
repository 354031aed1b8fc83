package livekit

import (
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"

	"spotter/internal/voice/audio"
)

var start = time.Date(2026, 3, 2, 7, 0, 0, 0, time.UTC)

// TestTimestampsFollowTheClock speaks, is silent for a second, catches up in a burst, and speaks on.
func TestTimestampsFollowTheClock(t *testing.T) {
	t.Parallel()
	s, err := newSpeaker(Options{Codec: PCMU})
	if err != nil {
		t.Fatal(err)
	}
	var last rtp.Header
	for i, tt := range []struct {
		ms     int
		frames uint32 // since the one before
		mark   bool
	}{{0, 0, true}, {20, 1, false}, {45, 1, false}, {60, 1, false}, {1060, 50, true}, {1060, 1, false}, {1061, 1, false}, {1120, 1, false}} {
		if err := s.speak(make([]int16, 160), start.Add(time.Duration(tt.ms)*time.Millisecond)); err != nil {
			t.Fatal(err)
		}
		got := s.packet.Header
		if i > 0 && (got.Timestamp-last.Timestamp != 160*tt.frames || got.SequenceNumber != last.SequenceNumber+1) || got.Marker != tt.mark {
			t.Errorf("at %d ms: %d ticks, marker %v; want %d frames, %v", tt.ms, got.Timestamp-last.Timestamp, got.Marker, tt.frames, tt.mark)
		}
		last = got
	}
}

// TestHearingKeepsTime plays packets with losses and gaps on virtual time, and counts frames.
func TestHearingKeepsTime(t *testing.T) {
	t.Parallel()
	type sent struct {
		sequence uint16
		ms       int
		source   uint32
	}
	tests := map[string]struct {
		sent              []sent
		frames, concealed int
	}{
		"in order":              {[]sent{{1, 0, 7}, {2, 20, 7}, {3, 40, 7}}, 3, 0},
		"one lost":              {[]sent{{1, 0, 7}, {3, 40, 7}, {4, 60, 7}}, 4, 1},
		"late and twice":        {[]sent{{1, 0, 7}, {3, 40, 7}, {3, 41, 7}, {2, 45, 7}}, 3, 0},
		"muted for two seconds": {[]sent{{1, 0, 7}, {2, 2000, 7}}, 2, 0},
		"another sender":        {[]sent{{1, 0, 7}, {2, 20, 7}, {900, 40, 8}, {901, 60, 8}}, 4, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			frames, concealed := 0, 0
			h, err := newHearing(webrtc.MimeTypePCMU, 8000, func(f audio.Frame) {
				frames++
				if f.Concealed {
					concealed++
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range tt.sent {
				p := rtp.Packet{Header: rtp.Header{Version: 2, SequenceNumber: s.sequence, Timestamp: uint32(8 * s.ms), SSRC: s.source}, Payload: make([]byte, 160)}
				raw, err := p.Marshal()
				if err != nil {
					t.Fatal(err)
				}
				h.packet(raw, start.Add(time.Duration(s.ms)*time.Millisecond))
			}
			h.wake(start.Add(time.Hour))
			if frames != tt.frames || concealed != tt.concealed {
				t.Errorf("%d frames, %d concealed; want %d, %d", frames, concealed, tt.frames, tt.concealed)
			}
		})
	}
}

// TestSilenceOfDTXIsFilled: a sender that says nothing gives frames at their pace, for a second at most.
func TestSilenceOfDTXIsFilled(t *testing.T) {
	t.Parallel()
	frames := 0
	h, err := newHearing(webrtc.MimeTypeOpus, 48000, func(audio.Frame) { frames++ })
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	quiet := rtp.Packet{Header: rtp.Header{Version: 2, SequenceNumber: 1}, Payload: []byte{0x48}} // 20 ms without a word
	raw, err := quiet.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	h.packet(raw, start)
	for h.filling() {
		until, waiting := h.deadline()
		if !waiting {
			t.Fatal("nothing is waited for")
		}
		h.wake(until)
		if frames == 21 {
			if passed := until.Sub(start); passed < 400*time.Millisecond || passed > 420*time.Millisecond {
				t.Errorf("20 frames of silence in %s", passed)
			}
		}
	}
	if frames != 1+maxFill {
		t.Errorf("%d frames, want %d", frames, 1+maxFill)
	}
}
