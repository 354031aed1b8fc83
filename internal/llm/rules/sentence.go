package rules

import "spotter"

// line is a fixed sentence in the four languages.
type line [4]string

var lines = map[string]line{
	"unknown": {"No language model is set up; I understand short commands only.", "Es ist kein Sprachmodell eingerichtet; ich verstehe nur kurze Befehle.",
		"No hay ningún modelo de lenguaje configurado; solo entiendo órdenes cortas.", "कोई भाषा मॉडल नहीं लगा है; मैं केवल छोटे आदेश समझता हूँ।"},
	"examples": {"For example:", "Zum Beispiel:", "Por ejemplo:", "जैसे:"},
	"not_here": {"I cannot do that here.", "Das kann ich hier nicht.", "Eso no puedo hacerlo aquí.", "यह मैं यहाँ नहीं कर सकता।"},
	"water":    {"How much water? In millilitres or litres, or say: a glass.", "Wie viel Wasser? In Millilitern oder Litern, oder sag: ein Glas.", "¿Cuánta agua? En mililitros o litros, o di: un vaso.", "कितना पानी? मिली या लीटर में, या कहें: एक गिलास।"},
	"weight":   {"What did the scale say, in kg or lb?", "Was zeigte die Waage, in kg?", "¿Qué marcó la báscula, en kg?", "तराज़ू ने किलो में क्या दिखाया?"},
	"feeling": {"From 1 to 5: how is your energy, how did you sleep, and how sore are you? For example: energy 2, sleep 3, soreness 2.",
		"Von 1 bis 5: Wie ist deine Energie, wie hast du geschlafen, wie stark ist der Muskelkater? Zum Beispiel: Energie 2, Schlaf 3, Muskelkater 2.",
		"Del 1 al 5: ¿cómo está tu energía, cómo dormiste y cuántas agujetas tienes? Por ejemplo: energía 2, sueño 3, agujetas 2.",
		"1 से 5 तक: ऊर्जा कैसी है, नींद कैसी थी, दर्द कितना है? जैसे: ऊर्जा 2, नींद 3, दर्द 2।"},
	"meal":  {"What did you eat? For example: log breakfast, or: I ate FOOD.", "Was hast du gegessen? Zum Beispiel: Frühstück eintragen, oder: ich habe ZUTAT gegessen.", "¿Qué comiste? Por ejemplo: registra el desayuno, o: comí ALIMENTO.", "आपने क्या खाया? जैसे: नाश्ता दर्ज करो।"},
	"slot":  {"Which meal: breakfast, lunch, dinner? Say for example: swap FOOD for FOOD at dinner tonight.", "Welche Mahlzeit: Frühstück, Mittagessen, Abendessen? Zum Beispiel: tausche ZUTAT gegen ZUTAT heute zum Abendessen.", "¿Qué comida: desayuno, comida, cena? Por ejemplo: cambia ALIMENTO por ALIMENTO hoy en la cena.", "कौन-सा भोजन: नाश्ता, दोपहर, रात? जैसे: आज रात के खाने में FOOD की जगह FOOD।"},
	"scope": {"Just tonight, or from now on?", "Nur heute, oder ab jetzt immer?", "¿Solo hoy o desde ahora?", "सिर्फ़ आज, या अब से हमेशा?"},
	"move":  {"Which session, and to which day? For example: move Thursday to Friday.", "Welche Einheit, und auf welchen Tag? Zum Beispiel: verschiebe Donnerstag auf Freitag.", "¿Qué sesión y a qué día? Por ejemplo: mueve el jueves al viernes.", "कौन-सा सत्र, और किस दिन? जैसे: गुरुवार को शुक्रवार पर ले जाओ।"},
	"plan":  {"What shall change? For example: change my plan to N days, N minutes a session, or without EXERCISE.", "Was soll sich ändern? Zum Beispiel: ändere meinen Plan auf N Tage, N Minuten pro Einheit, oder ohne ÜBUNG.", "¿Qué cambio? Por ejemplo: cambia mi plan a N días, N minutos por sesión, o sin EJERCICIO.", "क्या बदलना है? जैसे: मेरी योजना N दिन की करो, या N मिनट।"},
	"times": {"On which days and at what time? For example: train Monday and Thursday at HH:MM from now on.", "An welchen Tagen und um wie viel Uhr? Zum Beispiel: ab jetzt Montag und Donnerstag um HH:MM trainieren.", "¿Qué días y a qué hora? Por ejemplo: entrenar lunes y jueves a las HH:MM desde ahora.", "किन दिनों और किस समय? जैसे: अब से सोमवार और गुरुवार HH:MM बजे।"},
	"which": {"Which reminders: workout, meals, water or review?", "Welche Erinnerungen: Training, Mahlzeiten, Wasser oder Rückblick?", "¿Qué recordatorios: entreno, comidas, agua o resumen?", "कौन-से रिमाइंडर: वर्कआउट, भोजन, पानी या समीक्षा?"},
	"undo": {"I cannot take a change back here: in the history of the plan every accepted proposal has an undo.", "Zurücknehmen kann ich hier nichts: In der Geschichte des Plans lässt sich jeder angenommene Vorschlag zurücknehmen.",
		"Aquí no puedo deshacer un cambio: en el historial del plan cada propuesta aceptada se puede deshacer.", "यहाँ मैं बदलाव वापस नहीं ले सकता: योजना के इतिहास में हर स्वीकृत प्रस्ताव वापस लिया जा सकता है।"},
	"still": {"I did not get all of it. Still missing: %s.", "Das habe ich nicht ganz verstanden. Es fehlt noch: %s.", "No lo he entendido todo. Aún falta: %s.", "पूरा समझ नहीं आया। अभी चाहिए: %s।"},
	"plans": {"Say “training plan” or “meal plan” and I make the proposal.", "Sag „Trainingsplan“ oder „Essensplan“, dann mache ich den Vorschlag.", "Di «plan de entrenamiento» o «plan de comidas» y hago la propuesta.", "“ट्रेनिंग प्लान” या “मील प्लान” कहें, मैं प्रस्ताव बनाता हूँ।"},
}

