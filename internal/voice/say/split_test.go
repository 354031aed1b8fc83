package say_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spotter/internal/voice/say"
)

// pieces gives a text to a splitter in chunks of n bytes.
func pieces(speaker *say.Speaker, text string, n int) []string {
	s, out := say.NewSplitter(speaker), []string(nil)
	for chunk := range slices.Chunk([]byte(text), n) {
		out = append(out, s.Push(string(chunk))...)
	}
	if rest := s.Flush(); rest != "" {
		out = append(out, rest)
	}
	return out
}

func TestSplit(t *testing.T) {
	t.Parallel()
	tests := []struct {
		language string
		pieces   []string
	}{
		{"en", []string{"Good work on that last set, ", "now rest for 2.5 min and drink, if you like, some water. ", "Ready? ", "Go!"}},
		{"en", []string{"Take 82.5 kg, 8 reps, ", "e.g. with Dr. Smith at 5 p.m. sharp. ", "Then rest."}},
		{"en", []string{"Yes. ", "It weighs 3.5 kg. ", "Lift it."}},
		{"en", []string{"Today:\n", "1. Squat 3x5\n", "2. Row"}},
		{"en", []string{"Today you eat milk, 3.5 % fat, ", "and oats with it, then rest."}},
		{"en", []string{"See [the plan, all of it, right here](https://x.y/z). ", "Done."}},
		{"de", []string{"Am 5. November machst du z. B. den 3. Satz mit 80. ", "Dann ca. 2 Min. Pause. ", "Gut."}},
		{"es", []string{"Muy bien, p. ej. 82,5 kg. ", "¿Listo? ", "Vamos."}},
		{"hi", []string{"बहुत बढ़िया। ", "अब 82.5 kg उठाइए। ", "चलिए!"}},
	}
	for _, tt := range tests {
		speaker := say.New(tt.language, "Milk, 3.5 % fat")
		text := strings.Join(tt.pieces, "")
		for _, n := range []int{1, 2, 3, 7, 1000} {
			if diff := cmp.Diff(tt.pieces, pieces(speaker, text, n)); diff != "" {
				t.Errorf("%s, %d bytes at a time (-want +got):\n%s", tt.language, n, diff)
				break
			}
		}
	}
}

// FuzzSplit: nothing is lost, and the pieces do not depend on how the text came, nor does what is said of its figures.
func FuzzSplit(f *testing.F) {
	f.Add("Do 3 x 8 at 82.5 kg, rest 1:30 min. then, on 5. November, go on. Well, 8, 9, 10!", 3)
	f.Add("z. B. 1.250,5 kcal. Und dann 2 Min. mehr, oder 3 – 4, ja", 1)
	f.Add("Milk, 3.5 % fat, Milk, 3.5 kg. RIR 2. ½ l. a b c d, e f", 2)
	f.Fuzz(func(t *testing.T, text string, n int) {
		if len(text) > 300 {
			return
		}
		for _, language := range []string{"en", "de", "es", "hi"} {
			speaker := say.New(language, "Milk, 3.5 % fat")
			whole, parts := pieces(speaker, text, len(text)+1), pieces(speaker, text, 1+max(n, -n)&7)
			if strings.Join(whole, "") != text {
				t.Fatalf("%q became %q", text, whole)
			}
			if diff := cmp.Diff(whole, parts); diff != "" {
				t.Fatalf("%s %q: %s", language, text, diff)
			}
		}
	})
}

// TestNoFigureIsSplit wants the pieces to be spoken as the whole is.
func TestNoFigureIsSplit(t *testing.T) {
	t.Parallel()
	figures := map[string][]string{
		"en": {"82.5 kg", "3 x 8 @ 80 kg", "RIR 2", "8 – 10 reps", "1,250 kcal", "5 p.m.", "1 1/2 cups", "2026-11-25", "1:30 min", "e.g. 5 lb"},
		"de": {"82,5 kg", "am 25.11.", "5. November", "z. B. 2 Min.", "1.250,5 g", "3 × 8", "17:30 Uhr"},
		"es": {"82,5 kg", "p. ej. 2 min.", "1.250 kcal", "3.º", "17:30 h"},
		"hi": {"82.5 kg", "1,25,000", "17:30 बजे", "5वाँ"},
	}
	for language, list := range figures {
		speaker := say.New(language)
		for _, a := range list {
			for _, b := range list {
				for _, text := range []string{"One two three four " + a + ", " + b + ", and so it ends.", "Now " + a + " and " + b + ". Then more: " + a + "; five six."} {
					var said strings.Builder
					for _, p := range pieces(speaker, text, 3) {
						said.WriteString(speaker.Speak(p).Text())
					}
					if want := speaker.Speak(text).Text(); said.String() != want {
						t.Errorf("%s %q is said\n%q, in pieces\n%q", language, text, want, said.String())
					}
				}
			}
		}
	}
}
