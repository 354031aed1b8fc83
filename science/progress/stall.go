package progress

import (
	"fmt"
	"strings"

	"spotter"
)

const leastStalled = 2

// whyDeload says what speaks for an easy week, empty when nothing does.
func (h *History) whyDeload() (reason string, evidence []spotter.Reason) {
	var names []string
	for _, s := range h.stalled() {
		names = append(names, s.name)
		evidence = append(evidence, s.evidence())
	}
	readiness, low := h.lowReadiness()
	switch {
	case len(names) >= leastStalled:
		reason = fmt.Sprintf("%s have stayed where they were for three sessions and more.", listed(names))
	case low:
		evidence, reason = nil, "Energy or sleep were low in your last three check-ins."
	default:
		return "", nil
	}
	if low {
		evidence = append(evidence, spotter.Reason{About: "readiness", Text: fmt.Sprintf("Your readiness was %.1f of 5 on average in the last three check-ins.", readiness.Value), Quantity: &readiness})
	}
	return reason, evidence
}

// listed writes names as a person reads them: "a, b and c".
func listed(names []string) string {
	n := len(names)
	if n == 1 {
		return names[0]
	}
	return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
}

// stalled are the lifts of the plan that stay where they were, in the order of the plan.
func (h *History) stalled() []stall {
	found := h.stalls(h.Today)
	var out []stall
	for _, d := range h.Plan.Days {
		for _, e := range d.Exercises {
			if s, ok := found[e.Exercise]; ok {
				s.name = e.Name
				out = append(out, s)
				delete(found, e.Exercise)
			}
		}
	}
	return out
}

func (s stall) evidence() spotter.Reason {
	first, last := s.sessions[0], s.sessions[len(s.sessions)-1]
	q := spotter.Quantity{Value: spotter.RoundTo(s.slope, 0.01), Unit: "%/week",
		Method: "slope of the best hard set's e1RM by session (least squares); a stall where no gain beyond 0.5 % came in three sessions and a gain of 1 % a week is ruled out with 97.7 %, from three sessions over two weeks on",
		Inputs: map[string]float64{"sessions": float64(len(s.sessions)), "days": float64(last.Date.DaysSince(first.Date)), "first_kg": first.E1RM, "last_kg": last.E1RM,
			"high": spotter.RoundTo(s.slope+sure*s.wide, 0.01), "noise_percent": spotter.RoundTo(s.noise, 0.01)},
		Source: ruleSource + "; e1RM by Epley 1985 and Brzycki 1993", Confidence: "medium"}
	return spotter.Reason{About: s.exercise, Quantity: &q,
		Text: fmt.Sprintf("%s: over %d sessions from %s to %s the estimated maximum went from %.1f to %.1f kg, %+.1f %% a week by its trend.", s.name, len(s.sessions), first.Date, last.Date, first.E1RM, last.E1RM, s.slope)}
}

// How low readiness is told.
const (
	readinessCheckIns = 3
	readinessDays     = 14
	lowMean           = 2.0
)

// lowReadiness is the mean readiness of the last three check-ins of 14 days that tell it, and whether it is low.
func (h *History) lowReadiness() (q spotter.Quantity, low bool) {
	sum, n := 0, 0
	for i := len(h.CheckIns) - 1; i >= 0 && n < readinessCheckIns; i-- {
		c := h.CheckIns[i]
		if r := readinessIn(c); r > 0 && !c.At.After(h.Now) && h.Now.Sub(c.At).Hours() <= readinessDays*24 {
			sum += r
			n++
		}
	}
	mean := float64(sum) / readinessCheckIns
	return spotter.Quantity{Value: spotter.RoundTo(mean, 0.1), Unit: "of 5", Method: "mean of the lower of energy and sleep quality in the last three check-ins of 14 days; low up to 2",
		Inputs: map[string]float64{"check_ins": float64(n)}, Source: ruleSource, Confidence: "heuristic"}, n == readinessCheckIns && mean <= lowMean
}