// examples fit what an agent can do.
var examples = map[spotter.Actor]line{
	spotter.ActorWorkout: {"“what's my workout today”, “start workout”, “LOAD x REPS, two left”, “too heavy”, “what's next”, “show me EXERCISE”, “change my plan to N days”", "„Was trainiere ich heute“, „Training starten“, „LAST x WDH, zwei übrig“, „zu schwer“, „was kommt jetzt“, „zeig mir ÜBUNG“, „Plan auf N Tage ändern“",
		"«qué entreno hoy», «empezar», «CARGA x REPS», «muy pesado», «qué sigue», «muéstrame EJERCICIO», «cambia mi plan a N días»", "“आज का वर्कआउट”, “शुरू करो”, “भार x रेप”, “बहुत भारी”, “अगला सेट”, “व्यायाम दिखाओ”, “मेरी योजना N दिन की करो”"},
	spotter.ActorDiet: {"“what's my next meal”, “what can I cook now”, “something else for dinner”, “log breakfast”, “log a glass of water”, “shopping list”, “recipe for DISH”", "„nächste Mahlzeit“, „was kann ich kochen“, „etwas anderes zum Abendessen“, „Frühstück eintragen“, „ein Glas Wasser“, „Einkaufsliste“, „Rezept für GERICHT“",
		"«próxima comida», «qué puedo cocinar», «otra cosa para la cena», «registra el desayuno», «un vaso de agua», «lista de la compra», «receta de PLATO»", "“अगला भोजन”, “क्या पका सकता हूँ”, “एक गिलास पानी दर्ज करो”, “खरीदारी की सूची”"},
	spotter.ActorTracker: {"“how am I doing”, “weekly review”, “log my weight”, “energy 3, sleep 2”, “I missed my session”", "„wie läuft es“, „Wochenrückblick“, „Gewicht eintragen“, „Energie 3, Schlaf 2“, „Einheit verpasst“",
		"«cómo voy», «resumen semanal», «registrar mi peso», «energía 3, sueño 2», «falté a una sesión»", "“मेरी प्रगति कैसी है”, “साप्ताहिक समीक्षा”, “मेरा वज़न”"},
	spotter.ActorScheduler: {"“move Thursday to Friday”, “this week”, “turn off water reminders”, “train Monday and Thursday at HH:MM from now on”", "„verschiebe Donnerstag auf Freitag“, „diese Woche“, „Wassererinnerungen aus“", "«mueve el jueves al viernes», «esta semana», «apaga los recordatorios de agua»", "“गुरुवार को शुक्रवार पर ले जाओ”, “इस हफ़्ते”, “पानी के रिमाइंडर बंद करो”"},
	spotter.ActorGeneral:   {"“today”, “this week”, “what do you know about me”, “remember that I like mornings”, “why this plan”", "„heute“, „diese Woche“, „was weißt du über mich“, „merk dir, dass ich morgens trainiere“, „warum dieser Plan“", "«hoy», «esta semana», «qué sabes de mí», «recuerda que prefiero la mañana»", "“आज”, “इस हफ़्ते”, “मेरे बारे में क्या जानते हो”"},
}

func say(key string, tongue int) string { return lines[key][tongue] }
