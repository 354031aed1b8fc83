package coach

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"spotter"
	"spotter/internal/postgres/db"
	"spotter/science/nutrition"
	"spotter/science/progress"
)

// past is what somebody logged, and the plans that were in force, as it was read in one round trip.
type past struct {
	progress.History
	row      db.GetHistoryRow
	since    spotter.Date // what was read begins here
	profile  spotter.ProfileDocument
	zone     *time.Location
	versions []version
	told     []told
	moves    []move
	water    map[string]int
	eaten    []eatenDay
	best     []progress.Best
}

// version is what a plan had in a week, from the day after it was made.
type version struct {
	Kind      spotter.PlanKind  `json:"kind"`
	CreatedAt time.Time         `json:"created_at"`
	Weekdays  []spotter.Weekday `json:"weekdays"`
	Meals     []int             `json:"meals"` // as many as weekdays
	Easings   []easedDays       `json:"easings"`
	made      spotter.Date
}

type easedDays struct {
	From     spotter.Date      `json:"from"`
	Until    spotter.Date      `json:"until"`
	Weekdays []spotter.Weekday `json:"weekdays"`
}

// told is what a version of the profile says that a day is measured by.
type told struct {
	CreatedAt   time.Time     `json:"created_at"`
	WaterML     int           `json:"water_ml"`
	MealsPerDay int           `json:"meals_per_day"`
	About       spotter.About `json:"about"`
	made        spotter.Date
}

type eatenDay struct {
	Date    spotter.Date `json:"date"`
	Planned int          `json:"planned"`
	Other   int          `json:"other"`
	Kcal    float64      `json:"kcal"`
	Known   int          `json:"known"`
	Unknown int          `json:"unknown"`
}

// How far back a look at the history of now goes: the slope and the expenditure need four weeks, a stall six.
const (
	historyReach = 49
	checkInReach = 35 * 24 * time.Hour
	pastReach    = 60 * 24 * time.Hour
)

// readPast reads what was logged since a day; the range is a day wider, because the zone is not known yet.
func (c *Coach) readPast(ctx context.Context, q *db.Queries, user spotter.UserID, since spotter.Date, recordsUntil *spotter.Date) (*past, error) {
	now := c.now()
	until := spotter.DateOf(now, time.UTC).AddDays(1)
	params := db.GetHistoryParams{UserID: user, Since: pgDate(since), Before: pgDate(since.AddDays(-1)), Until: pgDate(until),
		CheckedSince: now.Add(-checkInReach), ProposedSince: now.Add(-pastReach), RecordsUntil: pgDate(until)}
	if recordsUntil != nil {
		params.WithRecords, params.RecordsUntil = true, pgDate(*recordsUntil)
	}
	row, err := q.GetHistory(ctx, params)
	if err != nil {
		return nil, noProfile(err)
	}
	h := &past{row: row, since: since}
	if err := json.Unmarshal(row.Profile, &h.profile); err != nil {
		return nil, err
	}
	h.zone = h.profile.About.Zone()
	h.Now, h.Today = now, spotter.DateOf(now, h.zone)
	return h, c.fill(h)
}

// fill decodes the row.
func (c *Coach) fill(h *past) error {
	var sessions []dayRow
	var best []bestRow
	var proposals []pastRow
	for raw, into := range map[*json.RawMessage]any{&h.row.Versions: &h.versions, &h.row.Told: &h.told, &h.row.Moves: &h.moves, &h.row.Sessions: &sessions, &h.row.Best: &best,
		&h.row.Water: &h.water, &h.row.Eaten: &h.eaten, &h.row.CheckIns: &h.CheckIns, &h.row.Past: &proposals} {
		if err := json.Unmarshal(*raw, into); err != nil {
			return err
		}
	}
	h.CheckIns = slices.DeleteFunc(h.CheckIns, func(in spotter.CheckIn) bool { return in.At.After(h.Now) })
	for i, at := range h.row.WeightDates {
		h.Weights = append(h.Weights, progress.Weighing{Date: fromPG(at), KG: h.row.Weights[i]})
	}
	for i := range h.told {
		h.told[i].made = spotter.DateOf(h.told[i].CreatedAt, h.zone)
	}
	for _, e := range h.eaten {
		if e.Date.Before(h.Today) {
			then := h.toldOn(e.Date)
			h.Intake = append(h.Intake, progress.Intake{Date: e.Date, Kcal: e.Kcal, Meals: e.Known, Unknown: e.Unknown,
				PerDay: then.MealsPerDay, Resting: nutrition.Resting(then.About, e.Date).Value})
		}
	}
	for _, b := range best {
		h.best = append(h.best, b.best())
	}
	for _, p := range proposals {
		h.Past = append(h.Past, p.past(h.Now, h.zone))
	}
	h.fillSessions(sessions)
	h.fillVersions()
	h.Planned = h.plannedUntil(h.Today)
	if n := len(h.Planned); n > 0 && h.Planned[n-1] == h.Today && !h.trainedToday() { // the day is not over
		h.Planned = h.Planned[:n-1]
	}
	return c.fillPlans(h)
}

type bestRow struct {
	Exercise  string       `json:"exercise"`
	KG        float64      `json:"kg"`
	Reps      int          `json:"reps"`
	On        spotter.Date `json:"on"`
	Effective int          `json:"effective"`
	TellsOn   spotter.Date `json:"tells_on"`
	TellsReps int          `json:"tells_reps"`
}

