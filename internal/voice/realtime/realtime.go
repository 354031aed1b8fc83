// Package realtime is a conversation with a model that hears and speaks by itself, as an alternative to recognising,
// answering and speaking one after another. It knows no coaching: who opens a session hands instructions and tools
// over, gets the model's calls as events, and gives their results back, so that the same tools are used under the
// same authorisation as in text.
package realtime

import (
	"context"
	"time"

	"spotter/internal/llm"
	"spotter/internal/voice/vendor"
)

// Turns says who decides that the person has finished.
type Turns string

// The deciders.
const (
	TurnsOwn      Turns = ""         // who opened the session: by [Commit]
	TurnsServer   Turns = "server"   // the vendor, by silence
	TurnsSemantic Turns = "semantic" // the vendor, by what was said
)

// Options are what a session is opened with.
type Options struct {
	Instructions string
	Tools        []llm.Tool
	Voice        string // the vendor's name of it; empty: the provider's own choice
	Language     string // BCP 47, for the transcript of what the person says
	Terms        []string
	Turns        Turns
	Silence      time.Duration // with TurnsServer; 0: 500 ms
	HearRate     int           // samples per second of what is written; 16000
	SpeakRate    int           // of what is spoken: 24000 or 8000
}

// Provider opens sessions. Safe for concurrent use.
type Provider interface {
	Name() string
	// Open begins a session. Errors are *[Error].
	Open(ctx context.Context, o Options) (Session, error)
	// Warm leaves a connection behind so that Open takes less time. It costs nothing.
	Warm(ctx context.Context) error
}

// Session is one conversation. Write and Do may be called while Events are read, from one goroutine.
type Session interface {
	// Write hands over what is heard: 16-bit mono samples. It does not wait for the network.
	Write(pcm []int16) error
	// Do is a [Commit], [Text], [Result], [Interrupt] or [Instruct].
	Do(Command) error
	// Events are closed at the end, after a Failed event when the end was not asked for. They have to be read.
	Events() <-chan Event
	// Close begins the end and waits for nothing: Events are closed when all of the session is gone.
	Close() error
}

// Command is something that a session is told.
type Command interface{ command() }

// Commit says that the person has finished, and asks for an answer. It is for TurnsOwn.
type Commit struct{}

// Text is what the person has written; it is answered. With Quiet it only becomes part of the conversation.
type Text struct {
	Text  string
	Quiet bool
}

// Result is what a call came to. When each call of an answer has one, the model goes on by itself.
type Result struct{ Call, Content string }

// Interrupt ends the answer under way. Item is what was being played, and Heard how much of its audio: the model then
// knows only what the person has heard.
type Interrupt struct {
	Item  string
	Heard time.Duration
}

// Instruct changes instructions and tools from the next answer on, such as when another agent takes over.
type Instruct struct {
	Instructions string
	Tools        []llm.Tool
}

func (Commit) command()    {}
func (Text) command()      {}
func (Result) command()    {}
func (Interrupt) command() {}
func (Instruct) command()  {}

// Kind is what an event tells.
type Kind int

// The kinds of events.
const (
	Began   Kind = iota + 1 // the person has begun to speak, at At
	Ended                   // the person has stopped, at At
	Heard                   // Text is all that the person said in a turn
	Hearing                 // Text is what comes next of it
	Audio                   // PCM is what comes next of Item
	Saying                  // Text is what comes next of Item, as it is spoken
	Call                    // the model wants a tool
	Done                    // an answer has ended, with its Usage; Err: it failed. Interrupted: it was broken off
	Trouble                 // the vendor has refused something, for the reason in Err, and the session goes on
	Failed                  // Err says why; nothing comes after it
)

// Event is what a session tells.
type Event struct {
	Kind        Kind
	Item        string // of the conversation
	Text        string
	PCM         []int16 // mono, at SpeakRate
	Call        llm.ToolCall
	At          time.Duration // position in what was written
	Usage       Usage
	Interrupted bool
	Err         error
}

// Usage is what an answer cost, in tokens. What was read from the vendor's cache is not counted as input.
type Usage struct {
	TextInput, TextCached, TextOutput    int
	AudioInput, AudioCached, AudioOutput int
}

// Error is a vendor's failure.
type Error = vendor.Error
