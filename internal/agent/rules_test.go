package agent_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"spotter"
	"spotter/internal/llm"
	"spotter/internal/llm/rules"
)

// walker talks to the coach without a model.
type walker struct {
	*world
	who spotter.Caller
}

func (w walker) say(t testing.TB, text string, want ...string) transcript {
	t.Helper()
	w.stage.set(rules.New())
	w.clock.add(1e9)
	var events []spotter.ChatEvent
	for e, err := range w.agents.Run(t.Context(), w.who, spotter.TurnInput{Text: text}) {
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		events = append(events, e)
	}
	tr := read(t, events)
	if os.Getenv("SPOTTER_TEST_LOG") != "" {
		t.Log(strings.Join(tr.lines, "\n") + "\n")
	}
	return tr.has(t, want...)
}

var _ llm.Provider = (*rules.Provider)(nil)

// J1 by chat without a model: every answer typed, one question at a time, to the first day.
func TestWithoutAModelToTheFirstDay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := walker{w, w.person(t)}
	ann.say(t, "Hello", "Welcome to Spotter.", "No language model is set up here", "Yes or no.")
	ann.say(t, "yes", "When were you born")
	ann.say(t, "male, 17 May 1996, 178 cm, 70 kg", "I still need: your city or time zone", "how active your day is")
	ann.say(t, "Berlin, light", "Saved: ", "Do any of these apply")
	ann.say(t, "maybe", "Say no when none of them applies")
	ann.say(t, "no", "heart condition: no", "Yes or no.")
	ann.say(t, "yes", "How used are you to training")
	ann.say(t, "intermediate, 2 years, 3 times a week", "Saved: ", "What do you want most")
	ann.say(t, "gain muscle, from 70 to 75 kg", "Saved: ", "Where do you train")
	ann.say(t, "gym, 60 min", "I still need: what is to be spared")
	ann.say(t, "no injuries", "Saved: ", "How do you eat")
	ann.say(t, "everything, no allergies, 40 minutes, 4 meals", "Saved: ", "On which weekdays")
	ann.say(t, "Mon, Tue, Thu, Fri 17:30; breakfast 7:00, lunch 12:00, snack 16:00, dinner 20:00; quiet 22:00 to 7:00", "Saved: ", "How much water")
	ann.say(t, "2.5 l, every 2 hours", "Saved: ", "From 1 to 5")
	ann.say(t, "4, 2, 4, 7.5", "Saved: ", "Are you interested in supplements")
	ann.say(t, "no", "<training pending>", "<meals pending>", "1. ", "2. ")
	ann.say(t, "45 minutes please", "<training pending>", "Yes or no.")
	ann.say(t, "and now?", "Say yes to what fits").hasNot(t, "[onboarding_propose")
	ann.say(t, "yes", "1. ", "2. ", "up to 45 minutes", "both, or none?")
	ann.say(t, "both", "<training accepted>", "<meals accepted>", "Complete the onboarding and start?")
	ann.say(t, "yes", "The onboarding is complete", "Upper A at 17:30")
	tr := ann.say(t, "What's my workout today?", "Upper A at 17:30")
	if tr.done.Provider != "rules" || tr.done.Usage != nil {
		t.Errorf("answered by %q with %v", tr.done.Provider, tr.done.Usage)
	}
}

