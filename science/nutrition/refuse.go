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

// refuseBands says which of energy and protein no choice of dishes reaches on a day.
func refuseBands(in Input, g goal, day spotter.Weekday, sum vector) error {
	if in.Limits.HideNumbers {
		return noPlan("diet", "These rules leave too few dishes for balanced days.", "The nearest option is one more meal a day or a longer cooking time.")
	}
	about := g.binding(sum)
	message := fmt.Sprintf("No choice of dishes for %s keeps energy and macronutrients in their bands under these rules.", titled(string(day)))
	nearest := fmt.Sprintf("%s binds: the nearest day has %.0f of %.0f kcal, %.0f of %.0f g protein and %.0f g net carbohydrate. %s",
		titled(about), sum[kcal], g.want[kcal], sum[protein], g.want[protein], sum.netCarbs(), wayOut(in, about))
	return noPlan("diet", message, nearest)
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

func wayOut(in Input, about string) string {
	var ways []string
	if about == "energy" && len(in.Schedule.Meals) < 6 {
		ways = append(ways, "one more meal a day")
	}
	if in.Diet.CookingMinutes < 40 {
		ways = append(ways, "a longer cooking time")
	}
	if len(in.Diet.Dislikes)+len(in.Changes.Exclude)+len(in.Diet.Intolerances) > 0 {
		ways = append(ways, "fewer dislikes, exclusions or intolerances")
	}
	if len(ways) == 0 {
		ways = append(ways, "another goal")
	}
	return "What would help: " + strings.Join(ways, ", or ") + "."
}
