package voicetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"spotter/internal/voice/vendor"
)

// Plan is how one connection, or one request, goes. The zero value goes well.
type Plan struct {
	Delay      time.Duration // before each answer
	Open       time.Duration // before the connection is accepted
	Status     int           // it is refused with
	RetryAfter string
	Body       string // of the refusal, instead of the vendor's

	After   int                  // answers that are given before what follows happens
	Stall   bool                 // nothing more comes
	Garbage string               // this comes
	Break   string               // the vendor tells of an error: its code
	Close   websocket.StatusCode // it is closed
	Cut     bool                 // the connection is cut

	Chop int // bytes of a frame, or of a piece of a body; 0: whole
}

func (p Plan) breaks() bool {
	return p.Stall || p.Garbage != "" || p.Break != "" || p.Close != 0 || p.Cut
}

// Request is what a vendor was asked.
type Request struct {
	URL      string
	Header   http.Header
	Messages []string // texts of a WebSocket, or the one body
	Bytes    int      // of audio
}

// Server is a vendor.
type Server struct {
	URL    string
	Client *http.Client
	Script *Script // what can be heard

	t     testing.TB
	plans []Plan

	mu       sync.Mutex
	requests []*Request
	faults   []string
	changed  chan struct{}
	open     int
	canceled int
	replies  []Reply // of a Realtime model
}

func newServer(t testing.TB, script *Script, plans []Plan, mount func(*Server, *http.ServeMux)) *Server {
	t.Helper()
	s := &Server{t: t, Script: script, plans: plans, changed: make(chan struct{})}
	mux := http.NewServeMux()
	mount(s, mux)
	server := httptest.NewServer(mux)
	s.URL, s.Client = server.URL, vendor.NewHTTPClient(10*time.Second)
	t.Cleanup(func() {
		s.Client.CloseIdleConnections()
		server.CloseClientConnections()
		server.Close()
		s.await(func() bool { return s.open == 0 })
	})
	return s
}

// begin notes a request, and gives its plan: the last one counts for all that come after.
func (s *Server) begin(r *http.Request) (*Request, Plan) {
	s.mu.Lock()
	defer s.mu.Unlock()
	request := &Request{URL: r.URL.String(), Header: r.Header.Clone()}
	s.requests = append(s.requests, request)
	s.note()
	if len(s.plans) == 0 {
		return request, Plan{}
	}
	return request, s.plans[min(len(s.requests), len(s.plans))-1]
}

func (s *Server) note() { close(s.changed); s.changed = make(chan struct{}) }

func (s *Server) update(change func()) { s.mu.Lock(); defer s.mu.Unlock(); change(); s.note() }

// fault notes that something was asked which the vendor refuses.
func (s *Server) fault(format string, args ...any) string {
	text := fmt.Sprintf(format, args...)
	s.update(func() { s.faults = append(s.faults, text) })
	return text
}

// Faults are what the vendor has refused, not counting what a plan made it refuse.
func (s *Server) Faults() []string { s.mu.Lock(); defer s.mu.Unlock(); return slices.Clone(s.faults) }

// Requests are what it was asked so far.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Request
	for _, r := range s.requests {
		c := *r
		c.Messages = slices.Clone(r.Messages)
		out = append(out, c)
	}
	return out
}

// patience bounds whatever a test waits for: the machine can be busy.
const patience = 60 * time.Second

func (s *Server) await(done func() bool) bool { return s.awaitFor(done, patience) }

func (s *Server) awaitFor(done func() bool, most time.Duration) bool {
	limit := time.NewTimer(most)
	defer limit.Stop()
	for {
		s.mu.Lock()
		ok, changed := done(), s.changed
		s.mu.Unlock()
		if ok {
			return true
		}
		select {
		case <-changed:
		case <-limit.C:
			return false
		}
	}
}

// AwaitMessage waits until some connection has received a text that fits.
func (s *Server) AwaitMessage(fits func(string) bool) error {
	if !s.await(func() bool {
		return slices.ContainsFunc(s.requests, func(r *Request) bool { return slices.ContainsFunc(r.Messages, fits) })
	}) {
		return errors.New("the vendor has not received the message")
	}
	return nil
}

