package spotter_test

import (
	"testing"

	"spotter"
)

func TestFoldName(t *testing.T) {
	t.Parallel()
	for _, same := range [][]string{
		{"Pull-up", "pull ups", "PULLUPS", "pull_up", " pull  up. "},
		{"Bench press", "bench presses", "Bench-Press"},
		{"Farmer's walk", "farmers walk", "farmer’s walks"},
		{"crunch", "Crunches"}, {"lunge", "Lunges"}, {"box", "boxes"}, {"biceps curl", "bicep curls"},
	} {
		for _, name := range same[1:] {
			if got, want := spotter.FoldName(name), spotter.FoldName(same[0]); got != want {
				t.Errorf("FoldName(%q) = %q, want %q as of %q", name, got, want, same[0])
			}
		}
	}
	if got := spotter.FoldName(" -_- "); got != "" {
		t.Errorf("punctuation alone folds to %q", got)
	}
}
