package training

import "spotter"

// EasedOn is the stretch of a plan that asks for less on a date, nil when none does.
func EasedOn(plan spotter.TrainingPlan, on spotter.Date) *spotter.Easing {
	for i := range plan.Easings {
		if plan.Easings[i].Holds(on) {
			return &plan.Easings[i]
		}
	}
	return nil
}

// DaysOn are the days of the week that a plan has on a date: its own, or those that stand in for them.
func DaysOn(plan spotter.TrainingPlan, on spotter.Date) []spotter.TrainingDay {
	if e := EasedOn(plan, on); e != nil && len(e.Days) > 0 {
		return e.Days
	}
	return plan.Days
}

// SharesOn are the shares of sets and load that stay on a date: those of the block's easy week, those of an
// easing, and of both the lower. ok is false when nothing is eased.
func SharesOn(plan spotter.TrainingPlan, since, on spotter.Date) (by spotter.Deload, ok bool) {
	by = spotter.Deload{Sets: 1, Load: 1}
	if e := EasedOn(plan, on); e != nil {
		by.Sets, by.Load = min(1, e.Sets), min(1, e.Load)
	}
	if week := WeekOf(plan, since, on); week != nil && week.Deload {
		block := DeloadOf(plan)
		by.Sets, by.Load = min(by.Sets, block.Sets), min(by.Load, block.Load)
	}
	return by, by.Sets < 1 || by.Load < 1
}
