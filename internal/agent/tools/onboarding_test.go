package tools

import (
	"encoding/json"
	"strings"
	"testing"

	"spotter"
	"spotter/internal/coach/coachtest"
)

// TestGuidedOnboardingFromNothingToTheFirstDay is journey J1 by conversation.
func TestGuidedOnboardingFromNothingToTheFirstDay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.companion(w.person(t), spotter.Answers{})
	ask := func(tool, arguments string) Result { return ann.call(t, spotter.ActorOnboarding, "", tool, arguments) }
	if first := good(t, ask("onboarding_missing", ``), "guidance only", "Do you accept both?"); first.Offer == nil || first.Offer.Kind != "onboarding_save" {
		t.Fatalf("the consent is not offered at once: %+v", first)
	}
	bad(t, ask("onboarding_save", `{"step":"about","answer":{"height_cm":178}}`), "Your consent comes first")
	bad(t, ask("onboarding_save", `{"step":"screening","answer":{}}`), "Your consent comes first")
	bad(t, ask("onboarding_save", `{"step":"consent","answer":{"accepts_guidance_only":true,"accepts_data_processing":false}}`), "must be true")
	consent := good(t, ask("onboarding_save", `{"step":"consent","answer":{"accepts_guidance_only":true,"accepts_data_processing":true}}`), "Do you accept both?", "Nothing has been done yet")
	good(t, ann.carry(t, consent.Offer), "Saved: ", "When were you born")
	bad(t, ask("onboarding_save", `{"step":"about","answer":{"height_cm":178}}`), "The birth date is required", "The step about takes:")

	all := coachtest.Answers()
	for _, step := range spotter.Steps {
		raw, err := json.Marshal(all.Of(step))
		if err != nil {
			t.Fatal(err)
		}
		arguments := `{"step":"` + string(step) + `","answer":` + string(raw) + `}`
		switch step {
		case spotter.StepConsent:
			continue
		case spotter.StepScreening:
			offer := good(t, ask("onboarding_save", arguments), "- heart condition: no", "Is that right?", "Nothing has been done yet")
			good(t, ann.carry(t, offer.Offer), "Saved: ")
			continue
		}
		good(t, ask("onboarding_save", arguments), "Saved: ")
	}
	bad(t, ask("onboarding_save", `{"step":"about","answer":{"height_cm":17}}`), "The height must be between 100 and 250")
	bad(t, ask("onboarding_save", `{"step":"about","answer":{"hight":170}}`), "hight is not a field")
	bad(t, ask("onboarding_save", `{"step":"about","answer":[]}`), "answer must be an object")
	bad(t, ask("onboarding_save", `{"step":"dreams","answer":{}}`), "step must be one of consent, about")
	good(t, ask("onboarding_save", `{"step":"about","answer":{"height_cm":180}}`), "height (cm): 180", "time zone: Europe/Berlin")
	for location, kit := range map[string]string{"gym": "what a gym has", "home": "none"} {
		good(t, ask("onboarding_save", `{"step":"constraints","answer":{"location":"`+location+`","equipment":[],"injuries":[],"session_minutes":60}}`), "equipment: "+kit, "injuries: none")
	}
	constraints, err := json.Marshal(all.Constraints)
	if err != nil {
		t.Fatal(err)
	}
	good(t, ask("onboarding_save", `{"step":"constraints","answer":`+string(constraints)+`}`), "Saved: ")
	good(t, ask("onboarding_missing", ``), "All questions are answered")

	for _, kind := range []string{"training", "meals"} {
		p := good(t, ask("onboarding_propose", `{"plan":"`+kind+`"}`), "it waits for your yes")
		if len(p.Proposals) != 1 {
			t.Fatal(p)
		}
		if _, err := w.Accept(t.Context(), ann.caller, p.Proposals[0].ID, 0); err != nil {
			t.Fatal(err)
		}
	}
	last := good(t, ask("onboarding_missing", ``), "Complete the onboarding and start?")
	good(t, ann.carry(t, last.Offer), "The onboarding is complete", "Upper A at 17:30", "Next: snack")
	bad(t, ask("onboarding_save", `{"step":"about","answer":{"height_cm":180}}`), "Onboarding is complete")
	good(t, ask("onboarding_missing", ``), "The onboarding is complete.")
}

