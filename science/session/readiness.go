package session

import (
	"fmt"
	"time"

	"spotter"
)

// checkInLife is for how long a check-in says how somebody is.
const checkInLife = 36 * time.Hour

// effect is what readiness does to a load.
type effect int

const (
	none effect = iota
	holds
	cuts
)

// readiness is how the person is, and the sentence that says so.
type readiness struct {
	effect   effect
	because  string
	quantity spotter.Quantity
}

// readinessOf takes each answer from the newest check-in of the last 36 hours that gave it. Readiness is
// the lower of energy and sleep quality: 2, or soreness 4, holds the load; 1, or soreness 5, cuts it. It
// has no way to raise one.
func readinessOf(checkIns []spotter.CheckIn, now time.Time) readiness {
	var energy, sleep, sore answer
	for _, c := range checkIns {
		if c.At.After(now) || now.Sub(c.At) > checkInLife {
			continue
		}
		energy.take(c.At, c.Energy)
		sleep.take(c.At, c.SleepQuality)
		sore.take(c.At, c.Soreness)
	}
	inputs := map[string]float64{}
	lowest, what := 5, ""
	for _, a := range []struct {
		name string
		answer
	}{{"energy", energy}, {"sleep quality", sleep}} {
		if a.value == 0 {
			continue
		}
		inputs[a.name] = float64(a.value)
		if a.value < lowest || what == "" {
			lowest, what = a.value, a.name
		}
	}
	if sore.value > 0 {
		inputs["soreness"] = float64(sore.value)
	}
	r := readiness{quantity: spotter.Quantity{Value: float64(lowest), Unit: "of 5", Method: "lower of energy and sleep quality, soreness beside it; valid 36 h",
		Inputs: inputs, Source: "product rule", Confidence: "heuristic"}}
	switch {
	case lowest == 1:
		r.effect, r.because = cuts, fmt.Sprintf("you reported %s 1 of 5", what)
	case sore.value == 5:
		r.effect, r.because = cuts, "you reported soreness 5 of 5"
	case lowest == 2:
		r.effect, r.because = holds, fmt.Sprintf("you reported %s 2 of 5", what)
	case sore.value == 4:
		r.effect, r.because = holds, "you reported soreness 4 of 5"
	}
	return r
}

// answer is the newest value of a question.
type answer struct {
	at    time.Time
	value int
}

func (a *answer) take(at time.Time, value *int) {
	if value != nil && (a.value == 0 || at.After(a.at)) {
		a.at, a.value = at, *value
	}
}
