package coach

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"spotter"
	"spotter/internal/postgres/db"
)

// Context is everything that an agent is given about a person, as JSON, read in one round trip. Its
// profile and the digests of the plans are sent as they are stored, unless today's limits change them.
func (c *Coach) Context(ctx context.Context, caller spotter.Caller) (json.RawMessage, error) {
	today := spotter.DateOf(c.now(), time.UTC)
	row, err := c.db.As(caller).GetContext(ctx, db.GetContextParams{UserID: caller.User, Now: c.now(), Since: pgDate(today.AddDays(-1)),
		MovedSince: pgDate(today.AddDays(-1 - movesReach)), MovedUntil: pgDate(today.AddDays(1 + movesReach))})
	if err != nil {
		return nil, noProfile(err)
	}
	v, err := c.verdictOn(ctx, caller, &row)
	if err != nil {
		return nil, err
	}
	if v.today, err = v.withSession(row.Moves); err != nil {
		return nil, err
	}
	return contextJSON(&row, v), nil
}

// withSession is today with the workout that stands on it, by the moves of single sessions.
func (v verdict) withSession(moves json.RawMessage) (json.RawMessage, error) {
	d := &days{training: v.outline}
	if len(moves) > 0 {
		if err := json.Unmarshal(moves, &d.moves); err != nil {
			return nil, err
		}
	}
	var session *spotter.ContextSession
	if day, from := d.dayOf(v.date); day != nil {
		session = &spotter.ContextSession{Name: day.Name, Time: day.Time, Minutes: day.Minutes, MovedFrom: from}
	}
	out := append(make([]byte, 0, len(v.today)+128), v.today[:len(v.today)-len(`"session":null}`)]...)
	return append(append(append(out, `"session":`...), mustJSON(session)...), '}'), nil
}

// verdictOn says what follows from what was read. Where that is not known yet, or what is stored may not be sent, it
// reads the documents whole, and puts into row what may be sent.
func (c *Coach) verdictOn(ctx context.Context, caller spotter.Caller, row *db.GetContextRow) (verdict, error) {
	key := c.verdicts.key(caller.User, row, c.now())
	v, known := c.verdicts.find(key)
	if known && v.asStored {
		return v, nil
	}
	whole, err := c.db.As(caller).GetDocuments(ctx, caller.User)
	if err != nil {
		return verdict{}, noProfile(err)
	}
	if v, err = c.judge(row, whole); err != nil {
		return verdict{}, err
	}
	c.verdicts.keep(key, v)
	return v, nil
}

// judge holds the plans as they are now against today's limits. Where what is stored for conversations may
// not be sent, it puts into row what may.
func (c *Coach) judge(row *db.GetContextRow, whole db.GetDocumentsRow) (verdict, error) {
	var profile spotter.ProfileDocument
	if err := json.Unmarshal(whole.Profile, &profile); err != nil {
		return verdict{}, err
	}
	safe := *row
	safe.Profile, safe.ProfileVersion, safe.ProfileUpdatedAt = mustJSON(visible(profile)), whole.ProfileVersion, whole.ProfileUpdatedAt
	safe.Training, safe.TrainingVersion, safe.TrainingSince = nil, whole.TrainingVersion, whole.TrainingSince
	safe.Meals, safe.MealsVersion, safe.MealsSince = nil, whole.MealsVersion, whole.MealsSince
	var plan *spotter.TrainingPlan
	if whole.Training != nil {
		active, err := c.activeTraining(profile, db.GetPlanRow{Document: whole.Training})
		if err != nil {
			return verdict{}, err
		}
		digest := active.Document.Digest()
		safe.Training, plan = mustJSON(digest), outline(&digest)
	}
	today, changed := c.contextToday(profile), []spotter.ContextMeal{}
	if whole.Meals != nil {
		active, err := c.activeMeals(profile, db.GetPlanRow{Document: whole.Meals})
		if err != nil {
			return verdict{}, err
		}
		safe.Meals = mustJSON(active.Document.Digest())
		if changed, err = c.contextMeals(&today, active.Document, row.Changed, profile.Answers()); err != nil {
			return verdict{}, err
		}
	}
	limits := c.limits(profile.Answers())
	same, err := sameContext(row, &safe)
	if err != nil {
		return verdict{}, err
	}
	if !same {
		*row = safe
	}
	return verdict{asStored: same, hideNumbers: limits.HideNumbers, limits: mustJSON(limits), typed: limits, today: mustJSON(today), changed: mustJSON(changed),
		date: today.Date, outline: plan}, nil
}

