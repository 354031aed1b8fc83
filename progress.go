package spotter

import "time"

// ProgressReport is what the logs of some local days come to, suited to be drawn as charts.
type ProgressReport struct {
	From      Date            `json:"from"`
	To        Date            `json:"to"`
	TimeZone  string          `json:"time_zone"`
	Sessions  SessionsDone    `json:"sessions"`
	Weeks     []WeekDone      `json:"weeks" doc:"One a calendar week, Monday first; the first and the last may be cut by the range"`
	Lifts     []LiftProgress  `json:"lifts" doc:"Exercises with an estimate in the range, the most trained first"`
	Weight    *WeightProgress `json:"weight" doc:"Null without weighings in the range, and where a limit forbids figures"`
	Water     WaterDone       `json:"water"`
	Meals     MealsDone       `json:"meals"`
	Readiness Readiness       `json:"readiness" doc:"Of now"`
	Used      *Quantity       `json:"measured_expenditure" doc:"Energy used a day, measured over the four weeks before now; null while that cannot be told, and where a limit forbids figures"`
	Notes     []Reason        `json:"notes" doc:"What is worth a word"`
}

// SessionsDone counts sessions. Planned are those that the plans in force had up to the end of the range or
// yesterday, moves applied; one counts as kept when a workout took place on its day, before the next one, or
// ahead of it.
type SessionsDone struct {
	Done      int      `json:"done" doc:"Workouts that took place, planned or not"`
	Planned   int      `json:"planned"`
	Kept      int      `json:"kept" doc:"Planned sessions that took place"`
	Adherence *float64 `json:"adherence" doc:"Kept of planned, 0 to 1; null when none was planned"`
}

// WeekDone is one calendar week.
type WeekDone struct {
	Monday  Date           `json:"monday"`
	Done    int            `json:"done"`
	Planned int            `json:"planned"`
	Sets    int            `json:"sets" doc:"Sets with at least one repetition, cardio and mobility left out"`
	Volume  []MuscleVolume `json:"volume" doc:"Sets per muscle: one for a primary, half for a secondary muscle"`
}

// MuscleVolume is the sets of a muscle.
type MuscleVolume struct {
	Muscle string  `json:"muscle"`
	Sets   float64 `json:"sets"`
}

// LiftProgress is one exercise over time.
type LiftProgress struct {
	Exercise string      `json:"exercise" doc:"Catalogue id, or the person's own name for it"`
	Name     string      `json:"name"`
	Sessions int         `json:"sessions" doc:"Sessions with an estimate, in the range"`
	Series   []LiftPoint `json:"series" doc:"The best estimate of each session"`
	Change   *Quantity   `json:"change" doc:"From the first third of the series to the last, in per cent; null with fewer than three sessions"`
	Stalled  bool        `json:"stalled" doc:"No gain beyond 0.5 % in the last three sessions, and none of 1 % a week over as many as can tell, easy weeks left out"`
	Records  LiftRecords `json:"records" doc:"Of all time up to the end of the range"`
}

// LiftPoint is one session's best estimate of a one-repetition maximum, and the set it comes from.
type LiftPoint struct {
	Date   Date    `json:"date"`
	E1RM   float64 `json:"e1rm_kg"`
	LoadKG float64 `json:"load_kg"`
	Reps   int     `json:"reps"`
	RIR    *int    `json:"rir"`
}

// LiftRecords are the best of an exercise.
type LiftRecords struct {
	E1RM   *LiftPoint   `json:"e1rm" doc:"Null when no set had two to ten effective repetitions, or one"`
	Load   *RepsRecord  `json:"load" doc:"The heaviest load; null without loads"`
	ByReps []RepsRecord `json:"reps_at_load" doc:"The most repetitions at a load, for loads with more of them than any heavier one; the heaviest first, ten at the most"`
}

// RepsRecord is the most repetitions with a load.
type RepsRecord struct {
	LoadKG float64 `json:"load_kg"`
	Reps   int     `json:"reps"`
	Date   Date    `json:"date" doc:"The first time"`
}

