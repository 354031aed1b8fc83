package agent_test

import (
	"testing"

	"spotter"
	"spotter/internal/llm/llmtest"
)

func TestAPlainQuestion(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	tr := w.say(t, who, "What's my workout today?", llmtest.Call("today", `{}`), llmtest.Say("Today is a training day. ", "Enjoy it."))
	tr.has(t, "person: What's my workout today?", "[today running]", "[today done]", "workout: Today is a training day. Enjoy it.", "= done")
	if tr.done.Agent != spotter.ActorWorkout || tr.done.Provider != "script" || tr.done.Usage == nil || tr.done.Usage.Input != 20 {
		t.Errorf("done: %+v", tr.done)
	}
}
