package tools

import (
	"strings"
	"testing"
	"time"

	"spotter"
	"spotter/internal/coach/coachtest"
)

func TestProposalsWaitAndCannotBeAcceptedByTools(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.onboarded(t, coachtest.Answers())
	p := good(t, ann.call(t, spotter.ActorWorkout, "three days please", "propose_training", `{"days":3}`), "Nothing has changed yet: it waits for your yes", "2026-11-30")
	if len(p.Proposals) != 1 {
		t.Fatalf("proposals: %+v", p.Proposals)
	}
	t.Log(p.Text)
	good(t, ann.call(t, spotter.ActorGeneral, "yes", "show_proposal", `{"proposal_id":"`+p.Proposals[0].ID.String()+`"}`), "it waits for your yes")
	bad(t, ann.call(t, spotter.ActorGeneral, "", "show_proposal", `{"proposal_id":"00000000-0000-7000-8000-000000000001"}`), "no such proposal")
	bad(t, ann.call(t, spotter.ActorWorkout, "", "propose_training", `{"exclude":["unicorn press"]}`), "What is to be left out is not an exercise")
	bad(t, ann.call(t, spotter.ActorWorkout, "", "propose_training", `{"days":9}`), "days must be between 1 and 7")
	bad(t, ann.call(t, spotter.ActorWorkout, "", "propose_training", `{"instructions":"make it spicy"}`), "could not be interpreted")
	good(t, ann.call(t, spotter.ActorDiet, "no mushrooms", "propose_meals", `{"exclude":["mushroom"]}`), "waits for your yes")
	good(t, ann.call(t, spotter.ActorGeneral, "", "show_plan", `{"plan":"training"}`), "Monday: Upper A at 17:30")
	good(t, ann.call(t, spotter.ActorGeneral, "", "show_plan", `{"plan":"training","weekday":"wednesday"}`), "Wednesday: Rest day.")
	good(t, ann.call(t, spotter.ActorGeneral, "", "show_plan", `{"plan":"meals","weekday":"monday"}`), "monday-breakfast", "A day: ")
	good(t, ann.call(t, spotter.ActorGeneral, "", "why", `{"plan":"meals","item":"energy"}`), "confidence")
	good(t, ann.call(t, spotter.ActorGeneral, "", "why", `{"plan":"training"}`), "- ")
	bad(t, ann.call(t, spotter.ActorGeneral, "", "why", `{"plan":"training","item":"unicorn"}`), "no such item")
}

func TestTheScheduleChangesAfterAYes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.onboarded(t, coachtest.Answers())
	before := good(t, ann.call(t, spotter.ActorGeneral, "", "schedule", ``), "Training: Monday 17:30, Tuesday 17:30, Thursday 17:30, Friday 17:30.", "Quiet from 22:00 to 07:00").Text
	offer := good(t, ann.call(t, spotter.ActorScheduler, "only Monday and Wednesday at seven", "propose_schedule",
		`{"workouts":[{"weekday":"wednesday","time":"07:00"},{"weekday":"monday","time":"07:00"}]}`), "Monday 07:00, Wednesday 07:00", "Nothing has been done yet")
	if now := good(t, ann.call(t, spotter.ActorGeneral, "", "schedule", ``)).Text; now != before {
		t.Errorf("the schedule has changed without a yes: %s", now)
	}
	agents := ann.env
	agents.Agent, agents.Caller = spotter.ActorScheduler, spotter.Caller{User: ann.caller.User, Actor: spotter.ActorScheduler}
	bad(t, ann.set.Carry(t.Context(), agents, *offer.Offer), "nothing was changed")
	done := good(t, ann.carry(t, offer.Offer), "The week is now:", "Monday 07:00, Wednesday 07:00", "waits for your yes")
	if len(done.Proposals) != 1 || done.Proposals[0].Kind != spotter.PlanTraining {
		t.Errorf("proposals: %+v", done.Proposals)
	}
	bad(t, ann.call(t, spotter.ActorScheduler, "", "propose_schedule", `{"workouts":[{"weekday":"monday","time":"07:00"},{"weekday":"monday","time":"09:00"}]}`), "has a workout already")
	bad(t, ann.call(t, spotter.ActorScheduler, "", "propose_schedule", `{"meals":[{"name":"dinner","time":"25:00"}]}`), "must be a time of day as HH:MM")
	bad(t, ann.call(t, spotter.ActorScheduler, "", "propose_schedule", `{}`), "What is to change: the workouts")
	bad(t, ann.carry(t, &spotter.Offer{Kind: "log_set", Arguments: []byte(`{}`)}), "can no longer be done")

	good(t, ann.call(t, spotter.ActorScheduler, "move today to Wednesday", "reschedule", `{"session_date":"2026-11-23","to":"2026-11-25"}`), "Moved: the session of Monday 2026-11-23 is now on Wednesday 2026-11-25", "Upper A at 17:30")
	bad(t, ann.call(t, spotter.ActorScheduler, "", "reschedule", `{"session_date":"2026-11-24","to":"2026-11-20"}`), "That must be today or later")
	good(t, ann.call(t, spotter.ActorScheduler, "no water reminders", "set_reminders", `{"water":false}`), "workout on, meals on, water off")
	all := good(t, ann.call(t, spotter.ActorScheduler, "all off", "set_reminders", `{"workout":false,"meal":false,"weekly_review":false}`), "Nothing has been done yet")
	good(t, ann.call(t, spotter.ActorGeneral, "", "reminders", ``), "workout on")
	good(t, ann.carry(t, all.Offer), "workout off, meals off, water off, weekly review off")
}

func TestProgressIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.onboarded(t, coachtest.Answers())
	good(t, ann.call(t, spotter.ActorWorkout, "start", "start_session", ``))
	good(t, ann.call(t, spotter.ActorWorkout, "8 with 100 kg, 2 left", "log_set", `{"text":"8 with 100 kg, 2 left"}`))
	good(t, ann.call(t, spotter.ActorWorkout, "that's it", "finish_session", ``), "1 sets")
	good(t, ann.call(t, spotter.ActorTracker, "I weigh 70.5 kg", "log_weight", `{"weight_kg":70.5}`), "Logged: 70.5 kg")
	bad(t, ann.call(t, spotter.ActorTracker, "I weigh less", "log_weight", `{"weight_kg":69}`), "The amount (kg) was not said")
	good(t, ann.call(t, spotter.ActorTracker, "energy two, slept five hours", "check_in", `{"energy":2,"sleep_hours":5}`), "2")
	bad(t, ann.call(t, spotter.ActorTracker, "I feel tired", "check_in", `{"energy":2}`), "was not said")
	bad(t, ann.call(t, spotter.ActorTracker, "", "check_in", `{}`), "an empty check-in says nothing")
	t.Log(good(t, ann.call(t, spotter.ActorGeneral, "", "progress", `{}`), "Barbell bench press: estimated maximum", "Weight: trend 70.5 kg").Text)
	good(t, ann.call(t, spotter.ActorGeneral, "", "adherence", `{"weeks":2}`), "Sessions:")
	for _, agent := range talkers() { // the first who asks for it has it made
		t.Run(string(agent), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			good(t, w.onboarded(t, coachtest.Answers()).call(t, agent, "", "weekly_review", ``), "Week of 2026-11-16 to 2026-11-22:")
		})
	}
	good(t, ann.call(t, spotter.ActorTracker, "", "evaluate", ``), "Nothing in the log asks for a change")
}

// TestMissedSessionsAreAnsweredByAProposal is journey J5.
func TestMissedSessionsAreAnsweredByAProposal(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.onboarded(t, coachtest.Answers())
	for range 6 {
		w.clock.add(24 * time.Hour)
		good(t, ann.call(t, spotter.ActorTracker, "energy 1", "check_in", `{"energy":1}`))
	}
	r := good(t, ann.call(t, spotter.ActorTracker, "I missed my sessions", "evaluate", ``))
	t.Log(r.Text)
	if len(r.Proposals) == 0 || !strings.Contains(r.Text, "waits for your yes") {
		t.Errorf("nothing was proposed: %s", r.Text)
	}
}

