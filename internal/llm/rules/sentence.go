package rules

import (
	"strings"
)

// sentence is something that the grammar says itself: {1} is put in.
type sentence int

const (
	sayWho sentence = iota
	sayUnknown
	sayHelp
	sayHelpWeight
	sayHelpPlain
	sayHello
	sayWelcome
	sayNothingWaits
	sayUndo
	sayTryGeneral
	sayTryWorkout
	sayTrySession
	sayTryDiet
	sayTryTracker
	sayTryScheduler
	sayTryHelp
	sayFromNowOn
	sayTakeOne
	sayRecipeHint
	sayRecipeFor
	sayWhatInstead
	sayWhichMeal
	sayWhichDish
	sayWhatEaten
	sayWeeks
	sayHowMuchWater
	sayHowDoYouFeel
	sayHowMuchWeight
	sayWhichUnit
	sayNoWeighing
	sayMoveWhere
	sayQuietHours
	sayWhichSupplement
	sayLeaveOut
	sayNotHere
	sayStart
	sayGuide
	sayGuideHelp
	sayGuideConsentNo
	sayGuideScreening
	sayGuidePlans
	sayStill
	sentenceCount
)

// texts are in English, German, Spanish and Hindi.
//
//nolint:gochecknoglobals // a table that never changes
var texts = [sentenceCount][4]string{
	sayWho: {"I am Spotter, your coach. No language model is set up here: I understand a set of short phrases and answer from your own plans and logs. Say help to see them.",
		"Ich bin Spotter, dein Coach. Hier ist kein Sprachmodell eingerichtet: Ich verstehe eine Reihe kurzer Sätze und antworte aus deinen eigenen Plänen und Einträgen. Sag Hilfe, dann zeige ich sie.",
		"Soy Spotter, tu entrenador. Aquí no hay ningún modelo de lenguaje: entiendo una serie de frases cortas y respondo con tus propios planes y registros. Di ayuda para verlas.",
		"मैं Spotter हूँ, आपका कोच। यहाँ कोई भाषा मॉडल नहीं है: मैं कुछ छोटे वाक्य समझता हूँ और आपकी अपनी योजनाओं और दर्ज बातों से जवाब देता हूँ। उन्हें देखने के लिए कहिए: मदद।"},
	sayUnknown: {"I did not understand that. No language model is set up here, so I understand only some things:", "Das habe ich nicht verstanden. Hier ist kein Sprachmodell eingerichtet, darum verstehe ich nur einiges:",
		"No lo he entendido. Aquí no hay ningún modelo de lenguaje, así que solo entiendo algunas cosas:", "यह मैं नहीं समझा। यहाँ कोई भाषा मॉडल नहीं है, इसलिए मैं कुछ ही बातें समझता हूँ:"},
	sayHelp: {"No language model is set up here, so I understand short phrases such as these.\n- Your day: today, tomorrow, this week, my plan\n- Workout: start workout, 100x8@9, same again, what's next, too heavy, my knee hurts, finish\n- Food: what's for dinner, chicken instead of salmon, what can I cook now, new dinners, shopping list for 2 weeks, recipe for dinner\n- Log: {1}\n- Progress: how am I doing, weekly review, I missed two workouts, I'm back after three weeks\n- Exercises: show me the overhead press, swap bench press for push-up\n- Change the plan: 3 days a week, 45 minutes, without lunges; undo takes the last change back\n- Times: move my session to Saturday, water reminders off, my schedule\n- Supplements: creatine, check 5 g creatine\n- Memory: remember that I work nights, what do you know about me\n- Why: why squats, why so much protein\nA change is only made after your yes.",
		"Hier ist kein Sprachmodell eingerichtet; ich verstehe kurze Sätze wie diese.\n- Dein Tag: heute, morgen, diese Woche, mein Plan\n- Training: Training starten, 100x8@9, noch mal, was kommt als Nächstes, zu schwer, mein Knie tut weh, Training beenden\n- Essen: was gibt es zum Abendessen, Hähnchen statt Lachs, was kann ich jetzt kochen, neue Abendessen, Einkaufsliste für 2 Wochen, Rezept fürs Abendessen\n- Eintragen: {1}\n- Fortschritt: wie läuft es, Wochenrückblick, ich habe zwei Trainings verpasst, ich bin nach drei Wochen zurück\n- Übungen: zeig mir das Schulterdrücken, tausche Bankdrücken gegen Liegestütze\n- Plan ändern: 3 Tage pro Woche, 45 Minuten, ohne Ausfallschritte; rückgängig nimmt die letzte Änderung zurück\n- Zeiten: verschiebe mein Training auf Samstag, Wasser-Erinnerungen aus, mein Zeitplan\n- Nahrungsergänzung: Kreatin, prüfe 5 g Kreatin\n- Gedächtnis: merk dir, dass ich nachts arbeite; was weißt du über mich\n- Warum: warum Kniebeugen, warum so viel Eiweiß\nGeändert wird nur nach deinem Ja.",
		"Aquí no hay ningún modelo de lenguaje; entiendo frases cortas como estas.\n- Tu día: hoy, mañana, esta semana, mi plan\n- Entreno: empezar entreno, 100x8@9, lo mismo, qué sigue, demasiado pesado, me duele la rodilla, terminar entreno\n- Comida: qué hay para cenar, pollo en lugar de salmón, qué puedo cocinar, nuevas cenas, lista de la compra para 2 semanas, receta de la cena\n- Anotar: {1}\n- Progreso: cómo voy, resumen semanal, he faltado a dos entrenos, estoy de vuelta después de tres semanas\n- Ejercicios: enséñame el press militar, cambia press de banca por flexiones\n- Cambiar el plan: 3 días a la semana, 45 minutos, sin zancadas; deshacer quita el último cambio\n- Horarios: mueve mi sesión al sábado, recordatorios de agua no, mi horario\n- Suplementos: creatina, revisa 5 g creatina\n- Memoria: recuerda que trabajo de noche, qué sabes de mí\n- Por qué: por qué sentadillas, por qué tanta proteína\nSolo se cambia algo después de tu sí.",
		"यहाँ कोई भाषा मॉडल नहीं है; मैं ऐसे छोटे वाक्य समझता हूँ।\n- आपका दिन: आज, कल, इस हफ़्ते, मेरा प्लान\n- वर्कआउट: वर्कआउट शुरू, 100x8@9, अगला सेट, बहुत भारी, वर्कआउट खत्म\n- खाना: डिनर में क्या है, सैल्मन की जगह चिकन, क्या बनाऊँ, नए डिनर, 2 हफ़्ते की खरीदारी\n- दर्ज करना: {1}\n- प्रगति: कैसा चल रहा है, साप्ताहिक समीक्षा, दो वर्कआउट छूट गए, तीन हफ़्ते बाद वापस\n- व्यायाम: ओवरहेड प्रेस दिखाओ\n- योजना बदलना: हफ़्ते में 3 दिन कर दो, 45 मिनट कर दो\n- समय: मेरा सत्र शनिवार को शिफ्ट करो, पानी के रिमाइंडर बंद, समय सारणी\n- सप्लीमेंट: क्रिएटिन\n- याददाश्त: याद रखो कि मैं रात में काम करता हूँ, मेरे बारे में क्या याद है\nबदलाव केवल आपकी हाँ के बाद होता है।"},
	sayHelpWeight:   {"drank 500 ml of water, ate breakfast, I weigh 72 kg, energy 3, slept 7 hours", "500 ml Wasser getrunken, Frühstück gegessen, ich wiege 72 kg, Energie 3, 7 Stunden geschlafen", "bebí 500 ml de agua, he desayunado, peso 72 kg, energía 3, dormí 7 horas", "500 ml पानी पिया, मैंने नाश्ता खाया, मेरा वजन 72 kg, ऊर्जा 3, नींद 7 घंटे"},
	sayHelpPlain:    {"drank 500 ml of water, ate breakfast, energy 3, slept 7 hours", "500 ml Wasser getrunken, Frühstück gegessen, Energie 3, 7 Stunden geschlafen", "bebí 500 ml de agua, he desayunado, energía 3, dormí 7 horas", "500 ml पानी पिया, मैंने नाश्ता खाया, ऊर्जा 3, नींद 7 घंटे"},
	sayHello:        {"Hello! No language model is set up here, so I understand short phrases, such as:", "Hallo! Hier ist kein Sprachmodell eingerichtet; ich verstehe kurze Sätze, zum Beispiel:", "¡Hola! Aquí no hay ningún modelo de lenguaje; entiendo frases cortas, por ejemplo:", "नमस्ते! यहाँ कोई भाषा मॉडल नहीं है; मैं छोटे वाक्य समझता हूँ, जैसे:"},
	sayWelcome:      {"You are welcome.", "Gern geschehen.", "De nada.", "आपका स्वागत है।"},
	sayNothingWaits: {"Nothing waits for a yes or no right now.", "Gerade wartet nichts auf ein Ja oder Nein.", "Ahora mismo nada espera un sí o un no.", "अभी कुछ भी हाँ या नहीं का इंतज़ार नहीं कर रहा।"},
	sayUndo:         {"To take the last change back, say just: undo.", "Um die letzte Änderung zurückzunehmen, sag nur: rückgängig.", "Para quitar el último cambio di solo: deshacer.", "आख़िरी बदलाव वापस लेने के लिए बस कहिए: वापस लो।"},
	sayTryGeneral:   {"- today\n- start workout\n- what's for dinner\n- how am I doing", "- heute\n- Training starten\n- was gibt es zum Abendessen\n- wie läuft es", "- hoy\n- empezar entreno\n- qué hay para cenar\n- cómo voy", "- आज\n- वर्कआउट शुरू\n- डिनर में क्या है\n- कैसा चल रहा है"},
	sayTryWorkout:   {"- start workout\n- show me the overhead press\n- change my plan to 3 days a week\n- why squats", "- Training starten\n- zeig mir das Schulterdrücken\n- ändere meinen Plan auf 3 Tage pro Woche\n- warum Kniebeugen", "- empezar entreno\n- enséñame el press militar\n- cambia mi plan a 3 días a la semana\n- por qué sentadillas", "- वर्कआउट शुरू\n- ओवरहेड प्रेस दिखाओ\n- योजना हफ़्ते में 3 दिन कर दो\n- स्क्वाट क्यों"},
	sayTrySession:   {"- 100x8@9, or: 8 with 60 kg, two in reserve\n- same again\n- what's next\n- too heavy, or: my knee hurts\n- finish", "- 100x8@9, oder: 8 mit 60 kg, zwei in Reserve\n- noch mal das gleiche\n- was kommt als Nächstes\n- zu schwer, oder: mein Knie tut weh\n- Training beenden", "- 100x8@9, o: 8 con 60 kg, dos en reserva\n- lo mismo\n- qué sigue\n- demasiado pesado, o: me duele la rodilla\n- terminar entreno", "- 100x8@9, या: 60 kg 8 रेप\n- अगला सेट\n- बहुत भारी\n- वर्कआउट खत्म"},
	sayTryDiet:      {"- what's for dinner\n- chicken instead of salmon\n- what can I cook now\n- shopping list for 2 weeks\n- drank 500 ml of water", "- was gibt es zum Abendessen\n- Hähnchen statt Lachs\n- was kann ich jetzt kochen\n- Einkaufsliste für 2 Wochen\n- 500 ml Wasser getrunken", "- qué hay para cenar\n- pollo en lugar de salmón\n- qué puedo cocinar\n- lista de la compra para 2 semanas\n- bebí 500 ml de agua", "- डिनर में क्या है\n- सैल्मन की जगह चिकन\n- क्या बनाऊँ\n- 2 हफ़्ते की खरीदारी\n- 500 ml पानी पिया"},
	sayTryTracker:   {"- how am I doing\n- weekly review\n- energy 3, slept 7 hours, soreness 2\n- I missed two workouts", "- wie läuft es\n- Wochenrückblick\n- Energie 3, 7 Stunden geschlafen, Muskelkater 2\n- ich habe zwei Trainings verpasst", "- cómo voy\n- resumen semanal\n- energía 3, dormí 7 horas, agujetas 2\n- he faltado a dos entrenos", "- कैसा चल रहा है\n- साप्ताहिक समीक्षा\n- ऊर्जा 3, नींद 7 घंटे, दर्द 2\n- दो वर्कआउट छूट गए"},
	sayTryScheduler: {"- this week\n- move my session to Saturday\n- water reminders off\n- my schedule", "- diese Woche\n- verschiebe mein Training auf Samstag\n- Wasser-Erinnerungen aus\n- mein Zeitplan", "- esta semana\n- mueve mi sesión al sábado\n- recordatorios de agua no\n- mi horario", "- इस हफ़्ते\n- मेरा सत्र शनिवार को शिफ्ट करो\n- पानी के रिमाइंडर बंद\n- समय सारणी"},
	sayTryHelp:      {"Say help for all of them.", "Sag Hilfe, um alle zu sehen.", "Di ayuda para verlas todas.", "सब देखने के लिए कहिए: मदद।"},
	sayFromNowOn:    {"To have it every week, say: from now on.", "Soll es jede Woche so sein, sag: ab jetzt.", "Para tenerlo cada semana di: a partir de ahora.", "हर हफ़्ते चाहिए तो कहिए: अब से।"},
	sayTakeOne:      {"To have one in your plan, say its place: the first, the second or the third.", "Soll eines davon in deinen Plan, sag seinen Platz: das erste, das zweite oder das dritte.", "Para poner una en tu plan di su lugar: la primera, la segunda o la tercera.", "किसी को योजना में रखना हो तो उसकी जगह कहिए: पहला, दूसरा या तीसरा।"},
	sayRecipeHint:   {"How to cook it: say recipe.", "Wie man es kocht: sag Rezept.", "Para saber cómo se cocina di: receta.", "बनाने का तरीका: कहिए रेसिपी।"},
	sayRecipeFor:    {"How to cook it: say recipe for {1}.", "Wie man es kocht: sag Rezept für {1}.", "Para saber cómo se cocina di: receta de {1}.", "बनाने का तरीका: कहिए {1} की रेसिपी।"},
	sayWhatInstead:  {"What would you like instead of {1}? Say it like: chicken instead of salmon.", "Was möchtest du statt {1}? Sag zum Beispiel: Hähnchen statt Lachs.", "¿Qué quieres en lugar de {1}? Dilo así: pollo en lugar de salmón.", "{1} की जगह क्या चाहिए? ऐसे कहिए: सैल्मन की जगह चिकन।"},
	sayWhichMeal:    {"Which meal: breakfast, lunch, snack or dinner? Say: something else for dinner.", "Welche Mahlzeit: Frühstück, Mittagessen, Snack oder Abendessen? Sag: etwas anderes zum Abendessen.", "¿Qué comida: desayuno, almuerzo, merienda o cena? Di: otra cosa para la cena.", "कौन-सा भोजन: नाश्ता, लंच, स्नैक या डिनर? कहिए: डिनर में कुछ और।"},
	sayWhichDish:    {"Which dish? Say: recipe for dinner, or the dish's name.", "Welches Gericht? Sag: Rezept für Abendessen, oder den Namen des Gerichts.", "¿Qué plato? Di: receta de la cena, o el nombre del plato.", "कौन-सा व्यंजन? कहिए: डिनर की रेसिपी, या उसका नाम।"},
	sayWhatEaten:    {"What was it? Say: I ate breakfast, or: I ate 150 g rice and 200 g chicken.", "Was war es? Sag: Ich habe Frühstück gegessen, oder: Ich habe 150 g Reis und 200 g Hähnchen gegessen.", "¿Qué fue? Di: he comido el desayuno, o: he comido 150 g arroz y 200 g pollo.", "क्या खाया? कहिए: मैंने नाश्ता खाया, या: मैंने 150 g चावल खाया।"},
	sayWeeks:        {"A list is for 1 to 4 weeks. For how many?", "Eine Liste ist für 1 bis 4 Wochen. Für wie viele?", "La lista es para 1 a 4 semanas. ¿Para cuántas?", "सूची 1 से 4 हफ़्तों की होती है। कितने हफ़्ते?"},
	sayHowMuchWater: {"How much was it? Say: 500 ml of water, or: two glasses of water.", "Wie viel war es? Sag: 500 ml Wasser, oder: zwei Gläser Wasser.", "¿Cuánta fue? Di: 500 ml de agua, o: dos vasos de agua.", "कितना था? कहिए: 500 ml पानी, या: दो गिलास पानी।"},
	sayHowDoYouFeel: {"Tell me in figures, and I see whether today's loads are held or lowered: energy 1 to 5, hours of sleep, soreness 1 to 5. Say: energy 2, slept 5 hours, soreness 3. Nothing is ever raised because of it, and a rest day is fine: say move my session to tomorrow.",
		"Sag es mir in Zahlen, dann sehe ich, ob die Lasten von heute bleiben oder sinken: Energie 1 bis 5, Stunden Schlaf, Muskelkater 1 bis 5. Sag: Energie 2, 5 Stunden geschlafen, Muskelkater 3. Gesteigert wird deswegen nie etwas, und ein Ruhetag ist in Ordnung: Sag verschiebe mein Training auf morgen.",
		"Dímelo en cifras y veo si las cargas de hoy se mantienen o bajan: energía de 1 a 5, horas de sueño, agujetas de 1 a 5. Di: energía 2, dormí 5 horas, agujetas 3. Por eso nunca sube nada, y un día de descanso está bien: di mueve mi sesión a mañana.",
		"अंकों में बताइए, तब मैं देखूँगा कि आज का भार वही रहे या कम हो: ऊर्जा 1 से 5, नींद के घंटे, दर्द 1 से 5। कहिए: ऊर्जा 2, नींद 5 घंटे, दर्द 3। इससे कुछ भी कभी बढ़ता नहीं, और आराम भी ठीक है।"},
	sayHowMuchWeight:   {"How much? Say: I weigh 72 kg, or: I weigh 160 lb.", "Wie viel? Sag: Ich wiege 72 kg.", "¿Cuánto? Di: peso 72 kg.", "कितना? कहिए: मेरा वजन 72 kg।"},
	sayWhichUnit:       {"{1} of what: kg or lb? Say: I weigh {1} kg.", "{1} was: kg oder Pfund? Sag: Ich wiege {1} kg.", "¿{1} qué: kg o libras? Di: peso {1} kg.", "{1} क्या: kg या पाउंड? कहिए: मेरा वजन {1} kg।"},
	sayNoWeighing:      {"You need not weigh yourself here.", "Du musst dich hier nicht wiegen.", "Aquí no hace falta que te peses.", "यहाँ वज़न तौलने की ज़रूरत नहीं है।"},
	sayMoveWhere:       {"To which day? Say: move my session to Saturday, or: move Friday to Sunday.", "Auf welchen Tag? Sag: verschiebe mein Training auf Samstag, oder: verschiebe Freitag auf Sonntag.", "¿A qué día? Di: mueve mi sesión al sábado, o: mueve el viernes al domingo.", "किस दिन? कहिए: मेरा सत्र शनिवार को शिफ्ट करो।"},
	sayQuietHours:      {"From when to when? Say: quiet hours from 22:00 to 07:00.", "Von wann bis wann? Sag: Ruhezeit von 22:00 bis 07:00.", "¿De qué hora a qué hora? Di: horas de silencio de 22:00 a 07:00.", "कब से कब तक? कहिए: शांत समय 22:00 से 07:00।"},
	sayWhichSupplement: {"Which one? Say its name, such as creatine or vitamin D; or: check my supplements.", "Welches? Sag den Namen, zum Beispiel Kreatin oder Vitamin D; oder: prüfe meine Nahrungsergänzung.", "¿Cuál? Di su nombre, como creatina o vitamina D; o: revisa mis suplementos.", "कौन-सा? नाम कहिए, जैसे क्रिएटिन या विटामिन डी।"},
	sayLeaveOut:        {"To keep it out of your meals, say: meal plan without {1}.", "Damit es nicht mehr im Essen ist, sag: Essensplan ohne {1}.", "Para que no esté en tus comidas di: plan de comidas sin {1}.", "खाने से हटाने के लिए कहिए: खाने की योजना {1} के बिना।"},
	sayNotHere:         {"That cannot be done in this conversation right now.", "Das geht in diesem Gespräch gerade nicht.", "Eso ahora no se puede hacer en esta conversación.", "यह अभी इस बातचीत में नहीं हो सकता।"},
	sayStart:           {"To begin, say: start workout.", "Zum Anfangen sag: Training starten.", "Para empezar di: empezar entreno.", "शुरू करने के लिए कहिए: वर्कआउट शुरू।"},
	sayGuide: {"Welcome to Spotter. I set up a training plan and a meal plan with you, in eleven short questions. Each answer is kept at once; you can stop and go on any time. No language model is set up here, so answer in plain words as the questions ask, or use the form in the app. First, the one thing that only you can say:",
		"Willkommen bei Spotter. In elf kurzen Fragen richte ich mit dir einen Trainingsplan und einen Essensplan ein. Jede Antwort wird sofort gespeichert; du kannst jederzeit aufhören und weitermachen. Hier ist kein Sprachmodell eingerichtet: Antworte in einfachen Worten, wie gefragt wird, oder nimm das Formular in der App. Zuerst das, was nur du sagen kannst:",
		"Te doy la bienvenida a Spotter. En once preguntas cortas preparo contigo un plan de entreno y uno de comidas. Cada respuesta se guarda al momento; puedes parar y seguir cuando quieras. Aquí no hay ningún modelo de lenguaje: responde con palabras sencillas a lo que se pregunta, o usa el formulario de la app. Primero, lo que solo tú puedes decir:",
		"Spotter में आपका स्वागत है। ग्यारह छोटे सवालों में मैं आपके साथ ट्रेनिंग और खाने की योजना बनाता हूँ। हर जवाब तुरंत सहेजा जाता है; आप कभी भी रुककर आगे बढ़ सकते हैं। यहाँ कोई भाषा मॉडल नहीं है, इसलिए सवाल के अनुसार सरल शब्दों में जवाब दीजिए, या ऐप का फ़ॉर्म भरिए। सबसे पहले वह बात जो केवल आप कह सकते हैं:"},
	sayGuideHelp: {"I set up your plans, one question at a time, and no language model is set up here. Answer in plain words. To change an earlier answer, begin with its name: about, fitness, goals, constraints, diet, schedule, hydration, lifestyle or supplements, such as: diet: vegan. The form in the app does the same.",
		"Ich richte deine Pläne ein, eine Frage nach der anderen; ein Sprachmodell ist hier nicht eingerichtet. Antworte in einfachen Worten. Um eine frühere Antwort zu ändern, beginne mit ihrem Namen: about, fitness, goals, constraints, diet, schedule, hydration, lifestyle oder supplements, etwa: diet: vegan. Das Formular in der App kann dasselbe.",
		"Preparo tus planes, una pregunta cada vez, y aquí no hay ningún modelo de lenguaje. Responde con palabras sencillas. Para cambiar una respuesta anterior empieza por su nombre: about, fitness, goals, constraints, diet, schedule, hydration, lifestyle o supplements, por ejemplo: diet: vegano. El formulario de la app hace lo mismo.",
		"मैं एक-एक सवाल से आपकी योजनाएँ बनाता हूँ; यहाँ कोई भाषा मॉडल नहीं है। सरल शब्दों में जवाब दीजिए। पहले का जवाब बदलने के लिए उसके नाम से शुरू करें: about, fitness, goals, constraints, diet, schedule, hydration, lifestyle या supplements, जैसे: diet: vegan।"},
	sayGuideConsentNo: {"That is all right. Without both nothing about you can be stored, so I cannot go on. Say hello when you want to.", "Das ist in Ordnung. Ohne beides kann nichts über dich gespeichert werden, darum geht es nicht weiter. Sag Hallo, wenn du möchtest.",
		"Está bien. Sin las dos cosas no se puede guardar nada sobre ti, así que no puedo seguir. Di hola cuando quieras.", "ठीक है। दोनों के बिना आपके बारे में कुछ सहेजा नहीं जा सकता, इसलिए आगे नहीं बढ़ सकता। जब चाहें नमस्ते कहिए।"},
	sayGuideScreening: {"Say no when none of them applies. Else name those that do, such as: heart condition, pregnant.", "Sag nein, wenn nichts davon zutrifft. Sonst nenne, was zutrifft, zum Beispiel: Herzerkrankung, schwanger.",
		"Di no si no se da ninguno. Si no, nombra los que se den, por ejemplo: corazón, embarazo.", "कुछ नहीं है तो कहिए: नहीं। नहीं तो जो है उसका नाम लीजिए, जैसे: दिल की बीमारी, गर्भवती।"},
	sayGuidePlans: {"Say yes to what fits, or ask for a change, such as: 45 minutes, 3 days, without lunges.", "Sag ja zu dem, was passt, oder bitte um eine Änderung, zum Beispiel: 45 Minuten, 3 Tage, ohne Ausfallschritte.",
		"Di sí a lo que encaje, o pide un cambio, por ejemplo: 45 minutos, 3 días, sin zancadas.", "जो ठीक लगे उसे हाँ कहिए, या बदलाव माँगिए, जैसे: 45 मिनट, 3 दिन।"},
	sayStill: {"I still need: {1}", "Ich brauche noch: {1}", "Todavía necesito: {1}", "अभी चाहिए: {1}"},
}

// in is the sentence in a language, with what belongs into it.
func (s sentence) in(tongue int, values ...string) string {
	text := texts[s][tongue]
	for i, v := range values {
		text = strings.ReplaceAll(text, "{"+string(rune('1'+i))+"}", v)
	}
	return text
}

// tongueOf is the place of a language in the tables, English for one that is not there.
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
