package tools

import "spotter"

// allowance says who may call a tool: the agents named, or everyone.
type allowance struct {
	tools  []string
	agents []spotter.Actor
}

// Everyone who talks. Guided onboarding is a mode of its own, with its own tools.
func talkers() []spotter.Actor {
	return []spotter.Actor{spotter.ActorWorkout, spotter.ActorDiet, spotter.ActorSupplement, spotter.ActorTracker, spotter.ActorScheduler, spotter.ActorGeneral}
}

// allowances is the whole table. The database holds each actor to the same scopes again.
func allowances() []allowance {
	return []allowance{
		{[]string{"today", "week", "show_plan", "show_session", "next_set", "demonstrate", "show_proposal", "next_meal", "meal_ideas", "recipe",
			"shopping_list", "supplement_facts", "supplement_check", "adherence", "progress", "weekly_review", "schedule", "reminders", "memories", "why",
			"remember", "forget", "hand_over"}, talkers()},
		{[]string{"start_session", "log_set", "correct_set", "say", "finish_session", "substitute", "propose_training"}, []spotter.Actor{spotter.ActorWorkout}},
		{[]string{"propose_meals", "swap_meal", "tick_shopping", "log_meal", "log_water"}, []spotter.Actor{spotter.ActorDiet}},
		{[]string{"check_in"}, []spotter.Actor{spotter.ActorWorkout, spotter.ActorTracker}},
		{[]string{"log_weight", "evaluate"}, []spotter.Actor{spotter.ActorTracker}},
		{[]string{"reschedule", "propose_schedule", "set_reminders"}, []spotter.Actor{spotter.ActorScheduler}},
		{[]string{"onboarding_missing", "onboarding_save", "onboarding_propose"}, []spotter.Actor{spotter.ActorOnboarding}},
	}
}

func agentsOf(tool string) []spotter.Actor {
	var out []spotter.Actor
	for _, a := range allowances() {
		for _, name := range a.tools {
			if name == tool {
				out = append(out, a.agents...)
			}
		}
	}
	return out
}
