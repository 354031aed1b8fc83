// Package openai speaks by /audio/speech: at OpenAI, or at any server that speaks its protocol. A sentence is a
// request, and the next one is fetched while one is spoken.
package openai

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"spotter/internal/llm"
	"spotter/internal/voice/tts"
	"spotter/internal/voice/vendor"
)

// What is asked for unless the settings name something else.
const (
	DefaultBaseURL = "https://api.openai.com/v1"
	DefaultModel   = "gpt-4o-mini-tts"
	DefaultVoice   = "coral"
	AnyModel       = "tts-1" // what other servers call the one that they have
	AnyVoice       = "alloy"
)

// NameCompatible is the name of a server that is not OpenAI's.
const NameCompatible = "speech server"

// pcmRate is that of raw PCM, which no header tells.
const pcmRate = 24000

// Config says how a server is asked. HTTP and Now must be set, and Key for OpenAI itself.
type Config struct {
	Key     string
	BaseURL string // "" is DefaultBaseURL
	Model   string
	Voice   string
	HTTP    *http.Client
	Now     func() time.Time
}

// Provider speaks by one model.
type Provider struct{ config Config }

// New makes a provider. Nothing is asked yet.
func New(c Config) (*Provider, error) {
	if c.HTTP == nil || c.Now == nil {
		return nil, errors.New("openai: HTTP and Now must be set")
	}
	if c.BaseURL == "" {
		c.BaseURL = DefaultBaseURL
	}
	c.BaseURL = strings.TrimRight(c.BaseURL, "/")
	if c.Key == "" && c.BaseURL == DefaultBaseURL {
		return nil, errors.New("openai: Key must be set")
	}
	model, voice := DefaultModel, DefaultVoice
	if c.Key == "" {
		model, voice = AnyModel, AnyVoice
	}
	if c.Model == "" {
		c.Model = model
	}
	if c.Voice == "" {
		c.Voice = voice
	}
	return &Provider{c}, nil
}

// Name is openai, or speech server.
func (p *Provider) Name() string {
	if p.config.Key == "" {
		return NameCompatible
	}
	return "openai"
}

// Model is the one that is asked for.
func (p *Provider) Model() string { return p.config.Model }

// Warm leaves an idle connection behind.
func (p *Provider) Warm(ctx context.Context) error {
	if err := llm.Touch(ctx, p.config.HTTP, p.config.BaseURL+"/models"); err != nil {
		return vendor.Of(p.Name(), err)
	}
	return nil
}

// Check asks, cheaply, whether the key is accepted.
func (p *Provider) Check(ctx context.Context) error {
	return vendor.Ask(ctx, p.config.HTTP, p.Name(), p.config.BaseURL+"/models", p.header(), p.config.Now)
}

func (p *Provider) header() http.Header {
	out := http.Header{}
	if p.config.Key != "" {
		out.Set("Authorization", "Bearer "+p.config.Key)
	}
	return out
}

// Open makes a voice. Nothing is asked yet.
func (p *Provider) Open(ctx context.Context, o tts.Options) (tts.Voice, error) {
	if o.Rate < 8000 || o.Rate > 48000 {
		return nil, &tts.Error{Provider: p.Name(), Cause: errors.New("it does not speak at this rate")}
	}
	if o.Voice == "" {
		o.Voice = p.config.Voice
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	return &voice{provider: p, options: o, ctx: ctx, cancel: cancel}, nil
}

type voice struct {
	provider *Provider
	options  tts.Options
	ctx      context.Context //nolint:containedctx // the life of the voice, by which Close ends what is spoken
	cancel   context.CancelFunc
}

// Say begins an utterance.
func (v *voice) Say(ctx context.Context) (tts.Utterance, error) {
	if v.ctx.Err() != nil {
		return nil, vendor.Of(v.provider.Name(), vendor.ErrClosed)
	}
	ctx, cancel := context.WithCancel(ctx)
	stop := context.AfterFunc(v.ctx, cancel) //nolint:contextcheck // Close of the voice ends it as well
	u := &utterance{voice: v, feed: tts.NewFeed(ctx), ctx: ctx, pushes: make(chan string, 256)}
	go func() {
		defer cancel()
		defer stop()
		u.run(ctx)
		<-u.feed.Done()
	}()
	return u, nil
}

func (v *voice) Close() error {
	v.cancel()
	return nil
}
