package llmtest

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"spotter/internal/llm"
)

// Subject is a provider under test.
type Subject struct {
	// Serve starts the vendor.
	Serve func(t testing.TB, answers []Answer, options ...Option) *Server
	// Provider asks it. It uses the server's client.
	Provider func(t testing.TB, server *Server) llm.Provider
	// Reasons are the stop reasons that the protocol has a word for, beside those that all have.
	Reasons []llm.StopReason
}

// Scenario is one thing that a vendor does, and what a provider has to make of it.
type Scenario struct {
	Name   string
	Answer Answer
	Want   Want
}

// Want is what comes of a scenario. Either Kind is set or Reason.
type Want struct {
	Text   string // all deltas together
	Calls  []llm.ToolCall
	Reason llm.StopReason
	Kind   llm.Kind
	Retry  time.Duration // RetryAfter of the error
	Deltas int           // the least number of them
	Within time.Duration // 0: ten seconds
	Cancel time.Duration // the reader cancels after so long
}

// patience bounds a scenario.
const patience = 30 * time.Second

// Conform runs every scenario against a provider, and what holds between two requests.
func Conform(t *testing.T, s Subject) {
	t.Helper()
	for _, sc := range Scenarios() {
		if sc.Want.Reason == llm.StopContext || sc.Want.Reason == llm.StopPause {
			if !speaks(s, sc.Want.Reason) && len(sc.Answer.Acts) > 0 {
				continue
			}
		}
		t.Run(sc.Name, func(t *testing.T) { t.Parallel(); s.run(t, sc) })
	}
	t.Run("loop", func(t *testing.T) { t.Parallel(); s.loop(t) })
	t.Run("broken history", func(t *testing.T) { t.Parallel(); s.broken(t) })
	t.Run("leaving closes the request", func(t *testing.T) { t.Parallel(); s.leave(t) })
	t.Run("forced call", func(t *testing.T) { t.Parallel(); s.force(t) })
}

func speaks(s Subject, reason llm.StopReason) bool {
	for _, r := range s.Reasons {
		if r == reason {
			return true
		}
	}
	return false
}

// Ask is a request with everything in it.
func Ask() llm.Request {
	return llm.Request{
		System:    []llm.Block{{Text: "You are a coach.", Stable: true}, {Text: "The person is Alex.", Stable: true}, {Text: "It is Monday."}},
		Tools:     []llm.Tool{{Name: "log_set", Description: "Logs a set.", Schema: json.RawMessage(`{"type":"object","properties":{"reps":{"type":"integer"}},"required":["reps"],"additionalProperties":false}`)}, {Name: "today", Description: "Reads today.", Schema: json.RawMessage(`{"type":"object","properties":{}}`)}},
		Messages:  []llm.Message{{Role: llm.RoleUser, Parts: []llm.Part{{Text: "What is on today?"}}}},
		MaxTokens: 500, User: "u-1",
	}
}

// outcome is what a stream gave.
type outcome struct {
	text   string
	deltas int
	starts []llm.CallStart
	begun  bool
	end    *llm.End
	err    error
}

// collect ranges over a stream and holds its events to the contract of [llm.Provider].
func collect(ctx context.Context, t *testing.T, p llm.Provider, request llm.Request) (o outcome) {
	t.Helper()
	for event, err := range p.Stream(ctx, request) {
		if o.end != nil || o.err != nil {
			t.Fatalf("something was yielded after the end: %v %v", event, err)
		}
		if o.err = err; err != nil {
			continue
		}
		switch e := event.(type) {
		case llm.Start:
			if o.begun || e.Provider != p.Name() || e.Model != p.Model() {
				t.Errorf("start: %+v", e)
			}
			o.begun = true
		case llm.TextDelta:
			if e.Text == "" || !utf8.ValidString(e.Text) || !o.begun {
				t.Errorf("a delta that is empty, broken or too early: %q", e.Text)
			}
			o.text += e.Text
			o.deltas++
		case llm.CallStart:
			o.starts = append(o.starts, e)
		case llm.End:
			o.end = &e
		}
	}
	if o.end == nil && o.err == nil {
		t.Error("a stream that ended with neither an end nor an error")
	}
	return o
}

