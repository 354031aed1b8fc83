package api_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"spotter/internal/agent"
	"spotter/internal/llm"
	"spotter/internal/llm/openai"
)

// stamped writes, in the manner of OpenAI's protocol, words that say when they were written: the nanoseconds since began, in
// letters, so that nothing in them is a figure.
func stamped(began time.Time, words int, pause time.Duration) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		send := func(delta, finish string) {
			_, _ = fmt.Fprintf(w, `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":%s,"finish_reason":%s}]}`+"\n\n", delta, finish)
			_ = http.NewResponseController(w).Flush()
		}
		for range words {
			<-time.After(pause)
			send(`{"role":"assistant","content":"zz`+letters(time.Since(began))+` "}`, "null")
		}
		send(`{}`, `"stop"`)
		_, _ = fmt.Fprint(w, "data: [DONE]\n\n")
	})
}

func letters(d time.Duration) string {
	return strings.Map(func(r rune) rune { return r - '0' + 'b' }, strconv.FormatInt(d.Nanoseconds(), 10))
}

func unletters(s string) time.Duration {
	n, _ := strconv.ParseInt(strings.Map(func(r rune) rune { return r - 'b' + '0' }, s), 10, 64)
	return time.Duration(n)
}

// BenchmarkForward measures a piece of text from the vendor's write to the client's read of its event, through provider,
// chain, loop, guard, desk and HTTP.
func BenchmarkForward(b *testing.B) {
	began := time.Now()
	vendor := httptest.NewServer(stamped(began, 200, 2*time.Millisecond))
	b.Cleanup(vendor.Close)
	model, err := openai.New(openai.Config{BaseURL: vendor.URL, Model: "m", HTTP: vendor.Client(), Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	base := newWorld(b)
	p := base.onboarded(b)
	w := base.withDesk(b, chain(b, llm.VendorLimits(), model), agent.DeskConfig{})
	server := online(b, w)
	base.clock.set(time.Now())
	p.login(b)
	defer ticking(base.clock)() // so that what streams is stored on the way
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		_, stream := (&person{world: w, token: p.token}).open(b.Context(), b, server, "POST", "/chat/messages", `{"text":"Thank you!"}`, "Idempotency-Key", strconv.Itoa(i))
		took = append(took, delays(b, stream, began)...)
	}
	slices.Sort(took)
	at := func(share float64) float64 {
		return float64(took[int(share*float64(len(took)-1))].Microseconds()) / 1000
	}
	b.ReportMetric(at(0.5), "p50-ms")
	b.ReportMetric(at(0.99), "p99-ms")
	b.ReportMetric(float64(len(took)), "pieces")
}

// ticking keeps a clock at the true time until stop is called.
func ticking(c *clock) (stop func()) {
	ticker, over := time.NewTicker(5*time.Millisecond), make(chan struct{})
	go func() {
		for {
			select {
			case now := <-ticker.C:
				c.set(now)
			case <-over:
				return
			}
		}
	}()
	return func() { ticker.Stop(); close(over) }
}

// delays reads a stream to its end, and says how long each word was under way.
func delays(t testing.TB, stream *eventReader, began time.Time) (out []time.Duration) {
	t.Helper()
	text := ""
	for {
		e, _, err := stream.next()
		if err != nil || e.event == "done" {
			return out
		}
		text += e.text(t)
		for {
			word, rest, whole := strings.Cut(text, " ")
			if !whole {
				break
			}
			if written, ok := strings.CutPrefix(word, "zz"); ok {
				out = append(out, time.Since(began)-unletters(written))
			}
			text = rest
		}
	}
}
