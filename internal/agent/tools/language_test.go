package tools

import (
	"strings"
	"testing"

	"spotter"
	"spotter/internal/coach/coachtest"
)

// TestAPersonWithoutAModelReadsTheirOwnLanguage lets people in three languages train and eat: what they see is
// in their language, catalogue names among it.
func TestAPersonWithoutAModelReadsTheirOwnLanguage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for locale, want := range map[string]map[string]string{
		"de-AT": {
			"today": "Heute, Montag 2026-11-23: Oberkörper A um 17:30", "start_session": "Als Nächstes: Bankdrücken", "log_set": "Satz 1: 100 kg, 8 Wdh., 2 in Reserve",
			"next_set": "Wie zuletzt.", "log_water": "Eingetragen: 300 ml Wasser. Heute: 300 von 2500 ml.", "log_weight": "Eingetragen: 70 kg.", "check_in": "Notiert: ",
			"log_meal": "Bisher gegessen: ", "next_meal": "Als Nächstes: snack um Montag", "reschedule": "Verschoben: ", "reminders": "Erinnerungen: Training an",
			"show_proposal": "Es wartet auf dein Ja.", "finish_session": "ist beendet: 1 Sätze", "recipe": "Unter diesem Namen",
		},
		"es": {
			"today": "Hoy, lunes 2026-11-23: Torso A a las 17:30", "start_session": "A continuación: Press de banca", "log_set": "serie 1: 100 kg, 8 repeticiones, 2 en reserva",
			"next_set": "Como la última vez.", "log_water": "Registrado: 300 ml de agua", "log_weight": "Registrado: 70 kg.", "check_in": "Anotado: ",
			"log_meal": "Comido hasta ahora: ", "next_meal": "A continuación: snack", "reschedule": "Movida: ", "reminders": "Recordatorios: entreno sí",
			"show_proposal": "espera tu sí", "finish_session": "ha terminado: 1 series", "recipe": "No hay nada con ese nombre",
		},
		"hi-IN": {
			"today": "आज, सोमवार 2026-11-23: ऊपरी शरीर A", "start_session": "अगला: ", "log_set": "सेट 1: 100 kg, 8 रेप", "next_set": "पिछली बार जितना।",
			"log_water": "दर्ज: 300 ml पानी", "log_weight": "दर्ज: 70 kg", "check_in": "नोट किया: ", "log_meal": "अब तक खाया: ", "next_meal": "अगला: snack",
			"reschedule": "बदला गया: ", "reminders": "याद दिलाना: वर्कआउट चालू", "show_proposal": "आपकी हाँ का इंतज़ार है।", "finish_session": "पूरा हुआ: 1 सेट", "recipe": "इस नाम या आईडी",
		},
	} {
		t.Run(locale, func(t *testing.T) {
			t.Parallel()
			ann := w.onboarded(t, coachtest.Answers(func(a *spotter.Answers) { a.About.Locale = locale }))
			const said = "8 with 100 kg, 2 left, 300 ml, 70 kg, 4"
			for _, call := range []struct {
				agent           spotter.Actor
				tool, arguments string
			}{
				{spotter.ActorWorkout, "today", ``}, {spotter.ActorWorkout, "start_session", ``}, {spotter.ActorWorkout, "log_set", `{"reps":8,"weight_kg":100,"rir":2}`},
				{spotter.ActorWorkout, "next_set", ``}, {spotter.ActorWorkout, "finish_session", ``}, {spotter.ActorDiet, "log_water", `{"ml":300}`},
				{spotter.ActorTracker, "log_weight", `{"weight_kg":70}`}, {spotter.ActorTracker, "check_in", `{"energy":4}`}, {spotter.ActorDiet, "log_meal", `{"slot":"lunch"}`},
				{spotter.ActorDiet, "next_meal", ``}, {spotter.ActorScheduler, "reschedule", `{"session_date":"2026-11-24","to":"2026-11-25"}`},
				{spotter.ActorScheduler, "reminders", ``}, {spotter.ActorDiet, "swap_meal", `{"slot":"dinner"}`}, {spotter.ActorDiet, "show_proposal", ``},
				{spotter.ActorDiet, "recipe", `{"dish":"unicorn"}`},
			} {
				r := ann.call(t, call.agent, said, call.tool, call.arguments)
				if !strings.Contains(r.Text, want[call.tool]) {
					t.Errorf("%s: %q is not in: %s", call.tool, want[call.tool], r.Text)
				}
				for _, english := range []string{" reps", "in reserve", "Next:", "Logged", "Rest ", "waits for", "Meals:", "You did", "g protein"} {
					if strings.Contains(r.Text, english) {
						t.Errorf("%s says %q: %s", call.tool, english, r.Text)
					}
				}
			}
		})
	}
}

