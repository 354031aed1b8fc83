package llm

import (
	"net/http"

	"spotter/internal/breaker"
)

// BreakerState is whether a provider is asked.
type BreakerState = breaker.State

// The states.
const (
	Closed   = breaker.Closed
	Open     = breaker.Open
	HalfOpen = breaker.HalfOpen
)

// BreakerConfig says when a provider is left alone. Zero values are the defaults.
type BreakerConfig = breaker.Config

// weighed is an error as a breaker counts it.
func weighed(e *Error) breaker.Fault {
	out := breaker.Fault{Label: string(e.Kind), Wait: e.RetryAfter}
	switch {
	case e.Kind == KindAuth || e.Kind == KindBadRequest && e.Status == http.StatusNotFound:
		out.Weight = breaker.Refused
	case e.Kind == KindBadRequest: // one conversation that it refuses says little of the others
		out.Weight = breaker.Unfit
	}
	return out
}
