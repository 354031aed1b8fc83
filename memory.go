package spotter

import (
	"strings"
	"time"
	"unicode"
)

// MemoryKind is what a remembered fact is about.
type MemoryKind string

// The kinds.
const (
	MemoryPreference MemoryKind = "preference"
	MemoryDislike    MemoryKind = "dislike"
	MemoryGoal       MemoryKind = "goal"
	MemoryInjuryNote MemoryKind = "injury_note"
	MemorySchedule   MemoryKind = "schedule"
	MemoryEquipment  MemoryKind = "equipment"
	MemoryLife       MemoryKind = "life"
	MemoryOther      MemoryKind = "other"
)

// MemorySource tells what the person said from what was concluded.
type MemorySource string

// The sources.
const (
	MemoryTold     MemorySource = "told"
	MemoryInferred MemorySource = "inferred"
)

// MostMemories is how many facts are remembered of a person.
const MostMemories = 200

// Memory is one remembered fact: data about the person, never an order to anyone.
type Memory struct {
	ID        MemoryID     `json:"id"`
	Kind      MemoryKind   `json:"kind" enum:"preference,dislike,goal,injury_note,schedule,equipment,life,other"`
	Text      string       `json:"text"`
	Source    MemorySource `json:"source" enum:"told,inferred" doc:"told: the person said so; inferred: an agent concluded it"`
	MessageID *MessageID   `json:"message_id" doc:"The message that it was taken from"`
	Agent     Actor        `json:"agent" doc:"Who remembered it"`
	Date      Date         `json:"date" doc:"The person's date when it was remembered"`
	CreatedAt time.Time    `json:"created_at"`
	UpdatedAt time.Time    `json:"updated_at"`
	Revision  int          `json:"-"`
}

// MemoryInput is a fact to remember.
type MemoryInput struct {
	Kind      MemoryKind   `json:"kind" enum:"preference,dislike,goal,injury_note,schedule,equipment,life,other"`
	Text      string       `json:"text" minLength:"1" maxLength:"300" doc:"One fact in a short sentence"`
	Source    MemorySource `json:"-"` // told when empty and the person is the actor, else inferred
	MessageID *MessageID   `json:"-"`
}

// Check wants more than space.
func (in *MemoryInput) Check() []Problem {
	if MemoryKey(in.Text) == "" {
		return []Problem{{"text", "must say something"}}
	}
	return nil
}

// MemoryChange changes a fact; what is left out stays.
type MemoryChange struct {
	Kind *MemoryKind `json:"kind,omitempty" enum:"preference,dislike,goal,injury_note,schedule,equipment,life,other"`
	Text *string     `json:"text,omitempty" minLength:"1" maxLength:"300"`
}

// Check wants something to change.
func (in *MemoryChange) Check() []Problem {
	switch {
	case in.Kind == nil && in.Text == nil:
		return []Problem{{"text", "is required, unless the kind is given"}}
	case in.Text != nil && MemoryKey(*in.Text) == "":
		return []Problem{{"text", "must say something"}}
	}
	return nil
}

// Remembered is a fact as it is stored. Merged: it was there before. Notice is a sentence that has to be said
// where a memory alone changes nothing: an allergy or an injury takes effect in the profile.
type Remembered struct {
	Memory
	Merged bool   `json:"merged" doc:"Whether it was remembered before"`
	Notice string `json:"notice,omitempty" doc:"What the memory alone does not do, to be said to the person"`
}

// MemoryKey is the same for texts that say the same in other case, space and punctuation.
func MemoryKey(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r)
	}), " ")
}
