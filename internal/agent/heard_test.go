package agent_test

import (
	"strings"
	"testing"

	"spotter"
	"spotter/internal/agent"
	"spotter/internal/llm/llmtest"
)

func spokenTurn(text string, heard int) spotter.TurnInput {
	return spotter.TurnInput{Text: text, Channel: spotter.ChannelVoice, Heard: heard}
}

// A spoken yes is for what was heard to its end, and for nothing else.
func TestAYesToWhatWasNotHeardCountsForNothing(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name        string
		heard       func(turn int) int // what the session says was heard to its end
		cut, counts bool
		written     bool // the yes is typed, where the whole read-back stands on the screen
	}{
		{name: "heard to its end", heard: func(turn int) int { return turn }, counts: true},
		{name: "a session that does not know", heard: func(int) int { return 0 }},
		{name: "cut off before the end", heard: func(int) int { return 0 }, cut: true},
		{name: "cut off, and claimed to be heard", heard: func(turn int) int { return turn }, cut: true},
		{name: "seen, and answered in writing", written: true, counts: true},
		{name: "cut off, and answered in writing", written: true, cut: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			who := w.onboarded(t)
			d := w.desk(t, agent.DeskConfig{})
			before := w.version(t, who, spotter.PlanTraining)
			tr := w.sayIn(t, who, spokenTurn("I want to train three days a week", 0), proposeDays("3"), llmtest.Say("A calmer week."))
			turn := tr.done.Turn
			if tt.cut {
				if _, err := d.Heard(t.Context(), who, turn, map[spotter.MessageID]int{*tr.done.MessageID: len("A calmer week.\n\nTo be")}); err != nil {
					t.Fatal(err)
				}
			}
			in := spotter.TurnInput{Text: "Yes, go ahead."}
			if !tt.written {
				in = spokenTurn(in.Text, tt.heard(turn))
			}
			w.sayIn(t, who, in) // code answers in any case
			if counted := w.version(t, who, spotter.PlanTraining) != before; counted != tt.counts {
				t.Errorf("the yes counted: %v, want %v", counted, tt.counts)
			}
		})
	}
}

// The next prompt has what was heard and no more.
func TestTheModelIsToldWhatWasHeard(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	d := w.desk(t, agent.DeskConfig{})
	tr := w.sayIn(t, who, spokenTurn("How are you?", 0), llmtest.Say("I am well, and I can talk about it for hours."))
	if _, err := d.Heard(t.Context(), who, tr.done.Turn, map[spotter.MessageID]int{*tr.done.MessageID: len("I am well,")}); err != nil {
		t.Fatal(err)
	}
	second := w.sayIn(t, who, spokenTurn("Say more", 0), llmtest.Say("Gladly, for there is a lot to be said."))
	if _, err := d.Heard(t.Context(), who, second.done.Turn, nil); err != nil {
		t.Fatal(err)
	}
	r, err := w.agents.Prepare(t.Context(), who, "Go on")
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, m := range r.Messages {
		for _, p := range m.Parts {
			said = append(said, p.Text)
		}
	}
	got := strings.Join(said, "|")
	if want := "How are you?|I am well, (interrupted)|Say more|(interrupted before anything of it was heard)|Go on"; got != want {
		t.Errorf("the prompt has %q, want %q", got, want)
	}
	page, err := w.Messages(t.Context(), who, nil, 10)
	if err != nil || len(page.Items) != 3 {
		t.Errorf("the conversation shows %d messages, want 3: %+v", len(page.Items), page.Items)
	}
}
