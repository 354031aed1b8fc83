package api_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"spotter"
	"spotter/catalog"
)

// someone is a made-up person: the answers as they are sent, and the same facts for the oracle.
type someone struct {
	n           int
	answers     map[string]any
	zone        string
	sex         string
	age         int
	kg, cm      float64
	activity    string
	minutes     int
	days        map[string]string // weekday to time
	meals       []object
	equipment   []string
	gym         bool
	injuries    map[string]string
	pattern     string
	allergies   []string
	intolerance []string
	pregnant    bool
	heart       bool
	figuresHarm bool
}

func oneOf[T any](r *rand.Rand, items ...T) T { return items[r.IntN(len(items))] }

// some takes each item with a chance of one in n.
func some(r *rand.Rand, n int, items ...string) []string {
	out := []string{}
	for _, item := range items {
		if r.IntN(n) == 0 {
			out = append(out, item)
		}
	}
	return out
}

var (
	weekdays   = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
	equipments = []string{"bench", "barbell", "dumbbell", "kettlebell", "cable", "machine", "pull_up_bar", "bands", "rings", "box", "medicine_ball", "cardio_machine"}
	regions    = []string{"neck", "shoulder", "elbow", "wrist", "upper_back", "lower_back", "hip", "knee", "ankle"}
	allergens  = []string{"gluten", "crustaceans", "eggs", "fish", "peanuts", "soy", "milk", "tree_nuts", "celery", "mustard", "sesame", "sulphites", "lupin", "molluscs"}
	patterns   = []string{"omnivore", "pescatarian", "vegetarian", "eggetarian", "vegan", "jain", "halal", "kosher", "keto", "paleo", "mediterranean"}
	farZones   = []string{"UTC", "Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe", "Africa/Cairo", "Pacific/Chatham"}
)

func newSomeone(n int) *someone {
	r := rand.New(rand.NewPCG(uint64(n), 100))
	s := &someone{n: n, zone: oneOf(r, farZones...), sex: oneOf(r, "male", "female", "unspecified"), age: 16 + r.IntN(70), cm: 145 + float64(r.IntN(60)),
		activity: oneOf(r, "sedentary", "light", "moderate", "high", "very_high"), minutes: oneOf(r, 20, 30, 45, 60, 75, 90, 180),
		days: map[string]string{}, injuries: map[string]string{}, pattern: patterns[n%len(patterns)], intolerance: some(r, 12, "lactose", "fructose", "histamine", "caffeine")}
	s.kg = math.Round((18+float64(r.IntN(18)))*s.cm*s.cm/1000) / 10
	s.pregnant = s.sex != "male" && s.age > 17 && s.age < 45 && n%6 == 0
	s.heart, s.figuresHarm = n%9 == 1, n%8 == 3
	for _, d := range r.Perm(7)[:1+r.IntN(7)] {
		s.days[weekdays[d]] = oneOf(r, "00:00", "02:30", "05:45", "12:00", "17:30", "23:59")
	}
	for _, region := range some(r, 8, regions...) {
		s.injuries[region] = oneOf(r, "low", "medium", "high")
	}
	s.allergies = some(r, 12, allergens...)
	location := oneOf(r, "home", "gym", "both")
	if s.equipment = some(r, 3, equipments...); n%5 == 0 {
		s.equipment = []string{}
	}
	s.gym = location != "home"
	s.write(r, location)
	return s
}

// write puts the answers down as they are sent.
func (s *someone) write(r *rand.Rand, location string) {
	all := answers()
	all["about"] = object{"birth_date": noon.AddDate(-s.age, -1, 0).Format(time.DateOnly), "sex": s.sex, "height_cm": s.cm, "weight_kg": s.kg, "time_zone": s.zone, "daily_activity": s.activity, "units": oneOf(r, "metric", "imperial"), "locale": "en"}
	all["screening"] = edit(all["screening"], "pregnancy_or_recent_birth", s.pregnant, "heart_condition", s.heart, "eating_disorder_history", s.figuresHarm)
	all["fitness"] = object{"level": oneOf(r, "beginner", "intermediate", "advanced"), "experience_months": r.IntN(200), "sessions_per_week_now": r.IntN(8)}
	all["goals"] = object{"primary": oneOf(r, "fat_loss", "muscle_gain", "strength", "general_fitness"), "target_weight_kg": 73.7}
	injuries := []object{}
	for _, region := range regions {
		if severity := s.injuries[region]; severity != "" {
			injuries = append(injuries, object{"region": region, "severity": severity})
		}
	}
	all["constraints"] = object{"location": location, "equipment": s.equipment, "injuries": injuries, "session_minutes": s.minutes}
	workouts := []object{}
	for day, at := range s.days {
		workouts = append(workouts, object{"weekday": day, "time": at})
	}
	start := r.IntN(5)
	for i := range 2 + r.IntN(5) {
		s.meals = append(s.meals, object{"name": oneOf(r, "breakfast", "lunch", "snack", "dinner", "Jause") + fmt.Sprint(" ", i), "time": fmt.Sprintf("%02d:15", start+3*i)})
	}
	all["schedule"] = object{"workouts": workouts, "meals": s.meals, "quiet_hours": object{"from": "22:00", "to": "06:30"}}
	all["diet"] = object{"pattern": s.pattern, "allergies": s.allergies, "intolerances": s.intolerance, "dislikes": some(r, 4, "liver", "tofu"), "cuisines": some(r, 4, "indian", "mediterranean"), "cooking_minutes": oneOf(r, 30, 45, 60, 120), "meals_per_day": len(s.meals)}
	s.answers = all
}

