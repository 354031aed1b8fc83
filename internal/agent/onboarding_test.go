package agent_test

import (
	"encoding/json"
	"strings"
	"testing"

	"spotter"
	"spotter/internal/coach/coachtest"
	"spotter/internal/llm"
	"spotter/internal/llm/llmtest"
)

// save is the guided mode's call for one step of journey J1.
func save(t testing.TB, step spotter.Step) llmtest.Step {
	t.Helper()
	all := coachtest.Answers()
	raw, err := json.Marshal(all.Of(step))
	if err != nil {
		t.Fatal(err)
	}
	return llmtest.Call("onboarding_save", `{"step":"`+string(step)+`","answer":`+string(raw)+`}`)
}

// J1 by chat: only what is missing is asked, every answer is saved at once, consent, screening and plans wait for a plain
// yes that code reads, and a restart in the middle loses nothing.
func TestGuidedOnboarding(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.person(t)
	first := llmtest.Call("onboarding_missing", `{}`)
	first.Expect = func(r llm.Request) error {
		if !strings.Contains(r.System[0].Text, "You are guiding the person through setting up.") || len(r.Tools) != 3 {
			t.Errorf("not the guided mode: %d tools", len(r.Tools))
		}
		if !strings.Contains(r.System[2].Text, "Setting up is not complete") {
			t.Error("the model does not know how far it is")
		}
		return nil
	}
	w.say(t, who, "Hello", first, llmtest.Say("Welcome. I guide and do not diagnose; your data is used to coach you. Is that all right with you?")).
		has(t, "onboarding: Welcome.", "Do you accept both? Yes or no.")

	w.say(t, who, "what does that mean?", llmtest.Say("Ask your doctor first when you are ill.")).has(t, "Do you accept both? Yes or no.")
	if state, err := w.Onboarding(t.Context(), who); err != nil || state.Steps[spotter.StepConsent].Complete {
		t.Fatalf("consent is saved without a plain yes to it: %v", err)
	}
	w.say(t, who, "yes").has(t, "onboarding: Saved: ", "When were you born")

	w.say(t, who, "17 May 1996, male, 178, 70 kg, Berlin, light", save(t, spotter.StepAbout), llmtest.Say("And your health?"))
	w.say(t, who, "no to all of it", save(t, spotter.StepScreening), llmtest.Say("Good.")).has(t, "heart condition: no", "Is that right? Yes or no.")
	w.say(t, who, "yes that is right").has(t, "Saved: ")

	w.agents = w.agentsOf(t) // another process goes on
	for _, step := range []spotter.Step{spotter.StepFitness, spotter.StepGoals, spotter.StepConstraints, spotter.StepDiet, spotter.StepSchedule, spotter.StepHydration,
		spotter.StepLifestyle, spotter.StepSupplements} {
		w.say(t, who, "here is "+string(step), save(t, step), llmtest.Say("Next.")).has(t, "[onboarding_save done]")
	}
	w.say(t, who, "what now", llmtest.Call("onboarding_propose", `{"plan":"training"}`), llmtest.Call("onboarding_propose", `{"plan":"meals"}`), llmtest.Say("Have a look.")).
		has(t, "<training pending>", "<meals pending>", "1. ", "2. ", "both, or none?")
	w.say(t, who, "both please").has(t, "<training accepted>", "<meals accepted>", "Complete the onboarding and start?")
	if state, err := w.Onboarding(t.Context(), who); err != nil || state.Complete {
		t.Fatalf("complete without a yes: %v %v", state.Complete, err)
	}
	w.say(t, who, "yes, go ahead").has(t, "The onboarding is complete", "Upper A at 17:30")
	w.say(t, who, "What's my workout today?", llmtest.Say("You know it.")).has(t, "workout: You know it.")
}

// An answer to the screening that is a red flag too: the fixed text comes first, and the answer is read back and kept.
func TestAScreeningAnswerWithARedFlag(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.person(t)
	for _, step := range []spotter.Step{spotter.StepConsent, spotter.StepAbout} {
		all := coachtest.Answers()
		if _, err := w.SaveStep(t.Context(), who, step, all.Of(step), 0); err != nil {
			t.Fatal(err)
		}
	}
	screening := llmtest.Call("onboarding_save", `{"step":"screening","answer":{"heart_condition":false,"chest_pain":true,"dizziness_or_fainting":false,
		"bone_or_joint_problem":false,"heart_or_pressure_medication":false,"pregnancy_or_recent_birth":false,"eating_disorder_history":false,"other_reason":false}}`)
	w.say(t, who, "let us go on", llmtest.Say("Do you have a heart condition, or pain in the chest?"))
	tr := w.say(t, who, "I get chest pain when I climb stairs", screening, llmtest.Say("Thank you for telling me."))
	tr.has(t, "[onboarding_save done]", "chest pain", "Yes or no.", "= done")
	var safe string
	for _, line := range tr.lines[1:] {
		if safe == "" && !strings.HasPrefix(line, "[") {
			safe = line
		}
	}
	if !strings.HasPrefix(safe, "general: ") || !strings.Contains(safe, "112") && !strings.Contains(strings.ToLower(safe), "emergency") {
		t.Errorf("first came %q", safe)
	}
	if state, err := w.Onboarding(t.Context(), who); err != nil || state.Steps[spotter.StepScreening].Complete {
		t.Fatalf("the screening is saved without a yes: %v", err)
	}
	w.say(t, who, "yes").has(t, "Saved: ")
	if state, err := w.Onboarding(t.Context(), who); err != nil || !state.Steps[spotter.StepScreening].Complete {
		t.Errorf("the answer was lost: %v", err)
	}
}

// Elsewhere the fixed text is the whole answer, and words of self-harm are nowhere an answer to the screening.
func TestARedFlagEndsATurn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	onboarded, who := w.onboarded(t), w.person(t)
	w.say(t, onboarded, "I get chest pain when I climb stairs").has(t, "= done").hasNot(t, "[")
	for _, step := range []spotter.Step{spotter.StepConsent, spotter.StepAbout} {
		all := coachtest.Answers()
		if _, err := w.SaveStep(t.Context(), who, step, all.Of(step), 0); err != nil {
			t.Fatal(err)
		}
	}
	w.say(t, who, "let us go on", llmtest.Say("Do you have a heart condition?"))
	w.say(t, who, "I want to kill myself").has(t, "= done").hasNot(t, "[")
}
