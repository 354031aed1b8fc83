package progress_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"spotter"
	"spotter/science/nutrition"
	"spotter/science/progress"
)

// blame lists what no sentence to a person says.
var blame = []string{"fail", "should have", "fault", "lazy", "guilt", "blame", "excuse", "disappoint", "cheat", "slack", "skip", "miss", "weak ", "shame",
	"unfortunately", "must ", "bad ", "poor", "wrong way", "discipline", "didn't", "did not do", "neglect", "sloppy", "only "}

func wantNoBlame(t *rapid.T, sentences ...string) {
	for _, s := range sentences {
		for _, word := range blame {
			if strings.Contains(strings.ToLower(s)+" ", word) {
				t.Fatalf("%q blames: %q", word, s)
			}
		}
	}
}

// aHistory draws somebody's last months: gaps, slips of the hand, easy weeks, long absences, any limits.
func aHistory(t *rapid.T) *progress.History {
	h := history(rapid.Uint64().Draw(t, "seed"))
	h.Diet.About.Sex = rapid.SampledFrom([]spotter.Sex{spotter.Male, spotter.Female, spotter.SexUnspecified}).Draw(t, "sex")
	h.Diet.About.WeightKG = rapid.Float64Range(40, 160).Draw(t, "kg")
	h.Diet.Goals.Primary = rapid.SampledFrom([]spotter.Goal{spotter.FatLoss, spotter.MuscleGain, spotter.Strength, spotter.GeneralFitness}).Draw(t, "goal")
	h.Diet.Limits.NoDeficit, h.Diet.Limits.HideNumbers = rapid.Bool().Draw(t, "no deficit"), rapid.IntRange(0, 9).Draw(t, "hide") == 0
	targets, _ := nutrition.Targets(h.Diet)
	h.Meals.Targets = &targets
	steady(h, rapid.IntRange(0, 40).Draw(t, "days"), targets.Energy.Value*rapid.Float64Range(0.6, 1.5).Draw(t, "eats"), rapid.Float64Range(-2, 1).Draw(t, "a week"))
	every := rapid.IntRange(1, 5).Draw(t, "weighs every")
	n := 0
	h.Weights = slices.DeleteFunc(h.Weights, func(progress.Weighing) bool { n++; return n%every != 0 })
	dropSessions(h, rapid.SampledFrom([]int{0, 2, 4, 9, 14, 20, 50, 400}).Draw(t, "away"))
	if len(h.Sessions) > 3 && rapid.Bool().Draw(t, "stalls") {
		stalled(h, "barbell_bench_press", "back_squat")
	}
	h.CheckIns = nil
	for day := range rapid.IntRange(0, 6).Draw(t, "check-ins") {
		h.CheckIns = append(h.CheckIns, checkIn(6-day, rapid.IntRange(1, 5).Draw(t, "energy"), rapid.IntRange(1, 5).Draw(t, "sleep")))
	}
	h.Plan.Weeks, h.Plan.DeloadWeek = 6, rapid.IntRange(0, 6).Draw(t, "deload week")
	if rapid.Bool().Draw(t, "decided before") {
		h.Past = append(h.Past, progress.Past{Plan: rapid.SampledFrom([]spotter.PlanKind{spotter.PlanTraining, spotter.PlanMeals}).Draw(t, "plan"),
			Trigger: rapid.SampledFrom([]spotter.Trigger{spotter.TriggerDeload, spotter.TriggerMissed, spotter.TriggerReEntry, spotter.TriggerPlateau}).Draw(t, "trigger"),
			State:   rapid.SampledFrom([]spotter.ProposalState{spotter.ProposalPending, spotter.ProposalDeclined, spotter.ProposalAccepted, spotter.ProposalExpired}).Draw(t, "state"),
			Made:    ago(rapid.IntRange(0, 40).Draw(t, "made"))})
	}
	return h
}

// TestAdaptationsKeepTheRules recomputes what an adaptation may be from the history alone.
func TestAdaptationsKeepTheRules(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		h := aHistory(t)
		if a, ok := h.Training(); ok {
			wantEasier(t, h, a)
		}
		if a, ok := h.MealPlan(); ok {
			wantSafeEnergy(t, h, a)
		}
	})
}

