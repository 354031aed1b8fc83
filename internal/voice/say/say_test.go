package say_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"spotter/internal/voice/say"
)

func TestEnglish(t *testing.T) {
	t.Parallel()
	check(t, "en-GB", []row{
		{"Next: 82.5 kg for 8-10 reps.", "Next: eighty-two and a half kilos for eight to ten reps."},
		{"1 kg, 1.25kg, 0.5 kg and 0.75 kg", "one kilo, one and a quarter kilos, half a kilo and three quarters of a kilo"},
		{"185 lb, 45 lbs, 1 lb", "one hundred and eighty-five pounds, forty-five pounds, one pound"},
		{"3x8, 3 x 8-10, 3×8 @ 80 kg, 1x5", "three sets of eight, three sets of eight to ten, three sets of eight at eighty kilos, one set of five"},
		{"5x5x100 kg", "five sets of five at one hundred kilos"},
		{"80 kg x 8", "eighty kilos for eight"},
		{"Leave RIR 2, then 1-2 RIR. RIR means reps in reserve.", "Leave two in reserve, then one to two in reserve. reps in reserve means reps in reserve."},
		{"RPE 8.5 of 10", "RPE eight point five of ten"},
		{"17:30, 5:30 pm, 5 pm, 07:05, 12:00, 0:15", "five thirty p.m., five thirty p.m., five p.m., seven oh five, twelve o'clock, twelve fifteen a.m."},
		{"Rest 1:30 min, or 90 s.", "Rest one minute thirty, or ninety seconds."},
		{"On 2026-11-25, 5 November, November 3, 21st and 2nd.", "On the twenty-fifth of November twenty twenty-six, the fifth of November, November third, twenty-first and second."},
		{"since 2019, in November 2006, 2026 kcal", "since twenty nineteen, in November two thousand and six, two thousand and twenty-six calories"},
		{"2,450 kcal, 1,000,000 and 12,345,678.", "two thousand four hundred and fifty calories, one million and twelve million three hundred and forty-five thousand six hundred and seventy-eight."},
		{"1.6 g/kg, 2-3 l/day, 10 %, 2.5%", "one point six grams per kilo, two to three litres per day, ten percent, two point five percent"},
		{"1/2 cup, ¾ cup, 1½ cups, 1 1/2 cups, 2/3", "half a cup, three quarters of a cup, one and a half cups, one and a half cups, two thirds"},
		{"120/80", "one hundred and twenty over eighty"},
		{"-5 °C and +2 kg, ~80 kg, ≥ 3 sets", "minus five degrees Celsius and plus two kilos, about eighty kilos, at least three sets"},
		{"2x per week, e.g. Monday", "two times per week, for example Monday"},
		{"**Bench press**: _heavy_ `now` [plan](https://x.y/z) https://example.org/a?b=1 end", "Bench press: heavy now plan  end"},
		{"# Today\n- Squat 3x5\n- Row\n\nGo! 💪🏽👩‍🚀", "Today. Squat three sets of five. Row. Go! "},
		{"B12, omega-3, 10RM, v1.2.3, 192.168.0.1", "B12, omega-three, 10RM, v1.2.3, 192.168.0.1"},
		{"8,7,6 reps; 8, 8, 7", "eight,seven,six reps; eight, eight, seven"},
		{"15-minute walk, 2–3 hours, 1 h, 1.5 h", "fifteen minutes walk, two to three hours, one hour, one and a half hours"},
		{"code 007, 1234567890123", "code zero zero seven, one two three four five six seven eight nine zero one two three"},
		{"A 90-90 position", "A ninety to ninety position"},
	})
}

