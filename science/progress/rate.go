package progress

import (
	"spotter"
	"spotter/lang"
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
		return lang.Reason("rate", &q, lang.Say(lang.ProgressFastLoss, lang.Fixed(-s.Percent, 1), lang.Fixed(fastLoss, 1))), true
	case s.Percent > fastGain && !limits.NoDeficit:
		return lang.Reason("rate", &q, lang.Say(lang.ProgressFastGain, lang.Fixed(s.Percent, 1), lang.Fixed(fastGain, 1))), true
	}
	return r, false
}
