package spotter

import "time"

// VoiceSession is a call with the coach.
type VoiceSession struct{}

// VoiceSessionID names a call with the coach.
type VoiceSessionID = ID[VoiceSession]

// VoicePurpose is what a call is for.
type VoicePurpose string

// The purposes. A workout is begun by the call itself; onboarding asks for what is missing.
const (
	VoiceTalk       VoicePurpose = "talk"
	VoiceWorkout    VoicePurpose = "workout"
	VoiceOnboarding VoicePurpose = "onboarding"
)

// Latency is how long the stages of one spoken turn took, each from the end of the person's speech; 0: it did not come to that.
type Latency struct {
	Turn          int           `json:"turn"`
	Decided       time.Duration `json:"decided"`        // the turn was taken to be over
	FirstToken    time.Duration `json:"first_token"`    // the first of the answer's text
	FirstSentence time.Duration `json:"first_sentence"` // the first sentence went to the voice
	FirstAudio    time.Duration `json:"first_audio"`    // its first audio came
	FirstFrame    time.Duration `json:"first_frame"`    // and was sent
	Ducked        time.Duration `json:"ducked"`         // from the onset of speech over the coach until it was quieter
}
