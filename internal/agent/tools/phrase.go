package tools

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"spotter"
	"spotter/internal/coach"
	"spotter/lang"
)

// phrase is a sentence, or a part of one, that a person reads when no model puts it in other words.
type phrase int

// The phrases; what fills them stands beside each in [phrases].
const (
	sayToday phrase = iota
	sayDay
	sayRest
	saySession
	sayUnderWay
	sayDone
	sayMeals
	sayEaten
	sayNutrition
	sayWater
	sayWaiting
	sayLeft
	saySet
	sayWarmup
	sayReps
	saySeconds
	sayMinutes
	sayFailed
	sayReserve
	sayCorrected
	sayLast
	sayNext
	sayComplete
	sayFree
	sayRestFor
	sayUp
	sayHold
	sayDown
	sayStart
	sayFind
	sayBody
	sayStarted
	sayActive
	sayFinished
	sayNoSession
	sayDrunk
	sayWeighed
	sayNoted
	sayAte
	sayCheckedIn
	sayReadyCut
	sayReadyHold
	sayReadyNone
	sayNextMeal
	sayNoMeal
	sayMoved
	sayReminders
	sayOn
	sayOff
	sayNotFound
	sayNoProfile
	sayOurFault
	sayWaits
	saySwap
	sayOffer
	sayNotSaid
	sayNotYourWords
	sayRamp
	sayDrop
	sayDropped
	sayNothingLogged
	sayWithheld
	sayInstead
	sayCues
	sayFaults
	sayMuscles
	sayPictures
	sayReplaced
	sayMore
	sayState
	sayUntil
	sayNoProposal
	sayTargets
	sayShopping
	sayNothingToBuy
	sayQuiet
	sayWorkouts
	sayNewSchedule
	sayScheduled
	sayRemembered
	sayNoMemory
	sayForget
	sayForgotten
	sayOnboarded
	sayProgress
	sayPlansMissing
	sayComplete1
	saySaved
	sayConsentFirst
	sayConsentDeclined
	sayCutShort
	sayUnsaved
	sayRight
	sayScreening
	sayYes
	sayNo
	sayNone
	sayGymKit
	sayCleared
	flagHeart // one a question of the screening, in its order
	flagChest
	flagDizzy
	flagBone
	flagMedicine
	flagPregnant
	flagEating
	flagOther
	askConsent // one a step, in the order of the steps
	askAbout
	askScreening
	askFitness
	askGoals
	askConstraints
	askDiet
	askSchedule
	askHydration
	askLifestyle
	askSupplements
	phraseCount
)

