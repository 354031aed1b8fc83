package api

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"

	"spotter"
	"spotter/internal/telemetry"
)

// httpError is an error that only HTTP knows, such as 405 and 415.
type httpError struct {
	status int
	err    spotter.Error
}

func (e *httpError) Error() string { return e.err.Error() }

// recorder remembers what was sent, for the access log and for whether an error may still be sent.
type recorder struct {
	http.ResponseWriter
	status  int
	written int
}

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *recorder) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.written += n
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// guard gives every request an id, a log line and the security headers, and turns a panic into a 500.
func guard(next http.Handler, log *slog.Logger, now func() time.Time) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := now()
		id := incomingID(r)
		r = r.WithContext(telemetry.WithRequestID(r.Context(), id))
		h := w.Header()
		h["X-Request-Id"] = []string{id}
		h["X-Content-Type-Options"] = nosniff
		h["X-Frame-Options"] = deny
		h["Referrer-Policy"] = noReferrer
		h["Content-Security-Policy"] = apiPolicy
		h["Cross-Origin-Resource-Policy"] = sameOrigin
		rec := &recorder{ResponseWriter: w}
		defer func() {
			if p := recover(); p != nil {
				recovered(rec, r, log, p)
			}
			log.LogAttrs(r.Context(), slog.LevelInfo, "request",
				slog.String("method", r.Method), slog.String("path", r.URL.Path),
				slog.Int("status", rec.status), slog.Int("bytes", rec.written), slog.Duration("took", now().Sub(start)))
		}()
		next.ServeHTTP(rec, r)
	})
}

var (
	nosniff    = []string{"nosniff"}
	deny       = []string{"DENY"}
	noReferrer = []string{"no-referrer"}
	sameOrigin = []string{"same-origin"}
	apiPolicy  = []string{"default-src 'none'; frame-ancestors 'none'"}
)

func recovered(w *recorder, r *http.Request, log *slog.Logger, p any) {
	if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		panic(p)
	}
	log.ErrorContext(r.Context(), "panic", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
	if w.status == 0 {
		writeProblem(w, r, http.StatusInternalServerError, &spotter.Error{Code: spotter.CodeInternal, Message: "Something went wrong on our side; nothing was saved. Try again."})
	}
}

// incomingID keeps a proxy's request id when it is harmless, else makes one.
func incomingID(r *http.Request) string {
	id := r.Header.Get("X-Request-Id")
	if len(id) >= 8 && len(id) <= 64 && strings.IndexFunc(id, notIDRune) < 0 {
		return id
	}
	var b [12]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

func notIDRune(r rune) bool {
	return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_'
}

// fallback answers what no route does, 404 and 405, as problem documents.
func fallback(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		probe := &probe{header: http.Header{}}
		handler.ServeHTTP(probe, r)
		switch {
		case probe.status == http.StatusMethodNotAllowed:
			w.Header().Set("Allow", probe.header.Get("Allow"))
			writeProblem(w, r, http.StatusMethodNotAllowed, &spotter.Error{Code: "method_not_allowed",
				Message: "This address answers " + probe.header.Get("Allow") + " only."})
		case probe.status >= 300 && probe.status < 400:
			mux.ServeHTTP(w, r)
		default:
			writeProblem(w, r, http.StatusNotFound, &spotter.Error{Code: spotter.CodeNotFound, Message: "There is nothing at this address; /docs lists what there is."})
		}
	})
}

// probe takes an answer that is not sent.
type probe struct {
	header http.Header
	status int
}

func (p *probe) Header() http.Header         { return p.header }
func (p *probe) Write(b []byte) (int, error) { return len(b), nil }
func (p *probe) WriteHeader(status int)      { p.status = status }

// clientAddress answers the network address of the client: the peer's, or what trusted proxies say in
// X-Forwarded-For, read from the right up to the first address that is no trusted proxy.
func clientAddress(trusted []netip.Prefix) func(*http.Request) string {
	return func(r *http.Request) string {
		host, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil {
			return r.RemoteAddr
		}
		if !within(host, trusted) {
			return host
		}
		hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		for i := len(hops) - 1; i >= 0; i-- {
			hop := strings.TrimSpace(hops[i])
			if _, err := netip.ParseAddr(hop); err != nil {
				break
			}
			host = hop
			if !within(hop, trusted) {
				break
			}
		}
		return host
	}
}

func within(host string, prefixes []netip.Prefix) bool {
	address, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	for _, p := range prefixes {
		if p.Contains(address.Unmap()) {
			return true
		}
	}
	return false
}
