package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"spotter/internal/llm"
	"spotter/internal/voice"
	"spotter/internal/voice/realtime"
	realtimeopenai "spotter/internal/voice/realtime/openai"
	"spotter/internal/voice/stt"
	"spotter/internal/voice/stt/deepgram"
	sttopenai "spotter/internal/voice/stt/openai"
	"spotter/internal/voice/tts"
	"spotter/internal/voice/tts/cartesia"
	ttsopenai "spotter/internal/voice/tts/openai"
	"spotter/internal/voice/vendor"
)

// speech is what the coach hears and speaks by.
type speech struct {
	hears    *stt.Chain        // nil: only what is typed is understood
	speaks   *tts.Chain        // nil: the coach writes
	realtime realtime.Provider // nil: no model that does both
	ears     []stt.Provider    // from the settings, in order
	mouths   []tts.Provider
	client   *http.Client
}

// openSpeech makes the chains that the settings name: Deepgram, then a server of one's own, then OpenAI for what is
// heard; Cartesia, then the same for what is spoken. Nothing is asked yet.
func (p *program) openSpeech(c config, prices llm.Prices, log *slog.Logger) (*speech, error) {
	out := &speech{client: vendor.NewHTTPClient(connectLimit)}
	if err := errors.Join(p.addEars(c, out), p.addMouths(c, out)); err != nil {
		return nil, err
	}
	var err error
	if key, base := openAISpeech(c); key != "" {
		if out.realtime, err = realtimeopenai.New(realtimeopenai.Config{Key: key, BaseURL: base, HTTP: out.client, Now: p.now}); err != nil {
			return nil, err
		}
	}
	hearing := stt.ChainConfig{Now: p.now, Log: log, Used: voice.Heard(prices)}
	for _, provider := range out.ears {
		hearing.Links = append(hearing.Links, stt.Link{Provider: provider})
	}
	speaking := tts.ChainConfig{Now: p.now, Log: log, Used: voice.Spoken(prices)}
	for _, provider := range out.mouths {
		speaking.Links = append(speaking.Links, tts.Link{Provider: provider})
	}
	if len(out.ears) > 0 {
		if out.hears, err = stt.NewChain(hearing); err != nil {
			return nil, err
		}
	}
	if len(out.mouths) > 0 {
		out.speaks, err = tts.NewChain(speaking)
	}
	return out, err
}

// openAISpeech is how OpenAI's speech is asked: only with a key, since a server of one's own at OPENAI_BASE_URL is for
// text. SPEECH_BASE_URL names one for speech.
func openAISpeech(c config) (key, base string) {
	if c.OpenAIAPIKey == "" || c.OpenAIBaseURL != "" && !isVendor(c) {
		return "", ""
	}
	return c.OpenAIAPIKey, withVersion(c.OpenAIBaseURL)
}

// The confidence from which Flux tells that a turn has probably ended, so that an answer is prepared.
const eagerEnd = 0.5

func (p *program) addEars(c config, s *speech) error {
	var faults []error
	add := func(provider stt.Provider, err error) {
		if faults = append(faults, err); err == nil {
			s.ears = append(s.ears, provider)
		}
	}
	if c.DeepgramAPIKey != "" {
		config := deepgram.Config{Key: c.DeepgramAPIKey, BaseURL: c.DeepgramBaseURL, Model: c.DeepgramModel, EagerEndOfTurn: eagerEnd, HTTP: s.client, Now: p.now}
		provider, err := deepgram.New(config)
		add(provider, err)
		if err == nil && provider.EndsTurns() { // Nova stands in for Flux
			config.Model = ""
			provider, err = deepgram.New(config)
			add(provider, err)
		}
	}
	if c.SpeechBaseURL != "" {
		provider, err := sttopenai.NewBatch(sttopenai.Config{Key: c.SpeechAPIKey, BaseURL: withVersion(c.SpeechBaseURL), Model: c.SpeechHears, HTTP: s.client, Now: p.now})
		add(provider, err)
	}
	if key, base := openAISpeech(c); key != "" {
		config := sttopenai.Config{Key: key, BaseURL: base, HTTP: s.client, Now: p.now}
		live, err := sttopenai.NewLive(config)
		add(live, err)
		batch, err := sttopenai.NewBatch(config)
		add(batch, err)
	}
	return errors.Join(faults...)
}

