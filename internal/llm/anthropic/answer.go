package anthropic

import (
	"context"
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"strings"

	sdk "github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/option"
	"github.com/anthropics/anthropic-sdk-go/packages/ssestream"

	"spotter/internal/llm"
)

// errLeft says that whoever ranges over the stream has left the loop.
var errLeft = errors.New("the reader has left")

// answer is one message as it comes.
type answer struct {
	provider *Provider
	request  llm.Request
	yield    func(llm.Event) bool

	response  *http.Response
	unthought bool // the vendor refused the thinking that was sent back
	begun     bool
	done      bool
	blocks    []*block // by the vendor's index; nil where it is of a kind that we do not use
	stop      sdk.StopReason
	usage     llm.Usage
	written   int // bytes that the model wrote, for an estimate
}

// block is one part of the message under way.
type block struct {
	kind                string
	text                strings.Builder
	runes               llm.Runes
	call                llm.ToolCall
	arguments           strings.Builder
	signature, redacted string
}

// run reads the answer to its end. An error is an *llm.Error, or errLeft.
func (a *answer) run(ctx context.Context) error {
	stream := a.provider.messages.NewStreaming(ctx, a.provider.params(a.request), option.WithResponseInto(&a.response))
	defer func() { _ = stream.Close() }()
	err := stream.Err()
	if err == nil {
		err = a.read(ctx, stream)
	}
	switch {
	case err == nil || errors.Is(err, errLeft):
		return err
	case tooLong(err):
		return a.overflow()
	}
	a.unthought = refusesThinking(err)
	fault := a.provider.fault(ctx, err, a.response, a.request)
	fault.Usage = a.spent()
	return fault
}

func (a *answer) read(ctx context.Context, stream *ssestream.Stream[sdk.MessageStreamEventUnion]) error {
	if kind, _, _ := mime.ParseMediaType(a.response.Header.Get("Content-Type")); kind != "text/event-stream" {
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
		if a.done {
			return a.end()
		}
	}
	if err := stream.Err(); err != nil {
		return err
	}
	return errEarly
}

// errEarly says that the connection ended in good order, and the answer did not.
var errEarly = errors.New("the stream ended before the answer did")

// malformed is what is not the protocol.
type malformed struct{ what string }

func (m *malformed) Error() string { return m.what }

// take handles one event. Kinds that are not known are passed over, as the vendor asks.
func (a *answer) take(e sdk.MessageStreamEventUnion) error {
	switch e.Type {
	case "message_start":
		a.begun = true
		u := e.Message.Usage
		a.usage = llm.Usage{Input: int(u.InputTokens), CacheRead: int(u.CacheReadInputTokens), CacheWrite: int(u.CacheCreationInputTokens), Output: int(u.OutputTokens)}
		return a.emit(llm.Start{Provider: name, Model: a.provider.config.Model})
	case "content_block_start":
		return a.open(int(e.Index), e.ContentBlock)
	case "content_block_delta":
		return a.grow(int(e.Index), e.Delta)
	case "message_delta":
		a.settle(e)
	case "message_stop":
		a.done = true
	}
	return nil
}

func (a *answer) emit(e llm.Event) error {
	if !a.yield(e) {
		return errLeft
	}
	return nil
}

// mostBlocks bounds what a server can make us keep.
const mostBlocks = 1000

func (a *answer) open(index int, b sdk.ContentBlockStartEventContentBlockUnion) error {
	if !a.begun || index != len(a.blocks) || index >= mostBlocks {
		return &malformed{"a block that is out of order"}
	}
	out := &block{kind: b.Type, signature: b.Signature, redacted: b.Data}
	a.blocks = append(a.blocks, out)
	switch b.Type {
	case "text":
		return a.text(out, b.Text)
	case "thinking":
		out.text.WriteString(b.Thinking)
	case "redacted_thinking":
	case "tool_use":
		out.call = llm.ToolCall{ID: b.ID, Name: b.Name}
		if raw := b.JSON.Input.Raw(); raw != "" && raw != "{}" && raw != "null" {
			out.arguments.WriteString(raw)
		}
		if b.ID == "" || b.Name == "" {
			return &malformed{"a call without id or name"}
		}
		return a.emit(llm.CallStart{ID: b.ID, Name: b.Name})
	default:
		a.blocks[index] = nil
	}
	return nil
}

