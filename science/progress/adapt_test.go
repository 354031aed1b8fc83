package progress_test

import (
	"strings"
	"testing"
	"time"

	"spotter"
	"spotter/science/nutrition"
	"spotter/science/progress"
)

func checkIn(days, energy, sleep int) spotter.CheckIn {
	return spotter.CheckIn{At: ago(days).At(8*60, time.UTC), Energy: ref(energy), SleepQuality: ref(sleep)}
}

// last keeps the sessions and plans of the last weeks, and drops the last n workouts.
func dropSessions(h *progress.History, since int) {
	var kept []progress.Session
	for _, s := range h.Sessions {
		if s.Date.Before(ago(since)) {
			kept = append(kept, s)
		}
	}
	h.Sessions = kept
}

// stalled lets some lifts stay where they were for their last three sessions.
func stalled(h *progress.History, lifts ...string) {
	n := len(h.Sessions)
	for _, s := range h.Sessions[n-3:] {
		for i, set := range s.Sets {
			for _, lift := range lifts {
				if set.Exercise == lift {
					s.Sets[i].KG = 100
				}
			}
		}
	}
}

func low(h *progress.History) {
	h.CheckIns = []spotter.CheckIn{checkIn(5, 2, 3), checkIn(3, 2, 2), checkIn(1, 1, 4)}
}

