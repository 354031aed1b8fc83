package voice

import (
	"strings"

	"spotter"
	"spotter/catalog"
	"spotter/internal/voice/turn"
	"spotter/lang"
)

// speaker puts what code says into words.
func speaker(locale string) lang.Speaker {
	return lang.For(catalog.Choose("", locale), nil)
}

// lineOf is what the machine has said.
func lineOf(p turn.Phrase) *spotter.Sentence {
	return lang.Say(map[turn.Phrase]lang.Key{turn.Filler: lang.VoiceFiller, turn.NoAnswer: lang.VoiceNoAnswer, turn.NoVoice: lang.VoiceNoVoice,
		turn.CannotHear: lang.VoiceCannotHear, turn.HearAgain: lang.VoiceHearAgain, turn.RestIsOver: lang.VoiceRestIsOver, turn.AlmostOver: lang.VoiceAlmostOver}[p])
}

// greetingFor is what a call begins with; name is what the person is called, or empty.
func greetingFor(p spotter.VoicePurpose, name string) *spotter.Sentence {
	hello := lang.Say(lang.VoiceHello)
	if name != "" {
		hello = lang.Say(lang.VoiceHelloName, lang.Text(name))
	}
	rest := map[spotter.VoicePurpose]lang.Key{spotter.VoiceWorkout: lang.VoiceTraining, spotter.VoiceOnboarding: lang.VoiceSettling, spotter.VoiceTalk: lang.VoiceGreeting}
	return lang.Sentences(hello, lang.Say(rest[p]))
}

// openingFor is what the person has said by beginning the call: Start workout is a button for these words. Nil: nothing.
func openingFor(p spotter.VoicePurpose) *spotter.Sentence {
	switch p {
	case spotter.VoiceWorkout:
		return lang.Say(lang.VoiceOpenWorkout)
	case spotter.VoiceOnboarding:
		return lang.Say(lang.VoiceOpenOnboarding)
	}
	return nil
}

// sentenceEnd is how many bytes of a text are whole sentences up to the first end of one; 0: none is whole yet. A full stop
// ends one only before a space, so that 82.5 stays whole.
func sentenceEnd(text string) int {
	for i, r := range text {
		next := i + len(string(r))
		switch r {
		case '\n', '।':
			if strings.TrimSpace(text[:next]) != "" {
				return next
			}
		case '.', '!', '?':
			if next < len(text) && (text[next] == ' ' || text[next] == '\n') {
				return next + 1
			}
		}
	}
	return 0
}
