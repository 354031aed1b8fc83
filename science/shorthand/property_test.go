package shorthand_test

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"spotter"
	"spotter/science/shorthand"
)

// TestWhatIsWrittenIsReadBack formats sets of every exercise and reads them as the same sets.
func TestWhatIsWrittenIsReadBack(t *testing.T) {
	t.Parallel()
	all := exercises(t)
	r := shorthand.New()
	rapid.Check(t, func(t *rapid.T) {
		e := rapid.SampledFrom(all.All()).Draw(t, "exercise")
		imperial := rapid.Bool().Draw(t, "imperial")
		load := spotter.Amount{Unit: rapid.SampledFrom([]string{"kg", "lb"}).Draw(t, "unit")}
		if e.Loadable || rapid.Bool().Draw(t, "weighted") {
			load.Value = float64(rapid.IntRange(1, 1200).Draw(t, "quarters")) / 4
		}
		reps := rapid.IntRange(0, 50).Draw(t, "reps")
		if reps == 0 && load.Value == 0 && e.Loadable {
			return
		}
		var rir *int
		if rapid.Bool().Draw(t, "told") {
			n := rapid.IntRange(0, 10).Draw(t, "rir")
			rir = &n
		}
		text := written(load, reps, rir, e.Unit)
		for _, locale := range []string{"en", "de", "es", "hi"} {
			c := shorthand.Context{Locale: locale, Imperial: imperial, Current: shorthand.Known{Exercise: e}}
			got, q := r.Read(text, c)
			if q != nil {
				t.Fatalf("%q of %s in %s is asked about: %s", text, e.ID, locale, q.Text)
			}
			var read spotter.Amount
			if got.Load != nil {
				read = *got.Load
			}
			same := read.Value == load.Value && (load.Value == 0 || read.Unit == load.Unit)
			if got.Kind != shorthand.Log || !same || *got.Reps != reps || !equal(got.RIR, rir) || got.Exercise != e.ID {
				t.Fatalf("%q of %s in %s is read as %s", text, e.ID, locale, told(got, nil))
			}
		}
	})
}

func equal(a, b *int) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }

// TestEveryExerciseIsFoundByName says each name and alias of the catalogue in front of a set.
func TestEveryExerciseIsFoundByName(t *testing.T) {
	t.Parallel()
	all := exercises(t)
	r, c := shorthand.New(), scene{}.context(t, all)
	for _, e := range all.All() {
		set := map[string]string{"seconds": "45 s", "minutes": "20 min", "reps": "bodyweight x 8"}[e.Unit]
		if e.Loadable {
			set = strings.Replace("60 kg x "+set, "bodyweight x ", "", 1)
		}
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			got, q := r.Read(name+" "+set, c)
			if q != nil || got.Exercise != e.ID || got.Kind != shorthand.Log {
				t.Errorf("%q is read as %s: %v", name+" "+set, told(got, q), q)
			}
		}
	}
}

// TestEveryNumberWordIsRead counts in every language.
func TestEveryNumberWordIsRead(t *testing.T) {
	t.Parallel()
	words := map[string]map[int]string{
		"en": {0: "zero", 7: "seven", 12: "twelve", 19: "nineteen", 20: "twenty", 21: "twenty one", 85: "eighty-five", 100: "one hundred", 105: "a hundred and five", 112: "one hundred twelve", 185: "one eighty five", 107: "one oh seven", 225: "two hundred and twenty five", 250: "two fifty"},
		"de": {1: "eins", 2: "zwo", 12: "zwölf", 16: "sechzehn", 17: "siebzehn", 21: "einundzwanzig", 35: "fünfunddreißig", 36: "sechsunddreissig", 85: "fuenfundachtzig", 100: "hundert", 101: "hunderteins", 105: "einhundertfünf", 225: "zweihundertfünfundzwanzig", 112: "hundertundzwölf"},
		"es": {1: "uno", 11: "once", 16: "dieciséis", 22: "veintidós", 31: "treinta y uno", 85: "ochenta y cinco", 100: "cien", 105: "ciento cinco", 225: "doscientos veinticinco"},
		"hi": {1: "एक", 6: "छह", 29: "उनतीस", 39: "उनतालीस", 49: "उनचास", 55: "पचपन", 69: "उनहत्तर", 79: "उन्यासी", 89: "नवासी", 99: "निन्यानवे", 100: "सौ", 105: "एक सौ पाँच", 150: "एक सौ पचास"},
	}
	r := shorthand.New()
	for locale, numbers := range words {
		c := scene{locale: locale, exercise: "barbell_bench_press", ref: 120}.context(t, exercises(t))
		for n, text := range numbers {
			got, q := r.Read(text+" kg x 5, sure", c)
			if q != nil || got.Load == nil || got.Load.Value != float64(n) {
				t.Errorf("%s: %q is read as %s, want %d", locale, text, told(got, q), n)
			}
		}
	}
}

