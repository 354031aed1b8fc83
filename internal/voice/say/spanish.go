package say

import (
	"slices"
	"strings"
)

// spanish knows that the Americas write and say a point, Spain and the south a comma.
func spanish(region string) *grammar {
	g := &grammar{
		language: "es", thousands: ".", decimal: ",", point: "coma",
		to: "a", per: "por", times: "por", each: "veces", reserve: "en reserva", over: "sobre", ofMillions: " de ",
		cardinal: spanishCardinal, ordinal: spanishOrdinalAt, parts: spanishParts, clock: spanishClock, date: spanishDate, noun: spanishNoun,
		year:    func(n int64) string { return spanishCardinal(n, neuter) },
		months:  spanishMonths(),
		ratios:  map[string]string{"1/2": "un medio", "1/3": "un tercio", "2/3": "dos tercios", "1/4": "un cuarto", "3/4": "tres cuartos", "1/8": "un octavo"},
		minutes: []string{"min", "min.", "minutos", "minuto"}, hours: []string{"horas", "hora"},
		signs: map[rune]string{'&': "y", '@': "con", '~': "unos", '≈': "unos", '≥': "al menos", '≤': "como mucho", '±': "más menos", '=': "igual a", '→': "luego", '-': "menos", '−': "menos", '+': "más", '×': "por"},
		short: abbreviations("Dra.", "doctora", "Dr.", "doctor", "p. ej.", "por ejemplo", "aprox.", "aproximadamente", "etc.", "etcétera", "máx.", "máximo", "mín.", "mínimo", "incl.", "incluido", "vs.", "contra",
			"reps.", "repeticiones", "reps", "repeticiones", "RIR", "repeticiones en reserva", "e1RM", "máximo estimado", "1RM", "máximo a una repetición", "kcal", "calorías", "kg", "kilos"),
		units: spanishUnits(),
	}
	if slices.Contains(strings.Fields("mx us gt hn sv ni pa do pr 419"), region) {
		g.thousands, g.decimal, g.point = ",", ".", "punto"
	}
	g.behind = func(digits string) string {
		if len(digits) == 2 && digits[0] != '0' {
			return spanishCardinal(int64(digits[0]-'0')*10+int64(digits[1]-'0'), neuter)
		}
		return g.one(digits)
	}
	g.sets = func(n int64, reps string) string {
		if n == 1 {
			return "una serie de " + reps
		}
		return spanishCardinal(n, feminine) + " series de " + reps
	}
	return g
}

func spanishUnits() map[string]unit {
	return unitTable(
		unitLine{"kg kilo kilos", unit{one: "kilo", many: "kilos", gender: masculine, halves: true}},
		unitLine{"g gr", unit{one: "gramo", many: "gramos", gender: masculine}},
		unitLine{"mg", unit{one: "miligramo", many: "miligramos", gender: masculine}},
		unitLine{"µg μg mcg", unit{one: "microgramo", many: "microgramos", gender: masculine}},
		unitLine{"lb lbs libra libras", unit{one: "libra", many: "libras", gender: feminine, halves: true}},
		unitLine{"oz", unit{one: "onza", many: "onzas", gender: feminine, halves: true}},
		unitLine{"km", unit{one: "kilómetro", many: "kilómetros", gender: masculine, halves: true}},
		unitLine{"m", unit{one: "metro", many: "metros", gender: masculine, halves: true}},
		unitLine{"cm", unit{one: "centímetro", many: "centímetros", gender: masculine, halves: true}},
		unitLine{"mm", unit{one: "milímetro", many: "milímetros", gender: masculine}},
		unitLine{"ml", unit{one: "mililitro", many: "mililitros", gender: masculine}},
		unitLine{"l L litro litros", unit{one: "litro", many: "litros", gender: masculine, halves: true}},
		unitLine{"taza tazas", unit{one: "taza", many: "tazas", gender: feminine, halves: true}},
		unitLine{"kcal cal", unit{one: "caloría", many: "calorías", gender: feminine}},
		unitLine{"kJ", unit{one: "kilojulio", many: "kilojulios", gender: masculine}},
		unitLine{"s seg seg.", unit{one: "segundo", many: "segundos", gender: masculine}},
		unitLine{"min min. minuto minutos", unit{one: "minuto", many: "minutos", gender: masculine, halves: true}},
		unitLine{"h hora horas", unit{one: "hora", many: "horas", gender: feminine, halves: true}},
		unitLine{"rep rep. reps reps.", unit{one: "repetición", many: "repeticiones", gender: feminine}},
		unitLine{"%", unit{one: "por ciento", many: "por ciento"}},
		unitLine{"°C", unit{one: "grado Celsius", many: "grados Celsius", gender: masculine}},
		unitLine{"°F", unit{one: "grado Fahrenheit", many: "grados Fahrenheit", gender: masculine}},
		unitLine{"°", unit{one: "grado", many: "grados", gender: masculine}},
		unitLine{"bpm lpm ppm", unit{one: "latido por minuto", many: "latidos por minuto", gender: masculine}},
		unitLine{"km/h", unit{one: "kilómetro por hora", many: "kilómetros por hora", gender: masculine}},
		unitLine{"W", unit{one: "vatio", many: "vatios", gender: masculine}},
		unitLine{"UI", unit{one: "unidad internacional", many: "unidades internacionales", gender: feminine}},
	)
}

