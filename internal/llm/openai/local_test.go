package openai_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"spotter/internal/llm"
	"spotter/internal/llm/llmtest"
	"spotter/internal/llm/openai"
)

// listener serves paths with bodies, as JSON unless they begin with a tag.
func listener(t *testing.T, pages map[string]string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := pages[r.URL.Path]
		switch {
		case !ok:
			http.NotFound(w, r)
			return
		case body == "stall":
			<-r.Context().Done()
			return
		case strings.HasPrefix(body, "http://"):
			http.Redirect(w, r, body, http.StatusFound)
			return
		case strings.HasPrefix(body, "<"):
			w.Header().Set("Content-Type", "text/html")
		default:
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
		}
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://")
}

func local(t *testing.T, change func(*openai.LocalConfig)) *openai.Local {
	t.Helper()
	client := llm.NewHTTPClient(time.Second)
	t.Cleanup(client.CloseIdleConnections)
	c := openai.LocalConfig{HTTP: client, Now: time.Now, Log: slog.New(slog.DiscardHandler)}
	change(&c)
	l, err := openai.NewLocal(c)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

const (
	tags = `{"models":[{"name":"old:1b","model":"old:1b","digest":"d1","modified_at":"2026-01-01T00:00:00Z"},
		{"name":"embedder:latest","digest":"d2","modified_at":"2026-09-01T00:00:00.123456789+02:00"},{"name":"fine:8b","digest":"d3","modified_at":"2026-05-01T00:00:00Z"}]}`
	canCall   = `{"capabilities":["completion","tools"]}`
	canNot    = `{"capabilities":["embedding"]}`
	oneLlama  = `{"object":"list","data":[{"id":"qwen.gguf","object":"model","owned_by":"llamacpp"}]}`
	otherList = `{"object":"list","data":[{"id":"gpt-4","object":"model","owned_by":"openai"}]}`
)

func TestOnlyWhatIsRecognisedIsTaken(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		ollama, llama map[string]string
		model         string
		want, says    string
	}{
		"Ollama, the newest that calls": {ollama: map[string]string{"/api/tags": tags, "/api/show": canCall}, want: "embedder:latest", says: "by Ollama"},
		"Ollama, the one that is named": {ollama: map[string]string{"/api/tags": tags, "/api/show": canCall}, model: "fine:8b", want: "fine:8b"},
		"named without its tag":         {ollama: map[string]string{"/api/tags": tags, "/api/show": canCall}, model: "embedder", want: "embedder:latest"},
		"named and not there":           {ollama: map[string]string{"/api/tags": tags, "/api/show": canCall}, model: "gone", says: "does not have the model gone"},
		"none that calls tools":         {ollama: map[string]string{"/api/tags": tags, "/api/show": canNot}, says: "no model that can call tools"},
		"Ollama without models":         {ollama: map[string]string{"/api/tags": `{"models":[]}`}, says: "no model that can call tools"},
		"llama-server":                  {llama: map[string]string{"/v1/models": oneLlama}, want: "qwen.gguf", says: "by llama-server"},
		"both":                          {ollama: map[string]string{"/api/tags": tags, "/api/show": canNot}, llama: map[string]string{"/v1/models": oneLlama}, want: "qwen.gguf"},
		"a page":                        {ollama: map[string]string{"/api/tags": "<html>"}, llama: map[string]string{"/v1/models": "<html>hello</html>"}, says: "no Ollama"},
		"other JSON":                    {ollama: map[string]string{"/api/tags": `{"models":[{"name":"x"}]}`}, llama: map[string]string{"/v1/models": `{"ok":true}`}, says: "no Ollama"},
		"another's list":                {ollama: map[string]string{"/api/tags": `{"tags":["a"]}`}, llama: map[string]string{"/v1/models": otherList}, says: "no Ollama"},
		"one that says nothing":         {ollama: map[string]string{"/api/tags": "stall"}, llama: map[string]string{"/v1/models": "stall"}, says: "no Ollama"},
		"nobody":                        {says: "no Ollama"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := local(t, func(c *openai.LocalConfig) {
				c.Model = tt.model
				if c.Ollama = "127.0.0.1:1"; tt.ollama != nil {
					c.Ollama = listener(t, tt.ollama)
				}
				if c.LlamaServer = "127.0.0.1:1"; tt.llama != nil {
					c.LlamaServer = listener(t, tt.llama)
				}
			})
			began := time.Now()
			l.Look(t.Context())
			if l.Available() != (tt.want != "") || l.Model() != tt.want || !strings.Contains(l.Describe(), tt.says) {
				t.Errorf("found %q, and says %q", l.Model(), l.Describe())
			}
			if took := time.Since(began); took > 20*time.Second {
				t.Errorf("looked for %s", took)
			}
		})
	}
}

// TestARedirectIsNotFollowed: a listener must not lead us off the machine.
func TestARedirectIsNotFollowed(t *testing.T) {
	t.Parallel()
	other := listener(t, map[string]string{"/v1/models": oneLlama})
	l := local(t, func(c *openai.LocalConfig) {
		c.LlamaServer = listener(t, map[string]string{"/v1/models": "http://" + other + "/v1/models"})
	})
	l.Look(t.Context())
	if l.Available() {
		t.Error("followed")
	}
}

func TestOnlyThisMachineIsLookedAt(t *testing.T) {
	t.Parallel()
	for address, ok := range map[string]bool{"127.0.0.1:1": true, "[::1]:1": true, "": true, "10.0.0.1:11434": false, "example.org:8080": false, "127.0.0.1": false, "0.0.0.0:1": false} {
		_, err := openai.NewLocal(openai.LocalConfig{Ollama: address, HTTP: &http.Client{}, Now: time.Now, Log: slog.New(slog.DiscardHandler)})
		if (err == nil) != ok {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestItComesAndGoes(t *testing.T) {
	t.Parallel()
	server := llmtest.NewCompatible(t, []llmtest.Answer{llmtest.Reply("Hello.")})
	var log bytes.Buffer
	l := local(t, func(c *openai.LocalConfig) {
		c.LlamaServer = strings.TrimPrefix(strings.TrimSuffix(server.URL, "/v1"), "http://")
		c.Log = slog.New(slog.NewTextHandler(&log, nil))
	})
	if _, err := ask(t.Context(), l, llmtest.Ask()); err == nil {
		t.Error("answered before it was found")
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- l.Run(ctx) }()
	<-l.Looked()
	if end, err := ask(t.Context(), l, llmtest.Ask()); err != nil || end.Message.Parts[0].Text != "Hello." || l.Model() != "local-1" {
		t.Errorf("found: %v", err)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("Run: %v", err)
	}
	server.Close()
	l.Look(t.Context())
	if l.Available() || !strings.Contains(log.String(), "is gone") {
		t.Errorf("still there: %s", l.Describe())
	}
}
