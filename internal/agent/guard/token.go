package guard

import (
	"unicode"
	"unicode/utf8"
)

// token is a word, a number in digits or a sign of a text.
type token struct {
	kind     byte // w, n, or the sign itself; ? for any other
	from, to int
	text     string // a word folded; the ASCII digits of a number with its separators
	gap      bool   // whether space stands before it
	glued    bool   // a number that a letter stands right before
}

// tokens cuts a text. Numbers end where letters begin, so that "80kg" is two tokens.
func tokens(text string) []token {
	out := make([]token, 0, 16)
	gap := true
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsSpace(r):
			gap = true
			i += n
			continue
		case unicode.IsDigit(r):
			out = append(out, digits(text, i))
			last := &out[len(out)-1]
			last.glued = len(out) > 1 && out[len(out)-2].kind == 'w' && !gap
		case unicode.Is(unicode.No, r) || unicode.Is(unicode.Nl, r):
			out = append(out, token{kind: 'f', from: i, to: i + n, text: string(r)})
		case isWord(r):
			out = append(out, letters(text, i))
		default:
			out = append(out, token{kind: sign(r), from: i, to: i + n, text: string(r)})
		}
		out[len(out)-1].gap = gap
		gap = false
		i = out[len(out)-1].to
	}
	return out
}

func sign(r rune) byte {
	switch {
	case r < 0x80:
		return byte(r)
	case r == '–' || r == '—' || r == '−' || r == '‑' || r == '‒':
		return '-'
	case r == '×' || r == '✕':
		return '*'
	case r == '／' || r == '⁄':
		return '/'
	case r == '：':
		return ':'
	case r == '％':
		return '%'
	}
	return '?'
}

// letters reads a word up to the next digit.
func letters(text string, from int) token {
	var folded []byte
	i := from
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !isWord(r) || unicode.IsDigit(r) {
			break
		}
		folded = appendFolded(folded, r)
		i += n
	}
	return token{kind: 'w', from: from, to: i, text: string(folded)}
}

// digits reads a number of any script with its separators, as ASCII.
func digits(text string, from int) token {
	var out []byte
	i := from
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if d, ok := digit(r); ok {
			out = append(out, d)
			i += n
			continue
		}
		sep, ok := separator(r)
		next, _ := utf8.DecodeRuneInString(text[i+n:])
		if _, more := digit(next); !ok || !more {
			break
		}
		out = append(out, sep)
		i += n
	}
	return token{kind: 'n', from: from, to: i, text: string(out)}
}

func digit(r rune) (byte, bool) {
	switch {
	case r >= '0' && r <= '9':
		return byte(r), true
	case r >= '०' && r <= '९':
		return byte('0' + r - '०'), true
	case r < 0x80 || !unicode.IsDigit(r):
		return 0, false
	}
	zero := r // digits of a script stand in a row of ten
	for unicode.IsDigit(zero-1) && r-zero < 9 {
		zero--
	}
	return byte('0' + r - zero), true
}

// separator is a sign inside a number; signs that only group digits become an underscore.
func separator(r rune) (byte, bool) {
	switch r {
	case '.', ',':
		return byte(r), true
	case '٫':
		return '.', true
	case '\'', '’', '\u00a0', '\u202f', '\u2009', '_', '٬':
		return '_', true
	}
	return 0, false
}
