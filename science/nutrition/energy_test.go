package nutrition_test

import (
	"math"
	"strings"
	"testing"

	"spotter"
	"spotter/science/nutrition"
)

// Hand-computed: age 32 on the day (born 17 May 1994, day 20 November 2026).
func TestRestingByHand(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sex    spotter.Sex
		kg, cm float64
		want   float64
	}{
		{spotter.Male, 70, 178, 1658},           // 700 + 1112.5 − 160 + 5 = 1657.5
		{spotter.Female, 60, 165, 1310},         // 600 + 1031.25 − 160 − 161 = 1310.25
		{spotter.SexUnspecified, 80, 180, 1687}, // 800 + 1125 − 160 − 78
		{spotter.Female, 45, 152, 1079},         // 450 + 950 − 160 − 161
		{spotter.SexUnspecified, 70, 178, 1575}, // mean of 1657.5 and 1491.5 is 1574.5
	} {
		about := person().About
		about.Sex, about.WeightKG, about.HeightCM = c.sex, c.kg, c.cm
		q := nutrition.Resting(about, today)
		if q.Value != c.want || q.Unit != "kcal/day" || q.Source == "" || q.Inputs["age_years"] != 32 {
			t.Errorf("%+v: %+v, want %v", c, q, c.want)
		}
	}
}

func TestExpenditureByHand(t *testing.T) {
	t.Parallel()
	in := person()
	// 1658 × 1.3 = 2155.4; 4 × 60/60 × 5 × 70 / 7 = 200
	if got := nutrition.Expenditure(in.About, 4, 60, today).Value; got != 2355 {
		t.Errorf("expenditure %v, want 2355", got)
	}
	in.About.DailyActivity = spotter.VeryHighActivity // 1658 × 1.75 = 2901.5, no training
	if got := nutrition.Expenditure(in.About, 0, 60, today).Value; got != 2902 {
		t.Errorf("expenditure %v, want 2902", got)
	}
}

func TestEnergyFollowsTheGoal(t *testing.T) {
	t.Parallel()
	for goal, want := range map[spotter.Goal]float64{
		spotter.FatLoss: 2002, spotter.MuscleGain: 2591, spotter.Strength: 2473, spotter.GeneralFitness: 2355, // of 2355
	} {
		in := person()
		in.Goals.Primary = goal
		if got := nutrition.Energy(in).Value; got != want {
			t.Errorf("%s: %v kcal, want %v", goal, got, want)
		}
	}
}

func TestEnergyKeepsItsFloor(t *testing.T) {
	t.Parallel()
	in := person()
	in.About.Sex, in.About.WeightKG, in.About.HeightCM, in.About.DailyActivity = spotter.Female, 52, 160, spotter.Sedentary
	in.Goals.Primary, in.Sessions = spotter.FatLoss, 0
	// resting 520 + 1000 − 160 − 161 = 1199; × 1.2 × 0.85 = 1223
	if q := nutrition.Energy(in); q.Value != 1223 {
		t.Errorf("%+v, want 1223", q)
	}
	in.About.WeightKG, in.About.HeightCM = 48, 158 // resting 1146.5; 1170 < 1200
	if q := nutrition.Energy(in); q.Value != 1200 || !strings.Contains(q.Method, "lower bound for women") {
		t.Errorf("%+v, want 1200 by the bound", q)
	}
	in.About.Sex, in.About.WeightKG, in.About.HeightCM = spotter.Male, 110, 195
	if q := nutrition.Energy(in); q.Value < nutrition.Resting(in.About, today).Value {
		t.Errorf("%+v is below resting energy", q)
	}
}

func TestNoDeficitWhereALimitOrTheBodyForbidsIt(t *testing.T) {
	t.Parallel()
	in := person()
	in.Goals.Primary, in.Limits.NoDeficit = spotter.FatLoss, true
	if got := nutrition.Energy(in).Value; got != 2355 {
		t.Errorf("with a limit: %v kcal, want the expenditure 2355", got)
	}
	in = person()
	in.Goals.Primary, in.About.WeightKG = spotter.FatLoss, 57 // index 17.99
	if got, want := nutrition.Energy(in).Value, nutrition.Expenditure(in.About, 4, 60, today).Value; got != want {
		t.Errorf("underweight: %v kcal, want %v", got, want)
	}
}

func TestTargetsByHand(t *testing.T) {
	t.Parallel()
	targets, reasons := nutrition.Targets(person())
	// 1.8 × 70 = 126; 0.30 × 2591 / 9 = 86.4; (2591 − 504 − 774) / 4 = 328; 14 × 2.591 = 36
	if targets.ProteinG != 126 || targets.FatG != 86 || targets.CarbsG != 328 || targets.FibreG != 36 {
		t.Errorf("%+v", targets)
	}
	for _, r := range reasons {
		if r.Quantity == nil || r.Quantity.Source == "" || r.Quantity.Method == "" || r.Quantity.Confidence == "" {
			t.Errorf("%s has no figure of its own: %+v", r.About, r)
		}
	}
}

func TestKetoTargetsKeepCarbohydrateLow(t *testing.T) {
	t.Parallel()
	in := person()
	in.Diet.Pattern = "keto"
	targets, _ := nutrition.Targets(in)
	if targets.CarbsG > 50 || math.Abs(4*targets.ProteinG+4*targets.CarbsG+9*targets.FatG-targets.Energy.Value) > 0.02*targets.Energy.Value {
		t.Errorf("%+v", targets)
	}
}

func TestWaterByHand(t *testing.T) {
	t.Parallel()
	for kg, want := range map[float64]float64{70: 2250, 60: 2000, 100: 3250, 30: 1000} { // 2310, 1980, 3300, 990
		if got := nutrition.Water(spotter.About{WeightKG: kg}).Value; got != want {
			t.Errorf("%v kg: %v ml, want %v", kg, got, want)
		}
	}
}
