package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/openai/openai-go/v3/packages/ssestream"

	"spotter/internal/llm"
)

// said is an error in a server's words. Some write the code as a number, and some only a sentence.
type said struct {
	Message string
	Type    string
	Code    string
}

// parse reads the error of a body or an event; ok is false when there is none.
func parse(body []byte) (out said, ok bool) {
	var envelope struct {
		Error json.RawMessage `json:"error"`
	}
	if json.Unmarshal(body, &envelope) != nil || len(envelope.Error) == 0 || string(envelope.Error) == "null" {
		return out, false
	}
	return parseInner(envelope.Error), true
}

func parseInner(raw []byte) (out said) {
	var inner struct {
		Message string `json:"message"`
		Type    string `json:"type"`
		Code    any    `json:"code"`
	}
	if json.Unmarshal(raw, &out.Message) == nil {
		return out
	}
	if json.Unmarshal(raw, &inner) != nil {
		return out
	}
	out.Message, out.Type = inner.Message, inner.Type
	if code, ok := inner.Code.(string); ok {
		out.Code = code
	}
	return out
}

// told is an error that came with another status than its own, or in the middle of a stream.
type told struct {
	status int
	said   said
}

func (t *told) Error() string { return "the server told of an error" }

// find is what a server said with an error.
func find(err error, response *http.Response) (status int, s said, ok bool) {
	var inStream *ssestream.StreamError
	var direct *told
	switch {
	case errors.As(err, &direct):
		return direct.status, direct.said, true
	case errors.As(err, &inStream):
		s, _ = parse(inStream.Event.Data)
		return http.StatusOK, s, true
	case response != nil && response.StatusCode >= http.StatusBadRequest:
		body, err := io.ReadAll(io.LimitReader(response.Body, errorLimit)) // which the SDK has put back, and so do we
		response.Body = io.NopCloser(bytes.NewReader(body))
		if err == nil {
			s, _ = parse(body)
		}
		return response.StatusCode, s, true
	}
	return 0, s, false
}

// fault sorts whatever ended an answer early.
func (p *Provider) fault(ctx context.Context, err error, response *http.Response, request llm.Request) *llm.Error {
	var before *llm.Error
	if errors.As(err, &before) {
		return before
	}
	out := &llm.Error{Provider: p.name, Kind: llm.KindOfFailure(err), Cause: err}
	if response != nil {
		out.Status = response.StatusCode
		out.RequestID = response.Header.Get("X-Request-Id")
		out.RetryAfter = llm.RetryAfter(response.Header, p.config.Now())
	}
	var wrong *malformed
	var ours *unfit
	status, s, told := find(err, response)
	switch {
	case ctx.Err() != nil:
		out.Kind, out.Cause = llm.KindCanceled, context.Cause(ctx)
	case told:
		out.Kind, out.Cause = kindOf(status, s), errors.New(p.says(status, s, request))
	case errors.As(err, &ours):
		out.Kind = llm.KindBadRequest
	case errors.As(err, &wrong):
		out.Kind = llm.KindMalformed
	case out.Kind == llm.KindMalformed:
		out.Cause = errors.New("an event that is no JSON of the protocol")
	}
	return out
}

// kindOf believes a status of HTTP, and the words where there is none.
func kindOf(status int, s said) llm.Kind {
	if noTools(s) {
		return llm.KindBadRequest
	}
	if s.Code == "insufficient_quota" {
		return llm.KindAuth // an account that cannot pay gets better by no wait
	}
	if status >= http.StatusBadRequest {
		return llm.KindOfStatus(status)
	}
	words := s.Code + " " + s.Type
	switch {
	case strings.Contains(words, "rate_limit"):
		return llm.KindRateLimited
	case strings.Contains(words, "overloaded"):
		return llm.KindOverloaded
	case strings.Contains(words, "invalid_api_key"), strings.Contains(words, "authentication"), strings.Contains(words, "permission"):
		return llm.KindAuth
	case strings.Contains(words, "invalid_request"), strings.Contains(words, "not_found"):
		return llm.KindBadRequest
	}
	return llm.KindUnavailable
}

// noTools reports whether a server cannot use tools, in the words of Ollama, llama-server, vLLM and the vendor.
func noTools(s said) bool {
	for _, words := range []string{"does not support tools", "tools param requires", "--enable-auto-tool-choice", "Function tools with reasoning_effort are not supported"} {
		if strings.Contains(s.Message, words) {
			return true
		}
	}
	return false
}

// says is what of a server's words may be kept.
func (p *Provider) says(status int, s said, request llm.Request) string {
	if noTools(s) {
		return "the model " + p.Model() + " cannot call tools over this server's Chat Completions, and a coach needs them: choose another model, or start the server with support for tools"
	}
	var out []string
	sentence := llm.Quote(s.Message, request)
	if s.Code == "invalid_api_key" {
		sentence = "" // it shows both ends of the key
	}
	for _, word := range []string{s.Type, s.Code, sentence} {
		if word != "" {
			out = append(out, word)
		}
	}
	if len(out) == 0 {
		return http.StatusText(status)
	}
	return strings.Join(out, ": ")
}

// tooLong reports whether a request was refused for its length.
func tooLong(err error, response *http.Response) bool {
	_, s, ok := find(err, response)
	return ok && (s.Code == "context_length_exceeded" || s.Type == "exceed_context_size_error" || strings.Contains(s.Message, "maximum context length"))
}