// holdRanges wants every answer inside what the API takes.
func holdRanges(t testing.TB, text string, got *shorthand.Reading, q *shorthand.Question) {
	t.Helper()
	if (got == nil) == (q == nil) {
		t.Fatalf("%q: both or none of a reading and a question", text)
	}
	if q != nil {
		if strings.TrimSpace(q.Text) == "" {
			t.Fatalf("%q: an empty question", text)
		}
		return
	}
	in := spotter.SetInput{Exercise: "x", RIR: got.RIR, Note: got.Note}
	if got.Reps != nil {
		in.Reps = *got.Reps
	} else if got.Kind == shorthand.Log {
		t.Fatalf("%q: a set without repetitions", text)
	}
	if got.Load != nil {
		switch got.Load.Unit {
		case "kg":
			in.WeightKG = &got.Load.Value
		case "lb":
			in.WeightLB = &got.Load.Value
		default:
			t.Fatalf("%q: the unit %q", text, got.Load.Unit)
		}
	}
	if problems := spotter.CheckInput(&in); problems != nil {
		t.Fatalf("%q: %v", text, problems)
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{"100x8@9", "done, 8 with 185 pounds, two in reserve", "same but 9", "no, nine", "actually 82,5", "bw+10x6", "plank 1:30", "hundertfünf kilo mal acht", "साढ़े बयासी किलो आठ बार",
		"my knee hurts", "3x8 100", "\x00\xff", "९९९९९९९९ x ९", "x x x @ @ + 8", "8 rir rir 2 rpe", "and a half point five", "sure 1000 reps with 600 kg"} {
		f.Add(text, uint8(0))
	}
	all := exercises(f)
	r := shorthand.New()
	scenes := []scene{{}, bench, {locale: "de", exercise: "plank", last: "0 kg x 45"}, {locale: "es", imperial: true, exercise: "pull_up", last: "10 lb x 8 @2"},
		{locale: "hi", exercise: "barbell_back_squat", ref: 600, last: "600 kg x 1000 @10", now: "600 kg"}, {exercise: "dumbbell_lateral_raise", ref: 1, last: "1 kg x 0"}}
	f.Fuzz(func(t *testing.T, text string, n uint8) {
		c := scenes[int(n)%len(scenes)].context(t, all)
		got, q := r.Read(text, c)
		holdRanges(t, text, got, q)
	})
}

// TestNoNumberIsLost holds every number of a random sentence against what was read: each is the load, the
// repetitions or the reserve, or the sentence ends in a question.
func TestNoNumberIsLost(t *testing.T) {
	t.Parallel()
	r := shorthand.New()
	said := scene{exercise: "barbell_bench_press", ref: 100, last: "100 kg x 8 @2", now: "100 kg"}
	contexts := []shorthand.Context{bench.context(t, exercises(t)), said.context(t, exercises(t)), scene{exercise: "pull_up"}.context(t, exercises(t))}
	words := strings.Fields("2 5 8 9 95 100 102.5 110 x @ + - / , . kg lb reps left rir rpe with at for plus bw same again no actually then failed warmup too heavy sets plates to each")
	rapid.Check(t, func(t *rapid.T) {
		spoken := rapid.SliceOfN(rapid.SampledFrom(words), 1, 8).Draw(t, "words")
		text := strings.Join(spoken, " ")
		got, q := r.Read(text, rapid.SampledFrom(contexts).Draw(t, "context"))
		if q != nil || got.Kind == shorthand.Tell {
			return
		}
		for _, w := range spoken {
			n, err := strconv.ParseFloat(w, 64)
			if err == nil && !accounts(got, n) {
				t.Fatalf("%q is read as %s, and the %s is lost", text, told(got, nil), w)
			}
		}
	})
}

func accounts(r *shorthand.Reading, n float64) bool {
	return r.Load != nil && r.Load.Value == n || r.Reps != nil && float64(*r.Reps) == n || r.RIR != nil && (float64(*r.RIR) == n || 10-float64(*r.RIR) == n)
}

// TestRandomTalkStaysInRange strings words of the lexicon together.
func TestRandomTalkStaysInRange(outer *testing.T) {
	outer.Parallel()
	all := exercises(outer)
	r := shorthand.New()
	words := strings.Fields("8 9 100 82.5 1:30 1000 nine hundred and a half x @ + - , kg lb s min reps left rir rpe with at for bw same again no actually failed warmup too heavy pain knee sure next bench press squat plank sets plates about")
	rapid.Check(outer, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 9).Draw(t, "words"), " ")
		s := rapid.SampledFrom([]scene{{}, bench, {exercise: "plank", last: "0 kg x 45"}, {imperial: true, exercise: "pull_up", last: "10 lb x 8 @2"}, {exercise: "barbell_back_squat", ref: 500, last: "599 kg x 999 @10", now: "599 kg"}}).Draw(t, "scene")
		got, q := r.Read(text, s.context(outer, all))
		holdRanges(outer, text, got, q)
	})
}

// written writes a set as the reader reads it: "100 kg x 8, 2 in reserve", "bodyweight x 12", "45 s". Unit
// is the exercise's: reps, seconds or minutes. A failed attempt is "failed with 100 kg".
func written(load spotter.Amount, reps int, rir *int, unit string) string {
	var b strings.Builder
	count := strconv.Itoa(reps) + map[string]string{"seconds": " s", "minutes": " min"}[unit]
	switch {
	case reps == 0 && load.Value > 0:
		b.WriteString("failed with " + strconv.FormatFloat(load.Value, 'f', -1, 64) + " " + load.Unit)
	case reps == 0:
		b.WriteString("failed")
	case load.Value > 0:
		b.WriteString(strconv.FormatFloat(load.Value, 'f', -1, 64) + " " + load.Unit + " x " + count)
	case unit == "reps" || unit == "":
		b.WriteString("bodyweight x " + count)
	default:
		b.WriteString(count)
	}
	if rir != nil {
		b.WriteString(", " + strconv.Itoa(*rir) + " in reserve")
	}
	return b.String()
}
