package mcp_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"spotter"
	"spotter/internal/agent/tools"
)

func toolsOf(t *testing.T, s *sdk.ClientSession) map[string]*sdk.Tool {
	t.Helper()
	out := map[string]*sdk.Tool{}
	for tool, err := range s.Tools(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		out[tool.Name] = tool
	}
	return out
}

// TestToolsByScope wants of every tool that there is: seen under its scope and under no other, or never.
func TestToolsByScope(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	set, err := tools.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	reads := toolsOf(t, w.connect(t, p.token(t, spotter.ScopeRead).Token))
	writes := toolsOf(t, w.connect(t, p.token(t, spotter.ScopeWrite).Token))
	both := toolsOf(t, w.connect(t, p.token(t, spotter.ScopeRead, spotter.ScopeWrite).Token))
	signedIn := toolsOf(t, w.connect(t, p.access))
	never := []string{"hand_over", "forget", "propose_schedule", "onboarding_missing", "onboarding_save", "onboarding_propose"}
	for _, tool := range set.All() {
		offered := !slices.Contains(never, tool.Name)
		for name, seen := range map[string]struct {
			tools map[string]*sdk.Tool
			want  bool
		}{"read": {reads, offered && !tool.Write}, "write": {writes, offered && tool.Write}, "both": {both, offered}, "a sign-in": {signedIn, offered}} {
			got := seen.tools[tool.Name]
			if (got != nil) != seen.want {
				t.Errorf("%s is seen with %s: %t", tool.Name, name, got != nil)
			}
			if got != nil && (got.Annotations.ReadOnlyHint == tool.Write || got.Description == "" || got.InputSchema == nil || got.OutputSchema == nil) {
				t.Errorf("%s is described as %+v", tool.Name, got)
			}
		}
	}
	if len(reads) < 15 || len(writes) < 15 {
		t.Errorf("%d and %d tools: does the test see anything?", len(reads), len(writes))
	}
	for name := range both {
		if regexp.MustCompile(`accept|decline|undo|restore|complete|consent|delete`).MatchString(name) {
			t.Errorf("%s is offered", name)
		}
	}
}

// TestScopesHoldForCalls calls what is not seen.
func TestScopesHoldForCalls(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	session := w.connect(t, p.token(t, spotter.ScopeRead).Token)
	call(t, session, "today", nil).good(t, "Monday")
	for _, tool := range []string{"log_water", "propose_training", "forget", "hand_over", "onboarding_save", "nothing_like_it"} {
		if _, err := session.CallTool(t.Context(), &sdk.CallToolParams{Name: tool, Arguments: map[string]any{"ml": 500}}); err == nil || !strings.Contains(err.Error(), "unknown tool") {
			t.Errorf("%s: %v", tool, err)
		}
	}
	day, err := w.Today(t.Context(), p.caller, spotter.Date{})
	if err != nil || day.Water.DrunkML != 0 {
		t.Errorf("%d ml were drunk, %v", day.Water.DrunkML, err)
	}
	session = w.connect(t, p.token(t, spotter.ScopeWrite).Token)
	call(t, session, "log_water", map[string]any{"ml": 500}).good(t, "500")
	if _, err := session.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: "spotter://context"}); err == nil {
		t.Error("the context is read with a token that may not read")
	}
}

