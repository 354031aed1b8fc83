package eval

import (
	"slices"
	"strings"
)

// HoldsLive reports whether a must can be wanted when a real model answers instead of the script: what is about
// the script's own words, or about how a fault of it was caught, cannot.
func (m Must) HoldsLive(t Turn) bool {
	switch m.Verb {
	case "withhold", "correct", "read", "fence", "learn", "end", "fail":
		return false
	case "ask":
		return m.Not
	case "call":
		return !strings.HasSuffix(m.Value, " failed")
	case "answer", "hand over":
		return !slices.ContainsFunc(t.Steps, Step.handsOver)
	case "say", "show":
		return m.Not || !slices.ContainsFunc(t.Steps, func(s Step) bool { return strings.Contains(s.Text, m.Value) })
	}
	return true
}

func (s Step) handsOver() bool {
	return slices.ContainsFunc(s.Calls, func(c Call) bool { return c.Tool == "hand_over" })
}

// Live reports whether a scenario makes sense with a real model.
func (s Scenario) Live() bool {
	return !s.Scripted && !slices.ContainsFunc(s.Turns, func(t Turn) bool {
		return slices.ContainsFunc(t.Steps, func(s Step) bool { return s.Fails != "" || s.Stops != "" })
	})
}
