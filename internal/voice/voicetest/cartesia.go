package voicetest

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"spotter/internal/voice/audio"
)

// NewCartesia starts Cartesia: /tts/websocket, and the voices for whoever checks a key.
func NewCartesia(t testing.TB, plans ...Plan) *Server {
	t.Helper()
	return newServer(t, NewScript(), plans, func(s *Server, mux *http.ServeMux) {
		mux.HandleFunc("GET /tts/websocket", s.cartesia)
		mux.HandleFunc("GET /voices/{id}", func(w http.ResponseWriter, r *http.Request) {
			if !cartesiaKey(r) {
				s.refuse(w, Plan{}, http.StatusUnauthorized, cartesiaError(http.StatusUnauthorized, "unauthorized", ""))
				return
			}
			_, _ = w.Write([]byte(`{"id":"` + r.PathValue("id") + `"}`))
		})
	})
}

func cartesiaKey(r *http.Request) bool {
	return r.Header.Get("Authorization") == "Bearer "+Key || r.Header.Get("X-Api-Key") == Key
}

func cartesiaError(status int, code, id string) map[string]any {
	m := map[string]any{"type": "error", "done": true, "status_code": status, "error_code": code, "title": "It went wrong", "message": "That is how it is.", "request_id": "req-1"}
	if id != "" {
		m["context_id"] = id
	}
	return m
}

func (s *Server) cartesia(w http.ResponseWriter, r *http.Request) {
	request, plan := s.begin(r)
	version := r.Header.Get("Cartesia-Version")
	if v := r.URL.Query().Get("cartesia_version"); v != "" {
		version = v
	}
	_, err := time.Parse(time.DateOnly, version)
	switch {
	case plan.Status != 0:
		s.refuse(w, plan, plan.Status, cartesiaError(plan.Status, "refused", ""))
		return
	case !cartesiaKey(r):
		s.fault("the key is not in the header")
		s.refuse(w, plan, http.StatusUnauthorized, cartesiaError(http.StatusUnauthorized, "unauthorized", ""))
		return
	case err != nil || version < "2024-06-10":
		s.refuse(w, plan, http.StatusBadRequest, cartesiaError(http.StatusBadRequest, s.fault("the version %q is refused", version), ""))
		return
	}
	says := func(code string) any {
		status := map[string]int{"concurrency_limited": 429, "quota_exceeded": 402}[code]
		if status == 0 {
			status = 500
		}
		return cartesiaError(status, code, "")
	}
	s.accept(w, r, request, plan, says, func(l *line) {
		c := &cartesiaLine{line: l, contexts: map[string]*speaking{}}
		c.run()
		c.wait()
	})
}

// cartesiaLine is a connection to Cartesia.
type cartesiaLine struct {
	*line
	mu       sync.Mutex
	contexts map[string]*speaking
	all      sync.WaitGroup
}

// speaking is a context. Its requests are spoken one after another.
type speaking struct {
	first    generationRequest
	requests chan generationRequest
	stop     context.CancelFunc
	at       time.Duration // of audio so far
	buffer   string        // text that was not flushed
	flushes  int
	closed   bool
}

type generationRequest struct {
	Model      string         `json:"model_id"`
	Transcript *string        `json:"transcript"`
	Voice      map[string]any `json:"voice"`
	Language   string         `json:"language"`
	Context    string         `json:"context_id"`
	Format     struct {
		Container string `json:"container"`
		Encoding  string `json:"encoding"`
		Rate      int    `json:"sample_rate"`
	} `json:"output_format"`
	Timestamps bool `json:"add_timestamps"`
	Delay      *int `json:"max_buffer_delay_ms"`
	Continue   bool `json:"continue"`
	Flush      bool `json:"flush"`
	Cancel     bool `json:"cancel"`
}

func (c *cartesiaLine) wait() {
	c.mu.Lock()
	for _, s := range c.contexts {
		s.stop()
	}
	c.mu.Unlock()
	c.all.Wait()
}

func (c *cartesiaLine) run() {
	for {
		data, binary, ok := c.receive()
		if !ok {
			return
		}
		var g generationRequest
		if binary || json.Unmarshal(data, &g) != nil {
			c.server.fault("no JSON: %.40q", data)
			c.send(cartesiaError(http.StatusBadRequest, "invalid_request", ""))
			continue
		}
		c.take(g)
	}
}

