// Package vad tells where speech begins and ends in what is heard. [Detector] is Silero VAD v6 for 16 kHz in plain Go:
// the same network as its ONNX export, frame by frame. [Segmenter] makes segments of it, behind a gate that leaves
// quiet alone.
//
// The weights (silero.bin, made by tools/silero) are Copyright 2020-present Silero Team, under the MIT licence in LICENSE.silero.
package vad

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"math"
)

//go:embed silero.bin
var silero string

// Model is the network's weights and tables. It is read only, and shared by all detectors.
type Model struct {
	fourier                      *fourier
	first, second, third, fourth layer
	recurrent                    layer
	bias                         float32
	output                       [hidden]float32
}

// The shape of the network.
const (
	bins   = 129 // of a spectrum
	steps  = 4   // spectra of a frame
	hidden = 128 // values of the recurrent state, and of the last convolution
	narrow = 64  // values of the second and third convolution
)

// New unpacks the weights: 0.9 MB, once a process.
func New() (*Model, error) {
	m := &Model{fourier: newFourier()}
	r := reader{rest: silero}
	m.first = r.layer(3*bins, hidden)
	m.second = r.layer(3*hidden, narrow)
	m.third = r.layer(2*narrow, narrow)
	m.fourth = r.layer(narrow, hidden)
	m.recurrent = r.layer(2*hidden, 4*hidden)
	m.bias = r.floats(1)[0]
	copy(m.output[:], r.floats(hidden))
	if r.short || r.rest != "" {
		return nil, fmt.Errorf("vad: the weights have the wrong length: %d bytes", len(silero))
	}
	return m, nil
}

// reader takes little-endian numbers off its string.
type reader struct {
	rest  string
	short bool // it was asked for more than there was
}

func (r *reader) floats(n int) []float32 {
	out := make([]float32, n)
	if len(r.rest) < 4*n {
		r.short = true
		return out
	}
	raw := []byte(r.rest[:4*n])
	r.rest = r.rest[4*n:]
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return out
}

func (r *reader) layer(columns, rows int) layer {
	return layer{columns: columns, bias: r.floats(rows), weights: r.floats(columns * rows)}
}
