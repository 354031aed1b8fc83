package progress_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"spotter"
	"spotter/science/progress"
)

func weighings(start spotter.Date, kg ...float64) []progress.Weighing {
	var out []progress.Weighing
	for i, v := range kg {
		if v > 0 {
			out = append(out, progress.Weighing{Date: start.AddDays(i), KG: v})
		}
	}
	return out
}

func near(a, b, by float64) bool { return math.Abs(a-b) <= by }

// The trend by hand: it starts at the median of 80, 81 and 80.5, moves by a tenth of the distance a day, by
// 1 − 0.9² over two days, and a slip of the hand counts as 2 %.
func TestTrendByHand(t *testing.T) {
	t.Parallel()
	got := progress.Trend(weighings(ago(10), 80, 81, 80.5, 0, 80.5, 800))
	want := []float64{80.5, 80.5 + 0.05, 80.55 - 0.005, 80.545 - 0.19*0.045, 80.53645 + 0.1*0.02*80.53645}
	for i, p := range got {
		if !near(p.TrendKG, want[i], 0.006) {
			t.Errorf("day %d: trend %.3f, want %.3f", i, p.TrendKG, want[i])
		}
	}
	again := progress.Trend(append(weighings(ago(30), 90, 90), weighings(ago(10), 80)...))
	if last := again[len(again)-1]; last.TrendKG != 80 {
		t.Errorf("after 19 days without a weighing the trend is %g, want it to start again at 80", last.TrendKG)
	}
	if twice := progress.Trend([]progress.Weighing{{Date: today, KG: 80}, {Date: today, KG: 82}}); len(twice) != 1 || twice[0].WeightKG != 81 {
		t.Errorf("two weighings of a day: %+v, want their median", twice)
	}
}

func TestSlopeByHand(t *testing.T) {
	t.Parallel()
	straight := make([]float64, 28)
	for i := range straight {
		straight[i] = 84 - 0.1*float64(i)
	}
	tests := []struct {
		name       string
		weights    []progress.Weighing
		perWeek    float64
		confidence string
	}{
		{"a straight line", weighings(ago(27), straight...), -0.7, "high"},
		{"three days", weighings(ago(2), 80, 80, 80), 0, ""},
		{"four days within a week", weighings(ago(5), 80, 0, 80, 80, 0, 80), 0, ""},
		{"four days over eight", weighings(ago(7), 80, 0, 0, 80.3, 0, 80.5, 0, 80.7), 0.7, "low"},
		{"before the window", weighings(ago(60), straight...), 0, ""},
		{"a gap of four days", append(weighings(ago(27), straight[:12]...), weighings(ago(11), straight[16:]...)...), -0.7, "medium"},
		{"nothing in the last week", weighings(ago(27), straight[:20]...), -0.7, "low"},
	}
	for _, tt := range tests {
		s, ok := progress.SlopeOf(tt.weights, today, 28)
		if ok != (tt.confidence != "") || ok && (s.Confidence != tt.confidence || !near(s.Value, tt.perWeek, 0.02)) {
			t.Errorf("%s: %v %.3f kg a week with %q confidence, want %.3f with %q", tt.name, ok, s.Value, s.Confidence, tt.perWeek, tt.confidence)
		}
	}
	for wide, want := range map[float64]string{0.3: "high", 1.2: "medium", 3: "low"} { // scattered around a level line
		rng := rand.New(rand.NewPCG(1, 2))
		kg := make([]float64, 28)
		for i := range kg {
			kg[i] = 80 + wide*(2*rng.Float64()-1)
		}
		if s, _ := progress.SlopeOf(weighings(ago(27), kg...), today, 28); s.Confidence != want {
			t.Errorf("off the line by %g kg: %s confidence, want %s: %.2f to %.2f kg a week", wide, s.Confidence, want, s.Inputs["low"], s.Inputs["high"])
		}
	}
	straight[20] = 8.4 // a slip of the hand
	if s, _ := progress.SlopeOf(weighings(ago(27), straight...), today, 28); !near(s.Value, -0.7, 0.02) {
		t.Errorf("one slip moves the slope to %.3f", s.Value)
	}
}

