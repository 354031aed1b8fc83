package say

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How many words a clause has before it is spoken without the rest of its sentence: the first one early, so that the
// voice begins, later ones only when a sentence is long.
const (
	firstClause = 4
	laterClause = 14
)

// Splitter cuts a stream of text into pieces to be spoken one by one: sentences, and clauses where waiting would be
// long. It never cuts within a figure, its unit, an abbreviation or a name, and where it cuts does not depend on how the
// text came. The pieces are together the text.
type Splitter struct {
	speaker *Speaker
	rest    string
	begun   bool // a piece has been given
}

// NewSplitter begins a reply.
func NewSplitter(s *Speaker) *Splitter { return &Splitter{speaker: s} }

// Push adds text and gives the pieces that are whole now.
func (s *Splitter) Push(text string) []string {
	s.rest += text
	var out []string
	for {
		n := s.cut()
		if n == 0 {
			return out
		}
		out, s.rest, s.begun = append(out, s.rest[:n]), s.rest[n:], true
	}
}

// Flush gives what is left at the end of the reply.
func (s *Splitter) Flush() string {
	rest := s.rest
	s.rest = ""
	return rest
}

// cut is where the first piece ends: behind white space that something follows. 0: not yet.
func (s *Splitter) cut() int {
	words, inWord := 0, false
	for i, r := range s.rest {
		if !unicode.IsSpace(r) {
			inWord = true
			continue
		}
		if !inWord {
			continue
		}
		words, inWord = words+1, false
		end := i + len(s.rest[i:]) - len(strings.TrimLeftFunc(s.rest[i:], unicode.IsSpace))
		if end == len(s.rest) {
			return 0
		}
		ends, known := s.ends(s.rest[:i], s.rest[i:end], s.rest[end:], words)
		if !known {
			return 0
		}
		if ends && !s.inName(end) {
			return end
		}
	}
	return 0
}

// ends tells whether a piece may end between before and after; known is false when that takes more text.
func (s *Splitter) ends(before, space, after string, words int) (ends, known bool) {
	if strings.Contains(space, "\n") {
		return true, true
	}
	if strings.LastIndexByte(before, '[') > strings.LastIndexByte(before, ']') {
		return false, true // within a link
	}
	bare := strings.TrimRight(before, "\"'*_`»”’)]")
	last, size := utf8.DecodeLastRuneInString(bare)
	switch last {
	case '!', '?', '।', '…':
		return true, true
	case '.':
		return s.sentence(bare, after)
	case ',', ';', ':', '–', '—':
		least := firstClause
		if s.begun {
			least = laterClause
		}
		counted := strings.TrimRight(bare[:len(bare)-size], " ")
		l, _ := utf8.DecodeLastRuneInString(counted)
		return words >= least && !unicode.IsDigit(l) && !digitAt(after, 0), true
	}
	return false, true
}

// sentence tells whether a point ends one, or stands for something left out, or makes an ordinal of a figure.
func (s *Splitter) sentence(bare, after string) (ends, known bool) {
	g := s.speaker.grammar
	word := bare[strings.LastIndexFunc(bare, unicode.IsSpace)+1:]
	word = strings.TrimLeft(word, "(\"'*_„“«")
	figure, n := digits(word)
	switch {
	case n > 0 && n == len(word)-1:
		if strings.TrimRight(bare[:len(bare)-len(word)], " \t*_") == "" || strings.HasSuffix(strings.TrimRight(bare[:len(bare)-len(word)], " \t*_"), "\n") {
			return false, true // an item of a list
		}
		if nextWord(" "+after) == strings.TrimRightFunc(after, unicode.IsSpace) && len(after) == len(strings.TrimRightFunc(after, unicode.IsSpace)) {
			return false, false // the next word may go on
		}
		v, _ := strconv.ParseInt(figure, 10, 64)
		_, _, ordinal := g.ordinal(v, "", ". "+after)
		return !ordinal, true
	case n > 0:
		// A unit with a point, right behind its figure, or a figure that goes on.
		_, size := g.read(word)
		_, unit := g.units[word[min(size, len(word)):]]
		return !unit, true
	case g.abbreviated(word), utf8.RuneCountInString(word) == 2 && g.language != "hi":
		return false, true
	}
	return true, true
}

// abbreviated tells whether a word with its point is an abbreviation, or a part of one.
func (g *grammar) abbreviated(word string) bool {
	if _, ok := g.units[word]; ok {
		return true
	}
	for _, a := range g.short {
		for part := range strings.FieldsSeq(a.written) {
			if strings.HasSuffix(part, ".") && strings.EqualFold(part, word) {
				return true
			}
		}
	}
	return false
}

// inName tells whether n lies within a name, of which the end may not have come yet.
func (s *Splitter) inName(n int) bool {
	for _, name := range s.speaker.names {
		for from := max(0, n-len(name)+1); from < n; from++ {
			text := s.rest[from:]
			common := min(len(text), len(name))
			if from+len(name) > n && strings.EqualFold(text[:common], name[:common]) && (from == 0 || !letterBefore(s.rest, from)) {
				return true
			}
		}
	}
	return false
}

func letterBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
