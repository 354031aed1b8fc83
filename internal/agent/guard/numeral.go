package guard

import (
	"strings"
)

// numeral is what a number word adds to a number.
type numeral struct {
	value   float64
	scale   bool   // it multiplies what stands before: hundred, thousand
	article bool   // it is an article too, and a number only before a unit
	tongue  string // where the same word is another one elsewhere: the language in which it is a number
	before  bool   // it adds to the number after it: "साढ़े"
}

// Number words by language, from their first value upwards; spellings of one number with a stroke between.
const (
	englishUnits = `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen`
	englishTens  = `twenty thirty forty|fourty fifty sixty seventy eighty ninety`
	germanUnits  = `null eins zwei|zwo drei vier fünf|fuenf sechs sieben acht neun zehn elf zwölf|zwoelf dreizehn vierzehn fünfzehn|fuenfzehn sechzehn siebzehn achtzehn neunzehn`
	germanTens   = `zwanzig dreißig|dreissig vierzig fünfzig|fuenfzig sechzig siebzig achtzig neunzig`
	spanishUnits = `cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte
veintiuno|veintiún|veintiuna veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve`
	spanishTens     = `treinta cuarenta cincuenta sesenta setenta ochenta noventa`
	spanishHundreds = `cien|ciento doscientos|doscientas trescientos|trescientas cuatrocientos|cuatrocientas quinientos|quinientas seiscientos|seiscientas setecientos|setecientas ochocientos|ochocientas novecientos|novecientas`
	hindiUnits      = `शून्य एक दो तीन चार पाँच|पांच छह|छः|छे|छ सात आठ नौ
दस ग्यारह बारह तेरह चौदह पंद्रह|पन्द्रह सोलह सत्रह अठारह उन्नीस
बीस इक्कीस बाईस|बाइस तेईस|तेइस चौबीस पच्चीस छब्बीस सत्ताईस|सत्ताइस अट्ठाईस|अट्ठाइस|अठाईस उनतीस|उन्तीस
तीस इकतीस|इकत्तीस बत्तीस तैंतीस|तेंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस|उन्तालीस
चालीस इकतालीस बयालीस तैंतालीस|तेंतालीस चौवालीस|चवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास
पचास इक्यावन बावन तिरपन|तिरेपन चौवन पचपन छप्पन सत्तावन अट्ठावन|अठावन उनसठ
साठ इकसठ बासठ तिरसठ|तिरेसठ चौंसठ|चौसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर
सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उन्यासी|उनासी
अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी|अठासी नवासी
नब्बे इक्यानवे|इक्यानबे बानवे|बानबे तिरानवे|तिरानबे चौरानवे|चौरानबे पचानवे|पंचानवे|पचानबे छियानवे|छियानबे सत्तानवे|सत्तानबे अट्ठानवे|अठानवे|अट्ठानबे निन्यानवे|निन्यानबे`
)

// numberStems are what German number words begin with that are one long word.
var numberStems = []string{
	"zwei", "drei", "vier", "funf", "fuenf", "sechs", "sieb", "acht", "neun", "zehn", "zwolf", "zwoelf", "einund", "einhundert", "eintausend",
	"hundert", "tausend", "sechz", "zwanzig", "anderthalb", "eineinhalb", "dreissig", "elfhundert",
}

// newNumerals is the table of number words, folded.
func newNumerals() map[string]numeral {
	out := map[string]numeral{}
	put := func(words string, first, step float64) {
		for i, spellings := range strings.Fields(words) {
			for w := range strings.SplitSeq(spellings, "|") {
				out[folded(w)] = numeral{value: first + float64(i)*step}
			}
		}
	}
	put(englishUnits, 0, 1)
	put(englishTens, 20, 10)
	put(germanUnits, 0, 1)
	put(germanTens, 20, 10)
	put(spanishUnits, 0, 1)
	put(spanishTens, 30, 10)
	put(spanishHundreds, 100, 100)
	put(hindiUnits, 0, 1)
	for w, m := range specialNumerals {
		out[folded(w)] = m
	}
	return out
}

