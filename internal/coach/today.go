package coach

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/safety"
	"spotter/science/training"
)

// Today is one local day of the person; a zero date means today, in the person's own zone.
func (c *Coach) Today(ctx context.Context, caller spotter.Caller, date spotter.Date) (spotter.Today, error) {
	day, err := c.readDays(ctx, c.db.As(caller), caller.User, date, 1)
	if err != nil {
		return spotter.Today{}, err
	}
	return day.today(orToday(date, day.now, day.zone)), nil
}

// Week is the seven days, Monday first, that hold a date; a zero date means this week.
func (c *Coach) Week(ctx context.Context, caller spotter.Caller, date spotter.Date) (spotter.Week, error) {
	days, err := c.readDays(ctx, c.db.As(caller), caller.User, date, 7)
	if err != nil {
		return spotter.Week{}, err
	}
	monday := orToday(date, days.now, days.zone).Monday()
	week := spotter.Week{From: monday, To: monday.AddDays(6), TimeZone: days.profile.About.TimeZone}
	for i := range 7 {
		week.Days = append(week.Days, days.today(monday.AddDays(i)))
	}
	return week, nil
}

func orToday(date spotter.Date, now time.Time, zone *time.Location) spotter.Date {
	if date.IsZero() {
		return spotter.DateOf(now, zone)
	}
	return date
}

// days is all that some local days are made of.
type days struct {
	now       time.Time
	zone      *time.Location
	profile   spotter.ProfileDocument
	training  *spotter.TrainingPlan
	since     spotter.Date // when that came into force
	exercises training.Find
	meals     *spotter.MealPlan
	moves     []move
	sessions  []dayRow
	water     map[string]int
	eaten     []eatenRow
	changed   []mealChange
	reminders spotter.ReminderSettings
	pending   int
}

type move struct {
	From spotter.Date `json:"from"`
	To   spotter.Date `json:"to"`
}

type dayRow struct {
	ID       spotter.SessionID `json:"id"`
	Date     spotter.Date      `json:"date"`
	State    string            `json:"state"`
	Imported bool              `json:"imported"`
}

type eatenRow struct {
	Date      spotter.Date       `json:"date"`
	Meal      string             `json:"meal"`
	Nutrition *spotter.Nutrition `json:"nutrition"`
}

// movesReach is how far away lie moves that say whether another one holds: each is at most two
// [moveLimit] long, and three in a row are enough.
const movesReach = 6 * moveLimit

// readDays reads in one round trip, before the zone is known: the range is a day wider on each side.
func (c *Coach) readDays(ctx context.Context, q *db.Queries, user spotter.UserID, around spotter.Date, width int) (*days, error) {
	now := c.now()
	around = orToday(around, now, time.UTC)
	row, err := q.GetDays(ctx, db.GetDaysParams{UserID: user, Now: now,
		Since: pgDate(around.AddDays(-width)), Until: pgDate(around.AddDays(width)),
		MovedSince: pgDate(around.AddDays(-width - movesReach)), MovedUntil: pgDate(around.AddDays(width + movesReach))})
	if err != nil {
		return nil, noProfile(err)
	}
	d := &days{now: now, pending: row.Pending}
	for raw, into := range map[*json.RawMessage]any{&row.Profile: &d.profile, &row.Moves: &d.moves, &row.Sessions: &d.sessions,
		&row.Water: &d.water, &row.Eaten: &d.eaten, &row.Changed: &d.changed, &row.Reminders: &d.reminders} {
		if len(*raw) == 0 {
			continue
		}
		if err := json.Unmarshal(*raw, into); err != nil {
			return nil, err
		}
	}
	d.zone, d.exercises = d.profile.About.Zone(), c.exercises.Find
	d.since = spotter.DateOf(row.TrainingSince, d.zone)
	return d, c.readPlans(d, row)
}

func (c *Coach) readPlans(d *days, row db.GetDaysRow) error {
	if row.Training != nil {
		active, err := c.activeTraining(d.profile, db.GetPlanRow{Document: row.Training})
		if err != nil {
			return err
		}
		d.training = &active.Document
	}
	if row.Meals != nil {
		active, err := c.activeMeals(d.profile, db.GetPlanRow{Document: row.Meals})
		if err != nil {
			return err
		}
		d.meals = &active.Document
		if d.changed, err = c.safeChanges(d.changed, d.profile.Answers()); err != nil {
			return err
		}
	}
	return nil
}

// today puts one day together.
func (d *days) today(date spotter.Date) spotter.Today {
	out := spotter.Today{Date: date, Weekday: date.Weekday(), TimeZone: d.profile.About.TimeZone,
		Meals: []spotter.TodayMeal{}, Reminders: []spotter.TodayReminder{}, Pending: d.pending,
		Water: spotter.TodayWater{TargetML: d.profile.Hydration.TargetML, DrunkML: d.water[date.String()]}}
	out.Session = d.session(date)
	out.Rest = out.Session == nil
	if d.meals != nil {
		out.Targets = d.meals.Targets
		out.Meals = d.mealsOn(date)
	}
	d.count(&out)
	out.Reminders = d.remindersOn(out)
	return out
}

