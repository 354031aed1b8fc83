// Package voicetest plays the speech services on loopback: Deepgram's Nova and Flux, Cartesia, OpenAI's speech and
// Realtime. They are written from the vendors' documents, refuse what the vendors refuse, and are as good and as bad
// as a [Plan] says.
//
// What they hear comes from the audio alone: a [Recording] says which words are spoken when, and an ear finds out
// from what it receives which recording it is and how far it has come.
package voicetest

// Key is the key that every vendor here accepts.
const Key = "voice-key-5d41402abc4b2a76b9719d911017c592"
