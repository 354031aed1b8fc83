package logbook_test

import (
	"testing"

	"spotter/catalog"
	"spotter/science/logbook"
)

func matcher(t testing.TB) *logbook.Matcher {
	t.Helper()
	table, err := catalog.LoadExercises()
	if err != nil {
		t.Fatal(err)
	}
	return logbook.NewMatcher(table.All(), map[string][]string{"barbell_bench_press": {"Bankdrücken"}, "barbell_back_squat": {"Kniebeuge"}, "front_squat": {"Kniebeuge"}})
}

func TestMatchIsCertain(t *testing.T) {
	t.Parallel()
	m := matcher(t)
	for name, want := range map[string]string{
		"Bench Press (Barbell)": "barbell_bench_press", "bench press": "barbell_bench_press", "Squat (Barbell)": "barbell_back_squat",
		"Bicep Curl (Dumbbell)": "dumbbell_curl", "Plank": "plank", "Push Up": "push_up", "Pull Up (Bodyweight)": "pull_up", "Bankdrücken": "barbell_bench_press",
		"Romanian Deadlift (Barbell)": "romanian_deadlift", "Leg Press (Machine)": "leg_press",
		// What is not certain is nothing.
		"Bench Press (Smith Machine)": "", "Kniebeuge": "", "Wall thing": "", "": "", "()": "",
	} {
		if got, ok := m.Match(name); got.ID != want || ok != (want != "") {
			t.Errorf("%q: %q, want %q", name, got.ID, want)
		}
	}
}

func TestSuggestionsAreAlike(t *testing.T) {
	t.Parallel()
	m := matcher(t)
	for name, want := range map[string]string{
		"Benchpress (Barbell)": "barbell_bench_press", "Barbel Bench Pres": "barbell_bench_press", "Lat Pull Down (Cable)": "lat_pulldown",
		"Romanian dead lift": "romanian_deadlift", "Bankdruecken Bankdrücken": "barbell_bench_press",
	} {
		got := m.Suggest(name, 3)
		if len(got) == 0 || got[0].Exercise != want || got[0].Score <= 0 || got[0].Score > 1 || len(got) > 3 {
			t.Errorf("%q: %+v, want %s first", name, got, want)
		}
	}
	if got := m.Suggest("qqqq xxxx", 3); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func BenchmarkSuggest(b *testing.B) {
	m := matcher(b)
	for b.Loop() {
		m.Suggest("Incline Bench Press (Smith Machine)", 3)
	}
}
