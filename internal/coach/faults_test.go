package coach_test

import (
	"encoding/json"
	"strings"
	"testing"

	"spotter"
	"spotter/internal/coach"
)

// Words at the door for sets that alarm stop the session, also where no set could be read in them.
func TestUnclearSetsWithARedFlagStop(t *testing.T) {
	t.Parallel()
	f := setup(t)
	for _, text := range []string{"maybe 8 or 9, and I have chest pain", "I have chest pain"} {
		who := f.onboarded(t, answers())
		s := must[spotter.Session](t)(f.StartSession(t.Context(), who, coach.StartSessionInput{}))
		if _, err := f.LogSet(t.Context(), who, s.ID, spotter.SetEntry{Text: text}); spotter.CodeOf(err) != spotter.CodeInvalid {
			t.Errorf("%q: %v", text, err)
		}
		if next := must[spotter.NextSet](t)(f.NextSet(t.Context(), who, s.ID)); next.State != "stopped" {
			t.Errorf("%q: then the advice is %s", text, next.State)
		}
	}
}

// Help in a set is asked about in words that say how to log it.
func TestAssistedSetsSayHow(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	s := must[spotter.Session](t)(f.StartSession(t.Context(), who, coach.StartSessionInput{}))
	_, err := f.LogSet(t.Context(), who, s.ID, spotter.SetEntry{Text: "assisted 20 kg x 8"})
	if !spotter.HasDetail(err, "unclear_set") || !strings.Contains(err.Error(), `logged as body weight. Say the reps alone`) {
		t.Error(err)
	}
}

// What was exchanged on one date goes with the dish that it was exchanged for, and stays where the new plan has the same.
func TestExchangesGoWithTheirDish(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	day := must[spotter.Today](t)(f.Today(t.Context(), who, spotter.Date{}))
	lunch, dinner := day.Meals[1], day.Meals[3]
	for _, m := range []spotter.TodayMeal{lunch, dinner} {
		p := must[spotter.Proposal](t)(f.SwapMeal(t.Context(), who, spotter.MealSwapInput{MealID: m.ID, Scope: "once"}))
		must[spotter.Proposal](t)(f.Accept(t.Context(), who, p.ID, 0))
	}
	swapped := must[spotter.Today](t)(f.Today(t.Context(), who, spotter.Date{}))
	if swapped.Meals[1].Name == lunch.Name || swapped.Meals[3].Name == dinner.Name {
		t.Fatal("nothing was exchanged")
	}
	p := must[spotter.Proposal](t)(f.SwapMeal(t.Context(), who, spotter.MealSwapInput{MealID: dinner.ID, Scope: "always"}))
	must[spotter.Proposal](t)(f.Accept(t.Context(), who, p.ID, 0))
	var plan spotter.MealPlan
	if err := json.Unmarshal(p.After, &plan); err != nil {
		t.Fatal(err)
	}
	after := must[spotter.Today](t)(f.Today(t.Context(), who, spotter.Date{}))
	if want := plan.Days[day.Date.Weekday().Index()].Meals[3].Name; after.Meals[3].Name != want {
		t.Errorf("dinner is %s, the new plan has %s", after.Meals[3].Name, want)
	}
	if after.Meals[1].Name != swapped.Meals[1].Name {
		t.Errorf("lunch is %s, exchanged for %s", after.Meals[1].Name, swapped.Meals[1].Name)
	}
}

// A goal that is underweight is kept with a warning that names the bound, in the reader's language.
func TestAGoalThatIsUnderweight(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.person(t)
	a := answers()
	for _, step := range []spotter.Step{spotter.StepConsent, spotter.StepAbout, spotter.StepScreening} {
		must[spotter.Onboarding](t)(f.SaveStep(t.Context(), who, step, a[step], 0))
	}
	for kg, want := range map[float64]int{53.9: 1, 60: 0} {
		saved := must[spotter.Onboarding](t)(f.SaveStep(t.Context(), who, spotter.StepGoals, &spotter.Goals{Primary: spotter.FatLoss, TargetWeightKG: &kg}, 0))
		read := must[spotter.Onboarding](t)(f.Onboarding(t.Context(), who))
		if len(saved.Notices) != want || len(read.Notices) != want {
			t.Fatalf("%g kg: %+v, %+v", kg, saved.Notices, read.Notices)
		}
		if want == 0 {
			continue
		}
		if text := saved.Notices[0].Text; !strings.Contains(text, "under 58.7 kg would be underweight") {
			t.Error(text)
		}
		f.Speak(f.Speaker("de"), &saved)
		if text := saved.Notices[0].Text; !strings.Contains(text, "unter 58,7 kg wäre bei deiner Größe Untergewicht") {
			t.Error(text)
		}
	}
}

// A moved session stands in the context's today, and is gone from the day that it was moved away from.
func TestContextTellsMovedSessions(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	session := func() *spotter.ContextSession {
		var c spotter.Context
		if err := json.Unmarshal(must[json.RawMessage](t)(f.Context(t.Context(), who)), &c); err != nil {
			t.Fatal(err)
		}
		return c.Today.Session
	}
	day := must[spotter.Today](t)(f.Today(t.Context(), who, spotter.Date{}))
	if day.Session == nil || session() == nil || session().Name != day.Session.Name || session().MovedFrom != nil {
		t.Fatalf("today is %+v, in the context %+v", day.Session, session())
	}
	must[spotter.Today](t)(f.MoveSession(t.Context(), who, spotter.SessionMove{SessionDate: day.Date, To: day.Date.AddDays(2)}))
	if s := session(); s != nil {
		t.Errorf("it was moved away, and is still %+v", s)
	}
	f.clock.add(2 * 24 * 3600 * 1e9)
	if s := session(); s == nil || s.Name != day.Session.Name || s.MovedFrom == nil || *s.MovedFrom != day.Date {
		t.Errorf("moved here is %+v", s)
	}
}
