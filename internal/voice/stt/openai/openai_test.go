package openai_test

import (
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"spotter/internal/voice/audio"
	"spotter/internal/voice/stt"
	"spotter/internal/voice/stt/openai"
	"spotter/internal/voice/voicetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func config(s *voicetest.Server, key string) openai.Config {
	return openai.Config{Key: key, BaseURL: s.URL, HTTP: s.Client, Now: time.Now}
}

func batch(t testing.TB, s *voicetest.Server, key string) stt.Provider {
	t.Helper()
	p, err := openai.NewBatch(config(s, key))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func live(t testing.TB, s *voicetest.Server, key string) stt.Provider {
	t.Helper()
	p, err := openai.NewLive(config(s, key))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestConformance(t *testing.T) {
	t.Parallel()
	t.Run("batch", func(t *testing.T) {
		t.Parallel()
		voicetest.ConformSTT(t, voicetest.Recogniser{Serve: voicetest.NewOpenAI, Provider: batch, Late: true})
	})
	t.Run("live", func(t *testing.T) {
		t.Parallel()
		voicetest.ConformSTT(t, voicetest.Recogniser{Serve: voicetest.NewOpenAI, Provider: live, Partials: true})
	})
}

// TestAnyServer speaks to one that is not OpenAI, without a key.
func TestAnyServer(t *testing.T) {
	t.Parallel()
	r := voicetest.Say("three sets done")
	server := voicetest.NewSpeechServer(t, voicetest.NewScript(r))
	p := batch(t, server, "")
	if p.Name() != openai.NameCompatible {
		t.Error(p.Name())
	}
	stream, err := p.Open(t.Context(), stt.Options{Rate: audio.HearRate, Language: "de-DE", Terms: []string{"Kreuzheben", "Skyr"}})
	if err != nil {
		t.Fatal(err)
	}
	voicetest.Pour(t, server, stream, append(voicetest.Silence(10*time.Second, audio.HearRate), r.Samples...))
	if err := stream.Finalize(); err != nil {
		t.Error(err)
	}
	h := voicetest.Listen(t, stream, func(e stt.Event) bool { return e.Finalized })
	if h.Text != r.Text() || h.Err != nil {
		t.Errorf("%q %v %q", h.Text, h.Err, server.Faults())
	}
	if e := h.Events[len(h.Events)-1]; e.Start < 9600*time.Millisecond || e.Start > 10*time.Second {
		t.Errorf("it begins at %s: silence is sent along", e.Start)
	}
	if r := server.Requests()[0]; r.Messages[0] != "Kreuzheben, Skyr" || r.Header.Get("Authorization") != "" {
		t.Errorf("%+v", r)
	}
	_ = stream.Close()
	voicetest.Listen(t, stream, func(stt.Event) bool { return false })
}

func TestCheck(t *testing.T) {
	t.Parallel()
	server := voicetest.NewOpenAI(t, voicetest.NewScript())
	const wrong = "sk-proj-0123456789abcdefghij"
	if err := batch(t, server, voicetest.Key).(*openai.Batch).Check(t.Context()); err != nil {
		t.Error(err)
	}
	if err := live(t, server, wrong).(*openai.Live).Check(t.Context()); err == nil || !strings.Contains(err.Error(), "401") || strings.Contains(err.Error(), "0123456789") {
		t.Error(err)
	}
	if _, err := openai.NewBatch(openai.Config{HTTP: server.Client, Now: time.Now}); err == nil {
		t.Error("the vendor is asked without a key")
	}
}
