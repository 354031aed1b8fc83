package shorthand_test

import (
	"testing"

	"spotter/science/shorthand"
)

func TestFiguresStandInTheWords(t *testing.T) {
	t.Parallel()
	r := shorthand.New()
	for text, want := range map[string]struct {
		has, not []float64
		kg, lb   bool
	}{
		"8 with 185 pounds, two in reserve": {has: []float64{8, 185, 2}, not: []float64{83.9, 9, 18}, lb: true},
		"100x8@9":                           {has: []float64{100, 8, 9}, not: []float64{1, 10}},
		"ich wiege 82,5 kg":                 {has: []float64{82.5}, not: []float64{82, 5}, kg: true},
		"fünfundachtzig Kilo für acht":      {has: []float64{85, 8}, not: []float64{80.5}, kg: true},
		"ochenta y cinco kilos por ocho":    {has: []float64{85, 8}, kg: true},
		"मैंने ८ रेप किए पचासी किलो से": {has: []float64{8, 85}, kg: true},
		"two and a half litres":    {has: []float64{2.5, 2}},
		"one eighty five for five": {has: []float64{185, 5}, not: []float64{186}},
		"a glass of water":         {not: []float64{250, 1}},
		"same again":               {not: []float64{0, 1, 8, 100}},
		"I drank 1,250 ml":         {has: []float64{1250}, not: []float64{125}},
		"":                         {not: []float64{0}},
		"ninety minutes at the gym, energy three": {has: []float64{90, 3}, not: []float64{4}},
	} {
		f := r.Figures(text)
		for _, n := range want.has {
			if !f.Has(n) {
				t.Errorf("%q: %g is not found in %v", text, n, f.All())
			}
		}
		for _, n := range want.not {
			if f.Has(n) {
				t.Errorf("%q: %g does not stand there, found %v", text, n, f.All())
			}
		}
		if f.KG != want.kg || f.LB != want.lb {
			t.Errorf("%q: kg %v lb %v", text, f.KG, f.LB)
		}
	}
}
