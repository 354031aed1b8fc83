package rules

import "strings"

// lists are sets of words that several rules look for.
type lists struct {
	lead, trail map[string]bool // before and behind a name, and no part of it
	cut         []pattern       // what begins behind a name
	once        []pattern
	always      []pattern
	slots       map[string]string // what people call the meals of a day, by class
	off, on     map[string]bool
	training    map[string]bool // words of the training plan
	eating      map[string]bool
	setWords    map[string]bool
	bad         map[string]bool // no, none
	kinds       map[string]string
	equipment   map[string]string
	regions     map[string]string
	asking      map[string]bool // words of a question that name nothing
	thisOne     map[string]bool
	cooking     []pattern
	reminding   []pattern
}

func newLists() lists {
	return lists{
		lead: set(`i id im me my we us want would like to have eat get can could please it lets do give make prefer rather and the a an some of is are for more any no with use put take that this there you your so ok
			ich moechte will wuerde haette gern gerne lieber kann koennte bitte essen haben der die das den dem des ein eine einen mein meine meinen meiner mir etwas und man zu fuer von mit
			yo quiero puedo podria quisiera querria comer tomar cenar el la los las lo un una unos unas mi mis y por favor de del al me con
			kya main mai mujhe mera meri mere ke ka ki ko aur kripya क्या मैं मुझे मेरा मेरी मेरे के का की को और कृपया aaj आज`),
		trail: set(`gegessen getrunken comido khaya खाया please pls thanks today now haben essen bitte heute jetzt machen tauschen nehmen por favor hoy ahora comer khau khaun khaa kha sakta sakti hu hoon hun chahiye do karo kardo kar dijiye de lo aaj
			खा सकता सकती हूं चाहिए दो करो कर दीजिए दे लो आज खाऊं ले है है? hai instead stattdessen though then denn mal doch se ke ko ki ka में me`),
		cut: patternsOf(`tonight, this evening, from now on, always, for dinner, for lunch, for breakfast, for my, in my, every, at dinner, at lunch, in the plan, from the plan, from my, today, tomorrow,
			heute abend, ab jetzt, ab sofort, immer, zum abendessen, zum mittagessen, zum fruehstueck, in meinem, im plan, aus dem, heute,
			esta noche, a partir de ahora, siempre, para la cena, en la cena, para el almuerzo, para cenar, para comer, en mi, del plan, hoy,
			aaj raat, ab se, hamesha, dinner me, dinner mein, lunch me, raat ke khane, आज रात, अब से, हमेशा, डिनर में, रात के खाने`),
		once:   patternsOf(`tonight, just|only today, only once, just this once, this once, once, today, heute, heute abend, nur heute, nur einmal, einmal, esta noche, solo hoy, hoy, solo esta vez, una vez, aaj, aaj raat, sirf aaj, आज, आज रात, सिर्फ आज`),
		always: patternsOf(`from now on, always, every time, every week, permanently, for good, ab jetzt, ab sofort, immer, jede woche, dauerhaft, a partir de ahora, desde ahora, siempre, cada semana, ab se, hamesha, har hafte, अब से, हमेशा, हर हफ्ते`),
		slots: pairs(`breakfast: breakfast breakfasts fruehstueck desayuno desayunos desayunar nashta naashta nashte नाश्ता नाश्ते; lunch: lunch lunches mittag mittagessen almuerzo almuerzos comida almorzar dopahar लंच दोपहर;
			dinner: dinner dinners supper tonight abendessen abendbrot abend cena cenas cenar ceno raat डिनर रात; snack: snack snacks zwischenmahlzeit merienda meriendas snacken नाश्ते_शाम`),
		asking: set(`why do does did am is are be doing eating having so much many only just in on today days sets reps should must this these that plan training workout because
		warum wieso weshalb ist sind so viel viele nur dieser diese dieses heute steht gibt es soll ich plan trainingsplan
		por que porque es son tan tanto tantos tanta solo esta este hoy tengo hago hay plan entreno
		kyu kyun kyon hai hain itna itne itni sirf yeh ye plan क्यों क्यूं है हैं इतना इतने सिर्फ यह ये योजना how come`),
		thisOne:   set("exercise uebung ejercicio one this dies ese vyayam व्यायाम"),
		cooking:   patternsOf("cook*, koch*, cocin*, preparar, bana*, बना*"),
		reminding: patternsOf("remind*, notification*, erinner*, benachrichtig*, recordatorio*, aviso*, notificacion*, yaad, याद, रिमाइंडर*"),
		off:       set(`off stop disable mute no none dont without aus ausschalten abschalten abstellen keine kein nicht stopp desactiva desactivar apaga apagar quita quitar sin no band bandh mat बंद मत`),
		on:        set(`on enable again start activate an ein einschalten anschalten wieder aktiviere activa activar enciende encender pon chalu chaalu shuru चालू शुरू`),
		training: set(`plan training workout workouts session sessions exercise exercises trainingsplan trainings einheit einheiten uebung uebungen training entreno entrenos entrenamiento sesion sesiones ejercicio ejercicios
			week woche semana hafte kasrat vyayam योजना वर्कआउट ट्रेनिंग कसरत व्यायाम`),
		eating: set(`meal meals food menu dish dishes eat eating dinner lunch breakfast diet calories kcal energy protein carbs fat fibre essen mahlzeit mahlzeiten gericht gerichte essensplan kalorien eiweiss fett
			comida comidas plato cena desayuno almuerzo menu calorias proteina grasa khana khane bhojan खाना खाने भोजन कैलोरी प्रोटीन`),
		setWords: set(`kg kgs kilo kilos lb lbs pound pounds pfund libras reps rep wiederholungen wdh repeticiones rir rpe reserve reserva at with done geschafft hecho kiya set satz serie रेप किलो`),
		bad:      set(`no none nothing nope nein keine keinen keins nichts ninguno ninguna ningun nada nahi nahin koi नहीं कोई कुछ_नहीं`),
		kinds: pairs(`workout: workout workouts training trainings trainingserinnerung entreno entrenos entrenamiento kasrat वर्कआउट ट्रेनिंग कसरत session gym; meal: meal meals food eating essen essens mahlzeit mahlzeiten comida comidas khana khane bhojan भोजन खाने खाना;
			water: water drink drinking hydration wasser trinken trink agua beber pani paani पानी; weekly_review: review weekly wochenrueckblick rueckblick resumen semanal samiksha समीक्षा साप्ताहिक`),
		equipment: pairs(`bench: bench bank hantelbank banco बेंच; barbell: barbell barbells langhantel langhanteln barra बारबेल; dumbbell: dumbbell dumbbells kurzhantel kurzhanteln hanteln mancuerna mancuernas डंबल डम्बल;
			kettlebell: kettlebell kettlebells kugelhantel rusa केटलबेल; cable: cable cables kabelzug kabel polea poleas केबल; machine: machine machines maschine maschinen geraete maquina maquinas मशीन;
			pull_up_bar: pullup klimmzugstange dominadas पुलअप; bands: band bands baender theraband banda bandas gomas बैंड; rings: rings ringe anillas रिंग; box: box plyobox kasten cajon; medicine_ball: medizinball medicine;
			cardio_machine: treadmill bike rower ergometer laufband fahrrad rudergeraet cinta bicicleta ट्रेडमिल`),
		regions: pairs(`neck: neck nacken hals cuello gardan गर्दन; shoulder: shoulder shoulders schulter schultern hombro hombros kandha kandhe कंधा कंधे; elbow: elbow elbows ellbogen ellenbogen codo codos kohni कोहनी;
			wrist: wrist wrists handgelenk handgelenke muneca munecas kalai कलाई; upper_back: upperback; lower_back: back lowback ruecken kreuz espalda lumbar lumbares kamar peeth कमर पीठ; hip: hip hips huefte hueften cadera caderas kulha कूल्हा;
			knee: knee knees knie rodilla rodillas ghutna ghutne घुटना घुटने; ankle: ankle ankles knoechel sprunggelenk tobillo tobillos takhna टखना`),
	}
}

