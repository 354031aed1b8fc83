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
		reason = fmt.Sprintf("%s have stayed where they were for three sessions.", listed(names))
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

// stall is a lift that stays where it was.
type stall struct {
	exercise, name string
	last           []spotter.LiftPoint // three sessions
}

// stalled are the lifts of the plan that stay where they were, in the order of the plan. Easy weeks are left
// out: less was asked for then.
func (h *History) stalled() []stall {
	hard := make([]Session, 0, len(h.Sessions))
	for _, s := range h.Sessions {
		if h.Today.DaysSince(s.Date) <= stallReach && !h.eased(s.Date) {
			hard = append(hard, s)
		}
	}
	series := LiftSeries(hard)
	var out []stall
	seen := map[string]bool{}
	for _, d := range h.Plan.Days {
		for _, e := range d.Exercises {
			points := series[e.Exercise]
			if !seen[e.Exercise] && Stalled(points, h.Today) {
				out = append(out, stall{e.Exercise, e.Name, points[len(points)-stallSessions:]})
			}
			seen[e.Exercise] = true
		}
	}
	return out
}

func (s stall) evidence() spotter.Reason {
	gain := max(s.last[1].E1RM, s.last[2].E1RM)/s.last[0].E1RM - 1
	q := spotter.Quantity{Value: spotter.RoundTo(gain*100, 0.1), Unit: "%",
		Method: "best e1RM of the last two sessions against the one before them; a stall up to 0.5 %",
		Inputs: map[string]float64{"first_kg": s.last[0].E1RM, "second_kg": s.last[1].E1RM, "third_kg": s.last[2].E1RM},
		Source: ruleSource + "; e1RM by Epley 1985 and Brzycki 1993", Confidence: "medium"}
	return spotter.Reason{About: s.exercise, Quantity: &q,
		Text: fmt.Sprintf("%s: estimated maximum %.1f, %.1f and %.1f kg on %s, %s and %s.", s.name, s.last[0].E1RM, s.last[1].E1RM, s.last[2].E1RM, s.last[0].Date, s.last[1].Date, s.last[2].Date)}
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
