package safety

import (
	"strings"

	"spotter"
)

// Answer is the fixed answer to a red flag for a person with a locale, as BCP 47 writes it. A language that
// has no texts gets those of the language in which the words were written. The emergency number is that of
// the locale's region; without a region that is known the text names none.
func Answer(kind spotter.RedFlag, locale, written string) spotter.SafeAnswer {
	language, region := localeParts(locale)
	if answerTexts[language] == nil {
		language = written
	}
	if answerTexts[language] == nil {
		language = "en"
	}
	number := emergencyNumbers[region]
	call := callTexts[language][0]
	if number != "" {
		call = strings.ReplaceAll(callTexts[language][1], "{number}", number)
	}
	text := strings.ReplaceAll(answerTexts[language][kind], "{call}", call)
	return spotter.SafeAnswer{Kind: kind, Text: text, Emergency: number, Language: language}
}

// localeParts is the language and the region of a tag such as de-AT or zh-Hans-CN.
func localeParts(tag string) (language, region string) {
	for i, part := range strings.Split(tag, "-") {
		switch {
		case i == 0:
			language = strings.ToLower(part)
		case len(part) == 1: // extensions follow
			return language, region
		case len(part) == 2 && region == "":
			region = strings.ToUpper(part)
		}
	}
	return language, region
}

// emergencyNumbers are national numbers for an ambulance, by region. They are widely published and were
// not checked against each country's own page: a region that is in doubt is left out, and the text then
// says "your local emergency number".
var emergencyNumbers = map[string]string{
	"US": "911", "CA": "911", "MX": "911", "AR": "911", "PE": "911", "EC": "911", "UY": "911", "CR": "911", "PA": "911",
	"GB": "999", "IE": "112", "AU": "000", "NZ": "111", "IN": "112",
	"DE": "112", "AT": "112", "CH": "112", "ES": "112", "PT": "112", "FR": "112", "IT": "112", "NL": "112", "BE": "112", "LU": "112",
	"DK": "112", "SE": "112", "FI": "112", "NO": "113", "IS": "112", "PL": "112", "CZ": "112", "SK": "112", "HU": "112", "RO": "112",
	"BG": "112", "GR": "112", "HR": "112", "SI": "112", "EE": "112", "LV": "112", "LT": "112", "CY": "112", "MT": "112", "LI": "112",
}

// callTexts are "your local emergency number" and "the emergency number (112)", for use after "call".
var callTexts = map[string][2]string{
	"en": {"your local emergency number", "the emergency number ({number})"},
	"de": {"den örtlichen Notruf", "den Notruf ({number})"},
	"es": {"al número de emergencias de tu zona", "al número de emergencias ({number})"},
	"hi": {"अपने स्थानीय आपातकालीन नंबर पर", "आपातकालीन नंबर ({number}) पर"},
}