// The journeys that a chat can walk, as somebody without a key would type them.
func TestJourneysWithoutAModel(t *testing.T) {
	t.Parallel()
	for name, walk := range map[string]func(*testing.T, walker){
		"J2 a workout": func(t *testing.T, w walker) {
			t.Helper()
			w.clock.add(6 * time.Hour)
			w.say(t, "start", "[start_session done]", "Upper A is under way.", "Next: Barbell bench press, set 1 of")
			w.say(t, "done, 8 with 185 pounds, two in reserve", "Barbell bench press, set 1: 185 lb (83.91 kg), 8 reps, 2 in reserve.")
			w.say(t, "same again", "set 2: 185 lb")
			w.say(t, "no, nine", "Corrected.")
			w.say(t, "too heavy today", "[say done]", "Next: ")
			w.say(t, "what's next?", "[next_set done]", "Next: ")
			w.say(t, "blah blah", "[say failed]")
			w.say(t, "finish", "[finish_session done]", "Upper A is finished: 2 sets.")
			w.clock.add(24 * time.Hour)
			w.say(t, "100x8", "No session is under way; start one first.")
		},
		"J3 a swap": func(t *testing.T, w walker) {
			t.Helper()
			w.say(t, "Can I have chicken instead of salmon?", "[swap_meal done]", "<meal pending>", "from now on", "Yes or no.")
			w.say(t, "from now on", "[swap_meal done]", "<meals pending>", "Yes or no.")
			before := w.version(t, w.who, spotter.PlanMeals)
			w.say(t, "yes please", "1. On Tuesday", "2. From now on", "one of them by its number")
			w.say(t, "the second", "<meals accepted>", "Done: ")
			if w.version(t, w.who, spotter.PlanMeals) == before {
				t.Error("the plan has not changed")
			}
			w.say(t, "something else for dinner", "<meal pending>")
			w.say(t, "no", "Declined: ")
		},
		"J4 a plain question": func(t *testing.T, w walker) {
			t.Helper()
			w.say(t, "What's my workout today?", "workout: Today, Monday 2026-11-23: Upper A at 17:30")
			w.say(t, "and tomorrow?", "Tuesday 2026-11-24: ")
		},
		"J5 missed sessions": func(t *testing.T, w walker) {
			t.Helper()
			w.clock.add(5 * 24 * time.Hour)
			w.say(t, "energy 2, slept 5 hours", "[check_in done]")
			w.say(t, "I missed two workouts this week and my energy is low", "[evaluate done]", "tracker: ")
		},
		"J6 how am I doing": func(t *testing.T, w walker) {
			t.Helper()
			w.say(t, "How am I doing?", "[progress done]", "Sessions: 0 of ")
			w.say(t, "weekly review", "[weekly_review done]", "Week of ")
		},
		"J7 bored of the menu": func(t *testing.T, w walker) {
			t.Helper()
			w.say(t, "I'm bored of the menu, three new dinners please", "[meal_ideas done]", "the first, the second or the third")
			w.say(t, "the second", "[swap_meal done]", "<meals pending>", "Yes or no.")
			w.say(t, "yes", "<meals accepted>")
		},
		"J9 shopping": func(t *testing.T, w walker) {
			t.Helper()
			w.say(t, "What should I buy?", "[shopping_list done]", "To buy for 2026-11-23 to 2026-11-29:", "- vegetables: ", "Dill, fresh ")
			w.say(t, "shopping list for 2 weeks", "to 2026-12-06:")
		},
		"J10 cooking": func(t *testing.T, w walker) {
			t.Helper()
			w.say(t, "What can I cook now?", "[meal_ideas done]", "minutes")
			w.say(t, "what's for dinner?", "dinner: ", "say recipe for dinner").hasNot(t, "breakfast: ")
			w.say(t, "recipe for dinner", "[recipe done]", "1. ")
		},
		"J11 a demonstration": func(t *testing.T, w walker) {
			t.Helper()
			w.say(t, "Show me the overhead press", "[demonstrate done]", "How:", "Muscles: ", "Pictures: ")
		},
		"J13 low energy": func(t *testing.T, w walker) {
			t.Helper()
			w.say(t, "I feel tired, should I train?", "energy 1 to 5, hours of sleep")
			w.say(t, "energy 1, slept 4 hours, soreness 4", "[check_in done]", "Today's loads are 10 % lower.")
		},
		"J14 a return": func(t *testing.T, w walker) {
			t.Helper()
			w.clock.add(6 * time.Hour)
			w.say(t, "start workout")
			w.say(t, "60 kg x 8", "set 1: 60 kg, 8 reps")
			w.say(t, "finish")
			w.clock.add(23 * 24 * time.Hour)
			w.say(t, "I'm back after three weeks", "[evaluate done]", "<training pending>")
			w.say(t, "yes", "<training accepted>")
		},
		"J15 change and undo": func(t *testing.T, w walker) {
			t.Helper()
			before := w.version(t, w.who, spotter.PlanTraining)
			w.say(t, "change my plan to 3 days, 45 minutes", "<training pending>", "Yes or no.")
			w.say(t, "yes", "<training accepted>")
			w.say(t, "undo", "Yes or no.")
			w.say(t, "yes", "<training undone>")
			if after := w.version(t, w.who, spotter.PlanTraining); after == before {
				t.Errorf("version %d before and after", after)
			}
		},
		"memory": func(t *testing.T, w walker) {
			t.Helper()
			w.say(t, "remember that I work nights", "Remembered: I work nights")
			w.say(t, "what do you know about me?", "- I work nights (told")
			w.say(t, "forget that I work nights", "Forget this: I work nights", "Yes or no.").hasNot(t, "Nothing has been done yet")
			w.say(t, "yes", "It is forgotten.")
		},
		"odds and ends": func(t *testing.T, w walker) {
			t.Helper()
			w.say(t, "drank two glasses of water", "Logged: 500 ml of water.")
			w.say(t, "I weigh 70.5 kg", "Logged: 70.5 kg.")
			w.say(t, "I ate breakfast", "Logged: ")
			w.say(t, "water reminders off", "water off")
			w.say(t, "move my session to Saturday", "Moved: ")
			w.say(t, "why barbell row?", "[why done]")
			w.say(t, "tell me about creatine", "[supplement_facts done]")
			w.say(t, "check 5 g creatine", "[supplement_check done]", "creatine, 5 g a day")
			w.say(t, "show my proposals", "No proposal waits")
			w.say(t, "what is love?", "No language model is set up here, so I understand only some things:", "- today")
			w.say(t, "help", "100x8@9", "drank 500 ml of water", "check 5 g creatine").hasNot(t, "…")
			w.say(t, "Was gibt es zum Abendessen?", "dinner: ", "Wie man es kocht")
			w.say(t, "was ist los", "kein Sprachmodell")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			walk(t, walker{w, w.onboarded(t)})
		})
	}
}
