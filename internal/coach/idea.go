package coach

import (
	"context"
	"slices"
	"strings"

	"spotter"
	"spotter/science/nutrition"
)

// IdeaQuery asks for dishes that fit a meal of the plan. With neither meal nor slot it is about the next
// meal that has not been logged: what can be cooked now. With a slot each idea is for another of the next
// such meals, so that all of them can enter the plan.
type IdeaQuery struct {
	MealID  string
	Slot    string
	Count   int
	Minutes int
	OnHand  []string
}

// MealIdeas are new dishes that keep the plan's figures and every rule of the person. It is CodeInvalid
// (no_idea) when nothing fits, with what would.
func (c *Coach) MealIdeas(ctx context.Context, caller spotter.Caller, in IdeaQuery) (Page[spotter.MealIdea], error) {
	d, err := c.readDays(ctx, c.db.As(caller), caller.User, spotter.Date{}, 8)
	if err != nil {
		return Page[spotter.MealIdea]{}, err
	}
	if d.meals == nil {
		return Page[spotter.MealIdea]{}, spotter.NotFound("meal plan")
	}
	places := d.places(in)
	if len(places) == 0 {
		return Page[spotter.MealIdea]{}, spotter.NotFound("meal in the plan")
	}
	each := in.Count
	if len(places) > 1 {
		each = 1
	}
	out, seen := []spotter.MealIdea{}, []string{}
	var refused error
	for _, at := range places {
		ideas, err := c.ideasFor(d, at, in, each, seen)
		if err != nil {
			refused = err
			continue
		}
		for _, idea := range ideas {
			seen = append(seen, idea.Meal.Dish)
			idea.Date = &at.date
			out = append(out, idea)
		}
	}
	if len(out) == 0 {
		return Page[spotter.MealIdea]{}, refused
	}
	return Page[spotter.MealIdea]{Items: out}, nil
}

func (c *Coach) ideasFor(d *days, at mealPlace, in IdeaQuery, count int, without []string) ([]spotter.MealIdea, error) {
	wish := nutrition.Wish{MealID: at.id, Count: count, Minutes: in.Minutes, OnHand: in.OnHand, Without: without}
	if at.date == spotter.DateOf(d.now, d.zone) {
		wish.Room = d.room(at)
	}
	answers := d.profile.Answers()
	return nutrition.Ideas(withChanges(*d.meals, at.date, d.changed), wish, c.mealsInput(answers, spotter.Changes{}), c.dishes.All(), c.foods.Find)
}

// mealPlace is one planned meal on one date.
type mealPlace struct {
	date spotter.Date
	id   string
}

// places are the meals that ideas are asked for, the next first.
func (d *days) places(in IdeaQuery) []mealPlace {
	today := spotter.DateOf(d.now, d.zone)
	var out []mealPlace
	for i := range 8 {
		date := today.AddDays(i)
		for _, m := range d.mealsOn(date) {
			switch {
			case in.MealID != "":
				if m.ID == in.MealID {
					return []mealPlace{{date, m.ID}}
				}
			case i == 0 && in.Slot == "" && d.overtaken(m):
			case m.Logged || i == 0 && in.Slot != "" && !m.At.After(d.now):
			case in.Slot == "":
				return []mealPlace{{date, m.ID}}
			case strings.EqualFold(m.Slot, in.Slot) && len(out) < in.Count && !slices.ContainsFunc(out, func(p mealPlace) bool { return p.id == m.ID }):
				out = append(out, mealPlace{date, m.ID})
			}
		}
	}
	return out
}

// overtaken reports of a meal of today whether another is nearer to now: it is past, and a later one has come or is
// nearer in time. Who asks at a quarter to one what to cook does not mean breakfast.
func (d *days) overtaken(m spotter.TodayMeal) bool {
	if m.At.After(d.now) {
		return false
	}
	for _, later := range d.mealsOn(spotter.DateOf(d.now, d.zone)) {
		if later.At.After(m.At) && (!later.At.After(d.now) || later.At.Sub(d.now) < d.now.Sub(m.At)) {
			return true
		}
	}
	return false
}

// room is what today has left for one meal: the targets less what was eaten, and less what the other meals
// that are not logged are planned to bring. Nil where figures are not shown.
func (d *days) room(at mealPlace) *spotter.Nutrition {
	day := d.today(at.date)
	if day.Remaining == nil {
		return nil
	}
	left := *day.Remaining
	for _, m := range day.Meals {
		if m.ID != at.id && !m.Logged && m.Nutrition != nil {
			left = left.Add(m.Nutrition.Scale(-1))
		}
	}
	return &left
}
