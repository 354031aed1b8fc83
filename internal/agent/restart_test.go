package agent_test

import (
	"context"
	"errors"
	"iter"

	"spotter/internal/llm"
)

// restarting is a chain whose first provider fails in the middle.
type restarting struct{}

func (restarting) Name() string  { return "chain" }
func (restarting) Model() string { return "two" }
func (restarting) Stream(context.Context, llm.Request) iter.Seq2[llm.Event, error] {
	return func(yield func(llm.Event, error) bool) {
		for _, e := range []llm.Event{llm.Start{Provider: "one"}, llm.TextDelta{Text: "Nothing good"}, llm.Restart{Cause: errors.New("gone")},
			llm.Start{Provider: "two"}, llm.TextDelta{Text: "Something good"},
			llm.End{Message: llm.Message{Role: llm.RoleAssistant, Parts: []llm.Part{{Text: "Something good"}}}, Reason: llm.StopEnd}} {
			if !yield(e, nil) {
				return
			}
		}
	}
}
