package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"spotter"
)

// answerTo reads the answer to a step from what was said since the last one. nil: nothing of it was said;
// missing names the fields that the step still needs.
func (t *turn) answerTo(step string) (answer arguments, missing []string) {
	s := &turn{said: read(t.whole), today: t.today, tongue: t.tongue, imperial: t.imperial}
	switch spotter.Step(step) {
	case spotter.StepConsent:
		if s.has(yesWords) && !s.has("no not nein nicht नहीं") {
			return arguments{"accepts_guidance_only": true, "accepts_data_processing": true}, nil
		}
		return nil, nil
	case spotter.StepAbout:
		return s.about()
	case spotter.StepScreening:
		return s.screening(), nil
	case spotter.StepFitness:
		return s.fitness()
	case spotter.StepGoals:
		return s.goals(), nil
	case spotter.StepConstraints:
		return s.constraints()
	case spotter.StepDiet:
		return s.diet()
	case spotter.StepSchedule:
		return s.schedule()
	case spotter.StepHydration:
		return s.hydration(), nil
	case spotter.StepLifestyle:
		return s.lifestyle()
	case spotter.StepSupplements:
		return s.supplements(), nil
	}
	return nil, nil
}

const (
	yesWords = "yes yeah yep sure ok okay accept agree ja klar einverstanden si acepto claro vale हां जी ठीक"
	noWords  = "no none nothing nope nein keine keines nichts kein ninguna ninguno ninguno nada नहीं कोई कुछ"
)

// form collects the fields of a step.
type form struct {
	answer  arguments
	missing []string
}

// need adds a field, or notes that it is missing.
func (f *form) need(name string, value any, ok bool) {
	if ok {
		f.answer[name] = value
	} else {
		f.missing = append(f.missing, strings.ReplaceAll(name, "_", " "))
	}
}

// done is the answer; nothing where no field was said.
func (f *form) done() (arguments, []string) {
	if len(f.answer) == 0 {
		return nil, nil
	}
	return f.answer, f.missing
}

// option is the first value whose words stand in the text.
func (t *turn) option(options ...[2]string) (string, bool) {
	for _, o := range options {
		if t.has(foldAll(o[1])) {
			return o[0], true
		}
	}
	return "", false
}

// all are the values whose words stand in the text.
func (t *turn) all(options ...[2]string) []string {
	out := []string{}
	for _, o := range options {
		if t.has(foldAll(o[1])) {
			out = append(out, o[0])
		}
	}
	return out
}

