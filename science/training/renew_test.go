package training_test

import (
	"testing"

	"spotter"
	"spotter/science/training"
)

func ids(plan spotter.TrainingPlan) map[string]string {
	out := map[string]string{}
	for _, d := range plan.Days {
		for _, e := range d.Exercises {
			if out[e.Exercise] != spotter.RoleMain {
				out[e.Exercise] = e.Role
			}
		}
	}
	return out
}

// TestTheNextBlockKeepsItsLifts wants the priority lifts to stay, assistance to change and volume to rise.
func TestTheNextBlockKeepsItsLifts(t *testing.T) {
	t.Parallel()
	all, in := exercises(t), golden["first_day"].input()
	in.Constraints.SessionMinutes = 90
	first := propose(t, in, all)
	in.Previous, in.Goes = &first, training.Next
	in.Log = []spotter.RecentLift{lift("barbell_bench_press", 90, 5, 1)}
	second := propose(t, in, all)
	was, is := ids(first), ids(second)
	fresh := 0
	for id, role := range is {
		if _, stood := was[id]; !stood {
			fresh++
		} else if role == spotter.RoleMain && was[id] == "" {
			t.Errorf("%s has become a priority lift", id)
		}
	}
	for id, role := range was {
		if role == spotter.RoleMain && is[id] != spotter.RoleMain {
			t.Errorf("the priority lift %s is gone", id)
		}
	}
	if fresh < 5 {
		t.Errorf("%d exercises are new, want other assistance", fresh)
	}
	if more := sum(second) - sum(first); more < 8 || more > 2*17 {
		t.Errorf("%g sets more than before, want one or two a muscle", more)
	}
	// 90 kg for 5 with 1 left: 90 m(6) = 106.26; six with two: 106.26/m(8) = 84.7, down to 82.5.
	wantLoad(t, second, "barbell_bench_press", 82.5)
}

// TestALaterBlockGoesOn changes one exercise of a second block: the rest stays, sets included.
func TestALaterBlockGoesOn(t *testing.T) {
	t.Parallel()
	all, in := exercises(t), golden["first_day"].input()
	first := propose(t, in, all)
	in.Previous, in.Goes = &first, training.Next
	second := propose(t, in, all)
	in.Previous, in.Goes, in.Began = &second, training.On, spotter.Date{Year: 2026, Month: 11, Day: 2}
	var from string
	for _, e := range second.Days[0].Exercises {
		if e.Role == spotter.RoleIsolation {
			from = e.Exercise
		}
	}
	in.Changes.Swap = []spotter.Swap{{From: from}}
	third := propose(t, in, all)
	if third.Block != 2 || third.Began == nil || *third.Began != in.Began {
		t.Errorf("block %d began on %v, want block 2 from %s", third.Block, third.Began, in.Began)
	}
	was, is, gone := ids(second), ids(third), 0
	for id := range was {
		if _, stays := is[id]; !stays && id != from {
			gone++
		}
	}
	if _, stays := is[from]; stays || gone > 3 {
		t.Errorf("%s stays: %v; %d other exercises of %d are gone", from, stays, gone, len(was))
	}
	for i, v := range third.Volume {
		if v.Low > 0 && v.Sets > second.Volume[i].Sets+1 {
			t.Errorf("%s goes from %g to %g sets", v.Muscle, second.Volume[i].Sets, v.Sets)
		}
	}
}

// TestWeekOf counts sevens of days from the first, through the end of the block and back.
func TestWeekOf(t *testing.T) {
	t.Parallel()
	plan := spotter.TrainingPlan{Weeks: 5, DeloadWeek: 5}
	since := spotter.Date{Year: 2026, Month: 12, Day: 30} // across the turn of the year
	for after, want := range map[int]spotter.BlockWeek{
		0: {Week: 1, Of: 5}, 6: {Week: 1, Of: 5}, 7: {Week: 2, Of: 5}, 27: {Week: 4, Of: 5}, 28: {Week: 5, Of: 5, Deload: true},
		34: {Week: 5, Of: 5, Deload: true}, 35: {Week: 1, Of: 5, Over: true}, 69: {Week: 5, Of: 5, Deload: true, Over: true},
	} {
		got := training.WeekOf(plan, since, since.AddDays(after))
		if got == nil {
			t.Fatalf("day %d lies in no week", after)
		}
		if text := got.Text; text == "" {
			t.Errorf("day %d says nothing", after)
		}
		if got.Text = ""; *got != want {
			t.Errorf("day %d lies in %+v, want %+v", after, *got, want)
		}
	}
	if got := training.WeekOf(plan, since, since.AddDays(-1)); got != nil {
		t.Errorf("the day before lies in %+v", got)
	}
	if got := training.WeekOf(spotter.TrainingPlan{}, since, since); got != nil {
		t.Errorf("a plan without a block has %+v", got)
	}
	began := since.AddDays(-10)
	plan.Began = &began
	if got := training.WeekOf(plan, since, since); got == nil || got.Week != 2 {
		t.Errorf("ten days after the block began it is week 2: %+v", got)
	}
}

// TestDeload halves sets upwards and takes a tenth off loads, in the person's own steps.
func TestDeload(t *testing.T) {
	t.Parallel()
	all := index(exercises(t))
	find := func(id string) (spotter.Exercise, bool) { e, ok := all[id]; return e, ok }
	day := spotter.TrainingDay{Exercises: []spotter.PlannedExercise{
		{Exercise: "barbell_bench_press", Sets: 3, RepsMin: 6, RepsMax: 10, Unit: "reps", RestSeconds: 120, LoadKG: new(21.0), WarmupSets: 2, Warmup: []spotter.WarmupSet{{}, {}}},
		{Exercise: "dumbbell_curl", Sets: 1, RepsMin: 10, RepsMax: 15, Unit: "reps", RestSeconds: 75, LoadKG: new(10.0)},
		{Exercise: "brisk_walk", Sets: 1, RepsMin: 10, RepsMax: 10, Unit: "minutes"},
	}}
	eased := training.Deload(day, training.DeloadOf(spotter.TrainingPlan{DeloadWeek: 6}), "metric", find)
	// Bench: two sets, 18.9 kg is below the bar, so 20. Curl: one set, 9 kg down to 8. The walk stays.
	bench, curl, walk := eased.Exercises[0], eased.Exercises[1], eased.Exercises[2]
	if bench.Sets != 2 || *bench.LoadKG != 20 || *bench.Warmup[0].LoadKG != 20 {
		t.Errorf("bench press: %d sets with %g kg, ramp %+v", bench.Sets, *bench.LoadKG, bench.Warmup)
	}
	if curl.Sets != 1 || *curl.LoadKG != 8 || walk.Sets != 1 || walk.RepsMax != 10 {
		t.Errorf("curl %+v, walk %+v", curl, walk)
	}
	// 300 + 120 + 2 x 40 + 120 + 60, 60 + 60, 600 + 60: 1460 s are 25 minutes.
	if eased.Minutes != 25 {
		t.Errorf("%d minutes, want 25", eased.Minutes)
	}
	if *day.Exercises[0].LoadKG != 21 || day.Exercises[0].Sets != 3 {
		t.Error("the plan itself has changed")
	}
	pounds := training.Deload(day, spotter.Deload{Sets: 0.5, Load: 0.9}, "imperial", find)
	if kg := *pounds.Exercises[1].LoadKG; kg < 6.8038 || kg > 6.8039 { // 9 kg are 19.8 lb, down to 15
		t.Errorf("the curl has %g kg, want 15 lb", kg)
	}
}
