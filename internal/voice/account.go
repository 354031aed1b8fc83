package voice

import (
	"context"

	"spotter"
	"spotter/internal/llm"
	"spotter/internal/voice/realtime"
	"spotter/internal/voice/stt"
	"spotter/internal/voice/tts"
)

type accountKey struct{}

// WithAccount makes a context whose recognitions and utterances tell account what they cost. It may be called from any
// goroutine, and after the call has ended.
func WithAccount(ctx context.Context, account func(context.Context, spotter.Usage)) context.Context {
	return context.WithValue(ctx, accountKey{}, account)
}

func tell(ctx context.Context, u spotter.Usage) {
	if account, ok := ctx.Value(accountKey{}).(func(context.Context, spotter.Usage)); ok {
		u.Channel = spotter.ChannelVoice
		account(ctx, u)
	}
}

// Heard is for [stt.ChainConfig]: it accounts what was recognised to the call that asked.
func Heard(prices llm.Prices) func(context.Context, stt.Use) {
	return func(ctx context.Context, u stt.Use) {
		if u.Seconds > 0 {
			tell(ctx, spotter.Usage{Provider: u.Provider, Model: u.Model, Seconds: u.Seconds, MicroUSD: cost(prices.CostOfHearing(u.Model, u.Seconds))})
		}
	}
}

// Spoken is for [tts.ChainConfig]: it accounts what was spoken to the call that asked. Vendors bill characters, so
// that what was cancelled counts.
func Spoken(prices llm.Prices) func(context.Context, tts.Use) {
	return func(ctx context.Context, u tts.Use) {
		if u.Characters > 0 && (u.Seconds > 0 || u.Err == nil) {
			tell(ctx, spotter.Usage{Provider: u.Provider, Model: u.Model, Seconds: u.Seconds, MicroUSD: cost(prices.CostOfSpeaking(u.Model, u.Characters))})
		}
	}
}

// Talked is the usage of an answer of a model that hears and speaks.
func Talked(prices llm.Prices, provider, model string, u realtime.Usage) spotter.Usage {
	text := llm.Usage{Input: u.TextInput, CacheRead: u.TextCached, Output: u.TextOutput}
	audio := llm.Usage{Input: u.AudioInput, CacheRead: u.AudioCached, Output: u.AudioOutput}
	return spotter.Usage{Provider: provider, Model: model, Channel: spotter.ChannelVoice, Input: text.Input + audio.Input, CacheRead: text.CacheRead + audio.CacheRead,
		Output: text.Output + audio.Output, MicroUSD: cost(prices.CostOfTalk(model, text, audio))}
}

func cost(microdollars int64, known bool) *int64 {
	if !known {
		return nil
	}
	return &microdollars
}
