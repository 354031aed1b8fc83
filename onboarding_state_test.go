package spotter_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spotter"
)

// TestOnboardingJSON holds the JSON that is written by hand against the one that the tags describe.
func TestOnboardingJSON(t *testing.T) {
	t.Parallel()
	type plain spotter.Onboarding // without its methods
	next := spotter.StepGoals
	state := spotter.Onboarding{Steps: map[spotter.Step]spotter.StepState{}, NextStep: &next, Percent: 12, Missing: []string{"goals", spotter.MissingMealPlan}}
	for _, s := range spotter.Steps {
		state.Steps[s] = spotter.StepState{}
	}
	state.Steps[spotter.StepConsent] = spotter.StepState{Complete: true, Answer: json.RawMessage(`{"terms_version":"1 \"x\" ü"}`)}
	done := spotter.Onboarding{Steps: state.Steps, Complete: true, Percent: 100, Missing: []string{}}
	for name, o := range map[string]spotter.Onboarding{"open": state, "done": done} {
		var got, want any
		for text, into := range map[string]*any{string(o.AppendJSON(nil)): &got, encoded(t, plain(o)): &want} {
			if err := json.Unmarshal([]byte(text), into); err != nil {
				t.Fatalf("%s: %v in %s", name, err, text)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func encoded(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
