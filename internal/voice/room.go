package voice

import (
	"context"

	"spotter/internal/voice/audio"
)

// AgentState is what the coach is doing, as a client shows it (LiveKit's lk.agent.state).
type AgentState string

// The states of an agent.
const (
	AgentInitializing AgentState = "initializing"
	AgentListening    AgentState = "listening"
	AgentThinking     AgentState = "thinking"
	AgentSpeaking     AgentState = "speaking"
)

// Presence says whether the person is in the room.
type Presence struct{ Here bool }

// Segment is a piece of transcript: of the coach, or of the person when Person is set. Texts of one ID follow each
// other for the coach (each is what comes next), and replace each other for the person (each is the whole so far).
// Final closes the segment.
type Segment struct {
	ID     string
	Text   string
	Final  bool
	Person bool
}

// Room is a call as the conversation sees it. Channels are closed when the room is over, for whatever reason; Done
// tells which. Methods may be called from any goroutine, and never wait for the network longer than ctx.
type Room interface { //nolint:interfacebloat // a call is heard, said, written and shown, and each is a method
	// Heard is what the person's microphone sends: frames of 20 ms at [audio.HearRate], in order, lost ones concealed.
	// Nothing comes while the microphone is muted.
	Heard() <-chan audio.Frame
	// Typed is what the person writes into the room (text stream lk.chat).
	Typed() <-chan string
	// Presence tells of the person's coming and going.
	Presence() <-chan Presence
	// SpeakRate is the rate at which Speak wants its frames: 24000 by Opus, 8000 by PCMU.
	SpeakRate() int
	// Speak sends a frame of 20 ms now. Who calls it paces it.
	Speak(frame []int16) error
	// Transcribe shows a piece of transcript (text stream lk.transcription).
	Transcribe(ctx context.Context, s Segment) error
	// State shows what the coach is doing.
	State(ctx context.Context, s AgentState) error
	// Tell sends an event of the conversation to the person's client as JSON (text stream spotter.event).
	Tell(ctx context.Context, event []byte) error
	// Done is closed when the room is over; Err says why then: nil when the room ended or we left.
	Done() <-chan struct{}
	Err() error
}
