package audio

import "math"

// reach is how many samples of the slower rate a filter looks to either side.
const reach = 8

// Resampler changes the rate of audio that comes in pieces: a windowed sinc below the lower of both Nyquist
// frequencies. Its delay is reach samples of the lower rate.
type Resampler struct {
	up, down int // out = in * up / down
	scale    float64
	half     int // samples of the input to either side
	past     []int16
	first    int // position of past[0] in the input
	next     int // of the next sample of the output
}

// NewResampler makes one. Equal rates are passed on as they are.
func NewResampler(from, to int) *Resampler {
	g := divisor(from, to)
	r := &Resampler{up: to / g, down: from / g, scale: math.Min(1, float64(to)/float64(from))}
	r.half = int(math.Ceil(reach / r.scale))
	return r
}

func divisor(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// Add takes samples in, and gives those that are certain by now.
func (r *Resampler) Add(samples []int16) []int16 {
	if r.up == r.down {
		return samples
	}
	r.past = append(r.past, samples...)
	return r.until(r.first + len(r.past) - r.half)
}

// Rest is what is left at the end, with silence behind it.
func (r *Resampler) Rest() []int16 {
	if r.up == r.down {
		return nil
	}
	end := r.first + len(r.past)
	r.past = append(r.past, make([]int16, r.half)...)
	return r.until(end)
}

// until makes the samples of the output that lie before a position of the input.
func (r *Resampler) until(end int) []int16 {
	var out []int16
	for ; r.next*r.down < end*r.up; r.next++ {
		out = append(out, r.at(r.next))
	}
	if drop := r.next*r.down/r.up - r.half - r.first; drop > 0 {
		drop = min(drop, len(r.past))
		r.past, r.first = append([]int16(nil), r.past[drop:]...), r.first+drop
	}
	return out
}

func (r *Resampler) at(n int) int16 {
	centre := float64(n) * float64(r.down) / float64(r.up)
	from := int(centre) - r.half + 1
	sum := 0.0
	for i := max(from, r.first); i < min(from+2*r.half, r.first+len(r.past)); i++ {
		sum += float64(r.past[i-r.first]) * r.weight(float64(i)-centre)
	}
	return int16(math.Round(math.Min(math.Max(sum, math.MinInt16), math.MaxInt16)))
}

func (r *Resampler) weight(d float64) float64 {
	x := d / float64(r.half)
	if x <= -1 || x >= 1 {
		return 0
	}
	window := 0.5 + 0.5*math.Cos(math.Pi*x)
	if d == 0 {
		return r.scale
	}
	return math.Sin(math.Pi*d*r.scale) / (math.Pi * d) * window
}