// answerTexts say what to do now: calm, short, without figures and without a diagnosis. Those in German,
// Spanish and Hindi are machine-made and wait for a speaker's review.
var answerTexts = map[string]map[spotter.RedFlag]string{
	"en": {
		spotter.RedFlagChestPain:  "Please stop exercising and sit down. Chest pain or pressure can be an emergency, and I cannot judge it from here. Call {call} now, and do not drive yourself. If somebody is near, ask them to stay with you. Training can wait.",
		spotter.RedFlagSelfHarm:   "Thank you for telling me. I am a coach and cannot give you the help that you deserve, but people can, right now. If you might act on this, call {call} or go to the nearest emergency department. Otherwise call a crisis line in your country, or a person you trust, and tell them what you told me. Please do not stay alone with this.",
		spotter.RedFlagPregnancy:  "Please stop exercising and contact your midwife, doctor or maternity unit now; they would rather hear from you once too often. With heavy bleeding, severe pain, changed vision, a bad headache, fainting, waters that break early, or a baby that moves less, call {call}. I cannot judge this from here.",
		spotter.RedFlagFainting:   "Please stop and lie down with your legs raised, or sit with your head low. Do not train again today, and do not drive. If you fainted during effort, hit your head, have chest pain or trouble breathing, or do not feel well again within minutes, call {call}. In any case have a doctor look at it before your next session.",
		spotter.RedFlagDisordered: "Thank you for saying so; nothing here is your fault. This is beyond what a coach should answer, and I will not talk about targets or amounts now. Please speak with a doctor, or with an eating disorder helpline in your country; they know this and can help. If you feel faint, have pain in the chest, or cannot keep fluids down, call {call}.",
	},
	"de": {
		spotter.RedFlagChestPain:  "Bitte hör auf zu trainieren und setz dich hin. Schmerz oder Druck in der Brust kann ein Notfall sein, und ich kann das von hier aus nicht beurteilen. Ruf jetzt {call} an und fahr nicht selbst. Bitte jemanden in der Nähe, bei dir zu bleiben. Das Training kann warten.",
		spotter.RedFlagSelfHarm:   "Danke, dass du mir das sagst. Ich bin ein Coach und kann dir nicht die Hilfe geben, die du verdienst, aber Menschen können es, jetzt gleich. Wenn du dir etwas antun könntest, ruf {call} an oder geh in die nächste Notaufnahme. Sonst ruf eine Krisenhotline in deinem Land an oder jemanden, dem du vertraust, und sag dort, was du mir gesagt hast. Bleib damit bitte nicht allein.",
		spotter.RedFlagPregnancy:  "Bitte hör auf zu trainieren und melde dich jetzt bei deiner Hebamme, deiner Ärztin oder der Geburtsklinik; lieber einmal zu oft. Bei starker Blutung, heftigen Schmerzen, Sehstörungen, starkem Kopfschmerz, Ohnmacht, zu frühem Blasensprung oder weniger Kindsbewegungen ruf {call} an. Ich kann das von hier aus nicht beurteilen.",
		spotter.RedFlagFainting:   "Bitte hör auf und leg dich hin, die Beine hoch, oder setz dich mit dem Kopf nach unten. Trainiere heute nicht mehr und fahr nicht selbst. Wenn es unter Belastung geschah, du dir den Kopf gestoßen hast, Brustschmerzen oder Atemnot hast oder es dir nicht in wenigen Minuten besser geht, ruf {call} an. Lass es auf jeden Fall ärztlich abklären, bevor du wieder trainierst.",
		spotter.RedFlagDisordered: "Danke, dass du das sagst; du bist nicht schuld daran. Das geht über das hinaus, was ein Coach beantworten sollte, und ich spreche jetzt nicht über Ziele oder Mengen. Bitte sprich mit einer Ärztin oder einem Arzt oder mit einer Beratung für Essstörungen in deinem Land; dort kennt man das und kann helfen. Wenn dir schwarz vor Augen wird, die Brust schmerzt oder du keine Flüssigkeit bei dir behältst, ruf {call} an.",
	},
	"es": {
		spotter.RedFlagChestPain:  "Por favor, deja de entrenar y siéntate. Un dolor o una presión en el pecho puede ser una emergencia y desde aquí no puedo valorarlo. Llama ahora {call} y no conduzcas. Si hay alguien cerca, pídele que se quede contigo. El entrenamiento puede esperar.",
		spotter.RedFlagSelfHarm:   "Gracias por contármelo. Soy un entrenador y no puedo darte la ayuda que mereces, pero hay personas que sí pueden, ahora mismo. Si crees que podrías hacerte daño, llama {call} o ve a urgencias. Si no, llama a una línea de crisis de tu país o a alguien de confianza y dile lo que me has dicho. Por favor, no te quedes a solas con esto.",
		spotter.RedFlagPregnancy:  "Por favor, deja de entrenar y habla ahora con tu matrona, tu médico o tu maternidad; prefieren que llames una vez de más. Si hay sangrado abundante, dolor fuerte, visión alterada, dolor de cabeza intenso, desmayo, rotura de aguas antes de tiempo o el bebé se mueve menos, llama {call}. Desde aquí no puedo valorarlo.",
		spotter.RedFlagFainting:   "Por favor, para y túmbate con las piernas en alto, o siéntate con la cabeza baja. No entrenes más hoy y no conduzcas. Si te pasó durante el esfuerzo, te golpeaste la cabeza, tienes dolor de pecho o te cuesta respirar, o no te recuperas en unos minutos, llama {call}. En cualquier caso, que te vea un médico antes de volver a entrenar.",
		spotter.RedFlagDisordered: "Gracias por decirlo; nada de esto es culpa tuya. Va más allá de lo que debe responder un entrenador, y ahora no hablaré de objetivos ni de cantidades. Por favor, habla con un médico o con una línea de ayuda para trastornos alimentarios de tu país; lo conocen y pueden ayudarte. Si te sientes desfallecer, te duele el pecho o no retienes líquidos, llama {call}.",
	},
	"hi": {
		spotter.RedFlagChestPain:  "कृपया व्यायाम रोक दें और बैठ जाएँ। सीने में दर्द या दबाव आपात स्थिति हो सकती है और मैं यहाँ से इसे परख नहीं सकता। अभी {call} कॉल करें और खुद गाड़ी न चलाएँ। कोई पास हो तो उसे अपने साथ रुकने को कहें। ट्रेनिंग बाद में हो सकती है।",
		spotter.RedFlagSelfHarm:   "यह बताने के लिए धन्यवाद। मैं एक कोच हूँ और आपको वह मदद नहीं दे सकता जिसके आप हक़दार हैं, पर लोग दे सकते हैं, अभी। अगर लगे कि आप ख़ुद को नुकसान पहुँचा सकते हैं तो {call} कॉल करें या नज़दीकी आपातकालीन विभाग जाएँ। नहीं तो अपने देश की संकट हेल्पलाइन या किसी भरोसेमंद व्यक्ति को कॉल करें और वही बताएँ जो मुझे बताया। कृपया इसके साथ अकेले न रहें।",
		spotter.RedFlagPregnancy:  "कृपया व्यायाम रोक दें और अभी अपनी दाई, डॉक्टर या प्रसूति विभाग से बात करें; वे चाहेंगे कि आप एक बार ज़्यादा पूछें। ज़्यादा ख़ून बहने, तेज़ दर्द, धुंधला दिखने, तेज़ सिरदर्द, बेहोशी, समय से पहले पानी की थैली फटने या बच्चे के कम हिलने पर {call} कॉल करें। मैं यहाँ से इसे परख नहीं सकता।",
		spotter.RedFlagFainting:   "कृपया रुकें और पैर ऊपर करके लेट जाएँ, या सिर नीचे करके बैठें। आज और ट्रेनिंग न करें और गाड़ी न चलाएँ। अगर यह मेहनत के दौरान हुआ, सिर पर चोट लगी, सीने में दर्द या साँस की तकलीफ़ है, या कुछ मिनटों में ठीक न लगे तो {call} कॉल करें। अगली ट्रेनिंग से पहले डॉक्टर को ज़रूर दिखाएँ।",
		spotter.RedFlagDisordered: "यह बताने के लिए धन्यवाद; इसमें आपकी कोई गलती नहीं है। यह एक कोच के जवाब से आगे की बात है, और मैं अभी लक्ष्यों या मात्राओं की बात नहीं करूँगा। कृपया डॉक्टर से या अपने देश की ईटिंग डिसऑर्डर हेल्पलाइन से बात करें; वे इसे समझते हैं और मदद कर सकते हैं। अगर चक्कर आए, सीने में दर्द हो या पानी भी न रुके तो {call} कॉल करें।",
	},
}
