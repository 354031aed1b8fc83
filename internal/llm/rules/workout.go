package rules

import "strings"

// firstRules are what is looked for before everything else.
func firstRules() []entry {
	return []entry{
		{`^help$, ^help me$, ^please help$, what can you do, what can i say|ask, what do you understand|know how, ^commands$, ^hilfe$, was kannst du, was verstehst du, ^befehle$, ^ayuda$, que puedes hacer, que entiendes, ^comandos$,
			^madad$, kya kar sakte, kya kar sakta, ^मदद$, क्या कर सकते`, func(g *grammar, s *scene, _ captures) (plan, bool) {
			return plan{text: g.help(s)}, true
		}},
		{`too heavy|light|easy|hard|much, hurts, hurting, ^my {x} hurts|aches, ^pain, ^same again, ^again$, zu schwer|leicht|einfach|viel, tut|tun weh, schmerz*, ^noch ?mal ?das ?gleiche$, ^nochmal, demasiado pesado|ligero|facil|dificil, muy pesado, me duele, ^duele, ^lo mismo, ^otra igual,
			bahut|zyada bhari|halka|aasan, dard ho, बहुत भारी|हल्का|आसान, दर्द हो`, func(g *grammar, s *scene, _ captures) (plan, bool) {
			if !s.training && (len(s.words) > 4 || len(g.feeling(s.words)) > 0) {
				return plan{}, false
			}
			return do("say", arguments{"text": clip(s.said, 500)})
		}},
		{`who|what are you, are you a|an|human|real, which model, wer|was bist du, bist du ein*, quien|que eres, eres un*, kaun ho, kaun hain, कौन हो, कौन हैं`, tells(sayWho)},
	}
}

