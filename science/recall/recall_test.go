package recall_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"spotter"
	"spotter/science/recall"
)

func names(text string) []string {
	var out []string
	for _, name := range []string{"peanuts", "knee", "back squat", "erdnüsse"} {
		if strings.Contains(strings.ToLower(text), name) {
			out = append(out, name)
		}
	}
	return out
}

func TestFacts(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"I squatted 82.5 kg for 3x8 on Monday.":          {"3", "8", "82.5", "monday"},
		"No peanuts, and my knee hurts since 2026-11-03": {"2026-11-03", "knee", "peanuts"},
		"Donnerstags um 17:30":                           {"17:30", "donnerstags"},
		"Hello, how are you?":                            nil,
	} {
		if diff := cmp.Diff(want, recall.Facts(text, names)); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

func TestSentences(t *testing.T) {
	t.Parallel()
	want := []string{"I weigh 82.5 kg.", "Is that ok?", "Danke!", "ठीक है।", "Bye"}
	if diff := cmp.Diff(want, recall.Sentences("I weigh 82.5 kg. Is that ok?\nDanke! ठीक है। Bye")); diff != "" {
		t.Error(diff)
	}
}

func TestKeepAppendsWhatIsMissing(t *testing.T) {
	t.Parallel()
	day := spotter.Date{Year: 2026, Month: 11, Day: 3}
	said := []recall.Said{{day, "I am allergic to peanuts. I slept 7 hours. Thanks!"}, {day, "My best is 100 kg on the back squat."}}
	got := recall.Keep("The person slept 7 hours and squats 1000 kg.", "- 2026-10-01: “My knee hurts.”\nThey like music.", said, names, nil)
	want := "The person slept 7 hours and squats 1000 kg.\n- 2026-10-01: “My knee hurts.”\n- 2026-11-03: “I am allergic to peanuts.”\n- 2026-11-03: “My best is 100 kg on the back squat.”"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if again := recall.Keep(got, want, said, names, nil); again != got {
		t.Errorf("what is held already is appended again:\n%s", again)
	}
}

// TestNoFactIsLost lets a model write anything and wants every fact in what is stored.
func TestNoFactIsLost(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"12", "12.5", "7", "kg", "peanuts", "Monday", "my", "knee", "17:30", "is", "not", "2026-11-01", "x8", "Erdnüsse"})
		text := rapid.Map(rapid.SliceOfN(word, 1, 12), func(w []string) string {
			return strings.Join(w, " ") + rapid.SampledFrom([]string{".", "!", "", "?"}).Draw(t, "end")
		})
		summary, before := text.Draw(t, "summary"), text.Draw(t, "before")
		said := []recall.Said{{spotter.Date{Year: 2026, Month: 11, Day: 3}, text.Draw(t, "first")}, {spotter.Date{Year: 2026, Month: 11, Day: 4}, text.Draw(t, "second")}}
		got := recall.Keep(summary, before, said, names, nil)
		held := recall.Facts(got, names)
		for _, source := range []string{before, said[0].Text, said[1].Text} {
			for _, fact := range recall.Facts(source, names) {
				if !slices.Contains(held, fact) {
					t.Fatalf("%q of %q is lost in %q", fact, source, got)
				}
			}
		}
	})
}

func TestKeepStaysWithinItsRoom(t *testing.T) {
	t.Parallel()
	var said []recall.Said
	allergy := recall.Said{Date: spotter.Date{Year: 2026, Month: 1, Day: 1}, Text: "I am allergic to peanuts."}
	said = append(said, allergy)
	for i := range 2000 {
		said = append(said, recall.Said{Date: spotter.Date{Year: 2026, Month: 2, Day: 1 + i%28}, Text: "I lifted " + strings.Repeat("1", 1+i%7) + " kg."})
	}
	got := recall.Keep("", "", said, names, func(s string) bool { return strings.Contains(s, "allergic") })
	if len(got) > recall.Most || !strings.Contains(got, "peanuts") {
		t.Errorf("%d bytes, the allergy in it: %v", len(got), strings.Contains(got, "peanuts"))
	}
}
