package cartesia

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"

	"spotter/internal/voice/stt"
	"spotter/internal/voice/tts"
	"spotter/internal/voice/vendor"
)

// voice is a connection and what is spoken over it. Cartesia closes one that was idle for five minutes; then the next
// utterance connects anew.
type voice struct {
	provider *Provider
	options  tts.Options

	mu       sync.Mutex
	conn     *vendor.Conn // nil: there is none
	closed   bool
	contexts map[string]*utterance
}

// connect gives the connection, and makes one when there is none that lives.
func (v *voice) connect(ctx context.Context) (*vendor.Conn, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.closed {
		return nil, vendor.Of(v.provider.Name(), vendor.ErrClosed)
	}
	if v.conn != nil {
		return v.conn, nil
	}
	p := v.provider
	conn, err := vendor.Dial(ctx, vendor.DialConfig{Provider: p.Name(), HTTP: p.config.HTTP, URL: vendor.WS(p.config.BaseURL) + "/tts/websocket", Header: p.header(), Now: p.config.Now})
	if err != nil {
		return nil, err
	}
	v.conn = conn
	go v.read(conn)
	return conn, nil
}

// read passes on what Cartesia says, until the connection ends. Whoever was speaking then fails.
func (v *voice) read(conn *vendor.Conn) {
	for m := range conn.In() {
		var message said
		if m.Binary || json.Unmarshal(m.Data, &message) != nil {
			conn.Fail(vendor.ErrMalformed)
			continue
		}
		v.pass(message)
	}
	err := conn.Err()
	if err == nil {
		err = vendor.Of(v.provider.Name(), vendor.ErrClosed)
	}
	v.mu.Lock()
	if v.conn == conn {
		v.conn = nil
	}
	var lost []*utterance
	for id, u := range v.contexts {
		if u.over(conn) {
			delete(v.contexts, id)
			lost = append(lost, u)
		}
	}
	v.mu.Unlock()
	for _, u := range lost {
		u.feed.End(err)
	}
}

func (v *voice) pass(m said) {
	v.mu.Lock()
	var all []*utterance
	if u := v.contexts[m.Context]; u != nil {
		all = append(all, u)
	} else if m.Context == "" && m.Type == "error" { // it is nobody's, hence everybody's
		for _, u := range v.contexts {
			all = append(all, u)
		}
	}
	v.mu.Unlock()
	for _, u := range all {
		u.hear(m)
	}
}

func (v *voice) register(id string, u *utterance) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.contexts[id] = u
}

func (v *voice) forget(id string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.contexts, id)
}

// Say begins an utterance.
func (v *voice) Say(ctx context.Context) (tts.Utterance, error) {
	conn, err := v.connect(ctx)
	if err != nil {
		return nil, err
	}
	u := &utterance{voice: v, conn: conn, feed: tts.NewFeed(ctx)}
	u.stop = context.AfterFunc(ctx, u.cancel)
	return u, nil
}

// Close ends the connection and whatever is spoken over it.
func (v *voice) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.closed = true
	if v.conn != nil {
		v.conn.Close()
	}
	return nil
}

// said is a message of Cartesia's, of any type.
type said struct {
	Type      string `json:"type"`
	Context   string `json:"context_id"`
	Data      []byte `json:"data"` // base64
	Status    int    `json:"status_code"`
	ErrorCode string `json:"error_code"`
	Title     string `json:"title"`
	Message   string `json:"message"`
	Error     string `json:"error"` // before 2026-03-01
	Words     struct {
		Words []string  `json:"words"`
		Start []float64 `json:"start"`
		End   []float64 `json:"end"`
	} `json:"word_timestamps"`
}

// fault is an error of Cartesia's. Its message can quote what was to be spoken, so its code and title have to do.
func (m said) fault() *tts.Error {
	out := vendor.OfStatus("cartesia", m.Status)
	if m.Status == 0 {
		out.Retryable = true
	}
	title := m.Title
	if title == "" {
		title, _, _ = strings.Cut(m.Error, ":")
	}
	if words := vendor.Words(strings.Trim(m.ErrorCode+": "+title, ": ")); words != "" {
		out.Cause = errors.New(words)
	}
	return out
}

// generation is a request to Cartesia. All fields but the transcript and the flags stay the same within a context.
type generation struct {
	Model      string         `json:"model_id"`
	Transcript string         `json:"transcript"`
	Voice      map[string]any `json:"voice"`
	Language   string         `json:"language,omitempty"`
	Context    string         `json:"context_id"`
	Format     map[string]any `json:"output_format"`
	Timestamps bool           `json:"add_timestamps"`
	Delay      int            `json:"max_buffer_delay_ms"` // whole sentences come: nothing has to be waited for
	Continue   bool           `json:"continue"`
	Flush      bool           `json:"flush,omitempty"`
}

func (v *voice) generation(id string) generation {
	return generation{Model: v.provider.config.Model, Voice: map[string]any{"mode": "id", "id": v.options.Voice}, Language: stt.Base(v.options.Language), Context: id,
		Format: map[string]any{"container": "raw", "encoding": "pcm_s16le", "sample_rate": v.options.Rate}, Timestamps: true, Continue: true}
}

// cancellation ends a context.
type cancellation struct {
	Context string `json:"context_id"`
	Cancel  bool   `json:"cancel"`
}
