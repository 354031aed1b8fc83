package agent_test

import (
	"strings"
	"testing"
	"time"

	"spotter"
	"spotter/internal/llm"
	"spotter/internal/llm/llmtest"
)

// result is what the last tool answered a model.
func result(r llm.Request) string {
	text := ""
	for _, p := range r.Messages[len(r.Messages)-1].Parts {
		if p.Result != nil {
			text += p.Result.Content + "\n"
		}
	}
	return text
}

// answering is a last step that wants all of these in what the tools answered.
func answering(t *testing.T, text string, want ...string) llmtest.Step {
	t.Helper()
	step := llmtest.Say(text)
	step.Expect = func(r llm.Request) error {
		for _, w := range want {
			if got := result(r); !strings.Contains(got, w) {
				t.Errorf("%q is not in what the tools answered:\n%s", w, got)
			}
		}
		return nil
	}
	return step
}

// The journeys of product.md that a chat alone can walk, each with the agent that they are for.
func TestJourneys(t *testing.T) {
	t.Parallel()
	for name, walk := range map[string]func(*testing.T, *world, spotter.Caller){
		"J3 a swap": func(t *testing.T, w *world, who spotter.Caller) {
			t.Helper()
			w.say(t, who, "Can I have something else for dinner tonight?", llmtest.Call("swap_meal", `{"slot":"dinner","scope":"once"}`), llmtest.Say("That would fit.")).
				has(t, "<meal pending>", "diet: That would fit.", "Yes or no.")
			w.say(t, who, "yes please").has(t, "<meal accepted>", "diet: Done: ")
			day, err := w.Today(t.Context(), who, spotter.Date{})
			if err != nil || len(day.Meals) != 4 {
				t.Errorf("%v, %v", day.Meals, err)
			}
		},
		"J4 a plain question": func(t *testing.T, w *world, who spotter.Caller) {
			t.Helper()
			w.say(t, who, "What's my workout today?", llmtest.Call("today", `{}`), answering(t, "Upper body.", "Upper A at 17:30")).has(t, "workout: Upper body.")
		},
		"J5 missed sessions": func(t *testing.T, w *world, who spotter.Caller) {
			t.Helper()
			w.clock.add(5 * 24 * time.Hour)
			w.say(t, who, "I missed two workouts this week and my energy is low", llmtest.Call("evaluate", `{}`), llmtest.Say("What is over is over.")).
				has(t, "[evaluate done]", "tracker: What is over is over.")
		},
		"J6 how am I doing": func(t *testing.T, w *world, who spotter.Caller) {
			t.Helper()
			step := llmtest.Step{Calls: []llm.ToolCall{{Name: "adherence", Arguments: []byte(`{}`)}, {Name: "progress", Arguments: []byte(`{}`)}}}
			w.say(t, who, "How am I doing?", step, llmtest.Say("Steady.")).has(t, "[adherence done]\n[progress done]", "tracker: Steady.")
			w.say(t, who, "Give me my weekly review", llmtest.Call("weekly_review", `{}`), llmtest.Say("A quiet week.")).has(t, "[weekly_review done]", "tracker: A quiet week.")
		},
		"J7 bored of the menu": func(t *testing.T, w *world, who spotter.Caller) {
			t.Helper()
			w.say(t, who, "I'm bored of the menu, three new dinners please", llmtest.Call("meal_ideas", `{"slot":"dinner","count":3}`), llmtest.Say("Three ideas.")).
				has(t, "[meal_ideas done]", "diet: Three ideas.")
		},
		"J9 shopping": func(t *testing.T, w *world, who spotter.Caller) {
			t.Helper()
			w.say(t, who, "What should I buy?", llmtest.Call("shopping_list", `{"weeks":1}`), llmtest.Say("By aisle.")).has(t, "[shopping_list done]", "diet: By aisle.")
		},
		"J10 cooking": func(t *testing.T, w *world, who spotter.Caller) {
			t.Helper()
			w.say(t, who, "What can I cook now?", llmtest.Call("meal_ideas", `{"minutes":30}`), llmtest.Say("This is quick.")).has(t, "[meal_ideas done]", "diet: This is quick.")
		},
		"J11 a demonstration": func(t *testing.T, w *world, who spotter.Caller) {
			t.Helper()
			w.say(t, who, "Show me the overhead press", llmtest.Call("demonstrate", `{"exercise":"overhead press"}`), answering(t, "Brace and press.", "verhead press")).
				has(t, "[demonstrate done]", "workout: Brace and press.")
		},
		"J13 low energy": func(t *testing.T, w *world, who spotter.Caller) {
			t.Helper()
			w.say(t, who, "I feel tired, energy 2 of 5, should I train?", llmtest.Call("check_in", `{"energy":2}`), llmtest.Call("next_set", `{}`), llmtest.Say("Take it easy.")).
				has(t, "[check_in done]", "workout: Take it easy.")
		},
		"J14 a return": func(t *testing.T, w *world, who spotter.Caller) {
			t.Helper()
			w.clock.add(6 * time.Hour)
			w.say(t, who, "Start my workout", llmtest.Call("start_session", `{}`), llmtest.Say("Go."))
			w.say(t, who, "8 with 60", llmtest.Call("log_set", `{"text":"8 with 60"}`), llmtest.Say("Logged."))
			w.say(t, who, "done for today, finish the workout", llmtest.Call("finish_session", `{}`), llmtest.Say("Well done."))
			w.clock.add(23 * 24 * time.Hour)
			before := w.version(t, who, spotter.PlanTraining)
			w.say(t, who, "I'm back after three weeks off", llmtest.Call("evaluate", `{}`), llmtest.Say("Welcome back.")).has(t, "<training pending>", "tracker: Welcome back.")
			if w.version(t, who, spotter.PlanTraining) != before {
				t.Error("the plan has changed without a yes")
			}
			w.say(t, who, "yes").has(t, "<training accepted>")
		},
		"J15 change and undo": func(t *testing.T, w *world, who spotter.Caller) {
			t.Helper()
			w.say(t, who, "Change my training plan to 45 minutes", llmtest.Call("propose_training", `{"minutes":45}`), llmtest.Say("Shorter.")).has(t, "<training pending>")
			w.say(t, who, "yes").has(t, "<training accepted>")
			w.say(t, who, "undo that").has(t, "This would be undone")
			w.say(t, who, "yes").has(t, "<training undone>")
		},
		"reminders by hand-over": func(t *testing.T, w *world, who spotter.Caller) {
			t.Helper()
			w.say(t, who, "Hello, I want less noise", llmtest.Call("hand_over", `{"to":"scheduler","reason":"wants no water reminders"}`),
				llmtest.Call("set_reminders", `{"water":false}`), llmtest.Say("Quiet.")).has(t, "(general -> scheduler)", "[set_reminders done]", "scheduler: Quiet.")
		},
		"a fact that is forgotten only with a yes": func(t *testing.T, w *world, who spotter.Caller) {
			t.Helper()
			w.say(t, who, "Remember that I work nights", llmtest.Call("remember", `{"kind":"life","text":"Works nights","quote":"I work nights"}`), llmtest.Say("Noted."))
			if page, err := w.Memories(t.Context(), who, nil, 5); err != nil || page.Items[0].MessageID == nil {
				t.Fatalf("remembered without where it was said: %v %v", page.Items, err)
			}
			w.say(t, who, "Forget that I work nights", llmtest.Call("forget", `{"text":"Works nights"}`), llmtest.Say("As you like.")).has(t, "Yes or no.")
			if page, err := w.Memories(t.Context(), who, nil, 5); err != nil || len(page.Items) != 1 {
				t.Fatalf("forgotten without a yes: %v %v", page.Items, err)
			}
			w.say(t, who, "yes, forget it")
			if page, err := w.Memories(t.Context(), who, nil, 5); err != nil || len(page.Items) != 0 {
				t.Errorf("not forgotten: %v %v", page.Items, err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			walk(t, w, w.onboarded(t))
		})
	}
}
