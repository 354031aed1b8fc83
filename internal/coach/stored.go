package coach

import (
	"bytes"
	"encoding/json"
	"slices"

	jsonv2 "github.com/go-json-experiment/json" // twice as fast, which every read and save of a step has to pay
	"github.com/go-json-experiment/json/jsontext"

	"spotter"
	"spotter/science/safety"
)

// stored is the answers of an onboarding as they lie in its document, with the little that must be known
// of them. To decode and encode them all would cost more than to read them.
type stored struct {
	raw         [len(spotter.Steps)]json.RawMessage // by place in spotter.Steps; nil: not answered
	mealsPerDay int                                 // of the diet
	mealTimes   int                                 // of the schedule
	hideNumbers bool                                // an eating disorder, in the screening
}

// readStored cuts the document into answers. They stay parts of it.
func readStored(document json.RawMessage) (stored, error) {
	var out stored
	d := jsontext.NewDecoder(bytes.NewBuffer(document), jsontext.AllowDuplicateNames(true)) // jsonb has none
	if _, err := d.ReadToken(); err != nil {
		return out, err
	}
	for d.PeekKind() == '"' {
		name, err := d.ReadToken()
		if err != nil {
			return out, err
		}
		i := slices.Index(spotter.Steps[:], spotter.Step(name.String()))
		value, err := d.ReadValue()
		if err != nil {
			return out, err
		}
		if i < 0 {
			continue
		}
		end := int(d.InputOffset())
		out.raw[i] = document[end-len(value) : end : end]
		if err := out.note(spotter.Steps[i], value); err != nil {
			return out, err
		}
	}
	return out, nil
}

// note keeps what the state depends on.
func (s *stored) note(step spotter.Step, value jsontext.Value) error {
	switch step {
	case spotter.StepScreening:
		var screening spotter.Screening
		err := jsonv2.Unmarshal(value, &screening)
		s.hideNumbers = safety.HidesNumbers(screening)
		return err
	case spotter.StepDiet:
		var diet struct {
			MealsPerDay int `json:"meals_per_day"`
		}
		err := jsonv2.Unmarshal(value, &diet)
		s.mealsPerDay = diet.MealsPerDay
		return err
	case spotter.StepSchedule:
		var schedule struct {
			Meals []jsontext.Value `json:"meals"`
		}
		err := jsonv2.Unmarshal(value, &schedule)
		s.mealTimes = len(schedule.Meals)
		return err
	}
	return nil
}

// complete is [spotter.Answers.Complete] of the step at place i.
func (s *stored) complete(i int) bool {
	if spotter.Steps[i] == spotter.StepSchedule && s.mealsPerDay != 0 && s.mealTimes != s.mealsPerDay {
		return false
	}
	return s.raw[i] != nil
}

// dropTarget takes the weight target out of the goals.
func (s *stored) dropTarget() error {
	at := slices.Index(spotter.Steps[:], spotter.StepGoals)
	if s.raw[at] == nil {
		return nil
	}
	var goals spotter.Goals
	if err := jsonv2.Unmarshal(s.raw[at], &goals); err != nil {
		return err
	}
	goals.TargetWeightKG = nil
	s.raw[at] = mustJSON(goals)
	return nil
}