func TestFastRates(t *testing.T) {
	t.Parallel()
	for percent, want := range map[float64]bool{-2: true, -1.6: true, -1.4: false, 0.4: false, 0.6: true} {
		var kg []float64
		for i := range 28 {
			kg = append(kg, 80*(1+percent/100*float64(i-14)/7))
		}
		s, _ := progress.SlopeOf(weighings(ago(27), kg...), today, 28)
		if r, ok := progress.FastRate(s, spotter.Limits{}); ok != want {
			t.Errorf("%g %% a week: flagged %v: %q", percent, ok, r.Text)
		}
		if r, ok := progress.FastRate(s, spotter.Limits{NoDeficit: true}); ok && percent > 0 {
			t.Errorf("%g %% a week, expecting or growing: %q", percent, r.Text)
		}
	}
}

// 2,000 kcal a day while 0.35 kg a week go: 2,000 + 0.05 × 7,700 = 2,385.
func TestExpenditureByHand(t *testing.T) {
	t.Parallel()
	whole := func(h *progress.History) {}
	tests := []struct {
		name       string
		days       int
		change     func(*progress.History)
		want       float64
		confidence string
	}{
		{"four weeks", 28, whole, 2385, "high"},
		{"two weeks", 14, whole, 2385, "medium"},
		{"thirteen days", 13, whole, 0, ""},
		{"six complete days", 28, func(h *progress.History) { h.Intake = append(h.Intake[:3:3], h.Intake[25:]...) }, 0, ""},
		{"seven complete days within a week", 28, func(h *progress.History) { h.Intake = h.Intake[21:] }, 0, ""},
		{"a gap of three days", 28, func(h *progress.History) { h.Intake = append(h.Intake[:10:10], h.Intake[13:]...) }, 2385, "medium"},
		{"one weighing a week", 28, func(h *progress.History) {
			w := h.Weights
			h.Weights = []progress.Weighing{w[0], w[7], w[14], w[21], w[27]}
		}, 2385, "low"},
		{"days with a meal of unknown energy do not count", 28, func(h *progress.History) {
			for i := range 22 {
				h.Intake[i].Unknown = 1
			}
		}, 0, ""},
		{"days with two of three meals do not count", 28, func(h *progress.History) {
			for i := range 22 {
				h.Intake[i].Meals = 2
			}
		}, 0, ""},
		{"days of half a plate do not count", 28, func(h *progress.History) {
			for i := range 22 {
				h.Intake[i].Kcal = 800
			}
		}, 0, ""},
		{"today is not over", 28, func(h *progress.History) {
			h.Intake = append(h.Intake, progress.Intake{Date: today, Kcal: 9000, Meals: 3, PerDay: 3, Resting: 1780})
		}, 2385, "high"},
	}
	for _, tt := range tests {
		h := &progress.History{Now: now(), Today: today, Diet: person()}
		steady(h, tt.days, 2000, -0.35)
		tt.change(h)
		q, ok := h.Expenditure()
		if ok != (tt.confidence != "") || ok && (!near(q.Value, tt.want, 2) || q.Confidence != tt.confidence) {
			t.Errorf("%s: %v %.0f kcal with %q confidence, want %.0f with %q", tt.name, ok, q.Value, q.Confidence, tt.want, tt.confidence)
		}
	}
}

// 100 kg × 5: Epley 116.67, Brzycki 112.5, mean 114.58. A reserve adds to the repetitions; above ten there is
// no estimate.
func TestSeriesAndRecordsByHand(t *testing.T) {
	t.Parallel()
	sessions := []progress.Session{
		{Date: ago(9), Sets: []progress.Set{{"bench", 100, 5, nil}, {"bench", 60, 20, nil}, {"bench", 0, 10, nil}}},
		{Date: ago(2), Sets: []progress.Set{{"bench", 100, 3, ref(2)}, {"bench", 110, 1, ref(0)}, {"bench", 120, 0, nil}}},
		{Date: ago(1), Sets: []progress.Set{{"bench", 60, 30, nil}}},
	}
	got := progress.LiftSeries(sessions)["bench"]
	if len(got) != 2 || got[0].E1RM != 114.58 || got[1].E1RM != 114.58 || got[1].Reps != 3 {
		t.Errorf("series %+v", got)
	}
	r := progress.Records([]progress.Best{
		{"bench", 100, 4, ago(9), 5, ago(9), 3}, {"bench", 110, 1, ago(2), 1, ago(2), 1}, {"bench", 60, 30, ago(1), 0, ago(1), 0}, {"bench", 50, 12, ago(3), 0, ago(3), 0},
	})["bench"]
	if r.E1RM == nil || r.E1RM.E1RM != 114.58 || r.E1RM.Reps != 3 || *r.E1RM.RIR != 2 || r.E1RM.Date != ago(9) || r.Load == nil || r.Load.LoadKG != 110 || len(r.ByReps) != 3 || r.ByReps[2].Reps != 30 {
		t.Errorf("records %+v", r)
	}
}

