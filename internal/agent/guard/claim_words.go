package guard

import "strings"

// effect is what the coach may say it has done, with the tools that do it.
type effect struct {
	tongue string
	tools  string // separated by spaces; empty: no tool does it, "*" any that writes
	words  string // participles and past forms
	first  bool   // the words themselves say "I"
	bare   bool   // only as a sentence of its own
}

// The tools behind what is claimed. Only code accepts, declines and undoes, and it says so itself.
const (
	noting   = "log_set correct_set say start_session finish_session substitute log_meal log_water log_weight check_in remember tick_shopping set_reminders onboarding_save"
	removing = "correct_set say forget tick_shopping set_reminders substitute"
	changing = "correct_set say substitute reschedule set_reminders remember onboarding_save tick_shopping"
	moving   = "reschedule set_reminders"
	swapping = "substitute say"
	setting  = "set_reminders reschedule onboarding_save"
	offering = "propose_training propose_meals swap_meal propose_schedule evaluate onboarding_propose reschedule say"
	reminds  = "set_reminders"
	nobody   = ""
)

// effects are the claims in four languages, Hindi in both scripts.
var effects = []effect{
	{tongue: "en", tools: noting, words: "logged saved recorded noted added entered tracked stored"},
	{tongue: "en", tools: removing, words: "removed deleted erased cleared cancelled canceled dropped"},
	{tongue: "en", tools: changing, words: "changed updated adjusted corrected edited modified"},
	{tongue: "en", tools: moving, words: "moved rescheduled booked postponed"},
	{tongue: "en", tools: swapping, words: "swapped replaced substituted"},
	{tongue: "en", tools: setting, words: "set switched turned enabled disabled"},
	{tongue: "en", tools: nobody, words: "accepted approved activated confirmed declined rejected undone reverted sent"},
	{tongue: "en", tools: offering, words: "proposed drafted"},
	{tongue: "en", tools: reminds, words: "reminded"},
	{tongue: "en", tools: "*", words: "done", bare: true},
	{tongue: "de", tools: noting, words: "eingetragen gespeichert notiert erfasst protokolliert hinzugefügt geloggt vermerkt aufgezeichnet"},
	{tongue: "de", tools: removing, words: "gelöscht entfernt gestrichen storniert"},
	{tongue: "de", tools: changing, words: "geändert angepasst aktualisiert korrigiert"},
	{tongue: "de", tools: moving, words: "verschoben verlegt umgeplant gebucht"},
	{tongue: "de", tools: swapping, words: "getauscht ausgetauscht ersetzt"},
	{tongue: "de", tools: setting, words: "gesetzt eingestellt eingeschaltet ausgeschaltet eingerichtet"},
	{tongue: "de", tools: nobody, words: "angenommen akzeptiert genehmigt bestätigt übernommen aktiviert abgelehnt verworfen rückgängig gesendet geschickt"},
	{tongue: "de", tools: offering, words: "vorgeschlagen"},
	{tongue: "de", tools: reminds, words: "erinnert"},
	{tongue: "de", tools: "*", words: "erledigt", bare: true},
	{tongue: "es", tools: noting, words: "anotado anotada registrado registrada guardado guardada apuntado apuntada añadido añadida grabado"},
	{tongue: "es", tools: removing, words: "eliminado eliminada borrado borrada quitado quitada cancelado cancelada"},
	{tongue: "es", tools: changing, words: "cambiado cambiada actualizado actualizada ajustado ajustada corregido corregida modificado modificada"},
	{tongue: "es", tools: moving, words: "movido movida reprogramado reprogramada reservado reservada aplazado aplazada"},
	{tongue: "es", tools: swapping, words: "sustituido sustituida reemplazado reemplazada"},
	{tongue: "es", tools: setting, words: "configurado configurada"},
	{tongue: "es", tools: nobody, words: "aceptado aceptada aprobado aprobada activado activada confirmado confirmada rechazado rechazada deshecho enviado enviada"},
	{tongue: "es", tools: offering, words: "propuesto propuesta"},
	{tongue: "es", tools: reminds, words: "recordado"},
	{tongue: "es", tools: "*", words: "hecho", bare: true},
	{tongue: "es", tools: noting, words: "anoté registré guardé apunté añadí", first: true},
	{tongue: "es", tools: removing, words: "eliminé borré quité cancelé", first: true},
	{tongue: "es", tools: changing, words: "cambié actualicé ajusté corregí modifiqué", first: true},
	{tongue: "es", tools: moving, words: "moví reprogramé reservé", first: true},
	{tongue: "es", tools: swapping, words: "sustituí reemplacé", first: true},
	{tongue: "es", tools: nobody, words: "acepté aprobé activé confirmé rechacé envié", first: true},
	{tongue: "es", tools: offering, words: "propuse"},
	{tongue: "hi", tools: noting, words: "दर्ज सहेज सेव नोट जोड़ लिख रिकॉर्ड लॉग darj save note jod likh record log sahej"},
	{tongue: "hi", tools: removing, words: "हटा मिटा रद्द डिलीट hata mita radd delete"},
	{tongue: "hi", tools: changing, words: "बदल अपडेट ठीक सुधार badal update sudhar"},
	{tongue: "hi", tools: moving, words: "खिसका शिफ्ट बुक khiska shift book move"},
	{tongue: "hi", tools: setting, words: "सेट चालू बंद set chalu band"},
	{tongue: "hi", tools: nobody, words: "स्वीकार मंजूर मंज़ूर पक्का अस्वीकार वापस भेज swikar sweekar manzoor approve accept confirm bhej"},
}

