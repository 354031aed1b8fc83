package vad

import "math"

// The gate lets a frame pass that is louder than the room.
const (
	gateAbove = 3.0   // dB above the floor: speech at a signal-to-noise ratio of 0 dB adds as much
	quietest  = -72.0 // dB: below it nothing was said into any microphone
	floorUp   = 0.05  // dB a frame, 1.6 dB a second: faster would take a long sentence for the room
	floorDown = 0.1   // of the way down, each frame
)

// gate follows the level of the room: it falls with quiet moments and rises slowly. A gym is loud, and is not speech.
type gate struct {
	floor float64 // dBFS
	heard bool    // floor means something
}

// passes tells whether a frame may hold speech, and learns from it.
func (g *gate) passes(frame *[FrameSize]int16) bool {
	level := level(frame)
	switch {
	case !g.heard:
		g.floor, g.heard = level, true
	case level < g.floor:
		g.floor += floorDown * (level - g.floor)
	default:
		g.floor = min(g.floor+floorUp, level)
	}
	return level > max(quietest, g.floor+gateAbove)
}

// level is the power, in dB of full scale, of what changes from sample to sample: the rumble of a room counts for
// little, and what is left of noise is steady from frame to frame.
func level(frame *[FrameSize]int16) float64 {
	var sum int64
	before := int64(frame[0])
	for _, s := range frame {
		change := 16*int64(s) - 15*before
		sum += change * change
		before = int64(s)
	}
	return 10 * math.Log10(float64(sum)/FrameSize/(16*16*32768*32768)+1e-12)
}
