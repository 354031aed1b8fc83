package progress

import (
	"fmt"

	"spotter"
	"spotter/science/training"
)

// Adaptation is a change of a plan that a history suggests, with its evidence.
type Adaptation struct {
	Trigger  spotter.Trigger
	Plan     spotter.PlanKind
	Summary  string // without figures of body or energy: it stays in histories
	Reason   string
	Evidence []spotter.Reason
	Expires  spotter.Date // the last day on which accepting makes sense, zero: as long as any proposal

	Easings   []spotter.Easing // of a training plan
	Sessions  int              // for the first easing: how many full-body sessions stand in for the plan's
	Minutes   int              // and how long they are at the most
	NextBlock bool             // the plan that follows the block, in place of the plan eased
	Begins    spotter.Date     // its first day

	Measured *spotter.Quantity // for meals: the expenditure that targets are to rest on
}

// How long after a decision the same adaptation is not proposed again.
const (
	quietDays     = 14
	quietAfterDel = 28 // a deload at most every four weeks
)

const ruleSource = "product rule, heuristic"

// Training is what the history suggests for the training plan: a re-entry after two weeks away, else a
// lighter week after sessions that did not take place while energy was low, else a deload, else the next block
// where this one ends. ok is false when nothing is to change, a proposal waits already, or the days ahead are eased already.
func (h *History) Training() (a Adaptation, ok bool) {
	if h.Plan == nil || len(h.Plan.Days) == 0 || h.pending(spotter.PlanTraining) {
		return a, false
	}
	for _, e := range h.Plan.Easings {
		if !e.Until.Before(h.Today) {
			return a, false
		}
	}
	for _, rule := range []func() (Adaptation, bool){h.reEntry, h.missed, h.deload, h.nextBlock} {
		if a, ok = rule(); ok {
			a.Plan = spotter.PlanTraining
			return a, true
		}
	}
	return a, false
}

// What a deload leaves, and a re-entry in its first two weeks. In the third week the plan is back.
const (
	deloadSets, deloadLoad = 0.5, 0.9
	firstSets, secondSets  = 2.0 / 3, 5.0 / 6
	longAwayDays           = 42
)

// reEntry answers to two weeks and more without a workout, of somebody who has trained before.
func (h *History) reEntry() (a Adaptation, ok bool) {
	last, trained := h.last()
	if !trained || h.Today.DaysSince(last) < awayDays || h.quiet(spotter.TriggerReEntry, last) {
		return a, false
	}
	away := h.Today.DaysSince(last)
	first, second := 0.9, 0.95
	if away >= longAwayDays {
		first, second = 0.8, 0.9
	}
	second1 := h.Today.AddDays(7)
	a = Adaptation{Trigger: spotter.TriggerReEntry, Expires: h.Today.AddDays(2),
		Summary: "An easier two weeks to come back, then your plan as it was",
		Reason: fmt.Sprintf("Your last workout was %d days ago. Coming back with %.0f %% less load and two thirds of the sets lets muscles and joints catch up; "+
			"in the third week your plan is as it was.", away, (1-first)*100),
		Easings: []spotter.Easing{
			{From: h.Today, Until: h.Today.AddDays(6), Sets: firstSets, Load: first, Why: spotter.TriggerReEntry,
				Text: fmt.Sprintf("First week back: two thirds of the sets and %.0f %% less load.", (1-first)*100)},
			{From: second1, Until: second1.AddDays(6), Sets: secondSets, Load: second, Why: spotter.TriggerReEntry,
				Text: fmt.Sprintf("Second week back: almost all sets, with %.0f %% less load.", (1-second)*100)},
		}}
	a.Evidence = []spotter.Reason{{About: string(a.Trigger), Text: fmt.Sprintf("Your last workout was on %s.", last),
		Quantity: &spotter.Quantity{Value: float64(away), Unit: "days", Method: "days since the last workout; from 14 on a re-entry, from 42 on a lower one",
			Inputs: map[string]float64{"load_share": first, "sets_share": spotter.RoundTo(firstSets, 0.01)}, Source: ruleSource, Confidence: "heuristic"}}}
	return a, true
}

// What sessions that did not take place are counted by.
const (
	lookedAt    = 4  // planned sessions
	lookedBack  = 21 // days in which they lie
	leastMissed = 2
	lowEnergy   = 2.5
	energyDays  = 7
	lighterWeek = 3 // sessions
)

