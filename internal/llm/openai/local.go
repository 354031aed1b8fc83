package openai

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"spotter/internal/llm"
)

// Where the servers that people run on their own machine listen, when nobody tells them otherwise.
const (
	OllamaAddress      = "127.0.0.1:11434"
	LlamaServerAddress = "127.0.0.1:8080"
)

// LocalConfig says where to look. HTTP, Now and Log must be set.
type LocalConfig struct {
	Ollama      string // host and port, on loopback; empty: not looked for
	LlamaServer string
	Model       string // the one that is wanted; empty: the newest that calls tools
	HTTP        *http.Client
	Now         func() time.Time
	Log         *slog.Logger
}

// How long a probe may take, and how often the machine is looked at.
const (
	probeLimit  = 200 * time.Millisecond // to recognise a server
	showLimit   = time.Second            // to tell what one of its models can
	probeAbsent = 15 * time.Second
	probeFound  = 60 * time.Second
)

// Local is a server on this machine, while there is one. It is looked for in the background, by Run, and never
// delays anything: until it is found it is not [Local.Available].
type Local struct {
	config LocalConfig
	looked chan struct{} // closed after the first look
	once   sync.Once

	mu    sync.Mutex
	found *Provider
	what  string // the server's own name
	lacks string // why a server that is there was not taken
}

// NewLocal makes one. It refuses an address that is not on loopback.
func NewLocal(c LocalConfig) (*Local, error) {
	if c.HTTP == nil || c.Now == nil || c.Log == nil {
		return nil, errors.New("openai: HTTP, Now and Log must be set")
	}
	for _, address := range []string{c.Ollama, c.LlamaServer} {
		host, _, err := net.SplitHostPort(address)
		if ip := net.ParseIP(host); address != "" && (err != nil || ip == nil || !ip.IsLoopback()) {
			return nil, errors.New("openai: " + address + " is not on this machine")
		}
	}
	return &Local{config: c, looked: make(chan struct{})}, nil
}

// Available reports whether a server was there at the newest look.
func (l *Local) Available() bool { return l.provider() != nil }

func (l *Local) provider() *Provider {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.found
}

// Name is "compatible".
func (l *Local) Name() string { return NameCompatible }

// Model is the server's model; empty while there is none.
func (l *Local) Model() string {
	if p := l.provider(); p != nil {
		return p.Model()
	}
	return ""
}

// Describe says what was found, or why nothing was.
func (l *Local) Describe() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.found != nil:
		return l.found.Model() + " by " + l.what
	case l.lacks != "":
		return l.lacks
	}
	return "no Ollama or llama-server on this machine"
}

// Looked is closed when the machine was looked at once.
func (l *Local) Looked() <-chan struct{} { return l.looked }

// Stream asks the server that was found.
func (l *Local) Stream(ctx context.Context, request llm.Request) iter.Seq2[llm.Event, error] {
	p := l.provider()
	if p == nil {
		return func(yield func(llm.Event, error) bool) {
			yield(nil, &llm.Error{Kind: llm.KindUnavailable, Provider: NameCompatible, Cause: errors.New("there is no server on this machine")})
		}
	}
	return p.Stream(ctx, request)
}

// Warm leaves an idle connection behind.
func (l *Local) Warm(ctx context.Context) error {
	if p := l.provider(); p != nil {
		return p.Warm(ctx)
	}
	return nil
}

// Check asks the server that was found whether it has the model.
func (l *Local) Check(ctx context.Context) error {
	if p := l.provider(); p != nil {
		return p.Check(ctx)
	}
	return errors.New(l.Describe())
}

// Run looks now, and again now and then, until ctx ends. It answers the cause of ctx.
func (l *Local) Run(ctx context.Context) error {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-timer.C:
		}
		l.Look(ctx)
		next := probeAbsent
		if l.Available() {
			next = probeFound
		}
		timer.Reset(next)
	}
}

// Look looks once: at Ollama first, since it has more models to choose from.
func (l *Local) Look(ctx context.Context) {
	defer l.once.Do(func() { close(l.looked) })
	lacks := ""
	for _, look := range []func(context.Context) (spot, error){l.ollama, l.llamaServer} {
		place, err := look(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err == nil && place.model != "":
			l.take(ctx, place)
			return
		case err == nil && place.lacks != "" && lacks == "":
			lacks = place.lacks
		}
	}
	l.lose(ctx, lacks)
}

// spot is a server that was recognised.
type spot struct {
	what, base, model string
	lacks             string // without a model: why
}

func (l *Local) take(ctx context.Context, s spot) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.found != nil && l.found.config.BaseURL == s.base && l.found.Model() == s.model {
		return
	}
	p, err := New(Config{BaseURL: s.base, Model: s.model, HTTP: l.config.HTTP, Now: l.config.Now})
	if err != nil {
		return
	}
	l.found, l.what, l.lacks = p, s.what, ""
	l.config.Log.LogAttrs(ctx, slog.LevelInfo, "a model on this machine answers", slog.String("server", s.what), slog.String("model", s.model))
}

func (l *Local) lose(ctx context.Context, lacks string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.found != nil {
		l.config.Log.LogAttrs(ctx, slog.LevelInfo, "the model on this machine is gone", slog.String("server", l.what))
	}
	l.found, l.what, l.lacks = nil, "", lacks
}

// baseOf is the protocol's address at a server.
func baseOf(address string) string { return "http://" + address + "/v1" }

// IsLocal reports whether a base URL leads to this machine.
func IsLocal(base string) bool {
	u, err := url.Parse(base)
	if err != nil {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return strings.EqualFold(u.Hostname(), "localhost") || ip != nil && ip.IsLoopback()
}
