package rules

import (
	"context"
	"iter"

	"spotter/internal/llm"
)

// Provider answers by rules. It is immutable and safe for concurrent use.
type Provider struct{}

// New makes a provider.
func New() *Provider { return &Provider{} }

// Name is "rules".
func (p *Provider) Name() string { return "rules" }

// Model is "grammar": there is no model.
func (p *Provider) Model() string { return "grammar" }

// Stream reads the request and answers with calls of tools, or with a text. It uses no tokens.
func (p *Provider) Stream(ctx context.Context, request llm.Request) iter.Seq2[llm.Event, error] {
	return func(yield func(llm.Event, error) bool) {
		if err := ctx.Err(); err != nil {
			yield(nil, &llm.Error{Kind: llm.KindCanceled, Provider: p.Name(), Cause: err})
			return
		}
		for event := range answer(request) {
			if !yield(event, nil) {
				return
			}
		}
	}
}
