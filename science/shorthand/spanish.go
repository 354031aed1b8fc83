package shorthand

import (
	"maps"
	"strings"
)

func spanish() *language {
	phrases := spanishPhrases()
	for phrase, t := range maps.Clone(phrases) {
		phrases[plain(phrase)] = t
	}
	return &language{numerals: spanishNumerals(), phrases: phrases}
}

// plain is a phrase as a keyboard without accents has it.
func plain(phrase string) string {
	return strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ñ", "n").Replace(phrase)
}

func spanishNumerals() numerals {
	return numerals{
		below: map[string]int{
			"cero": 0, "uno": 1, "una": 1, "un": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9,
			"diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciséis": 16, "dieciseis": 16,
			"diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiuno": 21, "veintiún": 21, "veintiuna": 21,
			"veintidós": 22, "veintidos": 22, "veintitrés": 23, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25,
			"veintiséis": 26, "veintiseis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29,
			"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90,
		},
		hundred: map[string]int{"cien": 100, "ciento": 100, "doscientos": 200, "doscientas": 200, "trescientos": 300, "trescientas": 300},
		tied:    "y", point: []string{"coma", "punto"}, half: [][]string{{"y", "medio"}, {"y", "media"}},
	}
}

func spanishPhrases() phraseTable {
	p := phraseTable{}
	p.mean(unitKG, "kilogramo", "kilogramos")
	p.mean(unitLB, "libra", "libras")
	p.mean(unitSecond, "segundo", "segundos", "seg")
	p.mean(unitMinute, "minuto", "minutos")
	p.mean(unitReps, "repetición", "repeticiones", "veces")
	p.mean(unitSets, "serie", "series")
	p.mean(unitPlates, "disco", "discos")
	p.mean(markRIR, "en reserva", "en el tanque", "de sobra", "repeticiones en reserva", "de reserva", "más en reserva", "restantes")
	p.mean(toFailure, "al fallo", "hasta el fallo", "ninguna en reserva", "nada en reserva", "cero en reserva")
	p.mean(markLoad, "con", "a")
	p.mean(times, "por")
	p.mean(markReps, "para")
	p.mean(markAdded, "más")
	p.mean(markSide, "por lado", "cada lado", "por brazo", "por pierna", "cada brazo", "cada pierna")
	p.mean(bodyWeight, "peso corporal", "sin peso", "mi peso", "propio peso")
	p.mean(again, "otra vez", "igual", "lo mismo", "lo mismo otra vez", "otra vez igual", "otra vez lo mismo", "de nuevo", "lo mismo de nuevo", "otra igual", "igual que antes")
	p.mean(sameLoad, "mismo peso", "el mismo peso", "igual peso")
	p.mean(sameReps, "mismas repeticiones", "las mismas repeticiones")
	p.mean(which, "eran", "fueron")
	p.mean(amend, "perdón", "en realidad", "corrección", "quise decir", "quería decir", "no eran", "no fueron", "mejor dicho")
	p.mean(missed, "fallé", "falle", "fallo", "fallido", "no pude", "intento fallido", "falló")
	p.mean(warmup, "calentamiento", "de calentamiento")
	p.mean(tooHeavy, "demasiado pesado", "muy pesado", "demasiado peso", "pesa demasiado", "demasiado")
	p.mean(tooEasy, "demasiado fácil", "muy fácil", "demasiado ligero", "muy ligero", "demasiado liviano", "muy liviano")
	p.mean(pain, "dolor", "duele", "me duele", "duelen", "me duelen", "molesta", "molestia", "pinchazo")
	p.region("neck", "cuello")
	p.region("shoulder", "hombro", "hombros")
	p.region("elbow", "codo", "codos")
	p.region("wrist", "muñeca", "muñecas")
	p.region("upper_back", "espalda alta", "parte alta de la espalda")
	p.region("lower_back", "espalda baja", "lumbar", "lumbares", "zona lumbar")
	p.region("hip", "cadera", "caderas", "ingle")
	p.region("knee", "rodilla", "rodillas")
	p.region("ankle", "tobillo", "tobillos")
	p.mean(side, "izquierdo", "izquierda", "derecho", "derecha")
	p.mean(mood, "bien", "difícil", "fácil", "pesado", "ligero", "duro", "perfecto", "genial", "sin dolor")
	p.mean(denied, "sin", "nunca", "no me duele", "no duele")
	p.mean(doubt, "casi", "aproximadamente", "unos", "unas", "quizás", "tal vez", "o", "entre", "creo", "hasta", "mañana", "ayer", "quiero", "alrededor de", "como", "menos", "luego", "más de", "menos de", "medio", "media")
	p.mean(sure, "seguro", "segura", "de verdad", "confirmado")
	p.mean(next, "qué sigue", "que sigue", "y ahora", "y ahora qué", "siguiente", "qué viene", "qué toca ahora", "siguiente serie")
	p.mean(filler, "hecho", "solo", "sólo", "listo", "lista", "hice", "he", "hecha", "terminado", "de", "la", "el", "los", "las", "y", "en", "con éxito", "mi", "me", "sí", "si", "ok", "vale", "ya", "peso", "carga", "hoy", "gracias", "pero", "es", "está", "quedaron", "quedan", "me quedaron", "me quedan", "la última", "última serie")
	return p
}
