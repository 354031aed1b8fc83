package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"spotter/internal/llm"
	"spotter/internal/llm/llmtest"
)

// settings reads a configuration from nothing but these.
func settings(t *testing.T, environ ...string) (*program, config, error) {
	t.Helper()
	p := &program{now: time.Now, environ: func() []string { return append(environ, "SPOTTER_DATA_DIR="+t.TempDir()) }}
	c, err := p.loadConfig()
	return p, c, err
}

func TestModelsAreMadeFromSettings(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		environ []string
		look    bool
		says    string
	}{
		"none":                     {nil, false, "rules: no model (set ANTHROPIC_API_KEY"},
		"none, and looked for":     {nil, true, "rules: no model (no Ollama"},
		"Anthropic":                {[]string{"ANTHROPIC_API_KEY=k"}, true, "anthropic claude-sonnet-5-5"},
		"both, in order":           {[]string{"OPENAI_API_KEY=k", "ANTHROPIC_API_KEY=k", "ANTHROPIC_MODEL=claude-opus-5-5"}, true, "anthropic claude-opus-5-5, then openai gpt-6.1-terra"},
		"a server like OpenAI's":   {[]string{"OPENAI_BASE_URL=http://127.0.0.1:1/v1", "OPENAI_MODEL=llama"}, true, "compatible llama"},
		"one that names its model": {[]string{"OPENAI_BASE_URL=http://127.0.0.1:1"}, true, "compatible with the first model that it lists"},
		"one that wants a key":     {[]string{"OPENAI_API_KEY=k", "OPENAI_BASE_URL=https://example.test/v1", "OPENAI_MODEL=mistral-large"}, true, "compatible mistral-large"},
		"a gateway to OpenAI":      {[]string{"OPENAI_API_KEY=k", "OPENAI_BASE_URL=https://example.test/v1"}, true, "openai gpt-6.1-terra"},
		"a gateway without a key":  {[]string{"ANTHROPIC_BASE_URL=http://127.0.0.1:1"}, true, "anthropic claude-sonnet-5-5"},
		"an older model of theirs": {[]string{"OPENAI_API_KEY=k", "OPENAI_MODEL=gpt-4.1"}, true, "openai gpt-4.1"},
		"another's model, no base": {[]string{"OPENAI_API_KEY=k", "OPENAI_MODEL=ft:mine"}, true, "openai ft:mine"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, c, err := settings(t, tt.environ...)
			if err != nil {
				t.Fatal(err)
			}
			m, err := p.openModels(c, slog.New(slog.DiscardHandler), tt.look)
			if err != nil || !strings.HasPrefix(m.describe(), tt.says) || (m.chain == nil) != (len(tt.environ) == 0 && !tt.look) {
				t.Errorf("%v, %+v, want %q", err, m.describe(), tt.says)
			}
		})
	}
}

func TestModelSettingsThatCannotBeRight(t *testing.T) {
	t.Parallel()
	broken := filepath.Join(t.TempDir(), "prices.json")
	if err := os.WriteFile(broken, []byte("{\"prices\": [\n{\"model\": \"a\", \"input\": \"1\"}]}"), 0o600); err != nil {
		t.Fatal(err)
	}
	for environ, says := range map[string]string{
		"ANTHROPIC_BASE_URL=example.test": "ANTHROPIC_BASE_URL must be a URL",
		"OPENAI_BASE_URL=http://":         "OPENAI_BASE_URL must name a host",
		"SPOTTER_PRICES_FILE=/nowhere":    "SPOTTER_PRICES_FILE",
		"SPOTTER_PRICES_FILE=" + broken:   "line 2, /prices/0/input",
	} {
		p, c, err := settings(t, environ)
		if err == nil {
			_, err = p.openModels(c, slog.New(slog.DiscardHandler), false)
		}
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, want %q", environ, err, says)
		}
	}
}

