package coach

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	jsonv2 "github.com/go-json-experiment/json" // twice as fast, which every read and save of a step has to pay

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/lang"
	"spotter/science/safety"
)

// Onboarding is the person's answers so far and what is missing.
func (c *Coach) Onboarding(ctx context.Context, caller spotter.Caller) (spotter.Onboarding, error) {
	row, err := c.db.Read(caller).GetOnboarding(ctx, caller.User)
	if err != nil {
		return spotter.Onboarding{}, orNotFound(err, "onboarding")
	}
	hide := false
	if row.CompletedAt != nil { // only then is there a profile, whose flags may have changed since
		if hide, err = c.hidesNumbers(ctx, caller); err != nil {
			return spotter.Onboarding{}, err
		}
	}
	return c.noticed(onboardingOf(standing(row), hide))
}

// noticed adds what the answers give reason to say. A target that may not be shown is none here.
func (c *Coach) noticed(state spotter.Onboarding, err error) (spotter.Onboarding, error) {
	goals, about := state.Steps[spotter.StepGoals].Answer, state.Steps[spotter.StepAbout].Answer
	if err != nil || len(about) == 0 || !bytes.Contains(goals, []byte(`"target_weight_kg"`)) {
		return state, err
	}
	var a spotter.Answers
	if err := unmarshalBoth(goals, &a.Goals, about, &a.About); err != nil || a.Goals == nil || a.About == nil {
		return state, err
	}
	if low := safety.LowTarget(*a.About, *a.Goals, c.today(a)); low != nil {
		state.Notices = append(state.Notices, lang.Reason("target_weight_kg", nil, low))
	}
	return state, nil
}

// standing is the state row that both the read and the save answer with.
type standing db.GetOnboardingRow

// onboardingOf is the state as the person sees it; hide says that weight targets stay out.
func onboardingOf(row standing, hide bool) (spotter.Onboarding, error) {
	answers, err := readStored(row.Answers)
	if err == nil && (hide || answers.hideNumbers) {
		err = answers.dropTarget()
	}
	if err != nil {
		return spotter.Onboarding{}, err
	}
	out := spotter.Onboarding{Steps: make(map[spotter.Step]spotter.StepState, len(spotter.Steps)),
		Complete: row.CompletedAt != nil, Missing: []string{}, Revision: row.Revision}
	for i, s := range spotter.Steps {
		complete := answers.complete(i)
		out.Steps[s] = spotter.StepState{Complete: complete, Answer: answers.raw[i]}
		if complete || out.Complete {
			continue
		}
		if out.NextStep == nil {
			out.NextStep = &s
		}
		out.Missing = append(out.Missing, string(s))
	}
	if out.Complete {
		out.Percent = 100
		return out, nil
	}
	if !row.TrainingAccepted {
		out.Missing = append(out.Missing, spotter.MissingTrainingPlan)
	}
	if !row.MealsAccepted {
		out.Missing = append(out.Missing, spotter.MissingMealPlan)
	}
	out.Percent = spotter.Progress(len(out.Missing))
	return out, nil
}

func answersOf(document json.RawMessage) (spotter.Answers, error) {
	var answers spotter.Answers
	err := jsonv2.Unmarshal(document, &answers)
	return answers, err
}

// SaveStep saves one answer, as it was read, at once. Before consent every other step is a conflict
// (consent_required), after completion every step is (onboarding_complete). Saving the same answer
// again changes nothing. ifRevision is the revision that the caller has read, 0 for any.
func (c *Coach) SaveStep(ctx context.Context, caller spotter.Caller, step spotter.Step, answer any, ifRevision int) (spotter.Onboarding, error) {
	if problems := spotter.CheckAnswer(answer, c.latestDate()); len(problems) > 0 {
		return spotter.Onboarding{}, spotter.Invalid(below("body.", problems))
	}
	params := c.saveParams(caller, step, answer, ifRevision)
	if caller.Once.Key == "" {
		return c.save(ctx, c.db.Save(caller), params)
	}
	return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Onboarding, error) {
		return c.save(ctx, tx.Queries, params)
	})
}