// TestWorkout is a workout by a client: started, logged, put right, ended; figures are the person's own.
func TestWorkout(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	s := w.connect(t, p.token(t, spotter.ScopeRead, spotter.ScopeWrite).Token)
	call(t, s, "log_set", map[string]any{"text": "100 kg for 8"}).bad(t, "start")
	call(t, s, "start_session", nil).good(t)
	call(t, s, "log_set", map[string]any{"weight_kg": 60, "reps": 8, "rir": 2}).good(t, "60", "8")
	call(t, s, "log_set", map[string]any{"text": "62.5 for 7, one left"}).good(t, "62.5", "7")
	call(t, s, "correct_set", map[string]any{"reps": 6}).good(t, "6")
	removal := call(t, s, "correct_set", map[string]any{"remove": true}).bad(t, "only the person")
	if removal.Asks == "" {
		t.Errorf("it does not say what waits for a yes: %+v", removal)
	}
	call(t, s, "log_set", map[string]any{"reps": 8, "rpe": 9}).bad(t, "rpe")
	call(t, s, "log_set", map[string]any{"reps": -1}).bad(t, "reps")
	shown := call(t, s, "show_session", nil).good(t, "60", "62.5")
	if !slices.ContainsFunc(shown.texts, func(text string) bool { return strings.HasPrefix(text, `{"session_id"`) }) {
		t.Errorf("the facts are in no text: %q", shown.texts)
	}
	call(t, s, "finish_session", nil).good(t)
	page, err := w.Sessions(t.Context(), p.caller, nil, 5)
	if err != nil || len(page.Items) != 1 || len(page.Items[0].Sets) != 2 || page.Items[0].Sets[1].Reps != 6 {
		t.Errorf("stored: %+v, %v", page.Items, err)
	}
}

// TestNothingIsApproved makes a proposal, which waits, and leaves no way to accept it.
func TestNothingIsApproved(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	s := w.connect(t, p.token(t, spotter.ScopeRead, spotter.ScopeWrite).Token)
	made := call(t, s, "propose_training", map[string]any{"minutes": 45}).good(t, "person accepts or declines")
	if len(made.Waiting) != 1 {
		t.Fatalf("proposals: %+v", made)
	}
	call(t, s, "set_reminders", map[string]any{"workout": false, "meal": false, "water": false, "weekly_review": false}).bad(t, "only the person")
	settings, err := w.Reminders(t.Context(), p.caller)
	if err != nil || !settings.Workout {
		t.Errorf("the reminders are off: %+v, %v", settings, err)
	}
	got, err := w.Proposal(t.Context(), p.caller, made.Waiting[0].ID)
	if err != nil || got.State != spotter.ProposalPending {
		t.Errorf("the proposal is %s, %v", got.State, err)
	}
}

