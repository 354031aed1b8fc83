// Package audio is what all of voice says about sound: frames of 16-bit mono samples.
package audio

import "time"

// HearRate is the rate of all audio that is listened to, in samples per second.
const HearRate = 16000

// FrameTime is how long a frame lasts.
const FrameTime = 20 * time.Millisecond

// Frame is 20 ms of what was heard, at HearRate.
type Frame struct {
	Samples   []int16   // 320 of them; the receiver owns them
	At        time.Time // when its packet came, or would have come
	Concealed bool      // its packet was lost: the samples are a guess
}