func (s Subject) run(t *testing.T, sc Scenario) {
	t.Helper()
	server := s.Serve(t, []Answer{sc.Answer})
	limit := sc.Want.Within
	if limit == 0 {
		limit = patience
	}
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	if sc.Want.Cancel > 0 {
		timer := time.AfterFunc(sc.Want.Cancel, cancel)
		defer timer.Stop()
	}
	o := collect(ctx, t, s.Provider(t, server), Ask())
	if faults := server.Faults(); len(faults) > 0 {
		t.Fatalf("the vendor refused the request: %q", faults)
	}
	if sc.Want.Kind != "" {
		s.wantError(t, server, sc.Want, o)
		return
	}
	if o.err != nil {
		t.Fatalf("failed: %v", o.err)
	}
	s.wantEnd(t, sc.Want, o)
}

func (s Subject) wantError(t *testing.T, server *Server, want Want, o outcome) {
	t.Helper()
	var fault *llm.Error
	if !errors.As(o.err, &fault) || fault.Kind != want.Kind {
		t.Fatalf("got %v (text %q), want an error of kind %s", o.err, o.text, want.Kind)
	}
	if (fault.RetryAfter-want.Retry).Abs() > 6*time.Second || fault.Provider == "" || fault.Cause == nil || strings.Contains(fault.Error(), Key) {
		t.Errorf("error: %+v", fault)
	}
	if fault.Usage.Output < llm.EstimateTokens(len(want.Text)) {
		t.Errorf("spent %+v on %q", fault.Usage, want.Text)
	}
	if o.begun != (fault.Usage != llm.Usage{}) || o.begun && !fault.Usage.Estimated {
		t.Errorf("begun %v, and spent %+v", o.begun, fault.Usage)
	}
	if o.text != want.Text {
		t.Errorf("text before the error: %q, want %q", o.text, want.Text)
	}
	if want.Cancel > 0 {
		if _, err := server.AwaitCancel(0, patience); err != nil {
			t.Error(err)
		}
	}
}

func (s Subject) wantEnd(t *testing.T, want Want, o outcome) {
	t.Helper()
	var text string
	var calls []llm.ToolCall
	for _, p := range o.end.Message.Parts {
		text += p.Text
		if p.Call != nil {
			calls = append(calls, *p.Call)
		}
	}
	if o.text != want.Text || text != want.Text {
		t.Errorf("deltas %q, message %q, want %q", short(o.text), short(text), short(want.Text))
	}
	if len(calls) != len(want.Calls) || len(o.starts) != len(calls) {
		t.Fatalf("calls %+v and starts %+v, want %d", calls, o.starts, len(want.Calls))
	}
	for i, c := range calls {
		if c.ID == "" || o.starts[i].ID != c.ID || o.starts[i].Name != c.Name {
			t.Errorf("call %+v does not fit its start %+v", c, o.starts[i])
		}
		c.ID = want.Calls[i].ID
		if diff := cmp.Diff(want.Calls[i], c); diff != "" {
			t.Error(diff)
		}
	}
	if o.end.Reason != want.Reason || o.deltas < want.Deltas || o.end.Message.Role != llm.RoleAssistant {
		t.Errorf("reason %q with %d deltas, want %q with %d", o.end.Reason, o.deltas, want.Reason, want.Deltas)
	}
	if u := o.end.Usage; want.Reason != llm.StopContext && (u.Input == 0 || u.Output == 0 || u.CacheRead != 100 || u.Estimated) {
		t.Errorf("usage: %+v", u)
	}
}

func short(s string) string {
	if len(s) > 200 {
		return s[:200] + "..."
	}
	return s
}

