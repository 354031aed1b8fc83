package anthropic_test

import (
	"testing"
	"time"

	"go.uber.org/goleak"

	"spotter/internal/llm"
	"spotter/internal/llm/anthropic"
	"spotter/internal/llm/llmtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func provider(t testing.TB, server *llmtest.Server, model string) *anthropic.Provider {
	t.Helper()
	p, err := anthropic.New(anthropic.Config{Key: llmtest.Key, BaseURL: server.URL, Model: model, HTTP: server.Client, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestConformance(t *testing.T) {
	t.Parallel()
	for _, model := range []string{"", "claude-haiku-4-5"} {
		t.Run(model, func(t *testing.T) {
			t.Parallel()
			llmtest.Conform(t, llmtest.Subject{
				Serve:    llmtest.NewAnthropic,
				Provider: func(t testing.TB, s *llmtest.Server) llm.Provider { t.Helper(); return provider(t, s, model) },
				Reasons:  []llm.StopReason{llm.StopPause, llm.StopContext},
			})
		})
	}
}
