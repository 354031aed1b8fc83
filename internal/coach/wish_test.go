package coach_test

import (
	"slices"
	"testing"

	"spotter"
	"spotter/internal/coach"
)

// TestTheNewerWishHolds asks for one change after another, each on top of the proposal that waits.
func TestTheNewerWishHolds(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	plan := must[spotter.ActivePlan[spotter.TrainingPlan]](t)(f.TrainingPlan(t.Context(), who)).Document
	if plannedIn(plan, "barbell_bench_press") == nil {
		t.Fatal("the plan has no bench press to begin with")
	}
	for _, step := range []struct {
		name    string
		changes spotter.Changes
		in, out []string
	}{
		{"one for another", spotter.Changes{Swap: []spotter.Swap{{From: "bench press", To: "push-up"}}}, []string{"push_up"}, []string{"barbell_bench_press"}},
		{"a third for that", spotter.Changes{Swap: []spotter.Swap{{From: "push-up", To: "dumbbell bench press"}}}, []string{"dumbbell_bench_press"}, []string{"barbell_bench_press", "push_up"}},
		{"the same by another name", spotter.Changes{Swap: []spotter.Swap{{From: "barbell_bench_press", To: "push-up"}}}, []string{"push_up"}, []string{"barbell_bench_press"}},
		{"the first again", spotter.Changes{Swap: []spotter.Swap{{From: "push up", To: "bench press"}}}, []string{"barbell_bench_press"}, []string{"push_up"}},
		{"left out", spotter.Changes{Exclude: []string{"Barbell bench press"}}, nil, []string{"barbell_bench_press"}},
		{"and back", spotter.Changes{Swap: []spotter.Swap{{From: "dumbbell bench press", To: "bench press"}}}, []string{"barbell_bench_press"}, []string{"dumbbell_bench_press"}},
	} {
		p, err := f.Propose(t.Context(), who, spotter.PlanTraining, coach.ProposeInput{Changes: &step.changes})
		if err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		after := planOf(t, p)
		if slices.ContainsFunc(step.in, func(id string) bool { return plannedIn(after, id) == nil }) || slices.ContainsFunc(step.out, func(id string) bool { return plannedIn(after, id) != nil }) {
			t.Errorf("%s: want %v in and %v out", step.name, step.in, step.out)
		}
	}
	_, err := f.Propose(t.Context(), who, spotter.PlanTraining, coach.ProposeInput{Changes: &spotter.Changes{Swap: []spotter.Swap{{From: "squat", To: "leg press"}, {From: "Barbell back squat", To: "goblet squat"}}}})
	refused(t, err, "invalid")
}