// workoutRules are about training.
func workoutRules() []entry {
	return []entry{
		{`swap|replace|exchange|switch|substitute {x} for|with|by|to {y}, change {x} for|with|by {y}, have|eat|get|do|use {y} instead|rather of|than {x}, {y} instead of {x}, swap|replace {x}$,
			tausch*|ersetz*|wechsel* {x} gegen|durch|mit {y}, will|moechte|kann|koennte ich {y} statt|anstatt|anstelle ?von {x}, {y} statt|anstatt|anstelle ?von {x},
			cambia*|sustitu*|reemplaz* {x} por {y}, comer|tomar|cenar|almorzar|desayunar|hacer {y} en lugar|vez de|del {x}, {y} en lugar|vez de|del {x},
			{x} ki jagah {y}, {x} ke badle|bajay {y}, {x} की जगह {y}, {x} के बजाय|बदले {y}`, swap},
		{`^from now on, ^always$, ^every week$, ^ab jetzt, ^ab sofort, ^immer$, ^a partir de ahora, ^siempre$, ^ab se, ^hamesha$, ^अब से, ^हमेशा$`, swapAlways},
		{`^only|just tonight|today$, ^tonight$, ^?nur heute$, ^nur heute abend$, ^?solo hoy$, ^solo esta noche$, ^sirf aaj$, ^सिर्फ आज$`, swapOnce},
		{`start|begin ?my|the|a|todays workout|training|session, ^start$, ^begin$, ^lets go, ^lets start, ^lets train, i ?am|m ready, ^ready$, starte|beginne|start ?das|mein|die|mit training|einheit|dem, training|einheit starten|beginnen, ^los$, ^los gehts, ^anfangen$,
			fang an, fangen wir an, empeza*|empiez*|comenz*|comienz*|inicia* ?a ?el|mi|la entren*|sesion, ^empezar$, ^empezamos$, ^empecemos, ^vamos$, ^comenzar$, workout|training|session shuru, ^shuru, shuru karo|karte, वर्कआउट|ट्रेनिंग शुरू, ^शुरू`, calls("start_session")},
		{`finish|end|stop|complete ?the|my workout|session|training, ^finish, ^finished$, im|i ?am done|finished, done for today, thats it ?for ?today, training|einheit beenden|fertig, beende ?das|mein|die training|einheit, ^fertig$, ich bin fertig, ^schluss$, fuer heute fertig,
			termina*|acaba*|finaliza* ?el|la|mi ?entren*|sesion, he terminado|acabado, ^terminado$, workout|training khatam, ^khatam, ho gaya aaj, वर्कआउट खत्म, ^खत्म`, finish},
		{`whats|what next, what ?is|comes next, ^next$, next set|exercise, was kommt ?als ?jetzt|naechstes, was jetzt, naechster|naechste|naechsten satz|uebung, ^weiter$, ^naechster$, que sigue|toca|viene ?ahora, ^siguiente, proxima|siguiente serie, agla set, ^agla$,
			aage kya, ab kya, ^ab$, अगला सेट, आगे क्या, अब क्या, ^अगला$`, next},
		{`^undo, ^take ?it|that back, delete|remove ?the|my|that ?last set, letzten satz loeschen|entfernen, quita|borra ?la ?ultima serie, last set hata*`, func(_ *grammar, s *scene, _ captures) (plan, bool) {
			if s.words[0].text == "undo" && len(s.words) < 3 || !s.training {
				return plan{text: sayUndo.in(s.tongue)}, s.words[0].text == "undo" || s.words[0].text == "take"
			}
			return do("correct_set", arguments{"remove": true})
		}},
		{`show|see|list|any|my|open|pending ?me ?my ?the ?open proposal*|suggestion*, ^proposals, ^suggestions, what is waiting, what waits, vorschlaege, vorschlag*, propuestas, ^propuesta, prastav*, प्रस्ताव*`, calls("show_proposal")},
		{`^why|how come, ^warum|wieso|weshalb, ^por que, ^porque, ^kyu|kyun|kyon, ^क्यों|क्यूं, kyu|kyun|kyon ?hai$, क्यों ?है$, why {x}`, why},
		{`next block, naechster|naechsten block, siguiente bloque, agla block, अगला ब्लॉक`, func(*grammar, *scene, captures) (plan, bool) {
			return do("propose_training", arguments{"next_block": true})
		}},
		{`change|adjust|update|make|shorten|reduce|switch|cut ?my|the|it|to ?training|workout|workouts|plan|session|sessions|only, days|times a|per week, tage|mal die|in|pro ?der woche, dias a|por la|semana, only|just have, plan, aender*|aendere|verkuerz*|kuerz*|mach*, cambia*|ajusta*|acorta*|reduce*,
			badlo|badal*|kar do|karo, बदल*|कर दो|करो, din, दिन, minutes, minuten, minutos, minat, मिनट, want|can|could train, trainieren, entrenar`, changePlan},
		{`without|exclude|no|remove|skip|drop|avoid ?more ?the {x}, take {x} out, take out {x}, ohne {x}, kein|keine|keinen mehr {x}, sin {x}, quita|elimina {x}, bina {x}, {x} ke bina, {x} hata*, {x} के बिना, {x} हटा*`, without},
		{`show|see|what|whats|tell ?is ?me ?about ?my ?the ?training|workout|meal|diet|food plan$, ^my ?training|workout|meal plan$, ^training plan$, ^meal plan$, zeig* ?mir ?meinen ?den plan|trainingsplan|essensplan|speiseplan, ^trainingsplan$, ^essensplan$, mein plan|trainingsplan|essensplan,
			muestra* ?mi ?el plan, ^mi plan, ver ?mi ?el plan, mera|meri ?workout|training|meal plan|yojana, plan dikha*, मेरी योजना, मेरा प्लान, योजना दिखा*`, showPlan},
		{`last|previous workout|session|training$, what did i do|lift ?last, letztes training, letzte einheit, ultimo entreno|entrenamiento, ultima sesion, pichla workout, पिछला वर्कआउट`, calls("show_session")},
		{`show|see ?me ?how ?to ?do {x}, how do|to|should|can ?i ?you ?to do|perform {x}, demonstrate {x}, demo ?of {x}, technique|form ?cues ?for|of {x}, zeig* ?mir ?wie {x}, wie geht|gehen|mache|macht ?ich ?man {x}, technik ?fuer|von|bei|beim {x}, vormachen {x},
			ensename|muestrame|muestra|ensena {x}, como se hace|hacen|realiza {x}, como hago {x}, tecnica de|del {x}, {x} dikhao|dikha|dikhaiye, {x} kaise kar*, {x} दिखा*, {x} कैसे कर*|करें`, demonstrate},
	}
}

