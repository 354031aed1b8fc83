package training_test

import (
	"pgregory.net/rapid"

	"spotter"
	"spotter/science/training"
)

var kit = []spotter.Equipment{"bench", "barbell", "dumbbell", "kettlebell", "cable", "machine", "pull_up_bar", "bands", "rings", "box", "medicine_ball", "cardio_machine"}

var goals = []spotter.Goal{spotter.FatLoss, spotter.MuscleGain, spotter.Strength, spotter.GeneralFitness}

func sometimes(t *rapid.T, name string) bool { return rapid.IntRange(0, 4).Draw(t, name) == 0 }

// person draws anyone whom onboarding lets through.
func person(t *rapid.T) training.Input {
	in := training.Input{
		About: spotter.About{BirthDate: spotter.Date{Year: rapid.IntRange(1926, 2010).Draw(t, "born"), Month: 6, Day: 15},
			Units: rapid.SampledFrom([]string{"metric", "imperial"}).Draw(t, "units")},
		Today:   spotter.Date{Year: 2026, Month: 11, Day: 25},
		Fitness: spotter.Fitness{Level: rapid.SampledFrom([]spotter.Level{"beginner", "intermediate", "advanced"}).Draw(t, "level")},
		Goals:   spotter.Goals{Primary: rapid.SampledFrom(goals).Draw(t, "goal"), Secondary: rapid.SampledFrom(append([]spotter.Goal{""}, goals...)).Draw(t, "secondary")},
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
	if sometimes(t, "changes days") {
		in.Changes.Days = new(rapid.IntRange(1, 7).Draw(t, "new days"))
	}
	if sometimes(t, "changes minutes") {
		in.Changes.Minutes = new(rapid.IntRange(20, 180).Draw(t, "new minutes"))
	}
	in.Fitness.RecentLifts = liftsOf(t, "lift", []string{"bench press", "Squats", "Deadlift", "goblet squat", "pull-up", "my own lift", "dumbbell bench press", "barbell row", "leg press"})
	in.Log = liftsOf(t, "logged", []string{"barbell_bench_press", "barbell_back_squat", "dumbbell_row", "my own lift", "lat_pulldown"})
	return in
}

func liftsOf(t *rapid.T, name string, of []string) []spotter.RecentLift {
	var out []spotter.RecentLift
	for range rapid.IntRange(0, 4).Draw(t, name+"s") {
		lift := spotter.RecentLift{
			Exercise: rapid.SampledFrom(of).Draw(t, name),
			WeightKG: rapid.Float64Range(0, 300).Draw(t, "weight"), Reps: rapid.IntRange(1, 20).Draw(t, "reps"),
		}
		if rapid.Bool().Draw(t, "tells rir") {
			lift.RIR = new(rapid.IntRange(0, 5).Draw(t, "rir"))
		}
		out = append(out, lift)
	}
	return out
}

func limits(t *rapid.T) spotter.Limits {
	l := spotter.Limits{
		NoMaximal: sometimes(t, "no maximal"), LightStart: sometimes(t, "light"), NoSupine: sometimes(t, "no supine"),
		NoBreathHolding: sometimes(t, "no breath holding"), Minor: sometimes(t, "minor"), Regions: map[spotter.Region]spotter.Severity{},
	}
	if rapid.Bool().Draw(t, "whole") {
		return l
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