// TestOnce wants a repeat of the same key to write once, and the same figures without one to count twice.
func TestOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	token := p.token(t, spotter.ScopeRead, spotter.ScopeWrite).Token
	s := w.connect(t, token)
	drunk := func(want int) {
		t.Helper()
		day, err := w.Today(t.Context(), p.caller, spotter.Date{})
		if err != nil || day.Water.DrunkML != want {
			t.Errorf("%d ml, want %d, %v", day.Water.DrunkML, want, err)
		}
	}
	for range 2 {
		call(t, s, "log_water", map[string]any{"ml": 300}, "glass-1").good(t)
	}
	drunk(300)
	call(t, s, "log_water", map[string]any{"ml": 400}, "glass-1").bad(t)
	drunk(300)
	for range 2 {
		call(t, s, "log_water", map[string]any{"ml": 200}).good(t)
	}
	drunk(700)
	const body = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"log_water","arguments":{"ml":100}}}`
	for range 2 {
		if got := w.send(t, token, body, "Idempotency-Key", "glass-2"); got.status != 200 {
			t.Fatalf("%+v", got)
		}
	}
	drunk(800)
	for range 2 { // the id of JSON-RPC is no key: another session counts from 1 too
		w.send(t, token, body)
	}
	drunk(1000)
	call(t, s, "log_water", map[string]any{"ml": 100}, strings.Repeat("x", 201)).bad(t, "idempotency key")
}

// TestTwoPeople see nothing of each other, whatever ids they name.
func TestTwoPeople(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	anna, ben := w.onboarded(t), w.onboarded(t)
	hers := w.connect(t, anna.token(t, spotter.ScopeRead, spotter.ScopeWrite).Token)
	his := w.connect(t, ben.token(t, spotter.ScopeRead, spotter.ScopeWrite).Token)
	call(t, hers, "start_session", nil).good(t)
	call(t, hers, "log_set", map[string]any{"weight_kg": 61, "reps": 8}).good(t)
	session, err := w.Sessions(t.Context(), anna.caller, nil, 1)
	if err != nil {
		t.Fatal(err)
	}
	call(t, hers, "remember", map[string]any{"kind": "life", "text": "Plays the cello on Sundays"}).good(t)
	made := call(t, hers, "propose_training", map[string]any{"minutes": 45}).good(t)
	call(t, his, "show_session", map[string]any{"session_id": session.Items[0].ID}).bad(t)
	call(t, his, "show_proposal", map[string]any{"proposal_id": made.Waiting[0].ID}).bad(t)
	call(t, his, "log_set", map[string]any{"reps": 8}).bad(t)
	if got := call(t, his, "memories", nil).good(t); strings.Contains(got.Text, "cello") {
		t.Errorf("he is told %s", got.Text)
	}
	call(t, his, "today", map[string]any{"user_id": anna.caller.User}).bad(t, "user_id")
	context := func(s *sdk.ClientSession) string {
		t.Helper()
		got, err := s.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: "spotter://context"})
		if err != nil {
			t.Fatal(err)
		}
		return got.Contents[0].Text
	}
	if !strings.Contains(context(hers), `"weight_kg":61`) || strings.Contains(context(his), `"weight_kg":61`) {
		t.Error("the contexts are mixed up")
	}
}

// TestLimitsHold asks for everything as somebody with an eating disorder in their past: no energy, which others are told.
func TestLimitsHold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	plain := w.onboarded(t)
	limited := w.onboarded(t, func(a *spotter.Answers) {
		a.Screening.EatingDisorderHistory = true
		a.Goals = &spotter.Goals{Primary: spotter.GeneralFitness}
	})
	if told := energies(t, plain); len(told) < 4 {
		t.Errorf("energy is told by %v: does the test see anything?", told)
	}
	if told := energies(t, limited); len(told) > 0 {
		t.Errorf("energy is told by %v", told)
	}
}

// energies asks everything that can be read and names what says an energy.
func energies(t *testing.T, p *person) []string {
	t.Helper()
	s := p.connect(t, p.token(t, spotter.ScopeRead, spotter.ScopeWrite).Token)
	energy := regexp.MustCompile(`(?i)\d\s*(kcal|calories)|kcal\\?":\s*\d`)
	var out []string
	for name, tool := range toolsOf(t, s) {
		if !tool.Annotations.ReadOnlyHint {
			continue
		}
		got, err := s.CallTool(t.Context(), &sdk.CallToolParams{Name: name, Arguments: sample(name)})
		if err != nil {
			t.Fatal(err)
		}
		raw, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		if got.IsError && name != "next_set" {
			t.Errorf("%s fails: %s", name, raw)
		}
		if energy.Match(raw) {
			out = append(out, name)
		}
	}
	got, err := s.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: "spotter://context"})
	if err != nil {
		t.Fatal(err)
	}
	if energy.MatchString(got.Contents[0].Text) {
		out = append(out, "context")
	}
	return out
}

// sample is what a tool needs to answer at all.
func sample(tool string) map[string]any {
	return map[string]map[string]any{"demonstrate": {"exercise": "barbell bench press"}, "supplement_facts": {"supplement": "creatine"},
		"recipe": {"dish": "Overnight oats with blueberries"}, "show_plan": {"plan": "meals"}, "why": {"plan": "meals"}, "show_session": {"count": 1}}[tool]
}

// TestRedFlags wants the fixed answer first, and the entry kept.
func TestRedFlags(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	s := w.connect(t, p.token(t, spotter.ScopeRead, spotter.ScopeWrite).Token)
	got := call(t, s, "remember", map[string]any{"kind": "life", "text": "I have chest pain when I lift"}).good(t)
	if len(got.Safety) != 1 || got.Safety[0].Kind != "chest_pain" || got.texts[0] != got.Safety[0].Text {
		t.Errorf("the answer is %+v", got)
	}
	if got := call(t, s, "today", nil); len(got.Safety) != 0 {
		t.Errorf("a safe answer to nothing: %+v", got.Safety)
	}
	if log := w.log.String(); strings.Contains(log, "chest") || !strings.Contains(log, "counted remember false") {
		t.Errorf("the log is %s", log)
	}
}

