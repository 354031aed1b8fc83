package livekit_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"spotter/internal/livekit"
	"spotter/internal/livekit/livekittest"
	"spotter/internal/livekit/opus"
	"spotter/internal/livekit/rtc"
	"spotter/internal/voice"
	"spotter/internal/voice/audio"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// pair is a coach and a person in one room of a server.
type pair struct {
	server *livekittest.Server
	room   *livekit.Room
	person *livekittest.Person
	ctx    context.Context
}

func meet(t *testing.T, o livekit.Options) pair {
	t.Helper()
	return meetAt(t, livekittest.Start(t), "", o)
}

// meetAt lets the coach reach the server by another address, if one is given.
func meetAt(t *testing.T, s *livekittest.Server, coachURL string, o livekit.Options) pair {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*livekittest.Patience)
	t.Cleanup(cancel)
	if coachURL == "" {
		coachURL = s.URL
	}
	o.Person, o.Now = "person", time.Now
	room, err := livekit.Join(ctx, coachURL, s.AgentToken("gym", "coach"), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(room.Leave)
	person, err := livekittest.NewPerson(ctx, s.URL, s.UserToken("gym", "person"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(person.Close)
	return pair{s, room, person, ctx}
}

// speech is pre-encoded sound of some 20 ms packets: a tone that swells and fades.
func speech(t *testing.T, packets int) [][]byte {
	t.Helper()
	if !opus.CanEncode {
		t.Skip("this build cannot encode Opus")
	}
	e, err := opus.NewEncoder(opus.EncoderOptions{Rate: 48000})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	var out [][]byte
	frame, buffer := make([]int16, 960), make([]byte, opus.MaxPacket)
	for i := range packets {
		for j := range frame {
			at := float64(i*960+j) / 48000
			frame[j] = int16(9000 * math.Sin(2*math.Pi*220*at) * (0.6 + 0.4*math.Sin(2*math.Pi*3*at)))
		}
		n, err := e.Encode(frame, buffer)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, append([]byte(nil), buffer[:n]...))
	}
	return out
}

func loudness(samples []int16) float64 {
	var sum float64
	for _, s := range samples {
		sum += float64(s) * float64(s)
	}
	return math.Sqrt(sum / float64(max(len(samples), 1)))
}

// hearLoud waits for frames with a voice in them.
func (p pair) hearLoud(t *testing.T, frames int) {
	t.Helper()
	for frames > 0 {
		select {
		case f, ok := <-p.room.Heard():
			if !ok {
				t.Fatalf("the room is over: %v", p.room.Err())
			}
			if len(f.Samples) != audio.HearRate/50 {
				t.Fatalf("a frame of %d samples", len(f.Samples))
			}
			if loudness(f.Samples) > 1000 {
				frames--
			}
		case <-p.ctx.Done():
			t.Fatalf("%d loud frames are still missing", frames)
		}
	}
}

// talk sends a voice until the test ends.
func (p pair) talk(t *testing.T) {
	t.Helper()
	packets := speech(t, 100)
	ctx, stop := context.WithCancel(p.ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			_ = p.person.Play(ctx, packets)
		}
	}()
	t.Cleanup(func() { stop(); <-done })
}

// echo says back what is heard, until the room is over, and paced by it.
func (p pair) say(t *testing.T) {
	t.Helper()
	ctx, stop := context.WithCancel(p.ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		ticker := time.NewTicker(audio.FrameTime)
		defer ticker.Stop()
		frame := make([]int16, p.room.SpeakRate()/50)
		for i := 0; ctx.Err() == nil; i++ {
			for j := range frame {
				frame[j] = int16(8000 * math.Sin(2*math.Pi*300*float64(i*len(frame)+j)/float64(p.room.SpeakRate())))
			}
			_ = p.room.Speak(frame)
			<-ticker.C
		}
	}()
	t.Cleanup(func() { stop(); <-done })
}

func (p pair) hears(t *testing.T, packets int) {
	t.Helper()
	before := len(p.person.Heard())
	if !p.person.Await(p.ctx, func() bool { return len(p.person.Heard()) >= before+packets }) {
		t.Fatalf("the person heard %d packets, and %d were to come", len(p.person.Heard())-before, packets)
	}
}

func TestVoicesGoBothWays(t *testing.T) {
	t.Parallel()
	for _, codec := range []livekit.Codec{livekit.PCMU, livekit.Opus} {
		t.Run(string(codec), func(t *testing.T) {
			t.Parallel()
			if codec == livekit.Opus && !opus.CanEncode {
				t.Skip("this build cannot encode Opus")
			}
			p := meet(t, livekit.Options{Codec: codec})
			p.say(t)
			p.hears(t, 25)
			if got := p.person.Heard()[0].Codec; !strings.EqualFold(got, "audio/"+string(codec)) {
				t.Errorf("the person hears %s", got)
			}
			p.talk(t)
			p.hearLoud(t, 25)
		})
	}
}

