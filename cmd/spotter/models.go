package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"spotter/internal/agent"
	"spotter/internal/llm"
	"spotter/internal/llm/anthropic"
	"spotter/internal/llm/openai"
)

// connectLimit bounds a connection to a vendor.
const connectLimit = 5 * time.Second

// models are what the coach can ask.
type models struct {
	chain  *llm.Chain // nil: there is none, and none is looked for
	prices llm.Prices
	named  []llm.Provider // from the settings, in order
	local  *openai.Local  // nil: not looked for
	client *http.Client
}

// openModels makes the chain that the settings name: Anthropic, then OpenAI or a server like it. With neither, and
// look, a server on this machine is looked for. Nothing is asked yet.
func (p *program) openModels(c config, log *slog.Logger, look bool) (*models, error) {
	out := &models{client: llm.NewHTTPClient(connectLimit)}
	var err error
	if out.prices, err = readPrices(c.PricesFile); err != nil {
		return nil, err
	}
	if out.named, err = p.providers(c, out.client); err != nil {
		return nil, err
	}
	var links []llm.Link
	for _, provider := range out.named {
		links = append(links, llm.Link{Provider: provider, Limits: limitsOf(provider, c)})
	}
	if look && len(links) == 0 {
		if out.local, err = openai.NewLocal(p.localConfig(c, out.client, log)); err != nil {
			return nil, err
		}
		links = append(links, llm.Link{Provider: out.local, Limits: llm.LocalLimits()})
	}
	if len(links) == 0 {
		return out, nil
	}
	out.chain, err = llm.NewChain(llm.ChainConfig{Links: links, Now: p.now, Rand: rand.Float64, Log: log, Tried: agent.Tried})
	return out, err
}

func (p *program) localConfig(c config, client *http.Client, log *slog.Logger) openai.LocalConfig {
	return openai.LocalConfig{Ollama: openai.OllamaAddress, LlamaServer: openai.LlamaServerAddress, Model: c.OpenAIModel, HTTP: client, Now: p.now, Log: log}
}

// providers are those that the settings name. A key or an address is enough.
func (p *program) providers(c config, client *http.Client) ([]llm.Provider, error) {
	var out []llm.Provider
	if c.AnthropicAPIKey+c.AnthropicBaseURL != "" {
		provider, err := anthropic.New(anthropic.Config{Key: c.AnthropicAPIKey, BaseURL: withoutVersion(c.AnthropicBaseURL), Model: c.AnthropicModel, HTTP: client, Now: p.now})
		if err != nil {
			return nil, err
		}
		out = append(out, provider)
	}
	if c.OpenAIAPIKey+c.OpenAIBaseURL != "" {
		provider, err := openai.New(openai.Config{Key: c.OpenAIAPIKey, BaseURL: withVersion(c.OpenAIBaseURL), Model: c.OpenAIModel, Vendor: isVendor(c), HTTP: client, Now: p.now})
		if err != nil {
			return nil, err
		}
		out = append(out, provider)
	}
	return out, nil
}

// isVendor tells a gateway to OpenAI from a server that only resembles it: the one gets a key, and a model of theirs.
func isVendor(c config) bool {
	theirs := slices.ContainsFunc([]string{"gpt-", "chatgpt-", "o1", "o3", "o4"}, func(prefix string) bool { return strings.HasPrefix(c.OpenAIModel, prefix) })
	return c.OpenAIAPIKey != "" && (c.OpenAIModel == "" || theirs)
}

// withVersion adds the version that the protocol's paths lie below, to an address that has no path.
func withVersion(base string) string {
	if u, err := url.Parse(base); err == nil && base != "" && strings.Trim(u.Path, "/") == "" {
		return strings.TrimRight(base, "/") + "/v1"
	}
	return base
}

// withoutVersion takes it off, where the SDK adds it by itself.
func withoutVersion(base string) string {
	return strings.TrimSuffix(strings.TrimRight(base, "/"), "/v1")
}