func TestBeforeOnboarding(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := w.connect(t, w.person(t).token(t, spotter.ScopeRead, spotter.ScopeWrite).Token)
	call(t, s, "today", nil).bad(t)
	if _, err := s.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: "spotter://context"}); err == nil {
		t.Error("there is a context without a profile")
	}
}

// TestWhoComesIn turns away whoever has no token that holds now.
func TestWhoComesIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	const list = `{"jsonrpc":"2.0","id":1,"method":"tools/list"}`
	refused := func(why, token string, names bool) {
		t.Helper()
		got := w.send(t, token, list)
		challenge := got.header.Get("WWW-Authenticate")
		if got.status != 401 || !strings.HasPrefix(challenge, "Bearer") || strings.Contains(challenge, "invalid_token") != names ||
			!strings.Contains(got.body, `"status":401`) || strings.Contains(got.body, "tools") {
			t.Errorf("%s: %d %s %s", why, got.status, challenge, got.body)
		}
	}
	refused("no token", "", false)
	refused("a made-up token", "spt_nothing", true)
	refused("garbage", "a b c", true)
	minted := p.token(t, spotter.ScopeRead)
	session := w.connect(t, minted.Token)
	if got := w.send(t, minted.Token, list); got.status != 200 {
		t.Fatalf("%+v", got)
	}
	if err := w.accounts.RevokeToken(t.Context(), p.login, minted.ID); err != nil {
		t.Fatal(err)
	}
	refused("a revoked token", minted.Token, true)
	if _, err := session.ListTools(t.Context(), nil); err == nil {
		t.Error("a session goes on with a revoked token")
	}
	short := p.token(t, spotter.ScopeRead)
	w.clock.add(91 * 24 * time.Hour)
	refused("an expired token", short.Token, true)
	refused("an expired sign-in", p.access, true)
}

// TestSignedOut ends a sign-in, here and on another instance within a second of the clock.
func TestSignedOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	const list = `{"jsonrpc":"2.0","id":1,"method":"tools/list"}`
	if got := w.send(t, p.access, list); got.status != 200 {
		t.Fatalf("%+v", got)
	}
	if err := w.accounts.Logout(t.Context(), p.login); err != nil {
		t.Fatal(err)
	}
	if got := w.send(t, p.access, list); got.status != 401 {
		t.Errorf("%d after signing out", got.status)
	}
}

