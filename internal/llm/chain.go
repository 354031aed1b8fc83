package llm

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"time"

	"spotter/internal/breaker"
)

// Limits bound the phases of one try at one provider. To connect is bounded by the provider's HTTP client, see
// [NewHTTPClient].
type Limits struct {
	First   time.Duration // from the request to the vendor's first event
	Between time.Duration // in which nothing at all comes
	Quiet   time.Duration // in which only signs of life come
	Whole   time.Duration // of the whole answer
}

// The limits for a vendor on the internet, and for a server that may have to load a model first.
const (
	vendorFirst, vendorBetween, vendorQuiet, vendorWhole = 20 * time.Second, 20 * time.Second, 60 * time.Second, 3 * time.Minute
	localFirst, localBetween, localQuiet, localWhole     = 90 * time.Second, 30 * time.Second, 90 * time.Second, 5 * time.Minute
)

// VendorLimits are for a vendor on the internet.
func VendorLimits() Limits { return Limits{vendorFirst, vendorBetween, vendorQuiet, vendorWhole} }

// LocalLimits are for a server of one's own, which may have to load a model first.
func LocalLimits() Limits { return Limits{localFirst, localBetween, localQuiet, localWhole} }

// Link is a provider in a chain.
type Link struct {
	Provider Provider
	Limits   Limits // a zero limit is the vendor's
}

// ChainConfig says how a chain asks. Links, Now, Rand and Log must be set.
type ChainConfig struct {
	Links []Link // in the order in which they are asked
	// Restarts is the first value of [Chain.Restarts].
	Restarts bool
	Tries    int           // of one provider for one answer, at most; 0: 2
	Wait     time.Duration // what one answer may wait between its tries, in all; 0: 5 s
	Budget   time.Duration // no try begins when an answer is older; 0: 45 s
	Breaker  BreakerConfig
	Now      func() time.Time
	Rand     func() float64 // at least 0 and below 1
	Log      *slog.Logger
	// Tried is told of each try, such as for metrics and accounts; nil: nobody.
	Tried func(context.Context, Try)
}

// Try is one try at one provider.
type Try struct {
	Provider, Model string
	Kind            Kind          // why it failed; empty: it did not
	First           time.Duration // to the vendor's first event; 0: there was none
	Took            time.Duration
	// Usage is what it cost. Of a try that was broken off no End tells, so an account has to listen here, and
	// then leave [Error.Usage] alone.
	Usage  Usage
	Broken bool // there was no End
}

// Chain is a provider over providers, asked in order until one answers. It bounds each phase, waits and tries again
// where that helps, and leaves a provider that keeps failing alone for a while.
type Chain struct {
	// Restarts allows an answer to begin anew after a person has seen a part of it, with a [Restart]. Without, such
	// an answer ends with the error. A [CallStart] alone is no such part.
	Restarts bool

	config ChainConfig
	links  []*link
	used   *clockmark
}

// link is a provider with what is known of it.
type link struct {
	Link
	breaker *breaker.Breaker
}

// NewChain makes a chain. It fails without links.
func NewChain(c ChainConfig) (*Chain, error) {
	if len(c.Links) == 0 || c.Now == nil || c.Rand == nil || c.Log == nil {
		return nil, errors.New("llm: Links, Now, Rand and Log of a chain must be set")
	}
	c.Tries, c.Wait, c.Budget = or(c.Tries, 2), or(c.Wait, 5*time.Second), or(c.Budget, 45*time.Second)
	chain := &Chain{Restarts: c.Restarts, config: c, used: &clockmark{}}
	for _, l := range c.Links {
		v := VendorLimits()
		l.Limits = Limits{or(l.Limits.First, v.First), or(l.Limits.Between, v.Between), or(l.Limits.Quiet, v.Quiet), or(l.Limits.Whole, v.Whole)}
		chain.links = append(chain.links, &link{Link: l, breaker: breaker.New(c.Breaker)})
	}
	return chain, nil
}

func or[T int | time.Duration](value, otherwise T) T {
	if value == 0 {
		return otherwise
	}
	return value
}

// Restarting is the same chain, sharing all that it knows, with another value of Restarts.
func (c *Chain) Restarting(allowed bool) *Chain {
	out := *c
	out.Restarts = allowed
	return &out
}

// first is the link that the next answer would come from, as far as is known.
func (c *Chain) first() *link {
	for _, l := range c.links {
		if l.present() && l.breaker.Ready(c.config.Now()) {
			return l
		}
	}
	return c.links[0]
}

// present reports whether there is anybody to ask: a server that is looked for may not have been found.
func (l *link) present() bool {
	p, ok := l.Provider.(interface{ Available() bool })
	return !ok || p.Available()
}

// Name is that of the provider that would be asked now.
func (c *Chain) Name() string { return c.first().Provider.Name() }

// Model is that of the provider that would be asked now.
func (c *Chain) Model() string { return c.first().Provider.Model() }