// phrases are in English, German, Spanish and Hindi, in this order.
//
//nolint:gochecknoglobals,misspell // a table that never changes, in languages that the speller does not know
var phrases = [phraseCount][4]string{
	sayToday:     {"Today, %s: ", "Heute, %s: ", "Hoy, %s: ", "आज, %s: "},
	sayDay:       {"%s: ", "%s: ", "%s: ", "%s: "},
	sayRest:      {"Rest day.", "Ruhetag.", "Día de descanso.", "आराम का दिन।"},
	saySession:   {"%s at %s, about %d minutes.", "%s um %s, etwa %d Minuten.", "%s a las %s, unos %d minutos.", "%s, %s बजे, लगभग %d मिनट।"},
	sayUnderWay:  {"It is under way.", "Es läuft gerade.", "Está en curso.", "यह चल रहा है।"},
	sayDone:      {"It is done.", "Es ist erledigt.", "Ya está hecho.", "यह हो चुका है।"},
	sayMeals:     {"Meals:", "Mahlzeiten:", "Comidas:", "भोजन:"},
	sayEaten:     {"Eaten so far: %s. Left: %s.", "Bisher gegessen: %s. Übrig: %s.", "Comido hasta ahora: %s. Queda: %s.", "अब तक खाया: %s. बाकी: %s."},
	sayNutrition: {"%s kcal, %s g protein, %s g carbs, %s g fat, %s g fibre", "%s kcal, %s g Eiweiß, %s g Kohlenhydrate, %s g Fett, %s g Ballaststoffe", "%s kcal, %s g de proteína, %s g de hidratos, %s g de grasa, %s g de fibra", "%s kcal, %s g प्रोटीन, %s g कार्ब, %s g वसा, %s g फ़ाइबर"},
	sayWater:     {"Water: %d of %d ml.", "Wasser: %d von %d ml.", "Agua: %d de %d ml.", "पानी: %d / %d ml।"},
	sayWaiting:   {"Proposals that wait for your answer: %d.", "Vorschläge, die auf deine Antwort warten: %d.", "Propuestas que esperan tu respuesta: %d.", "आपके जवाब का इंतज़ार करते प्रस्ताव: %d।"},
	sayLeft:      {"logged", "eingetragen", "registrado", "दर्ज"},
	saySet:       {"%s, set %d: %s.", "%s, Satz %d: %s.", "%s, serie %d: %s.", "%s, सेट %d: %s।"},
	sayWarmup:    {"%s, warm-up set %d: %s.", "%s, Aufwärmsatz %d: %s.", "%s, serie de calentamiento %d: %s.", "%s, वार्म-अप सेट %d: %s।"},
	sayReps:      {"%s reps", "%s Wdh.", "%s repeticiones", "%s रेप"},
	saySeconds:   {"%s seconds", "%s Sekunden", "%s segundos", "%s सेकंड"},
	sayMinutes:   {"%s minutes", "%s Minuten", "%s minutos", "%s मिनट"},
	sayFailed:    {"a failed attempt", "ein Fehlversuch", "un intento fallido", "असफल प्रयास"},
	sayReserve:   {"%d in reserve", "%d in Reserve", "%d en reserva", "%d रिज़र्व में"},
	sayCorrected: {"Corrected.", "Berichtigt.", "Corregido.", "ठीक कर दिया।"},
	sayLast:      {"That was the last planned set: the session is complete.", "Das war der letzte geplante Satz: Die Einheit ist fertig.", "Esa era la última serie prevista: la sesión está completa.", "यह आख़िरी सेट था: सत्र पूरा हुआ।"},
	sayNext:      {"Next: %s, set %d of %d: %s.", "Als Nächstes: %s, Satz %d von %d: %s.", "A continuación: %s, serie %d de %d: %s.", "अगला: %s, सेट %d / %d: %s।"},
	sayComplete:  {"Nothing planned is left.", "Nichts Geplantes ist mehr offen.", "No queda nada previsto.", "योजना में कुछ बाकी नहीं।"},
	sayFree:      {"Nothing is planned: do what you like, and say it.", "Nichts ist geplant: Mach, was du magst, und sag es.", "No hay nada previsto: haz lo que quieras y dilo.", "कुछ तय नहीं है: जो चाहें करें, और बताएँ।"},
	sayRestFor:   {"Rest %d s.", "Pause %d s.", "Descanso %d s.", "आराम %d सेकंड।"},
	sayUp:        {"More than last time.", "Mehr als zuletzt.", "Más que la última vez.", "पिछली बार से ज़्यादा।"},
	sayHold:      {"As last time.", "Wie zuletzt.", "Como la última vez.", "पिछली बार जितना।"},
	sayDown:      {"Less than last time.", "Weniger als zuletzt.", "Menos que la última vez.", "पिछली बार से कम।"},
	sayStart:     {"The load to start with.", "Die Last zum Anfang.", "La carga para empezar.", "शुरुआती भार।"},
	sayFind:      {"Find the load by the reps in reserve.", "Finde die Last über die Wiederholungen in Reserve.", "Busca la carga por las repeticiones en reserva.", "रिज़र्व के रेप से भार चुनें।"},
	sayBody:      {"body weight", "Körpergewicht", "peso corporal", "शरीर का भार"},
	sayStarted:   {"%s is under way.", "%s läuft.", "%s ha empezado.", "%s शुरू हुआ।"},
	sayActive:    {"A session is under way already.", "Es läuft schon eine Einheit.", "Ya hay una sesión en curso.", "एक सत्र पहले से चल रहा है।"},
	sayFinished:  {"%s is finished: %d sets.", "%s ist beendet: %d Sätze.", "%s ha terminado: %d series.", "%s पूरा हुआ: %d सेट।"},
	sayNoSession: {"No session is under way; start one first.", "Es läuft keine Einheit; starte zuerst eine.", "No hay ninguna sesión en curso; empieza una primero.", "कोई सत्र नहीं चल रहा; पहले शुरू करें।"},
	sayDrunk:     {"Logged: %d ml of water. Today: %d of %d ml.", "Eingetragen: %d ml Wasser. Heute: %d von %d ml.", "Registrado: %d ml de agua. Hoy: %d de %d ml.", "दर्ज: %d ml पानी। आज: %d / %d ml।"},
	sayWeighed:   {"Logged: %s.", "Eingetragen: %s.", "Registrado: %s.", "दर्ज: %s।"},
	sayNoted:     {"Noted.", "Notiert.", "Anotado.", "नोट कर लिया।"},
	sayAte:       {"Logged: %s.", "Eingetragen: %s.", "Registrado: %s.", "दर्ज: %s।"},
	sayCheckedIn: {"Noted: %s.", "Notiert: %s.", "Anotado: %s.", "नोट किया: %s।"},
	sayReadyCut:  {"Today's loads are 10 % lower.", "Die Lasten von heute sind 10 % niedriger.", "Las cargas de hoy bajan un 10 %.", "आज का भार 10 % कम है।"},
	sayReadyHold: {"Today no load goes up.", "Heute steigt keine Last.", "Hoy no sube ninguna carga.", "आज कोई भार नहीं बढ़ेगा।"},
	sayReadyNone: {"Nothing changes in today's loads.", "An den Lasten von heute ändert sich nichts.", "Las cargas de hoy no cambian.", "आज के भार में कोई बदलाव नहीं।"},
	sayNextMeal:  {"Next: %s at %s: %s.", "Als Nächstes: %s um %s: %s.", "A continuación: %s a las %s: %s.", "अगला: %s, %s बजे: %s।"},
	sayNoMeal:    {"No meal is planned.", "Es ist keine Mahlzeit geplant.", "No hay ninguna comida prevista.", "कोई भोजन तय नहीं है।"},
	sayMoved:     {"Moved: the session of %s is now on %s.", "Verschoben: Die Einheit vom %s ist jetzt am %s.", "Movida: la sesión de %s es ahora el %s.", "बदला गया: %s का सत्र अब %s को है।"},
	sayReminders: {"Reminders: workout %s, meals %s, water %s, weekly review %s.", "Erinnerungen: Training %s, Mahlzeiten %s, Wasser %s, Wochenrückblick %s.", "Recordatorios: entreno %s, comidas %s, agua %s, resumen semanal %s.", "याद दिलाना: वर्कआउट %s, भोजन %s, पानी %s, साप्ताहिक समीक्षा %s।"},
	sayOn:        {"on", "an", "sí", "चालू"},
	sayOff:       {"off", "aus", "no", "बंद"},
	sayNotFound:  {"There is nothing of that name or id.", "Unter diesem Namen oder dieser Kennung gibt es nichts.", "No hay nada con ese nombre o identificador.", "इस नाम या आईडी का कुछ नहीं है।"},
	sayNoProfile: {"The onboarding is not complete yet; finish it first.", "Das Onboarding ist noch nicht fertig; schließ es zuerst ab.", "La configuración inicial aún no está completa; termínala primero.", "शुरुआती जानकारी अभी पूरी नहीं है; पहले उसे पूरा करें।"},
	sayOurFault:  {"That did not work on our side. Nothing was changed; try again in a moment.", "Das hat bei uns nicht geklappt. Nichts wurde geändert; versuch es gleich noch einmal.", "Algo ha fallado por nuestra parte. No ha cambiado nada; inténtalo de nuevo en un momento.", "हमारी ओर से यह नहीं हो पाया। कुछ नहीं बदला; थोड़ी देर में फिर कोशिश करें।"},
	saySwap:      {"On %s %s instead of %s.", "Am %s %s statt %s.", "El %s %s en lugar de %s.", "%s को %s, %s के बजाय।"},
	sayWaits:     {"Nothing has changed yet: it waits for your yes.", "Noch hat sich nichts geändert: Es wartet auf dein Ja.", "Todavía no ha cambiado nada: espera tu sí.", "अभी कुछ नहीं बदला: आपकी हाँ का इंतज़ार है।"},
	sayOffer:     {"Nothing has been done yet. Shall I? A plain yes does it.", "Noch ist nichts geschehen. Soll ich? Ein einfaches Ja genügt.", "Todavía no he hecho nada. ¿Lo hago? Basta con un sí.", "अभी कुछ नहीं किया गया। क्या करूँ? बस हाँ कहें।"},
	sayNotSaid:   {"The amount (%s) was not said, so nothing was done. How much is it?", "Die Menge (%s) wurde nicht gesagt, darum ist nichts geschehen. Wie viel ist es?", "La cantidad (%s) no se ha dicho, así que no he hecho nada. ¿Cuánto es?", "मात्रा (%s) कही नहीं गई, इसलिए कुछ नहीं किया गया। कितनी है?"},
	sayNotYourWords: {"That is not what was said, so nothing was logged. What did you do: load, reps, and how many were left?",
		"Das wurde so nicht gesagt, darum ist nichts eingetragen. Was hast du gemacht: Last, Wiederholungen, und wie viele waren noch drin?",
		"Eso no se ha dicho así, por lo que no he registrado nada. ¿Qué hiciste: carga, repeticiones y cuántas quedaban?",
		"ऐसा कहा नहीं गया, इसलिए कुछ दर्ज नहीं हुआ। आपने क्या किया: भार, रेप, और कितने बाकी थे?"},
	sayRamp:         {"Warm up with %s.", "Zum Aufwärmen %s.", "Para calentar: %s.", "वार्म-अप: %s।"},
	sayDrop:         {"Take this set out: %s", "Diesen Satz löschen: %s", "Quitar esta serie: %s", "यह सेट हटाएँ: %s"},
	sayDropped:      {"The set is taken out.", "Der Satz ist gelöscht.", "La serie está quitada.", "सेट हटा दिया।"},
	sayWithheld:     {"%s is held back because of what you said about your health.", "%s wird zurückgehalten, wegen dem, was du über deine Gesundheit gesagt hast.", "%s se reserva por lo que dijiste sobre tu salud.", "आपकी सेहत की जानकारी के कारण %s नहीं दिखाया जाता।"},
	sayInstead:      {"Instead: %s.", "Stattdessen: %s.", "En su lugar: %s.", "इसके बजाय: %s।"},
	sayCues:         {"How:", "So geht es:", "Cómo:", "कैसे:"},
	sayFaults:       {"Usual faults:", "Häufige Fehler:", "Errores habituales:", "आम गलतियाँ:"},
	sayMuscles:      {"Muscles: %s; helping: %s.", "Muskeln: %s; helfend: %s.", "Músculos: %s; ayudan: %s.", "मांसपेशियाँ: %s; सहायक: %s।"},
	sayPictures:     {"Pictures: %s", "Bilder: %s", "Imágenes: %s", "चित्र: %s"},
	sayReplaced:     {"In this session %s instead of %s.", "In dieser Einheit %s statt %s.", "En esta sesión %s en lugar de %s.", "इस सत्र में %s, %s के बजाय।"},
	sayMore:         {"and %d more lines", "und %d weitere Zeilen", "y %d líneas más", "और %d पंक्तियाँ"},
	sayState:        {"It is %s.", "Es ist %s.", "Está %s.", "यह %s है।"},
	sayUntil:        {"It can be accepted until %s.", "Annehmen kannst du es bis %s.", "Se puede aceptar hasta el %s.", "इसे %s तक स्वीकार कर सकते हैं।"},
	sayNoProposal:   {"No proposal waits for an answer.", "Kein Vorschlag wartet auf eine Antwort.", "Ninguna propuesta espera respuesta.", "कोई प्रस्ताव जवाब का इंतज़ार नहीं कर रहा।"},
	sayTargets:      {"A day: %s.", "Am Tag: %s.", "Al día: %s.", "एक दिन में: %s।"},
	sayShopping:     {"To buy for %s to %s:", "Einkaufen für %s bis %s:", "Comprar para %s a %s:", "%s से %s तक की ख़रीदारी:"},
	sayNothingToBuy: {"Nothing is left to buy.", "Es ist nichts mehr zu kaufen.", "No queda nada por comprar.", "ख़रीदने को कुछ बाकी नहीं।"},
	sayQuiet:        {"Quiet from %s to %s.", "Ruhe von %s bis %s.", "Silencio de %s a %s.", "%s से %s तक शांत।"},
	sayWorkouts:     {"Training: %s.", "Training: %s (jede Woche).", "Entrenos: %s.", "वर्कआउट: %s।"},
	sayNewSchedule:  {"The week would be:", "Die Woche wäre dann:", "La semana sería:", "सप्ताह ऐसा होगा:"},
	sayScheduled:    {"The week is now:", "Die Woche ist jetzt:", "La semana es ahora:", "सप्ताह अब ऐसा है:"},
	sayRemembered:   {"Remembered: %s", "Gemerkt: %s", "Recordado: %s", "याद रखा: %s"},
	sayNoMemory:     {"Nothing is remembered.", "Es ist nichts gemerkt.", "No hay nada recordado.", "कुछ याद नहीं रखा गया है।"},
	sayForget:       {"Forget this: %s", "Das vergessen: %s", "Olvidar esto: %s", "यह भूल जाएँ: %s"},
	sayForgotten:    {"It is forgotten.", "Es ist vergessen.", "Está olvidado.", "भुला दिया।"},
	sayOnboarded:    {"The onboarding is complete.", "Das Onboarding ist fertig.", "La configuración inicial está completa.", "शुरुआती जानकारी पूरी हो गई।"},
	sayProgress:     {"Onboarding: %d %% done.", "Onboarding: %d %% fertig.", "Configuración inicial: %d %% hecha.", "शुरुआती जानकारी: %d %% पूरी।"},
	sayPlansMissing: {"All questions are answered. Next come the training plan and the meal plan, each for your yes.", "Alle Fragen sind beantwortet. Jetzt kommen Trainingsplan und Essensplan, jeder für dein Ja.", "Todas las preguntas están respondidas. Ahora vienen el plan de entreno y el de comidas, cada uno para tu sí.", "सभी सवालों के जवाब मिल गए। अब ट्रेनिंग योजना और भोजन योजना, दोनों आपकी हाँ के लिए।"},
	sayComplete1:    {"Everything is answered and accepted. Complete the onboarding and start?", "Alles ist beantwortet und angenommen. Onboarding abschließen und anfangen?", "Todo está respondido y aceptado. ¿Termino la configuración y empezamos?", "सब कुछ पूरा और स्वीकार हो चुका है। शुरुआती जानकारी पूरी करके शुरू करें?"},
	saySaved:        {"Saved: %s.", "Gespeichert: %s.", "Guardado: %s.", "सहेजा: %s।"},
	sayConsentFirst: {"Your consent comes first; before it I save nothing.", "Zuerst brauche ich dein Einverständnis; vorher speichere ich nichts.", "Primero necesito tu consentimiento; antes no guardo nada.", "पहले आपकी सहमति चाहिए; उससे पहले मैं कुछ नहीं सहेजता।"},
	sayCutShort:     {"(Shortened: ask for a part of it.)", "(Gekürzt: Frag nach einem Teil davon.)", "(Abreviado: pide una parte.)", "(छोटा किया गया: किसी एक हिस्से के बारे में पूछिए।)"},
	sayConsentDeclined: {"That needs your consent, which you have not given. Write “I consent” when you want to.", "Dafür braucht es deine Einwilligung, die du nicht gegeben hast. Schreib „Ich stimme zu“, wenn du möchtest.",
		"Eso necesita tu consentimiento, que no has dado. Escribe «doy mi consentimiento» cuando quieras.", "इसके लिए आपकी सहमति चाहिए, जो आपने नहीं दी है। जब चाहें लिखिए “मैं सहमत हूँ”।"},
	sayUnsaved:       {"Nothing has been done yet. A plain yes does it.", "Noch ist nichts geschehen. Ein einfaches Ja genügt.", "Todavía no he hecho nada. Basta con un sí.", "अभी कुछ नहीं किया गया। बस हाँ कहें।"},
	sayRight:         {"Is that right?", "Stimmt das so?", "¿Es correcto?", "क्या यह सही है?"},
	sayScreening:     {"Your answers about your health:", "Deine Antworten zu deiner Gesundheit:", "Tus respuestas sobre tu salud:", "आपकी सेहत के बारे में आपके जवाब:"},
	sayYes:           {"yes", "ja", "sí", "हाँ"},
	sayNo:            {"no", "nein", "no", "नहीं"},
	sayNone:          {"none", "keine", "ninguno", "कोई नहीं"},
	sayGymKit:        {"what a gym has", "was ein Studio hat", "lo que hay en un gimnasio", "जो जिम में होता है"},
	sayCleared:       {"cleared by a professional on %s", "von einer Fachperson freigegeben am %s", "autorizado por un profesional el %s", "%s को विशेषज्ञ ने अनुमति दी"},
	flagHeart:        {"heart condition", "Herzerkrankung", "enfermedad del corazón", "दिल की बीमारी"},
	flagChest:        {"chest pain", "Brustschmerzen", "dolor en el pecho", "सीने में दर्द"},
	flagDizzy:        {"dizziness or fainting in the last year", "Schwindel oder Ohnmacht im letzten Jahr", "mareos o desmayos en el último año", "पिछले साल चक्कर या बेहोशी"},
	flagBone:         {"bone or joint problem", "Problem mit Knochen oder Gelenken", "problema de huesos o articulaciones", "हड्डी या जोड़ की समस्या"},
	flagMedicine:     {"medicine for the heart or blood pressure", "Medikamente für Herz oder Blutdruck", "medicación para el corazón o la tensión", "दिल या रक्तचाप की दवा"},
	flagPregnant:     {"pregnant, or a birth in the last six months", "schwanger, oder Geburt in den letzten sechs Monaten", "embarazo, o parto en los últimos seis meses", "गर्भवती, या पिछले छह महीनों में प्रसव"},
	flagEating:       {"an eating disorder, now or in the past", "Essstörung, jetzt oder früher", "trastorno alimentario, ahora o antes", "खाने का विकार, अभी या पहले"},
	flagOther:        {"another reason to be careful", "ein anderer Grund zur Vorsicht", "otro motivo de precaución", "सावधानी का कोई और कारण"},
	askConsent:       {"Spotter gives guidance only and cannot replace a doctor, and it processes health data to coach you. Do you accept both?", "Spotter berät nur und ersetzt keinen Arzt, und es verarbeitet Gesundheitsdaten, um dich zu begleiten. Bist du mit beidem einverstanden?", "Spotter solo orienta y no sustituye a un médico, y trata datos de salud para acompañarte. ¿Aceptas las dos cosas?", "Spotter केवल मार्गदर्शन देता है, डॉक्टर की जगह नहीं लेता, और आपका स्वास्थ्य डेटा इस्तेमाल करता है। क्या आप दोनों मानते हैं?"},
	askAbout:         {"When were you born, what is your sex (for energy formulas), how tall are you, what do you weigh, where do you live, and how active is your day without training?", "Wann bist du geboren, welches Geschlecht (für Energieformeln), wie groß bist du, was wiegst du, wo wohnst du, und wie aktiv ist dein Alltag ohne Training?", "¿Cuándo naciste, cuál es tu sexo (para las fórmulas de energía), cuánto mides, cuánto pesas, dónde vives y cómo de activo es tu día sin contar el entreno?", "आपका जन्म कब हुआ, लिंग (ऊर्जा सूत्रों के लिए), लंबाई, वज़न, कहाँ रहते हैं, और ट्रेनिंग के बिना दिन कितना सक्रिय है?"},
	askScreening:     {"Do any of these apply: a heart condition, chest pain, dizziness or fainting in the last year, a bone or joint problem, medicine for heart or blood pressure, pregnancy or a birth in the last six months, an eating disorder now or in the past, any other reason to be careful?", "Trifft etwas davon zu: Herzerkrankung, Brustschmerzen, Schwindel oder Ohnmacht im letzten Jahr, Knochen- oder Gelenkproblem, Medikamente für Herz oder Blutdruck, Schwangerschaft oder Geburt in den letzten sechs Monaten, Essstörung jetzt oder früher, ein anderer Grund zur Vorsicht?", "¿Se da alguno de estos casos: enfermedad del corazón, dolor en el pecho, mareos o desmayos en el último año, problema de huesos o articulaciones, medicación para el corazón o la tensión, embarazo o parto en los últimos seis meses, trastorno alimentario ahora o antes, otro motivo de precaución?", "क्या इनमें से कुछ है: दिल की बीमारी, सीने में दर्द, पिछले साल चक्कर या बेहोशी, हड्डी या जोड़ की समस्या, दिल या रक्तचाप की दवा, गर्भावस्था या छह महीनों में प्रसव, खाने का विकार अभी या पहले, कोई और कारण?"},
	askFitness:       {"How used are you to training: beginner, intermediate or advanced, for how many months, and how many sessions a week now?", "Wie geübt bist du: Anfänger, mittel oder fortgeschritten, seit wie vielen Monaten, und wie viele Einheiten pro Woche jetzt?", "¿Qué nivel tienes: principiante, intermedio o avanzado, cuántos meses llevas y cuántas sesiones por semana haces ahora?", "आपका स्तर क्या है: शुरुआती, मध्यम या उन्नत, कितने महीनों से, और अभी हफ़्ते में कितने सत्र?"},
	askGoals:         {"What do you want most: lose fat, gain muscle, get stronger, or general fitness?", "Was möchtest du am meisten: Fett verlieren, Muskeln aufbauen, stärker werden oder allgemeine Fitness?", "¿Qué quieres sobre todo: perder grasa, ganar músculo, ganar fuerza o forma física general?", "आप सबसे ज़्यादा क्या चाहते हैं: चर्बी घटाना, मांसपेशी बढ़ाना, ताक़त, या सामान्य फ़िटनेस?"},
	askConstraints:   {"Where do you train, with what equipment, how many minutes a session, and is any part of the body to be spared?", "Wo trainierst du, mit welchen Geräten, wie viele Minuten pro Einheit, und ist etwas am Körper zu schonen?", "¿Dónde entrenas, con qué material, cuántos minutos por sesión, y hay que cuidar alguna parte del cuerpo?", "आप कहाँ, किन उपकरणों से, कितने मिनट ट्रेनिंग करते हैं, और क्या शरीर के किसी हिस्से को बचाना है?"},
	askDiet:          {"How do you eat, which allergies and intolerances do you have, what do you not like, how long may cooking take, and how many meals a day?", "Wie isst du, welche Allergien und Unverträglichkeiten hast du, was magst du nicht, wie lange darf Kochen dauern, und wie viele Mahlzeiten am Tag?", "¿Cómo comes, qué alergias e intolerancias tienes, qué no te gusta, cuánto puede durar cocinar y cuántas comidas al día?", "आप कैसा खाना खाते हैं, क्या एलर्जी या असहिष्णुता है, क्या पसंद नहीं, पकाने में कितना समय, और दिन में कितने भोजन?"},
	askSchedule:      {"On which weekdays and at what time do you train, when do you eat, and when should there be no reminders?", "An welchen Wochentagen und um wie viel Uhr trainierst du, wann isst du, und wann soll nichts erinnern?", "¿Qué días y a qué hora entrenas, cuándo comes y a qué horas no quieres recordatorios?", "आप किन दिनों और किस समय ट्रेनिंग करते हैं, कब खाते हैं, और कब याद न दिलाया जाए?"},
	askHydration:     {"How much water a day do you want to drink, and how often may I remind you?", "Wie viel Wasser am Tag möchtest du trinken, und wie oft darf ich erinnern?", "¿Cuánta agua al día quieres beber y cada cuánto te lo recuerdo?", "दिन में कितना पानी पीना चाहते हैं, और कितनी बार याद दिलाऊँ?"},
	askLifestyle:     {"From 1 to 5: your energy, stress and sleep quality these weeks, and how many hours do you sleep?", "Von 1 bis 5: deine Energie, dein Stress und deine Schlafqualität zurzeit, und wie viele Stunden schläfst du?", "Del 1 al 5: tu energía, tu estrés y la calidad de tu sueño estas semanas, y ¿cuántas horas duermes?", "1 से 5 तक: इन दिनों आपकी ऊर्जा, तनाव और नींद, और कितने घंटे सोते हैं?"},
	askSupplements:   {"Are you interested in supplements, which do you take, and which medicines?", "Interessierst du dich für Nahrungsergänzung, was nimmst du, und welche Medikamente?", "¿Te interesan los suplementos, cuáles tomas y qué medicinas?", "क्या सप्लीमेंट में रुचि है, कौन-से लेते हैं, और कौन-सी दवाएँ?"},
	sayNothingLogged: {"Nothing is logged yet.", "Noch ist nichts eingetragen.", "Todavía no hay nada registrado.", "अभी कुछ दर्ज नहीं है।"},
}

