package agent_test

import (
	"testing"

	"spotter/internal/llm/llmtest"
)

// A model that says it has done what its tool refused is not believed.
func TestAClaimAfterARefusedToolIsReplaced(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	w.say(t, who, "log 8 with 60 on the bench in my workout", llmtest.Call("log_set", `{"text":"8 with 60"}`), llmtest.Say("Logged. What next?")).
		has(t, "[log_set failed]", "What next?").hasNot(t, "Logged.")
	w.say(t, who, "and my workout plan?", llmtest.Say("I have accepted your plan.")).has(t, "Nothing has been changed yet.").hasNot(t, "accepted")
}
