package safety

import (
	"unicode"
	"unicode/utf8"

	"spotter/science/fold"
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
		c = fold.Letter(c)
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

// appendFolded adds a folded letter to a word, umlauts as two letters; what is too long to be a word is cut.
func appendFolded(word *[48]byte, n int, c rune) int {
	if pair := fold.Pair(c); pair != "" {
		return n + copy(word[n:], pair)
	}
	if c == fold.Diaeresis {
		c = 'e'
	}
	if n+utf8.UTFMax > len(word) {
		return n
	}
	return n + utf8.EncodeRune(word[n:], c)
}

// folded is a word of a table as the words of texts are.
func folded(word string) string {
	var out [48]byte
	n := 0
	for _, c := range word {
		if c = fold.Letter(c); c != 0 && c != '\'' {
			n = appendFolded(&out, n, c)
		}
	}
	return string(out[:n])
}

func isYear(w []byte) bool {
	century := len(w) == 4 && (w[0] == '1' && w[1] == '9' || w[0] == '2' && w[1] == '0')
	return century && w[2] >= '0' && w[2] <= '9' && w[3] >= '0' && w[3] <= '9'
}
