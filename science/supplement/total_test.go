package supplement_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"spotter"
	"spotter/science/supplement"
)

func TestConvert(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		amount       float64
		from         string
		of           spotter.Nutrient
		form, to     string
		want         float64
		isImpossible bool
	}{
		{4000, "IU", "vitamin_d", "", "µg", 100, false}, {25, "µg", "vitamin_d", "", "IU", 1000, false}, {1, "IU", "vitamin_d", "", "µg", 0.025, false},
		{0.1, "mg", "vitamin_d", "", "IU", 4000, false}, {10000, "IU", "vitamin_a", "", "µg", 3000, false}, {900, "µg", "vitamin_a", "", "IU", 3000, false},
		{400, "IU", "vitamin_e", "natural", "mg", 268, false}, {400, "IU", "vitamin_e", "synthetic", "mg", 360, false}, {400, "IU", "vitamin_e", "", "mg", 360, false},
		{5, "g", "", "", "mg", 5000, false}, {2.4, "µg", "", "", "mg", 0.0024, false}, {1000, "mcg", "", "", "mg", 1, false}, {1, "g", "", "", "µg", 1e6, false},
		{100, "IU", "iron", "", "mg", 0, true}, {100, "IU", "", "", "mg", 0, true}, {1, "scoop", "iron", "", "mg", 0, true}, {1, "mg", "iron", "", "IU", 0, true},
	} {
		got, ok := supplement.Convert(test.amount, test.from, test.of, test.form, test.to)
		if ok == test.isImpossible || math.Abs(got-test.want) > 1e-9*test.want {
			t.Errorf("%v %s of %s (%s) is %v %s (%v), want %v", test.amount, test.from, test.of, test.form, got, test.to, ok, test.want)
		}
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	s := load(t)
	for _, test := range []struct {
		given, id string
		amount    float64 // of a day, 0: none
		unit      string
	}{
		{"creatine", "creatine", 0, ""}, {"Creatine 5 g", "creatine", 5, "g"}, {"5g creatine monohydrate daily", "creatine", 5, "g"},
		{"Vitamin D3 2000 IU", "vitamin_d", 2000, "IU"}, {"vitamin d3 2,000 IU twice a day", "vitamin_d", 4000, "IU"}, {"Vitamin D 20 µg", "vitamin_d", 20, "µg"},
		{"vit d 25mcg", "vitamin_d", 25, "µg"}, {"B12 1000 mcg", "vitamin_b12", 1000, "µg"}, {"vitamin b12", "vitamin_b12", 0, ""},
		{"Magnesium citrate 150 mg 2x daily", "magnesium", 300, "mg"}, {"Magnesium 375 mg", "magnesium", 375, "mg"}, {"Optimum whey protein chocolate", "whey_protein", 0, ""},
		{"omega-3 1.000 mg", "omega_3", 0, ""}, {"b12 0.025 mg", "vitamin_b12", 0.025, "mg"}, {"b12 1.000.000 µg", "vitamin_b12", 1e6, "µg"}, {"Omega 3 1,5 g", "omega_3", 1.5, "g"}, {"St. John's wort", "st_johns_wort", 0, ""}, {"caffeine 200 mg 3 times a day", "caffeine", 600, "mg"},
		{"my mother's tea", "", 0, ""}, {"", "", 0, ""}, {"d3 k2", "vitamin_k", 0, ""}, {"अश्वगंधा 300 mg", "ashwagandha", 300, "mg"},
	} {
		p := supplement.Read(spotter.SupplementItem{Name: test.given}, s.Match)
		id, amount, unit := "", 0.0, ""
		if p.Supplement != nil {
			id = p.Supplement.ID
		}
		if p.Amount != nil {
			amount, unit = *p.Amount*p.TimesPerDay, p.Unit
		}
		if id != test.id || amount != test.amount || unit != test.unit {
			t.Errorf("%q is read as %v %s of %q, want %v %s of %q", test.given, amount, unit, id, test.amount, test.unit, test.id)
		}
	}
}

func TestReadAll(t *testing.T) {
	t.Parallel()
	s := load(t)
	for given, want := range map[string]string{
		"iron 14 mg + vitamin C 80 mg": "iron 14 mg,vitamin_c 80 mg", "zinc, magnesium 200 mg": "zinc,magnesium 200 mg", "creatine and whey": "creatine,whey_protein",
		"Omega-3, fish oil": "omega_3", "creatine + grandma's tea": "creatine", "vitamin d 1,000 IU": "vitamin_d 1000 IU", "Kreatin und Zink": "creatine,zinc",
	} {
		got := []string{}
		for _, p := range supplement.ReadAll(spotter.SupplementItem{Name: given}, s.Match) {
			text := p.Supplement.ID
			if p.Amount != nil {
				text += fmt.Sprint(" ", *p.Amount, " ", p.Unit)
			}
			got = append(got, text)
		}
		if strings.Join(got, ",") != want {
			t.Errorf("%q is read as %v, want %s", given, got, want)
		}
	}
}