// spanishCardinal agrees with its noun: uno, un kilo, una libra; doscientos kilos, doscientas libras.
func spanishCardinal(n int64, of gender) string {
	ones := strings.Fields("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve " +
		"veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve")
	switch {
	case n == 1 || n == 21:
		return spanishOne(n, of)
	case n < 30:
		return ones[n]
	case n < 100:
		tens := strings.Fields("treinta cuarenta cincuenta sesenta setenta ochenta noventa")[n/10-3]
		if n%10 == 0 {
			return tens
		}
		return tens + " y " + spanishCardinal(n%10, of)
	case n == 100:
		return "cien"
	case n < 1000:
		return spanishRest(spanishHundreds(n/100, of), n%100, of)
	case n < 2000:
		return spanishRest("mil", n%1000, of)
	case n < 1_000_000:
		thousands := of
		if of == neuter {
			thousands = masculine
		}
		return spanishRest(spanishCardinal(n/1000, thousands)+" mil", n%1000, of)
	case n < 2_000_000:
		return spanishRest("un millón", n%1_000_000, of)
	}
	return spanishRest(spanishCardinal(n/1_000_000, masculine)+" millones", n%1_000_000, of)
}

func spanishOne(n int64, of gender) string {
	forms := [3]string{"uno", "un", "una"}
	if n == 21 {
		forms = [3]string{"veintiuno", "veintiún", "veintiuna"}
	}
	return forms[of]
}

func spanishHundreds(n int64, of gender) string {
	words := strings.Fields("ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos")[n-1]
	if of == feminine && n > 1 {
		return strings.TrimSuffix(words, "os") + "as"
	}
	return words
}

func spanishRest(head string, rest int64, of gender) string {
	if rest == 0 {
		return head
	}
	return head + " " + spanishCardinal(rest, of)
}

// spanishNoun guesses by the ending, as children do; words that count nothing have none.
func spanishNoun(word string) gender {
	switch {
	case word == "" || slices.Contains(strings.Fields("de y o a en con por es está son del al se que más para"), word):
		return neuter
	case slices.Contains(strings.Fields("día días gramo"), word):
		return masculine
	}
	for _, ending := range []string{"a", "as", "ión", "iones", "dad", "dades", "serie", "series"} {
		if strings.HasSuffix(word, ending) {
			return feminine
		}
	}
	return masculine
}

// spanishOrdinalAt is 1.º, 2ª, 3er and 1 de mayo, which stays a cardinal.
func spanishOrdinalAt(n int64, _, after string) (spoken string, used int, ok bool) {
	words := strings.Fields("primer segund tercer cuart quint sext séptim octav noven décim")
	if n < 1 || n > int64(len(words)) {
		return "", 0, false
	}
	for _, form := range []struct{ suffix, ending string }{{".º", "o"}, {"º", "o"}, {".ª", "a"}, {"ª", "a"}, {".er", ""}, {"er", ""}} {
		if strings.HasPrefix(after, form.suffix) && !letterAt(after, len(form.suffix)) && (form.ending != "" || n == 1 || n == 3) {
			return words[n-1] + form.ending, len(form.suffix), true
		}
	}
	return "", 0, false
}

func spanishMonths() []string {
	return strings.Fields("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")
}

func spanishDate(day, month, year int, _ string) string {
	spoken := spanishCardinal(int64(day), neuter) + " de " + spanishMonths()[month-1]
	if year > 0 {
		spoken += " de " + spanishCardinal(int64(year), neuter)
	}
	return spoken
}

// spanishParts is dos kilos y medio, and media hora.
func spanishParts(whole int64, fraction string, u unit) (string, bool) {
	if fraction != half {
		return "", false
	}
	medio := "medio"
	if u.gender == feminine {
		medio = "media"
	}
	switch {
	case whole == 0:
		return medio + " " + u.one, true
	case whole == 1 && u.one != "":
		return spanishCardinal(1, u.gender) + " " + u.one + " y " + medio, true
	case u.many == "":
		return spanishCardinal(whole, u.gender) + " y " + medio, true
	}
	return spanishCardinal(whole, u.gender) + " " + u.many + " y " + medio, true
}

func spanishClock(h, m int, after string) (string, int) {
	used := 0
	for _, suffix := range []string{" h", "h", " horas"} {
		if strings.HasPrefix(after, suffix) && !letterAt(after, len(suffix)) {
			used = len(suffix)
		}
	}
	spoken := spanishCardinal(int64(h), feminine)
	if m == 0 {
		return spoken + " en punto", used
	}
	return spoken + " " + spanishCardinal(int64(m), neuter), used
}
