package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
	"time"
)

// probeSize bounds what is read of a stranger's answer.
const probeSize = 1 << 20

// mostShown is how many of Ollama's models are asked for what they can.
const mostShown = 8

// ollama recognises the server by its own list of models, which nobody else has, and takes the newest model that
// can call tools.
func (l *Local) ollama(ctx context.Context) (s spot, err error) {
	if l.config.Ollama == "" {
		return s, errors.New("not looked for")
	}
	var list struct {
		Models *[]ollamaModel `json:"models"`
	}
	if err := l.fetch(ctx, probeLimit, http.MethodGet, "http://"+l.config.Ollama+"/api/tags", nil, &list); err != nil {
		return s, err
	}
	if list.Models == nil || slices.ContainsFunc(*list.Models, func(m ollamaModel) bool { return m.Name == "" || m.Digest == "" }) {
		return s, errors.New("something else listens there")
	}
	s = spot{what: "Ollama", base: baseOf(l.config.Ollama)}
	models := *list.Models
	slices.SortStableFunc(models, func(a, b ollamaModel) int { return b.Modified.Compare(a.Modified) })
	if l.config.Model != "" {
		models = slices.DeleteFunc(models, func(m ollamaModel) bool { return !m.is(l.config.Model) })
		if len(models) == 0 {
			s.lacks = "Ollama runs, but does not have the model " + l.config.Model
			return s, nil
		}
	}
	for _, m := range models[:min(len(models), mostShown)] {
		if l.callsTools(ctx, m.Name) {
			s.model = m.Name
			return s, nil
		}
	}
	s.lacks = "Ollama runs, but has no model that can call tools"
	return s, ctx.Err()
}

type ollamaModel struct {
	Name     string    `json:"name"`
	Digest   string    `json:"digest"`
	Modified time.Time `json:"modified_at"`
}

// is compares as Ollama does: a name without a tag is the latest.
func (m ollamaModel) is(name string) bool { return m.Name == name || m.Name == name+":latest" }

func (l *Local) callsTools(ctx context.Context, model string) bool {
	var shown struct {
		Capabilities []string `json:"capabilities"`
	}
	err := l.fetch(ctx, showLimit, http.MethodPost, "http://"+l.config.Ollama+"/api/show", map[string]string{"model": model}, &shown)
	return err == nil && slices.Contains(shown.Capabilities, "tools")
}

// llamaServer recognises the server by whom it names as owner of its model. It serves one.
func (l *Local) llamaServer(ctx context.Context) (s spot, err error) {
	if l.config.LlamaServer == "" {
		return s, errors.New("not looked for")
	}
	var list struct {
		Data []struct {
			ID    string `json:"id"`
			Owner string `json:"owned_by"`
		} `json:"data"`
	}
	if err := l.fetch(ctx, probeLimit, http.MethodGet, baseOf(l.config.LlamaServer)+"/models", nil, &list); err != nil {
		return s, err
	}
	s = spot{what: "llama-server", base: baseOf(l.config.LlamaServer)}
	for _, m := range list.Data {
		if m.Owner == "llamacpp" && m.ID != "" && (l.config.Model == "" || m.ID == l.config.Model) {
			s.model = m.ID
			return s, nil
		}
	}
	return s, errors.New("something else listens there")
}

// fetch reads JSON, and nothing else: pages, redirects and other people's servers are no answer.
func (l *Local) fetch(ctx context.Context, limit time.Duration, method, address string, body, into any) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	var payload io.Reader = http.NoBody
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return err
		}
		payload = bytes.NewReader(b)
	}
	request, err := http.NewRequestWithContext(ctx, method, address, payload)
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := l.config.HTTP.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	kind, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	if answer.StatusCode != http.StatusOK || !strings.HasSuffix(kind, "json") {
		return errors.New("something else listens there")
	}
	return json.NewDecoder(io.LimitReader(answer.Body, probeSize)).Decode(into)
}
