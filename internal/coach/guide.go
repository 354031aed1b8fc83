package coach

import (
	"context"
	"encoding/json"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/safety"
	"spotter/science/session"
	"spotter/science/training"
)

// plannedOn is what a session of a date is called and is to be: the day of the plan as it stands now, or
// nothing.
func (c *Coach) plannedOn(ctx context.Context, tx *postgres.Tx, date spotter.Date, where place) (string, spotter.Guide, error) {
	name, guide := "Free session", spotter.Guide{Planned: []spotter.PlannedExercise{}}
	if !where.known {
		return name, guide, nil
	}
	d, err := c.readDays(ctx, tx.Queries, tx.Caller.User, date, 1)
	if err != nil {
		return name, guide, err
	}
	day, _ := d.dayOf(date)
	if day == nil {
		return name, guide, nil
	}
	guide.Planned = append(guide.Planned, day.Exercises...) // as in other weeks: advice eases them itself
	week := training.WeekOf(*d.training, d.since, date)
	guide.Deload = week != nil && week.Deload
	if e := training.EasedOn(*d.training, date); e != nil {
		guide.Deload = guide.Deload || e.Why == spotter.TriggerDeload
		if e.Why == spotter.TriggerReEntry { // what is lighter after a break advice knows from the last sets
			guide.SetsShare, guide.Hold = e.Sets, e.From == d.training.Easings[0].From
		}
	}
	return day.Name, guide, nil
}

func putGuide(ctx context.Context, tx *postgres.Tx, id spotter.SessionID, guide spotter.Guide) error {
	return tx.PutGuide(ctx, db.PutGuideParams{UserID: tx.Caller.User, SessionID: id, Document: mustJSON(guide)})
}

// coaching is a session with all that advice in it rests on.
type coaching struct {
	session spotter.Session
	answers spotter.Answers
	named   func(id string) (spotter.Exercise, bool) // the catalogue, also where Find is empty
	session.Input
}

// checkedSince is how far back check-ins are read: what is older than 36 hours says nothing of now, and of
// the last weeks whether a load was lighter on purpose.
const checkedSince = 42 * 24 * time.Hour

// coaching reads a session in one round trip.
func (c *Coach) coaching(ctx context.Context, q *db.Queries, user spotter.UserID, id spotter.SessionID) (*coaching, error) {
	now := c.now()
	row, err := q.GetCoaching(ctx, db.GetCoachingParams{UserID: user, ID: id, Now: now, CheckedSince: now.Add(-checkedSince)})
	if err != nil {
		return nil, orNotFound(err, "session")
	}
	v := &coaching{named: c.exercises.Find, Input: session.Input{Find: c.exercises.Find, All: c.exercises.All(), Now: now, History: map[string][]session.Bout{}}}
	v.Guide.Planned = []spotter.PlannedExercise{}
	var sets []setRow
	var history []historyRow
	for raw, into := range map[*json.RawMessage]any{&row.Sets: &sets, &row.Guide: &v.Guide, &row.CheckIns: &v.CheckIns, &row.History: &history} {
		if len(*raw) == 0 {
			continue
		}
		if err := json.Unmarshal(*raw, into); err != nil {
			return nil, err
		}
	}
	v.session = sessionOf(row.WorkoutSession, sets)
	v.Sets = v.session.Sets
	for _, bout := range bouts(history) {
		v.History[bout.Sets[0].Exercise] = append(v.History[bout.Sets[0].Exercise], bout)
	}
	if v.answers, err = answersOf(row.Answers); err != nil {
		return nil, err
	}
	v.limit(v.answers)
	return v, nil
}

// limit takes who the person is from their answers. To somebody of whom they are not known, or not any
// more, nothing is advised: what they can log is what they do.
func (v *coaching) limit(a spotter.Answers) {
	v.Person.Unit = session.UnitOf(a.About)
	if answered(spotter.PlanTraining, a) != nil {
		v.All, v.Find = nil, func(string) (spotter.Exercise, bool) { return spotter.Exercise{}, false }
		return
	}
	v.Limits = safety.Limits(a, spotter.DateOf(v.Now, a.About.Zone()))
	v.Person.Level, v.Person.Constraints = a.Fitness.Level, *a.Constraints
}

// historyRow is a set of another session.
type historyRow struct {
	setRow
	SessionID spotter.SessionID `json:"session_id"`
	Guide     spotter.Guide     `json:"guide"` // what was asked for; null: nobody asked
}

// bouts groups sets, oldest first, by exercise and session; the newest come first.
func bouts(rows []historyRow) []session.Bout {
	type key struct {
		exercise string
		session  spotter.SessionID
	}
	at := map[key]int{}
	var out []session.Bout
	for i := len(rows) - 1; i >= 0; i-- {
		k := key{rows[i].Exercise, rows[i].SessionID}
		n, known := at[k]
		if !known {
			n = len(out)
			at[k] = n
			out = append(out, session.Bout{Eased: rows[i].Guide.Eased()})
		}
		out[n].Sets = append([]spotter.Set{rows[i].set()}, out[n].Sets...)
	}
	return out
}

// on is the exercise that is on: the one that is next, else the one that was last done.
func (v *coaching) on() string {
	if next := session.Next(v.Input); next.Exercise != "" {
		return next.Exercise
	}
	if n := len(v.Sets); n > 0 {
		return v.Sets[n-1].Exercise
	}
	return ""
}

// justDone is the exercise that a remark without a name is about: the one of the last set, else the one
// that is on.
func (v *coaching) justDone() string {
	if n := len(v.Sets); n > 0 {
		return v.Sets[n-1].Exercise
	}
	return v.on()
}

// NextSet is what to do next in a session, and why.
func (c *Coach) NextSet(ctx context.Context, caller spotter.Caller, id spotter.SessionID) (spotter.NextSet, error) {
	v, err := c.coaching(ctx, c.db.As(caller), caller.User, id)
	if err != nil {
		return spotter.NextSet{}, err
	}
	return session.Next(v.Input), nil
}
