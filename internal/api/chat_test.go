package api_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"spotter"
)

var streaming = map[string]string{"Accept": "text/event-stream"}

func with(headers map[string]string, more ...string) map[string]string {
	out := map[string]string{}
	for k, v := range headers {
		out[k] = v
	}
	for i := 0; i < len(more); i += 2 {
		out[more[i]] = more[i+1]
	}
	return out
}

// say sends a message and takes the events.
func (p *person) say(t testing.TB, text string, headers map[string]string) []wireEvent {
	t.Helper()
	a := p.do(t, call{method: "POST", path: "/api/v1/chat/messages", body: object{"text": text}, headers: with(streaming, pairs(headers)...)}).want(t, 200)
	if got := a.header.Get("Content-Type"); got != "text/event-stream" {
		t.Fatalf("it answers as %s", got)
	}
	return readEvents(t, strings.NewReader(string(a.stream)))
}

func pairs(m map[string]string) []string {
	var out []string
	for k, v := range m {
		out = append(out, k, v)
	}
	return out
}

func names(events []wireEvent) string {
	var out []string
	for _, e := range events {
		out = append(out, e.event)
	}
	return strings.Join(out, " ")
}

func textOf(t testing.TB, events []wireEvent) string {
	t.Helper()
	var b strings.Builder
	for _, e := range events {
		b.WriteString(e.text(t))
	}
	return b.String()
}

func TestChatStreams(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	w.desk.script = says("Guten ", "Tag — ", "💪", "!")
	a := p.do(t, call{method: "POST", path: "/api/v1/chat/messages", body: object{"text": "Hallo"}, headers: streaming}).want(t, 200)
	if a.header.Get("Cache-Control") != "no-store" || a.header.Get("X-Accel-Buffering") != "no" || !strings.HasPrefix(string(a.stream), "retry: ") {
		t.Errorf("headers %v, and it begins %.30q", a.header, a.stream)
	}
	events := readEvents(t, strings.NewReader(string(a.stream)))
	if got := names(events); !strings.HasPrefix(got, "message delta") || !strings.HasSuffix(got, "delta message done") {
		t.Errorf("events: %s", got)
	}
	if got := textOf(t, events); got != "Guten Tag — 💪!" {
		t.Errorf("the text is %q", got)
	}
	page := p.get(t, "/chat/messages").want(t, 200)
	if diff := cmp.Diff([]any{"Guten Tag — 💪!", "Hallo"}, []any{page.at(t, "items.0.content"), page.at(t, "items.1.content")}); diff != "" {
		t.Error(diff)
	}
}

