package cartesia_test

import (
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"spotter/internal/voice/tts"
	"spotter/internal/voice/tts/cartesia"
	"spotter/internal/voice/voicetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func made(t testing.TB, s *voicetest.Server, key string) tts.Provider {
	t.Helper()
	p, err := cartesia.New(cartesia.Config{Key: key, BaseURL: s.URL, HTTP: s.Client, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestConformance(t *testing.T) {
	t.Parallel()
	voicetest.ConformTTS(t, voicetest.Speaker{Serve: voicetest.NewCartesia, Provider: made, Words: true, Pushes: true, Socket: true})
}

func TestRateThatIsNone(t *testing.T) {
	t.Parallel()
	if _, err := made(t, voicetest.NewCartesia(t), voicetest.Key).Open(t.Context(), tts.Options{Rate: 12345}); err == nil {
		t.Error("it takes any rate")
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	server := voicetest.NewCartesia(t)
	if err := made(t, server, voicetest.Key).(*cartesia.Provider).Check(t.Context()); err != nil {
		t.Error(err)
	}
	if err := made(t, server, "wrong").(*cartesia.Provider).Check(t.Context()); err == nil || !strings.Contains(err.Error(), "401") {
		t.Error(err)
	}
}
