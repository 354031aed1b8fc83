package spotter

import (
	"encoding/json"
	"strconv"
)

// Onboarding is the state of a person's onboarding, as the person sees it.
type Onboarding struct {
	Steps    map[Step]StepState `json:"steps" doc:"All eleven steps by name"`
	NextStep *Step              `json:"next_step" doc:"The first step that is not complete, in the default order; null when none is left"`
	Complete bool               `json:"complete" doc:"Whether onboarding has been completed"`
	Percent  int                `json:"percent" minimum:"0" maximum:"100"`
	Missing  []string           `json:"missing" doc:"What completion waits for: steps, then training_plan and meal_plan"`
	Notices  []Reason           `json:"notices,omitempty" doc:"What the answers give reason to say, in the reader's language: a target weight that would be underweight"`
	Revision int                `json:"-"`
}

// StepState is one step's answer and whether it is complete.
type StepState struct {
	Complete bool            `json:"complete"`
	Answer   json.RawMessage `json:"answer" doc:"The answer as it was saved, null when there is none"`
}

// MarshalJSON writes the steps in their default order.
func (o Onboarding) MarshalJSON() ([]byte, error) { return o.AppendJSON(nil), nil }

// AppendJSON appends the JSON of o to b: answers as they lie, without a look into them.
func (o Onboarding) AppendJSON(b []byte) []byte {
	b = append(b, `{"steps":{`...)
	for i, s := range Steps {
		if i > 0 {
			b = append(b, ',')
		}
		state := o.Steps[s]
		b = strconv.AppendQuote(b, string(s))
		b = append(b, `:{"complete":`...)
		b = strconv.AppendBool(b, state.Complete)
		b = append(b, `,"answer":`...)
		b = append(orNull(b, state.Answer), '}')
	}
	b = append(b, `},"next_step":`...)
	if o.NextStep != nil {
		b = strconv.AppendQuote(b, string(*o.NextStep))
	} else {
		b = orNull(b, nil)
	}
	b = append(b, `,"complete":`...)
	b = strconv.AppendBool(b, o.Complete)
	b = append(b, `,"percent":`...)
	b = strconv.AppendInt(b, int64(o.Percent), 10)
	b = append(b, `,"missing":[`...)
	for i, what := range o.Missing {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendQuote(b, what)
	}
	return append(b, `]}`...)
}

func orNull(b, value []byte) []byte {
	if value == nil {
		return append(b, "null"...)
	}
	return append(b, value...)
}

// Progress is the share of steps and plans that are done, in whole percent, rounded down.
func Progress(missing int) int {
	total := len(Steps) + 2
	return (total - missing) * 100 / total
}
