// Package fold takes case and accents off letters, so that what people type can be held against tables of words,
// whatever their keyboard makes of an accent.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Diaeresis is the mark that makes an umlaut of the letter before it, in texts that write the two apart.
const Diaeresis = '\u0308'

// Letter is a letter in lower case and without accents; Devanagari loses its nukta, and both nasal signs are
// one. 0 is what leaves nothing: accents and joiners that stand alone. Umlauts, ß, ligatures and [Diaeresis] stay,
// for what they turn into depends on the table.
func Letter(c rune) rune {
	if c < utf8.RuneSelf {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		return c
	}
	return beyondASCII(unicode.ToLower(c))
}

func beyondASCII(c rune) rune {
	switch c {
	case 'á', 'à', 'â', 'ã', 'å', 'ā':
		return 'a'
	case 'é', 'è', 'ê', 'ë':
		return 'e'
	case 'í', 'ì', 'î', 'ï', 'ī':
		return 'i'
	case 'ó', 'ò', 'ô', 'õ':
		return 'o'
	case 'ú', 'ù', 'û', 'ū':
		return 'u'
	case 'ñ':
		return 'n'
	case 'ç':
		return 'c'
	case 'ँ':
		return 'ं'
	case '\u093c', '\u200c', '\u200d', '\u00ad':
		return 0
	}
	switch {
	case c >= '\u0300' && c <= '\u036f' && c != Diaeresis:
		return 0
	case c >= '\u0958' && c <= '\u095f':
		return [...]rune{'क', 'ख', 'ग', 'ज', 'ड', 'ढ', 'फ', 'य'}[c-'\u0958']
	}
	return c
}

// Pair is a letter in lower case as two, where German spells it so without the key for it: ä is ae, ß is ss. It is
// empty for all others.
func Pair(c rune) string {
	switch c {
	case 'ä', 'æ':
		return "ae"
	case 'ö', 'œ':
		return "oe"
	case 'ü':
		return "ue"
	case 'ß':
		return "ss"
	}
	return ""
}

// Base is a letter that [Letter] gives without its umlaut: ä is a. Other letters stay; [Diaeresis] is 0.
func Base(c rune) rune {
	switch c {
	case 'ä':
		return 'a'
	case 'ö':
		return 'o'
	case 'ü':
		return 'u'
	case Diaeresis:
		return 0
	}
	return c
}

// Joined is a text in lower case whose accents that stand behind their letter have become one character with it,
// as most tables are written.
func Joined(text string) string {
	text = strings.ToLower(text)
	if !strings.ContainsFunc(text, func(c rune) bool { return c >= '\u0300' && c <= '\u036f' }) {
		return text
	}
	return strings.NewReplacer("a\u0308", "ä", "o\u0308", "ö", "u\u0308", "ü", "a\u0301", "á", "e\u0301", "é", "i\u0301", "í",
		"o\u0301", "ó", "u\u0301", "ú", "n\u0303", "ñ").Replace(text)
}
