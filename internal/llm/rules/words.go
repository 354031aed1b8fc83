package rules

import (
	"strings"
	"unicode"
)

// word is a word of a text: folded, with the place of what was written.
type word struct {
	text     string
	from, to int
	end      bool // a sentence or a clause ends behind it
}

// said is a text cut into words.
type said struct {
	raw   string
	words []word
}

// mostWords is how much of a text is read: a command is short.
const mostWords = 80

func read(raw string) said {
	s := said{raw: raw}
	start := -1
	for i, r := range raw + " " {
		if len(s.words) == mostWords {
			break
		}
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '’' || r == '\''
		if !inside && start >= 0 && (r == '.' || r == ',' || r == ':' || r == '-') && between(raw, i) {
			inside = true
		}
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			s.words = append(s.words, word{text: fold(raw[start:i]), from: start, to: i})
			start = -1
		}
		if strings.ContainsRune(".!?;।,\n", r) && !inside && len(s.words) > 0 {
			s.words[len(s.words)-1].end = true
		}
	}
	return s
}

// between reports whether a sign stands between two digits, or the sign is a hyphen between two letters.
func between(raw string, i int) bool {
	if i == 0 || i+1 >= len(raw) {
		return false
	}
	a, b := rune(raw[i-1]), rune(raw[i+1])
	if raw[i] == '-' {
		return a < 0x80 && b < 0x80 && unicode.IsLetter(a) && unicode.IsLetter(b)
	}
	return unicode.IsDigit(a) && unicode.IsDigit(b)
}

// fold writes a word as the patterns have it: lower case, no accents, no nukta, ASCII digits.
func fold(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r >= '०' && r <= '९':
			b.WriteRune('0' + r - '०')
			continue
		case r >= 0x0958 && r <= 0x095f:
			r = [...]rune{'क', 'ख', 'ग', 'ज', 'ड', 'ढ', 'फ', 'य'}[r-0x0958]
		}
		switch r {
		case 'ä', 'á', 'à':
			r = 'a'
		case 'é', 'è':
			r = 'e'
		case 'í':
			r = 'i'
		case 'ö', 'ó':
			r = 'o'
		case 'ü', 'ú':
			r = 'u'
		case 'ñ':
			r = 'n'
		case 'ß':
			b.WriteString("ss")
			continue
		case 'ँ':
			r = 'ं'
		case '\'', '’', '\u093c', '\u0301', '\u0308', '\u200c', '\u200d':
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// slice is the text of some words as it was written.
func (s said) slice(from, to int) string {
	if from >= to {
		return ""
	}
	return s.raw[s.words[from].from:s.words[to-1].to]
}

// has reports whether one of some words, separated by spaces, stands in the text; a star ends a beginning.
func (s said) has(list string) bool {
	for w := range strings.FieldsSeq(list) {
		for _, have := range s.words {
			if isWord(have.text, w) {
				return true
			}
		}
	}
	return false
}

// isWord compares a word with one of a pattern.
func isWord(have, want string) bool {
	if stem, ok := strings.CutSuffix(want, "*"); ok {
		return strings.HasPrefix(have, stem)
	}
	return have == want
}
