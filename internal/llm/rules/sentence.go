package rules

import "spotter"

// line is a fixed sentence in the four languages.
type line [4]string

var lines = map[string]line{
	"unknown": {"No language model is set up; I understand short commands only.", "Es ist kein Sprachmodell eingerichtet; ich verstehe nur kurze Befehle.",
		"No hay ningún modelo de lenguaje configurado; solo entiendo órdenes cortas.", "कोई भाषा मॉडल नहीं लगा है; मैं केवल छोटे आदेश समझता हूँ।"},
	"examples": {"For example:", "Zum Beispiel:", "Por ejemplo:", "जैसे:"},
	"not_here": {"I cannot do that here.", "Das kann ich hier nicht.", "Eso no puedo hacerlo aquí.", "यह मैं यहाँ नहीं कर सकता।"},
	"water":    {"How much water? For example: 300 ml, or a glass.", "Wie viel Wasser? Zum Beispiel: 300 ml oder ein Glas.", "¿Cuánta agua? Por ejemplo: 300 ml o un vaso.", "कितना पानी? जैसे: 300 मिली या एक गिलास।"},
	"weight":   {"How much do you weigh? For example: 80.2 kg.", "Wie viel wiegst du? Zum Beispiel: 80,2 kg.", "¿Cuánto pesas? Por ejemplo: 80,2 kg.", "आपका वज़न कितना है? जैसे: 80.2 किलो।"},
	"feeling": {"From 1 to 5: how is your energy, how did you sleep, and how sore are you? For example: energy 2, sleep 3, soreness 2.",
		"Von 1 bis 5: Wie ist deine Energie, wie hast du geschlafen, wie stark ist der Muskelkater? Zum Beispiel: Energie 2, Schlaf 3, Muskelkater 2.",
		"Del 1 al 5: ¿cómo está tu energía, cómo dormiste y cuántas agujetas tienes? Por ejemplo: energía 2, sueño 3, agujetas 2.",
		"1 से 5 तक: ऊर्जा कैसी है, नींद कैसी थी, दर्द कितना है? जैसे: ऊर्जा 2, नींद 3, दर्द 2।"},
	"set":   {"What did you do? For example: 100x8, or: done, 8 with 60 kg, two in reserve.", "Was hast du gemacht? Zum Beispiel: 100x8, oder: fertig, 8 mit 60 kg, zwei in Reserve.", "¿Qué hiciste? Por ejemplo: 100x8, o: hecho, 8 con 60 kg, dos en reserva.", "आपने क्या किया? जैसे: 100x8, या: हो गया, 8 रेप 60 किलो, दो बाकी।"},
	"meal":  {"What did you eat? For example: log breakfast, or: I ate two eggs.", "Was hast du gegessen? Zum Beispiel: Frühstück eintragen, oder: ich habe zwei Eier gegessen.", "¿Qué comiste? Por ejemplo: registra el desayuno, o: comí dos huevos.", "आपने क्या खाया? जैसे: नाश्ता दर्ज करो।"},
	"slot":  {"Which meal: breakfast, lunch, dinner? Say for example: swap salmon for chicken at dinner tonight.", "Welche Mahlzeit: Frühstück, Mittagessen, Abendessen? Zum Beispiel: tausche Lachs gegen Huhn heute zum Abendessen.", "¿Qué comida: desayuno, comida, cena? Por ejemplo: cambia salmón por pollo hoy en la cena.", "कौन-सा भोजन: नाश्ता, दोपहर, रात? जैसे: आज रात के खाने में सैल्मन की जगह चिकन।"},
	"scope": {"Just tonight, or from now on?", "Nur heute, oder ab jetzt immer?", "¿Solo hoy o desde ahora?", "सिर्फ़ आज, या अब से हमेशा?"},
	"move":  {"Which session, and to which day? For example: move Thursday to Friday.", "Welche Einheit, und auf welchen Tag? Zum Beispiel: verschiebe Donnerstag auf Freitag.", "¿Qué sesión y a qué día? Por ejemplo: mueve el jueves al viernes.", "कौन-सा सत्र, और किस दिन? जैसे: गुरुवार को शुक्रवार पर ले जाओ।"},
	"plan":  {"What shall change? For example: change my plan to 3 days, 45 minutes a session, or without squats.", "Was soll sich ändern? Zum Beispiel: ändere meinen Plan auf 3 Tage, 45 Minuten pro Einheit, oder ohne Kniebeugen.", "¿Qué cambio? Por ejemplo: cambia mi plan a 3 días, 45 minutos por sesión, o sin sentadillas.", "क्या बदलना है? जैसे: मेरी योजना 3 दिन की करो, या 45 मिनट।"},
	"times": {"On which days and at what time? For example: train Monday and Thursday at 18:00 from now on.", "An welchen Tagen und um wie viel Uhr? Zum Beispiel: ab jetzt Montag und Donnerstag um 18:00 trainieren.", "¿Qué días y a qué hora? Por ejemplo: entrenar lunes y jueves a las 18:00 desde ahora.", "किन दिनों और किस समय? जैसे: अब से सोमवार और गुरुवार 18:00 बजे।"},
	"which": {"Which reminders: workout, meals, water or review?", "Welche Erinnerungen: Training, Mahlzeiten, Wasser oder Rückblick?", "¿Qué recordatorios: entreno, comidas, agua o resumen?", "कौन-से रिमाइंडर: वर्कआउट, भोजन, पानी या समीक्षा?"},
	"undo": {"I cannot take a change back here: in the history of the plan every accepted proposal has an undo.", "Zurücknehmen kann ich hier nichts: In der Geschichte des Plans lässt sich jeder angenommene Vorschlag zurücknehmen.",
		"Aquí no puedo deshacer un cambio: en el historial del plan cada propuesta aceptada se puede deshacer.", "यहाँ मैं बदलाव वापस नहीं ले सकता: योजना के इतिहास में हर स्वीकृत प्रस्ताव वापस लिया जा सकता है।"},
	"still": {"I did not get all of it. Still missing: %s.", "Das habe ich nicht ganz verstanden. Es fehlt noch: %s.", "No lo he entendido todo. Aún falta: %s.", "पूरा समझ नहीं आया। अभी चाहिए: %s।"},
	"plans": {"Say “training plan” or “meal plan” and I make the proposal.", "Sag „Trainingsplan“ oder „Essensplan“, dann mache ich den Vorschlag.", "Di «plan de entrenamiento» o «plan de comidas» y hago la propuesta.", "“ट्रेनिंग प्लान” या “मील प्लान” कहें, मैं प्रस्ताव बनाता हूँ।"},
}

