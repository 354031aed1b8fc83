package coach

import (
	"encoding/json"
	"fmt"
	"strings"

	"spotter"
	"spotter/lang"
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

// lines is a plan as paths with what stands there, in order.
type lines struct {
	order []string
	text  map[string]string // in English
	said  map[string]*spotter.Sentence
}

func newLines() *lines {
	return &lines{text: map[string]string{}, said: map[string]*spotter.Sentence{}}
}

func (l *lines) add(path string, line *spotter.Sentence) {
	if _, known := l.text[path]; !known {
		l.order = append(l.order, path)
	}
	l.text[path], l.said[path] = lang.English(line), line
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
		l.add(day, dayLine(d))
		for _, e := range d.Exercises {
			l.add(day+".exercises."+e.Exercise, exerciseLine(e))
		}
	}
	l.easings(p)
}

// easings are told by their first day, and with what stands in for the plan's own days.
func (l *lines) easings(p spotter.TrainingPlan) {
	for _, e := range p.Easings {
		at := "easings." + e.From.String()
		l.add(at, lang.Say(lang.TrainingLineEasing, lang.Text(e.Text), lang.Date(e.Until)))
		for _, d := range e.Days {
			l.add(at+"."+string(d.Weekday), dayLine(d))
		}
	}
}

func dayLine(d spotter.TrainingDay) *spotter.Sentence {
	return lang.Say(lang.TrainingLineDay, lang.Term(d.Name), lang.Text(d.Time.String()), lang.Number(d.Minutes))
}

func exerciseLine(e spotter.PlannedExercise) *spotter.Sentence {
	name, unit := lang.Exercise(e.Exercise, e.Name), lang.Term(e.Unit)
	amount := lang.Text(fmt.Sprintf("%d-%d", e.RepsMin, e.RepsMax))
	if e.RepsMin == e.RepsMax {
		amount = lang.Number(e.RepsMin)
	}
	line := lang.Say(lang.TrainingLineExercise, name, lang.Number(e.Sets), amount, unit)
	if n := len(e.Weekly); n > 0 {
		line = lang.Say(lang.TrainingLineRising, name, lang.Number(e.Sets), lang.Number(e.Weekly[n-1]), amount, unit)
	}
	if e.LoadKG != nil {
		return lang.Say(lang.TrainingLineLoad, lang.Part(line), lang.Number(*e.LoadKG))
	}
	return line
}

func (l *lines) meals(p spotter.MealPlan) {
	if t := p.Targets; t != nil {
		l.add("targets.energy", lang.Say(lang.MealsLineEnergy, whole(t.Energy.Value)))
		l.add("targets.macros", lang.Say(lang.MealsLineMacros, whole(t.ProteinG), whole(t.CarbsG), whole(t.FatG)))
	}
	for _, d := range p.Days {
		for _, m := range d.Meals {
			l.add(string(d.Weekday)+"."+m.Slot, lang.Say(lang.MealsLineMeal, mealName(m), lang.Text(m.Time.String())))
		}
	}
}

// whole is a figure to the nearest whole.
func whole(n float64) spotter.Argument { return lang.Number(spotter.RoundTo(n, 1)) }

// mealName is a meal by its dish. One with a food exchanged has a name of its own, which is shown as it is.
func mealName(m spotter.PlannedMeal) spotter.Argument {
	if strings.Contains(m.Name, " instead of ") {
		return lang.Text(m.Name)
	}
	return lang.Dish(m.Dish, m.Name)
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
