// Package llm is the language that Spotter speaks with models: neutral messages, tools and a stream. It
// knows no vendor and no coaching. Providers translate it to a wire protocol, and [Chain] stands over them
// with time limits, retries, a fallback and a breaker.
package llm

import (
	"context"
	"encoding/json"
	"iter"
)

// Provider is one model behind one wire protocol.
type Provider interface {
	// Name is the vendor or protocol in lower case: anthropic, openai, compatible, rules.
	Name() string
	// Model is what the vendor calls the model.
	Model() string
	// Stream asks for one message and yields its parts as they come, the last event being an [End]. After
	// an error nothing is yielded any more. Ending the loop or ctx cancels the vendor's work: the request is
	// closed before Stream returns. Errors are of type [*Error].
	Stream(ctx context.Context, request Request) iter.Seq2[Event, error]
}

// Request is all that a model is given. The parts come in the order in which they change least often, so
// that a vendor can cache the longest prefix: System, Tools, Messages.
type Request struct {
	System    []Block
	Messages  []Message
	Tools     []Tool
	MaxTokens int    // of the answer; at least 1
	Thinking  int    // tokens that the model may think before it answers; 0: none
	Locale    string // of the answer, BCP 47: for a provider without a model, which cannot tell from the words; may be empty
	User      string // an opaque id for the vendor's abuse checks, never a name; may be empty
	// MustCall is the name of a tool that the model has to call; empty: it chooses.
	MustCall string
}

// Block is a part of the instructions.
type Block struct {
	Text string
	// Stable marks the end of a prefix that later requests share: the vendor is asked to cache up to here.
	// At most three blocks are stable.
	Stable bool
}

// Role is who wrote a message. Results of tools come in a message of the user's role.
type Role string

// The roles.
const (
	RoleUser      Role = "user"
	RoleAssistant Role = "assistant"
)

// Message is one entry of the conversation. Roles need not alternate; a provider merges what its vendor
// wants merged.
type Message struct {
	Role  Role   `json:"role"`
	Parts []Part `json:"parts"`
}

// Part is a piece of a message; exactly one field is set.
type Part struct {
	Text     string      `json:"text,omitempty"`
	Call     *ToolCall   `json:"call,omitempty"`
	Result   *ToolResult `json:"result,omitempty"`
	Thinking *Thinking   `json:"thinking,omitempty"`
}

// ToolCall is the model's wish to run a tool.
type ToolCall struct {
	ID        string          `json:"id"`
	Name      string          `json:"name"`
	Arguments json.RawMessage `json:"arguments"` // as the model wrote it; may not be JSON at all
}

// ToolResult is what a tool answered.
type ToolResult struct {
	CallID  string `json:"call_id"`
	Content string `json:"content"`
	IsError bool   `json:"is_error,omitempty"`
}

// Thinking is what a vendor wants back unchanged within a turn of tool calls. Only the provider named may
// read it; another leaves it out.
type Thinking struct {
	Provider string          `json:"provider"`
	Opaque   json.RawMessage `json:"opaque"`
}

// Tool is something that the model may call. Schema is a JSON Schema object of type object.
type Tool struct {
	Name        string
	Description string
	Schema      json.RawMessage
}

// Event is one of [Start], [TextDelta], [CallStart], [Restart] and [End].
type Event interface{ event() }

// Start says that the vendor has begun to answer.
type Start struct {
	Provider string
	Model    string
}

// TextDelta is more of the answer's text: whole runes, never empty.
type TextDelta struct{ Text string }

// CallStart says early which tool will be called, for an indicator. The call itself stands in End.
type CallStart struct{ ID, Name string }

// Restart says that all that this answer has yielded so far is void: a provider failed in the middle, and
// the next one begins anew. Only a [Chain] yields it, and only when [Chain.Restarts] allows it.
type Restart struct{ Cause error }

// End is the whole answer.
type End struct {
	Message Message
	Reason  StopReason
	Usage   Usage
}

func (Start) event()     {}
func (TextDelta) event() {}
func (CallStart) event() {}
func (Restart) event()   {}
func (End) event()       {}

// StopReason is why an answer ended. Every vendor's reasons map to one of these.
type StopReason string

// The reasons.
const (
	StopEnd       StopReason = "end"        // the model had finished
	StopTools     StopReason = "tools"      // it waits for the results of its calls
	StopMaxTokens StopReason = "max_tokens" // it was cut off
	StopRefusal   StopReason = "refusal"    // it, or the vendor's filter, refused
	StopContext   StopReason = "context"    // the request did not fit the model's window
	StopPause     StopReason = "pause"      // the vendor paused a long turn: send it back as it is to go on
)

// Usage is what an answer cost, in tokens. Input leaves out what was read from or written to the vendor's cache.
type Usage struct {
	Input      int  `json:"input"`
	CacheRead  int  `json:"cache_read"`
	CacheWrite int  `json:"cache_write"`
	Output     int  `json:"output"`              // thinking included
	Estimated  bool `json:"estimated,omitempty"` // the vendor did not tell, or the answer was broken off
}

// Kind sorts errors by what to do about them.
type Kind string

// The kinds. Overloaded, RateLimited, Unavailable, Stalled and Malformed are worth another try or another provider.
const (
	KindRateLimited Kind = "rate_limited" // 429
	KindOverloaded  Kind = "overloaded"   // 529, 503
	KindUnavailable Kind = "unavailable"  // no connection, 5xx, an early end
	KindStalled     Kind = "stalled"      // a phase took longer than it may
	KindMalformed   Kind = "malformed"    // what came was not the protocol
	KindAuth        Kind = "auth"         // 401, 403: the key
	KindBadRequest  Kind = "bad_request"  // 400, 404, 413, 422: ours to mend
	KindCanceled    Kind = "canceled"     // by ctx or by the caller
	KindNone        Kind = "no_provider"  // nobody is left to ask
)
