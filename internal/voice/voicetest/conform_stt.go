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
	"spotter/internal/voice/stt"
)

// Recogniser is a provider of recognition under test.
type Recogniser struct {
	Serve    func(t testing.TB, script *Script, plans ...Plan) *Server
	Provider func(t testing.TB, s *Server, key string) stt.Provider
	// What its vendor does: it tells while it hears, knows when words were spoken, tells when speech begins, ends turns.
	Partials, Words, Begins, Turns bool
	// Late means that a failure shows when speech is sent, and not when a recognition is opened.
	Late bool
	// Chain means that it tries again by itself.
	Chain bool
}

// ConformSTT runs all that a provider of recognition has to cope with.
func ConformSTT(t *testing.T, s Recogniser) {
	t.Helper()
	for name, run := range map[string]func(*testing.T, Recogniser){
		"normal": sttNormal, "split": sttSplit, "refused": sttRefused, "torn": sttTorn, "stalls": sttStalls, "silence": sttSilence, "long": sttLong,
		"two utterances": sttTwo, "nothing to finalize": sttNothing, "close reaches the vendor": sttClose, "reopen": sttReopen, "wrong key": sttKey, "a pause while nothing is written": sttIdle,
	} {
		t.Run(name, func(t *testing.T) { t.Parallel(); run(t, s) })
	}
}

// Hearing is what came of a stream.
type Hearing struct {
	Text   string // of all that is final
	Events []stt.Event
	Err    error
}

// Plain is a text as it compares: in lower case and without punctuation at its words.
func Plain(text string) string {
	var out []string
	for _, w := range strings.Fields(text) {
		if w = plain(w); w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

// Pour writes samples at 16 kHz in frames, no faster than the vendor takes them in.
func Pour(t testing.TB, server *Server, s stt.Stream, samples []int16) {
	t.Helper()
	for batch := range slices.Chunk(samples, audio.HearRate) {
		before := server.bytes()
		for frame := range slices.Chunk(batch, audio.HearRate/50) {
			if err := s.Write(frame); err != nil {
				return // Events tell of it
			}
		}
		if server.streams() {
			server.awaitFor(func() bool { return server.received() >= before+2*len(batch)-640 || server.open == 0 }, 2*time.Second)
		}
	}
}

func (s *Server) received() int {
	n := 0
	for _, r := range s.requests {
		n += r.Bytes
	}
	return n
}

func (s *Server) bytes() int { s.mu.Lock(); defer s.mu.Unlock(); return s.received() }

func (s *Server) streams() bool { s.mu.Lock(); defer s.mu.Unlock(); return s.open > 0 }

// Listen reads events until one is the last that is wanted, a failure, or the end.
func Listen(t testing.TB, s stt.Stream, last func(stt.Event) bool) Hearing {
	t.Helper()
	var h Hearing
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for {
		select {
		case e, ok := <-s.Events():
			if !ok {
				return h.done()
			}
			h.Events = append(h.Events, e)
			if e.Kind == stt.Failed {
				h.Err = e.Err
			}
			if last(e) {
				return h.done()
			}
		case <-limit.C:
			t.Fatalf("the events that were wanted did not come: %+v", h.Events)
		}
	}
}

func (h Hearing) done() Hearing {
	var out []string
	for _, e := range h.Events {
		if (e.Kind == stt.Final || e.Kind == stt.TurnEnd) && e.Text != "" {
			out = append(out, e.Text)
		}
	}
	h.Text = strings.Join(out, " ")
	return h
}

func (h Hearing) count(kind stt.Kind) (n int) {
	for _, e := range h.Events {
		if e.Kind == kind {
			n++
		}
	}
	return n
}

func finalized(e stt.Event) bool { return e.Finalized }

func never(stt.Event) bool { return false }

func (s Recogniser) open(t testing.TB, server *Server) stt.Stream {
	t.Helper()
	stream, err := s.Provider(t, server, Key).Open(t.Context(), stt.Options{Rate: audio.HearRate, Language: "en-US", Terms: []string{"Romanian deadlift", "skyr"}})
	if err != nil {
		t.Fatalf("%v; the vendor says %q", err, server.Faults())
	}
	return stream
}

// leave closes a stream and wants its end.
func leave(t testing.TB, s stt.Stream) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	Listen(t, s, never)
}

// utter pours a recording with silence behind it, and finalizes.
func utter(t testing.TB, server *Server, s stt.Stream, r Recording, silence time.Duration) Hearing {
	t.Helper()
	Pour(t, server, s, append(slices.Clone(r.Samples), Silence(silence, audio.HearRate)...))
	if err := s.Finalize(); err != nil {
		t.Errorf("finalize: %v", err)
	}
	return Listen(t, s, finalized)
}

func wantHeard(t testing.TB, server *Server, h Hearing, want string) {
	t.Helper()
	if Plain(h.Text) != Plain(want) || h.Err != nil {
		t.Errorf("heard %q (%v), want %q; the vendor says %q", h.Text, h.Err, want, server.Faults())
	}
	if faults := server.Faults(); len(faults) > 0 {
		t.Errorf("the vendor refused: %q", faults)
	}
}

func sttNormal(t *testing.T, s Recogniser) {
	t.Helper()
	r := Say("log eight reps at sixty kilos please")
	server := s.Serve(t, NewScript(r))
	stream := s.open(t, server)
	Pour(t, server, stream, Silence(500*time.Millisecond, audio.HearRate))
	h := utter(t, server, stream, r, 200*time.Millisecond)
	wantHeard(t, server, h, r.Text())
	if s.Partials && h.count(stt.Partial) < 3 {
		t.Errorf("only %d partial texts", h.count(stt.Partial))
	}
	if s.Begins && h.count(stt.Began) != 1 {
		t.Errorf("began %d times", h.count(stt.Began))
	}
	if s.Words {
		s.wantTimes(t, h, r)
	}
	leave(t, stream)
}

// wantTimes wants each word where it was spoken.
func (s Recogniser) wantTimes(t *testing.T, h Hearing, r Recording) {
	t.Helper()
	var words []stt.Word
	for _, e := range h.Events {
		if e.Kind == stt.Final || e.Kind == stt.TurnEnd {
			words = append(words, e.Words...)
		}
	}
	if len(words) != len(r.Words) {
		t.Fatalf("%d words, want %d", len(words), len(r.Words))
	}
	for i, w := range words {
		if d := (w.Start - r.Words[i].From - 500*time.Millisecond).Abs(); d > 40*time.Millisecond || w.End <= w.Start {
			t.Errorf("%s: %s to %s, want %s later", w.Text, w.Start, w.End, r.Words[i].From)
		}
	}
}

func sttSplit(t *testing.T, s Recogniser) {
	t.Helper()
	r := Say("größere Übungen für müde Füße 日本 💪")
	for _, chop := range []int{1, 3, 50} {
		server := s.Serve(t, NewScript(r), Plan{Chop: chop})
		stream := s.open(t, server)
		wantHeard(t, server, utter(t, server, stream, r, 100*time.Millisecond), r.Text())
		leave(t, stream)
	}
}

// try opens, speaks and finalizes, and gives the first error.
func (s Recogniser) try(t *testing.T, server *Server, r Recording) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	stream, err := s.Provider(t, server, Key).Open(ctx, stt.Options{Rate: audio.HearRate, Language: "en"})
	if err != nil {
		return err
	}
	defer leave(t, stream)
	Pour(t, server, stream, r.Samples)
	_ = stream.Finalize() // Events tell of it
	h := Listen(t, stream, finalized)
	if h.Err != nil {
		Listen(t, stream, never)
	}
	return h.Err
}

