package tools

import (
	"slices"
	"strings"
	"unicode"

	"spotter"
	"spotter/science/shorthand"
)

// said is what the person said this turn, as figures to be logged are held against it.
type said struct {
	read    func(text string) shorthand.Figures
	figures shorthand.Figures
	words   []string
	direct  bool
}

func (env Env) said() said {
	text := env.Said
	if env.Earlier != "" {
		text = env.Earlier + "\n" + text
	}
	return said{read: env.Coach.Figures, figures: env.Coach.Figures(text), words: wordsOf(text), direct: env.Direct}
}

// has reports whether a number stands in what was said.
func (s said) has(n float64) bool { return s.direct || s.figures.Has(n) }

// hasMass reports whether a mass was said in its unit: a number with pounds beside it is no kilograms.
func (s said) hasMass(kg, lb *float64) bool {
	switch {
	case s.direct:
		return true
	case lb != nil:
		return s.has(*lb) && (s.figures.LB || !s.figures.KG)
	case kg != nil:
		return s.has(*kg) && (s.figures.KG || !s.figures.LB)
	}
	return true
}

// isQuote reports whether a text was said as it stands.
func (s said) isQuote(text string) bool {
	quoted := wordsOf(text)
	return len(quoted) > 0 && strings.Contains(" "+strings.Join(s.words, " ")+" ", " "+strings.Join(quoted, " ")+" ")
}

// isOwn reports whether a text is made of the person's own words, numbers in whatever spelling.
func (s said) isOwn(text string) bool {
	if s.direct {
		return true
	}
	for _, w := range wordsOf(text) {
		if slices.Contains(s.words, w) {
			continue
		}
		numbers := s.read(w).All()
		if len(numbers) == 0 || slices.ContainsFunc(numbers, func(n float64) bool { return !s.figures.Has(n) }) {
			return false
		}
	}
	return true
}

// unsaidFigure reports whether a text that a tool would repeat has a number in digits that the person did not
// say: what stands in a result may be said to them, so that no figure of a model's own may get there.
func (s said) unsaidFigure(text string) bool {
	return !s.direct && slices.ContainsFunc(wordsOf(text), func(w string) bool {
		return strings.ContainsFunc(w, unicode.IsDigit) && !slices.Contains(s.words, w) &&
			slices.ContainsFunc(s.read(w).All(), func(n float64) bool { return !s.figures.Has(n) })
	})
}

// wordsOf cuts a text at everything but letters, digits and what stands inside a number.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
	})
}

// hasHalf reports whether a number with a half was said as a word that stands for it alone.
func (s said) hasHalf(n float64) bool {
	whole := n - 0.5
	return (whole == 0 || s.figures.Has(whole)) && s.anyWord("half", "halb", "halbe", "halben", "halber", "halbes", "media", "medio", "आधा", "आधी", "आधे")
}

// hasVolume reports whether an amount of water was said: in ml, litres, fluid ounces, or glasses of 250 ml.
func (s said) hasVolume(ml int) bool {
	n := float64(ml)
	switch {
	case s.has(n), s.has(n/10) && s.anyWord("cl"), s.saysLitres() && (s.has(n/1000) || s.hasHalf(n/1000)):
		return true
	case s.anyWord("oz", "ounce", "ounces"):
		return s.about(n/mlPerOunce, 0.5/mlPerOunce)
	case s.anyWord("glass", "glasses", "cup", "cups", "glas", "gläser", "becher", "vaso", "vasos", "गिलास", "ग्लास", "कप"):
		return ml == glass || s.has(n/glass) || s.hasHalf(n/glass)
	}
	return false
}

// saysLitres reports whether litres were spoken of, also as in 1.5l.
func (s said) saysLitres() bool {
	return s.anyWord("l", "litre", "litres", "liter", "liters", "litro", "litros", "लीटर") ||
		slices.ContainsFunc(s.words, func(w string) bool {
			digits, ok := strings.CutSuffix(w, "l")
			return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
		})
}

// A glass is an amount that nobody measures: the nearest that people mean. A US fluid ounce is exact to five digits.
const (
	glass      = 250
	mlPerOunce = 29.5735
)

// hasOunces reports whether a mass in grams was said in ounces or pounds.
func (s said) hasOunces(grams float64) bool {
	return s.anyWord("oz", "ounce", "ounces") && s.about(grams/gramsPerOunce, 0.5/gramsPerOunce) ||
		s.figures.LB && s.about(grams/1000/spotter.KilogramsPerPound, 0.01) || s.figures.KG && s.has(grams/1000)
}

const gramsPerOunce = 28.349523125

// about reports whether a number that is no further away was said.
func (s said) about(n, within float64) bool {
	return slices.ContainsFunc(s.figures.All(), func(m float64) bool { return m-n <= within && n-m <= within })
}

func (s said) anyWord(words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(s.words, w) })
}
