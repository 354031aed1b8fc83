package agent_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"spotter"
	"spotter/internal/agent"
	"spotter/internal/coach"
	"spotter/internal/llm"
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
	page, err := w.Messages(t.Context(), who, nil, 10)
	if err != nil || len(page.Items) != 2 || page.Items[0].Content != "Today is a training day. Enjoy it." {
		t.Errorf("stored: %+v, %v", page.Items, err)
	}
}

func TestASetByShorthand(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	w.clock.add(5*time.Hour + 30*time.Minute) // the session's time
	w.say(t, who, "Start my workout", llmtest.Call("start_session", `{}`), llmtest.Say("Let's go."))
	w.say(t, who, "done, 8 with 60, two in reserve", llmtest.Call("log_set", `{"text":"8 with 60, two in reserve"}`), llmtest.Say("Logged. Rest now.")).
		has(t, "[log_set done]", "workout: Logged. Rest now.")
	page, err := w.Sessions(t.Context(), who, nil, 1)
	if err != nil {
		t.Fatal(err)
	}
	session, err := w.Session(t.Context(), who, page.Items[0].ID)
	if err != nil || len(session.Sets) != 1 || session.Sets[0].Reps != 8 || session.Sets[0].WeightKG != 60 {
		t.Errorf("sets %+v, %v", session.Sets, err)
	}
}

// The vendor sees each call with its result, in the order of the calls, whatever took longer.
func TestParallelToolsInOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	calls := llmtest.Step{Calls: []llm.ToolCall{{ID: "a", Name: "week", Arguments: json.RawMessage(`{}`)}, {ID: "b", Name: "today", Arguments: json.RawMessage(`{}`)},
		{ID: "c", Name: "nonsense", Arguments: json.RawMessage(`{}`)}, {ID: "d", Name: "today", Arguments: json.RawMessage(`{"date":"soon"}`)}}}
	answer := llmtest.Say("There you are.")
	answer.Expect = func(r llm.Request) error {
		var ids []string
		for _, p := range r.Messages[len(r.Messages)-1].Parts {
			ids = append(ids, p.Result.CallID)
			if failed := p.Result.CallID == "c" || p.Result.CallID == "d"; failed != p.Result.IsError {
				t.Errorf("%s: %q", p.Result.CallID, p.Result.Content)
			}
		}
		if !slices.Equal(ids, []string{"a", "b", "c", "d"}) {
			t.Errorf("results %v", ids)
		}
		return nil
	}
	w.say(t, who, "What is on this week?", calls, answer).has(t, "[week done]\n[today done]\n[nonsense failed]\n[today failed]", "There you are.")
}

func TestHandOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	next := llmtest.Say("Done with it.")
	next.Expect = func(r llm.Request) error {
		if !strings.Contains(r.System[0].Text, "You are the coach for food and drink.") || !slices.ContainsFunc(r.Tools, func(x llm.Tool) bool { return x.Name == "log_water" }) {
			t.Error("not the diet agent's own prompt and tools")
		}
		last := r.Messages[len(r.Messages)-1].Parts[0].Result
		if last == nil || !strings.Contains(last.Content, "wants to drink more") {
			t.Errorf("the reason is not kept: %+v", last)
		}
		return nil
	}
	w.say(t, who, "Tell me a joke", llmtest.Call("hand_over", `{"to":"diet","reason":"wants to drink more"}`), next).
		has(t, "[hand_over done]", "(general -> diet)", "diet: Done with it.")
	// The next short message stays with the diet agent.
	w.say(t, who, "and?", llmtest.Say("That is all.")).has(t, "diet: That is all.")
}

func TestHandOverEndsSomewhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	to := func(agent string) llmtest.Step {
		return llmtest.Call("hand_over", `{"to":"`+agent+`","reason":"they know better"}`)
	}
	tr := w.say(t, who, "Tell me a joke", to("diet"), to("general"), to("workout"), to("tracker"), llmtest.Say("I answer myself."))
	tr.has(t, "(general -> diet)", "(diet -> workout)", "workout: I answer myself.").hasNot(t, "-> general", "-> tracker")
}

func TestAToolThatDoesNotWork(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	answer := llmtest.Say("I could not find it.")
	answer.Expect = func(r llm.Request) error {
		result := r.Messages[len(r.Messages)-1].Parts[0].Result
		if !result.IsError || result.Content == "" {
			t.Errorf("result %+v", result)
		}
		return nil
	}
	w.say(t, who, "Show me the overhead press", llmtest.Call("demonstrate", `{"exercise":"flying carpet"}`), answer).has(t, "[demonstrate failed]", "I could not find it.")
}

func TestRedFlagBefore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	tr := w.say(t, who, "I have a crushing pain in my chest and my left arm is numb") // no step: a model that is asked is a fault
	tr.has(t, "= done")
	if tr.text == "" || tr.done.Provider != "" {
		t.Errorf("answered with %q by %+v", tr.text, tr.done)
	}
	w.say(t, who, "What's for dinner?", llmtest.Say("Something warm.")).has(t, "diet: Something warm.")
}

