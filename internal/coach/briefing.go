package coach

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	jsonv2 "github.com/go-json-experiment/json"

	"spotter"
	"spotter/internal/postgres/db"
	"spotter/science/safety"
)

// Briefing is everything that a turn of the conversation is given about a person. The raw parts are JSON as
// GET /context has them, under today's limits; those that rest on a profile are nil before onboarding is complete.
type Briefing struct {
	Now      time.Time
	Date     spotter.Date // the person's today
	Zone     *time.Location
	TimeZone string
	Locale   string // empty when it is not known
	Units    string // metric or imperial
	Limits   spotter.Limits

	Profile      json.RawMessage // a [spotter.Profile]
	LimitsJSON   json.RawMessage // Limits
	Training     json.RawMessage // an ActivePlan of a TrainingDigest
	Meals        json.RawMessage // an ActivePlan of a MealDigest
	Sets         json.RawMessage // of ContextSet, newest first
	Weights      json.RawMessage // of ContextWeight, newest first; empty where a limit forbids them
	CheckIn      json.RawMessage // the last
	TodayMeals   json.RawMessage // a ContextToday: the date, its meals and its workout
	ChangedMeals json.RawMessage // of ContextMeal: what was exchanged on single dates from today on
	Pending      []spotter.ContextProposal
	Onboarding   *spotter.Onboarding // nil once it is complete
	Today        *BriefingDay        // nil before
	Workout      *BriefingWorkout    // the session under way
	Summary      string              // of what was said before Messages
	Messages     []StoredMessage     // since then, oldest first, tools' included; at most mostBriefed
	Memories     []spotter.Memory    // told first, newest first
	Offers       []spotter.Offer     // what waits for a plain yes, oldest first
	Budget       spotter.Budget
	LastAgent    spotter.Actor // who spoke last
	ProfileSaved bool          // whether onboarding is complete
	// ConsentDeclined: the last time that the consent was asked for the person said no.
	ConsentDeclined bool
}

// BriefingDay is the person's today in short.
type BriefingDay struct {
	Session  *BriefingSession
	NextMeal *BriefingMeal
	Water    spotter.TodayWater
}

// BriefingSession is the day's planned workout.
type BriefingSession struct {
	Name      string
	At        time.Time
	Time      spotter.Clock
	Minutes   int
	State     string // planned, active or completed
	SessionID *spotter.SessionID
	MovedFrom *spotter.Date
}

// BriefingMeal is a planned meal.
type BriefingMeal struct {
	ID   string
	Slot string
	Name string
	At   time.Time
	Time spotter.Clock
}

// BriefingWorkout is a session that has been started and not completed.
type BriefingWorkout struct {
	ID        spotter.SessionID `json:"id"`
	Name      string            `json:"name"`
	Date      spotter.Date      `json:"date"`
	StartedAt time.Time         `json:"started_at"`
	Sets      int               `json:"sets"`
}

const (
	mostBriefed   = 120 // messages; the summary keeps them near forty
	staleSession  = 12 * time.Hour
	briefingWidth = 1 // days on each side of today
)

// Briefing reads everything that a turn needs, in one round trip.
func (c *Coach) Briefing(ctx context.Context, caller spotter.Caller) (*Briefing, error) {
	now := c.now()
	today := spotter.DateOf(now, time.UTC)
	row, err := c.db.As(caller).GetBriefing(ctx, db.GetBriefingParams{UserID: caller.User, Now: now,
		Since: pgDate(today.AddDays(-briefingWidth)), Until: pgDate(today.AddDays(briefingWidth)),
		MovedSince: pgDate(today.AddDays(-briefingWidth - movesReach)), MovedUntil: pgDate(today.AddDays(briefingWidth + movesReach)),
		StartedSince: now.Add(-staleSession), MostMessages: mostBriefed, MostMemories: spotter.MostMemories,
		SpentSince: pgDate(firstOfMonth(today.AddDays(-1)))})
	if err != nil {
		return nil, orNotFound(err, "account")
	}
	b := &Briefing{Now: now, Units: "metric", LastAgent: spotter.Actor(row.LastAgent), ConsentDeclined: row.ConsentDeclined}
	if row.Profile != nil {
		err = c.briefProfile(ctx, caller, b, &row)
	} else {
		err = c.briefOnboarding(b, &row)
	}
	if err != nil {
		return nil, err
	}
	return b, c.briefRest(b, &row)
}

