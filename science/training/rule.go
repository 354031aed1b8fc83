package training

import (
	"fmt"

	"spotter"
)

const (
	holdStep   = 5  // seconds that a hold grows by
	cardioStep = 1  // minutes that cardio grows by
	coarse     = 10 // per cent of the load above which a step is a large one (ACSM 2009: 2 to 10)
	coarseReps = 2  // repetitions to reach beyond the range before a large step
)

// rule is how an exercise gets harder, as data.
func (d *draft) rule(it *item, p spotter.PlannedExercise) *spotter.ProgressionRule {
	out := &spotter.ProgressionRule{Kind: spotter.ProgressDouble, RaiseAt: p.RepsMax, RIR: p.RIR, Back: p.RepsMin,
		Easier: d.variation(it, it.Easier), Harder: d.variation(it, it.Harder)}
	switch {
	case it.role == easy:
		return &spotter.ProgressionRule{Kind: spotter.ProgressNone, RIR: p.RIR}
	case it.role == engine:
		return &spotter.ProgressionRule{Kind: spotter.ProgressTime, Step: cardioStep, RaiseAt: p.RepsMax, RIR: p.RIR}
	case p.Unit == "seconds":
		out.Kind, out.Step, out.RaiseAt, out.Back = spotter.ProgressTime, holdStep, p.RepsMin, 0
	case !it.Loadable:
		out.Kind = spotter.ProgressReps
	default:
		d.loadRule(it, p, out)
	}
	return out
}

// loadRule adds the smallest step; one that is large for the load is earned with more repetitions. What
// has one number of repetitions is raised as soon as all sets are done.
func (d *draft) loadRule(it *item, p spotter.PlannedExercise, out *spotter.ProgressionRule) {
	out.StepKG = exactKG(d.r.step(it.movement.Exercise))
	if p.RepsMin == p.RepsMax {
		out.Kind, out.Back = spotter.ProgressLinear, 0
	}
	if p.LoadKG != nil && out.StepKG*100 > coarse**p.LoadKG+1e-6 { // a tenth in pounds is not one to the last digit
		out.RaiseAt += coarseReps
	}
}

// variation is the first of some variations that the person may do.
func (d *draft) variation(it *item, ids []string) string {
	for _, id := range ids {
		for _, m := range d.pool {
			if m.ID == id && m.free() && m.Pattern == it.Pattern {
				return id
			}
		}
	}
	return ""
}

// progression says the same in a sentence.
func (d *draft) progression(it *item, rule spotter.ProgressionRule) string {
	step := d.r.weight(rule.StepKG)
	switch rule.Kind {
	case spotter.ProgressNone:
		return "Nothing to raise: keep it easy and go a little further as it loosens."
	case spotter.ProgressLinear:
		return fmt.Sprintf("As soon as every set has its %d reps with %d in reserve, add %s next time; never raise on a good mood alone.", rule.RaiseAt, rule.RIR, step)
	case spotter.ProgressDouble:
		return fmt.Sprintf("Once every set reaches %d reps with %d in reserve, add the smallest step (%s) and start again at %d; never raise on a good mood alone.", rule.RaiseAt, rule.RIR, step, rule.Back)
	case spotter.ProgressReps:
		return fmt.Sprintf("Add reps until every set reaches %d with %d in reserve, then %s.", rule.RaiseAt, rule.RIR, d.harder(rule, "slow each rep down"))
	}
	if it.role == engine {
		return "Add a minute, or a little pace, once you can talk comfortably throughout."
	}
	return fmt.Sprintf("Hold %d seconds longer each time all sets feel steady; from %d seconds on %s.", rule.Step, it.plan.RepsMax, d.harder(rule, "raise the resistance"))
}

// harder names the next variation.
func (d *draft) harder(rule spotter.ProgressionRule, otherwise string) string {
	for _, m := range d.pool {
		if m.ID == rule.Harder {
			return "move to " + m.Name
		}
	}
	return otherwise
}
