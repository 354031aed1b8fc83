package tts

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"spotter/internal/breaker"
	"spotter/internal/voice/vendor"
)

// Limits bound the phases of an utterance at one provider. A zero limit is the default.
type Limits struct {
	Open    time.Duration // to open a voice; 3 s
	First   time.Duration // from the first text to the first audio; 3 s
	Between time.Duration // in which nothing comes although there is text to speak; 4 s
}

func (l Limits) orDefault() Limits {
	return Limits{cmp.Or(l.Open, 3*time.Second), cmp.Or(l.First, 3*time.Second), cmp.Or(l.Between, 4*time.Second)}
}

// Link is a provider in a chain.
type Link struct {
	Provider Provider
	Limits   Limits
	Voice    string // the provider's name of the voice; the chain's options name none
}

// Use is what an utterance cost at one provider.
type Use struct {
	Provider, Model string
	Characters      int           // that were asked for
	Seconds         float64       // of audio that came
	First           time.Duration // to the first audio; 0: none came
	Err             error         // why it was left; nil: it was spoken, or cancelled
}

// ChainConfig says how a chain asks. Links, Now and Log must be set.
type ChainConfig struct {
	Links   []Link // in the order in which they are asked
	Breaker breaker.Config
	Now     func() time.Time
	Log     *slog.Logger
	// Used is told of each try at an utterance, with the context of Say; nil: nobody.
	Used func(context.Context, Use)
}

// Chain is a provider over providers. When one fails in the middle, the next one speaks from the first sentence on that
// was not wholly delivered.
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

func (l *link) model() string {
	if m, ok := l.Provider.(interface{ Model() string }); ok {
		return m.Model()
	}
	return ""
}

// NewChain makes a chain. It fails without links.
func NewChain(c ChainConfig) (*Chain, error) {
	if len(c.Links) == 0 || c.Now == nil || c.Log == nil {
		return nil, errors.New("tts: Links, Now and Log of a chain must be set")
	}
	out := &Chain{config: c, warmth: &vendor.Warmth{Now: c.Now}}
	for _, l := range c.Links {
		l.Limits = l.Limits.orDefault()
		out.links = append(out.links, &link{l, breaker.New(c.Breaker)})
	}
	return out, nil
}

// Name is that of the provider that would be asked now.
func (c *Chain) Name() string {
	for _, l := range c.links {
		if l.breaker.Ready(c.config.Now()) {
			return l.Provider.Name()
		}
	}
	return c.links[0].Provider.Name()
}

// Warm leaves a connection to each provider behind. One that cannot be reached is no error: Open will tell.
func (c *Chain) Warm(ctx context.Context) error {
	vendor.Each(ctx, len(c.links), func(ctx context.Context, i int) {
		if err := c.links[i].Provider.Warm(ctx); err != nil && ctx.Err() == nil {
			c.config.Log.LogAttrs(ctx, slog.LevelDebug, "a voice's connection could not be kept warm", slog.String("provider", c.links[i].Provider.Name()), slog.Any("error", err))
		}
	})
	return nil
}

// Run keeps connections warm while they are used, until ctx ends; it answers the cause of that.
func (c *Chain) Run(ctx context.Context) error {
	return c.warmth.Run(ctx, func(ctx context.Context) { _ = c.Warm(ctx) })
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

// Open makes the first voice ready that can be; the others are opened when they are needed.
func (c *Chain) Open(ctx context.Context, o Options) (Voice, error) {
	v := &chainVoice{chain: c, options: o, voices: make([]Voice, len(c.links))}
	leave, index, err := v.ready(ctx, 0)
	if err != nil {
		return nil, err
	}
	c.links[index].breaker.Neutral(leave) // nothing was said yet
	return v, nil
}

// chainVoice is a voice at each provider that was needed so far.
type chainVoice struct {
	chain   *Chain
	options Options

	mu     sync.Mutex
	voices []Voice
	closed bool
}

// ready is the first provider from one on whose voice is open, or can be opened now. Its breaker awaits what comes of it.
func (v *chainVoice) ready(ctx context.Context, from int) (leave breaker.Pass, index int, err error) {
	var faults []error
	n := len(v.chain.links)
	for i := range n {
		index := (from + i) % n
		l := v.chain.links[index]
		leave, ok := l.breaker.Enter(v.chain.config.Now())
		if !ok {
			faults = append(faults, vendor.Resting(l.Provider.Name(), l.breaker.Left(v.chain.config.Now())))
			continue
		}
		err := v.open(ctx, index)
		if err == nil {
			return leave, index, nil
		}
		fault := vendor.Of(l.Provider.Name(), err)
		faults = append(faults, fault)
		if ctx.Err() != nil || errors.Is(err, ErrLanguage) {
			l.breaker.Neutral(leave)
			continue
		}
		l.breaker.Failure(leave, v.chain.config.Now(), vendor.Weighed(fault), 0)
		v.chain.config.Log.LogAttrs(ctx, slog.LevelWarn, "a voice could not be opened", slog.String("provider", fault.Provider), slog.Int("status", fault.Status), slog.Any("error", fault.Cause))
	}
	return leave, 0, vendor.None(faults)
}

func (v *chainVoice) open(ctx context.Context, index int) error {
	v.mu.Lock()
	there, closed := v.voices[index] != nil, v.closed
	v.mu.Unlock()
	if closed {
		return vendor.ErrClosed
	}
	if there {
		return nil
	}
	l, o := v.chain.links[index], v.options
	if o.Voice = l.Voice; len(v.chain.links) == 1 && v.options.Voice != "" {
		o.Voice = v.options.Voice
	}
	limit, cancel := context.WithTimeoutCause(ctx, l.Limits.Open, vendor.ErrStalled)
	defer cancel()
	voice, err := l.Provider.Open(limit, o)
	if err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.closed || v.voices[index] != nil {
		return voice.Close()
	}
	v.voices[index] = voice
	return nil
}

func (v *chainVoice) voice(index int) Voice { v.mu.Lock(); defer v.mu.Unlock(); return v.voices[index] }

// drop gives a voice up that has failed: the next utterance opens it anew.
func (v *chainVoice) drop(index int) {
	v.mu.Lock()
	voice := v.voices[index]
	v.voices[index] = nil
	v.mu.Unlock()
	if voice != nil {
		_ = voice.Close() // it has failed already
	}
}

// Say begins an utterance.
func (v *chainVoice) Say(ctx context.Context) (Utterance, error) {
	v.mu.Lock()
	closed := v.closed
	v.mu.Unlock()
	if closed {
		return nil, vendor.Of("chain", vendor.ErrClosed)
	}
	v.chain.warmth.Use()
	u := &chained{voice: v, feed: NewFeed(ctx), wake: make(chan struct{}, 1)}
	go u.run(ctx)
	return u, nil
}

func (v *chainVoice) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.closed = true
	var faults []error
	for i, voice := range v.voices {
		if voice != nil {
			faults = append(faults, voice.Close())
			v.voices[i] = nil
		}
	}
	return errors.Join(faults...)
}
