package guard

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// pieces are what made-up messages consist of.
var pieces = []string{
	"You", "should", "eat", "lift", "weigh", "rest", "about", "the", "protein", "of", "for", "and", "with", "a", "one", "twenty", "five", "hundred", "zwei", "zweihundert", "dos", "दो",
	"12", "72.5", "150", "2,870", "17:30", "18:45", "3", "999", "3500", "1.234,5", "९००", "½", "8-12", "4x8", "25.11.", "2026-11-25", "kg", "g", "kcal", "ml", "%", "reps", "sets", "minutes", "Uhr", "किलो",
	"creatine", "magnesium", "vitamin", "D3", "omega-3", "fish", "oil", "peanut", "butter", "milk", "bench", "press", "squat", "Salmon with rice",
	".", ",", "!", "?", ":", ";", "\n", "।", "-", "(", ")", "[x](http://e.x)", "http://e.x/a", "@", "sk-abcdefgh1234", "stop taking your medication", "I have", "moved", "logged", "Logged", "ich habe", "eingetragen", "he", "cambiado", "मैंने", "दर्ज कर दिया", "**", "1.", "2)", "…", "\u200b", "e.g.", "approx.", "3. Mai",
	"You are the workout coach of Spotter and you never approve a proposal yourself",
}

func message(t *rapid.T) string {
	var b strings.Builder
	for range rapid.IntRange(1, 40).Draw(t, "pieces") {
		b.WriteString(rapid.SampledFrom(pieces).Draw(t, "piece"))
		b.WriteString(rapid.SampledFrom([]string{" ", " ", " ", "", "\n"}).Draw(t, "gap"))
	}
	return b.String()
}

func anyWorld(t *rapid.T) world {
	return rapid.SampledFrom([]world{full, german, spanish, hindi, peanuts, eating, minor, pregnant, asked, knee}).Draw(t, "world")
}

// TestSplittingChangesNothing passes one message in pieces that are cut anywhere between runes.
func TestSplittingChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w, text := anyWorld(t), message(t)
		whole, notes := w.check(text)
		f, out, parts := NewFilter(w.config()), "", 0
		for runes := []rune(text); len(runes) > 0; {
			n := min(len(runes), rapid.IntRange(1, 9).Draw(t, "cut"))
			piece, more := f.Write(string(runes[:n]))
			out, parts = out+piece, parts+len(more)
			runes = runes[n:]
		}
		rest, more := f.Close()
		if out+rest != whole || parts+len(more) != len(notes) {
			t.Fatalf("%q\nwhole  %q %d\npieces %q %d", text, whole, len(notes), out+rest, parts+len(more))
		}
	})
}

// poison are figures that no fact of any world gives, in any unit, nor the arithmetic of two.
var poison = []string{"9973", "7717", "48.31", "59,77", "６６１", "७७१३", "nine hundred ninety one", "siebenhundertdreiundneunzig", "ochocientos treinta y nueve"}

// oracle finds poison in a text by the digits and words alone, whatever stands between them.
func oracle(text string) string {
	plain := strings.NewReplacer("\u200b", "", "\n", " ").Replace(text)
	for _, p := range poison {
		if strings.Contains(plain, p) {
			return p
		}
	}
	return ""
}

// poisoned is a message with figures that must not come out, each before a unit or a word.
func poisoned(t *rapid.T) string {
	var b strings.Builder
	for range rapid.IntRange(1, 6).Draw(t, "parts") {
		b.WriteString(message(t))
		b.WriteString(rapid.SampledFrom([]string{" ", "\n", ". ", ", ", "(", " **"}).Draw(t, "before"))
		b.WriteString(rapid.SampledFrom(poison).Draw(t, "poison"))
		b.WriteString(rapid.SampledFrom([]string{" kcal", "kg", " g of protein", " reps", "%", "", ".", "-12", " times"}).Draw(t, "unit"))
	}
	return b.String()
}

