package rules

import (
	"math"
	"slices"
	"strings"

	"spotter"
)

// readStep reads the fields of a step in an answer. open are those that are asked for: a bare figure or a bare no
// belongs to the next of them.
func (g *grammar) readStep(s *scene, step spotter.Step, text string, open []string) arguments {
	list := wordsOf(text)
	r := &reading{g: g, s: s, list: list, figures: g.figures(list), open: open, out: arguments{}}
	switch step {
	case spotter.StepAbout:
		r.about()
	case spotter.StepScreening:
		r.screening()
	case spotter.StepFitness:
		r.fitness()
	case spotter.StepGoals:
		r.goals()
	case spotter.StepConstraints:
		r.constraints()
	case spotter.StepDiet:
		r.diet()
	case spotter.StepSchedule:
		r.schedule()
	case spotter.StepHydration:
		r.hydration()
	case spotter.StepLifestyle:
		r.lifestyle()
	case spotter.StepSupplements:
		r.supplements()
	}
	return r.out
}

// reading is one answer being read.
type reading struct {
	g       *grammar
	s       *scene
	list    []word
	figures []figure
	open    []string
	out     arguments
}

func (r *reading) wants(name string) bool { return slices.Contains(r.open, name) }

// only reports whether a field is all that is asked for.
func (r *reading) only(name string) bool { return len(r.open) == 1 && r.open[0] == name }

// choose puts the first of the choices whose patterns are in the answer.
func (r *reading) choose(name string, choices [][2]string) {
	for _, c := range choices {
		if hasAny(patternsOf(c[1]), r.list) {
			r.out[name] = c[0]
			return
		}
	}
}

// all are the choices whose patterns are in the answer.
func (r *reading) all(choices [][2]string) []string {
	out := []string{}
	for _, c := range choices {
		if hasAny(patternsOf(c[1]), r.list) {
			out = append(out, c[0])
		}
	}
	return out
}

// bare are figures without a unit, in order.
func (r *reading) bare() []float64 {
	var out []float64
	for _, f := range r.figures {
		if f.unit == "" {
			out = append(out, f.value)
		}
	}
	return out
}

func (r *reading) about() {
	if d, ok := r.g.date(r.list); ok {
		r.out["birth_date"] = d.String()
	}
	r.choose("sex", [][2]string{{"unspecified", "unspecified, diverse, divers, other, keine angabe, prefer not, sin especificar, otro, अन्य"},
		{"female", "female, woman, frau, weiblich, f, w, mujer, femenino, mahila, aurat, महिला, स्त्री"}, {"male", "male, man, mann, maennlich, m, hombre, masculino, varon, purush, aadmi, पुरुष"}})
	r.height()
	r.weight()
	if zone := r.g.zone(r.list); zone != "" {
		r.out["time_zone"] = zone
	}
	r.choose("daily_activity", [][2]string{{"very_high", "very high|active, sehr hoch|aktiv, muy alto|alta|activo|activa, bahut zyada, बहुत ज्यादा"},
		{"sedentary", "sedentary, sitting, desk, office, sitzend, sitze, buero, sedentari*, oficina, sentad*, baitha, baithe, बैठा, बैठे, बैठकर"},
		{"light", "light, lightly, leicht, ligera, ligero, poco, halka, halki, हल्का, हल्की"}, {"moderate", "moderate, moderately, medium, mittel, maessig, moderad*, medio, media, madhyam, मध्यम"},
		{"high", "high, active, hoch, aktiv, alto, alta, activ*, zyada, ज्यादा"}})
}