func sttRefused(t *testing.T, s Recogniser) {
	t.Helper()
	for status, retry := range map[int]bool{400: false, 401: false, 402: false, 403: false, 429: true, 500: true, 503: true} {
		server := s.Serve(t, NewScript(Say("hello")), Plan{Status: status, RetryAfter: "7"})
		err := s.try(t, server, Say("hello"))
		var fault *stt.Error
		if !errors.As(err, &fault) || fault.Status != status || fault.Retryable != retry || fault.RetryAfter != 7*time.Second || fault.Refused() != (status > 400 && status < 404) {
			t.Errorf("%d: %+v", status, err)
			continue
		}
		wantQuiet(t, server, err)
	}
}

// wantQuiet wants no key in an error and in what was asked.
func wantQuiet(t testing.TB, server *Server, err error) {
	t.Helper()
	if strings.Contains(err.Error(), Key) || strings.Contains(err.Error(), "127.0.0.1") {
		t.Errorf("the error tells too much: %v", err)
	}
	for _, r := range server.Requests() {
		if strings.Contains(r.URL, Key) || slices.ContainsFunc(r.Messages, func(m string) bool { return strings.Contains(m, Key) }) {
			t.Errorf("the key is in the address or in a message: %s", r.URL)
		}
	}
}

func sttTorn(t *testing.T, s Recogniser) {
	t.Helper()
	r := Say("one two three four five six")
	for name, plan := range map[string]Plan{
		"malformed": {Garbage: `{"type": what`}, "an error": {Break: "INTERNAL_SERVER_ERROR"}, "closed": {Close: websocket.StatusInternalError},
		"cut": {Cut: true}, "going away": {Close: websocket.StatusGoingAway},
	} {
		server := s.Serve(t, NewScript(r), plan)
		err := s.try(t, server, r)
		var fault *stt.Error
		if !errors.As(err, &fault) || !fault.Retryable || fault.Provider == "" {
			t.Errorf("%s: %v", name, err)
			continue
		}
		wantQuiet(t, server, err)
	}
}

