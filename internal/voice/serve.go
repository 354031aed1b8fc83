package voice

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"time"

	"spotter"
	"spotter/internal/voice/stt"
	"spotter/internal/voice/tts"
	"spotter/internal/voice/turn"
)

// Desk is where turns are sent to: an *agent.Desk.
type Desk interface {
	Send(ctx context.Context, caller spotter.Caller, in spotter.TurnInput) iter.Seq2[spotter.ChatEvent, error]
	Interrupt(user spotter.UserID, turn int)
	Heard(ctx context.Context, caller spotter.Caller, turn int, heard map[spotter.MessageID]int) ([]spotter.ChatEvent, error)
}

// Detector tells where speech is. It is of one call, and used by one goroutine.
type Detector interface {
	// Write takes samples at [audio.HearRate] and tells what followed: turn.Onset, Dismissed, SpeechStart, SpeechEnd.
	Write(pcm []int16) []turn.Kind
}

// Config is what a Server is made of.
type Config struct {
	Desk     Desk
	Detector func() Detector
	STT      stt.Provider // nil: what the person writes is all that is understood
	TTS      tts.Provider // nil: what the coach says is only written
	Policy   turn.Policy
	// Spoken is a text as it is to be spoken; nil: as it is written.
	Spoken func(text, locale string) string
	// Terms are words to listen for; nil: none.
	Terms func(ctx context.Context, caller spotter.Caller) []string
	// Rest is how long the person rests now that something was logged, and what goes on; nil: nothing is known.
	Rest func(ctx context.Context, caller spotter.Caller) (rest time.Duration, activity turn.Activity)
	// Keep is told the stages of each turn; nil: nobody is.
	Keep func(ctx context.Context, call Call, l spotter.Latency)
	Now  func() time.Time
	Log  *slog.Logger
}

// Server holds conversations in rooms. Safe for concurrent use.
type Server struct {
	c       Config
	machine turn.Machine
}

// New makes a server.
func New(c Config) (*Server, error) {
	if c.Desk == nil || c.Detector == nil || c.Now == nil || c.Log == nil || c.Policy.Read == nil || c.Policy.Quiet == nil {
		return nil, errors.New("voice: something that it is made of is missing")
	}
	if c.Spoken == nil {
		c.Spoken = func(text, _ string) string { return text }
	}
	return &Server{c: c, machine: turn.New(c.Policy)}, nil
}

// Call says who speaks, and what for.
type Call struct {
	Session spotter.VoiceSessionID
	User    spotter.UserID
	Purpose spotter.VoicePurpose
	Agent   spotter.Actor // who is to answer; empty: chosen from the words
	Locale  string        // BCP 47
	Name    string        // what the person is called
}

// Serve holds a conversation until the room is over, the person has left for long, the call is as long as it may be, or
// ctx ends. What was said by then is stored as far as it was heard, and nothing of the call is left behind. The error is
// the room's, or that of ctx.
func (s *Server) Serve(ctx context.Context, room Room, call Call) error {
	c := newSession(s, room, call)
	return c.run(ctx)
}
