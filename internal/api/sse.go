package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"iter"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"spotter"
	"spotter/internal/telemetry"
)

// How a stream of events behaves.
const (
	beatEvery  = 15 * time.Second // a comment, so that nobody in between takes the connection for dead
	checkEvery = time.Second      // whether the sign-in still holds
	writeLimit = 10 * time.Second // for a write; who reads slower is cut off, and resumes
	slowBuffer = 256              // events that wait for a slow reader
	retryAfter = "1000"           // milliseconds that a client waits before it comes back
	mostOpen   = 8                // streams of a person
)

// eventStream is an answer that comes event by event.
type eventStream struct {
	events  func(context.Context) iter.Seq2[spotter.ChatEvent, error] // until the context ends
	after   spotter.Position                                          // what lies before it is left out
	wait    bool                                                      // for the first event or error, which may still refuse
	counted bool                                                      // against mostOpen
}

// streams counts the open streams of each person.
type streams struct {
	mu   sync.Mutex
	open map[spotter.UserID]int
}

func (s *streams) enter(user spotter.UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open[user] >= mostOpen {
		return &spotter.Error{Code: spotter.CodeLimited, Detail: "streams_full", Message: "Too many devices follow the conversation at once: close one.", RetryAfter: beatEvery}
	}
	if s.open == nil {
		s.open = map[spotter.UserID]int{}
	}
	s.open[user]++
	return nil
}

func (s *streams) leave(user spotter.UserID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open[user]--; s.open[user] == 0 {
		delete(s.open, user)
	}
}

// item is what a pump brings.
type item struct {
	event spotter.ChatEvent
	err   error
}

// pump reads events in a goroutine of its own, so that heart-beats can go out between them. The channel is closed at
// the end, and when its reader was too slow.
func pump(ctx context.Context, events iter.Seq2[spotter.ChatEvent, error]) (<-chan item, *sync.WaitGroup) {
	items, ended := make(chan item, slowBuffer), &sync.WaitGroup{}
	ended.Go(func() {
		defer close(items)
		for e, err := range events {
			select {
			case items <- item{e, err}:
				continue
			default:
			}
			patience := time.NewTimer(writeLimit)
			select {
			case items <- item{e, err}:
				patience.Stop()
			case <-patience.C:
				return
			case <-ctx.Done():
				patience.Stop()
				return
			}
		}
	})
	return items, ended
}

// stream writes events as they come, until they end, the client goes, the sign-in ends or the server stops.
// What goes wrong before the first byte is refused as anything else is.
func (rt *router) stream(w http.ResponseWriter, r *http.Request, c *call, s eventStream) error {
	if s.counted {
		if err := rt.streams.enter(c.User); err != nil {
			return err
		}
		defer rt.streams.leave(c.User)
	}
	ctx, cancel := context.WithCancel(r.Context())
	items, ended := pump(ctx, s.events(ctx))
	defer ended.Wait()
	defer cancel()
	out := &eventWriter{w: w, connection: http.NewResponseController(w), now: rt.now, after: s.after, safe: c.safe}
	if s.wait {
		first, more := <-items
		switch {
		case first.err != nil:
			return first.err
		case !more:
			return &spotter.Error{Code: spotter.CodeUnavailable, Message: "There was no answer; send the same again, with the same Idempotency-Key."}
		}
		out.begin()
		out.event(first.event)
	} else {
		out.begin()
	}
	rt.relay(ctx, r, out, items)
	return nil
}

// relay writes what comes until there is a reason to end.
func (rt *router) relay(ctx context.Context, r *http.Request, out *eventWriter, items <-chan item) {
	beat, check := time.NewTicker(rt.beatEvery), time.NewTicker(checkEvery)
	defer beat.Stop()
	defer check.Stop()
	for out.err == nil {
		select {
		case <-ctx.Done():
			return
		case <-rt.stopping:
			return
		case <-check.C:
			if _, err := rt.identify(ctx, bearer(r)); spotter.CodeOf(err) == spotter.CodeUnauthorized {
				return
			}
		case <-beat.C:
			out.comment()
		case got, more := <-items:
			switch {
			case !more:
				return
			case got.err != nil:
				out.problem(r, rt.log, got.err)
				return
			}
			out.event(got.event)
		}
	}
}

// eventWriter writes server-sent events. After an error it writes nothing any more.
type eventWriter struct {
	w          http.ResponseWriter
	connection *http.ResponseController
	now        func() time.Time
	after      spotter.Position
	safe       []spotter.SafeAnswer
	err        error
}

func (o *eventWriter) begin() {
	h := o.w.Header()
	h.Set("Content-Type", eventsForm)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	o.w.WriteHeader(http.StatusOK)
	_ = o.connection.SetReadDeadline(time.Time{}) // the body has been read; what is left is to notice that the client goes
	o.write([]byte("retry: " + retryAfter + "\n\n"))
}

// event writes what of an event the client has not seen.
func (o *eventWriter) event(e spotter.ChatEvent) {
	if e.Turn < o.after.Turn {
		return
	}
	if e.Turn == o.after.Turn {
		rest, some := e.After(o.after.Offset)
		if !some {
			return
		}
		e = rest
	}
	o.after = e.Position()
	o.write(frame(e.Position().String(), string(e.Type), e.Data))
}

// frame is an event on the wire.
func frame(id, kind string, data []byte) []byte {
	if bytes.ContainsAny(data, "\r\n") {
		var compact bytes.Buffer
		if json.Compact(&compact, data) == nil {
			data = compact.Bytes()
		}
	}
	b := make([]byte, 0, len(data)+64)
	if id != "" {
		b = append(append(append(b, "id: "...), id...), '\n')
	}
	b = append(append(append(b, "event: "...), kind...), "\ndata: "...)
	return append(append(b, data...), "\n\n"...)
}

func (o *eventWriter) comment() { o.write([]byte(": \n\n")) }

// problem writes the last event, with what went wrong. It has no id: the client resumes behind what it has seen.
func (o *eventWriter) problem(r *http.Request, log *slog.Logger, err error) {
	var e *spotter.Error
	if !errors.As(err, &e) {
		e = &spotter.Error{Code: spotter.CodeInternal, Message: "Something went wrong on our side. Try again.", Cause: err}
	}
	status := statuses[e.Code]
	if status >= 500 && r.Context().Err() == nil {
		log.ErrorContext(r.Context(), "a stream failed", "error", err, "code", e.Name())
	}
	data, err := json.Marshal(ProblemDocument{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: e.Name(),
		Detail: e.Message, RequestID: telemetry.RequestID(r.Context()), Errors: e.Problems, Safety: o.safe})
	if err == nil {
		o.write(frame("", string(spotter.EventError), data))
	}
}

// write sends bytes at once, or gives the client up.
func (o *eventWriter) write(b []byte) {
	if o.err != nil {
		return
	}
	_ = o.connection.SetWriteDeadline(o.now().Add(writeLimit))
	if _, o.err = o.w.Write(b); o.err == nil {
		o.err = o.connection.Flush()
	}
}
