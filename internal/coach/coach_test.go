package coach_test

import (
	"log/slog"
	"os"
	"sync"
	"testing"
	"time"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/internal/postgres/postgrestest"
	"spotter/internal/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Main(m)) }

// clock is a time that a test moves.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.t }

func (c *clock) set(t time.Time) { c.mu.Lock(); defer c.mu.Unlock(); c.t = t }

func (c *clock) add(d time.Duration) { c.set(c.now().Add(d)) }

// monday is a Monday noon in Berlin.
var monday = time.Date(2026, 11, 23, 11, 0, 0, 0, time.UTC)

// fixture is a coach over a database of its own.
type fixture struct {
	*coach.Coach
	db    *postgres.DB
	dsn   func(role string) string // nil where the database is the test's own
	clock *clock
}

func setup(t testing.TB) *fixture {
	t.Helper()
	dsn := postgrestest.Database(t)
	f := over(t, postgrestest.Connect(t, dsn(postgres.RoleApp)))
	f.dsn = dsn
	return f
}

func over(t testing.TB, database *postgres.DB) *fixture {
	t.Helper()
	clock := &clock{t: monday}
	c, err := coach.New(coach.Config{DB: database, Now: clock.now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return &fixture{Coach: c, db: database, clock: clock}
}

// person registers somebody and answers the caller who acts for them.
func (f *fixture) person(t testing.TB) spotter.Caller {
	t.Helper()
	now := f.clock.now()
	caller := spotter.Caller{User: spotter.NewID[spotter.User](now), Actor: spotter.ActorPerson}
	email := caller.User.String() + "@example.test"
	err := f.db.Write(t.Context(), caller, func(tx *postgres.Tx) error {
		_, err := tx.Raw().Exec(t.Context(), `insert into users (id, email, email_key, full_name, time_zone, created_at) values ($1, $2, $2, 'Test', 'UTC', $3)`,
			caller.User, email, now)
		if err != nil {
			return err
		}
		return tx.StartOnboarding(t.Context(), db.StartOnboardingParams{UserID: caller.User, Now: now})
	})
	if err != nil {
		t.Fatal(err)
	}
	return caller
}

// answers are those of journey J1: Mon/Tue/Thu/Fri 17:30, four meals, gym, 60 minutes, muscle gain from
// 70 to 75 kg.
func answers() map[spotter.Step]any {
	target := 75.0
	return map[spotter.Step]any{
		spotter.StepConsent: &spotter.Consent{TermsVersion: "2026-11", AcceptsGuidanceOnly: true, AcceptsDataProcessing: true},
		spotter.StepAbout: &spotter.About{BirthDate: spotter.Date{Year: 1996, Month: 5, Day: 17}, Sex: spotter.Male, HeightCM: 178, WeightKG: 70,
			TimeZone: "Europe/Berlin", DailyActivity: spotter.LightActivity, Units: "metric", Locale: "en"},
		spotter.StepScreening:   &spotter.Screening{},
		spotter.StepFitness:     &spotter.Fitness{Level: spotter.Intermediate, ExperienceMonths: 24, SessionsPerWeekNow: 3},
		spotter.StepGoals:       &spotter.Goals{Primary: spotter.MuscleGain, TargetWeightKG: &target},
		spotter.StepConstraints: &spotter.Constraints{Location: spotter.Gym, Equipment: []spotter.Equipment{}, Injuries: []spotter.Injury{}, SessionMinutes: 60},
		spotter.StepDiet: &spotter.Diet{Pattern: "omnivore", Allergies: []spotter.Allergen{}, Intolerances: []spotter.Intolerance{},
			Dislikes: []string{}, Cuisines: []string{}, CookingMinutes: 40, MealsPerDay: 4},
		spotter.StepSchedule: &spotter.Schedule{
			Workouts: []spotter.WorkoutSlot{{Weekday: spotter.Monday, Time: 17*60 + 30}, {Weekday: spotter.Tuesday, Time: 17*60 + 30},
				{Weekday: spotter.Thursday, Time: 17*60 + 30}, {Weekday: spotter.Friday, Time: 17*60 + 30}},
			Meals:      []spotter.MealSlot{{Name: "breakfast", Time: 7 * 60}, {Name: "lunch", Time: 12 * 60}, {Name: "snack", Time: 16 * 60}, {Name: "dinner", Time: 20 * 60}},
			QuietHours: spotter.QuietHours{From: 22 * 60, To: 7 * 60}},
		spotter.StepHydration:   &spotter.Hydration{TargetML: 2500, ReminderMinutes: 120, Enabled: true},
		spotter.StepLifestyle:   &spotter.Lifestyle{Energy: 4, Stress: 2, SleepQuality: 4, SleepHours: 7.5},
		spotter.StepSupplements: &spotter.Supplements{Current: []string{}, Medicines: []spotter.Medicine{}},
	}
}

func (f *fixture) answer(t testing.TB, who spotter.Caller, all map[spotter.Step]any) {
	t.Helper()
	for _, s := range spotter.Steps {
		if _, err := f.SaveStep(t.Context(), who, s, all[s], 0); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// propose makes a proposal and accepts it.
func (f *fixture) adopt(t testing.TB, who spotter.Caller, kind spotter.PlanKind) spotter.Proposal {
	t.Helper()
	p, err := f.Propose(t.Context(), who, kind, coach.ProposeInput{})
	if err != nil {
		t.Fatal(err)
	}
	p, err = f.Accept(t.Context(), who, p.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// onboarded is a person who has completed onboarding with the given answers.
func (f *fixture) onboarded(t testing.TB, all map[spotter.Step]any) spotter.Caller {
	t.Helper()
	who := f.person(t)
	f.answer(t, who, all)
	f.adopt(t, who, spotter.PlanTraining)
	f.adopt(t, who, spotter.PlanMeals)
	if _, err := f.Complete(t.Context(), who); err != nil {
		t.Fatal(err)
	}
	return who
}

// must fails the test on an error.
func must[T any](t *testing.T) func(T, error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// refused wants an error that clients see as name.
func refused(t *testing.T, err error, name string) {
	t.Helper()
	if !spotter.HasDetail(err, name) {
		t.Errorf("got %v, want %s", err, name)
	}
}