// TestAHundredPeople takes people with odd lives from registration to today, and holds what they are
// told against an oracle that shares nothing with the product but the catalogue.
func TestAHundredPeople(t *testing.T) {
	t.Parallel()
	people := 100
	if testing.Short() {
		people = 20
	}
	w := newWorld(t)
	book := readBook(t)
	began := make([]*person, people)
	for n := range people {
		began[n] = w.person(t)
	}
	for n := range people {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			s, p := newSomeone(n), began[n]
			p.answer(t, s.answers)
			p.adopt(t, "training", nil)
			s.eat(t, p)
			done := p.send(t, "POST", "/onboarding/complete", nil).want(t, 201)
			s.checkTraining(t, book, p)
			s.checkMeals(t, book, p)
			s.checkWeek(t, p, w.clock.now())
			reads := p.everyRead(t)
			reads["completion"] = done
			for path, a := range reads {
				for _, why := range s.forbidden(book, path, a.at(t, "")) {
					t.Errorf("person %d: %s", n, why)
				}
			}
			if s.figuresHarm {
				noFigures(t, fmt.Sprint("person ", n), reads)
			}
		})
	}
}

// eat adopts a meal plan. Where no week keeps every rule the refusal says which binds; then the person
// gives way in what is no matter of health.
func (s *someone) eat(t *testing.T, p *person) {
	t.Helper()
	a := p.send(t, "POST", "/plans/meals/proposals", nil)
	if a.status == 422 {
		a.refused(t, 422, "no_meal_plan")
		if detail := a.text(t, "detail"); len(detail) < 40 {
			t.Errorf("person %d is refused without help: %s", s.n, a.body)
		}
		s.pattern, s.intolerance = "omnivore", []string{}
		diet := edit(s.answers["diet"], "pattern", s.pattern, "intolerances", s.intolerance, "dislikes", []string{}, "cooking_minutes", 240)
		p.send(t, "PUT", "/onboarding/steps/diet", diet).want(t, 200)
		a = p.send(t, "POST", "/plans/meals/proposals", nil)
	}
	p.send(t, "POST", "/proposals/"+a.want(t, 201).text(t, "id")+"/accept", nil).want(t, 200)
}

// book is the catalogue, by id.
type book struct {
	exercises map[string]spotter.Exercise
	foods     map[string]spotter.Food
}

func readBook(t *testing.T) book {
	t.Helper()
	exercises, err := catalog.LoadExercises()
	if err != nil {
		t.Fatal(err)
	}
	foods, err := catalog.LoadFoods()
	if err != nil {
		t.Fatal(err)
	}
	b := book{map[string]spotter.Exercise{}, map[string]spotter.Food{}}
	for _, e := range exercises.All() {
		b.exercises[e.ID] = e
	}
	for _, f := range foods.All() {
		b.foods[f.ID] = f
	}
	return b
}

func (s *someone) checkTraining(t *testing.T, b book, p *person) {
	t.Helper()
	var active spotter.ActivePlan[spotter.TrainingPlan]
	p.get(t, "/plans/training").want(t, 200).decode(t, &active)
	days := map[string]string{}
	for _, d := range active.Document.Days {
		days[string(d.Weekday)] = d.Time.String()
		if d.Minutes > s.minutes || d.Minutes <= 0 || len(d.Exercises) == 0 {
			t.Errorf("person %d: %s takes %d minutes of %d, %d exercises", s.n, d.Weekday, d.Minutes, s.minutes, len(d.Exercises))
		}
		for _, e := range d.Exercises {
			known, ok := b.exercises[e.Exercise]
			if !ok {
				t.Errorf("person %d: %s is no exercise", s.n, e.Exercise)
			}
			if why := s.mustNot(known); why != "" {
				t.Errorf("person %d: %s: %s", s.n, e.Exercise, why)
			}
			if careful := s.heart || s.pregnant || s.age < 18; careful && e.RIR < 2 {
				t.Errorf("person %d: %s leaves %d in reserve", s.n, e.Exercise, e.RIR)
			}
		}
	}
	if fmt.Sprint(days) != fmt.Sprint(s.days) {
		t.Errorf("person %d asked for %v and trains on %v", s.n, s.days, days)
	}
}

