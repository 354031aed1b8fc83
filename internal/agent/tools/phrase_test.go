package tools

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// TestPhrasesAreComplete wants each phrase in each language, with the same things filled in, and in its own
// script.
func TestPhrasesAreComplete(t *testing.T) {
	t.Parallel()
	verbs := regexp.MustCompile(`%[ds]`)
	for p := range phraseCount {
		want := verbs.FindAllString(phrases[p][0], -1)
		for tongue, text := range phrases[p] {
			if text == "" {
				t.Errorf("phrase %d is missing in language %d", p, tongue)
			}
			if got := verbs.FindAllString(text, -1); !slices.Equal(got, want) {
				t.Errorf("phrase %d in language %d fills in %v, English %v: %s", p, tongue, got, want, text)
			}
			if strings.Contains(verbs.ReplaceAllString(text, ""), "%!") {
				t.Errorf("phrase %d in language %d: %s", p, tongue, text)
			}
		}
		hindi := phrases[p][3]
		if p != sayDay && !strings.ContainsFunc(hindi, func(r rune) bool { return unicode.Is(unicode.Devanagari, r) }) {
			t.Errorf("phrase %d is not in Hindi: %s", p, hindi)
		}
		if p != sayDay && p != sayNo && (phrases[p][1] == phrases[p][0] || phrases[p][2] == phrases[p][0]) {
			t.Errorf("phrase %d is still English: %v", p, phrases[p])
		}
	}
}
