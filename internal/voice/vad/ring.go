package vad

import "spotter/internal/voice/audio"

// HearRate is the rate of what is written.
const HearRate = audio.HearRate

// ring keeps the samples that came last.
type ring struct {
	samples []int16
	next    int // where the next sample goes
	filled  int
}

// add takes samples, fewer than the ring keeps.
func (r *ring) add(pcm []int16) {
	n := copy(r.samples[r.next:], pcm)
	copy(r.samples, pcm[n:])
	r.next = (r.next + len(pcm)) % len(r.samples)
	r.filled = min(r.filled+len(pcm), len(r.samples))
}

// last appends the last n samples, or as many as there are.
func (r *ring) last(dst []int16, n int) []int16 {
	n = min(n, r.filled)
	from := r.next - n
	if from < 0 {
		dst = append(dst, r.samples[from+len(r.samples):]...)
		from = 0
	}
	return append(dst, r.samples[from:r.next]...)
}

// frame copies the frame that came back frames ago, 1 being the last.
func (r *ring) frame(out *[FrameSize]int16, back int) {
	from := r.next - back*FrameSize
	if from < 0 {
		from += len(r.samples)
	}
	n := copy(out[:], r.samples[from:])
	copy(out[n:], r.samples)
}