func TestRedFlagAfter(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	plain := w.say(t, who, "I have a crushing pain in my chest").text
	tr := w.say(t, who, "Motivate me", llmtest.Say("You told me you have a crushing pain in your chest right now, so push through."))
	if !strings.Contains(tr.text, strings.TrimSpace(plain)) {
		t.Errorf("without the safe answer: %q", tr.text)
	}
}

// The coach's own questions and advice are no red flags, and what the turn has begun by answering is not answered again.
func TestTheCoachMayAskForRedFlags(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	safe := strings.TrimSpace(w.say(t, who, "I have a crushing pain in my chest").text)
	for _, text := range []string{"Do you have a heart condition, chest pain, or do you faint?", "Stop and call 112 if you get chest pain."} {
		if tr := w.say(t, who, "Motivate me", llmtest.Say(text)); strings.Contains(tr.text, safe) {
			t.Errorf("%q is answered by %q", text, tr.text)
		}
	}
}

func TestMaxTokensGoesOnOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	cut := func(text string) llmtest.Step {
		return llmtest.Step{Text: []string{text}, Stop: llm.StopMaxTokens}
	}
	on := llmtest.Say("and the second half.")
	on.Expect = func(r llm.Request) error {
		if n := len(r.Messages); r.Messages[n-2].Parts[0].Text != "The first half " {
			t.Errorf("the answer so far is not sent back: %+v", r.Messages)
		}
		return nil
	}
	w.say(t, who, "Tell me a story", cut("The first half "), on).has(t, "general: The first half and the second half.\n= done")
	w.say(t, who, "Tell me a story", cut("One "), cut("two ")).has(t, "general: One two \n\n(I stop here; ask me to go on.)")
}

func TestStopReasons(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	w.say(t, who, "Tell me a joke", llmtest.Step{Stop: llm.StopRefusal}).has(t, "general: I cannot help with that.")
	w.say(t, who, "Tell me a joke", llmtest.Step{Text: []string{"So. "}, Stop: llm.StopPause}, llmtest.Say("A joke.")).has(t, "general: So. A joke.")
	w.say(t, who, "Tell me a joke", llmtest.Step{Stop: llm.StopContext}, llmtest.Say("A joke.")).has(t, "general: A joke.")
	w.say(t, who, "Tell me a joke", llmtest.Step{Stop: llm.StopContext}, llmtest.Step{Stop: llm.StopContext}).has(t, "general: That was too much for me at once.")
	w.say(t, who, "Tell me a joke", llmtest.Say("")).has(t, "general: I have no answer to that.")
	w.say(t, who, "Tell me a joke", llmtest.Step{Stop: llm.StopTools}).has(t, "general: I have no answer to that.")
	w.say(t, who, "Tell me a joke", llmtest.Step{Text: []string{"Hm."}, Stop: "something new"}).has(t, "general: Hm.")
}

func TestAModelThatGoesInCircles(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	again := llmtest.Call("today", `{}`)
	w.say(t, who, "Tell me a joke", again, again, again, again).has(t, "I got stuck on that.", "= done")
	var steps []llmtest.Step
	for _, date := range []string{"1", "2", "3", "4", "5", "6", "7", "8"} {
		steps = append(steps, llmtest.Call("today", `{"date":"2026-11-0`+date+`"}`))
	}
	w.say(t, who, "Tell me a joke", steps...).has(t, "This took more steps", "= done")
}

func TestTooManyCallsAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	var step llmtest.Step
	for range 12 {
		step.Calls = append(step.Calls, llm.ToolCall{Name: "today", Arguments: json.RawMessage(`{}`)})
	}
	tr := w.say(t, who, "Tell me a joke", step, llmtest.Say("Enough."))
	if n := strings.Count(strings.Join(tr.lines, "\n"), "[today failed]"); n != 4 {
		t.Errorf("%d calls were refused, want 4", n)
	}
}

// A vendor that fails ends the turn with an error event, and the conversation goes on.
func TestAModelThatFails(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	tr := w.say(t, who, "Tell me a joke", llmtest.Fail(llm.KindOverloaded))
	tr.has(t, "error model_unavailable", "= failed")
	half := llmtest.Say("Well. ")
	half.Err = errors.New("the line went dead")
	w.say(t, who, "Tell me a joke", half).has(t, "general (interrupted): Well. ", "error model_unavailable", "= failed")
	answer := llmtest.Say("Here it is.")
	answer.Expect = func(r llm.Request) error {
		var said []string
		for _, m := range r.Messages {
			said = append(said, string(m.Role)+": "+m.Parts[0].Text)
		}
		want := "user: Tell me a joke|user: Tell me a joke|assistant: Well.  (interrupted)|user: And now?"
		if got := strings.Join(said, "|"); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		return nil
	}
	w.say(t, who, "And now?", answer).has(t, "general: Here it is.")
}

