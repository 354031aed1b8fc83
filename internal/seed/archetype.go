package seed

import (
	"time"

	"spotter"
)

// archetypeCount is how many different people the copies are of.
const archetypeCount = 24

// pick walks through a list, so that archetypes differ in many ways at once: the lists have different
// lengths.
func pick[T any](i int, from ...T) T { return from[i%len(from)] }

// archetype is what the i-th kind of person answers. All are healthy adults: limits that withhold figures
// would make the copies less alike to serve.
func archetype(i int, now time.Time) spotter.Answers {
	sex := pick(i, spotter.Female, spotter.Male)
	height := 158 + float64(i*7%35)
	weight := 54 + float64(i*11%43)
	goal := pick(i, spotter.MuscleGain, spotter.FatLoss, spotter.Strength, spotter.GeneralFitness)
	about := spotter.About{
		BirthDate: spotter.Date{Year: now.Year() - 20 - i*3%38, Month: time.Month(1 + i%12), Day: 1 + i},
		Sex:       sex, HeightCM: height, WeightKG: weight,
		TimeZone:      pick(i, "Europe/Berlin", "Europe/Madrid", "Europe/Helsinki", "America/New_York", "Asia/Kolkata"),
		DailyActivity: pick(i, spotter.LightActivity, spotter.Sedentary, spotter.ModerateActivity), Units: "metric", Locale: "en",
	}
	a := answersOf(about, goal, pick(i, 4, 3, 4, 5), pick(i, 60, 60, 75, 45))
	a.Fitness.Level = pick(i, spotter.Intermediate, spotter.Beginner, spotter.Intermediate, spotter.Advanced)
	a.Fitness.ExperienceMonths = pick(i, 24, 3, 30, 72)
	a.Diet.Pattern = pick[spotter.DietPattern](i, "omnivore", "vegetarian", "omnivore", "pescatarian", "mediterranean", "vegan", "omnivore")
	if i%5 == 1 {
		a.Diet.Allergies = []spotter.Allergen{"peanuts"}
	}
	if i%6 == 5 {
		a.Constraints.Injuries = []spotter.Injury{{Region: "shoulder", Severity: spotter.SeverityLow, Note: "overhead work"}}
	}
	return a
}

// demoAnswers are those of a man who gains muscle in a gym on four days a week.
func demoAnswers(zone string, now time.Time) spotter.Answers {
	about := spotter.About{BirthDate: spotter.Date{Year: now.Year() - 31, Month: time.May, Day: 17}, Sex: spotter.Male, HeightCM: 178, WeightKG: 74.5,
		TimeZone: zone, DailyActivity: spotter.LightActivity, Units: "metric", Locale: "en"}
	return answersOf(about, spotter.MuscleGain, 4, 60)
}

func answersOf(about spotter.About, goal spotter.Goal, days, minutes int) spotter.Answers {
	target := about.WeightKG + 3
	if goal == spotter.FatLoss {
		target = about.WeightKG - 4
	}
	return spotter.Answers{
		Consent:   &spotter.Consent{TermsVersion: "2026-11", AcceptsGuidanceOnly: true, AcceptsDataProcessing: true},
		About:     &about,
		Screening: &spotter.Screening{},
		Fitness:   &spotter.Fitness{Level: spotter.Intermediate, ExperienceMonths: 24, SessionsPerWeekNow: days - 1},
		Goals:     &spotter.Goals{Primary: goal, TargetWeightKG: &target},
		Constraints: &spotter.Constraints{Location: spotter.Gym, Equipment: []spotter.Equipment{}, Injuries: []spotter.Injury{},
			SessionMinutes: minutes},
		Diet: &spotter.Diet{Pattern: "omnivore", Allergies: []spotter.Allergen{}, Intolerances: []spotter.Intolerance{},
			Dislikes: []string{"liver"}, Cuisines: []string{}, CookingMinutes: 40, MealsPerDay: 4},
		Schedule: &spotter.Schedule{Workouts: slots(days), QuietHours: spotter.QuietHours{From: 22 * 60, To: 7 * 60},
			Meals: []spotter.MealSlot{{Name: "breakfast", Time: 7 * 60}, {Name: "lunch", Time: 12 * 60}, {Name: "snack", Time: 16 * 60}, {Name: "dinner", Time: 20 * 60}}},
		Hydration:   &spotter.Hydration{TargetML: 2500, ReminderMinutes: 120, Enabled: true},
		Lifestyle:   &spotter.Lifestyle{Energy: 4, Stress: 2, SleepQuality: 4, SleepHours: 7.5},
		Supplements: &spotter.Supplements{Current: []string{}, Medicines: []spotter.Medicine{}},
	}
}

// slots spreads training days over the week.
func slots(days int) []spotter.WorkoutSlot {
	week := map[int][]spotter.Weekday{
		3: {spotter.Monday, spotter.Wednesday, spotter.Friday},
		4: {spotter.Monday, spotter.Tuesday, spotter.Thursday, spotter.Friday},
		5: {spotter.Monday, spotter.Tuesday, spotter.Wednesday, spotter.Friday, spotter.Saturday},
	}
	var out []spotter.WorkoutSlot
	for _, day := range week[days] {
		out = append(out, spotter.WorkoutSlot{Weekday: day, Time: 17*60 + 30})
	}
	return out
}
