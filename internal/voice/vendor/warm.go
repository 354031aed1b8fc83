package vendor

import (
	"context"
	"net/http"
	"sync"
	"time"

	"spotter/internal/breaker"
)

// Connections are kept warm while they may be needed: vendors close those that are idle for about a minute.
const (
	warmEvery = 45 * time.Second
	warmFor   = 15 * time.Minute // after the newest use
	warmLimit = 5 * time.Second
)

// Warmth keeps connections to vendors open for a while after each use.
type Warmth struct {
	Now func() time.Time

	mu   sync.Mutex
	used time.Time
}

// Use says that one was used.
func (w *Warmth) Use() { w.mu.Lock(); defer w.mu.Unlock(); w.used = w.Now() }

func (w *Warmth) recent() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return !w.used.IsZero() && w.Now().Sub(w.used) < warmFor
}

// Run warms all at once, now and while they are used, until ctx ends; it answers the cause of that.
func (w *Warmth) Run(ctx context.Context, all func(context.Context)) error {
	ticker := time.NewTicker(warmEvery)
	defer ticker.Stop()
	all(ctx)
	for {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-ticker.C:
		}
		if w.recent() {
			all(ctx)
		}
	}
}

// Touch asks for nothing at an address, so that a connection to it stays open for the next WebSocket. The client keeps
// connections that may become one apart from others; so the request offers to, which a server ignores here.
func Touch(ctx context.Context, client *http.Client, provider, address string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodHead, address, http.NoBody)
	if err != nil {
		return Of(provider, err)
	}
	request.Header = http.Header{"Connection": {"Upgrade"}, "Upgrade": {"websocket"}}
	answer, err := client.Do(request)
	if err != nil {
		return Of(provider, err)
	}
	return answer.Body.Close()
}

// Ask asks for an address, with a key in the header, and answers whether that is accepted.
func Ask(ctx context.Context, client *http.Client, provider, address string, header http.Header, now func() time.Time) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return Of(provider, err)
	}
	request.Header = header
	answer, err := client.Do(request)
	if err != nil {
		return Of(provider, err)
	}
	if answer.StatusCode != http.StatusOK {
		return OfAnswer(provider, answer, now())
	}
	return answer.Body.Close()
}

// Each calls warm for all of a list at once, each within a limit.
func Each(ctx context.Context, n int, warm func(ctx context.Context, i int)) {
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			limit, cancel := context.WithTimeout(ctx, warmLimit)
			defer cancel()
			warm(limit, i)
		})
	}
	all.Wait()
}

// Weighed is an error as a breaker counts it.
func Weighed(e *Error) breaker.Fault {
	out := breaker.Fault{Wait: e.RetryAfter, Label: "failed"}
	switch {
	case e.Refused():
		out.Weight, out.Label = breaker.Refused, "refused"
	case !e.Retryable:
		out.Weight, out.Label = breaker.Unfit, "unfit"
	}
	return out
}