// TestTheGuidedModeCannotConsentAsItself goes around the tool: the database refuses, too.
func TestTheGuidedModeCannotConsentAsItself(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.person(t)
	all := coachtest.Answers()
	guided := spotter.Caller{User: who.User, Actor: spotter.ActorOnboarding}
	if _, err := w.SaveStep(t.Context(), guided, spotter.StepConsent, all.Consent, 0); err == nil {
		t.Error("the guided mode has consented")
	}
	coachtest.Answer(t, w.Coach, who, all)
	if _, err := w.SaveStep(t.Context(), guided, spotter.StepScreening, &spotter.Screening{HeartCondition: true}, 0); err == nil {
		t.Error("the guided mode has screened")
	}
	if _, err := w.SaveStep(t.Context(), guided, spotter.StepHydration, &spotter.Hydration{TargetML: 3000, ReminderMinutes: 60}, 0); err != nil {
		t.Error(err)
	}
	ann := w.companion(who, all)
	forged := &spotter.Offer{Kind: "onboarding_save", Arguments: []byte(`{"step":"nothing","answer":{}}`)}
	bad(t, ann.carry(t, forged), "step must be one of")
}

// TestScreeningIsReadBackAsAnswered asks each question of the screening with yes alone, and wants that one
// yes at its own question.
func TestScreeningIsReadBackAsAnswered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.companion(w.person(t), spotter.Answers{})
	coachtest.Answer(t, w.Coach, ann.caller, spotter.Answers{Consent: coachtest.Answers().Consent})
	flags := []string{"heart_condition", "chest_pain", "dizziness_or_fainting", "bone_or_joint_problem", "heart_or_pressure_medication", "pregnancy_or_recent_birth", "eating_disorder_history", "other_reason"}
	words := []string{"heart condition", "chest pain", "dizziness", "bone", "medicine", "pregnant", "eating disorder", "another reason"}
	for i := range flags {
		given := map[string]bool{}
		for j, f := range flags {
			given[f] = i == j
		}
		raw, err := json.Marshal(given)
		if err != nil {
			t.Fatal(err)
		}
		r := good(t, ann.call(t, spotter.ActorOnboarding, "", "onboarding_save", `{"step":"screening","answer":`+string(raw)+`}`))
		for _, line := range strings.Split(r.Text, "\n")[1:] {
			if strings.HasSuffix(strings.TrimSuffix(line, " Nothing has been done yet. Shall I? A plain yes does it."), ": yes") != strings.Contains(line, words[i]) {
				t.Errorf("%s: %s", flags[i], line)
			}
		}
	}
}

// TestReadBackHidesWeights: with an eating-disorder history no weight is read back.
func TestReadBackHidesWeights(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.person(t)
	all := coachtest.Answers(func(a *spotter.Answers) { a.Screening.EatingDisorderHistory = true })
	all.Goals = nil
	coachtest.Answer(t, w.Coach, who, all)
	ann := w.companion(who, spotter.Answers{About: all.About}) // the turn began before it was said
	for _, arguments := range []string{`{"step":"goals","answer":{"primary":"muscle_gain","target_weight_kg":75}}`, `{"step":"about","answer":{"weight_kg":71}}`} {
		r := good(t, ann.call(t, spotter.ActorOnboarding, "", "onboarding_save", arguments), "Saved: ")
		if strings.Contains(r.Text, "75") || strings.Contains(r.Text, "71") {
			t.Errorf("a weight is read back: %s", r.Text)
		}
	}
}
