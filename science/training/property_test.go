package training_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"spotter"
	"spotter/science/training"
	"spotter/science/training/trainingtest"
)

// TestPlansKeepEveryRule holds plans for generated people against the oracle.
func TestPlansKeepEveryRule(t *testing.T) {
	t.Parallel()
	all := exercises(t)
	byID := index(all)
	rapid.Check(t, func(t *rapid.T) {
		in := person(t)
		plan, err := training.Propose(in, all)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := training.Propose(in, all)
		if diff := cmp.Diff(plan, again); diff != "" {
			t.Fatal("not deterministic: ", diff)
		}
		for _, fault := range faultsOf(in, plan, byID) {
			t.Errorf("%s", fault)
		}
		if t.Failed() {
			t.Log(trainingtest.Render(plan))
		}
	})
}

// TestBlocksFollowEachOther renews a plan three times and holds every block against the oracle.
func TestBlocksFollowEachOther(t *testing.T) {
	t.Parallel()
	all := exercises(t)
	byID := index(all)
	rapid.Check(t, func(t *rapid.T) {
		in := person(t)
		for range 4 {
			plan, err := training.Propose(in, all)
			if err != nil {
				t.Fatal(err)
			}
			for _, fault := range faultsOf(in, plan, byID) {
				t.Errorf("block %d: %s", plan.Block, fault)
			}
			if t.Failed() {
				t.Log(trainingtest.Render(plan))
			}
			in.Previous, in.Goes = &plan, rapid.SampledFrom([]training.BlockMove{training.Next, training.Next, training.On}).Draw(t, "goes")
		}
	})
}

// TestSwapsAreHonoured swaps what stands in a plan for anything that the person may do.
func TestSwapsAreHonoured(t *testing.T) {
	t.Parallel()
	all := exercises(t)
	byID := index(all)
	rapid.Check(t, func(t *rapid.T) {
		in := person(t)
		plan, err := training.Propose(in, all)
		if err != nil {
			t.Fatal(err)
		}
		day := rapid.SampledFrom(plan.Days).Draw(t, "day")
		from := rapid.SampledFrom(day.Exercises).Draw(t, "from").Exercise
		to := rapid.SampledFrom(all).Draw(t, "to").ID
		in.Changes.Swap = []spotter.Swap{{From: from, To: to}}
		swapped, err := training.Propose(in, all)
		if err != nil {
			if !spotter.HasDetail(err, "invalid") {
				t.Fatal(err)
			}
			return
		}
		if days, _ := find(swapped, from); len(days) > 0 {
			t.Fatalf("%s still stands on days %v", from, days)
		}
		if days, _ := find(swapped, to); len(days) == 0 {
			t.Fatalf("%s for %s stands nowhere", to, from)
		}
		for _, fault := range faultsOf(in, swapped, byID) {
			t.Errorf("%s", fault)
		}
	})
}
