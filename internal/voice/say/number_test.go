package say

import "testing"

// TestCardinals are what grammars list as hard. All numbers to 1100 and 400 larger ones were also held against two
// public npm packages (n2words 4.0.0, to-words 5.7.0): where these differed from ours, it was the Spanish apocope before
// mil, German hunderteintausend, and Hindi spelling.
func TestCardinals(t *testing.T) {
	t.Parallel()
	tests := []struct {
		language string
		of       gender
		n        int64
		want     string
	}{
		{"en", neuter, 0, "zero"}, {"en", neuter, 40, "forty"}, {"en", neuter, 115, "one hundred and fifteen"},
		{"en", neuter, 1005, "one thousand and five"}, {"en", neuter, 999_999, "nine hundred and ninety-nine thousand nine hundred and ninety-nine"},
		{"en", neuter, 2_000_001, "two million and one"}, {"en", neuter, 3_000_000_000, "three billion"},
		{"de", neuter, 1, "eins"}, {"de", masculine, 1, "ein"}, {"de", feminine, 1, "eine"}, {"de", feminine, 101, "einhunderteins"},
		{"de", neuter, 30, "dreißig"}, {"de", neuter, 201_000, "zweihunderteintausend"}, {"de", neuter, 2_000_001, "zwei Millionen eins"},
		{"de", neuter, 1_000_000_000, "eine Milliarde"}, {"de", neuter, 1_001_000, "eine Million eintausend"},
		{"es", neuter, 16, "dieciséis"}, {"es", neuter, 22, "veintidós"}, {"es", masculine, 21, "veintiún"}, {"es", feminine, 21, "veintiuna"},
		{"es", feminine, 31, "treinta y una"}, {"es", masculine, 101, "ciento un"}, {"es", feminine, 555, "quinientas cincuenta y cinco"},
		{"es", neuter, 21_021, "veintiún mil veintiuno"}, {"es", feminine, 200_200, "doscientas mil doscientas"}, {"es", neuter, 2_000_000, "dos millones"},
		{"es", neuter, 1_000_000_000, "mil millones"},
		{"hi", neuter, 29, "उनतीस"}, {"hi", neuter, 89, "नवासी"}, {"hi", neuter, 99, "निन्यानवे"}, {"hi", neuter, 105, "एक सौ पाँच"},
		{"hi", neuter, 99_999, "निन्यानवे हज़ार नौ सौ निन्यानवे"}, {"hi", neuter, 12_345_678, "एक करोड़ तेईस लाख पैंतालीस हज़ार छह सौ अठहत्तर"},
	}
	for _, tt := range tests {
		if got := grammarOf(tt.language).cardinal(tt.n, tt.of); got != tt.want {
			t.Errorf("%s %d: %q, want %q", tt.language, tt.n, got, tt.want)
		}
	}
}

func TestEnglishOrdinals(t *testing.T) {
	t.Parallel()
	for n, want := range map[int64]string{1: "first", 12: "twelfth", 20: "twentieth", 23: "twenty-third", 100: "one hundredth", 105: "one hundred and fifth", 1000: "one thousandth"} {
		if got := englishOrdinal(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int64]string{1: "erster", 3: "dritter", 7: "siebter", 12: "zwölfter", 16: "sechzehnter", 20: "zwanzigster", 31: "einunddreißigster", 101: "einhunderterster"} {
		if got := germanOrdinal(n, "", masculine); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
