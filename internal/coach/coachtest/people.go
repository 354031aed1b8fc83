// Package coachtest makes people for the tests of everything that calls the use cases. Only tests import it.
package coachtest

import (
	"testing"
	"time"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// Answers are those of journey J1, changed by each of the functions.
func Answers(changes ...func(*spotter.Answers)) spotter.Answers {
	target := 75.0
	a := spotter.Answers{
		Consent: &spotter.Consent{TermsVersion: "2026-11", AcceptsGuidanceOnly: true, AcceptsDataProcessing: true},
		About: &spotter.About{BirthDate: spotter.Date{Year: 1996, Month: 5, Day: 17}, Sex: spotter.Male, HeightCM: 178, WeightKG: 70,
			TimeZone: "Europe/Berlin", DailyActivity: spotter.LightActivity, Units: "metric", Locale: "en"},
		Screening:   &spotter.Screening{},
		Fitness:     &spotter.Fitness{Level: spotter.Intermediate, ExperienceMonths: 24, SessionsPerWeekNow: 3},
		Goals:       &spotter.Goals{Primary: spotter.MuscleGain, TargetWeightKG: &target},
		Constraints: &spotter.Constraints{Location: spotter.Gym, Equipment: []spotter.Equipment{}, Injuries: []spotter.Injury{}, SessionMinutes: 60},
		Diet: &spotter.Diet{Pattern: "omnivore", Allergies: []spotter.Allergen{}, Intolerances: []spotter.Intolerance{},
			Dislikes: []string{}, Cuisines: []string{}, CookingMinutes: 40, MealsPerDay: 4},
		Schedule: &spotter.Schedule{
			Workouts: []spotter.WorkoutSlot{{Weekday: spotter.Monday, Time: 17*60 + 30}, {Weekday: spotter.Tuesday, Time: 17*60 + 30},
				{Weekday: spotter.Thursday, Time: 17*60 + 30}, {Weekday: spotter.Friday, Time: 17*60 + 30}},
			Meals:      []spotter.MealSlot{{Name: "breakfast", Time: 7 * 60}, {Name: "lunch", Time: 12 * 60}, {Name: "snack", Time: 16 * 60}, {Name: "dinner", Time: 20 * 60}},
			QuietHours: spotter.QuietHours{From: 22 * 60, To: 7 * 60}},
		Hydration:   &spotter.Hydration{TargetML: 2500, ReminderMinutes: 120, Enabled: true},
		Lifestyle:   &spotter.Lifestyle{Energy: 4, Stress: 2, SleepQuality: 4, SleepHours: 7.5},
		Supplements: &spotter.Supplements{Current: []string{}, Medicines: []spotter.Medicine{}},
	}
	for _, change := range changes {
		change(&a)
	}
	return a
}

// Person registers somebody at a time, without an account to sign in to.
func Person(tb testing.TB, database *postgres.DB, now time.Time) spotter.Caller {
	tb.Helper()
	caller := spotter.Caller{User: spotter.NewID[spotter.User](now), Actor: spotter.ActorPerson}
	email := caller.User.String() + "@example.test"
	err := database.Write(tb.Context(), caller, func(tx *postgres.Tx) error {
		_, err := tx.Raw().Exec(tb.Context(), `insert into users (id, email, email_key, full_name, time_zone, created_at) values ($1, $2, $2, 'Test', 'UTC', $3)`,
			caller.User, email, now)
		if err != nil {
			return err
		}
		return tx.StartOnboarding(tb.Context(), db.StartOnboardingParams{UserID: caller.User, Now: now})
	})
	if err != nil {
		tb.Fatal(err)
	}
	return caller
}

// Answer saves the steps that are answered.
func Answer(tb testing.TB, c *coach.Coach, who spotter.Caller, a spotter.Answers) {
	tb.Helper()
	for _, s := range spotter.Steps {
		if answer := a.Of(s); answer != nil {
			if _, err := c.SaveStep(tb.Context(), who, s, answer, 0); err != nil {
				tb.Fatalf("%s: %v", s, err)
			}
		}
	}
}

// Onboard answers, accepts both first plans and completes.
func Onboard(tb testing.TB, c *coach.Coach, who spotter.Caller, a spotter.Answers) {
	tb.Helper()
	Answer(tb, c, who, a)
	for _, kind := range []spotter.PlanKind{spotter.PlanTraining, spotter.PlanMeals} {
		p, err := c.Propose(tb.Context(), who, kind, coach.ProposeInput{})
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := c.Accept(tb.Context(), who, p.ID, 0); err != nil {
			tb.Fatal(err)
		}
	}
	if _, err := c.Complete(tb.Context(), who); err != nil {
		tb.Fatal(err)
	}
}