func (c *Coach) saveParams(caller spotter.Caller, step spotter.Step, answer any, ifRevision int) db.SaveAnswerParams {
	params := db.SaveAnswerParams{UserID: caller.User, Step: string(step), Answer: mustJSON(answer), Now: c.now(), IfRevision: ifRevision}
	for _, kind := range step.Feeds() {
		params.FeedsTraining = params.FeedsTraining || kind == spotter.PlanTraining
		params.FeedsMeals = params.FeedsMeals || kind == spotter.PlanMeals
	}
	if schedule, ok := answer.(*spotter.Schedule); ok {
		params.Meals = len(schedule.Meals)
	}
	return params
}

func (c *Coach) save(ctx context.Context, q *db.Queries, params db.SaveAnswerParams) (spotter.Onboarding, error) {
	row, err := q.SaveAnswer(ctx, params)
	if postgres.IsNoRows(err) {
		return spotter.Onboarding{}, c.whyNotSaved(ctx, q, params)
	}
	if err != nil {
		return spotter.Onboarding{}, err
	}
	return c.noticed(onboardingOf(standing(row), false))
}

// whyNotSaved reads the state that refused an answer and says what stood in the way.
func (c *Coach) whyNotSaved(ctx context.Context, q *db.Queries, params db.SaveAnswerParams) error {
	row, err := q.GetOnboarding(ctx, params.UserID)
	if err != nil {
		return orNotFound(err, "onboarding")
	}
	answers, err := answersOf(row.Answers)
	switch {
	case err != nil:
		return err
	case row.CompletedAt != nil:
		return spotter.Conflict("onboarding_complete", "Onboarding is complete; change the profile instead (PATCH /profile).")
	case answers.Consent == nil && params.Step != string(spotter.StepConsent):
		return spotter.Conflict("consent_required", "Save the consent step first; nothing else is stored before it.")
	case params.IfRevision != 0 && params.IfRevision != row.Revision:
		return &spotter.Error{Code: spotter.CodePrecondition, Message: "The answers have changed since you read them; read them again."}
	case answers.Diet != nil && params.Step == string(spotter.StepSchedule):
		return spotter.InvalidField("body.meals", "must be "+plural(answers.Diet.MealsPerDay, "meal")+", as many as the diet's meals_per_day")
	}
	return spotter.Conflict("", "The answer could not be saved because another change came first; try again.")
}

// Complete turns answers and accepted proposals into the profile's first version, active plans,
// schedule and reminders, in one transaction, and answers with the first day. While something is
// missing it is a conflict (onboarding_incomplete) that lists what.
func (c *Coach) Complete(ctx context.Context, caller spotter.Caller) (Completion, error) {
	release := c.cache.Block(ctx, profileKey(caller.User))
	done, err := once(ctx, c, caller, func(tx *postgres.Tx) (Completion, error) { return c.complete(ctx, tx) })
	release(ctx, err == nil)
	done.Profile.ProfileDocument = visible(done.Profile.ProfileDocument)
	return done, err
}

// Completion is what completing onboarding answers with.
type Completion struct {
	Profile  spotter.Profile  `json:"profile"`
	FirstDay spotter.FirstDay `json:"first_day"`
}

func (c *Coach) complete(ctx context.Context, tx *postgres.Tx) (Completion, error) {
	user, now := tx.Caller.User, c.now()
	row, err := tx.LockOnboarding(ctx, user)
	if err != nil {
		return Completion{}, orNotFound(err, "onboarding")
	}
	if row.CompletedAt != nil {
		return Completion{}, spotter.Conflict("onboarding_complete", "Onboarding is complete already.")
	}
	answers, err := answersOf(row.Answers)
	if err != nil {
		return Completion{}, err
	}
	accepted, err := tx.AcceptedForOnboarding(ctx, db.AcceptedForOnboardingParams{UserID: user, TrainingBasis: row.TrainingBasis, MealsBasis: row.MealsBasis})
	if err != nil {
		return Completion{}, err
	}
	document, err := readyToComplete(answers, accepted)
	if err != nil {
		return Completion{}, err
	}
	profile, err := c.saveProfile(ctx, tx, document, "Onboarding completed")
	if err != nil {
		return Completion{}, err
	}
	for _, p := range accepted {
		if err := c.putPlanOf(ctx, tx, p); err != nil {
			return Completion{}, err
		}
	}
	if err := c.finish(ctx, tx, document, now); err != nil {
		return Completion{}, err
	}
	first, err := c.firstDay(ctx, tx)
	return Completion{Profile: profile, FirstDay: first}, err
}

