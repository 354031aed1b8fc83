package tts_test

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"go.uber.org/goleak"

	"spotter/internal/breaker"
	"spotter/internal/voice/audio"
	"spotter/internal/voice/tts"
	"spotter/internal/voice/tts/cartesia"
	"spotter/internal/voice/tts/openai"
	"spotter/internal/voice/voicetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func sonic(t testing.TB, s *voicetest.Server, key string) tts.Provider {
	t.Helper()
	p, err := cartesia.New(cartesia.Config{Key: key, BaseURL: s.URL, HTTP: s.Client, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func speech(t testing.TB, s *voicetest.Server) tts.Provider {
	t.Helper()
	p, err := openai.New(openai.Config{Key: voicetest.Key, BaseURL: s.URL, HTTP: s.Client, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

type bill struct {
	mu   sync.Mutex
	uses []tts.Use
}

func (b *bill) add(_ context.Context, u tts.Use) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.uses = append(b.uses, u)
}

func chain(t testing.TB, b *bill, limits tts.Limits, providers ...tts.Provider) *tts.Chain {
	t.Helper()
	c := tts.ChainConfig{Now: time.Now, Log: slog.New(slog.DiscardHandler), Breaker: breaker.Config{Failures: 5}}
	if b != nil {
		c.Used = b.add
	}
	for _, p := range providers {
		c.Links = append(c.Links, tts.Link{Provider: p, Limits: limits})
	}
	out, err := tts.NewChain(c)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestConformance: a chain of one is that one.
func TestConformance(t *testing.T) {
	t.Parallel()
	voicetest.ConformTTS(t, voicetest.Speaker{Serve: voicetest.NewCartesia, Words: true, Pushes: true, Socket: true, Chain: true,
		Provider: func(t testing.TB, s *voicetest.Server, key string) tts.Provider {
			t.Helper()
			return chain(t, nil, tts.Limits{}, sonic(t, s, key))
		}})
}

var sentences = []string{"First you warm up. ", "Then squat eight reps. ", "Rest two minutes. ", "Well done."}

// TestTheRestIsSpokenElsewhere lets the first vendor fail in each way, and wants every sentence, those that were
// delivered once, and the torn one from its beginning.
func TestTheRestIsSpokenElsewhere(t *testing.T) {
	t.Parallel()
	for name, plan := range map[string]voicetest.Plan{
		"refused": {Status: 403}, "down": {Status: 503}, "slow open": {Open: 5 * time.Second}, "silent at once": {Stall: true},
		"cut at once": {Cut: true}, "cut": {After: 20, Cut: true}, "closed": {After: 20, Close: websocket.StatusInternalError},
		"silent": {After: 20, Stall: true}, "error": {After: 20, Break: "internal_error"}, "malformed": {After: 20, Garbage: "{"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			first, second := voicetest.NewCartesia(t, plan), voicetest.NewOpenAI(t, voicetest.NewScript())
			var b bill
			c := chain(t, &b, tts.Limits{Open: time.Second, First: time.Second, Between: time.Second}, sonic(t, first, voicetest.Key), speech(t, second))
			got := utter(t, c)
			if got.Err != nil {
				t.Fatal(got.Err)
			}
			text := strings.Join(sentences, "")
			heard := voicetest.Heard(text, whole(got), 24000)
			if heard != strings.Join(strings.Fields(text), " ") || got.Pushes != len(sentences) {
				t.Errorf("heard %q, %d pushes; the second vendor says %q", heard, got.Pushes, second.Faults())
			}
			if (plan.After > 0) != (len(got.Anew) == 1) {
				t.Errorf("begun anew at %v", got.Anew)
			}
			if plan.After > 0 { // five words and the first sentence were delivered
				if n := len(second.Requests()); n != 3 {
					t.Errorf("%d sentences were asked for elsewhere", n)
				}
			}
			if u := b.uses[len(b.uses)-1]; u.Provider != "openai" || u.Characters == 0 || u.Seconds == 0 || u.First == 0 || u.Err != nil {
				t.Errorf("the bill is %+v", b.uses)
			}
		})
	}
}

// whole is what is heard by who leaves out what is spoken anew, as Chunk says.
func whole(got voicetest.Spoken) []int16 {
	if len(got.Anew) == 0 {
		return got.PCM
	}
	return append(got.PCM[:audio.Count(got.From, 24000):audio.Count(got.From, 24000)], got.PCM[got.Anew[0]:]...)
}

func utter(t *testing.T, c *tts.Chain) voicetest.Spoken {
	t.Helper()
	v, err := c.Open(t.Context(), tts.Options{Rate: 24000, Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = v.Close() }()
	u, err := v.Say(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sentences {
		if err := u.Push(s); err != nil {
			t.Error(err)
		}
	}
	_ = u.End()
	return voicetest.Hear(t, u)
}

// TestAllFail wants an error in the end, and an end.
func TestAllFail(t *testing.T) {
	t.Parallel()
	first, second := voicetest.NewCartesia(t, voicetest.Plan{After: 4, Cut: true}), voicetest.NewOpenAI(t, voicetest.NewScript(), voicetest.Plan{Status: 500})
	c := chain(t, nil, tts.Limits{}, sonic(t, first, voicetest.Key), speech(t, second))
	if got := utter(t, c); got.Err == nil {
		t.Error("nobody spoke, and nobody tells")
	}
}
