package spotter

import "math"

// RoundTo rounds to the nearest multiple of step, halves away from zero; step > 0.
func RoundTo(x, step float64) float64 {
	n := math.Round(x / step)
	if step < 1 { // dividing by the whole inverse keeps 83.915 from becoming 83.91499999999999
		return n / math.Round(1/step)
	}
	return n * step
}
