package supplement_test

import (
	"slices"
	"testing"

	"spotter"
	"spotter/catalog"
	"spotter/science/safety"
	"spotter/science/supplement"
)

var today = mustDate("2026-11-23")

func mustDate(s string) spotter.Date {
	d, err := spotter.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func mustClock(s string) spotter.Clock {
	c, err := spotter.ParseClock(s)
	if err != nil {
		panic(err)
	}
	return c
}

func load(t testing.TB) *catalog.Supplements {
	t.Helper()
	s, err := catalog.LoadSupplements()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// person is an omnivorous adult of 70 kg who has said no to everything, and what changes that.
func person(changes ...func(*spotter.Answers)) supplement.Person {
	a := spotter.Answers{
		About:       &spotter.About{BirthDate: mustDate("1996-05-17"), Sex: spotter.Female, HeightCM: 170, WeightKG: 70, TimeZone: "UTC"},
		Screening:   &spotter.Screening{},
		Diet:        &spotter.Diet{Pattern: "omnivore"},
		Supplements: &spotter.Supplements{},
	}
	for _, change := range changes {
		change(&a)
	}
	return supplement.Person{Answers: a, Limits: safety.Limits(a, today), Today: today}
}

type change = func(*spotter.Answers)

func born(date string) change { return func(a *spotter.Answers) { a.About.BirthDate = mustDate(date) } }
func kg(x float64) change     { return func(a *spotter.Answers) { a.About.WeightKG = x } }
func takes(m ...spotter.Medicine) change {
	return func(a *spotter.Answers) { a.Supplements.Medicines = m }
}
func allergic(to ...spotter.Allergen) change {
	return func(a *spotter.Answers) { a.Diet.Allergies = to }
}
func bears(not ...spotter.Intolerance) change {
	return func(a *spotter.Answers) { a.Diet.Intolerances = not }
}
func eats(p spotter.DietPattern) change { return func(a *spotter.Answers) { a.Diet.Pattern = p } }

func pregnant(a *spotter.Answers) { a.Screening.PregnancyOrRecentBirth = true }
func heart(a *spotter.Answers)    { a.Screening.HeartCondition = true }
func eating(a *spotter.Answers)   { a.Screening.EatingDisorderHistory = true }
func other(a *spotter.Answers)    { a.Screening.OtherReason = true }
func unasked(a *spotter.Answers)  { a.Screening = nil }

// TestPeople holds what is told to 30 people against what was worked out by hand. A dose of 0-0 is none.
func TestPeople(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name      string
		who       supplement.Person
		asks      string
		verdict   spotter.Verdict
		low, high float64
		limit     float64 // 0: none
		about     string  // of the gravest reason
	}{
		{"70 kg, 3-6 mg/kg is 210-420, held at 400", person(), "caffeine", "caution", 210, 400, 400, "dose"},
		{"48 kg", person(kg(48)), "coffee", "caution", 144, 288, 400, "dose"},
		{"30 kg", person(kg(30)), "caffeine", "possible", 90, 180, 400, ""},
		{"120 kg", person(kg(120)), "pre-workout", "caution", 360, 400, 400, "dose"},
		{"creatine", person(), "creatine", "possible", 3, 5, 0, ""},
		{"17 and creatine", person(born("2009-05-17"), kg(55)), "creatine", "withheld", 0, 0, 0, "minor"},
		{"17 and vitamin D", person(born("2009-05-17")), "vitamin d", "withheld", 0, 0, 0, "minor"},
		{"18 and creatine", person(born("2008-11-23")), "creatine", "possible", 3, 5, 0, ""},
		{"pregnant and folic acid", person(pregnant), "folic acid", "withheld", 0, 0, 0, "pregnancy"},
		{"pregnant and caffeine", person(pregnant), "caffeine", "withheld", 0, 0, 0, "pregnancy"},
		{"heart and caffeine", person(heart), "caffeine", "withheld", 0, 0, 0, "heart"},
		{"heart and yohimbine", person(heart), "yohimbine", "withheld", 0, 0, 0, "heart"},
		{"heart and citrulline", person(heart), "citrulline", "ask", 6, 8, 0, "heart"},
		{"heart and creatine", person(heart), "creatine", "possible", 3, 5, 0, ""},
		{"eating disorder and a fat burner", person(eating), "green tea extract", "withheld", 0, 0, 0, "eating_disorder"},
		{"eating disorder and caffeine", person(eating), "caffeine", "withheld", 0, 0, 0, "eating_disorder"},
		{"eating disorder and magnesium", person(eating), "magnesium", "possible", 100, 300, 350, ""},
		{"no caffeine borne", person(bears("caffeine")), "green tea extract", "withheld", 0, 0, 0, "caffeine"},
		{"no lactose borne", person(bears("lactose")), "whey", "withheld", 0, 0, 0, "lactose"},
		{"milk allergy", person(allergic("milk")), "whey protein", "withheld", 0, 0, 0, "milk"},
		{"milk allergy and plant protein", person(allergic("milk")), "pea protein", "possible", 20, 40, 0, ""},
		{"fish allergy", person(allergic("fish")), "fish oil", "withheld", 0, 0, 0, "fish"},
		{"fish allergy and algae", person(allergic("fish")), "algae oil", "possible", 250, 500, 5000, ""},
		{"crustaceans", person(allergic("crustaceans")), "glucosamine", "withheld", 0, 0, 0, "crustaceans"},
		{"vegan and collagen", person(eats("vegan")), "collagen", "withheld", 0, 0, 0, "vegan"},
		{"vegan and B12", person(eats("vegan")), "b12", "possible", 2.4, 100, 0, ""},
		{"jain and fish oil", person(eats("jain")), "omega-3", "withheld", 0, 0, 0, "jain"},
		{"warfarin and vitamin K", person(takes("anticoagulant")), "vitamin k2", "avoid", 0, 0, 0, "anticoagulant"},
		{"warfarin and fish oil", person(takes("anticoagulant")), "omega 3", "ask", 250, 1000, 5000, "anticoagulant"},
		{"antidepressant and St John's wort", person(takes("antidepressant")), "St. John's Wort", "avoid", 0, 0, 0, "antidepressant"},
		{"the pill and St John's wort", person(takes("contraceptive")), "hypericum", "avoid", 0, 0, 0, "contraceptive"},
		{"thyroid and iron", person(takes("thyroid")), "iron", "caution", 14, 18, 45, "thyroid"},
		{"thyroid and iodine", person(takes("thyroid")), "iodine", "avoid", 0, 0, 1100, "thyroid"},
		{"statin and niacin", person(takes("statin")), "niacin", "avoid", 0, 0, 35, "statin"},
		{"metformin and B12", person(takes("diabetes")), "vitamin b12", "caution", 2.4, 100, 0, "diabetes"},
		{"transplant and probiotics", person(takes("immunosuppressant")), "probiotics", "avoid", 0, 0, 0, "immunosuppressant"},
		{"two medicines, the graver first", person(takes("diabetes", "thyroid")), "ashwagandha", "avoid", 0, 0, 0, "thyroid"},
		{"a medicine of no class", person(takes("other")), "creatine", "ask", 3, 5, 0, "other"},
		{"a class of which nothing is known", person(takes("contraceptive")), "creatine", "caution", 3, 5, 0, "contraceptive"},
		{"kidneys", person(other), "creatine", "ask", 3, 5, 0, "other_reason"},
		{"sixty and calcium", person(born("1966-05-17")), "calcium", "possible", 200, 500, 2000, ""},
		{"fifty and calcium", person(born("1976-05-17")), "calcium", "possible", 200, 500, 2500, ""},
		{"eighteen and calcium", person(born("2008-05-17")), "calcium", "possible", 200, 500, 3000, ""},
		{"vitamin D", person(), "vitamin d3", "possible", 10, 25, 100, ""},
		{"vitamin A, for which no dose is named", person(), "retinol", "possible", 0, 0, 3000, ""},
		{"not screened", person(unasked), "creatine", "withheld", 0, 0, 0, "unanswered"},
		{"nobody", supplement.Person{}, "caffeine", "withheld", 0, 0, 0, "unanswered"},
	}
	s := load(t)
	for _, test := range tests {
		entry, ok := s.Match(test.asks)
		if !ok {
			t.Errorf("%s: no supplement is called %s", test.name, test.asks)
			continue
		}
		got := supplement.Advise(test.who, entry, s.Limits())
		low, high, limit, about := 0.0, 0.0, 0.0, ""
		if got.Dose != nil {
			low, high = got.Dose.Low, got.Dose.High
		}
		if got.Limit != nil {
			limit = got.Limit.Amount
		}
		if len(got.Why) > 0 {
			about = got.Why[0].About
		}
		if got.Verdict != test.verdict || low != test.low || high != test.high || limit != test.limit || about != test.about {
			t.Errorf("%s: %s %v-%v, limit %v, because of %q; want %s %v-%v, %v, %q", test.name, got.Verdict, low, high, limit, about,
				test.verdict, test.low, test.high, test.limit, test.about)
		}
		if got.Certification == "" || got.Notice == "" {
			t.Errorf("%s: an answer without its notices", test.name)
		}
		if entryOf := supplement.Entry(test.who, entry); got.Verdict == "withheld" != (entryOf.Verdict == "withheld") {
			t.Errorf("%s: %s in the list, %s alone", test.name, entryOf.Verdict, got.Verdict)
		}
	}
}

// TestLimits holds limits of stages of life against the sources' tables.
func TestLimits(t *testing.T) {
	t.Parallel()
	s := load(t)
	teen := born("2009-11-23")
	for _, test := range []struct {
		name string
		who  supplement.Person
		want map[spotter.Nutrient]float64
	}{
		{"adult", person(), map[spotter.Nutrient]float64{"vitamin_d": 100, "vitamin_a": 3000, "vitamin_c": 2000, "vitamin_b6": 100, "niacin": 35, "iron": 45, "zinc": 40, "selenium": 400, "calcium": 2500, "magnesium": 350, "vitamin_e": 1000, "folic_acid": 1000, "caffeine": 400}},
		{"teen", person(teen, kg(55)), map[spotter.Nutrient]float64{"vitamin_d": 100, "vitamin_a": 2800, "vitamin_c": 1800, "vitamin_b6": 80, "niacin": 30, "iron": 45, "zinc": 34, "selenium": 400, "calcium": 3000, "magnesium": 350, "vitamin_e": 800, "folic_acid": 800, "iodine": 900, "caffeine": 165}},
		{"pregnant", person(pregnant), map[spotter.Nutrient]float64{"vitamin_a": 3000, "caffeine": 200, "vitamin_e": 1000}},
		{"pregnant at 18", person(pregnant, born("2008-05-17"), kg(55)), map[spotter.Nutrient]float64{"vitamin_a": 2800, "vitamin_c": 1800, "caffeine": 200}},
		{"pregnant at 17, 55 kg", person(pregnant, teen, kg(55)), map[spotter.Nutrient]float64{"caffeine": 165}},
		{"heart", person(heart), map[spotter.Nutrient]float64{"caffeine": 0}},
		{"51", person(born("1975-05-17")), map[spotter.Nutrient]float64{"calcium": 2000}},
		{"nobody knows: the strictest", supplement.Person{}, map[spotter.Nutrient]float64{"vitamin_a": 2800, "zinc": 34, "calcium": 2000}},
	} {
		for n, want := range test.want {
			if got := supplement.LimitFor(test.who, s.Limits(), n); got == nil || got.Amount != want {
				t.Errorf("%s: %s: %+v, want %v", test.name, n, got, want)
			}
		}
	}
	if got := supplement.LimitFor(person(), s.Limits(), "vitamin_b12"); got != nil {
		t.Errorf("vitamin B12 has no upper limit, got %+v", got)
	}
}

// TestCaffeineTimes looks at sessions around a night from 22:00 to 07:00, and at one that passes no midnight.
func TestCaffeineTimes(t *testing.T) {
	t.Parallel()
	s := load(t)
	caffeine, _ := s.Find("caffeine")
	for _, test := range []struct {
		from, to, workout, latest string
		tooLate                   bool
	}{
		{"22:00", "07:00", "17:30", "14:00", true}, {"22:00", "07:00", "15:00", "14:00", false}, {"22:00", "07:00", "15:01", "14:00", true},
		{"22:00", "07:00", "08:00", "14:00", false}, {"22:00", "07:00", "07:30", "14:00", true}, {"00:30", "08:00", "17:30", "16:30", false},
		{"00:30", "08:00", "17:31", "16:30", true}, {"09:00", "17:00", "01:30", "01:00", false}, {"09:00", "17:00", "03:00", "01:00", true},
		{"23:00", "06:00", "00:15", "15:00", true},
	} {
		p := person(func(a *spotter.Answers) {
			a.Schedule = &spotter.Schedule{QuietHours: spotter.QuietHours{From: mustClock(test.from), To: mustClock(test.to)},
				Workouts: []spotter.WorkoutSlot{{Weekday: spotter.Monday, Time: mustClock(test.workout)}}}
		})
		d := supplement.Advise(p, caffeine, s.Limits()).Dose
		if d == nil || d.Latest == nil || d.Latest.String() != test.latest || slices.Contains(d.TooLate, spotter.Monday) != test.tooLate {
			t.Errorf("asleep %s-%s, training at %s: %+v, want until %s, too late: %v", test.from, test.to, test.workout, d, test.latest, test.tooLate)
		}
	}
}
