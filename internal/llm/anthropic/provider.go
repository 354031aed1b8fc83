// Package anthropic speaks Anthropic's Messages API through the vendor's own SDK.
package anthropic

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"time"

	sdk "github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/option"

	"spotter/internal/llm"
)

// DefaultModel is asked when no other is named.
const DefaultModel = sdk.ModelClaudeSonnet5_5

// name is the provider's, also in what it keeps of thinking.
const name = "anthropic"

// Config says whom to ask. HTTP and Now must be set.
type Config struct {
	Key     string
	BaseURL string // empty: the vendor's own
	Model   string // empty: DefaultModel
	HTTP    *http.Client
	Now     func() time.Time
}

// Provider is one model of Anthropic's.
type Provider struct {
	config   Config
	messages sdk.MessageService
	models   sdk.ModelService
	traits   traits
}

// New makes a provider. Nothing is read from the environment.
func New(c Config) (*Provider, error) {
	if c.HTTP == nil || c.Now == nil {
		return nil, errors.New("anthropic: HTTP and Now must be set")
	}
	if c.Model == "" {
		c.Model = DefaultModel
	}
	// The services are made without the SDK's client, which reads the environment and links all of its services.
	options := []option.RequestOption{
		option.WithEnvironmentProduction(), option.WithoutOpenTelemetry(),
		option.WithHTTPClient(c.HTTP), option.WithMaxRetries(0), // a Chain retries
	}
	if c.Key != "" {
		options = append(options, option.WithAPIKey(c.Key))
	}
	if c.BaseURL != "" {
		options = append(options, option.WithBaseURL(c.BaseURL))
	}
	return &Provider{config: c, messages: sdk.NewMessageService(options...), models: sdk.NewModelService(options...), traits: traitsOf(c.Model)}, nil
}

// Name is "anthropic".
func (p *Provider) Name() string { return name }

// Model is the one that was configured.
func (p *Provider) Model() string { return p.config.Model }

// Stream asks for one message. A vendor that refuses old thinking, which is bound to its conversation, is asked
// once more without any.
func (p *Provider) Stream(ctx context.Context, request llm.Request) iter.Seq2[llm.Event, error] {
	return func(yield func(llm.Event, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		a := &answer{provider: p, request: request, yield: func(e llm.Event) bool { return yield(e, nil) }}
		err := a.run(ctx)
		if a.unthought && holdsThinking(request.Messages) {
			request.Messages, request.Thinking = withoutThinking(request.Messages), 0
			a = &answer{provider: p, request: request, yield: a.yield}
			err = a.run(ctx)
		}
		if err != nil && !errors.Is(err, errLeft) {
			yield(nil, err)
		}
	}
}

// Check asks the vendor, cheaply, whether it takes the key and has the model.
func (p *Provider) Check(ctx context.Context) error {
	var response *http.Response
	_, err := p.models.Get(ctx, p.config.Model, sdk.ModelGetParams{}, option.WithResponseInto(&response))
	if err == nil {
		return nil
	}
	fault := p.fault(ctx, err, response, llm.Request{})
	if fault.Status == http.StatusNotFound {
		fault.Cause = errors.New("the key is taken, but the server does not know the model " + p.config.Model)
	}
	return fault
}

// Warm leaves an idle connection behind for the next answer. It costs no tokens and needs no key.
func (p *Provider) Warm(ctx context.Context) error {
	base := p.config.BaseURL
	if base == "" {
		base = "https://api.anthropic.com"
	}
	return llm.Touch(ctx, p.config.HTTP, base)
}
