package guard

// fixed says for each rule, once a message, that something was left out. Links go without a word.
var fixed = map[string]map[Rule]string{
	"en": {
		RuleFigure: "I leave out a figure that I could not check.", RuleHidden: "I leave out figures on energy and weight.", RuleMinor: "I set no weight goals here.",
		RuleSupplement: "I say nothing about a supplement that I have not looked up for you.", RuleFood: "I leave out a food that you do not eat.",
		RuleExercise: "I leave out an exercise that does not suit you now.", RuleMedicine: "Please change nothing about your medicines without your doctor or pharmacist.",
		RuleClaim:  "Nothing has been changed yet.",
		RulePrompt: "I cannot show that.", RuleSecret: "I cannot show that.",
	},
	"de": {
		RuleFigure: "Eine Angabe, die ich nicht prüfen konnte, lasse ich weg.", RuleHidden: "Angaben zu Energie und Gewicht lasse ich weg.", RuleMinor: "Gewichtsziele setze ich hier nicht.",
		RuleSupplement: "Zu einem Mittel, das ich nicht für dich nachgeschlagen habe, sage ich nichts.", RuleFood: "Ein Lebensmittel, das nicht zu dir passt, lasse ich weg.",
		RuleExercise: "Eine Übung, die gerade nicht zu dir passt, lasse ich weg.", RuleMedicine: "Bitte ändere an deinen Medikamenten nichts ohne Arzt oder Apotheke.",
		RuleClaim:  "Es ist noch nichts geändert.",
		RulePrompt: "Das kann ich nicht zeigen.", RuleSecret: "Das kann ich nicht zeigen.",
	},
	"es": {
		RuleFigure: "Omito una cifra que no he podido comprobar.", RuleHidden: "Omito las cifras de energía y peso.", RuleMinor: "Aquí no fijo objetivos de peso.",
		RuleSupplement: "No digo nada de un suplemento que no he consultado para ti.", RuleFood: "Omito un alimento que no comes.",
		RuleExercise: "Omito un ejercicio que ahora no te conviene.", RuleMedicine: "Por favor, no cambies nada de tu medicación sin hablar con tu médico o farmacéutico.",
		RuleClaim:  "Todavía no se ha cambiado nada.",
		RulePrompt: "Eso no puedo mostrarlo.", RuleSecret: "Eso no puedo mostrarlo.",
	},
	"hi": {
		RuleFigure: "जिस आँकड़े की जाँच नहीं हो सकी, उसे मैं छोड़ रहा हूँ।", RuleHidden: "ऊर्जा और वज़न के आँकड़े मैं छोड़ रहा हूँ।", RuleMinor: "यहाँ मैं वज़न के लक्ष्य नहीं रखता।",
		RuleSupplement: "जिस सप्लीमेंट को मैंने आपके लिए नहीं देखा, उस पर मैं कुछ नहीं कहता।", RuleFood: "जो चीज़ आप नहीं खाते, उसे मैं छोड़ रहा हूँ।",
		RuleExercise: "जो व्यायाम अभी आपके लिए ठीक नहीं, उसे मैं छोड़ रहा हूँ।", RuleMedicine: "कृपया डॉक्टर या फार्मासिस्ट से पूछे बिना अपनी दवाओं में कुछ न बदलें।",
		RuleClaim:  "अभी कुछ नहीं बदला गया है।",
		RulePrompt: "यह मैं नहीं दिखा सकता।", RuleSecret: "यह मैं नहीं दिखा सकता।",
	},
}
