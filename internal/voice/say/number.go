package say

import (
	"strings"
	"unicode/utf8"
)

// number is a figure as it is written: digits before and after the point.
type number struct {
	whole    int64
	fraction string
	digits   string // when it is too long to be a number, or begins with 0: said one by one
}

func (n number) isOne() bool { return n.whole == 1 && n.fraction == "" && n.digits == "" }

// half, quarter and threeQuarters are fractions as [number] has them.
const (
	half          = "5"
	quarter       = "25"
	threeQuarters = "75"
)

// digitAt tells whether a digit stands at byte i.
func digitAt(s string, i int) bool {
	if i < 0 || i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	_, ok := digit(r)
	return ok
}

// digit is the value of a digit, of Devanagari too.
func digit(r rune) (byte, bool) {
	switch {
	case r >= '0' && r <= '9':
		return byte(r), true
	case r >= '०' && r <= '९':
		return byte('0' + r - '०'), true
	}
	return 0, false
}

// digits takes the digits off the front.
func digits(s string) (value string, n int) {
	var b strings.Builder
	for i, r := range s {
		d, ok := digit(r)
		if !ok {
			return b.String(), i
		}
		b.WriteByte(d)
	}
	return b.String(), len(s)
}

// read reads the number at the front of s and tells how many bytes it has; 0 when there is none. Which of point and
// comma parts the thousands is the language's; the other way is understood where only it makes sense.
func (g *grammar) read(s string) (number, int) {
	whole, at := digits(s)
	if at == 0 {
		return number{}, 0
	}
	if len(whole) <= 3 && whole[0] != '0' {
		for {
			group, n := g.group(s[at:])
			if n == 0 {
				break
			}
			whole, at = whole+group, at+n
		}
	}
	n := number{}
	if frac, size := g.fraction(s[at:]); size > 0 {
		n.fraction, at = strings.TrimRight(frac, "0"), at+size
	}
	if len(whole) > 12 || len(whole) > 1 && whole[0] == '0' && n.fraction == "" && len(whole) != 2 {
		n.digits = whole
		return n, at
	}
	for _, d := range []byte(whole) {
		n.whole = n.whole*10 + int64(d-'0')
	}
	return n, at
}

// group is a group of thousands behind its separator.
func (g *grammar) group(s string) (string, int) {
	for _, sep := range []string{g.thousands, "\u00a0", "\u202f"} {
		if rest, ok := strings.CutPrefix(s, sep); ok {
			value, n := digits(rest)
			if len(value) == 3 || g.lakhs && len(value) == 2 && strings.HasPrefix(rest[n:], g.thousands) && digitAt(rest, n+len(g.thousands)) {
				return value, len(sep) + n
			}
		}
	}
	return "", 0
}

// fraction is what stands behind the point. Two points make no number but a date, a version, or an address.
func (g *grammar) fraction(s string) (string, int) {
	for _, sep := range []string{g.decimal, g.thousands} {
		rest, ok := strings.CutPrefix(s, sep)
		if !ok || sep == "," && g.decimal == "." {
			continue
		}
		value, n := digits(rest)
		if n > 0 && (!strings.HasPrefix(rest[n:], ".") || !digitAt(rest, n+1)) {
			return value, len(sep) + n
		}
	}
	return "", 0
}

// one says the digits of a string apart.
func (g *grammar) one(digits string) string {
	words := make([]string, 0, len(digits))
	for _, d := range []byte(digits) {
		words = append(words, g.cardinal(int64(d-'0'), neuter))
	}
	return strings.Join(words, " ")
}

// words says a number that has no unit.
func (g *grammar) words(n number, of gender) string {
	if n.digits != "" {
		return g.one(n.digits)
	}
	if n.fraction == "" {
		return g.cardinal(n.whole, of)
	}
	return g.cardinal(n.whole, neuter) + " " + g.point + " " + g.behind(n.fraction)
}

// quantity says a number with its unit; halves are named where people name them.
func (g *grammar) quantity(n number, u unit) string {
	if n.digits == "" && u.halves {
		if spoken, ok := g.parts(n.whole, n.fraction, u); ok {
			return strings.TrimSpace(spoken)
		}
	}
	if n.isOne() && u.one != "" {
		return g.cardinal(1, u.gender) + " " + u.one
	}
	return strings.TrimSpace(g.words(n, u.gender) + g.million(n) + u.many)
}

// million is what stands between a number and its unit.
func (g *grammar) million(n number) string {
	if g.ofMillions != "" && n.fraction == "" && n.whole >= 1_000_000 && n.whole%1_000_000 == 0 {
		return g.ofMillions
	}
	return " "
}