var specialNumerals = map[string]numeral{
	"hundred": {value: 100, scale: true}, "hundreds": {value: 100, scale: true}, "thousand": {value: 1000, scale: true}, "million": {value: 1e6, scale: true},
	"hundert": {value: 100, scale: true}, "tausend": {value: 1000, scale: true}, "Million": {value: 1e6, scale: true},
	"mil": {value: 1000, scale: true}, "millón": {value: 1e6, scale: true}, "सौ": {value: 100, scale: true}, "हज़ार": {value: 1000, scale: true}, "लाख": {value: 1e5, scale: true},
	"dozen": {value: 12, scale: true}, "Dutzend": {value: 12, scale: true}, "docena": {value: 12, scale: true}, "दर्जन": {value: 12, scale: true},
	"a": {value: 1, article: true}, "an": {value: 1, article: true}, "ein": {value: 1, article: true}, "eine": {value: 1, article: true},
	"einen": {value: 1, article: true}, "einem": {value: 1, article: true}, "einer": {value: 1, article: true}, "un": {value: 1, article: true}, "una": {value: 1, article: true}, "एक": {value: 1, article: true},
	"half": {value: 0.5}, "halb": {value: 0.5}, "halbe": {value: 0.5}, "halben": {value: 0.5}, "halber": {value: 0.5}, "halbes": {value: 0.5},
	"medio": {value: 0.5}, "media": {value: 0.5}, "आधा": {value: 0.5}, "आधी": {value: 0.5}, "आधे": {value: 0.5},
	"quarter": {value: 0.25}, "Viertel": {value: 0.25}, "viertel": {value: 0.25}, "dreiviertel": {value: 0.75}, "anderthalb": {value: 1.5}, "eineinhalb": {value: 1.5},
	"डेढ़": {value: 1.5}, "ढाई": {value: 2.5}, "साढ़े": {value: 0.5, before: true}, "सवा": {value: 0.25, before: true}, "पौने": {value: -0.25, before: true},
	"once": {value: 11, tongue: "es"}, "elf": {value: 11, tongue: "de"}, "ten": {value: 10, tongue: "en"}, "dos": {value: 2, tongue: "es"}, "seis": {value: 6, tongue: "es"},
	"null": {value: 0, tongue: "de"}, "acht": {value: 8, tongue: "de"},
}

// germanNumber reads a number that is one long word, as in "zweihundertfünfzig", "dreimal" and "siebzigste".
func (n *Names) germanNumber(w string) (float64, bool) {
	for _, tail := range []string{"mal", "sten", "ste", "ster", "stes", "ten", "ter", "tes", "fach"} {
		if head, found := strings.CutSuffix(w, tail); found && head != "" {
			if v, ok := n.germanWhole(head); ok {
				return v, true
			}
		}
	}
	if head, found := strings.CutSuffix(w, "einhalb"); found && head != "" {
		v, ok := n.germanWhole(head)
		return v + 0.5, ok
	}
	return n.germanWhole(w)
}

func (n *Names) germanWhole(w string) (float64, bool) {
	if lead, rest, found := strings.Cut(w, "tausend"); found {
		return n.germanScaled(lead, strings.TrimPrefix(rest, "und"), 1000)
	}
	if lead, rest, found := strings.Cut(w, "hundert"); found {
		return n.germanScaled(lead, strings.TrimPrefix(rest, "und"), 100)
	}
	if ones, tens, found := strings.Cut(w, "und"); found {
		a, ok := n.germanOne(ones)
		b, also := n.numerals[tens]
		return a + b.value, ok && also && a < 10 && b.value >= 20 && b.value < 100
	}
	return n.germanOne(w)
}

func (n *Names) germanScaled(lead, rest string, scale float64) (float64, bool) {
	v := scale
	if lead != "" {
		a, ok := n.germanWhole(lead)
		if !ok {
			return 0, false
		}
		v *= a
	}
	if rest == "" {
		return v, true
	}
	b, ok := n.germanWhole(rest)
	return v + b, ok
}

func (n *Names) germanOne(w string) (float64, bool) {
	if w == "ein" {
		return 1, true
	}
	m, ok := n.numerals[w]
	return m.value, ok && !m.article && !m.scale
}
