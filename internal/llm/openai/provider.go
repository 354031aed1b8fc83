// Package openai speaks OpenAI's Chat Completions API through the vendor's own SDK: to the vendor, and to
// every server that resembles it, such as Ollama, llama-server, LM Studio and vLLM. It also finds such a
// server on this machine ([Local]).
package openai

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"time"

	sdk "github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"

	"spotter/internal/llm"
)

// DefaultModel is asked of the vendor when no other is named. It is the newest that takes tools over this API.
const DefaultModel = sdk.ChatModelGPT6_1Terra

// The names of providers.
const (
	NameVendor     = "openai"
	NameCompatible = "compatible"
)

const vendorBase = "https://api.openai.com/v1"

// Config says whom to ask. HTTP and Now must be set.
type Config struct {
	Key     string // empty: none is sent
	BaseURL string // with the version, such as http://127.0.0.1:11434/v1; empty: the vendor's own
	Model   string // empty: DefaultModel at the vendor's, and the first that another server lists
	// Vendor says that BaseURL leads to the vendor all the same, such as through a gateway or in a test.
	Vendor bool
	HTTP   *http.Client
	Now    func() time.Time
}

// Provider is one model behind the protocol.
type Provider struct {
	config Config
	name   string
	model  model
	chat   sdk.ChatCompletionService
	models sdk.ModelService
}

// New makes a provider. Nothing is read from the environment.
func New(c Config) (*Provider, error) {
	if c.HTTP == nil || c.Now == nil {
		return nil, errors.New("openai: HTTP and Now must be set")
	}
	if c.BaseURL == "" {
		c.BaseURL = vendorBase
	}
	base, err := url.Parse(c.BaseURL)
	if err != nil {
		return nil, errors.New("openai: the base URL cannot be read")
	}
	name := NameCompatible
	if c.Vendor || base.Hostname() == "api.openai.com" {
		name = NameVendor
	}
	if c.Model == "" && name == NameVendor {
		c.Model = DefaultModel
	}
	// The services are made without the SDK's client, which reads the environment.
	options := []option.RequestOption{
		option.WithBaseURL(strings.TrimSuffix(c.BaseURL, "/") + "/"), option.WithHTTPClient(c.HTTP), option.WithMaxRetries(0), // a Chain retries
	}
	if c.Key != "" {
		options = append(options, option.WithAPIKey(c.Key))
	}
	p := &Provider{config: c, name: name, chat: sdk.NewChatCompletionService(options...), models: sdk.NewModelService(options...)}
	p.model.set(c.Model)
	return p, nil
}

// Name is "openai", or "compatible" for any other server.
func (p *Provider) Name() string { return p.name }

// Model is the one that was configured, or that the server has named; empty as long as it was not asked.
func (p *Provider) Model() string { return p.model.get() }

// Stream asks for one message.
func (p *Provider) Stream(ctx context.Context, request llm.Request) iter.Seq2[llm.Event, error] {
	return func(yield func(llm.Event, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		a := &answer{provider: p, request: request, yield: func(e llm.Event) bool { return yield(e, nil) }}
		if err := a.run(ctx); err != nil && !errors.Is(err, errLeft) {
			yield(nil, err)
		}
	}
}

// Check asks the server, cheaply, whether it takes the key and has the model.
func (p *Provider) Check(ctx context.Context) error {
	if err := p.resolve(ctx); err != nil {
		return err
	}
	var response *http.Response
	_, err := p.models.Get(ctx, p.Model(), option.WithResponseInto(&response))
	if err == nil {
		return nil
	}
	fault := p.fault(ctx, err, response, llm.Request{})
	if fault.Status == http.StatusNotFound {
		fault.Cause = errors.New("the server answers, but does not know the model " + p.Model())
	}
	return fault
}

// Warm leaves an idle connection behind for the next answer. It costs no tokens and needs no key.
func (p *Provider) Warm(ctx context.Context) error {
	return llm.Touch(ctx, p.config.HTTP, strings.TrimSuffix(p.config.BaseURL, "/")+"/models")
}
