package training_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"spotter"
	"spotter/science/training"
)

var kit = []spotter.Equipment{"bench", "barbell", "dumbbell", "kettlebell", "cable", "machine", "pull_up_bar", "bands", "rings", "box", "medicine_ball", "cardio_machine"}

func flag(t *rapid.T, name string) bool { return rapid.IntRange(0, 4).Draw(t, name) == 0 }

// person draws anyone whom onboarding lets through.
func person(t *rapid.T) training.Input {
	goals := []spotter.Goal{spotter.FatLoss, spotter.MuscleGain, spotter.Strength, spotter.GeneralFitness}
	in := training.Input{
		Fitness: spotter.Fitness{Level: rapid.SampledFrom([]spotter.Level{"beginner", "intermediate", "advanced"}).Draw(t, "level")},
		Goals:   spotter.Goals{Primary: rapid.SampledFrom(goals).Draw(t, "goal"), Secondary: rapid.SampledFrom(append(goals, "")).Draw(t, "secondary")},
		Constraints: spotter.Constraints{
			Location:       rapid.SampledFrom([]spotter.Location{spotter.Home, spotter.Gym, spotter.Both}).Draw(t, "location"),
			Equipment:      rapid.SliceOfNDistinct(rapid.SampledFrom(kit), 0, len(kit), rapid.ID).Draw(t, "kit"),
			SessionMinutes: rapid.IntRange(20, 180).Draw(t, "minutes"),
		},
		Lifestyle: spotter.Lifestyle{Energy: rapid.IntRange(0, 5).Draw(t, "energy"), SleepQuality: rapid.IntRange(0, 5).Draw(t, "sleep"), Stress: rapid.IntRange(0, 5).Draw(t, "stress")},
		Limits:    limits(t),
	}
	for _, day := range rapid.SliceOfNDistinct(rapid.SampledFrom(spotter.Weekdays[:]), 1, 7, rapid.ID).Draw(t, "days") {
		in.Schedule.Workouts = append(in.Schedule.Workouts, spotter.WorkoutSlot{Weekday: day, Time: spotter.Clock(rapid.IntRange(0, 1439).Draw(t, "time"))})
	}
	if flag(t, "changes days") {
		in.Changes.Days = new(rapid.IntRange(1, 7).Draw(t, "new days"))
	}
	if flag(t, "changes minutes") {
		in.Changes.Minutes = new(rapid.IntRange(20, 180).Draw(t, "new minutes"))
	}
	for range rapid.IntRange(0, 3).Draw(t, "lifts") {
		in.Fitness.RecentLifts = append(in.Fitness.RecentLifts, spotter.RecentLift{
			Exercise: rapid.SampledFrom([]string{"bench press", "Squats", "Deadlift", "goblet squat", "pull-up", "my own lift"}).Draw(t, "lift"),
			WeightKG: rapid.Float64Range(0, 300).Draw(t, "weight"), Reps: rapid.IntRange(1, 20).Draw(t, "reps"),
		})
	}
	return in
}

func limits(t *rapid.T) spotter.Limits {
	l := spotter.Limits{
		NoMaximal: flag(t, "no maximal"), LightStart: flag(t, "light"), NoSupine: flag(t, "no supine"),
		NoBreathHolding: flag(t, "no breath holding"), Minor: flag(t, "minor"), Regions: map[spotter.Region]spotter.Severity{},
	}
	for _, region := range rapid.SliceOfNDistinct(rapid.SampledFrom(spotter.Regions[:]), 0, 9, rapid.ID).Draw(t, "regions") {
		l.Regions[region] = rapid.SampledFrom([]spotter.Severity{"low", "medium", "high"}).Draw(t, "severity")
	}
	return l
}

func index(all []spotter.Exercise) map[string]spotter.Exercise {
	out := map[string]spotter.Exercise{}
	for _, e := range all {
		out[e.ID] = e
	}
	return out
}

// TestPlansKeepEveryRule holds plans for generated people against the rules, with an oracle of its own.
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
		wantDays(t, in, plan)
		wantVolume(t, plan, byID)
		for _, d := range plan.Days {
			wantDay(t, in, d, byID)
		}
		if plan.Weeks < 4 || plan.Weeks > 8 || plan.DeloadWeek != plan.Weeks || len(plan.Reasons) < 5 {
			t.Fatalf("weeks %d, deload %d, %d reasons", plan.Weeks, plan.DeloadWeek, len(plan.Reasons))
		}
	})
}

