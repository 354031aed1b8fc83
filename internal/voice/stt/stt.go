// Package stt is speech recognition, whoever does it: what goes in is audio as it is heard, what comes out is text as
// it is understood.
package stt

import (
	"context"
	"strings"
	"time"

	"spotter/internal/voice/vendor"
)

// Options are what a recognition is opened with.
type Options struct {
	Rate     int      // samples per second of what is written; 16000
	Language string   // BCP 47, such as en or de
	Terms    []string // words to listen for: today's exercises and foods
}

// Provider recognises speech. Safe for concurrent use.
type Provider interface {
	Name() string
	// Open begins a recognition. It answers at once or fails as the vendor does; errors are *[Error].
	Open(ctx context.Context, o Options) (Stream, error)
	// Warm leaves a connection behind so that Open takes less time. It costs nothing.
	Warm(ctx context.Context) error
	// EndsTurns reports whether its events tell the end of a turn by themselves (EagerEnd, Resumed, TurnEnd).
	EndsTurns() bool
}

// Stream is one recognition. Write, Finalize and Close may be called while Events is read; one goroutine writes.
type Stream interface {
	// Write hands over 16-bit mono samples. It does not wait for the network: what cannot be sent in time is dropped
	// and told as a Failed event.
	Write(pcm []int16) error
	// Finalize asks for what is pending now, because speech has ended; it comes as Final events, the last with
	// Finalized set. Of a vendor that ends turns it is a TurnEnd with Finalized set, when a turn was under way.
	Finalize() error
	// Events are closed at the end, after a Failed event when the end was not asked for. They have to be read.
	Events() <-chan Event
	// Close begins the end and waits for nothing: Events are closed when all of the stream is gone.
	Close() error
}

// Kind is what an event tells.
type Kind int

// The kinds of events.
const (
	Partial  Kind = iota + 1 // Text is what is understood so far of the current segment, and may change
	Final                    // Text is a segment that changes no more
	Began                    // speech has begun
	EagerEnd                 // the turn has probably ended; Text is all of it. Resumed takes it back
	Resumed                  // the turn goes on after EagerEnd
	TurnEnd                  // the turn has ended; Text is all of it
	Failed                   // Err says why; nothing comes after it
)

// Event is what a recognition tells. Times are positions in the audio that was written.
type Event struct {
	Kind       Kind
	Text       string
	Words      []Word
	Confidence float64 // 0 to 1; 0: not told
	Start, End time.Duration
	Finalized  bool // the last answer to Finalize; Text may be empty then
	Pause      bool // the vendor hears silence behind this Final; Text may be empty then
	Err        error
}

// Word is a recognised word.
type Word struct {
	Text       string
	Start, End time.Duration
	Confidence float64
}

// Error is a vendor's failure.
type Error = vendor.Error

// Base is the language of a BCP 47 tag without region and script, in lower case.
func Base(tag string) string {
	language, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	return strings.ToLower(language)
}

// Seconds is a position that a vendor tells in seconds. What is no position is the beginning.
func Seconds(s float64) time.Duration {
	if !(s > 0 && s < 1e6) {
		return 0
	}
	return time.Duration(s * float64(time.Second))
}
