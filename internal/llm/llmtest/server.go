package llmtest

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"spotter/internal/llm"
)

// Key is what the servers take for a key.
const Key = "test-key"

// Server is a vendor on loopback. Each request for an answer gets the next of its answers, the last one again
// and again. A request that breaks the vendor's rules gets what the vendor would say, and takes no answer.
type Server struct {
	URL    string // what a provider is given as base
	Client *http.Client

	t       testing.TB
	http    *httptest.Server
	dialect dialect

	mu       sync.Mutex
	answers  []Answer
	requests []*Recorded
	opened   int
	faults   []string
	closed   chan struct{}
}

// Recorded is a request as it came.
type Recorded struct {
	Header http.Header
	Proto  int // the major version of HTTP
	Body   json.RawMessage
	At     time.Time

	mu       sync.Mutex
	canceled time.Time
	finished bool
}

// Canceled is when the client went before the answer had ended; zero if it did not.
func (r *Recorded) Canceled() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.canceled
}

// Into reads the body.
func (r *Recorded) Into(t testing.TB, v any) {
	t.Helper()
	if err := json.Unmarshal(r.Body, v); err != nil {
		t.Fatal(err)
	}
}

// dialect is one vendor's wire protocol.
type dialect interface {
	// paths are what a client's base URL has behind the host, and the request for an answer behind that.
	paths() (base, answer string)
	// check holds a request to the vendor's rules; empty: it keeps them. Status and kind are of the refusal.
	check(header http.Header, body []byte) (status int, kind, message string)
	refusal(status int, kind, message string) string
	performer(body []byte, answer Answer) performer
	model(path string) (body string, known bool)
}

// performer writes the events of one answer.
type performer interface {
	// act answers the bytes of each event that an act makes.
	act(Act) []string
}

// Option changes a server.
type Option func(*Server, *httptest.Server)

// TLS makes the server speak HTTPS, with HTTP/2.
func TLS() Option {
	return func(_ *Server, h *httptest.Server) { h.EnableHTTP2 = true; h.TLS = nil; h.StartTLS() }
}

func newServer(t testing.TB, d dialect, answers []Answer, options []Option) *Server {
	t.Helper()
	s := &Server{t: t, dialect: d, answers: answers, closed: make(chan struct{})}
	s.http = httptest.NewUnstartedServer(s)
	s.http.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			s.mu.Lock()
			s.opened++
			s.mu.Unlock()
		}
	}
	for _, o := range options {
		o(s, s.http)
	}
	if s.http.URL == "" {
		s.http.Start()
	}
	base, _ := d.paths()
	s.URL = s.http.URL + base
	transport, _ := s.http.Client().Transport.(*http.Transport)
	s.Client = llm.Traced(transport)
	t.Cleanup(func() {
		close(s.closed)
		s.Client.CloseIdleConnections()
		s.http.CloseClientConnections()
		s.http.Close()
	})
	return s
}

// Requests are those for an answer, refused ones too, in order.
func (s *Server) Requests() []*Recorded {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// Opened is how many connections were made.
func (s *Server) Opened() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.opened
}

// Faults are the vendor's words to requests that broke its rules.
func (s *Server) Faults() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.faults)
}

// Answer replaces what is left of the answers.
func (s *Server) Answer(answers ...Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers = answers
}

// Close ends the server before the test does.
func (s *Server) Close() {
	s.http.CloseClientConnections()
	s.http.Close()
}

// AwaitCancel waits until the client has gone from request n, and answers how long after it began.
func (s *Server) AwaitCancel(n int, patience time.Duration) (time.Time, error) {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		if r := s.Requests(); len(r) > n && !r[n].Canceled().IsZero() {
			return r[n].Canceled(), nil
		}
		<-time.After(time.Millisecond)
	}
	return time.Time{}, fmt.Errorf("request %d was not cancelled within %s", n, patience)
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodHead {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	if r.Method == http.MethodGet {
		s.serveModel(w, r)
		return
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, 32<<20))
	if err != nil {
		return
	}
	if base, answer := s.dialect.paths(); r.URL.Path != base+answer {
		s.refuse(w, Answer{Status: http.StatusNotFound, Kind: "bad_request", Message: "no such path: " + r.URL.Path})
		return
	}
	recorded := &Recorded{Header: r.Header.Clone(), Proto: r.ProtoMajor, Body: body, At: time.Now()}
	status, kind, message := s.dialect.check(r.Header, body)
	s.mu.Lock()
	s.requests = append(s.requests, recorded)
	if status != 0 {
		s.faults = append(s.faults, message)
	}
	var answer Answer
	if status == 0 && len(s.answers) > 0 {
		answer = s.answers[0]
		if len(s.answers) > 1 {
			s.answers = s.answers[1:]
		}
	}
	s.mu.Unlock()
	if status != 0 {
		answer = Answer{Status: status, Kind: kind, Message: message}
	}
	s.perform(w, r, recorded, answer)
}