// count sums what was eaten on a day and what its targets leave.
func (d *days) count(day *spotter.Today) {
	var eaten spotter.Nutrition
	for _, r := range d.eaten {
		switch {
		case r.Date != day.Date:
		case r.Nutrition == nil:
			day.Uncounted++
		default:
			eaten = eaten.Add(*r.Nutrition)
		}
	}
	if day.Targets == nil || safety.HidesNumbers(d.profile.Screening) {
		day.Uncounted = 0
		return
	}
	left := spotter.Nutrition{Kcal: day.Targets.Energy.Value, ProteinG: day.Targets.ProteinG, CarbsG: day.Targets.CarbsG, FatG: day.Targets.FatG, FibreG: day.Targets.FibreG}
	eaten, left = tenths(eaten), tenths(left.Add(eaten.Scale(-1)))
	day.Eaten, day.Remaining = &eaten, &left
}

func tenths(n spotter.Nutrition) spotter.Nutrition {
	round := func(x float64) float64 { return spotter.RoundTo(x, 0.1) }
	return spotter.Nutrition{Kcal: round(n.Kcal), ProteinG: round(n.ProteinG), CarbsG: round(n.CarbsG), FatG: round(n.FatG), FibreG: round(n.FibreG)}
}

// dayOf is the plan's day that stands on a date: the weekday's, unless it was moved away, or one moved here,
// and then from where; nil for a rest day.
func (d *days) dayOf(date spotter.Date) (day *spotter.TrainingDay, from *spotter.Date) {
	day = d.planned(date)
	for _, m := range d.moves {
		if m.From == date && d.holds(m) {
			day = nil
		}
	}
	for _, m := range d.moves {
		if m.To == date && d.holds(m) {
			day, from = d.planned(m.From), &m.From
		}
	}
	return day, from
}

// session is the workout of a date.
func (d *days) session(date spotter.Date) *spotter.TodaySession {
	day, from := d.dayOf(date)
	if day == nil {
		return nil
	}
	eased, week, less := d.eased(*day, date)
	at := date.At(day.Time, d.zone)
	session := &spotter.TodaySession{At: at, Time: spotter.ClockOf(at, d.zone), Name: day.Name, Minutes: eased.Minutes,
		Exercises: eased.Exercises, State: "planned", MovedFrom: from, Reason: eased.Reason, Block: week, Eased: less}
	if s := d.done(date); s != nil {
		session.State, session.SessionID, session.Imported = s.State, &s.ID, s.Imported
	}
	return session
}

// done is the workout that took place on a date, nil without one: the last that was begun here, else one that an
// import brought, as /progress counts it.
func (d *days) done(date spotter.Date) (found *dayRow) {
	for i := range d.sessions {
		s := &d.sessions[i]
		if s.Date == date && (found == nil || found.Imported || !s.Imported) {
			found = s
		}
	}
	return found
}

// eased is a session as its date asks for it: less in the block's easy week and in a stretch that the person
// has accepted.
func (d *days) eased(day spotter.TrainingDay, date spotter.Date) (spotter.TrainingDay, *spotter.BlockWeek, bool) {
	week, easing := training.WeekOf(*d.training, d.since, date), training.EasedOn(*d.training, date)
	by, less := training.SharesOn(*d.training, d.since, date)
	if !less && easing == nil {
		return day, week, false
	}
	out := day
	if less {
		out = training.Deload(day, by, d.profile.About.Units, d.exercises)
	}
	switch {
	case easing != nil && len(easing.Days) > 0:
		out.Reason = easing.Text + " " + day.Reason
	case easing != nil:
		out.Reason = easing.Text + " In other weeks: " + day.Reason
	default:
		out.Reason = week.Text + " In other weeks: " + day.Reason
	}
	return out, week, true
}

// planned is what the plan itself has on a date, with the sets of its week, nil for a rest day.
func (d *days) planned(date spotter.Date) *spotter.TrainingDay {
	if d.training == nil {
		return nil
	}
	planned := training.DaysOn(*d.training, date)
	i := slices.IndexFunc(planned, func(t spotter.TrainingDay) bool { return t.Weekday == date.Weekday() })
	if i < 0 {
		return nil
	}
	day := training.InWeek(*d.training, d.since, date, planned[i], d.exercises)
	return &day
}

// holds reports whether a move still means something: a plan accepted since may have no session to move,
// or one of its own where the session was moved to. No session is lost: the move is, then.
func (d *days) holds(m move) bool { return d.holdsAfter(m, nil) }

