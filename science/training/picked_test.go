package training_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"spotter"
	"spotter/science/training"
)

// mostUsed is how many of the exercises that plans pick most often have to be drawn in motion.
const mostUsed = 60

// TestTheMostUsedExercisesMove counts what plans pick and wants a moving figure for each of the sixty that they pick
// most. The counts are in testdata/most_used.txt; -update writes them anew. With -whole it counts every combination.
func TestTheMostUsedExercisesMove(t *testing.T) {
	t.Parallel()
	picked := picks(t)
	ranked := slices.SortedFunc(maps.Keys(picked), func(a, b string) int {
		return cmp.Or(picked[b]-picked[a], strings.Compare(a, b))
	})
	moving := moves(t)
	var list strings.Builder
	for _, id := range ranked[:mostUsed] {
		fmt.Fprintf(&list, "%5d  %s\n", picked[id], id)
		if !moving[id] {
			t.Errorf("%s is among the %d that plans pick most (%d times) and has no poses in catalog/drawing/data/poses.json", id, mostUsed, picked[id])
		}
	}
	if *whole {
		t.Log("\n" + list.String())
		return
	}
	same(t, "testdata/most_used.txt", list.String())
}

// picks counts how often each exercise stands in the plans of the sweep, all combinations weighing the same: every
// ninth of them, without limits and with the limits in turn. Nine shares no factor with the numbers of kits,
// lengths and days, and picks the same sixty, but for one, as the whole sweep.
func picks(t *testing.T) map[string]int {
	t.Helper()
	all, limits, out := exercises(t), sweepLimits(), map[string]int{}
	step := 9
	if *whole {
		step = 1
	}
	for n := 0; ; n += step {
		in, ok := combination(n)
		if !ok {
			return out
		}
		turn := n/len(sweepKits) + 3*(n%len(sweepKits))
		for _, in.Limits = range []spotter.Limits{{}, limits[turn%len(limits)]} {
			for _, day := range propose(t, in, all).Days {
				for _, e := range day.Exercises {
					out[e.Exercise]++
				}
			}
		}
	}
}

// combination is the nth of kit, minutes, days, goal and level; ok is false after the last.
func combination(n int) (in training.Input, ok bool) {
	minutes, levels := []int{20, 30, 45, 60, 90, 120, 180}, []spotter.Level{"beginner", "intermediate", "advanced"}
	next := func(of int) int {
		i := n % of
		n /= of
		return i
	}
	kit := sweepKits[next(len(sweepKits))]
	w := who{location: kit.at, kit: kit.kit, minutes: minutes[next(len(minutes))], days: 1 + next(7), goal: goals[next(len(goals))]}
	if n >= len(levels) {
		return in, false
	}
	w.level = levels[n]
	return w.input(), true
}

// moves reads which exercises have poses.
func moves(t *testing.T) map[string]bool {
	t.Helper()
	data, err := os.ReadFile("../../catalog/drawing/data/poses.json")
	if err != nil {
		t.Fatal(err)
	}
	var poses []struct{ Exercise string }
	if err := json.Unmarshal(data, &poses); err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for _, p := range poses {
		out[p.Exercise] = true
	}
	return out
}
