package fold_test

import (
	"strings"
	"testing"

	"spotter/science/fold"
)

func TestLetters(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, paired, based string }{
		{"Müsli", "muesli", "musli"},
		{"Mu\u0308sli", "muesli", "musli"},
		{"JALAPEÑO", "jalapeno", "jalapeno"},
		{"jalapen\u0303o", "jalapeno", "jalapeno"},
		{"Crème brûlée", "creme brulee", "creme brulee"},
		{"Cre\u0300me bru\u0302le\u0301e", "creme brulee", "creme brulee"},
		{"façade", "facade", "facade"},
		{"fac\u0327ade", "facade", "facade"},
		{"Straße", "strasse", "strasse"},
		{"dāl", "dal", "dal"},
		{"पाँच", "पांच", "पांच"},
		{"बड़ा", "बडा", "बडा"},
		{"बड\u093cा", "बडा", "बडा"},
		{"Milch\u00adreis", "milchreis", "milchreis"},
	} {
		if got := paired(c.text); got != c.paired {
			t.Errorf("%q with pairs is %q, want %q", c.text, got, c.paired)
		}
		if got := based(c.text); got != c.based {
			t.Errorf("%q without umlauts is %q, want %q", c.text, got, c.based)
		}
	}
}

func TestJoined(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"Fu\u0308nf U\u0308BRIG": "fünf übrig", "man\u0303ana a\u0301": "mañana á", "Fünf": "fünf", "x": "x"} {
		if got := fold.Joined(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func paired(text string) string {
	var out strings.Builder
	for _, c := range text {
		switch c = fold.Letter(c); {
		case c == fold.Diaeresis:
			out.WriteByte('e')
		case fold.Pair(c) != "":
			out.WriteString(fold.Pair(c))
		case c != 0:
			out.WriteRune(c)
		}
	}
	return out.String()
}

func based(text string) string {
	var out strings.Builder
	for _, c := range text {
		switch c = fold.Base(fold.Letter(c)); {
		case c == 'ß':
			out.WriteString("ss")
		case c != 0:
			out.WriteRune(c)
		}
	}
	return out.String()
}
