package rules

import "slices"

// trackRules are about the body, and how it goes.
func trackRules() []entry {
	return []entry{
		{`i ?have missed|skipped, missed|skipped {x}, ^missed, couldnt train, verpasst, ausgelassen, versaeumt, nicht trainiert, he faltado|perdido, me perdi, me salte, falte a, no pude entrenar, no he entrenado, chhoot gay*, chhut gay*, miss ho gay*, miss kar di*, nahi kar paya|payi, छूट गए|गया|गई, मिस हो|कर,
			back after, im|i ?am back, weeks|week|months|days off|away|pause|break, after a ?long break|holiday|vacation, wieder da, bin zurueck, ^ich bin {x} zurueck, wochen|woche pause|weg|urlaub, nach dem|einer ?langen urlaub|pause, de vuelta, semanas|semana sin|fuera, despues de ?tres ?dos ?unas vacaciones|semanas,
			wapas aa*, wapas, wapis, hafte|hafton ?ke baad, वापस, हफ्ते|हफ्तों ?के बाद, plateau, ^stalled, stuck at|on, not ?making progress, has|have stalled, stagnat*, plateau*, estancad*, ruk gay*, deload, easy|lighter week, entlastungswoche, descarga, semana suave|ligera, evaluate|check my plan`, calls("evaluate")},
		{`weekly review, week|weeks review, review ?of ?my|the ?last week, my review, ^review$, wochenrueckblick, rueckblick, resumen semanal, resumen de ?la ?mi semana, saptahik, hafte ka|ki saransh|review, साप्ताहिक, हफ्ते का|की`, calls("weekly_review")},
		{`how am i doing, how ?is|are ?it|things going, how have i, my progress, ^progress$, am i ?making|on progress|track, show ?me ?my progress|stats|trend, weight trend, ^stats$, my stats|records|trend, wie laeuft es, wie laeufts, wie stehe ich, wie mache ich mich, mein|meine fortschritt*, ^fortschritt*, gewichtsverlauf,
			como voy, como me va, mi|mis progreso*, ^progreso$, meri progress|pragati, main|mai kaisa|kaise kar, kaisa chal raha, मेरी प्रगति, ^प्रगति$, कैसा चल रहा, मैं कैसा|कैसी`, calls("progress")},
		{`adherence, how many ?of ?my sessions|workouts, einhaltung, cumplimiento, adherencia`, calls("adherence")},
		{`energy, energie, energia, urja, ऊर्जा, slept, sleep, geschlafen, schlaf, dormi*, sueno, neend, soya, soyi, नींद, सोया, soreness, sore, muskelkater, agujetas, ^check ?in$, ^checkin$, log ?my ?a check ?in, einchecken,
			tired, exhausted, worn out, muede, erschoepft, cansad*, agotad*, thak*, थक*, should|shall i ?still train|workout|exercise, soll ich ?heute ?trotzdem trainieren, debo|deberia|puedo ?yo entrenar, train|workout karu*|karoon, ट्रेनिंग|वर्कआउट करूं*, feel|feeling ?so ?very ?a ?bit weak|bad|ill|sick|low, ^energy, दर्द`, checkIn},
		{`i ?now weigh, weigh ?in, my weight, weighed, log ?my weight, body weight, weight ?is, ^weight, ich wiege, gewicht, gewogen, peso, mi peso, pesé, vajan, wajan, mera weight, वजन`, weigh},
	}
}

// checkIn logs how the person feels, in figures. Without any it asks for them.
func checkIn(g *grammar, s *scene, _ captures) (plan, bool) {
	args := g.feeling(s.words)
	switch {
	case s.training && len(args) == 0, g.isSet(s.words), hasWord(set("menu meals food essen menue comida supplement reminder reminders"), s.words):
		return plan{}, false
	case len(args) > 0:
		return do("check_in", args)
	}
	return plan{calls: nil, text: sayHowDoYouFeel.in(s.tongue)}, true
}

// feeling reads a check-in: each figure belongs to the word for it in its clause, before or behind it.
func (g *grammar) feeling(list []word) arguments {
	args := arguments{}
	for _, f := range g.figures(list) {
		name, nearest := "", 5
		for i, w := range list {
			distance := max(i-f.at, f.at-i)
			if w.clause != list[f.at].clause {
				distance += 2
			}
			if n := g.feelings(w.text); n != "" && w.sentence == list[f.at].sentence && (w.clause == list[f.at].clause || i < f.at) && distance < nearest {
				name, nearest = n, distance
			}
		}
		if f.unit == "h" {
			name = "sleep"
		}
		if name == "sleep" {
			name = "sleep_hours"
			if hasWord(set("quality qualitaet schlafqualitaet calidad gunvatta गुणवत्ता"), list[max(0, f.at-3):min(len(list), f.at+3)]) && f.unit != "h" {
				name = "sleep_quality"
			}
		}
		if _, known := args[name]; known || name == "" {
			continue
		}
		switch {
		case name == "sleep_hours" && f.value > 0 && f.value <= 24:
			args[name] = f.value
		case name != "sleep_hours" && whole(f.value, 1, 5) && f.unit != "h":
			args[name] = int(f.value)
		}
	}
	return args
}

func (g *grammar) feelings(text string) string {
	for name, list := range map[string][]string{
		"energy":   {"energy", "energie", "energia", "urja", "ऊर्जा", "tired", "energielevel"},
		"sleep":    {"slept", "sleep", "geschlafen", "schlaf", "schlafqualitaet", "dormi", "dormido", "sueno", "neend", "soya", "soyi", "नींद", "सोया", "सोई"},
		"soreness": {"soreness", "sore", "muskelkater", "agujetas", "dard", "दर्द"},
	} {
		if slices.Contains(list, text) {
			return name
		}
	}
	return ""
}

// weigh logs a body weight; a question about it is about progress.
func weigh(g *grammar, s *scene, _ captures) (plan, bool) {
	list := g.figures(s.words)
	if s.training || hasWord(set("muerto deadlift lift exercise squat"), s.words) {
		return plan{}, false
	}
	if kg, ok := first(list, "kg"); ok {
		return do("log_weight", arguments{"weight_kg": kg})
	}
	if lb, ok := first(list, "lb"); ok {
		return do("log_weight", arguments{"weight_lb": lb})
	}
	for _, f := range list {
		if f.unit == "" && f.value >= 30 && f.value <= 300 {
			return plan{text: sayWhichUnit.in(s.tongue, short(f.value))}, true
		}
	}
	if hasWord(set("how trend what hows going changed verlauf wie como ha kaisa कैसा"), s.words) {
		return do("progress", nil)
	}
	if s.limits.HideNumbers || s.limits.NoWeighIns {
		return plan{text: sayNoWeighing.in(s.tongue)}, true
	}
	return plan{text: sayHowMuchWeight.in(s.tongue)}, true
}
