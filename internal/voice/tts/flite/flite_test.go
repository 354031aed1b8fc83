package flite_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"go.uber.org/goleak"

	"spotter/internal/local"
	"spotter/internal/voice/audio"
	"spotter/internal/voice/tts"
	"spotter/internal/voice/tts/flite"
	"spotter/internal/voice/vad"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// provider is the real voice; without the program, which takes a network or a cache, the test is skipped.
func provider(t testing.TB) *flite.Provider {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Skip(err)
	}
	cache = filepath.Join(cache, "spotter")
	fetch := func(ctx context.Context) (string, error) { return local.Flite(ctx, local.FliteConfig{CacheDir: cache}) }
	if _, err := fetch(context.Background()); err != nil {
		t.Skip(err)
	}
	p := flite.New(flite.Config{Program: fetch, CacheDir: filepath.Join(cache, "wazero")})
	t.Cleanup(func() {
		if err := p.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return p
}

// say speaks texts and gives a chunk for each.
func say(t testing.TB, p *flite.Provider, o tts.Options, texts ...string) []tts.Chunk {
	t.Helper()
	v, err := p.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	u, err := v.Say(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range texts {
		if err := u.Push(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := u.End(); err != nil {
		t.Fatal(err)
	}
	var out []tts.Chunk
	for c := range u.Chunks() {
		out = append(out, c)
	}
	return out
}

func TestBasicVoiceSpeaks(t *testing.T) {
	t.Parallel()
	p := provider(t)
	m, err := vad.New()
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{"Next are eight reps with eighty-two and a half kilos.", " … ", "Well done."}
	for _, rate := range []int{24000, 16000, 8000} {
		chunks := say(t, p, tts.Options{Rate: rate, Language: "en-GB"}, texts...)
		if len(chunks) != 2 || chunks[0].Err != nil || chunks[1].Err != nil {
			t.Fatalf("at %d: %d chunks for two sentences and a pause", rate, len(chunks))
		}
		for i, bounds := range [][2]time.Duration{{2 * time.Second, 5 * time.Second}, {400 * time.Millisecond, 1500 * time.Millisecond}} {
			pcm := chunks[i].PCM
			length := time.Duration(len(pcm)) * time.Second / time.Duration(rate)
			if length < bounds[0] || length > bounds[1] {
				t.Errorf("at %d: %q takes %v", rate, texts[2*i], length)
			}
			// The detector says whether it is speech; it starts within the first frames, since silence is cut.
			s := vad.NewSegmenter(m, vad.DefaultOptions())
			events := s.Write(append(audio.Resample(pcm, rate, audio.HearRate), make([]int16, audio.HearRate)...), nil)
			at := slices.IndexFunc(events, func(e vad.Event) bool { return e.Kind == vad.Started })
			if at < 0 || events[at].At > 150*time.Millisecond {
				t.Errorf("at %d: %q is heard as %v", rate, texts[2*i], events)
			}
		}
	}
}

func TestBasicVoiceSaysWhatItCannot(t *testing.T) {
	t.Parallel()
	p := flite.New(flite.Config{Program: func(context.Context) (string, error) { return "", errors.New("no network") }})
	var e *tts.Error
	for _, language := range []string{"de", "es-MX", "hi"} {
		if _, err := p.Open(t.Context(), tts.Options{Rate: 24000, Language: language}); !errors.Is(err, tts.ErrLanguage) || !errors.As(err, &e) || e.Retryable {
			t.Errorf("%s: %v", language, err)
		}
	}
	if _, err := p.Open(t.Context(), tts.Options{Rate: 24000, Voice: "nobody"}); err == nil {
		t.Error("any voice is there")
	}
	for range 2 {
		if _, err := p.Open(t.Context(), tts.Options{Rate: 24000, Language: "en"}); !errors.As(err, &e) || !e.Retryable {
			t.Errorf("without the program: %v", err)
		}
	}
	if err := p.Close(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestBasicVoiceIsCancelled(t *testing.T) {
	t.Parallel()
	p := provider(t)
	v, err := p.Open(t.Context(), tts.Options{Rate: 24000})
	if err != nil {
		t.Fatal(err)
	}
	// More utterances than instances: those that wait end as well as those that speak.
	ctx, cancel := context.WithCancel(t.Context())
	var all []tts.Utterance
	for range 5 {
		u, err := v.Say(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for range 200 {
			if err := u.Push("This sentence is said again and again and again, until somebody has heard enough of it."); err != nil {
				t.Fatal(err)
			}
		}
		all = append(all, u)
	}
	if c := <-all[0].Chunks(); c.Err != nil || len(c.PCM) == 0 {
		t.Fatal(c.Err)
	}
	cancel()
	for _, u := range all {
		n := 0
		for range u.Chunks() {
			n++
		}
		if n > 20 {
			t.Errorf("%d chunks after the end", n)
		}
	}
	if got := say(t, p, tts.Options{Rate: 16000}, "It still works."); len(got) != 1 || got[0].Err != nil {
		t.Errorf("afterwards: %v", got)
	}
}

func TestUtteranceHasAnEnd(t *testing.T) {
	t.Parallel()
	p := provider(t)
	v, err := p.Open(t.Context(), tts.Options{Rate: 24000})
	if err != nil {
		t.Fatal(err)
	}
	u, err := v.Say(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := u.End(); err != nil {
		t.Fatal(err)
	}
	if err := u.Push("Too late."); err == nil {
		t.Error("text is taken after the end")
	}
	if _, open := <-u.Chunks(); open {
		t.Error("there is something to hear")
	}
}

func BenchmarkSentence(b *testing.B) {
	p := provider(b)
	o := tts.Options{Rate: 24000}
	say(b, p, o, "Ready.")
	var spoken time.Duration
	for b.Loop() {
		for _, c := range say(b, p, o, "Next are eight reps with eighty-two and a half kilos.") {
			spoken += time.Duration(len(c.PCM)) * time.Second / 24000
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()/spoken.Seconds(), "s/s-of-speech")
}