// TestTrainingAdaptations holds histories against what a coach would do. today is a Thursday; the Monday
// after it is 30 November.
func TestTrainingAdaptations(t *testing.T) {
	t.Parallel()
	past := func(trigger spotter.Trigger, days int, state spotter.ProposalState) func(*progress.History) {
		return func(h *progress.History) {
			h.Past = append(h.Past, progress.Past{Trigger: trigger, Made: ago(days), State: state, Plan: spotter.PlanTraining})
		}
	}
	away := func(days int) func(*progress.History) { return func(h *progress.History) { dropSessions(h, days-1) } }
	two := func(h *progress.History) { stalled(h, "barbell_bench_press", "back_squat") }
	missed := func(h *progress.History) { dropSessions(h, 4); low(h) } // Monday, Tuesday
	tests := []struct {
		name   string
		change []func(*progress.History)
		want   spotter.Trigger
	}{
		{"a steady year", nil, ""},
		{"one lift stalled", []func(*progress.History){func(h *progress.History) { stalled(h, "back_squat") }}, ""},
		{"two lifts stalled", []func(*progress.History){two}, spotter.TriggerDeload},
		{"low for three check-ins", []func(*progress.History){low}, spotter.TriggerDeload},
		{"low for two check-ins", []func(*progress.History){func(h *progress.History) { low(h); h.CheckIns = h.CheckIns[1:] }}, ""},
		{"low, but spread over a month", []func(*progress.History){func(h *progress.History) { low(h); h.CheckIns[0].At = ago(20).At(0, time.UTC) }}, ""},
		{"a mean of 2.3", []func(*progress.History){func(h *progress.History) {
			h.CheckIns = []spotter.CheckIn{checkIn(5, 3, 3), checkIn(3, 2, 2), checkIn(1, 2, 4)}
		}}, ""},
		{"stalled, but a proposal waits", []func(*progress.History){two, past("", 2, spotter.ProposalPending)}, ""},
		{"stalled, but declined last week", []func(*progress.History){two, past(spotter.TriggerDeload, 7, spotter.ProposalDeclined)}, ""},
		{"stalled, an easy week three weeks ago", []func(*progress.History){two, past(spotter.TriggerDeload, 21, spotter.ProposalAccepted)}, ""},
		{"stalled, an easy week five weeks ago", []func(*progress.History){two, past(spotter.TriggerDeload, 35, spotter.ProposalAccepted)}, spotter.TriggerDeload},
		{"stalled, the last proposal ran out", []func(*progress.History){two, past(spotter.TriggerDeload, 9, spotter.ProposalExpired)}, spotter.TriggerDeload},
		{"stalled, the block's easy week is next", []func(*progress.History){two, func(h *progress.History) { h.Plan.Weeks, h.Plan.DeloadWeek, h.Since = 6, 6, ago(28) }}, ""},
		{"stalled in the block's easy week", []func(*progress.History){two, func(h *progress.History) {
			h.Plan.Weeks, h.Plan.DeloadWeek, h.Since = 6, 1, ago(3)
		}}, ""},
		{"stalled, the block's easy week was two weeks ago", []func(*progress.History){two, func(h *progress.History) {
			h.Plan.Weeks, h.Plan.DeloadWeek, h.Since = 8, 2, ago(28)
		}}, ""},
		{"stalled, the block's easy week was a month ago", []func(*progress.History){two, func(h *progress.History) {
			h.Plan.Weeks, h.Plan.DeloadWeek, h.Since = 12, 1, ago(42)
		}}, spotter.TriggerDeload},
		{"stalled, the second block began two weeks ago", []func(*progress.History){two, func(h *progress.History) {
			h.Plan.Weeks, h.Plan.DeloadWeek, h.Plan.Block, h.Since = 6, 6, 2, ago(14)
		}}, ""},
		{"two of four, low energy", []func(*progress.History){missed}, spotter.TriggerMissed},
		{"two of four, energy as ever", []func(*progress.History){func(h *progress.History) { dropSessions(h, 4) }}, ""},
		{"two of four, energy 3", []func(*progress.History){func(h *progress.History) {
			dropSessions(h, 4)
			h.CheckIns = []spotter.CheckIn{checkIn(3, 3, 4), checkIn(1, 3, 4)}
		}}, ""},
		{"two of four, low energy two weeks ago", []func(*progress.History){func(h *progress.History) { dropSessions(h, 4); h.CheckIns = []spotter.CheckIn{checkIn(14, 1, 4)} }}, ""},
		{"two of four, nothing said of energy", []func(*progress.History){func(h *progress.History) { dropSessions(h, 4); h.CheckIns = nil }}, ""},
		{"one of four, low energy once", []func(*progress.History){func(h *progress.History) { dropSessions(h, 2); h.CheckIns = []spotter.CheckIn{checkIn(1, 1, 4)} }}, ""},
		{"two of four, declined", []func(*progress.History){missed, past(spotter.TriggerMissed, 3, spotter.ProposalDeclined), func(h *progress.History) { h.CheckIns = h.CheckIns[1:] }}, ""},
		{"thirteen days away", []func(*progress.History){away(13), func(h *progress.History) { h.Planned = nil }}, ""},
		{"two weeks away", []func(*progress.History){away(14)}, spotter.TriggerReEntry},
		{"seven weeks away, low", []func(*progress.History){away(49), low}, spotter.TriggerReEntry},
		{"two weeks away, declined since", []func(*progress.History){away(15), past(spotter.TriggerReEntry, 1, spotter.ProposalDeclined)}, ""},
		{"never trained", []func(*progress.History){func(h *progress.History) { h.Sessions = nil }}, ""},
		{"no plan", []func(*progress.History){two, func(h *progress.History) { h.Plan = nil }}, ""},
		{"an easing is under way", []func(*progress.History){two, func(h *progress.History) {
			h.Plan.Easings = []spotter.Easing{{From: ago(6), Until: today, Sets: 0.5, Load: 0.9}}
		}}, ""},
	}
	for _, tt := range tests {
		h := history(7)
		for _, change := range tt.change {
			change(h)
		}
		a, ok := h.Training()
		if ok != (tt.want != "") || a.Trigger != tt.want {
			t.Errorf("%s: %v %q, want %q: %s", tt.name, ok, a.Trigger, tt.want, a.Reason)
		}
	}
}

func TestAdaptationsNameTheirDates(t *testing.T) {
	t.Parallel()
	h := history(1)
	low(h)
	a, _ := h.Training()
	if e := a.Easings[0]; len(a.Easings) != 1 || e.From != ago(-4) || e.Until != ago(-10) || e.Sets != 0.5 || e.Load != 0.9 {
		t.Errorf("deload: %+v", a.Easings)
	}
	for days, first := range map[int]float64{14: 0.9, 41: 0.9, 42: 0.8} {
		h = history(1)
		dropSessions(h, days-1)
		h.Sessions = append(h.Sessions, session(ago(days), 60))
		a, _ = h.Training()
		if len(a.Easings) != 2 || a.Easings[0].From != today || a.Easings[1].Until != ago(-13) || a.Easings[0].Load != first || a.Easings[1].Load <= first || a.Easings[1].Load >= 1 {
			t.Errorf("%d days away: %+v", days, a.Easings)
		}
	}
	h = history(1)
	dropSessions(h, 4)
	low(h)
	a, _ = h.Training()
	if a.Sessions != 3 || a.Minutes != 40 || a.Easings[0].From != ago(-4) {
		t.Errorf("a lighter week: %d sessions of %d minutes, %+v", a.Sessions, a.Minutes, a.Easings)
	}
}

