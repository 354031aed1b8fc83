package words_test

import (
	"strings"
	"testing"

	"spotter/internal/agent/words"
)

func TestReadTakesCaseAndAccentsOff(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Don't":                   "dont",
		"Ja, übernächste Woche!":  "ja uebernaechste woche",
		"U\u0308BERNA\u0308CHSTE": "uebernaechste",
		"¿Cuándo? Mañana":         "cuando manana",
		"cua\u0301ndo":            "cuando",
		"हाँ, बढ़ा दो":            "हां बढा दो",
		"👍🏽":                      "👍",
	} {
		var got []string
		for _, w := range words.Read(text).Words {
			got = append(got, w.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

func TestReadFindsClausesAndQuestions(t *testing.T) {
	t.Parallel()
	read := words.Read("Yes, the first. And the second?")
	var places [][2]int
	for _, w := range read.Words {
		places = append(places, [2]int{w.Clause, w.Sentence})
	}
	want := [][2]int{{0, 0}, {1, 0}, {1, 0}, {2, 1}, {2, 1}, {2, 1}}
	if len(places) != len(want) {
		t.Fatalf("%v words, want %v", places, want)
	}
	for i := range want {
		if places[i] != want[i] {
			t.Errorf("word %d is at clause and sentence %v, want %v", i, places[i], want[i])
		}
	}
	if !read.Question || read.Cut {
		t.Errorf("question %v, cut %v", read.Question, read.Cut)
	}
}

func TestReadStopsAtTheMost(t *testing.T) {
	t.Parallel()
	if read := words.Read(strings.Repeat("no ", words.Most+5)); len(read.Words) != words.Most || !read.Cut {
		t.Errorf("%d words, cut %v", len(read.Words), read.Cut)
	}
}