func finish(g *grammar, s *scene, _ captures) (plan, bool) {
	if len(g.figures(s.words)) > 0 {
		return plan{}, false
	}
	return do("finish_session", nil)
}

func next(g *grammar, s *scene, _ captures) (plan, bool) {
	if s.training {
		return do("next_set", nil)
	}
	return day(g, s, nil)
}

// swap replaces a food of a meal, or an exercise: which of both it is the plans know, else who was asked.
func swap(g *grammar, s *scene, c captures) (plan, bool) {
	from, to := g.name(c["x"]), g.name(c["y"])
	if s.training && hasWord(g.thisOne, from) && len(from) <= 2 {
		return swapExercise(g, s, "", said(to))
	}
	if len(from) == 0 || isDay(g, from) || isDay(g, to) {
		return plan{}, false
	}
	if slot := g.slot(s, from); slot != "" && len(to) == 0 || slot != "" && len(from) == 1 {
		return swapMeal(g, s, arguments{"slot": slot, "instead": clip(said(to), 80)})
	}
	if name := s.exercise(folded(from)); name != "" || s.exercise(folded(to)) != "" || s.training && s.tools["substitute"] {
		return swapExercise(g, s, either(name, said(from)), said(to))
	}
	if len(to) == 0 {
		return plan{text: sayWhatInstead.in(s.tongue, said(from))}, true
	}
	args := arguments{"replace": clip(said(from), 80), "instead": clip(said(to), 80)}
	if slot := g.slot(s, s.words); slot != "" {
		args["slot"] = slot
	}
	return swapMeal(g, s, args)
}

func isDay(g *grammar, list []word) bool {
	for _, w := range list {
		if _, day := g.weekdays[w.text]; day {
			return true
		}
	}
	return false
}

func either(first, second string) string {
	if first != "" {
		return first
	}
	return second
}

// swapMeal asks for one date, unless the person said from now on, and tells how to say so.
func swapMeal(g *grammar, s *scene, args arguments) (plan, bool) {
	for name, value := range args {
		if value == "" {
			delete(args, name)
		}
	}
	p := plan{hint: sayFromNowOn.in(s.tongue)}
	args["scope"] = "once"
	if hasAny(g.always, s.words) {
		args["scope"], p.hint = "always", ""
	} else if days := s.days(g.lexis, s.words); len(days) == 1 {
		args["date"] = days[0].String()
	}
	p.calls = []call{{"swap_meal", args}}
	return p, true
}

func swapExercise(g *grammar, s *scene, from, to string) (plan, bool) {
	if s.training {
		args := arguments{"exercise": clip(from, 80), "to": clip(to, 80)}
		for _, name := range []string{"exercise", "to"} {
			if args[name] == "" {
				delete(args, name)
			}
		}
		if hasAny(g.always, s.words) {
			args["scope"] = "always"
		}
		return do("substitute", args)
	}
	one := arguments{"from": clip(from, 80)}
	if to != "" {
		one["to"] = clip(to, 80)
	}
	return do("propose_training", arguments{"swap": []arguments{one}})
}

// swapAlways and swapOnce ask for the last swap once more, for the other time.
func swapAlways(g *grammar, s *scene, _ captures) (plan, bool) { return swapAgain(s, "always") }

func swapOnce(g *grammar, s *scene, _ captures) (plan, bool) { return swapAgain(s, "once") }

func swapAgain(s *scene, scope string) (plan, bool) {
	last, _, ok := s.lastCall("swap_meal")
	args := arguments{}
	if !ok || len(s.words) > 4 || decode(last.Arguments, &args) != nil {
		return plan{}, false
	}
	args["scope"] = scope
	delete(args, "date")
	return do("swap_meal", args)
}

