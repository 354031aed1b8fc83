package lang

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"spotter"
)

// keysInCode are the constants of type Key, by their values.
func keysInCode(t *testing.T) map[Key]string {
	t.Helper()
	out := map[Key]string{}
	names, err := filepath.Glob("keys_*.go")
	if err != nil || len(names) == 0 {
		t.Fatal("no keys", err)
	}
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok {
				if lit, ok := spec.Values[0].(*ast.BasicLit); ok {
					value, _ := strconv.Unquote(lit.Value)
					out[Key(value)] = spec.Names[0].Name
				}
			}
			return true
		})
	}
	return out
}

// Every key has words in every language, with the same arguments and forms for the same numbers, and there are no words
// that no key means.
func TestEveryLanguageSaysEverything(t *testing.T) {
	t.Parallel()
	all, keys := load(), keysInCode(t)
	for _, language := range Languages {
		for key := range keys {
			if _, ok := all[language][key]; !ok {
				t.Errorf("%s has no words for %s", language, key)
			}
		}
		for key, w := range all[language] {
			if _, ok := keys[key]; !ok && !strings.HasPrefix(string(key), "term.") {
				t.Errorf("%s has words for %s, which no code says", language, key)
			}
			english, ok := all["en"][key]
			if !ok {
				t.Errorf("%s is in %s alone", key, language)
				continue
			}
			if !slices.Equal(w.arguments(), english.arguments()) {
				t.Errorf("%s takes %v in %s and %v in English", key, w.arguments(), language, english.arguments())
			}
			if !slices.Equal(w.counted(), english.counted()) {
				t.Errorf("%s has forms for %v in %s and for %v in English", key, w.counted(), language, english.counted())
			}
		}
		if len(all[language]) != len(all["en"]) {
			t.Errorf("%s has %d sentences, English %d", language, len(all[language]), len(all["en"]))
		}
	}
}

// counted are the arguments that words have forms for.
func (w words) counted() []int {
	var out []int
	for _, p := range w {
		if len(p.forms) > 0 && !slices.Contains(out, p.arg) {
			out = append(out, p.arg)
		}
	}
	slices.Sort(out)
	return out
}

func TestSpeaking(t *testing.T) {
	t.Parallel()
	m := Say(TrainingSplit, Term("full body"), Terms([]spotter.Weekday{"monday", "friday"}), Number(1), Part(Say(TrainingSplitOnce)))
	for language, want := range map[string]string{
		"en": "Full body on Monday and Friday fits 1 day: one session a week has to train everything; a second one would help most.",
		"de": "Ganzkörper am Montag und Freitag passt zu 1 Tag: eine Einheit die Woche muss alles trainieren; eine zweite würde am meisten helfen.",
		"es": "Cuerpo completo, lunes y viernes, encaja con 1 día: una sesión por semana tiene que entrenarlo todo; una segunda sería lo que más ayudaría.",
		"hi": "सोमवार और शुक्रवार को पूरा शरीर, 1 दिन के लिए ठीक बैठता है: हफ़्ते के एक सत्र में सब कुछ करना है; दूसरा सत्र सबसे ज़्यादा मदद करेगा।",
	} {
		if got := For(language, nil).Say(m); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", language, got, want)
		}
	}
	if got := For("de", nil).Say(Say(TrainingLineLoad, Text("Bank"), Number(62.5))); got != "Bank mit 62,5 kg" {
		t.Errorf("a number in German: %s", got)
	}
	if got := For("de", nil).Say(Sentences(Say(TrainingLimitSupine), nil, Say(TrainingLimitMinor))); got != "Nichts wird in Rückenlage gemacht. Unter 18 keine maximalen Lasten." {
		t.Error(got)
	}
	if got := For("es", nil).Say(Say(TrainingChanges, List(Text("pan"), Text("higos"), Text("hierro")))); got != "Como pediste: pan, higos y hierro." {
		t.Error(got)
	}
	if got := For("es", nil).Say(Say(TrainingChanges, List(Text("pan"), Text("higos")))); got != "Como pediste: pan e higos." {
		t.Error(got)
	}
	if got := For("xx", nil).Language(); got != "en" {
		t.Errorf("an unknown language is %s", got)
	}
}

// Sentences are found in values, and in JSON, wherever they stand; what has none is not touched.
func TestFilling(t *testing.T) {
	t.Parallel()
	type answer struct {
		Plan  spotter.TrainingPlan
		After json.RawMessage
		Other []spotter.Reason
	}
	reason := Reason("limits", nil, Say(TrainingLimitSupine))
	raw, err := json.Marshal(map[string]any{"kcal": 1.50, "reasons": []spotter.Reason{reason}})
	if err != nil {
		t.Fatal(err)
	}
	a := answer{spotter.TrainingPlan{Reasons: []spotter.Reason{reason}}, raw, []spotter.Reason{{Text: "As it is."}}}
	For("en", nil).Fill(&a)
	if a.Plan.Reasons[0].Text != "Nothing is done lying on the back." {
		t.Error(a.Plan.Reasons[0].Text)
	}
	For("es", nil).Fill(&a)
	if a.Plan.Reasons[0].Text != "No se hace nada tumbado boca arriba." || !strings.Contains(string(a.After), `"text":"No se hace nada`) || a.Other[0].Text != "As it is." {
		t.Errorf("%+v %s", a, a.After)
	}
	if !strings.Contains(string(a.After), `"kcal":1.5`) {
		t.Errorf("figures have changed: %s", a.After)
	}
}

// Faults in the files are found.
func TestFaultsInFiles(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"training.a no colon", "other.a: A foreign area.", "training.a: {x}", "training.a: {0}", "training.a: {1|one}", "training.a: {1", "training.a: A.\ntraining.a: B."} {
		if _, err := read(fstest.MapFS{"text/de/training.txt": {Data: []byte(text)}}); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
}
