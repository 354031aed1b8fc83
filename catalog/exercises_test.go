package catalog

import (
	"math"
	"regexp"
	"slices"
	"testing"

	"spotter"
)

func load(t *testing.T) *Exercises {
	t.Helper()
	table, err := LoadExercises()
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestExercisesAreWellFormed(t *testing.T) {
	t.Parallel()
	snake := regexp.MustCompile(`^[a-z0-9]+(_[a-z0-9]+)*$`)
	all := load(t).All()
	if len(all) < 150 {
		t.Errorf("%d exercises, want 150 or more", len(all))
	}
	for _, e := range all {
		if !snake.MatchString(e.ID) {
			t.Errorf("%s: id is not snake_case", e.ID)
		}
		for _, p := range spotter.CheckInput(&e) {
			t.Errorf("%s: %s %s", e.ID, p.Location, p.Message)
		}
		checkWords(t, e)
		checkMuscles(t, e)
		checkKit(t, e)
	}
}

func checkWords(t *testing.T, e spotter.Exercise) {
	t.Helper()
	if n := len(e.Cues); n < 2 || n > 4 {
		t.Errorf("%s: %d cues, want 2 to 4", e.ID, n)
	}
	if n := len(e.Faults); n < 1 || n > 3 {
		t.Errorf("%s: %d faults, want 1 to 3", e.ID, n)
	}
	for _, s := range slices.Concat(e.Cues, e.Faults) {
		if s[len(s)-1] != '.' || s[0] < 'A' || s[0] > 'Z' {
			t.Errorf("%s: %q is no sentence", e.ID, s)
		}
	}
}

func checkMuscles(t *testing.T, e spotter.Exercise) {
	t.Helper()
	seen := map[string]bool{}
	for _, m := range slices.Concat(e.Primary, e.Secondary) {
		if !slices.Contains(spotter.Muscles[:], m) || seen[m] {
			t.Errorf("%s: muscle %q is unknown or named twice", e.ID, m)
		}
		seen[m] = true
	}
	if len(e.Primary) == 0 {
		t.Errorf("%s: no primary muscle", e.ID)
	}
	if math.IsNaN(e.MET) || e.MET < 1 || e.MET > 12 {
		t.Errorf("%s: MET %v is not between 1 and 12", e.ID, e.MET)
	}
}

func checkKit(t *testing.T, e spotter.Exercise) {
	t.Helper()
	for _, r := range e.Loads {
		if !slices.Contains(spotter.Regions[:], r) {
			t.Errorf("%s: region %q is unknown", e.ID, r)
		}
	}
	if !slices.Contains([]spotter.Level{spotter.Beginner, spotter.Intermediate, spotter.Advanced}, e.Level) {
		t.Errorf("%s: level %q is unknown", e.ID, e.Level)
	}
	if (e.Pattern == "cardio") != (e.Unit == "minutes") && e.Pattern != "mobility" {
		t.Errorf("%s: cardio is counted in minutes and nothing else but rest is", e.ID)
	}
	if e.Loadable && len(e.Equipment) == 0 {
		t.Errorf("%s: body weight alone carries no load in kg", e.ID)
	}
}

// TestEveryKitCoversEveryPattern holds for a beginner, who is offered least.
func TestEveryKitCoversEveryPattern(t *testing.T) {
	t.Parallel()
	kits := map[string][]spotter.Equipment{
		"body weight": {}, "bands": {"bands"}, "dumbbell": {"dumbbell"}, "kettlebell": {"kettlebell"},
		"rings": {"rings"}, "cardio machine": {"cardio_machine"}, "medicine ball": {"medicine_ball"},
		"bench and barbell": {"bench", "barbell"}, "machines": {"machine", "cable"},
		"gym": {"bench", "barbell", "dumbbell", "kettlebell", "cable", "machine", "pull_up_bar", "bands", "rings", "box", "medicine_ball", "cardio_machine"},
	}
	all := load(t).All()
	for name, kit := range kits {
		for _, pattern := range spotter.Patterns {
			if !slices.ContainsFunc(all, func(e spotter.Exercise) bool {
				return e.Pattern == pattern && e.Level == spotter.Beginner && within(e.Equipment, kit)
			}) {
				t.Errorf("%s: no beginner's exercise for %s", name, pattern)
			}
		}
	}
}

// TestEveryEquipmentServes wants each thing that a person can own to have its own use.
func TestEveryEquipmentServes(t *testing.T) {
	t.Parallel()
	own := map[string]map[spotter.Equipment]bool{}
	for _, e := range load(t).All() {
		for _, thing := range e.Equipment {
			if own[e.Pattern] == nil {
				own[e.Pattern] = map[spotter.Equipment]bool{}
			}
			own[e.Pattern][thing] = true
		}
	}
	patterns := []string{"squat", "hinge", "lunge", "push_horizontal", "push_vertical", "pull_horizontal", "pull_vertical", "isolation", "carry"}
	for _, thing := range []spotter.Equipment{"dumbbell", "kettlebell", "bands"} {
		for _, p := range patterns {
			if !own[p][thing] {
				t.Errorf("%s has no exercise of its own for %s", thing, p)
			}
		}
	}
}

// TestSomethingLoadsNoRegion keeps a day possible for a person with an injury in every region.
func TestSomethingLoadsNoRegion(t *testing.T) {
	t.Parallel()
	n := 0
	for _, e := range load(t).All() {
		if len(e.Loads) == 0 && len(e.Equipment) == 0 && !e.Supine && e.Level == spotter.Beginner {
			n++
		}
	}
	if n < 3 {
		t.Errorf("%d exercises load no region, want 3 or more", n)
	}
}

func TestMatch(t *testing.T) {
	t.Parallel()
	table := load(t)
	for name, want := range map[string]string{
		"Bench Press": "barbell_bench_press", "bench presses": "barbell_bench_press", "barbell_bench_press": "barbell_bench_press",
		"PULL-UPS": "pull_up", "pullups": "pull_up", "press ups": "push_up", "Squats": "barbell_back_squat",
		"farmer’s walk": "farmer_carry", "bicep curls": "barbell_curl", "RDL": "romanian_deadlift", "crunches": "crunch",
	} {
		if e, ok := table.Match(name); !ok || e.ID != want {
			t.Errorf("Match(%q) = %q, %v, want %q", name, e.ID, ok, want)
		}
	}
	for _, name := range []string{"", "  ", "underwater basket weaving", "s"} {
		if e, ok := table.Match(name); ok {
			t.Errorf("Match(%q) = %q, want nothing", name, e.ID)
		}
	}
	if _, ok := table.Find("Pull-up"); ok {
		t.Error("Find takes ids only")
	}
}

func TestIndexRefusesBrokenTables(t *testing.T) {
	t.Parallel()
	for name, all := range map[string][]spotter.Exercise{
		"id twice":    {{ID: "a", Name: "A"}, {ID: "a", Name: "B"}},
		"name taken":  {{ID: "a", Name: "A"}, {ID: "b", Name: "B", Aliases: []string{"a"}}},
		"no name":     {{ID: "a", Name: " "}},
		"link astray": {{ID: "a", Name: "A", Harder: []string{"c"}}},
		"self link":   {{ID: "a", Name: "A", Easier: []string{"a"}}},
	} {
		if _, err := indexExercises(all); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func within(need, kit []spotter.Equipment) bool {
	for _, thing := range need {
		if !slices.Contains(kit, thing) {
			return false
		}
	}
	return true
}
