package nutrition_test

import (
	"math"
	"strings"
	"testing"

	"spotter"
	"spotter/science/nutrition"
)

// Twenty-four people by hand. The arithmetic of each: Mifflin-St Jeor; × activity + sessions × minutes/60
// × 5 kcal × kg ÷ 7; × the goal's factor, and the floor where it holds; the mass that protein counts (body
// mass, at most that of an index of 30) × g/kg. Fat is 30 % of energy, at least 0.6 g/kg within 33 %; the
// rest is carbohydrate; fibre is 14 g per 1,000 kcal. All were 32 on the day when born in May 1994.
func TestPeopleByHand(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name             string
		sex              spotter.Sex
		age, cm          int
		kg               float64
		activity         spotter.DailyActivity
		sessions, min    int
		goal             spotter.Goal
		pattern          spotter.DietPattern
		noDeficit, hard  bool
		rest, uses, flr  float64
		bound            string
		kcal, prot       float64
		fat, carbs, fibr float64
	}{
		// 700 + 1112.5 − 160 + 5 = 1657.5; × 1.3 + 4×60/60×5×70/7 = 2355; × 1.1 = 2591; 70 kg × 1.80 = 126.0 g
		{"first journey", "male", 32, 178, 70, "light", 4, 60, "muscle_gain", "omnivore", false, false, 1658, 2355, 1658, "resting energy", 2591, 126, 86, 328, 36},
		// 820 + 1125 − 125 + 5 = 1825; × 1.2 + 3×60/60×5×82/7 = 2366; × 0.85 = 2011; 82 kg × 1.72 = 140.8 g
		{"slim man cutting", "male", 25, 180, 82, "sedentary", 3, 60, "fat_loss", "omnivore", false, false, 1825, 2366, 1825, "resting energy", 2011, 141, 67, 211, 28},
		// 480 + 987.5 − 145 − 161 = 1161.5; × 1.2 + 2×45/60×5×48/7 = 1446; × 0.85 = 1229; 48 kg × 1.79 = 86.0 g
		{"small woman, hard cut", "female", 29, 158, 48, "sedentary", 2, 45, "fat_loss", "omnivore", false, false, 1162, 1446, 1200, "lower bound", 1229, 87, 41, 128, 17},
		// 950 + 1031.25 − 300 − 161 = 1520.25; × 1.2 + 0×45/60×5×95/7 = 1824; × 0.85 = 1550; 81.67 kg × 1.60 = 130.7 g
		{"woman at her resting energy", "female", 60, 165, 95, "sedentary", 0, 45, "fat_loss", "omnivore", false, false, 1520, 1824, 1520, "resting energy", 1550, 131, 52, 140, 22},
		// 680 + 1062.5 − 205 − 161 = 1376.5; × 1.45 + 3×75/60×5×68/7 = 2179; × 1.05 = 2288; 68 kg × 1.80 = 122.4 g
		{"woman, strength", "female", 41, 170, 68, "moderate", 3, 75, "strength", "pescatarian", false, false, 1377, 2179, 1377, "resting energy", 2288, 123, 76, 278, 32},
		// 770 + 1075 − 355 + 5 = 1495; × 1.3 + 2×30/60×5×77/7 = 1999; × 1 = 1999; 77 kg × 1.60 = 123.2 g
		{"older man", "male", 71, 172, 77, "light", 2, 30, "general_fitness", "mediterranean", false, false, 1495, 1999, 1500, "lower bound", 1999, 124, 67, 225, 28},
		// 740 + 1156.25 − 105 + 5 = 1796.25; × 1.6 + 5×60/60×5×74/7 = 3138; × 1.1 = 3452; 74 kg × 1.80 = 133.2 g
		{"young vegan", "male", 21, 185, 74, "high", 5, 60, "muscle_gain", "vegan", false, false, 1796, 3138, 1796, "resting energy", 3452, 134, 115, 470, 48},
		// 720 + 1050 − 175 − 161 = 1434; × 1.3 + 4×45/60×5×72/7 = 2018; × 0.85 = 1715; 72 kg × 1.60 = 115.2 g
		{"vegan cutting", "female", 35, 168, 72, "light", 4, 45, "fat_loss", "vegan", false, false, 1434, 2018, 1434, "resting energy", 1715, 116, 57, 185, 24},
		// 710 + 1087.5 − 190 − 78 = 1529.5; × 1.3 + 3×60/60×5×71/7 = 2141; × 1 = 2141; 71 kg × 1.60 = 113.6 g
		{"unspecified, general", "unspecified", 38, 174, 71, "light", 3, 60, "general_fitness", "vegetarian", false, false, 1530, 2141, 1530, "resting energy", 2141, 114, 71, 262, 30},
		// 440 + 937.5 − 335 − 78 = 964.5; × 1.2 + 0×30/60×5×44/7 = 1158; × 0.85 = 984 < 1350; 44 kg × 2.00 = 88.0 g
		{"unspecified, small", "unspecified", 67, 150, 44, "sedentary", 0, 30, "fat_loss", "halal", false, false, 965, 1158, 1350, "lower bound", 1350, 88, 45, 148, 19},
		// 660 + 1106.25 − 85 + 5 = 1686.25; × 1.45 + 3×60/60×5×66/7 = 2586; × 1 = 2586; 66 kg × 2.00 = 132.0 g
		{"17 years old", "male", 17, 177, 66, "moderate", 3, 60, "fat_loss", "omnivore", true, false, 1686, 2586, 1686, "resting energy", 2586, 132, 86, 321, 36},
		// 700 + 1037.5 − 155 − 161 = 1421.5; × 1.3 + 2×40/60×5×70/7 = 1915; × 1 = 1915; 70 kg × 1.92 = 134.1 g
		{"pregnant", "female", 31, 166, 70, "light", 2, 40, "fat_loss", "omnivore", true, false, 1422, 1915, 1422, "resting energy", 1915, 135, 64, 200, 27},
		// 550 + 1025 − 120 − 161 = 1294; × 1.3 + 3×45/60×5×55/7 = 1771; × 1 = 1771; 55 kg × 1.77 = 97.4 g
		{"eating disorder history", "female", 24, 164, 55, "light", 3, 45, "fat_loss", "vegetarian", true, false, 1294, 1771, 1294, "resting energy", 1771, 98, 59, 212, 25},
		// 520 + 1075 − 110 − 161 = 1324; × 1.3 + 3×45/60×5×52/7 = 1805; × 1 = 1805; 52 kg × 2.00 = 104.0 g
		{"underweight", "female", 22, 172, 52, "light", 3, 45, "fat_loss", "omnivore", false, false, 1324, 1805, 1324, "resting energy", 1805, 104, 60, 212, 25},
		// 1300 + 1093.75 − 225 + 5 = 2173.75; × 1.2 + 2×45/60×5×130/7 = 2748; × 0.85 = 2336; 91.88 kg × 1.78 = 163.5 g
		{"heavy man", "male", 45, 175, 130, "sedentary", 2, 45, "fat_loss", "omnivore", false, false, 2174, 2748, 2174, "resting energy", 2336, 164, 78, 245, 33},
		// 1100 + 1000 − 250 − 161 = 1689; × 1.3 + 3×30/60×5×110/7 = 2314; × 0.85 = 1967; 76.8 kg × 1.79 = 137.7 g
		{"heavy woman", "female", 50, 160, 110, "light", 3, 30, "fat_loss", "kosher", false, false, 1689, 2314, 1689, "resting energy", 1967, 138, 66, 205, 28},
		// 900 + 1125 − 200 + 5 = 1830; × 1.3 + 3×60/60×5×90/7 = 2572; × 0.85 = 2186; 90 kg × 1.70 = 153.0 g
		{"keto", "male", 40, 180, 90, "light", 3, 60, "fat_loss", "keto", false, false, 1830, 2572, 1830, "resting energy", 2186, 154, 152, 50, 31},
		// 600 + 1062.5 − 165 − 161 = 1336.5; × 1.45 + 4×60/60×5×60/7 = 2110; × 1.1 = 2321; 60 kg × 1.80 = 108.0 g
		{"keto, gaining", "female", 33, 170, 60, "moderate", 4, 60, "muscle_gain", "keto", false, false, 1337, 2110, 1337, "resting energy", 2321, 108, 188, 50, 32},
		// 1000 + 1237.5 − 140 + 5 = 2102.5; × 1.75 + 4×60/60×5×100/7 = 3966; × 1.05 = 4164; 100 kg × 1.80 = 180.0 g
		{"tall labourer", "male", 28, 198, 100, "very_high", 4, 60, "strength", "omnivore", false, false, 2103, 3966, 2103, "resting energy", 4164, 180, 139, 548, 58},
		// 720 + 1100 − 135 + 5 = 1690; × 1.45 + 7×90/60×5×72/7 = 2991; × 1.1 = 3290; 72 kg × 1.80 = 129.6 g
		{"seven days a week", "male", 27, 176, 72, "moderate", 7, 90, "muscle_gain", "omnivore", false, false, 1690, 2991, 1690, "resting energy", 3290, 130, 110, 445, 46},
		// 580 + 968.75 − 225 − 161 = 1162.75; × 1.3 + 2×45/60×5×58/7 = 1574; × 1 = 1574; 58 kg × 1.40 = 81.2 g
		{"jain", "female", 45, 155, 58, "light", 2, 45, "general_fitness", "jain", false, false, 1163, 1574, 1200, "lower bound", 1574, 82, 52, 195, 22},
		// 850 + 1143.75 − 180 + 5 = 1818.75; × 1.45 + 4×50/60×5×85/7 = 2840; × 0.85 = 2414; 85 kg × 1.99 = 169.0 g
		{"paleo", "male", 36, 183, 85, "moderate", 4, 50, "fat_loss", "paleo", false, false, 1819, 2840, 1819, "resting energy", 2414, 169, 80, 255, 34},
		// 450 + 937.5 − 495 − 161 = 731.5; × 1.2 + 0×20/60×5×45/7 = 878; × 1 = 878 < 1200; 45 kg × 1.60 = 72.0 g
		{"centenarian", "female", 99, 150, 45, "sedentary", 0, 20, "general_fitness", "omnivore", false, false, 732, 878, 1200, "lower bound", 1200, 72, 40, 138, 17},
		// 850 + 1062.5 − 170 − 161 = 1581.5; × 1.3 + 3×60/60×5×85/7 = 2239; × 0.8 = 1791; 85 kg × 1.60 = 136.0 g
		{"date asks for more", "female", 34, 170, 85, "light", 3, 60, "fat_loss", "omnivore", false, true, 1582, 2239, 1582, "resting energy", 1791, 136, 60, 177, 25},
	} {
		in := person()
		in.About = spotter.About{BirthDate: spotter.Date{Year: 2026 - c.age, Month: 5, Day: 17}, Sex: c.sex, HeightCM: float64(c.cm), WeightKG: c.kg, DailyActivity: c.activity}
		in.Sessions, in.Constraints.SessionMinutes = c.sessions, c.min
		in.Goals.Primary, in.Diet.Pattern, in.Limits.NoDeficit = c.goal, c.pattern, c.noDeficit
		if c.hard { // 15 kg in 20 weeks is 0.75 kg a week; 15 % of 2239 kcal bring 0.31
			target, date := c.kg-15, today.AddDays(140)
			in.Goals.TargetWeightKG, in.Goals.TargetDate = &target, &date
		}
		rest := nutrition.Resting(in.About, today).Value
		uses := nutrition.Expenditure(in.About, c.sessions, c.min, today).Value
		got, _ := nutrition.Targets(in)
		if rest != c.rest || uses != c.uses || got.Floor.Value != c.flr || !strings.Contains(got.Floor.Method, c.bound) || got.Energy.Value != c.kcal {
			t.Errorf("%s: resting %v, expenditure %v, floor %v (%s), energy %v (%s)", c.name, rest, uses, got.Floor.Value, got.Floor.Method, got.Energy.Value, got.Energy.Method)
		}
		if held := c.kcal == c.flr && c.kcal > c.uses*0.85; held != strings.Contains(got.Energy.Method, "floor") {
			t.Errorf("%s: %s", c.name, got.Energy.Method)
		}
		if got.ProteinG != c.prot || got.FatG != c.fat || got.CarbsG != c.carbs || got.FibreG != c.fibr {
			t.Errorf("%s: protein %v, fat %v, carbs %v, fibre %v", c.name, got.ProteinG, got.FatG, got.CarbsG, got.FibreG)
		}
	}
}

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
