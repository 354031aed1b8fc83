package voice_test

import (
	"context"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"spotter"
	"spotter/internal/voice"
	"spotter/internal/voice/audio"
	"spotter/internal/voice/stt"
	"spotter/internal/voice/tts"
	"spotter/internal/voice/turn"
)

// stage is a call with a scripted person, recogniser, voice and agents, on virtual time.
type stage struct {
	t        *testing.T
	heard    chan audio.Frame
	typed    chan string
	presence chan voice.Presence
	over     chan struct{}
	kinds    chan turn.Kind
	words    chan stt.Event

	mu        sync.Mutex
	began     time.Time
	loud      []time.Duration // when a frame with sound was sent
	levels    []int16
	log       []string
	answers   map[string][]string // deltas by what was said
	slow      time.Duration       // before the first delta
	mute      bool                // the voice fails
	fail      error
	turns     int
	stops     map[int]chan struct{}
	latencies []spotter.Latency
}

func (s *stage) note(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.log = append(s.log, fmt.Sprintf(format, args...))
}

func (s *stage) Heard() <-chan audio.Frame       { return s.heard }
func (s *stage) Typed() <-chan string            { return s.typed }
func (s *stage) Presence() <-chan voice.Presence { return s.presence }
func (s *stage) SpeakRate() int                  { return 8000 }
func (s *stage) Done() <-chan struct{}           { return s.over }
func (s *stage) Err() error                      { return nil }
func (s *stage) Speak(frame []int16) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.loud = append(s.loud, time.Since(s.began))
	s.levels = append(s.levels, frame[len(frame)-1])
	return nil
}
func (s *stage) Transcribe(_ context.Context, g voice.Segment) error {
	if !g.Person && g.Text != "" {
		s.note("says %s", strings.TrimSpace(g.Text))
	}
	return nil
}
func (s *stage) State(context.Context, voice.AgentState) error { return nil }
func (s *stage) Tell(context.Context, []byte) error            { return nil }

// Detector.
func (s *stage) Write([]int16) []turn.Kind {
	select {
	case k := <-s.kinds:
		return []turn.Kind{k}
	default:
		return nil
	}
}

type recogniser struct{ *stage }

func (recogniser) Name() string               { return "script" }
func (recogniser) Warm(context.Context) error { return nil }
func (recogniser) EndsTurns() bool            { return false }
func (r recogniser) Events() <-chan stt.Event { return r.words }
func (recogniser) Write([]int16) error        { return nil }
func (recogniser) Finalize() error            { return nil }
func (recogniser) Close() error               { return nil }
func (r recogniser) Open(context.Context, stt.Options) (stt.Stream, error) {
	return r, nil
}

type speaker struct{ *stage }

func (speaker) Name() string               { return "script" }
func (speaker) Warm(context.Context) error { return nil }
func (speaker) Close() error               { return nil }
func (v speaker) Open(context.Context, tts.Options) (tts.Voice, error) {
	return v, nil
}
func (v speaker) Say(ctx context.Context) (tts.Utterance, error) {
	v.mu.Lock()
	mute := v.mute
	v.mu.Unlock()
	if mute {
		return nil, &tts.Error{Provider: "script", Cause: io.ErrUnexpectedEOF}
	}
	u := &utterance{texts: make(chan string, 64), chunks: make(chan tts.Chunk)}
	go u.run(ctx)
	return u, nil
}

// utterance takes 300 ms for each word, and begins after 50 ms.
type utterance struct {
	texts  chan string
	chunks chan tts.Chunk
}

func (u *utterance) Push(text string) error   { u.texts <- text; return nil }
func (u *utterance) End() error               { close(u.texts); return nil }
func (u *utterance) Chunks() <-chan tts.Chunk { return u.chunks }
func (u *utterance) run(ctx context.Context) {
	defer close(u.chunks)
	at := time.Duration(0)
	for {
		select {
		case <-ctx.Done():
			return
		case text, more := <-u.texts:
			if !more {
				return
			}
			time.Sleep(50 * time.Millisecond)
			var c tts.Chunk
			for _, w := range strings.Fields(text) {
				c.Words = append(c.Words, tts.Mark{Text: w, Start: at, End: at + 300*time.Millisecond})
				at += 300 * time.Millisecond
				for range 2400 {
					c.PCM = append(c.PCM, 8000)
				}
			}
			select {
			case u.chunks <- c:
			case <-ctx.Done():
				return
			}
		}
	}
}

