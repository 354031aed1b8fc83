package rules

import (
	"regexp"
	"strings"
)

// exerciseWords are words of exercises: what is swapped is one of them, or food.
const exerciseWords = `squat* press* bench row* deadlift* curl* lunge* pull* push* plank* raise* extension* thrust* dip* crunch* fly* pulldown* swing* step*
kniebeuge* bankdrucken kreuzheben rudern klimmzug* liegestutz* ausfallschritt* schulterdrucken sentadilla* remo dominada* flexion* zancada* peso*muerto
स्क्वाट* बेंच प्रेस डेडलिफ्ट प्लैंक* लंज पुश पुल रो कर्ल exercise exercises ubung* ejercicio*`

// lasting reports whether a change is meant for good, once reports whether it is meant for now.
func (t *turn) lasting() bool {
	return t.has("always permanently forever immer siempre हमेशा") || t.hasPhrase("from now on") || t.hasPhrase("for good") || t.hasPhrase("ab jetzt") || t.hasPhrase("ab sofort") || t.hasPhrase("desde ahora") || t.hasPhrase("अब से") || t.hasPhrase("in my plan")
}

func (t *turn) once() bool {
	return t.has("tonight today tomorrow once now heute morgen hoy manana आज कल just") || t.hasPhrase("this time") || t.hasPhrase("esta noche")
}

func (t *turn) hasPhrase(phrase string) bool {
	_, found := compile(phrase).find(t.said)
	return found
}

// makeSwap swaps food in a meal, or an exercise in the workout or the plan.
func makeSwap(t *turn, m match) (arguments, string) {
	from, to := t.trim(m["x"]), t.trim(m["y"])
	if from == "" || to == "" {
		return nil, "unknown"
	}
	switch exercise := read(from + " " + to).has(exerciseWords); {
	case exercise && (t.lasting() || !t.training):
		return arguments{tool: "propose_training", "swap": []arguments{{"from": from, "to": to}}}, ""
	case exercise:
		return arguments{tool: "substitute", "exercise": from, "to": to}, ""
	case !t.lasting() && !t.once():
		return nil, "scope"
	}
	out := arguments{"instead": to, "replace": from, "scope": "once"}
	if t.lasting() {
		out["scope"] = "always"
	}
	return t.atMeal(out, from)
}

// tool is the name under which a row answers with another tool than its own.
const tool = "\x00tool"

// trim takes off a name what says when, and the question around it.
func (t *turn) trim(name string) string {
	for _, cut := range []string{" tonight", " today", " tomorrow", " from now on", " for good", " for dinner", " for lunch", " for breakfast", " at dinner", " at lunch", " in my plan", " heute", " ab jetzt", " ab sofort", " hoy", " esta noche", " desde ahora", " en la cena", " zum abendessen", " आज", " अब से"} {
		if i := strings.Index(strings.ToLower(name), cut); i > 0 {
			name = name[:i]
		}
	}
	for _, lead := range []string{"can i have ", "could i have ", "can i eat ", "may i have ", "i want ", "i'd like ", "have ", "eat ", "kann ich ", "darf ich ", "ich will ", "puedo comer ", "quiero ", "puedo tomar ", "आज ", "अब से "} {
		if rest, found := strings.CutPrefix(strings.ToLower(name), lead); found {
			name = name[len(name)-len(rest):]
		}
	}
	return bare(name)
}

// atMeal adds which meal is meant: as said, or the one of today that holds the food; to find it, today is
// looked up first.
func (t *turn) atMeal(out arguments, food string) (arguments, string) {
	if slot := t.slot(); slot != "" {
		out["slot"] = slot
		return t.onDate(out), ""
	}
	for _, r := range t.results {
		if r.tool != "today" {
			continue
		}
		if slot := mealWith(r.text, food); slot != "" {
			out["slot"] = slot
			return t.onDate(out), ""
		}
		return nil, "slot"
	}
	if t.offers("today") {
		return arguments{tool: "today"}, ""
	}
	return nil, "slot"
}

func (t *turn) onDate(out arguments) arguments {
	if days := t.dates(t.today); out["scope"] == "once" && len(days) == 1 && days[0] != t.today {
		out["date"] = days[0]
	}
	return out
}

// mealWith is the slot of the line of a day's meals that names a food: "- 19:30 dinner: Salmon with rice".
func mealWith(text, food string) string {
	for line := range strings.SplitSeq(text, "\n") {
		when, dish, found := strings.Cut(strings.TrimPrefix(line, "- "), ": ")
		_, slot, named := strings.Cut(when, " ")
		if found && named && strings.Contains(fold(dish), fold(food)) {
			return slot
		}
	}
	return ""
}

// makeOther asks for any other dish at a meal.
func makeOther(t *turn, _ match) (arguments, string) {
	slot := t.slot()
	if slot == "" {
		return nil, "slot"
	}
	return t.onDate(arguments{"slot": slot, "scope": "once"}), ""
}

func makePlan(t *turn, m match) (arguments, string) {
	out := arguments{}
	if n, ok := t.count("day* session* time* tage* einheiten dias sesiones दिन mal veces"); ok && n >= 1 && n <= 7 {
		out["days"] = n
	}
	if n, ok := t.count("min* मिनट"); ok && n >= 20 && n <= 180 {
		out["minutes"] = n
	}
	if x := bare(m["x"]); x != "" && out["days"] == nil && out["minutes"] == nil {
		out["exclude"] = []string{x}
	}
	if len(out) == 0 {
		return nil, "plan"
	}
	return out, ""
}