// briefProfile fills in what rests on the profile, as GET /context does.
func (c *Coach) briefProfile(ctx context.Context, caller spotter.Caller, b *Briefing, row *db.GetBriefingRow) error {
	r := contextRow(row)
	v, err := c.verdictOn(ctx, caller, &r)
	if err != nil {
		return err
	}
	var known struct {
		About spotter.About `json:"about"`
	}
	if err := jsonv2.Unmarshal(r.Profile, &known); err != nil {
		return err
	}
	b.about(known.About)
	b.ProfileSaved, b.Limits, b.LimitsJSON = true, v.typed, v.limits
	b.Profile = profileJSON(&r)
	b.Training = activeJSON(spotter.PlanTraining, r.TrainingVersion, r.TrainingSince, r.Training)
	b.Meals = activeJSON(spotter.PlanMeals, r.MealsVersion, r.MealsSince, r.Meals)
	b.ChangedMeals = v.changed
	if b.TodayMeals, err = v.withSession(row.Moves); err != nil {
		return err
	}
	b.Sets, b.Weights, b.CheckIn = appendSets(nil, &r), r.Weights, r.CheckIn
	if v.hideNumbers {
		b.Weights = json.RawMessage("[]")
	}
	return c.briefToday(b, row, &r)
}

// contextRow is the part of a briefing that GET /context is made of.
func contextRow(row *db.GetBriefingRow) db.GetContextRow {
	return db.GetContextRow{ProfileVersion: *row.ProfileVersion, Profile: row.Profile, ProfileUpdatedAt: *row.ProfileUpdatedAt,
		Training: row.Training, TrainingVersion: row.TrainingVersion, TrainingSince: row.TrainingSince,
		Meals: row.Meals, MealsVersion: row.MealsVersion, MealsSince: row.MealsSince,
		SetExercises: row.SetExercises, SetWeights: row.SetWeights, SetReps: row.SetReps, SetRirs: row.SetRirs, SetTimes: row.SetTimes,
		Weights: row.Weights, CheckIn: row.CheckIn, Pending: row.Pending, Changed: row.Changed}
}

// briefOnboarding fills in what is known of somebody whose onboarding is not complete.
func (c *Coach) briefOnboarding(b *Briefing, row *db.GetBriefingRow) error {
	if row.Answers == nil {
		return spotter.NotFound("onboarding")
	}
	state, err := onboardingOf(standing{Answers: row.Answers, Revision: orZero(row.OnboardingRevision), CompletedAt: row.CompletedAt,
		TrainingAccepted: row.TrainingAccepted, MealsAccepted: row.MealsAccepted}, false)
	if err != nil {
		return err
	}
	answers, err := answersOf(row.Answers)
	if err != nil {
		return err
	}
	b.about(spotter.About{TimeZone: row.TimeZone, Units: b.Units})
	if answers.About != nil {
		b.about(*answers.About)
	}
	b.Onboarding, b.Limits = &state, safety.Limits(answers, b.Date)
	b.Limits.HideNumbers = hidesNumbers(answers) // also while screening is not answered
	b.LimitsJSON = mustJSON(b.Limits)
	return nil
}

func (b *Briefing) about(a spotter.About) {
	b.Zone, b.TimeZone, b.Locale, b.Units = a.Zone(), a.TimeZone, a.Locale, a.Units
	b.Date = spotter.DateOf(b.Now, b.Zone)
}

// briefRest reads the lists that came as JSON.
func (c *Coach) briefRest(b *Briefing, row *db.GetBriefingRow) error {
	spent := map[string]int64{}
	for _, part := range []struct {
		raw  json.RawMessage
		into any
	}{{row.Pending, &b.Pending}, {row.Workout, &b.Workout}, {row.Messages, &b.Messages}, {row.Memories, &b.Memories}, {row.Offers, &b.Offers}, {row.Spent, &spent}} {
		if len(part.raw) == 0 {
			continue
		}
		if err := jsonv2.Unmarshal(part.raw, part.into); err != nil {
			return err
		}
	}
	slices.Reverse(b.Messages)
	for i := range b.Messages {
		if string(b.Messages[i].Parts) == "null" {
			b.Messages[i].Parts = nil
		}
	}
	if row.Summary != nil {
		b.Summary = *row.Summary
	}
	b.Budget = spotter.NewBudget(c.budget, spent[b.Date.String()[:len("2006-01")]])
	return nil
}

