package coach

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"spotter"
	"spotter/lang"
	"spotter/science/nutrition"
	"spotter/science/safety"
	"spotter/science/training"
)

// draft is a plan with its reasons, before it is stored as a proposal.
type draft struct {
	summary  string
	reason   string
	evidence []spotter.Reason
	diff     []spotter.Difference
	after    json.RawMessage
	trigger  spotter.Trigger // of an adaptation
	expires  time.Time       // zero: after the life of any proposal
}

// draft plans from a basis. compareWith is the plan that the differences are told against; nil means that
// all of it is new.
func (c *Coach) draft(kind spotter.PlanKind, b basis, changes spotter.Changes, compareWith json.RawMessage) (draft, error) {
	if err := answered(kind, b.answers); err != nil {
		return draft{}, err
	}
	if kind == spotter.PlanTraining {
		return c.draftTraining(b, changes, compareWith)
	}
	return c.draftMeals(b, changes, compareWith)
}

// needs lists the steps that a plan cannot be made without.
func needs(kind spotter.PlanKind) []spotter.Step {
	steps := []spotter.Step{spotter.StepAbout, spotter.StepScreening, spotter.StepFitness, spotter.StepGoals, spotter.StepConstraints, spotter.StepSchedule}
	if kind == spotter.PlanMeals {
		steps = append(steps, spotter.StepDiet)
	}
	return steps
}

func answered(kind spotter.PlanKind, answers spotter.Answers) error {
	var problems []spotter.Problem
	for _, s := range needs(kind) {
		if !answers.Complete(s) {
			problems = append(problems, spotter.Problem{Location: string(s), Message: "is not answered"})
		}
	}
	if len(problems) == 0 {
		return nil
	}
	return &spotter.Error{Code: spotter.CodeConflict, Detail: "onboarding_incomplete",
		Message: "The plan needs answers that are still missing; see errors.", Problems: problems}
}

func (c *Coach) draftTraining(b basis, changes spotter.Changes, compareWith json.RawMessage) (draft, error) {
	in, err := c.trainingInput(b, changes)
	if err != nil {
		return draft{}, err
	}
	plan, err := training.Propose(in, c.exercises.All())
	if err != nil {
		return draft{}, err
	}
	var before *spotter.TrainingPlan
	if compareWith != nil {
		before = new(spotter.TrainingPlan)
		if err := json.Unmarshal(compareWith, before); err != nil {
			return draft{}, err
		}
	}
	return draft{summary: lang.English(trainingSummary(plan, changes.NextBlock)), reason: sentences(plan.Reasons), evidence: plan.Reasons, diff: diffTraining(before, plan), after: mustJSON(plan)}, nil
}

func longest(plan spotter.TrainingPlan) int {
	most := 0
	for _, d := range plan.Days {
		most = max(most, d.Minutes)
	}
	return most
}

// trainingInput is what is known of a person for a training plan: answers, log, and the plan in force with
// its block.
func (c *Coach) trainingInput(b basis, changes spotter.Changes) (training.Input, error) {
	a := b.answers
	in := training.Input{About: *a.About, Fitness: *a.Fitness, Goals: *a.Goals, Constraints: *a.Constraints,
		Schedule: *a.Schedule, Limits: safety.Limits(a, c.today(a)), Changes: changes, Today: c.today(a)}
	if a.Lifestyle != nil {
		in.Lifestyle = *a.Lifestyle
	} else {
		in.Lifestyle = spotter.Lifestyle{Energy: 3, Stress: 3, SleepQuality: 3, SleepHours: 7}
	}
	in.Log = b.log
	return in, c.moveBlock(&in, b)
}

// today is the person's own date.
func (c *Coach) today(a spotter.Answers) spotter.Date { return spotter.DateOf(c.now(), a.About.Zone()) }

func (c *Coach) draftMeals(b basis, changes spotter.Changes, compareWith json.RawMessage) (draft, error) {
	var before *spotter.MealPlan
	if compareWith != nil {
		before = new(spotter.MealPlan)
		if err := json.Unmarshal(compareWith, before); err != nil {
			return draft{}, err
		}
	}
	in := c.mealsInput(b.answers, changes)
	in.Measured = b.measured
	if !changes.IsZero() {
		in.Current = before // what nobody asked to change stays
	}
	plan, err := nutrition.Propose(in, c.dishes.All(), c.foods.Find)
	if err != nil {
		return draft{}, err
	}
	// A summary stays in histories, where a limit that comes later could not take figures out of it.
	return draft{summary: plan.Name, reason: sentences(plan.Reasons), evidence: plan.Reasons, diff: diffMeals(before, plan), after: mustJSON(plan)}, nil
}

func (c *Coach) mealsInput(a spotter.Answers, changes spotter.Changes) nutrition.Input {
	in := nutrition.Input{About: *a.About, Screening: *a.Screening, Fitness: *a.Fitness, Goals: *a.Goals, Constraints: *a.Constraints,
		Diet: *a.Diet, Schedule: *a.Schedule, Limits: safety.Limits(a, c.today(a)), Changes: changes,
		Sessions: len(a.Schedule.Workouts), Today: c.today(a)}
	if a.Hydration != nil {
		in.Hydration = *a.Hydration
	}
	return in
}

func sentences(reasons []spotter.Reason) string {
	texts := make([]string, 0, len(reasons))
	for _, r := range reasons {
		texts = append(texts, r.Text)
	}
	return strings.Join(texts, " ")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
