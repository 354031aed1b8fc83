package voice_test

import (
	"context"
	"errors"
	"testing"

	"spotter"
	"spotter/internal/llm"
	"spotter/internal/voice"
	"spotter/internal/voice/realtime"
	"spotter/internal/voice/stt"
	"spotter/internal/voice/tts"
)

func TestWhatACallCosts(t *testing.T) {
	t.Parallel()
	prices, err := llm.Prices{}.With([]byte(`{"prices":[{"model":"ears","hour":0.36},{"model":"mouth","characters":20},{"model":"both","input":1,"output":2,"audio":{"input":10,"output":20}}]}`), "test")
	if err != nil {
		t.Fatal(err)
	}
	var got []spotter.Usage
	ctx := voice.WithAccount(t.Context(), func(_ context.Context, u spotter.Usage) { got = append(got, u) })
	voice.Heard(prices)(ctx, stt.Use{Provider: "a", Model: "ears", Seconds: 10})
	voice.Heard(prices)(ctx, stt.Use{Provider: "a", Model: "ears"})
	voice.Spoken(prices)(ctx, tts.Use{Provider: "b", Model: "mouth", Characters: 50, Seconds: 3})
	voice.Spoken(prices)(ctx, tts.Use{Provider: "b", Model: "mouth", Characters: 50, Err: errors.New("refused")})
	voice.Spoken(prices)(ctx, tts.Use{Provider: "c", Model: "nobody", Characters: 50, Seconds: 3})
	voice.Heard(prices)(t.Context(), stt.Use{Provider: "a", Model: "ears", Seconds: 10}) // nobody listens
	if len(got) != 3 || *got[0].MicroUSD != 1000 || *got[1].MicroUSD != 1000 || got[1].Seconds != 3 || got[2].MicroUSD != nil || got[0].Channel != spotter.ChannelVoice {
		t.Errorf("%+v", got)
	}
	u := voice.Talked(prices, "d", "both", realtime.Usage{TextInput: 10, TextOutput: 1, AudioInput: 5, AudioCached: 2, AudioOutput: 3})
	if *u.MicroUSD != 10+2+50+60 || u.Input != 15 || u.CacheRead != 2 || u.Output != 4 {
		t.Errorf("%+v, %d", u, *u.MicroUSD)
	}
}
