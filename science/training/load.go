package training

import (
	"fmt"
	"math"

	"spotter"
)

func (r *request) imperial() bool { return r.About.Units == "imperial" }

// steps are the loads that the equipment of an exercise has, in the person's own unit.
func (r *request) steps(e spotter.Exercise) Steps { return StepsOf(e.Equipment, r.imperial()) }

// step is the smallest step in kg by which the person can load an exercise.
func (r *request) step(e spotter.Exercise) float64 { return r.kilograms(r.steps(e).Step) }

// lightest is the least load in kg that the equipment of an exercise has: no barbell is lighter than its bar.
func (r *request) lightest(e spotter.Exercise) float64 { return exactKG(r.kilograms(r.steps(e).Least)) }

// kilograms is a load of the person's own unit in kg.
func (r *request) kilograms(load float64) float64 {
	if r.imperial() {
		return load * spotter.KilogramsPerPound
	}
	return load
}

// roundDown is the largest multiple of step that is not above kg.
func roundDown(kg, step float64) float64 { return exactKG(math.Floor(kg/step+1e-9) * step) }

// exactKG takes the noise of multiplying off a load, which as kg or pounds is a short decimal.
func exactKG(kg float64) float64 { return spotter.RoundTo(kg, 1e-10) }

// weight writes a load in the person's own units.
func (r *request) weight(kg float64) string {
	if r.imperial() {
		return fmt.Sprintf("%g lb", spotter.RoundTo(kg/spotter.KilogramsPerPound, 0.1))
	}
	return fmt.Sprintf("%g kg", spotter.RoundTo(kg, 0.1))
}

// start is the load in kg with which the planned repetitions leave their reserve, rounded down to the
// equipment's step, and what it rests on. Both are nil when no recent set of the exercise or of a close
// variant tells, when the repetitions are too many for the formulas, or when the equipment has nothing
// that light: the person then finds the load by reserve.
func (r *request) start(e spotter.Exercise, reps, rir int) (*float64, *spotter.Quantity) {
	if !e.Loadable || reps+rir > maxEffectiveReps {
		return nil, nil
	}
	best, ok := r.maximum(e)
	if !ok {
		return nil, nil
	}
	step := r.step(e)
	kg := roundDown(best.e1rm.Value*best.factor/maxPerLoad(reps+rir), step)
	if kg < r.lightest(e) {
		return nil, nil
	}
	return &kg, best.explain(kg, reps, rir, step)
}

// maximum is what is known of the most that a person can lift once in an exercise.
type maximum struct {
	e1rm   spotter.Quantity
	factor float64
	from   string // the variant that the estimate comes from, by id; empty: the exercise itself
}

func (r *request) maximum(e spotter.Exercise) (maximum, bool) {
	if own, ok := bestLift(r.lifts[e.ID]); ok {
		return maximum{own, 1, ""}, true
	}
	for _, t := range transfers {
		if t.to != e.ID {
			continue
		}
		if other, ok := bestLift(r.lifts[t.from]); ok {
			return maximum{other, t.factor, t.from}, true
		}
	}
	return maximum{}, false
}

// explain is the starting load as a figure that names what went in.
func (m maximum) explain(kg float64, reps, rir int, step float64) *spotter.Quantity {
	q := spotter.Quantity{
		Value: kg, Unit: "kg", Source: m.e1rm.Source, Confidence: m.e1rm.Confidence,
		Method: "e1RM / ((1 + n/30 + 36/(37 - n))/2) for n = reps + reserve, down to the equipment's step",
		Inputs: map[string]float64{"e1rm_kg": m.e1rm.Value, "reps": float64(reps), "rir": float64(rir), "step_kg": spotter.RoundTo(step, 1e-10),
			"set_kg": m.e1rm.Inputs["weight_kg"], "set_reps": m.e1rm.Inputs["reps"], "set_rir": m.e1rm.Inputs["rir"]},
	}
	if m.from != "" {
		q.Method = "e1RM of " + spotter.Words(m.from) + " x factor, then " + q.Method
		q.Inputs["factor"] = m.factor
		q.Source += "; the factor is coaching practice (unverified)"
		q.Confidence = "low"
	}
	return &q
}

// bestLift is the highest estimate from recent sets of one exercise. A set without a stated reserve
// counts as one to failure, which can only make the start lighter.
func bestLift(lifts []spotter.RecentLift) (best spotter.Quantity, ok bool) {
	for _, lift := range lifts {
		rir := 0
		if lift.RIR != nil {
			rir = *lift.RIR
		}
		if q, fits := E1RM(lift.WeightKG, lift.Reps, rir); fits && q.Value > best.Value {
			best, ok = q, true
		}
	}
	return best, ok
}
