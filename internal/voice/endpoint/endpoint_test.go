package endpoint_test

import (
	"testing"
	"time"

	"spotter/internal/voice/endpoint"
)

func TestSilence(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		turn endpoint.Turn
		ms   int
	}{
		{"talk", endpoint.Turn{Text: "I slept well"}, 600},
		{"talk with a question", endpoint.Turn{Text: "How was my week?"}, 350},
		{"an unfinished phrase", endpoint.Turn{Text: "I did the squats and then"}, 1800},
		{"a hesitation", endpoint.Turn{Text: "um"}, 1800},
		{"voice without words yet", endpoint.Turn{}, 1000},
		{"a figure of nothing", endpoint.Turn{Activity: endpoint.BetweenSets, Text: "I did eight"}, 1500},
		{"a figure that was asked for", endpoint.Turn{Activity: endpoint.Onboarding, Text: "seventy eight", Asked: true}, 650},
		{"a whole log", endpoint.Turn{Activity: endpoint.BetweenSets, Text: "done, 8 with 185 pounds"}, 750},
		{"a whole log without the unit", endpoint.Turn{Activity: endpoint.BetweenSets, Text: "8 at 185"}, 750},
		{"an unsure recogniser", endpoint.Turn{Text: "I slept well", Confidence: 0.3}, 900},
		{"an eager end", endpoint.Turn{Text: "I slept well", Eager: true}, 300},
		{"an eager end that the words deny", endpoint.Turn{Text: "I slept well but", Eager: true}, 1800},
		{"the recogniser's end", endpoint.Turn{Text: "I slept well", Ended: true}, 200},
		{"the recogniser's end between sets", endpoint.Turn{Activity: endpoint.BetweenSets, Text: "I did eight", Ended: true}, 500},
		{"the recogniser's end under the bar", endpoint.Turn{Activity: endpoint.DuringSet, Text: "that was hard", Ended: true}, 600},
		{"under the bar", endpoint.Turn{Activity: endpoint.DuringSet, Text: "that was hard"}, 1600},
		{"under the bar, open and unsure", endpoint.Turn{Activity: endpoint.DuringSet, Text: "and", Confidence: 0.2}, 3000},
		{"a yes to a question", endpoint.Turn{Text: "yes", Asked: true}, 350},
		{"German, the verb may follow", endpoint.Turn{Language: "de-DE", Text: "Ich möchte morgen früh"}, 700},
		{"German log", endpoint.Turn{Language: "de", Activity: endpoint.BetweenSets, Text: "acht mit achtzig Kilo"}, 750},
		{"German open", endpoint.Turn{Language: "de", Text: "Ich kann nicht, weil"}, 1800},
		{"Spanish log", endpoint.Turn{Language: "es", Activity: endpoint.BetweenSets, Text: "ocho con ochenta kilos"}, 750},
		{"Spanish open", endpoint.Turn{Language: "es", Text: "hice ocho con"}, 1800},
		{"Hindi log", endpoint.Turn{Language: "hi", Activity: endpoint.BetweenSets, Text: "अस्सी किलो के साथ आठ रेप"}, 750},
		{"Hindi open", endpoint.Turn{Language: "hi", Text: "मैंने आठ किए और"}, 1800},
	}
	for _, tt := range tests {
		if got := endpoint.Silence(tt.turn); got != time.Duration(tt.ms)*time.Millisecond {
			t.Errorf("%s: %v, want %d ms", tt.name, got, tt.ms)
		}
	}
}

// TestSilenceIsOrdered: patience grows with the activity, whatever was said, and stays within its bounds.
func TestSilenceIsOrdered(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"en", "de", "es", "hi", "fr", ""} {
		for _, text := range []string{"", "um", "eight", "8 with 185 pounds", "and", "yes", "I slept well", "ja", "आठ"} {
			for _, asked := range []bool{false, true} {
				before := time.Duration(0)
				for a := endpoint.Talk; a <= endpoint.DuringSet; a++ {
					turn := endpoint.Turn{Activity: a, Language: language, Text: text, Asked: asked}
					got := endpoint.Silence(turn)
					if got < before || got < endpoint.Shortest || got > endpoint.Longest {
						t.Errorf("%s %q, activity %d: %v after %v", language, text, a, got, before)
					}
					before = got
					turn.Eager = true
					if eager := endpoint.Silence(turn); eager > got {
						t.Errorf("%s %q: an eager end waits longer, %v", language, text, eager)
					}
					turn.Ended = true
					if ended := endpoint.Silence(turn); ended > got {
						t.Errorf("%s %q: the end waits longer, %v", language, text, ended)
					}
				}
			}
		}
	}
}

func TestMeant(t *testing.T) {
	t.Parallel()
	tests := []struct {
		language, text string
		asked          bool
		want           endpoint.Meaning
	}{
		{"en", "", false, endpoint.Noise}, {"en", "uh", false, endpoint.Noise}, {"en", " … ", false, endpoint.Noise},
		{"en", "Uh-huh.", false, endpoint.Backchannel}, {"en", "mhm", true, endpoint.Backchannel}, {"en", "ok, ok", false, endpoint.Backchannel},
		{"en", "yeah", false, endpoint.Backchannel}, {"en", "Yes.", true, endpoint.Answer}, {"en", "OK", true, endpoint.Answer}, {"en", "no", true, endpoint.Answer},
		{"en", "no", false, endpoint.Words}, {"en", "no, nine", true, endpoint.Words}, {"en", "ok what about lunch", false, endpoint.Words},
		{"en", "Stop!", false, endpoint.Stop}, {"en", "stop stop stop", false, endpoint.Stop}, {"en", "please stop", false, endpoint.Stop},
		{"en", "should I stop the set", false, endpoint.Words}, {"en", "wait", false, endpoint.Wait}, {"en", "hold on, wait a second", false, endpoint.Wait},
		{"en", "go on", false, endpoint.Continue},
		{"de", "ja", false, endpoint.Backchannel}, {"de", "Ja.", true, endpoint.Answer}, {"de", "warte mal", false, endpoint.Wait}, {"de", "Stopp", false, endpoint.Stop},
		{"de", "mach weiter", false, endpoint.Continue}, {"de", "nein, neun", true, endpoint.Words}, {"de", "alles klar", false, endpoint.Backchannel},
		{"es", "sí", false, endpoint.Backchannel}, {"es", "Sí", true, endpoint.Answer}, {"es", "para", false, endpoint.Stop}, {"es", "para mañana", false, endpoint.Words},
		{"es", "espera un momento", false, endpoint.Wait}, {"es", "sigue", false, endpoint.Continue},
		{"hi", "हाँ", false, endpoint.Backchannel}, {"hi", "हाँ", true, endpoint.Answer}, {"hi", "रुको", false, endpoint.Wait}, {"hi", "बस", false, endpoint.Stop},
		{"hi", "आगे बोलो", false, endpoint.Continue}, {"hi", "नहीं, नौ", true, endpoint.Words},
	}
	for _, tt := range tests {
		if got := endpoint.Meant(tt.language, tt.text, tt.asked); got != tt.want {
			t.Errorf("%s %q, asked %v: %d, want %d", tt.language, tt.text, tt.asked, got, tt.want)
		}
	}
}
