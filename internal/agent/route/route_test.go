package route_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"spotter"
	"spotter/catalog"
	"spotter/internal/agent/route"
)

// names are the catalogues' own, as the product gives them.
func names(t testing.TB) route.Names {
	t.Helper()
	exercises, err1 := catalog.LoadExercises()
	foods, err2 := catalog.LoadFoods()
	dishes, err3 := catalog.LoadDishes(foods)
	supplements, err4 := catalog.LoadSupplements()
	translations, err5 := catalog.LoadTranslations()
	if err := errors.Join(err1, err2, err3, err4, err5); err != nil {
		t.Fatal(err)
	}
	return route.CatalogueNames(exercises, foods, dishes, supplements, translations)
}

var sentences = map[spotter.Actor][]string{
	spotter.ActorWorkout: {
		"What's my workout today?", "Show me the overhead press", "100 kg for 8, two left", "How do I squat without rounding my back?", "I want to train three days a week instead of four", "Change my training plan to 45 minutes", "My shoulder hurts when I bench",
		"What can I do instead of pull ups?", "That was too heavy", "What's the next set?", "Start my workout", "How many reps should I do on leg press?", "I feel tired, should I train?", "Is my deadlift form ok?", "How long should I rest between sets?", "Give me a home routine with dumbbells", "no lunges please, my knee is sore",
		"Was steht heute im Training an?", "Zeig mir die Kniebeuge", "Das war zu schwer", "Was ist der nächste Satz?", "Ich möchte lieber drei Tage trainieren", "Wie viele Wiederholungen beim Bankdrücken?", "Meine Schulter tut beim Drücken weh", "Ich bin müde, soll ich trainieren?", "Gibt es eine Übung statt Klimmzügen?",
		"¿Qué entrenamiento me toca hoy?", "Muéstrame la sentadilla", "Fue demasiado pesado", "¿Cuál es la próxima serie?", "Quiero entrenar tres días a la semana", "¿Cuántas repeticiones de press de banca?", "Me duele la rodilla al hacer zancadas", "¿Debo entrenar hoy si estoy cansado?",
		"aaj ka workout kya hai", "squat kaise karte hain", "bahut bhari tha", "agla set kya hai", "bench press ki jagah kya karu", "ghutne me dard hai squat me", "aaj thaka hua hu, workout karu?", "आज का वर्कआउट क्या है?", "स्क्वाट कैसे करते हैं?", "बहुत भारी था", "अगला सेट क्या है?", "मैं हफ्ते में तीन दिन व्यायाम करना चाहता हूँ",
	},
	spotter.ActorDiet: {
		"Can I have chicken instead of salmon?", "What should I buy this week?", "What can I cook now?", "I'm bored of the menu", "What's for dinner?", "I ate a banana and yoghurt", "Log 500 ml of water", "How many calories are in my lunch?", "Give me the recipe for the lentil soup", "Make me a vegan meal plan", "I am hungry after training, what can I eat?",
		"Three new dinners please", "I don't like broccoli", "How much protein do I have left today?", "Swap the rice for potatoes", "What should I eat before my workout?",
		"Was esse ich heute Abend?", "Kann ich Hähnchen statt Lachs haben?", "Was soll ich einkaufen?", "Ich habe 300 ml Wasser getrunken", "Was kann ich kochen?", "Wie viel Eiweiß fehlt mir noch?", "Gib mir das Rezept", "Ich mag keinen Brokkoli", "Ich habe zum Frühstück Haferflocken gegessen", "Mach mir einen neuen Essensplan",
		"¿Qué ceno hoy?", "¿Puedo comer pollo en lugar de salmón?", "¿Qué debo comprar?", "He bebido un vaso de agua", "¿Qué puedo cocinar?", "Dame la receta", "Estoy aburrido del menú", "¿Cuántas calorías tiene el almuerzo?", "No me gusta el brócoli",
		"aaj raat ka khana kya hai", "salmon ki jagah chicken le sakta hu kya", "kya kharidu is hafte", "maine do glass pani piya", "nashte me kya khau", "kya banau abhi", "आज खाने में क्या है?", "मैंने पानी पिया", "नाश्ते में क्या खाऊँ?", "क्या बनाऊँ?", "मुझे पनीर पसंद नहीं", "खरीदारी की सूची दो",
	},
	spotter.ActorSupplement: {
		"Creatine before or after training?", "How much vitamin D may I take?", "Is ashwagandha safe with my medication?", "Do I need a protein powder?", "Does magnesium interact with blood pressure pills?", "Which supplements are worth it?", "What is the upper limit for zinc?", "Should I take fish oil?", "is pre workout bad for sleep",
		"Kreatin vor oder nach dem Training?", "Wie viel Vitamin D darf ich nehmen?", "Welche Nahrungsergänzung lohnt sich?", "Verträgt sich Magnesium mit meinen Medikamenten?", "Brauche ich Eiweißpulver?",
		"¿Creatina antes o después de entrenar?", "¿Cuánta vitamina D puedo tomar?", "¿Qué suplementos valen la pena?", "¿El magnesio interactúa con mis medicamentos?",
		"creatine kab leni chahiye", "vitamin d kitni leni hai", "kya whey protein lena zaroori hai", "क्रिएटिन कब लें?", "विटामिन डी कितना लेना चाहिए?", "क्या मैग्नीशियम दवा के साथ ले सकते हैं?",
	},
	spotter.ActorTracker: {
		"How am I doing?", "I weigh 81.4 kg this morning", "My bench has stalled for weeks", "I missed two workouts this week", "I'm back after three weeks off", "Show me my weight trend", "Give me my weekly review", "Am I making progress?", "I slept 5 hours and my energy is low", "What is my adherence this month?", "log my weight 79", "Do I need a deload?", "have I hit a plateau",
		"Wie läuft es bei mir?", "Ich wiege heute 80,2 kg", "Ich habe zwei Einheiten verpasst", "Zeig mir meine Fortschritte", "Mein Gewicht stagniert seit zwei Wochen", "Ich habe schlecht geschlafen", "Gib mir den Wochenrückblick", "Ich bin nach drei Wochen Pause zurück",
		"¿Cómo voy?", "Hoy peso 70 kg, mi peso corporal", "Me salté dos entrenamientos esta semana", "Muéstrame mi progreso", "Estoy estancado", "He dormido mal", "Dame el resumen semanal", "Vuelvo después de tres semanas sin entrenar",
		"meri progress kaisi hai", "mera vajan 72 kilo hai", "do workout miss ho gaye", "teen hafte baad wapas aaya hu", "neend kharab thi", "मेरी प्रगति कैसी है?", "मेरा वजन 72 किलो है", "इस हफ्ते दो वर्कआउट छूट गए", "साप्ताहिक समीक्षा दिखाओ",
	},
	spotter.ActorScheduler: {
		"Move my Friday workout to Saturday", "Remind me to drink water every two hours", "Turn off meal reminders", "Can I train on Saturday instead of Friday?", "Set quiet hours from 10 pm to 7 am", "Reschedule today's session to tomorrow", "What is my schedule this week?", "I am travelling next week, shift my sessions", "Give me the calendar link", "move it to 6 pm", "change my workout reminders to 17:00",
		"Verschieb das Training auf morgen", "Erinnere mich ans Trinken", "Kann ich am Samstag statt Freitag trainieren?", "Schalte die Erinnerungen aus", "Wie ist mein Zeitplan?", "Stell die Ruhezeiten auf 22 Uhr",
		"Mueve el entrenamiento del viernes al sábado", "Recuérdame beber agua", "¿Puedo entrenar el sábado en lugar del viernes?", "Desactiva los recordatorios", "¿Cuál es mi horario?", "Dame el enlace del calendario",
		"shukravar ki jagah shanivar ko workout kar sakta hu", "pani peene ki yaad dilao", "reminder band karo", "workout ka time badal do", "पानी पीने की याद दिलाओ", "शुक्रवार की जगह शनिवार को कर दो", "रिमाइंडर बंद करो", "वर्कआउट का समय बदल दो",
	},
	spotter.ActorGeneral: {
		"Hello", "Hi coach!", "Thanks a lot", "Who are you?", "What can you do?", "I need some motivation", "Tell me a joke", "Good morning", "Remember that I work nights", "What do you know about me?", "What is the capital of France?", "I had a rough day",
		"Hallo", "Guten Morgen!", "Danke dir", "Wer bist du?", "Was kannst du alles?", "Motiviere mich", "Merk dir, dass ich nachts arbeite",
		"Hola", "Gracias", "¿Quién eres?", "¿Qué puedes hacer?", "Necesito motivación", "Buenos días",
		"namaste", "shukriya", "tum kaun ho", "tum kya kar sakte ho", "नमस्ते", "धन्यवाद", "तुम कौन हो?", "याद रखना कि मैं रात में काम करता हूँ",
	},
}

