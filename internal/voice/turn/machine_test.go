package turn_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"spotter/internal/voice/turn"
)

// read knows enough words for the tests; the product's are in their own package.
func read(text string) turn.Meaning {
	switch strings.Trim(strings.ToLower(text), " .!,") {
	case "":
		return turn.Nothing
	case "uh-huh", "okay", "mm":
		return turn.Backchannel
	case "stop":
		return turn.Hush
	case "wait":
		return turn.Hold
	}
	return turn.Words
}

func quiet(_ string, told bool, a turn.Activity) time.Duration {
	switch {
	case a == turn.Set:
		return 2 * time.Second
	case a == turn.Between:
		return 900 * time.Millisecond
	case told:
		return 0
	}
	return 500 * time.Millisecond
}

func machine() turn.Machine { return turn.New(turn.Policy{Read: read, Quiet: quiet}) }

func inWords(commands []turn.Command) string {
	var out []string
	for _, c := range commands {
		name := map[turn.Act]string{turn.Send: "send", turn.Draft: "draft", turn.Drop: "drop", turn.Finalize: "finalize", turn.Duck: "duck", turn.Pause: "pause",
			turn.Resume: "resume", turn.Cancel: "cancel", turn.Say: "say", turn.Ignore: "ignore", turn.End: "end"}[c.Act]
		if c.Act == turn.Say {
			name += map[turn.Phrase]string{turn.Filler: " filler", turn.NoAnswer: " no answer", turn.NoVoice: " no voice", turn.CannotHear: " cannot hear",
				turn.HearAgain: " hear again", turn.RestIsOver: " rest", turn.AlmostOver: " almost"}[c.Phrase]
		}
		if c.Text != "" {
			name += " " + c.Text
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

// event is an input at a time in milliseconds and what must follow from it, ticks before it included.
type event struct {
	ms   int
	kind turn.Kind
	text string
	want string
}

// play runs events, with a tick whenever the machine wants one, and returns the last state.
func play(t *testing.T, m turn.Machine, s turn.State, events []event) turn.State {
	t.Helper()
	for _, e := range events {
		at := time.Duration(e.ms) * time.Millisecond
		var got []string
		var out []turn.Command
		for n := 0; m.Next(s) < at; n++ {
			if n > 100 {
				t.Fatalf("at %d ms the machine wants ticks without end: %+v", e.ms, s)
			}
			next := m.Next(s)
			s, out = m.Step(s, turn.Input{Kind: turn.Tick, At: next})
			for _, c := range out {
				got = append(got, fmt.Sprintf("%d: %s", next.Milliseconds(), inWords([]turn.Command{c})))
			}
		}
		activity := s.Activity
		if e.kind == turn.Active {
			activity = map[string]turn.Activity{"talk": turn.Talk, "between": turn.Between, "set": turn.Set}[e.text]
		}
		s, out = m.Step(s, turn.Input{Kind: e.kind, At: at, Text: e.text, Activity: activity})
		if w := inWords(out); w != "" {
			got = append(got, w)
		}
		if g := strings.Join(got, "; "); g != e.want {
			t.Errorf("at %d ms: got %q, want %q (state %s)", e.ms, g, e.want, s.Mode())
		}
	}
	return s
}

// here is a person in the room; answered one who has said something and hears the answer from 2 s on.
var here = []event{{0, turn.Here, "", ""}}

var answered = append(here[:1:1],
	event{100, turn.SpeechStart, "", ""}, event{900, turn.SpeechEnd, "", "finalize"}, event{1000, turn.Finalized, "what is next", "draft what is next"},
	event{1500, turn.Tick, "", "1400: send what is next"}, event{2000, turn.Answering, "", ""})

func TestTurns(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		before []event
		events []event
		mode   turn.Mode
	}{
		{"a plain turn", answered, []event{{3000, turn.ReplyEnded, "", ""}, {4000, turn.Played, "", ""}}, turn.Listening},
		{"silence sends nothing", here, []event{{100, turn.SpeechStart, "", ""}, {400, turn.SpeechEnd, "", "finalize"}, {3000, turn.Tick, "", ""}}, turn.Listening},
		{"a pause within a turn", here, []event{{100, turn.SpeechStart, "", ""}, {500, turn.SpeechEnd, "", "finalize"}, {600, turn.Finalized, "can I", "draft can I"},
			{800, turn.SpeechStart, "", "drop"}, {1500, turn.SpeechEnd, "", "finalize"}, {1600, turn.Finalized, "have chicken", "draft can I have chicken"},
			{2100, turn.Tick, "", "2000: send can I have chicken"}}, turn.IsThinking},
		{"patient in a set", append(here, event{10, turn.Active, "set", ""}), []event{{100, turn.SpeechStart, "", ""}, {500, turn.SpeechEnd, "", "finalize"},
			{600, turn.Finalized, "eight", "draft eight"}, {2400, turn.Tick, "", ""}, {2600, turn.Tick, "", "2500: send eight"}}, turn.IsThinking},
		{"the recogniser ends the turn", here, []event{{100, turn.SpeechStart, "", ""}, {500, turn.EagerEnd, "hello", "draft hello"}, {600, turn.TurnEnd, "hello", "send hello"}}, turn.IsThinking},
		{"and takes an early end back", here, []event{{100, turn.SpeechStart, "", ""}, {500, turn.EagerEnd, "hello", "draft hello"}, {600, turn.Resumed, "", "drop"},
			{900, turn.TurnEnd, "hello coach", "send hello coach"}}, turn.IsThinking},
		{"its word is not enough in a set", append(here, event{10, turn.Active, "set", ""}), []event{{100, turn.SpeechStart, "", ""}, {500, turn.TurnEnd, "eight", "draft eight"},
			{2700, turn.Tick, "", "2500: send eight"}}, turn.IsThinking},
		{"what the detector missed", here, []event{{100, turn.Final, "hello", ""}, {2000, turn.Tick, "", "1300: send hello"}}, turn.IsThinking},
		{"a recogniser that never finalizes", here, []event{{100, turn.SpeechStart, "", ""}, {400, turn.Partial, "hello", ""}, {500, turn.SpeechEnd, "", "finalize"},
			{3000, turn.Tick, "", "1700: send hello"}}, turn.IsThinking},

		{"ducks at once", answered, []event{{2500, turn.Onset, "", "duck"}}, turn.IsDucked},
		{"a clank does not stop it", answered, []event{{2500, turn.Onset, "", "duck"}, {2600, turn.Dismissed, "", "resume"}}, turn.IsSpeaking},
		{"a cough does not stop it", answered, []event{{2500, turn.Onset, "", "duck"}, {2660, turn.SpeechStart, "", ""}, {2800, turn.SpeechEnd, "", "finalize"},
			{4000, turn.Tick, "", "3400: resume"}}, turn.IsSpeaking},
		{"a backchannel does not stop it", answered, []event{{2500, turn.SpeechStart, "", "duck"}, {2700, turn.Partial, "uh-huh", ""}, {2800, turn.SpeechEnd, "", "finalize"},
			{2900, turn.Finalized, "uh-huh", ""}, {4000, turn.Tick, "", "3400: ignore uh-huh; 3400: resume"}}, turn.IsSpeaking},
		{"long noise does not stop it", answered, []event{{2500, turn.SpeechStart, "", "duck"}, {6000, turn.Tick, "", "2900: pause; 5000: resume"}}, turn.IsSpeaking},
		{"words stop it", answered, []event{{2500, turn.SpeechStart, "", "duck"}, {2800, turn.Partial, "no nine", "cancel"}, {3000, turn.SpeechEnd, "", "finalize"},
			{3100, turn.Finalized, "no nine", "draft no nine"}, {4000, turn.Tick, "", "3500: send no nine"}}, turn.IsThinking},
		{"one word that may change does not", answered, []event{{2500, turn.SpeechStart, "", "duck"}, {2800, turn.Partial, "no", ""}, {2850, turn.Final, "no", "cancel"}}, turn.Hearing},
		{"words after a backchannel stop it", answered, []event{{2500, turn.SpeechStart, "", "duck"}, {2700, turn.Partial, "okay", ""},
			{2800, turn.Partial, "okay but why", "cancel"}}, turn.Hearing},
		{"stop is only that", answered, []event{{2500, turn.SpeechStart, "", "duck"}, {2700, turn.Partial, "stop", "cancel"}, {2800, turn.SpeechEnd, "", "finalize"},
			{2900, turn.Finalized, "stop", "draft stop"}, {4000, turn.Tick, "", "3300: drop; 3300: ignore stop"}}, turn.Listening},
		{"stop with a wish is a turn", answered, []event{{2500, turn.SpeechStart, "", "duck"}, {2700, turn.Partial, "stop", "cancel"}, {3000, turn.SpeechEnd, "", "finalize"},
			{3100, turn.Finalized, "stop the timer", "draft stop the timer"}, {4000, turn.Tick, "", "3500: send stop the timer"}}, turn.IsThinking},
		{"stop to nobody is a turn", here, []event{{100, turn.SpeechStart, "", ""}, {400, turn.SpeechEnd, "", "finalize"}, {500, turn.Finalized, "stop", "draft stop"},
			{1000, turn.Tick, "", "900: send stop"}}, turn.IsThinking},
		{"wait holds what it would say by itself", answered, []event{{2500, turn.SpeechStart, "", "duck"}, {2700, turn.Final, "wait", "cancel"}, {2800, turn.SpeechEnd, "", "finalize"},
			{2900, turn.Finalized, "", ""}, {4000, turn.Tick, "", "3300: ignore wait"}, {5000, turn.RestOver, "", ""}, {15000, turn.Tick, "", ""}}, turn.Listening},
		{"words while it thinks", here, []event{{10, turn.Typed, "hello", "send hello"}, {500, turn.SpeechStart, "", ""}, {800, turn.Partial, "I mean", "cancel"}}, turn.Hearing},
		{"both at once: the person first", here, []event{{10, turn.Typed, "hello", "send hello"}, {500, turn.SpeechStart, "", ""}, {600, turn.Answering, "", "pause"},
			{700, turn.SpeechEnd, "", "finalize"}, {2000, turn.Tick, "", "1300: resume"}}, turn.IsSpeaking},
		{"an answer at the end of the question", answered, []event{{3000, turn.ReplyEnded, "", ""}, {3900, turn.SpeechStart, "", "duck"}, {4000, turn.Played, "", ""},
			{4100, turn.SpeechEnd, "", "finalize"}, {4200, turn.Finalized, "okay", "draft okay"}, {5000, turn.Tick, "", "4600: send okay"}}, turn.IsThinking},

		{"dead air is filled", here, []event{{0, turn.Typed, "hello", "send hello"}, {3500, turn.Sounding, "", "3000: say filler"}, {4000, turn.Played, "", ""},
			{10500, turn.Tick, "", "10000: say filler"}}, turn.IsThinking},
		{"no answer", here, []event{{0, turn.Typed, "hello", "send hello"}, {500, turn.ReplyFailed, "", "say no answer"}, {20000, turn.Tick, "", ""}}, turn.Listening},
		{"no voice", answered, []event{{2500, turn.VoiceFailed, "", "say no voice"}}, turn.Listening},
		{"between two tools", answered, []event{{2500, turn.Played, "", ""}, {6000, turn.Tick, "", "5500: say filler"}}, turn.IsThinking},
		{"the recogniser fails", here, []event{{100, turn.HearingLost, "", "say cannot hear"}, {200, turn.HearingLost, "", ""}, {300, turn.HearingBack, "", "say hear again"}}, turn.Listening},

		{"a rest ends", here, []event{{5000, turn.RestOver, "", "say rest"}}, turn.Listening},
		{"a rest ends while the person talks", here, []event{{4000, turn.SpeechStart, "", ""}, {5000, turn.RestOver, "", ""}, {6000, turn.SpeechEnd, "", "finalize"},
			{8000, turn.Tick, "", "7200: say rest"}}, turn.Listening},
		{"a rest that ended long ago", here, []event{{4000, turn.SpeechStart, "", ""}, {5000, turn.RestOver, "", ""}, {21000, turn.SpeechEnd, "", "finalize"}, {30000, turn.Tick, "", ""}}, turn.Listening},
		{"a rest ends behind an answer", answered, []event{{3000, turn.RestOver, "", ""}, {3100, turn.ReplyEnded, "", ""}, {4000, turn.Played, "", "say rest"}}, turn.Listening},

		{"the person leaves", answered, []event{{3000, turn.Gone, "", "cancel"}, {32900, turn.Tick, "", ""}, {33100, turn.Tick, "", "33000: end"}}, turn.HasLeftRoom},
		{"and comes back", answered, []event{{3000, turn.Gone, "", "cancel"}, {20000, turn.Here, "", ""}, {60000, turn.Tick, "", ""}}, turn.Listening},
		{"nobody comes", nil, []event{{130000, turn.Tick, "", "120000: end"}}, turn.HasLeftRoom},
		{"the longest call", here, []event{{7201000, turn.Tick, "", "7140000: say almost; 7200000: end"}}, turn.HasLeftRoom},
		{"typed over the coach", answered, []event{{2500, turn.Typed, "no", "cancel, send no"}}, turn.IsThinking},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := play(t, machine(), turn.State{}, append(tt.before[:len(tt.before):len(tt.before)], tt.events...))
			if s.Mode() != tt.mode {
				t.Errorf("it ends as %s, want %s: %+v", s.Mode(), tt.mode, s)
			}
		})
	}
}
