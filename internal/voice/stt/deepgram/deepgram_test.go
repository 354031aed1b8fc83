package deepgram_test

import (
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"spotter/internal/voice/audio"
	"spotter/internal/voice/stt"
	"spotter/internal/voice/stt/deepgram"
	"spotter/internal/voice/voicetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func made(t testing.TB, s *voicetest.Server, key string, c deepgram.Config) *deepgram.Provider {
	t.Helper()
	c.Key, c.BaseURL, c.HTTP, c.Now = key, s.URL, s.Client, time.Now
	p, err := deepgram.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func with(c deepgram.Config) func(testing.TB, *voicetest.Server, string) stt.Provider {
	return func(t testing.TB, s *voicetest.Server, key string) stt.Provider {
		t.Helper()
		return made(t, s, key, c)
	}
}

func TestConformance(t *testing.T) {
	t.Parallel()
	t.Run("nova", func(t *testing.T) {
		t.Parallel()
		voicetest.ConformSTT(t, voicetest.Recogniser{Serve: voicetest.NewDeepgram, Provider: with(deepgram.Config{}), Partials: true, Words: true, Begins: true})
	})
	t.Run("flux", func(t *testing.T) {
		t.Parallel()
		voicetest.ConformSTT(t, voicetest.Recogniser{Serve: voicetest.NewDeepgram,
			Provider: with(deepgram.Config{Model: deepgram.DefaultFlux, EagerEndOfTurn: 0.5, EndOfTurn: 0.8}), Partials: true, Words: true, Begins: true, Turns: true})
	})
}

func kinds(h voicetest.Hearing) string {
	names := map[stt.Kind]string{stt.Partial: "p", stt.Final: "F", stt.Began: "B", stt.EagerEnd: "e", stt.Resumed: "r", stt.TurnEnd: "T", stt.Failed: "X"}
	var out []string
	for _, e := range h.Events {
		if name := names[e.Kind]; len(out) == 0 || out[len(out)-1] != name {
			out = append(out, name)
		}
	}
	return strings.Join(out, "")
}

// TestFluxTellsTurns wants a probable end taken back, and a turn's end without being asked for it.
func TestFluxTellsTurns(t *testing.T) {
	t.Parallel()
	r := voicetest.Say("eight reps ... no nine") // the pause is longer than the eager silence
	server := voicetest.NewDeepgram(t, voicetest.NewScript(r))
	p := made(t, server, voicetest.Key, deepgram.Config{Model: deepgram.DefaultFlux, EagerEndOfTurn: 0.4, EndOfTurn: 0.9})
	stream, err := p.Open(t.Context(), stt.Options{Rate: audio.HearRate})
	if err != nil {
		t.Fatal(err)
	}
	voicetest.Pour(t, server, stream, append(r.Samples, voicetest.Silence(2*time.Second, audio.HearRate)...))
	h := voicetest.Listen(t, stream, func(e stt.Event) bool { return e.Kind == stt.TurnEnd })
	if got := kinds(h); got != "BperpeT" || h.Text != r.Text() {
		t.Errorf("%s %q", got, h.Text)
	}
	if err := stream.Close(); err != nil {
		t.Error(err)
	}
	voicetest.Listen(t, stream, func(stt.Event) bool { return false })
}

func TestFluxIsConfiguredOnTheWay(t *testing.T) {
	t.Parallel()
	server := voicetest.NewDeepgram(t, voicetest.NewScript())
	p := made(t, server, voicetest.Key, deepgram.Config{Model: deepgram.DefaultFlux})
	stream, err := p.Open(t.Context(), stt.Options{Rate: audio.HearRate})
	if err != nil {
		t.Fatal(err)
	}
	c := stream.(interface {
		Configure(t deepgram.Turns, terms []string) error
	})
	if err := c.Configure(deepgram.Turns{EndOfTurn: 0.9, TimeoutMS: 8000}, []string{"deadlift"}); err != nil {
		t.Error(err)
	}
	if err := server.AwaitMessage(func(m string) bool {
		return strings.Contains(m, `"eot_timeout_ms":8000`) && strings.Contains(m, "deadlift")
	}); err != nil {
		t.Error(err)
	}
	if f := server.Faults(); len(f) > 0 {
		t.Error(f)
	}
	_ = stream.Close()
	voicetest.Listen(t, stream, func(stt.Event) bool { return false })
}

// TestNovaTellsPauses wants the silence that the vendor hears, without being asked.
func TestNovaTellsPauses(t *testing.T) {
	t.Parallel()
	r := voicetest.Say("that was heavy")
	server := voicetest.NewDeepgram(t, voicetest.NewScript(r))
	stream, err := made(t, server, voicetest.Key, deepgram.Config{}).Open(t.Context(), stt.Options{Rate: audio.HearRate, Language: "de", Terms: []string{strings.Repeat("x", 3000), "skyr"}})
	if err != nil {
		t.Fatal(err)
	}
	voicetest.Pour(t, server, stream, append(r.Samples, voicetest.Silence(2*time.Second, audio.HearRate)...))
	h := voicetest.Listen(t, stream, func(e stt.Event) bool { return e.Pause && e.Text == "" })
	if h.Text != "That was heavy." {
		t.Errorf("%q, %+v", h.Text, h.Events)
	}
	url := server.Requests()[0].URL
	if !strings.Contains(url, "numerals=true") || strings.Contains(url, "smart_format") || !strings.Contains(url, "language=de") {
		t.Errorf("asked for %s", url)
	}
	_ = stream.Close()
	voicetest.Listen(t, stream, func(stt.Event) bool { return false })
}

func TestSettingsThatDeepgramRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []deepgram.Config{{}, {Key: "k", EndOfTurn: 2}, {Key: "k", EagerEndOfTurn: 0.1}} {
		if c.Key != "" {
			c.HTTP, c.Now = voicetest.NewDeepgram(t, nil).Client, time.Now
		}
		if _, err := deepgram.New(c); err == nil {
			t.Errorf("%+v is taken", c)
		}
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	server := voicetest.NewDeepgram(t, nil)
	if err := made(t, server, voicetest.Key, deepgram.Config{}).Check(t.Context()); err != nil {
		t.Error(err)
	}
	if err := made(t, server, "wrong", deepgram.Config{}).Check(t.Context()); err == nil || !strings.Contains(err.Error(), "401") {
		t.Error(err)
	}
}
