package agent

import (
	"context"
	"encoding/json"
	"sync"

	"spotter"
	"spotter/internal/agent/consent"
	"spotter/internal/agent/guard"
	"spotter/internal/agent/tools"
	"spotter/internal/coach"
)

// guards are what stands between a model and a person. Each is a function so that the evaluations can take one
// away and see who notices; nothing but their tests replaces any.
type guards struct {
	flags  func(context.Context, spotter.Caller, ...string) []spotter.SafeAnswer
	answer func(text string, waiting []consent.Item) consent.Reading
	call   func(context.Context, tools.Env, string, json.RawMessage) tools.Result
	filter func(guard.Config) textFilter
	fence  func(name, text string) string // marks data off in prompts
	know   func(*coach.Briefing)          // sees what a turn rests on; the limits and the budget stand in it
}

// textFilter is a [guard.Filter].
type textFilter interface {
	Write(delta string) (string, []guard.Note)
	Close() (string, []guard.Note)
}

func newGuards(c Config, f fence) guards {
	reader := sync.OnceValue(consent.New) // made when the first message comes
	return guards{
		flags:  c.Coach.SafeAnswers,
		answer: func(text string, waiting []consent.Item) consent.Reading { return reader().Read(text, waiting) },
		call:   c.Tools.Call,
		filter: func(c guard.Config) textFilter { return guard.NewFilter(c) },
		fence:  f.data,
		know:   func(*coach.Briefing) {},
	}
}
