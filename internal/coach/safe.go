package coach

import (
	"spotter"
	"spotter/science/nutrition"
	"spotter/science/safety"
)

// safeTraining withholds what today's profile forbids from a plan that was made before: the plan stays
// as it is, every reader gets it without. A replacement is proposed when the profile changes.
func (c *Coach) safeTraining(plan spotter.TrainingPlan, profile spotter.ProfileDocument) spotter.TrainingPlan {
	limits := c.limits(profile)
	for i, day := range plan.Days {
		kept := day.Exercises[:0:0]
		for _, e := range day.Exercises {
			known, found := c.exercises.Find(e.Exercise)
			if found && !limits.Allows(known) {
				continue
			}
			if limits.NoMaximal && e.RIR < spotter.LeastRIR {
				e.RIR = spotter.LeastRIR
			}
			kept = append(kept, e)
		}
		plan.Days[i].Exercises = kept
	}
	return plan
}

// safeMeals replaces the meals of a plan that today's profile forbids and hides figures where it says
// so.
func (c *Coach) safeMeals(plan spotter.MealPlan, profile spotter.ProfileDocument) (spotter.MealPlan, error) {
	answers := profile.Answers()
	safe, _, err := nutrition.Safe(plan, c.mealsInput(answers, spotter.Changes{}), c.dishes.All(), c.foods.Find)
	if err != nil && spotter.CodeOf(err) != spotter.CodeInvalid {
		return plan, err
	}
	return safe, nil // a meal without a safe replacement is left out: what is there may be eaten
}

// limits are today's, from the profile as it is.
func (c *Coach) limits(profile spotter.ProfileDocument) spotter.Limits {
	answers := profile.Answers()
	return safety.Limits(answers, c.today(answers))
}
