package llm

import (
	"fmt"
	"time"
)

// Error is why a model did not answer, or not to the end. It never carries a key or the words of a person.
type Error struct {
	Kind       Kind
	Provider   string
	Status     int           // of HTTP; 0 when there was none
	RequestID  string        // the vendor's, for their support
	RetryAfter time.Duration // as the vendor said; 0 when it did not
	Cause      error
}

func (e *Error) Error() string {
	return fmt.Sprintf("llm: %s: %s (status %d): %v", e.Provider, e.Kind, e.Status, e.Cause)
}

func (e *Error) Unwrap() error { return e.Cause }

// Retryable reports whether the same request may succeed later or elsewhere.
func (e *Error) Retryable() bool {
	switch e.Kind {
	case KindRateLimited, KindOverloaded, KindUnavailable, KindStalled, KindMalformed:
		return true
	}
	return false
}