// TestPoundsComeWithKilograms: an imperial person reads both, and both are exact.
func TestPoundsComeWithKilograms(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.onboarded(t, coachtest.Answers(func(a *spotter.Answers) {
		a.About.Units = "imperial"
		a.Fitness.RecentLifts = []spotter.RecentLift{{Exercise: "Barbell bench press", WeightKG: 80, Reps: 8}}
	}))
	good(t, ann.call(t, spotter.ActorWorkout, "", "today", ``), " lb (")
	good(t, ann.call(t, spotter.ActorWorkout, "", "start_session", ``), " lb (")
	good(t, ann.call(t, spotter.ActorWorkout, "185 for 8", "log_set", `{"text":"185 for 8"}`), "185 lb (83.91 kg), 8 reps", "185 lb (83.91 kg), 6-10 reps")
	good(t, ann.call(t, spotter.ActorTracker, "155.5 pounds", "log_weight", `{"weight_lb":155.5}`), "155.5 lb (70.53 kg)")
	good(t, ann.call(t, spotter.ActorTracker, "", "progress", ``), "155.5 lb (70.53 kg)")
}

// How somebody is doing is told in their language, whole.
func TestProgressIsSpoken(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for language, want := range map[string][]string{
		"de": {"Vom 1.9.2026 bis 23.11.2026:", "Einheiten: 1 von 1 geplanten fanden statt (100 %)", "Bankdrücken mit Langhantel: geschätztes Maximum", "Wasser heute bisher: 500 von 2500 ml.", "Deine Angabe: Energie 2 von 5."},
		"es": {"Del 1/9/2026 al 23/11/2026:", "Press de banca con barra: máximo estimado", "Agua hoy hasta ahora: 500 de 2500 ml.", "Dijiste energía 2 de 5:"},
		"hi": {"1/9/2026 से 23/11/2026 तक:", "बारबेल बेंच प्रेस: अनुमानित अधिकतम", "आज अब तक पानी: 2500 में से 500 ml।", "आपने बताया ऊर्जा 5 में से 2:"},
	} {
		ann := w.onboarded(t, coachtest.Answers(func(a *spotter.Answers) { a.About.Locale = language }))
		good(t, ann.call(t, spotter.ActorWorkout, "", "start_session", ``))
		good(t, ann.call(t, spotter.ActorWorkout, "100x8", "log_set", `{"text":"100x8"}`))
		good(t, ann.call(t, spotter.ActorWorkout, "", "finish_session", ``))
		good(t, ann.call(t, spotter.ActorDiet, "500 ml", "log_water", `{"ml":500}`))
		good(t, ann.call(t, spotter.ActorTracker, "energy 2", "check_in", `{"energy":2}`))
		r := good(t, ann.call(t, spotter.ActorTracker, "", "progress", `{}`), want...)
		review := good(t, ann.call(t, spotter.ActorTracker, "", "weekly_review", ``))
		for _, word := range []string{" the ", " of ", "workout", "Water", "From", "week", "reported", "logged"} {
			if strings.Contains(r.Text+review.Text, word) {
				t.Errorf("%s: %q is English in %s\n%s", language, word, r.Text, review.Text)
			}
		}
		proposal := good(t, ann.call(t, spotter.ActorWorkout, "3", "propose_training", `{"days":3}`))
		for _, word := range []string{" the ", " of ", " sets", " week", "Upper", " minutes", "exercises"} {
			if strings.Contains(proposal.Text, word) {
				t.Errorf("%s: %q is English in %s", language, word, proposal.Text)
			}
		}
	}
}