// Desk.
func (s *stage) Send(_ context.Context, _ spotter.Caller, in spotter.TurnInput) iter.Seq2[spotter.ChatEvent, error] {
	return func(yield func(spotter.ChatEvent, error) bool) {
		s.mu.Lock()
		s.turns++
		n, stop := s.turns, make(chan struct{})
		s.stops[n] = stop
		pieces, slow, fail := s.answers[in.Text], s.slow, s.fail
		s.mu.Unlock()
		s.note("hears %s", in.Text)
		if in.Heard > 0 {
			s.note("heard whole %d", in.Heard)
		}
		if !yield(spotter.NewEvent(n, 0, spotter.EventMessage, spotter.Message{Role: "user", Content: in.Text}), nil) {
			return
		}
		id := spotter.NewID[spotter.Message](time.Now())
		select {
		case <-time.After(slow):
		case <-stop:
			s.note("stopped %d", n)
			return
		}
		if fail != nil {
			yield(spotter.NewEvent(n, 1, spotter.EventError, fail.Error()), nil)
			return
		}
		for _, p := range pieces {
			yield(spotter.NewEvent(n, 1, spotter.EventDelta, spotter.Delta{MessageID: id, Text: p}), nil)
		}
		yield(spotter.NewEvent(n, 2, spotter.EventDone, spotter.DoneEvent{Turn: n}), nil)
	}
}

func (s *stage) Interrupt(_ spotter.UserID, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if stop := s.stops[n]; stop != nil {
		close(stop)
		delete(s.stops, n)
	}
}

func (s *stage) Heard2(n int, heard map[spotter.MessageID]int) {
	total := 0
	for _, bytes := range heard {
		total += bytes
	}
	s.note("cut %d to %d", n, total)
}

type desk struct{ *stage }

func (d desk) Heard(_ context.Context, _ spotter.Caller, n int, heard map[spotter.MessageID]int) ([]spotter.ChatEvent, error) {
	d.Heard2(n, heard)
	return nil, nil
}

func read(text string) turn.Meaning {
	switch strings.ToLower(strings.Trim(text, " .")) {
	case "":
		return turn.Nothing
	case "uh-huh":
		return turn.Backchannel
	case "stop":
		return turn.Hush
	case "wait":
		return turn.Hold
	}
	return turn.Words
}

