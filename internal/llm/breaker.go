package llm

import (
	"net/http"
	"sync"
	"time"
)

// BreakerState is whether a provider is asked.
type BreakerState string

// The states.
const (
	Closed   BreakerState = "closed"    // it is asked
	Open     BreakerState = "open"      // it is left alone
	HalfOpen BreakerState = "half_open" // one request tries whether it is back
)

// BreakerConfig says when a provider is left alone. Zero values are the defaults.
type BreakerConfig struct {
	Failures int           // in a row; 3. A key or a model that is refused is enough at once
	Pause    time.Duration // 10 s, doubled with each probe that fails
	Most     time.Duration // 2 min
	Long     time.Duration // 5 min, after a key, a model or three requests in a row that were refused
}

// breaker guards one provider. It is safe for concurrent use.
type breaker struct {
	config BreakerConfig

	mu       sync.Mutex
	open     bool
	until    time.Time
	pause    time.Duration // of the newest opening
	probing  bool
	failures int // in a row
	refusals int // requests that it called bad, in a row
	lastKind Kind
	lastAt   time.Time
}

func newBreaker(c BreakerConfig) *breaker {
	c.Failures, c.Pause, c.Most, c.Long = or(c.Failures, 3), or(c.Pause, 10*time.Second), or(c.Most, 2*time.Minute), or(c.Long, 5*time.Minute)
	return &breaker{config: c}
}

// pass is the leave for one try. What a try that began before the breaker opened tells, does not close it.
type pass struct{ probe bool }

// enter asks leave for a try. Each must be followed by one of success, neutral and failure, with its pass.
func (b *breaker) enter(now time.Time) (p pass, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.open {
		return pass{}, true
	}
	if now.Before(b.until) || b.probing {
		return pass{}, false
	}
	b.probing = true
	return pass{probe: true}, true
}

// ready reports whether enter would be granted.
func (b *breaker) ready(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return !b.open || !b.probing && !now.Before(b.until)
}

// left is how long the provider will be left alone.
func (b *breaker) left(now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	return max(0, b.until.Sub(now))
}

// answers says that the vendor has begun: a probe need not last to the end of a long answer. The next failure opens
// again at once.
func (b *breaker) answers(p pass) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if p.probe && b.open {
		b.open, b.probing, b.failures = false, false, b.config.Failures-1
	}
}

func (b *breaker) success(p pass) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open && !p.probe {
		return
	}
	b.open, b.probing, b.failures, b.refusals, b.pause, b.lastKind = false, false, 0, 0, 0, ""
}

// neutral is a try that tells nothing, such as one that the reader has left.
func (b *breaker) neutral(p pass) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if p.probe {
		b.probing = false
	}
}

// failure counts one. A wait that is longer than anybody's patience opens for as long as the vendor asks.
func (b *breaker) failure(p pass, now time.Time, fault *Error, patience time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	probe := p.probe && b.probing
	if b.lastKind, b.lastAt = fault.Kind, now; p.probe {
		b.probing = false
	}
	switch {
	case fault.Kind == KindAuth || fault.Kind == KindBadRequest && fault.Status == http.StatusNotFound:
		b.shut(now, b.config.Long)
	case fault.Kind == KindBadRequest: // one conversation that it refuses says little of the others
		if b.refusals++; b.refusals >= b.config.Failures {
			b.shut(now, b.config.Long)
		}
	case fault.RetryAfter > patience:
		b.shut(now, min(fault.RetryAfter, 2*b.config.Long))
	default:
		if b.failures++; b.open && !probe {
			return // it is open already, and this try is from before
		} else if probe || b.failures >= b.config.Failures {
			b.pause = min(max(2*b.pause, b.config.Pause), b.config.Most)
			b.shut(now, b.pause)
		}
	}
	if probe && !b.until.After(now) {
		b.shut(now, b.config.Pause)
	}
}

func (b *breaker) shut(now time.Time, d time.Duration) { b.open, b.until = true, now.Add(d) }

func (b *breaker) health(now time.Time) Health {
	b.mu.Lock()
	defer b.mu.Unlock()
	h := Health{State: Closed, LastKind: b.lastKind, LastAt: b.lastAt}
	if b.open {
		h.State, h.Until = Open, b.until
		if !now.Before(b.until) {
			h.State = HalfOpen
		}
	}
	return h
}