func TestChatAnswersWhole(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	tool := func(state string) spotter.ChatEvent {
		return spotter.NewEvent(1, 0, spotter.EventTool, spotter.ToolEvent{CallID: "c", Name: "today", Agent: "tracker", State: state, Summary: state})
	}
	w.desk.script = append([]spotter.ChatEvent{tool("running"), tool("done"),
		spotter.NewEvent(1, 0, spotter.EventHandoff, spotter.HandoffEvent{From: "general", To: "tracker", Reason: "figures"})}, says("Rest.")...)
	a := p.send(t, "POST", "/chat/messages", object{"text": "What is on today?"}).want(t, 200)
	want := object{"turn": 1.0, "state": "done", "tools": 1, "messages": 2, "handoffs": 1, "proposals": 0, "summary": "done", "last": "Rest."}
	got := object{"turn": a.at(t, "turn"), "state": a.at(t, "state"), "tools": len(a.at(t, "tools").([]any)), "messages": len(a.at(t, "messages").([]any)),
		"handoffs": len(a.at(t, "handoffs").([]any)), "proposals": len(a.at(t, "proposals").([]any)), "summary": a.at(t, "tools.0.summary"), "last": a.at(t, "messages.1.content")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	flagged := p.send(t, "POST", "/chat/messages", object{"text": "I have chest pain when I climb stairs"}).want(t, 200)
	if flagged.at(t, "safety.0.kind") != "chest_pain" || flagged.header.Get("Spotter-Safety") != "chest_pain" {
		t.Errorf("a red flag: %.300s", flagged.body)
	}
}

func TestChatRefusesBeforeTheFirstByte(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	post := func(body any, headers ...string) answer {
		return p.do(t, call{method: "POST", path: "/api/v1/chat/messages", body: body, headers: with(nil, headers...)})
	}
	for name, body := range map[string]object{"empty": {"text": ""}, "space": {"text": " \n\t"}, "long": {"text": strings.Repeat("ä", 4001)}, "nobody": {"text": "x", "agent": "king"}, "channel": {"text": "x", "channel": "voice"}} {
		for _, accept := range []string{"text/event-stream", "application/json"} {
			if a := post(body, "Accept", accept); a.status != 422 {
				t.Errorf("%s as %s: %d", name, accept, a.status)
			}
		}
	}
	post(object{"text": strings.Repeat("ä", 4000)}, "Accept", "text/event-stream").want(t, 200)
	for _, accept := range []string{"text/html", "application/json;q=0", "text/event-stream;q=0, text/*", "nonsense"} {
		if a := post(object{"text": "x"}, "Accept", accept); accept != "text/event-stream;q=0, text/*" && a.status != 406 {
			t.Errorf("Accept %s: %d", accept, a.status)
		}
	}
	for accept, events := range map[string]bool{"*/*": false, "": false, "text/*": true, "application/json, text/event-stream": false, "text/event-stream, */*;q=0.1": true, "application/json;q=0.5, text/event-stream": true} {
		a := post(object{"text": "x"}, "Accept", accept).want(t, 200)
		if got := a.header.Get("Content-Type") == "text/event-stream"; got != events {
			t.Errorf("Accept %q answers as %s", accept, a.header.Get("Content-Type"))
		}
	}
	post(object{"text": "x"}, "Last-Event-ID", "x").refused(t, 422, "invalid", "header.Last-Event-ID")
	p.do(t, call{method: "GET", path: "/api/v1/chat/events", headers: map[string]string{"Accept": "application/json"}}).refused(t, 406, "not_acceptable")
	w.desk.fail = &spotter.Error{Code: spotter.CodeUnavailable, Message: "Nobody is here.", RetryAfter: time.Second}
	rec := httptest.NewRecorder() // not through do: a 503 is meant here
	w.ServeHTTP(rec, call{method: "POST", path: "/api/v1/chat/messages", body: object{"text": "x"}, headers: streaming, token: p.token}.request(t))
	if rec.Code != 503 || rec.Header().Get("Content-Type") != "application/problem+json" || rec.Header().Get("Retry-After") != "1" {
		t.Errorf("an error before the first byte: %d %v", rec.Code, rec.Header())
	}
	w.desk.fail = nil
	w.redis.most = 1
	w.redis.room = nil
	post(object{"text": "x"}).want(t, 200)
	if a := post(object{"text": "x"}).refused(t, 429, "limited"); a.header.Get("Retry-After") != "30" {
		t.Errorf("Retry-After is %q", a.header.Get("Retry-After"))
	}
}

// TestChatErrorAfterTheFirstByte wants an event where no status can be sent any more, and in the whole form a refusal.
func TestChatErrorAfterTheFirstByte(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	w.desk.script = append(says("Half"), spotter.ChatEvent{Type: spotter.EventError,
		Data: json.RawMessage(`{"type":"about:blank","title":"Service Unavailable","status":503,"code":"no_model","detail":"The model is away.","request_id":"x"}`)})
	events := p.say(t, "Hallo", nil)
	if got := names(events); got != "message delta error" {
		t.Errorf("events: %s", got)
	}
	w.clock.add(spotter.TurnLease)
	p.login(t)
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, call{method: "POST", path: "/api/v1/chat/messages", body: object{"text": "Hallo"}, token: p.token}.request(t))
	if rec.Code != 503 || !strings.Contains(rec.Body.String(), `"no_model"`) {
		t.Errorf("the whole form: %d %s", rec.Code, rec.Body)
	}
}

// TestChatResumes repeats a request from every offset that a client can have seen.
func TestChatResumes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	w.desk.script = says("Grüße", "! ", "नमस्ते ", "💪🏽", ".")
	key := map[string]string{"Idempotency-Key": "turn-1"}
	all := p.say(t, "Hallo", key)
	whole, end := textOf(t, all), all[len(all)-1].position(t).Offset
	if again := p.say(t, "Hallo", key); textOf(t, again) != whole || again[0].data != all[0].data {
		t.Errorf("a repeat says %q", textOf(t, again))
	}
	for offset := 0; offset < end; offset++ {
		resumed := p.say(t, "Hallo", with(key, "Last-Event-ID", spotter.Position{Turn: 1, Offset: offset}.String()))
		seen := seenUpTo(whole, offset)
		if rest := textOf(t, resumed); seen+rest != whole {
			t.Errorf("from %d on: %q + %q is not %q", offset, seen, rest, whole)
		}
		if got := names(resumed); !strings.HasSuffix(got, "done") {
			t.Errorf("from %d on: %s", offset, got)
		}
	}
	if rest := p.say(t, "Hallo", with(key, "Last-Event-ID", spotter.Position{Turn: 1, Offset: end}.String())); len(rest) != 0 {
		t.Errorf("behind the end: %v", rest)
	}
	p.do(t, call{method: "POST", path: "/api/v1/chat/messages", body: object{"text": "Etwas anderes"}, headers: with(streaming, "Idempotency-Key", "turn-1")}).
		refused(t, 409, "idempotency_key_reused")
}

