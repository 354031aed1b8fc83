package vad

import "math"

// FrameSize is how many samples a frame has: 32 ms at 16 kHz.
const FrameSize = 512

// context is how many samples of the frame before the network sees again.
const context = 64

// mirrored is how many samples are repeated backwards after the end.
const mirrored = 64

// Detector hears one stream. It keeps about 10 kB and allocates nothing; one goroutine uses it.
type Detector struct {
	model *Model
	// The frame behind its context, and the mirror of its end.
	samples [context + FrameSize + mirrored]float32
	cell    [hidden]float32
	// The input of the recurrent layer: what the encoder says, then the state.
	joined  [2 * hidden]float32
	spectra [steps * bins]float32
	wide    [steps * hidden]float32
	slim    [2 * narrow]float32
	slimmer [narrow]float32
	gates   [4 * hidden]float32
}

// NewDetector begins with silence.
func NewDetector(m *Model) *Detector { return &Detector{model: m} }

// Reset forgets what was heard.
func (d *Detector) Reset() { *d = Detector{model: d.model} }

// Hear takes the next frame and gives the probability that it is speech.
func (d *Detector) Hear(frame *[FrameSize]int16) float32 {
	d.take(frame)
	d.encode()
	d.remember()
	sum := d.model.bias
	for i, h := range d.joined[hidden:] {
		sum += d.model.output[i] * max(h, 0)
	}
	return sigmoid(sum)
}

// take moves the end of the frame before to the front, and puts the frame and its mirror behind it.
func (d *Detector) take(frame *[FrameSize]int16) {
	copy(d.samples[:context], d.samples[FrameSize:])
	for i, s := range frame {
		d.samples[context+i] = float32(s) / 32768
	}
	const end = context + FrameSize
	for i := range mirrored {
		d.samples[end+i] = d.samples[end-2-i]
	}
}

// encode leaves what the convolutions say in the first half of joined.
func (d *Detector) encode() {
	m := d.model
	for t := range steps {
		m.fourier.magnitudes((*[bins]float32)(d.spectra[t*bins:]), (*[span]float32)(d.samples[t*half:]))
	}
	in, wide := d.spectra[:], d.wide[:]
	m.first.into(wide[:hidden], in[:2*bins], bins)
	m.first.into(wide[hidden:2*hidden], in[:3*bins], 0)
	m.first.into(wide[2*hidden:3*hidden], in[bins:], 0)
	m.first.into(wide[3*hidden:], in[2*bins:], 0)
	rectify(wide)
	m.second.into(d.slim[:narrow], wide[:2*hidden], hidden)
	m.second.into(d.slim[narrow:], wide[hidden:], 0)
	rectify(d.slim[:])
	m.third.into(d.slimmer[:], d.slim[:], 0)
	rectify(d.slimmer[:])
	m.fourth.into(d.joined[:hidden], d.slimmer[:], 0)
	rectify(d.joined[:hidden])
}

// remember is the recurrent layer: an LSTM cell whose gates are input, forget, cell and output.
func (d *Detector) remember() {
	d.model.recurrent.into(d.gates[:], d.joined[:], 0)
	in, forget, cell, out := d.gates[:hidden], d.gates[hidden:2*hidden], d.gates[2*hidden:3*hidden], d.gates[3*hidden:]
	for i := range d.cell {
		c := sigmoid(forget[i])*d.cell[i] + sigmoid(in[i])*tanh(cell[i])
		d.cell[i] = c
		d.joined[hidden+i] = sigmoid(out[i]) * tanh(c)
	}
}

func sigmoid(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }

func tanh(x float32) float32 { return float32(math.Tanh(float64(x))) }
