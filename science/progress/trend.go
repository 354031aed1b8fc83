package progress

import (
	"math"
	"slices"

	"spotter"
)

// How a weight trend is made. A weighing moves the trend by a tenth of its distance, and one that is further
// away than 2 % of the trend moves it as one at 2 % would: a slip of the hand or a day's water bends it little.
// Where two weeks or more lie between weighings nothing is drawn: the trend starts again.
const (
	keepADay   = 0.9
	mostAside  = 0.02
	restart    = 14 // days
	startDays  = 3  // weighed days whose median a trend starts from
	startReach = 7  // days in which they lie
)

// dayWeight is the median of a day's weighings.
type dayWeight struct {
	date spotter.Date
	kg   float64
}

// perDay takes the median of each day's weighings.
func perDay(weighings []Weighing) []dayWeight {
	var out []dayWeight
	for i := 0; i < len(weighings); {
		j := i
		var kg []float64
		for ; j < len(weighings) && weighings[j].Date == weighings[i].Date; j++ {
			kg = append(kg, weighings[j].KG)
		}
		out = append(out, dayWeight{weighings[i].Date, median(kg)})
		i = j
	}
	return out
}

// Trend is the smoothed weight of each day that has a weighing: T += (1 − 0.9^days since the last) ×
// (x − T), where x is the median of the day and x − T is held within 2 % of T. weighings are in order.
func Trend(weighings []Weighing) []spotter.WeightPoint {
	days := perDay(weighings)
	out := make([]spotter.WeightPoint, len(days))
	var trend float64
	for i, d := range days {
		gap := 0
		if i > 0 {
			gap = d.date.DaysSince(days[i-1].date)
		}
		if i == 0 || gap >= restart {
			trend = startOf(days[i:])
		} else {
			aside := max(-mostAside*trend, min(mostAside*trend, d.kg-trend))
			trend += (1 - math.Pow(keepADay, float64(gap))) * aside
		}
		out[i] = spotter.WeightPoint{Date: d.date, WeightKG: spotter.RoundTo(d.kg, 0.01), TrendKG: spotter.RoundTo(trend, 0.01)}
	}
	return out
}

// startOf is the median of up to three weighed days of the first week.
func startOf(days []dayWeight) float64 {
	var kg []float64
	for _, d := range days {
		if len(kg) == startDays || d.date.DaysSince(days[0].date) >= startReach {
			break
		}
		kg = append(kg, d.kg)
	}
	return median(kg)
}

// median of one value or more; the mean of the middle two where they are even.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	if n%2 == 1 {
		return sorted[n/2]
	}
	return (sorted[n/2-1] + sorted[n/2]) / 2
}
