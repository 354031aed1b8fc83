package coach_test

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"spotter"
	"spotter/catalog"
	"spotter/internal/coach"
	"spotter/science/nutrition"
	"spotter/science/safety"
)

// somebody is a whole person with what is to come of their answers. The figures were worked out from the
// formulas, by a calculator that shares nothing with this code; arithmetic says how (docs/science.md).
type somebody struct {
	Name       string            `json:"name"`
	Why        string            `json:"why"`
	Answers    spotter.Answers   `json:"answers"`
	Expect     expected          `json:"expect"`
	Arithmetic map[string]string `json:"arithmetic"`
}

type expected struct {
	Age         int     `json:"age"`
	Resting     float64 `json:"resting_kcal"`
	Expenditure float64 `json:"expenditure_kcal"`
	Floor       float64 `json:"floor_kcal"`
	FloorBound  string  `json:"floor_bound"`
	Energy      float64 `json:"energy_kcal"`
	EnergyBound string  `json:"energy_bound"`
	Hidden      bool    `json:"figures_hidden"`
	Protein     figure  `json:"protein_g"`
	Fat         figure  `json:"fat_g"`
	Carbs       float64 `json:"carbs_g"`
	Fibre       float64 `json:"fibre_g"`
	WaterML     int     `json:"water_ml"`
	Split       string  `json:"split"`
	Sessions    int     `json:"sessions"`
	MostMinutes int     `json:"session_minutes_most"`
	Limits      []string
	CaffeineMax int                                 `json:"caffeine_max_mg"`
	Regions     map[spotter.Region]spotter.Severity `json:"regions"`
	NoExercises map[string]string                   `json:"without_exercises"` // id to why
	NoFoods     map[string]string                   `json:"without_foods"`
	NoDishes    map[string]string                   `json:"without_dishes"`
}

type figure struct {
	Least float64 `json:"least"`
	Most  float64 `json:"most"`
	Aim   float64 `json:"aim"`
}

// leastPeople is how many the table holds at the least.
const leastPeople = 40

func readPeople(t *testing.T) []somebody {
	t.Helper()
	data, err := os.ReadFile("testdata/people.json")
	if err != nil {
		t.Fatal(err)
	}
	var people []somebody
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&people); err != nil {
		t.Fatal(err)
	}
	if len(people) < leastPeople {
		t.Fatalf("%d people, want %d", len(people), leastPeople)
	}
	return people
}

// TestPeopleByHand lets each answer and asks for both plans, as anybody does.
func TestPeopleByHand(t *testing.T) {
	t.Parallel()
	f := setup(t)
	for _, p := range readPeople(t) {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			who := f.person(t)
			must[spotter.Onboarding](t)(f.SaveStep(t.Context(), who, spotter.StepConsent, answers()[spotter.StepConsent], 0))
			for _, s := range spotter.Steps {
				if a := p.Answers.Of(s); a != nil {
					must[spotter.Onboarding](t)(f.SaveStep(t.Context(), who, s, a, 0))
				}
			}
			p.checkBody(t)
			p.checkLimits(t)
			p.checkMeals(t, f, who)
			p.checkTraining(t, f, who)
		})
	}
}

// rounding is how far a figure may be from the one by hand: each step of it is rounded to a whole.
const rounding = 2.0

func near(t *testing.T, name string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > rounding {
		t.Errorf("%s is %v, by hand %v", name, got, want)
	}
}

func (p *somebody) checkBody(t *testing.T) {
	t.Helper()
	today := spotter.DateOf(monday, p.Answers.About.Zone())
	if age := p.Answers.About.BirthDate.YearsTo(today); age != p.Expect.Age {
		t.Errorf("%d years old, by hand %d", age, p.Expect.Age)
	}
	near(t, "resting energy", nutrition.Resting(*p.Answers.About, today).Value, p.Expect.Resting)
	near(t, "expenditure", nutrition.Expenditure(*p.Answers.About, p.Expect.Sessions, p.Answers.Constraints.SessionMinutes, today).Value, p.Expect.Expenditure)
}

