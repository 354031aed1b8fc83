package endpoint

import (
	"slices"
	"strings"
	"unicode"
)

// State is how finished a text sounds.
type State int

// The states.
const (
	Nothing  State = iota // no words
	Open                  // it must go on: a conjunction, an article, a hesitation at its end
	Figure                // it ends in a figure that counts nothing yet
	Unclear               // neither
	Complete              // a whole log, or a whole answer
)

// Judge tells how finished a text sounds. asked: the coach has just asked, so that a word is a whole answer.
func Judge(tag, text string, asked bool) State {
	v := vocabularyOf(tag)
	words := fold(text)
	if len(words) == 0 {
		return Nothing
	}
	last := words[len(words)-1]
	trimmed := strings.TrimRightFunc(text, unicode.IsSpace)
	switch {
	case slices.Contains(v.open, last), strings.HasSuffix(trimmed, ","), strings.HasSuffix(trimmed, "..."), strings.HasSuffix(trimmed, "…"), strings.HasSuffix(trimmed, "-"):
		return Open
	case v.hesitates(words):
		return Open
	case isFigure(v, last):
		// After a question for a figure, and as "8 at 80", a bare figure is whole.
		if asked || counts(v, words) >= 2 {
			return Complete
		}
		return Figure
	case slices.Contains(v.units, last) && counts(v, words) > 0:
		return Complete
	case asked && (slices.Contains(v.yes, strings.Join(words, " ")) || slices.Contains(v.no, strings.Join(words, " "))):
		return Complete
	case strings.HasSuffix(trimmed, "?"):
		return Complete
	}
	return Unclear
}

// hesitates tells whether a text is nothing but sounds of thinking.
func (v vocabulary) hesitates(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(v.thinking, w) })
}

func counts(v vocabulary, words []string) int {
	n, before := 0, false
	for _, w := range words {
		figure := isFigure(v, w)
		if figure && !before {
			n++
		}
		before = figure
	}
	return n
}

func isFigure(v vocabulary, word string) bool {
	return slices.Contains(v.numbers, word) || strings.ContainsFunc(word, unicode.IsDigit) && !strings.ContainsFunc(word, unicode.IsLetter)
}

// fold gives the words of a text in lower case, without punctuation.
func fold(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '\'' && r != '-'
	})
}

func language(tag string) string {
	l, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return l
}
