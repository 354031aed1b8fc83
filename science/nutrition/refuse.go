package nutrition

import (
	"fmt"
	"slices"
	"strings"

	"spotter"
)

// noPlan is the honest answer when no week keeps every rule.
func noPlan(location, message, nearest string) error {
	return &spotter.Error{
		Code: spotter.CodeInvalid, Detail: "no_meal_plan", Message: message + " " + nearest,
		Problems: []spotter.Problem{{Location: location, Message: nearest}},
	}
}

// refuseEmpty finds a slot that no dish may fill, and says which rule to loosen.
func (k *kitchen) refuseEmpty(slots []slot) error {
	for _, s := range slots {
		if len(k.allowed[s.kind]) == 0 {
			return k.refuse(s)
		}
	}
	return nil
}

// refuse names the first rule, from the easiest to give way on, without which the slot could be filled.
// Allergies and the pattern are named as what binds but never offered for loosening.
func (k *kitchen) refuse(s slot) error {
	message := fmt.Sprintf("No dish for %s keeps all of your rules.", s.Name)
	for by := ruleMinutes; by < rulePattern; by++ {
		if near := k.without(s.kind, by); len(near) > 0 {
			location, nearest := k.nearest(by, near)
			return noPlan(location, message, nearest)
		}
	}
	if len(k.without(s.kind, ruleAllergy)) == 0 && len(k.without(s.kind, rulePattern)) > 0 {
		return noPlan("diet.pattern", message, fmt.Sprintf("Within the pattern %s nothing is left; another pattern would leave dishes.", k.rules.diet.Pattern))
	}
	return noPlan("diet.allergies", message, "Your allergies, pattern and the other answers together leave nothing; the nearest option is a longer cooking time with fewer dislikes.")
}

// without are the dishes for a kind of meal that break this rule alone.
func (k *kitchen) without(kind string, by rule) []*plate {
	var alone [ruleCount]bool
	alone[by] = true
	var out []*plate
	for _, p := range k.plates {
		if k.broken[p] == alone && slices.Contains(p.dish.Meals, kind) {
			out = append(out, p)
		}
	}
	return out
}

// nearest says where the binding rule stands and what the smallest step out of it is.
func (k *kitchen) nearest(by rule, near []*plate) (location, text string) {
	switch by {
	case ruleMinutes:
		quickest := slices.MinFunc(near, func(a, b *plate) int { return a.dish.Minutes - b.dish.Minutes })
		return "diet.cooking_minutes", fmt.Sprintf("Cooking time binds: with %d minutes there is %s.", quickest.dish.Minutes, quickest.dish.Name)
	case ruleExclude:
		return "changes.exclude", fmt.Sprintf("What you leave out binds: without that there is %s.", near[0].dish.Name)
	case ruleDislike:
		return "diet.dislikes", fmt.Sprintf("Your dislikes bind: without them there is %s.", near[0].dish.Name)
	default:
		return "diet.intolerances", fmt.Sprintf("Your intolerances bind: without them there is %s.", near[0].dish.Name)
	}
}

// refuseBands says which band no choice of dishes keeps on a day, and the nearest option that has a week.
func (k *kitchen) refuseBands(in Input, g goal, day spotter.Weekday, sum vector) error {
	location, nearest := k.nearestWeek(in)
	if in.Limits.HideNumbers {
		return noPlan(location, "These rules leave too few dishes for balanced days.", nearest)
	}
	if sum == (vector{}) {
		return noPlan(location, fmt.Sprintf("These rules leave too few dishes to fill %s without repeating one: variety binds.", titled(string(day))), nearest)
	}
	message := fmt.Sprintf("No choice of dishes in sensible portions keeps %s in its bands under these rules. %s binds: the nearest day has %.0f of %.0f kcal, %.0f of %.0f g protein, %.0f g fat and %.0f g fibre.",
		titled(string(day)), titled(g.binding(sum)), sum[kcal], g.want[kcal], sum[protein], g.want[protein], sum[fat], sum[fibre])
	return noPlan(location, message, nearest)
}

