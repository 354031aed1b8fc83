package spotter_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spotter"
	"spotter/catalog"
	"spotter/science/nutrition"
	"spotter/science/nutrition/nutritiontest"
	"spotter/science/safety"
	"spotter/science/training"
)

var updateExamples = flag.Bool("update", false, "write docs/example-plans.md anew")

const examplesFile = "docs/example-plans.md"

// example is a person whose plans docs/example-plans.md shows.
type example struct {
	title   string
	about   string // in words
	answers spotter.Answers
}

// exampleParts are the parts that each person's section has, in order. A part writes itself below its own
// third-level heading.
var exampleParts = []func(*testing.T, *bytes.Buffer, example){exampleTraining, exampleMeals}

// examplesToday is the day on which the examples are made.
var examplesToday = spotter.Date{Year: 2026, Month: 11, Day: 23}

// TestExamplePlansAreTrue compares docs/example-plans.md with what the code plans today. With -update it is
// written anew; read the difference then.
func TestExamplePlansAreTrue(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("# Example plans\n\nThree people and what Spotter plans for them, with the reasons, so that a coach can criticise it. " +
		"This page is generated: `go test . -run ExamplePlans -update` writes it from the same code that plans for everyone, and a test fails while it is not current. " +
		"Figures marked heuristic are editable defaults; sources marked unverified could not be checked against a readable original.\n")
	for _, e := range examples() {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n", e.title, e.about)
		for _, part := range exampleParts {
			part(t, &b, e)
		}
	}
	if *updateExamples {
		if err := os.WriteFile(examplesFile, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(examplesFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); diff != "" {
		t.Errorf("%s is not what the code plans; run with -update and read the difference:\n%s", examplesFile, diff)
	}
}

// exampleTraining writes the training plan.
func exampleTraining(t *testing.T, b *bytes.Buffer, e example) {
	t.Helper()
	exercises, err := catalog.LoadExercises()
	if err != nil {
		t.Fatal(err)
	}
	a := e.answers
	plan, err := training.Propose(training.Input{About: *a.About, Fitness: *a.Fitness, Goals: *a.Goals, Constraints: *a.Constraints,
		Schedule: *a.Schedule, Lifestyle: *a.Lifestyle, Limits: safety.Limits(a, examplesToday), Today: examplesToday}, exercises.All())
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(b, "\n### Training\n\n**%s.** A block of %d weeks, its last one easy.\n\n", plan.Name, plan.Weeks)
	for _, r := range plan.Reasons {
		fmt.Fprintf(b, "- *%s:* %s%s\n", r.About, r.Text, figure(r.Quantity))
	}
	for _, d := range plan.Days {
		exampleDay(b, d, a.About.Units)
	}
	exampleVolume(b, plan)
	first := plan.Days[0].Exercises[0]
	fmt.Fprintf(b, "\nWhy %s is as it is:\n\n", first.Name)
	for _, r := range training.Why(plan, first.Exercise, exercises.Find) {
		fmt.Fprintf(b, "- *%s:* %s%s\n", r.About, r.Text, figure(r.Quantity))
	}
}

// exampleMeals writes the meal plan: what the targets rest on, then the week.
func exampleMeals(t *testing.T, b *bytes.Buffer, e example) {
	t.Helper()
	foods, err := catalog.LoadFoods()
	if err != nil {
		t.Fatal(err)
	}
	dishes, err := catalog.LoadDishes(foods)
	if err != nil {
		t.Fatal(err)
	}
	a := e.answers
	plan, err := nutrition.Propose(nutrition.Input{About: *a.About, Screening: *a.Screening, Fitness: *a.Fitness, Goals: *a.Goals,
		Constraints: *a.Constraints, Diet: *a.Diet, Schedule: *a.Schedule, Limits: safety.Limits(a, examplesToday),
		Sessions: len(a.Schedule.Workouts), Today: examplesToday}, dishes.All(), foods.Find)
	if err != nil {
		t.Fatal(err)
	}
	b.WriteString("\n### Meals\n\n")
	if plan.Targets != nil {
		b.WriteString("- *energy:*" + figure(&plan.Targets.Energy) + "\n- *floor:*" + figure(&plan.Targets.Floor) + "\n\n")
	}
	b.WriteString(nutritiontest.Week(plan))
}

func exampleDay(b *bytes.Buffer, d spotter.TrainingDay, units string) {
	fmt.Fprintf(b, "\n**%s %s, %s, %d minutes.** %s\n\n", sentenceCase(string(d.Weekday)), d.Time, d.Name, d.Minutes, d.Reason)
	b.WriteString("| | exercise | sets | load | reserve | rest | why and how on |\n|---|---|---|---|---|---|---|\n")
	for _, e := range d.Exercises {
		reps := fmt.Sprintf("%d x %d-%d %s", e.Sets, e.RepsMin, e.RepsMax, e.Unit)
		if e.RepsMin == e.RepsMax {
			reps = fmt.Sprintf("%d x %d %s", e.Sets, e.RepsMin, e.Unit)
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %d | %d s | %s |\n", e.Superset, e.Name, reps, exampleLoad(e, units), e.RIR, e.RestSeconds,
			strings.TrimSpace(e.Reason+" "+e.Progression+" "+e.Caution))
	}
}

// exampleLoad is the working load and the ramp to it.
func exampleLoad(e spotter.PlannedExercise, units string) string {
	text := "by reserve"
	if e.LoadKG == nil && e.Rule != nil && e.Rule.StepKG == 0 {
		text = ""
	}
	if e.LoadKG != nil {
		text = weightIn(*e.LoadKG, units)
	}
	for i, w := range e.Warmup {
		text += []string{"; warm-up ", ", "}[min(i, 1)] + fmt.Sprintf("%d %% x %d", w.Percent, w.Reps)
		if w.LoadKG != nil {
			text += " (" + weightIn(*w.LoadKG, units) + ")"
		}
	}
	return text
}

func weightIn(kg float64, units string) string {
	if units == "imperial" {
		return fmt.Sprintf("%g lb", spotter.RoundTo(kg/spotter.KilogramsPerPound, 0.1))
	}
	return fmt.Sprintf("%g kg", kg)
}

func exampleVolume(b *bytes.Buffer, plan spotter.TrainingPlan) {
	b.WriteString("\n| muscle | weekly hard sets | band | short because |\n|---|---|---|---|\n")
	for _, v := range plan.Volume {
		if v.Low > 0 {
			fmt.Fprintf(b, "| %s | %g | %d to %d | %s |\n", spotter.Words(v.Muscle), v.Sets, v.Low, v.High, v.Shortfall)
		}
	}
}

// figure is a quantity in brackets.
func figure(q *spotter.Quantity) string {
	if q == nil {
		return ""
	}
	return fmt.Sprintf(" (%g %s; %s; %s; %s)", q.Value, q.Unit, q.Method, q.Source, q.Confidence)
}

func sentenceCase(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// examples are the three people. Their answers are whole, so that every part can plan from them.
func examples() []example {
	target := 75.0
	one := 1
	return []example{
		{"A first day in the gym", "Thirty, 178 cm and 70 kg, two years of training: Monday, Tuesday, Thursday and Friday at 17:30, an hour in a gym, to gain muscle up to 75 kg. Knows a bench press of 80 kg for five, a squat of 110 for five and a deadlift of 140 for three.",
			exampleAnswers(spotter.Answers{
				About:       &spotter.About{BirthDate: spotter.Date{Year: 1996, Month: 5, Day: 17}, Sex: spotter.Male, HeightCM: 178, WeightKG: 70, DailyActivity: spotter.LightActivity, Units: "metric"},
				Fitness:     &spotter.Fitness{Level: spotter.Intermediate, ExperienceMonths: 24, SessionsPerWeekNow: 3, RecentLifts: []spotter.RecentLift{{Exercise: "Bench press", WeightKG: 80, Reps: 5}, {Exercise: "Squat", WeightKG: 110, Reps: 5}, {Exercise: "Deadlift", WeightKG: 140, Reps: 3}}},
				Goals:       &spotter.Goals{Primary: spotter.MuscleGain, TargetWeightKG: &target},
				Constraints: &spotter.Constraints{Location: spotter.Gym, SessionMinutes: 60},
			}, 40, "omnivore", "monday", "tuesday", "thursday", "friday")},
		{"One dumbbell, twenty minutes, a shoulder and a knee", "Forty-five, 168 cm and 82 kg, new to training, at home with one dumbbell: three sessions of twenty minutes for general fitness. The shoulder must be spared, exercises for the knee replaced. Vegetarian, allergic to nuts.",
			exampleAnswers(spotter.Answers{
				About:   &spotter.About{BirthDate: spotter.Date{Year: 1981, Month: 2, Day: 3}, Sex: spotter.Female, HeightCM: 168, WeightKG: 82, DailyActivity: spotter.Sedentary, Units: "metric"},
				Fitness: &spotter.Fitness{Level: spotter.Beginner},
				Goals:   &spotter.Goals{Primary: spotter.GeneralFitness, Secondary: spotter.FatLoss},
				Constraints: &spotter.Constraints{Location: spotter.Home, Equipment: []spotter.Equipment{"dumbbell"}, SessionMinutes: 20,
					Injuries: []spotter.Injury{{Region: "shoulder", Severity: spotter.SeverityHigh}, {Region: "knee", Severity: spotter.SeverityMedium}}},
			}, 30, "vegetarian", "monday", "wednesday", "friday")},
		{"Strength in pounds, cleared after a heart condition", "Fifty-two, 183 cm and 92 kg, eight years under the bar, 75 minutes on three days in a gym that counts in pounds, for strength. A heart condition, cleared by a doctor in October: nothing maximal, no light start.",
			exampleAnswers(spotter.Answers{
				About:       &spotter.About{BirthDate: spotter.Date{Year: 1974, Month: 9, Day: 30}, Sex: spotter.Male, HeightCM: 183, WeightKG: 92, DailyActivity: spotter.ModerateActivity, Units: "imperial"},
				Screening:   &spotter.Screening{HeartCondition: true, ClearedOn: &spotter.Date{Year: 2026, Month: 10, Day: 5}},
				Fitness:     &spotter.Fitness{Level: spotter.Advanced, ExperienceMonths: 96, SessionsPerWeekNow: 3, RecentLifts: []spotter.RecentLift{{Exercise: "Squat", WeightKG: 142.8815966, Reps: 5, RIR: &one}, {Exercise: "Bench press", WeightKG: 102.0582833, Reps: 4}}},
				Goals:       &spotter.Goals{Primary: spotter.Strength},
				Constraints: &spotter.Constraints{Location: spotter.Gym, SessionMinutes: 75},
			}, 45, "mediterranean", "monday", "wednesday", "saturday")},
	}
}

// exampleAnswers completes answers with what the examples have in common.
func exampleAnswers(a spotter.Answers, cooking int, pattern spotter.DietPattern, days ...spotter.Weekday) spotter.Answers {
	a.About.TimeZone, a.About.Locale = "Europe/Berlin", "en"
	if a.Screening == nil {
		a.Screening = &spotter.Screening{}
	}
	a.Lifestyle = &spotter.Lifestyle{Energy: 4, Stress: 2, SleepQuality: 4, SleepHours: 7.5}
	a.Hydration = &spotter.Hydration{TargetML: 2500, ReminderMinutes: 120, Enabled: true}
	a.Schedule = &spotter.Schedule{QuietHours: spotter.QuietHours{From: 22 * 60, To: 7 * 60}, Meals: []spotter.MealSlot{
		{Name: "breakfast", Time: 7 * 60}, {Name: "lunch", Time: 12 * 60}, {Name: "snack", Time: 16 * 60}, {Name: "dinner", Time: 20 * 60}}}
	for _, d := range days {
		a.Schedule.Workouts = append(a.Schedule.Workouts, spotter.WorkoutSlot{Weekday: d, Time: 17*60 + 30})
	}
	a.Diet = &spotter.Diet{Pattern: pattern, CookingMinutes: cooking, MealsPerDay: 4}
	if pattern == "vegetarian" {
		a.Diet.Allergies = []spotter.Allergen{"tree_nuts"}
	}
	return a
}
