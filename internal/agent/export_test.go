package agent

import (
	"context"

	"spotter"
	"spotter/internal/agent/guard"
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
