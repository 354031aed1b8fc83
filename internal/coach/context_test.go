package coach_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/postgres"
)

// TestContextIsWhatItSays holds the spliced answer against the type and against the parts' own reads.
func TestContextIsWhatItSays(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	session := must[spotter.Session](t)(f.StartSession(t.Context(), who, coach.StartSessionInput{}))
	load, rir, eight, five := 60.0, 2, 8, 5
	must[spotter.LoggedSet](t)(f.LogSet(t.Context(), who, session.ID, spotter.SetEntry{Exercise: "barbell_bench_press", WeightKG: &load, Reps: &eight, RIR: &rir}))
	f.clock.add(time.Minute)
	must[spotter.LoggedSet](t)(f.LogSet(t.Context(), who, session.ID, spotter.SetEntry{Exercise: "mine", Reps: &five}))
	got := f.context(t, who)
	profile, _, err := f.ProfileJSON(t.Context(), who)
	if err != nil {
		t.Fatal(err)
	}
	want := spotter.Context{Messages: []spotter.Message{}, Weights: []spotter.ContextWeight{}, Pending: []spotter.ContextProposal{}}
	if err := json.Unmarshal(profile, &want.Profile); err != nil {
		t.Fatal(err)
	}
	training := must[spotter.ActivePlan[spotter.TrainingPlan]](t)(f.TrainingPlan(t.Context(), who))
	meals := must[spotter.ActivePlan[spotter.MealPlan]](t)(f.MealPlan(t.Context(), who))
	want.Training = &spotter.ActivePlan[spotter.TrainingDigest]{Kind: training.Kind, Version: training.Version, Since: training.Since, Document: training.Document.Digest()}
	want.Meals = &spotter.ActivePlan[spotter.MealDigest]{Kind: meals.Kind, Version: meals.Version, Since: meals.Since, Document: meals.Document.Digest()}
	want.Limits, want.Today, want.Changed = got.Limits, f.todayInContext(t, who), []spotter.ContextMeal{}
	want.Sets = []spotter.ContextSet{
		{Exercise: "mine", Reps: 5, LoggedAt: monday.Add(time.Minute)},
		{Exercise: "barbell_bench_press", WeightKG: 60, Reps: 8, RIR: &rir, LoggedAt: monday},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func (f *fixture) context(t *testing.T, who spotter.Caller) spotter.Context {
	t.Helper()
	var got spotter.Context
	if err := json.Unmarshal(must[json.RawMessage](t)(f.Context(t.Context(), who)), &got); err != nil {
		t.Fatal(err)
	}
	return got
}

// todayInContext is what /today says, as the context should.
func (f *fixture) todayInContext(t *testing.T, who spotter.Caller) spotter.ContextToday {
	t.Helper()
	day := must[spotter.Today](t)(f.Today(t.Context(), who, spotter.Date{}))
	out := spotter.ContextToday{Date: day.Date, Weekday: day.Weekday, Meals: []spotter.DishDigest{}}
	for _, m := range day.Meals {
		out.Meals = append(out.Meals, m.Digest())
	}
	if s := day.Session; s != nil {
		out.Session = &spotter.ContextSession{Name: s.Name, Time: s.Time, Minutes: s.Minutes, MovedFrom: s.MovedFrom}
	}
	return out
}

// TestContextHasTheMealsOfTheDay exchanges tonight's dinner and another day's, and looks at them until they
// are over.
func TestContextHasTheMealsOfTheDay(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	before := f.context(t, who)
	exchange := func(meal string) spotter.DishDigest {
		t.Helper()
		p := must[spotter.Proposal](t)(f.SwapMeal(t.Context(), who, spotter.MealSwapInput{MealID: meal, Scope: "once"}))
		must[spotter.Proposal](t)(f.Accept(t.Context(), who, p.ID, 0))
		var after spotter.MealOnDate
		if err := json.Unmarshal(p.After, &after); err != nil {
			t.Fatal(err)
		}
		return after.Meal.Digest()
	}
	dinner, lunch := exchange("monday-dinner"), exchange("wednesday-lunch")
	got := f.context(t, who)
	if slices.ContainsFunc(before.Today.Meals, func(m spotter.DishDigest) bool { return m.Dish == dinner.Dish }) ||
		!slices.ContainsFunc(got.Today.Meals, func(m spotter.DishDigest) bool { return cmp.Equal(m, dinner) }) {
		t.Errorf("today has %+v, want %+v", got.Today.Meals, dinner)
	}
	want := []spotter.ContextMeal{{Date: spotter.Date{Year: 2026, Month: 11, Day: 23}, Meal: dinner}, {Date: spotter.Date{Year: 2026, Month: 11, Day: 25}, Meal: lunch}}
	if diff := cmp.Diff(want, got.Changed) + cmp.Diff(f.todayInContext(t, who), got.Today); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(before.Meals, got.Meals); diff != "" {
		t.Errorf("the plan is another one: %s", diff)
	}
	must[spotter.Profile](t)(f.PatchProfile(t.Context(), who, json.RawMessage(`{"screening":{"eating_disorder_history":true}}`), "A test", 0))
	if got := f.context(t, who); got.Today.Meals[0].Kcal != nil || got.Changed[0].Meal.Kcal != nil {
		t.Errorf("figures are to be hidden: %+v %+v", got.Today.Meals[0], got.Changed[0])
	}
	f.clock.set(time.Date(2026, 11, 23, 23, 0, 0, 0, time.UTC)) // midnight in Berlin
	if got := f.context(t, who); len(got.Changed) != 1 || got.Today.Weekday != spotter.Tuesday {
		t.Errorf("on Tuesday it has %+v and %+v", got.Today, got.Changed)
	}
}

// TestContextFollowsTheProfileAtOnce reads a context, so that its documents are known to be safe, and then
// forbids what is in them.
func TestContextFollowsTheProfileAtOnce(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	before := f.context(t, who)
	var allergen spotter.Allergen
	dishes := map[string][]string{} // by allergen
	plan := must[spotter.ActivePlan[spotter.MealPlan]](t)(f.MealPlan(t.Context(), who)).Document
	for _, day := range plan.Days {
		for _, meal := range day.Meals {
			for _, a := range meal.Allergens {
				allergen = a
				dishes[string(a)] = append(dishes[string(a)], meal.Dish)
			}
		}
	}
	patch := `{"diet":{"allergies":["` + string(allergen) + `"]},"screening":{"eating_disorder_history":true},"constraints":{"injuries":[{"region":"shoulder","severity":"high"}]}}`
	must[spotter.Profile](t)(f.PatchProfile(t.Context(), who, json.RawMessage(patch), "A test", 0))
	for range 2 {
		after := f.context(t, who)
		for _, day := range after.Meals.Document.Days {
			for _, meal := range day.Meals {
				if slices.Contains(dishes[string(allergen)], meal.Dish) {
					t.Errorf("%s still has %s", meal.ID, allergen)
				}
				if meal.Kcal != nil || meal.ProteinG != nil {
					t.Errorf("%s still has figures", meal.ID)
				}
			}
		}
		if after.Profile.Goals.TargetWeightKG != nil || after.Meals.Document.Targets != nil || !after.Limits.HideNumbers {
			t.Errorf("figures are to be hidden: %+v", after.Profile.Goals)
		}
		if a, b := exercises(before), exercises(after); b >= a {
			t.Errorf("%d exercises before the injury, %d after it", a, b)
		}
	}
}

// TestContextFollowsTheCalendar comes of age between two reads of the same documents.
func TestContextFollowsTheCalendar(t *testing.T) {
	t.Parallel()
	f := setup(t)
	all := answers()
	about := *all[spotter.StepAbout].(*spotter.About)
	about.BirthDate = spotter.Date{Year: 2008, Month: 11, Day: 24}
	all[spotter.StepAbout] = &about
	who := f.onboarded(t, all)
	f.clock.set(time.Date(2026, 11, 23, 22, 59, 59, 0, time.UTC)) // a second before midnight in Berlin
	if !f.context(t, who).Limits.Minor {
		t.Error("at 17 a person is a minor")
	}
	f.clock.add(time.Second)
	if f.context(t, who).Limits.Minor {
		t.Error("at 18 a person is none")
	}
}

func exercises(c spotter.Context) int {
	n := 0
	for _, day := range c.Training.Document.Days {
		n += len(day.Exercises)
	}
	return n
}

// TestContextOfPlansWithoutDigest reads plans that came into force before there were digests.
func TestContextOfPlansWithoutDigest(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	want := f.context(t, who)
	err := f.db.Write(t.Context(), who, func(tx *postgres.Tx) error {
		_, err := tx.Raw().Exec(t.Context(), "update plans set digest = null")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if diff := cmp.Diff(want, f.context(t, who)); diff != "" {
			t.Error(diff)
		}
	}
}