// limitsOf gives a server of one's own the time to load a model.
func limitsOf(p llm.Provider, c config) llm.Limits {
	if p.Name() == openai.NameCompatible && openai.IsLocal(c.OpenAIBaseURL) {
		return llm.LocalLimits()
	}
	return llm.VendorLimits()
}

func readPrices(name string) (llm.Prices, error) {
	prices, err := llm.DefaultPrices()
	if err != nil || name == "" {
		return prices, err
	}
	file, err := os.ReadFile(name)
	if err != nil {
		return prices, fmt.Errorf("SPOTTER_PRICES_FILE: %w", err)
	}
	if prices, err = prices.With(file, name); err != nil {
		return prices, fmt.Errorf("SPOTTER_PRICES_FILE: %w", err)
	}
	return prices, nil
}

// run does what goes on beside answers, until stop.
func (m *models) run(ctx context.Context) (stop func()) {
	if m.chain == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = m.chain.Run(ctx) // ends with ctx, and with nothing else
	}()
	return func() {
		cancel()
		<-done
		m.client.CloseIdleConnections()
	}
}

// describe says who answers, as far as is known.
func (m *models) describe() string {
	switch {
	case m.local != nil && m.local.Available():
		return m.local.Describe()
	case m.local != nil:
		return "rules: no model (" + m.local.Describe() + "; set ANTHROPIC_API_KEY or OPENAI_API_KEY)"
	case len(m.named) == 0:
		return "rules: no model (set ANTHROPIC_API_KEY, OPENAI_API_KEY or OPENAI_BASE_URL)"
	}
	var out []string
	for _, p := range m.named {
		model := p.Model()
		if model == "" {
			model = "with the first model that it lists"
		}
		out = append(out, p.Name()+" "+model)
	}
	return strings.Join(out, ", then ")
}

// modelLimit bounds the doctor's question to a vendor.
const modelLimit = 3 * time.Second

// modelChecks are the doctor's lines for models.
func (p *program) modelChecks(c config) []check {
	m, err := p.openModels(c, slog.New(slog.DiscardHandler), true)
	if err != nil {
		return []check{{"models", func(context.Context) (string, error) { return "", err }}}
	}
	if m.local != nil {
		return []check{{"model", func(ctx context.Context) (string, error) {
			defer m.client.CloseIdleConnections()
			if m.local.Look(ctx); !m.local.Available() {
				return m.describe(), errSkipped
			}
			return m.describe(), nil
		}}}
	}
	var out []check
	for _, provider := range m.named {
		asked, ok := provider.(interface{ Check(context.Context) error })
		if !ok {
			continue
		}
		out = append(out, check{"model of " + provider.Name(), func(ctx context.Context) (string, error) {
			limit, cancel := context.WithTimeout(ctx, modelLimit)
			defer cancel()
			defer m.client.CloseIdleConnections()
			err := asked.Check(limit)
			return provider.Model() + priced(m.prices, provider.Model()), explain(provider.Name(), err)
		}})
	}
	return out
}

// priced says when usage cannot be told in money.
func priced(prices llm.Prices, model string) string {
	if _, known := prices.Of(model); known {
		return ""
	}
	return ", of unknown price (SPOTTER_PRICES_FILE)"
}

// explain names the setting that an error is about.
func explain(provider string, err error) error {
	var fault *llm.Error
	if !errors.As(err, &fault) {
		return err
	}
	prefix := "OPENAI"
	if provider == "anthropic" {
		prefix = "ANTHROPIC"
	}
	switch fault.Kind {
	case llm.KindAuth:
		return fmt.Errorf("%s_API_KEY is not accepted (status %d)", prefix, fault.Status)
	case llm.KindBadRequest:
		return fmt.Errorf("%s_MODEL: %w", prefix, fault.Cause)
	case llm.KindCanceled:
		return fmt.Errorf("%s_BASE_URL does not answer within %s", prefix, modelLimit)
	}
	return fmt.Errorf("%s_BASE_URL cannot be used: %s: %w", prefix, fault.Kind, fault.Cause)
}