func TestTextGoesBothWays(t *testing.T) {
	t.Parallel()
	p := meet(t, livekit.Options{})
	long := strings.Repeat("Ich habe heute 3 × 8 Kniebeugen gemacht. ", 900) // some chunks
	for _, text := range []string{"hello", long} {
		if err := p.person.Type(p.ctx, text); err != nil {
			t.Fatal(err)
		}
		select {
		case got := <-p.room.Typed():
			if got != text {
				t.Errorf("%d bytes came, and %d were sent", len(got), len(text))
			}
		case <-p.ctx.Done():
			t.Fatal("nothing came")
		}
	}
	for _, s := range []voice.Segment{
		{ID: "c1", Text: "Good "}, {ID: "c1", Text: "morning."}, {ID: "c1", Final: true},
		{ID: "p1", Text: "squat", Person: true}, {ID: "p1", Text: "squats", Person: true, Final: true},
	} {
		if err := p.room.Transcribe(p.ctx, s); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.room.Tell(p.ctx, []byte(`{"kind":"rest"}`)); err != nil {
		t.Fatal(err)
	}
	if !p.person.Await(p.ctx, func() bool { return len(p.person.Texts("spotter.event")) == 1 }) {
		t.Fatal("no event came")
	}
	got := p.person.Texts("lk.transcription")
	if len(got) != 3 {
		t.Fatalf("%d transcripts came: %+v", len(got), got)
	}
	for i, want := range []struct{ from, body, id, final string }{
		{"coach", "Good morning.", "c1", "true"}, {"person", "squat", "p1", "false"}, {"person", "squats", "p1", "true"},
	} {
		g := got[i]
		if g.From != want.from || g.Body != want.body || g.Attributes["lk.segment_id"] != want.id || g.Attributes["lk.transcription_final"] != want.final ||
			!strings.HasPrefix(g.Attributes["lk.transcribed_track_id"], "TR_") {
			t.Errorf("%d: got %+v, want %+v", i, g, want)
		}
	}
}

func TestStateIsShown(t *testing.T) {
	t.Parallel()
	p := meet(t, livekit.Options{})
	for _, s := range []voice.AgentState{voice.AgentListening, voice.AgentThinking, voice.AgentSpeaking} {
		if err := p.room.State(p.ctx, s); err != nil {
			t.Fatal(err)
		}
		if !p.person.Await(p.ctx, func() bool { return p.person.Attribute("coach", "lk.agent.state") == string(s) }) {
			t.Fatalf("%s is not shown", s)
		}
	}
}

func TestCallsGoBothWays(t *testing.T) {
	t.Parallel()
	p := meet(t, livekit.Options{RPC: map[string]func(context.Context, string) (string, error){
		"shout": func(_ context.Context, s string) (string, error) { return strings.ToUpper(s), nil },
		"fail":  func(context.Context, string) (string, error) { return "", errors.New("a secret") },
	}})
	if got, err := p.person.Client.Call(p.ctx, "coach", "shout", "hey"); err != nil || got != "HEY" {
		t.Errorf("got %q, %v", got, err)
	}
	for method, want := range map[string]uint32{"fail": rtc.ApplicationFailed, "nothing": rtc.UnsupportedMethod} {
		_, err := p.person.Client.Call(p.ctx, "coach", method, "")
		var failed *rtc.RPCError
		if !errors.As(err, &failed) || failed.Code != want || strings.Contains(failed.Message, "secret") {
			t.Errorf("%s: got %v, want code %d", method, err, want)
		}
	}
	if _, err := p.room.Call(p.ctx, "anything", ""); err == nil {
		t.Error("the person answers a call that it does not know")
	}
}

func TestPresence(t *testing.T) {
	t.Parallel()
	p := meet(t, livekit.Options{})
	p.person.Close()
	for _, want := range []bool{true, false} {
		select {
		case got := <-p.room.Presence():
			if got.Here != want {
				t.Fatalf("got %v, want %v", got.Here, want)
			}
		case <-p.ctx.Done():
			t.Fatalf("no word that the person is here: %v", want)
		}
	}
}

func TestSignalResumes(t *testing.T) {
	t.Parallel()
	p := meet(t, livekit.Options{})
	p.say(t)
	p.talk(t)
	p.hears(t, 10)
	p.hearLoud(t, 10)
	livekit.DropSignal(p.room)
	if err := p.room.State(p.ctx, voice.AgentThinking); err != nil {
		t.Fatal(err)
	}
	if !p.person.Await(p.ctx, func() bool { return p.person.Attribute("coach", "lk.agent.state") == "thinking" }) {
		t.Fatal("what was set while the connection was down is not shown")
	}
	p.hears(t, 50)
	p.hearLoud(t, 50)
	if err := p.person.Type(p.ctx, "still there?"); err != nil {
		t.Fatal(err)
	}
	if got := <-p.room.Typed(); got != "still there?" {
		t.Errorf("got %q", got)
	}
}

func (p pair) over(t *testing.T) error {
	t.Helper()
	select {
	case <-p.room.Done():
	case <-p.ctx.Done():
		t.Fatal("the room is not over")
	}
	for range p.room.Heard() { // until it is closed
	}
	for range p.room.Presence() { // until it is closed
	}
	return p.room.Err()
}

func TestRoomsEnd(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		end  func(pair) error
		want bool // an error
	}{
		"removed":       {func(p pair) error { return p.server.Remove(p.ctx, "gym", "coach") }, true},
		"deleted":       {func(p pair) error { return p.server.Delete(p.ctx, "gym") }, false},
		"left":          {func(p pair) error { go p.room.Leave(); return nil }, false},
		"server killed": {func(p pair) error { p.server.Kill(); return nil }, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := meet(t, livekit.Options{Patience: 3 * time.Second})
			if err := tt.end(p); err != nil {
				t.Fatal(err)
			}
			if err := p.over(t); (err != nil) != tt.want {
				t.Errorf("the room ended with %v", err)
			}
			if err := p.room.Speak(make([]int16, p.room.SpeakRate()/50)); !errors.Is(err, rtc.ErrClosed) {
				t.Errorf("speaking gives %v", err)
			}
		})
	}
}
