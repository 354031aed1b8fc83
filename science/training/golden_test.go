package training_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spotter"
	"spotter/science/safety"
	"spotter/science/training"
	"spotter/science/training/trainingtest"
)

var update = flag.Bool("update", false, "write the golden plans anew")

var weeks = [][]spotter.Weekday{1: {"wednesday"}, 2: {"monday", "thursday"}, 3: {"monday", "wednesday", "friday"}, 4: {"monday", "tuesday", "thursday", "friday"},
	5: {"monday", "tuesday", "wednesday", "friday", "saturday"}, 6: {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}, 7: spotter.Weekdays[:]}

// who is a person in short: what the plan depends on.
type who struct {
	level     spotter.Level
	goal      spotter.Goal
	location  spotter.Location
	days      int
	minutes   int
	kit       []spotter.Equipment
	lifts     []spotter.RecentLift
	born      int
	units     string
	injuries  []spotter.Injury
	screening spotter.Screening
}

// input answers as a whole person: limits come from the answers, as everywhere.
func (w who) input() training.Input {
	if w.born == 0 {
		w.born = 1994
	}
	today := spotter.Date{Year: 2026, Month: 11, Day: 25}
	in := training.Input{
		About:       spotter.About{BirthDate: spotter.Date{Year: w.born, Month: 3, Day: 1}, WeightKG: 75, Units: w.units},
		Fitness:     spotter.Fitness{Level: w.level, RecentLifts: w.lifts},
		Goals:       spotter.Goals{Primary: w.goal},
		Constraints: spotter.Constraints{Location: w.location, Equipment: w.kit, SessionMinutes: w.minutes, Injuries: w.injuries},
		Schedule:    spotter.Schedule{Workouts: slots(weeks[w.days]...)},
		Today:       today,
	}
	in.Limits = safety.Limits(spotter.Answers{About: &in.About, Screening: &w.screening, Constraints: &in.Constraints}, today)
	return in
}

var bench80 = []spotter.RecentLift{{Exercise: "Bench press", WeightKG: 80, Reps: 5}, {Exercise: "Squat", WeightKG: 110, Reps: 5}, {Exercise: "Deadlift", WeightKG: 140, Reps: 3}}

// golden are the people whose plans a reader can judge.
var golden = map[string]who{
	"first_day":                 {level: "intermediate", goal: "muscle_gain", location: "gym", days: 4, minutes: 60, lifts: bench80},
	"fat_loss_beginner_gym":     {level: "beginner", goal: "fat_loss", location: "gym", days: 3, minutes: 45},
	"strength_advanced_pounds":  {level: "advanced", goal: "strength", location: "gym", days: 4, minutes: 90, lifts: bench80, units: "imperial"},
	"strength_beginner_barbell": {level: "beginner", goal: "strength", location: "home", days: 3, minutes: 60, kit: []spotter.Equipment{"barbell", "bench"}},
	"strength_body_weight":      {level: "intermediate", goal: "strength", location: "home", days: 3, minutes: 45},
	"seven_long_days":           {level: "advanced", goal: "muscle_gain", location: "gym", days: 7, minutes: 180},
	"six_short_days":            {level: "intermediate", goal: "muscle_gain", location: "gym", days: 6, minutes: 30},
	"five_days_dumbbells":       {level: "intermediate", goal: "muscle_gain", location: "home", days: 5, minutes: 60, kit: []spotter.Equipment{"dumbbell", "bench"}},
	"bands_only":                {level: "beginner", goal: "general_fitness", location: "home", days: 3, minutes: 30, kit: []spotter.Equipment{"bands"}},
	"two_days_kettlebell":       {level: "intermediate", goal: "fat_loss", location: "home", days: 2, minutes: 45, kit: []spotter.Equipment{"kettlebell"}},
	"one_day_twenty_minutes":    {level: "beginner", goal: "general_fitness", location: "home", days: 1, minutes: 20},
	"shoulder_and_knee": {level: "beginner", goal: "general_fitness", location: "home", days: 3, minutes: 20, kit: []spotter.Equipment{"dumbbell"},
		injuries: []spotter.Injury{{Region: "shoulder", Severity: "high"}, {Region: "knee", Severity: "medium"}}},
	"lower_back_to_replace": {level: "intermediate", goal: "muscle_gain", location: "gym", days: 4, minutes: 60,
		injuries: []spotter.Injury{{Region: "lower_back", Severity: "medium"}, {Region: "elbow", Severity: "low"}}},
	"seventeen":       {level: "intermediate", goal: "strength", location: "gym", days: 3, minutes: 60, born: 2009, lifts: bench80},
	"pregnant":        {level: "intermediate", goal: "general_fitness", location: "gym", days: 3, minutes: 45, screening: spotter.Screening{PregnancyOrRecentBirth: true}},
	"heart_condition": {level: "intermediate", goal: "strength", location: "gym", days: 3, minutes: 60, lifts: bench80, screening: spotter.Screening{HeartCondition: true}},
	"hundred_years":   {level: "beginner", goal: "general_fitness", location: "home", days: 2, minutes: 30, born: 1926},
}

// TestGoldenPlans compares plans with the ones that a coach has read. With -update they are written anew;
// read the difference then, as a coach would.
func TestGoldenPlans(t *testing.T) {
	t.Parallel()
	all := exercises(t)
	byID := index(all)
	for name, w := range golden {
		in := w.input()
		plan := propose(t, in, all)
		compare(t, name, plan)
		for _, fault := range faultsOf(in, plan, byID) {
			t.Errorf("%s: %s", name, fault)
		}
	}
	in := golden["first_day"].input()
	plan := propose(t, in, all)
	in.Previous, in.Goes = &plan, training.Next
	compare(t, "first_day_next_block", propose(t, in, all))
}

func compare(t *testing.T, name string, plan spotter.TrainingPlan) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name+".txt")
	got := trainingtest.Render(plan)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s: read the difference, and write it anew with -update when you would sign it:\n%s", name, diff)
	}
}