// Stream asks for one message. Errors of providers are the chain's business until none is left: then it yields
// one of [KindNone] with all of them as its cause, or of KindBadRequest if each has refused the request.
// [Start] comes with the first event behind it, so that it tells who answers.
func (c *Chain) Stream(ctx context.Context, request Request) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		c.used.set(c.config.Now())
		r := &run{chain: c, request: request, began: c.config.Now(), yield: yield}
		if err := r.all(ctx); err != nil && !errors.Is(err, errLeft) {
			yield(nil, err)
		}
	}
}

// run is one answer, on its way through the links.
type run struct {
	chain   *Chain
	request Request
	began   time.Time
	yield   func(Event, error) bool

	waited time.Duration
	read   bool // a person has seen text of the try
	shown  bool // or a call's indicator
	faults []error
}

// errLeft says that whoever ranges over the stream has left the loop.
var errLeft = errors.New("the reader has left")

// all asks each link in turn; nil: one has answered.
func (r *run) all(ctx context.Context) error {
	for i, l := range r.chain.links {
		if !l.present() {
			continue
		}
		done, err := r.link(ctx, l, i)
		if done || err != nil {
			return err
		}
	}
	return r.none()
}

// link tries one as often as it is worth it. An error ends the answer.
func (r *run) link(ctx context.Context, l *link, index int) (done bool, err error) {
	for n := range r.chain.config.Tries {
		if r.chain.config.Now().Sub(r.began) > r.chain.config.Budget {
			return false, nil
		}
		leave, ok := l.breaker.Enter(r.chain.config.Now())
		if !ok {
			r.faults = append(r.faults, &Error{Kind: KindNone, Provider: l.Provider.Name(), RetryAfter: l.breaker.Left(r.chain.config.Now()), Cause: errors.New("left alone for a while")})
			return false, nil
		}
		fault := r.once(ctx, l, leave)
		switch {
		case fault == nil:
			return true, nil
		case errors.Is(fault, errLeft):
			return false, errLeft
		}
		if err := r.survive(ctx, l, fault); err != nil {
			return false, err
		}
		if again, err := r.pause(ctx, fault, n, r.another(index)); err != nil || !again {
			return false, err
		}
	}
	return false, nil
}

// survive decides whether an answer outlives the failure of a try.
func (r *run) survive(ctx context.Context, l *link, err error) error {
	fault := asError(err, l)
	if ctx.Err() != nil {
		return fault
	}
	r.faults = append(r.faults, fault)
	r.chain.config.Log.LogAttrs(ctx, slog.LevelWarn, "a model did not answer", slog.String("provider", l.Provider.Name()), slog.String("model", l.Provider.Model()),
		slog.String("kind", string(fault.Kind)), slog.Int("status", fault.Status), slog.String("request_id", fault.RequestID), slog.Any("error", fault.Cause))
	if !r.read && !r.shown {
		return nil
	}
	if !r.chain.Restarts {
		if r.read {
			return fault
		}
		r.shown = false
		return nil
	}
	r.read, r.shown = false, false
	if !r.yield(Restart{Cause: fault}, nil) {
		return errLeft
	}
	return nil
}

// another reports whether a later link can be asked at once.
func (r *run) another(index int) bool {
	for _, l := range r.chain.links[index+1:] {
		if l.present() && l.breaker.Ready(r.chain.config.Now()) {
			return true
		}
	}
	return false
}

// none is the error when nobody is left.
func (r *run) none() error {
	out := &Error{Kind: KindNone, Provider: "chain", Cause: errors.Join(r.faults...)}
	if len(r.faults) == 0 {
		out.Cause = errors.New("there is no model to ask")
		return out
	}
	refused := true
	for _, fault := range r.faults {
		var e *Error
		if !errors.As(fault, &e) {
			continue
		}
		refused = refused && e.Kind == KindBadRequest
		if e.RetryAfter > 0 && (out.RetryAfter == 0 || e.RetryAfter < out.RetryAfter) {
			out.RetryAfter = e.RetryAfter
		}
	}
	if refused {
		out.Kind = KindBadRequest
	}
	return out
}

func asError(err error, l *link) *Error {
	var fault *Error
	if errors.As(err, &fault) {
		return fault
	}
	return &Error{Kind: KindOfFailure(err), Provider: l.Provider.Name(), Cause: err}
}

// Health is what is known of a provider.
type Health struct {
	Name, Model string
	Present     bool // a server that is looked for has been found
	State       BreakerState
	LastKind    Kind      // of the newest failure; empty: there was none since the newest answer
	LastAt      time.Time // of it
	Until       time.Time // while open
}

// Healthy reports whether the provider would be asked.
func (h Health) Healthy() bool { return h.Present && h.State == Closed }

// Health tells of each provider, in order.
func (c *Chain) Health() []Health {
	var out []Health
	for _, l := range c.links {
		h := l.breaker.Health(c.config.Now())
		out = append(out, Health{l.Provider.Name(), l.Provider.Model(), l.present(), h.State, Kind(h.Label), h.At, h.Until})
	}
	return out
}
