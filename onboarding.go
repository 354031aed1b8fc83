package spotter

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode/utf8"
)

// Step names one of the eleven forms of an onboarding.
type Step string

// The steps in their default order. Consent comes first; the others in any order.
const (
	StepConsent     Step = "consent"
	StepAbout       Step = "about"
	StepScreening   Step = "screening"
	StepFitness     Step = "fitness"
	StepGoals       Step = "goals"
	StepConstraints Step = "constraints"
	StepDiet        Step = "diet"
	StepSchedule    Step = "schedule"
	StepHydration   Step = "hydration"
	StepLifestyle   Step = "lifestyle"
	StepSupplements Step = "supplements"
)

// Steps lists all steps in their default order.
var Steps = [11]Step{
	StepConsent, StepAbout, StepScreening, StepFitness, StepGoals, StepConstraints,
	StepDiet, StepSchedule, StepHydration, StepLifestyle, StepSupplements,
}

// What else completion waits for, besides the steps.
const (
	MissingTrainingPlan = "training_plan" // no accepted training plan that fits today's answers
	MissingMealPlan     = "meal_plan"     // no accepted meal plan that fits today's answers
)

// PlanKind is one of the two plans that a person has.
type PlanKind string

// The plans.
const (
	PlanTraining PlanKind = "training"
	PlanMeals    PlanKind = "meals"

	// PlanMeal is one planned meal on one date: no plan, but a kind of proposal.
	PlanMeal PlanKind = "meal"
)

// Feeds lists the plans that a step's answer goes into: a changed answer voids their acceptance.
func (s Step) Feeds() []PlanKind {
	switch s {
	case StepAbout, StepScreening, StepFitness, StepGoals, StepConstraints, StepSchedule:
		return []PlanKind{PlanTraining, PlanMeals}
	case StepLifestyle:
		return []PlanKind{PlanTraining}
	case StepDiet, StepHydration:
		return []PlanKind{PlanMeals}
	default:
		return nil
	}
}

// Answers holds what a person has said so far; a nil step has not been answered.
type Answers struct {
	Consent     *Consent     `json:"consent,omitempty"`
	About       *About       `json:"about,omitempty"`
	Screening   *Screening   `json:"screening,omitempty"`
	Fitness     *Fitness     `json:"fitness,omitempty"`
	Goals       *Goals       `json:"goals,omitempty"`
	Constraints *Constraints `json:"constraints,omitempty"`
	Diet        *Diet        `json:"diet,omitempty"`
	Schedule    *Schedule    `json:"schedule,omitempty"`
	Hydration   *Hydration   `json:"hydration,omitempty"`
	Lifestyle   *Lifestyle   `json:"lifestyle,omitempty"`
	Supplements *Supplements `json:"supplements,omitempty"`
}

// Of is the answer to one step, nil when there is none.
func (a *Answers) Of(s Step) any {
	switch s {
	case StepConsent:
		return some(a.Consent)
	case StepAbout:
		return some(a.About)
	case StepScreening:
		return some(a.Screening)
	case StepFitness:
		return some(a.Fitness)
	case StepGoals:
		return some(a.Goals)
	case StepConstraints:
		return some(a.Constraints)
	case StepDiet:
		return some(a.Diet)
	case StepSchedule:
		return some(a.Schedule)
	case StepHydration:
		return some(a.Hydration)
	case StepLifestyle:
		return some(a.Lifestyle)
	case StepSupplements:
		return some(a.Supplements)
	}
	return nil
}

// some keeps a nil pointer from becoming a non-nil interface.
func some[T any](p *T) any {
	if p == nil {
		return nil
	}
	return p
}

// Complete reports whether a step is answered and agrees with the other answers: a schedule with
// another number of meals than the diet asks for is not complete until one of them is changed.
func (a *Answers) Complete(s Step) bool {
	if s == StepSchedule && a.Schedule != nil && a.Diet != nil && len(a.Schedule.Meals) != a.Diet.MealsPerDay {
		return false
	}
	return a.Of(s) != nil
}

// Unanswered lists the steps that are not complete, in their default order.
func (a *Answers) Unanswered() []Step {
	var open []Step
	for _, s := range Steps {
		if !a.Complete(s) {
			open = append(open, s)
		}
	}
	return open
}

