package coach_test

import (
	"log/slog"
	"testing"
	"time"

	"spotter"
	"spotter/internal/coach"
)

// TestStoredPlansLoseMaximalWork reads a plan of before that goes to the limit, as each person for whom
// that is ruled out now.
func TestStoredPlansLoseMaximalWork(t *testing.T) {
	t.Parallel()
	c, err := coach.New(coach.Config{Now: func() time.Time { return monday }, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	born := func(date string) *spotter.About {
		d, err := spotter.ParseDate(date)
		if err != nil {
			t.Fatal(err)
		}
		return &spotter.About{BirthDate: d, WeightKG: 70, TimeZone: "UTC"}
	}
	for name, test := range map[string]struct {
		answers spotter.Answers
		want    int
	}{
		"nobody in particular": {spotter.Answers{About: born("1990-01-01"), Screening: &spotter.Screening{}}, 0},
		"a heart condition":    {spotter.Answers{About: born("1990-01-01"), Screening: &spotter.Screening{HeartCondition: true}}, 2},
		"chest pain":           {spotter.Answers{About: born("1990-01-01"), Screening: &spotter.Screening{ChestPain: true}}, 2},
		"a pregnancy":          {spotter.Answers{About: born("1990-01-01"), Screening: &spotter.Screening{PregnancyOrRecentBirth: true}}, 2},
		"17 years":             {spotter.Answers{About: born("2009-06-01"), Screening: &spotter.Screening{}}, 2},
	} {
		plan := spotter.TrainingPlan{Days: []spotter.TrainingDay{{Exercises: []spotter.PlannedExercise{{Exercise: "pull_up", RIR: 0}, {Exercise: "pull_up", RIR: 3}}}}}
		got := c.SafeTraining(plan, test.answers).Days[0].Exercises
		if len(got) != 2 || got[0].RIR != test.want || got[1].RIR != 3 {
			t.Errorf("%s: %+v, want %d and 3 in reserve", name, got, test.want)
		}
	}
}
