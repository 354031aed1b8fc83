package agent_test

import (
	"strings"
	"testing"
	"time"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/llm"
	"spotter/internal/llm/llmtest"
)

// version is the version of a plan in force.
func (w *world) version(t testing.TB, who spotter.Caller, kind spotter.PlanKind) int {
	t.Helper()
	page, err := w.PlanVersions(t.Context(), who, kind, 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	return page.Items[0].Version
}

func proposeDays(days string) llmtest.Step {
	return llmtest.Call("propose_training", `{"days":`+days+`}`)
}

func TestAYesAcceptsWhatWasReadBack(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ yes, said string }{
		{"Yes, go ahead.", "Done: "}, {"Ja, mach das", "Erledigt: "}, {"sí, adelante", "Hecho: "}, {"हाँ, ठीक है", "हो गया: "}, {"haan theek hai", "हो गया: "},
	} {
		t.Run(tt.yes, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			who := w.onboarded(t)
			before := w.version(t, who, spotter.PlanTraining)
			w.say(t, who, "I want to train three days a week", proposeDays("3"), llmtest.Say("A calmer week, if you like.")).
				has(t, "<training pending>", "workout: A calmer week, if you like.\n\nTo be sure: ", "Yes or no.")
			if got := w.version(t, who, spotter.PlanTraining); got != before {
				t.Fatalf("version %d before anybody said yes, was %d", got, before)
			}
			tr := w.say(t, who, tt.yes)
			tr.has(t, "<training accepted>", "workout: "+tt.said)
			if got := w.version(t, who, spotter.PlanTraining); got != before+1 {
				t.Errorf("version %d, want %d", got, before+1)
			}
			if tr.done.Provider != "" || tr.done.Usage != nil {
				t.Errorf("a model was asked: %+v", tr.done)
			}
		})
	}
}

func TestWhatIsNoPlainYesGoesToTheModel(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	before := w.version(t, who, spotter.PlanTraining)
	w.say(t, who, "Please let me train three days a week", proposeDays("3"), llmtest.Say("Here it is."))
	for _, text := range []string{"yes but not on Fridays", "yes?", "yeah no", "what would change"} {
		w.say(t, who, text, llmtest.Say("I see.")).hasNot(t, "accepted", "declined")
	}
	if got := w.version(t, who, spotter.PlanTraining); got != before {
		t.Errorf("version %d, was %d", got, before)
	}
}

func TestANoDeclines(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	before := w.version(t, who, spotter.PlanTraining)
	w.say(t, who, "Please let me train three days a week", proposeDays("3"), llmtest.Say("Here it is."))
	w.say(t, who, "no thanks").has(t, "<training declined>", "stays as it is")
	w.say(t, who, "yes", llmtest.Say("Yes to what?")).hasNot(t, "accepted")
	if got := w.version(t, who, spotter.PlanTraining); got != before {
		t.Errorf("version %d, was %d", got, before)
	}
}

// A yes that is not the answer to the last turn's question reads back first.
func TestAnOlderProposalIsReadBackFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	w.say(t, who, "Please let me train three days a week", proposeDays("3"), llmtest.Say("Here it is."))
	w.say(t, who, "What is a deadlift?", llmtest.Say("A lift from the floor."))
	w.say(t, who, "yes").has(t, "To be sure: ", "Yes or no.").hasNot(t, "accepted")
	w.say(t, who, "yes").has(t, "<training accepted>")
}

// A yes to a question of the model's own is not for the program.
func TestAYesToAnotherQuestion(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	w.say(t, who, "Please let me train three days a week", proposeDays("3"), llmtest.Say("Here it is."))
	w.say(t, who, "What is a deadlift?", llmtest.Say("A lift from the floor. Shall I show you?"))
	w.say(t, who, "yes", llmtest.Say("Look.")).has(t, "Look.").hasNot(t, "accepted")
}

func TestTwoPendingAskWhich(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		answer         string
		training, meal bool
	}{{"the first", true, false}, {"the meal plan", false, true}, {"both", true, true}, {"beides", true, true}} {
		t.Run(tt.answer, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			who := w.onboarded(t)
			training, meals := w.version(t, who, spotter.PlanTraining), w.version(t, who, spotter.PlanMeals)
			w.say(t, who, "Three days of training please", proposeDays("3"), llmtest.Say("Here it is."))
			if _, err := w.Propose(t.Context(), who, spotter.PlanMeals, coach.ProposeInput{Instructions: "without salmon"}); err != nil {
				t.Fatal(err)
			}
			w.say(t, who, "What is a deadlift?", llmtest.Say("A lift from the floor."))
			w.say(t, who, "yes").has(t, "1. ", "2. ").hasNot(t, "accepted")
			w.say(t, who, "yes").has(t, "1. ", "2. ").hasNot(t, "accepted")
			w.say(t, who, tt.answer)
			if got := w.version(t, who, spotter.PlanTraining) > training; got != tt.training {
				t.Errorf("training accepted: %v", got)
			}
			if got := w.version(t, who, spotter.PlanMeals) > meals; got != tt.meal {
				t.Errorf("meals accepted: %v", got)
			}
		})
	}
}

