package openai_test

import (
	"testing"
	"time"

	"go.uber.org/goleak"

	"spotter/internal/voice/tts"
	"spotter/internal/voice/tts/openai"
	"spotter/internal/voice/voicetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func made(t testing.TB, s *voicetest.Server, key string) tts.Provider {
	t.Helper()
	p, err := openai.New(openai.Config{Key: key, BaseURL: s.URL, HTTP: s.Client, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func serve(t testing.TB, plans ...voicetest.Plan) *voicetest.Server {
	t.Helper()
	return voicetest.NewOpenAI(t, voicetest.NewScript(), plans...)
}

func serveAny(t testing.TB, plans ...voicetest.Plan) *voicetest.Server {
	t.Helper()
	return voicetest.NewSpeechServer(t, voicetest.NewScript(), plans...)
}

func TestConformance(t *testing.T) {
	t.Parallel()
	t.Run("openai", func(t *testing.T) {
		t.Parallel()
		voicetest.ConformTTS(t, voicetest.Speaker{Serve: serve, Provider: made, Pushes: true, Late: true})
	})
	t.Run("any server", func(t *testing.T) {
		t.Parallel()
		voicetest.ConformTTS(t, voicetest.Speaker{Serve: serveAny, Pushes: true, Late: true, NoKey: true,
			Provider: func(t testing.TB, s *voicetest.Server, _ string) tts.Provider { t.Helper(); return made(t, s, "") }})
	})
}

// TestTheNextSentenceIsFetchedEarly wants the second request while the first is still spoken.
func TestTheNextSentenceIsFetchedEarly(t *testing.T) {
	t.Parallel()
	server := serve(t, voicetest.Plan{After: 1, Stall: true}, voicetest.Plan{})
	v, err := made(t, server, voicetest.Key).Open(t.Context(), tts.Options{Rate: 24000})
	if err != nil {
		t.Fatal(err)
	}
	u, err := v.Say(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_ = u.Push("The first sentence. ")
	_ = u.Push("The second one. ")
	_ = u.Push("The third one.")
	if err := server.AwaitRequests(2); err != nil {
		t.Error(err)
	}
	if n := len(server.Requests()); n != 2 {
		t.Errorf("%d sentences are fetched", n)
	}
	_ = v.Close()
	voicetest.Hear(t, u)
}
