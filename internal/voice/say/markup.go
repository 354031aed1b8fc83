package say

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	linkPattern    = regexp.MustCompile(`^!?\[([^\]\n]*)\]\([^)\s]*\)`)
	addressPattern = regexp.MustCompile(`^(?:https?://|www\.)[^\s<>()]*[^\s<>().,;:!?]`)
	bulletPattern  = regexp.MustCompile(`^(?:[-*•‣▪]|#{1,6}|>+)[ \t]+`)
	rulePattern    = regexp.MustCompile(`^(?:[-=_*]{3,}|\|[-:| ]+\|)[ \t]*(?:\n|$)`)
	newLinePattern = regexp.MustCompile(`^[ \t]*\n\s*`)
)

// markup is what is seen and not said: emphasis, links, lists, headings, tables, emoji.
func (s *scanner) markup(rest string, r rune) (n int, spoken string, ok bool) {
	if s.lineStart {
		for _, p := range []*regexp.Regexp{rulePattern, bulletPattern} {
			if m := p.FindString(rest); m != "" {
				return len(m), "", true
			}
		}
	}
	switch r {
	case '[', '!':
		if m := linkPattern.FindStringSubmatch(rest); m != nil {
			return len(m[0]), m[1], true
		}
	case 'h', 'w':
		if m := addressPattern.FindString(rest); m != "" && s.boundary() {
			return len(m), "", true
		}
	case '*', '_', '`', '~':
		return s.emphasis(rest, r)
	case '|':
		return 1, ",", true
	case ' ', '\t', '\n', '\r':
		return s.lineEnd(rest)
	}
	if spoken, ok := s.grammar.signs[r]; ok {
		return s.sign(rest, r, spoken)
	}
	if isPicture(r) {
		return len(string(r)), "", true
	}
	return 0, "", false
}

// emphasis is a run of stars, underscores or backticks around words. A star between figures, an underscore within a
// word and a lone tilde mean something else.
func (s *scanner) emphasis(rest string, r rune) (n int, spoken string, ok bool) {
	for n < len(rest) && rune(rest[n]) == r {
		n++
	}
	if r == '~' && n == 1 {
		spoken, ok := s.grammar.signs[r]
		if !ok || !digitAt(strings.TrimLeft(rest[1:], " "), 0) {
			return 1, "", true
		}
		return 1, spoken + " ", true
	}
	if r == '_' && !s.boundary() && letterAt(rest, n) {
		return 0, "", false
	}
	return n, "", true
}

// lineEnd makes a pause where a line ends without punctuation: an item of a list, a heading.
func (s *scanner) lineEnd(rest string) (n int, spoken string, ok bool) {
	m := newLinePattern.FindString(rest)
	if m == "" {
		return 0, "", false
	}
	said := strings.TrimRight(s.said(), " *_`")
	if said == "" || strings.ContainsAny(said[len(said)-1:], ".!?:;,") || strings.HasSuffix(said, "।") || strings.HasSuffix(said, "…") {
		return len(m), " ", true
	}
	return len(m), ". ", true
}

// said is the end of what is said so far.
func (s *scanner) said() string {
	if s.plain < s.at {
		return s.text[s.plain:s.at]
	}
	for i := len(s.out) - 1; i >= 0; i-- {
		if s.out[i].Spoken != "" {
			return s.out[i].Spoken
		}
	}
	return ""
}

// sign is a sign that is read as a word, with a space where none is written.
func (s *scanner) sign(rest string, r rune, word string) (n int, spoken string, ok bool) {
	size := len(string(r))
	if r == '-' || r == '+' {
		if !s.boundary() || !digitAt(rest, 1) {
			return 0, "", false
		}
	}
	if !strings.HasSuffix(s.text[:s.at], " ") && s.at > 0 && !strings.HasSuffix(s.text[:s.at], "(") {
		word = " " + word
	}
	if !strings.HasPrefix(rest[size:], " ") {
		word += " "
	}
	return size, word, true
}

// isPicture tells of emoji and what modifies them. Letters, marks and punctuation of no language are among them.
func isPicture(r rune) bool {
	return r == 0x200d || r == 0xfe0f || r == 0x20e3 || r >= 0xe0020 && r <= 0xe007f || r >= 0x1f3fb && r <= 0x1f3ff ||
		r != '°' && r != '№' && r != utf8.RuneError && unicode.Is(unicode.So, r)
}
