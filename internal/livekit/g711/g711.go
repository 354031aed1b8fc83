// Package g711 is µ-law, the codec of telephones (ITU-T G.711): 8000 samples per second, a byte each.
package g711

// Rate is its only rate, in samples per second.
const Rate = 8000

const (
	bias = 0x84 // added, so that a segment is told by the highest bit
	clip = 32635
)

// Encode writes the bytes of samples into out, which is at least as long.
func Encode(samples []int16, out []byte) {
	for i, s := range samples {
		out[i] = encode(int(s))
	}
}

// Decode writes the samples of bytes into out, which is at least as long.
func Decode(in []byte, out []int16) {
	for i, b := range in {
		out[i] = decode(b)
	}
}

func encode(s int) byte {
	var sign byte
	if s < 0 {
		sign, s = 0x80, -s
	}
	s = min(s, clip) + bias
	segment := byte(7)
	for mask := 0x4000; segment > 0 && s&mask == 0; mask >>= 1 {
		segment--
	}
	mantissa := byte(s>>(segment+3)) & 0x0f
	return ^(sign | segment<<4 | mantissa)
}

func decode(b byte) int16 {
	b = ^b
	segment, mantissa := b>>4&7, int(b&0x0f)
	s := (mantissa<<3+bias)<<segment - bias
	if b&0x80 != 0 {
		s = -s
	}
	return int16(s)
}