// loop sends the answer back with results, as an agent does, and lets the vendor look at it.
func (s Subject) loop(t *testing.T) {
	t.Helper()
	calls := []Arguments{{Name: "log_set", Pieces: []string{`{"re`, `ps":8}`}}, {Name: "today"}}
	server := s.Serve(t, []Answer{{Acts: append(Text("One moment."), Act{Calls: calls}, Act{Stop: llm.StopTools})}, Reply("Logged.")})
	p := s.Provider(t, server)
	request := Ask()
	first := collect(t.Context(), t, p, request)
	if first.err != nil {
		t.Fatal(first.err)
	}
	results := llm.Message{Role: llm.RoleUser}
	for _, part := range first.end.Message.Parts {
		if part.Call != nil {
			results.Parts = append(results.Parts, llm.Part{Result: &llm.ToolResult{CallID: part.Call.ID, Content: "done", IsError: part.Call.Name == "today"}})
		}
	}
	request.Messages = append(request.Messages, first.end.Message, results)
	second := collect(t.Context(), t, p, request)
	if second.err != nil || second.text != "Logged." {
		t.Errorf("the second step: %v %q; the vendor said %q", second.err, second.text, server.Faults())
	}
}

// broken sends what is left after crashes, and arguments that are no JSON.
func (s Subject) broken(t *testing.T) {
	t.Helper()
	server := s.Serve(t, []Answer{Reply("All right.")})
	request := Ask()
	bad := llm.Part{Call: &llm.ToolCall{ID: "c1", Name: "log_set", Arguments: json.RawMessage(`{"reps": eight`)}}
	lost := llm.Part{Call: &llm.ToolCall{ID: "c2", Name: "today", Arguments: json.RawMessage(`{}`)}}
	request.Messages = []llm.Message{
		{Role: llm.RoleAssistant, Parts: []llm.Part{{Text: "Welcome back."}}},
		{Role: llm.RoleUser, Parts: []llm.Part{{Text: "log it"}}}, {Role: llm.RoleUser, Parts: []llm.Part{{Text: " "}}},
		{Role: llm.RoleAssistant, Parts: []llm.Part{{Text: ""}, bad, lost}},
		{Role: llm.RoleUser, Parts: []llm.Part{{Text: "and?"}, {Result: &llm.ToolResult{CallID: "c1", Content: ""}}, {Result: &llm.ToolResult{CallID: "nobody", Content: "x"}}}},
		{Role: llm.RoleAssistant, Parts: []llm.Part{lost}},
		{Role: llm.RoleUser, Parts: []llm.Part{{Text: "still there?"}}},
		{Role: llm.RoleAssistant, Parts: []llm.Part{{Thinking: &llm.Thinking{Provider: "another", Opaque: json.RawMessage(`{"x":1}`)}}}},
		{Role: llm.RoleUser, Parts: []llm.Part{{Text: "hello"}}},
	}
	if o := collect(t.Context(), t, s.Provider(t, server), request); o.err != nil || o.text != "All right." {
		t.Errorf("%v; the vendor said %q", o.err, server.Faults())
	}
}

// leave ends the loop at the first delta, and wants the request closed by the time that Stream returns.
func (s Subject) leave(t *testing.T) {
	t.Helper()
	server := s.Serve(t, []Answer{{Acts: append(Text("One "), Act{Stall: true})}})
	for event, err := range s.Provider(t, server).Stream(t.Context(), Ask()) {
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := event.(llm.TextDelta); ok {
			break
		}
	}
	if _, err := server.AwaitCancel(0, patience); err != nil {
		t.Error(err)
	}
}

// force wants a call of one tool, by whichever means the vendor has.
func (s Subject) force(t *testing.T) {
	t.Helper()
	server := s.Serve(t, []Answer{{Acts: Ends(llm.StopTools, Act{Call: &Arguments{Name: "today"}})}})
	request := Ask()
	request.MustCall = "today"
	o := collect(t.Context(), t, s.Provider(t, server), request)
	if o.err != nil || len(o.starts) != 1 {
		t.Fatalf("%v; the vendor said %q", o.err, server.Faults())
	}
	body := string(server.Requests()[0].Body)
	if !strings.Contains(body, "tool_choice") && !strings.Contains(body, "by calling the tool today") {
		t.Errorf("the vendor was not told to call: %s", body)
	}
}

