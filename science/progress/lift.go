package progress

import (
	"cmp"
	"slices"

	"spotter"
	"spotter/science/training"
)

// LiftSeries is the best estimate of each session by exercise, in order. Sessions without a set of one to
// ten effective repetitions with a load have none.
func LiftSeries(sessions []Session) map[string][]spotter.LiftPoint {
	out := map[string][]spotter.LiftPoint{}
	for _, s := range sessions {
		best := map[string]spotter.LiftPoint{}
		for _, set := range s.Sets {
			p, ok := pointOf(s.Date, set)
			if ok && p.E1RM > best[set.Exercise].E1RM {
				best[set.Exercise] = p
			}
		}
		for exercise, p := range best {
			out[exercise] = append(out[exercise], p)
		}
	}
	return out
}

// pointOf estimates from a set. A reserve that was not told counts as none, which can only make less of it.
func pointOf(date spotter.Date, s Set) (spotter.LiftPoint, bool) {
	rir := 0
	if s.RIR != nil {
		rir = *s.RIR
	}
	q, ok := training.E1RM(s.KG, s.Reps, rir)
	return spotter.LiftPoint{Date: date, E1RM: q.Value, LoadKG: s.KG, Reps: s.Reps, RIR: s.RIR}, ok
}

// Change is how the mean of the last third of a series stands to that of the first, in per cent; ok is false
// with fewer than three sessions.
func Change(series []spotter.LiftPoint) (q spotter.Quantity, ok bool) {
	n := len(series)
	if n < 3 {
		return q, false
	}
	third := n / 3
	first, last := meanE1RM(series[:third]), meanE1RM(series[n-third:])
	confidence := "low"
	if n >= 6 {
		confidence = "medium"
	}
	return spotter.Quantity{Value: spotter.RoundTo((last/first-1)*100, 0.1), Unit: "%",
		Method: "mean e1RM of the last third of the sessions against that of the first",
		Inputs: map[string]float64{"first_kg": spotter.RoundTo(first, 0.01), "last_kg": spotter.RoundTo(last, 0.01), "sessions": float64(n)},
		Source: "Epley 1985, Brzycki 1993", Confidence: confidence}, true
}

func meanE1RM(points []spotter.LiftPoint) float64 {
	sum := 0.0
	for _, p := range points {
		sum += p.E1RM
	}
	return sum / float64(len(points))
}

// Best is the most of an exercise with one load: the repetitions, and those with their reserve that still
// tell a maximum (0: none), each with its first day; of the latter also the repetitions alone.
type Best struct {
	Exercise  string
	KG        float64
	Reps      int
	On        spotter.Date
	Effective int
	TellsOn   spotter.Date
	TellsReps int
}

// mostRecords is how many loads of an exercise are listed.
const mostRecords = 10

// Records are the best of each exercise.
func Records(best []Best) map[string]spotter.LiftRecords {
	sorted := slices.SortedFunc(slices.Values(best), func(a, b Best) int { return cmp.Compare(b.KG, a.KG) })
	out := map[string]spotter.LiftRecords{}
	for _, b := range sorted {
		r, known := out[b.Exercise]
		if !known {
			r.ByReps = []spotter.RepsRecord{}
		}
		r.ByReps = withReps(r.ByReps, b)
		if r.Load == nil && len(r.ByReps) > 0 {
			r.Load = &r.ByReps[0]
		}
		q, ok := training.E1RM(b.KG, max(1, b.Effective), 0)
		if ok && b.Effective > 0 && (r.E1RM == nil || q.Value > r.E1RM.E1RM) {
			r.E1RM = &spotter.LiftPoint{Date: b.TellsOn, E1RM: q.Value, LoadKG: b.KG, Reps: b.TellsReps}
			if rir := b.Effective - b.TellsReps; rir > 0 {
				r.E1RM.RIR = &rir
			}
		}
		out[b.Exercise] = r
	}
	return out
}

// withReps adds a load where it was lifted more often than any heavier one.
func withReps(records []spotter.RepsRecord, b Best) []spotter.RepsRecord {
	n := len(records)
	if b.KG <= 0 || b.Reps < 1 || n == mostRecords || n > 0 && records[n-1].Reps >= b.Reps {
		return records
	}
	return append(records, spotter.RepsRecord{LoadKG: b.KG, Reps: b.Reps, Date: b.On})
}
