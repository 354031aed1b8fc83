package rules

import (
	"strconv"
	"strings"
	"unicode"
)

// figure is a number in a message with the unit behind it, empty for none.
type figure struct {
	value float64
	unit  string
	at    int // its word
}

// units by the words for them.
func unitWords() map[string]string {
	out := map[string]string{}
	for unit, list := range map[string]string{
		"kg":    `kg kgs kilo kilos kilogram kilograms kilogramm kilogramo kilogramos किलो किग्रा`,
		"lb":    `lb lbs pound pounds pfund libra libras पाउंड`,
		"g":     `g gr gram grams gramm gramo gramos ग्राम`,
		"cm":    `cm centimetre centimetres centimeter centimeters zentimeter centimetro centimetros सेमी`,
		"m":     `m metre metres meter meters metro metros मीटर`,
		"ft":    `ft foot feet fuss pie pies फुट`,
		"in":    `in inch inches zoll pulgada pulgadas इंच`,
		"ml":    `ml milliliter millilitres milliliters mililitros मिली`,
		"l":     `l litre litres liter liters litro litros लीटर`,
		"glass": `glass glasses glas glaeser vaso vasos gilas glaas गिलास ग्लास cup cups`,
		"oz":    `oz ounce ounces unze unzen onza onzas`,
		"min":   `min mins minute minutes minuten minuto minutos minat मिनट`,
		"h":     `h hr hrs hour hours stunde stunden hora horas ghante ghanta घंटे घंटा`,
		"day":   `day days tag tage tagen dia dias din दिन session sessions workout workouts einheit einheiten sesion sesiones mal times time x veces vez baar बार सत्र`,
		"week":  `week weeks woche wochen semana semanas hafte hafta hafton हफ्ते हफ्ता सप्ताह`,
		"month": `month months monat monate monaten mes meses mahine mahina महीने महीना`,
		"year":  `year years jahr jahre jahren ano anos saal varsh साल वर्ष`,
		"meal":  `meal meals mahlzeit mahlzeiten comida comidas khane bhojan भोजन खाने`,
	} {
		for w := range strings.FieldsSeq(list) {
			out[w] = unit
		}
	}
	return out
}

// numberWords are small numbers as people write them out.
func numberWords() map[string]float64 {
	out := map[string]float64{}
	for n, list := range map[float64]string{
		0: `zero null cero shunya शून्य`, 1: `one ein eine einen einmal uno una ek एक`, 2: `two zwei zweimal dos do दो twice`, 3: `three drei dreimal tres teen तीन`,
		4: `four vier viermal cuatro char chaar चार`, 5: `five fuenf cinco paanch पांच`, 6: `six sechs seis chhah chah छह`, 7: `seven sieben siete saat सात`,
		8: `eight acht ocho aath आठ`, 9: `nine neun nueve nau नौ`, 10: `ten zehn diez das दस`, 12: `twelve zwoelf doce barah बारह`, 15: `fifteen fuenfzehn quince pandrah पंद्रह`,
		20: `twenty zwanzig veinte bees बीस`, 30: `thirty dreissig treinta tees तीस`, 40: `forty vierzig cuarenta chalis चालीस`, 45: `fortyfive fuenfundvierzig paintalis पैंतालीस`,
		50: `fifty fuenfzig cincuenta pachas पचास`, 60: `sixty sechzig sesenta saath साठ`, 90: `ninety neunzig noventa nabbe नब्बे`,
	} {
		for w := range strings.FieldsSeq(list) {
			out[w] = n
		}
	}
	return out
}

// lexis is what reads numbers, units, days and times.
type lexis struct {
	units    map[string]string
	numbers  map[string]float64
	weekdays map[string]int
	months   map[string]int
}

func newLexis() lexis {
	return lexis{unitWords(), numberWords(), weekdayWords(), monthWords()}
}

// figures are the numbers of a message in order. "das" is ten in Hindi and an article in German: words that are both
// count only before a unit.
func (x lexis) figures(list []word) []figure {
	var out []figure
	for i := range list {
		if f, ok := x.figureAt(list, i); ok {
			out = append(out, f)
		}
	}
	return out
}

func (x lexis) figureAt(list []word, i int) (figure, bool) {
	text := strings.TrimLeft(list[i].text, "@")
	next := ""
	if i+1 < len(list) && list[i+1].clause == list[i].clause {
		next = x.units[list[i+1].text]
	}
	digits := strings.TrimRightFunc(text, func(r rune) bool { return !unicode.IsDigit(r) })
	if n, ok := number(digits); ok {
		if rest := strings.Trim(text[len(digits):], ".'\""); rest != "" {
			if x.units[rest] == "" && rest != "x" {
				return figure{}, false
			}
			return figure{n, x.units[rest], i}, true
		}
		return figure{n, next, i}, true
	}
	n, ok := x.numbers[text]
	ambiguous := map[string]bool{"das": true, "do": true, "una": true, "ein": true, "eine": true, "einen": true, "uno": true, "one": true, "ek": true, "char": true, "saath": true, "saat": true, "एक": true}
	return figure{n, next, i}, ok && (next != "" || !ambiguous[text])
}

// number reads digits with a decimal point or comma, in any script's digits.
func number(text string) (float64, bool) {
	var b strings.Builder
	for _, c := range text {
		switch {
		case '0' <= c && c <= '9':
			b.WriteRune(c)
		case '०' <= c && c <= '९':
			b.WriteRune('0' + c - '०')
		case c == '.' || c == ',':
			b.WriteByte('.')
		default:
			return 0, false
		}
	}
	n, err := strconv.ParseFloat(b.String(), 64)
	return n, err == nil && n < 1e6
}

// first is the first figure with one of the units.
func first(list []figure, units ...string) (float64, bool) {
	for _, f := range list {
		for _, u := range units {
			if f.unit == u {
				return f.value, true
			}
		}
	}
	return 0, false
}

// short writes a number without what it does not need.
func short(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// whole reports whether a number is whole and within bounds.
func whole(n float64, low, high int) bool {
	return n == float64(int(n)) && int(n) >= low && int(n) <= high
}