func (r *reading) height() {
	for _, f := range r.figures {
		feet, inches, ok := strings.Cut(r.list[f.at].text, "'")
		if n, known := number(feet); ok && known && n >= 3 && n <= 8 {
			in, _ := number(strings.TrimRight(inches, `"`))
			r.out["height_cm"], r.out["units"] = nearest(n*30.48+in*2.54), "imperial"
			return
		}
	}
	for _, w := range r.list { // 5'11 is a word of its own: the apostrophe is folded away
		if feet, inches, ok := strings.Cut(strings.ReplaceAll(w.raw, "’", "'"), "'"); ok {
			n, known := number(feet)
			if in, _ := number(strings.TrimRight(inches, `"`)); known && n >= 3 && n <= 8 {
				r.out["height_cm"], r.out["units"] = nearest(n*30.48+in*2.54), "imperial"
				return
			}
		}
	}
	if cm, ok := first(r.figures, "cm"); ok {
		r.out["height_cm"] = cm
	} else if m, ok := first(r.figures, "m"); ok && m < 3 {
		r.out["height_cm"] = nearest(m * 100)
	} else if ft, ok := first(r.figures, "ft"); ok {
		in, _ := first(r.figures, "in")
		r.out["height_cm"], r.out["units"] = nearest(ft*30.48+in*2.54), "imperial"
	} else {
		r.bareHeight()
	}
}

// bareHeight takes a figure without a unit that can be nothing but a height.
func (r *reading) bareHeight() {
	for _, n := range r.bare() {
		switch {
		case n >= 1.3 && n < 2.3:
			r.out["height_cm"] = nearest(n * 100)
		case n >= 130 && n <= 230 && (r.only("height_cm") || r.wants("weight_kg")):
			r.out["height_cm"] = n
		}
	}
}

func (r *reading) weight() {
	if kg, ok := first(r.figures, "kg"); ok {
		r.out["weight_kg"] = kg
	} else if lb, ok := first(r.figures, "lb"); ok {
		r.out["weight_kg"], r.out["units"] = nearest(lb*spotter.KilogramsPerPound), "imperial"
	} else if list := r.bare(); r.only("weight_kg") && len(list) == 1 {
		r.out["weight_kg"] = list[0]
	}
}

// nearest rounds to a tenth.
func nearest(n float64) float64 { return math.Round(n*10) / 10 }

func (r *reading) screening() {
	flags := [][2]string{
		{"heart_condition", "heart ?condition|disease|problem|attack, herzerkrankung, herzkrank*, herzproblem*, herzfehler, herz, corazon, cardiac*, dil ki, दिल की, दिल"},
		{"chest_pain", "chest pain, brustschmerz*, dolor en el pecho, dolor de pecho, seene me dard, सीने में"},
		{"dizziness_or_fainting", "dizz*, faint*, schwindel, ohnm*, mareo*, desmayo*, chakkar, behosh*, चक्कर, बेहोश*"},
		{"bone_or_joint_problem", "bone, joint, arthrit*, arthros*, knochen*, gelenk*, hueso*, articulacion*, artritis, artrosis, haddi, jod, हड्डी, जोड"},
		{"heart_or_pressure_medication", "medicine|medication|pills for|against ?the heart|blood, heart|pressure medicine|medication|pills, beta blocker*, blutdruck*, betablocker, medicacion, tension, blood pressure, raktchap, रक्तचाप, bp"},
		{"pregnancy_or_recent_birth", "pregnan*, gave birth, birth, baby, schwanger*, geburt, entbunden, embaraz*, parto, garbh*, गर्भ*, प्रसव"},
		{"eating_disorder_history", "eating disorder, anorexi*, bulimi*, binge*, essstoerung*, magersucht, trastorno alimentario, anorexia, khane ka vikar, खाने का विकार"},
		{"other_reason", "other reason, another reason, other, anderer grund, otro motivo, otra razon, aur karan, और कारण, asthma, asma, diabet*, epilep*, surgery, operation, operiert"},
	}
	found := r.all(flags)
	nothing := hasAny(patternsOf("^no, ^none, ^nothing, no to all, none of, not any, nope, all no, ^nein, ^keine*, ^nichts, nichts davon, alles nein, ^ninguno, ^ninguna, ^nada, ^nahi, ^nahin, kuch nahi, koi nahi, ^नहीं, कुछ नहीं, कोई नहीं"), r.list)
	if len(found) == 0 && !nothing {
		return
	}
	if len(found) > 0 && nothing { // "no heart condition but diabetes": it is not guessed which
		return
	}
	for _, f := range flags {
		r.out[f[0]] = slices.Contains(found, f[0])
	}
	if len(found) > 0 {
		r.out["note"] = clip(said(r.list), 500)
	}
}

