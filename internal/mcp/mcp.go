// Package mcp is the door for MCP clients: streamable HTTP at one address, the tools of the agents under the
// scopes of a person's token. It holds no rules, keeps no session, and offers nothing that approves: what waits
// for the person's yes is answered in the app or in the chat.
package mcp

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"spotter"
	"spotter/internal/agent/tools"
	"spotter/internal/coach"
)

// Config is what the door is made of.
type Config struct {
	Coach     *coach.Coach
	Tools     *tools.Set
	Identify  func(ctx context.Context, bearer string) (coach.Identity, error) // see coach.Accounts.Identify
	Limiter   Limiter                                                          // nil: nothing is limited
	Observe   Observer                                                         // nil: nothing is counted
	PublicURL string                                                           // the only origin whose pages may call, and the only name beside this machine's own
	Version   string
	Now       func() time.Time
	Log       *slog.Logger
}

// Limiter counts what happens: see redis.Client.Allow.
type Limiter interface {
	Allow(ctx context.Context, key string, rate int, per time.Duration) (ok bool, retryAfter time.Duration)
}

// Observer is told of each call of a tool.
type Observer interface {
	Tool(name string, failed bool, took time.Duration)
}

// Bounds of the door.
const (
	callsAMinute = 120              // of a person
	maxBody      = 1 << 20          // bytes, as those of the API
	callTime     = 20 * time.Second // of one tool
)

const instructions = "Spotter is this person's own coach for training, food, supplements, progress and schedule. " +
	"Look things up before you answer, and say no figure that no tool returned. Log only what the person has said. " +
	"Changes of a plan are proposals: the person accepts or declines them in the app or in the chat with the coach, you cannot. " +
	"When a result begins with a safety text, show it to the person first, word for word."

// door is the handler with what it needs.
type door struct {
	Config
	public  *url.URL
	servers map[access]*sdk.Server
	stream  http.Handler
}

// access is what a token lets its bearer see.
type access struct{ read, write bool }

// New makes the handler for one address. It answers POST only: there are no sessions, and no stream of the server's own.
func New(c Config) (http.Handler, error) {
	public, err := url.Parse(c.PublicURL)
	if err != nil {
		return nil, fmt.Errorf("mcp: the public address: %w", err)
	}
	d := &door{Config: c, public: public, servers: map[access]*sdk.Server{}}
	for _, a := range []access{{}, {read: true}, {write: true}, {read: true, write: true}} {
		d.servers[a] = d.server(a)
	}
	d.stream = sdk.NewStreamableHTTPHandler(func(r *http.Request) *sdk.Server { return d.servers[accessOf(identityOf(r.Context()))] },
		&sdk.StreamableHTTPOptions{Stateless: true, JSONResponse: true, MaxRequestBodyBytes: maxBody, DisableLocalhostProtection: true, PropagateRequestCancellation: true, Logger: slog.New(slog.DiscardHandler)})
	return d, nil
}

// accessOf is what an identity may; a sign-in may everything.
func accessOf(id coach.Identity) access {
	if id.Scopes == nil {
		return access{read: true, write: true}
	}
	return access{read: slices.Contains(id.Scopes, spotter.ScopeRead), write: slices.Contains(id.Scopes, spotter.ScopeWrite)}
}

// server is what clients with an access see: look-ups to read, entries and proposals to write.
func (d *door) server(a access) *sdk.Server {
	s := sdk.NewServer(&sdk.Implementation{Name: "spotter", Title: "Spotter", Version: d.Version}, &sdk.ServerOptions{
		Instructions: instructions, PageSize: 100, Logger: slog.New(slog.DiscardHandler),
		Capabilities: &sdk.ServerCapabilities{Tools: &sdk.ToolCapabilities{}, Resources: &sdk.ResourceCapabilities{}},
		SetCacheable: func(_ context.Context, _ sdk.Request, c *sdk.Cacheable) { c.TTLMs, c.CacheScope = 0, "private" },
	})
	for _, t := range d.Tools.All() {
		if owner, offered := ownerOf(t); offered && (t.Write && a.write || !t.Write && a.read) {
			s.AddTool(manual(t), d.call(t, owner))
		}
	}
	if a.read {
		s.AddResource(&sdk.Resource{URI: contextURI, Name: "context", MIMEType: "application/json",
			Description: "What the coach is given about the person: profile, limits, plans in short, recent sets, weights and messages, and what waits for an answer. The same as GET /api/v1/context."}, d.context)
	}
	return s
}

type identityKey struct{}

func identityOf(ctx context.Context) coach.Identity {
	id, _ := ctx.Value(identityKey{}).(coach.Identity)
	return id
}
