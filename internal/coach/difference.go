package coach

import (
	"encoding/json"
	"fmt"

	"spotter"
)

// diffTraining tells what a plan changes, day by day and exercise by exercise.
func diffTraining(before *spotter.TrainingPlan, after spotter.TrainingPlan) []spotter.Difference {
	was, is := newLines(), newLines()
	if before != nil {
		was.training(*before)
	}
	is.training(after)
	return compare(was, is)
}

// diffMeals tells what a plan changes, targets first and then meal by meal.
func diffMeals(before *spotter.MealPlan, after spotter.MealPlan) []spotter.Difference {
	was, is := newLines(), newLines()
	if before != nil {
		was.meals(*before)
	}
	is.meals(after)
	return compare(was, is)
}

// lines is a plan as paths with their texts, in order.
type lines struct {
	order []string
	text  map[string]string
}

func newLines() *lines { return &lines{text: map[string]string{}} }

func (l *lines) add(path, text string) {
	if _, known := l.text[path]; !known {
		l.order = append(l.order, path)
	}
	l.text[path] = text
}

// plan adds a stored plan.
func (l *lines) plan(kind spotter.PlanKind, document json.RawMessage) error {
	if kind == spotter.PlanMeals {
		var p spotter.MealPlan
		err := json.Unmarshal(document, &p)
		l.meals(p)
		return err
	}
	var p spotter.TrainingPlan
	err := json.Unmarshal(document, &p)
	l.training(p)
	return err
}

func (l *lines) training(p spotter.TrainingPlan) {
	for _, d := range p.Days {
		day := string(d.Weekday)
		l.add(day, fmt.Sprintf("%s at %s, %d minutes", d.Name, d.Time, d.Minutes))
		for _, e := range d.Exercises {
			l.add(day+".exercises."+e.Exercise, exerciseText(e))
		}
	}
	l.easings(p)
}

// easings are told by their first day, and with what stands in for the plan's own days.
func (l *lines) easings(p spotter.TrainingPlan) {
	for _, e := range p.Easings {
		at := "easings." + e.From.String()
		l.add(at, fmt.Sprintf("%s Until %s.", e.Text, e.Until))
		for _, d := range e.Days {
			l.add(at+"."+string(d.Weekday), fmt.Sprintf("%s at %s, %d minutes", d.Name, d.Time, d.Minutes))
		}
	}
}

func exerciseText(e spotter.PlannedExercise) string {
	amount := fmt.Sprintf("%d-%d %s", e.RepsMin, e.RepsMax, e.Unit)
	if e.RepsMin == e.RepsMax {
		amount = fmt.Sprintf("%d %s", e.RepsMin, e.Unit)
	}
	sets := plural(e.Sets, "set")
	if n := len(e.Weekly); n > 0 {
		sets = fmt.Sprintf("%d to %s", e.Sets, plural(e.Weekly[n-1], "set"))
	}
	text := fmt.Sprintf("%s: %s of %s", e.Name, sets, amount)
	if e.LoadKG != nil {
		text += fmt.Sprintf(" at %g kg", *e.LoadKG)
	}
	return text
}

func (l *lines) meals(p spotter.MealPlan) {
	if t := p.Targets; t != nil {
		l.add("targets.energy", fmt.Sprintf("%.0f kcal", t.Energy.Value))
		l.add("targets.macros", fmt.Sprintf("%.0f g protein, %.0f g carbohydrate, %.0f g fat", t.ProteinG, t.CarbsG, t.FatG))
	}
	for _, d := range p.Days {
		for _, m := range d.Meals {
			l.add(string(d.Weekday)+"."+m.Slot, fmt.Sprintf("%s at %s", m.Name, m.Time))
		}
	}
}

func compare(was, is *lines) []spotter.Difference {
	out := []spotter.Difference{}
	for _, path := range is.order {
		before, known := was.text[path]
		switch {
		case !known:
			out = append(out, spotter.Difference{Path: path, Change: "added", After: is.text[path]})
		case before != is.text[path]:
			out = append(out, spotter.Difference{Path: path, Change: "changed", Before: before, After: is.text[path]})
		}
	}
	for _, path := range was.order {
		if _, kept := is.text[path]; !kept {
			out = append(out, spotter.Difference{Path: path, Change: "removed", Before: was.text[path]})
		}
	}
	return out
}