// WeightProgress is body weight over time.
type WeightProgress struct {
	Series []WeightPoint `json:"series" doc:"One a weighed day"`
	Slope  *Quantity     `json:"slope" doc:"kg a week over the last four weeks of the range, its interval in the inputs; null with fewer than four weighed days or less than a week"`
	Method string        `json:"method"`
}

// WeightPoint is one weighed day.
type WeightPoint struct {
	Date     Date    `json:"date"`
	WeightKG float64 `json:"weight_kg" doc:"The median of the day's weighings"`
	TrendKG  float64 `json:"trend_kg" doc:"Smoothed"`
}

// WaterDone is water over the days of the range that are over.
type WaterDone struct {
	TargetML  int      `json:"target_ml" doc:"The target as it is now"`
	Days      int      `json:"days" doc:"Days with a drink logged"`
	Reached   int      `json:"days_reached" doc:"Of those, the days on which the target of that day was reached"`
	MeanML    int      `json:"mean_ml" doc:"On the days with a drink logged"`
	TodayML   int      `json:"today_ml" doc:"Logged today so far, in ml; the day is not over and not among the days"`
	Adherence *float64 `json:"adherence" doc:"Days reached of days logged, 0 to 1; null when nothing was logged"`
}

// MealsDone is planned meals over the days of the range that are over.
type MealsDone struct {
	Planned   int      `json:"planned" doc:"Meals that the plans in force had"`
	Logged    int      `json:"logged" doc:"Of those, how many were logged"`
	Other     int      `json:"other" doc:"Other meals that were logged"`
	Adherence *float64 `json:"adherence" doc:"Logged of planned, 0 to 1; null when none was planned"`
}

// What readiness does to a load.
const (
	ReadinessUnknown = "unknown" // nothing was said lately
	ReadinessNone    = "none"    // nothing changes
	ReadinessHold    = "hold"    // not above the last load
	ReadinessCut     = "cut"     // 10 % less
)

// Readiness says what the check-ins of the last 36 hours do to a load: hold or lower it, never raise it.
type Readiness struct {
	Effect    string    `json:"effect" enum:"unknown,none,hold,cut"`
	LoadShare float64   `json:"load_share" doc:"The share of the load that stays, 0.9 or 1"`
	Because   string    `json:"because,omitempty" doc:"What was reported, where it changes anything" example:"you reported energy 2 of 5"`
	Text      string    `json:"text" doc:"In the reader's language"`
	Say       *Sentence `json:"say,omitempty" doc:"The same as data"`
	Quantity  *Quantity `json:"quantity" doc:"What it rests on; null when unknown"`
}

// WeeklyReview is a person's week in words and figures, stored once it is made: what is logged for the week
// later does not change it.
type WeeklyReview struct {
	Week     Date           `json:"week" doc:"Its Monday"`
	Until    Date           `json:"until" doc:"Its Sunday"`
	TimeZone string         `json:"time_zone"`
	MadeAt   time.Time      `json:"made_at"`
	Words    []Reason       `json:"words" doc:"Sentence by sentence"`
	Progress ProgressReport `json:"progress" doc:"The figures of the week"`
}

// Evaluation is what looking at somebody's history on a day has come to.
type Evaluation struct {
	Date      Date       `json:"date" doc:"The person's own"`
	Findings  []Finding  `json:"findings" doc:"What was found; empty: the plans stay as they are"`
	Proposals []Proposal `json:"proposals" doc:"What was proposed because of it, now or before, and waits for an answer"`
}

// Finding is a reason to adapt a plan.
type Finding struct {
	Trigger  Trigger  `json:"trigger" enum:"deload,missed_sessions,re_entry,next_block,plateau,expenditure"`
	Plan     PlanKind `json:"plan" enum:"training,meals"`
	Reason   string   `json:"reason"`
	Evidence []Reason `json:"evidence"`
}
