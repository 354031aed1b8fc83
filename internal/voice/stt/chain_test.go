package stt_test

import (
	"context"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"go.uber.org/goleak"

	"spotter/internal/breaker"
	"spotter/internal/voice/audio"
	"spotter/internal/voice/stt"
	"spotter/internal/voice/stt/deepgram"
	"spotter/internal/voice/stt/openai"
	"spotter/internal/voice/voicetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func nova(t testing.TB, s *voicetest.Server, key string) stt.Provider {
	t.Helper()
	p, err := deepgram.New(deepgram.Config{Key: key, BaseURL: s.URL, HTTP: s.Client, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func flux(t testing.TB, s *voicetest.Server) stt.Provider {
	t.Helper()
	p, err := deepgram.New(deepgram.Config{Key: voicetest.Key, BaseURL: s.URL, HTTP: s.Client, Now: time.Now, Model: deepgram.DefaultFlux})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func batch(t testing.TB, s *voicetest.Server) stt.Provider {
	t.Helper()
	p, err := openai.NewBatch(openai.Config{Key: voicetest.Key, BaseURL: s.URL, HTTP: s.Client, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// bill keeps what a chain used.
type bill struct {
	mu   sync.Mutex
	uses []stt.Use
}

func (b *bill) add(_ context.Context, u stt.Use) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.uses = append(b.uses, u)
}

func chain(t testing.TB, b *bill, limits stt.Limits, providers ...stt.Provider) *stt.Chain {
	t.Helper()
	c := stt.ChainConfig{Now: time.Now, Log: slog.New(slog.DiscardHandler), Breaker: breaker.Config{Failures: 3}}
	if b != nil {
		c.Used = b.add
	}
	for _, p := range providers {
		c.Links = append(c.Links, stt.Link{Provider: p, Limits: limits})
	}
	out, err := stt.NewChain(c)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestConformance: a chain of one is that one.
func TestConformance(t *testing.T) {
	t.Parallel()
	voicetest.ConformSTT(t, voicetest.Recogniser{Serve: voicetest.NewDeepgram, Partials: true, Words: true, Begins: true, Chain: true,
		Provider: func(t testing.TB, s *voicetest.Server, key string) stt.Provider {
			t.Helper()
			return chain(t, nil, stt.Limits{}, nova(t, s, key))
		}})
}

// TestNoWordIsLost lets the first vendor fail in each way in the middle of a sentence, and wants all of it, once.
func TestNoWordIsLost(t *testing.T) {
	t.Parallel()
	for name, plan := range map[string]voicetest.Plan{
		"refused":   {Status: 401},
		"too many":  {Status: 429, RetryAfter: "30"},
		"down":      {Status: 503},
		"slow open": {Open: 5 * time.Second},
		"malformed": {After: 5, Garbage: `{"type": what`},
		"closed":    {After: 5, Close: websocket.StatusInternalError},
		"cut":       {After: 5, Cut: true},
		"silent":    {After: 5, Stall: true},
		"error":     {After: 5, Break: "INTERNAL_SERVER_ERROR"},
	} {
		for second, provider := range map[string]func(testing.TB, *voicetest.Script) (*voicetest.Server, stt.Provider){
			"nova": func(t testing.TB, s *voicetest.Script) (*voicetest.Server, stt.Provider) {
				t.Helper()
				server := voicetest.NewDeepgram(t, s)
				return server, nova(t, server, voicetest.Key)
			},
			"batch": func(t testing.TB, s *voicetest.Script) (*voicetest.Server, stt.Provider) {
				t.Helper()
				server := voicetest.NewOpenAI(t, s)
				return server, batch(t, server)
			},
			"flux": func(t testing.TB, s *voicetest.Script) (*voicetest.Server, stt.Provider) {
				t.Helper()
				server := voicetest.NewDeepgram(t, s)
				return server, flux(t, server)
			},
		} {
			t.Run(name+" then "+second, func(t *testing.T) {
				t.Parallel()
				falls(t, plan, provider)
			})
		}
	}
}

func falls(t *testing.T, plan voicetest.Plan, provider func(testing.TB, *voicetest.Script) (*voicetest.Server, stt.Provider)) {
	t.Helper()
	one, two := voicetest.Say("warm up is done"), voicetest.Say("now log nine reps at eighty kilos please")
	if plan.After > 0 { // the first utterance goes well
		plan.After += 6
	}
	first := voicetest.NewDeepgram(t, voicetest.NewScript(one, two), plan)
	server, other := provider(t, voicetest.NewScript(one, two))
	var b bill
	c := chain(t, &b, stt.Limits{Open: time.Second, Answer: time.Second, Hear: time.Second}, nova(t, first, voicetest.Key), other)
	stream, err := c.Open(t.Context(), stt.Options{Rate: audio.HearRate, Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	var heard string
	for _, r := range []voicetest.Recording{one, two} {
		voicetest.Pour(t, first, stream, append(voicetest.Silence(300*time.Millisecond, audio.HearRate), r.Samples...))
		voicetest.Pour(t, first, stream, voicetest.Silence(100*time.Millisecond, audio.HearRate))
		if err := stream.Finalize(); err != nil {
			t.Fatal(err)
		}
		h := voicetest.Listen(t, stream, func(e stt.Event) bool { return e.Finalized })
		if h.Err != nil {
			t.Fatal(h.Err)
		}
		heard += " " + h.Text
	}
	if want := one.Text() + " " + two.Text(); voicetest.Plain(heard) != voicetest.Plain(want) {
		t.Errorf("heard %q, want %q; the second vendor says %q", heard, want, server.Faults())
	}
	if len(server.Requests()) == 0 {
		t.Error("the second vendor was not asked: the first did not fail")
	}
	_ = stream.Close()
	voicetest.Listen(t, stream, func(stt.Event) bool { return false })
	total := 0.0
	for _, u := range b.uses {
		total += u.Seconds
	}
	if total < 2 || len(b.uses) == 0 || b.uses[len(b.uses)-1].Err != nil {
		t.Errorf("the bill is %+v", b.uses)
	}
}

// TestALostConnectionIsOpenedAnew has one vendor only, which loses the first connection.
func TestALostConnectionIsOpenedAnew(t *testing.T) {
	t.Parallel()
	r := voicetest.Say("still with me after that")
	server := voicetest.NewDeepgram(t, voicetest.NewScript(r), voicetest.Plan{After: 3, Close: websocket.StatusGoingAway}, voicetest.Plan{})
	c := chain(t, nil, stt.Limits{}, nova(t, server, voicetest.Key))
	stream, err := c.Open(t.Context(), stt.Options{Rate: audio.HearRate, Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	voicetest.Pour(t, server, stream, r.Samples)
	_ = stream.Finalize()
	if h := voicetest.Listen(t, stream, func(e stt.Event) bool { return e.Finalized }); voicetest.Plain(h.Text) != r.Text() || h.Err != nil {
		t.Errorf("%q %v", h.Text, h.Err)
	}
	_ = stream.Close()
	voicetest.Listen(t, stream, func(stt.Event) bool { return false })
}

// TestWhoKeepsFailingIsLeftAlone wants a refused key to be asked once, and not by every call.
func TestWhoKeepsFailingIsLeftAlone(t *testing.T) {
	t.Parallel()
	first := voicetest.NewDeepgram(t, voicetest.NewScript(), voicetest.Plan{Status: 401})
	second := voicetest.NewDeepgram(t, voicetest.NewScript())
	c := chain(t, nil, stt.Limits{}, nova(t, first, voicetest.Key), nova(t, second, voicetest.Key))
	for range 3 {
		stream, err := c.Open(t.Context(), stt.Options{Rate: audio.HearRate})
		if err != nil {
			t.Fatal(err)
		}
		_ = stream.Close()
		voicetest.Listen(t, stream, func(stt.Event) bool { return false })
	}
	if n := len(first.Requests()); n != 1 {
		t.Errorf("the first vendor was asked %d times", n)
	}
	if h := c.Health(); h[0].State != breaker.Open || h[1].State != breaker.Closed {
		t.Errorf("%+v", h)
	}
}