func (r *reading) fitness() {
	r.choose("level", [][2]string{{"beginner", "beginner, begin*, novice, newbie, anfaenger*, principiante, novat*, shuruaati, shuruati, naya, नया, शुरुआती"},
		{"intermediate", "intermediate, medium, mittel, fortgeschrittener anfaenger, intermedi*, medio, madhyam, मध्यम"}, {"advanced", "advanced, expert, fortgeschritten*, profi, erfahren, avanzad*, experto, unnat, उन्नत"}})
	if n, ok := first(r.figures, "month"); ok && n == math.Trunc(n) {
		r.out["experience_months"] = int(n)
	} else if n, ok := first(r.figures, "year"); ok {
		r.out["experience_months"] = int(math.Round(n * 12))
	} else if hasAny(patternsOf("never, new to, im new, new$, just started|starting, no experience, noch nie, nie, neu$, keine erfahrung, nunca, nada, sin experiencia, kabhi nahi, naya, कभी नहीं, नया"), r.list) {
		r.out["experience_months"] = 0
	}
	if n, ok := first(r.figures, "day"); ok && whole(n, 0, 14) {
		r.out["sessions_per_week_now"] = int(n)
	} else if n, ok := first(r.figures, "week"); ok && whole(n, 0, 14) && r.wants("sessions_per_week_now") {
		r.out["sessions_per_week_now"] = int(n)
	} else if hasAny(patternsOf("not at all, currently none, none now|at|currently, never, noch nie, gar nicht, nunca, kabhi nahi, कभी नहीं"), r.list) {
		r.out["sessions_per_week_now"] = 0
	}
	r.inOrder("experience_months", "sessions_per_week_now")
}

// inOrder gives bare whole figures to the fields that are asked for, when there are as many.
func (r *reading) inOrder(names ...string) {
	open := slices.DeleteFunc(names, func(name string) bool { return r.out[name] != nil || !r.wants(name) })
	list := r.bare()
	if len(list) != len(open) || len(open) == 0 {
		return
	}
	for i, name := range open {
		if name == "sleep_hours" {
			r.out[name] = list[i]
		} else if list[i] == math.Trunc(list[i]) {
			r.out[name] = int(list[i])
		}
	}
}

func (r *reading) goals() {
	r.choose("primary", [][2]string{{"fat_loss", "fat, lose weight, lose, slim, weight loss, abnehmen, fett, perder, adelgazar, bajar, charbi, vajan kam, चर्बी, वजन कम, घटा*"},
		{"muscle_gain", "muscle, gain, bulk, build, mass, muskel*, zunehmen, aufbau*, musculo*, masa, ganar peso, mansp*, muscle badha*, मांसपेश*, बढा*"},
		{"strength", "strength, strong*, kraft, staerker, staerke, fuerza, fuerte, taqat, takat, ताकत"}, {"general_fitness", "general, fitness, fit, healthy, health, allgemein*, gesund*, forma, salud, saamanya, सामान्य, फिटनेस, सेहत"}})
	var target float64
	for _, f := range r.figures {
		switch f.unit {
		case "kg", "":
			target = f.value
		case "lb":
			target = nearest(f.value * spotter.KilogramsPerPound)
		}
	}
	if target >= 30 && target <= 300 {
		r.out["target_weight_kg"] = target
	}
}

