// Package flite is the basic voice, for a coach without a speech provider: flite as a WebAssembly program, in this
// process and without cgo. It speaks English only, and sounds like a machine.
package flite

import (
	"context"
	"errors"
	"strings"

	"spotter/internal/voice/tts"
)

// Name is what people see: it does not pretend.
const Name = "Basic voice (flite)"

// rate is what the voice is made for.
const rate = 16000

// instances is how many sentences are synthesised at once; each takes about 60 MB while it is.
const instances = 2

// Config says where the program comes from.
type Config struct {
	// Program gives the path of flite.wasm, and may fetch it first. It is called at the first Open or Warm, and again
	// after it failed.
	Program func(ctx context.Context) (string, error)
	// CacheDir keeps the compiled program between starts; empty: not kept.
	CacheDir string
}

// Provider implements [tts.Provider]. Nothing is read, compiled or kept before the first Open or Warm.
type Provider struct {
	cfg   Config
	slots chan struct{}
	// loading holds the engine, nil before it is loaded: who takes it off may load.
	loading chan *engine
}

// New makes a provider. Close frees it.
func New(cfg Config) *Provider {
	p := &Provider{cfg: cfg, slots: make(chan struct{}, instances), loading: make(chan *engine, 1)}
	p.loading <- nil
	return p
}

// Name is [Name].
func (p *Provider) Name() string { return Name }

// Warm loads the program: about 0.2 s, a second the first time on a machine, and the download before that.
func (p *Provider) Warm(ctx context.Context) error {
	_, err := p.engine(ctx)
	return err
}

// Open gives a voice. The error for a language other than English wraps [tts.ErrLanguage].
func (p *Provider) Open(ctx context.Context, o tts.Options) (tts.Voice, error) {
	if language, _, _ := strings.Cut(strings.ToLower(o.Language), "-"); language != "en" && language != "" {
		return nil, failed(tts.ErrLanguage)
	}
	if o.Rate < 8000 || o.Rate > 48000 {
		return nil, failed(errors.New("the rate must be 8000 to 48000"))
	}
	name, ok := map[string]string{"": "slt", "slt": "slt", "rms": "rms", "awb": "awb", "kal": "kal16"}[o.Voice]
	if !ok {
		return nil, failed(errors.New("there is no such voice; there are slt, rms, awb and kal"))
	}
	e, err := p.engine(ctx)
	if err != nil {
		return nil, err
	}
	return &voice{provider: p, engine: e, name: name, rate: o.Rate}, nil
}

// engine loads once; whoever comes meanwhile waits.
func (p *Provider) engine(ctx context.Context) (*engine, error) {
	select {
	case e := <-p.loading:
		defer func() { p.loading <- e }()
		if e != nil {
			return e, nil
		}
		fresh, err := load(ctx, p.cfg)
		if err != nil {
			return nil, &tts.Error{Provider: Name, Retryable: true, Cause: err}
		}
		e = fresh
		return e, nil
	case <-ctx.Done():
		return nil, failed(ctx.Err())
	}
}

// Close frees what was loaded. No voice may be speaking.
func (p *Provider) Close(ctx context.Context) error {
	e := <-p.loading
	defer func() { p.loading <- nil }()
	if e == nil {
		return nil
	}
	return e.close(ctx)
}

func failed(cause error) error { return &tts.Error{Provider: Name, Cause: cause} }
