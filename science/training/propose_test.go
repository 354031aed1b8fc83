package training_test

import (
	"encoding/json"
	"errors"
	"os"
	"testing"

	"spotter"
	"spotter/science/training"
)

// exercises reads the catalogue's data, not the catalogue: siblings do not import each other.
func exercises(tb testing.TB) []spotter.Exercise {
	tb.Helper()
	data, err := os.ReadFile("../../catalog/data/exercises.json")
	if err != nil {
		tb.Fatal(err)
	}
	var all []spotter.Exercise
	if err := json.Unmarshal(data, &all); err != nil {
		tb.Fatal(err)
	}
	return all
}

func slots(days ...spotter.Weekday) []spotter.WorkoutSlot {
	var out []spotter.WorkoutSlot
	for _, d := range days {
		out = append(out, spotter.WorkoutSlot{Weekday: d, Time: 17*60 + 30})
	}
	return out
}

// firstDay is journey J1: Monday, Tuesday, Thursday and Friday at 17:30, a gym, 60 minutes, muscle gain.
func firstDay() training.Input {
	return training.Input{
		Fitness:     spotter.Fitness{Level: spotter.Intermediate, RecentLifts: []spotter.RecentLift{{Exercise: "Bench press", WeightKG: 80, Reps: 5}}},
		Goals:       spotter.Goals{Primary: spotter.MuscleGain},
		Constraints: spotter.Constraints{Location: spotter.Gym, SessionMinutes: 60},
		Schedule:    spotter.Schedule{Workouts: slots(spotter.Monday, spotter.Tuesday, spotter.Thursday, spotter.Friday)},
		Today:       spotter.Date{Year: 2026, Month: 11, Day: 2},
	}
}

func propose(tb testing.TB, in training.Input, all []spotter.Exercise) spotter.TrainingPlan {
	tb.Helper()
	plan, err := training.Propose(in, all)
	if err != nil {
		tb.Fatal(err)
	}
	return plan
}

func find(plan spotter.TrainingPlan, id string) (days []int, planned spotter.PlannedExercise) {
	for i, d := range plan.Days {
		for _, e := range d.Exercises {
			if e.Exercise == id {
				days, planned = append(days, i), e
			}
		}
	}
	return days, planned
}

func TestFirstDay(t *testing.T) {
	t.Parallel()
	plan := propose(t, firstDay(), exercises(t))
	if plan.Split != "upper/lower" || len(plan.Days) != 4 {
		t.Errorf("split %q on %d days, want upper/lower on 4", plan.Split, len(plan.Days))
	}
	for _, v := range plan.Volume {
		if v.Sets < float64(v.Low) {
			t.Errorf("%s: %g sets, below %d: four hours in a gym are enough (%s)", v.Muscle, v.Sets, v.Low, v.Shortfall)
		}
	}
	// 80 kg for 5: Epley 93.33, Brzycki 90, mean 91.67. Six reps with two in reserve are eight effective
	// ones: (1 + 8/30 + 36/29)/2 = 1.2540, and 91.67/1.2540 = 73.1, down to 72.5.
	days, bench := find(plan, "barbell_bench_press")
	if len(days) != 1 || bench.LoadKG == nil || *bench.LoadKG != 72.5 {
		t.Errorf("bench press on days %v with %v, want one day with 72.5 kg", days, bench.LoadKG)
	}
	if first := plan.Days[0].Exercises[0]; first.Exercise != "barbell_bench_press" || first.WarmupSets != 2 {
		t.Errorf("first is %s with %d warm-up sets, want the bench press with 2", first.Exercise, first.WarmupSets)
	}
}

func TestStrengthIsHeavyAndRepeatsItsLifts(t *testing.T) {
	t.Parallel()
	in := firstDay()
	in.Goals.Primary = spotter.Strength
	plan := propose(t, in, exercises(t))
	for _, id := range []string{"barbell_back_squat", "barbell_bench_press", "barbell_deadlift", "barbell_overhead_press"} {
		if days, _ := find(plan, id); len(days) != 2 {
			t.Errorf("%s stands on days %v, want two", id, days)
		}
	}
	first := plan.Days[0].Exercises[0]
	if first.RepsMin != 3 || first.RepsMax != 5 || first.RestSeconds != 180 || first.Sets != 3 {
		t.Errorf("the priority lift is %+v, want 3 x 3-5 with 180 s", first)
	}
}

