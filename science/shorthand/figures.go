package shorthand

import (
	"math"
	"slices"
)

// Figures are the numbers of a text and the units of mass in it.
type Figures struct {
	numbers []float64
	KG, LB  bool // whether a unit of either kind stands in the text
}

// Figures reads the numbers that stand in a text, as digits or as words of any language that the reader
// knows. Where a number can be read in several ways all of them stand in it: what matters is which numbers
// do not.
func (r *Reader) Figures(text string) Figures {
	all := []*language{r.english, r.others["de"], r.others["es"], r.others["hi"]}
	var out Figures
	tokens := split(text)
	for i, t := range tokens {
		out.add(t)
		for _, l := range all {
			if spoken, n := l.numerals.read(tokens[i:]); n > 0 {
				out.add(spoken)
			}
			if t.kind != word {
				continue
			}
			if v, ok := l.numerals.below[t.text]; ok {
				out.numbers = append(out.numbers, float64(v))
			}
			if m, ok := l.phrases[t.text]; ok {
				out.KG = out.KG || m.kind == unitKG || m.kind == unitPfund
				out.LB = out.LB || m.kind == unitLB
			}
		}
	}
	return out
}

func (f *Figures) add(t token) {
	switch t.kind {
	case number, clock:
		f.numbers = append(f.numbers, t.value)
	case odd: // 1,250 and 62,125: thousands or a fraction, and nobody knows which
		whole, decimal := 0.0, 0.0
		scale := 0.0
		for _, c := range t.text {
			if c < '0' || c > '9' {
				scale = 1
				continue
			}
			whole = whole*10 + float64(c-'0')
			if scale == 0 {
				decimal = decimal*10 + float64(c-'0')
			} else {
				scale /= 10
				decimal += float64(c-'0') * scale
			}
		}
		f.numbers = append(f.numbers, whole, decimal)
	}
}

// Has reports whether a number stands in the text.
func (f Figures) Has(n float64) bool {
	return slices.ContainsFunc(f.numbers, func(m float64) bool { return math.Abs(m-n) < 1e-6*max(1, math.Abs(n)) })
}

// All are the numbers, in the order of the text.
func (f Figures) All() []float64 { return slices.Clone(f.numbers) }
