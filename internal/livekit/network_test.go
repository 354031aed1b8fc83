package livekit_test

import (
	"runtime"
	"sync"
	"testing"
	"time"

	"spotter/internal/livekit"
	"spotter/internal/livekit/livekittest"
	"spotter/internal/voice/audio"
)

func TestMediaComesBackAfterACut(t *testing.T) {
	t.Parallel()
	server := livekittest.Start(t)
	network := livekittest.NewNetwork(t, server, 1)
	p := meetAt(t, server, network.URL, livekit.Options{Patience: time.Minute})
	p.say(t)
	p.talk(t)
	p.hears(t, 10)
	p.hearLoud(t, 10)
	for _, cut := range []time.Duration{4 * time.Second, 14 * time.Second} { // a new path, and everything anew
		network.Cut(true)
		<-time.After(cut)
		network.Cut(false)
		p.drain()
		p.hears(t, 50)
		p.hearLoud(t, 50)
	}
	if err := p.person.Type(p.ctx, "back?"); err != nil {
		t.Fatal(err)
	}
	select {
	case got := <-p.room.Typed():
		if got != "back?" {
			t.Errorf("got %q", got)
		}
	case <-p.ctx.Done():
		t.Fatal("no text comes after the cut")
	}
}

// drain forgets what was heard so far.
func (p pair) drain() {
	for {
		select {
		case <-p.room.Heard():
		default:
			return
		}
	}
}

// TestVoicesOverABadNetwork loses every seventh packet and delays every tenth: time must go on as it was spoken, most of it real.
func TestVoicesOverABadNetwork(t *testing.T) {
	t.Parallel()
	server := livekittest.Start(t)
	network := livekittest.NewNetwork(t, server, 2)
	p := meetAt(t, server, network.URL, livekit.Options{})
	p.talk(t)
	p.hearLoud(t, 10)
	network.Worsen(0.15, 0.1)
	frames, concealed := 0, 0
	for frames < 200 {
		select {
		case f, ok := <-p.room.Heard():
			if !ok {
				t.Fatal(p.room.Err())
			}
			frames++
			if f.Concealed {
				concealed++
			}
		case <-p.ctx.Done():
			t.Fatalf("%d frames came", frames)
		}
	}
	if concealed > 80 {
		t.Errorf("%d of %d frames are guesses", concealed, frames)
	}
	t.Logf("%d of %d frames are guesses", concealed, frames)
	network.Worsen(0, 0)
	if err := p.person.Type(p.ctx, "through the noise"); err != nil {
		t.Fatal(err)
	}
	select {
	case <-p.room.Typed():
	case <-p.ctx.Done():
		t.Fatal("no text comes")
	}
}

// TestManyRoomsLeaveNothing joins and leaves fifty rooms at once, and counts goroutines.
func TestManyRoomsLeaveNothing(t *testing.T) {
	server := livekittest.Start(t)
	round := func(n int) {
		var group sync.WaitGroup
		for i := range n {
			group.Go(func() {
				name := string(rune('a'+i/26)) + string(rune('a'+i%26))
				room, err := livekit.Join(t.Context(), server.URL, server.AgentToken(name, "coach"), livekit.Options{Person: "person", Now: time.Now})
				if err != nil {
					t.Error(err)
					return
				}
				for range 5 {
					if err := room.Speak(make([]int16, room.SpeakRate()*int(audio.FrameTime)/int(time.Second))); err != nil {
						t.Error(err)
					}
				}
				room.Leave()
			})
		}
		group.Wait()
	}
	round(2)
	base := runtime.NumGoroutine()
	round(50)
	deadline := time.Now().Add(livekittest.Patience)
	for runtime.NumGoroutine() > base+2 && time.Now().Before(deadline) {
		runtime.Gosched()
		<-time.After(50 * time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > base+2 {
		t.Errorf("%d goroutines before, %d after", base, n)
	}
}
