package agent_test

import (
	"os"
	"strings"
	"testing"

	"spotter"
	"spotter/internal/llm"
	"spotter/internal/llm/rules"
)

// walker talks to the coach without a model.
type walker struct {
	*world
	who spotter.Caller
}

func (w walker) say(t testing.TB, text string, want ...string) transcript {
	t.Helper()
	w.stage.set(rules.New())
	w.clock.add(1e9)
	var events []spotter.ChatEvent
	for e, err := range w.agents.Run(t.Context(), w.who, spotter.TurnInput{Text: text}) {
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		events = append(events, e)
	}
	tr := read(t, events)
	if os.Getenv("SPOTTER_TEST_LOG") != "" {
		t.Log(strings.Join(tr.lines, "\n") + "\n")
	}
	return tr.has(t, want...)
}

var _ llm.Provider = (*rules.Provider)(nil)

// J1 by chat without a model: every answer typed, one question at a time, to the first day.
func TestWithoutAModelToTheFirstDay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := walker{w, w.person(t)}
	ann.say(t, "Hello", "Welcome to Spotter.", "No language model is set up here", "Yes or no.")
	ann.say(t, "yes", "When were you born")
	ann.say(t, "male, 17 May 1996, 178 cm, 70 kg", "I still need: your city or time zone", "how active your day is")
	ann.say(t, "Berlin, light", "Saved: ", "Do any of these apply")
	ann.say(t, "maybe", "Say no when none of them applies")
	ann.say(t, "no", "heart condition: no", "Yes or no.")
	ann.say(t, "yes", "How used are you to training")
	ann.say(t, "intermediate, 2 years, 3 times a week", "Saved: ", "What do you want most")
	ann.say(t, "gain muscle, from 70 to 75 kg", "Saved: ", "Where do you train")
	ann.say(t, "gym, 60 min", "I still need: what is to be spared")
	ann.say(t, "no injuries", "Saved: ", "How do you eat")
	ann.say(t, "everything, no allergies, 40 minutes, 4 meals", "Saved: ", "On which weekdays")
	ann.say(t, "Mon, Tue, Thu, Fri 17:30; breakfast 7:00, lunch 12:00, snack 16:00, dinner 20:00; quiet 22:00 to 7:00", "Saved: ", "How much water")
	ann.say(t, "2.5 l, every 2 hours", "Saved: ", "From 1 to 5")
	ann.say(t, "4, 2, 4, 7.5", "Saved: ", "Are you interested in supplements")
	ann.say(t, "no", "<training pending>", "<meals pending>", "1. ", "2. ")
	ann.say(t, "45 minutes please", "<training pending>", "Yes or no.")
	ann.say(t, "yes", "<training accepted>")
	ann.say(t, "yes", "<meals accepted>", "Complete the onboarding and start?")
	ann.say(t, "yes", "The onboarding is complete", "Upper A at 17:30")
	tr := ann.say(t, "What's my workout today?", "Upper A at 17:30")
	if tr.done.Provider != "rules" || tr.done.Usage != nil {
		t.Errorf("answered by %q with %v", tr.done.Provider, tr.done.Usage)
	}
}
