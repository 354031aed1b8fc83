// Package say turns an answer as it is written into what a voice says: figures with their units as words, without
// markup, in English, German, Spanish and Hindi. It also cuts a stream into pieces that can be spoken early.
//
// What was written is never lost: each stretch of speech knows the written one that it stands for, so that what was
// heard of an answer can be told in the answer's own words.
package say

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Speaker speaks one language. It is read only: any number of goroutines may use it.
type Speaker struct {
	grammar *grammar
	names   []string // with figures or punctuation, longest first, in lower case
}

// New makes a speaker for a BCP 47 tag; languages other than English, German, Spanish and Hindi are read as English. Names, of
// exercises and foods, are spoken as they are written, whatever figures are in them.
func New(language string, names ...string) *Speaker {
	s := &Speaker{grammar: grammarOf(language)}
	for _, name := range names {
		if len(name) > 2 && strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && r != ' ' }) {
			s.names = append(s.names, strings.ToLower(name))
		}
	}
	slices.SortFunc(s.names, func(a, b string) int { return len(b) - len(a) })
	return s
}

// Span is a stretch of text and what is said for it: the same, or words for a figure, or nothing for markup.
type Span struct{ Written, Spoken string }

// Speech is what is said for a text, in order. The written parts are together the whole text.
type Speech []Span

// Text is what is said.
func (s Speech) Text() string {
	var b strings.Builder
	for _, span := range s {
		b.WriteString(span.Spoken)
	}
	return b.String()
}

// Heard is the written text of which the first n bytes of Text have been said. Of words that are half said the
// letters count; a figure counts when all of it has been said.
func (s Speech) Heard(n int) string {
	var b strings.Builder
	for _, span := range s {
		if n >= len(span.Spoken) {
			n -= len(span.Spoken)
			b.WriteString(span.Written)
			continue
		}
		if span.Spoken == span.Written {
			for n > 0 && !utf8.RuneStart(span.Written[n]) {
				n--
			}
			b.WriteString(span.Written[:n])
		}
		break
	}
	return b.String()
}

// Speak says a text. It has to be whole: a sentence, or a clause as [Splitter] gives it.
func (s *Speaker) Speak(text string) Speech {
	scan := &scanner{grammar: s.grammar, names: s.names, text: text, lineStart: true}
	for scan.at < len(text) {
		scan.step()
	}
	scan.flush()
	return scan.out
}
