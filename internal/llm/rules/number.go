package rules

import (
	"regexp"
	"strconv"
	"strings"
)

// amount is a number of a text with the word behind it.
type amount struct {
	value float64
	unit  string // folded; empty: none
	at    int    // the word of the number
}

var attached = regexp.MustCompile(`^(\d+(?:[.,]\d+)?)([a-z%]*)$`)

// amounts lists the numbers of a text, digits and the common words for them.
func (s said) amounts() []amount {
	var out []amount
	for i, w := range s.words {
		value, unit, ok := number(w.text)
		if !ok {
			continue
		}
		if unit == "" && i+1 < len(s.words) {
			unit = s.words[i+1].text
			if (unit == "a" || unit == "of" || unit == "un" || unit == "de") && i+2 < len(s.words) {
				unit = s.words[i+2].text
			}
		}
		if half(s, i) {
			value += 0.5
			if i+4 < len(s.words) {
				unit = s.words[min(i+4, len(s.words)-1)].text
			}
		}
		out = append(out, amount{value, unit, i})
	}
	return out
}

// half reports whether "and a half" follows.
func half(s said, i int) bool {
	return i+3 < len(s.words) && s.words[i+1].text == "and" && s.words[i+2].text == "a" && s.words[i+3].text == "half"
}

func number(w string) (value float64, unit string, ok bool) {
	if m := attached.FindStringSubmatch(w); m != nil {
		value, err := strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64)
		return value, m[2], err == nil
	}
	value, ok = numberWords[w]
	return value, "", ok
}

var numberWords = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "half": 0.5,
	"ein": 1, "eine": 1, "einen": 1, "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "zwolf": 12, "zwanzig": 20, "dreissig": 30, "vierzig": 40, "sechzig": 60, "halbe": 0.5, "halben": 0.5, "halber": 0.5,
	"un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "doce": 12, "veinte": 20, "treinta": 30, "cuarenta": 40, "sesenta": 60, "medio": 0.5, "media": 0.5,
	"एक": 1, "दो": 2, "तीन": 3, "चार": 4, "पांच": 5, "छह": 6, "छे": 6, "सात": 7, "आठ": 8, "नौ": 9, "दस": 10, "बीस": 20, "तीस": 30, "आधा": 0.5, "आधे": 0.5,
}

// millilitres is a volume that was said, 0 when none was.
func (s said) millilitres() int {
	for _, a := range s.amounts() {
		if factor, ok := volumes[a.unit]; ok {
			return int(a.value*factor + 0.5)
		}
	}
	for i, w := range s.words { // a glass
		if glass[w.text] && (i == 0 || s.words[i-1].text == "a" || s.words[i-1].text == "another" || s.words[i-1].text == "noch") {
			return 250
		}
	}
	return 0
}

var glass = map[string]bool{"glass": true, "glas": true, "vaso": true, "cup": true, "गिलास": true, "becher": true}

var volumes = map[string]float64{
	"ml": 1, "millilitres": 1, "milliliters": 1, "मिली": 1, "cl": 10, "dl": 100, "l": 1000, "litre": 1000, "litres": 1000, "liter": 1000, "liters": 1000, "litro": 1000, "litros": 1000, "लीटर": 1000,
	"glass": 250, "glasses": 250, "glas": 250, "glaser": 250, "cup": 250, "cups": 250, "becher": 250, "vaso": 250, "vasos": 250, "गिलास": 250, "oz": 29.5735, "ounces": 29.5735,
}

// mass is a body weight that was said: in kg or lb; without a unit it is in that of the person.
func (s said) mass(imperial bool) (kg, lb float64) {
	for _, a := range s.amounts() {
		switch {
		case kilograms[a.unit]:
			return a.value, 0
		case pounds[a.unit]:
			return 0, a.value
		case a.value >= 30 && a.value < 700 && imperial:
			return 0, a.value
		case a.value >= 30 && a.value <= 300:
			return a.value, 0
		}
	}
	return 0, 0
}

var (
	kilograms = map[string]bool{"kg": true, "kgs": true, "kilo": true, "kilos": true, "kilogramm": true, "kilograms": true, "kilogramos": true, "किलो": true, "किग्रा": true}
	pounds    = map[string]bool{"lb": true, "lbs": true, "pound": true, "pounds": true, "libras": true, "पाउंड": true}
)

// count is the number of something that was said: the first whose unit begins so; ok is false without one.
func (s said) count(units string) (int, bool) {
	for _, a := range s.amounts() {
		for u := range strings.FieldsSeq(units) {
			if isWord(a.unit, u) && a.value == float64(int(a.value)) {
				return int(a.value), true
			}
		}
	}
	return 0, false
}

// after is the first number behind one of some words, not further than four words away.
func (s said) after(words string) (float64, bool) {
	for i, w := range s.words {
		for want := range strings.FieldsSeq(words) {
			if !isWord(w.text, want) {
				continue
			}
			for _, a := range s.amounts() {
				if a.at > i && a.at <= i+4 {
					return a.value, true
				}
			}
		}
	}
	return 0, false
}
