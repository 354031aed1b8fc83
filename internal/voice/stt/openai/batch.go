// Package openai recognises speech at OpenAI, or at any server that speaks its protocol: an utterance at a time over
// /audio/transcriptions, or while it is spoken over a Realtime transcription session.
package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"sync"
	"time"

	"spotter/internal/llm"
	"spotter/internal/voice/audio"
	"spotter/internal/voice/stt"
	"spotter/internal/voice/vendor"
)

// DefaultBaseURL is where OpenAI is.
const DefaultBaseURL = "https://api.openai.com/v1"

// The models that are asked for unless the settings name others.
const (
	DefaultBatch = "gpt-4o-mini-transcribe"
	DefaultLive  = "gpt-live-transcribe"
	AnyWhisper   = "whisper-1" // what other servers call the one that they have
)

// NameCompatible is the name of a server that is not OpenAI's.
const NameCompatible = "speech server"

// Config says how a server is asked. HTTP and Now must be set, and Key for OpenAI itself.
type Config struct {
	Key     string
	BaseURL string // "" is DefaultBaseURL
	Model   string
	HTTP    *http.Client
	Now     func() time.Time
}

func (c *Config) check(model string) error {
	if c.HTTP == nil || c.Now == nil {
		return errors.New("openai: HTTP and Now must be set")
	}
	if c.BaseURL == "" {
		c.BaseURL = DefaultBaseURL
	}
	c.BaseURL = strings.TrimRight(c.BaseURL, "/")
	if c.Key == "" && c.vendor() {
		return errors.New("openai: Key must be set")
	}
	if c.Model == "" {
		if c.Model = model; !c.vendor() && c.Key == "" {
			c.Model = AnyWhisper
		}
	}
	return nil
}

func (c *Config) vendor() bool { return c.BaseURL == DefaultBaseURL }

func (c *Config) name() string {
	if c.Key == "" {
		return NameCompatible
	}
	return "openai"
}

func (c *Config) header() http.Header {
	h := http.Header{}
	if c.Key != "" {
		h.Set("Authorization", "Bearer "+c.Key)
	}
	return h
}

func (c *Config) warm(ctx context.Context) error {
	if err := llm.Touch(ctx, c.HTTP, c.BaseURL+"/models"); err != nil {
		return vendor.Of(c.name(), err)
	}
	return nil
}

// ask asks whether the key is accepted.
func (c *Config) ask(ctx context.Context) error {
	return vendor.Ask(ctx, c.HTTP, c.name(), c.BaseURL+"/models", c.header(), c.Now)
}

// Batch recognises an utterance when it has ended: Finalize asks.
type Batch struct{ config Config }

// NewBatch makes a provider. Nothing is asked yet.
func NewBatch(c Config) (*Batch, error) {
	if err := c.check(DefaultBatch); err != nil {
		return nil, err
	}
	return &Batch{c}, nil
}

// Name is openai, or speech server.
func (p *Batch) Name() string { return p.config.name() }

// Model is the one that is asked for.
func (p *Batch) Model() string { return p.config.Model }

// Batches says that nothing is told before Finalize.
func (p *Batch) Batches() bool { return true }

// EndsTurns is false: it hears nothing before it is asked.
func (p *Batch) EndsTurns() bool { return false }

// Warm leaves an idle connection behind.
func (p *Batch) Warm(ctx context.Context) error { return p.config.warm(ctx) }

// Check asks, cheaply, whether the key is accepted.
func (p *Batch) Check(ctx context.Context) error { return p.config.ask(ctx) }

// Open begins a recognition. Nothing is asked yet.
func (p *Batch) Open(ctx context.Context, o stt.Options) (stt.Stream, error) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	s := &batch{provider: p, options: o, out: stt.NewOutbox(), cancel: cancel, asked: make(chan piece, 16)}
	go s.run(ctx)
	return s, nil
}

// What an utterance may have: the most that is sent, and what is kept of the silence before it.
const (
	longest   = 2 * time.Minute
	lead      = 300 * time.Millisecond
	least     = 100 * time.Millisecond // of sound; less is answered with nothing
	whisper   = 120                    // the loudness below which it is silence
	bodyLimit = 1 << 20
)

// piece is an utterance with its position.
type piece struct {
	samples []int16
	start   int
	loud    int // samples that are no silence
}

type batch struct {
	provider *Batch
	options  stt.Options
	out      *stt.Outbox
	cancel   context.CancelFunc
	asked    chan piece

	mu      sync.Mutex
	closed  bool
	now     piece
	written int
	billed  int
}

