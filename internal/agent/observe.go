package agent

import (
	"time"

	"spotter"
	"spotter/internal/llm"
)

// Observer is told of what happens: figures and names of ours, never words or people.
type Observer interface {
	Turn(agent spotter.Actor, state spotter.TurnState, reason string, took time.Duration)
	Step(provider, model string, outcome string, used llm.Usage, took time.Duration)
	FirstText(provider string, took time.Duration) // from the request to the first text of an answer
	Tool(name string, failed bool, took time.Duration)
	Guard(rule string, corrected bool)
	Route(agent spotter.Actor, why string)
}

// silent is an Observer that does nothing.
type silent struct{}

func (silent) Turn(spotter.Actor, spotter.TurnState, string, time.Duration) {}
func (silent) Step(string, string, string, llm.Usage, time.Duration)        {}
func (silent) FirstText(string, time.Duration)                              {}
func (silent) Tool(string, bool, time.Duration)                             {}
func (silent) Guard(string, bool)                                           {}
func (silent) Route(spotter.Actor, string)                                  {}