// seenUpTo is the text that a client has at an offset: the person's message takes 1, and within a rune nothing of it
// has been seen.
func seenUpTo(text string, offset int) string {
	n := min(max(offset-1, 0), len(text))
	for n > 0 && n < len(text) && text[n]&0xC0 == 0x80 {
		n--
	}
	return text[:n]
}

// online is a real server over a world whose clock stands at the wall's, for deadlines.
func online(t testing.TB, w *world) *httptest.Server {
	t.Helper()
	return within(t, w, time.Minute)
}

// within is one where a request or an answer that is no stream may take no longer than limit.
func within(t testing.TB, w *world, limit time.Duration) *httptest.Server {
	t.Helper()
	w.clock.set(time.Now())
	server := httptest.NewUnstartedServer(w)
	server.Config.WriteTimeout, server.Config.ReadTimeout = limit, limit
	server.Start()
	t.Cleanup(server.Close)
	return server
}

// open begins a stream and reads events from it until ctx ends.
func (p *person) open(ctx context.Context, t testing.TB, server *httptest.Server, method, path, body string, headers ...string) (status int, events *eventReader) {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, method, server.URL+"/api/v1"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+p.token)
	r.Header.Set("Accept", "text/event-stream")
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	response, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	return response.StatusCode, &eventReader{bufio.NewReader(response.Body)}
}

func (r *eventReader) want(t testing.TB, event string) wireEvent {
	t.Helper()
	e, _, err := r.next()
	if err != nil || e.event != event {
		t.Fatalf("the next event is %q (%v), want %s", e.event, err, event)
	}
	return e
}

// TestChatSurvivesALostConnection cuts a stream in the middle and goes on on the same turn, while another device follows.
func TestChatSurvivesALostConnection(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	server := online(t, w)
	p := w.person(t)
	w.desk.script, w.desk.gate, w.desk.live = says("eins ", "zwei ", "drei"), make(chan struct{}), true
	defer close(w.desk.gate)
	_, device := p.open(t.Context(), t, server, "GET", "/chat/events", "")
	first, cut := context.WithCancel(t.Context())
	_, stream := p.open(first, t, server, "POST", "/chat/messages", `{"text":"Zähl!"}`, "Idempotency-Key", "k")
	stream.want(t, "message")
	w.desk.gate <- struct{}{}
	got := stream.want(t, "delta")
	cut()
	w.desk.gate <- struct{}{}
	_, again := p.open(t.Context(), t, server, "POST", "/chat/messages", `{"text":"Zähl!"}`, "Idempotency-Key", "k", "Last-Event-ID", got.id)
	second := again.want(t, "delta")
	w.desk.gate <- struct{}{}
	third := again.want(t, "delta")
	again.want(t, "message")
	again.want(t, "done")
	if text := got.text(t) + second.text(t) + third.text(t); text != "eins zwei drei" {
		t.Errorf("the text is %q", text)
	}
	if _, _, err := again.next(); err == nil {
		t.Error("the stream goes on behind done")
	}
	device.want(t, "message")
	var text string
	for range 3 {
		text += device.want(t, "delta").text(t)
	}
	device.want(t, "message")
	if device.want(t, "done"); text != "eins zwei drei" {
		t.Errorf("the other device has %q", text)
	}
}

// TestFollowEndsWithTheSignIn logs out and wants the stream to end, well within the life of a token. The stream also
// outlives the server's write and read limits until then.
func TestFollowEndsWithTheSignIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const limit = 2 * time.Second
	server := within(t, w, limit)
	p := w.person(t)
	w.desk.live = true
	began := time.Now()
	_, stream := p.open(t.Context(), t, server, "GET", "/chat/events", "")
	w.desk.script = says("x")
	answered := make(chan struct{})
	time.AfterFunc(limit*3/2, func() { defer close(answered); p.send(t, "POST", "/chat/messages", object{"text": "spät"}) })
	defer func() { <-answered }()
	stream.want(t, "message")
	if time.Since(began) < limit*3/2 {
		t.Error("the message came before it was sent")
	}
	stream.want(t, "delta")
	stream.want(t, "message")
	stream.want(t, "done")
	p.send(t, "POST", "/auth/logout", nil).want(t, 204)
	left := time.Now()
	if _, _, err := stream.next(); err == nil || time.Since(left) > 30*time.Second {
		t.Errorf("after the logout: %v, %s later", err, time.Since(left))
	}
}

