package voice

import (
	"strings"

	"spotter"
	"spotter/internal/voice/turn"
)

// line is something that code says, by language. NAME stands for what the person is called.
type line map[string]string

// in is the line in the language of a locale, English where there is none.
func (l line) in(locale string, name ...string) string {
	language, _, _ := strings.Cut(strings.ToLower(locale), "-")
	text, ok := l[language]
	if !ok {
		text = l["en"]
	}
	called := strings.Join(name, "")
	if called == "" {
		text = strings.ReplaceAll(text, " NAME", "")
	}
	return strings.ReplaceAll(text, "NAME", called)
}

func greeting() line {
	return line{"en": "Hello NAME. What can I do for you?", "de": "Hallo NAME. Was kann ich für dich tun?", "es": "Hola NAME. ¿Qué puedo hacer por ti?", "hi": "नमस्ते NAME। मैं क्या कर सकता हूँ?"}
}

func training() line {
	return line{"en": "Hello NAME. Let's train.", "de": "Hallo NAME. Los geht's.", "es": "Hola NAME. Vamos a entrenar.", "hi": "नमस्ते NAME। चलिए शुरू करते हैं।"}
}

func settling() line {
	return line{"en": "Hello NAME. Let's set you up.", "de": "Hallo NAME. Richten wir alles ein.", "es": "Hola NAME. Vamos a prepararlo todo.", "hi": "नमस्ते NAME। चलिए तैयारी करते हैं।"}
}

func typedOnly() line {
	return line{"en": "I cannot hear words here. Please write to me; I will answer aloud.", "de": "Ich kann hier keine Worte verstehen. Schreib mir bitte; ich antworte laut.",
		"es": "Aquí no puedo entender la voz. Escríbeme y te contestaré en voz alta.", "hi": "मैं यहाँ आवाज़ नहीं समझ सकता। कृपया लिखिए; मैं बोलकर जवाब दूँगा।"}
}

func busy() line {
	return line{"en": "I am still answering what you wrote elsewhere. One moment.", "de": "Ich beantworte noch, was du woanders geschrieben hast. Einen Moment.",
		"es": "Todavía estoy contestando lo que escribiste en otro sitio. Un momento.", "hi": "मैं अभी आपके दूसरे संदेश का जवाब दे रहा हूँ। एक क्षण।"}
}

// phrases are what the machine has said.
var phrases = map[turn.Phrase]line{
	turn.Filler: {"en": "One moment.", "de": "Einen Moment.", "es": "Un momento.", "hi": "एक क्षण।"},
	turn.NoAnswer: {"en": "Sorry, I could not answer that just now. Please say it again.", "de": "Entschuldige, das konnte ich gerade nicht beantworten. Sag es bitte noch einmal.",
		"es": "Perdona, ahora no he podido contestar. Dilo otra vez, por favor.", "hi": "माफ़ कीजिए, मैं अभी जवाब नहीं दे सका। कृपया फिर से कहिए।"},
	turn.NoVoice: {"en": "Sorry, my voice failed. The answer is on your screen.", "de": "Entschuldige, meine Stimme ist ausgefallen. Die Antwort steht auf deinem Bildschirm.",
		"es": "Perdona, me ha fallado la voz. La respuesta está en la pantalla.", "hi": "माफ़ कीजिए, मेरी आवाज़ नहीं चली। जवाब स्क्रीन पर है।"},
	turn.CannotHear: {"en": "Sorry, I cannot hear you any more. Please write to me.", "de": "Entschuldige, ich höre dich nicht mehr. Schreib mir bitte.",
		"es": "Perdona, ya no te oigo. Escríbeme, por favor.", "hi": "माफ़ कीजिए, मुझे आपकी आवाज़ नहीं आ रही। कृपया लिखिए।"},
	turn.HearAgain:  {"en": "I can hear you again.", "de": "Ich höre dich wieder.", "es": "Ya te oigo otra vez.", "hi": "अब आपकी आवाज़ आ रही है।"},
	turn.RestIsOver: {"en": "Rest is over. Next set when you are ready.", "de": "Die Pause ist um. Nächster Satz, wenn du so weit bist.", "es": "Se acabó el descanso. Siguiente serie cuando quieras.", "hi": "आराम पूरा हुआ। तैयार हों तो अगला सेट।"},
	turn.AlmostOver: {"en": "This call ends in a minute.", "de": "Dieses Gespräch endet in einer Minute.", "es": "Esta llamada termina en un minuto.", "hi": "यह बातचीत एक मिनट में समाप्त होगी।"},
}

func lineOf(p turn.Phrase) line { return phrases[p] }

func greetingFor(p spotter.VoicePurpose) line {
	return map[spotter.VoicePurpose]line{spotter.VoiceWorkout: training(), spotter.VoiceOnboarding: settling(), spotter.VoiceTalk: greeting()}[p]
}

// openingFor is what the person has said by beginning the call: Start workout is a button for these words.
func openingFor(p spotter.VoicePurpose) line {
	return map[spotter.VoicePurpose]line{
		spotter.VoiceWorkout:    {"en": "Start my workout", "de": "Starte mein Training", "es": "Empieza mi entrenamiento", "hi": "मेरा वर्कआउट शुरू करो"},
		spotter.VoiceOnboarding: {"en": "Let's set up", "de": "Lass uns anfangen", "es": "Empecemos", "hi": "शुरू करते हैं"},
	}[p]
}

// sentenceEnd is how many bytes of a text are whole sentences up to the first end of one; 0: none is whole yet. A full stop
// ends one only before a space, so that 82.5 stays whole.
func sentenceEnd(text string) int {
	for i, r := range text {
		next := i + len(string(r))
		switch r {
		case '\n', '।':
			if strings.TrimSpace(text[:next]) != "" {
				return next
			}
		case '.', '!', '?':
			if next < len(text) && (text[next] == ' ' || text[next] == '\n') {
				return next + 1
			}
		}
	}
	return 0
}
