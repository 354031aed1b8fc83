package voicetest

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"spotter/internal/voice/audio"
	"spotter/internal/voice/tts"
)

// Speaker is a provider of synthesis under test.
type Speaker struct {
	Serve    func(t testing.TB, plans ...Plan) *Server
	Provider func(t testing.TB, s *Server, key string) tts.Provider
	// What its vendor does: it tells when words are spoken, tells which push is spoken.
	Words, Pushes bool
	// Late means that a failure shows when something is to be said, and not when a voice is opened.
	Late bool
	// Socket means that it is a WebSocket, which can be closed with a code and tell of errors.
	Socket bool
	// NoKey means that it takes none.
	NoKey bool
	// Chain means that it tries again by itself.
	Chain bool
}

// Spoken is what came of an utterance.
type Spoken struct {
	PCM    []int16
	Marks  []tts.Mark
	Pushes int
	Chunks int
	Anew   []int         // samples before each Again
	From   time.Duration // of the newest Again
	Err    error
}

// ConformTTS runs all that a provider of synthesis has to cope with.
func ConformTTS(t *testing.T, s Speaker) {
	t.Helper()
	for name, run := range map[string]func(*testing.T, Speaker){
		"normal": ttsNormal, "rates": ttsRates, "split": ttsSplit, "refused": ttsRefused, "torn": ttsTorn, "stalls": ttsStalls, "cancel": ttsCancel, "long": ttsLong,
		"nothing to say": ttsNothing, "one after another": ttsTwo, "two at once": ttsBoth, "wrong key": ttsKey, "a slow writer": ttsSlow, "close": ttsClose, "reconnect": ttsReconnect,
	} {
		t.Run(name, func(t *testing.T) { t.Parallel(); run(t, s) })
	}
}

const ttsRate = 24000

func (s Speaker) open(t testing.TB, server *Server, rate int) tts.Voice {
	t.Helper()
	v, err := s.Provider(t, server, Key).Open(t.Context(), tts.Options{Rate: rate, Language: "en-US"})
	if err != nil {
		t.Fatalf("%v; the vendor says %q", err, server.Faults())
	}
	t.Cleanup(func() { _ = v.Close() })
	return v
}

// Hear collects an utterance to its end.
func Hear(t testing.TB, u tts.Utterance) Spoken {
	t.Helper()
	var out Spoken
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for {
		select {
		case c, ok := <-u.Chunks():
			if !ok {
				return out
			}
			out.Chunks++
			if c.Again {
				out.Anew, out.From = append(out.Anew, len(out.PCM)), c.From
			}
			out.PCM, out.Marks = append(out.PCM, c.PCM...), append(out.Marks, c.Words...)
			out.Pushes = max(out.Pushes, c.Pushes)
			if c.Err != nil {
				out.Err = c.Err
			}
		case <-limit.C:
			t.Fatal("the utterance does not end")
		}
	}
}

func say(ctx context.Context, t testing.TB, v tts.Voice, sentences ...string) Spoken {
	t.Helper()
	u, err := v.Say(ctx)
	if err != nil {
		return Spoken{Err: err}
	}
	for _, sentence := range sentences {
		if err := u.Push(sentence); err != nil {
			break // the chunks tell why
		}
	}
	_ = u.End()
	return Hear(t, u)
}

func wantSpoken(t testing.TB, server *Server, got Spoken, rate int, text string) {
	t.Helper()
	if heard := Heard(text, got.PCM, rate); heard != strings.Join(strings.Fields(text), " ") || got.Err != nil {
		t.Errorf("heard %q (%v), want %q; the vendor says %q", heard, got.Err, text, server.Faults())
	}
	want := Say(text).Length()
	if d := audio.Duration(len(got.PCM), rate) - want; d < -20*time.Millisecond || d > time.Second {
		t.Errorf("%s longer than %s", d, want)
	}
	if f := server.Faults(); len(f) > 0 {
		t.Errorf("the vendor refused: %q", f)
	}
}

func ttsNormal(t *testing.T, s Speaker) {
	t.Helper()
	server := s.Serve(t)
	sentences := []string{"Squat is next. ", "Eight reps at sixty kilos, then rest. ", "Ready?"}
	got := say(t.Context(), t, s.open(t, server, ttsRate), sentences...)
	text := strings.Join(sentences, "")
	wantSpoken(t, server, got, ttsRate, text)
	if s.Pushes && got.Pushes != len(sentences) {
		t.Errorf("%d pushes are told", got.Pushes)
	}
	if s.Words {
		wantMarks(t, got, text)
	}
}