// readyToComplete answers the profile's first document, or what is missing.
func readyToComplete(answers spotter.Answers, accepted []db.Proposal) (spotter.ProfileDocument, error) {
	var problems []spotter.Problem
	for _, s := range answers.Unanswered() {
		problems = append(problems, spotter.Problem{Location: string(s), Message: "is not answered"})
	}
	has := map[string]bool{}
	for _, p := range accepted {
		has[p.Kind] = true
	}
	if !has[string(spotter.PlanTraining)] {
		problems = append(problems, spotter.Problem{Location: spotter.MissingTrainingPlan, Message: "needs a proposal made from these answers, accepted"})
	}
	if !has[string(spotter.PlanMeals)] {
		problems = append(problems, spotter.Problem{Location: spotter.MissingMealPlan, Message: "needs a proposal made from these answers, accepted"})
	}
	document, _ := answers.Profile()
	if len(problems) > 0 {
		return document, &spotter.Error{Code: spotter.CodeConflict, Detail: "onboarding_incomplete",
			Message: "Something is still missing; see errors.", Problems: problems}
	}
	return document, nil
}

// finish closes the onboarding: reminders on, other proposals out of the way.
func (c *Coach) finish(ctx context.Context, tx *postgres.Tx, document spotter.ProfileDocument, now time.Time) error {
	user := tx.Caller.User
	if _, err := tx.PutReminderSettings(ctx, db.PutReminderSettingsParams{UserID: user, Workout: true, Meal: true,
		Water: document.Hydration.Enabled, WeeklyReview: true}); err != nil {
		return err
	}
	if err := tx.SupersedeOpen(ctx, db.SupersedeOpenParams{UserID: user, Now: &now}); err != nil {
		return err
	}
	if err := tx.CompleteOnboarding(ctx, db.CompleteOnboardingParams{UserID: user, Now: &now}); err != nil {
		return err
	}
	return tx.MarkOnboarded(ctx, db.MarkOnboardedParams{UserID: user, At: &now, TimeZone: document.About.TimeZone})
}

// Reset starts onboarding over: answers, profile and active plans go, their history and the logs stay.
func (c *Coach) Reset(ctx context.Context, caller spotter.Caller) (spotter.Onboarding, error) {
	release := c.cache.Block(ctx, profileKey(caller.User))
	state, err := once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Onboarding, error) { return c.reset(ctx, tx) })
	release(ctx, err == nil)
	return state, err
}

func (c *Coach) reset(ctx context.Context, tx *postgres.Tx) (spotter.Onboarding, error) {
	user, now := tx.Caller.User, c.now()
	if _, err := tx.LockOnboarding(ctx, user); err != nil {
		return spotter.Onboarding{}, orNotFound(err, "onboarding")
	}
	steps := []func() error{
		func() error { return tx.SupersedeOpen(ctx, db.SupersedeOpenParams{UserID: user, Now: &now}) },
		func() error { return tx.DropPlans(ctx, user) },
		func() error { return tx.DropMoves(ctx, user) },
		func() error { return tx.DropMealChanges(ctx, user) },
		func() error { return tx.DropProfile(ctx, user) },
		func() error { return invalidate(ctx, tx, profileKey(user)) },
		func() error { return tx.MarkOnboarded(ctx, db.MarkOnboardedParams{UserID: user}) },
		func() error {
			_, err := tx.ResetOnboarding(ctx, db.ResetOnboardingParams{UserID: user, Now: now})
			return err
		},
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return spotter.Onboarding{}, err
		}
	}
	row, err := tx.GetOnboarding(ctx, user)
	if err != nil {
		return spotter.Onboarding{}, err
	}
	return onboardingOf(standing(row), false)
}

// orNotFound turns "no rows" into the answer that the thing does not exist.
func orNotFound(err error, noun string) error {
	if postgres.IsNoRows(err) {
		return spotter.NotFound(noun)
	}
	return err
}