func TestFollowIsBounded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	server := online(t, w)
	p, other := w.person(t), w.person(t)
	w.desk.live = true
	ctx, cancel := context.WithCancel(t.Context())
	for i := range 8 {
		if r, _ := p.open(ctx, t, server, "GET", "/chat/events", ""); r != 200 {
			t.Fatalf("stream %d: %d", i, r)
		}
	}
	if r, _ := p.open(t.Context(), t, server, "GET", "/chat/events", ""); r != 429 {
		t.Errorf("the ninth: %d", r)
	}
	if r, _ := other.open(t.Context(), t, server, "GET", "/chat/events", ""); r != 200 {
		t.Errorf("another person's: %d", r)
	}
	cancel()
	for deadline := time.Now().Add(5 * time.Second); ; {
		if r, _ := p.open(t.Context(), t, server, "GET", "/chat/events", ""); r == 200 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the places of streams that have gone are not free again")
		}
	}
}

func TestFollowKnowsWhatIsGone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	p.say(t, "eins", nil)
	follow := func(id string) answer {
		return p.do(t, call{method: "GET", path: "/api/v1/chat/events", headers: with(streaming, "Last-Event-ID", id)})
	}
	if got := names(readEvents(t, strings.NewReader(string(follow("1-0").want(t, 200).stream)))); got != "message delta message done" {
		t.Errorf("from the start: %s", got)
	}
	follow("7-1").refused(t, 409, "events_gone")
	w.clock.add(25 * time.Hour)
	p.login(t)
	if err := w.coach.ForgetEvents(t.Context(), w.clock.now().Add(-24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	follow("1-1").refused(t, 409, "events_gone")
	follow("1-8").want(t, 200)
	p.say(t, "zwei", nil)
	if got := names(readEvents(t, strings.NewReader(string(follow("1-8").want(t, 200).stream)))); got != "message delta message done" {
		t.Errorf("behind the first turn: %s", got)
	}
	p.send(t, "DELETE", "/chat/messages", nil).want(t, 204)
	if items := p.get(t, "/chat/messages").want(t, 200).at(t, "items").([]any); len(items) > 0 {
		t.Errorf("after the deletion: %v", items)
	}
	if next := p.say(t, "drei", nil); next[0].id != "3-1" {
		t.Errorf("the turn after a deletion begins at %s", next[0].id)
	}
}

// TestChatTokens holds personal tokens to their scopes.
func TestChatTokens(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	for scope, may := range map[string][2]bool{"read": {true, false}, "write": {false, true}} {
		token := p.send(t, "POST", "/auth/tokens", object{"name": scope, "scopes": []string{scope}}).want(t, 201).text(t, "token")
		read := w.do(t, call{method: "GET", path: "/api/v1/chat/events", token: token, headers: streaming})
		sent := w.do(t, call{method: "POST", path: "/api/v1/chat/messages", body: object{"text": "x"}, token: token, headers: streaming})
		if (read.status == 200) != may[0] || (sent.status == 200) != may[1] {
			t.Errorf("scope %s: reading is %d, sending %d", scope, read.status, sent.status)
		}
	}
}

var errGone = errors.New("gone")

// stuck is a client that stops reading.
type stuck struct {
	*httptest.ResponseRecorder
	room int
}

func (s *stuck) Write(b []byte) (int, error) {
	if s.room -= len(b); s.room < 0 {
		return 0, errGone
	}
	return s.ResponseRecorder.Write(b)
}

// TestASlowClientIsCut lets writes fail, as they do at their deadline, and wants the turn to go on and the client to be
// able to resume.
func TestASlowClientIsCut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	w.desk.script = says(slices.Repeat([]string{"Wort"}, 200)...)
	slow := &stuck{httptest.NewRecorder(), 900}
	headers := with(streaming, "Idempotency-Key", "slow")
	w.ServeHTTP(slow, call{method: "POST", path: "/api/v1/chat/messages", body: object{"text": "Viel!"}, headers: headers, token: p.token}.request(t))
	seen := readEvents(t, slow.Body)
	if len(seen) < 2 || len(seen) > 50 {
		t.Fatalf("it has read %d events", len(seen))
	}
	rest := p.say(t, "Viel!", with(headers, "Last-Event-ID", seen[len(seen)-1].id))
	if text := textOf(t, seen) + textOf(t, rest); text != strings.Repeat("Wort", 200) {
		t.Errorf("the text has %d bytes", len(text))
	}
}