func (b bestRow) best() progress.Best {
	return progress.Best{Exercise: b.Exercise, KG: b.KG, Reps: b.Reps, On: b.On, Effective: b.Effective, TellsOn: b.TellsOn, TellsReps: b.TellsReps}
}

type pastRow struct {
	Trigger   spotter.Trigger       `json:"trigger"`
	Kind      spotter.PlanKind      `json:"kind"`
	State     spotter.ProposalState `json:"state"`
	CreatedAt time.Time             `json:"created_at"`
	ExpiresAt time.Time             `json:"expires_at"`
}

func (p pastRow) past(now time.Time, zone *time.Location) progress.Past {
	if p.State == spotter.ProposalPending && !p.ExpiresAt.After(now) {
		p.State = spotter.ProposalExpired
	}
	return progress.Past{Trigger: p.Trigger, Made: spotter.DateOf(p.CreatedAt, zone), State: p.State, Plan: p.Kind}
}

// fillSessions puts the sets, which come in the order of their sessions, into them.
func (h *past) fillSessions(rows []dayRow) {
	at := 0
	for _, r := range rows {
		s := progress.Session{Date: r.Date}
		for ; at < len(h.row.SetSessions) && h.row.SetSessions[at] == spotter.UUID(r.ID); at++ {
			set := progress.Set{Exercise: h.row.SetExercises[at], KG: h.row.SetWeights[at], Reps: h.row.SetReps[at]}
			if rir := h.row.SetRirs[at]; rir >= 0 {
				set.RIR = &rir
			}
			s.Sets = append(s.Sets, set)
		}
		if !h.Today.Before(s.Date) {
			h.Sessions = append(h.Sessions, s)
		}
	}
}

func (h *past) trainedToday() bool {
	return len(h.Sessions) > 0 && h.Sessions[len(h.Sessions)-1].Date == h.Today
}

// fillVersions dates the versions, and takes easings of before for as long as their plan was in force.
func (h *past) fillVersions() {
	for i := range h.versions {
		h.versions[i].made = spotter.DateOf(h.versions[i].CreatedAt, h.zone)
	}
	last := map[spotter.PlanKind]spotter.Date{}
	for i := len(h.versions) - 1; i >= 0; i-- {
		v := h.versions[i]
		for _, e := range v.Easings {
			until := e.Until
			if ended, replaced := last[v.Kind]; replaced && ended.Before(until) {
				until = ended
			}
			h.Previous = append(h.Previous, progress.Stretch{From: e.From, Until: until})
		}
		last[v.Kind] = v.made
	}
}

// inForce is the version of a plan that a day was under: the last one made before it, for the very first
// day the one made on it.
func (h *past) inForce(kind spotter.PlanKind, on spotter.Date) *version {
	var found *version
	for i := range h.versions {
		v := &h.versions[i]
		if v.Kind == kind && (v.made.Before(on) || found == nil && v.made == on) {
			found = v
		}
	}
	return found
}

// toldOn is what the profile said at the end of a day, for days before it what it said first.
func (h *past) toldOn(on spotter.Date) told {
	now := told{WaterML: h.profile.Hydration.TargetML, MealsPerDay: h.profile.Diet.MealsPerDay, About: h.profile.About}
	if len(h.told) > 0 {
		now = h.told[0]
	}
	for _, t := range h.told {
		if !on.Before(t.made) {
			now = t
		}
	}
	return now
}

// weekdays are those that a version has on a date.
func (v *version) weekdays(on spotter.Date) []spotter.Weekday {
	for _, e := range v.Easings {
		if len(e.Weekdays) > 0 && !on.Before(e.From) && !e.Until.Before(on) {
			return e.Weekdays
		}
	}
	return v.Weekdays
}

// plannedUntil are the days up to one that had a session planned, moves applied.
func (h *past) plannedUntil(until spotter.Date) []spotter.Date {
	planned := map[spotter.Date]bool{}
	for d := h.since; !until.Before(d); d = d.AddDays(1) {
		v := h.inForce(spotter.PlanTraining, d)
		planned[d] = v != nil && slices.Contains(v.weekdays(d), d.Weekday())
	}
	for _, m := range h.moves {
		if planned[m.From] && !planned[m.To] {
			planned[m.From] = false
			planned[m.To] = !until.Before(m.To)
		}
	}
	var out []spotter.Date
	for d, on := range planned {
		if on {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b spotter.Date) int { return a.DaysSince(b) })
	return out
}

// fillPlans decodes the plans in force, as they are stored: what they are changed into is withheld from like
// any plan.
func (c *Coach) fillPlans(h *past) error {
	answers := h.profile.Answers()
	if h.row.Training != nil {
		h.Plan = new(spotter.TrainingPlan)
		if err := json.Unmarshal(h.row.Training, h.Plan); err != nil {
			return err
		}
		h.Since = spotter.DateOf(*h.row.TrainingSince, h.zone)
	}
	if h.row.Meals != nil {
		h.Meals = new(spotter.MealPlan)
		if err := json.Unmarshal(h.row.Meals, h.Meals); err != nil {
			return err
		}
	}
	h.Diet = c.mealsInput(answers, spotter.Changes{})
	return nil
}