func TestGerman(t *testing.T) {
	t.Parallel()
	check(t, "de", []row{
		{"Als Nächstes 82,5 kg, 8–10 Wdh.", "Als Nächstes zweiundachtzigeinhalb Kilo, acht bis zehn Wiederholungen"},
		{"1 kg, 1,5 kg, 0,5 kg, 1,25 kg, 82.5 kg", "ein Kilo, eineinhalb Kilo, ein halbes Kilo, eins Komma zwei fünf Kilo, zweiundachtzigeinhalb Kilo"},
		{"3x8 mit RIR 2", "dreimal acht mit zwei in Reserve"},
		{"1 Satz, 1 Wiederholung, Satz 1 von 3", "ein Satz, eine Wiederholung, Satz eins von drei"},
		{"um 17:30 Uhr, 9:00", "um siebzehn Uhr dreißig, neun Uhr"},
		{"am 25.11.2026, der 3. Satz, im 3. Satz, 5. November, am 1.12.", "am fünfundzwanzigsten November zweitausendsechsundzwanzig, der dritte Satz, im dritten Satz, fünfter November, am ersten Dezember"},
		{"1.250 kcal, 12.345,6 m, 101, 1001, 21", "eintausendzweihundertfünfzig Kilokalorien, zwölftausenddreihundertfünfundvierzig Komma sechs Meter, einhunderteins, eintausendeins, einundzwanzig"},
		{"1.000.000, 2.500.000", "eine Million, zwei Millionen fünfhunderttausend"},
		{"z. B. ca. 80 % bzw. 1,6 g/kg", "zum Beispiel circa achtzig Prozent beziehungsweise eins Komma sechs Gramm pro Kilo"},
		{"2 Min. Pause, 1 Min., 1/2 h, ½ l", "zwei Minuten Pause, eine Minute, eine halbe Stunde, ein halber Liter"},
		{"3 Sätze à 16. Dann weiter.", "drei Sätze à sechzehn. Dann weiter."},
		{"77 und 66 und 16 und 17", "siebenundsiebzig und sechsundsechzig und sechzehn und siebzehn"},
	})
}

func TestSpanish(t *testing.T) {
	t.Parallel()
	check(t, "es", []row{
		{"Ahora 82,5 kg, 8-10 repeticiones.", "Ahora ochenta y dos kilos y medio, ocho a diez repeticiones."},
		{"1 kg, 21 kg, 31 lb, 200 lb, 1 hora, 1,5 h, 0,5 l", "un kilo, veintiún kilos, treinta y una libras, doscientas libras, una hora, una hora y media, medio litro"},
		{"3x8 con RIR 2", "tres series de ocho con dos en reserva"},
		{"21 repeticiones, 1 serie, serie 1 de 3", "veintiuna repeticiones, una serie, serie uno de tres"},
		{"a las 17:30, a las 13:00 h", "a las diecisiete treinta, a las trece en punto"},
		{"2026-11-25", "veinticinco de noviembre de dos mil veintiséis"},
		{"1.250 kcal, 500, 100, 101, 1.000.000 kcal, 21.000", "mil doscientas cincuenta calorías, quinientos, cien, ciento uno, un millón de calorías, veintiún mil"},
		{"1,6 g/kg, 7,25 km, 80 %, 3,05 m", "uno coma seis gramos por kilo, siete coma veinticinco kilómetros, ochenta por ciento, tres coma cero cinco metros"},
		{"p. ej. 2 l/día", "por ejemplo dos litros por día"},
		{"el 1.º y la 3ª", "el primero y la tercera"},
	})
	check(t, "es-MX", []row{{"82.5 kg y 1,250 kcal, 1.6 g", "ochenta y dos kilos y medio y mil doscientas cincuenta calorías, uno punto seis gramos"}})
}

func TestHindi(t *testing.T) {
	t.Parallel()
	check(t, "hi", []row{
		{"अब 82.5 kg, 8-10 रेप।", "अब साढ़े बयासी किलो, आठ से दस रेप।"},
		{"1.5 kg, 2.5 kg, 0.5 लीटर, 1.6 g/kg", "डेढ़ किलो, ढाई किलो, आधा लीटर, एक दशमलव छह ग्राम प्रति किलो"},
		{"3x8, RIR 2", "तीन सेट, हर सेट में आठ, दो रेप बाकी"},
		{"17:30 बजे, 9:00", "सत्रह बजकर तीस मिनट, नौ बजे"},
		{"2,450 kcal, 1,25,000, 10,00,000", "दो हज़ार चार सौ पचास कैलोरी, एक लाख पच्चीस हज़ार, दस लाख"},
		{"८ रेप, ८०%", "आठ रेप, अस्सी प्रतिशत"},
		{"2026-11-25, 1ला, 5वाँ", "पच्चीस नवंबर दो हज़ार छब्बीस, पहला, पाँचवाँ"},
	})
}

