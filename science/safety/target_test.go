package safety_test

import (
	"strings"
	"testing"

	"spotter"
	"spotter/science/safety"
)

func TestATargetIsNoUnderweight(t *testing.T) {
	t.Parallel()
	today := spotter.Date{Year: 2026, Month: 11, Day: 25}
	goal := func(kg float64) spotter.Goals { return spotter.Goals{Primary: spotter.FatLoss, TargetWeightKG: &kg} }
	adult := spotter.Answers{About: &spotter.About{BirthDate: spotter.Date{Year: 1996, Month: 5, Day: 17}, HeightCM: 178}, Screening: &spotter.Screening{}}
	if got := safety.LeastTarget(178); got != 58.7 { // 18.5 x 1.78² = 58.615
		t.Errorf("the least is %g", got)
	}
	for kg, want := range map[float64]string{58.7: "", 58.6: "must be at least 58.7 kg", 53.9: "BMI 18.5"} {
		if got := safety.TargetFault(adult, goal(kg), today); (want == "") != (got == "") || !strings.Contains(got, want) {
			t.Errorf("%g kg: %q", kg, got)
		}
	}
	for name, a := range map[string]spotter.Answers{
		"a history":     {About: adult.About, Screening: &spotter.Screening{EatingDisorderHistory: true}},
		"not asked yet": {About: adult.About},
	} {
		if got := safety.TargetFault(a, goal(50), today); got == "" || strings.ContainsAny(got, "0123456789") {
			t.Errorf("%s: %q", name, got)
		}
	}
	young := *adult.About
	young.BirthDate = spotter.Date{Year: 2010, Month: 3, Day: 1}
	if got := safety.TargetFault(spotter.Answers{About: &young, Screening: &spotter.Screening{}}, goal(50), today); got != "" {
		t.Errorf("at sixteen: %q", got)
	}
}