// TestReports holds a day's totals against sums done by hand.
func TestReports(t *testing.T) {
	t.Parallel()
	s := load(t)
	food := func(grams float64, n spotter.Nutrient, per100 float64, animal bool) supplement.Eaten {
		return supplement.Eaten{Grams: grams, Holds: map[spotter.Nutrient]float64{n: per100}, Animal: animal}
	}
	for _, test := range []struct {
		name     string
		who      supplement.Person
		products string
		foods    []supplement.Eaten
		nutrient spotter.Nutrient
		counted  float64
		over     bool
	}{
		{"2000 IU twice is the limit and not over it", person(), "vitamin d 2000 IU twice a day", nil, "vitamin_d", 100, false},
		{"and with a little fish it is over", person(), "vitamin d 2000 IU twice a day", []supplement.Eaten{food(50, "vitamin_d", 10, true)}, "vitamin_d", 105, true},
		{"two products of one", person(), "vitamin d 50 µg|cholecalciferol 2400 IU", nil, "vitamin_d", 110, true},
		{"1200 IU of vitamin E of no known form", person(), "vitamin e 1200 IU", nil, "vitamin_e", 1080, true},
		{"10000 IU of retinol", person(), "vitamin a 10000 IU", nil, "vitamin_a", 3000, false},
		{"and liver", person(), "vitamin a 10000 IU", []supplement.Eaten{food(10, "vitamin_a", 9000, true)}, "vitamin_a", 3900, true},
		{"but carrots do not count", person(), "vitamin a 10000 IU", []supplement.Eaten{food(200, "vitamin_a", 835, false)}, "vitamin_a", 3000, false},
		{"magnesium of food does not count", person(), "magnesium 300 mg", []supplement.Eaten{food(500, "magnesium", 80, false)}, "magnesium", 300, false},
		{"magnesium of products does", person(), "magnesium 200 mg twice a day", nil, "magnesium", 400, true},
		{"coffee counts", person(), "caffeine 200 mg twice a day", []supplement.Eaten{food(240, "caffeine", 40, false)}, "caffeine", 496, true},
		{"pregnant, 250 mg", person(pregnant), "caffeine 250 mg", nil, "caffeine", 250, true},
		{"a minor of 50 kg, 151 mg", person(born("2009-05-17"), kg(50)), "caffeine 151 mg", nil, "caffeine", 151, true},
		{"a minor of 50 kg, 150 mg", person(born("2009-05-17"), kg(50)), "caffeine 150 mg", nil, "caffeine", 150, false},
		{"the heart, and coffee alone", person(heart), "creatine", []supplement.Eaten{food(200, "caffeine", 40, false)}, "caffeine", 80, true},
		{"iron with food", person(), "iron 40 mg", []supplement.Eaten{food(300, "iron", 2, true)}, "iron", 46, true},
		{"no amount", person(), "iron", nil, "iron", 0, false},
		{"calcium past fifty", person(born("1960-01-01")), "calcium 1000 mg", []supplement.Eaten{food(1000, "calcium", 120, true)}, "calcium", 2200, true},
	} {
		var products []supplement.Product
		for name := range strings.SplitSeq(test.products, "|") {
			products = append(products, supplement.Read(spotter.SupplementItem{Name: name}, s.Match))
		}
		report := supplement.Report(test.who, products, test.foods, s.Limits(), s.Match)
		var got *spotter.NutrientTotal
		for i := range report.Totals {
			if report.Totals[i].Nutrient == test.nutrient {
				got = &report.Totals[i]
			}
		}
		if got == nil || math.Abs(got.Counted-test.counted) > 1e-9 || got.Over != test.over {
			t.Errorf("%s: %+v, want %v, over: %v", test.name, got, test.counted, test.over)
			continue
		}
		warned := false
		for _, w := range report.Warnings {
			warned = warned || w.About == string(test.nutrient)
		}
		if warned != test.over {
			t.Errorf("%s: warned: %v, over: %v", test.name, warned, test.over)
		}
	}
}

func TestProductsThatGoBadlyTogether(t *testing.T) {
	t.Parallel()
	s := load(t)
	for products, want := range map[string]string{
		"iron 14 mg|calcium 500 mg": "iron+calcium", "caffeine|synephrine": "stimulants", "caffeine|yohimbine": "stimulants", "melatonin|caffeine": "melatonin+caffeine",
		"whey|whey protein": "whey_protein", "vitamin d|calcium": "vitamin_d+calcium", "turmeric|creatine": "", "green tea extract|iron": "green_tea_extract+iron",
	} {
		var taken []supplement.Product
		for name := range strings.SplitSeq(products, "|") {
			taken = append(taken, supplement.Read(spotter.SupplementItem{Name: name}, s.Match))
		}
		got := []string{}
		for _, w := range supplement.Report(person(), taken, nil, s.Limits(), s.Match).Warnings {
			got = append(got, w.About)
		}
		if want == "" && len(got) > 0 || want != "" && !strings.Contains(strings.Join(got, " "), want) {
			t.Errorf("%s: warned of %v, want %q", products, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{"vitamin d3 2,000 IU twice a day", "5g creatine", "1.000.000 mg zinc 99x", "99999999999999999 g iron", "µg", "1 g 2 g", "0,0 mg iron 24 times", "\xff5 mg iron"} {
		f.Add(seed)
	}
	s := load(f)
	f.Fuzz(func(t *testing.T, name string) {
		p := supplement.Read(spotter.SupplementItem{Name: name}, s.Match)
		if p.TimesPerDay < 1 || p.TimesPerDay > 24 || p.Amount != nil && (*p.Amount < 0 || *p.Amount > 1e6 || p.Unit == "") {
			t.Errorf("%q: %+v", name, p)
		}
		report := supplement.Report(person(), []supplement.Product{p}, nil, s.Limits(), s.Match)
		for _, total := range report.Totals {
			if math.IsNaN(total.Counted) || math.IsInf(total.Counted, 0) || total.Counted < 0 {
				t.Errorf("%q: %+v", name, total)
			}
		}
	})
}
