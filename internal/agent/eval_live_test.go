package agent_test

import (
	"net/http"
	"os"
	"testing"
	"time"

	"spotter/internal/llm"
	"spotter/internal/llm/anthropic"
	"spotter/internal/llm/openai"
)

// liveModel is a real model when EVAL_LIVE=1 and there is a key, else nil.
func liveModel(t *testing.T) llm.Provider {
	t.Helper()
	if os.Getenv("EVAL_LIVE") != "1" {
		return nil
	}
	client := &http.Client{Timeout: 2 * time.Minute}
	if key := os.Getenv("ANTHROPIC_API_KEY"); key != "" {
		p, err := anthropic.New(anthropic.Config{Key: key, Model: os.Getenv("ANTHROPIC_MODEL"), HTTP: client, Now: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	key := os.Getenv("OPENAI_API_KEY")
	if key == "" {
		t.Fatal("EVAL_LIVE=1 wants ANTHROPIC_API_KEY or OPENAI_API_KEY")
	}
	p, err := openai.New(openai.Config{Key: key, BaseURL: os.Getenv("OPENAI_BASE_URL"), Model: os.Getenv("OPENAI_MODEL"), HTTP: client, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return p
}
