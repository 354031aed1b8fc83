package coach

import (
	"context"
	"fmt"
	"slices"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/session"
)

// again makes of a stored answer, in place, what a repeat of its request may be shown: an allergy, an
// injury or a flag may have come since. A kind of answer that is not named here is an error, so that
// nobody forgets to ask.
func (c *Coach) again(ctx context.Context, tx *postgres.Tx, answer any) error {
	switch a := answer.(type) {
	case *struct{}, *spotter.PhotoID, *db.Photo, *spotter.ReminderSettings,
		*spotter.Session, *spotter.Set, *spotter.LoggedSet, *spotter.CheckIn, *spotter.Weight, *spotter.WaterLog,
		*spotter.Import, *spotter.ImportUndo, *spotter.Remembered, *begunVoice:
		return nil // nothing in it is under a limit
	case *spotter.Said:
		return c.adviceAgain(ctx, tx, a.SessionID, &a.Next, nil)
	case *spotter.Noted:
		return c.adviceAgain(ctx, tx, a.SessionID, &a.Next, nil)
	case *spotter.Substituted:
		return c.adviceAgain(ctx, tx, a.SessionID, &a.Next, &a.Alternatives)
	case *spotter.Today:
		return c.todayAgain(ctx, tx, a)
	case *Completion:
		return c.completionAgain(ctx, tx, a)
	case *spotter.ShoppingList:
		b, err := c.basket(ctx, tx.Queries, tx.Caller.User, a.From, a.Weeks)
		if err == nil {
			*a = b.list(c.foods.Find)
		}
		return startedOver(err)
	}
	answers, err := currentAnswers(ctx, tx)
	if err != nil {
		return err
	}
	switch a := answer.(type) {
	case *spotter.Proposal:
		return c.withhold(a, answers)
	case *spotter.Evaluation:
		return c.evaluationAgain(a, answers)
	case *spotter.Onboarding:
		return onboardingAgain(a, answers)
	case *spotter.Profile:
		profileAgain(a, answers)
	case *spotter.MealLog:
		if hidesNumbers(answers) {
			a.Nutrition = nil
		}
	default:
		return fmt.Errorf("coach: what a repeat shows of a %T is not said", answer)
	}
	return nil
}

// currentAnswers is what is known of the caller now.
func currentAnswers(ctx context.Context, tx *postgres.Tx) (spotter.Answers, error) {
	document, err := tx.GetAnswers(ctx, tx.Caller.User)
	if err != nil {
		return spotter.Answers{}, orNotFound(err, "account")
	}
	return answersOf(document)
}

// todayAgain shows the same day as it is now.
func (c *Coach) todayAgain(ctx context.Context, tx *postgres.Tx, day *spotter.Today) error {
	d, err := c.readDays(ctx, tx.Queries, tx.Caller.User, day.Date, 1)
	if err != nil {
		return startedOver(err)
	}
	*day = d.today(day.Date)
	return nil
}

// adviceAgain advises anew, and offers nothing that today's limits forbid.
func (c *Coach) adviceAgain(ctx context.Context, tx *postgres.Tx, id spotter.SessionID, next *spotter.NextSet, offered *[]spotter.Substitute) error {
	v, err := c.coaching(ctx, tx.Queries, tx.Caller.User, id)
	if err != nil {
		return err
	}
	*next = session.Next(v.Input)
	if offered != nil {
		*offered = slices.DeleteFunc(*offered, func(s spotter.Substitute) bool {
			e, known := v.Find(s.Exercise)
			return !known || !v.Limits.Allows(e)
		})
	}
	return nil
}

// completionAgain shows the profile as it was made, and the day on which the repeat comes.
func (c *Coach) completionAgain(ctx context.Context, tx *postgres.Tx, done *Completion) error {
	answers, err := currentAnswers(ctx, tx)
	if err != nil {
		return err
	}
	profileAgain(&done.Profile, answers)
	done.FirstDay, err = c.firstDay(ctx, tx)
	return startedOver(err)
}

// startedOver says why there is no day to show.
func startedOver(err error) error {
	if spotter.HasDetail(err, "no_profile") {
		return spotter.Conflict("started_over", "This was done, and the onboarding has been started over since; there is no day to show any more.")
	}
	return err
}

// evaluationAgain withholds from what was found and proposed what today's answers forbid.
func (c *Coach) evaluationAgain(e *spotter.Evaluation, answers spotter.Answers) error {
	if hidesNumbers(answers) {
		e.Findings = slices.DeleteFunc(e.Findings, func(f spotter.Finding) bool { return f.Plan == spotter.PlanMeals })
	}
	for i := range e.Proposals {
		if err := c.withhold(&e.Proposals[i], answers); err != nil {
			return err
		}
	}
	return nil
}

func profileAgain(p *spotter.Profile, answers spotter.Answers) {
	if hidesNumbers(answers) {
		p.Goals.TargetWeightKG = nil
	}
}

func onboardingAgain(o *spotter.Onboarding, answers spotter.Answers) error {
	state := o.Steps[spotter.StepGoals]
	if len(state.Answer) == 0 || string(state.Answer) == "null" || !hidesNumbers(answers) {
		return nil
	}
	err := rewrite(&state.Answer, func(goals spotter.Goals) (spotter.Goals, error) {
		goals.TargetWeightKG = nil
		return goals, nil
	})
	o.Steps[spotter.StepGoals] = state
	return err
}
