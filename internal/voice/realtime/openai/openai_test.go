package openai_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"go.uber.org/goleak"

	"spotter/internal/llm"
	"spotter/internal/voice/audio"
	"spotter/internal/voice/realtime"
	"spotter/internal/voice/realtime/openai"
	"spotter/internal/voice/voicetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var tool = llm.Tool{Name: "log_set", Description: "Logs a set.", Schema: json.RawMessage(`{"type":"object","properties":{"reps":{"type":"integer"}}}`)}

func open(t testing.TB, server *voicetest.Server, key string, turns realtime.Turns) (realtime.Session, error) {
	t.Helper()
	p, err := openai.New(openai.Config{Key: key, BaseURL: server.URL, HTTP: server.Client, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return p.Open(t.Context(), realtime.Options{Instructions: "You are a coach.", Tools: []llm.Tool{tool}, Language: "en-GB", Turns: turns, HearRate: 16000, SpeakRate: 24000})
}

func begin(t testing.TB, server *voicetest.Server, turns realtime.Turns) realtime.Session {
	t.Helper()
	s, err := open(t, server, voicetest.Key, turns)
	if err != nil {
		t.Fatalf("%v; the vendor says %q", err, server.Faults())
	}
	return s
}

// heard is what came of a session until an event that is wanted.
type heard struct {
	all    []realtime.Event
	pcm    []int16
	saying string
	item   string
}

func until(t testing.TB, s realtime.Session, last func(realtime.Event) bool) heard {
	t.Helper()
	var h heard
	limit := time.NewTimer(time.Minute)
	defer limit.Stop()
	for {
		select {
		case e, ok := <-s.Events():
			if !ok {
				return h
			}
			h.all = append(h.all, e)
			switch e.Kind {
			case realtime.Audio:
				h.pcm, h.item = append(h.pcm, e.PCM...), e.Item
			case realtime.Saying:
				h.saying += e.Text
			}
			if last(e) {
				return h
			}
		case <-limit.C:
			t.Fatalf("what was wanted did not come: %+v", h.all)
		}
	}
}

func kind(k realtime.Kind) func(realtime.Event) bool {
	return func(e realtime.Event) bool { return e.Kind == k }
}

func (h heard) last() realtime.Event { return h.all[len(h.all)-1] }

func (h heard) find(k realtime.Kind) realtime.Event {
	for _, e := range h.all {
		if e.Kind == k {
			return e
		}
	}
	return realtime.Event{}
}

func leave(t testing.TB, server *voicetest.Server, s realtime.Session) {
	t.Helper()
	_ = s.Close()
	until(t, s, func(realtime.Event) bool { return false })
	if err := server.AwaitClosed(); err != nil {
		t.Error(err)
	}
	if f := server.Faults(); len(f) > 0 {
		t.Errorf("the vendor refused: %q", f)
	}
}

func pour(s realtime.Session, samples []int16) {
	for frame := range slices.Chunk(samples, 3200) {
		_ = s.Write(frame)
	}
}

func TestAConversation(t *testing.T) {
	t.Parallel()
	r := voicetest.Say("eight reps at sixty")
	for _, turns := range []realtime.Turns{realtime.TurnsOwn, realtime.TurnsServer, realtime.TurnsSemantic} {
		t.Run("turns "+string(turns), func(t *testing.T) {
			t.Parallel()
			server := voicetest.NewRealtime(t, voicetest.NewScript(r), []voicetest.Reply{{Tool: "log_set", Arguments: `{"reps":8}`}, {Text: "Logged eight reps."}})
			s := begin(t, server, turns)
			pour(s, append(r.Samples, voicetest.Silence(time.Second, audio.HearRate)...))
			if turns == realtime.TurnsOwn {
				if err := s.Do(realtime.Commit{}); err != nil {
					t.Error(err)
				}
			}
			h := until(t, s, kind(realtime.Done))
			call := h.find(realtime.Call).Call
			if h.find(realtime.Heard).Text != r.Text() || call.Name != "log_set" || string(call.Arguments) != `{"reps":8}` {
				t.Errorf("heard %q, called %+v", h.find(realtime.Heard).Text, call)
			}
			if (turns != realtime.TurnsOwn) != (h.find(realtime.Began).Kind == realtime.Began) {
				t.Error("who decides on turns tells of their beginning")
			}
			if err := s.Do(realtime.Result{Call: call.ID, Content: "logged"}); err != nil {
				t.Error(err)
			}
			h = until(t, s, kind(realtime.Done))
			if h.saying != "Logged eight reps." || voicetest.Heard(h.saying, h.pcm, 24000) != h.saying {
				t.Errorf("said %q, heard %q", h.saying, voicetest.Heard(h.saying, h.pcm, 24000))
			}
			if want := (realtime.Usage{TextInput: 70, TextCached: 50, TextOutput: 30, AudioInput: 60, AudioCached: 20, AudioOutput: 70}); h.last().Usage != want {
				t.Errorf("used %+v", h.last().Usage)
			}
			leave(t, server, s)
		})
	}
}

// TestInterrupting wants the answer stopped, and cut to what was heard.
func TestInterrupting(t *testing.T) {
	t.Parallel()
	server := voicetest.NewRealtime(t, voicetest.NewScript(), []voicetest.Reply{{Text: strings.Repeat("and so on ", 50)}}, voicetest.Plan{Delay: 5 * time.Millisecond})
	s := begin(t, server, realtime.TurnsOwn)
	if err := s.Do(realtime.Text{Text: "Tell me all."}); err != nil {
		t.Error(err)
	}
	h := until(t, s, kind(realtime.Audio))
	if err := s.Do(realtime.Interrupt{Item: h.item, Heard: time.Hour}); err != nil {
		t.Error(err)
	}
	if h := until(t, s, kind(realtime.Done)); !h.last().Interrupted {
		t.Errorf("%+v", h.last())
	}
	if err := server.AwaitCanceled(1); err != nil {
		t.Error(err)
	}
	if err := server.AwaitMessage(func(m string) bool {
		return strings.Contains(m, "conversation.item.truncate") && strings.Contains(m, `"audio_end_ms":300`)
	}); err != nil {
		t.Error(err)
	}
	if err := s.Do(realtime.Interrupt{Item: "item_nobody"}); err != nil { // nothing is under way
		t.Error(err)
	}
	_ = s.Do(realtime.Text{Text: "And now?"})
	if h := until(t, s, kind(realtime.Done)); h.saying != "You said And now?" {
		t.Errorf("said %q", h.saying)
	}
	leave(t, server, s)
}

// TestOneAnswerAtATime asks for a second one while the first is under way.
func TestOneAnswerAtATime(t *testing.T) {
	t.Parallel()
	server := voicetest.NewRealtime(t, voicetest.NewScript(), []voicetest.Reply{{Text: "One two three four."}, {Text: "Five."}})
	s := begin(t, server, realtime.TurnsOwn)
	_ = s.Do(realtime.Text{Text: "Count."})
	_ = s.Do(realtime.Text{Text: "Go on."})
	until(t, s, kind(realtime.Done))
	if h := until(t, s, kind(realtime.Done)); h.saying != "Five." {
		t.Errorf("said %q", h.saying)
	}
	if err := s.Do(realtime.Instruct{Instructions: "You are another coach.", Tools: []llm.Tool{tool}}); err != nil {
		t.Error(err)
	}
	leave(t, server, s)
}

func TestFailures(t *testing.T) {
	t.Parallel()
	for name, plan := range map[string]voicetest.Plan{
		"malformed": {After: 2, Garbage: "{"}, "closed": {After: 2, Close: websocket.StatusInternalError}, "cut": {After: 2, Cut: true},
	} {
		server := voicetest.NewRealtime(t, voicetest.NewScript(), nil, plan)
		s := begin(t, server, realtime.TurnsOwn)
		_ = s.Do(realtime.Text{Text: "Hello?"})
		h := until(t, s, kind(realtime.Failed))
		var fault *realtime.Error
		if len(h.all) == 0 || !errors.As(h.last().Err, &fault) || !fault.Retryable {
			t.Errorf("%s: %+v", name, h.all)
		}
		leave(t, server, s)
	}
	for status, retry := range map[int]bool{401: false, 429: true, 500: true} {
		server := voicetest.NewRealtime(t, voicetest.NewScript(), nil, voicetest.Plan{Status: status})
		_, err := open(t, server, voicetest.Key, realtime.TurnsOwn)
		var fault *realtime.Error
		if !errors.As(err, &fault) || fault.Status != status || fault.Retryable != retry {
			t.Errorf("%d: %v", status, err)
		}
	}
	server := voicetest.NewRealtime(t, voicetest.NewScript(), nil)
	if _, err := open(t, server, "sk-wrong-0123456789", realtime.TurnsOwn); err == nil || strings.Contains(err.Error(), "0123456789") {
		t.Errorf("a wrong key: %v", err)
	}
	server = voicetest.NewRealtime(t, voicetest.NewScript(), []voicetest.Reply{{Fail: true}})
	s := begin(t, server, realtime.TurnsOwn)
	_ = s.Do(realtime.Text{Text: "Hello?"})
	if h := until(t, s, kind(realtime.Done)); h.last().Err == nil {
		t.Error("a failed answer is none")
	}
	leave(t, server, s)
}

// TestMessagesInPieces splits what comes into frames of three bytes, and speaks at 8 kHz.
func TestMessagesInPieces(t *testing.T) {
	t.Parallel()
	server := voicetest.NewRealtime(t, voicetest.NewScript(), []voicetest.Reply{{Text: "Größere Schritte."}}, voicetest.Plan{Chop: 3})
	p, err := openai.New(openai.Config{Key: voicetest.Key, BaseURL: server.URL, HTTP: server.Client, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	s, err := p.Open(t.Context(), realtime.Options{HearRate: 16000, SpeakRate: 8000})
	if err != nil {
		t.Fatal(err)
	}
	_ = s.Do(realtime.Text{Text: "Los."})
	h := until(t, s, kind(realtime.Done))
	if h.saying != "Größere Schritte." || voicetest.Heard(h.saying, h.pcm, 8000) != h.saying {
		t.Errorf("said %q", h.saying)
	}
	leave(t, server, s)
}