func wantDays(t *rapid.T, in training.Input, plan spotter.TrainingPlan) {
	want := len(in.Schedule.Workouts)
	if in.Changes.Days != nil {
		want = *in.Changes.Days
	}
	if len(plan.Days) != want {
		t.Fatalf("%d days, want %d", len(plan.Days), want)
	}
	own := map[spotter.Weekday]spotter.Clock{}
	for _, w := range in.Schedule.Workouts {
		own[w.Weekday] = w.Time
	}
	kept := 0
	for i, d := range plan.Days {
		at, ok := own[d.Weekday]
		if ok {
			kept++
		}
		if ok && at != d.Time || !ok && !slices.Contains(slices.Collect(maps.Values(own)), d.Time) {
			t.Fatalf("%s is at %s, the person said %v", d.Weekday, d.Time, own)
		}
		if i > 0 && plan.Days[i-1].Weekday.Index() >= d.Weekday.Index() {
			t.Fatal("the days are not in order")
		}
	}
	if kept != min(want, len(own)) {
		t.Fatalf("%d of the person's %d days kept in a week of %d", kept, len(own), want)
	}
}

func wantDay(t *rapid.T, in training.Input, d spotter.TrainingDay, byID map[string]spotter.Exercise) {
	most := in.Constraints.SessionMinutes
	if in.Changes.Minutes != nil {
		most = *in.Changes.Minutes
	}
	if len(d.Exercises) == 0 || d.Reason == "" {
		t.Fatalf("%s is empty or has no reason", d.Name)
	}
	seconds, seen := 300, map[string]bool{}
	for _, p := range d.Exercises {
		e, ok := byID[p.Exercise]
		if !ok || seen[p.Exercise] || p.Name != e.Name || p.Unit != e.Unit {
			t.Fatalf("%s: %s is unknown or stands twice", d.Name, p.Exercise)
		}
		seen[p.Exercise] = true
		seconds += length(p, e)
		wantExercise(t, in, p, e)
	}
	if d.Minutes > most || d.Minutes*60 < seconds || seconds <= (d.Minutes-1)*60 {
		t.Fatalf("%s says %d minutes and takes %d s; %d minutes are there", d.Name, d.Minutes, seconds, most)
	}
}

// length applies the time rule of science.md once more, by hand.
func length(p spotter.PlannedExercise, e spotter.Exercise) int {
	set := p.RepsMax
	if p.Unit == "reps" {
		set *= 4
	}
	if e.Unilateral {
		set *= 2
	}
	if p.Unit == "minutes" {
		set = 60 * p.RepsMax
	}
	return p.Sets*set + (p.Sets-1)*p.RestSeconds + 60 + 60*p.WarmupSets
}

func wantExercise(t *rapid.T, in training.Input, p spotter.PlannedExercise, e spotter.Exercise) {
	c, l := in.Constraints, in.Limits
	anything := len(c.Equipment) == 0 && c.Location != spotter.Home
	for _, thing := range e.Equipment {
		if !anything && !slices.Contains(c.Equipment, thing) {
			t.Fatalf("%s needs %s, there is %v", e.ID, thing, c.Equipment)
		}
	}
	levels := map[spotter.Level]int{"beginner": 1, "intermediate": 2, "advanced": 3}
	if levels[e.Level] > levels[in.Fitness.Level] {
		t.Fatalf("%s is for %s, the person is %s", e.ID, e.Level, in.Fitness.Level)
	}
	for _, region := range e.Loads {
		if s := l.Regions[region]; s == "high" || s == "medium" || s == "low" && p.Caution == "" {
			t.Fatalf("%s loads the %s (%s), caution %q", e.ID, region, s, p.Caution)
		}
	}
	if l.NoSupine && e.Supine {
		t.Fatalf("%s is supine", e.ID)
	}
	press := slices.Contains([]string{"squat", "hinge", "push_horizontal", "push_vertical"}, e.Pattern)
	if l.NoBreathHolding && press && e.Loadable && slices.Contains(e.Equipment, "barbell") {
		t.Fatalf("%s is a heavy barbell lift", e.ID)
	}
	wantEffort(t, in, p, e)
}