func (r *reading) constraints() {
	r.choose("location", [][2]string{{"both", "both, beides, beide, ambos, los dos, dono, donon, दोनों, home and ?the gym, gym and ?at home"}, {"gym", "gym, studio, fitnessstudio, gimnasio, जिम"}, {"home", "home, house, zu hause, zuhause, daheim, casa, ghar, घर"}})
	kit := []string{}
	for _, w := range r.list {
		if e := r.g.equipment[w.text]; e != "" && !slices.Contains(kit, e) {
			kit = append(kit, e)
		}
	}
	switch {
	case len(kit) > 0:
		r.out["equipment"] = kit
	case hasAny(patternsOf("body weight, bodyweight, no|without equipment, koerpergewicht, ohne geraete, keine geraete, peso corporal, sin material|equipo, bina upkaran, शरीर"), r.list), r.only("equipment") && hasWord(r.g.bad, r.list):
		r.out["equipment"] = []string{}
	}
	if n, ok := first(r.figures, "min"); ok {
		r.out["session_minutes"] = int(n)
	} else if n, ok := first(r.figures, "h"); ok {
		r.out["session_minutes"] = int(math.Round(n * 60))
	} else if hasAny(patternsOf("an|one|1 hour, eine stunde, una hora, ek ghanta, एक घंटा"), r.list) {
		r.out["session_minutes"] = 60
	} else {
		r.inOrder("session_minutes")
	}
	r.injuries()
}

// injuries are parts of the body with how bad it is; one without that is asked about again.
func (r *reading) injuries() {
	found := []arguments{}
	for i, w := range r.list {
		region := r.g.regions[w.text]
		if region == "" {
			continue
		}
		if region == "lower_back" && i > 0 && slices.Contains([]string{"upper", "oberer", "oberen", "alta"}, r.list[i-1].text) {
			region = "upper_back"
		}
		severity := ""
		for _, near := range r.list[max(0, i-4):min(len(r.list), i+5)] {
			switch {
			case set("high severe bad badly serious strong stark schlimm schwer grave fuerte alta alto zyada ज्यादा")[near.text]:
				severity = "high"
			case set("medium moderate mittel media medio moderada madhyam मध्यम")[near.text]:
				severity = "medium"
			case set("low mild slight slightly light little leicht leichte leve poco baja halka हल्का")[near.text]:
				severity = "low"
			}
		}
		if severity == "" {
			return
		}
		if !slices.ContainsFunc(found, func(a arguments) bool { return a["region"] == region }) {
			found = append(found, arguments{"region": region, "severity": severity})
		}
	}
	switch {
	case len(found) > 0:
		r.out["injuries"] = found
	case r.wants("injuries") && !r.wants("equipment") && hasWord(r.g.bad, r.list), hasAny(patternsOf(`no injur*|pain|problems|issues|limits|complaints, nothing to spare|hurts, nothing hurts, not injured, healthy, none to spare, keine verletzung*|schmerzen|beschwerden|probleme, nichts zu schonen, nichts, gesund, ninguna lesion, sin lesion*|dolor|molestias, sano, sana, nada,
		koi chot nahi, कोई चोट, चोट नहीं, no$, none$, nein$, keine$, ninguna$, nahi$, नहीं$`), r.list):
		r.out["injuries"] = []arguments{}
	}
}

func (r *reading) hydration() {
	if ml, ok := first(r.figures, "ml"); ok {
		r.out["target_ml"] = int(ml)
	} else if l, ok := first(r.figures, "l"); ok {
		r.out["target_ml"] = int(math.Round(l * 1000))
	} else if n, ok := first(r.figures, "glass"); ok {
		r.out["target_ml"] = int(math.Round(n * 250))
	} else if n, ok := first(r.figures, "oz"); ok {
		r.out["target_ml"] = int(math.Round(n * 29.5735))
	}
	hourly := hasAny(patternsOf("every hour, hourly, jede stunde, stuendlich, cada hora, har ghante, हर घंटे"), r.list)
	switch n, ok := first(r.figures, "min"); {
	case hasAny(patternsOf("no|without reminders|reminder, dont remind, never, keine erinnerung*, nicht erinnern, sin recordatorios, no me recuerdes, nahi, नहीं"), r.list), r.only("reminder_minutes") && hasWord(r.g.bad, r.list):
		r.out["enabled"], r.out["reminder_minutes"] = false, 120
	case ok:
		r.out["reminder_minutes"] = int(n)
	default:
		if h, ok := first(r.figures, "h"); ok {
			r.out["reminder_minutes"] = int(math.Round(h * 60))
		} else if hourly {
			r.out["reminder_minutes"] = 60
		}
	}
	for _, n := range r.bare() {
		switch {
		case r.out["target_ml"] == nil && r.wants("target_ml") && n >= 500 && n <= 10000:
			r.out["target_ml"] = int(n)
		case r.only("reminder_minutes") && whole(n, 15, 480):
			r.out["reminder_minutes"] = int(n)
		}
	}
}

