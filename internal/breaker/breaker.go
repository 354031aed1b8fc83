// Package breaker leaves a vendor alone for a while that keeps failing, so that nobody waits for it, and lets one
// request find out whether it is back.
package breaker

import (
	"sync"
	"time"
)

// State is whether a vendor is asked.
type State string

// The states.
const (
	Closed   State = "closed"    // it is asked
	Open     State = "open"      // it is left alone
	HalfOpen State = "half_open" // one request tries whether it is back
)

// Weight is how much a failure says.
type Weight int

// The weights.
const (
	Passing Weight = iota // it may be over the next time
	Unfit                 // it is the request that was refused: one says little of the others
	Refused               // a key or a model is not accepted, and no wait helps
)

// Fault is a failure.
type Fault struct {
	Weight Weight
	Label  string        // what it is called where it is told
	Wait   time.Duration // as the vendor asked for; 0: it did not
}

// Health is what is known of a vendor.
type Health struct {
	State State
	Label string    // of the newest failure; empty: there was none since the newest success
	At    time.Time // of it
	Until time.Time // while open
}

// Config says when a vendor is left alone. Zero values are the defaults.
type Config struct {
	Failures int           // in a row; 3. A key or a model that is refused is enough at once
	Pause    time.Duration // 10 s, doubled with each probe that fails
	Most     time.Duration // 2 min
	Long     time.Duration // 5 min, after a key, a model or three requests in a row that were refused
}

// Breaker guards one vendor. It is safe for concurrent use.
type Breaker struct {
	config Config

	mu       sync.Mutex
	open     bool
	until    time.Time
	pause    time.Duration // of the newest opening
	probing  bool
	failures int // in a row
	refusals int // requests that it called bad, in a row
	label    string
	at       time.Time
}

// New makes a breaker that is closed.
func New(c Config) *Breaker {
	c.Failures, c.Pause, c.Most, c.Long = or(c.Failures, 3), or(c.Pause, 10*time.Second), or(c.Most, 2*time.Minute), or(c.Long, 5*time.Minute)
	return &Breaker{config: c}
}

func or[T int | time.Duration](value, otherwise T) T {
	if value == 0 {
		return otherwise
	}
	return value
}

// Pass is the leave for one try. What a try that began before the breaker opened tells, does not close it.
type Pass struct{ probe bool }

// Enter asks leave for a try. Each must be followed by one of success, neutral and failure, with its pass.
func (b *Breaker) Enter(now time.Time) (p Pass, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.open {
		return Pass{}, true
	}
	if now.Before(b.until) || b.probing {
		return Pass{}, false
	}
	b.probing = true
	return Pass{probe: true}, true
}

// Ready reports whether enter would be granted.
func (b *Breaker) Ready(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return !b.open || !b.probing && !now.Before(b.until)
}

// Left is how long the provider will be left alone.
func (b *Breaker) Left(now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	return max(0, b.until.Sub(now))
}

// Answers says that the vendor has begun: a probe need not last to the end of a long answer. The next failure opens
// again at once.
func (b *Breaker) Answers(p Pass) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if p.probe && b.open {
		b.open, b.probing, b.failures = false, false, b.config.Failures-1
	}
}

// Success closes.
func (b *Breaker) Success(p Pass) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open && !p.probe {
		return
	}
	b.open, b.probing, b.failures, b.refusals, b.pause, b.label = false, false, 0, 0, 0, ""
}

// Neutral is a try that tells nothing, such as one that the reader has left.
func (b *Breaker) Neutral(p Pass) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if p.probe {
		b.probing = false
	}
}

// Failure counts one. patience is how long anybody here would wait. A wait that is longer than anybody's patience opens for as long as the vendor asks.
func (b *Breaker) Failure(p Pass, now time.Time, fault Fault, patience time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	probe := p.probe && b.probing
	if b.label, b.at = fault.Label, now; p.probe {
		b.probing = false
	}
	switch {
	case fault.Weight == Refused:
		b.shut(now, b.config.Long)
	case fault.Weight == Unfit:
		if b.refusals++; b.refusals >= b.config.Failures {
			b.shut(now, b.config.Long)
		}
	case fault.Wait > patience:
		b.shut(now, min(fault.Wait, 2*b.config.Long))
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

func (b *Breaker) shut(now time.Time, d time.Duration) { b.open, b.until = true, now.Add(d) }

// Health is what is known.
func (b *Breaker) Health(now time.Time) Health {
	b.mu.Lock()
	defer b.mu.Unlock()
	h := Health{State: Closed, Label: b.label, At: b.at}
	if b.open {
		h.State, h.Until = Open, b.until
		if !now.Before(b.until) {
			h.State = HalfOpen
		}
	}
	return h
}