// Billed is how much was asked about.
func (s *batch) Billed() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return audio.Duration(s.billed, s.options.Rate)
}

func (s *batch) Events() <-chan stt.Event { return s.out.Events() }

// Write keeps what is said. Before the first sound only a little is kept.
func (s *batch) Write(pcm []int16) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return vendor.Of(s.provider.Name(), vendor.ErrClosed)
	}
	s.written += len(pcm)
	s.now.samples = append(s.now.samples, pcm...)
	if audio.Loudness(pcm) >= whisper {
		s.now.loud += len(pcm)
	}
	most := longest
	if s.now.loud == 0 {
		most = lead
	}
	if over := len(s.now.samples) - audio.Count(most, s.options.Rate); over > 0 {
		s.now.samples = s.now.samples[over:]
	}
	s.now.start = s.written - len(s.now.samples)
	return nil
}

// Finalize asks for the utterance that has ended.
func (s *batch) Finalize() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return vendor.Of(s.provider.Name(), vendor.ErrClosed)
	}
	select {
	case s.asked <- s.now:
		s.billed += len(s.now.samples)
		s.now = piece{start: s.written}
		return nil
	default:
		s.cancel()
		return vendor.Of(s.provider.Name(), vendor.ErrBehind)
	}
}

func (s *batch) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.closed = true
		s.out.Leave()
		s.cancel()
	}
	return nil
}

func (s *batch) run(ctx context.Context) {
	defer s.cancel()
	for {
		select {
		case <-ctx.Done():
			s.end(nil)
			return
		case p := <-s.asked:
			e := stt.Event{Kind: stt.Final, Finalized: true, Start: audio.Duration(p.start, s.options.Rate), End: audio.Duration(p.start+len(p.samples), s.options.Rate)}
			if audio.Duration(p.loud, s.options.Rate) >= least {
				text, err := s.provider.transcribe(ctx, p.samples, s.options)
				if err != nil {
					s.end(err)
					return
				}
				e.Text = text
			}
			s.out.Put(e)
		}
	}
}

// end tells why, unless it was closed.
func (s *batch) end(err error) {
	s.mu.Lock()
	closed := s.closed
	s.closed = true
	s.mu.Unlock()
	if closed {
		s.out.End(nil)
		return
	}
	if err == nil {
		err = vendor.Of(s.provider.Name(), vendor.ErrBehind)
	}
	s.out.End(err)
}

func (p *Batch) transcribe(ctx context.Context, samples []int16, o stt.Options) (string, error) {
	body, kind, err := form(p.config.Model, audio.WAV(samples, o.Rate), o)
	if err != nil {
		return "", err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.config.BaseURL+"/audio/transcriptions", body)
	if err != nil {
		return "", vendor.Of(p.Name(), err)
	}
	request.Header = p.config.header()
	request.Header.Set("Content-Type", kind)
	answer, err := p.config.HTTP.Do(request)
	if err != nil {
		return "", vendor.Of(p.Name(), err)
	}
	if answer.StatusCode != http.StatusOK {
		return "", vendor.OfAnswer(p.Name(), answer, p.config.Now())
	}
	defer func() { _ = answer.Body.Close() }()
	data, err := io.ReadAll(io.LimitReader(answer.Body, bodyLimit))
	if err != nil {
		return "", vendor.Of(p.Name(), err)
	}
	var said struct {
		Text *string `json:"text"`
	}
	if json.Unmarshal(data, &said) != nil || said.Text == nil {
		return "", &vendor.Error{Provider: p.Name(), Retryable: true, Cause: vendor.ErrMalformed}
	}
	return strings.TrimSpace(*said.Text), nil
}

// form is the request. The terms to listen for are its prompt.
func form(model string, file []byte, o stt.Options) (body *bytes.Buffer, kind string, err error) {
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	fields := [][2]string{{"model", model}, {"response_format", "json"}, {"language", stt.Base(o.Language)}, {"prompt", strings.Join(o.Terms, ", ")}}
	for _, f := range fields {
		if f[1] != "" {
			err = errors.Join(err, w.WriteField(f[0], f[1]))
		}
	}
	part, fault := w.CreateFormFile("file", "utterance.wav")
	if err = errors.Join(err, fault); err != nil {
		return nil, "", err
	}
	_, err = part.Write(file)
	return body, w.FormDataContentType(), errors.Join(err, w.Close())
}
