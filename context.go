package spotter

import "time"

// Context is everything that an agent is given about a person, for the person to see too.
type Context struct {
	Profile  Profile                     `json:"profile"`
	Limits   Limits                      `json:"limits"`
	Training *ActivePlan[TrainingDigest] `json:"training" doc:"The training plan in force, in short"`
	Meals    *ActivePlan[MealDigest]     `json:"meals" doc:"The meal plan in force, in short; today and changed_meals say what stands instead on single dates"`
	Today    ContextToday                `json:"today"`
	Changed  []ContextMeal               `json:"changed_meals" doc:"Meals exchanged on single dates from today on, by date"`
	Sets     []ContextSet                `json:"recent_sets" doc:"The last 60 sets, newest first"`
	Weights  []ContextWeight             `json:"recent_weights" doc:"The last 14 weighings, newest first; empty where a limit forbids them"`
	CheckIn  *CheckIn                    `json:"last_check_in"`
	Messages []Message                   `json:"messages" doc:"The last 20 messages, newest first"`
	Pending  []ContextProposal           `json:"pending_proposals"`
}

// ContextToday is the person's own day.
type ContextToday struct {
	Date    Date            `json:"date"`
	Weekday Weekday         `json:"weekday"`
	Meals   []DishDigest    `json:"meals" doc:"As they stand today, exchanged ones among them; empty without a meal plan"`
	Session *ContextSession `json:"session" doc:"The workout that stands on today, one moved here among them; null for a rest day, also where the session was moved away"`
}

// ContextSession is the workout of a day.
type ContextSession struct {
	Name      string `json:"name"`
	Time      Clock  `json:"time"`
	Minutes   int    `json:"minutes"`
	MovedFrom *Date  `json:"moved_from" doc:"The day that it was planned for, where it was moved"`
}

// ContextMeal is what stands instead of a planned meal on one date.
type ContextMeal struct {
	Date Date       `json:"date"`
	Meal DishDigest `json:"meal"`
}

// ContextSet is a set as an agent needs it.
type ContextSet struct {
	Exercise string    `json:"exercise"`
	WeightKG float64   `json:"weight_kg"`
	Reps     int       `json:"reps"`
	RIR      *int      `json:"rir"`
	LoggedAt time.Time `json:"logged_at"`
}

// ContextWeight is a weighing as an agent needs it.
type ContextWeight struct {
	Date     Date    `json:"date"`
	WeightKG float64 `json:"weight_kg"`
}

// ContextProposal is a proposal that waits for an answer.
type ContextProposal struct {
	ID      ProposalID `json:"id"`
	Kind    PlanKind   `json:"kind"`
	Summary string     `json:"summary"`
}
