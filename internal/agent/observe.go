package agent

import (
	"time"

	"spotter/internal/llm"
)

// Observer is told of what happens: figures and names of ours, never words or people. telemetry.Talk is one.
type Observer interface {
	ModelObserver
	Turn(agent, state, reason string, took time.Duration)
	Tool(name string, failed bool, took time.Duration)
	Guard(rule string, corrected bool)
	Route(agent, why string)
}

// ModelObserver is told what models do.
type ModelObserver interface {
	Step(provider, outcome string, took time.Duration)
	Tokens(provider string, input, cacheRead, cacheWrite, output int)
	FirstText(provider string, took time.Duration) // from the request to the first text of an answer
}

// silent is an Observer that does nothing.
type silent struct{}

func (silent) Turn(string, string, string, time.Duration) {}
func (silent) Step(string, string, time.Duration)         {}
func (silent) Tokens(string, int, int, int, int)          {}
func (silent) FirstText(string, time.Duration)            {}
func (silent) Tool(string, bool, time.Duration)           {}
func (silent) Guard(string, bool)                         {}
func (silent) Route(string, string)                       {}

func (t *turn) countTokens(provider string, used llm.Usage) {
	t.c.Observe.Tokens(provider, used.Input, used.CacheRead, used.CacheWrite, used.Output)
}
