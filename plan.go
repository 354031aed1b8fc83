package spotter

import "time"

// Quantity is a number that explains itself.
type Quantity struct {
	Value      float64            `json:"value"`
	Unit       string             `json:"unit"`
	Method     string             `json:"method" doc:"The formula or rule by name"`
	Inputs     map[string]float64 `json:"inputs,omitempty" doc:"What went in"`
	Source     string             `json:"source" doc:"Where the formula comes from"`
	Confidence string             `json:"confidence" enum:"high,medium,low,heuristic"`
}

// TrainingPlan is the document of a training plan.
type TrainingPlan struct {
	Name           string        `json:"name"`
	Goal           Goal          `json:"goal"`
	Level          Level         `json:"level"`
	Split          string        `json:"split" example:"upper/lower"`
	SessionMinutes int           `json:"session_minutes" doc:"The most that a session may take"`
	Weeks          int           `json:"weeks" doc:"Length of the block, the deload week included"`
	DeloadWeek     int           `json:"deload_week" doc:"The week of the block with half the sets and 10 % less load; 0: none"`
	Deload         *Deload       `json:"deload,omitempty" doc:"What the deload week leaves; left out in plans from before it was kept"`
	Began          *Date         `json:"began,omitempty" doc:"The first day of the block where that is earlier than the day the plan came into force: it was changed on the way"`
	Block          int           `json:"block,omitempty,omitzero" doc:"1 for the first block, one more with each that follows it; left out in plans from before blocks were counted"`
	Easings        []Easing      `json:"easings,omitempty" doc:"Stretches of dates on which less is asked for, each accepted by the person"`
	Days           []TrainingDay `json:"days" doc:"One a training weekday, Monday first"`
	Volume         []MuscleSets  `json:"volume" doc:"Weekly hard sets per muscle"`
	Reasons        []Reason      `json:"reasons"`
}

// TrainingDay is one session of the week.
type TrainingDay struct {
	Weekday   Weekday           `json:"weekday"`
	Time      Clock             `json:"time"`
	Name      string            `json:"name" example:"Upper A"`
	Minutes   int               `json:"minutes" doc:"Estimated length, warm-up included"`
	Exercises []PlannedExercise `json:"exercises"`
	Reason    string            `json:"reason"`
}

// PlannedExercise is what to do of one exercise on one day.
type PlannedExercise struct {
	Exercise    string   `json:"exercise" doc:"Id in the exercise catalogue" example:"barbell_bench_press"`
	Name        string   `json:"name"`
	Sets        int      `json:"sets"`
	RepsMin     int      `json:"reps_min" doc:"Repetitions, or seconds where the unit says so; each side for unilateral exercises"`
	RepsMax     int      `json:"reps_max"`
	Unit        string   `json:"unit" enum:"reps,seconds,minutes"`
	RIR         int      `json:"rir" doc:"Reps to leave in reserve"`
	RestSeconds int      `json:"rest_seconds"`
	WarmupSets  int      `json:"warmup_sets"`
	LoadKG      *float64 `json:"load_kg" doc:"Starting load; null: find it by reps in reserve"`
	Progression string   `json:"progression" doc:"How load or repetitions rise"`
	Caution     string   `json:"caution,omitempty" doc:"What to mind, such as a sore region"`
	Reason      string   `json:"reason"`

	// Left out in plans from before they were kept.
	Role      string           `json:"role,omitempty" enum:"main,assistance,isolation,trunk,cardio,mobility"`
	Superset  string           `json:"superset,omitempty" doc:"Two exercises of a day with the same letter take turns and share the rest" example:"A"`
	Warmup    []WarmupSet      `json:"warmup,omitempty" doc:"The ramp to the working load; as many as warmup_sets"`
	LoadBasis *Quantity        `json:"load_basis,omitempty" doc:"What the starting load rests on"`
	Weekly    []int            `json:"weekly_sets,omitempty" doc:"Sets in each week of the block before the easy one, where they rise; sets is the first week's"`
	Rule      *ProgressionRule `json:"progression_rule,omitempty" doc:"The progression as data"`
}

// MuscleSets is a muscle's weekly hard sets beside its band.
type MuscleSets struct {
	Muscle    string  `json:"muscle"`
	Sets      float64 `json:"sets"`
	Low       int     `json:"low" doc:"Where the band starts"`
	High      int     `json:"high" doc:"Where the band ends; never exceeded"`
	Shortfall string  `json:"shortfall,omitempty" doc:"Why the lower bound is not met, when it is not"`
	Cause     string  `json:"cause,omitempty" enum:"no_exercise,recovery,ramp,minutes,bounds" doc:"The same as data: nothing that may be done trains it; the start is light; a block adds two sets at most; the sessions are full; more would break another bound"`
}

// Reason is one sentence of why, with the figure and the source it rests on when there is one.
type Reason struct {
	About    string    `json:"about" doc:"What it explains: plan, split, energy, protein ..."`
	Text     string    `json:"text" doc:"In the reader's language where say is there, else in English"`
	Say      *Sentence `json:"say,omitempty" doc:"The same as data: a key of the catalogue of texts and what fills it"`
	Quantity *Quantity `json:"quantity,omitempty"`
}

