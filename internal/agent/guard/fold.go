package guard

import (
	"unicode"
	"unicode/utf8"

	"spotter/science/fold"
)

// appendFolded adds a letter as the words of the tables are written: lower case, no accents, no nukta, one
// nasal sign. What is no letter adds nothing.
func appendFolded(b []byte, r rune) []byte {
	switch r = fold.Base(fold.Letter(r)); {
	case r == 0, r == '\'', r == '’':
		return b
	case r < utf8.RuneSelf:
		return append(b, byte(r))
	case r == 'ß':
		return append(b, 's', 's')
	}
	return utf8.AppendRune(b, r)
}

// folded is a name or phrase as the tables hold it: folded words with one space between them.
func folded(s string) string {
	b := make([]byte, 0, len(s))
	gap := false
	for _, r := range s {
		if !isWord(r) {
			gap = true
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, ' ')
		}
		gap = false
		b = appendFolded(b, r)
	}
	return string(b)
}

// isWord reports whether a rune is part of a word.
func isWord(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '\''
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '’' || r == '\u200c' || r == '\u200d'
}

// isGap reports whether a rune stands between the words of one phrase.
func isGap(r rune) bool {
	return r == ' ' || r == '-' || r == '\u00a0' || r == '\u202f' || r == '\u2011' || r == '\u2009'
}

// isInvisible reports whether a rune shows nothing and could hide or reorder what does.
func isInvisible(r rune) bool {
	switch {
	case r < 0x80:
		return r < ' ' && r != '\n' && r != '\t' || r == 0x7f
	case r == '\u00ad', r == '\u034f', r == '\u180e', r == '\u2060', r == '\ufeff', r >= '\u200b' && r <= '\u200b', r == '\u200e', r == '\u200f':
		return true
	}
	return r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2061 && r <= 0x206f || r >= 0xe0000 && r <= 0xe007f || r >= 0xfff9 && r <= 0xfffb
}