// missed answers to two of the last four planned sessions that did not take place, while energy was low.
func (h *History) missed() (a Adaptation, ok bool) {
	out, of := h.notTaken()
	energy, told := h.meanEnergy()
	if of < lookedAt || out < leastMissed || told == 0 || energy > lowEnergy || h.quiet(spotter.TriggerMissed, h.Today.AddDays(-quietDays)) {
		return a, false
	}
	monday := h.Today.Monday().AddDays(7)
	minutes := max(20, 5*(h.Plan.SessionMinutes*2/3/5))
	n := min(lighterWeek, len(h.Plan.Days))
	a = Adaptation{Trigger: spotter.TriggerMissed, Sessions: n, Minutes: minutes, Expires: monday.AddDays(2),
		Summary: fmt.Sprintf("%s next week, then your plan as it was", sessionsOf(n)),
		Reason: fmt.Sprintf("%d of your last %d planned sessions did not take place, and your energy was low. A lighter week can fit such days better: %s of at most %d minutes "+
			"from %s on, each for the whole body. After it your plan goes on as it is; if you would rather keep it, decline.", out, of, sessionsOf(n), minutes, monday),
		Easings: []spotter.Easing{{From: monday, Until: monday.AddDays(6), Sets: 1, Load: 1, Why: spotter.TriggerMissed,
			Text: "A lighter week: fewer, shorter sessions for the whole body."}}}
	a.Evidence = []spotter.Reason{
		{About: string(a.Trigger), Text: fmt.Sprintf("%d of the last %d planned sessions did not take place.", out, of),
			Quantity: &spotter.Quantity{Value: float64(out), Unit: "sessions", Method: "planned sessions without a workout on their day, before the next one or ahead of it, of the last four",
				Inputs: map[string]float64{"of": float64(of)}, Source: ruleSource, Confidence: "high"}},
		{About: "energy", Text: fmt.Sprintf("Your energy was %.1f of 5 on average this week.", energy),
			Quantity: &spotter.Quantity{Value: spotter.RoundTo(energy, 0.1), Unit: "of 5", Method: "mean energy of the check-ins of seven days; low up to 2.5",
				Inputs: map[string]float64{"check_ins": float64(told)}, Source: ruleSource, Confidence: "heuristic"}},
	}
	return a, true
}

func sessionsOf(n int) string {
	switch n {
	case 1:
		return "One shorter full-body session"
	case 2:
		return "Two shorter full-body sessions"
	}
	return "Three shorter full-body sessions"
}

// notTaken counts, of the last four planned sessions, those that did not take place.
func (h *History) notTaken() (out, of int) {
	kept := Kept(h.Planned, doneDays(h.Sessions))
	from := max(0, len(kept)-lookedAt)
	for i := from; i < len(kept); i++ {
		if h.Today.DaysSince(h.Planned[i]) > lookedBack {
			continue
		}
		of++
		if !kept[i] {
			out++
		}
	}
	return out, of
}

func (h *History) meanEnergy() (mean float64, told int) {
	for _, c := range h.CheckIns {
		if c.Energy != nil && h.Now.Sub(c.At).Hours() <= energyDays*24 {
			mean += float64(*c.Energy)
			told++
		}
	}
	return mean / float64(max(1, told)), told
}

// deload answers to two stalled lifts, or to low readiness for a while, unless the block brings its easy week
// within a week anyway, or a week was easy not long ago.
func (h *History) deload() (a Adaptation, ok bool) {
	monday := h.Today.Monday().AddDays(7)
	if h.easyWeekNear(monday) || h.easedLately() || h.quiet(spotter.TriggerDeload, h.Today.AddDays(-quietAfterDel)) {
		return a, false
	}
	reason, evidence := h.whyDeload()
	if reason == "" {
		return a, false
	}
	return Adaptation{Trigger: spotter.TriggerDeload, Evidence: evidence, Expires: monday.AddDays(2),
		Summary: "One easy week, then your plan as it was",
		Reason:  reason + fmt.Sprintf(" An easy week from %s on, with half the sets and 10 %% less load, gives room to recover; after it your plan goes on as it is.", monday),
		Easings: []spotter.Easing{{From: monday, Until: monday.AddDays(6), Sets: deloadSets, Load: deloadLoad, Why: spotter.TriggerDeload,
			Text: "An easy week: half the sets and 10 % less load."}}}, true
}

// easyWeekNear reports whether a day from today to the end of the week that begins on monday lies in the
// block's own easy week.
func (h *History) easyWeekNear(monday spotter.Date) bool {
	for d := h.Today; d.Before(monday.AddDays(7)); d = d.AddDays(1) {
		if week := training.WeekOf(*h.Plan, h.Since, d); week != nil && week.Deload {
			return true
		}
	}
	return false
}

// easedLately reports whether a day of the last four weeks lay in an easy week: of this plan, or of the block that
// this one follows.
func (h *History) easedLately() bool {
	for d := h.Today.AddDays(1 - quietAfterDel); !h.Today.Before(d); d = d.AddDays(1) {
		if h.eased(d) {
			return true
		}
	}
	began := h.Since
	if h.Plan.Began != nil {
		began = *h.Plan.Began
	}
	return h.Plan.Block > 1 && h.Today.DaysSince(began) < quietAfterDel-7
}