func wantEffort(t *rapid.T, in training.Input, p spotter.PlannedExercise, e spotter.Exercise) {
	l, reps, rir := in.Limits, 1, 0
	if l.NoMaximal || l.Minor {
		reps, rir = 6, 2
	}
	if l.NoBreathHolding {
		reps = 8
	}
	if l.LightStart {
		rir = 4
	}
	hard := e.Pattern != "cardio" && e.Pattern != "mobility"
	if p.RIR < rir && hard || p.Unit == "reps" && p.RepsMin < reps || p.RepsMin > p.RepsMax || p.Sets < 1 || p.Sets > 4 {
		t.Fatalf("%s: %d x %d-%d with %d in reserve, want %d reps and %d in reserve at least", e.ID, p.Sets, p.RepsMin, p.RepsMax, p.RIR, reps, rir)
	}
	if p.LoadKG != nil && (*p.LoadKG <= 0 || !e.Loadable) {
		t.Fatalf("%s starts at %g kg", e.ID, *p.LoadKG)
	}
	rest := 75
	if e.Compound {
		rest = 120
	}
	if hard && p.RestSeconds < rest || p.Progression == "" || p.Reason == "" {
		t.Fatalf("%s rests %d s, progression %q, reason %q", e.ID, p.RestSeconds, p.Progression, p.Reason)
	}
}

func wantVolume(t *rapid.T, plan spotter.TrainingPlan, byID map[string]spotter.Exercise) {
	sets := map[string]float64{}
	for _, d := range plan.Days {
		for muscle, n := range hardSets(d, byID) {
			if n > 10 {
				t.Fatalf("%s has %g sets for %s, ten are what a session can use", d.Name, n, muscle)
			}
			sets[muscle] += n
		}
	}
	most := map[string]float64{"chest": 22, "back": 22, "quads": 22, "biceps": 14, "triceps": 14, "forearms": 14}
	if len(plan.Volume) != len(spotter.Muscles) {
		t.Fatalf("%d muscles", len(plan.Volume))
	}
	for _, v := range plan.Volume {
		high, ok := most[v.Muscle]
		if !ok {
			high = 20
		}
		if v.Sets != sets[v.Muscle] || v.Sets > high || float64(v.High) != high {
			t.Fatalf("%s: says %g sets below %d, has %g, bound %g", v.Muscle, v.Sets, v.High, sets[v.Muscle], high)
		}
		if short := v.Sets < float64(v.Low); short != (v.Shortfall != "") {
			t.Fatalf("%s: %g of %d sets, shortfall %q", v.Muscle, v.Sets, v.Low, v.Shortfall)
		}
	}
}

// hardSets counts a day's sets per muscle: one as a primary muscle, half as a secondary one.
func hardSets(d spotter.TrainingDay, byID map[string]spotter.Exercise) map[string]float64 {
	sets := map[string]float64{}
	for _, p := range d.Exercises {
		e := byID[p.Exercise]
		if e.Pattern == "cardio" || e.Pattern == "mobility" {
			continue
		}
		for _, m := range e.Primary {
			sets[m] += float64(p.Sets)
		}
		for _, m := range e.Secondary {
			sets[m] += float64(p.Sets) / 2
		}
	}
	return sets
}

// TestSidesAreBalanced holds for people without injuries and limits, whatever their kit.
func TestSidesAreBalanced(t *testing.T) {
	t.Parallel()
	all := exercises(t)
	byID := index(all)
	rapid.Check(t, func(t *rapid.T) {
		in := person(t)
		in.Limits = spotter.Limits{}
		in.Changes = spotter.Changes{}
		plan, err := training.Propose(in, all)
		if err != nil {
			t.Fatal(err)
		}
		side := map[string]int{}
		for _, d := range plan.Days {
			for _, p := range d.Exercises {
				side[byID[p.Exercise].Pattern] += p.Sets
			}
		}
		push, pull := side["push_horizontal"]+side["push_vertical"], side["pull_horizontal"]+side["pull_vertical"]
		if lopsided(push, pull) {
			t.Fatalf("%d sets of pushing, %d of pulling", push, pull)
		}
		if knee, hip := side["squat"]+side["lunge"], side["hinge"]; lopsided(knee, hip) {
			t.Fatalf("%d sets for the knee, %d for the hip", knee, hip)
		}
	})
}

// lopsided allows a side twice the sets of the other, or two more where there are few.
func lopsided(a, b int) bool { return max(a, b) > max(2*min(a, b), min(a, b)+2) }

// TestSwapsAreHonoured swaps what stands in a plan for anything that the person may do.
func TestSwapsAreHonoured(t *testing.T) {
	t.Parallel()
	all := exercises(t)
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
	})
}
