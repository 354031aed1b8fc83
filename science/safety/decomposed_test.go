package safety_test

import (
	"slices"
	"strings"
	"testing"

	"spotter/science/safety"
)

// TestAccentsApartFromTheirLetters writes letters and accents as two characters each, as some systems send them.
func TestAccentsApartFromTheirLetters(t *testing.T) {
	t.Parallel()
	r := safety.NewRecogniser()
	apart := strings.NewReplacer("ä", "a\u0308", "ö", "o\u0308", "ü", "u\u0308", "Ä", "A\u0308", "Ö", "O\u0308", "Ü", "U\u0308",
		"á", "a\u0301", "é", "e\u0301", "í", "i\u0301", "ó", "o\u0301", "ú", "u\u0301", "ñ", "n\u0303", "è", "e\u0300", "ê", "e\u0302", "ç", "c\u0327")
	changed := 0
	for kind, list := range sentences {
		for sentence := range strings.SplitSeq(strings.TrimSpace(list), "\n") {
			text := apart.Replace(sentence)
			if text == sentence {
				continue
			}
			changed++
			if got := r.RedFlags(text); kind == "" && len(got) > 0 || kind != "" && !slices.Contains(got, kind) {
				t.Errorf("%q is taken for %v, want %q", text, got, kind)
			}
		}
	}
	if changed < 20 {
		t.Errorf("only %d sentences have accents", changed)
	}
}