var (
	germanDate = regexp.MustCompile(`\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b`)
	wordDate   = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?(\pL+)\s+(?:de\s+)?(\d{4})\b`)
	wordDateUS = regexp.MustCompile(`(?i)\b(\pL+)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`)
	zoneName   = regexp.MustCompile(`\b(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Za-z_/]+\b|\bUTC\b`)
	metres     = regexp.MustCompile(`\b([12])[.,](\d{2})\s*m?\b`)
)

var monthNames = []string{"jan* januar* enero जनवरी", "feb* फरवरी", "mar* marz* मार्च", "apr* abr* अप्रैल", "may mai mayo मई", "jun* जून", "jul* जुलाई", "aug* ago* अगस्त", "sep* सितंबर", "oct* okt* अक्टूबर", "nov* नवंबर", "dec* dez* dic* दिसंबर"}

// birthDate reads a date in one of the usual ways. Day and month apart by a stroke or a dot stand in this order.
func (t *turn) birthDate() (string, bool) {
	if m := isoDate.FindString(t.raw); m != "" {
		return m, true
	}
	if m := germanDate.FindStringSubmatch(t.raw); m != nil {
		return dateText(m[3], m[2], m[1])
	}
	for _, m := range wordDate.FindAllStringSubmatch(t.raw, 3) {
		if month, ok := monthOf(m[2]); ok {
			return dateText(m[3], month, m[1])
		}
	}
	for _, m := range wordDateUS.FindAllStringSubmatch(t.raw, 3) {
		if month, ok := monthOf(m[1]); ok {
			return dateText(m[3], month, m[2])
		}
	}
	return "", false
}

func monthOf(word string) (string, bool) {
	for i, names := range monthNames {
		if anyOf(fold(word), strings.ReplaceAll(names, " ", "|")) {
			return []string{"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"}[i], true
		}
	}
	return "", false
}

func dateText(year, month, day string) (string, bool) {
	text := year + "-" + two(month) + "-" + two(day)
	_, err := spotter.ParseDate(text)
	return text, err == nil
}

func two(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

var cities = [][2]string{
	{"Europe/Berlin", "berlin germany deutschland hamburg munchen munich koln cologne frankfurt"}, {"Europe/Vienna", "wien vienna austria osterreich"}, {"Europe/Zurich", "zurich bern switzerland schweiz"},
	{"Europe/London", "london uk england britain manchester"}, {"Europe/Madrid", "madrid spain espana barcelona sevilla valencia"}, {"Europe/Paris", "paris france"}, {"Europe/Rome", "rome italy"}, {"Europe/Amsterdam", "amsterdam netherlands"},
	{"Asia/Kolkata", "india delhi mumbai bangalore bengaluru kolkata chennai भारत दिल्ली मुंबई"}, {"America/New_York", "york boston washington miami atlanta"}, {"America/Chicago", "chicago dallas houston austin"},
	{"America/Denver", "denver"}, {"America/Los_Angeles", "angeles seattle francisco california diego"}, {"America/Mexico_City", "mexico"}, {"America/Bogota", "bogota colombia"}, {"America/Argentina/Buenos_Aires", "aires argentina"},
	{"Australia/Sydney", "sydney melbourne"}, {"Asia/Singapore", "singapore"}, {"Asia/Tokyo", "tokyo japan"}, {"Asia/Dubai", "dubai"}, {"America/Toronto", "toronto canada"}, {"America/Sao_Paulo", "paulo brazil"},
}

func (t *turn) zone() (string, bool) {
	if m := zoneName.FindString(t.raw); m != "" {
		return m, true
	}
	return t.option(cities...)
}

func (t *turn) height() (float64, bool) {
	for _, a := range t.amounts() {
		if (a.unit == "cm" || isWord(a.unit, "cent*") || a.unit == "सेमी") && a.value >= 100 {
			return a.value, true
		}
	}
	if m := metres.FindStringSubmatch(t.raw); m != nil {
		v, _, ok := number(m[1] + m[2])
		return v, ok
	}
	feet, found := t.count("ft feet foot")
	if inches, also := t.count("in inch inches"); found && also {
		return float64(feet)*30.48 + float64(inches)*2.54, true
	}
	return 0, false
}

func (t *turn) about() (arguments, []string) {
	f := form{answer: arguments{}}
	born, ok := t.birthDate()
	f.need("birth_date", born, ok)
	sex, ok := t.option([2]string{"female", "female woman weiblich frau mujer femenino femenina महिला औरत"}, [2]string{"male", "male man mann männlich hombre masculino पुरुष"}, [2]string{"unspecified", "unspecified divers diverse neither keine otro अन्य"})
	f.need("sex", sex, ok)
	height, ok := t.height()
	f.need("height_cm", height, ok)
	kg, lb := t.weighed()
	f.need("weight_kg", kg+round(lb*spotter.KilogramsPerPound), kg+lb > 0)
	zone, ok := t.zone()
	f.need("time_zone", zone, ok)
	activity, ok := t.option([2]string{"very_high", "very_high labourer manual bau"}, [2]string{"sedentary", "sedentary desk office sitzend büro schreibtisch sedentario sedentaria oficina बैठकर"}, [2]string{"light", "light lightly leicht ligera ligero हल्का"},
		[2]string{"moderate", "moderate moderately mittel mäßig moderada moderado मध्यम"}, [2]string{"high", "high active hoch aktiv alta activo activa ज्यादा सक्रिय"})
	f.need("daily_activity", activity, ok)
	if answer, missing := f.done(); answer == nil || len(missing) > 0 {
		return answer, missing
	}
	f.answer["units"], f.answer["locale"] = "metric", []string{"en", "de", "es", "hi"}[t.tongue]
	if lb > 0 {
		f.answer["units"] = "imperial"
	}
	return f.done()
}

// weighed is a mass that has its unit.
func (t *turn) weighed() (kg, lb float64) {
	for _, a := range t.amounts() {
		switch {
		case kilograms[a.unit]:
			return a.value, 0
		case pounds[a.unit]:
			return 0, a.value
		}
	}
	return 0, 0
}

func round(v float64) float64 { return float64(int(v*100+0.5)) / 100 }

// screening takes a plain no for all, and the words of the questions for a yes. It is read back by code before
// it is saved.
func (t *turn) screening() arguments {
	yes := t.affirmed([2]string{"heart_condition", "heart herz herzerkrankung corazón cardíaco cardiaco दिल"}, [2]string{"chest_pain", "chest brustschmerzen pecho सीने"}, [2]string{"dizziness_or_fainting", "dizzy dizziness faint* schwindel ohnmacht mareo* desmayo* चक्कर बेहोश*"},
		[2]string{"bone_or_joint_problem", "bone bones joint joints knochen gelenk* hueso* articulaci* हड्डी जोड़"}, [2]string{"heart_or_pressure_medication", "pressure blutdruck* presión tensión रक्तचाप"}, [2]string{"pregnancy_or_recent_birth", "pregnan* birth schwanger* geburt embaraz* parto गर्भ* प्रसव"},
		[2]string{"eating_disorder_history", "eating essstörung anorex* bulimi* alimentari*"}, [2]string{"other_reason", "other anderes otra अन्य"})
	if len(yes) == 0 && !t.has(noWords) {
		return nil
	}
	answer := arguments{}
	for _, field := range []string{"heart_condition", "chest_pain", "dizziness_or_fainting", "bone_or_joint_problem", "heart_or_pressure_medication", "pregnancy_or_recent_birth", "eating_disorder_history", "other_reason"} {
		answer[field] = slices.Contains(yes, field)
	}
	return answer
}

// affirmed are the values whose words stand in the text without a no shortly before them.
func (t *turn) affirmed(options ...[2]string) []string {
	out := []string{}
	for _, o := range options {
		for i, w := range t.words {
			if anyOf(w.text, strings.ReplaceAll(foldAll(o[1]), " ", "|")) && !(&turn{said: said{words: t.words[max(0, i-3):i]}}).has(noWords+" not without never nicht ohne sin") {
				out = append(out, o[0])
				break
			}
		}
	}
	return out
}

func (t *turn) fitness() (arguments, []string) {
	f := form{answer: arguments{}}
	level, ok := t.option([2]string{"beginner", "beginner new novice anfänger anfängerin principiante शुरुआती नया"}, [2]string{"intermediate", "intermediate mittel fortgeschrittener intermedio intermedia मध्यम"}, [2]string{"advanced", "advanced experienced fortgeschritten* erfahren avanzado avanzada अनुभवी"})
	f.need("level", level, ok)
	months, ok := t.count("month* monat* mes* महीने महीनों")
	if years, also := t.count("year* jahr* ano* साल"); also {
		months, ok = months+12*years, true
	}
	f.need("experience_months", months, ok)
	sessions, ok := t.count("session* times time workouts einheit* mal sesiones veces sesion बार सेशन")
	f.need("sessions_per_week_now", sessions, ok)
	return f.done()
}

func (t *turn) goals() arguments {
	goal, ok := t.option([2]string{"fat_loss", "fat lose loss fett abnehmen grasa adelgazar perder चर्बी घटाना"}, [2]string{"muscle_gain", "muscle bigger muskel* muskeln músculo musculo मांसपेशी मांसपेशियां"},
		[2]string{"strength", "strong* strength stärker kraft fuerza fuerte ताकत"}, [2]string{"general_fitness", "fitness general fit fitter allgemein* forma फिटनेस"})
	if !ok {
		return nil
	}
	out := arguments{"primary": goal}
	if kg, lb := t.weighed(); kg+lb > 0 {
		out["target_weight_kg"] = kg + round(lb*spotter.KilogramsPerPound)
	}
	return out
}

func (t *turn) constraints() (arguments, []string) {
	f := form{answer: arguments{}}
	place, ok := t.option([2]string{"both", "both beides ambos दोनों"}, [2]string{"gym", "gym studio fitnessstudio gimnasio जिम"}, [2]string{"home", "home house zuhause daheim hause casa घर"})
	f.need("location", place, ok)
	minutes, ok := t.count("min* मिनट")
	f.need("session_minutes", minutes, ok)
	if len(f.answer) == 0 {
		return nil, nil
	}
	equipment := t.all([2]string{"bench", "bench bank banco"}, [2]string{"barbell", "barbell langhantel barra"}, [2]string{"dumbbell", "dumbbell dumbbells kurzhantel* mancuerna* डंबल"}, [2]string{"kettlebell", "kettlebell* pesa"}, [2]string{"cable", "cable* kabelzug polea*"},
		[2]string{"machine", "machine* gerät* máquina*"}, [2]string{"pull_up_bar", "pull-up pullup klimmzugstange dominadas"}, [2]string{"bands", "band bands bänder banda*"}, [2]string{"rings", "rings ringe anillas"}, [2]string{"box", "box kasten cajón"}, [2]string{"cardio_machine", "treadmill bike rower laufband cinta"})
	if place == "gym" && len(equipment) == 0 {
		equipment = []string{"bench", "barbell", "dumbbell", "cable", "machine", "pull_up_bar"}
	}
	injuries := []arguments{}
	for _, region := range t.all([2]string{"neck", "neck nacken cuello गर्दन"}, [2]string{"shoulder", "shoulder* schulter* hombro* कंधा"}, [2]string{"elbow", "elbow* ellbogen codo*"}, [2]string{"wrist", "wrist* handgelenk* muñeca*"},
		[2]string{"lower_back", "back rücken kreuz espalda lumbar कमर पीठ"}, [2]string{"hip", "hip hips hüfte cadera*"}, [2]string{"knee", "knee* knie rodilla* घुटना घुटने"}, [2]string{"ankle", "ankle* knöchel sprunggelenk tobillo*"}) {
		injuries = append(injuries, arguments{"region": region, "severity": t.severity()})
	}
	f.answer["equipment"], f.answer["injuries"] = equipment, injuries
	return f.done()
}

// severity is how much a region is to be spared: replaced where nothing else was said.
func (t *turn) severity() string {
	if s, ok := t.option([2]string{"low", "slight slightly mild leicht leve हल्का"}, [2]string{"high", "severe bad serious schwer stark grave fuerte ज्यादा"}); ok {
		return s
	}
	return "medium"
}

func (t *turn) diet() (arguments, []string) {
	f := form{answer: arguments{}}
	pattern, ok := t.option([2]string{"vegan", "vegan vegano vegana वीगन"}, [2]string{"eggetarian", "eggetarian"}, [2]string{"vegetarian", "vegetarian veggie vegetarisch vegetariano vegetariana शाकाहारी"}, [2]string{"pescatarian", "pescatarian pescetarisch pescetariano"},
		[2]string{"jain", "jain जैन"}, [2]string{"halal", "halal हलाल"}, [2]string{"kosher", "kosher koscher"}, [2]string{"keto", "keto"}, [2]string{"paleo", "paleo"}, [2]string{"mediterranean", "mediterranean mediterran mediterránea"},
		[2]string{"omnivore", "omnivore everything anything alles todo omnívoro omnivor सब मांसाहारी"})
	f.need("pattern", pattern, ok)
	meals, ok := t.count("meal* mahlzeit* comida* भोजन times")
	f.need("meals_per_day", meals, ok)
	minutes, ok := t.count("min* मिनट")
	f.need("cooking_minutes", minutes, ok)
	if len(f.answer) == 0 {
		return nil, nil
	}
	f.answer["allergies"] = t.sentencesWith("allerg* alergi* एलर्जी").affirmed([2]string{"gluten", "gluten wheat weizen trigo"}, [2]string{"crustaceans", "crustaceans shellfish prawns shrimp krebstiere gambas mariscos"}, [2]string{"eggs", "egg eggs ei eier huevo* अंडा अंडे"}, [2]string{"fish", "fish fisch pescado मछली"},
		[2]string{"peanuts", "peanut peanuts erdnuss erdnüsse cacahuete* maní मूंगफली"}, [2]string{"soy", "soy soya soja सोया"}, [2]string{"milk", "milk dairy milch leche दूध"}, [2]string{"tree_nuts", "nuts nüsse nueces almonds walnuts मेवे"},
		[2]string{"celery", "celery sellerie apio"}, [2]string{"mustard", "mustard senf mostaza सरसों"}, [2]string{"sesame", "sesame sesam sésamo तिल"}, [2]string{"sulphites", "sulphites sulfites sulfite sulfitos"}, [2]string{"lupin", "lupin* lupine altramuz"}, [2]string{"molluscs", "molluscs mussels muscheln mejillones"})
	f.answer["intolerances"] = t.sentencesWith("intoleran* unvertrag* vertrage असहिष्णु").affirmed([2]string{"lactose", "lactose laktose lactosa लैक्टोज"}, [2]string{"fructose", "fructose fruktose fructosa"}, [2]string{"histamine", "histamin* histamina"}, [2]string{"fodmap", "fodmap"}, [2]string{"caffeine", "caffeine koffein cafeína"})
	f.answer["dislikes"], f.answer["cuisines"] = t.dislikes(), []string{}
	return f.done()
}

// sentencesWith is the part of the text that has one of some words: its sentences.
func (t *turn) sentencesWith(words string) *turn {
	var out []string
	for sentence := range strings.FieldsFuncSeq(t.raw, func(r rune) bool { return strings.ContainsRune(".;\n।", r) }) {
		if s := read(sentence); s.has(words) {
			out = append(out, sentence)
		}
	}
	return &turn{said: read(strings.Join(out, ". "))}
}

// dislikes are the foods behind a word of not liking.
func (t *turn) dislikes() []string {
	out := []string{}
	for _, p := range []string{"don't|dont|not like {x}", "dislike|hate {x}", "mag keine|keinen|kein {x}", "no me gusta|gustan {x}", "odio {x}"} {
		m, ok := compile(p).find(t.said)
		if !ok {
			continue
		}
		for _, food := range betweenFoods.Split(m["x"], -1) {
			if food = bare(food); food != "" {
				out = append(out, food)
			}
		}
		return out
	}
	return out
}

func (t *turn) schedule() (arguments, []string) {
	at := times(t.raw)
	var workouts []arguments
	for _, w := range t.words {
		if day, ok := weekday(w.text); ok && len(at) > 0 {
			workouts = append(workouts, arguments{"weekday": day, "time": at[0]})
		}
	}
	var meals []arguments
	for _, s := range slots {
		if clock, ok := t.clockAfter(s.words); ok {
			meals = append(meals, arguments{"name": s.name, "time": clock})
		}
	}
	if len(workouts)+len(meals) == 0 {
		return nil, nil
	}
	slices.SortFunc(meals, func(a, b arguments) int { return strings.Compare(fmt.Sprint(a["time"]), fmt.Sprint(b["time"])) })
	f := form{answer: arguments{}}
	f.need("workouts", workouts, len(workouts) > 0)
	f.need("meals", meals, len(meals) > 1)
	quiet := arguments{"from": "22:00", "to": "07:00"}
	if from, ok := t.clockAfter("quiet ruhe ruhezeit ruhezeiten silencio शांत"); ok {
		quiet["from"] = from
		if len(at) > 0 {
			quiet["to"] = at[len(at)-1]
		}
	}
	f.answer["quiet_hours"] = quiet
	return f.done()
}

// clockAfter is the first time of day behind one of some words.
func (t *turn) clockAfter(words string) (string, bool) {
	for _, w := range t.words {
		for want := range strings.FieldsSeq(words) {
			if isWord(w.text, want) {
				if at := times(t.raw[w.to:]); len(at) > 0 {
					return at[0], true
				}
			}
		}
	}
	return "", false
}

func (t *turn) hydration() arguments {
	ml := t.millilitres()
	if ml == 0 {
		return nil
	}
	out := arguments{"target_ml": ml, "reminder_minutes": 120, "enabled": true}
	if n, ok := t.count("min* मिनट"); ok {
		out["reminder_minutes"] = n
	} else if n, ok := t.count("hour* stunde* hora* घंटे"); ok {
		out["reminder_minutes"] = 60 * n
	}
	if t.has("never none no nie nunca nicht keine sin नहीं") {
		out["enabled"] = false
	}
	return out
}

func (t *turn) lifestyle() (arguments, []string) {
	f := form{answer: arguments{}}
	for _, field := range [][2]string{{"energy", "energy energie energia ऊर्जा"}, {"stress", "stress estres तनाव"}, {"sleep_quality", "quality sleep schlaf schlafqualitat sueno नींद"}} {
		v, ok := t.after(field[1])
		f.need(field[0], int(v), ok && v >= 1 && v <= 5)
	}
	hours := 0.0
	for _, a := range t.amounts() {
		if isWord(a.unit, "hour*") || a.unit == "h" || isWord(a.unit, "stunde*") || isWord(a.unit, "hora*") || a.unit == "घंटे" {
			hours = a.value
		}
	}
	f.need("sleep_hours", hours, hours > 0)
	return f.done()
}

func (t *turn) supplements() arguments {
	answer := arguments{"current": []string{}, "medicines": []string{}}
	medicines := t.affirmed([2]string{"anticoagulant", "thinner warfarin anticoagulant* blutverdünner anticoagulante"}, [2]string{"antidepressant", "antidepress* antidepres*"}, [2]string{"thyroid", "thyroid thyroxine schilddrüse* tiroides थायराइड"},
		[2]string{"diabetes", "diabetes insulin metformin insulina मधुमेह"}, [2]string{"blood_pressure", "pressure blutdruck* presión रक्तचाप"}, [2]string{"statin", "statin*"}, [2]string{"immunosuppressant", "immunosuppress* immunsuppress*"},
		[2]string{"contraceptive", "contracepti* pill pille anticoncept*"}, [2]string{"stimulant", "ritalin adderall stimulant*"}, [2]string{"other", "medicine* medication* medikament* medicamento* medicina* दवा"})
	if len(medicines) > 1 && medicines[len(medicines)-1] == "other" {
		medicines = medicines[:len(medicines)-1] // the word beside the names
	}
	if len(medicines) > 0 {
		answer["medicines"] = medicines
	}
	a, _ := makeSupplement(t, nil)
	switch {
	case a != nil:
		answer["current"], answer["interested"] = []any{a["supplement"]}, true
	case t.has(noWords):
		answer["interested"] = false
	case t.has(yesWords + " interested interessiert interesan"):
		answer["interested"] = true
	default:
		return nil
	}
	return answer
}
