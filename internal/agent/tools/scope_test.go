package tools

import (
	"encoding/json"
	"strings"
	"testing"

	"spotter"
	"spotter/internal/coach/coachtest"
)

// TestTheDatabaseHoldsAgentsToTheirScopes runs tools around the allow-list, as agents that must not: nothing
// is stored.
func TestTheDatabaseHoldsAgentsToTheirScopes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.onboarded(t, coachtest.Answers())
	good(t, ann.call(t, spotter.ActorWorkout, "", "start_session", ``))
	state := func() string {
		var out strings.Builder
		for _, tool := range []string{"today", "week", "show_session", "schedule", "reminders", "show_proposal", "progress", "shopping_list", "next_set"} {
			out.WriteString(good(t, ann.call(t, spotter.ActorGeneral, "", tool, ``)).Text + "\n")
		}
		return out.String()
	}
	before := state()
	writes := map[string]string{
		"log_set": `{"reps":8,"weight_kg":100}`, "correct_set": `{"reps":9}`, "say": `{"text":"too heavy"}`, "finish_session": ``, "substitute": ``,
		"propose_training": `{"days":3}`, "propose_meals": `{"exclude":["banana"]}`, "swap_meal": `{"slot":"dinner"}`, "log_meal": `{"slot":"lunch"}`,
		"log_water": `{"ml":300}`, "log_weight": `{"weight_kg":71}`, "check_in": `{"energy":2}`,
		"reschedule": `{"session_date":"2026-11-24","to":"2026-11-25"}`, "set_reminders": `{"water":false}`,
		"onboarding_propose": `{"plan":"training"}`,
	}
	for tool, arguments := range writes {
		for _, agent := range []spotter.Actor{spotter.ActorWorkout, spotter.ActorDiet, spotter.ActorSupplement, spotter.ActorTracker, spotter.ActorScheduler, spotter.ActorGeneral} {
			if mayByScope(agent, tool) {
				continue
			}
			env := ann.env
			env.Direct, env.Agent, env.Caller = true, agent, spotter.Caller{User: ann.caller.User, Actor: agent}
			one, _ := w.set.Find(tool)
			if r := one.Run(t.Context(), env, json.RawMessage(arguments)); !r.Failed {
				t.Errorf("%s as %s: %s", tool, agent, r.Text)
			}
		}
	}
	if after := state(); after != before {
		t.Errorf("something has changed:\n%s\nwas:\n%s", after, before)
	}
}

// mayByScope lists what the database lets an agent do beside its own tools: whoever adapts a plan may propose any.
func mayByScope(agent spotter.Actor, tool string) bool {
	for _, a := range agentsOf(tool) {
		if a == agent {
			return true
		}
	}
	proposes := tool == "propose_training" || tool == "propose_meals" || tool == "swap_meal" || tool == "onboarding_propose"
	return proposes && (agent == spotter.ActorTracker || agent == spotter.ActorScheduler) || tool == "onboarding_propose" && agent == spotter.ActorWorkout
}

// TestAnOfferIsCarriedOutAsThePersonOnly holds that no agent carries out what waits for the person.
func TestAnOfferIsCarriedOutAsThePersonOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.onboarded(t, coachtest.Answers())
	offer := good(t, ann.call(t, spotter.ActorScheduler, "", "set_reminders", `{"workout":false,"meal":false,"water":false,"weekly_review":false}`)).Offer
	for _, agent := range append(talkers(), spotter.ActorOnboarding, spotter.ActorJob, "") {
		env := ann.env
		env.Agent, env.Caller = agent, spotter.Caller{User: ann.caller.User, Actor: agent}
		bad(t, w.set.Carry(t.Context(), env, *offer), "nothing was changed")
	}
	good(t, ann.call(t, spotter.ActorGeneral, "", "reminders", ``), "workout on")
	ben := w.onboarded(t, coachtest.Answers())
	good(t, ann.call(t, spotter.ActorGeneral, "I like tea", "remember", `{"kind":"preference","text":"Likes tea","quote":"I like tea"}`))
	mine := good(t, ann.call(t, spotter.ActorGeneral, "", "forget", `{"text":"tea"}`)).Offer
	bad(t, ben.carry(t, mine), "no such memory")
	good(t, ann.call(t, spotter.ActorGeneral, "", "memories", ``), "Likes tea")
}

// TestARepeatedCallIsDoneOnce gives the same call the same key again, as a turn that is taken up does.
func TestARepeatedCallIsDoneOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.onboarded(t, coachtest.Answers())
	env := ann.env
	env.Said, env.Agent = "300 ml, I weigh 70 kg", spotter.ActorDiet
	env.Caller = spotter.Caller{User: ann.caller.User, Actor: spotter.ActorDiet, Once: spotter.Once{Key: "turn/1/0"}}
	for range 3 {
		good(t, w.set.Call(t.Context(), env, "log_water", []byte(`{"ml":300}`)), "Today: 300 of 2500 ml")
	}
	bad(t, w.set.Call(t.Context(), env, "log_meal", []byte(`{"slot":"lunch"}`)), "was used for another request")
}
