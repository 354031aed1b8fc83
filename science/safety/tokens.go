package safety

import (
	"unicode"
	"unicode/utf8"
)

// token is one word of a text. Sentences end at full stops, clauses at commas too.
type token struct {
	id               int // of the known word that it is or is a slip of; 0 for any other
	clause, sentence int
}

// anyYear is how the tables write a year, 1900 to 2099.
const anyYear = "#year"

// maxRunes bounds what is read of one text; fields are shorter, and a chat message is cut before.
const maxRunes = 20_000

// read splits a text into known and unknown words.
func (r *Recogniser) read(text string) []token {
	tokens := make([]token, 0, 32)
	var word [48]byte
	n, clause, sentence, runes := 0, 0, 0, 0
	flush := func() {
		if n > 0 {
			w := word[:n]
			tokens = append(tokens, token{id: r.known(w), clause: clause, sentence: sentence})
			n = 0
		}
	}
	for _, c := range text {
		if runes++; runes > maxRunes {
			break
		}
		c = foldRune(c)
		switch {
		case c == '\'' || c == '’' || c == 0:
		case unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c):
			n = appendFolded(&word, n, c)
		case c == '.' || c == '!' || c == '?' || c == ';' || c == '\n' || c == '।' || c == '…':
			flush()
			clause, sentence = clause+1, sentence+1
		case c == ',' || c == '(' || c == ')' || c == '—' || c == '–':
			flush()
			clause++
		default:
			flush()
		}
	}
	flush()
	return tokens
}

// appendFolded adds a rune to a word, umlauts as two letters; what is too long to be a word is cut.
func appendFolded(word *[48]byte, n int, c rune) int {
	pair := ""
	switch c {
	case 'ä', 'æ':
		pair = "ae"
	case 'ö', 'œ':
		pair = "oe"
	case 'ü':
		pair = "ue"
	case 'ß':
		pair = "ss"
	}
	if pair != "" {
		return n + copy(word[n:], pair)
	}
	if n+utf8.UTFMax > len(word) {
		return n
	}
	return n + utf8.EncodeRune(word[n:], c)
}

// foldRune takes case and accents off; 0 is nothing. Devanagari loses its nukta, and both nasal signs
// are one.
func foldRune(c rune) rune {
	if c < utf8.RuneSelf {
		if c >= 'A' && c <= 'Z' {
			return c + 'a' - 'A'
		}
		return c
	}
	c = unicode.ToLower(c)
	switch c {
	case 'á', 'à', 'â', 'ã', 'å':
		return 'a'
	case 'é', 'è', 'ê', 'ë':
		return 'e'
	case 'í', 'ì', 'î', 'ï':
		return 'i'
	case 'ó', 'ò', 'ô', 'õ':
		return 'o'
	case 'ú', 'ù', 'û':
		return 'u'
	case 'ñ':
		return 'n'
	case 'ç':
		return 'c'
	case 'ँ':
		return 'ं'
	case '\u093c', '\u200c', '\u200d', '\u00ad', '\u0301', '\u0303':
		return 0
	}
	return devanagari(c)
}

// devanagari takes the letters that are composed with a nukta apart.
func devanagari(c rune) rune {
	if c < 0x0958 || c > 0x095f {
		return c
	}
	return [...]rune{'क', 'ख', 'ग', 'ज', 'ड', 'ढ', 'फ', 'य'}[c-0x0958]
}

// fold is a word of a table as the words of texts are.
func fold(word string) string {
	var out [48]byte
	n := 0
	for _, c := range word {
		if c = foldRune(c); c != 0 && c != '\'' {
			n = appendFolded(&out, n, c)
		}
	}
	return string(out[:n])
}

func isYear(w []byte) bool {
	century := len(w) == 4 && (w[0] == '1' && w[1] == '9' || w[0] == '2' && w[1] == '0')
	return century && w[2] >= '0' && w[2] <= '9' && w[3] >= '0' && w[3] <= '9'
}
