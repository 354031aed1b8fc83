package llm

import "unicode/utf8"

// Runes joins pieces of text that may end in the middle of a rune.
type Runes struct{ rest string }

// Add answers what of the text so far consists of whole runes and was not yet answered.
func (r *Runes) Add(piece string) string {
	text := r.rest + piece
	cut := len(text)
	for back := 1; back < utf8.UTFMax && back <= len(text); back++ {
		if b := text[len(text)-back]; utf8.RuneStart(b) {
			if !utf8.FullRuneInString(text[len(text)-back:]) {
				cut = len(text) - back
			}
			break
		}
	}
	r.rest = text[cut:]
	return text[:cut]
}
