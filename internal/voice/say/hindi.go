package say

import (
	"strings"
)

func hindi() *grammar {
	g := &grammar{
		language: "hi", thousands: ",", decimal: ".", lakhs: true, point: "दशमलव",
		to: "से", per: "प्रति", times: "के साथ", each: "बार", reserve: "रेप बाकी", over: "बटा",
		cardinal: func(n int64, _ gender) string { return hindiCardinal(n) },
		ordinal:  hindiOrdinalAt, parts: hindiParts, clock: hindiClock, date: hindiDate,
		noun:    func(string) gender { return neuter },
		year:    hindiCardinal,
		months:  hindiMonths(),
		ratios:  map[string]string{"1/2": "आधा", "1/3": "एक तिहाई", "2/3": "दो तिहाई", "1/4": "एक चौथाई", "3/4": "तीन चौथाई", "1/8": "आठवाँ हिस्सा"},
		minutes: []string{"min", "मिनट", "मि."}, hours: []string{"h", "घंटे", "घंटा"},
		signs: map[rune]string{'&': "और", '@': "पर", '~': "लगभग", '≈': "लगभग", '≥': "कम से कम", '≤': "ज़्यादा से ज़्यादा", '±': "प्लस माइनस", '=': "बराबर", '→': "फिर", '-': "माइनस", '−': "माइनस", '+': "प्लस", '×': "गुणा"},
		short: abbreviations("आदि.", "आदि", "RIR", "बाकी रेप", "e1RM", "अनुमानित अधिकतम", "1RM", "एक रेप का अधिकतम", "kcal", "कैलोरी", "kg", "किलो", "reps", "रेप", "sets", "सेट"),
		units: hindiUnits(),
	}
	g.behind = g.one
	g.sets = func(n int64, reps string) string {
		return hindiCardinal(n) + " सेट, हर सेट में " + reps
	}
	return g
}

func hindiUnits() map[string]unit {
	same := func(word string, halves bool) unit { return unit{one: word, many: word, halves: halves} }
	return unitTable(
		unitLine{"kg किलो किग्रा कि.ग्रा.", same("किलो", true)},
		unitLine{"g ग्राम", same("ग्राम", false)},
		unitLine{"mg", same("मिलीग्राम", false)},
		unitLine{"µg μg mcg", same("माइक्रोग्राम", false)},
		unitLine{"lb lbs पाउंड", same("पाउंड", true)},
		unitLine{"km किमी", same("किलोमीटर", true)},
		unitLine{"m मीटर", same("मीटर", true)},
		unitLine{"cm सेमी", same("सेंटीमीटर", true)},
		unitLine{"ml मिली", same("मिलीलीटर", false)},
		unitLine{"l L लीटर", same("लीटर", true)},
		unitLine{"कप", same("कप", true)},
		unitLine{"kcal cal कैलोरी", same("कैलोरी", false)},
		unitLine{"s sec सेकंड", same("सेकंड", false)},
		unitLine{"min मिनट मि.", same("मिनट", true)},
		unitLine{"h घंटा घंटे", unit{one: "घंटा", many: "घंटे", halves: true}},
		unitLine{"rep reps रेप", same("रेप", false)},
		unitLine{"set sets सेट", same("सेट", false)},
		unitLine{"%", same("प्रतिशत", false)},
		unitLine{"°C", same("डिग्री सेल्सियस", false)},
		unitLine{"°F", same("डिग्री फ़ारेनहाइट", false)},
		unitLine{"°", same("डिग्री", false)},
		unitLine{"bpm", same("धड़कन प्रति मिनट", false)},
		unitLine{"km/h", same("किलोमीटर प्रति घंटा", false)},
		unitLine{"W", same("वाट", false)},
		unitLine{"IU", same("अंतरराष्ट्रीय यूनिट", false)},
	)
}

// hindiSmall has a word of its own for each number below a hundred.
func hindiSmall() []string {
	return strings.Fields(`शून्य एक दो तीन चार पाँच छह सात आठ नौ
		दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस
		बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस
		तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस
		चालीस इकतालीस बयालीस तैंतालीस चवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास
		पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ
		साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर
		सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उनासी
		अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी
		नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे`)
}

func hindiCardinal(n int64) string {
	if n < 100 {
		return hindiSmall()[n]
	}
	for _, scale := range []struct {
		size int64
		name string
	}{{10_000_000, "करोड़"}, {100_000, "लाख"}, {1000, "हज़ार"}, {100, "सौ"}} {
		if n < scale.size {
			continue
		}
		words := hindiCardinal(n/scale.size) + " " + scale.name
		if rest := n % scale.size; rest > 0 {
			words += " " + hindiCardinal(rest)
		}
		return words
	}
	return ""
}

// hindiParts: one and a half, two and a half, and from three on half more have words of their own.
func hindiParts(whole int64, fraction string, u unit) (string, bool) {
	if fraction != half {
		return "", false
	}
	switch whole {
	case 0:
		return "आधा " + u.one, true
	case 1:
		return "डेढ़ " + u.one, true
	case 2:
		return "ढाई " + u.many, true
	}
	return "साढ़े " + hindiCardinal(whole) + " " + u.many, true
}

// hindiOrdinalAt is 5वाँ; the first four and the sixth are words of their own.
func hindiOrdinalAt(n int64, _, after string) (spoken string, used int, ok bool) {
	for _, suffix := range []string{"वाँ", "वां", "वीं", "वें", "ला", "ली", "ले", "रा", "री", "रे", "था", "थी", "थे", "ठा", "ठी", "ठे"} {
		if !strings.HasPrefix(after, suffix) || letterAt(after, len(suffix)) {
			continue
		}
		stem := map[int64]string{1: "पह", 2: "दूस", 3: "तीस", 4: "चौ", 6: "छ"}[n]
		if irregular := !strings.HasPrefix(suffix, "व"); irregular && stem != "" {
			return stem + suffix, len(suffix), true
		}
		return hindiCardinal(n) + suffix, len(suffix), true
	}
	return "", 0, false
}

func hindiDate(day, month, year int, _ string) string {
	spoken := hindiCardinal(int64(day)) + " " + hindiMonths()[month-1]
	if year > 0 {
		spoken += " " + hindiCardinal(int64(year))
	}
	return spoken
}

func hindiMonths() []string {
	return strings.Fields("जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर")
}

func hindiClock(h, m int, after string) (string, int) {
	used := 0
	if strings.HasPrefix(after, " बजे") {
		used = len(" बजे")
	}
	if m == 0 {
		return hindiCardinal(int64(h)) + " बजे", used
	}
	return hindiCardinal(int64(h)) + " बजकर " + hindiCardinal(int64(m)) + " मिनट", used
}