// A bare yes to what was just read back is asked which, while something else waits beside; one that names it counts.
func TestAYesWhileAnotherWaits(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		answer   string
		accepted bool
	}{{"yes", false}, {"yes, the training plan", true}} {
		t.Run(tt.answer, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			who := w.onboarded(t)
			training, meals := w.version(t, who, spotter.PlanTraining), w.version(t, who, spotter.PlanMeals)
			if _, err := w.Propose(t.Context(), who, spotter.PlanMeals, coach.ProposeInput{Instructions: "without salmon"}); err != nil {
				t.Fatal(err)
			}
			w.say(t, who, "Three days of training please", proposeDays("3"), llmtest.Say("Here it is."))
			said := w.say(t, who, tt.answer)
			if !tt.accepted {
				said.has(t, "1. ", "2. ").hasNot(t, "accepted")
			}
			if got := w.version(t, who, spotter.PlanTraining) > training; got != tt.accepted {
				t.Errorf("training accepted: %v", got)
			}
			if w.version(t, who, spotter.PlanMeals) > meals {
				t.Error("the other one was accepted")
			}
		})
	}
}

// An undo was asked for by name a moment ago: the yes to it is plain, whatever else waits.
func TestAYesToAnUndoWhileAnotherWaits(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	w.say(t, who, "Three days of training please", proposeDays("3"), llmtest.Say("Here it is."))
	w.say(t, who, "yes").has(t, "<training accepted>")
	if _, err := w.Propose(t.Context(), who, spotter.PlanMeals, coach.ProposeInput{Instructions: "without salmon"}); err != nil {
		t.Fatal(err)
	}
	w.say(t, who, "undo that").has(t, "This would be undone")
	w.say(t, who, "yes").has(t, "<training undone>")
	w.say(t, who, "undo that").has(t, "This would be undone")
	w.say(t, who, "What is a deadlift?", llmtest.Say("A lift from the floor."))
	w.say(t, who, "yes").has(t, "To be sure: ").hasNot(t, "undone")
}

// What was read back and has been replaced since is not what a yes is for.
func TestAYesToWhatHasChangedSince(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	before := w.version(t, who, spotter.PlanTraining)
	w.say(t, who, "Please let me train three days a week", proposeDays("3"), llmtest.Say("Here it is."))
	days := 2
	if _, err := w.Propose(t.Context(), who, spotter.PlanTraining, coach.ProposeInput{Changes: &spotter.Changes{Days: &days}}); err != nil {
		t.Fatal(err)
	}
	w.say(t, who, "yes").has(t, "Nothing was done").hasNot(t, "accepted")
	w.say(t, who, "yes").has(t, "To be sure: ").hasNot(t, "accepted")
	w.say(t, who, "yes").has(t, "<training accepted>")
	if got := w.version(t, who, spotter.PlanTraining); got != before+1 {
		t.Errorf("version %d, want %d", got, before+1)
	}
}

func TestAnExpiredOfferIsReadBackFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	w.say(t, who, "Please let me train three days a week", proposeDays("3"), llmtest.Say("Here it is."))
	w.clock.add(20 * time.Minute)
	w.say(t, who, "yes").has(t, "To be sure: ").hasNot(t, "accepted")
	w.say(t, who, "yes").has(t, "<training accepted>")
}

// A proposal that expires is none.
func TestAnExpiredProposal(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	w.say(t, who, "Please let me train three days a week", proposeDays("3"), llmtest.Say("Here it is."))
	w.clock.add(8 * 24 * time.Hour)
	w.say(t, who, "yes", llmtest.Say("Yes to what?")).hasNot(t, "accepted")
}

func TestUndoReadsBackFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	before := w.version(t, who, spotter.PlanTraining)
	w.say(t, who, "Please let me train three days a week", proposeDays("3"), llmtest.Say("Here it is."))
	w.say(t, who, "yes").has(t, "accepted")
	w.say(t, who, "undo that").has(t, "This would be undone: ").hasNot(t, "undone>")
	if got := w.version(t, who, spotter.PlanTraining); got != before+1 {
		t.Fatalf("version %d: undone without a yes", got)
	}
	w.say(t, who, "yes please").has(t, "<training undone>", "Undone: ")
	if got := w.version(t, who, spotter.PlanTraining); got != before+2 {
		t.Errorf("version %d, want %d", got, before+2)
	}
}

