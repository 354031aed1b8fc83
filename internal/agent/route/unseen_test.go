package route_test

import (
	"testing"

	"spotter"
	"spotter/internal/agent/route"
)

// unseen were written by another hand, after the first tables, which decided 62 % of them rightly. They were read while the
// tables were mended, so they measure no more than the dev half does.
var unseen = map[spotter.Actor][]string{
	spotter.ActorWorkout: {
		"which exercises hit the rear delts", "can we skip legs this time", "finished, ten reps at 60", "the cable machine is taken, what else", "is soreness a reason to rest today", "swap lunges for something kinder to my knees",
		"Welche Übungen sind heute dran?", "Die Maschine ist besetzt, was stattdessen?", "Ich hab 10 Wiederholungen mit 60 geschafft", "Wie geht Kreuzheben richtig?",
		"¿Qué músculos trabaja el remo?", "La máquina está ocupada, ¿qué hago?", "Terminé la serie con 60 kilos y 10 repeticiones", "kandhe ke liye exercise batao", "deadlift ka sahi tarika kya hai", "कंधों के लिए व्यायाम बताओ",
	},
	spotter.ActorDiet: {
		"anything quick with eggs?", "I just had pizza with friends", "how much more fibre do I need", "is quinoa on my list for the week", "no dairy for a while please", "something sweet that fits",
		"Was gibt es morgen zum Mittagessen?", "Ich hatte gerade eine Pizza", "Ich vertrage gerade keine Milch", "Hast du eine Idee mit Eiern?",
		"Acabo de comerme una pizza", "¿Qué desayuno mañana?", "Algo rápido con huevos", "kal nashte me kya hai", "maine abhi pizza khaya", "दोपहर के खाने में क्या है?",
	},
	spotter.ActorSupplement: {
		"would creatine make me bloated", "how many mg of caffeine a day", "are collagen capsules any good", "Ist Ashwagandha sinnvoll?", "Wie viel Koffein am Tag ist in Ordnung?", "¿Sirve el colágeno?", "¿Cuánta cafeína al día?", "omega 3 lena chahiye kya", "जिंक कितना लेना चाहिए?",
	},
	spotter.ActorTracker: {
		"did I get stronger since September", "what is my squat e1rm", "the scale says 82.3", "I have not trained for a month, how do I start again", "Bin ich stärker geworden?", "Die Waage zeigt 82,3", "Wie war meine Woche?", "¿He mejorado este mes?", "La báscula marca 82,3", "is mahine main kitna improve hua", "मेरा वजन कितना कम हुआ?",
	},
	spotter.ActorScheduler: {
		"something came up, can we do tomorrow's session on Sunday", "stop nagging me about water", "I fly to Tokyo next week", "wake me at six for training", "Kannst du mich um 17 Uhr ans Training erinnern?", "Leg die Einheit auf Sonntag", "Ponme un aviso para entrenar a las seis", "¿Puedo pasar la sesión a otro día?", "mera workout kal subah shift kar do", "शाम छह बजे याद दिलाना",
	},
	spotter.ActorGeneral: {
		"you are doing great, coach", "what should I call you", "I feel a bit down today", "Wie heißt du?", "Schön, dich zu sehen", "Estoy un poco triste hoy", "¿Cómo te llamas?", "aapka naam kya hai", "मेरा दिन अच्छा नहीं था",
	},
}

func TestUnseen(t *testing.T) {
	t.Parallel()
	r := route.New(names(t))
	total, right, misled := 0, 0, 0
	for agent, list := range unseen {
		for _, text := range list {
			total++
			got := r.Route(text, route.State{})
			switch {
			case got.Agent == agent:
				right++
			case got.Sure:
				misled++
				t.Logf("sure, and wrong: %q: %s, want %s", text, got.Agent, agent)
			default:
				t.Logf("%q: %s (unsure), want %s", text, got.Agent, agent)
			}
		}
	}
	share := float64(right) / float64(total)
	t.Logf("%d sentences, %.0f %% right, %d sure and wrong", total, 100*share, misled)
	if share < 0.95 || misled > 2 {
		t.Errorf("%.0f %% right and %d of %d sure and wrong; were 99 %% and one", 100*share, misled, total)
	}
}