// AwaitClosed waits until no connection is open.
func (s *Server) AwaitClosed() error {
	if !s.await(func() bool { return s.open == 0 }) {
		return errors.New("the vendor still holds a connection")
	}
	return nil
}

// AwaitRequests waits until it was asked n times.
func (s *Server) AwaitRequests(n int) error {
	if !s.await(func() bool { return len(s.requests) >= n }) {
		return errors.New("the vendor was not asked")
	}
	return nil
}

// AwaitCanceled waits until n requests or contexts were given up by who asked.
func (s *Server) AwaitCanceled(n int) error {
	if !s.await(func() bool { return s.canceled >= n }) {
		return errors.New("the vendor was not told to stop")
	}
	return nil
}

// refuse answers with a status.
func (s *Server) refuse(w http.ResponseWriter, p Plan, status int, body any) {
	if p.RetryAfter != "" {
		w.Header().Set("Retry-After", p.RetryAfter)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if p.Body != "" {
		_, _ = w.Write([]byte(p.Body))
		return
	}
	_ = json.NewEncoder(w).Encode(body)
}

// pause waits, and is over with ctx.
func pause(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// line is one WebSocket on the vendor's side.
type line struct {
	server  *Server
	request *Request
	plan    Plan
	ws      *websocket.Conn
	ctx     context.Context

	mu     sync.Mutex
	sent   int
	broken bool
	says   func(code string) any // an error in the vendor's words
}

// accept makes a request a WebSocket and runs talk on it.
func (s *Server) accept(w http.ResponseWriter, r *http.Request, request *Request, p Plan, says func(string) any, talk func(*line)) {
	pause(r.Context(), p.Open)
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true})
	if err != nil {
		s.fault("no WebSocket: %v", err)
		return
	}
	ws.SetReadLimit(4 << 20)
	s.update(func() { s.open++ })
	defer s.update(func() { s.open-- })
	ctx, cancel := context.WithCancel(context.WithoutCancel(r.Context()))
	defer cancel()
	defer func() { _ = ws.CloseNow() }()
	talk(&line{server: s, request: request, plan: p, ws: ws, ctx: ctx, says: says})
}

// receive is the next message; false: the connection is over.
func (l *line) receive() (data []byte, binary, ok bool) {
	kind, data, err := l.ws.Read(l.ctx)
	if err != nil {
		return nil, false, false
	}
	binary = kind == websocket.MessageBinary
	l.server.update(func() {
		if binary {
			l.request.Bytes += len(data)
		} else {
			l.request.Messages = append(l.request.Messages, string(data))
		}
	})
	return data, binary, true
}

// send answers, as the plan says.
func (l *line) send(message any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.broken {
		return
	}
	pause(l.ctx, l.plan.Delay)
	if l.plan.breaks() && l.sent >= l.plan.After {
		l.breakOff()
		return
	}
	l.sent++
	data, err := json.Marshal(message)
	if err != nil {
		panic(err)
	}
	l.put(data)
}

func (l *line) put(data []byte) {
	if l.plan.Chop == 0 {
		_ = l.ws.Write(l.ctx, websocket.MessageText, data)
		return
	}
	w, err := l.ws.Writer(l.ctx, websocket.MessageText)
	if err != nil {
		return
	}
	for piece := range slices.Chunk(data, l.plan.Chop) {
		_, _ = w.Write(piece)
	}
	_ = w.Close()
}

func (l *line) breakOff() {
	l.broken = true
	switch p := l.plan; {
	case p.Garbage != "":
		l.put([]byte(p.Garbage))
	case p.Break != "":
		l.put(must(json.Marshal(l.says(p.Break))))
	case p.Close != 0:
		go func() { _ = l.ws.Close(p.Close, "going") }()
	case p.Cut:
		_ = l.ws.CloseNow()
	}
}

func must(data []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return data
}

// refuseWith tells of an error and closes.
func (l *line) refuseWith(code websocket.StatusCode, message any, reason string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.broken = true
	if message != nil {
		l.put(must(json.Marshal(message)))
	}
	_ = l.ws.Close(code, reason)
}