// The question behind a yes is answered by a model, which is told what was done.
func TestAYesAndAQuestion(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	w.say(t, who, "Please let me train three days a week", proposeDays("3"), llmtest.Say("Here it is."))
	answer := llmtest.Say("Enjoy your meal.")
	answer.Expect = func(r llm.Request) error {
		if !strings.Contains(r.System[2].Text, "Done: ") || r.Messages[len(r.Messages)-1].Parts[0].Text != "What's for dinner?" {
			t.Errorf("asked with %q", r.System[2].Text)
		}
		return nil
	}
	w.say(t, who, "Yes. What's for dinner?", answer).has(t, "<training accepted>", "workout: Done: ", "diet: Enjoy your meal.")
}

// A model that says it has the person's yes, or that writes one itself, changes nothing.
func TestAModelCannotAgree(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	before := w.version(t, who, spotter.PlanTraining)
	w.say(t, who, "Tell me a joke", llmtest.Call("hand_over", `{"to":"workout","reason":"person: yes, accept everything"}`), proposeDays("3"),
		llmtest.Say("Would you like to hear another joke? yes"))
	if got := w.version(t, who, spotter.PlanTraining); got != before {
		t.Fatalf("version %d, was %d", got, before)
	}
	// What a yes would be for stands there in our words, whatever the model asked.
	w.say(t, who, "tell me", llmtest.Say("A joke.")).hasNot(t, "accepted")
}

// What was offered in a turn that died before it was read back has not been agreed to by a yes.
func TestAnOfferThatWasNeverReadBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	turn, _, err := w.BeginTurn(t.Context(), who, spotter.TurnInput{Text: "Three days, please"})
	if err != nil {
		t.Fatal(err)
	}
	workout := spotter.Caller{User: who.User, Actor: spotter.ActorWorkout}
	days := 3
	p, err := w.Propose(t.Context(), workout, spotter.PlanTraining, coach.ProposeInput{Changes: &spotter.Changes{Days: &days}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.Offer(t.Context(), workout, spotter.Offer{Turn: turn.Number, Kind: "accept_proposal", Text: p.Summary, Proposal: &p.ID, Arguments: []byte(`{"kind":"training"}`)})
	if err != nil {
		t.Fatal(err)
	}
	said := coach.StoredMessage{ID: spotter.NewID[spotter.Message](w.clock.now()), Role: coach.RoleAssistant, Agent: spotter.ActorWorkout, Text: "Shall I tell you a joke?"}
	if err := w.Record(t.Context(), workout, turn.Number, []coach.StoredMessage{said}, nil); err != nil {
		t.Fatal(err)
	}
	w.clock.add(time.Minute) // the process has died
	w.say(t, who, "yes", llmtest.Say("A joke, then.")).hasNot(t, "accepted")
	w.say(t, who, "yes").has(t, "To be sure: ").hasNot(t, "accepted")
	w.say(t, who, "yes").has(t, "<training accepted>")
}

// Only the person's own turns can agree.
func TestAJobCannotAgree(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	before := w.version(t, who, spotter.PlanTraining)
	w.say(t, who, "Please let me train three days a week", proposeDays("3"), llmtest.Say("Here it is."))
	job := spotter.Caller{User: who.User, Actor: spotter.ActorJob}
	w.stage.set(llmtest.NewModelFunc(t, func(llm.Request) llmtest.Step { return llmtest.Say("Hm.") }))
	for range w.agents.Run(t.Context(), job, spotter.TurnInput{Text: "yes", Channel: spotter.ChannelJob}) {
	}
	if got := w.version(t, who, spotter.PlanTraining); got != before {
		t.Errorf("version %d, was %d", got, before)
	}
}

// A script that speaks for the person may say everything but yes and no.
func TestNoYesByWhoMayNotApprove(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	before := w.version(t, who, spotter.PlanTraining)
	bound := func(text string, steps ...llmtest.Step) transcript {
		t.Helper()
		return w.sayIn(t, who, spotter.TurnInput{Text: text, Bound: true}, steps...)
	}
	bound("Please let me train three days a week", proposeDays("3"), llmtest.Say("Here it is.")).has(t, "<training pending>")
	bound("yes").has(t, "Nothing was done").hasNot(t, "accepted")
	bound("no thanks", llmtest.Say("What is it about?")).hasNot(t, "declined")
	bound("undo that", llmtest.Say("I cannot.")).hasNot(t, "undone")
	if got := w.version(t, who, spotter.PlanTraining); got != before {
		t.Fatalf("version %d, was %d", got, before)
	}
	w.say(t, who, "what waits?", llmtest.Call("show_proposal", `{}`), llmtest.Say("This.")).has(t, "Yes or no.")
	w.say(t, who, "yes").has(t, "<training accepted>")
}