// Consent is the first step; nothing else is stored before it.
type Consent struct {
	TermsVersion          string `json:"terms_version" minLength:"1" maxLength:"40" doc:"The version of the terms that were shown" example:"2026-11"`
	AcceptsGuidanceOnly   bool   `json:"accepts_guidance_only" doc:"Must be true: the coach informs and never diagnoses or treats"`
	AcceptsDataProcessing bool   `json:"accepts_data_processing" doc:"Must be true: health data are processed to coach this person"`
}

// Check wants both consents given.
func (c *Consent) Check() []Problem {
	var out []Problem
	if !c.AcceptsGuidanceOnly {
		out = append(out, Problem{"accepts_guidance_only", "must be true: Spotter gives guidance and cannot replace a doctor"})
	}
	if !c.AcceptsDataProcessing {
		out = append(out, Problem{"accepts_data_processing", "must be true: without it nothing about you can be stored"})
	}
	return out
}

// Sex is used for energy formulas only; unspecified takes the mean of both.
type Sex string

// The sexes that the energy formulas know.
const (
	Male           Sex = "male"
	Female         Sex = "female"
	SexUnspecified Sex = "unspecified"
)

// DailyActivity is work and everyday life without training.
type DailyActivity string

// The levels of everyday activity.
const (
	Sedentary        DailyActivity = "sedentary"
	LightActivity    DailyActivity = "light"
	ModerateActivity DailyActivity = "moderate"
	HighActivity     DailyActivity = "high"
	VeryHighActivity DailyActivity = "very_high"
)

// About says who the person is. The age, 16 to 100, is counted on the day of saving.
type About struct {
	BirthDate     Date          `json:"birth_date" doc:"16 to 100 years ago; under 18 sets the minor limit" example:"1994-05-17"`
	Sex           Sex           `json:"sex" enum:"male,female,unspecified" doc:"For energy formulas only; unspecified takes the mean"`
	HeightCM      float64       `json:"height_cm" minimum:"100" maximum:"250" example:"178"`
	WeightKG      float64       `json:"weight_kg" minimum:"30" maximum:"300" example:"70"`
	TimeZone      string        `json:"time_zone" minLength:"1" maxLength:"60" doc:"IANA time zone" example:"Europe/Berlin"`
	DailyActivity DailyActivity `json:"daily_activity" enum:"sedentary,light,moderate,high,very_high" doc:"Work and everyday life, without training"`
	Units         string        `json:"units" enum:"metric,imperial" doc:"How amounts are shown; the API always speaks metric"`
	Locale        string        `json:"locale" minLength:"2" maxLength:"35" doc:"BCP 47 language tag" example:"en"`
}

// Check wants a birth date, a known time zone and a plausible language tag.
func (a *About) Check() []Problem {
	var out []Problem
	if a.BirthDate.IsZero() {
		out = append(out, Problem{"birth_date", "must be a date as YYYY-MM-DD, from 1900 to 2199"})
	}
	if _, err := LoadZone(a.TimeZone); err != nil {
		out = append(out, Problem{"time_zone", err.Error()})
	}
	if !plausibleLocale(a.Locale) {
		out = append(out, Problem{"locale", "must be a language tag such as en, de or hi-IN"})
	}
	return out
}

// CheckAge wants 16 to 100 years on the given day.
func (a *About) CheckAge(today Date) []Problem {
	if age := a.BirthDate.YearsTo(today); age < 16 || age > 100 || today.Before(a.BirthDate) {
		return []Problem{{"birth_date", "must be 16 to 100 years ago"}}
	}
	return nil
}

// Zone is the person's time zone, UTC when the name is unknown on this machine.
func (a *About) Zone() *time.Location {
	zone, err := LoadZone(a.TimeZone)
	if err != nil {
		return time.UTC
	}
	return zone
}

func plausibleLocale(tag string) bool {
	for i, part := range strings.Split(tag, "-") {
		if len(part) < 1 || len(part) > 8 || (i == 0 && len(part) < 2) {
			return false
		}
		for _, r := range part {
			if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (i == 0 || r < '0' || r > '9') {
				return false
			}
		}
	}
	return true
}