func TestChangedWeekdays(t *testing.T) {
	t.Parallel()
	mtt := slots(spotter.Monday, spotter.Tuesday, spotter.Thursday, spotter.Friday)
	mixed := slots(spotter.Monday, spotter.Wednesday)
	mixed[0].Time = 7 * 60
	for name, c := range map[string]struct {
		slots []spotter.WorkoutSlot
		days  int
		want  []spotter.Weekday
	}{
		"two of four":      {mtt, 2, []spotter.Weekday{"monday", "thursday"}},
		"three of four":    {mtt, 3, []spotter.Weekday{"monday", "tuesday", "friday"}},
		"one of four":      {mtt, 1, []spotter.Weekday{"monday"}},
		"one more":         {mixed, 3, []spotter.Weekday{"monday", "wednesday", "friday"}},
		"all":              {mixed, 7, spotter.Weekdays[:]},
		"as many as there": {mtt, 4, []spotter.Weekday{"monday", "tuesday", "thursday", "friday"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := firstDay()
			in.Schedule.Workouts, in.Changes.Days = c.slots, &c.days
			plan := propose(t, in, exercises(t))
			if len(plan.Days) != len(c.want) {
				t.Fatalf("%d days, want %d", len(plan.Days), len(c.want))
			}
			for i, d := range plan.Days {
				if d.Weekday != c.want[i] {
					t.Errorf("day %d is %s, want %s", i, d.Weekday, c.want[i])
				}
			}
			if plan.Days[0].Time != c.slots[0].Time {
				t.Errorf("monday is at %s, want the person's %s", plan.Days[0].Time, c.slots[0].Time)
			}
		})
	}
}

func TestExcludeAndSwap(t *testing.T) {
	t.Parallel()
	in := firstDay()
	in.Changes = spotter.Changes{
		Exclude: []string{"Bench Presses"},
		Swap:    []spotter.Swap{{From: "back squat", To: "leg press"}, {From: "Pull-ups", To: ""}, {From: "neck turn", To: "pistol squat"}},
	}
	plan := propose(t, in, exercises(t))
	for _, id := range []string{"barbell_bench_press", "barbell_back_squat", "pull_up"} {
		if days, _ := find(plan, id); len(days) > 0 {
			t.Errorf("%s stands on days %v, want none", id, days)
		}
	}
	if days, _ := find(plan, "leg_press"); len(days) != 1 || days[0] != 1 {
		t.Errorf("leg press on days %v, want the squat's day 1", days)
	}
	if days, _ := find(plan, "pistol_squat"); len(days) != 1 {
		t.Errorf("pistol squat on days %v, want one, though what it replaces stood nowhere", days)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	all := exercises(t)
	every := make([]string, len(all))
	for i, e := range all {
		every[i] = e.ID
	}
	zero := 0
	for name, c := range map[string]struct {
		change func(*training.Input)
		at     string
	}{
		"unknown exclusion": {func(in *training.Input) { in.Changes.Exclude = []string{"moon walk"} }, "changes.exclude[0]"},
		"unknown from": {func(in *training.Input) {
			in.Changes.Swap = []spotter.Swap{{From: "squat"}, {From: "moon walk", To: "squat"}}
		}, "changes.swap[1].from"},
		"unknown to": {func(in *training.Input) { in.Changes.Swap = []spotter.Swap{{From: "squat", To: "moon walk"}} }, "changes.swap[0].to"},
		"to itself":  {func(in *training.Input) { in.Changes.Swap = []spotter.Swap{{From: "squat", To: "squat"}} }, "changes.swap[0].to"},
		"to without kit": {func(in *training.Input) {
			in.Constraints.Location = spotter.Home
			in.Changes.Swap = []spotter.Swap{{From: "push-up", To: "leg press"}}
		}, "changes.swap[0].to"},
		"to what hurts": {func(in *training.Input) {
			in.Limits.Regions = map[spotter.Region]spotter.Severity{"knee": "medium"}
			in.Changes.Swap = []spotter.Swap{{From: "push-up", To: "leg press"}}
		}, "changes.swap[0].to"},
		"nothing left":    {func(in *training.Input) { in.Changes.Exclude = every }, "changes.exclude"},
		"no days":         {func(in *training.Input) { in.Schedule.Workouts = nil }, "schedule.workouts"},
		"a day twice":     {func(in *training.Input) { in.Schedule.Workouts = slots("monday", "monday") }, "schedule.workouts[1].weekday"},
		"no days wanted":  {func(in *training.Input) { in.Changes.Days = &zero }, "changes.days"},
		"no minutes":      {func(in *training.Input) { in.Constraints.SessionMinutes = 19 }, "constraints.session_minutes"},
		"minutes changed": {func(in *training.Input) { in.Changes.Minutes = &zero }, "changes.minutes"},
		"no goal":         {func(in *training.Input) { in.Goals.Primary = "" }, "goals.primary"},
		"no level":        {func(in *training.Input) { in.Fitness.Level = "" }, "fitness.level"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := firstDay()
			c.change(&in)
			_, err := training.Propose(in, all)
			var invalid *spotter.Error
			if !errors.As(err, &invalid) || invalid.Code != spotter.CodeInvalid || len(invalid.Problems) != 1 || invalid.Problems[0].Location != c.at {
				t.Errorf("got %v, want one problem at %s", err, c.at)
			}
		})
	}
}