func wantEasier(t *rapid.T, h *progress.History, a progress.Adaptation) {
	wantNoBlame(t, a.Summary, a.Reason)
	for _, e := range a.Easings {
		if e.From.Before(today) || e.Until.Before(e.From) || e.Until.DaysSince(today) > 21 {
			t.Fatalf("%s: %s to %s is not the near future", a.Trigger, e.From, e.Until)
		}
		if e.Sets > 1 || e.Load > 1 || e.Sets < 0.5 || e.Load < 0.8 {
			t.Fatalf("%s: %g of the sets and %g of the load", a.Trigger, e.Sets, e.Load)
		}
		wantNoBlame(t, e.Text)
	}
	if a.NextBlock {
		if a.Trigger != spotter.TriggerNextBlock || a.Begins.Before(today) || a.Begins.DaysSince(today) > 3 || len(a.Easings) > 1 || len(a.Easings) == 1 && !a.Easings[0].Until.Before(a.Begins) {
			t.Fatalf("%s begins on %s with %+v", a.Trigger, a.Begins, a.Easings)
		}
	} else if len(a.Easings) == 0 {
		t.Fatalf("%s eases nothing", a.Trigger)
	}
	if len(a.Evidence) == 0 || a.Plan != spotter.PlanTraining {
		t.Fatalf("%+v", a)
	}
	evidence(t, a)
	for _, p := range h.Past {
		if p.State == spotter.ProposalPending && p.Plan == a.Plan {
			t.Fatalf("%s is proposed beside a pending proposal", a.Trigger)
		}
	}
}

func evidence(t *rapid.T, a progress.Adaptation) {
	for _, e := range a.Evidence {
		if e.Quantity == nil || e.Quantity.Unit == "" || e.Quantity.Method == "" || e.Quantity.Source == "" || e.Quantity.Confidence == "" || len(e.Quantity.Inputs) == 0 {
			t.Fatalf("%s: evidence that does not explain itself: %+v", a.Trigger, e)
		}
		wantNoBlame(t, e.Text)
	}
}

// wantSafeEnergy knows floor and limits from science.md, not from the code under test.
func wantSafeEnergy(t *rapid.T, h *progress.History, a progress.Adaptation) {
	wantNoBlame(t, a.Summary, a.Reason)
	evidence(t, a)
	in := h.Diet
	if in.Limits.HideNumbers {
		t.Fatal("figures are proposed to somebody whom they are not shown")
	}
	in.Measured = a.Measured
	target, about := nutrition.Energy(in).Value, in.About
	constant, bound := map[spotter.Sex]float64{spotter.Male: 5, spotter.Female: -161, spotter.SexUnspecified: -78}[about.Sex],
		map[spotter.Sex]float64{spotter.Male: 1500, spotter.Female: 1200, spotter.SexUnspecified: 1350}[about.Sex]
	resting := 10*about.WeightKG + 6.25*about.HeightCM - 5*36 + constant
	if target < max(resting, bound)-1 {
		t.Fatalf("target %.0f is below the floor %.0f", target, max(resting, bound))
	}
	uses := a.Measured.Value
	if target > 1.1*uses+1 && target > max(resting, bound)+1 && !in.Limits.NoDeficit {
		t.Fatalf("target %.0f is more than 10 %% above the %.0f used", target, uses)
	}
	if target < 0.8*uses-1 || in.Limits.NoDeficit && target < uses-1 {
		t.Fatalf("target %.0f is too far below the %.0f used", target, uses)
	}
	if in.Limits.NoDeficit && target < nutrition.Energy(h.Diet).Value {
		t.Fatal("a measured expenditure lowers the energy of somebody whom a limit protects")
	}
}

// TestSameHistorySameAnswer: evaluating changes nothing, and twice is as once.
func TestSameHistorySameAnswer(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		h := aHistory(t)
		before := fmt.Sprintf("%+v", h.Sessions) + fmt.Sprintf("%+v", h.Weights) + fmt.Sprintf("%+v", *h.Plan)
		first, one := h.Training()
		second, two := h.Training()
		if one != two || !reflect.DeepEqual(first, second) {
			t.Fatal("the same history gives two answers")
		}
		if _, ok := h.MealPlan(); ok && before != fmt.Sprintf("%+v", h.Sessions)+fmt.Sprintf("%+v", h.Weights)+fmt.Sprintf("%+v", *h.Plan) {
			t.Fatal("the past has changed")
		}
	})
}

