package progress

import (
	"math"
	"slices"

	"spotter"
	"spotter/science/training"
)

// How a stall is told. Estimates of a day scatter by a few per cent, and one repetition more is 2 to 3 % at
// once: three sessions alone cannot tell somebody who gains from somebody who does not. So a stall needs
// sessions enough to rule a gain out.
const (
	stallSessions = 3
	stallGain     = 1.005 // three sessions without more than this
	stallReach    = 42    // days in which the sessions lie
	stallSpan     = 13    // days between the first and the last
	awayDays      = 14    // without training: re-entry, no stall
	hardRIR       = 3     // with more left in reserve nothing was asked of a lift
	mostReps      = 15    // effective repetitions

	gaining   = 1.0 // % a week: what is ruled out
	sure      = 2.0 // standard errors, for 97.7 % on one side
	narrow    = 0.5 // % a week: the standard error from which a slope is worth reading
	scatter   = 0.8 // %: how far estimates scatter at the least, since repetitions are whole
	knownFrom = 3   // how many sessions that is worth beside those that are seen
)

// stall is a lift that stays where it was.
type stall struct {
	exercise, name string
	sessions       []effort
	slope, wide    float64 // % a week, and its standard error
	noise          float64 // %: how far sessions scatter around a line
}

// stalls are the lifts that stay where they were on a day, by exercise. Easy weeks are left out: less was asked
// for then.
func (h *History) stalls(on spotter.Date) map[string]stall {
	series := map[string][]effort{}
	for _, s := range h.Sessions {
		if d := on.DaysSince(s.Date); d >= 0 && d <= stallReach && !h.eased(s.Date) {
			for exercise, e := range efforts(s) {
				series[exercise] = append(series[exercise], e)
			}
		}
	}
	out := map[string]stall{}
	for exercise, all := range series {
		if s, ok := flat(alike(all), on); ok {
			s.exercise = exercise
			out[exercise] = s
		}
	}
	return out
}

// Stalled names the exercises that stay where they were on a day.
func (h *History) Stalled(on spotter.Date) map[string]bool {
	out := map[string]bool{}
	for exercise := range h.stalls(on) {
		out[exercise] = true
	}
	return out
}

// effort is the best of a lift in a session.
type effort struct {
	spotter.LiftPoint
	hard bool // one of the sets left little in reserve
}

// efforts are the best of each lift in a session. They reach further than estimates that are shown: a good day
// with a light load would else be left out, and what is left would look like a stall.
func efforts(s Session) map[string]effort {
	out := map[string]effort{}
	for _, set := range s.Sets {
		rir := 0
		if set.RIR != nil {
			rir = *set.RIR
		}
		kg, ok := strength(set.KG, set.Reps, rir)
		if !ok {
			continue
		}
		e := out[set.Exercise]
		if kg > e.E1RM {
			e.LiftPoint = spotter.LiftPoint{Date: s.Date, E1RM: kg, LoadKG: set.KG, Reps: set.Reps, RIR: set.RIR}
		}
		e.hard = e.hard || rir <= hardRIR
		out[set.Exercise] = e
	}
	return out
}

// strength is the estimated maximum, beyond ten effective repetitions by Epley alone, which meets the other
// formula there. It compares a lift with itself; nothing is loaded by it.
func strength(kg float64, reps, rir int) (float64, bool) {
	if q, ok := training.E1RM(kg, reps, rir); ok {
		return q.Value, true
	}
	n := reps + rir
	return kg * (1 + float64(n)/30), kg > 0 && reps > 0 && n <= mostReps
}

// alike keeps the sessions whose reserve was told, or the others where those are more: a reserve that was
// not told counts as none, so that the two do not compare.
func alike(all []effort) []effort {
	var told, untold []effort
	for _, e := range all {
		if e.RIR != nil {
			told = append(told, e)
		} else {
			untold = append(untold, e)
		}
	}
	if len(told) >= len(untold) {
		return told
	}
	return untold
}

// flat reports whether the latest sessions of a lift, each with a hard set, stay where they were: none of the last two exceeds the one
// before them by more than 0.5 %, and the slope over as few sessions as it can be read from rules out a gain of
// 1 % a week. A series whose last session is two weeks old says nothing.
func flat(series []effort, today spotter.Date) (s stall, ok bool) {
	n := len(series)
	if n < stallSessions || today.DaysSince(series[n-1].Date) >= awayDays {
		return s, false
	}
	if three := series[n-stallSessions:]; !allHard(three) || max(three[1].E1RM, three[2].E1RM) > three[0].E1RM*stallGain+1e-9 {
		return s, false
	}
	noise := noiseOf(series)
	for k := stallSessions; k <= n; k++ {
		last := series[n-k:]
		if last[k-1].Date.DaysSince(last[0].Date) < stallSpan {
			continue
		}
		slope, wide := slopeOf(last, noise)
		if wide <= narrow {
			return stall{sessions: last, slope: slope, wide: wide, noise: noise}, slope+sure*wide <= gaining
		}
	}
	return s, false
}

// allHard reports whether each session asked something of the lift.
func allHard(series []effort) bool {
	return !slices.ContainsFunc(series, func(e effort) bool { return !e.hard })
}

// noiseOf is how far sessions scatter around a line, in per cent: from the second differences of the logarithms,
// which a steady gain leaves at nought, beside what whole repetitions scatter anyway.
func noiseOf(series []effort) float64 {
	sum, n := knownFrom*scatter*scatter, float64(knownFrom)
	for i := 2; i < len(series); i++ {
		bend := percent(series[i]) - 2*percent(series[i-1]) + percent(series[i-2])
		sum, n = sum+bend*bend/6, n+1
	}
	return math.Sqrt(sum / n)
}

func percent(p effort) float64 { return 100 * math.Log(p.E1RM) }

// slopeOf is the slope of a series by least squares in per cent a week, and its standard error.
func slopeOf(series []effort, noise float64) (slope, wide float64) {
	var x, y float64
	week := func(p effort) float64 { return float64(p.Date.DaysSince(series[0].Date)) / 7 }
	for _, p := range series {
		x += week(p) / float64(len(series))
		y += percent(p) / float64(len(series))
	}
	var xx, xy float64
	for _, p := range series {
		xx += (week(p) - x) * (week(p) - x)
		xy += (week(p) - x) * (percent(p) - y)
	}
	return xy / xx, noise / math.Sqrt(xx)
}