// briefToday works out the day from the plans' digests: to read whole plans would cost more than all the rest.
func (c *Coach) briefToday(b *Briefing, row *db.GetBriefingRow, r *db.GetContextRow) error {
	d := &days{now: b.Now, zone: b.Zone}
	var profile struct {
		Hydration spotter.Hydration `json:"hydration"`
	}
	var training *spotter.TrainingDigest
	var meals *spotter.MealDigest
	var changed []mealChange
	for _, part := range []struct {
		raw  json.RawMessage
		into any
	}{{r.Profile, &profile}, {r.Training, &training}, {r.Meals, &meals}, {row.Moves, &d.moves}, {row.Sessions, &d.sessions}, {row.Water, &d.water}, {row.Changed, &changed}} {
		if len(part.raw) == 0 {
			continue
		}
		if err := jsonv2.Unmarshal(part.raw, part.into); err != nil {
			return err
		}
	}
	if len(changed) > 0 {
		var document spotter.ProfileDocument
		if err := jsonv2.Unmarshal(r.Profile, &document); err != nil {
			return err
		}
		safe, err := c.safeChanges(changed, document.Answers())
		if err != nil {
			return err
		}
		d.changed = safe
	}
	d.training, d.meals = outline(training), menu(meals)
	b.Today = &BriefingDay{Session: d.briefSession(b.Date), NextMeal: d.briefMeal(),
		Water: spotter.TodayWater{TargetML: profile.Hydration.TargetML, DrunkML: d.water[b.Date.String()]}}
	return nil
}

// outline is what of a training plan says which session stands on which day.
func outline(digest *spotter.TrainingDigest) *spotter.TrainingPlan {
	if digest == nil {
		return nil
	}
	plan := &spotter.TrainingPlan{Days: outlineDays(digest.Days)}
	for _, e := range digest.Easings {
		plan.Easings = append(plan.Easings, spotter.Easing{From: e.From, Until: e.Until, Text: e.Text, Days: outlineDays(e.Days)})
	}
	return plan
}

func outlineDays(digests []spotter.DayDigest) []spotter.TrainingDay {
	out := make([]spotter.TrainingDay, len(digests))
	for i, d := range digests {
		out[i] = spotter.TrainingDay{Weekday: d.Weekday, Time: d.Time, Name: d.Name, Minutes: d.Minutes}
	}
	return out
}

// menu is what of a meal plan says which dish stands when.
func menu(digest *spotter.MealDigest) *spotter.MealPlan {
	if digest == nil {
		return nil
	}
	plan := &spotter.MealPlan{Days: make([]spotter.MealDay, len(digest.Days))}
	for i, day := range digest.Days {
		plan.Days[i] = spotter.MealDay{Weekday: day.Weekday, Meals: make([]spotter.PlannedMeal, len(day.Meals))}
		for j, m := range day.Meals {
			plan.Days[i].Meals[j] = spotter.PlannedMeal{ID: m.ID, Slot: m.Slot, Time: m.Time, Dish: m.Dish, Name: m.Name, Minutes: m.Minutes}
		}
	}
	return plan
}

func (d *days) briefSession(date spotter.Date) *BriefingSession {
	day, from := d.dayOf(date)
	if day == nil {
		return nil
	}
	at := date.At(day.Time, d.zone)
	out := &BriefingSession{Name: day.Name, At: at, Time: spotter.ClockOf(at, d.zone), Minutes: day.Minutes, State: "planned", MovedFrom: from}
	if s := d.done(date); s != nil {
		out.State, out.SessionID = s.State, &s.ID
	}
	return out
}

func (d *days) briefMeal() *BriefingMeal {
	m := d.nextMeal()
	if m == nil {
		return nil
	}
	return &BriefingMeal{ID: m.ID, Slot: m.Slot, Name: m.Name, At: m.At, Time: spotter.ClockOf(m.At, d.zone)}
}
