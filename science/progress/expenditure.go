package progress

import (
	"slices"

	"spotter"
)

// What measured expenditure needs, of the last days before today.
const (
	measureDays     = 28
	leastMeasured   = 14 // days from the first complete day to the last, and between weighings
	leastComplete   = 7
	mediumComplete  = 11
	highComplete    = 21
	kcalPerKG       = 7700.0
	plausibleIntake = 0.5 // of resting energy: less was hardly all that was eaten
)

// Complete reports whether the log of a day is taken for all that was eaten: as many meals with known energy
// as the person ate a day then, none of unknown energy, and at least half of resting energy.
func (i Intake) Complete() bool {
	return i.Unknown == 0 && i.Meals >= max(1, i.PerDay) && i.Kcal >= plausibleIntake*i.Resting
}

// complete are the complete days of the last days before today.
func (h *History) complete(days int) []Intake {
	from := h.Today.AddDays(-days)
	return slices.DeleteFunc(slices.Clone(h.Intake), func(i Intake) bool {
		return i.Date.Before(from) || !i.Date.Before(h.Today) || !i.Complete()
	})
}

// Expenditure is the energy in kcal a day that a person has used: mean intake of the complete days less the
// slope of weight × 7,700 kcal a kg. ok is false below seven complete days in 28, or where they or the
// weighings do not span 14; the estimate by factor holds then.
func (h *History) Expenditure() (q spotter.Quantity, ok bool) { return h.expenditure(measureDays) }

func (h *History) expenditure(days int) (q spotter.Quantity, ok bool) {
	complete := h.complete(days)
	n := len(complete)
	slope, known := SlopeOf(h.Weights, h.Today.AddDays(-1), days)
	if !known || n < leastComplete || slope.Inputs["span_days"] < leastMeasured {
		return q, false
	}
	if complete[n-1].Date.DaysSince(complete[0].Date)+1 < leastMeasured {
		return q, false
	}
	mean, dates := 0.0, make([]spotter.Date, n)
	for i, day := range complete {
		mean += day.Kcal / float64(n)
		dates[i] = day.Date
	}
	gap := longestGap(dates, h.Today)
	return spotter.Quantity{
		Value: spotter.RoundTo(mean-slope.PerDay*kcalPerKG, 1), Unit: "kcal/day",
		Method: "mean intake − slope of weight × 7,700 kcal/kg; a day counts when as many meals with known energy as you ate a day then and none without are logged, and at least half of resting energy",
		Inputs: map[string]float64{"mean_intake_kcal": spotter.RoundTo(mean, 1), "complete_days": float64(n), "of_days": float64(days), "longest_gap_days": float64(gap),
			"slope_kg_per_day": spotter.RoundTo(slope.PerDay, 0.0001), "weighed_days": slope.Inputs["weighed_days"], "kcal_per_kg": kcalPerKG},
		Source:     "energy balance; 7,700 kcal a kg of body mass is a convention",
		Confidence: measureConfidence(n, gap, rankOf(slope.Confidence)),
	}, true
}

// measureConfidence is no higher than that of the slope, which has been lowered for its own gaps.
func measureConfidence(complete, gap, slope int) string {
	rank := 0
	if complete >= mediumComplete {
		rank = 1
	}
	if complete >= highComplete {
		rank = 2
	}
	if gap >= gapDays {
		rank--
	}
	return confidence(min(rank, slope))
}