// TestWire speaks to the door as clients do that nobody here wrote, and some that nobody should write.
func TestWire(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	token := p.token(t, spotter.ScopeRead, spotter.ScopeWrite).Token
	const (
		hello = `{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}`
		list  = `{"jsonrpc":"2.0","id":"a","method":"tools/list"}`
		today = `{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"today","arguments":{}}}`
	)
	old := []string{"MCP-Protocol-Version", "2025-06-18"}
	tests := []struct {
		name    string
		body    string
		headers []string
		status  int
		want    string
	}{
		{"initialize", hello, nil, 200, `"serverInfo"`},
		{"initialized", `{"jsonrpc":"2.0","method":"notifications/initialized"}`, old, 202, ""},
		{"ping", `{"jsonrpc":"2.0","id":2,"method":"ping"}`, old, 200, `"result":{}`},
		{"list", list, old, 200, `"log_set"`},
		{"list without a version", list, nil, 200, `"log_set"`},
		{"call", today, old, 200, `"structuredContent"`},
		{"resources", `{"jsonrpc":"2.0","id":3,"method":"resources/list"}`, old, 200, "spotter://context"},
		{"another resource", `{"jsonrpc":"2.0","id":3,"method":"resources/read","params":{"uri":"file:///etc/passwd"}}`, old, 200, `"error"`},
		{"an unknown tool", `{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"accept"}}`, old, 200, "-32602"},
		{"arguments that are a list", `{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"today","arguments":[1]}}`, old, 200, `"isError":true`},
		{"a name twice", `{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"log_water","arguments":{"ml":1,"ml":500}}}`, old, 200, `"isError":true`},
		{"a wrong version", list, []string{"MCP-Protocol-Version", "1999-01-01"}, 400, "nsupported protocol version"},
		{"a version of the future", list, []string{"MCP-Protocol-Version", "2099-01-01"}, 400, ""},
		{"no JSON", `{"jsonrpc":`, old, 400, ""},
		{"nothing", ``, old, 400, ""},
		{"no JSON-RPC", `{"hello":"there"}`, old, 400, ""},
		{"an unknown method", `{"jsonrpc":"2.0","id":5,"method":"admin/all"}`, old, 400, ""},
		{"a batch of now", "[" + list + "," + today + "]", old, 400, "batch"},
		{"a batch of old", "[" + list + "," + today + "]", []string{"MCP-Protocol-Version", "2025-03-26"}, 200, `"structuredContent"`},
		{"another media type", list, []string{"Content-Type", "text/plain"}, 415, ""},
		{"no events taken", list, []string{"Accept", "application/json"}, 400, "text/event-stream"},
		{"a session of nobody", list, append([]string{"Mcp-Session-Id", "made-up"}, old...), 200, `"log_set"`},
		{"a page of another origin", list, []string{"Origin", "https://evil.example"}, 403, `"origin"`},
		{"a page whose origin is null", list, []string{"Origin", "null"}, 403, `"origin"`},
		{"a page of ours", list, []string{"Origin", "https://coach.example"}, 200, `"log_set"`},
		{"a rebound name", list, []string{"Host", "evil.example"}, 403, `"host"`},
		{"a proxy on this machine", list, []string{"Host", "coach.example"}, 200, `"log_set"`},
		{"a forwarded port", list, []string{"Host", "localhost:9000"}, 200, `"log_set"`},
		{"a large body", `{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"` + strings.Repeat("x", 1<<20) + `"}}`, old, 413, ""},
	}
	for _, test := range tests {
		got := w.send(t, token, test.body, test.headers...)
		if got.status != test.status || !strings.Contains(got.body, test.want) {
			t.Errorf("%s: %d %.300s", test.name, got.status, got.body)
		}
		if id := got.header.Get("Mcp-Session-Id"); id != "" {
			t.Errorf("%s: a session %s is begun", test.name, id)
		}
	}
	for _, method := range []string{http.MethodGet, http.MethodDelete, http.MethodPut} {
		if got := w.request(t, method, token, ""); got.status != 405 || got.header.Get("Allow") != "POST" {
			t.Errorf("%s: %+v", method, got)
		}
	}
	day, err := w.Today(t.Context(), p.caller, spotter.Date{})
	if err != nil || day.Water.DrunkML != 0 {
		t.Errorf("%d ml were drunk, %v", day.Water.DrunkML, err)
	}
}

func TestTooManyCalls(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p, other := w.person(t), w.person(t)
	w.limiter.set(0)
	got := w.send(t, p.token(t, spotter.ScopeRead).Token, `{"jsonrpc":"2.0","id":1,"method":"ping"}`)
	if got.status != 429 || got.header.Get("Retry-After") != "2" || !strings.Contains(got.body, `"limited"`) {
		t.Errorf("%+v", got)
	}
	w.send(t, other.token(t, spotter.ScopeRead).Token, "")
	for _, who := range []*person{p, other} {
		if w.limiter.keys["mcp:"+who.caller.User.String()] != 1 {
			t.Errorf("counted: %v", w.limiter.keys)
		}
	}
}

// TestRunsUnderItsAgent wants the database to know who writes: an agent, never the person.
func TestRunsUnderItsAgent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	s := w.connect(t, p.token(t, spotter.ScopeRead, spotter.ScopeWrite).Token)
	made := call(t, s, "propose_meals", map[string]any{"exclude": []string{"salmon"}})
	if made.failed {
		t.Fatalf("%+v", made)
	}
	got, err := w.Proposal(t.Context(), p.caller, made.Waiting[0].ID)
	if err != nil || got.Actor != spotter.ActorDiet {
		t.Errorf("made by %q, %v", got.Actor, err)
	}
}