func (c *Coach) contextToday(profile spotter.ProfileDocument) spotter.ContextToday {
	date := c.today(profile.Answers())
	return spotter.ContextToday{Date: date, Weekday: date.Weekday(), Meals: []spotter.DishDigest{}}
}

// contextMeals puts today's meals into today, and answers what was exchanged on single dates from then on.
func (c *Coach) contextMeals(today *spotter.ContextToday, plan spotter.MealPlan, stored json.RawMessage, answers spotter.Answers) ([]spotter.ContextMeal, error) {
	changes, err := c.changesFrom(today.Date, stored, answers)
	if err != nil {
		return nil, err
	}
	out := []spotter.ContextMeal{}
	for _, change := range changes {
		for _, m := range mealsOn(plan, change.Date, []mealChange{change}) {
			if m.ID == change.ID {
				out = append(out, spotter.ContextMeal{Date: change.Date, Meal: m.Digest()})
			}
		}
	}
	for _, m := range mealsOn(plan, today.Date, changes) {
		today.Meals = append(today.Meals, m.Digest())
	}
	return out, nil
}

// changesFrom reads the exchanges from a date on, as they may be eaten today.
func (c *Coach) changesFrom(date spotter.Date, stored json.RawMessage, answers spotter.Answers) ([]mealChange, error) {
	if stored == nil {
		return nil, nil
	}
	var changes []mealChange
	if err := json.Unmarshal(stored, &changes); err != nil {
		return nil, err
	}
	changes = slices.DeleteFunc(changes, func(m mealChange) bool { return m.Date.Before(date) })
	return c.safeChanges(changes, answers)
}

// sameContext compares what is stored with what may be sent, whatever the order and the space.
func sameContext(stored, safe *db.GetContextRow) (bool, error) {
	if stored.ProfileVersion != safe.ProfileVersion || !equal(stored.TrainingVersion, safe.TrainingVersion) || !equal(stored.MealsVersion, safe.MealsVersion) {
		return false, nil // something changed between the two reads
	}
	profile, err := sameDocument[spotter.ProfileDocument](stored.Profile, safe.Profile)
	if err != nil || !profile {
		return false, err
	}
	training, err := sameDocument[spotter.TrainingDigest](stored.Training, safe.Training)
	if err != nil || !training {
		return false, err
	}
	return sameDocument[spotter.MealDigest](stored.Meals, safe.Meals)
}

func equal[T comparable](a, b *T) bool { return a == b || a != nil && b != nil && *a == *b }

func sameDocument[T any](stored, encoded json.RawMessage) (bool, error) {
	if stored == nil {
		return encoded == nil, nil
	}
	var document T
	err := json.Unmarshal(stored, &document)
	return bytes.Equal(mustJSON(document), encoded), err
}

// contextJSON puts a [spotter.Context] together from parts that are JSON already: to encode the documents
// again would cost more than all the rest.
func contextJSON(row *db.GetContextRow, v verdict) json.RawMessage {
	if v.hideNumbers {
		row.Weights = json.RawMessage("[]")
	}
	b := make([]byte, 0, len(row.Profile)+len(row.Training)+len(row.Meals)+24<<10)
	b = append(append(b, `{"profile":`...), profileJSON(row)...)
	b = appendPart(b, "limits", v.limits)
	b = appendActive(b, spotter.PlanTraining, row.TrainingVersion, row.TrainingSince, row.Training)
	b = appendActive(b, spotter.PlanMeals, row.MealsVersion, row.MealsSince, row.Meals)
	b = appendPart(b, "today", v.today)
	b = appendPart(b, "changed_meals", v.changed)
	b = appendSets(append(b, `,"recent_sets":`...), row)
	b = appendPart(b, "recent_weights", row.Weights)
	b = appendPart(b, "last_check_in", row.CheckIn)
	b = appendMessages(append(b, `,"messages":`...), row)
	b = appendPart(b, "pending_proposals", row.Pending)
	return append(b, '}')
}