func (p *somebody) checkLimits(t *testing.T) {
	t.Helper()
	l := safety.Limits(p.Answers, spotter.DateOf(monday, p.Answers.About.Zone()))
	var flags map[string]any
	if err := json.Unmarshal(must[[]byte](t)(json.Marshal(l)), &flags); err != nil {
		t.Fatal(err)
	}
	var set []string
	for name, value := range flags {
		if value == true {
			set = append(set, name)
		}
	}
	slices.Sort(set)
	if !slices.Equal(set, p.Expect.Limits) || l.CaffeineMaxMG != p.Expect.CaffeineMax || len(l.Regions) != len(p.Expect.Regions) {
		t.Errorf("limits %v, caffeine %d mg, regions %v; by hand %v, %d mg, %v", set, l.CaffeineMaxMG, l.Regions, p.Expect.Limits, p.Expect.CaffeineMax, p.Expect.Regions)
	}
	for region, severity := range p.Expect.Regions {
		if l.Regions[region] != severity {
			t.Errorf("%s is %q, by hand %s", region, l.Regions[region], severity)
		}
	}
}

func (p *somebody) checkMeals(t *testing.T, f *fixture, who spotter.Caller) {
	t.Helper()
	proposal := must[spotter.Proposal](t)(f.Propose(t.Context(), who, spotter.PlanMeals, coach.ProposeInput{}))
	var plan spotter.MealPlan
	if err := json.Unmarshal(proposal.After, &plan); err != nil {
		t.Fatal(err)
	}
	if plan.WaterML != p.Expect.WaterML {
		t.Errorf("%d ml of water, by hand %d", plan.WaterML, p.Expect.WaterML)
	}
	if p.Expect.Hidden {
		if plan.Targets != nil || plan.Days[0].Nutrition != nil || strings.Contains(string(proposal.After), "kcal") {
			t.Errorf("figures are to be hidden: %+v", plan.Targets)
		}
		targets := p.targets()
		p.checkTargets(t, &targets) // they are met all the same
		p.checkDays(t, plan)
	} else {
		p.checkTargets(t, plan.Targets)
		p.checkDays(t, plan)
	}
	p.checkExclusions(t, f, who, plan)
}

// targets are the day's, without a door that hides them.
func (p *somebody) targets() spotter.Targets {
	a, today := p.Answers, spotter.DateOf(monday, p.Answers.About.Zone())
	targets, _ := nutrition.Targets(nutrition.Input{About: *a.About, Screening: *a.Screening, Goals: *a.Goals, Constraints: *a.Constraints, Diet: *a.Diet,
		Schedule: *a.Schedule, Limits: safety.Limits(a, today), Sessions: len(a.Schedule.Workouts), Today: today})
	return targets
}

func (p *somebody) checkTargets(t *testing.T, got *spotter.Targets) {
	t.Helper()
	e := p.Expect
	near(t, "the floor", got.Floor.Value, e.Floor)
	near(t, "energy", got.Energy.Value, e.Energy)
	near(t, "protein", got.ProteinG, e.Protein.Aim)
	near(t, "fat", got.FatG, e.Fat.Aim)
	near(t, "carbohydrate", got.CarbsG, e.Carbs)
	near(t, "fibre", got.FibreG, e.Fibre)
	if !strings.Contains(got.Floor.Method, e.FloorBound) || (e.EnergyBound == "floor") != strings.Contains(got.Energy.Method, "the floor holds") {
		t.Errorf("the floor is by %q, energy by %q; by hand %s and %s", got.Floor.Method, got.Energy.Method, e.FloorBound, e.EnergyBound)
	}
	if got.ProteinG < e.Protein.Least-1 || got.ProteinG > e.Protein.Most+1 {
		t.Errorf("%v g of protein, by hand %v to %v", got.ProteinG, e.Protein.Least, e.Protein.Most)
	}
	if sum := 4*got.ProteinG + 4*got.CarbsG + 9*got.FatG; math.Abs(sum/got.Energy.Value-1) > 0.02 {
		t.Errorf("4/4/9 come to %.0f of %.0f kcal", sum, got.Energy.Value)
	}
}

