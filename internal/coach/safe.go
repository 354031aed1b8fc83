package coach

import (
	"time"

	"spotter"
	"spotter/science/nutrition"
	"spotter/science/safety"
)

// safeTraining withholds what today's answers forbid from a plan that was made before: the plan stays
// as it is, every reader gets it without. A replacement is proposed when the profile changes.
func (c *Coach) safeTraining(plan spotter.TrainingPlan, answers spotter.Answers) spotter.TrainingPlan {
	limits := c.limits(answers)
	plan.Days = c.safeDays(plan.Days, limits)
	for i := range plan.Easings {
		plan.Easings[i].Days = c.safeDays(plan.Easings[i].Days, limits)
	}
	return plan
}

func (c *Coach) safeDays(days []spotter.TrainingDay, limits spotter.Limits) []spotter.TrainingDay {
	for i, day := range days {
		kept := day.Exercises[:0:0]
		for _, e := range day.Exercises {
			known, found := c.exercises.Find(e.Exercise)
			if found && !limits.Allows(known) {
				continue
			}
			if limits.NoMaximal && e.RIR < spotter.LeastRIR {
				e.RIR = spotter.LeastRIR
				if e.Rule != nil {
					rule := *e.Rule
					rule.RIR = max(rule.RIR, spotter.LeastRIR)
					e.Rule = &rule
				}
			}
			kept = append(kept, e)
		}
		days[i].Exercises = partSupersets(kept)
		if len(kept) == 0 && len(day.Exercises) > 0 {
			days[i].Reason = withheldDay
		}
	}
	return days
}

// partSupersets gives exercises whose partner is withheld their own rest.
func partSupersets(exercises []spotter.PlannedExercise) []spotter.PlannedExercise {
	pairs := map[string]int{}
	for _, e := range exercises {
		pairs[e.Superset]++
	}
	for i, e := range exercises {
		if pairs[e.Superset] == 1 {
			exercises[i].Superset = ""
		}
	}
	return exercises
}

const withheldDay = "Everything in this session is withheld because of what you have said about your health since it was planned. Rest, or ask for a new plan."

// safeMeals replaces the meals of a plan that today's answers forbid and hides figures where it says
// so.
func (c *Coach) safeMeals(plan spotter.MealPlan, answers spotter.Answers) (spotter.MealPlan, error) {
	safe, _, err := nutrition.Safe(plan, c.mealsInput(answers, spotter.Changes{}), c.dishes.All(), c.foods.Find)
	if err != nil && spotter.CodeOf(err) != spotter.CodeInvalid {
		return plan, err
	}
	return safe, nil // a meal without a safe replacement is left out: what is there may be eaten
}

// limits are today's, from the answers as they are.
func (c *Coach) limits(answers spotter.Answers) spotter.Limits {
	return safety.Limits(answers, c.today(answers))
}

// Limits are the hard limits that follow from answers, as they hold today.
func (c *Coach) Limits(answers spotter.Answers) spotter.Limits {
	if answers.About == nil {
		return safety.Limits(answers, spotter.DateOf(c.now(), time.UTC))
	}
	return c.limits(answers)
}
