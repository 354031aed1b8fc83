package mcp_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"spotter"
	"spotter/internal/agent/tools"
	"spotter/internal/coach"
	"spotter/internal/coach/coachtest"
	"spotter/internal/mcp"
	"spotter/internal/postgres"
	"spotter/internal/postgres/postgrestest"
	"spotter/internal/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Main(m)) }

// clock is a time that a test moves.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.t }

func (c *clock) add(d time.Duration) { c.mu.Lock(); defer c.mu.Unlock(); c.t = c.t.Add(d) }

// monday is a Monday noon in Berlin.
var monday = time.Date(2026, 11, 23, 11, 0, 0, 0, time.UTC)

// world is the door on a socket, over a database of its own.
type world struct {
	*coach.Coach
	accounts *coach.Accounts
	db       *postgres.DB
	clock    *clock
	limiter  *turnstile
	url      string
	log      *logged
	people   int
}

// turnstile allows so many, all while it is negative.
type turnstile struct {
	mu   sync.Mutex
	left int
	keys map[string]int
}

func (s *turnstile) Allow(_ context.Context, key string, _ int, _ time.Duration) (bool, time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.keys == nil {
		s.keys = map[string]int{}
	}
	s.keys[key]++
	if s.left == 0 {
		return false, 1500 * time.Millisecond
	}
	s.left--
	return true, 0
}

func (s *turnstile) set(n int) { s.mu.Lock(); defer s.mu.Unlock(); s.left = n }

// logged keeps what was logged and counted.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logged) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *logged) Tool(name string, failed bool, _ time.Duration) {
	fmt.Fprintf(l, "counted %s %t\n", name, failed)
}

func (l *logged) String() string { l.mu.Lock(); defer l.mu.Unlock(); return l.text.String() }

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{db: postgrestest.Open(t), clock: &clock{t: monday}, limiter: &turnstile{left: -1}, log: &logged{}}
	log := slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	var err error
	if w.Coach, err = coach.New(coach.Config{DB: w.db, Now: w.clock.now, Log: log}); err != nil {
		t.Fatal(err)
	}
	w.accounts, err = coach.NewAccounts(coach.AccountsConfig{DB: w.db, Now: w.clock.now, Log: log, Secret: []byte(strings.Repeat("s", 32)),
		PublicURL: "http://127.0.0.1:8000", Hash: coach.HashCost{MemoryKiB: 64, Passes: 1}})
	if err != nil {
		t.Fatal(err)
	}
	set, err := tools.New(log)
	if err != nil {
		t.Fatal(err)
	}
	door, err := mcp.New(mcp.Config{Coach: w.Coach, Tools: set, Identify: w.accounts.Identify, Limiter: w.limiter, Observe: w.log,
		PublicURL: "https://coach.example", Version: "test", Now: w.clock.now, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/mcp", door)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	w.url = server.URL + "/mcp"
	return w
}

// person is somebody with an account.
type person struct {
	*world
	caller spotter.Caller
	login  coach.Identity
	access string // an access token
}

func (w *world) person(t *testing.T) *person {
	t.Helper()
	w.people++
	in, err := w.accounts.Register(t.Context(), coach.Client{Address: "127.0.0.1"}, &spotter.Registration{Email: fmt.Sprintf("person%d@example.test", w.people),
		Password: "correct horse battery", FullName: "Test Person"})
	if err != nil {
		t.Fatal(err)
	}
	id, err := w.accounts.Identify(t.Context(), in.AccessToken)
	if err != nil {
		t.Fatal(err)
	}
	return &person{w, id.Caller(), id, in.AccessToken}
}

// onboarded is somebody who has completed the onboarding with the answers of journey J1, changed by each of the functions.
func (w *world) onboarded(t *testing.T, changes ...func(*spotter.Answers)) *person {
	t.Helper()
	p := w.person(t)
	coachtest.Onboard(t, w.Coach, p.caller, coachtest.Answers(changes...))
	return p
}

// token is a personal token with scopes.
func (p *person) token(t *testing.T, scopes ...spotter.Scope) spotter.MintedToken {
	t.Helper()
	minted, err := p.accounts.MintToken(t.Context(), p.caller.User, &spotter.NewToken{Name: "test", Scopes: scopes})
	if err != nil {
		t.Fatal(err)
	}
	return minted
}

// carrying adds a bearer token to each request.
type carrying struct{ token string }

func (c carrying) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+c.token)
	return http.DefaultTransport.RoundTrip(r)
}

// connect is a session of the SDK's own client.
func (w *world) connect(t *testing.T, token string) *sdk.ClientSession {
	t.Helper()
	client := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil)
	session, err := client.Connect(t.Context(), &sdk.StreamableClientTransport{Endpoint: w.url, HTTPClient: &http.Client{Transport: carrying{token}},
		DisableStandaloneSSE: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = session.Close() })
	return session
}

// result is what a call of a tool came to.
type result struct {
	texts   []string
	failed  bool
	Text    string                    `json:"text"`
	Data    json.RawMessage           `json:"data"`
	Asks    string                    `json:"asks"`
	Safety  []spotter.SafeAnswer      `json:"safety"`
	Waiting []spotter.ContextProposal `json:"proposals"`
}

func call(t *testing.T, s *sdk.ClientSession, tool string, arguments any, meta ...string) result {
	t.Helper()
	params := &sdk.CallToolParams{Name: tool, Arguments: arguments}
	if len(meta) == 1 {
		params.Meta = sdk.Meta{"spotter/idempotency-key": meta[0]}
	}
	got, err := s.CallTool(t.Context(), params)
	if err != nil {
		t.Fatalf("%s: %v", tool, err)
	}
	out := result{failed: got.IsError}
	for _, c := range got.Content {
		text, ok := c.(*sdk.TextContent)
		if !ok {
			t.Fatalf("%s answers with %T", tool, c)
		}
		out.texts = append(out.texts, text.Text)
	}
	raw, err := json.Marshal(got.StructuredContent)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// good wants a call that did what it says, with all of these in its text.
func (r result) good(t *testing.T, texts ...string) result {
	t.Helper()
	if r.failed {
		t.Fatalf("failed: %s", r.Text)
	}
	return r.contains(t, texts...)
}

// bad wants a call that did nothing and says why.
func (r result) bad(t *testing.T, texts ...string) result {
	t.Helper()
	if !r.failed {
		t.Errorf("did something: %s", r.Text)
	}
	return r.contains(t, texts...)
}

func (r result) contains(t *testing.T, texts ...string) result {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(r.Text, text) {
			t.Errorf("%q is not in: %s", text, r.Text)
		}
	}
	return r
}

// reply is what came over the wire.
type reply struct {
	status int
	header http.Header
	body   string
}

// send posts bytes as a client of one's own would.
func (w *world) send(t *testing.T, token, body string, headers ...string) reply {
	t.Helper()
	return w.request(t, http.MethodPost, token, body, headers...)
}

func (w *world) request(t *testing.T, method, token, body string, headers ...string) reply {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, w.url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json, text/event-stream")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if r.Header.Set(headers[i], headers[i+1]); headers[i] == "Host" {
			r.Host = headers[i+1]
		}
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{answer.StatusCode, answer.Header, string(text)}
}
