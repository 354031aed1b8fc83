// Package words takes what a person wrote or said apart, without regard to case, accents and marks, so that
// tables of words in any of the four languages can be held against it.
package words

import (
	"strings"
	"unicode"

	"spotter/science/fold"
)

// Word is one word as it is compared: lower case, without accents, umlauts as two letters. Clauses end at
// commas and dashes, sentences at full stops, both counted from 0.
type Word struct {
	Text             string
	Clause, Sentence int
}

// Text is a message in words.
type Text struct {
	Words    []Word
	Question bool // there is a question mark somewhere
	Cut      bool // there was more than is read
}

// Most is how many words are read of one text.
const Most = 400

// Read takes a text apart.
func Read(text string) Text {
	var out Text
	var word strings.Builder
	clause, sentence := 0, 0
	flush := func() {
		if word.Len() > 0 {
			out.Words = append(out.Words, Word{Text: word.String(), Clause: clause, Sentence: sentence})
			word.Reset()
		}
	}
	for _, c := range text {
		if len(out.Words) == Most {
			out.Cut = true
			return out
		}
		switch {
		case sign(c) != "":
			flush()
			word.WriteString(sign(c))
			flush()
		case joins(c):
		case unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c):
			word.WriteString(foldRune(c))
		case strings.ContainsRune("?¿؟", c):
			flush()
			out.Question = true
			clause, sentence = clause+1, sentence+1
		case strings.ContainsRune(".!¡;\n।…:", c):
			flush()
			clause, sentence = clause+1, sentence+1
		case strings.ContainsRune(",(—–)", c):
			flush()
			clause++
		default:
			flush()
		}
	}
	flush()
	return out
}

// sign is a picture that is a word of its own.
func sign(c rune) string {
	switch c {
	case '👍', '✅', '✔', '👌':
		return "👍"
	case '👎', '❌', '✖':
		return "👎"
	}
	return ""
}

// joins says whether a mark within a word is left out: don't and dont are the same.
func joins(c rune) bool {
	return c == '\'' || c == '’' || c == '\u200c' || c == '\u200d' || c == '\u00ad' || c >= 0x1f3fb && c <= 0x1f3ff || c == 0xfe0f
}

// Fold is one word as [Read] gives it.
func Fold(word string) string {
	var b strings.Builder
	for _, c := range word {
		if !joins(c) {
			b.WriteString(foldRune(c))
		}
	}
	return b.String()
}

func foldRune(c rune) string {
	c = fold.Letter(c)
	switch pair := fold.Pair(c); {
	case pair != "":
		return pair
	case c == fold.Diaeresis:
		return "e"
	case c == 0:
		return ""
	}
	return string(c)
}
