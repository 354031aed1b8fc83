package spotter

// Deload is a block's easy week.
type Deload struct {
	Week int     `json:"week" doc:"The week of the block, 1 for the first"`
	Sets float64 `json:"sets" doc:"The share of the sets that stays, rounded up to whole sets"`
	Load float64 `json:"load" doc:"The share of the load that stays, rounded down to the equipment's step"`
}

// The roles of an exercise in its session, in the order in which they are trained. Plans from before
// roles were kept have none.
const (
	RoleMain       = "main"       // a priority lift, while fresh
	RoleAssistance = "assistance" // a further lift over several joints
	RoleIsolation  = "isolation"  // one muscle over one joint
	RoleTrunk      = "trunk"      // core and carries
	RoleCardio     = "cardio"
	RoleMobility   = "mobility"
)

// WarmupSet is one lighter set before an exercise's own sets.
type WarmupSet struct {
	Percent int      `json:"percent" doc:"Of the working load"`
	Reps    int      `json:"reps"`
	LoadKG  *float64 `json:"load_kg" doc:"Rounded to the equipment's step; null while the working load is not known"`
}

// The kinds of progression.
const (
	ProgressDouble = "double_progression" // reps up to the end of the range, then load, and the range again
	ProgressLinear = "linear"             // load as soon as all sets are done as planned
	ProgressReps   = "reps"               // reps up to the end of the range, then a harder variation
	ProgressTime   = "time"               // longer
	ProgressNone   = "none"               // nothing is raised
)

// ProgressionRule says how an exercise gets harder. Logged sets alone decide; readiness can hold or
// lower a load and never raises one.
type ProgressionRule struct {
	Kind    string  `json:"kind" enum:"double_progression,linear,reps,time,none"`
	StepKG  float64 `json:"step_kg,omitempty,omitzero" doc:"What to add to the load: the smallest step that the equipment has"`
	Step    int     `json:"step,omitempty,omitzero" doc:"What to add to the time, in the exercise's unit"`
	RaiseAt int     `json:"raise_at,omitempty,omitzero" doc:"Raise once every set reaches this many reps (or seconds, or minutes)"`
	RIR     int     `json:"rir" doc:"with at least this many reps in reserve"`
	Back    int     `json:"back,omitempty,omitzero" doc:"and start again at this many"`
	Harder  string  `json:"harder,omitempty" doc:"The variation to move on to, by id"`
	Easier  string  `json:"easier,omitempty" doc:"The variation to go back to when the range cannot be reached, by id"`
}

// BlockWeek says where a day lies in its block.
type BlockWeek struct {
	Week   int    `json:"week" doc:"1 for the first, counted in sevens of days from the day the plan came into force"`
	Of     int    `json:"of" doc:"Weeks in the block"`
	Deload bool   `json:"deload" doc:"Whether it is the easy week; the exercises are given as it asks for"`
	Over   bool   `json:"over" doc:"Whether the block has run to its end: it repeats until the next one is accepted"`
	Text   string `json:"text"`
}
