package audio

import (
	"encoding/binary"
	"errors"
	"math"
	"time"
)

// Bytes are samples as linear 16-bit PCM, little endian, as every vendor takes them.
func Bytes(samples []int16) []byte {
	out := make([]byte, 0, 2*len(samples))
	for _, s := range samples {
		out = binary.LittleEndian.AppendUint16(out, uint16(s))
	}
	return out
}

// Samples reads linear 16-bit PCM; a half sample at the end is left out.
func Samples(pcm []byte) []int16 {
	out := make([]int16, len(pcm)/2)
	for i := range out {
		out[i] = int16(binary.LittleEndian.Uint16(pcm[2*i:]))
	}
	return out
}

// Cutter makes samples of PCM that comes in pieces of any length.
type Cutter struct{ half []byte }

// Samples are those that are whole by now.
func (c *Cutter) Samples(pcm []byte) []int16 {
	if len(c.half) > 0 {
		pcm = append(c.half, pcm...)
	}
	whole := len(pcm) &^ 1
	out := Samples(pcm[:whole])
	c.half = append([]byte(nil), pcm[whole:]...)
	return out
}

// Duration is how long n samples last.
func Duration(n, rate int) time.Duration {
	return time.Duration(int64(n) * int64(time.Second) / int64(rate))
}

// Count is how many samples last d.
func Count(d time.Duration, rate int) int { return int(int64(d) * int64(rate) / int64(time.Second)) }

// Loudness is the root mean square of samples: 0 is silence, 32768 all there is.
func Loudness(samples []int16) float64 {
	if len(samples) == 0 {
		return 0
	}
	sum := 0.0
	for _, s := range samples {
		sum += float64(s) * float64(s)
	}
	return math.Sqrt(sum / float64(len(samples)))
}

// headLength is that of the header that WAV writes.
const headLength = 44

// WAV is samples as a file.
func WAV(samples []int16, rate int) []byte {
	n := 2 * len(samples)
	out := make([]byte, 0, headLength+n)
	out = append(out, "RIFF"...)
	out = binary.LittleEndian.AppendUint32(out, uint32(headLength-8+n))
	out = append(out, "WAVEfmt "...)
	out = binary.LittleEndian.AppendUint32(out, 16)
	out = binary.LittleEndian.AppendUint16(out, 1) // PCM
	out = binary.LittleEndian.AppendUint16(out, 1) // mono
	out = binary.LittleEndian.AppendUint32(out, uint32(rate))
	out = binary.LittleEndian.AppendUint32(out, uint32(2*rate))
	out = binary.LittleEndian.AppendUint16(out, 2)
	out = binary.LittleEndian.AppendUint16(out, 16)
	out = append(out, "data"...)
	out = binary.LittleEndian.AppendUint32(out, uint32(n))
	return append(out, Bytes(samples)...)
}

// The faults of a header.
var (
	ErrShort  = errors.New("audio: the header of the WAV file is not whole")
	errFormat = errors.New("audio: only WAV files of 16-bit mono PCM are read")
)

// Header is where the samples of a WAV file begin, and their rate. It reads as much of the file as there is, and
// answers [ErrShort] when that is not enough. Lengths are not believed: who streams a file cannot know them.
func Header(file []byte) (begin, rate int, err error) {
	if len(file) < 12 {
		return 0, 0, ErrShort
	}
	if string(file[:4]) != "RIFF" || string(file[8:12]) != "WAVE" {
		return 0, 0, errFormat
	}
	for at := 12; ; {
		if len(file) < at+8 {
			return 0, 0, ErrShort
		}
		name, length := string(file[at:at+4]), int(binary.LittleEndian.Uint32(file[at+4:]))
		at += 8
		if name == "data" {
			if rate == 0 {
				return 0, 0, errFormat
			}
			return at, rate, nil
		}
		if length < 0 || length > 1<<20 {
			return 0, 0, errFormat
		}
		if len(file) < at+length {
			return 0, 0, ErrShort
		}
		if name == "fmt " {
			if length < 16 || binary.LittleEndian.Uint16(file[at+2:]) != 1 || binary.LittleEndian.Uint16(file[at+14:]) != 16 {
				return 0, 0, errFormat
			}
			if rate = int(binary.LittleEndian.Uint32(file[at+4:])); rate < 8000 || rate > 192000 {
				return 0, 0, errFormat
			}
		}
		at += length + length&1
	}
}