// weekdayNames are Monday to Sunday, by language.
//
//nolint:gochecknoglobals // as above
var weekdayNames = [4][7]string{
	{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
	{"Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"},
	{"lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"},
	{"सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार"},
}

// voice says things in a person's language and units.
type voice struct {
	coach.Names
	coach    *coach.Coach
	speaker  lang.Speaker
	tongue   int // the place of the language in [phrases]
	imperial bool
}

func (env Env) voice() voice {
	v := voice{Names: env.Coach.Names(env.Locale), coach: env.Coach, speaker: env.Coach.Speaker(env.Locale), imperial: env.Units == "imperial"}
	v.tongue = tongueOf(v.Language())
	return v
}

// tongueOf is the place of a language in [phrases], English for one that is not there.
func tongueOf(locale string) int {
	primary, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(locale, "_", "-")), "-")
	switch primary {
	case "de":
		return 1
	case "es":
		return 2
	case "hi":
		return 3
	}
	return 0
}

func (v voice) say(p phrase, args ...any) string {
	text := phrases[p][v.tongue]
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// Term is an enumeration's value, or the name of a field, as the person reads it.
func (v voice) Term(value string) string {
	if v.english() {
		return v.Names.Term(value)
	}
	return v.speaker.Term(value)
}

// english reports whether sentences of the science core, which are English, fit the person's language.
func (v voice) english() bool { return v.tongue == 0 }

// date is a day with its weekday.
func (v voice) date(d spotter.Date) string {
	return weekdayNames[v.tongue][d.Weekday().Index()] + " " + d.String()
}

func (v voice) weekday(w spotter.Weekday) string {
	if w.Index() < 0 {
		return string(w)
	}
	return weekdayNames[v.tongue][w.Index()]
}

// mass is a load or a body weight in the person's unit; in pounds with the kilograms beside.
func (v voice) mass(kg float64) string {
	if v.imperial {
		return short(spotter.RoundTo(kg/spotter.KilogramsPerPound, 0.1)) + " lb (" + short(spotter.RoundTo(kg, 0.01)) + " kg)"
	}
	return short(spotter.RoundTo(kg, 0.01)) + " kg"
}

// entered is a load as it was given, with the kilograms beside pounds.
func (v voice) entered(a spotter.Amount, kg float64) string {
	if a.Unit == "lb" {
		return short(a.Value) + " lb (" + short(spotter.RoundTo(kg, 0.01)) + " kg)"
	}
	return short(a.Value) + " " + a.Unit
}

// reps are repetitions, seconds or minutes, from low to high where these differ.
func (v voice) reps(low, high int, unit string) string {
	count := strconv.Itoa(low)
	if high > low {
		count += "-" + strconv.Itoa(high)
	}
	switch unit {
	case "seconds":
		return v.say(saySeconds, count)
	case "minutes":
		return v.say(sayMinutes, count)
	}
	return v.say(sayReps, count)
}

// short writes a number without what it does not need.
func short(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// whole writes a number to the nearest whole.
func whole(n float64) string { return strconv.FormatFloat(spotter.RoundTo(n, 1), 'f', -1, 64) }

// nutrition is energy and macronutrients in figures, empty where there are none to show.
func (v voice) nutrition(n *spotter.Nutrition) string {
	if n == nil {
		return ""
	}
	return v.say(sayNutrition, whole(n.Kcal), whole(n.ProteinG), whole(n.CarbsG), whole(n.FatG), whole(n.FibreG))
}

// sentences joins what there is with spaces.
func sentences(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " ")
}

// lines joins what there is with line ends.
func lines(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, "\n")
}

// offer is a result that waits for the person's plain yes, with its arguments frozen.
func (v voice) offer(tool string, arguments any, summary string) Result {
	raw, err := json.Marshal(arguments)
	if err != nil {
		return failed(v.say(sayOurFault))
	}
	ask := sayOffer
	if strings.HasSuffix(summary, "?") {
		ask = sayUnsaved
	}
	return Result{Text: sentences(summary, v.say(ask)), Data: map[string]bool{"waits_for_yes": true}, Offer: &spotter.Offer{Kind: tool, Arguments: raw, Text: summary}}
}
