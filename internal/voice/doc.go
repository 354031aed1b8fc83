// Package voice is the conversation over audio: what is heard becomes a turn of the person's one conversation, and
// what the agents answer is spoken. It knows no wire: a [Room] carries audio and text, an [stt.Provider] recognises,
// a [tts.Provider] speaks, and the agents answer through the same loop as in text.
package voice
