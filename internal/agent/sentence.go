package agent

import (
	"strings"

	"spotter"
)

// sentence is something that code says, where no model may or can: {1} and {2} are put in.
type sentence int

const (
	sayAccepted sentence = iota
	sayDeclined
	sayKept
	sayNoConsent
	sayUndone
	sayReadBack
	sayReadBackUndo
	sayYesOrNo
	sayWhich
	sayNothingToUndo
	sayChangedSince
	sayNotForYou
	sayNotDone
	sayCut
	sayRefused
	sayTooManySteps
	sayLooping
	sayTooLong
	saySpent
	sayOutOfTime
	sayNothing
)

// sentences stand in English, German, Spanish and Hindi.
var sentences = map[sentence][4]string{
	sayAccepted: {"Done: {1}", "Erledigt: {1}", "Hecho: {1}", "हो गया: {1}"},
	sayDeclined: {"All right, that stays as it is. Declined: {1}", "In Ordnung, es bleibt, wie es ist. Abgelehnt: {1}", "De acuerdo, se queda como está. Rechazado: {1}", "ठीक है, जैसा था वैसा ही रहेगा। नहीं किया: {1}"},
	sayKept:     {"All right, nothing was changed.", "In Ordnung, es wurde nichts geändert.", "De acuerdo, no se ha cambiado nada.", "ठीक है, कुछ नहीं बदला गया।"},
	sayNoConsent: {"All right. Without your consent nothing about you is saved, so there are no plans, no log and no reminders. I do not ask again; write “I consent” if you change your mind.",
		"In Ordnung. Ohne deine Einwilligung wird nichts über dich gespeichert, also gibt es keine Pläne, kein Protokoll und keine Erinnerungen. Ich frage nicht noch einmal; schreib „Ich stimme zu“, wenn du es dir anders überlegst.",
		"De acuerdo. Sin tu consentimiento no se guarda nada sobre ti, así que no hay planes, registro ni recordatorios. No vuelvo a preguntar; escribe «doy mi consentimiento» si cambias de idea.",
		"ठीक है। आपकी सहमति के बिना आपके बारे में कुछ नहीं सहेजा जाता, इसलिए न योजना, न लॉग, न याद दिलाना। मैं दोबारा नहीं पूछूँगा; मन बदले तो लिखिए “मैं सहमत हूँ”।"},
	sayUndone:   {"Undone: {1}", "Rückgängig gemacht: {1}", "Deshecho: {1}", "वापस किया गया: {1}"},
	sayReadBack: {"To be sure: {1} Shall I do that? Yes or no.", "Zur Sicherheit: {1} Soll ich das machen? Ja oder nein.", "Para estar seguros: {1} ¿Lo hago? Sí o no.", "पक्का करने के लिए: {1} क्या मैं यह कर दूँ? हाँ या नहीं।"},
	sayYesOrNo:  {"Yes or no.", "Ja oder nein.", "Sí o no.", "हाँ या नहीं।"},
	sayReadBackUndo: {"This would be undone: {1} Shall I do that? Yes or no.", "Das würde rückgängig gemacht: {1} Soll ich das machen? Ja oder nein.", "Esto se desharía: {1} ¿Lo hago? Sí o no.",
		"यह वापस हो जाएगा: {1} क्या मैं यह कर दूँ? हाँ या नहीं।"},
	sayWhich: {"These wait for your answer:\n{1}\nWhich do you mean: one of them by its number, both, or none?", "Das wartet auf deine Antwort:\n{1}\nWas meinst du: eines davon mit seiner Nummer, beides oder keines?",
		"Esto espera tu respuesta:\n{1}\n¿A cuál te refieres: a uno por su número, a los dos o a ninguno?", "ये आपके जवाब का इंतज़ार कर रहे हैं:\n{1}\nआपका मतलब किससे है: नंबर बताकर कोई एक, दोनों, या कोई नहीं?"},
	sayNothingToUndo: {"There is no change that could be undone.", "Es gibt keine Änderung, die sich rückgängig machen ließe.", "No hay ningún cambio que se pueda deshacer.", "ऐसा कोई बदलाव नहीं है जिसे वापस किया जा सके।"},
	sayNotForYou: {"Nothing was done: this token may not say yes or no for the person. It is answered in the app, or with a token that has the scope approve.",
		"Es wurde nichts gemacht: Dieses Token darf nicht für die Person Ja oder Nein sagen. Die Antwort kommt aus der App oder mit einem Token, das den Scope approve hat.",
		"No se ha hecho nada: este token no puede decir sí o no por la persona. Se responde en la aplicación o con un token que tenga el permiso approve.",
		"कुछ नहीं किया गया: यह टोकन व्यक्ति की ओर से हाँ या नहीं नहीं कह सकता। जवाब ऐप में दिया जाता है, या approve स्कोप वाले टोकन से।"},
	sayChangedSince: {"Nothing was done: that no longer fits, because something changed in between or it waited too long. Ask again, and I look at it as it is now.",
		"Es wurde nichts gemacht: Das passt nicht mehr, weil sich etwas geändert oder es zu lange gewartet hat. Frag noch einmal, dann sehe ich es mir neu an.",
		"No se ha hecho nada: ya no encaja, porque algo ha cambiado o ha esperado demasiado. Pregunta otra vez y lo miro tal como está ahora.",
		"कुछ नहीं किया गया: बीच में कुछ बदल गया या बहुत देर हो गई, इसलिए यह अब ठीक नहीं बैठता। दोबारा पूछिए, मैं इसे नए सिरे से देखूँगा।"},
	sayNotDone: {"That could not be done: {1}", "Das ging nicht: {1}", "No se ha podido hacer: {1}", "यह नहीं हो सका: {1}"},
	sayCut:     {"(I stop here; ask me to go on.)", "(Ich höre hier auf; sag, wenn ich weitermachen soll.)", "(Me detengo aquí; dime si sigo.)", "(मैं यहाँ रुकता हूँ; कहिए तो आगे बताऊँ।)"},
	sayRefused: {"I cannot help with that. Ask me about training, food, sleep or your plans.", "Dabei kann ich nicht helfen. Frag mich nach Training, Essen, Schlaf oder deinen Plänen.",
		"Con eso no puedo ayudar. Pregúntame por el entrenamiento, la comida, el sueño o tus planes.", "इसमें मैं मदद नहीं कर सकता। ट्रेनिंग, खाने, नींद या अपनी योजनाओं के बारे में पूछिए।"},
	sayTooManySteps: {"This took more steps than I may take at once. Tell me the one thing that matters most, and I begin there.", "Das brauchte mehr Schritte, als ich auf einmal machen darf. Sag mir das Wichtigste, dann fange ich dort an.",
		"Esto pedía más pasos de los que puedo dar de una vez. Dime lo más importante y empiezo por ahí.", "इसमें एक बार में जितने कदम उठा सकता हूँ उससे ज़्यादा लगे। सबसे ज़रूरी बात बताइए, वहीं से शुरू करता हूँ।"},
	sayLooping: {"I got stuck on that. Say it in other words, please.", "Dabei bin ich hängen geblieben. Sag es bitte mit anderen Worten.", "Me he quedado atascado. Dilo con otras palabras, por favor.", "मैं इसमें अटक गया। कृपया इसे दूसरे शब्दों में कहिए।"},
	sayTooLong: {"That was too much for me at once. Send it in smaller pieces, please.", "Das war mir auf einmal zu viel. Schick es bitte in kleineren Stücken.", "Era demasiado de una vez. Envíalo en partes más pequeñas, por favor.", "यह एक बार में बहुत ज़्यादा था। कृपया इसे छोटे हिस्सों में भेजिए।"},
	saySpent: {"Your budget for the language model is used up for this month, so I answer in short commands until it is over.", "Dein Budget für das Sprachmodell ist für diesen Monat aufgebraucht; bis dahin antworte ich auf kurze Befehle.",
		"Tu presupuesto para el modelo de lenguaje se ha agotado este mes; hasta que acabe respondo a órdenes cortas.", "इस महीने भाषा मॉडल का आपका बजट पूरा हो गया है; तब तक मैं छोटे आदेशों का जवाब देता हूँ।"},
	sayOutOfTime: {"That took too long, and I stopped. What was logged until here is kept; ask again for the rest.", "Das hat zu lange gedauert, ich habe aufgehört. Was bis hier eingetragen wurde, bleibt; frag nach dem Rest noch einmal.",
		"Ha tardado demasiado y lo he detenido. Lo anotado hasta aquí se conserva; pregunta de nuevo por el resto.", "इसमें बहुत समय लगा, इसलिए मैं रुक गया। यहाँ तक जो दर्ज हुआ वह रहेगा; बाकी के लिए दोबारा पूछिए।"},
	sayNothing: {"I have no answer to that. Say it in other words, please.", "Darauf habe ich keine Antwort. Sag es bitte mit anderen Worten.", "No tengo respuesta para eso. Dilo con otras palabras, por favor.", "इसका मेरे पास जवाब नहीं है। कृपया दूसरे शब्दों में कहिए।"},
}

