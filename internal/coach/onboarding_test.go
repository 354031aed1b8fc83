package coach_test

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"spotter"
	"spotter/internal/coach"
)

// TestFirstDay is journey J1 through the use cases.
func TestFirstDay(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.person(t)
	f.answer(t, who, answers())
	state := must[spotter.Onboarding](t)(f.Onboarding(t.Context(), who))
	if state.NextStep != nil || len(state.Missing) != 2 || state.Percent != 84 {
		t.Errorf("after the steps: next %v, missing %v, %d %%", state.NextStep, state.Missing, state.Percent)
	}
	first := must[spotter.Proposal](t)(f.Propose(t.Context(), who, spotter.PlanTraining, coach.ProposeInput{}))
	if first.Reason == "" || len(first.Evidence) == 0 || len(first.Diff) == 0 || first.State != spotter.ProposalPending {
		t.Errorf("a proposal explains itself: %+v", first)
	}
	three := 3
	changed := must[spotter.Proposal](t)(f.Propose(t.Context(), who, spotter.PlanTraining, coach.ProposeInput{Changes: &spotter.Changes{Days: &three}}))
	var plan spotter.TrainingPlan
	if err := json.Unmarshal(changed.After, &plan); err != nil || len(plan.Days) != 3 {
		t.Errorf("three days were asked for: %d, %v", len(plan.Days), err)
	}
	_, err := f.Accept(t.Context(), who, first.ID, 0)
	refused(t, err, "proposal_superseded")
	_, err = f.Complete(t.Context(), who)
	refused(t, err, "onboarding_incomplete")
	must[spotter.Proposal](t)(f.Accept(t.Context(), who, changed.ID, 0))
	f.adopt(t, who, spotter.PlanMeals)
	done := must[coach.Completion](t)(f.Complete(t.Context(), who))
	if done.Profile.Version != 1 || done.FirstDay.Next == "" || done.FirstDay.NextMeal == nil || len(done.FirstDay.Today.Meals) != 4 {
		t.Errorf("the first day: %+v", done)
	}
	if done.FirstDay.NextMeal.Slot != "lunch" && done.FirstDay.NextMeal.Slot != "snack" {
		t.Errorf("at noon in Berlin the next meal is the snack: %s", done.FirstDay.NextMeal.Slot)
	}
	_, err = f.SaveStep(t.Context(), who, spotter.StepGoals, answers()[spotter.StepGoals], 0)
	refused(t, err, "onboarding_complete")
}

func TestConsentComesFirst(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.person(t)
	_, err := f.SaveStep(t.Context(), who, spotter.StepGoals, answers()[spotter.StepGoals], 0)
	refused(t, err, "consent_required")
}

// TestManySaveAtOnce lets people save who share commits: each gets their own state or their own refusal.
func TestManySaveAtOnce(t *testing.T) {
	t.Parallel()
	f := setup(t)
	var wg sync.WaitGroup
	for i := range 24 {
		who := f.person(t)
		if i%3 > 0 {
			must[spotter.Onboarding](t)(f.SaveStep(t.Context(), who, spotter.StepConsent, answers()[spotter.StepConsent], 0))
		}
		wg.Go(func() {
			goals, keyed := spotter.Goals{Primary: spotter.MuscleGain, InOwnWords: who.User.String()}, who
			if i%3 == 2 {
				keyed.Once = spotter.Once{Key: "goals"}
			}
			state, err := f.SaveStep(t.Context(), keyed, spotter.StepGoals, &goals, 0)
			if i%3 == 0 {
				refused(t, err, "consent_required")
				return
			}
			if err != nil || !strings.Contains(string(state.Steps[spotter.StepGoals].Answer), who.User.String()) || state.Revision != 3 {
				t.Errorf("%s was answered %s at revision %d, %v", who.User, state.Steps[spotter.StepGoals].Answer, state.Revision, err)
			}
			_, err = f.SaveStep(t.Context(), who, spotter.StepAbout, answers()[spotter.StepAbout], 2)
			if spotter.CodeOf(err) != spotter.CodePrecondition {
				t.Errorf("an old revision: %v", err)
			}
		})
	}
	wg.Wait()
}

