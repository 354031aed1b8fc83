package agent_test

import (
	"testing"

	"spotter/internal/llm/llmtest"
)

// A no to the consent is taken: what cannot be done is said once, and nothing asks again until the person does.
func TestADeclinedConsentIsNotAskedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := walker{w, w.person(t)}
	ann.say(t, "Hello", "Yes or no.")
	ann.say(t, "no", "Without your consent nothing about you is saved", "I consent").hasNot(t, "Yes or no.")
	ann.say(t, "male, 17 May 1996", "That needs your consent").hasNot(t, "Yes or no.", "Do you accept both")
	ann.say(t, "I consent", "Do you accept both? Yes or no.")
	ann.say(t, "yes", "Saved: ", "When were you born")

	ben := w.person(t)
	w.say(t, ben, "Hello", llmtest.Say("Welcome.")).has(t, "Do you accept both? Yes or no.")
	w.say(t, ben, "no").has(t, "Without your consent nothing about you is saved")
	w.say(t, ben, "What can you do?", llmtest.Call("onboarding_missing", `{}`), llmtest.Say("I can tell you about training in general.")).hasNot(t, "Yes or no.", "Do you accept both")
}
