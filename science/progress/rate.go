package progress

import (
	"fmt"

	"spotter"
)

// The rates a week, in per cent of body mass, beyond which a change is worth a word.
const (
	fastLoss = 1.5
	fastGain = 0.5
)

const rateSource = "Helms et al. 2014, Iraki et al. 2019 (unverified)"

// FastRate is a word about a trend that falls by more than 1.5 % of body mass a week or rises by more than
// 0.5 %, ok is false when there is none to say. A slope of low confidence says nothing, and to somebody whom
// a limit protects from a deficit nothing is said of a gain: they may be growing, or expecting.
func FastRate(s Slope, limits spotter.Limits) (r spotter.Reason, ok bool) {
	if rankOf(s.Confidence) == 0 {
		return r, false
	}
	q := s.Quantity
	q.Source += "; " + rateSource
	switch {
	case -s.Percent > fastLoss:
		return spotter.Reason{About: "rate", Quantity: &q, Text: fmt.Sprintf("Your weight trend falls by %.1f %% of body mass a week. "+
			"Above %.1f %% more of it tends to be muscle; eating a little more brings it down to a steady pace. If the loss is not intended, have a doctor look at it.", -s.Percent, fastLoss)}, true
	case s.Percent > fastGain && !limits.NoDeficit:
		return spotter.Reason{About: "rate", Quantity: &q, Text: fmt.Sprintf("Your weight trend rises by %.1f %% of body mass a week. "+
			"Above %.1f %% more of it tends to be fat than muscle; a little less food brings it to a steady pace.", s.Percent, fastGain)}, true
	}
	return r, false
}
