//go:build cgo && !nolibopus

package opus

/*
#cgo linux,!opus_shared LDFLAGS: -l:libopus.a -lm
#cgo linux,opus_shared LDFLAGS: -lopus -lm
#cgo !linux pkg-config: opus

#if defined(__has_include)
#if !__has_include(<opus/opus.h>) && !__has_include(<opus.h>)
#error "libopus is missing. Install it (Debian and Ubuntu: apt-get install libopus-dev; scripts/bootstrap.sh does it), or build without: go build -tags nolibopus, or CGO_ENABLED=0."
#endif
#endif
#if defined(__has_include) && __has_include(<opus/opus.h>)
#include <opus/opus.h>
#else
#include <opus.h>
#endif

// opus_encoder_ctl takes a variable list, which cgo cannot call.
static int spotter_tune(OpusEncoder *e, int bitrate, int loss, int complexity, int dtx) {
	int err = opus_encoder_ctl(e, OPUS_SET_BITRATE(bitrate));
	if (err == OPUS_OK) err = opus_encoder_ctl(e, OPUS_SET_COMPLEXITY(complexity));
	if (err == OPUS_OK) err = opus_encoder_ctl(e, OPUS_SET_INBAND_FEC(1));
	if (err == OPUS_OK) err = opus_encoder_ctl(e, OPUS_SET_PACKET_LOSS_PERC(loss));
	if (err == OPUS_OK) err = opus_encoder_ctl(e, OPUS_SET_DTX(dtx));
	if (err == OPUS_OK) err = opus_encoder_ctl(e, OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE));
	return err;
}
*/
import "C"

import (
	"errors"
	"fmt"
	"unsafe"
)

// CanEncode tells whether this build can speak Opus.
const CanEncode = true

var errClosed = errors.New("opus: closed")

type encoder struct {
	state *C.OpusEncoder
	frame int // samples of 20 ms
}

// NewEncoder makes an encoder of speech with redundancy against loss (in-band FEC).
func NewEncoder(o EncoderOptions) (Encoder, error) {
	o = o.withDefaults()
	var code C.int
	state := C.opus_encoder_create(C.opus_int32(o.Rate), 1, C.OPUS_APPLICATION_VOIP, &code)
	if code != C.OPUS_OK {
		return nil, fault(code)
	}
	var dtx C.int
	if o.DTX {
		dtx = 1
	}
	if code := C.spotter_tune(state, C.int(o.Bitrate), C.int(o.Loss), C.int(o.Complexity), dtx); code != C.OPUS_OK {
		C.opus_encoder_destroy(state)
		return nil, fault(code)
	}
	return &encoder{state: state, frame: o.Rate / 50}, nil
}

func (e *encoder) Encode(frame []int16, out []byte) (int, error) {
	switch {
	case e.state == nil:
		return 0, errClosed
	case len(frame) != e.frame:
		return 0, fmt.Errorf("opus: a frame of %d samples, and 20 ms are %d", len(frame), e.frame)
	case len(out) == 0:
		return 0, errors.New("opus: no room for a packet")
	}
	n := C.opus_encode(e.state, samples(frame), C.int(len(frame)), bytes(out), C.opus_int32(len(out)))
	if n < 0 {
		return 0, fault(n)
	}
	return int(n), nil
}

func (e *encoder) Close() {
	if e.state != nil {
		C.opus_encoder_destroy(e.state)
		e.state = nil
	}
}

type decoder struct{ state *C.OpusDecoder }

// NewDecoder makes a decoder to mono at a rate, which need not be the encoder's.
func NewDecoder(rate int) (Decoder, error) {
	var code C.int
	state := C.opus_decoder_create(C.opus_int32(rate), 1, &code)
	if code != C.OPUS_OK {
		return nil, fault(code)
	}
	return &decoder{state: state}, nil
}

func (d *decoder) Decode(packet []byte, out []int16) (int, error) {
	if len(packet) == 0 {
		return 0, errors.New("opus: an empty packet")
	}
	return d.decode(packet, out, 0)
}

func (d *decoder) Recover(next []byte, out []int16) error {
	if len(next) == 0 {
		return d.Conceal(out)
	}
	_, err := d.decode(next, out, 1)
	return err
}

func (d *decoder) Conceal(out []int16) error {
	_, err := d.decode(nil, out, 0)
	return err
}

func (d *decoder) decode(packet []byte, out []int16, redundancy C.int) (int, error) {
	if d.state == nil {
		return 0, errClosed
	}
	if len(out) == 0 {
		return 0, errors.New("opus: no room for samples")
	}
	var data *C.uchar
	if len(packet) > 0 {
		data = bytes(packet)
	}
	n := C.opus_decode(d.state, data, C.opus_int32(len(packet)), samples(out), C.int(len(out)), redundancy)
	if n < 0 {
		return 0, fault(n)
	}
	return int(n), nil
}

func (d *decoder) Close() {
	if d.state != nil {
		C.opus_decoder_destroy(d.state)
		d.state = nil
	}
}

func samples(s []int16) *C.opus_int16 { return (*C.opus_int16)(unsafe.Pointer(unsafe.SliceData(s))) }
func bytes(b []byte) *C.uchar         { return (*C.uchar)(unsafe.Pointer(unsafe.SliceData(b))) }

func fault(code C.int) error { return fmt.Errorf("opus: %s", C.GoString(C.opus_strerror(code))) }
