package agent

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"spotter"
	"spotter/internal/agent/consent"
	"spotter/internal/agent/guard"
	"spotter/internal/agent/tools"
	"spotter/internal/coach"
	"spotter/internal/llm"
)

// Prepare does all that a turn does beside the model: briefing, consent, routing, prompt.
func (a *Agents) Prepare(ctx context.Context, caller spotter.Caller, text string) (llm.Request, error) {
	t := &turn{Agents: a, caller: caller, number: 1 << 20, text: text, met: map[spotter.Actor]bool{}, seen: map[string]int{}, facts: guard.NewFacts(a.names()), log: a.c.Log}
	if err := t.brief(ctx); err != nil {
		return llm.Request{}, err
	}
	if _, err := t.consent(ctx); err != nil {
		return llm.Request{}, err
	}
	t.agent = t.route(ctx, "")
	c := &talk{messages: t.history(a.c.Bounds.History)}
	t.earlier(c.messages)
	c.messages = append(c.messages, llm.Message{Role: llm.RoleUser, Parts: []llm.Part{{Text: text}}})
	return t.request(c), nil
}

// Guards are the names that Without knows.
func Guards() []string { return slices.Sorted(maps.Keys(removals)) }

// Without takes a guard away from agents, so that a test sees who notices.
func Without(a *Agents, name string) bool {
	remove, known := removals[name]
	if known {
		remove(a)
	}
	return known
}

var removals = map[string]func(*Agents){
	"red flags": func(a *Agents) {
		a.guards.flags = func(context.Context, spotter.Caller, ...string) []spotter.SafeAnswer { return nil }
	},
	"grounding": func(a *Agents) { a.guards.filter = func(guard.Config) textFilter { return open{} } },
	"leaks": func(a *Agents) {
		a.guards.filter = func(c guard.Config) textFilter {
			c.Prompts = nil
			return guard.NewFilter(c)
		}
	},
	"limits": func(a *Agents) { a.guards.know = func(b *coach.Briefing) { b.Limits = spotter.Limits{} } },
	"budget": func(a *Agents) { a.guards.know = func(b *coach.Briefing) { b.Budget.State = spotter.BudgetFine } },
	"fence":  func(a *Agents) { a.guards.fence = func(_, text string) string { return text + "\n" } },
	"consent": func(a *Agents) { // any yes in it is one to all
		a.guards.answer = func(text string, waiting []consent.Item) consent.Reading {
			reading := consent.Reading{Kind: consent.None}
			if len(waiting) > 0 && strings.Contains(strings.ToLower(text), "yes") {
				reading.Kind = consent.Yes
				for i := range waiting {
					reading.Named = append(reading.Named, i)
				}
			}
			return reading
		}
	},
	"allow-list": func(a *Agents) {
		a.guards.call = func(ctx context.Context, env tools.Env, name string, raw json.RawMessage) tools.Result {
			if t, ok := a.c.Tools.Find(name); ok {
				return t.Run(ctx, env, raw)
			}
			return a.c.Tools.Call(ctx, env, name, raw)
		}
	},
	"said": func(a *Agents) {
		a.guards.call = func(ctx context.Context, env tools.Env, name string, raw json.RawMessage) tools.Result {
			env.Direct = true
			return a.c.Tools.Call(ctx, env, name, raw)
		}
	},
}

// open is a filter that lets everything out.
type open struct{}

func (open) Write(delta string) (string, []guard.Note) { return delta, nil }
func (open) Close() (string, []guard.Note)             { return "", nil }
