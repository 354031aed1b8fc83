package agent_test

import (
	"testing"

	"spotter/internal/llm/llmtest"
)

// An entry may be said in two turns when the coach asks in between; figures of another time, or of the model's own, may not.
func TestAnEntryInTwoTurns(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	log := func(arguments string) llmtest.Step { return llmtest.Call("log_set", arguments) }
	w.say(t, who, "start my workout", llmtest.Call("start_session", `{}`), llmtest.Say("Go."))

	w.say(t, who, "8 reps", llmtest.Say("With what load?")).hasNot(t, "log_set")
	w.say(t, who, "100 kg", log(`{"weight_kg":100,"reps":8}`), llmtest.Say("Noted.")).has(t, "[log_set done]")

	w.say(t, who, "6 reps", llmtest.Say("Nice work."))
	w.say(t, who, "90 kg", log(`{"weight_kg":90,"reps":6}`), llmtest.Say("How many reps?")).has(t, "[log_set failed]").hasNot(t, "[log_set done]")
	w.say(t, who, "5", log(`{"weight_kg":90,"reps":5}`), llmtest.Say("And the next?")).has(t, "[log_set done]")

	// What is logged is no part of the next entry, and neither is what the coach said, nor what was said two turns ago.
	w.say(t, who, "85 kg now", log(`{"weight_kg":85,"reps":5}`), llmtest.Say("How many?")).has(t, "[log_set failed]")
	w.say(t, who, "hm", llmtest.Say("How many reps was it, 12?"))
	w.say(t, who, "7", log(`{"weight_kg":85,"reps":7}`), log(`{"reps":12}`), llmtest.Say("Say both, please.")).has(t, "[log_set failed]").hasNot(t, "[log_set done]")
}
