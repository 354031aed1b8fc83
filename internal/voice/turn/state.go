package turn

import (
	"strings"
	"time"
)

// Ear is what the person does.
type Ear int

// What the person does.
const (
	Quiet   Ear = iota // nothing
	Opening            // it may be speech
	Talking            // speaks
	Ended              // has spoken, and may go on
)

// Mouth is what the coach does.
type Mouth int

// What the coach does.
const (
	Idle     Mouth = iota // nothing
	Thinking              // an answer is due
	Speaking              // the answer is heard
)

// Floor is how the coach is heard.
type Floor int

// How the coach is heard.
const (
	Full Floor = iota
	Ducked
	Paused
)

// State is who has the floor. The zero value is the beginning of a call.
type State struct {
	At       time.Duration // of the last input
	Ear      Ear
	EarAt    time.Duration // when Ear became so
	Finals   string        // what changes no more of what is being said
	Partial  string        // and what may
	Told     bool          // the recogniser has said that the turn is over
	Settled  bool          // nothing that was heard is pending
	Drafted  string        // a draft was made of it
	Over     bool          // it began while the coach was heard
	Broke    bool          // it has cancelled what the coach said
	Noise    bool          // there is no word in what sounds like speech
	Mouth    Mouth
	Sounding bool          // something is heard of the coach
	SoundAt  time.Duration // when something was last heard of either
	PlayedAt time.Duration // when the coach last fell silent
	Ending   bool          // the answer has ended, and is played to its end
	Fillers  int           // said while this answer is due
	Floor    Floor
	Held     time.Duration // until then the coach begins nothing by itself
	Activity Activity
	Rest     time.Duration // when a rest ended that has not been told; 0: none
	Came     bool
	Present  bool
	GoneAt   time.Duration
	Deaf     bool
	Warned   bool
	Left     bool
}

// Mode is the state in one word.
type Mode string

// The modes.
const (
	Listening   Mode = "listening"
	Hearing     Mode = "hearing"
	Deciding    Mode = "deciding"
	IsThinking  Mode = "thinking"
	IsSpeaking  Mode = "speaking"
	IsDucked    Mode = "ducked"
	IsPaused    Mode = "paused"
	HasLeftRoom Mode = "left"
)

// Mode is what a person would call the state.
func (s State) Mode() Mode {
	switch {
	case s.Left:
		return HasLeftRoom
	case s.Sounding && s.Floor == Paused:
		return IsPaused
	case s.Sounding && s.Floor == Ducked:
		return IsDucked
	case s.Mouth == Speaking || s.Sounding:
		return IsSpeaking
	case s.Mouth == Thinking:
		return IsThinking
	case s.Ear == Talking:
		return Hearing
	case s.Ear == Ended:
		return Deciding
	}
	return Listening
}

// Text is what has been understood of what is being said.
func (s State) Text() string { return joined(s.Finals, s.Partial) }

// busy reports whether the coach has something to say, or says it.
func (s State) busy() bool { return s.Mouth != Idle || s.Sounding }

// canBegin reports whether the coach may say something by itself.
func (s State) canBegin() bool { return s.Ear == Quiet && !s.busy() && s.Present && s.Held <= s.At }

func joined(a, b string) string {
	return strings.TrimSpace(strings.TrimSpace(a) + " " + strings.TrimSpace(b))
}