func TestReplacedExercisesSayWhy(t *testing.T) {
	t.Parallel()
	in := firstDay()
	in.Limits.Regions = map[spotter.Region]spotter.Severity{"lower_back": spotter.SeverityMedium}
	said := false
	for _, d := range propose(t, in, exercises(t)).Days {
		for _, e := range d.Exercises {
			said = said || e.Reason == "Priority lift for the quads, first while you are fresh. It replaces Barbell back squat, which loads the lower back."
		}
	}
	if !said {
		t.Error("no exercise says that it replaces the squat")
	}
}

func TestLowRecoveryStartsWithLess(t *testing.T) {
	t.Parallel()
	all, in := exercises(t), firstDay()
	usual := propose(t, in, all)
	in.Lifestyle = spotter.Lifestyle{Energy: 2, Stress: 3, SleepQuality: 4, SleepHours: 7}
	tired := propose(t, in, all)
	if sum(tired) >= sum(usual) {
		t.Errorf("%g sets when tired, %g as usual", sum(tired), sum(usual))
	}
}

func TestNoLonelySetsWhereThereIsTime(t *testing.T) {
	t.Parallel()
	in := firstDay()
	in.Constraints.SessionMinutes = 90
	in.Goals.Primary = spotter.GeneralFitness
	for _, d := range propose(t, in, exercises(t)).Days {
		for _, e := range d.Exercises {
			if e.Sets == 1 && e.Unit == "reps" {
				t.Errorf("%s: %s has a single set", d.Name, e.Exercise)
			}
		}
	}
}

func TestWarmUpStaysWithTheFirstHeavyLift(t *testing.T) {
	t.Parallel()
	in := firstDay()
	in.Changes.Swap = []spotter.Swap{{From: "barbell row", To: "machine row"}}
	day := propose(t, in, exercises(t)).Days[0]
	for i, e := range day.Exercises {
		if want := map[bool]int{true: 2, false: 0}[i == 0]; e.WarmupSets != want {
			t.Errorf("%s, number %d, has %d warm-up sets, want %d", e.Exercise, i+1, e.WarmupSets, want)
		}
	}
}

func sum(plan spotter.TrainingPlan) (sets float64) {
	for _, v := range plan.Volume {
		sets += v.Sets
	}
	return sets
}

func BenchmarkPropose(b *testing.B) {
	all := exercises(b)
	week := firstDay()
	week.Schedule.Workouts = slots(spotter.Weekdays[:]...)
	week.Constraints.SessionMinutes = 180
	week.Fitness.Level = spotter.Advanced
	swaps := firstDay()
	swaps.Changes.Swap = []spotter.Swap{{From: "back squat", To: "leg press"}}
	for name, in := range map[string]training.Input{"first day": firstDay(), "seven long days": week, "with a swap": swaps} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				propose(b, in, all)
			}
		})
	}
}
