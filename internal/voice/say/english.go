package say

import (
	"slices"
	"strings"
)

func english() *grammar {
	g := &grammar{
		language: "en", thousands: ",", decimal: ".", point: "point",
		to: "to", per: "per", times: "for", each: "times", reserve: "in reserve", over: "over",
		cardinal: func(n int64, _ gender) string { return englishCardinal(n) },
		ordinal:  englishOrdinalAt, parts: englishParts, clock: englishClock, date: englishDate, year: englishYear,
		noun:   func(string) gender { return neuter },
		months: englishMonths(), yearAfter: "in since year until before after In Since",
		ratios:  map[string]string{"1/2": "a half", "1/3": "a third", "2/3": "two thirds", "1/4": "a quarter", "3/4": "three quarters", "1/8": "an eighth"},
		minutes: []string{"min", "mins", "min.", "minutes", "minute"}, hours: []string{"h", "hr", "hrs", "hours"},
		signs: map[rune]string{'&': "and", '@': "at", '~': "about", '≈': "about", '≥': "at least", '≤': "at most", '±': "plus or minus", '=': "equals", '→': "then", '-': "minus", '−': "minus", '+': "plus", '×': "times"},
		short: abbreviations("Dr.", "Doctor", "e.g.", "for example", "i.e.", "that is", "approx.", "about", "vs.", "versus", "etc.", "and so on", "incl.", "including",
			"RIR", "reps in reserve", "e1RM", "estimated one-rep max", "1RM", "one-rep max", "kcal", "calories", "kg", "kilos", "lbs", "pounds", "lb", "pounds", "w/o", "without"),
		units: englishUnits(),
	}
	g.behind = g.one
	g.sets = func(n int64, reps string) string {
		if n == 1 {
			return "one set of " + reps
		}
		return englishCardinal(n) + " sets of " + reps
	}
	return g
}

func englishUnits() map[string]unit {
	return unitTable(
		unitLine{"kg kgs", unit{one: "kilo", many: "kilos", halves: true}},
		unitLine{"kilo kilos", unit{one: "kilo", many: "kilos", halves: true}},
		unitLine{"g", unit{one: "gram", many: "grams"}},
		unitLine{"mg", unit{one: "milligram", many: "milligrams"}},
		unitLine{"µg μg mcg", unit{one: "microgram", many: "micrograms"}},
		unitLine{"lb lbs", unit{one: "pound", many: "pounds", halves: true}},
		unitLine{"pound pounds", unit{one: "pound", many: "pounds", halves: true}},
		unitLine{"oz", unit{one: "ounce", many: "ounces", halves: true}},
		unitLine{"km", unit{one: "kilometre", many: "kilometres", halves: true}},
		unitLine{"m", unit{one: "metre", many: "metres", halves: true}},
		unitLine{"cm", unit{one: "centimetre", many: "centimetres", halves: true}},
		unitLine{"mm", unit{one: "millimetre", many: "millimetres"}},
		unitLine{"mi", unit{one: "mile", many: "miles", halves: true}},
		unitLine{"ft", unit{one: "foot", many: "feet"}},
		unitLine{"ml mL", unit{one: "millilitre", many: "millilitres"}},
		unitLine{"dl", unit{one: "decilitre", many: "decilitres"}},
		unitLine{"l L", unit{one: "litre", many: "litres", halves: true}},
		unitLine{"tsp", unit{one: "teaspoon", many: "teaspoons", halves: true}},
		unitLine{"tbsp", unit{one: "tablespoon", many: "tablespoons", halves: true}},
		unitLine{"cup cups", unit{one: "cup", many: "cups", halves: true}},
		unitLine{"kcal cal Cal", unit{one: "calorie", many: "calories"}},
		unitLine{"kJ", unit{one: "kilojoule", many: "kilojoules"}},
		unitLine{"ms", unit{one: "millisecond", many: "milliseconds"}},
		unitLine{"s sec secs sec.", unit{one: "second", many: "seconds"}},
		unitLine{"min mins", unit{one: "minute", many: "minutes", halves: true}},
		unitLine{"minute minutes", unit{one: "minute", many: "minutes", halves: true}},
		unitLine{"h hr hrs hours hour", unit{one: "hour", many: "hours", halves: true}},
		unitLine{"%", unit{one: "percent", many: "percent"}},
		unitLine{"°C", unit{one: "degree Celsius", many: "degrees Celsius"}},
		unitLine{"°F", unit{one: "degree Fahrenheit", many: "degrees Fahrenheit"}},
		unitLine{"°", unit{one: "degree", many: "degrees"}},
		unitLine{"bpm", unit{one: "beat per minute", many: "beats per minute"}},
		unitLine{"km/h", unit{one: "kilometre per hour", many: "kilometres per hour"}},
		unitLine{"mph", unit{one: "mile per hour", many: "miles per hour"}},
		unitLine{"W", unit{one: "watt", many: "watts"}},
		unitLine{"IU", unit{one: "international unit", many: "international units"}},
		unitLine{"am AM a.m.", unit{one: "a.m.", many: "a.m."}},
		unitLine{"pm PM p.m.", unit{one: "p.m.", many: "p.m."}},
	)
}

