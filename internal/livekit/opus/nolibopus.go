//go:build !cgo || nolibopus

package opus

// CanEncode tells whether this build can speak Opus.
const CanEncode = false

// NewEncoder says that there is none.
func NewEncoder(EncoderOptions) (Encoder, error) { return nil, ErrNoEncoder }

// NewDecoder makes a decoder to mono at a rate, which need not be the encoder's.
func NewDecoder(rate int) (Decoder, error) { return newPure(rate) }