// Scenarios are all that a provider has to cope with.
func Scenarios() []Scenario {
	return append(append(good(), refused()...), torn()...)
}

func good() []Scenario {
	reps := llm.ToolCall{Name: "log_set", Arguments: json.RawMessage(`{"reps":8,"note":"schwer – übel 🏋️"}`)}
	pieces := []string{`{"re`, `ps":`, `8,"note":"schwer – ü`, `bel 🏋️"`, `}`}
	long := strings.Repeat("Noch eine Wiederholung. ", 20000)
	return []Scenario{
		{"normal", Reply("Legs ", "today."), Want{Text: "Legs today.", Deltas: 2, Reason: llm.StopEnd}},
		{"calls in parallel", Answer{Acts: Ends(llm.StopTools, Act{Text: "Both."}, Act{Calls: []Arguments{{Name: "log_set", Pieces: pieces}, {Name: "today"}, {Name: "log_set", Pieces: []string{`{"reps":1}`}}}})},
			Want{Text: "Both.", Reason: llm.StopTools, Calls: []llm.ToolCall{reps, {Name: "today", Arguments: json.RawMessage(`{}`)}, {Name: "log_set", Arguments: json.RawMessage(`{"reps":1}`)}}}},
		{"runes split over packets", Answer{Chop: 1, Acts: Ends(llm.StopEnd, Text("Grüße – ", "日本 🏋️‍♀️")...)}, Want{Text: "Grüße – 日本 🏋️‍♀️", Reason: llm.StopEnd}},
		{"arguments split over packets", Answer{Chop: 7, Acts: Ends(llm.StopTools, Act{Call: &Arguments{Name: "log_set", Pieces: pieces}})}, Want{Reason: llm.StopTools, Calls: []llm.ToolCall{reps}}},
		{"arguments that are no JSON", Answer{Acts: Ends(llm.StopTools, Act{Call: &Arguments{Name: "log_set", Pieces: []string{`{"reps": ei`}}})}, Want{Reason: llm.StopTools, Calls: []llm.ToolCall{{Name: "log_set", Arguments: json.RawMessage(`{"reps": ei`)}}}},
		{"signs of life", Answer{Acts: Ends(llm.StopEnd, Act{Ping: 3}, Act{Text: "Hm."}, Act{Ping: 1})}, Want{Text: "Hm.", Reason: llm.StopEnd}},
		{"slow drip", Answer{Chop: 40, Drip: time.Millisecond, Acts: Ends(llm.StopEnd, Text("slow ", "but ", "sure")...)}, Want{Text: "slow but sure", Deltas: 3, Reason: llm.StopEnd}},
		{"huge answer", Answer{Acts: Ends(llm.StopEnd, Act{Text: long}, Act{Text: "End."})}, Want{Text: long + "End.", Reason: llm.StopEnd, Within: time.Minute}},
		{"most tokens", Answer{Acts: Ends(llm.StopMaxTokens, Act{Text: "cut"})}, Want{Text: "cut", Reason: llm.StopMaxTokens}},
		{"refusal", Answer{Acts: Ends(llm.StopRefusal, Act{Text: "I will not."})}, Want{Text: "I will not.", Reason: llm.StopRefusal}},
		{"refusal in words", Answer{Acts: Ends(llm.StopRefusal, Act{Refusal: "I would rather not."})}, Want{Text: "I would rather not.", Reason: llm.StopRefusal}},
		{"pause", Answer{Acts: Ends(llm.StopPause, Act{Text: "So far"})}, Want{Text: "So far", Reason: llm.StopPause}},
		{"window full in the middle", Answer{Acts: Ends(llm.StopContext, Act{Text: "So far"})}, Want{Text: "So far", Reason: llm.StopContext}},
		{"a reason that nobody knows", Answer{Acts: []Act{{Text: "Odd."}, {Unknown: "tired"}}}, Want{Text: "Odd.", Reason: llm.StopEnd}},
		{"nothing to say", Answer{Acts: Ends(llm.StopEnd)}, Want{Reason: llm.StopEnd}},
		{"too long for the window", Answer{Status: http.StatusBadRequest, Kind: "too_long"}, Want{Reason: llm.StopContext}},
	}
}