func (a *answer) grow(index int, d sdk.MessageStreamEventUnionDelta) error {
	if index < 0 || index >= len(a.blocks) {
		return &malformed{"a delta of a block that was not opened"}
	}
	b := a.blocks[index]
	if b == nil {
		return nil
	}
	switch d.Type {
	case "text_delta":
		return a.text(b, d.Text)
	case "input_json_delta":
		a.written += len(d.PartialJSON)
		b.arguments.WriteString(d.PartialJSON)
	case "thinking_delta":
		a.written += len(d.Thinking)
		b.text.WriteString(d.Thinking)
	case "signature_delta":
		b.signature += d.Signature
	}
	return nil
}

func (a *answer) text(b *block, piece string) error {
	a.written += len(piece)
	whole := b.runes.Add(piece)
	if whole == "" {
		return nil
	}
	b.text.WriteString(whole)
	return a.emit(llm.TextDelta{Text: whole})
}

// settle takes the reason and the usage, whose figures are totals.
func (a *answer) settle(e sdk.MessageStreamEventUnion) {
	if e.Delta.StopReason != "" {
		a.stop = e.Delta.StopReason
	}
	u := e.Usage
	a.usage.Output = max(a.usage.Output, int(u.OutputTokens))
	if u.JSON.InputTokens.Valid() {
		a.usage.Input = int(u.InputTokens)
	}
	if u.JSON.CacheReadInputTokens.Valid() {
		a.usage.CacheRead = int(u.CacheReadInputTokens)
	}
	if u.JSON.CacheCreationInputTokens.Valid() {
		a.usage.CacheWrite = int(u.CacheCreationInputTokens)
	}
}

func (a *answer) end() error {
	if !a.begun || a.stop == "" {
		return &malformed{"an answer without a beginning or a reason to stop"}
	}
	message := llm.Message{Role: llm.RoleAssistant}
	calls := 0
	for _, b := range a.blocks {
		if b == nil {
			continue
		}
		part := a.part(b)
		if part.Call != nil {
			calls++
		}
		if part != (llm.Part{}) {
			message.Parts = append(message.Parts, part)
		}
	}
	return a.emit(llm.End{Message: message, Reason: reason(a.stop, calls), Usage: a.usage})
}

func (a *answer) part(b *block) llm.Part {
	switch b.kind {
	case "text":
		return llm.Part{Text: b.text.String()}
	case "tool_use":
		call := b.call
		if call.Arguments = json.RawMessage(b.arguments.String()); len(call.Arguments) == 0 {
			call.Arguments = json.RawMessage("{}")
		}
		return llm.Part{Call: &call}
	case "redacted_thinking":
		return thought{Model: a.provider.config.Model, Redacted: b.redacted}.part()
	}
	return thought{Model: a.provider.config.Model, Thinking: b.text.String(), Signature: b.signature}.part()
}

// reason maps the vendor's; one that is not known ends the answer like end_turn.
func reason(stop sdk.StopReason, calls int) llm.StopReason {
	switch stop {
	case sdk.StopReasonMaxTokens:
		return llm.StopMaxTokens
	case sdk.StopReasonRefusal:
		return llm.StopRefusal
	case sdk.StopReasonModelContextWindowExceeded:
		return llm.StopContext
	case sdk.StopReasonPauseTurn:
		return llm.StopPause
	}
	if calls > 0 {
		return llm.StopTools
	}
	return llm.StopEnd
}

// overflow ends an answer that the model's window had no room for: the vendor says so before it begins.
func (a *answer) overflow() error {
	if err := a.emit(llm.Start{Provider: name, Model: a.provider.config.Model}); err != nil {
		return err
	}
	return a.emit(llm.End{Message: llm.Message{Role: llm.RoleAssistant}, Reason: llm.StopContext})
}

// spent estimates what an answer that was broken off has cost.
func (a *answer) spent() llm.Usage {
	if !a.begun {
		return llm.Usage{}
	}
	u := a.usage
	u.Output, u.Estimated = max(u.Output, llm.EstimateTokens(a.written)), true
	return u
}
