package stt

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"time"

	"spotter/internal/breaker"
	"spotter/internal/voice/vendor"
)

// Limits bound the phases of a recognition at one provider. A zero limit is the default.
type Limits struct {
	Open   time.Duration // to open; 3 s
	Answer time.Duration // from Finalize to its last answer; 4 s
	Hear   time.Duration // in which somebody speaks and nothing is told; 6 s
}

func (l Limits) orDefault() Limits {
	return Limits{cmp.Or(l.Open, 3*time.Second), cmp.Or(l.Answer, 4*time.Second), cmp.Or(l.Hear, 6*time.Second)}
}

// Link is a provider in a chain.
type Link struct {
	Provider Provider
	Limits   Limits
}

// Use is what a recognition cost at one provider.
type Use struct {
	Provider, Model string
	Seconds         float64 // of audio
	Err             error   // why it was left; nil: it was closed
}

// ChainConfig says how a chain asks. Links, Now and Log must be set.
type ChainConfig struct {
	Links   []Link // in the order in which they are asked
	Breaker breaker.Config
	Now     func() time.Time
	Log     *slog.Logger
	// Used is told of each stream that has ended, with the context of Open; nil: nobody.
	Used func(context.Context, Use)
}

// Chain is a provider over providers. When one fails in the middle, the next one hears what was said since the newest
// final text once more, so that no word is lost.
type Chain struct {
	config ChainConfig
	links  []*link
	warmth *vendor.Warmth
}

// link is a provider with what is known of it.
type link struct {
	Link
	breaker *breaker.Breaker
}

// NewChain makes a chain. It fails without links.
func NewChain(c ChainConfig) (*Chain, error) {
	if len(c.Links) == 0 || c.Now == nil || c.Log == nil {
		return nil, errors.New("stt: Links, Now and Log of a chain must be set")
	}
	out := &Chain{config: c, warmth: &vendor.Warmth{Now: c.Now}}
	for _, l := range c.Links {
		l.Limits = l.Limits.orDefault()
		out.links = append(out.links, &link{l, breaker.New(c.Breaker)})
	}
	return out, nil
}

// first is the link that would be asked now.
func (c *Chain) first() *link {
	for _, l := range c.links {
		if l.breaker.Ready(c.config.Now()) {
			return l
		}
	}
	return c.links[0]
}

// Name is that of the provider that would be asked now.
func (c *Chain) Name() string { return c.first().Provider.Name() }

// EndsTurns is whether the provider that would be asked now ends turns. A stream that had to go on elsewhere may stop to:
// see its own EndsTurns.
func (c *Chain) EndsTurns() bool { return c.first().Provider.EndsTurns() }

// Warm leaves a connection to each provider behind. One that cannot be reached is no error: Open will tell.
func (c *Chain) Warm(ctx context.Context) error {
	vendor.Each(ctx, len(c.links), func(ctx context.Context, i int) {
		if err := c.links[i].Provider.Warm(ctx); err != nil && ctx.Err() == nil {
			c.config.Log.LogAttrs(ctx, slog.LevelDebug, "a recogniser's connection could not be kept warm", slog.String("provider", c.links[i].Provider.Name()), slog.Any("error", err))
		}
	})
	return nil
}

// Run keeps connections warm while they are used, until ctx ends; it answers the cause of that.
func (c *Chain) Run(ctx context.Context) error {
	return c.warmth.Run(ctx, func(ctx context.Context) { _ = c.Warm(ctx) })
}

// Open begins a recognition at the first provider that takes it.
func (c *Chain) Open(ctx context.Context, o Options) (Stream, error) {
	c.warmth.Use()
	s := &chained{chain: c, ctx: context.WithoutCancel(ctx), options: o, out: NewOutbox()}
	if err := s.open(ctx, 0); err != nil {
		return nil, err
	}
	go s.run()
	return s, nil
}

// Health is what is known of a provider.
type Health struct {
	Name string
	breaker.Health
}

// Health tells of each provider, in order.
func (c *Chain) Health() []Health {
	var out []Health
	for _, l := range c.links {
		out = append(out, Health{l.Provider.Name(), l.breaker.Health(c.config.Now())})
	}
	return out
}

// model is what a bill is for.
func (l *link) model() string {
	if m, ok := l.Provider.(interface{ Model() string }); ok {
		return m.Model()
	}
	return ""
}
