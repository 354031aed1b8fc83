package nutrition_test

import (
	"math"
	"strings"
	"testing"

	"spotter"
	"spotter/science/nutrition"
)

// A body that is large for its height uses much and has little mass that protein counts: 250 kg at 120 cm
// count as 43.2 kg, which at 2.0 g/kg are 86.4 g of 4,027 kcal. A tenth of that energy is 100.7 g.
func TestProteinIsATenthOfEnergyAtTheLeast(t *testing.T) {
	t.Parallel()
	in := person() // 2500 + 750 − 160 + 5 = 3095; × 1.3 + 4×60/60×5×250/7 = 4738; × 0.85 = 4027
	in.About.HeightCM, in.About.WeightKG, in.Goals.Primary = 120, 250, spotter.FatLoss
	got, reasons := nutrition.Targets(in)
	if got.Energy.Value != 4027 || got.ProteinG != 101 {
		t.Errorf("%v g of protein in %v kcal", got.ProteinG, got.Energy.Value)
	}
	for _, r := range reasons {
		if r.About == "protein" && !strings.HasPrefix(r.Quantity.Method, "10 % of energy") {
			t.Errorf("says %s", r.Quantity.Method)
		}
	}
}

// Katch-McArdle by hand: 80 kg with 20 % fat have 64 kg of lean mass; 370 + 21.6 × 64 = 1752.4.
func TestBodyFatIsUsedWhereItIsKnown(t *testing.T) {
	t.Parallel()
	if q := nutrition.RestingByLeanMass(80, 20); q.Value != 1752 || q.Inputs["lean_kg"] != 64 {
		t.Errorf("%+v", q)
	}
	in := person()
	in.About.WeightKG, in.Goals.Primary = 80, spotter.FatLoss
	percent := 20.0
	in.BodyFatPercent = &percent
	got, reasons := nutrition.Targets(in)
	// 1752 × 1.3 + 4 × 60/60 × 5 × 80/7 = 2506; × 0.85 = 2130; 2.3 × 64 = 147.2 g, 1.84 g/kg, under 28 % of energy (149.1 g)
	if got.Energy.Value != 2130 || got.ProteinG != 148 || got.Floor.Value != 1752 {
		t.Errorf("energy %v, protein %v, floor %v", got.Energy.Value, got.ProteinG, got.Floor.Value)
	}
	found := false
	for _, r := range reasons {
		found = found || r.About == "resting" && r.Quantity.Method == "Katch-McArdle"
	}
	if !found {
		t.Error("no reason names Katch-McArdle")
	}
}

// The rate follows from the balance, and a target that asks for too much is flagged and not followed.
func TestRatesAreSaidAndFlagged(t *testing.T) {
	t.Parallel()
	in := person() // 2591 − 2355 = 236 kcal a day; × 7 ÷ 7700 = 0.21 kg, 0.31 % of 70 kg
	if q := nutrition.Rate(in); q.Value != 0.21 || math.Abs(q.Inputs["percent_a_week"]-0.31) > 0.001 || q.Unit != "kg/week" {
		t.Errorf("%+v", q)
	}
	in.Goals.Primary = spotter.FatLoss
	for _, c := range []struct {
		target float64
		days   int
		says   string
	}{
		{60, 28, "too fast"},    // 2.5 kg a week is 3.6 %
		{65, 70, "comes later"}, // 0.5 kg a week; 20 % of 2355 bring 0.43
		{69, 365, ""},
		{50, 700, "underweight"}, // 58.6 kg is an index of 18.5 at 178 cm
	} {
		date := today.AddDays(c.days)
		in.Goals.TargetWeightKG, in.Goals.TargetDate = &c.target, &date
		_, reasons := nutrition.Targets(in)
		for _, r := range reasons {
			if r.About != "rate" {
				continue
			}
			if c.says != "" && !strings.Contains(r.Text, c.says) || c.says == "" && strings.Contains(r.Text, "target") {
				t.Errorf("%v kg in %d days: %s", c.target, c.days, r.Text)
			}
		}
	}
}

func TestWaterNamesItsBand(t *testing.T) {
	t.Parallel()
	for sex, want := range map[spotter.Sex][2]float64{spotter.Male: {2500, 3700}, spotter.Female: {2000, 2700}, spotter.SexUnspecified: {2250, 3200}} {
		q := nutrition.Water(spotter.About{WeightKG: 70, Sex: sex})
		if q.Inputs["efsa_ml"] != want[0] || q.Inputs["us_ml"] != want[1] {
			t.Errorf("%s: %+v", sex, q)
		}
	}
}