// The share of the sentences that the words alone route rightly. It is stated in docs/architecture.md; a sentence that goes
// wrong is printed, so that who changes a table sees what it does.
func TestAccuracy(t *testing.T) {
	t.Parallel()
	r := route.New(names(t))
	total, wrong, unsure := 0, 0, 0
	for agent, list := range sentences {
		for _, text := range list {
			total++
			got := r.Route(text, route.State{})
			if !got.Sure {
				unsure++
			}
			if got.Agent != agent {
				wrong++
				t.Logf("%q: %s (%v, %s), want %s", text, got.Agent, got.Sure, got.Why, agent)
				if got.Sure && testing.Verbose() {
					t.Logf("   and it was sure")
				}
			}
		}
	}
	if total < 150 {
		t.Errorf("only %d sentences", total)
	}
	right := float64(total-wrong) / float64(total)
	t.Logf("%d sentences, %.1f %% right, %d unsure", total, 100*right, unsure)
	if right < 0.95 {
		t.Errorf("%.1f %% right, want 95", 100*right)
	}
}

// What is under way decides where words do not.
func TestState(t *testing.T) {
	t.Parallel()
	r := route.New(names(t))
	for _, tt := range []struct {
		text  string
		state route.State
		want  spotter.Actor
		sure  bool
	}{
		{"done, 8", route.State{Training: true}, spotter.ActorWorkout, true},
		{"what's next?", route.State{Training: true, Last: spotter.ActorGeneral}, spotter.ActorWorkout, true},
		{"185 pounds for eight", route.State{Training: true}, spotter.ActorWorkout, true},
		{"what's for dinner?", route.State{Training: true, Last: spotter.ActorWorkout}, spotter.ActorDiet, true},
		{"remind me to drink water", route.State{Training: true}, spotter.ActorScheduler, true},
		{"and tomorrow?", route.State{Last: spotter.ActorDiet}, spotter.ActorDiet, true},
		{"the second one", route.State{Last: spotter.ActorDiet, Asked: true}, spotter.ActorDiet, true},
		{"four people, please", route.State{Last: spotter.ActorDiet, Asked: true}, spotter.ActorDiet, true},
		{"why?", route.State{Last: spotter.ActorTracker}, spotter.ActorTracker, true},
		{"warum?", route.State{Last: spotter.ActorTracker}, spotter.ActorTracker, true},
		{"hello", route.State{Last: spotter.ActorTracker}, spotter.ActorGeneral, true},
		{"creatine?", route.State{Last: spotter.ActorDiet, Asked: true}, spotter.ActorSupplement, true},
		{"it went wrong the way we said it would, and nobody minded", route.State{Last: spotter.ActorDiet}, spotter.ActorGeneral, false},
		{"", route.State{}, spotter.ActorGeneral, true},
	} {
		if got := r.Route(tt.text, tt.state); got.Agent != tt.want || got.Sure != tt.sure {
			t.Errorf("%q %+v: got %+v, want %s %v", tt.text, tt.state, got, tt.want, tt.sure)
		}
	}
}