// binding names the band that a sum misses by most.
func (g goal) binding(sum vector) string {
	about, most := "energy", 0.0
	for n, name := range []string{"energy", "protein", "carbohydrate", "fat", "fibre"} {
		if miss := outside(sum[n], g.low[n], g.high[n]) / max(1, g.want[n]); miss > most {
			about, most = name, miss
		}
	}
	if g.netCarbs > 0 && outside(sum.netCarbs(), 0, g.netCarbs)/g.netCarbs > most {
		about = "net carbohydrate"
	}
	return about
}

// option is one answer that a person could change, and what that would be in words.
type option struct {
	location, text string
	change         func(*Input)
}

// options are the changes that people can most easily make, the easiest first. Pattern and allergies are
// not among them.
func options(in Input) []option {
	var out []option
	for _, minutes := range []int{15, 20, 30, 45, 60} {
		if minutes > in.Diet.CookingMinutes {
			out = append(out, option{"diet.cooking_minutes", fmt.Sprintf("%d minutes of cooking time", minutes), func(in *Input) { in.Diet.CookingMinutes = minutes }})
		}
	}
	for n := 1; n <= 2 && len(in.Schedule.Meals)+n <= 6; n++ {
		out = append(out, option{"diet.meals_per_day", fmt.Sprintf("%d meals a day", len(in.Schedule.Meals)+n), func(in *Input) { in.Schedule.Meals = moreMeals(in.Schedule.Meals, n) }})
	}
	if len(in.Changes.Exclude) > 0 {
		out = append(out, option{"changes.exclude", "nothing left out", func(in *Input) { in.Changes.Exclude = nil }})
	}
	if len(in.Diet.Dislikes) > 0 {
		out = append(out, option{"diet.dislikes", "no dislikes", func(in *Input) { in.Diet.Dislikes = nil }})
	}
	if len(in.Diet.Intolerances) > 0 {
		out = append(out, option{"diet.intolerances", "no intolerances", func(in *Input) { in.Diet.Intolerances = nil }})
	}
	return out
}

// moreMeals adds meals to a day at times that nothing else is known of.
func moreMeals(meals []spotter.MealSlot, n int) []spotter.MealSlot {
	out := slices.Clone(meals)
	for i, extra := range []spotter.MealSlot{{Name: "another lunch", Time: 13 * 60}, {Name: "another snack", Time: 16 * 60}} {
		if i < n {
			out = append(out, extra)
		}
	}
	return out
}

// nearestWeek finds the first option with which there is a week: by itself, else with the longest cooking
// time and two more meals a day.
func (k *kitchen) nearestWeek(in Input) (location, text string) {
	all := options(in)
	for _, o := range all {
		next := in
		o.change(&next)
		if k.solves(next) {
			return o.location, "The nearest option is " + o.text + ": with that there is a week."
		}
	}
	next, names := in, []string{}
	for _, o := range slices.Backward(all) {
		if seen := slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(n, o.location) }); !seen {
			o.change(&next)
			names = append(names, o.location+"\x00"+o.text)
		}
	}
	if len(names) > 1 && k.solves(next) {
		texts := make([]string, len(names))
		for i, name := range names {
			_, texts[i], _ = strings.Cut(name, "\x00")
		}
		return "diet", "No one change is enough; the nearest option is all of these: " + strings.Join(texts, ", ") + "."
	}
	return "diet", "No longer cooking time, further meal or dropped dislike is enough; the nearest option is another goal or pattern."
}

// solves reports whether there is a week for an input, with whatever variety.
func (k *kitchen) solves(in Input) bool {
	other := k.under(in)
	slots := slotsOf(in.Schedule.Meals)
	if other.refuseEmpty(slots) != nil {
		return false
	}
	targets, _ := Targets(in)
	_, missed, _ := searchWeek(in, other, slots, nil, targets, quickTurns)
	return missed < 0
}