type row struct{ written, spoken string }

func check(t *testing.T, language string, rows []row) {
	t.Helper()
	s := say.New(language)
	for _, r := range rows {
		speech := s.Speak(r.written)
		if got := speech.Text(); got != r.spoken {
			t.Errorf("%s: %q\n is said %q\nnot %q", language, r.written, got, r.spoken)
		}
		if got := written(speech); got != r.written {
			t.Errorf("%s: of %q is left %q", language, r.written, got)
		}
	}
}

func written(s say.Speech) string {
	var b strings.Builder
	for _, span := range s {
		b.WriteString(span.Written)
	}
	return b.String()
}

func TestNamesAreLeftWhole(t *testing.T) {
	t.Parallel()
	s := say.New("en", "90/90 hip stretch", "Pull-up 21s", "Milk, 3.5 % fat", "Squat")
	text := "Do the 90/90 hip stretch, pull-up 21s, milk, 3.5 % fat, then 90/90."
	want := "Do the 90/90 hip stretch, pull-up 21s, milk, 3.5 % fat, then ninety over ninety."
	if got := s.Speak(text).Text(); got != want {
		t.Errorf("got %q", got)
	}
}

func TestHeardIsToldInWrittenWords(t *testing.T) {
	t.Parallel()
	speech := say.New("en").Speak("**Next**: 82.5 kg, then rest.")
	said := speech.Text()
	for heard, want := range map[string]string{
		"":                                       "**",
		"Ne":                                     "**Ne",
		"Next: eighty-two and":                   "**Next**: ",
		"Next: eighty-two and a half kilos":      "**Next**: 82.5 kg",
		"Next: eighty-two and a half kilos, the": "**Next**: 82.5 kg, the",
		said:                                     "**Next**: 82.5 kg, then rest.",
	} {
		if !strings.HasPrefix(said, heard) {
			t.Fatalf("%q is not how %q begins", heard, said)
		}
		if got := speech.Heard(len(heard)); got != want {
			t.Errorf("after %q: %q, want %q", heard, got, want)
		}
	}
}

// FuzzSpeak: nothing that is written is lost, no figure with a unit is left as it is, and Heard never goes back.
func FuzzSpeak(f *testing.F) {
	for _, seed := range []string{"82.5 kg", "3x8 @ 80 kg, RIR 2", "**a** 1/2 [b](c) ½", "25.11.2026 17:30", "-5--3", "८ रेप", "1,2,3.4.5", "a\n- b\n", "9999999999999", "0/0 0x0 00:00"} {
		f.Add(seed)
	}
	var speakers []*say.Speaker
	for _, language := range []string{"en", "de", "es", "es-MX", "hi"} {
		speakers = append(speakers, say.New(language, "90/90 stretch"))
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, s := range speakers {
			speech := s.Speak(text)
			if got := written(speech); got != text {
				t.Fatalf("%q became %q", text, got)
			}
			said, before := speech.Text(), ""
			if utf8.ValidString(text) && !utf8.ValidString(said) {
				t.Fatalf("%q is said %q", text, said)
			}
			for n := range len(said) + 1 {
				heard := speech.Heard(n)
				if !strings.HasPrefix(text, heard) || len(heard) < len(before) {
					t.Fatalf("%q: after %d bytes %q, before %q", text, n, heard, before)
				}
				before = heard
			}
			if before != text {
				t.Fatalf("%q: at the end %q was heard", text, before)
			}
		}
	})
}

func BenchmarkSpeak(b *testing.B) {
	s := say.New("en", "90/90 hip stretch")
	text := "Nice work. Next is the bench press: 3x8 with 82.5 kg, leave RIR 2, and rest 2-3 min. Then 15 minutes on the bike."
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		s.Speak(text)
	}
}
