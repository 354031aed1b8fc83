package coach

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"spotter"
	"spotter/internal/postgres/db"
)

// Context is everything that an agent is given about a person, as JSON, read in one round trip. Its
// profile and plans are the stored documents as they lie, unless today's limits change them.
func (c *Coach) Context(ctx context.Context, caller spotter.Caller) (json.RawMessage, error) {
	row, err := c.db.As(caller).GetContext(ctx, db.GetContextParams{UserID: caller.User, Now: c.now()})
	if err != nil {
		return nil, noProfile(err)
	}
	docs := documents{row.Profile, row.Training, row.Meals}
	v, err := c.verdicts.on(docs, c.now(), c.judge)
	if err != nil {
		return nil, err
	}
	if !v.asStored {
		if docs, _, err = c.safeDocuments(docs); err != nil {
			return nil, err
		}
	}
	return contextJSON(row, docs, v), nil
}

// documents are what is stored of a person as JSON; a plan may be nil.
type documents struct{ profile, training, meals json.RawMessage }

// safeDocuments are the documents as they may be sent today, and today's limits.
func (c *Coach) safeDocuments(d documents) (documents, spotter.Limits, error) {
	var profile spotter.ProfileDocument
	if err := json.Unmarshal(d.profile, &profile); err != nil {
		return d, spotter.Limits{}, err
	}
	safe := documents{profile: mustJSON(visible(profile))}
	if d.training != nil {
		active, err := c.activeTraining(profile, db.GetPlanRow{Document: d.training})
		if err != nil {
			return d, spotter.Limits{}, err
		}
		safe.training = mustJSON(active.Document)
	}
	if d.meals != nil {
		active, err := c.activeMeals(profile, db.GetPlanRow{Document: d.meals})
		if err != nil {
			return d, spotter.Limits{}, err
		}
		safe.meals = mustJSON(active.Document)
	}
	return safe, c.limits(profile.Answers()), nil
}

// judge says whether making documents safe changes them.
func (c *Coach) judge(d documents) (verdict, error) {
	safe, limits, err := c.safeDocuments(d)
	if err != nil {
		return verdict{}, err
	}
	same, err := d.equal(safe)
	return verdict{asStored: same, hideNumbers: limits.HideNumbers, limits: mustJSON(limits)}, err
}

// equal compares documents by what they say, whatever the order and the space.
func (d documents) equal(other documents) (bool, error) {
	profile, err := sameDocument[spotter.ProfileDocument](d.profile, other.profile)
	if err != nil || !profile {
		return false, err
	}
	training, err := sameDocument[spotter.TrainingPlan](d.training, other.training)
	if err != nil || !training {
		return false, err
	}
	return sameDocument[spotter.MealPlan](d.meals, other.meals)
}

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
func contextJSON(row db.GetContextRow, docs documents, v verdict) json.RawMessage {
	if v.hideNumbers {
		row.Weights = json.RawMessage("[]")
	}
	var b bytes.Buffer
	b.Grow(len(docs.profile) + len(docs.training) + len(docs.meals) + 16<<10)
	b.WriteString(`{"profile":`)
	head := mustJSON(versionJSON{row.ProfileVersion, row.ProfileUpdatedAt})
	b.Write(head[:len(head)-1])
	b.WriteByte(',')
	b.Write(docs.profile[1:])
	part := func(name string, value []byte) {
		b.WriteString(`,"` + name + `":`)
		if value == nil {
			value = []byte("null")
		}
		b.Write(value)
	}
	part("limits", v.limits)
	part("training", activeJSON(spotter.PlanTraining, row.TrainingVersion, row.TrainingSince, docs.training))
	part("meals", activeJSON(spotter.PlanMeals, row.MealsVersion, row.MealsSince, docs.meals))
	part("recent_sets", mustJSON(contextSets(row)))
	part("recent_weights", row.Weights)
	part("last_check_in", row.CheckIn)
	part("messages", mustJSON(contextMessages(row)))
	part("pending_proposals", row.Pending)
	b.WriteByte('}')
	return b.Bytes()
}

type versionJSON struct {
	Version   int       `json:"version"`
	UpdatedAt time.Time `json:"updated_at"`
}

// activeJSON is a [spotter.ActivePlan], nil when there is none.
func activeJSON(kind spotter.PlanKind, version *int, since *time.Time, document json.RawMessage) []byte {
	if document == nil {
		return nil
	}
	b := mustJSON(struct {
		Kind    spotter.PlanKind `json:"kind"`
		Version int              `json:"version"`
		Since   time.Time        `json:"since"`
	}{kind, *version, *since})
	b = append(b[:len(b)-1], `,"plan":`...)
	return append(append(b, document...), '}')
}

func contextSets(row db.GetContextRow) []spotter.ContextSet {
	sets := make([]spotter.ContextSet, len(row.SetExercises))
	for i := range sets {
		sets[i] = spotter.ContextSet{Exercise: row.SetExercises[i], WeightKG: row.SetWeights[i], Reps: row.SetReps[i], LoggedAt: row.SetTimes[i]}
		if row.SetRirs[i] >= 0 {
			sets[i].RIR = &row.SetRirs[i]
		}
	}
	return sets
}

func contextMessages(row db.GetContextRow) []spotter.Message {
	messages := make([]spotter.Message, len(row.MessageIds))
	for i := range messages {
		messages[i] = spotter.Message{ID: spotter.MessageID(row.MessageIds[i]), Role: row.MessageRoles[i], Agent: spotter.Actor(row.MessageAgents[i]),
			Content: row.MessageContents[i], CreatedAt: row.MessageTimes[i]}
	}
	return messages
}
