package vad

import (
	"math"
	"math/bits"
)

// The network's first layer is a Fourier transform of 256 samples under Hann's window.
const (
	span = 256
	half = span / 2
)

// fourier has the tables of a real transform of 256 points, done as a complex one of 128.
type fourier struct {
	window  [span]float32
	reverse [half]uint8     // the order in which the complex transform takes its input
	turn    [half]complex64 // e^(-2πik/128)
	split   [half]complex64 // e^(-2πik/256)
}

func newFourier() *fourier {
	f := new(fourier)
	for i := range f.window {
		f.window[i] = float32(0.5 - 0.5*math.Cos(2*math.Pi*float64(i)/span))
	}
	for i := range half {
		f.reverse[i] = bits.Reverse8(uint8(i)) >> 1
		f.turn[i] = unit(float64(i) / half)
		f.split[i] = unit(float64(i) / span)
	}
	return f
}

// unit is e^(-2πi·turns).
func unit(turns float64) complex64 {
	sin, cos := math.Sincos(-2 * math.Pi * turns)
	return complex(float32(cos), float32(sin))
}

// magnitudes sets out to the spectrum's absolute values.
func (f *fourier) magnitudes(out *[bins]float32, x *[span]float32) {
	var z [half]complex64
	for i := range z {
		j := 2 * int(f.reverse[i])
		z[i] = complex(x[j]*f.window[j], x[j+1]*f.window[j+1])
	}
	f.transform(&z)
	out[0] = abs(real(z[0]) + imag(z[0]))
	out[half] = abs(real(z[0]) - imag(z[0]))
	for k := 1; k < half; k++ {
		p, q := z[k], z[half-k]
		evenRe, evenIm := (real(p)+real(q))/2, (imag(p)-imag(q))/2
		oddRe, oddIm := (imag(p)+imag(q))/2, (real(q)-real(p))/2
		c, s := real(f.split[k]), imag(f.split[k])
		re := evenRe + oddRe*c - oddIm*s
		im := evenIm + oddRe*s + oddIm*c
		out[k] = float32(math.Sqrt(float64(re*re + im*im)))
	}
}

// transform is the butterflies of a complex transform whose input is in bit-reversed order.
func (f *fourier) transform(z *[half]complex64) {
	for size := 1; size < half; size *= 2 {
		stride := half / (2 * size)
		for start := 0; start < half; start += 2 * size {
			for k := range size {
				w := f.turn[(k*stride)&(half-1)]
				i := (start + k) & (half - 1)
				j := (i + size) & (half - 1)
				p, q := z[i], z[j]
				re := real(q)*real(w) - imag(q)*imag(w)
				im := real(q)*imag(w) + imag(q)*real(w)
				z[i] = complex(real(p)+re, imag(p)+im)
				z[j] = complex(real(p)-re, imag(p)-im)
			}
		}
	}
}

func abs(x float32) float32 { return float32(math.Abs(float64(x))) }
