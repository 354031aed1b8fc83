package tools

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spotter"
)

// TestWhoMayCallWhat pins the whole table: W marks what may store something.
func TestWhoMayCallWhat(t *testing.T) {
	t.Parallel()
	const everyone = "workout diet supplement tracker scheduler general"
	want := map[string]string{
		"today": everyone, "week": everyone, "show_plan": everyone, "show_session": everyone, "next_set": everyone, "demonstrate": everyone,
		"show_proposal": everyone, "next_meal": everyone, "meal_ideas": everyone, "recipe": everyone, "shopping_list": everyone,
		"supplement_facts": everyone, "supplement_check": everyone, "adherence": everyone, "progress": everyone, "weekly_review": everyone,
		"schedule": everyone, "reminders": everyone, "memories": everyone, "why": everyone, "hand_over": everyone,
		"remember": "W " + everyone, "forget": "W " + everyone,
		"start_session": "W workout", "log_set": "W workout", "correct_set": "W workout", "say": "W workout", "finish_session": "W workout",
		"substitute": "W workout", "propose_training": "W workout",
		"propose_meals": "W diet", "swap_meal": "W diet", "tick_shopping": "W diet", "log_meal": "W diet", "log_water": "W diet",
		"check_in": "W workout tracker", "log_weight": "W tracker", "evaluate": "W tracker",
		"reschedule": "W scheduler", "propose_schedule": "W scheduler", "set_reminders": "W scheduler",
		"onboarding_missing": "onboarding", "onboarding_save": "W onboarding", "onboarding_propose": "W onboarding",
	}
	got := map[string]string{}
	for _, tool := range newSet(t).All() {
		var agents []string
		if tool.Write {
			agents = append(agents, "W")
		}
		for _, a := range tool.Agents {
			agents = append(agents, string(a))
		}
		got[tool.Name] = strings.Join(agents, " ")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestAllowedToolsExist wants no name in the table that is no tool, and none of general's that writes anything
// but memory.
func TestAllowedToolsExist(t *testing.T) {
	t.Parallel()
	s := newSet(t)
	for _, a := range allowances() {
		for _, name := range a.tools {
			if _, ok := s.Find(name); !ok {
				t.Errorf("%s is allowed and does not exist", name)
			}
		}
	}
	for _, tool := range s.For(spotter.ActorGeneral) {
		if tool.Write && !slices.Contains([]string{"remember", "forget"}, tool.Name) {
			t.Errorf("general may write by %s", tool.Name)
		}
	}
	for _, agent := range []spotter.Actor{spotter.ActorPerson, spotter.ActorJob, ""} {
		if len(s.For(agent)) > 0 {
			t.Errorf("%q has tools", agent)
		}
	}
}

func TestAToolOfAnotherAgentIsRefused(t *testing.T) {
	t.Parallel()
	s := newSet(t)
	env := Env{Agent: spotter.ActorGeneral}
	bad(t, s.Call(t.Context(), env, "log_set", nil), "There is no tool «log_set» for you")
	bad(t, s.Call(t.Context(), env, "remembr", nil), "Did you mean remember")
	bad(t, s.Call(t.Context(), env, strings.Repeat("x", 1000), nil), "…")
}