func (s *Server) serveModel(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if status, kind, message := s.dialect.check(r.Header, nil); status != 0 {
		s.refuse(w, Answer{Status: status, Kind: kind, Message: message})
		return
	}
	body, known := s.dialect.model(r.URL.Path)
	if !known {
		s.refuse(w, Answer{Status: http.StatusNotFound, Kind: "not_found", Message: "no such model"})
		return
	}
	_, _ = io.WriteString(w, body)
}

func (s *Server) refuse(w http.ResponseWriter, a Answer) {
	if a.RetryAfter != "" {
		w.Header().Set("Retry-After", retryAfter(a.RetryAfter))
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Request-Id", "req_refused")
	w.Header().Set("X-Request-Id", "req_refused")
	if a.Raw != "" {
		w.Header().Set("Content-Type", a.Type)
		w.WriteHeader(a.Status)
		_, _ = io.WriteString(w, a.Raw)
		return
	}
	w.WriteHeader(a.Status)
	_, _ = io.WriteString(w, s.dialect.refusal(a.Status, a.Kind, a.Message))
}

func retryAfter(value string) string {
	seconds, isDate := strings.CutPrefix(value, "+")
	if d, err := time.ParseDuration(seconds + "s"); isDate && err == nil {
		return time.Now().Add(d).UTC().Format(http.TimeFormat)
	}
	return value
}

// perform plays an answer, and notes when the client goes before its end.
func (s *Server) perform(w http.ResponseWriter, r *http.Request, recorded *Recorded, a Answer) {
	done := make(chan struct{})
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		select {
		case <-r.Context().Done():
			recorded.note(false)
		case <-done:
			recorded.note(true)
		}
	}()
	defer func() { close(done); <-watched }()
	switch {
	case a.Status != 0:
		s.refuse(w, a)
	case a.StallFirst:
		s.idle(r.Context(), time.Hour)
	case a.Type != "":
		w.Header().Set("Content-Type", a.Type)
		_, _ = io.WriteString(w, a.Raw)
	default:
		s.stream(w, r, recorded, a)
	}
}

func (r *Recorded) note(finished bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if finished {
		r.finished = true
	} else if !r.finished {
		r.canceled = time.Now()
	}
}

func (s *Server) stream(w http.ResponseWriter, r *http.Request, recorded *Recorded, a Answer) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.Header().Set("Request-Id", "req_1")
	out := &writer{ctx: r.Context(), w: w, flush: http.NewResponseController(w).Flush, chop: a.Chop, drip: a.Drip}
	play := s.dialect.performer(recorded.Body, a)
	for _, act := range a.Acts {
		switch {
		case act.Wait > 0:
			s.idle(r.Context(), act.Wait)
		case act.Stall:
			s.idle(r.Context(), time.Hour)
			return
		case act.Early:
			return
		case act.Cut:
			recorded.note(true) // the server's own doing
			panic(http.ErrAbortHandler)
		}
		if act.Stamp {
			act = Act{Text: time.Now().Format(time.RFC3339Nano) + " "}
		}
		for _, event := range play.act(act) {
			if out.write(event) != nil {
				return
			}
		}
	}
}

// idle lasts until the time is over, the client goes, or the test ends.
func (s *Server) idle(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	case <-s.closed:
	}
}

// writer sends bytes in packets of a size.
type writer struct {
	ctx   context.Context
	w     io.Writer
	flush func() error
	chop  int
	drip  time.Duration
}

func (w *writer) write(event string) error {
	for len(event) > 0 {
		n := len(event)
		if w.chop > 0 {
			n = min(n, w.chop)
		}
		if _, err := io.WriteString(w.w, event[:n]); err != nil {
			return err
		}
		if err := w.flush(); err != nil {
			return err
		}
		if err := wait(w.ctx, w.drip); err != nil {
			return err
		}
		event = event[n:]
	}
	return nil
}

// frame is one server-sent event.
func frame(name string, data any) string {
	text, ok := data.(string)
	if !ok {
		b, err := json.Marshal(data)
		if err != nil {
			panic(err)
		}
		text = string(b)
	}
	if name != "" {
		return "event: " + name + "\ndata: " + text + "\n\n"
	}
	return "data: " + text + "\n\n"
}
