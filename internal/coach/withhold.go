package coach

import (
	"encoding/json"
	"slices"
	"strings"

	"spotter"
	"spotter/science/safety"
)

// withhold takes out of a proposal what the person's answers of today forbid to show, whenever it was
// made: unsafe meals and exercises, and all figures where the screening says so.
func (c *Coach) withhold(p *spotter.Proposal, answers spotter.Answers) error {
	if p.Kind == spotter.PlanMeal {
		return c.withholdMeal(p, answers)
	}
	known := answered(p.Kind, answers) == nil
	for _, document := range []*json.RawMessage{&p.Before, &p.After} {
		var err error
		switch {
		case string(*document) == "null":
		case p.Kind == spotter.PlanMeals:
			err = rewrite(document, func(plan spotter.MealPlan) (spotter.MealPlan, error) {
				if known {
					return c.safeMeals(plan, answers)
				}
				return plan, nil
			})
		case known:
			err = rewrite(document, func(plan spotter.TrainingPlan) (spotter.TrainingPlan, error) {
				return c.safeTraining(plan, answers), nil
			})
		}
		if err != nil {
			return err
		}
	}
	if known {
		if err := diffAsShown(p); err != nil {
			return err
		}
	}
	if p.Kind == spotter.PlanMeals && hidesNumbers(answers) {
		return withholdFigures(p)
	}
	return nil
}

// withholdMeal does the same for the exchange of one meal.
func (c *Coach) withholdMeal(p *spotter.Proposal, answers spotter.Answers) error {
	known := answered(spotter.PlanMeals, answers) == nil
	if hidesNumbers(answers) {
		p.Evidence = []spotter.Reason{}
		if strings.ContainsAny(p.Reason, "%") {
			p.Reason = "It suits the meal and keeps all of your rules."
		}
	}
	for _, document := range []*json.RawMessage{&p.Before, &p.After} {
		err := rewrite(document, func(on spotter.MealOnDate) (spotter.MealOnDate, error) {
			if hidesNumbers(answers) {
				on.Meal.Nutrition = nil
			}
			if !known {
				return on, nil
			}
			safe, err := c.safeChanges([]mealChange{{on.Date, on.Meal.ID, on.Meal}}, answers)
			if err == nil && len(safe) == 1 {
				on.Meal = safe[0].Meal
			} else if err == nil {
				on.Meal.Portions, on.Meal.Nutrition = []spotter.Portion{}, nil
			}
			return on, err
		})
		if err != nil {
			return err
		}
	}
	var after spotter.MealOnDate
	if err := json.Unmarshal(p.After, &after); err != nil || len(p.Diff) != 1 {
		return err
	}
	p.Diff[0].After = mealText(after.Meal)
	return nil
}

// diffAsShown keeps the differences from naming what the plan after them no longer shows.
func diffAsShown(p *spotter.Proposal) error {
	shown := newLines()
	if err := shown.plan(p.Kind, p.After); err != nil {
		return err
	}
	kept := p.Diff[:0:0]
	for _, d := range p.Diff {
		d.After = shown.text[d.Path]
		switch {
		case d.After == d.Before:
			continue
		case d.After == "":
			d.Change = "removed"
		}
		kept = append(kept, d)
	}
	p.Diff = kept
	return nil
}

// hidesNumbers reports whether figures may not be shown. Of somebody of whom nothing is known any more
// it is not known that they may.
func hidesNumbers(a spotter.Answers) bool {
	return a.Screening == nil || safety.HidesNumbers(*a.Screening)
}

// withholdFigures leaves no energy and no macronutrients in a proposal of meals. One that was made
// without figures keeps its reasons.
func withholdFigures(p *spotter.Proposal) error {
	figures := slices.ContainsFunc(p.Evidence, func(r spotter.Reason) bool { return r.Quantity != nil })
	if figures {
		p.Reason, p.Evidence = "It was made before your screening said that figures are not shown.", []spotter.Reason{}
	}
	p.Diff = slices.DeleteFunc(p.Diff, func(d spotter.Difference) bool { return strings.HasPrefix(d.Path, "targets.") })
	for _, document := range []*json.RawMessage{&p.Before, &p.After} {
		if string(*document) == "null" {
			continue
		}
		if err := rewrite(document, withoutFigures); err != nil {
			return err
		}
	}
	return nil
}

func withoutFigures(plan spotter.MealPlan) (spotter.MealPlan, error) {
	if plan.Targets != nil { // its reasons speak of them
		plan.Targets, plan.Reasons = nil, []spotter.Reason{}
	}
	for d := range plan.Days {
		plan.Days[d].Nutrition = nil
		for m := range plan.Days[d].Meals {
			plan.Days[d].Meals[m].Nutrition = nil
		}
	}
	return plan, nil
}

// rewrite passes a stored document through a change.
func rewrite[T any](document *json.RawMessage, change func(T) (T, error)) error {
	var value T
	if err := json.Unmarshal(*document, &value); err != nil {
		return err
	}
	changed, err := change(value)
	if err == nil {
		*document = mustJSON(changed)
	}
	return err
}
