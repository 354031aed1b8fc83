package tools

import (
	"context"
	"strings"

	"spotter"
)

// onDay asks about one day.
type onDay struct {
	Date *spotter.Date `json:"date,omitempty" doc:"A local date; today when left out"`
}

func (in onDay) date() spotter.Date {
	if in.Date == nil {
		return spotter.Date{}
	}
	return *in.Date
}

func dayTools() []definition {
	return []definition{define("today", today), define("week", week)}
}

func today(ctx context.Context, env Env, in onDay) (Result, error) {
	day, err := env.Coach.Today(ctx, env.Caller, in.date())
	if err != nil {
		return Result{}, err
	}
	v := env.voice()
	start := v.say(sayDay, v.date(day.Date))
	if day.Date == env.Today || in.Date == nil {
		start = v.say(sayToday, v.date(day.Date))
	}
	text := lines(start+v.session(day.Session), v.exercises(day.Session), v.meals(day.Meals), v.eaten(day), v.water(day.Water), v.waiting(day.Pending))
	return Result{Text: text, Data: dayFacts(day)}, nil
}

// dayFacts are what a model needs of a day to call other tools, and why the session is as it is.
func dayFacts(day spotter.Today) any {
	type meal struct {
		ID     string `json:"meal_id"`
		Slot   string `json:"slot"`
		Logged bool   `json:"logged"`
	}
	out := struct {
		Date   spotter.Date `json:"date"`
		State  string       `json:"session_state,omitempty"`
		Reason string       `json:"session_reason,omitempty"`
		Meals  []meal       `json:"meals"`
	}{Date: day.Date, Meals: []meal{}}
	if day.Session != nil {
		out.State, out.Reason = day.Session.State, day.Session.Reason
	}
	for _, m := range day.Meals {
		out.Meals = append(out.Meals, meal{m.ID, m.Slot, m.Logged})
	}
	return out
}

// session is what a day's workout is, or rest.
func (v voice) session(s *spotter.TodaySession) string {
	if s == nil {
		return v.say(sayRest)
	}
	state := ""
	switch s.State {
	case "active":
		state = v.say(sayUnderWay)
	case "completed":
		state = v.say(sayDone)
	}
	return sentences(v.say(saySession, v.sessionName(s.Name), s.Time, s.Minutes), state)
}

func (v voice) exercises(s *spotter.TodaySession) string {
	if s == nil {
		return ""
	}
	return v.planned(s.Exercises)
}

// planned is one line an exercise: sets, repetitions, load, what to mind.
func (v voice) planned(exercises []spotter.PlannedExercise) string {
	out := make([]string, len(exercises))
	for i, e := range exercises {
		text := "- " + v.Exercise(e.Exercise, e.Name) + ": " + short(float64(e.Sets)) + " x " + v.reps(e.RepsMin, e.RepsMax, e.Unit)
		if e.LoadKG != nil && *e.LoadKG > 0 {
			text += ", " + v.mass(*e.LoadKG)
		}
		if e.Unit == "reps" {
			text += ", " + v.say(sayReserve, e.RIR)
		}
		if e.Caution != "" && v.english() {
			text += ". " + e.Caution
		}
		out[i] = text
	}
	return strings.Join(out, "\n")
}

func (v voice) meals(meals []spotter.TodayMeal) string {
	if len(meals) == 0 {
		return ""
	}
	out := []string{v.say(sayMeals)}
	for _, m := range meals {
		text := "- " + m.Time.String() + " " + m.Slot + ": " + v.Dish(m.Dish, m.Name)
		if m.Nutrition != nil {
			text += ", " + whole(m.Nutrition.Kcal) + " kcal"
		}
		if m.Logged {
			text += " (" + v.say(sayLeft) + ")"
		}
		out = append(out, text)
	}
	return strings.Join(out, "\n")
}

func (v voice) eaten(day spotter.Today) string {
	if day.Eaten == nil || day.Remaining == nil {
		return ""
	}
	return v.say(sayEaten, v.nutrition(day.Eaten), v.nutrition(day.Remaining))
}

func (v voice) water(w spotter.TodayWater) string { return v.say(sayWater, w.DrunkML, w.TargetML) }

func (v voice) waiting(n int) string {
	if n == 0 {
		return ""
	}
	return v.say(sayWaiting, n)
}

func week(ctx context.Context, env Env, in onDay) (Result, error) {
	w, err := env.Coach.Week(ctx, env.Caller, in.date())
	if err != nil {
		return Result{}, err
	}
	v := env.voice()
	out := make([]string, len(w.Days))
	for i, day := range w.Days {
		out[i] = v.date(day.Date) + ": " + v.session(day.Session)
	}
	return Result{Text: strings.Join(out, "\n")}, nil
}

// sessionName is what a planned session is called; one that the plan did not name keeps its own name.
func (v voice) sessionName(name string) string {
	if v.english() {
		return name
	}
	return v.speaker.Term(name)
}