func sttStalls(t *testing.T, s Recogniser) {
	t.Helper()
	r := Say("one two three")
	if !s.Late { // while it is opened, its context counts
		server := s.Serve(t, NewScript(r), Plan{Open: 2 * time.Second})
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		if _, err := s.Provider(t, server, Key).Open(ctx, stt.Options{Rate: audio.HearRate}); err == nil {
			t.Error("it did not wait")
		}
	}
	server := s.Serve(t, NewScript(r), Plan{After: 1, Stall: true})
	stream := s.open(t, server)
	Pour(t, server, stream, r.Samples)
	_ = stream.Finalize()
	leave(t, stream) // and that must not hang
	if err := server.AwaitClosed(); err != nil {
		t.Error(err)
	}
}

func sttSilence(t *testing.T, s Recogniser) {
	t.Helper()
	server := s.Serve(t, NewScript(Say("never said")))
	stream := s.open(t, server)
	Pour(t, server, stream, Silence(5*time.Second, audio.HearRate))
	_ = stream.Finalize()
	if h := Listen(t, stream, finalized); h.Text != "" || h.Err != nil || h.count(stt.Began) != 0 {
		t.Errorf("of silence came %+v", h.Events)
	}
	leave(t, stream)
}

func sttLong(t *testing.T, s Recogniser) {
	t.Helper()
	r := Say(strings.TrimSpace(strings.Repeat("then I did another set of squats and rested ", 9)))
	server := s.Serve(t, NewScript(r))
	stream := s.open(t, server)
	wantHeard(t, server, utter(t, server, stream, r, 100*time.Millisecond), r.Text())
	leave(t, stream)
}

func sttTwo(t *testing.T, s Recogniser) {
	t.Helper()
	one, two := Say("bench press today"), Say("no nine reps ... not eight")
	server := s.Serve(t, NewScript(one, two))
	stream := s.open(t, server)
	wantHeard(t, server, utter(t, server, stream, one, 200*time.Millisecond), one.Text())
	Pour(t, server, stream, Silence(time.Second, audio.HearRate))
	h := utter(t, server, stream, two, 200*time.Millisecond)
	if s.Turns { // Flux ends the first turn at the pause, or takes both for one
		h.Text = strings.ReplaceAll(h.Text, ". ", " ")
	}
	wantHeard(t, server, h, two.Text())
	leave(t, stream)
}

func sttNothing(t *testing.T, s Recogniser) {
	t.Helper()
	server := s.Serve(t, NewScript())
	stream := s.open(t, server)
	_ = stream.Finalize()
	if h := Listen(t, stream, finalized); h.Text != "" || h.Err != nil {
		t.Errorf("%+v", h)
	}
	leave(t, stream)
}

func sttClose(t *testing.T, s Recogniser) {
	t.Helper()
	server := s.Serve(t, NewScript(Say("one two")))
	stream := s.open(t, server)
	Pour(t, server, stream, Say("one two").Samples)
	leave(t, stream)
	if err := server.AwaitClosed(); err != nil {
		t.Error(err)
	}
	if err := stream.Write(make([]int16, 320)); err == nil && !s.Late {
		t.Error("a closed stream takes audio")
	}
}

func sttReopen(t *testing.T, s Recogniser) {
	t.Helper()
	one, two := Say("first call"), Say("second call")
	server := s.Serve(t, NewScript(one, two))
	for _, r := range []Recording{one, two} {
		stream := s.open(t, server)
		wantHeard(t, server, utter(t, server, stream, r, 200*time.Millisecond), r.Text())
		leave(t, stream)
	}
}

func sttKey(t *testing.T, s Recogniser) {
	t.Helper()
	server := s.Serve(t, NewScript(Say("hello")))
	const wrong = "wrong-key-0cc175b9c0f1b6a831c399e269772661"
	other := s
	other.Provider = func(t testing.TB, server *Server, _ string) stt.Provider {
		t.Helper()
		return s.Provider(t, server, wrong)
	}
	err := other.try(t, server, Say("hello"))
	var fault *stt.Error
	if !errors.As(err, &fault) || fault.Status != 401 || fault.Retryable || strings.Contains(err.Error(), wrong) {
		t.Errorf("%v", err)
	}
}

// sttIdle writes nothing for a while between two halves: positions must not move.
func sttIdle(t *testing.T, s Recogniser) {
	t.Helper()
	r := Say("after the pause")
	server := s.Serve(t, NewScript(r))
	stream := s.open(t, server)
	Pour(t, server, stream, Silence(500*time.Millisecond, audio.HearRate))
	pause(t.Context(), 200*time.Millisecond)
	h := utter(t, server, stream, r, 200*time.Millisecond)
	wantHeard(t, server, h, r.Text())
	if s.Words {
		s.wantTimes(t, h, r)
	}
	leave(t, stream)
}
