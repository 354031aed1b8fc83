// Package openai converses over OpenAI's Realtime API, by its WebSocket.
package openai

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"spotter/internal/llm"
	"spotter/internal/voice/audio"
	"spotter/internal/voice/realtime"
	"spotter/internal/voice/stt"
	"spotter/internal/voice/vendor"
)

// What is asked for unless the settings name something else.
const (
	DefaultBaseURL    = "https://api.openai.com/v1"
	DefaultModel      = "gpt-realtime"
	DefaultVoice      = "marin"
	DefaultTranscript = "gpt-4o-mini-transcribe"
)

// wireRate is the only rate of PCM that a session takes and gives.
const wireRate = 24000

// Config says how OpenAI is asked. Key, HTTP and Now must be set.
type Config struct {
	Key     string
	BaseURL string // "" is DefaultBaseURL
	Model   string // "" is DefaultModel
	Voice   string // "" is DefaultVoice
	HTTP    *http.Client
	Now     func() time.Time
}

// Provider converses by one model.
type Provider struct{ config Config }

// New makes a provider. Nothing is asked yet.
func New(c Config) (*Provider, error) {
	if c.Key == "" || c.HTTP == nil || c.Now == nil {
		return nil, errors.New("openai: Key, HTTP and Now must be set")
	}
	for value, otherwise := range map[*string]string{&c.BaseURL: DefaultBaseURL, &c.Model: DefaultModel, &c.Voice: DefaultVoice} {
		if *value == "" {
			*value = otherwise
		}
	}
	c.BaseURL = strings.TrimRight(c.BaseURL, "/")
	return &Provider{c}, nil
}

// Name is openai.
func (p *Provider) Name() string { return "openai" }

// Model is the one that is asked for.
func (p *Provider) Model() string { return p.config.Model }

// Warm leaves an idle connection behind.
func (p *Provider) Warm(ctx context.Context) error {
	return vendor.Touch(ctx, p.config.HTTP, p.Name(), p.config.BaseURL+"/models")
}

// audioLimit bounds a message: a piece of audio in base64.
const audioLimit = 4 << 20

// Open begins a session.
func (p *Provider) Open(ctx context.Context, o realtime.Options) (realtime.Session, error) {
	if o.Voice == "" {
		o.Voice = p.config.Voice
	}
	conn, err := vendor.Dial(ctx, vendor.DialConfig{Provider: p.Name(), HTTP: p.config.HTTP, URL: vendor.WS(p.config.BaseURL) + "/realtime?model=" + url.QueryEscape(p.config.Model),
		Header: http.Header{"Authorization": {"Bearer " + p.config.Key}}, Limit: audioLimit, Now: p.config.Now})
	if err != nil {
		return nil, err
	}
	s := &session{provider: p, options: o, conn: conn, out: newOutbox(), up: audio.NewResampler(o.HearRate, wireRate), lengths: map[string]int{}, open: map[string]bool{}}
	if err := s.send(p.configuration(o)); err != nil {
		conn.Close()
		return nil, err
	}
	go s.run()
	return s, nil
}

// configuration is the whole session. The vendor never interrupts by itself: a clank in a gym would.
func (p *Provider) configuration(o realtime.Options) any {
	transcription := map[string]any{"model": DefaultTranscript}
	if language := stt.Base(o.Language); language != "" {
		transcription["language"] = language
	}
	if len(o.Terms) > 0 {
		transcription["prompt"] = strings.Join(o.Terms, ", ")
	}
	format := map[string]any{"type": "audio/pcm", "rate": wireRate}
	return map[string]any{"type": "session.update", "session": map[string]any{
		"type": "realtime", "output_modalities": []string{"audio"}, "instructions": o.Instructions, "tools": tools(o.Tools), "tool_choice": "auto",
		"audio": map[string]any{
			"input":  map[string]any{"format": format, "transcription": transcription, "turn_detection": detection(o)},
			"output": map[string]any{"format": format, "voice": o.Voice},
		},
	}}
}

func detection(o realtime.Options) any {
	switch o.Turns {
	case realtime.TurnsServer:
		silence := o.Silence
		if silence == 0 {
			silence = 500 * time.Millisecond
		}
		return map[string]any{"type": "server_vad", "silence_duration_ms": silence.Milliseconds(), "create_response": true, "interrupt_response": false}
	case realtime.TurnsSemantic:
		return map[string]any{"type": "semantic_vad", "eagerness": "auto", "create_response": true, "interrupt_response": false}
	}
	return nil
}

func tools(list []llm.Tool) []any {
	out := []any{}
	for _, t := range list {
		out = append(out, map[string]any{"type": "function", "name": t.Name, "description": t.Description, "parameters": t.Schema})
	}
	return out
}
