package rules

import (
	"strings"
	"unicode"

	"spotter/internal/agent/words"
)

// word is one word of a message: as it was written, and as it is compared.
type word struct {
	raw, text string
	sentence  int // sentences and lines count from 0
	clause    int // parts between commas, too
}

// mostWords is how many words of a message are read.
const mostWords = 120

// wordsOf cuts a text into words. What stands inside a number or a date stays with it: 1.5, 17:30, 2026-11-23, 5'11.
func wordsOf(text string) []word {
	var out []word
	runes := []rune(text)
	sentence, clause, start := 0, 0, -1
	flush := func(end int) {
		if start >= 0 && len(out) < mostWords {
			raw := string(runes[start:end])
			out = append(out, word{raw: raw, text: words.Fold(raw), sentence: sentence, clause: clause})
		}
		start = -1
	}
	for i, c := range runes {
		switch {
		case isLetter(c) || within(runes, i):
			if start < 0 {
				start = i
			}
		default:
			flush(i)
			if strings.ContainsRune(".!?¿¡;\n।…:", c) {
				sentence, clause = sentence+1, clause+1
			} else if strings.ContainsRune(",()–—/+&", c) {
				clause++
			}
		}
	}
	flush(len(runes))
	return out
}

func isLetter(c rune) bool {
	return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) || c == '\'' || c == '’' || c == '"' || c == '@' || c == '\u200d' || c == '\u200c'
}

// within reports whether a mark stands between two digits, and so belongs to a number, a time or a date.
func within(runes []rune, i int) bool {
	return strings.ContainsRune(".,:-/", runes[i]) && i > 0 && i+1 < len(runes) && unicode.IsDigit(runes[i-1]) && unicode.IsDigit(runes[i+1])
}

// said joins words as they were written.
func said(list []word) string {
	parts := make([]string, len(list))
	for i, w := range list {
		parts[i] = strings.Trim(w.raw, `'"’`)
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

// folded joins words as they are compared.
func folded(list []word) string {
	parts := make([]string, len(list))
	for i, w := range list {
		parts[i] = w.text
	}
	return strings.Join(parts, " ")
}