func (r *reading) lifestyle() {
	words := map[string]string{"energy": "energy", "energie": "energy", "energia": "energy", "urja": "energy", "ऊर्जा": "energy", "stress": "stress", "estres": "stress", "tanav": "stress", "तनाव": "stress"}
	for _, f := range r.figures {
		name := ""
		for i, w := range r.list {
			if i > f.at+1 || i < f.at-4 || w.sentence != r.list[f.at].sentence || w.clause != r.list[f.at].clause {
				continue
			}
			if n := words[w.text]; n != "" {
				name = n
			}
			if set("sleep schlaf schlafqualitaet sueno neend नींद quality qualitaet calidad")[w.text] {
				name = "sleep_quality"
			}
			if f.unit == "h" || set("hours slept stunden horas duermo ghante घंटे")[w.text] {
				name = "sleep_hours"
			}
		}
		switch {
		case name == "sleep_hours" || f.unit == "h":
			r.out["sleep_hours"] = f.value
		case name != "" && f.value == math.Trunc(f.value):
			r.out[name] = int(f.value)
		}
	}
	r.inOrder("energy", "stress", "sleep_quality", "sleep_hours")
}

func (r *reading) supplements() {
	medicines := r.all([][2]string{{"anticoagulant", "anticoagulant*, blood thinner*, warfarin, gerinnungshemmer, blutverduenner, anticoagulante*, खून पतला"}, {"antidepressant", "antidepressant*, ssri, antidepressiv*, antidepresiv*, अवसाद"},
		{"thyroid", "thyroid, schilddruese*, l thyroxin, tiroid*, थायरॉइड, थायराइड"}, {"diabetes", "diabetes, metformin, insulin, insulina, डायबिटीज, मधुमेह"}, {"blood_pressure", "blood pressure, blutdruck*, tension, presion, bp, रक्तचाप"},
		{"statin", "statin*, estatina*, cholesterol"}, {"immunosuppressant", "immunosuppress*, immunsuppress*, inmunosupresor*"}, {"contraceptive", "contracept*, the pill, verhuetung*, antibaby*, anticoncept*, गर्भनिरोधक"}, {"stimulant", "stimulant*, adhd, ritalin, stimulans, adhs, estimulante*"},
		{"other", "other medicine*, another medicine, andere medikament*, otra medicina, otras medicinas, अन्य दवा"}})
	current := []string{}
	for i := range r.list {
		if name, ok := r.g.supplementIn(r.list[i:min(len(r.list), i+2)]); ok && !slices.Contains(current, name) {
			current = append(current, name)
		}
	}
	yes := hasAny(patternsOf("^yes, ^yep, ^sure, interested, ^ja, interessiert, ^si, me interesa*, ^haan, ^हां"), r.list)
	no := hasWord(r.g.bad, r.list) || hasAny(patternsOf("not interested, nicht"), r.list)
	if !yes && !no && len(current) == 0 && len(medicines) == 0 {
		return
	}
	r.out["interested"] = yes || len(current) > 0 && !hasAny(patternsOf("^no, not interested, ^nein, ^nahi, ^नहीं"), r.list)
	r.out["current"], r.out["medicines"] = current, medicines
}
