package supplement_test

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"spotter"
	"spotter/science/supplement"
)

// raw is an entry of the table as the oracle reads it: for itself, without the product's types.
type raw struct {
	ID                            string
	Stimulant                     bool
	WeightLoss                    bool `json:"weight_loss"`
	Nutrient                      string
	Allergens, Triggers, Excluded []string
	Interactions                  []struct{ Medicine, Urgency string }
	Flags                         []struct{ Flag, Urgency string }
	Dose                          *struct {
		Low, High float64
		Unit      string
		PerKG     bool `json:"per_kg"`
	}
	Claims []struct {
		WeightLoss bool `json:"weight_loss"`
	}
}

func readRaw(t testing.TB) []raw {
	t.Helper()
	b, err := os.ReadFile("../../catalog/data/supplements.json")
	if err != nil {
		t.Fatal(err)
	}
	var out []raw
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// subject is a made-up person as the oracle sees one.
type subject struct {
	born                               time.Time
	kg                                 float64
	pregnant, heart, eating, other     bool
	pattern                            string
	allergies, intolerances, medicines []string
}

func (s subject) person() supplement.Person {
	return person(func(a *spotter.Answers) {
		a.About.BirthDate, a.About.WeightKG = mustDate(s.born.Format(time.DateOnly)), s.kg
		a.Screening.PregnancyOrRecentBirth, a.Screening.EatingDisorderHistory, a.Screening.OtherReason = s.pregnant, s.eating, s.other
		a.Screening.ChestPain = s.heart
		a.Diet.Pattern = spotter.DietPattern(s.pattern)
		for _, x := range s.allergies {
			a.Diet.Allergies = append(a.Diet.Allergies, spotter.Allergen(x))
		}
		for _, x := range s.intolerances {
			a.Diet.Intolerances = append(a.Diet.Intolerances, spotter.Intolerance(x))
		}
		for _, x := range s.medicines {
			a.Supplements.Medicines = append(a.Supplements.Medicines, spotter.Medicine(x))
		}
	})
}

func someOf(t *rapid.T, name string, items []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(rapid.SliceOfN(rapid.SampledFrom(items), 0, 3).Draw(t, name))))
}

func drawSubject(t *rapid.T) subject {
	days := rapid.IntRange(16*365+5, 99*365).Draw(t, "age in days")
	return subject{
		born: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -days), kg: float64(rapid.IntRange(30, 300).Draw(t, "kg")),
		pregnant: rapid.IntRange(0, 5).Draw(t, "pregnant") == 0, heart: rapid.IntRange(0, 4).Draw(t, "heart") == 0,
		eating: rapid.IntRange(0, 4).Draw(t, "eating") == 0, other: rapid.Bool().Draw(t, "other"),
		pattern:      rapid.SampledFrom([]string{"omnivore", "pescatarian", "vegetarian", "eggetarian", "vegan", "jain", "halal", "kosher", "keto", "paleo", "mediterranean"}).Draw(t, "pattern"),
		allergies:    someOf(t, "allergies", []string{"milk", "fish", "crustaceans", "soy", "eggs", "gluten"}),
		intolerances: someOf(t, "intolerances", []string{"lactose", "caffeine", "histamine", "fodmap"}),
		medicines:    someOf(t, "medicines", []string{"anticoagulant", "antidepressant", "thyroid", "diabetes", "blood_pressure", "statin", "immunosuppressant", "contraceptive", "stimulant", "other"}),
	}
}

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

func (s subject) age() int {
	now := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	n := now.Year() - s.born.Year()
	if s.born.AddDate(n, 0, 0).After(now) {
		n--
	}
	return n
}

// mustHide is the oracle's word on whether anything of a supplement may be told.
func (s subject) mustHide(r raw) bool {
	return s.pregnant || s.age() < 18 || s.heart && r.Stimulant || s.eating && (r.Stimulant || r.WeightLoss) ||
		meet(r.Allergens, s.allergies) || meet(r.Triggers, s.intolerances) || slices.Contains(r.Excluded, s.pattern)
}

// gravest is the oracle's verdict from medicines and flags: 3 avoid, 2 ask, 1 caution.
func (s subject) gravest(r raw) int {
	grave := map[string]int{"avoid": 3, "ask": 2, "caution": 1}
	most := 0
	for _, m := range s.medicines {
		rule := 1
		if m == "other" {
			rule = 2
		}
		for _, in := range r.Interactions {
			if in.Medicine == m {
				rule = grave[in.Urgency]
			}
		}
		most = max(most, rule)
	}
	for _, f := range r.Flags {
		if f.Flag == "heart" && s.heart || f.Flag == "other_reason" && s.other {
			most = max(most, grave[f.Urgency])
		}
	}
	return most
}