// Screening asks what may make training or a diet unsafe. The answers become hard limits in code.
type Screening struct {
	HeartCondition            bool   `json:"heart_condition" doc:"Has a doctor found a heart condition?"`
	ChestPain                 bool   `json:"chest_pain" doc:"Chest pain, at rest or when active?"`
	DizzinessOrFainting       bool   `json:"dizziness_or_fainting" doc:"Dizziness with loss of balance, or fainting, in the last year?"`
	BoneOrJointProblem        bool   `json:"bone_or_joint_problem" doc:"A bone or joint problem that training could make worse?"`
	HeartOrPressureMedication bool   `json:"heart_or_pressure_medication" doc:"Medicine for the heart or for blood pressure?"`
	PregnancyOrRecentBirth    bool   `json:"pregnancy_or_recent_birth" doc:"Pregnant, or gave birth in the last six months?"`
	EatingDisorderHistory     bool   `json:"eating_disorder_history" doc:"An eating disorder, now or in the past?"`
	OtherReason               bool   `json:"other_reason" doc:"Any other reason to be careful?"`
	Note                      string `json:"note,omitempty" maxLength:"500"`
	ClearedOn                 *Date  `json:"cleared_on,omitempty" doc:"The day a professional gave clearance, as told by the person"`
}

// CheckClearance wants a clearance that is not in the future.
func (s *Screening) CheckClearance(today Date) []Problem {
	if s.ClearedOn != nil && today.Before(*s.ClearedOn) {
		return []Problem{{"cleared_on", "must not be in the future"}}
	}
	return nil
}

// Level is how used a person is to training.
type Level string

// The training levels.
const (
	Beginner     Level = "beginner"
	Intermediate Level = "intermediate"
	Advanced     Level = "advanced"
)

// Rank orders the levels from 0; -1 is unknown.
func (l Level) Rank() int { return slices.Index([]Level{Beginner, Intermediate, Advanced}, l) }

// Fitness says what the person can do and does now.
type Fitness struct {
	Level              Level        `json:"level" enum:"beginner,intermediate,advanced"`
	ExperienceMonths   int          `json:"experience_months" minimum:"0" maximum:"960" doc:"Months of regular training, all told"`
	SessionsPerWeekNow int          `json:"sessions_per_week_now" minimum:"0" maximum:"14"`
	RecentLifts        []RecentLift `json:"recent_lifts,omitempty" maxItems:"30" doc:"Recent good sets; starting loads come from them"`
}

// RecentLift is one good set of the last weeks.
type RecentLift struct {
	Exercise string  `json:"exercise" minLength:"1" maxLength:"80" doc:"Name or id of the exercise"`
	WeightKG float64 `json:"weight_kg" minimum:"0" maximum:"600"`
	Reps     int     `json:"reps" minimum:"1" maximum:"100"`
	RIR      *int    `json:"rir,omitempty" minimum:"0" maximum:"10" doc:"Reps left in reserve"`
}

// Goal is what the person trains and eats for.
type Goal string

// The goals.
const (
	FatLoss        Goal = "fat_loss"
	MuscleGain     Goal = "muscle_gain"
	Strength       Goal = "strength"
	GeneralFitness Goal = "general_fitness"
)

// Goals says what the person wants.
type Goals struct {
	Primary        Goal     `json:"primary" enum:"fat_loss,muscle_gain,strength,general_fitness"`
	Secondary      Goal     `json:"secondary,omitempty" enum:"fat_loss,muscle_gain,strength,general_fitness"`
	TargetWeightKG *float64 `json:"target_weight_kg" required:"false" minimum:"30" maximum:"300"`
	TargetDate     *Date    `json:"target_date,omitempty"`
	InOwnWords     string   `json:"in_own_words,omitempty" maxLength:"500"`
}

// Check wants two different goals.
func (g *Goals) Check() []Problem {
	if g.Secondary == g.Primary {
		return []Problem{{"secondary", "must be another goal than primary, or left out"}}
	}
	return nil
}

// CheckTarget wants a target date in the future.
func (g *Goals) CheckTarget(today Date) []Problem {
	if g.TargetDate != nil && !today.Before(*g.TargetDate) {
		return []Problem{{"target_date", "must be in the future"}}
	}
	return nil
}

// Equipment is a thing to train with; body weight needs none.
type Equipment string

// Region is a part of the body that can be injured.
type Region string

// Severity says how strictly an injury is respected: high excludes, medium replaces, low marks.
type Severity string

