package coach

import (
	"slices"

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
			if found && !safety.Allows(limits, known) {
				continue
			}
			if limits.NoMaximal && e.RIR < safety.LeastRIR {
				e.RIR = safety.LeastRIR
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
	if err != nil {
		return plan, err
	}
	if c.limits(profile).HideNumbers {
		safe = withoutNumbers(safe)
	}
	return safe, nil
}

func withoutNumbers(plan spotter.MealPlan) spotter.MealPlan {
	plan.Targets = nil
	plan.Days = slices.Clone(plan.Days)
	for i := range plan.Days {
		plan.Days[i].Nutrition = nil
		plan.Days[i].Meals = slices.Clone(plan.Days[i].Meals)
		for k := range plan.Days[i].Meals {
			plan.Days[i].Meals[k].Nutrition = nil
		}
	}
	kept := []spotter.Reason{}
	for _, r := range plan.Reasons {
		if r.Quantity == nil {
			kept = append(kept, r)
		}
	}
	plan.Reasons = kept
	return plan
}

// limits are today's, from the profile as it is.
func (c *Coach) limits(profile spotter.ProfileDocument) spotter.Limits {
	answers := profile.Answers()
	return safety.Limits(answers, c.today(answers))
}