func TestStreamsBeat(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	server := online(t, w)
	p := w.person(t)
	w.desk.live = true
	_, stream := p.open(t.Context(), t, server, "GET", "/chat/events", "")
	answered := make(chan struct{})
	time.AfterFunc(2*time.Second, func() { defer close(answered); p.send(t, "POST", "/chat/messages", object{"text": "x"}) })
	defer func() { <-answered }()
	if _, comments, err := stream.next(); err != nil || comments < 3 {
		t.Errorf("%d heart-beats before the first event, %v", comments, err)
	}
	for e := (wireEvent{}); e.event != "done"; {
		var err error
		if e, _, err = stream.next(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestStreamsEndWithTheServer stops the server, which would otherwise wait for them.
func TestStreamsEndWithTheServer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	server := online(t, w)
	p := w.person(t)
	w.desk.live = true
	_, stream := p.open(t.Context(), t, server, "GET", "/chat/events", "")
	close(w.stopping)
	if _, _, err := stream.next(); err == nil {
		t.Error("the stream goes on")
	}
}

// TestTwoHundredStreams opens 200 streams of 25 people, lets everybody hear what each says, and wants nothing to be left
// of them.
func TestTwoHundredStreams(t *testing.T) { //nolint:paralleltest // it counts goroutines
	w := newWorld(t)
	server := online(t, w)
	w.desk.live, w.desk.every, w.desk.script = true, 100*time.Millisecond, says(slices.Repeat([]string{"Wort "}, 40)...)
	people := make([]*person, 25)
	for i := range people {
		people[i] = w.person(t)
	}
	people[0].send(t, "POST", "/chat/messages", object{"text": "warm"})
	goroutines, heap := settled()
	ctx, cancel := context.WithCancel(t.Context())
	var all sync.WaitGroup
	opened := make(chan struct{}, 200)
	for i := range 200 {
		all.Go(func() {
			_, stream := people[i%25].open(ctx, t, server, "GET", "/chat/events", "")
			opened <- struct{}{}
			text := ""
			for {
				e, _, err := stream.next()
				if err != nil {
					t.Errorf("stream %d: %v after %q", i, err, text)
					return
				}
				text += e.text(t)
				if e.event == "done" {
					break
				}
			}
			if want := strings.Repeat("Wort ", 40); text != want {
				t.Errorf("stream %d heard %q", i, text)
			}
		})
	}
	for range 200 {
		<-opened
	}
	during := runtime.NumGoroutine()
	for _, p := range people {
		p.send(t, "POST", "/chat/messages", object{"text": "Erzähl!"}).want(t, 200)
	}
	all.Wait()
	cancel()
	server.Client().CloseIdleConnections()
	for deadline := time.Now().Add(10 * time.Second); ; {
		left, now := settled()
		if left <= goroutines+5 && now < heap+8<<20 {
			t.Logf("goroutines: %d before, %d during, %d after; heap: %d KiB before, %d after", goroutines, during, left, heap>>10, now>>10)
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("goroutines: %d before, %d after; heap: %d KiB before, %d after", goroutines, left, heap>>10, now>>10)
		}
	}
}

// settled is how many goroutines there are, and how large the heap is, after a collection.
func settled() (goroutines int, heap uint64) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return runtime.NumGoroutine(), m.HeapAlloc
}

// TestStopATurn tells the turn that runs to stop, and no other person's.
func TestStopATurn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p, other := w.person(t), w.person(t)
	p.send(t, "POST", "/chat/stop", nil).want(t, 200)
	id, err := spotter.ParseID[spotter.User](p.get(t, "/me").want(t, 200).text(t, "id"))
	if err != nil {
		t.Fatal(err)
	}
	who := spotter.Caller{User: id, Actor: spotter.ActorPerson}
	begun, _, err := w.coach.BeginTurn(t.Context(), who, spotter.TurnInput{Text: "hello"})
	if err != nil {
		t.Fatal(err)
	}
	if got := other.send(t, "POST", "/chat/stop", nil).want(t, 200).at(t, "turn"); got != nil {
		t.Errorf("somebody else stops turn %v", got)
	}
	if stopped, err := w.coach.IsStopped(t.Context(), who, begun.Number); err != nil || stopped {
		t.Errorf("stopped before anybody said so: %v, %v", stopped, err)
	}
	if got := p.send(t, "POST", "/chat/stop", nil).want(t, 200).at(t, "turn"); got != float64(begun.Number) {
		t.Errorf("stops turn %v, want %d", got, begun.Number)
	}
	if stopped, err := w.coach.IsStopped(t.Context(), who, begun.Number); err != nil || !stopped {
		t.Errorf("not stopped: %v, %v", stopped, err)
	}
}
