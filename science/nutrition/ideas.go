package nutrition

import (
	"fmt"
	"slices"
	"strings"

	"spotter"
)

// Wish is what ideas are wanted for. The zero value of a field asks for nothing.
type Wish struct {
	MealID  string   // the planned meal that they would stand for
	Count   int      // how many at the most
	Minutes int      // the most that they may take, 0: as long as the person cooks
	OnHand  []string // foods that are there: dishes that need least beside come first
	Room    *spotter.Nutrition
	Without []string // dishes that are not wanted, by id
}

// Ideas are dishes that fit where a planned meal stands, new ones for the week first, each weighed out to
// keep energy, protein, carbohydrate and fat within 10 % (or 2 g) of the meal's and the day in its bands.
// With Room they also stay inside it: what is left of today. It fails with CodeNotFound for a meal that the
// plan does not have, and with CodeInvalid and the detail "no_idea" when nothing fits, naming what would.
func Ideas(plan spotter.MealPlan, wish Wish, in Input, dishes []spotter.Dish, foods Lookup) ([]spotter.MealIdea, error) {
	if wish.Minutes > 0 {
		in.Diet.CookingMinutes = wish.Minutes
	}
	k, err := newKitchen(in, dishes, foods)
	if err != nil {
		return nil, err
	}
	s, ok := k.standing(plan, wish.MealID)
	if !ok {
		return nil, spotter.NotFound("meal in the plan")
	}
	s.keepDay(targetsOf(plan, in))
	s.keepIn(wish.Room)
	fits := slices.DeleteFunc(s.others(k.allowed[s.slot.kind]), func(c course) bool {
		return s.goal.miss(c.sum()) > 0 || slices.Contains(wish.Without, c.plate.dish.ID)
	})
	if len(fits) == 0 {
		return nil, k.noIdea(s, in)
	}
	missing := func(c course) []string { return c.plate.missing(wish.OnHand) }
	slices.SortStableFunc(fits, func(a, b course) int {
		return sign(s.rank(a, len(missing(a))) - s.rank(b, len(missing(b))))
	})
	out := []spotter.MealIdea{}
	for _, c := range fits[:min(wish.Count, len(fits))] {
		meal := c.meal(s.meal.ID, spotter.MealSlot{Name: s.meal.Slot, Time: s.meal.Time})
		if in.Limits.HideNumbers {
			meal.Nutrition = nil
		}
		out = append(out, spotter.MealIdea{Meal: meal, Steps: c.plate.dish.Steps, ToBuy: missing(c), Cuisine: c.plate.dish.Cuisine,
			Reason: ideaReason(c, s, in.Limits.HideNumbers)})
	}
	return out, nil
}

// keepIn narrows the meal to what is left of the day. Energy may go down to three quarters of what was
// planned when something else has been eaten; nothing is taken away below that.
func (s *standing) keepIn(room *spotter.Nutrition) {
	if room == nil {
		return
	}
	left := vectorOf(*room)
	share := clamp(left[kcal]/max(1, s.was[kcal]), 0.75, 1)
	if share == 1 {
		s.goal.high[kcal] = min(s.goal.high[kcal], max(left[kcal], s.was[kcal]))
		return
	}
	var want vector
	want = want.plus(s.was, share)
	s.goal = mealGoal(want)
	s.goal.high[kcal] = want[kcal]
}

// rank puts what can be cooked with what is there first, then what is new, near and of a liked cuisine.
func (s standing) rank(c course, missing int) float64 {
	rank := 10*float64(missing) + s.cost(c) + 2*float64(s.week[c.plate.dish.ID])
	if liked := cuisinesOf(s.kitchen.rules.diet); len(liked) > 0 && !slices.Contains(liked, c.plate.dish.Cuisine) {
		rank += 0.3
	}
	return rank
}

// missing are the foods of a dish that are not on hand, leaving out what every kitchen has; never nil.
func (p *plate) missing(onHand []string) []string {
	out := []string{}
	if len(onHand) == 0 {
		return out
	}
	for i, food := range p.foods {
		role := p.dish.Ingredients[i].Role
		if role == "fixed" || food.Kind == "fat" || food.Kind == "spice" {
			continue
		}
		if !slices.ContainsFunc(onHand, func(word string) bool { return namesFood(word, food) }) {
			out = append(out, food.Name)
		}
	}
	return out
}

func ideaReason(c course, s standing, hide bool) string {
	text := fmt.Sprintf("%d minutes; ", c.plate.dish.Minutes)
	if s.week[c.plate.dish.ID] == 0 {
		text = fmt.Sprintf("New this week, %d minutes; ", c.plate.dish.Minutes)
	}
	if hide {
		return text + "it suits the meal and keeps all of your rules."
	}
	sum := c.sum()
	return text + fmt.Sprintf("%.0f kcal and %.0f g of protein, where the plan has %.0f and %.0f.", sum[kcal], sum[protein], s.was[kcal], s.was[protein])
}

// noIdea says why nothing fits, and from how many minutes on something would.
func (k *kitchen) noIdea(s standing, in Input) error {
	nearest := "The nearest option is to keep " + s.meal.Name + "."
	for _, minutes := range []int{10, 15, 20, 30, 45, 60, 90} {
		if minutes <= in.Diet.CookingMinutes {
			continue
		}
		longer := in
		longer.Diet.CookingMinutes = minutes
		other := s
		other.kitchen = k.under(longer)
		if i := slices.IndexFunc(other.others(other.kitchen.allowed[s.slot.kind]), func(c course) bool { return s.goal.miss(c.sum()) == 0 }); i >= 0 {
			c := other.others(other.kitchen.allowed[s.slot.kind])[i]
			nearest = fmt.Sprintf("The nearest option is %s, with %d minutes.", c.plate.title(), c.plate.dish.Minutes)
			break
		}
	}
	return &spotter.Error{
		Code: spotter.CodeInvalid, Detail: "no_idea",
		Message:  fmt.Sprintf("No other dish for %s in %d minutes fits what the day has left. %s", strings.ToLower(s.meal.Slot), in.Diet.CookingMinutes, nearest),
		Problems: []spotter.Problem{{Location: "minutes", Message: nearest}},
	}
}
