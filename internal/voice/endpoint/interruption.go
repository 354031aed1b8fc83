package endpoint

import (
	"slices"
	"strings"
)

// Meaning is what is said over the coach's voice, or into its silence.
type Meaning int

// The meanings.
const (
	Noise       Meaning = iota // voice without words: a cough, a grunt under the bar
	Backchannel                // "uh-huh": go on, I am listening
	Stop                       // be quiet, and drop the rest
	Wait                       // be quiet, and keep it
	Continue                   // go on with what was kept
	Answer                     // yes or no to what the coach has just asked
	Words                      // something that wants an answer
)

// Meant tells what a text means. A bare "yes" or "ok" is an answer when the coach has just asked, and a backchannel
// otherwise; whatever has more to it is words, unless it only repeats itself.
func Meant(tag, text string, asked bool) Meaning {
	v := vocabularyOf(tag)
	words := fold(text)
	if len(words) == 0 || v.hesitates(words) && !slices.ContainsFunc(words, func(w string) bool { return slices.Contains(v.backchannels, w) }) {
		return Noise
	}
	phrase := strings.Join(words, " ")
	either := func(list []string) bool { return made(words, list) }
	switch {
	case either(v.stop):
		return Stop
	case either(v.wait):
		return Wait
	case either(v.resume):
		return Continue
	case asked && (either(v.yes) || either(v.no)):
		return Answer
	case either(slices.Concat(v.backchannels, v.yes)):
		return Backchannel
	case slices.Contains(v.no, phrase):
		return Words // "no" over the coach contradicts it
	}
	return Words
}

// made tells whether words are phrases of the list one after another: "stop stop", "hold on wait".
func made(words, list []string) bool {
	for len(words) > 0 {
		n := 0
		for _, phrase := range list {
			parts := strings.Fields(phrase)
			if len(parts) > n && len(parts) <= len(words) && slices.Equal(parts, words[:len(parts)]) {
				n = len(parts)
			}
		}
		if n == 0 {
			return false
		}
		words = words[n:]
	}
	return true
}
