// Package vendor is what the speech services have in common, whoever offers them: why they failed, a connection to
// ask over, and a WebSocket whose sides wait for nobody.
package vendor

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/coder/websocket"

	"spotter/internal/llm"
)

// Error is a vendor's failure. It never carries a key, an address with one, or what a person said.
type Error struct {
	Provider   string
	Status     int           // of HTTP, of the closing of a WebSocket, or of a message; 0: none of them
	Retryable  bool          // the same may work later, or elsewhere
	RetryAfter time.Duration // as the vendor said; 0 when it did not
	Cause      error
}

func (e *Error) Error() string {
	if e.Status == 0 {
		return fmt.Sprintf("voice: %s: %v", e.Provider, e.Cause)
	}
	return fmt.Sprintf("voice: %s: %v (status %d)", e.Provider, e.Cause, e.Status)
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Refused reports whether it is the key, the account or the address that is not accepted: no wait helps.
func (e *Error) Refused() bool {
	switch e.Status {
	case http.StatusUnauthorized, http.StatusPaymentRequired, http.StatusForbidden, http.StatusNotFound:
		return !e.Retryable
	}
	return false
}

// The causes that are not the vendor's words.
var (
	ErrStalled   = errors.New("nothing came in time")
	ErrBehind    = errors.New("the connection does not take audio as fast as it is spoken")
	ErrMalformed = errors.New("a message that is none of the protocol")
	ErrEarly     = errors.New("the connection ended early")
	ErrClosed    = errors.New("it is closed")
)

// errorLimit is how much of an answer's body is read for its words.
const errorLimit = 4 << 10

// OfAnswer sorts an HTTP answer that is none of success, and closes its body.
func OfAnswer(provider string, answer *http.Response, now time.Time) *Error {
	out := OfStatus(provider, answer.StatusCode)
	out.RetryAfter = llm.RetryAfter(answer.Header, now)
	if answer.Body != nil {
		body, _ := io.ReadAll(io.LimitReader(answer.Body, errorLimit)) // what was read will do
		_ = answer.Body.Close()
		if words := said(body); words != "" {
			out.Cause = errors.New(words)
		}
	}
	return out
}

// OfStatus sorts a status of HTTP.
func OfStatus(provider string, status int) *Error {
	kind := (&llm.Error{Kind: llm.KindOfStatus(status)})
	words := http.StatusText(status)
	if words == "" {
		words = "an answer that is none of the protocol"
	}
	return &Error{Provider: provider, Status: status, Retryable: kind.Retryable(), Cause: errors.New(words)}
}

// Of sorts whatever a connection gave.
func Of(provider string, err error) *Error {
	var before *Error
	if errors.As(err, &before) {
		return before
	}
	out := &Error{Provider: provider, Retryable: !errors.Is(err, context.Canceled), Cause: plain(err)}
	var closed websocket.CloseError
	if errors.As(err, &closed) {
		out.Status = int(closed.Code)
		out.Retryable = closed.Code != websocket.StatusPolicyViolation && closed.Code != websocket.StatusMessageTooBig && closed.Code != websocket.StatusUnsupportedData
		out.Cause = ErrEarly
		if closed.Reason != "" {
			out.Cause = fmt.Errorf("%w: %s", ErrEarly, Words(closed.Reason))
		}
	}
	return out
}

// plain is an error without the address that was asked, which can carry what a person is called for.
func plain(err error) error {
	for _, known := range []error{ErrStalled, ErrBehind, ErrMalformed, ErrEarly, ErrClosed, context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, known) {
			return known
		}
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrEarly
	}
	var late interface{ Timeout() bool }
	if errors.As(err, &late) && late.Timeout() {
		return ErrStalled
	}
	var asked *url.Error
	if errors.As(err, &asked) {
		err = asked.Err
	}
	return errors.New(Words(err.Error()))
}

// said finds the vendor's words in the body of an error.
func said(body []byte) string {
	var fields map[string]json.RawMessage
	if json.Unmarshal(body, &fields) != nil {
		return ""
	}
	var out []string
	for _, name := range []string{"err_code", "error_code", "type", "code", "title", "err_msg", "message", "reason", "error"} {
		var text string
		if json.Unmarshal(fields[name], &text) == nil && text != "" {
			out = append(out, text)
		} else if inner := said(fields[name]); inner != "" {
			out = append(out, inner)
		}
	}
	return Words(strings.Join(out, ": "))
}

// wordsLimit is how much of a vendor's sentence an error keeps, in bytes.
const wordsLimit = 200

var (
	quoted  = regexp.MustCompile("\"[^\"]*\"|'[^']*'|`[^`]*`")
	address = regexp.MustCompile(`\b(https?|wss?)://\S+`)
	secret  = regexp.MustCompile(`(?i)\b(sk|pk|dg|key)[-_][a-z0-9_*\-]{4,}|\b(token|bearer|basic) [a-z0-9_*.\-]{12,}|\b[a-z0-9]{24,}\b`)
)

// Words is what of a vendor's sentence may stand in an error and in a log: no key, no address, and nothing that it
// quotes, which can be what a person said.
func Words(sentence string) string {
	sentence = address.ReplaceAllString(sentence, "…")
	sentence = quoted.ReplaceAllString(sentence, "…")
	sentence = secret.ReplaceAllString(sentence, "…")
	sentence = strings.ToValidUTF8(strings.Join(strings.Fields(sentence), " "), "")
	if len(sentence) > wordsLimit {
		sentence = strings.ToValidUTF8(sentence[:wordsLimit], "") + "…"
	}
	return sentence
}

// Resting is the error of a provider that a breaker leaves alone for a while yet.
func Resting(provider string, left time.Duration) *Error {
	return &Error{Provider: provider, Retryable: true, RetryAfter: left, Cause: errors.New("left alone for a while")}
}

// None is the error when no provider of a chain can be opened. It is the only one there is when there is one provider.
func None(faults []error) error {
	if len(faults) == 1 {
		return faults[0]
	}
	return &Error{Provider: "chain", Retryable: true, Cause: errors.Join(faults...)}
}
