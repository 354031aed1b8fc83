package catalog

import (
	"slices"
	"testing"

	"spotter"
)

func rank(l spotter.Level) int {
	return slices.Index([]spotter.Level{spotter.Beginner, spotter.Intermediate, spotter.Advanced}, l)
}

func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(m string) bool { return slices.Contains(b, m) })
}

// TestEasierAndHarderAreInverse holds the ladders: each step stands in both directions, leads to no
// easier level going up, and never round in a circle.
func TestEasierAndHarderAreInverse(t *testing.T) {
	t.Parallel()
	table := load(t)
	for _, e := range table.All() {
		for _, id := range e.Easier {
			easier, _ := table.Find(id)
			if !slices.Contains(easier.Harder, e.ID) {
				t.Errorf("%s calls %s easier, which does not call it harder", e.ID, id)
			}
			if rank(easier.Level) > rank(e.Level) {
				t.Errorf("%s calls %s easier, which is for a higher level", e.ID, id)
			}
			if e.Pattern != "cardio" && !share(e.Primary, slices.Concat(easier.Primary, easier.Secondary)) {
				t.Errorf("%s calls %s easier, which works other muscles", e.ID, id)
			}
		}
		for _, id := range e.Harder {
			if harder, _ := table.Find(id); !slices.Contains(harder.Easier, e.ID) {
				t.Errorf("%s calls %s harder, which does not call it easier", e.ID, id)
			}
		}
		if slices.Contains(below(table, e, map[string]bool{}), e.ID) {
			t.Errorf("%s is easier than itself", e.ID)
		}
	}
}

// below lists everything that is easier, step by step.
func below(table *Exercises, e spotter.Exercise, seen map[string]bool) []string {
	var out []string
	for _, id := range e.Easier {
		if seen[id] {
			continue
		}
		seen[id] = true
		easier, _ := table.Find(id)
		out = append(out, id)
		out = append(out, below(table, easier, seen)...)
	}
	return out
}

// TestSwapsTrainTheSame wants offers that are worth taking. They are ranked and few, and so one way: a
// home variation offers the gym's, which has better ones to offer.
func TestSwapsTrainTheSame(t *testing.T) {
	t.Parallel()
	table := load(t)
	for _, e := range table.All() {
		if len(e.SwapsWith) > 6 {
			t.Errorf("%s offers %d swaps", e.ID, len(e.SwapsWith))
		}
		for i, id := range e.SwapsWith {
			other, _ := table.Find(id)
			if !share(e.Primary, other.Primary) {
				t.Errorf("%s swaps with %s, which has another main muscle", e.ID, id)
			}
			if slices.Contains(e.SwapsWith[:i], id) || slices.Contains(e.Easier, id) && slices.Contains(e.Harder, id) {
				t.Errorf("%s names %s twice", e.ID, id)
			}
		}
		if e.Pattern != "mobility" && len(e.Easier)+len(e.Harder)+len(e.SwapsWith) == 0 {
			t.Errorf("%s leads nowhere: who cannot do it has nothing to do instead", e.ID)
		}
	}
}

// TestLoadsAreComplete holds what an injury would exclude against what a pattern cannot be done without.
func TestLoadsAreComplete(t *testing.T) {
	t.Parallel()
	must := map[string][]spotter.Region{
		"squat": {"knee"}, "lunge": {"knee"}, "push_horizontal": {"shoulder"}, "push_vertical": {"shoulder"}, "pull_vertical": {"shoulder"},
	}
	for _, e := range load(t).All() {
		for _, region := range must[e.Pattern] {
			if !slices.Contains(e.Loads, region) {
				t.Errorf("%s does not say that it loads the %s", e.ID, region)
			}
		}
		if e.Pattern == "hinge" && !slices.Contains(e.Loads, "hip") && !slices.Contains(e.Loads, "lower_back") {
			t.Errorf("%s loads neither hip nor lower back", e.ID)
		}
		for i, region := range e.Loads {
			if slices.Contains(e.Loads[:i], region) {
				t.Errorf("%s names the %s twice", e.ID, region)
			}
		}
	}
}

// TestEnergyCostsArePlausible holds METs to what each kind of exercise can cost (Compendium of Physical
// Activities: stretching 2.3, resistance training 3.5 to 6, vigorous calisthenics about 8).
func TestEnergyCostsArePlausible(t *testing.T) {
	t.Parallel()
	most := map[string]float64{"mobility": 2.5, "isolation": 5, "core": 5, "cardio": 10}
	for _, e := range load(t).All() {
		top := most[e.Pattern]
		if top == 0 {
			top = 6.5
		}
		if e.ID == "kettlebell_swing" {
			top = 10 // measured near 10 METs as a continuous effort
		}
		if e.MET > top {
			t.Errorf("%s costs %v MET, and %v is the most for %s", e.ID, e.MET, top, e.Pattern)
		}
	}
}
