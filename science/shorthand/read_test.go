package shorthand_test

import (
	"fmt"
	"strings"
	"testing"

	"spotter"
	"spotter/catalog"
	"spotter/science/shorthand"
)

// scene is a moment in a workout in which sentences are said.
type scene struct {
	locale   string
	imperial bool
	exercise string  // the current one
	ref      float64 // last load in kg
	now      string  // the load that goes without saying: "80 kg"
	last     string  // the last set: "80 kg x 8 @2"
}

func exercises(t testing.TB) *catalog.Exercises {
	t.Helper()
	all, err := catalog.LoadExercises()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (s scene) context(t testing.TB, all *catalog.Exercises) shorthand.Context {
	t.Helper()
	known := func(e spotter.Exercise) shorthand.Known {
		k := shorthand.Known{Exercise: e}
		if e.ID == s.exercise {
			k.ReferenceKG = s.ref
			if s.now != "" {
				k.Now = new(spotter.Amount)
				if _, err := fmt.Sscan(s.now, &k.Now.Value, &k.Now.Unit); err != nil {
					t.Fatal(err)
				}
			}
		}
		return k
	}
	c := shorthand.Context{Locale: s.locale, Imperial: s.imperial, Find: func(name string) (shorthand.Known, bool) {
		e, ok := all.Match(name)
		return known(e), ok
	}}
	if s.exercise != "" {
		e, ok := all.Find(s.exercise)
		if !ok {
			t.Fatal(s.exercise)
		}
		c.Current = known(e)
	}
	if s.last != "" {
		c.Last, c.LastOf = s.lastSet(t), c.Current
	}
	return c
}

func (s scene) lastSet(t testing.TB) *spotter.Set {
	t.Helper()
	set := &spotter.Set{Exercise: s.exercise}
	var rir int
	n, err := fmt.Sscanf(s.last, "%g %s x %d @%d", &set.Entered.Value, &set.Entered.Unit, &set.Reps, &rir)
	if n < 3 {
		t.Fatal(s.last, err)
	}
	if n == 4 {
		set.RIR = &rir
	}
	set.WeightKG = set.Entered.Value
	if set.Entered.Unit == "lb" {
		set.WeightKG *= spotter.KilogramsPerPound
	}
	return set
}

// told writes a reading down for comparison: "log barbell_bench_press 100 kg x 8 rir 1".
func told(r *shorthand.Reading, q *shorthand.Question) string {
	if q != nil {
		return "?"
	}
	parts := []string{map[shorthand.Kind]string{shorthand.Log: "log", shorthand.Correct: "correct", shorthand.Tell: "tell", shorthand.Ask: "next"}[r.Kind]}
	if r.Exercise != "" {
		parts = append(parts, r.Exercise)
	}
	if r.Load != nil {
		parts = append(parts, fmt.Sprintf("%g %s", r.Load.Value, r.Load.Unit))
	}
	if r.Reps != nil {
		parts = append(parts, fmt.Sprintf("x %d", *r.Reps))
	}
	if r.RIR != nil {
		parts = append(parts, fmt.Sprintf("rir %d", *r.RIR))
	}
	if r.Warmup {
		parts = append(parts, "warmup")
	}
	if r.Remark != "" {
		parts = append(parts, string(r.Remark))
	}
	if r.Region != "" {
		parts = append(parts, string(r.Region))
	}
	if r.Note != "" {
		parts = append(parts, "note "+r.Note)
	}
	return strings.Join(parts, " ")
}

// sentences are said in a scene, each with what it must be read as; "?" is a question.
type sentences map[string]string

func hold(t *testing.T, s scene, table sentences) {
	t.Helper()
	c := s.context(t, exercises(t))
	r := shorthand.New()
	for text, want := range table {
		reading, question := r.Read(text, c)
		got := told(reading, question)
		if s.exercise != "" {
			got = strings.ReplaceAll(got, "log "+s.exercise, "log")
		}
		if got != want {
			t.Errorf("%q in %+v:\n got  %s\n want %s", text, s, got, want)
			if question != nil {
				t.Logf("asked %q", question.Text)
			}
		}
		if question != nil && len(question.Text) < 15 {
			t.Errorf("%q: the question %q says too little", text, question.Text)
		}
	}
}

var bench = scene{exercise: "barbell_bench_press", ref: 90}

func TestSetsAreRead(t *testing.T) {
	t.Parallel()
	hold(t, bench, sentences{
		"100x8@9": "log 100 kg x 8 rir 1", "100x8": "log 100 kg x 8", "100 x 8": "log 100 kg x 8", "100×8 @ 9": "log 100 kg x 8 rir 1", "100*8": "log 100 kg x 8",
		"100 kg x 8 rpe 8.5": "log 100 kg x 8 rir 1", "100kg x 8 RPE 8": "log 100 kg x 8 rir 2", "100 kg x 8, RPE: 7": "log 100 kg x 8 rir 3",
		"8 @ 100": "log 100 kg x 8", "8 at 100": "log 100 kg x 8", "8 at 100 kg": "log 100 kg x 8", "100 for 8": "log 100 kg x 8",
		"100 for 8, two left": "log 100 kg x 8 rir 2", "done, 8 with 185 pounds, two in reserve": "log 185 lb x 8 rir 2",
		"Done: 8 reps with 100 kg.": "log 100 kg x 8", "8 reps 100kg": "log 100 kg x 8", "100kg 8": "log 100 kg x 8", "100 8": "log 100 kg x 8",
		"eight reps with a hundred and five kilos, one left":          "log 105 kg x 8 rir 1",
		"okay so I did eight with one oh five kilos and had two left": "log 105 kg x 8 rir 2",
		"one eighty five pounds for eight":                            "log 185 lb x 8",
		"one fifteen pounds for ten":                                  "log 115 lb x 10",
		"I hit 102.5 for 6, 1 rir":                                    "log 102.5 kg x 6 rir 1",
		"82,5 x 8":                                                    "log 82.5 kg x 8",
		"82,5x8@8,5":                                                  "log 82.5 kg x 8 rir 1",
		"82.5 kg x 8 @9":                                              "log 82.5 kg x 8 rir 1",
		"eighty two and a half for eight":                             "log 82.5 kg x 8",
		"eighty-two point five kilos for eight reps, none left":       "log 82.5 kg x 8 rir 0",
		"a hundred kilos, 5 reps to failure":                          "log 100 kg x 5 rir 0",
		"8 with 100, rir 2":                                           "log 100 kg x 8 rir 2",
		"100x8 rir 2":                                                 "log 100 kg x 8 rir 2",
		"100x8 2 rir":                                                 "log 100 kg x 8 rir 2",
		"100x8, 3 reps in reserve":                                    "log 100 kg x 8 rir 3",
		"100x8, felt good":                                            "log 100 kg x 8 note felt good",
		"100x8 💪":                                                     "log 100 kg x 8",
		"8 times with 100":                                            "log 100 kg x 8",
		"100 kg times 8":                                              "log 100 kg x 8",
		"100 kg by 8":                                                 "log 100 kg x 8",
		"one set of 8 with 100 kg":                                    "log 100 kg x 8",
		"bench press 100x8":                                           "log 100 kg x 8",
		"squat 100 kg x 5":                                            "log barbell_back_squat 100 kg x 5",
		"squats, 5 with 120 kg, 2 left":                               "log barbell_back_squat 120 kg x 5 rir 2",
		"warm-up 60x8":                                                "log 60 kg x 8 warmup",
		"60 kg x 5 warmup set":                                        "log 60 kg x 5 warmup",
		"failed with 110 kg":                                          "log 110 kg x 0",
		"failed at 110":                                               "log 110 kg x 0",
		"missed 110":                                                  "log 110 kg x 0",
		"100x8 too heavy":                                             "log 100 kg x 8 too_heavy",
		"100x8 but my left shoulder hurts":                            "log 100 kg x 8 pain shoulder",
		"100x8, no pain":                                              "log 100 kg x 8 note no pain",
		"300 kg x 5, sure":                                            "log 300 kg x 5",
		"225 lbs x 5 @ 8":                                             "log 225 lb x 5 rir 2",
		"5 reps at RPE 9 with 100":                                    "log 100 kg x 5 rir 1",
		"only 6 with 100":                                             "log 100 kg x 6",
		"100 KG X 8":                                                  "log 100 kg x 8",
		"100 kg ۔":                                                    "?",
		"no. 100x8":                                                   "?", // a correction with nothing to correct
		"it was 8 with 100 kg":                                        "log 100 kg x 8",
		"100 for 8 @8":                                                "log 100 kg x 8 rir 2",
		"100 for 8 at 8.5":                                            "log 100 kg x 8 rir 1",
		"100kgx8@8":                                                   "log 100 kg x 8 rir 2", "100lbsx8": "log 100 lb x 8", "w/ 100 for 8": "log 100 kg x 8", "82½ x 8": "log 82.5 kg x 8", "82 ½ kg x 8": "log 82.5 kg x 8",
		"8 reps at 100 kilos with 2 reps left in the tank": "log 100 kg x 8 rir 2", "8@100@8": "log 100 kg x 8 rir 2", "0 kg x 8": "?", "plus 5": "?", "failed on 9": "?", "8 and failed": "?",
		"x8 with 100":                    "log 100 kg x 8",
		"100 kg. 8 reps. 2 in the tank!": "log 100 kg x 8 rir 2",
	})
}

func TestSetsWithoutALoadAreRead(t *testing.T) {
	t.Parallel()
	hold(t, scene{exercise: "pull_up"}, sentences{
		"bodyweight 12": "log 0 kg x 12", "bw 12": "log 0 kg x 12", "bw x 12": "log 0 kg x 12", "bw+10x6": "log 10 kg x 6", "bw + 10 kg x 6 @8": "log 10 kg x 6 rir 2",
		"body weight plus 10 for 6": "log 10 kg x 6", "12": "log x 12", "twelve": "log x 12", "12 reps": "log x 12", "12@8": "log x 12 rir 2", "12, two left": "log x 12 rir 2",
		"done 12": "log x 12", "failed": "log x 0", "pull-ups 10": "log x 10", "10 kg x 6": "log 10 kg x 6", "6 with 10 kg": "log 10 kg x 6",
		"3x8": "?", "3 sets of 8": "?", "bw-20x8": "?", "12 45": "?", "8-10": "?", "done": "?", "12 @ 3": "?", "500 reps": "?", "45 s": "?", "8 each side": "?",
	})
	hold(t, scene{exercise: "plank"}, sentences{
		"plank 45 s": "log x 45", "45 s": "log x 45", "45": "log x 45", "45 seconds": "log x 45", "forty five seconds": "log x 45", "1 min": "log x 60", "1:30": "log x 90",
		"one minute thirty seconds": "log x 90", "for 45 seconds, none left": "log x 45 rir 0", "held 50 s": "log x 50", "10 kg x 45 s": "log 10 kg x 45", "bw 45s": "log 0 kg x 45",
		"12 reps": "?", "3 x 45 s": "?", "2 hours": "?", "1200 s": "?",
	})
}

func TestWhatRefersToTheLastSetIsRead(t *testing.T) {
	t.Parallel()
	s := bench
	s.last, s.now, s.ref = "100 kg x 8 @2", "100 kg", 100
	hold(t, s, sentences{
		"same again": "log 100 kg x 8 rir 2", "again": "log 100 kg x 8 rir 2", "ditto": "log 100 kg x 8 rir 2", "Same.": "log 100 kg x 8 rir 2", "same but 9": "log 100 kg x 9", "same, but 7 reps": "log 100 kg x 7",
		"same weight, 7": "log 100 kg x 7", "same weight for 6": "log 100 kg x 6", "same again, one left": "log 100 kg x 8 rir 1", "same but 102.5": "log 102.5 kg x 8", "same reps with 95": "log 95 kg x 8",
		"same at 95": "log 95 kg x 8", "same again too heavy": "log 100 kg x 8 rir 2 too_heavy", "7 reps": "log 100 kg x 7", "7, two left": "log 100 kg x 7 rir 2", "8 @ 9": "log 100 kg x 8 rir 1", "failed": "log 100 kg x 0", "plus 5": "?", "5 more": "?", "add 5 kg": "?", "that was 95 not 100": "?", "100 not 8 but 9": "?", "one more rep": "?", "undo": "?", "failed on 9": "?", "eight hundred": "?", "8 reps 2": "?", "100 8 2": "?",
		"no, nine": "correct x 9", "nope 9": "correct x 9", "no, 9 reps": "correct x 9", "sorry, 9": "correct x 9", "actually 82.5": "correct 82.5 kg", "actually 95 kg": "correct 95 kg", "make it 9": "correct x 9",
		"I meant nine": "correct x 9", "no, one left": "correct rir 1", "no, that was squat": "correct barbell_back_squat", "actually 100x9@9": "correct 100 kg x 9 rir 1", "no, failed": "correct x 0",
		"actually 225 lb": "correct 225 lb", "correction: 95": "correct 95 kg", "no, 9 with 95": "correct 95 kg x 9", "no that was a warm-up": "correct warmup",
		"no": "?", "actually": "?", "same or more": "?", "no, same again": "?", "that was 9": "?", "no, 40": "?", "no, 400": "?", "same but 40": "?", "actually 185 lb or so": "?", "no, 310 kg": "?", "no, not nine": "?", "same weight": "?",
	})
	light := scene{exercise: "dumbbell_lateral_raise", ref: 10, last: "10 kg x 10", now: "10 kg"}
	hold(t, light, sentences{"no, nine": "?", "same but 9": "?", "8 @ 9": "?", "12x10": "?", "10": "?", "no, 9 reps": "correct x 9", "no, 9 kg": "correct 9 kg", "12 kg x 10": "log 12 kg x 10", "12 reps": "log 10 kg x 12"})
	pounds := scene{exercise: "barbell_bench_press", ref: 83.9, last: "185 lb x 8 @2", imperial: true}
	hold(t, pounds, sentences{"same again": "log 185 lb x 8 rir 2", "actually 180": "correct 180 lb", "no, nine": "correct x 9", "190x6": "log 190 lb x 6", "8 with 190": "log 190 lb x 8", "actually 82.5": "?", "80x8": "?"})
}

func TestWhatIsNotClearIsAskedAbout(t *testing.T) {
	t.Parallel()
	hold(t, bench, sentences{
		"": "?", "   ": "?", "done": "?", "hello": "?", "8": "?", "8 reps": "?", "100": "?", "100 kg": "?", "3x8 100": "?", "3x8x100": "?", "3 sets of 8 with 100 kg": "?", "5x5": "?", "3x8": "?", "20x20": "?",
		"8 or 9 with 100": "?", "about 8 with 100": "?", "8-10 with 100": "?", "8/10 with 100": "?", "8 to 10 with 100 kg": "?", "100x8?": "?", "did I do 100x8?": "?", "almost 8 with 100": "?", "didn't do 100x8": "?", "I will do 100x8": "?",
		"800 kg x 8": "?", "700x3": "?", "300x5": "?", "300 kg x 5": "?", "1000000000000 x 8": "?", "1e9x8": "?", "-100x8": "?", "100,8": "?", "1,000 x 8": "?", "100.000x8": "?", "100x8x3": "?", "100x8, 100x7": "?", "100x8 + 95x6": "?",
		"two plates for 8": "?", "2 plates a side": "?", "half a rep with 100": "?", "100x8.5": "?", "100 kg x 8 rpe 11": "?", "100x8 rpe 4": "?", "100 kg x 8, 12 left": "?", "100x8 1.5 in reserve": "?", "100x8 @ 9 rpe 8": "?",
		"bodyweight 8": "?", "two ten for eight": "?", "100 x 8 blorp": "?", "unobtainium press 100x8": "?", "squat bench press 100x8": "?", "100 kg 90 kg x 8": "?", "8 for 100": "?", "failed at 6": "?", "failed on the 8th": "?", "100 kg x 8 failed": "?",
		"45 s": "?", "185x8": "?", "185 for 8": "?", "30x8": "log 30 kg x 8", "29x8": "?", "same again": "?", "no, nine": "?", "8 with 20 kg each side": "?", "rir 2": "?", "100x8, reps left": "?", "100x8 2": "?", "100 kg × 8 ≈": "?", "~100x8": "?", "100%x8": "?",
		"80 reps with 40 kg": "?", "my knee": "?",
	})
	hold(t, scene{}, sentences{"100x8": "?", "8 reps": "?", "bench press 100x8": "log barbell_bench_press 100 kg x 8", "same again": "?"})
	hold(t, scene{exercise: "barbell_bench_press"}, sentences{ // nothing known of it
		"100x8": "log 100 kg x 8", "8 with 100": "log 100 kg x 8", "100 kg x 8": "log 100 kg x 8", "5x5": "?", "8 with 2": "?", "8 with 250": "?", "8 with 250 kg": "log 250 kg x 8", "450 kg x 1": "?", "10x12": "?", "8 @ 9": "?",
	})
	hold(t, scene{exercise: "barbell_bench_press", ref: 80}, sentences{ // 185 could be pounds: 83.9 kg
		"185 for 8": "?", "185 kg for 8": "log 185 kg x 8", "185 lb for 8": "log 185 lb x 8", "90 for 8": "log 90 kg x 8",
	})
	hold(t, scene{exercise: "barbell_bench_press", ref: 80, imperial: true}, sentences{
		"185 for 8": "log 185 lb x 8", "80 for 8": "?", "80 kg for 8": "log 80 kg x 8",
	})
}

func TestRemarksAreHeard(t *testing.T) {
	t.Parallel()
	s := bench
	s.last = "100 kg x 8"
	hold(t, s, sentences{
		"too heavy": "tell barbell_bench_press too_heavy", "that's too heavy today": "tell barbell_bench_press too_heavy", "way too easy": "tell barbell_bench_press too_easy",
		"pain": "tell barbell_bench_press pain", "my left knee hurts": "tell barbell_bench_press pain knee", "sharp pain in my shoulder": "tell barbell_bench_press pain shoulder",
		"ouch, my lower back": "tell barbell_bench_press pain lower_back", "I think I tweaked my wrist": "tell barbell_bench_press pain wrist",
		"my knee hurts like blazes, what should I do?": "tell barbell_bench_press pain knee", "doesn't hurt": "?", "my knee does not hurt": "?",
		"what's next?": "next", "Next": "next", "what now?": "next", "squats too heavy": "tell barbell_back_squat too_heavy", "not too heavy": "?",
	})
}

func TestOtherLanguagesAreRead(t *testing.T) {
	t.Parallel()
	s := bench
	s.last, s.ref = "100 kg x 8 @2", 100
	s.locale = "de-DE"
	hold(t, s, sentences{
		"acht mit hundert Kilo, zwei übrig": "log 100 kg x 8 rir 2", "acht mit hundert Kilo, zwei u\u0308brig": "log 100 kg x 8 rir 2", "hundertfünf kilo mal acht": "log 105 kg x 8", "8 Wdh mit 82,5 kg": "log 82.5 kg x 8", "zweiundachtzigeinhalb Kilo, acht Wiederholungen": "log 82.5 kg x 8",
		"achtundneunzig komma fünf kilo für acht": "log 98.5 kg x 8", "100x8@9": "log 100 kg x 8 rir 1", "nochmal das gleiche": "log 100 kg x 8 rir 2", "nein, neun": "correct x 9", "eigentlich 95": "correct 95 kg",
		"noch eine übrig, 8 mit 100": "log 100 kg x 8 rir 1", "zu schwer": "tell barbell_bench_press too_heavy", "mein linkes Knie tut weh": "tell barbell_bench_press pain knee", "acht mit zweihundert Pfund": "?", "ungefähr acht mit 100": "?", "drei Sätze mit acht": "?", "nicht geschafft mit 110 kg": "log 110 kg x 0", "Kniebeuge 100x5": "?",
	})
	s.locale = "es"
	hold(t, s, sentences{
		"ocho con cien kilos, dos en reserva": "log 100 kg x 8 rir 2", "ciento cinco kilos por ocho": "log 105 kg x 8", "ochenta y dos y medio por ocho": "log 82.5 kg x 8", "8 repeticiones con 82,5 kg": "log 82.5 kg x 8",
		"once con noventa y cinco kilos": "log 95 kg x 11", "lo mismo otra vez": "log 100 kg x 8 rir 2", "no, nueve": "correct x 9", "en realidad 95": "correct 95 kg", "demasiado pesado": "tell barbell_bench_press too_heavy",
		"me duele la rodilla derecha": "tell barbell_bench_press pain knee", "casi ocho con cien": "?", "tres series de ocho": "?", "ocho con 225 libras": "log 225 lb x 8",
	})
	s.locale = "hi"
	hold(t, s, sentences{
		"सौ किलो के साथ आठ, दो बाकी": "log 100 kg x 8 rir 2", "साढ़े बयासी किलो, आठ रेप्स": "log 82.5 kg x 8", "१०० किलो x ८": "log 100 kg x 8", "एक सौ पाँच किलो आठ बार": "log 105 kg x 8",
		"फिर से": "log 100 kg x 8 rir 2", "नहीं, नौ": "correct x 9", "बहुत भारी है": "tell barbell_bench_press too_heavy", "घुटने में दर्द है": "tell barbell_bench_press pain knee", "लगभग आठ": "?", "100x8@9": "log 100 kg x 8 rir 1",
	})
}
