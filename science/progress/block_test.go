package progress_test

import (
	"testing"

	"spotter"
	"spotter/science/progress"
)

// TestTheNextBlockIsProposedAtTheEndOfThisOne goes through a block of six weeks that began some days ago, of
// somebody who trains on four days a week.
func TestTheNextBlockIsProposedAtTheEndOfThisOne(t *testing.T) {
	t.Parallel()
	decided := func(days int, state spotter.ProposalState) func(*progress.History) {
		return func(h *progress.History) {
			h.Past = append(h.Past, progress.Past{Trigger: spotter.TriggerNextBlock, Plan: spotter.PlanTraining, Made: ago(days), State: state})
		}
	}
	took := func(n, of int) func(*progress.History) {
		return func(h *progress.History) {
			var kept []progress.Session
			for i, s := range h.Sessions {
				if i%of < n {
					kept = append(kept, s)
				}
			}
			h.Sessions = kept
		}
	}
	for _, tt := range []struct {
		name   string
		days   int // since the block began
		change func(*progress.History)
		begins int // in days; -1: nothing is proposed
	}{
		{"the first day", 0, nil, -1},
		{"the easy week begins", 35, nil, -1},
		{"four days before its end", 38, nil, -1},
		{"three days before its end", 39, nil, 3},
		{"the last day", 41, nil, 1},
		{"the day after", 42, nil, 0},
		{"in the middle of the second time", 63, nil, 0},
		{"declined yesterday", 40, decided(1, spotter.ProposalDeclined), -1},
		{"declined, in the second time", 63, decided(22, spotter.ProposalDeclined), -1},
		{"declined, at the end of the second time", 81, decided(42, spotter.ProposalDeclined), 3},
		{"undone", 44, decided(4, spotter.ProposalUndone), -1},
		{"run out", 50, decided(8, spotter.ProposalExpired), 0},
		{"another proposal waits", 41, decided(1, spotter.ProposalPending), -1},
		{"two of three sessions", 41, took(2, 3), 1},
		{"one session in five", 41, took(1, 5), -1},
		{"away for two weeks, and the way back declined", 41, func(h *progress.History) {
			dropSessions(h, 14)
			h.Past = append(h.Past, progress.Past{Trigger: spotter.TriggerReEntry, Plan: spotter.PlanTraining, Made: ago(1), State: spotter.ProposalDeclined})
		}, -1},
		{"a plan without a block", 41, func(h *progress.History) { h.Plan.Weeks = 0 }, -1},
	} {
		h := history(5)
		h.Plan.Weeks, h.Plan.DeloadWeek, h.Since = 6, 6, ago(tt.days)
		if tt.change != nil {
			tt.change(h)
		}
		a, ok := h.Training()
		if ok != (tt.begins >= 0) {
			t.Errorf("%s: %v, %s", tt.name, ok, a.Reason)
			continue
		}
		if ok && (a.Trigger != spotter.TriggerNextBlock || !a.NextBlock || a.Begins != ago(-tt.begins) || (len(a.Easings) == 1) != (tt.begins > 0)) {
			t.Errorf("%s: %s begins on %s with %+v", tt.name, a.Trigger, a.Begins, a.Easings)
		}
		if ok && len(a.Evidence) < 2 {
			t.Errorf("%s: evidence %+v", tt.name, a.Evidence)
		}
	}
}

// TestABlockThatWasChangedOnTheWay ends when it would have.
func TestABlockThatWasChangedOnTheWay(t *testing.T) {
	t.Parallel()
	h := history(5)
	began := ago(41)
	h.Plan.Weeks, h.Plan.DeloadWeek, h.Since, h.Plan.Began = 6, 6, ago(10), &began
	if a, ok := h.Training(); !ok || a.Begins != ago(-1) {
		t.Errorf("%v, %s", ok, a.Begins)
	}
}