// profileJSON is a [spotter.Profile].
func profileJSON(row *db.GetContextRow) json.RawMessage {
	b := strconv.AppendInt(append(make([]byte, 0, len(row.Profile)+64), `{"version":`...), int64(row.ProfileVersion), 10)
	b = appendTime(append(b, `,"updated_at":`...), row.ProfileUpdatedAt)
	return append(append(b, ','), row.Profile[1:]...)
}

func appendPart(b []byte, name string, value json.RawMessage) []byte {
	b = append(b, `,"`...)
	b = append(b, name...)
	b = append(b, `":`...)
	if value == nil {
		return append(b, "null"...)
	}
	return append(b, value...)
}

// appendActive appends a [spotter.ActivePlan], null when there is none.
func appendActive(b []byte, kind spotter.PlanKind, version *int, since *time.Time, document json.RawMessage) []byte {
	return appendPart(b, string(kind), activeJSON(kind, version, since, document))
}

// activeJSON is a [spotter.ActivePlan], nil when there is none.
func activeJSON(kind spotter.PlanKind, version *int, since *time.Time, document json.RawMessage) json.RawMessage {
	if document == nil {
		return nil
	}
	b := append(make([]byte, 0, len(document)+128), `{"kind":"`...)
	b = append(append(b, kind...), `","version":`...)
	b = strconv.AppendInt(b, int64(*version), 10)
	b = appendTime(append(b, `,"since":`...), *since)
	return append(appendPart(b, "plan", document), '}')
}

// appendSets appends a list of [spotter.ContextSet].
func appendSets(b []byte, row *db.GetContextRow) []byte {
	b = append(b, '[')
	for i, exercise := range row.SetExercises {
		b = appendString(appendComma(b, i, `{"exercise":`), exercise)
		b = strconv.AppendFloat(append(b, `,"weight_kg":`...), row.SetWeights[i], 'f', -1, 64)
		b = strconv.AppendInt(append(b, `,"reps":`...), int64(row.SetReps[i]), 10)
		b = append(b, `,"rir":`...)
		if rir := row.SetRirs[i]; rir >= 0 {
			b = strconv.AppendInt(b, int64(rir), 10)
		} else {
			b = append(b, "null"...)
		}
		b = append(appendTime(append(b, `,"logged_at":`...), row.SetTimes[i]), '}')
	}
	return append(b, ']')
}

// appendMessages appends a list of [spotter.Message].
func appendMessages(b []byte, row *db.GetContextRow) []byte {
	b = append(b, '[')
	for i, id := range row.MessageIds {
		b = appendString(appendComma(b, i, `{"id":`), id.String())
		b = appendString(append(b, `,"role":`...), row.MessageRoles[i])
		if agent := row.MessageAgents[i]; agent != "" {
			b = appendString(append(b, `,"agent":`...), agent)
		}
		b = appendString(append(b, `,"content":`...), row.MessageContents[i])
		b = append(appendTime(append(b, `,"created_at":`...), row.MessageTimes[i]), '}')
	}
	return append(b, ']')
}

func appendComma(b []byte, i int, text string) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	return append(b, text...)
}

// appendString appends a JSON string. The database holds valid UTF-8 only.
func appendString(b []byte, s string) []byte {
	b, _ = jsontext.AppendQuote(b, s)
	return b
}

// appendTime appends an instant as encoding/json does.
func appendTime(b []byte, at time.Time) []byte {
	return append(at.AppendFormat(append(b, '"'), time.RFC3339Nano), '"')
}