func set(list string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		out[foldAll(w)] = true
	}
	return out
}

// pairs reads "name: word word; name: word".
func pairs(list string) map[string]string {
	out := map[string]string{}
	for part := range strings.SplitSeq(list, ";") {
		name, words, _ := strings.Cut(part, ":")
		for w := range strings.FieldsSeq(words) {
			out[foldAll(w)] = strings.TrimSpace(name)
		}
	}
	return out
}

func foldAll(text string) string { return folded(wordsOf(text)) }

// name takes from a captured name what is no part of it.
func (g *grammar) name(list []word) []word {
	for {
		n := g.leading(list)
		if n == 0 {
			break
		}
		list = list[n:]
	}
	for i := 1; i < len(list); i++ {
		for _, p := range g.cut {
			if p.fits(p.tokens, list[i:], captures{}) {
				list = list[:i]
				break
			}
		}
	}
	for len(list) > 1 && g.trail[list[len(list)-1].text] {
		list = list[:len(list)-1]
	}
	return list
}

// leading is how many words at the beginning of a name are no part of it.
func (g *grammar) leading(list []word) int {
	if len(list) == 0 {
		return 0
	}
	for _, p := range g.always {
		if n := len(p.tokens); n <= len(list) && !p.tokens[0].optional && p.fits(p.tokens, list, captures{}) {
			return n
		}
	}
	if g.lead[list[0].text] {
		return 1
	}
	return 0
}

// slot is the meal of the day that a message names, as the plan calls it; empty for none.
func (g *grammar) slot(s *scene, list []word) string {
	class := ""
	for _, w := range list {
		if c := g.slots[w.text]; c != "" {
			class = c
		}
		for _, name := range s.slots {
			if foldAll(name) == w.text {
				return name
			}
		}
	}
	if class == "" {
		return ""
	}
	for _, name := range s.slots {
		for _, w := range wordsOf(name) {
			if g.slots[w.text] == class {
				return name
			}
		}
	}
	return class
}

// items are the parts of a list: separated by commas and by and.
func (g *grammar) items(list []word) []string {
	var out []string
	start := 0
	flush := func(end int) {
		if part := g.name(list[start:end]); len(part) > 0 {
			out = append(out, clip(said(part), 80))
		}
	}
	for i, w := range list {
		joins := w.text == "and" || w.text == "und" || w.text == "y" || w.text == "e" || w.text == "aur" || w.text == "और"
		if i > start && (joins || w.clause != list[i-1].clause) {
			flush(i)
			start = i
			if joins {
				start = i + 1
			}
		}
	}
	if start < len(list) {
		flush(len(list))
	}
	return out
}

func hasWord(words map[string]bool, list []word) bool {
	for _, w := range list {
		if words[w.text] {
			return true
		}
	}
	return false
}

func hasAny(patterns []pattern, list []word) bool {
	_, ok := anyOf(patterns, list)
	return ok
}
