package progress

import (
	"math"
	"slices"

	"spotter"
)

// SlopeDays is how far back the slope of a trend looks, its last day included.
const SlopeDays = 28

// What a slope needs, and what makes it sure.
const (
	leastWeighed, leastSpan   = 4, 7
	mediumWeighed, mediumSpan = 7, 14
	highWeighed, highSpan     = 14, 21
	gapDays                   = 3 // days in a row without an entry that lower the confidence

	highWithin, mediumWithin = 0.2, 0.5 // % of body mass a week that the interval reaches to each side
)

// Slope is how a weight changes, in kg a week.
type Slope struct {
	spotter.Quantity
	PerDay  float64 // kg
	Percent float64 // of the median weight, a week
	MeanKG  float64 // the median weight
}

// SlopeOf is the median of the slopes between all pairs of weighed days of the last days (Theil and Sen),
// which a few wild weighings cannot move; ok is false with fewer than four weighed days or less than a week
// between the first and the last. Its interval of 95 % is Sen's, from the ranks of the slopes.
func SlopeOf(weighings []Weighing, today spotter.Date, days int) (s Slope, ok bool) {
	within := weighedWithin(weighings, today, days)
	n := len(within)
	if n < leastWeighed {
		return s, false
	}
	span := within[n-1].date.DaysSince(within[0].date) + 1
	if span < leastSpan {
		return s, false
	}
	slopes, kg := pairSlopes(within)
	low, high := senInterval(slopes, n)
	s.PerDay, s.MeanKG = median(slopes), median(kg)
	s.Percent = spotter.RoundTo(s.PerDay*7/s.MeanKG*100, 0.01)
	dates := make([]spotter.Date, n)
	for i, d := range within {
		dates[i] = d.date
	}
	gap := longestGap(dates, today)
	s.Quantity = spotter.Quantity{
		Value: spotter.RoundTo(s.PerDay*7, 0.001), Unit: "kg/week",
		Method: "median of the slopes between all pairs of weighed days (Theil-Sen), interval of 95 % by Sen",
		Inputs: map[string]float64{"days": float64(days), "weighed_days": float64(n), "span_days": float64(span), "longest_gap_days": float64(gap),
			"low": spotter.RoundTo(low*7, 0.001), "high": spotter.RoundTo(high*7, 0.001), "percent_a_week": s.Percent, "median_kg": spotter.RoundTo(s.MeanKG, 0.01)},
		Source: "Theil 1950, Sen 1968", Confidence: slopeConfidence(n, span, gap, (high-low)/2*7/s.MeanKG*100),
	}
	return s, true
}

func weighedWithin(weighings []Weighing, today spotter.Date, days int) []dayWeight {
	from := today.AddDays(1 - days)
	within := slices.DeleteFunc(slices.Clone(weighings), func(w Weighing) bool { return w.Date.Before(from) || today.Before(w.Date) })
	return perDay(within)
}

func pairSlopes(days []dayWeight) (slopes, kg []float64) {
	for i, a := range days {
		kg = append(kg, a.kg)
		for _, b := range days[i+1:] {
			slopes = append(slopes, (b.kg-a.kg)/float64(b.date.DaysSince(a.date)))
		}
	}
	return slopes, kg
}

// senInterval is the interval of 95 % around the median slope of n days.
func senInterval(slopes []float64, n int) (low, high float64) {
	sorted := slices.Sorted(slices.Values(slopes))
	c := 1.96 * math.Sqrt(float64(n*(n-1)*(2*n+5))/18)
	first := int(math.Floor((float64(len(sorted)) - c) / 2))
	first = max(0, min(first, len(sorted)-1))
	return sorted[first], sorted[len(sorted)-1-first]
}

// longestGap is the most days in a row without an entry, from the first one to a day that may have one.
func longestGap(dates []spotter.Date, until spotter.Date) int {
	most := until.DaysSince(dates[len(dates)-1]) - 1
	for i := 1; i < len(dates); i++ {
		most = max(most, dates[i].DaysSince(dates[i-1])-1)
	}
	return most
}

// slopeConfidence falls with few days, with gaps, and with an interval that reaches far: within is how far, in
// per cent of body mass a week.
func slopeConfidence(n, span, gap int, within float64) string {
	rank := 0
	if n >= mediumWeighed && span >= mediumSpan {
		rank = 1
	}
	if n >= highWeighed && span >= highSpan {
		rank = 2
	}
	if gap >= gapDays {
		rank--
	}
	switch {
	case within > mediumWithin:
		rank = 0
	case within > highWithin:
		rank = min(rank, 1)
	}
	return confidence(rank)
}

// confidence names a rank: 2 and more is high, 1 medium, less low.
func confidence(rank int) string {
	switch {
	case rank >= 2:
		return "high"
	case rank == 1:
		return "medium"
	}
	return "low"
}

func rankOf(name string) int {
	switch name {
	case "high":
		return 2
	case "medium":
		return 1
	}
	return 0
}