// in is the sentence in a language, with what belongs into it.
func (s sentence) in(language string, values ...string) string {
	at := 0
	for i, l := range [...]string{english, german, spanish, hindi} {
		if l == language {
			at = i
		}
	}
	text := sentences[s][at]
	for i, v := range values {
		text = strings.ReplaceAll(text, "{"+string(rune('1'+i))+"}", v)
	}
	return text
}

// namesOf are what people call a thing that waits for a yes, in the four languages.
func namesOf(o spotter.Offer, kind spotter.PlanKind) []string {
	switch {
	case kind == spotter.PlanTraining:
		return []string{"training", "training plan", "workout", "workouts", "workout plan", "the training", "Trainingsplan", "das Training", "entrenamiento", "el entrenamiento", "plan de entrenamiento", "kasrat", "workout wala", "व्यायाम", "ट्रेनिंग", "वर्कआउट"}
	case kind == spotter.PlanMeals:
		return []string{"meals", "meal plan", "food", "food plan", "menu", "Essen", "Essensplan", "Ernährungsplan", "Mahlzeiten", "comidas", "las comidas", "plan de comidas", "comida", "khana", "khane wala", "खाना", "भोजन", "खाने का प्लान"}
	case kind == spotter.PlanMeal:
		return []string{"meal", "the meal", "swap", "the swap", "Tausch", "der Tausch", "Mahlzeit", "cambio", "el cambio", "badlav", "बदलाव"}
	case o.Kind == "forget":
		return []string{"forget", "forgetting", "memory", "Vergessen", "Erinnerung", "olvidar", "bhoolna", "भूलना"}
	case o.Kind == "onboarding_save":
		return []string{"answers", "consent", "Antworten", "Einwilligung", "respuestas", "consentimiento", "jawab", "जवाब", "सहमति"}
	case o.Kind == "reschedule":
		return []string{"move", "session", "Verschiebung", "Termin", "sesión", "samay", "समय"}
	}
	return nil
}
