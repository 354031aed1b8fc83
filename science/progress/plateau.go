package progress

import (
	"fmt"
	"math"

	"spotter"
	"spotter/science/nutrition"
)

// What a plateau of weight is: 14 days of complete logging in which the trend moved less than half of the
// slowest intended rate, which is 0.5 % a week for fat loss and 0.25 % for muscle gain.
const (
	plateauDays     = 14
	plateauComplete = 11 // of them with complete intake
	plateauWeighed  = 6
	flatLoss        = 0.25 // % a week
	flatGain        = 0.125
)

// Target differences that are worth a new meal plan.
const (
	worthKcal  = 100.0
	worthShare = 0.05
)

// MealPlan is what the history suggests for the meal plan: targets that rest on measured expenditure, where
// weight stays though the goal wants it to move and logging is complete, or where the measured figure puts
// the target elsewhere by 100 kcal and 5 % or more. ok is false when nothing is to change, a proposal waits
// already, or figures may not be shown.
func (h *History) MealPlan() (a Adaptation, ok bool) {
	if h.Meals == nil || h.Meals.Targets == nil || h.Diet.Limits.HideNumbers || h.pending(spotter.PlanMeals) {
		return a, false
	}
	since := h.Today.AddDays(-quietDays)
	if h.quiet(spotter.TriggerPlateau, since) || h.quiet(spotter.TriggerExpenditure, since) {
		return a, false
	}
	if a, ok = h.plateau(); !ok {
		a, ok = h.measured()
	}
	a.Plan = spotter.PlanMeals
	return a, ok
}

// target is the energy target that a measured expenditure leads to; ok is false when it is too close to the
// plan's to be worth a new one.
func (h *History) target(measured *spotter.Quantity) (target spotter.Quantity, ok bool) {
	in := h.Diet
	in.Measured = measured
	target = nutrition.Energy(in)
	now := h.Meals.Targets.Energy.Value
	off := math.Abs(target.Value - now)
	return target, off >= worthKcal && off >= worthShare*now
}

// plateau answers to weight that stays for two weeks while the goal wants it to move.
func (h *History) plateau() (a Adaptation, ok bool) {
	slope, known := SlopeOf(h.Weights, h.Today, plateauDays)
	if !known || slope.Inputs["weighed_days"] < plateauWeighed || len(h.complete(plateauDays)) < plateauComplete || !h.flat(slope) {
		return a, false
	}
	measured, known := h.expenditure(plateauDays + 1)
	if !known || !nutrition.Believable(measured, nutrition.Expenditure(h.Diet.About, h.Diet.Sessions, h.Diet.Constraints.SessionMinutes, h.Today)) {
		return a, false
	}
	target, worth := h.target(&measured)
	if !worth || h.Diet.Goals.Primary == spotter.FatLoss && target.Value > h.Meals.Targets.Energy.Value ||
		h.Diet.Goals.Primary == spotter.MuscleGain && target.Value < h.Meals.Targets.Energy.Value {
		return a, false
	}
	a = h.retarget(spotter.TriggerPlateau, measured, target)
	a.Summary = "A meal plan for the energy that you use now"
	a.Reason = fmt.Sprintf("Your weight has stayed level for two weeks, with your log complete: bodies adapt, and what you use is now about %.0f kcal a day. "+
		"Meals of about %.0f kcal a day fit your goal from here.", measured.Value, target.Value)
	a.Evidence = append([]spotter.Reason{{About: string(a.Trigger), Quantity: &slope.Quantity,
		Text: fmt.Sprintf("Over 14 days your weight changed by %+.2f %% a week; intake was complete on %d of them.", slope.Percent, len(h.complete(plateauDays)))}}, a.Evidence...)
	return a, true
}

// flat reports whether a slope is level where the goal wants weight to move.
func (h *History) flat(s Slope) bool {
	switch h.Diet.Goals.Primary {
	case spotter.FatLoss:
		return !h.Diet.Limits.NoDeficit && math.Abs(s.Percent) < flatLoss
	case spotter.MuscleGain:
		return math.Abs(s.Percent) < flatGain
	case spotter.Strength, spotter.GeneralFitness:
	}
	return false
}

// measured answers to an expenditure that was measured well enough and lies elsewhere than the plan's.
func (h *History) measured() (a Adaptation, ok bool) {
	measured, known := h.Expenditure()
	if !known || !nutrition.Believable(measured, nutrition.Expenditure(h.Diet.About, h.Diet.Sessions, h.Diet.Constraints.SessionMinutes, h.Today)) {
		return a, false
	}
	target, worth := h.target(&measured)
	if !worth {
		return a, false
	}
	a = h.retarget(spotter.TriggerExpenditure, measured, target)
	a.Summary = "A meal plan for the energy that you use"
	a.Reason = fmt.Sprintf("From your log and your weight, you use about %.0f kcal a day; the plan was made with an estimate. Meals of about %.0f kcal a day fit your goal.", measured.Value, target.Value)
	return a, true
}

// retarget is an adaptation of the meals with what its targets rest on.
func (h *History) retarget(t spotter.Trigger, measured, target spotter.Quantity) Adaptation {
	floor := nutrition.Floor(h.Diet.About, h.Today)
	return Adaptation{Trigger: t, Measured: &measured, Evidence: []spotter.Reason{
		{About: "expenditure", Text: fmt.Sprintf("You used about %.0f kcal a day, with %s confidence.", measured.Value, measured.Confidence), Quantity: &measured},
		{About: "energy", Text: fmt.Sprintf("The target would be %.0f kcal a day: %s.", target.Value, target.Method), Quantity: &target},
		{About: "floor", Text: fmt.Sprintf("No plan goes below %.0f kcal a day: %s.", floor.Value, floor.Method), Quantity: &floor},
	}}
}