// The severities.
const (
	SeverityLow    Severity = "low"
	SeverityMedium Severity = "medium"
	SeverityHigh   Severity = "high"
)

// Location is where the person trains.
type Location string

// The places to train.
const (
	Home Location = "home"
	Gym  Location = "gym"
	Both Location = "both"
)

// Constraints says where, with what and how long the person can train, and what must be spared.
type Constraints struct {
	Location       Location    `json:"location" enum:"home,gym,both"`
	Equipment      []Equipment `json:"equipment" enum:"bench,barbell,dumbbell,kettlebell,cable,machine,pull_up_bar,bands,rings,box,medicine_ball,cardio_machine" doc:"Empty means body weight only"`
	Injuries       []Injury    `json:"injuries" maxItems:"20"`
	SessionMinutes int         `json:"session_minutes" minimum:"20" maximum:"180"`
}

// Injury is a region to be spared.
type Injury struct {
	Region   Region   `json:"region" enum:"neck,shoulder,elbow,wrist,upper_back,lower_back,hip,knee,ankle"`
	Severity Severity `json:"severity" enum:"low,medium,high" doc:"high excludes exercises that load the region, medium replaces them, low marks them"`
	Note     string   `json:"note,omitempty" maxLength:"300"`
}

// Has reports whether a piece of equipment is there. The list is what there is; only an empty list away from home
// stands for a normally equipped gym.
func (c *Constraints) Has(thing Equipment) bool {
	if len(c.Equipment) == 0 {
		return c.Location == Gym || c.Location == Both
	}
	return slices.Contains(c.Equipment, thing)
}

// Check wants each region once.
func (c *Constraints) Check() []Problem {
	var out []Problem
	seen := map[Region]bool{}
	for i, injury := range c.Injuries {
		if seen[injury.Region] {
			out = append(out, Problem{fmt.Sprintf("injuries[%d].region", i), "stands in the list twice; keep the more severe"})
		}
		seen[injury.Region] = true
	}
	return out
}

// DietPattern is a way of eating that is enforced in code.
type DietPattern string

// Allergen is one of the 14 of EU regulation 1169/2011, annex II.
type Allergen string

// Intolerance is a substance that the person does not bear.
type Intolerance string

// Diet says what the person eats and must never be offered.
type Diet struct {
	Pattern        DietPattern   `json:"pattern" enum:"omnivore,pescatarian,vegetarian,eggetarian,vegan,jain,halal,kosher,keto,paleo,mediterranean"`
	Allergies      []Allergen    `json:"allergies" enum:"gluten,crustaceans,eggs,fish,peanuts,soy,milk,tree_nuts,celery,mustard,sesame,sulphites,lupin,molluscs"`
	Intolerances   []Intolerance `json:"intolerances" enum:"lactose,fructose,histamine,fodmap,caffeine"`
	Dislikes       []string      `json:"dislikes" maxItems:"50" doc:"Foods by name"`
	Cuisines       []string      `json:"cuisines" maxItems:"20" doc:"Preferred cuisines; empty means all"`
	CookingMinutes int           `json:"cooking_minutes" minimum:"5" maximum:"240" doc:"At most this long for a meal"`
	MealsPerDay    int           `json:"meals_per_day" minimum:"2" maximum:"6"`
}

// Check wants short, non-empty names.
func (d *Diet) Check() []Problem {
	return append(checkNames("dislikes", d.Dislikes), checkNames("cuisines", d.Cuisines)...)
}

func checkNames(field string, names []string) []Problem {
	var out []Problem
	for i, name := range names {
		if n := utf8.RuneCountInString(strings.TrimSpace(name)); n < 1 || n > 60 {
			out = append(out, Problem{fmt.Sprintf("%s[%d]", field, i), "must have between 1 and 60 characters"})
		}
	}
	return out
}

// Schedule says when the person trains, eats and sleeps, in local time.
type Schedule struct {
	Workouts   []WorkoutSlot `json:"workouts" minItems:"1" maxItems:"7" doc:"One a weekday at most"`
	Meals      []MealSlot    `json:"meals" minItems:"2" maxItems:"6" doc:"As many as the diet's meals_per_day, two hours apart or more"`
	QuietHours QuietHours    `json:"quiet_hours" doc:"No reminder in these hours; may pass midnight"`
}

