package training

import (
	"fmt"
	"math"

	"spotter"
)

// WeekOf says where a day lies in the block of a plan that came into force on a day: weeks are sevens of days
// from there, or from the day that the plan names. After its last week a block begins again, until the next
// one is accepted. Nil for a plan without a block and for days before the plan.
func WeekOf(plan spotter.TrainingPlan, since, on spotter.Date) *spotter.BlockWeek {
	if on.Before(since) {
		return nil
	}
	if plan.Began != nil {
		since = *plan.Began
	}
	days := on.DaysSince(since)
	if plan.Weeks < 1 || days < 0 {
		return nil
	}
	out := &spotter.BlockWeek{Week: days/7%plan.Weeks + 1, Of: plan.Weeks, Over: days/7 >= plan.Weeks}
	out.Deload = plan.DeloadWeek > 0 && out.Week == plan.DeloadWeek
	out.Text = fmt.Sprintf("Week %d of %d.", out.Week, out.Of)
	if out.Deload {
		out.Text = fmt.Sprintf("Week %d of %d is the easy one: half the sets and 10 %% less load.", out.Week, out.Of)
	}
	if out.Over {
		out.Text += " The block has run to its end; ask for the next one when you like."
	}
	return out
}

// Deload is a day as the block's easy week asks for it: fewer sets, rounded up, and less load, rounded down
// to the equipment's step, with the warm-up and the minutes that follow. units are the person's.
func Deload(d spotter.TrainingDay, by spotter.Deload, units string, find Find) spotter.TrainingDay {
	r := &request{Input: Input{About: spotter.About{Units: units}}}
	out := d
	out.Exercises = make([]spotter.PlannedExercise, len(d.Exercises))
	for i, p := range d.Exercises {
		e, known := find(p.Exercise)
		if !known || isHard(e) {
			p.Sets = int(math.Ceil(float64(p.Sets) * by.Sets))
		}
		if p.LoadKG != nil && known {
			kg := max(roundDown(*p.LoadKG*by.Load, r.step(e)), min(*p.LoadKG, r.lightest(e)))
			p.LoadKG = &kg
		}
		if len(p.Warmup) > 0 && known {
			p.Warmup = r.ramp(e, p)
		}
		out.Exercises[i] = p
	}
	out.Minutes = SessionMinutes(DaySeconds(out.Exercises, func(id string) bool { e, _ := find(id); return e.Unilateral }))
	return out
}

// DeloadOf is what a plan's easy week leaves, also of a plan from before that was kept.
func DeloadOf(plan spotter.TrainingPlan) spotter.Deload {
	if plan.Deload != nil {
		return *plan.Deload
	}
	return spotter.Deload{Week: plan.DeloadWeek, Sets: deloadSets, Load: deloadLoad}
}