// promises are what is still to come and takes a tool now.
var promises = []string{
	"i will remind", "ill remind", "im going to remind", "i am going to remind", "ich erinnere dich", "ich werde dich", "te recordare", "te lo recordare", "te avisare",
	"याद दिला दूंगा", "याद दिला दूंगी", "याद दिलाऊंगा", "याद दिलाऊंगी", "yaad dilaunga", "yaad dila dunga", "yaad dilaungi", "main yaad dila",
}

// claimLeads are beginnings of a sentence in which a claim can follow: it is held from there on, so that
// nothing of it is said.
var claimLeads = []string{"ive", "i have", "i just", "i went ahead", "weve", "we have", "ich habe", "ich hab", "habe ich", "hab ich", "wir haben", "he", "hemos", "मैंने", "हमने", "maine", "mene", "humne"}

// claimCues are the words that tell whether a past form is a claim of the coach's.
type claimCues struct {
	words                                                                                                              map[string]effect
	coach, you, denial, open, subordinate, past, between, been, nouns, filler, follows, german, spanish, hindi, before wordSet
}

func newClaimCues() *claimCues {
	c := &claimCues{
		words:  map[string]effect{},
		coach:  newWordSet(`i ive we weve ich wir maine mene humne मैंने हमने`),
		you:    newWordSet(`you youve du hast ihr habt usted has aap aapne apne tumne tune आप आपने तुमने तूने they theyve he she who`),
		denial: newWordSet(`no not never nothing none dont didnt havent hasnt wasnt werent isnt arent cant cannot couldnt wont neither nor without nicht nichts nie kein* weder ohne nada nunca ni sin नहीं मत बिना कुछ nahi nahin mat bina`),
		open: newWordSet(`will ill would id can could may might shall should must need needs let lets want wants going gets
			werde wird werden wurdest kann kannst konnte soll sollte muss mochte mochtest lass willst will
			voy vamos puedo puede puedes podria quieres debe deberia sera seran
			क्या चाहिए सकता सकती सकते kya sakta sakti sakte chahiye`),
		subordinate: newWordSet(`if when whenever once unless after before until till whether what which whatever as wenn falls sobald nachdem bevor ob bis welche welcher welches si cuando hasta antes tras que अगर यदि जब जो तक agar yadi jab jo tak`),
		past:        newWordSet(`yesterday ago earlier last previously monday tuesday wednesday thursday friday saturday sunday already gestern vorhin letzte* bereits schon montag dienstag mittwoch donnerstag freitag samstag sonntag ayer antes pasado pasada lunes martes miercoles jueves viernes sabado domingo ya कल पहले kal pehle`),
		between:     newWordSet(`have just now already also then gone go went ahead and successfully quickly both so that it this all been got`),
		been:        newWordSet(`is are was were been its thats theyre now all both safely successfully has have had got`),
		nouns: newWordSet(`plan plans training workout session set sets weight water meal meals breakfast lunch dinner reminder reminders schedule entry note consent answers change changes proposal mahlzeit gewicht wasser einheit satz satze erinnerung erinnerungen termin anderung anderungen trainingsplan essensplan
			entrenamiento sesion serie series peso agua comida cena desayuno recordatorio recordatorios cambio cambios`),
		filler:  newWordSet(`ok okay great all now already got it alright successfully perfect your the that this and so both dein deine alles schon jetzt das ist und todo ya tu el la y`),
		follows: newWordSet(`it that this your the for to at as on with and in them both all dein deine den die das fur auf el la tu para como en al por now today too already successfully`),
		german:  newWordSet(`ist sind wurde wurden worden habe hab haben`),
		spanish: newWordSet(`he hemos ha han esta estan queda quedan fue fueron sido quedado quedo`),
		hindi:   newWordSet(`दिया दी दिए लिया ली लिए गया गई गए चुका चुकी diya di diye liya li gaya gayi gai gaye chuka chuki`),
		before:  newWordSet(`a an my these those their of each any more der die los las un una`),
	}
	for _, e := range effects {
		for w := range strings.FieldsSeq(e.words) {
			c.words[e.tongue+" "+folded(w)] = e
		}
	}
	return c
}

// claimWords lists what a held claim begins with.
func claimWords() []string {
	out := append(append([]string{}, claimLeads...), promises...)
	for _, e := range effects {
		out = append(out, strings.Fields(e.words)...)
	}
	for _, e := range effects {
		if e.tongue != "en" {
			continue
		}
		for w := range strings.FieldsSeq(e.words) {
			out = append(out, "i "+w)
		}
	}
	return out
}