func TestAdviceKeepsEveryRule(t *testing.T) {
	t.Parallel()
	s, table := load(t), readRaw(t)
	rapid.Check(t, func(t *rapid.T) {
		who := drawSubject(t)
		p := who.person()
		for _, r := range table {
			entry, _ := s.Find(r.ID)
			got := supplement.Advise(p, entry, s.Limits())
			if hidden := got.Verdict == "withheld"; hidden != who.mustHide(r) {
				t.Fatalf("%s for %+v: %s", r.ID, who, got.Verdict)
			}
			if len(got.Why) == 0 && got.Verdict != "possible" {
				t.Fatalf("%s: %s without a reason", r.ID, got.Verdict)
			}
			if got.Verdict == "withheld" {
				if got.Dose != nil || len(got.Claims) > 0 || len(got.Together) > 0 || got.Purpose != "" || got.Limit != nil {
					t.Fatalf("%s is withheld and tells %+v", r.ID, got)
				}
				continue
			}
			grave := map[spotter.Verdict]int{"avoid": 3, "ask": 2, "caution": 1, "possible": 0}[got.Verdict]
			if want := who.gravest(r); grave != want && (r.ID != "caffeine" || want > 1 || grave > 1) {
				t.Fatalf("%s for %+v: %s, want %d", r.ID, who, got.Verdict, want)
			}
			who.checkDose(t, r, got)
			for _, c := range got.Claims {
				if c.WeightLoss && who.eating {
					t.Fatalf("%s claims to take weight off", r.ID)
				}
			}
		}
	})
}

func (s subject) checkDose(t *rapid.T, r raw, got spotter.SupplementAdvice) {
	if got.Verdict == "avoid" || r.Dose == nil {
		if got.Dose != nil {
			t.Fatalf("%s: a dose where none may be named: %+v", r.ID, got.Dose)
		}
		return
	}
	low, high := r.Dose.Low, r.Dose.High
	if r.Dose.PerKG {
		low, high = math.Min(3*s.kg, 400), math.Min(6*s.kg, 400)
	}
	if d := got.Dose; d == nil || d.Low != low || d.High != high || d.Low > d.High {
		t.Fatalf("%s at %v kg: %+v, want %v-%v", r.ID, s.kg, got.Dose, low, high)
	}
}

// TestTotalsAreSums holds totals against sums in whole units, in any order.
func TestTotalsAreSums(t *testing.T) {
	t.Parallel()
	s := load(t)
	rapid.Check(t, func(t *rapid.T) {
		mgs := rapid.SliceOfN(rapid.IntRange(0, 200), 1, 8).Draw(t, "zinc")
		grams, per100 := rapid.IntRange(0, 2000).Draw(t, "grams"), rapid.IntRange(0, 20).Draw(t, "per 100 g")
		var products []supplement.Product
		sum := 0
		for _, mg := range mgs {
			amount, unit := float64(mg), "mg"
			if mg%2 == 0 {
				amount, unit = float64(mg*1000), "µg"
			}
			products = append(products, supplement.Read(spotter.SupplementItem{Name: "zinc", Amount: &amount, Unit: unit}, s.Match))
			sum += mg
		}
		foods := []supplement.Eaten{{Grams: float64(grams), Holds: map[spotter.Nutrient]float64{"zinc": float64(per100)}}, {Grams: 5}}
		for _, total := range supplement.Report(person(), products, foods, s.Limits(), s.Match).Totals {
			if total.Nutrient != "zinc" {
				continue
			}
			want := float64(sum) + float64(grams*per100)/100
			if math.Abs(total.Counted-want) > 0.001 || total.Over != (want > 40) || total.FoodsAbsent != 1 {
				t.Fatalf("%+v, want %v", total, want)
			}
			return
		}
		t.Fatal("no total")
	})
}

func TestConversionsGoBothWays(t *testing.T) {
	t.Parallel()
	units := []string{"g", "mg", "µg"}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]spotter.Nutrient{"vitamin_d", "vitamin_a", "vitamin_e", "zinc"}).Draw(t, "nutrient")
		from, to := rapid.SampledFrom(append(units, "IU")).Draw(t, "from"), rapid.SampledFrom(append(units, "IU")).Draw(t, "to")
		x := float64(rapid.IntRange(0, 1_000_000).Draw(t, "amount"))
		there, ok := supplement.Convert(x, from, n, "", to)
		if ok != (n != "zinc" || from != "IU" && to != "IU" || from == to) {
			t.Fatalf("%s %s to %s: %v", n, from, to, ok)
		}
		if !ok {
			return
		}
		if back, _ := supplement.Convert(there, to, n, "", from); math.Abs(back-x) > 1e-9*x {
			t.Fatalf("%v %s of %s is %v %s and back %v", x, from, n, there, to, back)
		}
	})
}

func BenchmarkAdvise(b *testing.B) {
	s := load(b)
	p := person(takes("thyroid", "statin"))
	entry, _ := s.Find("iron")
	for b.Loop() {
		supplement.Advise(p, entry, s.Limits())
	}
}
