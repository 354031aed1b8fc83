package openai

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	sdk "github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/openai/openai-go/v3/packages/ssestream"

	"spotter/internal/llm"
)

// errLeft says that whoever ranges over the stream has left the loop.
var errLeft = errors.New("the reader has left")

// errEarly says that the connection ended in good order, and the answer did not.
var errEarly = errors.New("the stream ended before the answer did")

// malformed is what is not the protocol.
type malformed struct{ what string }

func (m *malformed) Error() string { return m.what }

// unfit is a request that cannot be put in the vendor's words.
type unfit struct{ what string }

func (u *unfit) Error() string { return u.what }

// answer is one message as it comes.
type answer struct {
	provider *Provider
	request  llm.Request
	yield    func(llm.Event) bool

	response *http.Response
	begun    bool
	text     strings.Builder
	runes    llm.Runes
	refused  bool
	calls    []*call
	finish   string
	usage    *llm.Usage
	written  int // bytes that the model wrote, for an estimate
}

// run reads the answer to its end. An error is an *llm.Error, or errLeft.
func (a *answer) run(ctx context.Context) error {
	err := a.ask(ctx)
	switch {
	case err == nil || errors.Is(err, errLeft):
		return err
	case tooLong(err, a.response) && !a.begun:
		return a.overflow()
	}
	fault := a.provider.fault(ctx, err, a.response, a.request)
	if a.begun {
		fault.Usage = a.estimate()
	}
	return fault
}

func (a *answer) ask(ctx context.Context) error {
	if err := a.provider.resolve(ctx); err != nil {
		return err
	}
	params, err := a.provider.params(a.request)
	if err != nil {
		return err
	}
	stream := a.provider.chat.NewStreaming(ctx, params, option.WithResponseInto(&a.response))
	defer func() { _ = stream.Close() }()
	if err := stream.Err(); err != nil {
		return err
	}
	return a.read(ctx, stream)
}

// errorLimit bounds what is read of an answer that is no stream.
const errorLimit = 64 << 10

func (a *answer) read(ctx context.Context, stream *ssestream.Stream[sdk.ChatCompletionChunk]) error {
	if kind, _, _ := mime.ParseMediaType(a.response.Header.Get("Content-Type")); kind != "" && kind != "text/event-stream" {
		body, err := io.ReadAll(io.LimitReader(a.response.Body, errorLimit))
		if err != nil {
			return err
		}
		if said, ok := parse(body); ok && kind == "application/json" {
			return &told{status: a.response.StatusCode, said: said}
		}
		return &malformed{"the answer is of type " + kind + ", and no event stream"}
	}
	trace := llm.TraceOf(ctx)
	for stream.Next() {
		trace.Event()
		if a.written > llm.MostBytes {
			return &malformed{"an answer without end"}
		}
		if err := a.take(stream.Current()); err != nil {
			return err
		}
	}
	if err := stream.Err(); err != nil {
		return err
	}
	return a.end()
}

func (a *answer) emit(e llm.Event) error {
	if !a.yield(e) {
		return errLeft
	}
	return nil
}

// take handles one chunk. The usage comes in one of its own, behind the last.
func (a *answer) take(c sdk.ChatCompletionChunk) error {
	if !a.begun {
		a.begun = true
		if err := a.emit(llm.Start{Provider: a.provider.name, Model: a.provider.Model()}); err != nil {
			return err
		}
	}
	if c.JSON.Usage.Valid() {
		a.count(c.Usage)
	}
	for _, choice := range c.Choices {
		if choice.Index != 0 {
			continue
		}
		if err := a.grow(choice.Delta); err != nil {
			return err
		}
		if choice.FinishReason != "" {
			a.finish = choice.FinishReason
		}
	}
	return nil
}

func (a *answer) count(u sdk.CompletionUsage) {
	cached, written := int(u.PromptTokensDetails.CachedTokens), int(u.PromptTokensDetails.CacheWriteTokens)
	a.usage = &llm.Usage{Input: max(0, int(u.PromptTokens)-cached-written), CacheRead: cached, CacheWrite: written, Output: int(u.CompletionTokens)}
}

// grow takes a delta. A refusal is text that a person reads like any other.
func (a *answer) grow(d sdk.ChatCompletionChunkChoiceDelta) error {
	if d.Refusal != "" {
		a.refused = true
	}
	piece := d.Content + d.Refusal
	a.written += len(piece)
	if whole := a.runes.Add(piece); whole != "" {
		a.text.WriteString(whole)
		if err := a.emit(llm.TextDelta{Text: whole}); err != nil {
			return err
		}
	}
	for _, t := range d.ToolCalls {
		if err := a.growCall(t); err != nil {
			return err
		}
	}
	return nil
}

func (a *answer) end() error {
	if !a.begun || a.finish == "" {
		return errEarly
	}
	message := llm.Message{Role: llm.RoleAssistant}
	if a.text.Len() > 0 {
		message.Parts = append(message.Parts, llm.Part{Text: a.text.String()})
	}
	for _, c := range a.calls {
		message.Parts = append(message.Parts, llm.Part{Call: c.whole()})
	}
	usage := a.estimate()
	if a.usage != nil {
		usage = *a.usage
	}
	return a.emit(llm.End{Message: message, Reason: a.reason(), Usage: usage})
}

// reason maps the vendor's. Servers that only resemble it say stop although there are calls.
func (a *answer) reason() llm.StopReason {
	switch {
	case a.finish == "length":
		return llm.StopMaxTokens
	case a.finish == "content_filter" || a.refused:
		return llm.StopRefusal
	case len(a.calls) > 0:
		return llm.StopTools
	}
	return llm.StopEnd
}

// overflow ends an answer that the model's window had no room for: the vendor says so before it begins.
func (a *answer) overflow() error {
	if err := a.emit(llm.Start{Provider: a.provider.name, Model: a.provider.Model()}); err != nil {
		return err
	}
	return a.emit(llm.End{Message: llm.Message{Role: llm.RoleAssistant}, Reason: llm.StopContext})
}

// estimate is for who does not count, and for an answer that was broken off.
func (a *answer) estimate() llm.Usage {
	return llm.Usage{Input: llm.EstimateInput(a.request), Output: llm.EstimateTokens(a.written), Estimated: true}
}
