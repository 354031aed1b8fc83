package rules

import (
	"iter"

	"spotter/internal/llm"
)

// answer is the events of an answer.
func answer(request llm.Request) iter.Seq[llm.Event] {
	return func(yield func(llm.Event) bool) {
		_ = request
		yield(llm.End{Message: llm.Message{Role: llm.RoleAssistant}, Reason: llm.StopEnd})
	}
}