func TestMemoryIsToldOrInferred(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.onboarded(t, coachtest.Answers())
	good(t, ann.call(t, spotter.ActorGeneral, "I hate running", "remember", `{"kind":"dislike","text":"Hates running","quote":"I hate running"}`), "Remembered: Hates running")
	good(t, ann.call(t, spotter.ActorGeneral, "hello", "remember", `{"kind":"preference","text":"Loves burpees","quote":"I love burpees"}`))
	good(t, ann.call(t, spotter.ActorDiet, "", "memories", ``), "Hates running (told", "Loves burpees (inferred")
	good(t, ann.call(t, spotter.ActorGeneral, "Remember that I hate mornings.", "remember", `{"kind":"preference","text":"I hate mornings"}`))
	good(t, ann.call(t, spotter.ActorGeneral, "Do I ever hate? I love mornings", "remember", `{"kind":"preference","text":"I hate and love"}`))
	good(t, ann.call(t, spotter.ActorDiet, "", "memories", ``), "I hate mornings (told", "I hate and love (inferred")
	offer := good(t, ann.call(t, spotter.ActorGeneral, "forget the burpees", "forget", `{"text":"burpees"}`), "Forget this: Loves burpees", "Nothing has been done yet")
	good(t, ann.call(t, spotter.ActorGeneral, "", "memories", ``), "burpees")
	good(t, ann.carry(t, offer.Offer), "forgotten")
	if r := ann.call(t, spotter.ActorGeneral, "", "memories", ``); strings.Contains(r.Text, "burpees") {
		t.Errorf("still remembered: %s", r.Text)
	}
	bad(t, ann.call(t, spotter.ActorGeneral, "", "forget", `{"text":"unicorns"}`), "no such memory")
	r := good(t, ann.call(t, spotter.ActorGeneral, "", "hand_over", `{"to":"diet","reason":"Wants a recipe."}`))
	if r.HandOver == nil || r.HandOver.To != spotter.ActorDiet {
		t.Errorf("handed over to %+v", r.HandOver)
	}
	bad(t, ann.call(t, spotter.ActorGeneral, "", "hand_over", `{"to":"person","reason":"x"}`), "must be one of workout, diet")
}

func TestSupplementsAreFlagged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.onboarded(t, coachtest.Answers(func(a *spotter.Answers) { a.Supplements.Medicines = []spotter.Medicine{"anticoagulant"} }))
	good(t, ann.call(t, spotter.ActorSupplement, "", "supplement_facts", `{"supplement":"creatine"}`), "Evidence", "Usual amount")
	good(t, ann.call(t, spotter.ActorSupplement, "", "supplement_facts", `{"supplement":"vitamin k"}`), "avoid")
	bad(t, ann.call(t, spotter.ActorSupplement, "", "supplement_facts", `{"supplement":"creatin"}`), "Did you mean")
	good(t, ann.call(t, spotter.ActorSupplement, "I take vitamin d3 20000 IU", "supplement_check", `{"items":[{"name":"vitamin d3 20000 IU"}]}`), "over it")
	bad(t, ann.call(t, spotter.ActorSupplement, "I take vitamin D", "supplement_check", `{"items":[{"name":"vitamin d3","amount":20000,"unit":"IU"}]}`), "was not said")
	good(t, ann.call(t, spotter.ActorSupplement, "", "supplement_check", ``), "No supplements are named")
}

func TestDemonstrationHasPicturesAndLimits(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.onboarded(t, coachtest.Answers())
	good(t, ann.call(t, spotter.ActorWorkout, "", "demonstrate", `{"exercise":"overhead press"}`), "How:", "Usual faults:", "Muscles:", "muscles.svg", "motion.svg")
	bad(t, ann.call(t, spotter.ActorWorkout, "", "demonstrate", `{"exercise":"overhed pres"}`), "Did you mean", "verhead press")
	sore := w.onboarded(t, coachtest.Answers(func(a *spotter.Answers) {
		a.Constraints.Injuries = []spotter.Injury{{Region: "shoulder", Severity: spotter.SeverityHigh}}
	}))
	r := good(t, sore.call(t, spotter.ActorWorkout, "", "demonstrate", `{"exercise":"overhead press"}`), "is held back")
	if strings.Contains(r.Text, "svg") {
		t.Error(r.Text)
	}
	bad(t, sore.call(t, spotter.ActorWorkout, "", "substitute", `{"to":"overhead press"}`), "No session is under way")
}
