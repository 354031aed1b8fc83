package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"spotter/internal/llm"
	"spotter/internal/voice/stt"
	"spotter/internal/voice/tts"
	"spotter/internal/voice/voicetest"
)

func TestSpeechIsMadeFromSettings(t *testing.T) {
	t.Parallel()
	const live = "openai gpt-live-transcribe, then openai gpt-4o-mini-transcribe"
	tests := map[string]struct {
		environ           []string
		hearing, speaking string
		realtime          bool
	}{
		"none":                   {nil, "typed text only", "text only", false},
		"Deepgram and Cartesia":  {[]string{"DEEPGRAM_API_KEY=k", "CARTESIA_API_KEY=k"}, "deepgram nova-3", "cartesia sonic-3", false},
		"Flux":                   {[]string{"DEEPGRAM_API_KEY=k", "DEEPGRAM_MODEL=flux-general-en"}, "deepgram flux-general-en, then deepgram nova-3", "text only", false},
		"OpenAI":                 {[]string{"OPENAI_API_KEY=k"}, live, "openai gpt-4o-mini-tts", true},
		"all":                    {[]string{"OPENAI_API_KEY=k", "DEEPGRAM_API_KEY=k", "CARTESIA_API_KEY=k", "SPEECH_BASE_URL=http://127.0.0.1:1"}, "deepgram nova-3, then speech server whisper-1, then " + live, "cartesia sonic-3, then speech server tts-1, then openai gpt-4o-mini-tts", true},
		"one's own":              {[]string{"SPEECH_BASE_URL=http://127.0.0.1:1", "SPEECH_STT_MODEL=large", "SPEECH_TTS_MODEL=kokoro"}, "speech server large", "speech server kokoro", false},
		"one's own model server": {[]string{"OPENAI_BASE_URL=http://127.0.0.1:1", "OPENAI_MODEL=llama"}, "typed text only", "text only", false},
		"one that wants a key":   {[]string{"OPENAI_API_KEY=k", "OPENAI_BASE_URL=https://example.test/v1", "OPENAI_MODEL=mistral-large"}, "typed text only", "text only", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, c, err := settings(t, tt.environ...)
			if err != nil {
				t.Fatal(err)
			}
			s, err := p.openSpeech(c, llm.Prices{}, slog.New(slog.DiscardHandler))
			if err != nil {
				t.Fatal(err)
			}
			hearing, speaking := s.describe()
			if h, _, _ := strings.Cut(hearing, " ("); h != tt.hearing || !strings.HasPrefix(speaking, tt.speaking) || (s.realtime != nil) != tt.realtime {
				t.Errorf("%q, %q, %v", hearing, speaking, s.realtime)
			}
			if (s.hears == nil) != (tt.hearing == "typed text only") || (s.speaks == nil) != (tt.speaking == "text only") {
				t.Error("the chains do not fit what is said of them")
			}
		})
	}
}

// TestSpeechOfSettingsIsHeard opens the chains on the vendors' emulators.
func TestSpeechOfSettingsIsHeard(t *testing.T) {
	t.Parallel()
	ears, mouth := voicetest.NewDeepgram(t, voicetest.NewScript(voicetest.Say("hello coach"))), voicetest.NewCartesia(t)
	p, c, err := settings(t, "DEEPGRAM_API_KEY="+voicetest.Key, "DEEPGRAM_BASE_URL="+ears.URL, "CARTESIA_API_KEY="+voicetest.Key, "CARTESIA_BASE_URL="+mouth.URL)
	if err != nil {
		t.Fatal(err)
	}
	s, err := p.openSpeech(c, llm.Prices{}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer s.run(t.Context())()
	stream, err := s.hears.Open(t.Context(), stt.Options{Rate: 16000, Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	voicetest.Pour(t, ears, stream, voicetest.Say("hello coach").Samples)
	_ = stream.Finalize()
	if h := voicetest.Listen(t, stream, func(e stt.Event) bool { return e.Finalized }); voicetest.Plain(h.Text) != "hello coach" {
		t.Errorf("%+v", h)
	}
	_ = stream.Close()
	voicetest.Listen(t, stream, func(stt.Event) bool { return false })
	v, err := s.speaks.Open(t.Context(), tts.Options{Rate: 24000})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = v.Close() }()
	u, err := v.Say(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_ = u.Push("Hello.")
	_ = u.End()
	if got := voicetest.Hear(t, u); len(got.PCM) == 0 || got.Err != nil {
		t.Errorf("%v", got.Err)
	}
}

func TestTheDoctorLooksAtSpeech(t *testing.T) {
	t.Parallel()
	ears, mouth := voicetest.NewDeepgram(t, nil), voicetest.NewCartesia(t)
	for name, tt := range map[string]struct {
		environ []string
		says    []string
	}{
		"none":  {nil, []string{"typed text only", "text only"}},
		"fine":  {[]string{"DEEPGRAM_API_KEY=" + voicetest.Key, "DEEPGRAM_BASE_URL=" + ears.URL, "CARTESIA_API_KEY=" + voicetest.Key, "CARTESIA_BASE_URL=" + mouth.URL}, []string{"nova-3", "sonic-3"}},
		"wrong": {[]string{"DEEPGRAM_API_KEY=wrong-key-1", "DEEPGRAM_BASE_URL=" + ears.URL, "CARTESIA_API_KEY=wrong-key-2", "CARTESIA_BASE_URL=" + mouth.URL}, []string{"DEEPGRAM_API_KEY is not accepted", "CARTESIA_API_KEY is not accepted"}},
		"gone":  {[]string{"SPEECH_BASE_URL=http://127.0.0.1:1"}, []string{"SPEECH_BASE_URL cannot be used"}},
	} {
		p, c, err := settings(t, tt.environ...)
		if err != nil {
			t.Fatal(err)
		}
		all := ""
		for _, check := range p.speechChecks(c) {
			says, err := check.run(context.WithoutCancel(t.Context()))
			if err != nil && !errors.Is(err, errSkipped) {
				says = err.Error()
			}
			all += check.name + ": " + says + "\n"
		}
		for _, want := range tt.says {
			if !strings.Contains(all, want) || strings.Contains(all, "wrong-key") || strings.Contains(all, voicetest.Key) {
				t.Errorf("%s: %s", name, all)
			}
		}
	}
}
