package progress_test

import (
	"slices"
	"testing"

	"spotter"
	"spotter/science/progress"
)

// TestStalledByHand: with single repetitions the load is the maximum. A steady gain of 1 % a week is what a
// stall has to rule out.
func TestStalledByHand(t *testing.T) {
	t.Parallel()
	type done struct {
		days int
		kg   float64
	}
	weekly := func(kg ...float64) []done {
		var out []done
		for i, v := range kg {
			out = append(out, done{7 * (len(kg) - 1 - i), v})
		}
		return out
	}
	tests := []struct {
		name   string
		done   []done
		easy   int // reserve of the set
		change func(*progress.History)
		want   bool
	}{
		{name: "three times the same, a week apart", done: weekly(100, 100, 100), want: true},
		{name: "down", done: weekly(100, 99.5, 99), want: true},
		{name: "up by more than half a per cent", done: weekly(100, 100, 100.6)},
		{name: "up and back", done: weekly(100, 101, 100)},
		{name: "two sessions", done: weekly(100, 100)},
		{name: "three in a week tell nothing", done: []done{{7, 100}, {4, 100}, {0, 100}}},
		{name: "five in two weeks do", done: []done{{14, 100}, {11, 100}, {7, 100}, {4, 100}, {0, 100}}, want: true},
		{name: "a bad week in a gain", done: weekly(96, 97, 98, 99, 98.5)},
		{name: "a gain that has ended", done: weekly(97, 98, 99, 99, 99, 99), want: true},
		{name: "so noisy that nothing can be told", done: weekly(100, 106, 97, 104, 96, 95)},
		{name: "long ago", done: []done{{30, 100}, {23, 100}, {16, 100}}},
		{name: "spread over two months", done: []done{{50, 100}, {25, 100}, {1, 100}}},
		{name: "nothing was asked of it", done: weekly(100, 100, 100), easy: 5},
		{name: "in the block's easy weeks", done: weekly(100, 100, 100), change: func(h *progress.History) { h.Previous = []progress.Stretch{{From: ago(8), Until: ago(6)}} }},
	}
	for _, tt := range tests {
		h := &progress.History{Now: now(), Today: today}
		for _, d := range tt.done {
			h.Sessions = append(h.Sessions, progress.Session{Date: ago(d.days), Sets: []progress.Set{{Exercise: "squat", KG: d.kg, Reps: 1, RIR: &tt.easy}}})
		}
		if tt.change != nil {
			tt.change(h)
		}
		if got := h.Stalled(today)["squat"]; got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

// TestAReserveThatWasNotToldIsComparedWithItsLike: half of the sessions tell one.
func TestAReserveThatWasNotToldIsComparedWithItsLike(t *testing.T) {
	t.Parallel()
	h := &progress.History{Now: now(), Today: today}
	for i := range 8 {
		set := progress.Set{Exercise: "squat", KG: 100, Reps: 5}
		if i%2 == 0 {
			set.RIR = ref(2)
		}
		h.Sessions = append(h.Sessions, progress.Session{Date: ago(28 - 4*i), Sets: []progress.Set{set}})
	}
	if !h.Stalled(today)["squat"] {
		t.Error("the same each time is not found, since every other session tells its reserve")
	}
}

// The lifters of lifter_test scatter by 1.5 % a day, guess their reserve to 0.8 repetitions, and log whole ones.
const lifters = 150

// TestWhoGainsIsLeftAlone follows four lifts that gain 1 % a week for twelve weeks without an easy one. The three
// sessions alone took 35 to 50 % of looks for a stall, and proposed an easy week to each of these people.
func TestWhoGainsIsLeftAlone(t *testing.T) {
	t.Parallel()
	for often, most := range map[int]struct{ looks, weeks float64 }{1: {0.09, 0.35}, 2: {0.05, 0.18}, 3: {0.04, 0.18}} {
		looks, flags, eased := 0, 0, 0
		for seed := range uint64(lifters) {
			h, days := trained(seed, 12, often, 0.01, 12)
			proposed := false
			for _, d := range days {
				then := at(h, d)
				looks, flags = looks+len(fourLifts), flags+len(then.Stalled(d))
				a, ok := then.Training()
				proposed = proposed || ok && a.Trigger == spotter.TriggerDeload
			}
			if proposed {
				eased++
			}
		}
		wrong, people := float64(flags)/float64(looks), float64(eased)/lifters
		t.Logf("%d a week: %.1f %% of looks find a stall, %.0f %% of people are proposed an easy week in twelve", often, 100*wrong, 100*people)
		if wrong > most.looks || people > most.weeks {
			t.Errorf("%d a week: more than %.0f %% and %.0f %%", often, 100*most.looks, 100*most.weeks)
		}
	}
}

// TestWhoStallsIsFound ends the gain of four lifts after six weeks.
func TestWhoStallsIsFound(t *testing.T) {
	t.Parallel()
	const stopped, within = 6, 8
	for often, least := range map[int]float64{1: 0.75, 2: 0.9, 3: 0.9} {
		found := 0
		var first []int
		for seed := range uint64(lifters) {
			h, days := trained(seed, stopped+within, often, 0.01, stopped)
			for i := stopped * often; i < len(days); i++ {
				if a, ok := at(h, days[i]).Training(); ok && a.Trigger == spotter.TriggerDeload {
					found, first = found+1, append(first, i-stopped*often+1)
					break
				}
			}
		}
		t.Logf("%d a week: %.0f %% found within %d weeks, half of them after %d sessions", often, 100*float64(found)/lifters, within, middle(first))
		if float64(found)/lifters < least {
			t.Errorf("%d a week: fewer than %.0f %%", often, 100*least)
		}
	}
}

func middle(n []int) int {
	sorted := slices.Sorted(slices.Values(n))
	return sorted[len(sorted)/2]
}