func makeMealPlan(_ *turn, m match) (arguments, string) {
	if x := bare(m["x"]); x != "" {
		return arguments{"exclude": []string{x}}, ""
	}
	return nil, "plan"
}

const mealWords = "meal* food* protein* carb* fat* kcal calorie* breakfast lunch dinner snack* eat eiweiss kalorien essen* fett fruhstuck abendessen comida* cena desayuno calorias proteina* grasa प्रोटीन कैलोरी भोजन खाना fibre water wasser agua पानी dish* salmon chicken rice"

func (t *turn) planKind() string {
	if t.has(mealWords) {
		return "meals"
	}
	return "training"
}

func makeWhy(t *turn, m match) (arguments, string) {
	out := arguments{"plan": t.planKind()}
	item := bare(m["x"])
	for _, word := range strings.Fields(item) {
		if day, ok := weekday(fold(word)); ok {
			item = string(day)
		}
	}
	if item != "" && len(item) <= 80 {
		out["item"] = item
	}
	return out, ""
}

// supplementWords are the commonest supplements: one of them alone is a question about it.
const supplementWords = `creatin* kreatin* creatina क्रिएटिन caffeine koffein cafeina कैफीन whey* magnesium magnesio मैग्नीशियम zinc zink iron eisen hierro omega* melatonin* ashwagandha अश्वगंधा vitamin* vitamina* विटामिन
fischol collagen kollagen colageno bcaa* citrulline citrullin* probiotic* probiotika multivitamin* electrolyte* elektrolyte* glucosamin* turmeric kurkuma beta-alanine calcium calcio yohimb* supplement*`

func makeSupplement(t *turn, _ match) (arguments, string) {
	for i, w := range t.words {
		for want := range strings.FieldsSeq(supplementWords) {
			if !isWord(w.text, want) || want == "supplement*" {
				continue
			}
			name := t.slice(i, i+1)
			if (strings.HasPrefix(w.text, "vitamin") || w.text == "विटामिन" || strings.HasPrefix(w.text, "omega")) && i+1 < len(t.words) && !w.end {
				name = t.slice(i, i+2)
			}
			return arguments{"supplement": name}, ""
		}
	}
	return nil, "unknown"
}

func makeWeek(t *turn, _ match) (arguments, string) {
	if t.has("next nachste proxima viene अगले") && !t.today.IsZero() {
		return arguments{"date": t.today.AddDays(7)}, ""
	}
	return arguments{}, ""
}

func makeShowPlan(t *turn, _ match) (arguments, string) {
	out := arguments{"plan": "training"}
	if t.has(mealWords + " essensplan speiseplan diet comidas मील") {
		out["plan"] = "meals"
	}
	for _, w := range t.words {
		if day, ok := weekday(w.text); ok {
			out["weekday"] = day
		}
	}
	return out, ""
}

func makeToday(t *turn, _ match) (arguments, string) {
	days := t.dates(t.today)
	if len(days) == 1 && days[0] != t.today {
		return arguments{"date": days[0]}, ""
	}
	return arguments{}, ""
}

func makeMeal(t *turn, m match) (arguments, string) {
	x := bare(m["x"])
	for _, s := range slots {
		if s.name != "" && (x == "" || len(strings.Fields(x)) <= 2 && read(x).has(s.words)) && t.has(s.words) {
			return arguments{"slot": s.name}, ""
		}
	}
	if x == "" || len(x) > 120 || read(x).has("meal mahlzeit comida") {
		return nil, "meal"
	}
	return arguments{"name": x}, ""
}

// isSet tells the shorthand of a set by its shape. What it says is read by the tool.
func (t *turn) isSet() bool {
	if shape.MatchString(fold(t.raw)) {
		return true
	}
	if !t.training {
		return doneShape.MatchString(fold(t.raw))
	}
	return doneShape.MatchString(fold(t.raw)) || bareShape.MatchString(fold(t.raw)) || t.has("again nochmal") && len(t.words) <= 4 || t.hasPhrase("same again") || t.hasPhrase("lo mismo")
}

var (
	shape     = regexp.MustCompile(`\d+(?:[.,]\d+)?\s*(?:kg|lb|lbs)?\s*[x×*]\s*\d+|\d+\s*@\s*\d+|\b\d+\s*(?:reps?|wdh|wiederholungen|repeticiones|रेप)\b.*\b(?:with|at|@|mit|bei|con|a)\b|\b\d+ (?:with|at|mit|bei|con) \d+`)
	doneShape = regexp.MustCompile(`^(?:done|did|got|fertig|geschafft|hecho|listo|हो गया|किया)\b.*(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)|^हो गया.*\d`)
	bareShape = regexp.MustCompile(`^\s*\d+(?:[.,]\d+)?(?:\s*(?:reps?|wdh|kg|lb|lbs|pounds|mit|with|at|bei|for|für|para|por|,|and|und|left|in reserve|two|one|\d+(?:[.,]\d+)?))*\s*$`)
)
