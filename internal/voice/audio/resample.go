package audio

import "math"

// lobes is how many zero crossings of the sinc lie on each side of its middle: 16 keep what folds back 60 dB down.
const lobes = 16

// Resample converts a whole clip from one rate to another, both in samples per second. What lies outside of the clip
// counts as silence.
func Resample(pcm []int16, from, to int) []int16 {
	r := NewResampler(from, to)
	return append(r.Add(pcm), r.Rest()...)
}

// Resampler changes the rate of audio that comes in pieces, however they are cut: a windowed sinc below the lower of
// both Nyquist frequencies. What it gives is late by the reach of its filter.
type Resampler struct {
	up, down int // out = in * up / down
	filter   filter
	past     []int16
	first    int // position of past[0] in the input
	next     int // of the next sample of the output
}

// NewResampler makes one, for rates in samples per second. Equal rates are passed on as they are.
func NewResampler(from, to int) *Resampler {
	common := gcd(from, to)
	r := &Resampler{up: to / common, down: from / common}
	if from != to {
		r.filter = newFilter(r.up, r.down)
	}
	return r
}

// Add takes samples in, and gives those that are certain by now.
func (r *Resampler) Add(samples []int16) []int16 {
	if r.up == r.down {
		return samples
	}
	r.past = append(r.past, samples...)
	return r.until(r.first + len(r.past) - r.filter.reach)
}

// Rest is what is left at the end, with silence behind it.
func (r *Resampler) Rest() []int16 {
	if r.up == r.down {
		return nil
	}
	return r.until(r.first + len(r.past))
}

// until makes the samples of the output that lie before a position of the input, and lets go of what no later one needs.
func (r *Resampler) until(end int) []int16 {
	out := make([]int16, 0, max(0, end*r.up/r.down-r.next+1))
	for ; r.next*r.down < end*r.up; r.next++ {
		out = append(out, r.filter.at(r.past, r.next*r.down/r.up-r.first, r.next*r.down%r.up))
	}
	if drop := min(r.next*r.down/r.up-r.filter.reach-r.first, len(r.past)); drop > 0 {
		r.past, r.first = append(r.past[:0], r.past[drop:]...), r.first+drop
	}
	return out
}

// filter has the taps of a low pass for each of the positions between two samples that occur.
type filter struct {
	reach int // taps on each side
	taps  [][]float32
}

func newFilter(up, down int) filter {
	cut := min(1, float64(up)/float64(down)) * 0.92 // of the lower Nyquist frequency; the rest is for the slope
	reach := int(math.Ceil(lobes / cut))
	f := filter{reach: reach, taps: make([][]float32, up)}
	for phase := range f.taps {
		f.taps[phase] = make([]float32, 2*reach)
		sum := 0.0
		for k := range f.taps[phase] {
			x := float64(k-reach+1) - float64(phase)/float64(up)
			window := 0.5 + 0.5*math.Cos(math.Pi*x/float64(reach))
			sum += sinc(cut*x) * window
			f.taps[phase][k] = float32(sinc(cut*x) * window)
		}
		for k := range f.taps[phase] {
			f.taps[phase][k] /= float32(sum)
		}
	}
	return f
}

// at is the value a phase after the sample i.
func (f filter) at(pcm []int16, i, phase int) int16 {
	var sum float32
	first := i - f.reach + 1
	for k, tap := range f.taps[phase] {
		if j := first + k; j >= 0 && j < len(pcm) {
			sum += tap * float32(pcm[j])
		}
	}
	return int16(math.Round(float64(max(-32768, min(32767, sum)))))
}

func sinc(x float64) float64 {
	if x == 0 {
		return 1
	}
	return math.Sin(math.Pi*x) / (math.Pi * x)
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
