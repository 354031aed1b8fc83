// Package tools is what an agent, or an MCP client, can do for a person: each tool is a door to a use case
// of coach with the same typed input as the REST door, and holds no rules of its own. A tool takes no user:
// who asks comes with [Env], from the session. It answers in short, plain sentences that hold every figure
// and name that may be said. What changes a plan is a proposal that waits for the person, what cannot be
// taken back is an offer that waits for their plain yes; no tool accepts, declines or undoes anything.
package tools

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"spotter"
	"spotter/internal/coach"
)

// Env is what a tool acts with. None of it comes from a model.
type Env struct {
	Coach     *coach.Coach
	Caller    spotter.Caller // Actor is the agent's scope; Once recognises a repeat of this very call
	Agent     spotter.Actor
	Locale    string             // of the person: de, de-AT ...; the sentences a person sees are in it
	Units     string             // metric or imperial
	Zone      *time.Location     // nil: UTC
	Today     spotter.Date       // the person's own
	Session   *spotter.SessionID // the workout under way, nil for none
	Said      string             // the person's own words of this turn: figures to be logged must stand in them
	Earlier   string             // or in these, which the coach has asked back about and nothing came of yet
	Message   *spotter.MessageID // where they stand; nil for none
	Limits    spotter.Limits
	NoConsent bool // the person has declined the consent of the onboarding: it is not asked for again unasked
	Direct    bool // the arguments come from the person's own client, which has no Said: its figures are theirs
}

// Result is what a tool answers.
type Result struct {
	Text      string                    // what the model reads, and what a person reads when no model answers
	Data      any                       // a few facts as JSON, nil for none
	Proposals []spotter.ContextProposal // made or read back by this call; they wait for the person
	Offer     *spotter.Offer            // waits for the person's plain yes, which code reads and no model; nothing has been done yet. Kind is the tool, and Arguments are frozen: what is carried out is what was read back
	HandOver  *HandOver
	Failed    bool // Text says what was wrong and what would be right; nothing was done
}

// HandOver passes the conversation to another agent.
type HandOver struct {
	To     spotter.Actor `json:"to"`
	Reason string        `json:"reason"`
}

// Tool is one thing that an agent can do.
type Tool struct {
	Name        string
	Description string          // for the model
	Schema      json.RawMessage // JSON Schema 2020-12 of the arguments, an object
	Agents      []spotter.Actor // who may call it
	Write       bool            // whether it may store something
	// Run never panics and never fails otherwise than by a Result that says so.
	Run func(ctx context.Context, env Env, arguments json.RawMessage) Result
}

// Set is all tools, in a fixed order.
type Set struct {
	tools    []Tool
	carriers map[string]carrier
	log      *slog.Logger
}

// New makes the set. What goes wrong on our side is logged without what was said.
func New(log *slog.Logger) (*Set, error) {
	s := &Set{carriers: map[string]carrier{}, log: log}
	texts, err := descriptions()
	if err != nil {
		return nil, err
	}
	for _, d := range definitions() {
		text, ok := texts[d.name]
		if !ok {
			return nil, fmt.Errorf("tools: %s has no description", d.name)
		}
		delete(texts, d.name)
		s.tools = append(s.tools, Tool{Name: d.name, Description: text, Schema: d.schema, Agents: agentsOf(d.name), Write: d.write, Run: s.guarded(d)})
		if d.carry != nil {
			s.carriers[d.name] = d.carry
		}
	}
	for name := range texts {
		return nil, fmt.Errorf("tools: there is a description of %s, and no such tool", name)
	}
	return s, nil
}

// All is every tool.
func (s *Set) All() []Tool { return slices.Clone(s.tools) }

// For is what an agent may call.
func (s *Set) For(agent spotter.Actor) []Tool {
	return slices.DeleteFunc(slices.Clone(s.tools), func(t Tool) bool { return !slices.Contains(t.Agents, agent) })
}

// Find is a tool by name.
func (s *Set) Find(name string) (Tool, bool) {
	i := slices.IndexFunc(s.tools, func(t Tool) bool { return t.Name == name })
	if i < 0 {
		return Tool{}, false
	}
	return s.tools[i], true
}

// Call runs a tool by name for env.Agent. One that there is not, or that this agent may not call, answers
// with those that it may.
func (s *Set) Call(ctx context.Context, env Env, name string, arguments json.RawMessage) Result {
	t, found := s.Find(name)
	if !found || !slices.Contains(t.Agents, env.Agent) {
		return failed("There is no tool " + quoted(name) + " for you." + nearest(name, s.names(env.Agent)))
	}
	return t.Run(ctx, env, arguments)
}

func (s *Set) names(agent spotter.Actor) []string {
	var out []string
	for _, t := range s.For(agent) {
		out = append(out, t.Name)
	}
	return out
}

// Carry does what an offer promised, after the person's plain yes: env.Caller is the person, by code. An
// offer of another tool, or one that no longer fits, answers that nothing was done.
func (s *Set) Carry(ctx context.Context, env Env, offer spotter.Offer) Result {
	carry, ok := s.carriers[offer.Kind]
	if !ok || env.Caller.Actor != spotter.ActorPerson {
		return failed("That can no longer be done; nothing was changed.")
	}
	return s.protected(ctx, env, offer.Kind, func() (Result, error) { return carry(ctx, env, offer.Arguments) })
}
