package safety_test

import (
	"slices"
	"strings"
	"testing"

	"spotter"
	"spotter/science/safety"
)

func TestRedFlags(t *testing.T) {
	t.Parallel()
	r := safety.NewRecogniser()
	count := map[bool]int{}
	for _, table := range []map[spotter.RedFlag]string{sentences, unseen} {
		for kind, list := range table {
			for sentence := range strings.SplitSeq(strings.TrimSpace(list), "\n") {
				count[kind == ""]++
				if got := r.RedFlags(sentence); kind == "" && len(got) > 0 || kind != "" && !slices.Contains(got, kind) {
					t.Errorf("%q is taken for %v, want %q", sentence, got, kind)
				}
			}
		}
	}
	if count[true] < 100 || count[false] < 100 {
		t.Errorf("%d harmless and %d serious sentences: want 100 or more of each", count[true], count[false])
	}
	t.Logf("%d harmless, %d serious", count[true], count[false])
}

// TestRedFlagsStandOut puts a serious sentence beside harmless ones: it is found, and they change nothing.
func TestRedFlagsStandOut(t *testing.T) {
	t.Parallel()
	r := safety.NewRecogniser()
	for _, around := range []string{"Done, 8 with 185 pounds. %s. Same again", "No sleep.\n%s\nwhat now?", "%s!!", "…%s…"} {
		for kind, list := range sentences {
			for sentence := range strings.SplitSeq(strings.TrimSpace(list), "\n") {
				if got := r.RedFlags(strings.ReplaceAll(around, "%s", sentence)); (kind != "") != slices.Contains(got, kind) && kind != "" || kind == "" && len(got) > 0 {
					t.Errorf("%q in %q is taken for %v", sentence, around, got)
				}
			}
		}
	}
}

// TestSlipsAreForgiven leaves a letter out, doubles one and swaps two, in the middle of long words.
func TestSlipsAreForgiven(t *testing.T) {
	t.Parallel()
	r := safety.NewRecogniser()
	for right, kind := range map[string]spotter.RedFlag{
		"suicide": spotter.RedFlagSelfHarm, "suicidal": spotter.RedFlagSelfHarm, "fainted": spotter.RedFlagFainting, "unconscious": spotter.RedFlagFainting,
		"brustschmerzen": spotter.RedFlagChestPain, "selbstmord": spotter.RedFlagSelfHarm, "bewusstlos": spotter.RedFlagFainting,
		"preeclampsia": spotter.RedFlagPregnancy, "purging": spotter.RedFlagDisordered, "aatmahatya": spotter.RedFlagSelfHarm,
	} {
		for i := 1; i < len(right)-2; i++ {
			for _, slip := range []string{right[:i] + right[i+1:], right[:i] + right[i:i+1] + right[i:], right[:i] + right[i+1:i+2] + right[i:i+1] + right[i+2:]} {
				if got := r.RedFlags("i thought of " + slip); !slices.Contains(got, kind) {
					t.Errorf("%q for %q is taken for %v", slip, right, got)
				}
			}
		}
	}
}

// TestSafeAnswers wants each kind answered in each language, and no number that is not the region's own.
func TestSafeAnswers(t *testing.T) {
	t.Parallel()
	for locale, want := range map[string][2]string{
		"en-US": {"en", "911"}, "en-GB": {"en", "999"}, "en-AU": {"en", "000"}, "en-NZ": {"en", "111"}, "en": {"en", ""}, "de-DE": {"de", "112"}, "de-AT": {"de", "112"},
		"de": {"de", ""}, "es-ES": {"es", "112"}, "es-MX": {"es", "911"}, "hi-IN": {"hi", "112"}, "en-IN": {"en", "112"}, "fr-FR": {"es", "112"}, "zh-Hans-CN": {"es", ""},
		"": {"es", ""}, "en-ZZ": {"en", ""}, "DE-de": {"de", "112"}, "en-u-hc-h12": {"en", ""}, "sr-Latn-RS": {"es", ""},
	} {
		seen := map[string]bool{}
		for _, kind := range spotter.RedFlags {
			a := safety.Answer(kind, locale, "es")
			if a.Kind != kind || a.Language != want[0] || a.Emergency != want[1] {
				t.Errorf("%s in %q: %+v, want %v", kind, locale, a, want)
			}
			if (a.Emergency != "") != strings.Contains(a.Text, want[1]+")") && want[1] != "" || len(a.Text) < 120 || seen[a.Text] || strings.Contains(a.Text, "%") {
				t.Errorf("%s in %q says %q", kind, locale, a.Text)
			}
			if want[1] == "" && strings.ContainsAny(a.Text, "0123456789") {
				t.Errorf("%s in %q names a number that need not be right: %q", kind, locale, a.Text)
			}
			seen[a.Text] = true
		}
	}
}

func FuzzRedFlags(f *testing.F) {
	for _, list := range sentences {
		for sentence := range strings.SplitSeq(strings.TrimSpace(list), "\n") {
			f.Add(sentence)
		}
	}
	r := safety.NewRecogniser()
	f.Fuzz(func(t *testing.T, text string) {
		flags := r.RedFlags(text)
		for i, flag := range flags {
			if !slices.Contains(spotter.RedFlags[:], flag) || slices.Contains(flags[:i], flag) {
				t.Errorf("%q: %v", text, flags)
			}
		}
		if again := r.RedFlags(strings.ToUpper(strings.ToLower(text))); isPlain(text) && !slices.Equal(flags, again) {
			t.Errorf("%q: %v, in capitals %v", text, flags, again)
		}
		if flags := r.RedFlags("I want to kill myself.\n" + text); len(text) < 10_000 && !slices.Contains(flags, spotter.RedFlagSelfHarm) {
			t.Errorf("%q hides what stands before it", text)
		}
	})
}

func isPlain(s string) bool { return strings.IndexFunc(s, func(c rune) bool { return c >= 0x80 }) < 0 }

func BenchmarkRedFlags(b *testing.B) {
	r := safety.NewRecogniser()
	const text = "Done, that was hard today: 8 with 185 pounds and two in reserve, my legs are dead but my chest is only sore from bench press yesterday."
	for b.Loop() {
		if len(r.RedFlags(text)) > 0 {
			b.Fatal("raised")
		}
	}
}
