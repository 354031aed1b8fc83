package say

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// scanner walks over a text once and makes spans of it.
type scanner struct {
	grammar   *grammar
	names     []string
	text      string
	at        int // where it is
	plain     int // where the words began that are said as they are written
	lineStart bool
	out       Speech
}

// step takes the next thing: a name, markup, a figure, an abbreviation, or a letter.
func (s *scanner) step() {
	rest := s.text[s.at:]
	r, size := utf8.DecodeRuneInString(rest)
	boundary := s.boundary()
	if boundary {
		if n := s.name(rest); n > 0 {
			s.at += n
			s.lineStart = false
			return
		}
	}
	if n, spoken, ok := s.markup(rest, r); ok {
		s.replace(n, spoken)
		return
	}
	if boundary {
		if n, spoken, ok := s.figure(rest, r); ok {
			s.replace(n, spoken)
			return
		}
		if n, spoken, ok := s.short(rest); ok {
			s.replace(n, spoken)
			return
		}
	}
	s.lineStart = r == '\n' || s.lineStart && (r == ' ' || r == '\t')
	s.at += size
}

// boundary tells whether a word or a figure may begin here.
func (s *scanner) boundary() bool {
	r, size := utf8.DecodeLastRuneInString(s.text[:s.at])
	if size == 0 {
		return true
	}
	if before, _ := utf8.DecodeLastRuneInString(s.text[:s.at-size]); r == '.' && unicode.IsDigit(before) && digitAt(s.text, s.at) {
		return false // a version, or an address
	}
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
}

// replace says something else for the next n bytes.
func (s *scanner) replace(n int, spoken string) {
	s.flush()
	written := s.text[s.at : s.at+n]
	s.out = append(s.out, Span{Written: written, Spoken: spoken})
	s.at += n
	s.plain = s.at
	s.lineStart = strings.HasSuffix(written, "\n") || s.lineStart && spoken == ""
}

// flush ends the words that are said as they are written.
func (s *scanner) flush() {
	if s.plain < s.at {
		same := s.text[s.plain:s.at]
		s.out = append(s.out, Span{Written: same, Spoken: same})
	}
	s.plain = s.at
}

// name is the length of a name that stands here; 0 when there is none.
func (s *scanner) name(rest string) int {
	for _, name := range s.names {
		if len(rest) >= len(name) && strings.EqualFold(rest[:len(name)], name) && !letterAt(rest, len(name)) {
			return len(name)
		}
	}
	return 0
}

// letterAt tells whether a word or a figure goes on at i.
func letterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return i < len(s) && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// short is an abbreviation or a term that stands for words.
func (s *scanner) short(rest string) (n int, spoken string, ok bool) {
	for _, a := range s.grammar.short {
		if len(rest) < len(a.written) || rest[:len(a.written)] != a.written || letterAt(rest, len(a.written)) {
			continue
		}
		return len(a.written), a.spoken, true
	}
	return 0, "", false
}