// TestMealAdaptations works on the person of helper_test: estimate 2,550 kcal or so, plan at 85 % of it.
func TestMealAdaptations(t *testing.T) {
	t.Parallel()
	estimate := nutrition.Expenditure(person().About, 4, 60, today).Value
	plan := nutrition.Energy(person()).Value
	tests := []struct {
		name   string
		change func(*progress.History)
		want   spotter.Trigger
		target float64
	}{
		{"as estimated", func(h *progress.History) { steady(h, 28, plan, -(estimate-plan)*7/7700) }, "", 0},
		{"level for two weeks", func(h *progress.History) { steady(h, 28, plan, 0) }, spotter.TriggerPlateau, plan * 0.85},
		{"level, but the log has holes", func(h *progress.History) {
			steady(h, 28, plan, 0)
			for i := 14; i < 28; i += 2 {
				h.Intake[i].Meals = 1
			}
			for i := range 14 {
				h.Intake[i].Meals = 0
			}
		}, "", 0},
		{"no plateau: it goes down by 0.3 % a week", func(h *progress.History) { steady(h, 28, plan-300, -0.24) }, spotter.TriggerExpenditure, (plan - 36) * 0.85},
		{"no plateau: eight complete days of fourteen", func(h *progress.History) {
			steady(h, 28, plan, 0)
			for i := 15; i < 27; i += 2 {
				h.Intake[i].Meals = 1
			}
		}, spotter.TriggerExpenditure, plan * 0.85},
		{"no plateau: five weighed days", func(h *progress.History) {
			steady(h, 28, plan, 0)
			h.Weights = append(h.Weights[:14:14], h.Weights[15], h.Weights[18], h.Weights[21], h.Weights[24], h.Weights[27])
		}, spotter.TriggerExpenditure, plan * 0.85},
		{"level, but the goal is general", func(h *progress.History) { h.Diet.Goals.Primary = spotter.GeneralFitness; steady(h, 28, estimate, 0) }, spotter.TriggerExpenditure, estimate},
		{"uses more than estimated", func(h *progress.History) { steady(h, 28, estimate+100, -0.35) }, spotter.TriggerExpenditure, (estimate + 485) * 0.85},
		{"beyond belief", func(h *progress.History) { steady(h, 28, 1200, 0) }, "", 0},
		{"an eating disorder", func(h *progress.History) { h.Diet.Limits.HideNumbers = true; steady(h, 28, plan, 0) }, "", 0},
		{"a minor is not put lower", func(h *progress.History) {
			h.Diet.Limits.NoDeficit = true
			e := nutrition.Energy(h.Diet)
			h.Meals.Targets.Energy = e
			steady(h, 28, plan, 0)
		}, "", 0},
		{"somebody underweight is not put lower", func(h *progress.History) {
			h.Diet.About.WeightKG = 55
			h.Meals.Targets.Energy = nutrition.Energy(h.Diet)
			steady(h, 28, 0.85*h.Meals.Targets.Energy.Value, 0)
		}, "", 0},
		{"a meal plan waits", func(h *progress.History) {
			steady(h, 28, plan, 0)
			h.Past = []progress.Past{{Plan: spotter.PlanMeals, State: spotter.ProposalPending}}
		}, "", 0},
		{"declined last week", func(h *progress.History) {
			steady(h, 28, plan, 0)
			h.Past = []progress.Past{{Trigger: spotter.TriggerPlateau, Plan: spotter.PlanMeals, State: spotter.ProposalDeclined, Made: ago(7)}}
		}, "", 0},
	}
	for _, tt := range tests {
		h := history(3)
		tt.change(h)
		a, ok := h.MealPlan()
		if ok != (tt.want != "") || a.Trigger != tt.want {
			t.Errorf("%s: %v %q, want %q: %s", tt.name, ok, a.Trigger, tt.want, a.Reason)
			continue
		}
		if !ok {
			continue
		}
		in := h.Diet
		in.Measured = a.Measured
		if got := nutrition.Energy(in); !near(got.Value, tt.target, 30) {
			t.Errorf("%s: target %.0f, want about %.0f", tt.name, got.Value, tt.target)
		}
		if strings.ContainsAny(a.Summary, "0123456789") {
			t.Errorf("%s: the summary has figures: %s", tt.name, a.Summary)
		}
	}
}
