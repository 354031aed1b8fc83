package progress_test

import (
	"math"
	"math/rand/v2"
	"time"

	"spotter"
	"spotter/science/nutrition"
	"spotter/science/progress"
)

// today is a Thursday.
var today = spotter.Date{Year: 2026, Month: time.November, Day: 26}

func now() time.Time { return today.At(9*60, time.UTC) }

func ago(days int) spotter.Date { return today.AddDays(-days) }

func ref[T any](v T) *T { return &v }

// person is a man of 80 kg who wants to lose fat: resting 1,780, estimated expenditure 2,550 kcal.
func person() nutrition.Input {
	return nutrition.Input{
		About: spotter.About{BirthDate: spotter.Date{Year: 1990, Month: 1, Day: 1}, Sex: spotter.Male, HeightCM: 180, WeightKG: 80,
			TimeZone: "UTC", DailyActivity: spotter.LightActivity, Units: "metric", Locale: "en"},
		Goals: spotter.Goals{Primary: spotter.FatLoss}, Diet: spotter.Diet{MealsPerDay: 3},
		Constraints: spotter.Constraints{SessionMinutes: 60}, Sessions: 4, Today: today,
	}
}

// planOf has a training day on each weekday, with three loaded lifts.
func planOf(weekdays ...spotter.Weekday) *spotter.TrainingPlan {
	p := &spotter.TrainingPlan{SessionMinutes: 60}
	for _, w := range weekdays {
		p.Days = append(p.Days, spotter.TrainingDay{Weekday: w, Exercises: []spotter.PlannedExercise{
			{Exercise: "barbell_bench_press", Name: "Barbell bench press"}, {Exercise: "barbell_row", Name: "Barbell row"}, {Exercise: "back_squat", Name: "Back squat"}}})
	}
	return p
}

// history is a year of somebody who trains on four days a week and gains steadily.
func history(seed uint64) *progress.History {
	rng := rand.New(rand.NewPCG(seed, 1))
	h := &progress.History{Now: now(), Today: today, Plan: planOf("monday", "tuesday", "thursday", "friday"), Since: ago(365), Diet: person(),
		Meals: &spotter.MealPlan{}}
	targets, _ := nutrition.Targets(h.Diet)
	h.Meals.Targets = &targets
	for n := 365; n >= 1; n-- {
		d := ago(n)
		h.Weights = append(h.Weights, progress.Weighing{Date: d, KG: 84 - 0.01*float64(365-n) + 0.4*rng.NormFloat64()})
		h.Intake = append(h.Intake, progress.Intake{Date: d, Kcal: targets.Energy.Value + 100*rng.NormFloat64(), Meals: 3, PerDay: 3, Resting: 1780})
		h.CheckIns = append(h.CheckIns, spotter.CheckIn{At: d.At(8*60, time.UTC), Energy: ref(3 + rng.IntN(3)), SleepQuality: ref(3 + rng.IntN(3))})
		switch d.Weekday() {
		case spotter.Monday, spotter.Tuesday, spotter.Thursday, spotter.Friday:
			h.Planned = append(h.Planned, d)
			h.Sessions = append(h.Sessions, session(d, 30*math.Exp(0.004*float64(365-n))))
		}
	}
	return h
}

// session has five sets of each of three lifts.
func session(d spotter.Date, kg float64) progress.Session {
	s := progress.Session{Date: d}
	for _, e := range []string{"barbell_bench_press", "barbell_row", "back_squat"} {
		for range 5 {
			s.Sets = append(s.Sets, progress.Set{Exercise: e, KG: kg, Reps: 6, RIR: ref(2)})
		}
	}
	return s
}

// steady gives intake and weights of the last days: kcal each day, and a weight that moves by perWeek.
func steady(h *progress.History, days int, kcal, perWeek float64) {
	h.Weights, h.Intake = nil, nil
	for n := days; n >= 1; n-- {
		h.Weights = append(h.Weights, progress.Weighing{Date: ago(n), KG: 80 + perWeek*float64(days-n)/7})
		h.Intake = append(h.Intake, progress.Intake{Date: ago(n), Kcal: kcal, Meals: 3, PerDay: 3, Resting: 1780})
	}
}
