package vendor_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"go.uber.org/goleak"

	"spotter/internal/voice/vendor"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestWordsTellNoSecret(t *testing.T) {
	t.Parallel()
	for sentence, want := range map[string]string{
		"Incorrect API key provided: sk-proj-abcdef123. You can find it.": "Incorrect API key provided: …. You can find it.",
		`The transcript "I weigh 93 kilos" is too long`:                   "The transcript … is too long",
		"Get https://api.example.com/x?key=1: refused":                    "Get … refused",
		"token 5d41402abc4b2a76b9719d911017c592 is not valid":             "… is not valid",
		"Too  many\nrequests":                                             "Too many requests",
	} {
		if got := vendor.Words(sentence); got != want {
			t.Errorf("%q becomes %q, want %q", sentence, got, want)
		}
	}
	if got := vendor.Words(strings.Repeat("müde ", 100)); len(got) > 210 {
		t.Errorf("%d bytes are kept", len(got))
	}
}

// serve runs a WebSocket's other side.
func serve(t *testing.T, talk func(context.Context, *websocket.Conn)) vendor.DialConfig {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ws, err := websocket.Accept(w, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		defer func() { _ = ws.CloseNow() }()
		talk(r.Context(), ws)
	}))
	client := vendor.NewHTTPClient(10 * time.Second)
	t.Cleanup(func() { client.CloseIdleConnections(); server.Close() })
	return vendor.DialConfig{Provider: "test", HTTP: client, URL: vendor.WS(server.URL), Now: time.Now}
}

// TestSendingWaitsForNobody sends to a side that does not read, and wants to be told rather than to wait.
func TestSendingWaitsForNobody(t *testing.T) {
	t.Parallel()
	over := make(chan struct{})
	c := serve(t, func(context.Context, *websocket.Conn) { <-over })
	defer close(over)
	c.Queue = 4
	conn, err := vendor.Dial(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	for range 10_000 {
		if err = conn.Send(vendor.Binary(make([]byte, 1<<20))); err != nil {
			break
		}
	}
	if !errors.Is(err, vendor.ErrBehind) {
		t.Errorf("%v", err)
	}
	for range conn.In() { // nothing comes
	}
	if !errors.Is(conn.Err(), vendor.ErrBehind) {
		t.Errorf("%v", conn.Err())
	}
}

// TestABeatKeepsItOpen wants one whenever nothing else was sent.
func TestABeatKeepsItOpen(t *testing.T) {
	t.Parallel()
	beats := make(chan string, 100)
	c := serve(t, func(ctx context.Context, ws *websocket.Conn) {
		for {
			_, data, err := ws.Read(ctx)
			if err != nil {
				return
			}
			beats <- string(data)
		}
	})
	c.Idle, c.Beat = 10*time.Millisecond, func() vendor.Message { return vendor.Text([]byte("alive")) }
	conn, err := vendor.Dial(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if got := <-beats; got != "alive" {
			t.Errorf("%q", got)
		}
	}
	conn.Close(vendor.Text([]byte("bye")))
	for range conn.In() { // nothing comes
	}
	last := ""
	for len(beats) > 0 {
		last = <-beats
	}
	if last != "bye" || conn.Err() != nil {
		t.Errorf("the last word is %q, %v", last, conn.Err())
	}
}

// TestADeadConnectionIsFound has a side that neither reads nor answers, as behind a network that is gone.
func TestADeadConnectionIsFound(t *testing.T) {
	t.Parallel()
	over := make(chan struct{})
	c := serve(t, func(context.Context, *websocket.Conn) { <-over })
	defer close(over)
	c.Ping = 50 * time.Millisecond
	conn, err := vendor.Dial(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	for range conn.In() { // nothing comes
	}
	var fault *vendor.Error
	if !errors.As(conn.Err(), &fault) || !errors.Is(fault, vendor.ErrStalled) || !fault.Retryable {
		t.Errorf("%v", conn.Err())
	}
}

// TestAWarmConnectionIsUsed wants a WebSocket over the connection that Warm has left.
func TestAWarmConnectionIsUsed(t *testing.T) {
	t.Parallel()
	seen := make(chan string, 2)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen <- r.RemoteAddr
		if r.Method == http.MethodHead {
			return
		}
		if ws, err := websocket.Accept(w, r, nil); err == nil {
			_ = ws.Close(websocket.StatusNormalClosure, "")
		}
	}))
	client := vendor.NewHTTPClient(10 * time.Second)
	defer server.Close()
	defer client.CloseIdleConnections()
	if err := vendor.Touch(t.Context(), client, "test", server.URL); err != nil {
		t.Fatal(err)
	}
	conn, err := vendor.Dial(t.Context(), vendor.DialConfig{Provider: "test", HTTP: client, URL: vendor.WS(server.URL), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	for range conn.In() { // nothing comes
	}
	if one, two := <-seen, <-seen; one != two {
		t.Errorf("%s, then %s: the warm connection was not used", one, two)
	}
}