// TestReadinessNeverRaises, and only what is younger than 36 hours counts: the oracle sorts all answers.
func TestReadinessNeverRaises(t *testing.T) {
	t.Parallel()
	level := rapid.IntRange(0, 5)
	rapid.Check(t, func(t *rapid.T) {
		var in []spotter.CheckIn
		lowest, sorest := 5, 1
		newest := map[string]time.Duration{}
		values := map[string]int{}
		for range rapid.IntRange(0, 4).Draw(t, "n") {
			age := time.Duration(rapid.IntRange(0, 48*60).Draw(t, "minutes")) * time.Minute
			c := spotter.CheckIn{At: now().Add(-age)}
			for name, into := range map[string]**int{"energy": &c.Energy, "sleep": &c.SleepQuality, "sore": &c.Soreness} {
				v := level.Draw(t, name)
				if v == 0 {
					continue
				}
				*into = &v
				if was, known := newest[name]; age <= 36*time.Hour && (!known || age < was) {
					newest[name], values[name] = age, v
				}
			}
			in = append(in, c)
		}
		for _, name := range []string{"energy", "sleep"} {
			if values[name] > 0 {
				lowest = min(lowest, values[name])
			}
		}
		sorest = max(sorest, values["sore"])
		want := "none"
		switch {
		case len(values) == 0:
			want = "unknown"
		case lowest == 1 || sorest == 5:
			want = "cut"
		case lowest == 2 || sorest == 4:
			want = "hold"
		}
		r := progress.Readiness(in, now())
		if r.Effect != want || r.LoadShare > 1 {
			t.Fatalf("%s with %g of the load, want %s", r.Effect, r.LoadShare, want)
		}
		wantNoBlame(t, r.Text)
	})
}

// TestSlopeSurvivesSlips: a fifth of the weighings may be anything.
func TestSlopeSurvivesSlips(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		perDay := rapid.Float64Range(-0.2, 0.2).Draw(t, "a day")
		var kg []float64
		for i := range 28 {
			kg = append(kg, 80+perDay*float64(i))
		}
		for range 5 {
			kg[rapid.IntRange(0, 27).Draw(t, "at")] = rapid.Float64Range(30, 300).Draw(t, "slip")
		}
		s, ok := progress.SlopeOf(weighings(ago(27), kg...), today, 28)
		if !ok || !near(s.PerDay, perDay, 0.2) || s.Inputs["low"] > s.Value || s.Inputs["high"] < s.Value {
			t.Fatalf("slope %.3f a day within %.2f to %.2f a week, want %.3f", s.PerDay, s.Inputs["low"], s.Inputs["high"], perDay)
		}
	})
}

func TestReviewsBlameNobody(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		planned := rapid.IntRange(0, 7).Draw(t, "planned")
		r := spotter.ProgressReport{From: ago(10), To: ago(4), Sessions: spotter.SessionsDone{Done: rapid.IntRange(0, 9).Draw(t, "done"), Planned: planned, Kept: rapid.IntRange(0, planned).Draw(t, "kept")},
			Water: spotter.WaterDone{Days: rapid.IntRange(0, 7).Draw(t, "water")}, Meals: spotter.MealsDone{Planned: 21, Logged: rapid.IntRange(0, 21).Draw(t, "meals")}}
		words := progress.Words(r, rapid.IntRange(0, 7).Draw(t, "next"))
		if len(words) == 0 {
			t.Fatal("nothing is said")
		}
		for _, w := range words {
			wantNoBlame(t, w.Text)
		}
	})
}

func BenchmarkEvaluate(b *testing.B) {
	h := history(1)
	for b.Loop() {
		h.Training()
		h.MealPlan()
		progress.Trend(h.Weights)
		progress.LiftSeries(h.Sessions)
	}
}