// changePlan reads days and minutes of a new training plan.
func changePlan(g *grammar, s *scene, _ captures) (plan, bool) {
	args := arguments{}
	list := g.figures(s.words)
	if hasWord(g.eating, s.words) || hasAny(g.cooking, s.words) || g.isSet(s.words) {
		return plan{}, false
	}
	if n, ok := first(list, "day"); ok && whole(n, 1, 7) {
		args["days"] = int(n)
	}
	if n, ok := first(list, "min"); ok && whole(n, 20, 180) {
		args["minutes"] = int(n)
	}
	if len(args) == 0 {
		return plan{}, false
	}
	return do("propose_training", args)
}

// without leaves an exercise out of the training plan, or a food out of the meals.
func without(g *grammar, s *scene, c captures) (plan, bool) {
	name := g.name(c["x"])
	if len(name) == 0 || g.equipment[name[0].text] != "" && len(name) == 1 {
		return g.withoutKit(s, name)
	}
	if hasAny(g.reminding, s.words) || len(name) > 5 || len(g.figures(name)) > 0 {
		return plan{}, false
	}
	exclude := arguments{"exclude": g.items(name)}
	if s.exercise(folded(name)) != "" {
		return do("propose_training", exclude)
	}
	if hasWord(g.eating, s.words) || s.tools["propose_meals"] {
		return do("propose_meals", exclude)
	}
	if hasWord(g.training, s.words) || s.tools["propose_training"] {
		return do("propose_training", exclude)
	}
	return plan{}, false
}

// withoutKit replaces the exercise that is on when a thing is taken.
func (g *grammar) withoutKit(s *scene, name []word) (plan, bool) {
	if len(name) == 0 || !s.training {
		return plan{}, false
	}
	return do("substitute", arguments{"why": "equipment", "without": []string{g.equipment[name[0].text]}})
}

func showPlan(g *grammar, s *scene, _ captures) (plan, bool) {
	args := arguments{"plan": "training"}
	if hasWord(g.eating, s.words) || hasWord(set("essensplan speiseplan"), s.words) {
		args["plan"] = "meals"
	}
	for _, w := range s.words {
		if day, ok := g.weekdays[w.text]; ok {
			args["weekday"] = weekdayName(day)
		}
	}
	return do("show_plan", args)
}

// why asks for the reasons of a plan or of an item of it.
func why(g *grammar, s *scene, c captures) (plan, bool) {
	rest := s.words
	if x := c["x"]; len(x) > 0 {
		rest = x
	}
	var item []word
	for _, w := range rest {
		if !g.lead[w.text] && !g.trail[w.text] && !g.asking[w.text] {
			item = append(item, w)
		}
	}
	args := arguments{"plan": "training"}
	if hasWord(g.eating, s.words) || s.tools["swap_meal"] && s.exercise(folded(item)) == "" {
		args["plan"] = "meals"
	}
	switch day, ok := g.weekdayIn(item); {
	case ok:
		args["item"] = day
	case len(item) > 0 && s.exercise(folded(item)) != "":
		args["item"] = s.exercise(folded(item))
	case len(item) > 0 && len(item) < 7:
		args["item"] = clip(said(item), 80)
	}
	return do("why", args)
}

func (g *grammar) weekdayIn(list []word) (string, bool) {
	for _, w := range list {
		if day, ok := g.weekdays[w.text]; ok {
			return weekdayName(day), true
		}
	}
	return "", false
}

func weekdayName(i int) string {
	return strings.Fields("monday tuesday wednesday thursday friday saturday sunday")[i]
}

// demonstrate shows an exercise; what else can be shown has rules of its own.
func demonstrate(g *grammar, s *scene, c captures) (plan, bool) {
	name := g.name(c["x"])
	if len(name) == 0 || len(name) > 6 || hasWord(set(`plan week workout session progress proposals list schedule day weight trend review recipe meals meal dinner breakfast lunch today woche fortschritt semana progreso receta menu cook make kochen`), name) {
		return plan{}, false
	}
	return do("demonstrate", arguments{"exercise": clip(said(name), 80)})
}
