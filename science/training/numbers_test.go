package training_test

import (
	"math"
	"testing"

	"spotter"
	"spotter/science/training"
)

func TestE1RM(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		weight    float64
		reps, rir int
		want      float64 // computed by hand
		ok        bool
	}{
		"one rep":            {140, 1, 0, 140, true},
		"two reps":           {100, 2, 0, 104.76, true}, // Epley 106.67, Brzycki 102.86
		"five reps":          {80, 5, 0, 91.67, true},   // 93.33, 90
		"three, two left":    {80, 3, 2, 91.67, true},   // the same five effective reps
		"ten reps":           {60, 10, 0, 80, true},     // both formulas meet: 80
		"one, nine left":     {60, 1, 9, 80, true},      // ten effective reps
		"eleven reps":        {60, 11, 0, 0, false},     // no estimate above ten
		"ten and one left":   {60, 10, 1, 0, false},     //
		"no weight":          {0, 5, 0, 0, false},       //
		"no reps":            {60, 0, 3, 0, false},      //
		"a reserve below no": {60, 5, -1, 0, false},     //
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := training.E1RM(c.weight, c.reps, c.rir)
			if ok != c.ok || math.Abs(got.Value-c.want) > 0.005 {
				t.Errorf("got %v, %v, want %v, %v", got.Value, ok, c.want, c.ok)
			}
			if ok && (got.Unit != "kg" || got.Method == "" || got.Source == "" || got.Confidence == "") {
				t.Errorf("%+v does not explain itself", got)
			}
		})
	}
}

func TestExerciseSeconds(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		planned    spotter.PlannedExercise
		unilateral bool
		want       int
	}{
		"three of eight to twelve": {spotter.PlannedExercise{Sets: 3, RepsMin: 8, RepsMax: 12, Unit: "reps", RestSeconds: 120}, false, 3*48 + 2*120 + 60},
		"each side":                {spotter.PlannedExercise{Sets: 3, RepsMin: 8, RepsMax: 12, Unit: "reps", RestSeconds: 120}, true, 3*96 + 2*120 + 60},
		"heavy with warm-up":       {spotter.PlannedExercise{Sets: 3, RepsMin: 3, RepsMax: 5, Unit: "reps", RestSeconds: 180, WarmupSets: 2}, false, 120 + 3*20 + 2*180 + 60},
		"one set has no rest":      {spotter.PlannedExercise{Sets: 1, RepsMax: 10, Unit: "reps", RestSeconds: 75}, false, 100},
		"a hold":                   {spotter.PlannedExercise{Sets: 2, RepsMax: 40, Unit: "seconds", RestSeconds: 75}, true, 2*80 + 75 + 60},
		"cardio":                   {spotter.PlannedExercise{Sets: 1, RepsMax: 15, Unit: "minutes"}, false, 960},
		"none":                     {spotter.PlannedExercise{WarmupSets: 2}, false, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := training.ExerciseSeconds(c.planned, c.unilateral); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
		})
	}
	if got := training.SessionMinutes(3301); got != 61 {
		t.Errorf("55 minutes and a second with 5 of warm-up are %d minutes, want 61", got)
	}
}

// TestWhatHasNoStepsOfItsOwn goes by the smallest plate, whoever asks.
func TestWhatHasNoStepsOfItsOwn(t *testing.T) {
	t.Parallel()
	for pounds, want := range map[bool]float64{false: 1.25, true: 2.5} {
		for _, things := range [][]spotter.Equipment{nil, {"pull_up_bar"}, {"bench", "rings"}} {
			if got := training.StepsOf(things, pounds); got.Step != want || got.Least != want {
				t.Errorf("%v: %+v, want %g", things, got, want)
			}
		}
	}
}