// checkDays sums each day from its grams.
func (p *somebody) checkDays(t *testing.T, plan spotter.MealPlan) {
	t.Helper()
	foods := must[*catalog.Foods](t)(catalog.LoadFoods())
	for _, day := range plan.Days {
		var portions []spotter.Portion
		for _, m := range day.Meals {
			portions = append(portions, m.Portions...)
		}
		sum, _ := nutrition.Of(portions, foods.Find)
		if math.Abs(sum.Kcal/p.Expect.Energy-1) > 0.052 || sum.ProteinG < 0.94*p.Expect.Protein.Aim || sum.ProteinG > 1.11*p.Expect.Protein.Aim+1 {
			t.Errorf("%s has %.0f kcal and %.0f g of protein, by hand %v and %v", day.Weekday, sum.Kcal, sum.ProteinG, p.Expect.Energy, p.Expect.Protein.Aim)
		}
		if p.Answers.Diet.Pattern != "keto" && (sum.FatG < p.Expect.Fat.Least-rounding || sum.FatG > p.Expect.Fat.Most+rounding) {
			t.Errorf("%s has %.0f g of fat, by hand %v to %v", day.Weekday, sum.FatG, p.Expect.Fat.Least, p.Expect.Fat.Most)
		}
	}
}

// checkExclusions wants foods and dishes that stand in the catalogue, and not in the plan nor behind a door.
func (p *somebody) checkExclusions(t *testing.T, f *fixture, who spotter.Caller, plan spotter.MealPlan) {
	t.Helper()
	foods := must[*catalog.Foods](t)(catalog.LoadFoods())
	dishes := must[*catalog.Dishes](t)(catalog.LoadDishes(foods))
	for id, why := range p.Expect.NoFoods {
		if _, known := foods.Find(id); !known {
			t.Errorf("no food is called %s", id)
		}
		for _, day := range plan.Days {
			for _, m := range day.Meals {
				if slices.ContainsFunc(m.Portions, func(f spotter.Portion) bool { return f.Food == id }) {
					t.Errorf("%s has %s, which %s", m.ID, id, why)
				}
			}
		}
	}
	for id, why := range p.Expect.NoDishes {
		if _, known := dishes.Find(id); !known {
			t.Errorf("no dish is called %s", id)
		}
		if _, err := f.Recipe(t.Context(), who, "", id); spotter.CodeOf(err) != spotter.CodeNotFound {
			t.Errorf("the recipe of %s is given (%v), which %s", id, err, why)
		}
	}
}

func (p *somebody) checkTraining(t *testing.T, f *fixture, who spotter.Caller) {
	t.Helper()
	proposal := must[spotter.Proposal](t)(f.Propose(t.Context(), who, spotter.PlanTraining, coach.ProposeInput{}))
	var plan spotter.TrainingPlan
	if err := json.Unmarshal(proposal.After, &plan); err != nil {
		t.Fatal(err)
	}
	if plan.Split != p.Expect.Split || len(plan.Days) != p.Expect.Sessions {
		t.Errorf("%s on %d days, by hand %s on %d", plan.Split, len(plan.Days), p.Expect.Split, p.Expect.Sessions)
	}
	exercises := must[*catalog.Exercises](t)(catalog.LoadExercises())
	for id := range p.Expect.NoExercises {
		if _, known := exercises.Find(id); !known {
			t.Errorf("no exercise is called %s", id)
		}
	}
	for _, day := range plan.Days {
		if day.Minutes > p.Expect.MostMinutes || len(day.Exercises) == 0 {
			t.Errorf("%s takes %d of %d minutes with %d exercises", day.Name, day.Minutes, p.Expect.MostMinutes, len(day.Exercises))
		}
		for _, e := range day.Exercises {
			if why, out := p.Expect.NoExercises[e.Exercise]; out {
				t.Errorf("%s has %s, which %s", day.Name, e.Exercise, why)
			}
			if slices.Contains(p.Expect.Limits, "no_maximal") && e.RIR < spotter.LeastRIR {
				t.Errorf("%s leaves %d of %s in reserve", day.Name, e.RIR, e.Exercise)
			}
		}
	}
}