// holdsAfter takes the moves that are being asked about for holding: sessions may change places.
func (d *days) holdsAfter(m move, asked []move) bool {
	if d.planned(m.From) == nil {
		return false
	}
	if d.planned(m.To) == nil || slices.Contains(asked, m) {
		return true
	}
	asked = append(asked, m)
	return slices.ContainsFunc(d.moves, func(other move) bool { return other.From == m.To && d.holdsAfter(other, asked) })
}

func (d *days) mealsOn(date spotter.Date) []spotter.TodayMeal {
	out := []spotter.TodayMeal{}
	for _, m := range mealsOn(*d.meals, date, d.changed) {
		logged := slices.ContainsFunc(d.eaten, func(r eatenRow) bool { return r.Date == date && r.Meal == m.ID })
		out = append(out, spotter.TodayMeal{PlannedMeal: m, At: date.At(m.Time, d.zone), Logged: logged})
	}
	slices.SortStableFunc(out, func(a, b spotter.TodayMeal) int { return a.At.Compare(b.At) })
	return out
}

// remindersOn lists the day's reminders of the kinds that are on, outside the quiet hours.
func (d *days) remindersOn(day spotter.Today) []spotter.TodayReminder {
	out := []spotter.TodayReminder{}
	add := func(kind spotter.ReminderKind, at time.Time, text string) {
		if !d.profile.Schedule.QuietHours.Contains(spotter.ClockOf(at, d.zone)) {
			out = append(out, spotter.TodayReminder{Kind: kind, At: at, Text: text})
		}
	}
	if d.reminders.Workout && day.Session != nil {
		add(spotter.RemindWorkout, day.Session.At, day.Session.Name+", "+plural(day.Session.Minutes, "minute"))
	}
	if d.reminders.Meal {
		for _, m := range day.Meals {
			add(spotter.RemindMeal, m.At, m.Slot+": "+m.Name)
		}
	}
	if every := d.profile.Hydration.ReminderMinutes; d.reminders.Water && every > 0 {
		for c := 8 * 60; c < 22*60; c += every {
			add(spotter.RemindWater, day.Date.At(spotter.Clock(c), d.zone), "A glass of water")
		}
	}
	if d.reminders.WeeklyReview && day.Weekday == spotter.Sunday {
		add(spotter.RemindReview, day.Date.At(18*60, d.zone), "Your week in review")
	}
	slices.SortStableFunc(out, func(a, b spotter.TodayReminder) int { return a.At.Compare(b.At) })
	return out
}

// firstDay is where completion lands.
func (c *Coach) firstDay(ctx context.Context, tx *postgres.Tx) (spotter.FirstDay, error) {
	d, err := c.readDays(ctx, tx.Queries, tx.Caller.User, spotter.Date{}, 1)
	if err != nil {
		return spotter.FirstDay{}, err
	}
	date := spotter.DateOf(d.now, d.zone)
	first := spotter.FirstDay{Today: d.today(date), NextMeal: d.nextMeal()}
	first.Next = d.whatHappensNext(first.Today)
	return first, nil
}

// nextMeal is the next planned meal, today's or tomorrow's.
func (d *days) nextMeal() *spotter.TodayMeal {
	if d.meals == nil {
		return nil
	}
	date := spotter.DateOf(d.now, d.zone)
	for _, m := range append(d.mealsOn(date), d.mealsOn(date.AddDays(1))...) {
		if m.At.After(d.now) {
			return &m
		}
	}
	return nil
}

func (d *days) whatHappensNext(day spotter.Today) string {
	if day.Session != nil && day.Session.At.After(d.now) {
		return "Today at " + day.Session.Time.String() + ": " + day.Session.Name + ", about " + plural(day.Session.Minutes, "minute") + "."
	}
	for i := 1; i <= 7; i++ {
		if s := d.session(day.Date.AddDays(i)); s != nil {
			return "Your next session is " + s.Name + " on " + day.Date.AddDays(i).Weekday().Name() + " at " + s.Time.String() + ". Until then: eat by the plan and rest."
		}
	}
	return "Eat by the plan and rest."
}

// NextMeal is the next planned meal, today's or tomorrow's.
func (c *Coach) NextMeal(ctx context.Context, caller spotter.Caller) (spotter.TodayMeal, error) {
	d, err := c.readDays(ctx, c.db.As(caller), caller.User, spotter.Date{}, 1)
	if err != nil {
		return spotter.TodayMeal{}, err
	}
	next := d.nextMeal()
	if next == nil {
		return spotter.TodayMeal{}, spotter.NotFound("planned meal")
	}
	return *next, nil
}

// pgDate is a date as the driver takes it.
func pgDate(d spotter.Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

func fromPG(t time.Time) spotter.Date { return spotter.DateOf(t, time.UTC) }
