package shorthand

import "strings"

func german() *language {
	return &language{numerals: germanNumerals(), phrases: germanPhrases()}
}

var germanOnes = [...]string{"null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
	"dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"}

var germanTens = [...]string{"zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"}

func germanNumerals() numerals {
	below := map[string]int{"eins": 1, "eine": 1, "einen": 1, "einer": 1, "zwo": 2}
	for i, w := range germanOnes {
		below[w] = i
	}
	for i, w := range germanTens {
		below[w] = 20 + 10*i
		for d, one := range germanOnes[1:10] {
			below[one+"und"+w] = 20 + 10*i + d + 1
		}
	}
	for w, n := range below {
		for _, spelling := range []string{umlauts(w), strings.ReplaceAll(w, "ß", "ss")} {
			below[spelling] = n
		}
	}
	return numerals{below: below, hundred: map[string]int{"hundert": 100}, joined: "und", point: []string{"komma", "punkt"},
		half: [][]string{{"und", "ein", "halb"}, {"einhalb"}, {"ein", "halb"}}, single: germanCompound(below)}
}

// umlauts is a word as a keyboard without umlauts has it.
func umlauts(w string) string {
	return strings.NewReplacer("ü", "ue", "ö", "oe", "ä", "ae", "ß", "ss").Replace(w)
}

// germanCompound reads a number that is one word: "hundertfünf", "zweiundachtzigeinhalb".
func germanCompound(below map[string]int) func(string) (float64, bool) {
	return func(w string) (float64, bool) {
		w, halved := strings.CutSuffix(w, "einhalb")
		total, rest := 0, w
		if lead, tail, found := strings.Cut(w, "hundert"); found {
			n, ok := below[lead]
			if lead == "" {
				n, ok = 1, true
			}
			if !ok || n < 1 || n > 9 {
				return 0, false
			}
			total, rest = 100*n, strings.TrimPrefix(tail, "und")
		}
		if rest != "" {
			n, ok := below[rest]
			if !ok {
				return 0, false
			}
			total += n
		}
		if w == "" {
			return 0, false
		}
		if halved {
			return float64(total) + 0.5, true
		}
		return float64(total), true
	}
}

func germanPhrases() phraseTable {
	p := phraseTable{}
	p.mean(unitKG, "kilogramm")
	p.mean(unitPfund, "pfund")
	p.mean(unitSecond, "sekunde", "sekunden", "sek")
	p.mean(unitMinute, "minuten")
	p.mean(unitReps, "wiederholung", "wiederholungen", "wdh", "whd", "wh")
	p.mean(unitSets, "satz", "sätze", "sätzen", "saetze")
	p.mean(unitPlates, "scheibe", "scheiben")
	p.mean(markRIR, "übrig", "uebrig", "in reserve", "im tank", "reserve", "wiederholungen übrig", "wiederholungen in reserve", "wdh übrig", "noch drin", "noch übrig", "wären noch gegangen")
	p.mean(toFailure, "bis zum muskelversagen", "nichts übrig", "keine übrig", "keine reserve", "nichts mehr übrig")
	p.mean(markLoad, "mit", "bei")
	p.mean(markReps, "für")
	p.mean(times, "mal")
	p.mean(markAdded, "zusätzlich", "zusatzgewicht")
	p.mean(markSide, "pro seite", "je seite", "pro arm", "pro bein", "je")
	p.mean(bodyWeight, "körpergewicht", "koerpergewicht", "eigengewicht", "eigenes gewicht", "ohne gewicht")
	p.mean(again, "nochmal", "noch mal", "noch einmal", "nochmals", "das gleiche", "das gleiche nochmal", "das gleiche noch mal", "das gleiche noch einmal", "gleiche nochmal", "das selbe", "dasselbe", "dasselbe nochmal", "dasselbe noch einmal", "nochmal dasselbe", "nochmal das gleiche", "gleich", "wie eben", "wie vorher")
	p.mean(sameLoad, "gleiches gewicht", "selbes gewicht", "mit dem gleichen gewicht")
	p.mean(sameReps, "gleiche wiederholungen", "gleich viele wiederholungen")
	p.mean(which, "es waren", "das waren", "das war")
	p.mean(amend, "nein", "nee", "eigentlich", "korrektur", "ich meinte", "ich meine", "doch", "nein es waren", "nein das waren", "sollte sein", "vielmehr", "moment")
	p.mean(missed, "nicht geschafft", "gescheitert", "fehlversuch", "nicht hochbekommen", "versagt")
	p.mean(warmup, "aufwärmen", "aufwärmsatz", "zum aufwärmen", "aufwaermen", "aufwaermsatz")
	p.mean(tooHeavy, "zu schwer", "zu viel", "heute zu schwer", "viel zu schwer")
	p.mean(tooEasy, "zu leicht", "zu wenig", "viel zu leicht", "zu einfach")
	p.mean(pain, "schmerz", "schmerzen", "tut weh", "weh", "schmerzt", "zwickt", "sticht", "zieht", "tun weh")
	p.region("neck", "nacken", "hals")
	p.region("shoulder", "schulter", "schultern")
	p.region("elbow", "ellbogen", "ellenbogen")
	p.region("wrist", "handgelenk", "handgelenke")
	p.region("upper_back", "oberer rücken", "oberen rücken")
	p.region("lower_back", "unterer rücken", "unteren rücken", "kreuz", "lendenwirbelsäule")
	p.region("hip", "hüfte", "hüften", "leiste")
	p.region("knee", "knie")
	p.region("ankle", "knöchel", "sprunggelenk", "fußgelenk")
	p.mean(side, "linke", "linken", "linkes", "linker", "rechte", "rechten", "rechtes", "rechter")
	p.mean(mood, "gut", "schwer", "leicht", "ging gut", "super", "hart", "anstrengend", "sauber", "okay", "keine schmerzen", "ohne schmerzen", "schmerzfrei")
	p.mean(denied, "nicht", "kein", "keine", "ohne", "nie")
	p.mean(doubt, "fast", "ungefähr", "circa", "ca", "etwa", "vielleicht", "oder", "bis", "zwischen", "beinahe", "wollte", "morgen", "gestern", "glaube", "minus", "ein paar", "paar", "statt", "halbe", "halb", "mehr als", "mindestens", "höchstens", "dann")
	p.mean(sure, "sicher", "wirklich", "ganz sicher")
	p.mean(next, "was kommt jetzt", "was kommt als nächstes", "was jetzt", "nächster satz", "was ist als nächstes dran", "wie weiter", "was nun", "weiter")
	p.mean(filler, "fertig", "nur", "ich", "habe", "hab", "gemacht", "geschafft", "und", "die", "der", "das", "den", "dem", "noch", "ja", "so", "also", "jetzt", "waren", "war", "es", "mein", "meine", "im", "in", "am", "mir", "gewicht", "heute", "bitte", "danke", "ging", "gingen", "aber", "ist", "beim", "letzter satz")
	return p
}
