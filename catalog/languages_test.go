package catalog_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"spotter"
	"spotter/catalog"
)

type tables struct {
	exercises    *catalog.Exercises
	foods        *catalog.Foods
	dishes       *catalog.Dishes
	translations *catalog.Translations
}

func loadAll(t *testing.T) tables {
	t.Helper()
	foods, dishes := loadDishes(t)
	exercises, err := catalog.LoadExercises()
	if err != nil {
		t.Fatal(err)
	}
	translations, err := catalog.LoadTranslations()
	if err != nil {
		t.Fatal(err)
	}
	return tables{exercises, foods, dishes, translations}
}

// coverage counts per field how many entries have a text in a language.
type coverage map[string]int

func (tb tables) coverage(tongue string) (have, all coverage) {
	have, all = coverage{}, coverage{}
	count := func(kind string, fields, missing []string) {
		for _, f := range fields {
			all[kind+" "+f]++
			if !slices.Contains(missing, f) {
				have[kind+" "+f]++
			}
		}
	}
	one := tb.translations.In(tongue)
	for _, e := range tb.exercises.All() {
		_, missing := one.Speak(e)
		count("exercise", []string{"name", "cues", "faults"}, missing)
	}
	for _, f := range tb.foods.All() {
		_, missing := one.SpeakFood(f)
		fields := []string{"name"}
		if f.Measure != "" {
			fields = append(fields, "measure")
		}
		count("food", fields, missing)
	}
	for _, d := range tb.dishes.All() {
		_, missing := one.SpeakDish(d)
		count("dish", []string{"name", "steps"}, missing)
	}
	return have, all
}

const (
	scienceFile = "../docs/science.md"
	languageRow = "| %s | %d of %d | %d of %d | %d of %d | %d of %d | %d of %d | %d of %d |"
)

// TestScienceCountsTranslations holds the table in docs/science.md to the files: a text that is missing is
// counted there, and not silently English. Run with -update after a change of the catalogue.
func TestScienceCountsTranslations(t *testing.T) {
	t.Parallel()
	tb := loadAll(t)
	page, err := os.ReadFile(scienceFile)
	if err != nil {
		t.Fatal(err)
	}
	text := string(page)
	for tongue, name := range map[string]string{"de": "German", "es": "Spanish", "hi": "Hindi"} {
		have, all := tb.coverage(tongue)
		row := fmt.Sprintf(languageRow, name, have["exercise name"], all["exercise name"], have["exercise cues"]+have["exercise faults"], all["exercise cues"]+all["exercise faults"],
			have["food name"], all["food name"], have["food measure"], all["food measure"], have["dish name"], all["dish name"], have["dish steps"], all["dish steps"])
		if *update {
			text = regexp.MustCompile(`(?m)^\| `+name+` \|.*$`).ReplaceAllLiteralString(text, row)
		}
		if !strings.Contains(text, row) {
			t.Errorf("docs/science.md does not say\n%s", row)
		}
	}
	if *update {
		if err := os.WriteFile(scienceFile, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTranslationsHaveNoOrphans wants an entry for each text.
func TestTranslationsHaveNoOrphans(t *testing.T) {
	t.Parallel()
	tb := loadAll(t)
	for _, tongue := range catalog.Tongues {
		if orphans := tb.translations.In(tongue).Orphans(tb.exercises, tb.foods, tb.dishes); len(orphans) > 0 {
			t.Errorf("%s has texts for what is not in the catalogue: %v", tongue, orphans)
		}
	}
}

// TestTranslationsAreOfTheirLanguage looks for marks that a text cannot do without or cannot have.
func TestTranslationsAreOfTheirLanguage(t *testing.T) {
	t.Parallel()
	tb := loadAll(t)
	devanagari := func(r rune) bool { return unicode.Is(unicode.Devanagari, r) }
	check := func(tongue, id, name string) {
		if hindi := strings.ContainsFunc(name, devanagari); hindi != (tongue == "hi") {
			t.Errorf("%s: %s is called %q", tongue, id, name)
		}
		if name != strings.TrimSpace(name) || strings.Contains(name, "|") {
			t.Errorf("%s: %s has the untidy name %q", tongue, id, name)
		}
	}
	for _, tongue := range []string{"de", "es", "hi"} {
		one := tb.translations.In(tongue)
		if !one.Machine {
			t.Errorf("%s was made by a machine and does not say so", tongue)
		}
		for _, e := range tb.exercises.All() {
			if e, missing := one.Speak(e); !slices.Contains(missing, "name") {
				check(tongue, e.ID, e.Name)
			}
		}
		for _, f := range tb.foods.All() {
			if f, missing := one.SpeakFood(f); !slices.Contains(missing, "name") {
				check(tongue, f.ID, f.Name)
			}
		}
		for _, d := range tb.dishes.All() {
			if d, missing := one.SpeakDish(d); !slices.Contains(missing, "name") {
				check(tongue, d.ID, d.Name)
			}
		}
	}
}

// TestEveryTermIsTranslated goes through the enumerations that the doors put into words.
func TestEveryTermIsTranslated(t *testing.T) {
	t.Parallel()
	tb := loadAll(t)
	terms := slices.Concat(spotter.Muscles[:], spotter.Patterns[:], []string{"reps", "seconds", "minutes", "beginner", "intermediate", "advanced",
		"drawing.primary", "drawing.secondary", "drawing.front", "drawing.back", "drawing.start", "drawing.end"})
	for _, e := range tb.exercises.All() {
		for _, thing := range e.Equipment {
			terms = append(terms, string(thing))
		}
	}
	for _, f := range tb.foods.All() {
		terms = append(terms, f.Aisle)
	}
	for _, d := range tb.dishes.All() {
		terms = append(terms, d.Cuisine)
		terms = append(terms, d.Meals...)
	}
	slices.Sort(terms)
	terms = slices.Compact(terms)
	for _, tongue := range catalog.Tongues {
		for _, term := range terms {
			if !tb.translations.In(tongue).HasTerm(term) {
				t.Errorf("%s has no word for %s", tongue, term)
			}
		}
	}
}

func TestTranslatedNamesFindTheirEntries(t *testing.T) {
	t.Parallel()
	tr := loadAll(t).translations
	for name, want := range map[string]string{"bankdrücken MIT langhantel": "barbell_bench_press", "Dominada": "pull_up", "पुल-अप": "pull_up", "पुश अप": "push_up", "": "", "Nichts": ""} {
		if got := tr.Exercise(name); got != want {
			t.Errorf("%q is the exercise %q, want %q", name, got, want)
		}
	}
	if tr.Food("Haferflocken") != "oats" || tr.Food("बेसन") != "chickpea_flour" || tr.Dish("Shakshuka") != "" || tr.Dish("पालक पनीर") != "palak_paneer" {
		t.Error("foods and dishes are not found by their names in other languages")
	}
}

func TestChoose(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ accept, locale, want string }{
		{"", "", "en"}, {"", "de-CH", "de"}, {"", "fr", "en"}, {"hi", "de", "hi"}, {"fr", "es_MX", "es"}, {"*", "de", "de"},
		{"en;q=0.1,de;q=0.9", "", "de"}, {"de;q=0", "es", "es"}, {"de;q=x,es;q=0.5", "", "es"}, {"de;q=2", "", "en"}, {" DE ", "", "de"},
		{strings.Repeat("x,", 5000), "", "en"},
	} {
		if got := catalog.Choose(test.accept, test.locale); got != test.want {
			t.Errorf("Choose(%q, %q) = %s, want %s", test.accept, test.locale, got, test.want)
		}
	}
}
