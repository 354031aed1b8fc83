package tools

import (
	"encoding/json"
	"log/slog"
	"os"
	"strings"
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

func (c *clock) add(d time.Duration) { c.mu.Lock(); defer c.mu.Unlock(); c.t = c.t.Add(d) }

// monday is a Monday noon in Berlin.
var monday = time.Date(2026, 11, 23, 11, 0, 0, 0, time.UTC)

// world is all tools over a database of their own.
type world struct {
	*coach.Coach
	set   *Set
	db    *postgres.DB
	clock *clock
}

func newWorld(t testing.TB) *world {
	t.Helper()
	dsn := postgrestest.Database(t)
	w := &world{db: postgrestest.Connect(t, dsn(postgres.RoleApp)), clock: &clock{t: monday}, set: newSet(t)}
	c, err := coach.New(coach.Config{DB: w.db, Now: w.clock.now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	w.Coach = c
	return w
}

// answers are those of journey J1, changed by each of the functions.
func answers(changes ...func(*spotter.Answers)) spotter.Answers {
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

// person registers somebody.
func (w *world) person(t testing.TB) spotter.Caller {
	t.Helper()
	now := w.clock.now()
	caller := spotter.Caller{User: spotter.NewID[spotter.User](now), Actor: spotter.ActorPerson}
	email := caller.User.String() + "@example.test"
	err := w.db.Write(t.Context(), caller, func(tx *postgres.Tx) error {
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

// answer saves the steps that are answered.
func (w *world) answer(t testing.TB, who spotter.Caller, a spotter.Answers) {
	t.Helper()
	for _, s := range spotter.Steps {
		if answer := a.Of(s); answer != nil {
			if _, err := w.SaveStep(t.Context(), who, s, answer, 0); err != nil {
				t.Fatalf("%s: %v", s, err)
			}
		}
	}
}

// onboarded is somebody who has completed the onboarding with these answers.
func (w *world) onboarded(t testing.TB, a spotter.Answers) *companion {
	t.Helper()
	who := w.person(t)
	w.answer(t, who, a)
	for _, kind := range []spotter.PlanKind{spotter.PlanTraining, spotter.PlanMeals} {
		p, err := w.Propose(t.Context(), who, kind, coach.ProposeInput{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Accept(t.Context(), who, p.ID, 0); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Complete(t.Context(), who); err != nil {
		t.Fatal(err)
	}
	return w.companion(who, a)
}

// companion is somebody with agents who act for them.
type companion struct {
	*world
	caller spotter.Caller
	env    Env
}

func (w *world) companion(who spotter.Caller, a spotter.Answers) *companion {
	env := Env{Coach: w.Coach, Locale: "en", Units: "metric", Zone: time.UTC}
	if a.About != nil {
		env.Locale, env.Units, env.Zone = a.About.Locale, a.About.Units, a.About.Zone()
	}
	env.Today = spotter.DateOf(w.clock.now(), env.Zone)
	env.Limits = w.Limits(a)
	return &companion{w, who, env}
}

// call runs a tool as an agent, in its database scope, while the person says something.
func (c *companion) call(t testing.TB, agent spotter.Actor, said, tool, arguments string) Result {
	t.Helper()
	env := c.env
	env.Agent, env.Said, env.Caller = agent, said, spotter.Caller{User: c.caller.User, Actor: agent}
	return c.set.Call(t.Context(), env, tool, json.RawMessage(arguments))
}

// carry carries an offer out as code does after a plain yes.
func (c *companion) carry(t testing.TB, offer *spotter.Offer) Result {
	t.Helper()
	if offer == nil {
		t.Fatal("there is no offer")
	}
	env := c.env
	env.Agent, env.Caller = spotter.ActorPerson, c.caller
	return c.set.Carry(t.Context(), env, *offer)
}

// good wants a result that did what it says, with all of these in its text.
func good(t *testing.T, r Result, texts ...string) Result {
	t.Helper()
	if r.Failed {
		t.Fatalf("failed: %s", r.Text)
	}
	contains(t, r, texts...)
	return r
}

// bad wants a result that has done nothing and says why.
func bad(t *testing.T, r Result, texts ...string) {
	t.Helper()
	if !r.Failed {
		t.Errorf("did something: %s", r.Text)
	}
	contains(t, r, texts...)
}

func contains(t *testing.T, r Result, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(r.Text, text) {
			t.Errorf("%q is not in: %s", text, r.Text)
		}
	}
}