func englishSmall() []string {
	return strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
}

func englishTens() []string {
	return strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety")
}

func englishCardinal(n int64) string {
	switch {
	case n < 20:
		return englishSmall()[n]
	case n < 100:
		tens := englishTens()[n/10-2]
		if n%10 == 0 {
			return tens
		}
		return tens + "-" + englishSmall()[n%10]
	case n < 1000:
		return englishRest(englishSmall()[n/100]+" hundred", n%100)
	}
	for _, scale := range []struct {
		size int64
		name string
	}{{1_000_000_000, "billion"}, {1_000_000, "million"}, {1000, "thousand"}} {
		if n >= scale.size {
			return englishRest(englishCardinal(n/scale.size)+" "+scale.name, n%scale.size)
		}
	}
	return ""
}

func englishRest(head string, rest int64) string {
	switch {
	case rest == 0:
		return head
	case rest < 100:
		return head + " and " + englishCardinal(rest)
	}
	return head + " " + englishCardinal(rest)
}

func englishOrdinal(n int64) string {
	words := englishCardinal(n)
	at := strings.LastIndexAny(words, " -") + 1
	last := words[at:]
	irregular := map[string]string{"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}
	switch {
	case irregular[last] != "":
		last = irregular[last]
	case strings.HasSuffix(last, "y"):
		last = last[:len(last)-1] + "ieth"
	default:
		last += "th"
	}
	return words[:at] + last
}

// englishOrdinalAt is 3rd, 5 November, and November 5.
func englishOrdinalAt(n int64, before, after string) (spoken string, used int, ok bool) {
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		if strings.HasPrefix(after, suffix) && !letterAt(after, 2) {
			return englishOrdinal(n), 2, true
		}
	}
	if n < 1 || n > 31 {
		return "", 0, false
	}
	if month := nextWord(after); slices.Contains(englishMonths(), month) {
		return "the " + englishOrdinal(n) + " of " + month, 1 + len(month), true
	}
	if slices.Contains(englishMonths(), before) && !letterAt(after, 0) && !strings.HasPrefix(after, "%") {
		return englishOrdinal(n), 0, true
	}
	return "", 0, false
}

func englishMonths() []string {
	return strings.Fields("January February March April May June July August September October November December")
}

func englishDate(day, month, year int, _ string) string {
	spoken := "the " + englishOrdinal(int64(day)) + " of " + englishMonths()[month-1]
	if year > 0 {
		spoken += " " + englishYear(int64(year))
	}
	return spoken
}

func englishYear(n int64) string {
	switch rest := n % 100; {
	case n >= 2000 && n < 2010:
		return englishCardinal(n)
	case rest == 0:
		return englishCardinal(n/100) + " hundred"
	case rest < 10:
		return englishCardinal(n/100) + " oh " + englishCardinal(rest)
	default:
		return englishCardinal(n/100) + " " + englishCardinal(rest)
	}
}

func englishParts(whole int64, fraction string, u unit) (string, bool) {
	part := map[string]string{half: "a half", quarter: "a quarter", threeQuarters: "three quarters"}[fraction]
	article := "a "
	if strings.HasPrefix(u.one, "hour") || strings.HasPrefix(u.one, "ounce") {
		article = "an "
	}
	switch {
	case part == "":
		return "", false
	case whole > 0:
		return englishCardinal(whole) + " and " + part + " " + u.many, true
	case u.one == "":
		return part, true
	case fraction == half:
		return "half " + article + u.one, true
	}
	return part + " of " + article + u.one, true
}

// englishClock says hours of the day by twelve, unless it was written without telling which half.
func englishClock(h, m int, after string) (string, int) {
	suffix, used := "", 0
	for _, s := range []string{"am", "pm", "AM", "PM", "a.m.", "p.m."} {
		for _, space := range []string{"", " "} {
			if strings.HasPrefix(after, space+s) && !letterAt(after, len(space+s)) {
				suffix, used = " "+strings.ToLower(s[:1])+".m.", len(space+s)
			}
		}
	}
	if suffix == "" {
		switch {
		case h == 0, h == 24:
			suffix = " a.m."
		case h > 12:
			suffix = " p.m."
		}
	}
	hour := int64((h+11)%12 + 1)
	switch {
	case m == 0 && suffix == "":
		return englishCardinal(hour) + " o'clock", used
	case m == 0:
		return englishCardinal(hour) + suffix, used
	case m < 10:
		return englishCardinal(hour) + " oh " + englishCardinal(int64(m)) + suffix, used
	}
	return englishCardinal(hour) + " " + englishCardinal(int64(m)) + suffix, used
}
