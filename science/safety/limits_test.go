package safety_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"spotter"
	"spotter/science/safety"
)

func date(t *testing.T, s string) spotter.Date {
	t.Helper()
	d, err := spotter.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestLimits(t *testing.T) {
	t.Parallel()
	today, past, future := date(t, "2026-11-02"), date(t, "2026-10-01"), date(t, "2026-11-03")
	screened := func(s spotter.Screening) spotter.Answers { return spotter.Answers{Screening: &s} }
	heart := spotter.Limits{NoMaximal: true, LightStart: true, NoStimulants: true}
	cleared := spotter.Limits{NoMaximal: true, NoStimulants: true}
	pregnant := spotter.Limits{NoDeficit: true, NoMaximal: true, NoSupine: true, NoBreathHolding: true, NoSupplements: true, CaffeineMaxMG: 200}
	minor := spotter.Limits{NoDeficit: true, NoMaximal: true, NoSupplements: true, Minor: true, CaffeineMaxMG: 165}
	born := func(s string, kg float64) spotter.Answers {
		return spotter.Answers{About: &spotter.About{BirthDate: date(t, s), WeightKG: kg}}
	}
	both := pregnant
	both.NoStimulants, both.LightStart, both.CaffeineMaxMG = true, true, 0
	for name, c := range map[string]struct {
		answers spotter.Answers
		want    spotter.Limits
	}{
		"nothing answered":     {spotter.Answers{}, spotter.Limits{CaffeineMaxMG: 400}},
		"all no":               {screened(spotter.Screening{}), spotter.Limits{CaffeineMaxMG: 400}},
		"heart":                {screened(spotter.Screening{HeartCondition: true}), heart},
		"chest pain":           {screened(spotter.Screening{ChestPain: true}), heart},
		"dizziness":            {screened(spotter.Screening{DizzinessOrFainting: true}), heart},
		"medication":           {screened(spotter.Screening{HeartOrPressureMedication: true}), heart},
		"cleared":              {screened(spotter.Screening{HeartCondition: true, ClearedOn: &past}), cleared},
		"cleared today":        {screened(spotter.Screening{HeartCondition: true, ClearedOn: &today}), cleared},
		"clearance to come":    {screened(spotter.Screening{HeartCondition: true, ClearedOn: &future}), heart},
		"pregnancy":            {screened(spotter.Screening{PregnancyOrRecentBirth: true}), pregnant},
		"pregnancy and clear":  {screened(spotter.Screening{PregnancyOrRecentBirth: true, ClearedOn: &past}), pregnant},
		"pregnancy and heart":  {screened(spotter.Screening{PregnancyOrRecentBirth: true, ChestPain: true}), both},
		"eating disorder":      {screened(spotter.Screening{EatingDisorderHistory: true}), spotter.Limits{NoDeficit: true, HideNumbers: true, NoWeighIns: true, CaffeineMaxMG: 400}},
		"bone or joint, alone": {screened(spotter.Screening{BoneOrJointProblem: true}), spotter.Limits{CaffeineMaxMG: 400}},
		"other reason":         {screened(spotter.Screening{OtherReason: true}), spotter.Limits{CaffeineMaxMG: 400}},
		"eighteen tomorrow":    {born("2008-11-03", 55), minor},
		"eighteen today":       {born("2008-11-02", 55), spotter.Limits{CaffeineMaxMG: 400}},
		"no birth date":        {spotter.Answers{About: &spotter.About{}}, spotter.Limits{CaffeineMaxMG: 400}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := safety.Limits(c.answers, today)
			if diff := cmp.Diff(c.want, got, cmpopts.IgnoreFields(spotter.Limits{}, "Reasons"), cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRegionsKeepTheWorst(t *testing.T) {
	t.Parallel()
	got := safety.Limits(spotter.Answers{Constraints: &spotter.Constraints{Injuries: []spotter.Injury{
		{Region: "knee", Severity: spotter.SeverityLow}, {Region: "knee", Severity: spotter.SeverityHigh},
		{Region: "lower_back", Severity: spotter.SeverityMedium}, {Region: "wrist", Severity: spotter.SeverityLow},
	}}}, date(t, "2026-11-02"))
	want := map[spotter.Region]spotter.Severity{"knee": "high", "lower_back": "medium", "wrist": "low"}
	if diff := cmp.Diff(want, got.Regions); diff != "" {
		t.Error(diff)
	}
	if len(got.Reasons) != 3 {
		t.Errorf("%d reasons, want one a region: %v", len(got.Reasons), got.Reasons)
	}
}

// TestEveryLimitHasItsReason holds every flag, alone, to a sentence.
func TestEveryLimitHasItsReason(t *testing.T) {
	t.Parallel()
	today := date(t, "2026-11-02")
	for name, s := range map[string]spotter.Screening{
		"heart": {HeartCondition: true}, "pregnancy": {PregnancyOrRecentBirth: true}, "eating": {EatingDisorderHistory: true},
		"bone": {BoneOrJointProblem: true}, "other": {OtherReason: true},
	} {
		if got := safety.Limits(spotter.Answers{Screening: &s}, today); len(got.Reasons) == 0 || got.Reasons[0].Text == "" {
			t.Errorf("%s: no reason", name)
		}
	}
}