// mustNot says why this person must not be given an exercise.
func (s *someone) mustNot(e spotter.Exercise) string {
	for _, thing := range e.Equipment {
		if all := s.gym && len(s.equipment) == 0; !all && !slices.Contains(s.equipment, string(thing)) {
			return "needs " + string(thing)
		}
	}
	for _, region := range e.Loads {
		if severity := s.injuries[string(region)]; severity == "high" || severity == "medium" {
			return "loads " + string(region) + ", injured " + severity
		}
	}
	if s.pregnant && e.Supine {
		return "lies on the back, in pregnancy"
	}
	return ""
}

func (s *someone) checkMeals(t *testing.T, b book, p *person) {
	t.Helper()
	var active spotter.ActivePlan[spotter.MealPlan]
	p.get(t, "/plans/meals").want(t, 200).decode(t, &active)
	plan := active.Document
	if len(plan.Days) != 7 || plan.Pattern != s.pattern {
		t.Errorf("person %d: %d days, %s", s.n, len(plan.Days), plan.Pattern)
	}
	for _, d := range plan.Days {
		if len(d.Meals) != len(s.meals) {
			t.Errorf("person %d: %d meals on %s, want %d", s.n, len(d.Meals), d.Weekday, len(s.meals))
		}
		for i, m := range d.Meals {
			if m.Slot != s.meals[i]["name"] || m.Time.String() != s.meals[i]["time"] {
				t.Errorf("person %d: %s at %s, want %v", s.n, m.Slot, m.Time, s.meals[i])
			}
		}
	}
	if s.figuresHarm {
		return
	}
	resting := 10*s.kg + 6.25*s.cm - 5*float64(s.age) + map[string]float64{"male": 5, "female": -161, "unspecified": -78}[s.sex]
	floor := max(resting, map[string]float64{"male": 1500, "female": 1200, "unspecified": 1350}[s.sex])
	if s.pregnant || s.age < 18 {
		factor := map[string]float64{"sedentary": 1.2, "light": 1.3, "moderate": 1.45, "high": 1.6, "very_high": 1.75}[s.activity]
		floor = max(floor, resting*factor+float64(len(s.days)*s.minutes)*5*s.kg/60/7)
	}
	if got := plan.Targets.Energy.Value; got < floor-1 {
		t.Errorf("person %d: %.0f kcal, the floor is %.0f", s.n, got, floor)
	}
	for _, d := range plan.Days {
		sum := 0.0
		for _, m := range d.Meals {
			for _, portion := range m.Portions {
				sum += b.foods[portion.Food].Nutrition.Kcal * portion.Grams / 100
			}
		}
		if d.Nutrition == nil || math.Abs(sum-d.Nutrition.Kcal) > 5 || sum < 0.9*floor {
			t.Errorf("person %d: %s comes to %.0f kcal, says %v, the floor is %.0f", s.n, d.Weekday, sum, d.Nutrition, floor)
		}
	}
}

func (s *someone) mustNotEat(f spotter.Food) string {
	for _, a := range f.Allergens {
		if slices.Contains(s.allergies, string(a)) {
			return "contains " + string(a)
		}
	}
	for _, trigger := range f.Triggers {
		if slices.Contains(s.intolerance, string(trigger)) {
			return "sets off " + string(trigger)
		}
	}
	if slices.Contains(f.Excluded, spotter.DietPattern(s.pattern)) {
		return "is not " + s.pattern
	}
	return ""
}

// checkWeek holds today and its week against the schedule, with the standard library's calendar.
func (s *someone) checkWeek(t *testing.T, p *person, now time.Time) {
	t.Helper()
	zone, err := time.LoadLocation(s.zone)
	if err != nil {
		t.Fatal(err)
	}
	local := now.In(zone)
	today := p.get(t, "/today").want(t, 200)
	if today.at(t, "date") != local.Format(time.DateOnly) || today.at(t, "time_zone") != s.zone {
		t.Errorf("person %d: it is %s in %s, not %v", s.n, local, s.zone, today.at(t, "date"))
	}
	monday := local.AddDate(0, 0, -(int(local.Weekday())+6)%7)
	for i, day := range p.get(t, "/week").want(t, 200).at(t, "days").([]any) {
		day, date := day.(object), monday.AddDate(0, 0, i)
		at, trains := s.days[strings.ToLower(date.Weekday().String())]
		session, _ := day["session"].(object)
		if day["date"] != date.Format(time.DateOnly) || day["rest"] == trains || (session != nil) != trains {
			t.Errorf("person %d: %v is rest: %v, and training is planned: %v", s.n, day["date"], day["rest"], trains)
		}
		if trains && session["time"] != at {
			t.Errorf("person %d: %v at %v, planned at %s", s.n, day["date"], session["time"], at)
		}
	}
}
