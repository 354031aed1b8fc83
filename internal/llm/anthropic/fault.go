package anthropic

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	sdk "github.com/anthropics/anthropic-sdk-go"

	"spotter/internal/llm"
)

// fault sorts whatever ended an answer early. The vendor's error types count more than the status, which is
// 200 when an error comes in the middle of a stream.
func (p *Provider) fault(ctx context.Context, err error, response *http.Response, request llm.Request) *llm.Error {
	out := &llm.Error{Provider: name, Kind: llm.KindOfFailure(err), Cause: err}
	if response != nil {
		out.RequestID = response.Header.Get("Request-Id")
		out.RetryAfter = llm.RetryAfter(response.Header, p.config.Now())
	}
	var vendor *sdk.Error
	var wrong *malformed
	switch {
	case ctx.Err() != nil:
		out.Kind, out.Cause = llm.KindCanceled, context.Cause(ctx)
	case errors.As(err, &vendor):
		out.Status = vendor.StatusCode
		out.Kind = kindOf(vendor)
		out.Cause = errors.New(says(vendor, request))
	case errors.As(err, &wrong):
		out.Kind = llm.KindMalformed
	case out.Kind == llm.KindMalformed:
		out.Cause = errors.New("an event that is no JSON of the protocol")
	}
	return out
}

func kindOf(e *sdk.Error) llm.Kind {
	switch e.Type() {
	case sdk.ErrorTypeRateLimitError:
		return llm.KindRateLimited
	case sdk.ErrorTypeOverloadedError:
		return llm.KindOverloaded
	case sdk.ErrorTypeAuthenticationError, sdk.ErrorTypePermissionError, sdk.ErrorTypeBillingError:
		return llm.KindAuth
	case sdk.ErrorTypeAPIError, sdk.ErrorTypeTimeoutError:
		return llm.KindUnavailable
	case sdk.ErrorTypeInvalidRequestError, sdk.ErrorTypeNotFoundError:
		if strings.Contains(sentence(e), "credit balance") {
			return llm.KindAuth // an account that cannot pay is no fault of the request
		}
		return llm.KindBadRequest
	}
	return llm.KindOfStatus(e.StatusCode)
}

// sentence is what the vendor wrote for people.
func sentence(e *sdk.Error) string {
	var body struct {
		Error struct {
			Message string `json:"message"`
		} `json:"error"`
	}
	if json.Unmarshal([]byte(e.RawJSON()), &body) != nil {
		return ""
	}
	return body.Error.Message
}

// says is what of it may be kept.
func says(e *sdk.Error, request llm.Request) string {
	kind := string(e.Type())
	if kind == "" {
		kind = http.StatusText(e.StatusCode)
	}
	if words := llm.Quote(sentence(e), request); words != "" {
		return kind + ": " + words
	}
	return kind
}

// tooLong reports whether the vendor refused a request for its length.
func tooLong(err error) bool {
	var vendor *sdk.Error
	return errors.As(err, &vendor) && vendor.StatusCode == http.StatusBadRequest && strings.Contains(sentence(vendor), "prompt is too long")
}

// refusesThinking reports whether a request was refused for the thinking that it sent back.
func refusesThinking(err error) bool {
	var vendor *sdk.Error
	if !errors.As(err, &vendor) || vendor.StatusCode != http.StatusBadRequest {
		return false
	}
	words := sentence(vendor)
	return strings.Contains(words, "thinking") || strings.Contains(words, "signature")
}
