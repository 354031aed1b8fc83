package attend_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"spotter"
	"spotter/internal/voice"
	"spotter/internal/voice/attend"
	"spotter/internal/voice/audio"
)

// ledger notes what an agent tells of a session; over makes the next sign of life fail.
type ledger struct {
	mu   sync.Mutex
	said []string
	over string
	ends time.Time
}

func (l *ledger) say(what string) { l.mu.Lock(); defer l.mu.Unlock(); l.said = append(l.said, what) }

func (l *ledger) refusal() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.over == "" {
		return nil
	}
	return spotter.Conflict(l.over, "over")
}

func (l *ledger) JoinVoice(_ context.Context, e spotter.VoiceErrand, agent string) (spotter.VoiceCall, error) {
	l.say("join " + agent)
	return spotter.VoiceCall{Session: e.Session, User: e.User, EndsAt: l.ends}, l.refusal()
}
func (l *ledger) BeatVoice(context.Context, spotter.VoiceErrand, string) error { return l.refusal() }
func (l *ledger) ShutVoice(context.Context, spotter.VoiceErrand)               { l.say("shut") }
func (l *ledger) SeeVoice(_ context.Context, _ spotter.VoiceErrand, here bool) error {
	l.say(map[bool]string{true: "here", false: "away"}[here])
	return nil
}
func (l *ledger) QuitVoice(_ context.Context, _ spotter.VoiceErrand, _ string, reason spotter.VoiceReason) error {
	l.say("quit " + string(reason))
	return nil
}

// silent is a room in which nothing happens but comings and goings.
type silent struct {
	presence chan voice.Presence
	done     chan struct{}
	left     bool
}

func (s *silent) Heard() <-chan audio.Frame                       { return nil }
func (s *silent) Typed() <-chan string                            { return nil }
func (s *silent) Presence() <-chan voice.Presence                 { return s.presence }
func (s *silent) SpeakRate() int                                  { return 24000 }
func (s *silent) Speak([]int16) error                             { return nil }
func (s *silent) Transcribe(context.Context, voice.Segment) error { return nil }
func (s *silent) State(context.Context, voice.AgentState) error   { return nil }
func (s *silent) Tell(context.Context, []byte) error              { return nil }
func (s *silent) Done() <-chan struct{}                           { return s.done }
func (s *silent) Err() error                                      { return nil }
func (s *silent) Leave()                                          { s.left = true }

var errand = spotter.VoiceErrand{Session: spotter.VoiceSessionID{1}, User: spotter.UserID{2}}

// pause is on virtual time.
func pause(d time.Duration) { <-time.After(d) }

// attended plays one session on virtual time; during happens while it goes on. It answers what was told of it.
func attended(t *testing.T, during func(room *silent, l *ledger, stop context.CancelFunc)) ([]string, error) {
	t.Helper()
	var told []string
	var err error
	synctest.Test(t, func(t *testing.T) {
		l := &ledger{ends: time.Now().Add(time.Hour)}
		room := &silent{presence: make(chan voice.Presence), done: make(chan struct{})}
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		a := attend.New(attend.Config{Sessions: l, Serve: attend.Written(nil), Now: time.Now, Log: slog.New(slog.DiscardHandler),
			Join: func(context.Context, string, string, spotter.UserID) (attend.Room, error) { return room, nil }})
		go during(room, l, stop)
		text, _ := json.Marshal(errand)
		err = a.Attend(ctx, "ws://x", "token", "coach-1", string(text))
		synctest.Wait()
		if told = l.said; !room.left && len(told) > 1 && told[1] != "shut" {
			t.Error("the room was not left")
		}
	})
	return told, err
}

func TestHowASessionIsLeft(t *testing.T) {
	t.Parallel()
	comesAndGoes := func(room *silent) {
		room.presence <- voice.Presence{Here: true}
		pause(time.Minute)
		room.presence <- voice.Presence{}
	}
	tests := map[string]struct {
		during func(room *silent, l *ledger, stop context.CancelFunc)
		want   string
	}{
		"the person leaves": {func(r *silent, _ *ledger, _ context.CancelFunc) { comesAndGoes(r) }, "join coach-1|here|away|quit left"},
		"nobody comes":      {func(*silent, *ledger, context.CancelFunc) {}, "join coach-1|quit left"},
		"the longest call":  {func(r *silent, _ *ledger, _ context.CancelFunc) { r.presence <- voice.Presence{Here: true} }, "join coach-1|here|quit too_long"},
		"the worker stops":  {func(_ *silent, _ *ledger, stop context.CancelFunc) { pause(time.Second); stop() }, "join coach-1|quit "},
		"the session is over": {func(_ *silent, l *ledger, _ context.CancelFunc) {
			pause(time.Second)
			l.mu.Lock()
			l.over = "voice_over"
			l.mu.Unlock()
		}, "join coach-1|shut"},
		"another has taken it": {func(_ *silent, l *ledger, _ context.CancelFunc) {
			pause(time.Second)
			l.mu.Lock()
			l.over = "voice_taken"
			l.mu.Unlock()
		}, "join coach-1"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			told, err := attended(t, tt.during)
			if got := strings.Join(told, "|"); got != tt.want || err != nil {
				t.Errorf("%q, %v, want %q", got, err, tt.want)
			}
		})
	}
}

// TestThePersonComesBack within the time that the agent waits, so that the call goes on.
func TestThePersonComesBack(t *testing.T) {
	t.Parallel()
	told, err := attended(t, func(room *silent, _ *ledger, stop context.CancelFunc) {
		for range 3 {
			room.presence <- voice.Presence{Here: true}
			pause(time.Minute)
			room.presence <- voice.Presence{}
			pause(spotter.VoiceComeBack - time.Second)
		}
		stop()
	})
	if err != nil || told[len(told)-1] != "quit " || slices.Contains(told, "quit left") {
		t.Errorf("%q, %v", told, err)
	}
}

func TestErrandsThatAreNoneOfOurs(t *testing.T) {
	t.Parallel()
	a := attend.New(attend.Config{Sessions: &ledger{}, Log: slog.New(slog.DiscardHandler)})
	for _, text := range []string{"", "{}", "null", `{"session":"x"}`, `{"session":"01890a5d-ac96-774b-bcce-b302099a8057"}`} {
		if err := a.Attend(t.Context(), "", "", "coach-1", text); err == nil {
			t.Errorf("%q was attended", text)
		}
	}
	over := &ledger{over: "voice_over"}
	text, _ := json.Marshal(errand)
	if err := attend.New(attend.Config{Sessions: over}).Attend(t.Context(), "", "", "coach-1", string(text)); err != nil || !slices.Equal(over.said, []string{"join coach-1", "shut"}) {
		t.Errorf("%v, %q", err, over.said)
	}
}
