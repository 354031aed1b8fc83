// Package tts is speech synthesis, whoever does it: what goes in is text as it is written, what comes out is audio
// before the text has ended.
package tts

import (
	"context"
	"errors"
	"time"

	"spotter/internal/voice/vendor"
)

// Options are what a voice is opened with.
type Options struct {
	Rate     int    // samples per second that are wanted: 24000, 16000 or 8000
	Language string // BCP 47, such as en or de
	Voice    string // the vendor's name of the voice; empty: the provider's own choice
}

// Provider speaks. Safe for concurrent use.
type Provider interface {
	Name() string
	// Open makes a voice ready for a session. Errors are *[Error].
	Open(ctx context.Context, o Options) (Voice, error)
	// Warm leaves a connection behind so that Open takes less time. It costs nothing.
	Warm(ctx context.Context) error
}

// Voice speaks one utterance after another over a connection that it keeps.
type Voice interface {
	// Say begins an utterance. Ending ctx cancels it at the vendor.
	Say(ctx context.Context) (Utterance, error)
	Close() error
}

// Utterance is one reply, handed over sentence by sentence. One goroutine pushes; Chunks may be read meanwhile.
type Utterance interface {
	// Push adds text; it is whole sentences or clauses with their punctuation and spaces.
	Push(text string) error
	// End says that no more text comes.
	End() error
	// Chunks are closed when all has been spoken, after a chunk with Err when it could not be, or when the context ends.
	Chunks() <-chan Chunk
}

// Chunk is a piece of audio, in order, at the rate that was asked for.
type Chunk struct {
	PCM   []int16 // mono
	Words []Mark  // words whose times became known, in order
	// Pushes is how many pushes are wholly spoken by the audio up to this chunk's end; 0: not told.
	Pushes int
	// Again says that the sentence which was being spoken begins anew with this chunk, in another voice. From is where it
	// began before: what of the audio from there to this chunk was not played yet should not be. Times of words go on
	// counting from the first chunk, whatever is left out.
	Again bool
	From  time.Duration
	Err   error
}

// Mark says when a word begins and ends in the audio of its utterance. Who knows no times sends none; then they are estimated.
type Mark struct {
	Text       string
	Start, End time.Duration
}

// Error is a vendor's failure.
type Error = vendor.Error

// ErrLanguage is the cause when a provider does not speak the language. Another may; else the answer is text only.
var ErrLanguage = errors.New("the voice does not speak this language")