// MealPlan is the document of a meal plan.
type MealPlan struct {
	Name    string    `json:"name"`
	Pattern string    `json:"pattern"`
	Targets *Targets  `json:"targets" doc:"Null where a limit forbids targets"`
	WaterML int       `json:"water_ml"`
	Days    []MealDay `json:"days" doc:"Seven, Monday first"`
	Reasons []Reason  `json:"reasons"`
}

// Targets are a day's energy and macronutrients.
type Targets struct {
	Energy   Quantity `json:"energy" doc:"kcal a day"`
	Floor    Quantity `json:"floor" doc:"The energy that no plan goes below, and which bound set it"`
	ProteinG float64  `json:"protein_g"`
	CarbsG   float64  `json:"carbs_g"`
	FatG     float64  `json:"fat_g"`
	FibreG   float64  `json:"fibre_g"`
	Bands    []Band   `json:"bands,omitempty" doc:"What every day of the plan keeps"`
}

// Band is what a figure of every day lies between.
type Band struct {
	About string  `json:"about" enum:"energy,protein,fat,fibre,net_carbs"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
	Unit  string  `json:"unit"`
}

// MealDay is one weekday's meals.
type MealDay struct {
	Weekday   Weekday       `json:"weekday"`
	Meals     []PlannedMeal `json:"meals"`
	Nutrition *Nutrition    `json:"nutrition" doc:"Null where a limit forbids figures"`
}

// PlannedMeal is a dish in a meal slot, scaled to the person.
type PlannedMeal struct {
	ID        string     `json:"id" doc:"Stable within the plan" example:"monday-breakfast"`
	Slot      string     `json:"slot" example:"breakfast"`
	Time      Clock      `json:"time"`
	Dish      string     `json:"dish" doc:"Id in the dish catalogue"`
	Name      string     `json:"name"`
	Minutes   int        `json:"minutes" doc:"To cook and prepare"`
	Portions  []Portion  `json:"portions"`
	Allergens []Allergen `json:"allergens" doc:"Computed from the ingredients"`
	Nutrition *Nutrition `json:"nutrition" doc:"Null where a limit forbids figures"`
	Reason    string     `json:"reason,omitempty"`
}

// Portion is an amount of one food.
type Portion struct {
	Food    string  `json:"food" doc:"Id in the food catalogue"`
	Name    string  `json:"name"`
	Grams   float64 `json:"grams" doc:"As bought: raw, dry or drained"`
	Measure string  `json:"measure,omitempty" doc:"About as much in household measures" example:"1½ cups cooked (240 g)"`
}

// Nutrition is energy and macronutrients of an amount of food, computed from its ingredients.
type Nutrition struct {
	Kcal     float64 `json:"kcal"`
	ProteinG float64 `json:"protein_g"`
	CarbsG   float64 `json:"carbs_g"`
	FatG     float64 `json:"fat_g"`
	FibreG   float64 `json:"fibre_g"`
}

// Add sums two amounts.
func (n Nutrition) Add(m Nutrition) Nutrition {
	return Nutrition{n.Kcal + m.Kcal, n.ProteinG + m.ProteinG, n.CarbsG + m.CarbsG, n.FatG + m.FatG, n.FibreG + m.FibreG}
}

// Scale multiplies an amount.
func (n Nutrition) Scale(by float64) Nutrition {
	return Nutrition{n.Kcal * by, n.ProteinG * by, n.CarbsG * by, n.FatG * by, n.FibreG * by}
}

// ActivePlan is a plan in force: its document and its place in history.
type ActivePlan[Document any] struct {
	Kind     PlanKind  `json:"kind"`
	Version  int       `json:"version"`
	Since    time.Time `json:"since"`
	Document Document  `json:"plan"`
}

// PlanVersion is one entry of a plan's history.
type PlanVersion struct {
	Version  int         `json:"version"`
	Since    time.Time   `json:"since"`
	Reason   string      `json:"reason"`
	Actor    Actor       `json:"actor"`
	Proposal *ProposalID `json:"proposal_id,omitempty"`
}

// Changes is the structured form of what to change in a new proposal. The zero value changes nothing.
type Changes struct {
	Days    *int     `json:"days,omitempty" minimum:"1" maximum:"7" doc:"Training days a week (training plans)"`
	Minutes *int     `json:"minutes,omitempty" minimum:"20" maximum:"180" doc:"Minutes a session (training plans)"`
	Exclude []string `json:"exclude,omitempty" maxItems:"50" doc:"Exercises, foods or dishes that must not appear, by id or name"`
	Swap    []Swap   `json:"swap,omitempty" maxItems:"50" doc:"Exercises or dishes to replace"`

	NextBlock bool `json:"next_block,omitempty,omitzero" doc:"Whether to follow the plan in force with its next block: other assistance, loads from the log, one or two sets a muscle more (training plans)"`
}

// Swap replaces one exercise or dish; an empty To lets the planner choose.
type Swap struct {
	From string `json:"from" minLength:"1" maxLength:"80"`
	To   string `json:"to,omitempty" maxLength:"80"`
}

// IsZero reports whether nothing is to change.
func (c Changes) IsZero() bool {
	return c.Days == nil && c.Minutes == nil && len(c.Exclude) == 0 && len(c.Swap) == 0 && !c.NextBlock
}