func TestReadinessByHand(t *testing.T) {
	t.Parallel()
	at := func(hours float64, energy, sleep, sore int) spotter.CheckIn {
		c := spotter.CheckIn{At: now().Add(-time.Duration(hours * float64(time.Hour)))}
		for v, into := range map[int]**int{energy: &c.Energy, 10 + sleep: &c.SleepQuality, 20 + sore: &c.Soreness} {
			if v%10 > 0 {
				*into = ref(v % 10)
			}
		}
		return c
	}
	tests := []struct {
		name string
		in   []spotter.CheckIn
		want string
	}{
		{"nothing", nil, "unknown"},
		{"too old", []spotter.CheckIn{at(37, 1, 1, 5)}, "unknown"},
		{"all well", []spotter.CheckIn{at(1, 5, 5, 1)}, "none"},
		{"energy 3", []spotter.CheckIn{at(1, 3, 5, 3)}, "none"},
		{"energy 2", []spotter.CheckIn{at(1, 2, 5, 1)}, "hold"},
		{"sleep 2", []spotter.CheckIn{at(1, 4, 2, 1)}, "hold"},
		{"sore 4", []spotter.CheckIn{at(1, 5, 5, 4)}, "hold"},
		{"sleep 1", []spotter.CheckIn{at(1, 4, 1, 1)}, "cut"},
		{"sore 5 and energy 2", []spotter.CheckIn{at(1, 2, 5, 5)}, "cut"},
		{"the newer answer holds", []spotter.CheckIn{at(30, 1, 0, 0), at(1, 4, 0, 0)}, "none"},
		{"answers of two check-ins", []spotter.CheckIn{at(30, 1, 0, 0), at(1, 0, 4, 0)}, "cut"},
		{"in the future", []spotter.CheckIn{at(-1, 1, 1, 5)}, "unknown"},
	}
	for _, tt := range tests {
		r := progress.Readiness(tt.in, now())
		if r.Effect != tt.want || r.LoadShare > 1 || (r.Effect == "cut") != (r.LoadShare == 0.9) {
			t.Errorf("%s: %s, load %.2f, want %s", tt.name, r.Effect, r.LoadShare, tt.want)
		}
	}
}

func TestKeptByHand(t *testing.T) {
	t.Parallel()
	d := func(days ...int) (out []spotter.Date) {
		for _, n := range days {
			out = append(out, ago(n))
		}
		return out
	}
	tests := []struct {
		name          string
		planned, done []spotter.Date
		want          []bool
	}{
		{"on the day", d(9, 7, 5), d(9, 7, 5), []bool{true, true, true}},
		{"a day late", d(9, 7, 5), d(8, 6, 4), []bool{true, true, true}},
		{"two of four", d(9, 7, 5, 3), d(9, 3), []bool{true, false, false, true}},
		{"one ahead", d(9, 7, 5), d(9, 8, 5), []bool{true, true, true}},
		{"many at once keep two", d(9, 5, 3, 1), d(9, 8, 7, 6), []bool{true, true, false, false}},
		{"before it all", d(5), d(9), []bool{false}},
		{"nothing planned", nil, d(9), []bool{}},
	}
	for _, tt := range tests {
		got := progress.Kept(tt.planned, tt.done)
		if len(got) != len(tt.want) {
			t.Fatalf("%s: %v", tt.name, got)
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
				break
			}
		}
	}
}