// WorkoutSlot is a weekly training appointment.
type WorkoutSlot struct {
	Weekday Weekday `json:"weekday" enum:"monday,tuesday,wednesday,thursday,friday,saturday,sunday"`
	Time    Clock   `json:"time" example:"17:30"`
}

// MealSlot is a daily meal.
type MealSlot struct {
	Name string `json:"name" minLength:"1" maxLength:"40" example:"breakfast"`
	Time Clock  `json:"time" example:"07:00"`
}

// QuietHours run from From to To, past midnight when To is earlier; equal ends mean none.
type QuietHours struct {
	From Clock `json:"from" example:"22:00"`
	To   Clock `json:"to" example:"07:00"`
}

// Contains reports whether a time of day lies in the quiet hours.
func (q QuietHours) Contains(c Clock) bool {
	if q.From <= q.To {
		return q.From <= c && c < q.To
	}
	return c >= q.From || c < q.To
}

// mealGap is the least time between two meals, in minutes, around the clock.
const mealGap = 120

// Check wants one workout a weekday, meals with different names and two hours apart.
func (s *Schedule) Check() []Problem {
	var out []Problem
	days := map[Weekday]bool{}
	for i, w := range s.Workouts {
		if days[w.Weekday] {
			out = append(out, Problem{fmt.Sprintf("workouts[%d].weekday", i), "has a workout already; one a day"})
		}
		days[w.Weekday] = true
	}
	return append(out, s.checkMeals()...)
}

func (s *Schedule) checkMeals() []Problem {
	var out []Problem
	names := map[string]bool{}
	for i, m := range s.Meals {
		name := strings.ToLower(strings.TrimSpace(m.Name))
		if name == "" {
			out = append(out, Problem{fmt.Sprintf("meals[%d].name", i), "must not be blank"})
		}
		if names[name] {
			out = append(out, Problem{fmt.Sprintf("meals[%d].name", i), "is the name of another meal"})
		}
		names[name] = true
	}
	order := make([]int, len(s.Meals))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return s.Meals[order[a]].Time < s.Meals[order[b]].Time })
	for k, i := range order {
		next := s.Meals[order[(k+1)%len(order)]].Time
		if gap := (int(next-s.Meals[i].Time) + 1440) % 1440; len(order) > 1 && gap < mealGap {
			at := order[(k+1)%len(order)]
			out = append(out, Problem{fmt.Sprintf("meals[%d].time", at), "must be two hours or more after " + s.Meals[i].Name})
		}
	}
	return out
}

// Hydration is the day's water and how often to be reminded of it.
type Hydration struct {
	TargetML        int  `json:"target_ml" minimum:"500" maximum:"10000" doc:"Default: 33 ml a kg, to the next 250"`
	ReminderMinutes int  `json:"reminder_minutes" minimum:"15" maximum:"480"`
	Enabled         bool `json:"enabled" doc:"Whether reminders are sent"`
}

// Lifestyle is how the person feels these weeks, on the scales of a check-in.
type Lifestyle struct {
	Energy       int     `json:"energy" minimum:"1" maximum:"5"`
	Stress       int     `json:"stress" minimum:"1" maximum:"5"`
	SleepQuality int     `json:"sleep_quality" minimum:"1" maximum:"5"`
	SleepHours   float64 `json:"sleep_hours" minimum:"3" maximum:"14"`
}

// Medicine is a class of medicines, for interaction warnings only.
type Medicine string

// Supplements says what the person takes.
type Supplements struct {
	Interested bool       `json:"interested"`
	Current    []string   `json:"current" maxItems:"40" doc:"What is taken now, by name"`
	Medicines  []Medicine `json:"medicines" enum:"anticoagulant,antidepressant,thyroid,diabetes,blood_pressure,statin,immunosuppressant,contraceptive,stimulant,other" doc:"For interaction warnings only"`
}

// Check wants short, non-empty names.
func (s *Supplements) Check() []Problem { return checkNames("current", s.Current) }

// CheckAnswer holds an answer against its step's rules, those that depend on the day among them.
func CheckAnswer(answer any, today Date) []Problem {
	problems := CheckInput(answer)
	if len(problems) > 0 {
		return problems
	}
	switch a := answer.(type) {
	case *About:
		return a.CheckAge(today)
	case *Screening:
		return a.CheckClearance(today)
	case *Goals:
		return a.CheckTarget(today)
	}
	return nil
}
