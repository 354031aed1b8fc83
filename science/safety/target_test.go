package safety_test

import (
	"strings"
	"testing"

	"spotter"
	"spotter/lang"
	"spotter/science/safety"
)

func TestATargetThatIsUnderweight(t *testing.T) {
	t.Parallel()
	today := spotter.Date{Year: 2026, Month: 11, Day: 25}
	adult := spotter.About{BirthDate: spotter.Date{Year: 1996, Month: 5, Day: 17}, HeightCM: 178}
	if got := safety.LeastTarget(178); got != 58.7 { // 18.5 x 1.78² = 58.615
		t.Errorf("the least is %g", got)
	}
	for kg, want := range map[float64]string{58.7: "", 58.6: "under 58.7 kg", 53.9: "BMI 18.5"} {
		got := lang.English(safety.LowTarget(adult, spotter.Goals{TargetWeightKG: &kg}, today))
		if (want == "") != (got == "") || !strings.Contains(got, want) {
			t.Errorf("%g kg: %q", kg, got)
		}
	}
	young, kg := adult, 50.0
	young.BirthDate = spotter.Date{Year: 2010, Month: 3, Day: 1}
	if safety.LowTarget(young, spotter.Goals{TargetWeightKG: &kg}, today) != nil || safety.LowTarget(adult, spotter.Goals{}, today) != nil {
		t.Error("somebody is warned of nothing")
	}
}