func BenchmarkRoute(b *testing.B) {
	r := route.New(names(b))
	var list []string
	for _, l := range sentences {
		list = append(list, l...)
	}
	var longest time.Duration
	i := 0
	for b.Loop() {
		begin := time.Now()
		r.Route(list[i%len(list)], route.State{})
		longest = max(longest, time.Since(begin))
		i++
	}
	b.ReportMetric(float64(longest.Nanoseconds()), "ns/longest")
}

func ExampleRouter_Route() {
	r := route.New(nil)
	fmt.Println(r.Route("Verschieb das Training auf morgen", route.State{}).Agent)
	// Output: scheduler
}

// What numbers, days and slips of the finger say.
func TestReading(t *testing.T) {
	t.Parallel()
	r := route.New(names(t))
	for text, want := range map[string]spotter.Actor{
		"82.4":                               spotter.ActorTracker,   // a weighing
		"100 kg for 8":                       spotter.ActorWorkout,   // a set
		"legs on wednesday":                  spotter.ActorScheduler, // training and a day
		"legs hurt since wednesday":          spotter.ActorWorkout,   // a day that only bounds
		"salmon steak on wednesday":          spotter.ActorDiet,      // a meal and a day
		"four days a week":                   spotter.ActorWorkout,
		"vier Tage die Woche trainieren":     spotter.ActorWorkout,
		"protien":                            spotter.ActorDiet,
		"ashwaganda":                         spotter.ActorSupplement,
		"mehr Linseneintopf":                 spotter.ActorDiet, // the end of a compound
		"what should I eat after training":   spotter.ActorDiet,
		"¿Cómo se hace el peso muerto?":      spotter.ActorWorkout,
		"einmal Kichererbsen-Masala":         spotter.ActorDiet, // a translated name
		"reis mit seitan":                    spotter.ActorDiet,
		"thanks, and what's for dinner?":     spotter.ActorDiet, // small talk in passing
		"thanks, you are the best coach":     spotter.ActorGeneral,
		"show me the week":                   spotter.ActorScheduler,
		"make my plan three days":            spotter.ActorWorkout,
		"make my plan vegetarian":            spotter.ActorDiet,
		strings.Repeat("a", 500) + " squats": spotter.ActorWorkout,
	} {
		if got := r.Route(text, route.State{}); got.Agent != want || !got.Sure {
			t.Errorf("%.40q: %+v, want %s", text, got, want)
		}
	}
}

// While a workout is under way every message is decided.
func TestNothingIsOpenInAWorkout(t *testing.T) {
	t.Parallel()
	r := route.New(names(t))
	for _, h := range readHeld(t, devHalf) {
		h.state.Training = true
		if got := r.Route(h.text, h.state); !got.Sure {
			t.Errorf("%q: %+v", h.text, got)
		}
	}
}

// The longest message that is read, of words that nobody knows.
func BenchmarkLongest(b *testing.B) {
	r := route.New(names(b))
	text := strings.Repeat("verschlimmbesserung ", 500)
	b.ReportAllocs()
	for b.Loop() {
		r.Route(text, route.State{})
	}
}

// What the first message pays once: all tables, with the names in four languages.
func BenchmarkNew(b *testing.B) {
	list := names(b)
	b.ReportAllocs()
	for b.Loop() {
		route.New(list)
	}
}

func FuzzRoute(f *testing.F) {
	r := route.New(names(f))
	for _, h := range readHeld(f, devHalf)[:50] {
		f.Add(h.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := r.Route(text, route.State{Training: true})
		if !slices.Contains(route.Agents[:], got.Agent) || !got.Sure {
			t.Errorf("%q: %+v", text, got)
		}
	})
}