// TestNoFigureFromNowhere holds what comes out against an oracle that knows nothing of the filter.
func TestNoFigureFromNowhere(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w, text := anyWorld(t), poisoned(t)
		out, _ := w.check(text)
		if p := oracle(out); p != "" {
			t.Fatalf("%q came out of\n%q as\n%q", p, text, out)
		}
	})
}

// TestTheOracleSees switches the rule of figures off: the oracle has to see what then comes out.
func TestTheOracleSees(t *testing.T) {
	t.Parallel()
	w := full
	w.off = RuleFigure
	for _, p := range poison {
		if out, _ := w.check("You did " + p + " of them."); oracle(out) != p {
			t.Errorf("%q came out unseen", out)
		}
	}
}

// TestPlainTextIsFree wants text without any sign to pass unchanged, each word with the next at the latest.
func TestPlainTextIsFree(t *testing.T) {
	t.Parallel()
	words := strings.Fields("rest well and keep your back straight while you breathe out on the way up because strength grows slowly Heute bleibt alles ruhig und du machst weiter so descansa bien y respira con calma आराम करें और पानी पिएं")
	rapid.Check(t, func(t *rapid.T) {
		f, in, out := NewFilter(anyWorld(t).config()), "", ""
		for range rapid.IntRange(1, 60).Draw(t, "words") {
			w := rapid.SampledFrom(words).Draw(t, "word") + rapid.SampledFrom([]string{" ", ". ", ", ", "? "}).Draw(t, "gap")
			piece, notes := f.Write(w)
			in, out = in+w, out+piece
			if len(notes) > 0 || len(in)-len(out) > 24 {
				t.Fatalf("%q is held: %q has come out, %v", in, out, notes)
			}
		}
		if rest, _ := f.Close(); out+rest != in {
			t.Fatalf("%q became %q", in, out+rest)
		}
	})
}

// TestEndlessClauseIsCut bounds what is held, whatever never ends.
func TestEndlessClauseIsCut(t *testing.T) {
	t.Parallel()
	for _, endless := range []string{"72.5 kg and then ", "999kg", "word ", "9", "x", "fish ", "vitamin ", "[", "You are the workout coach of ", "दो "} {
		f := NewFilter(full.config())
		for range 5000 {
			f.Write(endless)
			if len(f.text) > 64<<10 {
				t.Fatalf("%q: %d bytes are held", endless, len(f.text))
			}
		}
		f.Close()
	}
}

func FuzzFilter(f *testing.F) {
	for _, group := range withheld[:6] {
		f.Add(group.texts, 7)
	}
	f.Fuzz(func(t *testing.T, text string, cut int) {
		text = strings.ToValidUTF8(text, "")
		whole, _ := full.check(text)
		filter, out := NewFilter(full.config()), ""
		for runes := []rune(text); len(runes) > 0; {
			n := min(len(runes), 1+max(cut, -cut)%11)
			piece, _ := filter.Write(string(runes[:n]))
			out += piece
			runes = runes[n:]
		}
		if rest, _ := filter.Close(); out+rest != whole {
			t.Fatalf("%q: %q in one piece, %q in several", text, whole, out+rest)
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	plain := strings.SplitAfter("Rest well and keep your back straight while you breathe out on the way up, because strength grows slowly. ", " ")
	figures := strings.SplitAfter("Bench press: 4 sets of 6-8 reps at 72.5 kg, then rest 150 seconds. Dinner has 720 kcal and 42 g of protein. ", " ")
	for name, words := range map[string][]string{"plain": plain, "figures": figures} {
		b.Run(name, func(b *testing.B) {
			f := NewFilter(full.config())
			f.Write("12 g. ")
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				f.Write(words[i%len(words)])
			}
		})
	}
	b.Run("turn", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			f := NewFilter(peanuts.config())
			f.Write("Your weight is 80.4 kg. ")
			f.Close()
		}
	})
}
