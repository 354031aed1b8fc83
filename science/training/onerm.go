package training

import "spotter"

// maxEffectiveReps is the longest set that still tells a one-repetition maximum.
const maxEffectiveReps = 10

// E1RM estimates the one-repetition maximum in kg from a set of reps (1 or more) with weight kg (above 0)
// that left rir reps in reserve (0 to 10). Reps and reserve together are the effective reps: one is the
// load itself, two to ten take the mean of Epley and Brzycki, above ten there is no estimate and ok is false.
func E1RM(weight float64, reps, rir int) (q spotter.Quantity, ok bool) {
	effective := reps + rir
	if weight <= 0 || reps < 1 || rir < 0 || effective > maxEffectiveReps {
		return spotter.Quantity{}, false
	}
	q = spotter.Quantity{
		Value: spotter.RoundTo(weight*maxPerLoad(effective), 0.01), Unit: "kg",
		Method: "mean of Epley w(1 + r/30) and Brzycki 36w/(37 - r)", Source: "Epley 1985, Brzycki 1993",
		Inputs:     map[string]float64{"weight_kg": weight, "reps": float64(reps), "rir": float64(rir)},
		Confidence: confidence(effective, rir),
	}
	if effective == 1 {
		q.Method = "the load itself"
	}
	return q, true
}

// maxPerLoad is the one-repetition maximum as a multiple of the load that allows r reps to failure.
func maxPerLoad(r int) float64 {
	if r <= 1 {
		return 1
	}
	return (1 + float64(r)/30 + 36/(37-float64(r))) / 2
}

// confidence falls with length, where formulas part, and with a guessed reserve, which is off by
// about one rep on average.
func confidence(effective, rir int) string {
	switch {
	case rir == 0 && effective <= 6:
		return "high"
	case rir <= 3:
		return "medium"
	default:
		return "low"
	}
}
