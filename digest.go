package spotter

// TrainingDigest is a training plan as a conversation is given it: what to do when, in the plan's own words.
// Why, and how to progress, is asked for item by item.
type TrainingDigest struct {
	Name           string         `json:"name"`
	Goal           Goal           `json:"goal"`
	Level          Level          `json:"level"`
	Split          string         `json:"split" example:"upper/lower"`
	SessionMinutes int            `json:"session_minutes" doc:"The most that a session may take"`
	Weeks          int            `json:"weeks" doc:"Length of the block, the deload week included"`
	DeloadWeek     int            `json:"deload_week" doc:"The week of the block with half the sets and 10 % less load; 0: none"`
	Easings        []EasingDigest `json:"easings,omitempty" doc:"Stretches of dates on which less is asked for"`
	Days           []DayDigest    `json:"days" doc:"One a training weekday, Monday first"`
}

// EasingDigest is a stretch of dates on which less is asked for.
type EasingDigest struct {
	From  Date        `json:"from"`
	Until Date        `json:"until"`
	Text  string      `json:"text"`
	Days  []DayDigest `json:"days,omitempty" doc:"What is trained instead of the plan's own days"`
}

// DayDigest is one session of the week.
type DayDigest struct {
	Weekday   Weekday          `json:"weekday"`
	Time      Clock            `json:"time"`
	Name      string           `json:"name" example:"Upper A"`
	Minutes   int              `json:"minutes" doc:"Estimated length, warm-up included"`
	Exercises []ExerciseDigest `json:"exercises"`
}

// ExerciseDigest is what to do of one exercise on one day.
type ExerciseDigest struct {
	Exercise string   `json:"exercise" doc:"Id in the exercise catalogue" example:"barbell_bench_press"`
	Name     string   `json:"name"`
	Sets     int      `json:"sets"`
	RepsMin  int      `json:"reps_min" doc:"Repetitions, or seconds or minutes where the unit says so"`
	RepsMax  int      `json:"reps_max"`
	Unit     string   `json:"unit" enum:"reps,seconds,minutes"`
	RIR      int      `json:"rir" doc:"Reps to leave in reserve"`
	LoadKG   *float64 `json:"load_kg" doc:"Starting load; null: find it by reps in reserve"`
	Superset string   `json:"superset,omitempty" doc:"Two exercises of a day with the same letter take turns and share the rest"`
	Caution  string   `json:"caution,omitempty" doc:"What to mind, such as a sore region"`
}

// Digest leaves out of a plan what is asked for item by item.
func (p *TrainingPlan) Digest() TrainingDigest {
	d := TrainingDigest{Name: p.Name, Goal: p.Goal, Level: p.Level, Split: p.Split, SessionMinutes: p.SessionMinutes,
		Weeks: p.Weeks, DeloadWeek: p.DeloadWeek}
	for _, e := range p.Easings {
		d.Easings = append(d.Easings, EasingDigest{e.From, e.Until, e.Text, digestDays(e.Days)})
	}
	d.Days = digestDays(p.Days)
	return d
}

func digestDays(days []TrainingDay) []DayDigest {
	out := make([]DayDigest, len(days))
	for i, day := range days {
		out[i] = DayDigest{Weekday: day.Weekday, Time: day.Time, Name: day.Name, Minutes: day.Minutes, Exercises: make([]ExerciseDigest, len(day.Exercises))}
		for j, e := range day.Exercises {
			out[i].Exercises[j] = ExerciseDigest{e.Exercise, e.Name, e.Sets, e.RepsMin, e.RepsMax, e.Unit, e.RIR, e.LoadKG, e.Superset, e.Caution}
		}
	}
	return out
}

// MealDigest is a meal plan as a conversation is given it: which dish when, and its figures where they may be shown.
// Portions and recipes are asked for dish by dish.
type MealDigest struct {
	Name    string          `json:"name"`
	Pattern string          `json:"pattern"`
	Targets *TargetsDigest  `json:"targets" doc:"A day's; null where a limit forbids targets"`
	WaterML int             `json:"water_ml"`
	Days    []MealDayDigest `json:"days" doc:"Seven, Monday first"`
}

// TargetsDigest is a day's energy and macronutrients without their formulas.
type TargetsDigest struct {
	Kcal     float64 `json:"kcal"`
	ProteinG float64 `json:"protein_g"`
	CarbsG   float64 `json:"carbs_g"`
	FatG     float64 `json:"fat_g"`
	FibreG   float64 `json:"fibre_g"`
}

// MealDayDigest is one weekday's meals.
type MealDayDigest struct {
	Weekday Weekday      `json:"weekday"`
	Meals   []DishDigest `json:"meals"`
}

// DishDigest is a dish in a meal slot.
type DishDigest struct {
	ID       string   `json:"id" doc:"Stable within the plan" example:"monday-breakfast"`
	Slot     string   `json:"slot" example:"breakfast"`
	Time     Clock    `json:"time"`
	Dish     string   `json:"dish" doc:"Id in the dish catalogue"`
	Name     string   `json:"name"`
	Minutes  int      `json:"minutes" doc:"To cook and prepare"`
	Kcal     *float64 `json:"kcal" doc:"Null where a limit forbids figures"`
	ProteinG *float64 `json:"protein_g" doc:"Null where a limit forbids figures"`
}

// Digest leaves out of a plan what is asked for dish by dish.
func (p *MealPlan) Digest() MealDigest {
	d := MealDigest{Name: p.Name, Pattern: p.Pattern, WaterML: p.WaterML, Days: make([]MealDayDigest, len(p.Days))}
	if t := p.Targets; t != nil {
		d.Targets = &TargetsDigest{t.Energy.Value, t.ProteinG, t.CarbsG, t.FatG, t.FibreG}
	}
	for i, day := range p.Days {
		d.Days[i] = MealDayDigest{Weekday: day.Weekday, Meals: make([]DishDigest, len(day.Meals))}
		for j, m := range day.Meals {
			d.Days[i].Meals[j] = m.Digest()
		}
	}
	return d
}

// Digest leaves portions and reasons out of a meal.
func (m *PlannedMeal) Digest() DishDigest {
	d := DishDigest{ID: m.ID, Slot: m.Slot, Time: m.Time, Dish: m.Dish, Name: m.Name, Minutes: m.Minutes}
	if n := m.Nutrition; n != nil {
		d.Kcal, d.ProteinG = &n.Kcal, &n.ProteinG
	}
	return d
}
