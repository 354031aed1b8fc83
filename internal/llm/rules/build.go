package rules

import (
	"regexp"
	"strings"

	"spotter"
)

// bare takes articles and what does not belong to a name off its ends.
func bare(name string) string {
	words := strings.Fields(name)
	for len(words) > 0 && isFiller(words[0]) {
		words = words[1:]
	}
	for len(words) > 0 && (isFiller(words[len(words)-1]) || isWhen(words[len(words)-1])) {
		words = words[:len(words)-1]
	}
	return strings.Trim(strings.Join(words, " "), ".,!?;:\"“”„»«¿¡।")
}

func isFiller(w string) bool {
	return anyOf(fold(strings.Trim(w, ".,!?;:¿¡।")), "the|a|an|my|some|please|me|that|this|do|to|eine|einen|ein|der|die|das|den|dem|mein|meine|meinen|bitte|man|el|la|los|las|un|una|mi|por|favor|so|much|many|of|on|at|for|is|are|in|plan")
}

func isWhen(w string) bool {
	return anyOf(fold(strings.Trim(w, ".,!?;:¿¡।")), "today|tonight|tomorrow|now|again|always|dinner|lunch|breakfast|heute|abend|morgen|jetzt|immer|hoy|manana|siempre|noche|cena|आज|रात|अब|to|for|at|from|on|ab|sofort|zum|abendessen|mittagessen|desde|ahora|en|de|esta|instead|exercise")
}

func makeCorrection(t *turn, m match) (arguments, string) {
	if len(t.amounts()) == 0 {
		return nil, "unknown"
	}
	return arguments{"text": t.raw}, ""
}

func makeMemory(t *turn, m match) (arguments, string) {
	text := strings.TrimSpace(m["x"])
	kind := spotter.MemoryOther
	for _, k := range []struct {
		kind  spotter.MemoryKind
		words string
	}{
		{spotter.MemoryDislike, "dislike hate dont don't hasse nicht odio gusta नापसंद"}, {spotter.MemoryPreference, "like love prefer mag liebe lieber prefiero encanta पसंद"},
		{spotter.MemoryEquipment, "own equipment barbell dumbbells kettlebell hantel* mancuerna*"}, {spotter.MemoryGoal, "goal want ziel objetivo लक्ष्य"},
		{spotter.MemorySchedule, "monday* tuesday* wednesday* thursday* friday* saturday* sunday* evenings mornings montag* lunes"},
		{spotter.MemoryInjuryNote, "injury injured hurt knee shoulder verletz* lesion चोट"},
	} {
		if read(text).has(k.words) {
			kind = k.kind
			break
		}
	}
	return arguments{"kind": kind, "text": text, "quote": text}, ""
}

func makeReminders(t *turn, _ match) (arguments, string) {
	on := !t.has("off stop disable mute no aus ab nicht desactiva apaga quita बंद pause keine")
	out := arguments{}
	for field, words := range map[string]string{
		"workout": "workout* training* session* einheit* entreno* entrenamiento* वर्कआउट ट्रेनिंग trainingserinnerung*", "meal": "meal* food essen* mahlzeit* comida* भोजन खाने essenserinnerung*",
		"water": "water wasser* agua पानी drink* hydration", "weekly_review": "review* rückblick* wochenrückblick ruckblick* resumen समीक्षा",
	} {
		if t.has(words) {
			out[field] = on
		}
	}
	if t.has("all every alle todos सभी सब") {
		out = arguments{"workout": on, "meal": on, "water": on, "weekly_review": on}
	}
	if len(out) == 0 {
		return nil, "which"
	}
	return out, ""
}

func makeSchedule(t *turn, _ match) (arguments, string) {
	at := times(t.raw)
	if t.has("quiet ruhezeit ruhezeiten silencio") && len(at) == 2 {
		return arguments{"quiet_hours": arguments{"from": at[0], "to": at[1]}}, ""
	}
	var slots []arguments
	for _, w := range t.words {
		if day, ok := weekday(w.text); ok && len(at) > 0 {
			slots = append(slots, arguments{"weekday": day, "time": at[min(len(slots), len(at)-1)]})
		}
	}
	if len(slots) == 0 {
		return nil, "times"
	}
	return arguments{"workouts": slots}, ""
}

// makeMove wants two days: which session, and where to. "Friday instead of Thursday" names them the other way round.
func makeMove(t *turn, _ match) (arguments, string) {
	days := t.dates(t.today)
	if len(days) != 2 || days[0] == days[1] {
		return nil, "move"
	}
	if t.has("instead statt anstatt lugar vez बजाय") {
		days[0], days[1] = days[1], days[0]
	}
	return arguments{"session_date": days[0], "to": days[1]}, ""
}