func refused() []Scenario {
	return []Scenario{
		{"429 with seconds", Answer{Status: 429, Kind: "rate_limited", RetryAfter: "7"}, Want{Kind: llm.KindRateLimited, Retry: 7 * time.Second}},
		{"429 with a date", Answer{Status: 429, Kind: "rate_limited", RetryAfter: "+90"}, Want{Kind: llm.KindRateLimited, Retry: 90 * time.Second}},
		{"429 with nonsense", Answer{Status: 429, Kind: "rate_limited", RetryAfter: "soon"}, Want{Kind: llm.KindRateLimited}},
		{"500", Answer{Status: 500, Kind: "internal"}, Want{Kind: llm.KindUnavailable}},
		{"502 in HTML", Answer{Status: 502, Type: "text/html", Raw: "<html>Bad Gateway</html>"}, Want{Kind: llm.KindUnavailable}},
		{"503", Answer{Status: 503, Kind: "overloaded"}, Want{Kind: llm.KindOverloaded}},
		{"529", Answer{Status: 529, Kind: "overloaded"}, Want{Kind: llm.KindOverloaded}},
		{"401", Answer{Status: 401, Kind: "auth"}, Want{Kind: llm.KindAuth}},
		{"400", Answer{Status: 400, Kind: "bad_request", Message: "messages.0: no"}, Want{Kind: llm.KindBadRequest}},
		{"a page instead of a stream", Answer{Type: "text/html", Raw: "<html>Welcome to the gateway</html>"}, Want{Kind: llm.KindMalformed}},
		{"JSON instead of a stream", Answer{Type: "application/json", Raw: `{"hello":"world"}`}, Want{Kind: llm.KindMalformed}},
	}
}

func torn() []Scenario {
	return []Scenario{
		{"overloaded in the middle", Answer{Acts: append(Text("So "), Act{Break: "overloaded"})}, Want{Kind: llm.KindOverloaded, Text: "So "}},
		{"rate limited in the middle", Answer{Acts: append(Text("So far, and much further than that. "), Act{Break: "rate_limited"})}, Want{Kind: llm.KindRateLimited, Text: "So far, and much further than that. "}},
		{"failed in the middle", Answer{Acts: append(Text("So "), Act{Break: "internal"})}, Want{Kind: llm.KindUnavailable, Text: "So "}},
		{"an event that is no JSON", Answer{Acts: append(Text("So "), Act{Garbage: `{"type": "content_block_delta", "ind`})}, Want{Kind: llm.KindMalformed, Text: "So "}},
		{"cut in the middle", Answer{Acts: append(Text("So "), Act{Cut: true})}, Want{Kind: llm.KindUnavailable, Text: "So "}},
		{"cut in the middle of a call", Answer{Acts: []Act{{Call: &Arguments{Name: "log_set", Pieces: []string{`{"re`}}}, {Cut: true}}}, Want{Kind: llm.KindUnavailable}},
		{"an answer without end", Answer{Acts: slices.Repeat([]Act{{Call: &Arguments{Name: "log_set", Pieces: []string{strings.Repeat("x", 1<<20)}}}}, 10)}, Want{Kind: llm.KindMalformed, Within: time.Minute}},
		{"an early end in good order", Answer{Acts: append(Text("So "), Act{Early: true})}, Want{Kind: llm.KindUnavailable, Text: "So "}},
		{"an empty stream", Answer{Acts: []Act{{Early: true}}}, Want{Kind: llm.KindUnavailable}},
		{"stalled before the first byte", Answer{StallFirst: true}, Want{Kind: llm.KindCanceled, Cancel: 50 * time.Millisecond}},
		{"stalled in the middle", Answer{Acts: append(Text("So "), Act{Stall: true})}, Want{Kind: llm.KindCanceled, Text: "So ", Cancel: 3 * time.Second}},
	}
}
