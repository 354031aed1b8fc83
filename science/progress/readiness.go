package progress

import (
	"fmt"
	"time"

	"spotter"
	"spotter/lang"
)

// checkInLife is for how long a check-in says how somebody is.
const checkInLife = 36 * time.Hour

// Readiness takes each answer from the newest check-in of the last 36 hours that gave it. Readiness is the
// lower of energy and sleep quality: 2, or soreness 4, holds the load; 1, or soreness 5, lowers it by 10 %.
// There is no way to raise one. Without an answer the effect is unknown, and nothing is held.
func Readiness(checkIns []spotter.CheckIn, now time.Time) spotter.Readiness {
	var energy, sleep, sore answer
	for _, c := range checkIns {
		if c.At.After(now) || now.Sub(c.At) > checkInLife {
			continue
		}
		energy.take(c.At, c.Energy)
		sleep.take(c.At, c.SleepQuality)
		sore.take(c.At, c.Soreness)
	}
	lowest, what := lower(energy.value, sleep.value)
	r := judge(lowest, what, sore.value)
	if r.Effect == spotter.ReadinessUnknown {
		return r
	}
	if lowest == 0 {
		lowest = 5 // nothing was said against it
	}
	r.Quantity = &spotter.Quantity{Value: float64(lowest), Unit: "of 5",
		Method: "lower of energy and sleep quality; 2, or soreness 4, holds the load; 1, or soreness 5, lowers it by 10 %; valid 36 h",
		Inputs: map[string]float64{}, Source: "product rule", Confidence: "heuristic"}
	for name, a := range map[string]answer{"energy": energy, "sleep quality": sleep, "soreness": sore} {
		if a.value > 0 {
			r.Quantity.Inputs[name] = float64(a.value)
		}
	}
	return r
}

// lower is the lower of two answers of which any may be missing (0), and what it is about.
func lower(energy, sleep int) (value int, what string) {
	if energy == 0 || sleep > 0 && sleep < energy {
		return sleep, "sleep quality"
	}
	return energy, "energy"
}

func judge(lowest int, what string, sore int) spotter.Readiness {
	switch {
	case lowest == 0 && sore == 0:
		return told(spotter.Readiness{Effect: spotter.ReadinessUnknown, LoadShare: 1}, lang.ProgressReadyUnknown)
	case lowest == 1:
		return lowered(what, 1)
	case sore == 5:
		return lowered("soreness", 5)
	case lowest == 2:
		return held(what, 2)
	case sore == 4:
		return held("soreness", 4)
	}
	return told(spotter.Readiness{Effect: spotter.ReadinessNone, LoadShare: 1}, lang.ProgressReadyFine)
}

// told is a readiness with its words.
func told(r spotter.Readiness, key lang.Key, args ...spotter.Argument) spotter.Readiness {
	r.Say = lang.Say(key, args...)
	r.Text = lang.English(r.Say)
	return r
}

func lowered(what string, value int) spotter.Readiness {
	return told(spotter.Readiness{Effect: spotter.ReadinessCut, LoadShare: 0.9, Because: reported(what, value)}, lang.ProgressReadyCut, lang.Term(what), lang.Number(value))
}

func held(what string, value int) spotter.Readiness {
	return told(spotter.Readiness{Effect: spotter.ReadinessHold, LoadShare: 1, Because: reported(what, value)}, lang.ProgressReadyHold, lang.Term(what), lang.Number(value))
}

func reported(what string, value int) string {
	return fmt.Sprintf("you reported %s %d of 5", what, value)
}

// answer is the newest value of a question, 0 without one.
type answer struct {
	at    time.Time
	value int
}

func (a *answer) take(at time.Time, value *int) {
	if value != nil && (a.value == 0 || at.After(a.at)) {
		a.at, a.value = at, *value
	}
}

// readinessIn is the readiness of one check-in, 0 when it says nothing of it.
func readinessIn(c spotter.CheckIn) int {
	var energy, sleep int
	if c.Energy != nil {
		energy = *c.Energy
	}
	if c.SleepQuality != nil {
		sleep = *c.SleepQuality
	}
	value, _ := lower(energy, sleep)
	return value
}
