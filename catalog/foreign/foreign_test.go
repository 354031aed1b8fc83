package foreign_test

import (
	"os"
	"strings"
	"testing"

	"spotter"
	"spotter/catalog"
	"spotter/catalog/foreign"
)

func read(t *testing.T, format, file string, o foreign.Options) ([]foreign.Entry, []foreign.Fault) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	entries, faults, err := foreign.Read(format, data, o)
	if err != nil {
		t.Fatal(err)
	}
	return entries, faults
}

func wantFaults(t *testing.T, faults []foreign.Fault, want ...string) {
	t.Helper()
	if len(faults) != len(want) {
		t.Errorf("%d faults, want %d: %v", len(faults), len(want), faults)
		return
	}
	for i, f := range faults {
		place, words, _ := strings.Cut(want[i], "|")
		if f.Place != place || !strings.Contains(f.Message, words) {
			t.Errorf("fault %d is %q, want %q", i, f, want[i])
		}
	}
}

func TestFoodsOfUSDA(t *testing.T) {
	t.Parallel()
	entries, faults := read(t, "usda-csv", "usda.csv", foreign.Options{})
	wantFaults(t, faults, "line 4|description", "line 5|kcal", "line 6|already", "line 7|fields", "line 8|many")
	if len(entries) != 2 {
		t.Fatalf("%d entries, want 2", len(entries))
	}
	cheese := entries[0]
	if cheese.ID != "usda:90001" || cheese.Food.Nutrition.FatG != 33 || cheese.Food.Aisle != "dairy_eggs" || !strings.Contains(cheese.Licence, "Public domain") {
		t.Errorf("the first food is %+v", cheese.Food)
	}
	if len(cheese.Unknown) == 0 || cheese.Food.Kind != "unknown" {
		t.Error("allergens are said to be known")
	}
	for _, broken := range []string{"", "a,b\n1,2\n", "description,food_group,kcal,protein_g,carbohydrate_g,fat_g,fibre_g\n"} {
		if _, _, err := foreign.Read("usda-csv", []byte(broken), foreign.Options{}); err == nil {
			t.Errorf("%q is read as a table of foods", broken)
		}
	}
}

func TestExercisesOfFreeExerciseDB(t *testing.T) {
	t.Parallel()
	entries, faults := read(t, "free-exercise-db", "free-exercise-db.json", foreign.Options{})
	wantFaults(t, faults, "entry 4|wings", "entry 5|No Space", "entry 6|exercise ball", "entry 7|")
	patterns := []string{"push_horizontal", "pull_vertical", "mobility"}
	for i, e := range entries {
		if e.Exercise.Pattern != patterns[i] || len(e.Exercise.Cues) != 0 || e.Licence == "" || e.Attribution == "" {
			t.Errorf("%s: %+v", e.ID, e.Exercise)
		}
		for _, p := range spotter.CheckInput(e.Exercise) {
			t.Errorf("%s: %s %s", e.ID, p.Location, p.Message)
		}
	}
	if pull := entries[1].Exercise; len(pull.Secondary) != 1 || pull.Level != spotter.Advanced {
		t.Errorf("lats and middle back are both the back, and an expert is advanced: %+v", pull)
	}
	with, _ := read(t, "free-exercise-db", "free-exercise-db.json", foreign.Options{Texts: true})
	if len(with[0].Exercise.Cues) != 2 {
		t.Error("texts were asked for and left out")
	}
}

func TestExercisesOfWger(t *testing.T) {
	t.Parallel()
	entries, faults := read(t, "wger", "wger.json", foreign.Options{Texts: true})
	wantFaults(t, faults, "entry 2|licence", "entry 3|name", "entry 4|muscle")
	if len(entries) != 1 {
		t.Fatalf("%d entries, want 1", len(entries))
	}
	e := entries[0]
	if e.ID != "wger:9001" || e.Exercise.Name != "Test fly press" || e.Attribution != "A. Tester B. Tester, wger.de" || !strings.HasPrefix(e.Licence, "CC-BY-SA 4 ") {
		t.Errorf("%+v", e)
	}
	if cues := e.Exercise.Cues; len(cues) != 2 || cues[1] != "Press & breathe." {
		t.Errorf("the description became %q", cues)
	}
	for _, broken := range []string{"", "null", "{}", "7", `{"results": 3}`} {
		if _, _, err := foreign.Read("wger", []byte(broken), foreign.Options{}); err == nil {
			t.Errorf("%q is read as exercises", broken)
		}
	}
}

// TestForeignIDsCannotShadow wants the two kinds of ids apart.
func TestForeignIDsCannotShadow(t *testing.T) {
	t.Parallel()
	exercises, err := catalog.LoadExercises()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range exercises.All() {
		if strings.Contains(e.ID, ":") {
			t.Errorf("%s could be taken for a foreign id", e.ID)
		}
	}
	if _, _, err := foreign.Read("nonsense", nil, foreign.Options{}); err == nil {
		t.Error("any format is read")
	}
}

func FuzzRead(f *testing.F) {
	for format, file := range map[string]string{"usda-csv": "usda.csv", "free-exercise-db": "free-exercise-db.json", "wger": "wger.json"} {
		data, err := os.ReadFile("testdata/" + file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(format, data)
	}
	f.Fuzz(func(t *testing.T, format string, data []byte) {
		entries, _, _ := foreign.Read(format, data, foreign.Options{Texts: true})
		for _, e := range entries {
			if (e.Exercise == nil) == (e.Food == nil) || e.Licence == "" || !strings.Contains(e.ID, ":") {
				t.Errorf("%+v", e)
			}
		}
	})
}