// call runs a call in a bubble, with a script of what the person does.
func call(t *testing.T, purpose spotter.VoicePurpose, set func(*stage), script func(*stage)) *stage {
	t.Helper()
	var s *stage
	synctest.Test(t, func(t *testing.T) {
		s = &stage{t: t, heard: make(chan audio.Frame), typed: make(chan string), presence: make(chan voice.Presence), over: make(chan struct{}),
			kinds: make(chan turn.Kind, 8), words: make(chan stt.Event), began: time.Now(), stops: map[int]chan struct{}{},
			answers: map[string][]string{"question": {"One two three. ", "Four five six. ", "Seven eight nine."}}}
		if set != nil {
			set(s)
		}
		server, err := voice.New(voice.Config{Desk: desk{s}, Detector: func() voice.Detector { return s }, STT: recogniser{s}, TTS: speaker{s},
			Policy: turn.Policy{Read: read, Quiet: func(string, bool, turn.Activity) time.Duration { return 500 * time.Millisecond }},
			Keep: func(_ context.Context, _ voice.Call, l spotter.Latency) {
				s.mu.Lock()
				defer s.mu.Unlock()
				s.latencies = append(s.latencies, l)
			},
			Now: time.Now, Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan error)
		go func() { done <- server.Serve(t.Context(), s, voice.Call{Purpose: purpose, Locale: "en"}) }()
		s.presence <- voice.Presence{Here: true}
		time.Sleep(5 * time.Second) // the greeting
		script(s)
		close(s.over)
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return s
}

func (s *stage) speech(kind turn.Kind) {
	s.kinds <- kind
	s.heard <- audio.Frame{Samples: make([]int16, 320)}
}

// frames is how many were sent, and how loud the last one ended.
func (s *stage) frames() (n int, last int16) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.levels), s.levels[len(s.levels)-1]
}

func (s *stage) muted(mute bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mute = mute
}

// ask says something and waits until the answer is heard.
func (s *stage) ask(text string) {
	s.speech(turn.SpeechStart)
	time.Sleep(400 * time.Millisecond)
	s.speech(turn.SpeechEnd)
	s.words <- stt.Event{Kind: stt.Final, Text: text, Finalized: true}
}

func (s *stage) wants(t *testing.T, lines ...string) {
	t.Helper()
	if got, want := strings.Join(s.log, "; "), strings.Join(lines, "; "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestAHundredCallsAtOnce(t *testing.T) {
	t.Parallel()
	for range 100 {
		t.Run("call", func(t *testing.T) {
			t.Parallel()
			s := call(t, spotter.VoiceTalk, nil, func(s *stage) {
				s.ask("question")
				time.Sleep(6 * time.Second)
			})
			s.wants(t, hello, "hears question", "says One two three.", "says Four five six.", "says Seven eight nine.")
		})
	}
}

func TestAVoiceThatFailsLeavesTheAnswerInWriting(t *testing.T) {
	t.Parallel()
	s := call(t, spotter.VoiceTalk, nil, func(s *stage) {
		s.muted(true)
		s.ask("question")
		time.Sleep(2 * time.Second)
		s.muted(false)
		s.ask("question")
		time.Sleep(6 * time.Second)
	})
	for _, want := range []string{"says One two three.", "says Sorry, my voice failed. The answer is on your screen.", "hears question"} {
		if !slices.Contains(s.log, want) {
			t.Errorf("%q is missing: %s", want, strings.Join(s.log, "; "))
		}
	}
	if slices.Contains(s.log, "heard whole 1") {
		t.Error("what was never spoken counts as heard")
	}
}

const hello = "says Hello. What can I do for you?"

func TestAnAnswerIsHeardWhole(t *testing.T) {
	t.Parallel()
	s := call(t, spotter.VoiceTalk, nil, func(s *stage) {
		s.ask("question")
		time.Sleep(6 * time.Second)
		s.ask("question")
		time.Sleep(6 * time.Second)
	})
	s.wants(t, hello, "hears question", "says One two three.", "says Four five six.", "says Seven eight nine.",
		"hears question", "heard whole 1", "says One two three.", "says Four five six.", "says Seven eight nine.")
	if s.loud[0] > 200*time.Millisecond {
		t.Errorf("the greeting came after %v", s.loud[0])
	}
	l := s.latencies[0]
	if l.Decided < 500*time.Millisecond || l.Decided > 520*time.Millisecond || l.FirstFrame-l.Decided > 90*time.Millisecond || l.FirstAudio == 0 {
		t.Errorf("stages: %+v", l)
	}
}

func TestWordsCutTheAnswerToWhatWasHeard(t *testing.T) {
	t.Parallel()
	s := call(t, spotter.VoiceTalk, nil, func(s *stage) {
		s.ask("question")
		time.Sleep(500*time.Millisecond + 50*time.Millisecond + 1300*time.Millisecond) // four words
		s.speech(turn.SpeechStart)
		s.words <- stt.Event{Kind: stt.Partial, Text: "no nine"}
		before, _ := s.frames()
		time.Sleep(300 * time.Millisecond)
		if n, _ := s.frames(); n-before > 1 {
			t.Errorf("%d frames after the words", n-before)
		}
		s.speech(turn.SpeechEnd)
		s.words <- stt.Event{Kind: stt.Final, Text: "no nine", Finalized: true}
		time.Sleep(2 * time.Second)
	})
	s.wants(t, hello, "hears question", "says One two three.", "says Four five six.", fmt.Sprintf("cut 1 to %d", len("One two three. Four")), "hears no nine")
}

func TestABackchannelDucksAndNoMore(t *testing.T) {
	t.Parallel()
	s := call(t, spotter.VoiceTalk, nil, func(s *stage) {
		s.ask("question")
		time.Sleep(1500 * time.Millisecond)
		at, _ := s.frames()
		s.speech(turn.SpeechStart)
		time.Sleep(150 * time.Millisecond)
		if n, last := s.frames(); last > 2000 || n == at {
			t.Errorf("150 ms later it is as loud as %d", last)
		}
		s.speech(turn.SpeechEnd)
		s.words <- stt.Event{Kind: stt.Final, Text: "uh-huh", Finalized: true}
		time.Sleep(5 * time.Second)
		if _, last := s.frames(); last != 8000 {
			t.Errorf("it ends as loud as %d", last)
		}
		s.ask("question")
		time.Sleep(6 * time.Second)
	})
	s.wants(t, hello, "hears question", "says One two three.", "says Four five six.", "says Seven eight nine.",
		"hears question", "heard whole 1", "says One two three.", "says Four five six.", "says Seven eight nine.")
}

func TestASlowModelIsBridged(t *testing.T) {
	t.Parallel()
	s := call(t, spotter.VoiceTalk, func(s *stage) { s.slow = 20 * time.Second }, func(s *stage) {
		s.ask("question")
		time.Sleep(30 * time.Second)
	})
	s.wants(t, hello, "hears question", "says One moment.", "says One moment.", "says One moment.", "says One two three.", "says Four five six.", "says Seven eight nine.")
	for i := 1; i < len(s.loud); i++ {
		if gap := s.loud[i] - s.loud[i-1]; s.loud[i] > 6*time.Second && s.loud[i] < 28*time.Second && gap > 8*time.Second {
			t.Errorf("dead air of %v until %v", gap, s.loud[i])
		}
	}
}

func TestWhatIsTypedIsATurn(t *testing.T) {
	t.Parallel()
	s := call(t, spotter.VoiceTalk, nil, func(s *stage) {
		s.typed <- "question"
		time.Sleep(4 * time.Second)
	})
	s.wants(t, hello, "hears question", "says One two three.", "says Four five six.", "says Seven eight nine.")
}

func TestAnApologyAndRecovery(t *testing.T) {
	t.Parallel()
	s := call(t, spotter.VoiceTalk, func(s *stage) { s.fail = io.ErrUnexpectedEOF }, func(s *stage) {
		s.ask("question")
		time.Sleep(6 * time.Second)
		s.mu.Lock()
		s.fail = nil
		s.mu.Unlock()
		s.ask("question")
		time.Sleep(6 * time.Second)
	})
	s.wants(t, hello, "hears question", "says Sorry, I could not answer that just now. Please say it again.", "cut 1 to 0",
		"hears question", "says One two three.", "says Four five six.", "says Seven eight nine.")
}

func TestAWorkoutBeginsByItself(t *testing.T) {
	t.Parallel()
	s := call(t, spotter.VoiceWorkout, func(s *stage) { s.answers["Start my workout"] = []string{"Upper body. Bench press first."} }, func(*stage) {})
	slices.Sort(s.log[:2]) // shown and sent side by side
	s.wants(t, "hears Start my workout", "says Hello. Let's train.", "says Upper body.", "says Bench press first.")
}

func TestTheCallEndsWhenThePersonHasLeft(t *testing.T) {
	t.Parallel()
	s := call(t, spotter.VoiceTalk, nil, func(s *stage) {
		s.ask("question")
		time.Sleep(1200 * time.Millisecond)
		s.presence <- voice.Presence{}
		time.Sleep(40 * time.Second)
	})
	s.wants(t, hello, "hears question", "says One two three.", fmt.Sprintf("cut 1 to %d", len("One two")))
}
