package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"spotter"
	"spotter/internal/agent"
	"spotter/internal/llm"
	"spotter/internal/llm/anthropic"
	"spotter/internal/llm/llmtest"
	"spotter/internal/llm/openai"
)

// vendor is an emulator of a vendor's wire, and the real provider and chain over it.
type vendor struct {
	*llmtest.Server
	llm.Provider
}

// vendors are both dialects, each with the same script.
func vendors(t *testing.T, limits llm.Limits, answers ...llmtest.Answer) map[string]vendor {
	t.Helper()
	claude := llmtest.NewAnthropic(t, answers)
	one, err := anthropic.New(anthropic.Config{Key: llmtest.Key, BaseURL: claude.URL, Model: "claude-sonnet-5-5", HTTP: claude.Client, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	gpt := llmtest.NewOpenAI(t, answers)
	two, err := openai.New(openai.Config{Key: llmtest.Key, BaseURL: gpt.URL, Vendor: true, HTTP: gpt.Client, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return map[string]vendor{"anthropic": {claude, chain(t, limits, one)}, "openai": {gpt, chain(t, limits, two)}}
}

func chain(t testing.TB, limits llm.Limits, p llm.Provider) llm.Provider {
	t.Helper()
	c, err := llm.NewChain(llm.ChainConfig{Links: []llm.Link{{Provider: p, Limits: limits}}, Restarts: true, Wait: 2 * time.Second, Now: time.Now, Rand: rand.Float64,
		Log: slog.New(slog.DiscardHandler), Tried: agent.Tried})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestVendorsMisbehaveOverHTTP has both vendors misbehave in every way, and wants each stream to be whole, to say what
// became of it, and the conversation to go on.
func TestVendorsMisbehaveOverHTTP(t *testing.T) {
	t.Parallel()
	begun := func(more ...llmtest.Act) llmtest.Answer {
		return llmtest.Answer{Acts: append(llmtest.Text("Good to ", "hear from you, "), more...)}
	}
	impatient := llm.Limits{First: time.Second, Between: time.Second, Quiet: 2 * time.Second, Whole: 20 * time.Second}
	good := llmtest.Reply("All ", "well.")
	call := func(name string) llmtest.Arguments { return llmtest.Arguments{Name: name, Pieces: []string{"{", "}"}} }
	for name, tt := range map[string]struct {
		answers []llmtest.Answer
		says    string // what the person has read in the end
		failed  string // the code of the error event; empty: none
	}{
		"plain":         {[]llmtest.Answer{good}, "All well.", ""},
		"429":           {[]llmtest.Answer{{Status: 429, Kind: "rate_limited", RetryAfter: "1"}, good}, "All well.", ""},
		"429 for long":  {[]llmtest.Answer{{Status: 429, Kind: "rate_limited", RetryAfter: "90"}}, "", "model_unavailable"},
		"500":           {[]llmtest.Answer{{Status: 500, Kind: "internal"}, good}, "All well.", ""},
		"529 before":    {[]llmtest.Answer{{Status: 529, Kind: "overloaded"}, good}, "All well.", ""},
		"529 midway":    {[]llmtest.Answer{begun(llmtest.Act{Break: "overloaded"}), good}, "All well.", ""},
		"malformed":     {[]llmtest.Answer{begun(llmtest.Act{Garbage: "{nonsense"}, llmtest.Act{Early: true}), good}, "All well.", ""},
		"early end":     {[]llmtest.Answer{begun(llmtest.Act{Early: true}), good}, "All well.", ""},
		"cut":           {[]llmtest.Answer{begun(llmtest.Act{Cut: true}), good}, "All well.", ""},
		"stall at once": {[]llmtest.Answer{{StallFirst: true}, good}, "All well.", ""},
		"stall midway":  {[]llmtest.Answer{begun(llmtest.Act{Stall: true}), good}, "All well.", ""},
		"refusal":       {[]llmtest.Answer{{Acts: llmtest.Ends(llm.StopRefusal)}}, "I cannot help with that.", ""},
		"max tokens": {[]llmtest.Answer{{Acts: llmtest.Ends(llm.StopMaxTokens, llmtest.Text("One half ")...)}, llmtest.Reply("and the other.")},
			"One half and the other.", ""},
		"parallel tools": {[]llmtest.Answer{{Acts: llmtest.Ends(llm.StopTools, llmtest.Act{Calls: []llmtest.Arguments{call("today"), call("week")}})}, good}, "All well.", ""},
		"bad arguments":  {[]llmtest.Answer{{Acts: llmtest.Ends(llm.StopTools, llmtest.Act{Call: &llmtest.Arguments{Name: "today", Pieces: []string{`{"date":`}}})}, good}, "All well.", ""},
		"chopped":        {[]llmtest.Answer{{Acts: llmtest.Ends(llm.StopEnd, llmtest.Text("Schön, हाँ, 💪!")...), Chop: 1}}, "Schön, हाँ, 💪!", ""},
	} {
		for dialect, v := range vendors(t, impatient, tt.answers...) {
			t.Run(name+"/"+dialect, func(t *testing.T) {
				t.Parallel()
				base := newWorld(t)
				p := base.onboarded(t)
				w := base.withAgents(t, v)
				events := w.chat(t, p, "Thank you!")
				last := wholeStream(t, events)
				said := heard(t, events)
				if !strings.Contains(said, tt.says) || last.failed != tt.failed {
					t.Errorf("it says %q and fails with %q: %s", said, last.failed, names(events))
				}
				v.Answer(good)
				if again := heard(t, w.chat(t, p, "Thank you again!")); !strings.Contains(again, "All well.") && tt.failed == "" {
					t.Errorf("the conversation does not go on: %q", again)
				}
			})
		}
	}
}

// chat sends a message and reads the stream to its end.
func (w *world) chat(t *testing.T, p *person, text string) []wireEvent {
	t.Helper()
	a := w.do(t, call{method: "POST", path: "/api/v1/chat/messages", body: object{"text": text}, headers: streaming, token: p.token}).want(t, 200)
	return readEvents(t, bytes.NewReader(a.stream))
}

// ending is what a stream came to.
type ending struct{ state, failed string }

// wholeStream wants events whose ids go on without a gap from the person's message to done.
func wholeStream(t *testing.T, events []wireEvent) (out ending) {
	t.Helper()
	at := 0
	for i, e := range events {
		to := e.position(t).Offset
		if n := len(e.text(t)); n > 0 && at+n != to || n == 0 && at+1 != to {
			t.Errorf("event %d (%s) ends at %d, and the one before at %d", i, e.event, to, at)
		}
		at = to
		var problem struct{ Code, State string }
		if err := json.Unmarshal([]byte(e.data), &problem); err != nil {
			t.Error(err)
		}
		switch e.event {
		case "error":
			out.failed = problem.Code
		case "done":
			out.state = problem.State
		}
	}
	if len(events) == 0 || events[0].event != "message" || events[len(events)-1].event != "done" {
		t.Errorf("no whole stream: %s", names(events))
	}
	return out
}

// heard is the coach's messages that came to their end.
func heard(t *testing.T, events []wireEvent) string {
	t.Helper()
	var out []string
	for _, e := range events {
		var m spotter.Message
		if e.event != "message" {
			continue
		}
		if err := json.Unmarshal([]byte(e.data), &m); err != nil {
			t.Fatal(err)
		}
		if m.Role != "user" && m.State == spotter.MessageComplete {
			out = append(out, m.Content)
		}
	}
	return strings.Join(out, "\n")
}

// slow is an answer that drips.
func slow(words int) llmtest.Answer {
	return llmtest.Answer{Acts: llmtest.Ends(llm.StopEnd, llmtest.Text(strings.SplitAfter(strings.Repeat("well rested, friend, ", words/3), " ")...)...), Drip: 5 * time.Millisecond}
}

// TestLeaveAndComeBack leaves a dripping answer again and again, comes back behind what was read or anywhere before it, and
// wants no text lost and none doubled.
func TestLeaveAndComeBack(t *testing.T) {
	t.Parallel()
	for dialect, v := range vendors(t, llm.VendorLimits(), slow(180)) {
		t.Run(dialect, func(t *testing.T) {
			t.Parallel()
			base := newWorld(t)
			p := base.onboarded(t)
			w := base.withDesk(t, v, agent.DeskConfig{Poll: 20 * time.Millisecond, Grace: 5 * time.Second})
			server := online(t, w)
			base.clock.set(time.Now())
			p.login(t)
			random := rand.New(rand.NewPCG(1, 2))
			text, at := "", 0
			for tries := 0; ; tries++ {
				ctx, cancel := context.WithCancel(t.Context())
				after := at
				var headers []string
				if tries > 0 {
					after -= random.IntN(min(at, 20) + 1)
					headers = []string{"Last-Event-ID", spotter.Position{Turn: 1, Offset: after}.String()}
				}
				status, stream := (&person{world: w, token: p.token}).open(ctx, t, server, "POST", "/chat/messages", `{"text":"Thank you!"}`, append(headers, "Idempotency-Key", "k")...)
				if status != 200 {
					t.Fatalf("try %d: %d", tries, status)
				}
				over := false
				for n := random.IntN(25); n >= 0 && !over; n-- {
					e, _, err := stream.next()
					if err != nil {
						break
					}
					to, piece := e.position(t).Offset, e.text(t)
					if from := to - len(piece); piece != "" && to > at {
						text += piece[max(0, at-from):]
					}
					at, over = max(at, to), e.event == "done"
				}
				cancel()
				if over {
					break
				}
				if tries > 100 {
					t.Fatal("it does not come to its end")
				}
			}
			if want := strings.Repeat("well rested, friend, ", 60); text != want {
				t.Errorf("got %d bytes, want %d: %.100q", len(text), len(want), text)
			}
		})
	}
}

// TestLeaveForGood leaves and does not come back: after the grace the vendor is cancelled, and the part is kept.
func TestLeaveForGood(t *testing.T) {
	t.Parallel()
	for dialect, v := range vendors(t, llm.VendorLimits(), slow(3000)) {
		t.Run(dialect, func(t *testing.T) {
			t.Parallel()
			base := newWorld(t)
			p := base.onboarded(t)
			w := base.withDesk(t, v, agent.DeskConfig{Poll: 20 * time.Millisecond, Grace: 300 * time.Millisecond})
			server := online(t, w)
			base.clock.set(time.Now())
			p.login(t)
			ctx, cancel := context.WithCancel(t.Context())
			_, stream := (&person{world: w, token: p.token}).open(ctx, t, server, "POST", "/chat/messages", `{"text":"Thank you!"}`)
			stream.want(t, "message")
			stream.want(t, "delta")
			left := time.Now()
			cancel()
			if _, err := v.AwaitCancel(0, 30*time.Second); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(left); took < 200*time.Millisecond || took > 30*time.Second {
				t.Errorf("the vendor was cancelled %s after the person left", took)
			}
			for deadline := time.Now().Add(30 * time.Second); ; <-time.After(20 * time.Millisecond) {
				a := p.get(t, "/chat/messages").want(t, 200)
				if items := a.at(t, "items").([]any); len(items) == 2 {
					if a.at(t, "items.0.state") != "interrupted" || !strings.HasPrefix(a.text(t, "items.0.content"), "well rested") {
						t.Errorf("what is kept: %s", a.body)
					}
					break
				}
				if time.Now().After(deadline) {
					t.Fatal("the part was not kept")
				}
			}
		})
	}
}

// TestTwoHundredConversations has two hundred people listen at once over real HTTP, and wants every stream whole and nothing
// left of them.
func TestTwoHundredConversations(t *testing.T) { //nolint:paralleltest // it looks at the whole heap
	const people = 200
	v := vendors(t, llm.VendorLimits(), slow(60))["anthropic"]
	base := newWorld(t)
	w := base.withDesk(t, v, agent.DeskConfig{})
	server := online(t, w)
	everybody := make([]*person, people)
	for i := range everybody {
		everybody[i] = w.person(t)
	}
	listen := func(some []*person, key string) {
		var wait sync.WaitGroup
		for _, p := range some {
			wait.Go(func() { p.listen(t, server.URL, server.Client(), key) })
		}
		wait.Wait()
	}
	listen(everybody, "warm")
	before, began := held(), time.Now()
	listen(everybody, "all")
	took := time.Since(began)
	server.Client().CloseIdleConnections()
	after := held()
	for range 100 { // what ends the streams may still be at work
		if after.goroutines <= before.goroutines+people/10 {
			break
		}
		<-time.After(100 * time.Millisecond)
		after = held()
	}
	t.Logf("%d streams in %s; heap %d KiB before, %d KiB after; goroutines %d before, %d after", people, took.Round(time.Millisecond), before.heap>>10, after.heap>>10, before.goroutines, after.goroutines)
	requests := uint64(0) // the emulator keeps every request
	for _, r := range v.Requests() {
		requests += uint64(len(r.Body))
	}
	if after.heap > before.heap+requests+16<<20 {
		t.Errorf("the heap has grown from %d to %d KiB", before.heap>>10, after.heap>>10)
	}
}

// listen sends a message and reads its stream to the end.
func (p *person) listen(t *testing.T, url string, client *http.Client, key string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/api/v1/chat/messages", strings.NewReader(`{"text":"Thank you!"}`))
	if err != nil {
		t.Error(err)
		return
	}
	for name, value := range map[string]string{"Authorization": "Bearer " + p.token, "Accept": "text/event-stream", "Content-Type": "application/json", "Idempotency-Key": key} {
		r.Header.Set(name, value)
	}
	response, err := client.Do(r)
	if err != nil {
		t.Error(err)
		return
	}
	defer func() { _ = response.Body.Close() }()
	events := readEvents(t, response.Body)
	if got := textOf(t, events); response.StatusCode != 200 || !strings.HasPrefix(got, strings.Repeat("well rested, friend, ", 20)) || events[len(events)-1].event != "done" {
		t.Errorf("%d: %d events, %.60q", response.StatusCode, len(events), got)
	}
}

type holding struct {
	heap       uint64
	goroutines int
}

func held() holding {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return holding{m.HeapAlloc, runtime.NumGoroutine()}
}
