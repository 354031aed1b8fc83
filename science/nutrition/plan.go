package nutrition

import (
	"errors"
	"fmt"
	"slices"

	"spotter"
)

// Propose makes a week of meals from a person's answers and the catalogue: seven days, Monday first, each
// with the schedule's meals, every meal a dish weighed out for this person. It fails with CodeInvalid and
// the detail "no_meal_plan" when no week keeps every rule, naming the rule that binds and the nearest
// option, and with CodeInvalid located at changes.exclude[i] or changes.swap[i] when a change names what
// does not exist or may not be eaten.
func Propose(in Input, dishes []spotter.Dish, foods Lookup) (spotter.MealPlan, error) {
	if err := check(in); err != nil {
		return spotter.MealPlan{}, err
	}
	swaps, err := prepareChanges(&in, dishes, foods)
	if err != nil {
		return spotter.MealPlan{}, err
	}
	k, err := newKitchen(in, dishes, foods)
	if err != nil {
		return spotter.MealPlan{}, err
	}
	slots := slotsOf(in.Schedule.Meals)
	if err := swaps.allowed(k, slots); err != nil {
		return spotter.MealPlan{}, err
	}
	if err := k.refuseEmpty(slots); err != nil {
		return spotter.MealPlan{}, err
	}
	return arrange(in, k, slots, swaps)
}

func check(in Input) error {
	if in.Today.IsZero() || in.About.BirthDate.IsZero() || in.About.WeightKG <= 0 || in.About.HeightCM <= 0 {
		return &spotter.Error{Code: spotter.CodeInternal, Message: "A meal plan needs the day and a complete profile.", Cause: errors.New("nutrition: incomplete input")}
	}
	if len(in.Schedule.Meals) == 0 {
		return spotter.InvalidField("schedule.meals", "must have at least one meal")
	}
	return nil
}

// arrange searches the week and writes the plan.
func arrange(in Input, k *kitchen, slots []slot, swaps swaps) (spotter.MealPlan, error) {
	targets, reasons := Targets(in)
	w, missed, sum := searchWeek(in, k, slots, swaps, targets, searchTurns)
	if missed >= 0 && sum[protein] < targets.ProteinG && floorProtein(in, targets) < targets.ProteinG {
		asked := targets.ProteinG
		targets.ProteinG = floorProtein(in, targets)
		targets.CarbsG += asked - targets.ProteinG
		targets.Bands = bandsOf(in, targets)
		w, missed, sum = searchWeek(in, k, slots, swaps, targets, searchTurns)
		reasons = append(reasons, shortfall(in, asked, targets.ProteinG))
	}
	if missed >= 0 {
		return spotter.MealPlan{}, k.refuseBands(in, w.goal, spotter.Weekdays[missed], sum)
	}
	plan := spotter.MealPlan{
		Name: planName(in), Pattern: string(in.Diet.Pattern), Targets: &targets, WaterML: waterML(in), Days: w.meals(),
		Reasons: append(append(reasons, w.varietyReason()), otherReasons(in, k)...),
	}
	if in.Limits.HideNumbers {
		hideNumbers(&plan, in)
	}
	plan.Reasons = append(plan.Reasons, unknownDislikes(in, k)...)
	return plan, nil
}

// searchTurns is how often a week is begun anew, each time from other dishes, before the rule of variety
// gives way a step, and mostSlack how many steps it gives way.
const (
	searchTurns = 4
	quickTurns  = 2 // of them, to see whether an option would do
	mostSlack   = slack(3)
)

// searchWeek answers the week, and the first day that keeps out of its bands with its sum, -1 for none.
func searchWeek(in Input, k *kitchen, slots []slot, swaps swaps, t spotter.Targets, turns int) (w *week, missed int, sum vector) {
	for loose := slack(0); loose <= mostSlack; loose++ {
		if loose > 0 && missed == 0 {
			break // not even the first day can be made: that is not for want of variety
		}
		for turn := range turns {
			w = newWeek(k, slots, dayGoal(t), cuisinesOf(in.Diet))
			w.turn, w.slack = turn+searchTurns*int(loose), loose
			swaps.place(w, in.Current, k.foods)
			if turn == turns-1 {
				w.forgetWishes()
			}
			if missed, sum = w.solve(); missed < 0 {
				return w, missed, sum
			}
		}
	}
	return w, missed, sum
}

// cuisinesOf are the preferred cuisines as ids; the mediterranean pattern prefers its own.
func cuisinesOf(diet spotter.Diet) []string {
	var out []string
	for _, c := range diet.Cuisines {
		out = append(out, cuisineID(c))
	}
	if diet.Pattern == "mediterranean" && len(out) == 0 {
		out = []string{"mediterranean"}
	}
	return out
}

func waterML(in Input) int {
	if in.Hydration.TargetML > 0 {
		return in.Hydration.TargetML
	}
	return int(Water(in.About).Value)
}

func planName(in Input) string {
	return fmt.Sprintf("%s week, %d meals a day", titled(string(in.Diet.Pattern)), len(in.Schedule.Meals))
}

// hideNumbers takes every figure out of a plan, for people whom figures harm. Amounts to cook with stay.
func hideNumbers(plan *spotter.MealPlan, in Input) {
	plan.Targets = nil
	plan.Days = slices.Clone(plan.Days)
	for d := range plan.Days {
		day := &plan.Days[d]
		day.Nutrition, day.Meals = nil, slices.Clone(day.Meals)
		for m := range day.Meals {
			day.Meals[m].Nutrition = nil
		}
	}
	plan.Reasons = wordsOnly(in)
}