func TestKeysAreMasked(t *testing.T) {
	t.Parallel()
	_, c, err := settings(t, "ANTHROPIC_API_KEY=sk-ant-hunter2", "OPENAI_API_KEY=sk-hunter2", "OPENAI_BASE_URL=http://me:hunter2@h/v1", "ANTHROPIC_BASE_URL=http://me:hunter2@h")
	if all := strings.Join(c.lines(), "\n"); err != nil || strings.Contains(all, "hunter2") || !strings.Contains(all, "ANTHROPIC_API_KEY=***") {
		t.Errorf("%v:\n%s", err, all)
	}
}

func TestTheDoctorAsksModels(t *testing.T) {
	t.Parallel()
	a, o := llmtest.NewAnthropic(t, nil), llmtest.NewOpenAI(t, nil)
	good := []string{"ANTHROPIC_API_KEY=" + llmtest.Key, "ANTHROPIC_BASE_URL=" + a.URL + "/v1/", "OPENAI_API_KEY=" + llmtest.Key, "OPENAI_BASE_URL=" + strings.TrimSuffix(o.URL, "/v1")}
	tests := map[string]struct {
		environ []string
		says    []string // of each line
	}{
		"both answer":     {good, []string{"claude-sonnet-5-5", "gpt-6.1-terra"}},
		"a wrong key":     {append(good, "ANTHROPIC_API_KEY=sk-wrong"), []string{"ANTHROPIC_API_KEY is not accepted (status 401)", "gpt-6.1-terra"}},
		"no such model":   {append(good, "ANTHROPIC_MODEL=gone"), []string{"ANTHROPIC_MODEL: the key is taken, but the server does not know the model gone", "gpt"}},
		"nobody there":    {[]string{"OPENAI_BASE_URL=http://127.0.0.1:1/v1", "OPENAI_MODEL=x"}, []string{"OPENAI_BASE_URL cannot be used: unavailable"}},
		"unknown price":   {append(good[:2:2], "ANTHROPIC_API_KEY="+llmtest.Key, "ANTHROPIC_MODEL=claude-new-9"), []string{"claude-new-9, of unknown price (SPOTTER_PRICES_FILE)"}},
		"a broken prices": {[]string{"SPOTTER_PRICES_FILE=/nowhere"}, []string{"SPOTTER_PRICES_FILE"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, c, err := settings(t, tt.environ...)
			if err != nil {
				t.Fatal(err)
			}
			checks := p.modelChecks(c)
			if len(checks) != len(tt.says) {
				t.Fatalf("%d lines, want %d", len(checks), len(tt.says))
			}
			for i, check := range checks {
				says, err := check.run(t.Context())
				if err != nil {
					says = err.Error()
				}
				if !strings.Contains(says, tt.says[i]) || strings.Contains(says, "sk-wrong") {
					t.Errorf("%s: %q, want %q", check.name, says, tt.says[i])
				}
			}
		})
	}
}

func TestTheDoctorDoesNotWait(t *testing.T) {
	t.Parallel()
	err := explain("openai", &llm.Error{Kind: llm.KindCanceled, Cause: context.DeadlineExceeded})
	if err == nil || !strings.Contains(err.Error(), "OPENAI_BASE_URL does not answer within 3s") {
		t.Error(err)
	}
	if other := errors.New("x"); !errors.Is(explain("openai", other), other) {
		t.Error("another error is changed")
	}
}

// TestModelsAreKeptReady runs what goes on beside answers, asks, and stops.
func TestModelsAreKeptReady(t *testing.T) {
	t.Parallel()
	server := llmtest.NewAnthropic(t, []llmtest.Answer{llmtest.Reply("Yes.")})
	p, c, err := settings(t, "ANTHROPIC_API_KEY="+llmtest.Key, "ANTHROPIC_BASE_URL="+server.URL)
	if err != nil {
		t.Fatal(err)
	}
	m, err := p.openModels(c, slog.New(slog.DiscardHandler), false)
	if err != nil {
		t.Fatal(err)
	}
	stop := m.run(t.Context())
	defer stop()
	for event, err := range m.chain.Stream(t.Context(), llmtest.Ask()) {
		if err != nil {
			t.Error(err)
		}
		if end, ok := event.(llm.End); ok {
			if cost, known := m.prices.Cost(m.chain.Model(), end.Usage); !known || cost == 0 {
				t.Errorf("%d, %v", cost, known)
			}
		}
	}
}
