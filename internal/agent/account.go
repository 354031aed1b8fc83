package agent

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"spotter"
	"spotter/internal/llm"
)

// account keeps what an answer used, for the end of the turn. Rules use nothing.
func (t *turn) account(provider, model string, used llm.Usage) {
	if used == (llm.Usage{}) {
		return
	}
	t.countTokens(provider, used)
	u := spotter.Usage{Provider: provider, Model: model, Channel: t.channel, Input: used.Input, CacheRead: used.CacheRead, CacheWrite: used.CacheWrite,
		Output: used.Output, Estimated: used.Estimated}
	if t.c.Price != nil {
		if micro, ok := t.c.Price(provider, model, used); ok {
			u.MicroUSD = &micro
		}
	}
	t.used = append(t.used, u)
}

// ledger gathers what the tries of one answer used, where a chain tells of each.
type ledger struct {
	mu    sync.Mutex
	tries []llm.Try
}

type ledgerKey struct{}

// Tried is for [llm.ChainConfig]: it accounts each try of a chain to the turn that asked, those that were broken off
// included. Without it a turn knows of the answers that came to their end, and of the last error.
func Tried(ctx context.Context, try llm.Try) {
	if l, ok := ctx.Value(ledgerKey{}).(*ledger); ok {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.tries = append(l.tries, try)
	}
}

// settleAccount accounts an answer: by its tries where they are known, else by what it tells itself.
func (t *turn) settleAccount(l *ledger, end llm.End, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.tries) > 0 {
		for _, try := range l.tries {
			t.account(try.Provider, try.Model, try.Usage)
		}
		return
	}
	t.account(t.provider, t.model, end.Usage)
	var vendor *llm.Error
	if errors.As(err, &vendor) {
		t.account(t.provider, t.model, vendor.Usage)
	}
}

// opaque is the person to a vendor's abuse checks: the same every time, and nothing that leads back.
func (t *turn) opaque() string {
	mac := hmac.New(sha256.New, t.c.Secret)
	mac.Write([]byte("vendor " + t.caller.User.String()))
	return hex.EncodeToString(mac.Sum(nil)[:16])
}

// outcomeOf is an error as metrics count it.
func outcomeOf(err error) string {
	var vendor *llm.Error
	switch {
	case errors.As(err, &vendor):
		return string(vendor.Kind)
	case errors.Is(err, errGone), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return string(llm.KindCanceled)
	}
	return "internal"
}

// loosely sends an event at once and stores it with the next.
func (t *turn) loosely(ctx context.Context, kind spotter.EventType, payload any) error {
	if len(t.loose) == 0 {
		t.looseAt = t.c.Now()
	}
	e := t.event(kind, payload)
	t.loose = append(t.loose, e)
	t.send(e)
	if t.gone {
		return errGone
	}
	return ctx.Err()
}

// spaced is text as it follows in a message.
func spaced(m *message, text string) string {
	if text == "" || m.text.Len() == 0 {
		return text
	}
	return "\n\n" + text
}

func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n\n" + b
}

// mustJSON encodes values of our own types, which cannot fail.
func mustJSON(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		panic("agent: a type of ours cannot be encoded: " + err.Error())
	}
	return b
}

// since is how long ago a time was.
func (t *turn) since(at time.Time) time.Duration { return t.c.Now().Sub(at) }