// examples fit what an agent can do.
var examples = map[spotter.Actor]line{
	spotter.ActorWorkout: {"“what's my workout today”, “start workout”, “100x8, two left”, “too heavy”, “what's next”, “show me the overhead press”, “change my plan to 3 days”", "„Was trainiere ich heute“, „Training starten“, „100x8, zwei übrig“, „zu schwer“, „was kommt jetzt“, „zeig mir Kniebeugen“, „Plan auf 3 Tage ändern“",
		"«qué entreno hoy», «empezar», «100x8, dos en reserva», «muy pesado», «qué sigue», «muéstrame la sentadilla», «cambia mi plan a 3 días»", "“आज का वर्कआउट”, “शुरू करो”, “100x8”, “बहुत भारी”, “अगला सेट”, “स्क्वाट दिखाओ”, “मेरी योजना 3 दिन की करो”"},
	spotter.ActorDiet: {"“what's my next meal”, “what can I cook now”, “swap salmon for chicken tonight”, “log breakfast”, “log 300 ml of water”, “shopping list for 2 weeks”, “recipe for oatmeal”", "„nächste Mahlzeit“, „was kann ich kochen“, „tausche Lachs gegen Huhn heute“, „Frühstück eintragen“, „300 ml Wasser“, „Einkaufsliste für 2 Wochen“, „Rezept für Haferbrei“",
		"«próxima comida», «qué puedo cocinar», «cambia salmón por pollo hoy», «registra el desayuno», «300 ml de agua», «lista de la compra de 2 semanas», «receta de avena»", "“अगला भोजन”, “क्या पका सकता हूँ”, “300 मिली पानी दर्ज करो”, “खरीदारी की सूची”"},
	spotter.ActorTracker: {"“how am I doing”, “weekly review”, “I weigh 80.2 kg”, “energy 3, sleep 4, soreness 2”, “I missed two sessions”", "„wie läuft es“, „Wochenrückblick“, „ich wiege 80,2 kg“, „Energie 3, Schlaf 4, Muskelkater 2“, „ich habe zwei Einheiten verpasst“",
		"«cómo voy», «resumen semanal», «peso 80,2 kg», «energía 3, sueño 4, agujetas 2», «falté a dos sesiones»", "“मेरी प्रगति कैसी है”, “साप्ताहिक समीक्षा”, “मेरा वज़न 80.2 किलो है”"},
	spotter.ActorScheduler:  {"“move Thursday to Friday”, “this week”, “turn off water reminders”, “train Monday and Thursday at 18:00 from now on”", "„verschiebe Donnerstag auf Freitag“, „diese Woche“, „Wassererinnerungen aus“", "«mueve el jueves al viernes», «esta semana», «apaga los recordatorios de agua»", "“गुरुवार को शुक्रवार पर ले जाओ”, “इस हफ़्ते”, “पानी के रिमाइंडर बंद करो”"},
	spotter.ActorSupplement: {"“tell me about creatine”, “check my supplements”", "„was ist mit Kreatin“, „prüf meine Mittel“", "«háblame de la creatina», «revisa mis suplementos»", "“क्रिएटिन के बारे में बताओ”"},
	spotter.ActorGeneral:    {"“today”, “this week”, “what do you know about me”, “remember that I like rice”, “why four sets”", "„heute“, „diese Woche“, „was weißt du über mich“, „merk dir, dass ich Reis mag“, „warum vier Sätze“", "«hoy», «esta semana», «qué sabes de mí», «recuerda que me gusta el arroz»", "“आज”, “इस हफ़्ते”, “मेरे बारे में क्या जानते हो”"},
}

func say(key string, tongue int) string { return lines[key][tongue] }
