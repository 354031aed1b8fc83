package opus

import (
	"errors"

	pion "github.com/pion/opus"
)

// maxFrame is the longest packet, in samples at 48 kHz.
const maxFrame = 5760

// pure decodes in Go. It knows no redundancy, so it fades what came last over what was lost.
type pure struct {
	state pion.Decoder
	last  []int16 // what was heard last, to fade out
}

// newPure makes the decoder in Go. All builds have it, so that the two can be held against each other.
func newPure(rate int) (*pure, error) {
	state, err := pion.NewDecoderWithOutput(rate, 1)
	if err != nil {
		return nil, err
	}
	return &pure{state: state, last: make([]int16, 0, maxFrame)}, nil
}

func (p *pure) Decode(packet []byte, out []int16) (n int, err error) {
	if len(packet) == 0 {
		return 0, errors.New("opus: an empty packet")
	}
	defer func() { // what comes from outside must not end a process
		if r := recover(); r != nil {
			n, err = 0, errors.New("opus: the packet cannot be decoded")
		}
	}()
	n, err = p.state.DecodeToInt16(packet, out)
	if err == nil {
		p.last = append(p.last[:0], out[:min(n, maxFrame)]...)
	}
	return n, err
}

func (p *pure) Recover(_ []byte, out []int16) error { return p.Conceal(out) }

// Conceal plays the last samples backwards, and fades them: continuous at the seam, and silent at the end.
func (p *pure) Conceal(out []int16) error {
	n := len(p.last)
	for i := range out {
		out[i] = 0
		if n > 0 && i < n {
			left := int32(len(out) - i)
			out[i] = int16(int32(p.last[n-1-i]) * left / int32(len(out)))
		}
	}
	p.last = append(p.last[:0], out[:min(len(out), maxFrame)]...)
	return nil
}

func (p *pure) Close() {}
