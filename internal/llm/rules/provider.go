package rules

import (
	"context"
	"iter"
	"strings"

	"spotter/internal/llm"
)

// Provider answers by rules. It is immutable and safe for concurrent use.
type Provider struct{ grammar *grammar }

// New makes a provider.
func New() *Provider { return &Provider{newGrammar()} }

// Name is "rules".
func (p *Provider) Name() string { return "rules" }

// Model is "rules", too: there is no model.
func (p *Provider) Model() string { return "rules" }

// Stream reads the request and answers with calls of tools, or with a text. It uses no tokens.
func (p *Provider) Stream(ctx context.Context, request llm.Request) iter.Seq2[llm.Event, error] {
	return func(yield func(llm.Event, error) bool) {
		for event := range p.events(request) {
			if err := ctx.Err(); err != nil {
				yield(nil, &llm.Error{Kind: llm.KindCanceled, Provider: p.Name(), Cause: err})
				return
			}
			if !yield(event, nil) {
				return
			}
		}
	}
}

// events are those of one answer, its text line by line.
func (p *Provider) events(request llm.Request) iter.Seq[llm.Event] {
	return func(yield func(llm.Event) bool) {
		if !yield(llm.Start{Provider: p.Name(), Model: p.Model()}) {
			return
		}
		message, reason := p.grammar.answer(request), llm.StopEnd
		for _, part := range message.Parts {
			for line := range strings.Lines(part.Text) {
				if !yield(llm.TextDelta{Text: line}) {
					return
				}
			}
			if part.Call != nil {
				reason = llm.StopTools
				if !yield(llm.CallStart{ID: part.Call.ID, Name: part.Call.Name}) {
					return
				}
			}
		}
		yield(llm.End{Message: message, Reason: reason})
	}
}