// wantMarks wants each word's tone where its mark says that it is.
func wantMarks(t *testing.T, got Spoken, text string) {
	t.Helper()
	words := strings.Fields(text)
	if len(got.Marks) != len(words) {
		t.Fatalf("%d marks of %d words", len(got.Marks), len(words))
	}
	for i, m := range got.Marks {
		from, to := audio.Count(m.Start, ttsRate), audio.Count(m.End, ttsRate)
		if from >= to || to > len(got.PCM) || m.Text != words[i] || Strength(m.Text, got.PCM[from:to], ttsRate) < 0.9 {
			t.Errorf("%q is not at %s to %s", m.Text, m.Start, m.End)
		}
	}
}

func ttsRates(t *testing.T, s Speaker) {
	t.Helper()
	for _, rate := range []int{8000, 16000, 24000} {
		server := s.Serve(t)
		wantSpoken(t, server, say(t.Context(), t, s.open(t, server, rate), "Eight reps now."), rate, "Eight reps now.")
	}
}

func ttsSplit(t *testing.T, s Speaker) {
	t.Helper()
	const text = "Größere Übungen, müde Füße – 日本!"
	for _, chop := range []int{1, 7, 1001} {
		server := s.Serve(t, Plan{Chop: chop})
		wantSpoken(t, server, say(t.Context(), t, s.open(t, server, 8000), text), 8000, text)
	}
}

// try opens a voice and says something; it gives the first error.
func (s Speaker) try(t *testing.T, server *Server, key string) (Spoken, error) {
	t.Helper()
	v, err := s.Provider(t, server, key).Open(t.Context(), tts.Options{Rate: ttsRate, Language: "en"})
	if err != nil {
		return Spoken{}, err
	}
	defer func() { _ = v.Close() }()
	got := say(t.Context(), t, v, "One two three. ", "Four five six.")
	return got, got.Err
}

func ttsRefused(t *testing.T, s Speaker) {
	t.Helper()
	for status, retry := range map[int]bool{400: false, 401: false, 402: false, 403: false, 429: true, 500: true, 503: true} {
		server := s.Serve(t, Plan{Status: status, RetryAfter: "7"})
		_, err := s.try(t, server, Key)
		var fault *tts.Error
		if !errors.As(err, &fault) || fault.Status != status || fault.Retryable != retry || fault.RetryAfter != 7*time.Second {
			t.Errorf("%d: %+v", status, err)
			continue
		}
		wantQuiet(t, server, err)
	}
}

