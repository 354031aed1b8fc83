package progress

import (
	"fmt"

	"spotter"
	"spotter/science/training"
)

// When the next block is proposed, and to whom: a block that was hardly trained has more to give, and repeats.
const (
	daysAhead   = 3 // before the last week ends
	leastKept   = 0.5
	mostLiftsOf = 3 // in the evidence
)

// run is one time through a block.
type run struct {
	due   spotter.Date // from when the next block is proposed
	first spotter.Date
	last  spotter.Date
}

// runOf is the latest time through the block whose end is near or over; ok is false before the end of the first.
func (h *History) runOf() (r run, ok bool) {
	began, length := h.Since, 7*h.Plan.Weeks
	if h.Plan.Began != nil {
		began = *h.Plan.Began
	}
	days := h.Today.DaysSince(began)
	if length < 7 || days < length-daysAhead {
		return r, false
	}
	r.first = began.AddDays(((days+daysAhead)/length - 1) * length)
	r.last = r.first.AddDays(length - 1)
	r.due = r.last.AddDays(1 - daysAhead)
	return r, true
}

// nextBlock answers to a block that ends: the next one follows it, with loads from the log. It begins when the
// easy week is over. What was decided is not asked about again before the block has run once more.
func (h *History) nextBlock() (a Adaptation, ok bool) {
	r, ended := h.runOf()
	last, trained := h.last()
	if !ended || !trained || h.Today.DaysSince(last) >= awayDays || h.quiet(spotter.TriggerNextBlock, r.due) {
		return a, false
	}
	kept, of := h.keptIn(r.first, h.Today)
	if of == 0 || float64(kept) < leastKept*float64(of) {
		return a, false
	}
	a = Adaptation{Trigger: spotter.TriggerNextBlock, NextBlock: true, Begins: r.last.AddDays(1),
		Summary: "The next block of your training",
		Reason:  fmt.Sprintf("Your block ends on %s. The next one keeps your priority lifts, takes its loads from your log and changes what stands beside them; until you accept it, this one repeats.", r.last)}
	a.Evidence = append([]spotter.Reason{
		{About: string(a.Trigger), Text: fmt.Sprintf("The block has %d weeks; its last day is %s.", h.Plan.Weeks, r.last),
			Quantity: &spotter.Quantity{Value: float64(h.Plan.Weeks), Unit: "weeks", Method: "weeks of the block since it began; proposed from three days before its end",
				Inputs: map[string]float64{"days": float64(h.Today.DaysSince(r.first) + 1)}, Source: ruleSource, Confidence: "heuristic"}},
		{About: "sessions", Text: fmt.Sprintf("%d of its %d sessions so far took place.", kept, of),
			Quantity: &spotter.Quantity{Value: float64(kept), Unit: "sessions", Method: "planned sessions that took place on their day, before the next one or ahead of it; proposed from half of them on",
				Inputs: map[string]float64{"of": float64(of)}, Source: ruleSource, Confidence: "high"}},
	}, h.changesIn(r.first)...)
	if !h.Today.Before(a.Begins) {
		a.Begins = h.Today
		a.Reason = fmt.Sprintf("Your block ended on %s and repeats since. The next one keeps your priority lifts, takes its loads from your log and changes what stands beside them.", r.last)
		return a, true
	}
	if by := training.DeloadOf(*h.Plan); h.Plan.DeloadWeek == h.Plan.Weeks {
		a.Easings = []spotter.Easing{{From: h.Today, Until: r.last, Sets: by.Sets, Load: by.Load, Why: spotter.TriggerDeload,
			Text: "The easy week that ends the block before: half the sets and 10 % less load."}}
	}
	return a, true
}

// keptIn counts, of the sessions planned in a range, those that took place.
func (h *History) keptIn(from, to spotter.Date) (kept, of int) {
	for i, took := range Kept(h.Planned, doneDays(h.Sessions)) {
		if h.Planned[i].Before(from) || to.Before(h.Planned[i]) {
			continue
		}
		of++
		if took {
			kept++
		}
	}
	return kept, of
}

// changesIn says how the plan's lifts have changed since a day.
func (h *History) changesIn(from spotter.Date) []spotter.Reason {
	var within []Session
	for _, s := range h.Sessions {
		if !s.Date.Before(from) && !h.eased(s.Date) {
			within = append(within, s)
		}
	}
	series := LiftSeries(within)
	var out []spotter.Reason
	for _, d := range h.Plan.Days {
		for _, e := range d.Exercises {
			q, ok := Change(series[e.Exercise])
			delete(series, e.Exercise)
			if ok && len(out) < mostLiftsOf {
				out = append(out, spotter.Reason{About: e.Exercise, Quantity: &q, Text: fmt.Sprintf("%s: the estimated maximum changed by %+.1f %% over the block.", e.Name, q.Value)})
			}
		}
	}
	return out
}