func (p *program) addMouths(c config, s *speech) error {
	var faults []error
	add := func(provider tts.Provider, err error) {
		if faults = append(faults, err); err == nil {
			s.mouths = append(s.mouths, provider)
		}
	}
	if c.CartesiaAPIKey != "" {
		add(cartesia.New(cartesia.Config{Key: c.CartesiaAPIKey, BaseURL: c.CartesiaBaseURL, Voice: c.CartesiaVoice, HTTP: s.client, Now: p.now}))
	}
	if c.SpeechBaseURL != "" {
		add(ttsopenai.New(ttsopenai.Config{Key: c.SpeechAPIKey, BaseURL: withVersion(c.SpeechBaseURL), Model: c.SpeechSpeaks, Voice: c.SpeechVoice, HTTP: s.client, Now: p.now}))
	}
	if key, base := openAISpeech(c); key != "" {
		add(ttsopenai.New(ttsopenai.Config{Key: key, BaseURL: base, HTTP: s.client, Now: p.now}))
	}
	return errors.Join(faults...)
}

// run keeps connections warm, until stop.
func (s *speech) run(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{}, 2)
	keep := func(run func(context.Context) error) {
		_ = run(ctx) // ends with ctx, and with nothing else
		done <- struct{}{}
	}
	n := 0
	if s.hears != nil {
		n++
		go keep(s.hears.Run)
	}
	if s.speaks != nil {
		n++
		go keep(s.speaks.Run)
	}
	return func() {
		cancel()
		for range n {
			<-done
		}
		s.client.CloseIdleConnections()
	}
}

// describe says what is heard and spoken by.
func (s *speech) describe() (hearing, speaking string) {
	hearing, speaking = "typed text only (set DEEPGRAM_API_KEY, OPENAI_API_KEY or SPEECH_BASE_URL)", "text only (set CARTESIA_API_KEY, OPENAI_API_KEY or SPEECH_BASE_URL)"
	if len(s.ears) > 0 {
		hearing = list(s.ears)
	}
	if len(s.mouths) > 0 {
		speaking = list(s.mouths)
	}
	return hearing, speaking
}

func list[P interface{ Name() string }](providers []P) string {
	var out []string
	for _, p := range providers {
		out = append(out, named(p))
	}
	return strings.Join(out, ", then ")
}

func named(p interface{ Name() string }) string {
	if m, ok := p.(interface{ Model() string }); ok {
		return p.Name() + " " + m.Model()
	}
	return p.Name()
}

// speechChecks are the doctor's lines for speech.
func (p *program) speechChecks(c config) []check {
	prices, err := readPrices(c.PricesFile)
	if err == nil {
		var s *speech
		if s, err = p.openSpeech(c, prices, slog.New(slog.DiscardHandler)); err == nil {
			return s.checks(prices)
		}
	}
	return []check{{"speech", func(context.Context) (string, error) { return "", err }}}
}

func (s *speech) checks(prices llm.Prices) []check {
	hearing, speaking := s.describe()
	var out []check
	if len(s.ears) == 0 {
		out = append(out, check{"hearing", func(context.Context) (string, error) { return hearing, errSkipped }})
	}
	for _, provider := range s.ears {
		_, known := prices.CostOfHearing(modelOf(provider), 1)
		out = append(out, check{"hearing by " + provider.Name(), s.ask(provider, known)})
	}
	if len(s.mouths) == 0 {
		out = append(out, check{"speaking", func(context.Context) (string, error) { return speaking, errSkipped }})
	}
	for _, provider := range s.mouths {
		_, known := prices.CostOfSpeaking(modelOf(provider), 1)
		out = append(out, check{"speaking by " + provider.Name(), s.ask(provider, known)})
	}
	return out
}

func modelOf(p any) string {
	if m, ok := p.(interface{ Model() string }); ok {
		return m.Model()
	}
	return ""
}

// speechLimit bounds the doctor's question to a speech service.
const speechLimit = 3 * time.Second

func (s *speech) ask(provider interface{ Name() string }, priced bool) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		defer s.client.CloseIdleConnections()
		says := modelOf(provider)
		if !priced {
			says += ", of unknown price (SPOTTER_PRICES_FILE)"
		}
		asked, ok := provider.(interface{ Check(context.Context) error })
		if !ok {
			return says, nil
		}
		limit, cancel := context.WithTimeout(ctx, speechLimit)
		defer cancel()
		return says, explainSpeech(provider.Name(), asked.Check(limit))
	}
}

// explainSpeech names the setting that an error is about.
func explainSpeech(provider string, err error) error {
	var fault *vendor.Error
	if !errors.As(err, &fault) {
		return err
	}
	prefix := map[string]string{"deepgram": "DEEPGRAM", "cartesia": "CARTESIA", "openai": "OPENAI"}[provider]
	if prefix == "" {
		prefix = "SPEECH"
	}
	switch {
	case provider == "cartesia" && fault.Status == http.StatusNotFound:
		return errors.New("CARTESIA_VOICE is not known there")
	case fault.Refused() && fault.Status != http.StatusNotFound:
		return fmt.Errorf("%s_API_KEY is not accepted (status %d)", prefix, fault.Status)
	}
	return fmt.Errorf("%s_BASE_URL cannot be used: %w", prefix, fault.Cause)
}