func ttsTorn(t *testing.T, s Speaker) {
	t.Helper()
	plans := map[string]Plan{"cut": {Cut: true, After: 3}, "cut at once": {Cut: true}}
	if s.Socket {
		plans["malformed"] = Plan{Garbage: `{"type": what`, After: 3}
		plans["closed"] = Plan{Close: websocket.StatusInternalError, After: 3}
		plans["an error"] = Plan{Break: "internal_error", After: 3}
		plans["too many at once"] = Plan{Break: "concurrency_limited"}
	}
	for name, plan := range plans {
		server := s.Serve(t, plan)
		got, err := s.try(t, server, Key)
		var fault *tts.Error
		if !errors.As(err, &fault) || !fault.Retryable {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if (plan.After > 0) != (len(got.PCM) > 0) && !s.Chain {
			t.Errorf("%s: %d samples before the error", name, len(got.PCM))
		}
		wantQuiet(t, server, err)
	}
}

// ttsStalls lets the vendor fall silent, and wants the context to end the utterance.
func ttsStalls(t *testing.T, s Speaker) {
	t.Helper()
	for _, after := range []int{0, 3} {
		server := s.Serve(t, Plan{Stall: true, After: after})
		v := s.open(t, server, ttsRate)
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		if got := say(ctx, t, v, "One two three four."); (after > 0) != (len(got.PCM) > 0) && got.Err == nil && after == 0 {
			t.Errorf("after %d: %d samples", after, len(got.PCM))
		}
		cancel()
		_ = v.Close()
		if err := server.AwaitClosed(); err != nil {
			t.Error(err)
		}
	}
}

func ttsCancel(t *testing.T, s Speaker) {
	t.Helper()
	server := s.Serve(t, Plan{Delay: 20 * time.Millisecond})
	v := s.open(t, server, ttsRate)
	ctx, cancel := context.WithCancel(t.Context())
	u, err := v.Say(ctx)
	if err != nil {
		t.Fatal(err)
	}
	_ = u.Push(strings.Repeat("again and again ", 60) + ".")
	<-u.Chunks()
	cancel()
	if got := Hear(t, u); got.Err != nil {
		t.Errorf("who cancels is told of an error: %v", got.Err)
	}
	if err := server.AwaitCanceled(1); err != nil {
		t.Error(err)
	}
	if err := u.Push("More."); err == nil {
		t.Error("it takes text after its end")
	}
	// And the voice speaks on.
	got := say(t.Context(), t, v, "Stopped.")
	wantSpoken(t, server, got, ttsRate, "Stopped.")
}

func ttsLong(t *testing.T, s Speaker) {
	t.Helper()
	server := s.Serve(t)
	var sentences []string
	for range 12 {
		sentences = append(sentences, "Then you rest for two minutes and drink. ")
	}
	wantSpoken(t, server, say(t.Context(), t, s.open(t, server, 8000), sentences...), 8000, strings.Join(sentences, ""))
}

func ttsNothing(t *testing.T, s Speaker) {
	t.Helper()
	server := s.Serve(t)
	v := s.open(t, server, ttsRate)
	for _, sentences := range [][]string{nil, {" "}, {"", "\n"}} {
		if got := say(t.Context(), t, v, sentences...); got.Err != nil || len(got.PCM) != 0 {
			t.Errorf("%q: %v, %d samples", sentences, got.Err, len(got.PCM))
		}
	}
	if f := server.Faults(); len(f) > 0 {
		t.Error(f)
	}
}

func ttsTwo(t *testing.T, s Speaker) {
	t.Helper()
	server := s.Serve(t)
	v := s.open(t, server, ttsRate)
	for _, text := range []string{"First reply.", "Second answer comes.", "Third one."} {
		wantSpoken(t, server, say(t.Context(), t, v, text), ttsRate, text)
	}
}

// ttsBoth reads the second utterance while nobody reads the first.
func ttsBoth(t *testing.T, s Speaker) {
	t.Helper()
	server := s.Serve(t)
	v := s.open(t, server, ttsRate)
	one, err := v.Say(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	long := strings.TrimSpace(strings.Repeat("one and two ", 30)) + "."
	_ = one.Push(long)
	_ = one.End()
	wantSpoken(t, server, say(t.Context(), t, v, "Meanwhile."), ttsRate, "Meanwhile.")
	wantSpoken(t, server, Hear(t, one), ttsRate, long)
}

func ttsKey(t *testing.T, s Speaker) {
	t.Helper()
	if s.NoKey {
		t.Skip("there is no key")
	}
	const wrong = "wrong-key-0cc175b9c0f1b6a831c399e269772661"
	server := s.Serve(t)
	_, err := s.try(t, server, wrong)
	var fault *tts.Error
	if !errors.As(err, &fault) || fault.Status != 401 || !fault.Refused() || strings.Contains(err.Error(), wrong) {
		t.Errorf("%v", err)
	}
}

// ttsSlow pushes a sentence when the vendor has long given up on the one before.
func ttsSlow(t *testing.T, s Speaker) {
	t.Helper()
	server := s.Serve(t)
	u, err := s.open(t, server, ttsRate).Say(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_ = u.Push("One moment. ")
	pause(t.Context(), cartesiaExpiry+200*time.Millisecond)
	_ = u.Push("Here it is.")
	_ = u.End()
	got := Hear(t, u)
	wantSpoken(t, server, got, ttsRate, "One moment. Here it is.")
	if s.Words {
		wantMarks(t, got, "One moment. Here it is.")
	}
	if s.Pushes && got.Pushes != 2 {
		t.Errorf("%d pushes are told", got.Pushes)
	}
}

func ttsClose(t *testing.T, s Speaker) {
	t.Helper()
	server := s.Serve(t, Plan{Delay: 20 * time.Millisecond})
	v := s.open(t, server, ttsRate)
	u, err := v.Say(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_ = u.Push("And on and on and on it goes.")
	_ = v.Close()
	Hear(t, u)
	if err := server.AwaitClosed(); err != nil {
		t.Error(err)
	}
	if _, err := v.Say(t.Context()); err == nil {
		t.Error("a closed voice speaks")
	}
}

// ttsReconnect lets the vendor close while nothing is said, as it does after a while, and wants the next words all the same.
func ttsReconnect(t *testing.T, s Speaker) {
	t.Helper()
	if s.Chain {
		t.Skip("it tries again by itself")
	}
	if !s.Socket {
		t.Skip("there is no connection to lose")
	}
	server := s.Serve(t, Plan{Close: websocket.StatusNormalClosure}, Plan{})
	v := s.open(t, server, ttsRate)
	if got := say(t.Context(), t, v, "Lost."); got.Err == nil {
		t.Error("the loss is not told")
	}
	if err := server.AwaitClosed(); err != nil {
		t.Fatal(err)
	}
	got := say(t.Context(), t, v, "Found again.")
	wantSpoken(t, server, got, ttsRate, "Found again.")
	if n := len(server.Requests()); n != 2 {
		t.Errorf("%d connections", n)
	}
	if slices.Contains(server.Faults(), "") {
		t.Error("an empty fault")
	}
}