func TestAChangedAnswerVoidsAcceptance(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.person(t)
	f.answer(t, who, answers())
	f.adopt(t, who, spotter.PlanTraining)
	f.adopt(t, who, spotter.PlanMeals)
	same := must[spotter.Onboarding](t)(f.SaveStep(t.Context(), who, spotter.StepDiet, answers()[spotter.StepDiet], 0))
	if len(same.Missing) != 0 {
		t.Errorf("the same answer voids nothing: %v", same.Missing)
	}
	diet := *answers()[spotter.StepDiet].(*spotter.Diet)
	diet.Allergies = []spotter.Allergen{"peanuts"}
	after := must[spotter.Onboarding](t)(f.SaveStep(t.Context(), who, spotter.StepDiet, &diet, 0))
	if len(after.Missing) != 1 || after.Missing[0] != spotter.MissingMealPlan {
		t.Errorf("a new allergy voids the meal plan only: %v", after.Missing)
	}
	_, err := f.Complete(t.Context(), who)
	refused(t, err, "onboarding_incomplete")
}

func TestScheduleAgreesWithDiet(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.person(t)
	f.answer(t, who, answers())
	schedule := *answers()[spotter.StepSchedule].(*spotter.Schedule)
	schedule.Meals = schedule.Meals[:3]
	_, err := f.SaveStep(t.Context(), who, spotter.StepSchedule, &schedule, 0)
	refused(t, err, "invalid")
	diet := *answers()[spotter.StepDiet].(*spotter.Diet)
	diet.MealsPerDay = 3
	state := must[spotter.Onboarding](t)(f.SaveStep(t.Context(), who, spotter.StepDiet, &diet, 0))
	if state.Steps[spotter.StepSchedule].Complete {
		t.Error("a schedule with another number of meals is no longer complete")
	}
	must[spotter.Onboarding](t)(f.SaveStep(t.Context(), who, spotter.StepSchedule, &schedule, 0))
}

// TestTwoDevicesFinishAtOnce wants one profile and one winner.
func TestTwoDevicesFinishAtOnce(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.person(t)
	f.answer(t, who, answers())
	f.adopt(t, who, spotter.PlanTraining)
	f.adopt(t, who, spotter.PlanMeals)
	var wg sync.WaitGroup
	errs := make([]error, 8)
	for i := range errs {
		wg.Go(func() { _, errs[i] = f.Complete(t.Context(), who) })
	}
	wg.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
		} else {
			refused(t, err, "onboarding_complete")
		}
	}
	versions := must[coach.Page[spotter.ProfileVersion]](t)(f.ProfileVersions(t.Context(), who, 0, 10))
	if won != 1 || len(versions.Items) != 1 {
		t.Errorf("%d completed, %d versions; want one of each", won, len(versions.Items))
	}
}

func TestIdempotencyKey(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	keyed := who
	keyed.Once = spotter.Once{Key: "k1", Fingerprint: [32]byte{1}}
	session := must[spotter.Session](t)(f.StartSession(t.Context(), keyed, coach.StartSessionInput{}))
	again := must[spotter.Session](t)(f.StartSession(t.Context(), keyed, coach.StartSessionInput{}))
	if again.ID != session.ID {
		t.Error("a repeat answers as the first did")
	}
	keyed.Once.Fingerprint = [32]byte{2}
	_, err := f.StartSession(t.Context(), keyed, coach.StartSessionInput{})
	refused(t, err, "idempotency_key_reused")
	f.clock.add(25 * time.Hour)
	next := must[spotter.Session](t)(f.StartSession(t.Context(), keyed, coach.StartSessionInput{}))
	if next.ID == session.ID {
		t.Error("after 24 hours a key is forgotten")
	}
}

func TestReset(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	state := must[spotter.Onboarding](t)(f.Reset(t.Context(), who))
	if state.Complete || len(state.Missing) != 13 || *state.NextStep != spotter.StepConsent {
		t.Errorf("after a reset: %+v", state)
	}
	_, err := f.Today(t.Context(), who, spotter.Date{})
	refused(t, err, "no_profile")
	f.answer(t, who, answers())
	f.adopt(t, who, spotter.PlanTraining)
	f.adopt(t, who, spotter.PlanMeals)
	done := must[coach.Completion](t)(f.Complete(t.Context(), who))
	if done.Profile.Version != 2 {
		t.Errorf("history goes on: version %d", done.Profile.Version)
	}
}