func makeShopping(t *turn, _ match) (arguments, string) {
	if n, ok := t.count("week* woche* semana* हफ्ते हफ्तों सप्ताह"); ok && n >= 1 && n <= 4 {
		return arguments{"weeks": n}, ""
	}
	return arguments{}, ""
}

var betweenFoods = regexp.MustCompile(`\s*(?:,|\band\b|\bund\b|\by\b|\be\b| और )\s*`)

func makeTicks(_ *turn, m match) (arguments, string) {
	var foods []string
	for _, f := range betweenFoods.Split(m["x"], -1) {
		if f = bare(f); f != "" {
			foods = append(foods, f)
		}
	}
	if len(foods) == 0 {
		return nil, "unknown"
	}
	return arguments{"foods": foods}, ""
}

// slots are the usual names of meals, by the words for them.
var slots = []struct{ name, words string }{
	{"breakfast", "breakfast* frühstück* fruhstuck* desayun* नाश्ता नाश्ते"}, {"lunch", "lunch* mittag* almuerzo almorce दोपहर"},
	{"dinner", "dinner* supper tonight abendessen abend cena* cene cenado रात"}, {"snack", "snack* zwischenmahlzeit merienda"},
}

func (t *turn) slot() string {
	for _, s := range slots {
		if t.has(s.words) {
			return s.name
		}
	}
	return ""
}

func makeIdeas(t *turn, _ match) (arguments, string) {
	out := arguments{}
	if slot := t.slot(); slot != "" {
		out["slot"] = slot
	}
	if n, ok := t.count("new neue nuevas nuevos dinner* lunch* breakfast* meal* gericht* abendessen cena* comida* idea* ideen dish* recipes other different नए"); ok && n >= 1 && n <= 5 {
		out["count"] = n
	}
	if n, ok := t.count("min* मिनट"); ok && n <= 240 {
		out["minutes"] = n
	}
	return out, ""
}

func makeWater(t *turn, _ match) (arguments, string) {
	if ml := t.millilitres(); ml >= 1 && ml <= 3000 {
		return arguments{"ml": ml}, ""
	}
	return nil, "water"
}

func makeFeeling(t *turn, _ match) (arguments, string) {
	out := arguments{}
	for field, words := range map[string]string{"energy": "energy energie energia ऊर्जा", "soreness": "soreness sore muskelkater agujetas दर्द", "sleep_quality": "sleep schlaf sueno नींद quality"} {
		if v, ok := t.after(words); ok && v >= 1 && v <= 5 && v == float64(int(v)) {
			out[field] = int(v)
		}
	}
	for _, a := range t.amounts() {
		if isWord(a.unit, "hour*") || a.unit == "h" || isWord(a.unit, "stunde*") || isWord(a.unit, "hora*") || isWord(a.unit, "घंटे") {
			out["sleep_hours"] = a.value
			if v, ok := t.after("sleep schlaf sueno नींद"); ok && v == a.value { // "slept 5 hours" is no quality
				delete(out, "sleep_quality")
			}
		}
	}
	if len(out) == 0 {
		return nil, "feeling"
	}
	return out, ""
}

func makeWeight(t *turn, _ match) (arguments, string) {
	switch kg, lb := t.mass(t.imperial); {
	case kg > 0:
		return arguments{"weight_kg": kg}, ""
	case lb > 0:
		return arguments{"weight_lb": lb}, ""
	}
	return nil, "weight"
}

func makeWeeks(t *turn, _ match) (arguments, string) {
	if n, ok := t.count("week* woche* semana* हफ्ते हफ्तों"); ok && n >= 1 && n <= 26 {
		return arguments{"weeks": n}, ""
	}
	return arguments{}, ""
}

var equipmentWords = map[string]string{"barbell": "barbell langhantel barra", "dumbbell": "dumbbell dumbbells kurzhantel* mancuerna*", "bench": "bench bank", "machine": "machine maschine maquina", "cable": "cable kabelzug polea", "kettlebell": "kettlebell*"}

func makeSubstitute(t *turn, m match) (arguments, string) {
	out := arguments{}
	for name, words := range equipmentWords {
		if t.has(words) {
			out["without"], out["why"] = []string{name}, "equipment"
		}
	}
	if x := bare(m["x"]); x != "" && out["without"] == nil {
		out["exercise"] = x
	}
	return out, ""
}
