package say

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	clockPattern   = regexp.MustCompile(`^(\d{1,2}):(\d{2})(?:[^\d:]|$)`)
	isoPattern     = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})(?:\D|$)`)
	slashedPattern = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(\d{4})(?:\D|$)`)
	dottedPattern  = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})\.(\d{4})?(?:[^\d]|$)`)
	ratioPattern   = regexp.MustCompile(`^(\d{1,3})/(\d{1,3})(?:[^\d/]|$)`)
	rangePattern   = regexp.MustCompile(`^(?:-|[\x{00a0} ]?[–—][\x{00a0} ]?| - )`)
	timesPattern   = regexp.MustCompile(`^[\x{00a0} ]?[x×][\x{00a0} ]?`)
	reservePattern = regexp.MustCompile(`^RIR[: ]{0,2}`)
	behindReserve  = regexp.MustCompile(`^ ?RIR\b`)
	versionPattern = regexp.MustCompile(`^\d+(?:\.\d+){2,}`)
)

// figure is whatever begins with a digit, and RIR, which is said behind its figure.
func (s *scanner) figure(rest string, r rune) (n int, spoken string, ok bool) {
	if m := reservePattern.FindString(rest); m != "" && digitAt(rest, len(m)) {
		size, words := s.span(rest[len(m):], unit{halves: true})
		return len(m) + size, words + " " + s.grammar.reserve, true
	}
	if n, spoken = s.vulgar(rest, r); n > 0 {
		return n, spoken, true
	}
	if _, ok := digit(r); !ok {
		return 0, "", false
	}
	for _, form := range []func(string) (int, string){s.clock, s.dates, s.ordinal, s.ratio} {
		if n, spoken = form(rest); n > 0 {
			return n, spoken, true
		}
	}
	if _, size := s.grammar.read(rest); size < len(versionPattern.FindString(rest)) {
		return 0, "", false
	}
	n, spoken = s.amount(rest)
	return n, spoken, n > 0
}

// amount is a number or a range with its unit, and what people write around it: 3x8, 80 kg x 8, 2 RIR, 1.6 g/kg.
func (s *scanner) amount(rest string) (n int, spoken string) {
	g := s.grammar
	first, size := g.read(rest)
	if m := timesPattern.FindString(rest[size:]); m != "" && first.fraction == "" && first.digits == "" {
		if digitAt(rest, size+len(m)) && first.whole <= 20 {
			return s.sets(rest, first, size+len(m))
		}
		if n := size + len(strings.Trim(m, " \u00a0")); !strings.HasPrefix(m, " ") && !letterAt(rest, n) {
			return n, g.cardinal(first.whole, neuter) + " " + g.each
		}
	}
	if n, spoken = s.yearOf(rest, first, size); n > 0 {
		return n, spoken
	}
	n, spoken = s.span(rest, unit{})
	if n == 0 {
		return 0, ""
	}
	if m := timesPattern.FindString(rest[n:]); m != "" && digitAt(rest, n+len(m)) {
		more, reps := s.span(rest[n+len(m):], unit{})
		return n + len(m) + more, spoken + " " + g.times + " " + reps
	}
	if m := behindReserve.FindString(rest[n:]); m != "" {
		return n + len(m), spoken + " " + g.reserve
	}
	return n, spoken
}

// sets is 3x8, and 3x8x60 kg.
func (s *scanner) sets(rest string, sets number, at int) (n int, spoken string) {
	size, reps := s.span(rest[at:], unit{})
	at += size
	spoken = s.grammar.sets(sets.whole, reps)
	if m := timesPattern.FindString(rest[at:]); m != "" && digitAt(rest, at+len(m)) {
		size, load := s.span(rest[at+len(m):], unit{})
		return at + len(m) + size, spoken + " " + s.grammar.signs['@'] + " " + load
	}
	return at, spoken
}

// span is a number, or two with "to" between them, and the unit of both. u is what they count when no unit follows. It is
// 0 long when letters follow that are no unit: 21s, 10RM.
func (s *scanner) span(rest string, u unit) (n int, spoken string) {
	g := s.grammar
	first, n := g.read(rest)
	second, size, ranged := g.second(rest[n:])
	n += size
	if size, found := g.unit(rest[n:]); size > 0 {
		n, u = n+size, found
	} else if letterAt(rest, n) && !timesFollow(rest[n:]) {
		return 0, ""
	} else if u == (unit{}) {
		u.gender = g.noun(nextWord(rest[n:]))
	}
	spoken = g.quantity(first, u)
	if ranged {
		spoken = g.quantity(first, unit{gender: u.gender, halves: u.halves}) + " " + g.to + " " + g.quantity(second, u)
	}
	if u.many == "" {
		return n, spoken
	}
	size, per := g.perUnit(rest[n:])
	return n + size, spoken + per
}

func timesFollow(s string) bool {
	m := timesPattern.FindString(s)
	return m != "" && digitAt(s, len(m))
}

// second is the upper end of a range.
func (g *grammar) second(s string) (n number, size int, ok bool) {
	m := rangePattern.FindString(s)
	if m == "" || !digitAt(s, len(m)) {
		return number{}, 0, false
	}
	n, size = g.read(s[len(m):])
	size += len(m)
	return n, size, !strings.HasPrefix(s[size:], "-") || !digitAt(s, size+1)
}

// unit is the longest unit at the front of s, with the space before it.
func (g *grammar) unit(s string) (int, unit) {
	space := 0
	for _, sep := range []string{" ", "\u00a0", "\u202f", "-"} {
		if strings.HasPrefix(s, sep) {
			space = len(sep)
		}
	}
	rest := s[space:]
	for n := min(len(rest), 24); n > 0; n-- {
		u, ok := g.units[rest[:n]]
		if ok && !letterAt(rest, n) {
			return space + n, u
		}
	}
	return 0, unit{}
}

// perUnit is what stands below a unit: /kg, /day.
func (g *grammar) perUnit(s string) (int, string) {
	if !strings.HasPrefix(s, "/") {
		return 0, ""
	}
	if n, u := g.unit(s[1:]); n > 0 {
		if u.one == "" {
			u.one = u.many
		}
		return 1 + n, " " + g.per + " " + u.one
	}
	word := nextWord(" " + s[1:])
	if word == "" {
		return 0, ""
	}
	return 1 + len(word), " " + g.per + " " + word
}

// nextWord is the word behind one space; empty when there is none.
func nextWord(s string) string {
	s, ok := strings.CutPrefix(s, " ")
	if !ok {
		return ""
	}
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return s[:i]
		}
	}
	return s
}

// lastWord is the word before here, without the space between.
func (s *scanner) lastWord() string {
	before := strings.TrimRight(s.text[:s.at], " ")
	from := strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	if from < 0 {
		return before
	}
	_, size := utf8.DecodeRuneInString(before[from:])
	return before[from+size:]
}

func (s *scanner) clock(rest string) (n int, spoken string) {
	m := clockPattern.FindStringSubmatch(rest)
	if m == nil {
		return 0, ""
	}
	h, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi(m[2])
	if h > 24 || minute > 59 {
		return 0, ""
	}
	n = len(m[1]) + 1 + len(m[2])
	g := s.grammar
	for _, length := range [][]string{g.minutes, g.hours} {
		size, u := g.unit(rest[n:])
		if size == 0 || !slices.Contains(length, strings.Trim(rest[n:n+size], " \u00a0")) {
			continue
		}
		spoken = g.quantity(number{whole: int64(h)}, u)
		if minute > 0 {
			spoken += " " + g.cardinal(int64(minute), neuter)
		}
		return n + size, spoken
	}
	spoken, used := g.clock(h, minute, rest[n:])
	return n + used, spoken
}

func (s *scanner) dates(rest string) (n int, spoken string) {
	var day, month, year string
	switch {
	case isoPattern.MatchString(rest):
		m := isoPattern.FindStringSubmatch(rest)
		year, month, day, n = m[1], m[2], m[3], 10
	case slashedPattern.MatchString(rest):
		m := slashedPattern.FindStringSubmatch(rest)
		day, month, year, n = m[1], m[2], m[3], len(m[1])+len(m[2])+6
		if b, _ := strconv.Atoi(month); b > 12 {
			day, month = month, day
		}
	case s.grammar.language == "de" && dottedPattern.MatchString(rest):
		m := dottedPattern.FindStringSubmatch(rest)
		day, month, year, n = m[1], m[2], m[3], len(m[1])+len(m[2])+len(m[3])+2
	default:
		return 0, ""
	}
	d, _ := strconv.Atoi(day)
	mo, _ := strconv.Atoi(month)
	y, _ := strconv.Atoi(year)
	if d < 1 || d > 31 || mo < 1 || mo > 12 {
		return 0, ""
	}
	return n, s.grammar.date(d, mo, y, s.lastWord())
}

func (s *scanner) ordinal(rest string) (n int, spoken string) {
	value, n := digits(rest)
	if len(value) > 4 {
		return 0, ""
	}
	v, _ := strconv.ParseInt(value, 10, 64)
	spoken, used, ok := s.grammar.ordinal(v, s.lastWord(), rest[n:])
	if !ok {
		return 0, ""
	}
	return n + used, spoken
}

// ratio is 1/2, and 3/4; what is no common fraction is one over the other.
func (s *scanner) ratio(rest string) (n int, spoken string) {
	if m := ratioPattern.FindStringSubmatch(rest); m != nil {
		n = len(m[1]) + 1 + len(m[2])
		if _, ok := s.grammar.ratios[rest[:n]]; ok {
			return s.part(rest, n, 0, rest[:n])
		}
		a, _ := s.grammar.read(m[1])
		b, _ := s.grammar.read(m[2])
		return n, s.grammar.words(a, neuter) + " " + s.grammar.over + " " + s.grammar.words(b, neuter)
	}
	// 1 1/2, and 1½.
	whole, at := digits(rest)
	if at == 0 || len(whole) > 3 {
		return 0, ""
	}
	v, _ := strconv.ParseInt(whole, 10, 64)
	if ratio, size := vulgarAt(rest[at:]); size > 0 {
		return s.part(rest, at+size, v, ratio)
	}
	if m := ratioPattern.FindStringSubmatch(strings.TrimPrefix(rest[at:], " ")); m != nil && strings.HasPrefix(rest[at:], " ") {
		size := len(m[1]) + 1 + len(m[2])
		if ratio := rest[at+1 : at+1+size]; s.grammar.ratios[ratio] != "" {
			return s.part(rest, at+1+size, v, ratio)
		}
	}
	return 0, ""
}

// vulgar is a fraction that is one character.
func (s *scanner) vulgar(rest string, _ rune) (n int, spoken string) {
	if ratio, size := vulgarAt(rest); size > 0 {
		return s.part(rest, size, 0, ratio)
	}
	return 0, ""
}

func vulgarAt(s string) (ratio string, size int) {
	for _, v := range []struct{ sign, ratio string }{{"½", "1/2"}, {"¼", "1/4"}, {"¾", "3/4"}, {"⅓", "1/3"}, {"⅔", "2/3"}, {"⅛", "1/8"}} {
		if strings.HasPrefix(s, v.sign) {
			return v.ratio, len(v.sign)
		}
	}
	return "", 0
}

// part says a whole and a fraction with the unit that follows.
func (s *scanner) part(rest string, n int, whole int64, ratio string) (int, string) {
	g := s.grammar
	size, u := g.unit(rest[n:])
	fraction := map[string]string{"1/2": half, "1/4": quarter, "3/4": threeQuarters}[ratio]
	if fraction != "" {
		if spoken, ok := g.parts(whole, fraction, u); ok {
			return n + size, strings.TrimSpace(spoken)
		}
	}
	spoken := g.ratios[ratio]
	if whole > 0 {
		spoken = g.cardinal(whole, u.gender) + " " + g.signs['&'] + " " + spoken
	}
	return n + size, strings.TrimSpace(spoken + " " + u.many)
}

// yearOf is a year behind a month or a word such as "since".
func (s *scanner) yearOf(rest string, n number, size int) (int, string) {
	if n.whole < 1900 || n.whole > 2099 || size != 4 || n.fraction != "" || letterAt(rest, size) {
		return 0, ""
	}
	if used, _ := s.grammar.unit(rest[size:]); used > 0 {
		return 0, ""
	}
	before := s.lastWord()
	if before == "" || !slices.Contains(s.grammar.months, before) && !slices.Contains(strings.Fields(s.grammar.yearAfter), before) {
		return 0, ""
	}
	return size, s.grammar.year(n.whole)
}
