package spotter

import (
	"strings"
	"unicode"
)

// Muscles lists the muscle groups that exercises name and volume is counted for, in the order in
// which they are shown.
var Muscles = [17]string{
	"chest", "back", "shoulders", "rear_delts", "biceps", "triceps", "forearms",
	"quads", "hamstrings", "glutes", "calves", "abs", "obliques", "lower_back", "adductors", "traps", "hip_flexors",
}

// Patterns lists the movement patterns that exercises are sorted by.
var Patterns = [12]string{
	"squat", "hinge", "lunge", "push_horizontal", "push_vertical", "pull_horizontal", "pull_vertical",
	"isolation", "carry", "core", "cardio", "mobility",
}

// FoldName is the key under which a name is looked up: letters and digits only, in lower case, each
// word in the singular, so that "Pull-ups", "pullup" and "pull_up" are one name.
func FoldName(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	})
	var key strings.Builder
	for _, w := range words {
		w = strings.NewReplacer("'", "", "’", "").Replace(w)
		key.WriteString(singular(w))
	}
	return key.String()
}

// singular takes an English plural ending off a word; it need not be right, only the same for both forms.
func singular(word string) string {
	for _, ending := range []string{"sses", "ches", "shes", "xes"} {
		if strings.HasSuffix(word, ending) {
			return strings.TrimSuffix(word, "es")
		}
	}
	if len(word) > 2 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") {
		return strings.TrimSuffix(word, "s")
	}
	return word
}

// Words writes an enumeration's value as a person reads it: "lower_back" is "lower back".
func Words(value string) string { return strings.ReplaceAll(value, "_", " ") }
