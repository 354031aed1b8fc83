package rules

// wish is what a row of the grammar reads: a tool, with what its arguments are made from. A row is a pattern a
// line; the first row of which a pattern stands in the text is meant.
type wish struct {
	tool     string
	patterns string
	not      string // words with which it is something else
	make     func(t *turn, m match) (arguments, string)
}

// arguments of a call, as JSON will have them.
type arguments = map[string]any

// wishes is the grammar: what is said most plainly first.
func wishes() []wish {
	return []wish{
		{"", "^ help $\n^ hilfe $\n^ ayuda $\n^ मदद $\nwhat can you|i do|say\nwas kannst du\nqué puedes hacer\nक्या कर सकते", "", nil},
		{"", "^ undo\nundo my|the|that .. change|plan|swap\nmach .. rückgängig\nnimm .. zurück\n^ deshaz|deshacer\nवापस लो", "set satz serie सेट", askFor("undo")},
		{"correct_set", "undo|delete|remove|drop .. last? set\nlösch|lösche|streich .. satz\nborra|quita|deshaz .. serie\nआखिरी सेट हटाओ", "", fixedArguments(arguments{"remove": true})},
		{"correct_set", "^ no|nope {x}\n^ actually {x}\n^ correction {x}\ni meant {x}\n^ nein|korrektur|eigentlich {x}\nich meinte {x}\n^ corrección|perdón {x}\nquise decir {x}\n^ नहीं {x}\nमेरा मतलब {x}", "", makeCorrection},

		{"memories", "what do you know|remember about me\nwhat have you remembered\nmy memories\nwas weißt du über mich\nwas hast du dir gemerkt\nqué sabes de|sobre mí\nqué recuerdas\nमेरे बारे में क्या जानते", "", noArguments},
		{"remember", "^ please? remember that? {x}\nkeep in mind that? {x}\nmerk|merke dir bitte? dass? {x}\nrecuerda que? {x}\nten en cuenta que {x}\nयाद रखो कि? {x}\nयाद रखना कि? {x}", "", makeMemory},
		{"forget", "^ please? forget that|about? {x}\nvergiss bitte? dass? {x}\nolvida que? {x}\n{x} भूल जाओ", "", keptAs("text")},

		{"set_reminders", "turn|switch .. on|off .. reminder|reminders|notifications\nturn|switch .. reminder|reminders|notifications .. on|off\nstop|disable|enable|mute|pause .. reminder|reminders|reminding|notifications\nno more? reminders|notifications\nreminder|reminders .. on|off\nerinnerungen|erinnerung|wassererinnerungen|trainingserinnerungen|essenserinnerungen .. an|aus|ein|ab\nschalt|schalte|stell|stelle .. erinnerungen|erinnerung|wassererinnerungen\nerinner|erinnere mich .. nicht|wieder\n.. recordatorios|recordatorio .. sí|no|on|off\nactiva|desactiva|apaga|enciende|quita .. recordatorios|recordatorio\nरिमाइंडर .. बंद|चालू", "", makeReminders},
		{"reminders", "reminder|reminders|notifications\nerinnerung|erinnerungen\nrecordatorio|recordatorios\nरिमाइंडर", "", noArguments},

		{"propose_schedule", "from now on .. train|training|work|workout|workouts|exercise\ntrain|training|workouts|workout .. from now on|permanently|every\nmy training days\nchange .. schedule|training days|times\nquiet hours\nab jetzt|sofort .. trainier*|training\ntrainier* .. ab jetzt|sofort|immer\nruhezeit|ruhezeiten\ndesde ahora .. entreno|entrenar\nentrenar|entreno .. desde ahora|siempre\nhoras de silencio\nअब से .. वर्कआउट|ट्रेनिंग|अभ्यास", "", makeSchedule},
		{"reschedule", "move|shift|reschedule|postpone|delay .. session|workout|training\nmove|shift|reschedule|postpone {x} to|until {y}\ncan i train|workout .. instead\ni cant|cannot|can't .. {x}\ntrain .. instead of\nverschieb* {x}\nverleg* {x}\nkann .. nicht .. trainieren\nkann ich .. trainieren statt\nmueve|mover|cambia|aplaza|pasa .. sesión|entreno|entrenamiento\nmueve|pasa|aplaza {x} al|a {y}\nno puedo entrenar\n{x} को {y} पर ले\nआगे बढ़ाओ\n.. बदल दो {x} को", "plan plans pain", makeMove},

		{"shopping_list", "shopping|grocery list\nwhat should|do|must i .. buy\nwhat to buy\ngroceries\neinkaufsliste\neinkaufszettel\nwas muss|soll|sollte ich .. kaufen|einkaufen\nlista de .. compra|compras|súper\nqué tengo que|debo comprar\nqué compro\nखरीदारी|ख़रीदारी\nक्या खरीदना|खरीदूं", "bought", makeShopping},
		{"tick_shopping", "i bought {x}\ni have bought|got {x}\nive bought|got {x}\n^ bought {x}\ntick off? {x}\nich habe|hab {x} gekauft|eingekauft\nhabe|hab {x} gekauft\nhe comprado {x}\n^ compré {x}\nya compré {x}\n{x} खरीद लिया|लिए|ली", "", makeTicks},

		{"recipe", "recipe for|of {x}\nrecipe {x}\nhow do|would|can i make|cook|prepare {x}\nhow to make|cook|prepare {x}\nrezept für|von {x}\nwie koche|mache|bereite ich {x}\nwie kocht|macht man {x}\nreceta de|para {x}\ncómo se? preparo|cocino|prepara|cocina {x}\n{x} की रेसिपी\n{x} कैसे बनाऊं|बनाएं|बनाते", "exercise übung ejercicio muscle", keptAs("dish")},
		{"meal_ideas", "what can|could|should i cook|make|prepare .. \nbored of|with .. food|menu|meals|dinners|dinner|lunch|breakfast\nnew|other|different .. dinner|dinners|lunch|lunches|breakfast|breakfasts|meals|dishes|recipes\nmeal|dinner|lunch|breakfast|cooking ideas|idea\nwas kann|könnte|soll ich .. kochen|machen|essen\nneue|andere .. gerichte|abendessen|mittagessen|essen|rezepte\nessensideen\nqué puedo|podría cocinar|preparar|hacer\nnuevas|otras|nuevos|otros .. cenas|comidas|recetas|platos|desayunos\nideas para .. cena|cenas|comida|desayuno\nक्या पका|बना सकता|सकती|सकते\nनए .. खाने|व्यंजन\nखाने के आइडिया", "workout training", makeIdeas},

		{"log_water", "log|add|drank|drink|drunk|had .. water\nwater {x}\nglass|glasses|ml|litre|litres|liter|liters|l|oz .. water\nglas|becher|l|ml|liter wasser\n.. wasser {x}\nwasser .. getrunken|eintragen\ntrank|trinke|getrunken .. wasser\nml|l|litro|litros|vaso|vasos de agua\n.. agua {x}\nbebí|bebido|tomé|registra|añade .. agua\n.. पानी .. पिया|दर्ज|लिया", "reminder reminders should target goal plant much wie viel cuanta cuánta कितना", makeWater},
		{"today", "how much water\nwater .. so far|today|left\nwie viel wasser\ncuánta agua\nकितना पानी", "", noArguments},

		{"check_in", "energy|soreness|sore .. \nslept {x}\nsleep|sleeping .. hours|quality\ncheck in\ncheck-in\ncheckin\nenergie {x}\nmuskelkater {x}\nschlaf {x}\n.. geschlafen\nenergía {x}\nagujetas {x}\ndormí {x}\nsueño {x}\nऊर्जा {x}\nनींद {x}", "kcal drink drinks bar bars why warum por plan", makeFeeling},
		{"check_in", "im|am|feel|feeling|so|too|really|very tired|exhausted|wiped|drained\nshould i train|work|workout|exercise .. tired|today\nshould i .. train\nno energy\nmüde|erschöpft|schlapp|kaputt\nsoll|sollte ich .. trainieren\ncansado|cansada|agotado|agotada\ndebo|debería entrenar\nथका|थकी|थकान\nक्या .. ट्रेनिंग|वर्कआउट|अभ्यास .. करूं", "", makeFeeling},

		{"log_weight", "i weigh|weighed\nmy weight is|was\nlog|record .. weight|weighing\n^ weight {x}\nich wiege|wog\nmein gewicht ist\n^ gewicht {x}\ngewicht eintragen\n^ peso {x}\nmi peso es\nregistra|registrar .. peso\nवजन {x}\nमेरा वजन", "too heavy lift bench squat", makeWeight},

		{"evaluate", "missed|skipped .. session|sessions|workout|workouts|training\nback|returning|return .. after|from .. weeks|week|break|months|holiday|vacation|illness\ni was|have been? away|sick|ill\nafter .. break\nplateau|deload|stuck|stalled\nis my plan still|right\nverpasst|ausgelassen|ausgefallen\nwieder da|zurück\nnach .. pause|urlaub|krankheit\nplateau|deload\nme salté .. sesión|sesiones|entreno|entrenos|entrenamientos\nfalté|perdí .. sesión|sesiones|entreno|entrenos|entrenamientos\nvuelvo\nhe vuelto\nde vuelta\ntras|después de .. semanas|pausa|descanso|vacaciones\nestancado|estancada\nछूट गया|गए|गई\nवापस आया|आई|आ गया", "", noArguments},
		{"weekly_review", "weekly|week .. review|summary|recap\nreview .. week\nhow was my week\nwochenrückblick|wochenbericht|wochenübersicht\nwie war meine woche\nresumen|repaso .. semanal|semana\ncómo fue mi semana\nसाप्ताहिक समीक्षा|रिपोर्ट\nमेरा हफ्ता कैसा", "", noArguments},
		{"adherence", "how consistent|regular\nadherence\nhow many .. sessions|workouts .. done|did|missed|kept\nwie regelmäßig|konsequent\nwie viele einheiten\nqué tan constante\ncuántas sesiones\nconstancia\nकितने सेशन|वर्कआउट", "", makeWeeks},
		{"progress", "how am i doing\nmy progress\nshow .. progress|trend\nam i .. stronger|progressing\nwie läuft es|läufts\nwie mache ich mich\nfortschritt|fortschritte\ncómo voy\nmi progreso|progresos\nप्रगति\nमैं कैसा कर रहा", "", noArguments},

		{"start_session", "start|begin .. workout|session|training\n^ start $\n^ lets? go|start|begin\n^ let's start|go|begin\nim ready\ni'm ready to train\nstarte|beginne|starten|beginnen .. training|workout|einheit\ntraining|workout|einheit starten|beginnen\n^ los gehts|geht's\n^ starten $\nempieza|empezar|empezamos|comienza|comenzar .. entreno|entrenamiento|sesión\n^ empezar|empezamos|vamos $\nवर्कआउट|ट्रेनिंग|अभ्यास .. शुरू\n^ शुरू करो|करें", "monday tuesday from plan", noArguments},
		{"finish_session", "finish|end|stop|complete .. workout|session|training\ni'm|im|am|we're done for today|now\n^ i'm|im done $\nthat's|thats it for today\n^ finish|finished $\ntraining|workout|einheit beenden|fertig|vorbei\nbeende .. training|workout|einheit\nfertig für heute\ntermina|terminar|acaba .. entreno|entrenamiento|sesión\nhe terminado|acabado .. $\n^ terminé\nवर्कआउट|ट्रेनिंग|अभ्यास .. खत्म|ख़त्म|पूरा\nआज के लिए बस", "", noArguments},
		{"next_meal", "next meal\nwhat do i eat next\nwhat .. eat now\nnächste mahlzeit\nwas esse ich als nächstes\nwas gibt es|gibts zu essen\npróxima|siguiente comida\nqué como ahora|después\nqué me toca comer\nअगला भोजन|खाना", "", noArguments},
		{"next_set", "what's|whats|what is|comes? next\n^ next $\nnext set|exercise\n^ and now\nhow much weight\nwas kommt jetzt|als\nwas kommt als nächstes\nnächster|nächste satz|übung\n^ weiter $\n^ nächster $\nqué sigue\nqué viene\nsiguiente serie|ejercicio\n^ siguiente $\nअगला सेट|व्यायाम|क्या\n^ अगला $\nआगे क्या", "meal week semana session monday", noArguments},
		{"say", "too|very|so|really heavy|easy|light|hard\nmy {x} hurts|hurt|aches\nhurts|pain in {x}\nzu schwer|leicht|einfach\n{x} tut|tun .. weh\nschmerz|schmerzen\nmuy|demasiado pesado|fácil|ligero|difícil|liviano\nme duele|duelen {x}\nबहुत भारी|हल्का|आसान\nदर्द", "tired", ownWords},

		{"substitute", "swap|replace|switch|substitute .. exercise|this\ndifferent|another|other exercise\ncan't|cant do|use {x}\nno|without barbell|bench|machine|dumbbells|cable .. today|free|here\nis taken\nandere übung\nübung tauschen|ersetzen\notro ejercicio\ncambia .. ejercicio\nदूसरा व्यायाम", "", makeSubstitute},
		{"swap_meal", "swap|replace|switch|exchange {x} for|with|by {y}\nhave|eat|get {y} instead of {x}\n{y} instead of {x}\ntausche|tausch|ersetze|ersetz {x} gegen|durch|mit {y}\n{y} statt|anstatt {x}\ncambia|cambiar|sustituye|reemplaza {x} por {y}\n{y} en lugar|vez de|del {x}\n{x} की जगह {y}\n{x} के बजाय {y}", "", makeSwap},
		{"swap_meal", "something else for|instead .. breakfast|lunch|dinner|snack\nswap|change|replace .. breakfast|lunch|dinner|snack\netwas anderes .. frühstück|mittagessen|abendessen\notra cosa .. desayuno|comida|cena\nकुछ और .. नाश्ता|खाना", "", makeOther},

		{"propose_training", "change|make|set|adjust|reduce|increase|cut .. plan|training|workouts .. \n.. days|sessions|times a|per week\nonly|just .. days|minutes\nshorter|longer sessions|workouts\n.. plan without {x}\nno more {x} .. plan|workout|workouts\nändere|ändern|änder|kürze|stell .. plan|training\n.. tage|einheiten pro|die|in woche?\nplan .. ohne {x}\nkürzere|längere einheiten\ncambia|ajusta|reduce|haz .. plan|entrenamiento\n.. días a|por la? semana\nplan .. sin {x}\nयोजना|प्लान .. दिन|मिनट|बिना|बदल*", "why warum meal meals diet essensplan comidas show", makePlan},
		{"propose_meals", "change|adjust .. meal|diet|food plan|meals\nno more {x} in my .. meals|meal|food|diet\nmeal plan without {x}\nessensplan|speiseplan .. ohne {x}\nessensplan|speiseplan ändern\nändere .. essensplan|speiseplan\nplan de comidas .. sin {x}\ncambia .. plan de comidas\nमील प्लान|भोजन .. बिना", "show why", makeMealPlan},

		{"why", "^ why {x}\n^ why $\nexplain {x}\nhow come {x}\n^ warum|wieso|weshalb {x}\n^ warum $\nerklär|erkläre {x}\n^ por qué {x}\n^ por qué $\nexplica {x}\n^ क्यों {x}\n{x} क्यों", "", makeWhy},
		{"supplement_check", "check|review|total|add up? .. supplements|supplement|vitamins|pills\nmy supplements .. safe|together|ok|okay\nprüf|prüfe|check .. mittel|supplemente|nahrungsergänzung\nmeine supplemente\nrevisa|comprueba .. suplementos\nसप्लीमेंट .. जांच|जाँच", "", noArguments},
		{"supplement_facts", "", "food", makeSupplement},
		{"show_proposal", "proposal|proposals\nwhat's|whats|what is? pending|waiting\nvorschlag|vorschläge\npropuesta|propuestas\nप्रस्ताव", "", noArguments},
		{"show_session", "last|previous workout|session|time\nwhat did i do|lift .. last|yesterday\nletztes|letzte training|einheit|mal\núltimo|última entreno|entrenamiento|sesión|vez\nपिछला|पिछली वर्कआउट|बार|सेशन", "", noArguments},

		{"week", "this|next|my|the week\nwhen do i train\nweek|weekly plan|overview\ndiese|nächste|meine woche\nwann trainiere ich\nesta|próxima|mi semana\nsemana que viene\ncuándo entreno\nइस|अगले|मेरा हफ्ते|हफ्ता|सप्ताह\nकब ट्रेनिंग", "", makeWeek},
		{"schedule", "my schedule\nwhen do i usually\nusual times|days\nmein zeitplan\nwann normalerweise\nmi horario\nमेरा समय|शेड्यूल", "", noArguments},
		{"show_plan", "meal|diet|food plan\nmy|the|show .. plan\nessensplan|speiseplan\nmein|meinen plan|trainingsplan\nzeig .. plan|trainingsplan\nplan de comidas|entrenamiento\nmi plan\nमील प्लान\nमेरी|मेरा योजना|प्लान", "", makeShowPlan},
		{"today", "for|at .. breakfast|lunch|dinner|snack|supper\nwhat's|whats|what is? on|planned|up\ntoday|tonight\ntodays|today's .. workout|session|training|plan|meals\nmy workout|session|training\ntomorrow|tomorrows|yesterday\nrest day\nheute|morgen\nzum|zu .. frühstück|mittagessen|abendessen|mittag|abend\nmein training|workout\nhoy\nmañana\nde|para .. desayuno|comida|cena|cenar|comer|desayunar\nmi entreno|entrenamiento\nआज\nकल\nरात के खाने\nमेरा वर्कआउट", "ate eat gegessen comí खाया log remember", makeToday},

		{"log_meal", "i ate|had {x}\ni just|'ve|have eaten|ate|had {x}\n^ ate|had {x}\nlog|record|add .. breakfast|lunch|dinner|snack|supper|meal\nlog|record {x}\nich habe|hab {x} gegessen\nhabe|hab {x} gegessen\ntrag|trage .. frühstück|mittagessen|abendessen|mahlzeit\nfrühstück|mittagessen|abendessen|mahlzeit eintragen|gegessen\ncomí|desayuné|cené|almorcé {x}\nhe comido|desayunado|cenado {x}\nhe comido|desayunado|cenado\nregistra .. desayuno|comida|cena|almuerzo\n{x} खाया|खाई|खाए|खा लिया\nनाश्ता|खाना दर्ज", "instead", makeMeal},
		{"demonstrate", "show me how? to? {x}\nhow do|should i do {x}\nhow to do {x}\nform|technique for|of {x}\ndemonstrate {x}\nzeig|zeige mir {x}\nwie geht|gehen|macht {x}\nwie mache ich {x}\nausführung|technik {x}\nmuéstrame|enséñame {x}\ncómo se? hace|hago {x}\ntécnica de|del {x}\n{x} दिखाओ|दिखाइए\n{x} कैसे करें|करूं|करते", "", keptAs("exercise")},
	}
}

// noArguments is a call without any.
func noArguments(*turn, match) (arguments, string) { return arguments{}, "" }

func fixedArguments(a arguments) func(*turn, match) (arguments, string) {
	return func(*turn, match) (arguments, string) { return a, "" }
}

func askFor(key string) func(*turn, match) (arguments, string) {
	return func(*turn, match) (arguments, string) { return nil, key }
}

func keptAs(field string) func(*turn, match) (arguments, string) {
	return func(_ *turn, m match) (arguments, string) {
		name := bare(m["x"])
		if name == "" {
			return nil, "unknown"
		}
		return arguments{field: name}, ""
	}
}

// ownWords hands the person's words on as they are.
func ownWords(t *turn, _ match) (arguments, string) { return arguments{"text": t.raw}, "" }
