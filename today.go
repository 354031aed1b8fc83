package spotter

import "time"

// Today is one local day: what is planned and what is done.
type Today struct {
	Date      Date            `json:"date"`
	Weekday   Weekday         `json:"weekday"`
	TimeZone  string          `json:"time_zone"`
	Rest      bool            `json:"rest" doc:"Whether no session is planned on this day"`
	Session   *TodaySession   `json:"session" doc:"Null on a rest day"`
	Meals     []TodayMeal     `json:"meals"`
	Targets   *Targets        `json:"targets" doc:"Null where a limit forbids targets"`
	Eaten     *Nutrition      `json:"eaten" doc:"What the day's logs come to; null where a limit forbids figures"`
	Remaining *Nutrition      `json:"remaining" doc:"The targets less what was eaten; null where a limit forbids figures"`
	Uncounted int             `json:"uncounted_logs" doc:"Meals logged in words alone: nothing of them is in eaten"`
	Water     TodayWater      `json:"water"`
	Reminders []TodayReminder `json:"reminders"`
	Pending   int             `json:"pending_proposals" doc:"How many proposals wait for an answer"`
}

// TodaySession is the day's planned workout.
type TodaySession struct {
	At        time.Time         `json:"at" doc:"When it starts"`
	Time      Clock             `json:"time" doc:"The same in local time, moved past a skipped hour"`
	Name      string            `json:"name"`
	Minutes   int               `json:"minutes"`
	Exercises []PlannedExercise `json:"exercises"`
	State     string            `json:"state" enum:"planned,active,completed"`
	SessionID *SessionID        `json:"session_id" doc:"The session once it has been started"`
	Imported  bool              `json:"imported,omitempty" doc:"Whether it was done elsewhere and brought by an import"`
	MovedFrom *Date             `json:"moved_from,omitempty" doc:"The day that it was moved from"`
	Reason    string            `json:"reason"`
	Block     *BlockWeek        `json:"block,omitempty" doc:"The week of the block that the day lies in; left out where the plan has no block"`
	Eased     bool              `json:"eased,omitempty" doc:"Whether less is asked for on this day than in other weeks"`
}

// TodayMeal is one of the day's planned meals.
type TodayMeal struct {
	PlannedMeal
	At     time.Time `json:"at"`
	Logged bool      `json:"logged"`
}

// TodayWater is the day's water.
type TodayWater struct {
	TargetML int `json:"target_ml"`
	DrunkML  int `json:"drunk_ml"`
}

// TodayReminder is a reminder that is due on the day.
type TodayReminder struct {
	Kind ReminderKind `json:"kind"`
	At   time.Time    `json:"at"`
	Text string       `json:"text"`
}

// Week is seven days, Monday first.
type Week struct {
	From     Date    `json:"from"`
	To       Date    `json:"to"`
	TimeZone string  `json:"time_zone"`
	Days     []Today `json:"days"`
}

// FirstDay is where a person lands after completing onboarding.
type FirstDay struct {
	Today    Today      `json:"today"`
	NextMeal *TodayMeal `json:"next_meal" doc:"The next planned meal, today's or tomorrow's"`
	Next     string     `json:"what_happens_next" doc:"A sentence or two"`
}

// ReminderKind is what a reminder is about; each kind can be switched off.
type ReminderKind string

// The kinds of reminders.
const (
	RemindWorkout ReminderKind = "workout"
	RemindMeal    ReminderKind = "meal"
	RemindWater   ReminderKind = "water"
	RemindReview  ReminderKind = "weekly_review"
)

// ReminderSettings says which kinds are on.
type ReminderSettings struct {
	Workout      bool `json:"workout"`
	Meal         bool `json:"meal"`
	Water        bool `json:"water"`
	WeeklyReview bool `json:"weekly_review"`
	Revision     int  `json:"-"`
}

// SessionMove moves one planned session to another day.
type SessionMove struct {
	SessionDate Date `json:"session_date" doc:"The day that the session was planned for"`
	To          Date `json:"to" doc:"The new day: today or later, without a session of its own"`
}

// Notification is a message to the person inside the app.
type Notification struct {
	ID        NotificationID `json:"id"`
	Kind      string         `json:"kind"`
	Text      string         `json:"text"`
	CreatedAt time.Time      `json:"created_at"`
	ReadAt    *time.Time     `json:"read_at"`
}
