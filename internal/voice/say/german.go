package say

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

func german() *grammar {
	g := &grammar{
		language: "de", thousands: ".", decimal: ",", point: "Komma",
		to: "bis", per: "pro", times: "mal", each: "mal", reserve: "in Reserve", over: "zu",
		cardinal: germanCardinal, ordinal: germanOrdinalAt, parts: germanParts, clock: germanClock, date: germanDate, year: germanYear, noun: germanNoun,
		months: germanMonths(), yearAfter: "Jahr Seit seit ab bis",
		ratios:  map[string]string{"1/2": "ein halb", "1/3": "ein Drittel", "2/3": "zwei Drittel", "1/4": "ein Viertel", "3/4": "drei Viertel", "1/8": "ein Achtel"},
		minutes: []string{"min", "Min.", "Min", "Minuten", "Minute"}, hours: []string{"h", "Std.", "Std", "Stunden", "Stunde"},
		signs: map[rune]string{'&': "und", '@': "mit", '~': "etwa", '≈': "etwa", '≥': "mindestens", '≤': "höchstens", '±': "plus minus", '=': "gleich", '→': "dann", '-': "minus", '−': "minus", '+': "plus", '×': "mal"},
		short: abbreviations("Dr.", "Doktor", "z. B.", "zum Beispiel", "d. h.", "das heißt", "u. a.", "unter anderem", "ca.", "circa", "bzw.", "beziehungsweise", "usw.", "und so weiter",
			"inkl.", "inklusive", "max.", "maximal", "min.", "mindestens", "evtl.", "eventuell", "ggf.", "gegebenenfalls", "vgl.", "vergleiche", "Wdh.", "Wiederholungen",
			"RIR", "Wiederholungen in Reserve", "e1RM", "geschätztes Maximum", "1RM", "Einer-Maximum", "kcal", "Kilokalorien", "kg", "Kilo"),
		units: germanUnits(),
	}
	g.behind = g.one
	g.sets = func(n int64, reps string) string { return germanCardinal(n, masculine) + "mal " + reps }
	return g
}

func germanUnits() map[string]unit {
	same := func(word string, halves bool) unit {
		return unit{one: word, many: word, gender: masculine, halves: halves}
	}
	return unitTable(
		unitLine{"kg Kilo Kilogramm", same("Kilo", true)},
		unitLine{"g Gramm", same("Gramm", false)},
		unitLine{"mg", same("Milligramm", false)},
		unitLine{"µg μg", same("Mikrogramm", false)},
		unitLine{"lb lbs", same("Pfund", true)},
		unitLine{"km", same("Kilometer", true)},
		unitLine{"m", same("Meter", true)},
		unitLine{"cm", same("Zentimeter", true)},
		unitLine{"mm", same("Millimeter", false)},
		unitLine{"ml", same("Milliliter", false)},
		unitLine{"dl", same("Deziliter", false)},
		unitLine{"l L Liter", same("Liter", true)},
		unitLine{"EL", same("Esslöffel", true)},
		unitLine{"TL", same("Teelöffel", true)},
		unitLine{"Tasse Tassen", unit{one: "Tasse", many: "Tassen", gender: feminine, halves: true}},
		unitLine{"kcal", unit{one: "Kilokalorie", many: "Kilokalorien", gender: feminine}},
		unitLine{"kJ", same("Kilojoule", false)},
		unitLine{"s Sek. Sek sec", unit{one: "Sekunde", many: "Sekunden", gender: feminine}},
		unitLine{"min Min. Min Minute Minuten", unit{one: "Minute", many: "Minuten", gender: feminine, halves: true}},
		unitLine{"h Std. Std Stunde Stunden", unit{one: "Stunde", many: "Stunden", gender: feminine, halves: true}},
		unitLine{"Wdh. Wdh", unit{one: "Wiederholung", many: "Wiederholungen", gender: feminine}},
		unitLine{"%", same("Prozent", false)},
		unitLine{"°C", same("Grad Celsius", false)},
		unitLine{"°F", same("Grad Fahrenheit", false)},
		unitLine{"°", same("Grad", false)},
		unitLine{"bpm", unit{one: "Schlag pro Minute", many: "Schläge pro Minute", gender: masculine}},
		unitLine{"km/h", same("Kilometer pro Stunde", false)},
		unitLine{"W", same("Watt", false)},
		unitLine{"IE", unit{one: "internationale Einheit", many: "internationale Einheiten", gender: feminine}},
		unitLine{"Uhr", same("Uhr", false)},
	)
}

func germanOnes() []string {
	return strings.Fields("null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn")
}

// germanCardinal is one word below a million. Without a noun it ends in "eins".
func germanCardinal(n int64, of gender) string {
	switch {
	case n == 0:
		return "null"
	case n >= 1_000_000:
		return germanMillions(n, of)
	}
	words := germanBelow(n)
	switch {
	case n%100 != 1:
		return words
	case of == neuter:
		return words + "s"
	case of == feminine && n == 1:
		return words + "e"
	case n > 1:
		return words + "s"
	}
	return words
}

