package tools

import (
	"slices"
	"strings"
	"unicode"

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
	return said{read: env.Coach.Figures, figures: env.Coach.Figures(env.Said), words: wordsOf(env.Said), direct: env.Direct}
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

// wordsOf cuts a text at everything but letters, digits and what stands inside a number.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
	})
}
