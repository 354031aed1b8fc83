// Package api is the HTTP edge: it reads, checks and authorises requests, calls one use case of
// internal/coach each, and writes the answer. It holds no rules. routes.go lists every route; each noun
// has a file.
package api

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"spotter/internal/coach"
	"spotter/internal/telemetry"
)

// Config is what the API is made of.
type Config struct {
	Coach          *coach.Coach
	Accounts       *coach.Accounts
	TrustedProxies []netip.Prefix
	PublicURL      string                      // where people reach the web client; with https its cookie is for TLS only
	Ready          func(context.Context) error // what /readyz asks
	Desk           Desk                        // nil: nobody answers in the conversation
	Limiter        Limiter                     // nil: nothing is limited
	Stopping       <-chan struct{}             // closed when the server stops: streams end then
	Heartbeat      time.Duration               // of streams; 0: 15 s
	Metrics        *telemetry.Metrics          // nil: nothing is counted
	Pages          map[string]http.Handler     // by path, such as /docs/: what lies beside the API
	MCP            http.Handler                // at /mcp; nil: clients of that protocol are not served
	Objects        http.Handler                // signed GET and PUT below /media/; nil: objects are served elsewhere
	Version        string
	Now            func() time.Time
	Log            *slog.Logger
}

// API serves everything under one handler.
type API struct {
	http.Handler
	document func() *huma.OpenAPI
}

// New registers all routes.
func New(c Config) (*API, error) {
	rt := &router{mux: http.NewServeMux(), address: clientAddress(c.TrustedProxies), metrics: c.Metrics, now: c.Now, log: c.Log,
		cookies: newCookies(c.PublicURL), desk: c.Desk, limiter: c.Limiter, stopping: c.Stopping, streams: &streams{}, beatEvery: cmp.Or(c.Heartbeat, beatEvery)}
	if c.Accounts != nil {
		rt.identify = c.Accounts.Identify
	}
	rt.safe, rt.speaker, rt.speak = c.Coach.SafeAnswers, c.Coach.SpeakerFor, c.Coach.Speak
	routes(rt, c.Coach, c.Accounts)
	describe := func() *huma.OpenAPI { return rt.describe(c.Version) }
	around(rt.mux, c, sync.OnceValues(func() ([]byte, error) { return describe().MarshalJSON() }))
	if c.MCP != nil {
		rt.mux.Handle("/mcp", rt.counted(http.MethodPost, "/mcp", c.MCP.ServeHTTP))
	}
	return &API{guard(fallback(rt.mux), c.Log, c.Now), describe}, nil
}

// describe makes the OpenAPI document of all routes. That takes more memory than to serve them, so it is left to
// whoever asks for it first.
func (rt *router) describe(version string) *huma.OpenAPI {
	doc := newDocument(version)
	for _, list := range rt.listed {
		list(doc)
	}
	refine(doc)
	documentSafety(doc, rt.worded)
	return doc
}

// YAML is the OpenAPI document as it is committed.
func (a *API) YAML() ([]byte, error) { return a.document().YAML() }

// around adds what lies outside /api/v1.
func around(mux *http.ServeMux, c Config, document func() ([]byte, error)) {
	mux.HandleFunc("GET /openapi.json", func(w http.ResponseWriter, r *http.Request) {
		raw, err := document()
		if err != nil {
			fail(w, r, c.Log, err)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(raw)
	})
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) { answerHealth(w, nil) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		answerHealth(w, c.Ready(ctx))
	})
	for path, page := range c.Pages {
		mux.Handle("GET "+path, page)
	}
	if c.Objects != nil {
		mux.Handle("GET /media/", c.Objects)
		mux.Handle("PUT /media/", c.Objects)
	}
}

func answerHealth(w http.ResponseWriter, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	if err != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte(`{"status":"unavailable"}` + "\n"))
		return
	}
	_, _ = w.Write([]byte(`{"status":"ok"}` + "\n"))
}