// germanBelow has "ein" for one, as it stands before other words.
func germanBelow(n int64) string {
	tens := strings.Fields("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
	switch {
	case n == 0:
		return ""
	case n < 20:
		return germanOnes()[n]
	case n < 100 && n%10 == 0:
		return tens[n/10-2]
	case n < 100:
		return germanOnes()[n%10] + "und" + tens[n/10-2]
	case n < 1000:
		return germanOnes()[n/100] + "hundert" + germanBelow(n%100)
	}
	return germanBelow(n/1000) + "tausend" + germanBelow(n%1000)
}

func germanMillions(n int64, of gender) string {
	scale, one, many := int64(1_000_000), "eine Million", " Millionen"
	if n >= 1_000_000_000 {
		scale, one, many = 1_000_000_000, "eine Milliarde", " Milliarden"
	}
	words := one
	if n/scale > 1 {
		words = germanCardinal(n/scale, masculine) + many
	}
	if n%scale > 0 {
		words += " " + germanCardinal(n%scale, of)
	}
	return words
}

// germanNoun: a noun has a capital letter; its gender is known of what a coach counts.
func germanNoun(word string) gender {
	r, _ := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(r) {
		return neuter
	}
	for _, prefix := range strings.Fields("Wiederholung Einheit Woche Minute Stunde Sekunde Scheibe Übung Pause Mahlzeit Portion Tasse Kalorie Runde Person Banane Hantel Stufe Kapsel Tablette Scheibe Handvoll") {
		if strings.HasPrefix(word, prefix) {
			return feminine
		}
	}
	return masculine
}

// germanStem is an ordinal without its ending.
func germanStem(n int64) string {
	if word := map[int64]string{1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}[n%100]; word != "" {
		return germanBelow(n-n%100) + word
	}
	if n%100 < 20 && n%100 > 0 {
		return germanBelow(n) + "t"
	}
	return germanBelow(n) + "st"
}

// germanOrdinal declines an ordinal by the word before it, as far as that tells.
func germanOrdinal(n int64, before string, of gender) string {
	switch {
	case slices.Contains(strings.Fields("der die das Der Die Das diese dieser dieses jede jeder jedes"), before) && before != "":
		return germanStem(n) + "e"
	case slices.Contains(strings.Fields("am vom zum bis dem den ab seit im beim jeden diesem diesen nach vor Am Vom Zum Bis Ab Seit Im Beim"), before) && before != "":
		return germanStem(n) + "en"
	case of == feminine:
		return germanStem(n) + "e"
	}
	return germanStem(n) + "er"
}

// germanOrdinalAt is "3. Satz" and "5. November": a figure with a point before a noun that is counted.
func germanOrdinalAt(n int64, before, after string) (spoken string, used int, ok bool) {
	word, found := strings.CutPrefix(after, ".")
	if word = nextWord(word); !found || word == "" || n < 1 || n > 999 {
		return "", 0, false
	}
	counted := strings.Fields("Satz Set Woche Tag Wiederholung Übung Einheit Training Block Monat Durchgang Runde Mahlzeit Minute Versuch Mal")
	if !slices.Contains(germanMonths(), word) && !slices.Contains(counted, word) {
		return "", 0, false
	}
	return germanOrdinal(n, before, germanNoun(word)), 1, true
}

func germanMonths() []string {
	return strings.Fields("Januar Februar März April Mai Juni Juli August September Oktober November Dezember")
}

func germanDate(day, month, year int, before string) string {
	spoken := germanOrdinal(int64(day), before, masculine) + " " + germanMonths()[month-1]
	if year > 0 {
		spoken += " " + germanYear(int64(year))
	}
	return spoken
}

func germanYear(n int64) string {
	if n >= 1100 && n < 2000 {
		return germanBelow(n/100) + "hundert" + germanBelow(n%100)
	}
	return germanCardinal(n, neuter)
}

// germanParts is eineinhalb, zweieinhalb, and ein halbes Kilo.
func germanParts(whole int64, fraction string, u unit) (string, bool) {
	switch {
	case fraction != half:
		return "", false
	case whole > 0 && (whole == 1 || whole%100 != 1):
		return germanBelow(whole) + "einhalb " + u.many, true
	case whole > 0:
		return "", false
	case u.one == "":
		return "ein halb", true
	case u.gender == feminine:
		return "eine halbe " + u.one, true
	case slices.Contains(strings.Fields("Kilo Gramm Pfund"), u.one):
		return "ein halbes " + u.one, true
	}
	return "ein halber " + u.one, true
}

func germanClock(h, m int, after string) (string, int) {
	used := 0
	if strings.HasPrefix(after, " Uhr") && !letterAt(after, len(" Uhr")) {
		used = len(" Uhr")
	}
	spoken := germanCardinal(int64(h), masculine) + " Uhr"
	if m > 0 {
		spoken += " " + germanCardinal(int64(m), neuter)
	}
	return spoken, used
}
