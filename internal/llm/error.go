package llm

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
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
	Usage      Usage         // what was spent all the same, estimated; zero before the vendor began
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

// KindOfStatus sorts an HTTP status that is none of success.
func KindOfStatus(status int) Kind {
	switch {
	case status == 401 || status == 402 || status == 403:
		return KindAuth
	case status == 408 || status == 409 || status == 425:
		return KindUnavailable
	case status == 429:
		return KindRateLimited
	case status == 503 || status == 529:
		return KindOverloaded
	case status >= 500:
		return KindUnavailable
	case status >= 400:
		return KindBadRequest
	}
	return KindMalformed
}

// KindOfFailure sorts an error below HTTP: what a connection or a decoder gave.
func KindOfFailure(err error) Kind {
	var timeout interface{ Timeout() bool }
	var syntax *json.SyntaxError
	var wrongType *json.UnmarshalTypeError
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return KindCanceled
	case errors.As(err, &timeout) && timeout.Timeout():
		return KindStalled
	case errors.As(err, &syntax), errors.As(err, &wrongType), errors.Is(err, bufio.ErrTooLong):
		return KindMalformed
	}
	return KindUnavailable
}