// A process that dies between a call and its result leaves a conversation that goes on.
func TestACrashInTheMiddle(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	turn, _, err := w.BeginTurn(t.Context(), who, spotter.TurnInput{Text: "Log 500 ml of water"})
	if err != nil {
		t.Fatal(err)
	}
	parts, _ := json.Marshal([]llm.Part{{Call: &llm.ToolCall{ID: "x", Name: "log_water", Arguments: json.RawMessage(`{"ml":500}`)}}})
	diet := spotter.Caller{User: who.User, Actor: spotter.ActorDiet}
	err = w.Record(t.Context(), diet, turn.Number, []coach.StoredMessage{{ID: spotter.NewID[spotter.Message](w.clock.now()), Role: coach.RoleAssistant, Agent: spotter.ActorDiet, Parts: parts}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	w.clock.add(time.Minute) // nobody beats any more
	answer := llmtest.Say("Let me look.")
	answer.Expect = func(r llm.Request) error {
		open := map[string]bool{}
		for _, m := range r.Messages {
			for _, p := range m.Parts {
				if p.Call != nil {
					open[p.Call.ID] = true
				}
				if p.Result != nil {
					delete(open, p.Result.CallID)
				}
			}
		}
		if len(open) > 0 || len(r.Messages) != 4 {
			t.Errorf("calls without a result: %v in %d messages", open, len(r.Messages))
		}
		return nil
	}
	w.say(t, who, "Did you log the water?", answer).has(t, "diet: Let me look.")
}

// Ending the loop cancels the vendor and keeps what was said.
func TestCancelInTheMiddle(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	for name, run := range map[string]func(*llmtest.Model) string{
		"leaving the loop": func(*llmtest.Model) string {
			for e := range w.agents.Run(t.Context(), who, spotter.TurnInput{Text: "Tell me a story"}) {
				if e.Type == spotter.EventDelta {
					break
				}
			}
			return "Long ago, "
		},
		"ending the context": func(*llmtest.Model) string {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			for e := range w.agents.Run(ctx, who, spotter.TurnInput{Text: "Tell me a story"}) {
				if e.Type == spotter.EventDelta {
					cancel()
				}
			}
			return "Long ago, "
		},
	} {
		step := llmtest.Say("Long ago, ", "in a land")
		step.Pace = 50 * time.Millisecond
		model := llmtest.NewModel(t, step)
		w.stage.set(model)
		w.clock.add(time.Second)
		want := run(model)
		page, err := w.Messages(t.Context(), who, nil, 1)
		if err != nil || page.Items[0].Content != want || page.Items[0].State != spotter.MessageInterrupted {
			t.Errorf("%s: stored %+v, %v", name, page.Items, err)
		}
		if model.Canceled() != 1 {
			t.Errorf("%s: the vendor was not canceled", name)
		}
		events, running, err := w.Events(t.Context(), who, spotter.Position{Turn: page.Items[0].Turn}, 100)
		if err != nil || running || len(events) == 0 || events[len(events)-1].Type != spotter.EventDone {
			t.Errorf("%s: the turn did not end: %v %v %v", name, events, running, err)
		}
		read(t, events)
	}
}

func TestARepeatReplays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	who.Once = spotter.Once{Key: "k1", Fingerprint: [32]byte{1}}
	in := spotter.TurnInput{Text: "Tell me a joke"}
	first := w.sayIn(t, who, in, llmtest.Say("A ", "joke."))
	again := w.sayIn(t, who, in)
	if first.text != again.text || !slices.Equal(first.lines, again.lines) {
		t.Errorf("got %v, want %v", again.lines, first.lines)
	}
	who.Once.Fingerprint = [32]byte{2}
	for _, err := range w.agents.Run(t.Context(), who, in) {
		if !spotter.HasDetail(err, "idempotency_key_reused") {
			t.Errorf("got %v", err)
		}
	}
}

func TestAnUnknownAgentIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	for _, err := range w.agents.Run(t.Context(), who, spotter.TurnInput{Text: "Hello", Agent: "astrologer"}) {
		if spotter.CodeOf(err) != spotter.CodeInvalid {
			t.Errorf("got %v", err)
		}
	}
	w.sayIn(t, who, spotter.TurnInput{Text: "Hello", Agent: spotter.ActorTracker}, llmtest.Say("Hello.")).has(t, "tracker: Hello.")
}

// A turn that takes too long ends with a sentence that says so.
func TestOutOfTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *agent.Config) { c.Bounds.Wall = 2 * time.Second })
	who := w.onboarded(t)
	slow := llmtest.Say("Well, ", "let me think")
	slow.Pace = 10 * time.Second
	w.say(t, who, "Tell me a joke", slow).has(t, "general (interrupted): Well, ", "general: That took too long", "= done out_of_time")
}

// An answer that a provider broke off and the next began anew is told as two messages.
func TestARestart(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *agent.Config) { c.Models = restarting{} })
	who := w.onboarded(t)
	w.say(t, who, "Tell me a joke").has(t, "general (interrupted): Nothing good", "general: Something good", "= done")
}