func (c *cartesiaLine) take(g generationRequest) {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.contexts[g.Context]
	if g.Cancel {
		if s != nil && !s.closed {
			s.stop()
			c.server.update(func() { c.server.canceled++ })
		}
		return
	}
	if problem := g.problem(s); problem != "" {
		c.server.fault("%s", problem)
		go c.send(cartesiaError(http.StatusBadRequest, "invalid_request", g.Context))
		return
	}
	if s == nil {
		ctx, cancel := context.WithCancel(c.ctx)
		s = &speaking{first: g, requests: make(chan generationRequest, 256), stop: cancel}
		c.contexts[g.Context] = s
		c.all.Go(func() { c.speak(ctx, s) })
	}
	s.requests <- g
	s.closed = s.closed || !g.Continue
}

// problem is what Cartesia refuses in a request; empty: nothing.
func (g generationRequest) problem(s *speaking) string {
	switch {
	case g.Context == "":
		return "context_id is missing"
	case g.Transcript == nil || g.Model == "" || g.Voice["id"] == "" || g.Voice["mode"] != "id":
		return "transcript, model_id or voice is missing"
	case g.Format.Container != "raw" || g.Format.Encoding != "pcm_s16le" || !slices.Contains([]int{8000, 16000, 22050, 24000, 44100, 48000}, g.Format.Rate):
		return "output_format is refused"
	case g.Delay != nil && (*g.Delay < 0 || *g.Delay > 5000):
		return "max_buffer_delay_ms is out of range"
	case g.Flush && (*g.Transcript != "" || !g.Continue):
		return "a flush stands alone"
	case len(*g.Transcript) > 20000:
		return "the transcript is too long"
	case s == nil && strings.TrimSpace(*g.Transcript) == "" && !g.Continue:
		return "a context without any transcript"
	case s != nil && s.closed:
		return "the context " + g.Context + " is closed"
	case s != nil && (s.first.Format != g.Format || s.first.Model != g.Model || s.first.Language != g.Language || s.first.Voice["id"] != g.Voice["id"]):
		return "fields other than the transcript have changed within the context"
	}
	return ""
}

// cartesiaExpiry is how long a context is kept behind its last audio.
const cartesiaExpiry = time.Second

// speak runs a context until its last request, its cancelling or its expiry.
func (c *cartesiaLine) speak(ctx context.Context, s *speaking) {
	expiry := time.NewTimer(time.Hour)
	defer expiry.Stop()
	for {
		select {
		case <-ctx.Done():
			c.end(s)
			return
		case <-expiry.C:
			c.end(s)
			c.send(map[string]any{"type": "done", "done": true, "status_code": 206, "context_id": s.first.Context})
			return
		case g := <-s.requests:
			s.buffer += *g.Transcript
			if g.Flush || !g.Continue || g.Delay == nil || *g.Delay == 0 {
				c.flush(ctx, s)
				expiry.Reset(cartesiaExpiry)
			}
			if g.Flush {
				s.flushes++
				c.send(map[string]any{"type": "flush_done", "done": false, "flush_done": true, "flush_id": s.flushes, "status_code": 206, "context_id": s.first.Context})
			}
			if !g.Continue {
				c.send(map[string]any{"type": "done", "done": true, "status_code": 206, "context_id": s.first.Context})
				c.end(s)
				return
			}
		}
	}
}

func (c *cartesiaLine) end(s *speaking) {
	c.mu.Lock()
	defer c.mu.Unlock()
	s.closed = true
	s.stop()
}

// flush speaks what is buffered, in chunks of a word, each with its time.
func (c *cartesiaLine) flush(ctx context.Context, s *speaking) {
	text := s.buffer
	s.buffer = ""
	for i, w := range Say(text).Words {
		if ctx.Err() != nil {
			return
		}
		sound := append(Tone(w.Text, w.To-w.From, s.first.Format.Rate), Silence(gapTime, s.first.Format.Rate)...)
		if s.first.Timestamps {
			c.send(map[string]any{"type": "timestamps", "done": false, "status_code": 206, "context_id": s.first.Context,
				"word_timestamps": map[string]any{"words": []string{w.Text}, "start": []float64{s.at.Seconds()}, "end": []float64{(s.at + wordTime).Seconds()}}})
		}
		// The halves of a sample may come apart.
		data := audio.Bytes(sound)
		cut := len(data)/2 - 1 + i%2
		for _, piece := range [][]byte{data[:cut], data[cut:]} {
			c.send(map[string]any{"type": "chunk", "data": base64.StdEncoding.EncodeToString(piece), "done": false, "status_code": 206, "step_time": 1.5, "context_id": s.first.Context})
		}
		s.at += wordTime + gapTime
	}
}
