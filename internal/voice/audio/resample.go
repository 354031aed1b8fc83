package audio

import "math"

// lobes is how many zero crossings of the sinc lie on each side of its middle: 16 keep what folds back 60 dB down.
const lobes = 16

// Resample converts a whole clip from one rate to another, both in samples per second. What lies outside of the clip
// counts as silence.
func Resample(pcm []int16, from, to int) []int16 {
	if from == to || len(pcm) == 0 {
		return pcm
	}
	common := gcd(from, to)
	up, down := to/common, from/common
	f := newFilter(up, down)
	out := make([]int16, (len(pcm)*up+down-1)/down)
	for i := range out {
		out[i] = f.at(pcm, i*down/up, i*down%up)
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
