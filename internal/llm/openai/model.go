package openai

import (
	"context"
	"errors"
	"net/http"
	"sync"

	"github.com/openai/openai-go/v3/option"

	"spotter/internal/llm"
)

// model is the name of one, which another server than the vendor's may have to be asked for.
type model struct {
	mu   sync.Mutex
	name string // empty: not known yet
}

func (m *model) get() string { m.mu.Lock(); defer m.mu.Unlock(); return m.name }

func (m *model) set(name string) { m.mu.Lock(); defer m.mu.Unlock(); m.name = name }

// resolve asks the server for its models, unless the name is known, and takes the first.
func (p *Provider) resolve(ctx context.Context) error {
	if p.Model() != "" {
		return nil
	}
	var response *http.Response
	page, err := p.models.List(ctx, option.WithResponseInto(&response))
	if err != nil {
		return p.fault(ctx, err, response, llm.Request{})
	}
	if len(page.Data) == 0 || page.Data[0].ID == "" {
		return &llm.Error{Kind: llm.KindBadRequest, Provider: p.name, Cause: errors.New("the server lists no model: name one")}
	}
	p.model.set(page.Data[0].ID)
	return nil
}
