// Package cartesia speaks at Cartesia: one WebSocket a voice, and on it a context for each utterance, so that a reply
// begins without a handshake and is cancelled without losing the connection.
package cartesia

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"spotter/internal/voice/tts"
	"spotter/internal/voice/vendor"
)

// What is asked for unless the settings name something else.
const (
	DefaultBaseURL = "https://api.cartesia.ai"
	DefaultModel   = "sonic-3"
	DefaultVoice   = "f786b574-daa5-4673-aa0c-cbe3e8534c02" // of the vendor's own examples
	// Version is the date of the protocol that this package was written for.
	Version = "2026-03-01"
)

// rates are those that Cartesia speaks at.
var rates = []int{8000, 16000, 22050, 24000, 44100, 48000}

// Config says how Cartesia is asked. Key, HTTP and Now must be set.
type Config struct {
	Key     string
	BaseURL string // "" is DefaultBaseURL
	Model   string // "" is DefaultModel
	Voice   string // an id; "" is DefaultVoice
	HTTP    *http.Client
	Now     func() time.Time
}

// Provider speaks by one model.
type Provider struct{ config Config }

// New makes a provider. Nothing is asked yet.
func New(c Config) (*Provider, error) {
	if c.Key == "" || c.HTTP == nil || c.Now == nil {
		return nil, errors.New("cartesia: Key, HTTP and Now must be set")
	}
	for value, otherwise := range map[*string]string{&c.BaseURL: DefaultBaseURL, &c.Model: DefaultModel, &c.Voice: DefaultVoice} {
		if *value == "" {
			*value = otherwise
		}
	}
	c.BaseURL = strings.TrimRight(c.BaseURL, "/")
	return &Provider{c}, nil
}

// Name is cartesia.
func (p *Provider) Name() string { return "cartesia" }

// Model is the one that was configured.
func (p *Provider) Model() string { return p.config.Model }

// Warm leaves an idle connection behind.
func (p *Provider) Warm(ctx context.Context) error {
	return vendor.Touch(ctx, p.config.HTTP, p.Name(), p.config.BaseURL+"/")
}

// Check asks, cheaply, whether the key is accepted and the voice is there.
func (p *Provider) Check(ctx context.Context) error {
	return vendor.Ask(ctx, p.config.HTTP, p.Name(), p.config.BaseURL+"/voices/"+p.config.Voice, p.header(), p.config.Now)
}

func (p *Provider) header() http.Header {
	return http.Header{"Authorization": {"Bearer " + p.config.Key}, "Cartesia-Version": {Version}}
}

// Open connects a voice.
func (p *Provider) Open(ctx context.Context, o tts.Options) (tts.Voice, error) {
	if !slices.Contains(rates, o.Rate) {
		return nil, &tts.Error{Provider: p.Name(), Cause: errors.New("it does not speak at this rate")}
	}
	if o.Voice == "" {
		o.Voice = p.config.Voice
	}
	v := &voice{provider: p, options: o, contexts: map[string]*utterance{}}
	if _, err := v.connect(ctx); err != nil {
		return nil, err
	}
	return v, nil
}
