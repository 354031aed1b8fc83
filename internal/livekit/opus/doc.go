// Package opus is the codec of WebRTC's voices, as thin as can be: 20 ms of mono at a time.
//
// With cgo it is libopus, linked statically. Without (CGO_ENABLED=0, or the build tag nolibopus) it listens by a
// decoder in Go and has no encoder: [CanEncode] is false, and who wants to speak takes another codec.
package opus

import (
	"errors"
	"time"
)

// ErrNoEncoder is the answer of NewEncoder where there is none.
var ErrNoEncoder = errors.New("opus: this build cannot encode: it was made without libopus")

// An Encoder makes packets of frames of 20 ms. It is for one goroutine at a time, and is closed after use.
type Encoder interface {
	// Encode writes the packet of a frame (rate/50 samples) into out, and tells its length. 1 or 2 bytes mean
	// silence that need not be sent (DTX).
	Encode(frame []int16, out []byte) (int, error)
	Close()
}

// A Decoder turns the packets of one stream into samples. It is for one goroutine at a time, and is closed after use.
type Decoder interface {
	// Decode writes the samples of a packet into out, and tells how many: up to 120 ms.
	Decode(packet []byte, out []int16) (int, error)
	// Recover fills out with what was lost just before next, by next's redundancy where it has any, else by a guess.
	Recover(next []byte, out []int16) error
	// Conceal fills out with a guess of what was lost. Lengths are multiples of 2.5 ms.
	Conceal(out []int16) error
	Close()
}

// EncoderOptions say how to encode. The zero value of a field means its default.
type EncoderOptions struct {
	Rate       int  // samples per second: 8000, 12000, 16000, 24000 (default) or 48000
	Bitrate    int  // bits per second; 32000
	Loss       int  // expected loss in percent, which redundancy is scaled to; 10
	Complexity int  // 1-10; 5
	DTX        bool // send next to nothing in silence
}

func (o EncoderOptions) withDefaults() EncoderOptions {
	for field, value := range map[*int]int{&o.Rate: 24000, &o.Bitrate: 32000, &o.Loss: 10, &o.Complexity: 5} {
		if *field == 0 {
			*field = value
		}
	}
	return o
}

// MaxPacket is the longest packet of a frame.
const MaxPacket = 1275

// Duration tells how long a packet sounds, by its first two bytes (RFC 6716, section 3.1). It is 0 for what is no packet.
func Duration(packet []byte) time.Duration {
	if len(packet) == 0 {
		return 0
	}
	total := frameTime(packet[0]>>3) * time.Duration(frames(packet))
	if total > 120*time.Millisecond {
		return 0
	}
	return total
}

// frameTime is the length of each frame in a packet of a configuration.
func frameTime(config byte) time.Duration {
	switch {
	case config < 12: // SILK
		return time.Duration([...]int{10, 20, 40, 60}[config%4]) * time.Millisecond
	case config < 16: // hybrid
		return time.Duration([...]int{10, 20}[config%2]) * time.Millisecond
	}
	return 2500 * time.Microsecond << (config % 4) // CELT
}

func frames(packet []byte) int {
	switch packet[0] & 3 {
	case 0:
		return 1
	case 1, 2:
		return 2
	}
	if len(packet) < 2 {
		return 0
	}
	return int(packet[1] & 0x3f)
}
