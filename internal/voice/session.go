package voice

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"spotter"
	"spotter/internal/voice/audio"
	"spotter/internal/voice/stt"
	"spotter/internal/voice/tts"
	"spotter/internal/voice/turn"
	"spotter/lang"
)

// session is one call. The goroutine of run owns it all but what is said to be shared.
type session struct {
	*Server
	room Room
	call Call
	log  *slog.Logger
	ctx  context.Context // of the call; shared
	out  *outbox         // shared
	work sync.WaitGroup  // answers and utterances

	began   time.Time
	state   turn.State
	shown   AgentState
	play    *playout
	sounds  bool // something has been played since the last Played
	voice   tts.Voice
	stream  stt.Stream
	heard   func(audio.Frame)
	said    int // segments of the person's transcript
	typing  string
	ended   time.Time // when the person last ended to speak
	onset   time.Time // of speech over the coach
	ducked  time.Duration
	greeted bool

	reply   *reply          // the one under way
	before  <-chan struct{} // closed when the last reply is stored
	wholly  atomic.Int64    // the last turn that was heard to its end
	lines   map[*item]*speech
	rest    *time.Timer
	replies chan replied
	audio   chan sounded
	rested  chan resting
}

// resting is what goes on after something was logged.
type resting struct {
	rest     time.Duration
	activity turn.Activity
}

func newSession(s *Server, room Room, call Call) *session {
	return &session{Server: s, room: room, call: call, log: s.c.Log.With("voice_session", call.Session.String()), began: s.c.Now(), play: newPlayout(room.SpeakRate()),
		lines: map[*item]*speech{}, replies: make(chan replied), audio: make(chan sounded), rested: make(chan resting)}
}

func (c *session) caller() spotter.Caller {
	return spotter.Caller{User: c.call.User, Actor: spotter.ActorPerson}
}

// run is the call from its first moment to its last.
func (c *session) run(ctx context.Context) error {
	ctx, end := context.WithCancel(ctx)
	c.ctx = ctx
	c.out = newOutbox(ctx, c.room, c.log)
	c.open(ctx)
	err := c.loop(ctx, end)
	if c.reply != nil {
		r := c.reply
		heard := c.silence()
		c.stop(r)
		c.finish(r, heard)
	}
	c.silence()
	end()
	c.shut()
	c.work.Wait()
	c.out.close()
	return err
}

// open makes what hears and what speaks ready. What cannot be had is done without, and told.
func (c *session) open(ctx context.Context) {
	if c.c.TTS != nil {
		voice, err := c.c.TTS.Open(ctx, tts.Options{Rate: c.room.SpeakRate(), Language: c.call.Locale})
		if err != nil {
			c.log.WarnContext(ctx, "voice: there is no voice", "error", err)
		} else {
			c.voice = voice
		}
	}
	c.listen(ctx)
	c.show(AgentInitializing)
}

func (c *session) shut() {
	if c.stream != nil {
		_ = c.stream.Close()
	}
	if c.voice != nil {
		_ = c.voice.Close()
	}
	if c.rest != nil {
		c.rest.Stop()
	}
}

// loop does what happens, one thing after the other, until the call is over.
func (c *session) loop(ctx context.Context, end func()) error {
	frames := time.NewTicker(audio.FrameTime)
	defer frames.Stop()
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for !c.state.Left {
		c.arm(timer)
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-c.room.Done():
			return c.room.Err()
		case f, ok := <-c.room.Heard():
			if !ok {
				return c.room.Err()
			}
			c.heard(f)
		case text, ok := <-c.room.Typed():
			if !ok {
				return c.room.Err()
			}
			c.typed(text)
		case p, ok := <-c.room.Presence():
			if !ok {
				return c.room.Err()
			}
			c.present(p.Here)
		case e, ok := <-c.events():
			c.recognised(e, ok)
		case e := <-c.replies:
			c.onReply(e)
		case e := <-c.audio:
			c.onAudio(e)
		case r := <-c.rested:
			c.onRest(r)
		case <-restOf(c.rest):
			c.rest = nil
			c.did(turn.RestOver)
		case <-timer.C:
			c.did(turn.Tick)
		case <-frames.C:
			c.emit()
		}
	}
	end()
	return nil
}

func restOf(t *time.Timer) <-chan time.Time {
	if t == nil {
		return nil
	}
	return t.C
}

// arm sets the timer to when the machine wants to be asked.
func (c *session) arm(timer *time.Timer) {
	if next := c.machine.Next(c.state); next-c.at() < 24*time.Hour {
		timer.Reset(max(next-c.at(), 0))
	}
}

// at is the session's clock.
func (c *session) at() time.Duration { return c.c.Now().Sub(c.began) }

func (c *session) did(kind turn.Kind) { c.take(turn.Input{Kind: kind}) }

// take has the machine decide, and does what it says.
func (c *session) take(in turn.Input) {
	in.At = c.at()
	var commands []turn.Command
	c.state, commands = c.machine.Step(c.state, in)
	for _, command := range commands {
		c.do(command)
	}
	c.show(shownAs(c.state.Mode()))
}

func (c *session) do(command turn.Command) {
	switch command.Act {
	case turn.Send:
		ended := c.ended
		if command.Typed {
			ended = c.c.Now()
		} else {
			c.personSaid(command.Text, true)
		}
		c.begin(command.Text, ended)
	case turn.Finalize:
		c.ended = c.c.Now()
		if c.stream != nil {
			_ = c.stream.Finalize()
		}
	case turn.Duck, turn.Pause, turn.Resume:
		c.play.target = map[turn.Act]float32{turn.Duck: ducked, turn.Pause: 0, turn.Resume: 1}[command.Act]
	case turn.Cancel:
		if r := c.reply; r != nil {
			heard := c.silence()
			c.stop(r)
			c.finish(r, heard)
		}
		c.silence()
	case turn.Say:
		c.line(lineOf(command.Phrase))
	case turn.Ignore:
		c.personSaid(command.Text, true)
	case turn.Draft, turn.Drop, turn.End:
	}
}

func shownAs(m turn.Mode) AgentState {
	switch m {
	case turn.IsThinking:
		return AgentThinking
	case turn.IsSpeaking, turn.IsDucked, turn.IsPaused:
		return AgentSpeaking
	}
	return AgentListening
}

func (c *session) show(s AgentState) {
	if s != c.shown {
		c.shown = s
		c.out.state(s)
	}
}

func (c *session) typed(text string) {
	c.take(turn.Input{Kind: turn.Typed, Text: text})
}

// present takes the person's coming and going. The first time they are greeted, by code, and a workout begins.
func (c *session) present(here bool) {
	if !here {
		c.did(turn.Gone)
		return
	}
	c.did(turn.Here)
	if c.greeted {
		return
	}
	c.greeted = true
	c.line(greetingFor(c.call.Purpose, c.call.Name))
	if c.stream == nil {
		c.line(lang.Say(lang.VoiceTypedOnly))
	}
	if opening := speaker(c.call.Locale).Say(openingFor(c.call.Purpose)); opening != "" {
		c.take(turn.Input{Kind: turn.Typed, Text: opening})
	}
}

func (c *session) onRest(r resting) {
	if c.rest != nil {
		c.rest.Stop()
		c.rest = nil
	}
	if r.rest > 0 {
		c.rest = time.NewTimer(r.rest)
	}
	c.take(turn.Input{Kind: turn.Active, Activity: r.activity})
}
