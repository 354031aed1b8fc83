package endpoint

import "strings"

// vocabulary is a language's words, in lower case.
type vocabulary struct {
	open                             []string // after them more comes
	thinking                         []string
	numbers, units                   []string
	yes, no                          []string // whole answers
	backchannels, stop, wait, resume []string // phrases
}

func vocabularyOf(tag string) vocabulary {
	switch language(tag) {
	case "de":
		return german()
	case "es":
		return spanish()
	case "hi":
		return hindi()
	}
	return english()
}

// list takes phrases apart at commas.
func list(s string) []string {
	out := strings.Split(s, ",")
	for i, phrase := range out {
		out[i] = strings.TrimSpace(phrase)
	}
	return out
}

func english() vocabulary {
	return vocabulary{
		open: strings.Fields("and then but or so because if when while with at for to of in on by from the a an my your is are was were " +
			"i i'm i'd i've it's that's like um uh er hmm about around plus than which who not very really"),
		thinking: strings.Fields("um uh er erm hmm mm hm ah"),
		numbers: strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen " +
			"twenty thirty forty fifty sixty seventy eighty ninety hundred thousand half"),
		units:        strings.Fields("kg kilo kilos kilograms lb lbs pound pounds rep reps repetitions set sets minute minutes second seconds hour hours gram grams g calories litre litres liters ml percent reserve"),
		yes:          list("yes, yeah, yep, yup, ok, okay, sure, right, exactly, of course, do it, go ahead, yes please, sounds good"),
		no:           list("no, nope, nah, no thanks, not now, don't"),
		backchannels: list("uh-huh, uh huh, mhm, mm-hmm, mm hmm, mm, hmm, ok, okay, right, i see, got it, alright, all right, cool, nice, great, wow, oh, sure, good"),
		stop:         list("stop, stop it, shut up, be quiet, quiet, enough, cancel, never mind, that's enough, stop talking, please, please stop"),
		wait:         list("wait, wait a second, wait a minute, hold on, hang on, one second, one moment, just a second, just a moment, a moment, give me a second, pause, hold"),
		resume:       list("go on, continue, carry on, keep going, please go on, please continue, resume"),
	}
}

func german() vocabulary {
	return vocabulary{
		open: strings.Fields("und oder aber dann weil dass wenn ob als mit bei für zu von in im am an auf aus der die das den dem ein eine einen einem mein meine " +
			"ich ich's also ähm äh hm so etwa ungefähr ca noch sehr nicht habe hab bin war wie"),
		thinking: strings.Fields("ähm äh ehm hm hmm mm öh"),
		numbers: strings.Fields("null eins ein eine zwei zwo drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn " +
			"zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend halb"),
		units:        strings.Fields("kg kilo kilos kilogramm pfund wiederholung wiederholungen mal satz sätze minute minuten sekunde sekunden stunde stunden gramm g kalorien liter ml prozent reserve"),
		yes:          list("ja, jo, jep, jawohl, klar, okay, ok, genau, gern, gerne, mach das, passt, stimmt, in ordnung"),
		no:           list("nein, nee, nö, nicht jetzt, lieber nicht, nein danke"),
		backchannels: list("mhm, hm, hmm, aha, ach so, achso, ok, okay, ja, genau, alles klar, verstehe, gut, super, toll, stimmt, oh"),
		stop:         list("stopp, stop, halt, ruhe, sei still, still, schluss, aufhören, hör auf, genug, reicht, das reicht, abbrechen, bitte, vergiss es"),
		wait:         list("warte, warte mal, wart mal, warte kurz, moment, moment mal, einen moment, einen augenblick, sekunde, eine sekunde, kurz warten, pause"),
		resume:       list("weiter, mach weiter, mach weiter bitte, bitte weiter, red weiter, sprich weiter, fahr fort"),
	}
}

func spanish() vocabulary {
	return vocabulary{
		open: strings.Fields("y o pero entonces porque que si cuando mientras con a al para por de del en el la los las un una unos unas mi mis tu es son está " +
			"yo eh em este pues como más muy no sobre unos"),
		thinking: strings.Fields("eh em este mmm mm hmm ehm"),
		numbers: strings.Fields("cero uno un una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte " +
			"veinticinco treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento doscientos mil medio media"),
		units:        strings.Fields("kg kilo kilos libra libras repetición repeticiones reps veces serie series minuto minutos segundo segundos hora horas gramo gramos g calorías litro litros ml ciento reserva"),
		yes:          list("sí, si, claro, vale, ok, okay, de acuerdo, exacto, por supuesto, hazlo, está bien, bueno"),
		no:           list("no, no gracias, ahora no, mejor no"),
		backchannels: list("ajá, aja, mhm, mm, hmm, ok, okay, vale, sí, si, claro, ya, ya veo, entiendo, bien, muy bien, bueno, perfecto, oh"),
		stop:         list("para, párate, para ya, basta, ya basta, alto, stop, silencio, cállate, calla, cancela, déjalo, por favor, detente"),
		wait:         list("espera, espera un momento, espera un segundo, espérate, un momento, un segundo, momento, aguanta, pausa"),
		resume:       list("sigue, continúa, continua, adelante, sigue por favor, puedes seguir, vamos sigue"),
	}
}

func hindi() vocabulary {
	return vocabulary{
		open:         strings.Fields("और या लेकिन मगर फिर तो क्योंकि कि अगर जब के का की को से में पर ने लिए साथ मैं मैंने मेरा मेरी यह वह एक उम अम मतलब जैसे लगभग करीब बहुत"),
		thinking:     strings.Fields("उम अम हम्म एम उह आह"),
		numbers:      strings.Fields("शून्य एक दो तीन चार पाँच पांच छह छः सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस पच्चीस तीस चालीस पचास साठ सत्तर अस्सी नब्बे सौ हज़ार हजार साढ़े डेढ़ ढाई आधा"),
		units:        strings.Fields("kg किलो किलोग्राम पाउंड रेप रेप्स बार सेट मिनट सेकंड सेकेंड घंटा घंटे ग्राम कैलोरी लीटर प्रतिशत बाकी"),
		yes:          list("हाँ, हां, जी, जी हाँ, जी हां, हाँ जी, ठीक है, ठीक, ओके, बिल्कुल, कर दो, सही है"),
		no:           list("नहीं, ना, जी नहीं, अभी नहीं, मत करो"),
		backchannels: list("हाँ, हां, हम्म, हूँ, हूं, अच्छा, ओके, ठीक, ठीक है, सही, सही है, समझ गया, समझ गई, जी, वाह, ओह"),
		stop:         list("रुको मत बोलो, बस, बस करो, चुप, चुप रहो, बंद करो, स्टॉप, रहने दो, छोड़ो, कृपया"),
		wait:         list("रुको, रुकिए, रुक जाओ, एक मिनट, एक मिनट रुको, एक सेकंड, ज़रा रुको, जरा रुको, ठहरो, ठहरिए, वेट"),
		resume:       list("आगे बोलो, बोलो, बोलते रहो, जारी रखो, आगे बढ़ो, आगे बताओ, चालू रखो, जारी रखिए"),
	}
}
