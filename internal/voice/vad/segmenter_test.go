package vad_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"spotter/internal/voice/vad"
)

// segments are what a segmenter that is fed 20 ms at a time tells of a clip, and how much of it the network heard.
func segments(m *vad.Model, pcm []int16) (events []vad.Event, share float64) {
	s := vad.NewSegmenter(m, vad.DefaultOptions())
	for chunk := range slices.Chunk(pcm, rate/50) {
		events = s.Write(chunk, events)
	}
	asked, frames := s.Asked()
	return events, float64(asked) / float64(max(frames, 1))
}

// apart puts clips one after another with a second of the same noise between, before and after them.
func apart(noise []int16, clips ...[]int16) []int16 {
	var out []int16
	for _, clip := range clips {
		out = append(append(out, noise[:rate]...), clip...)
	}
	return append(out, noise[:rate]...)
}

// spoken adds up speech.
func spoken(events []vad.Event) (total time.Duration, segments int) {
	var from time.Duration
	for _, e := range events {
		switch e.Kind {
		case vad.Started:
			from = e.At
		case vad.Ended:
			total, segments = total+e.At-from, segments+1
		}
	}
	return total, segments
}

func TestSpeechIsFound(t *testing.T) {
	t.Parallel()
	m, people := model(t), recordings(t)
	quiet := pcm16(pink(rate, 1, 5), 6)
	for name, clip := range people {
		events, _ := segments(m, apart(quiet, clip))
		length := time.Duration(len(clip)) * time.Second / rate
		total, n := spoken(events)
		if n == 0 || total < length/2 || total > length+300*time.Millisecond {
			t.Errorf("%s: %v of speech in %d segments, the clip has %v: %v", name, total, n, length, events)
		}
		first := slices.IndexFunc(events, func(e vad.Event) bool { return e.Kind == vad.Started })
		if first < 1 || events[0].Kind != vad.Onset || events[first].At < 950*time.Millisecond || events[first].At > 1600*time.Millisecond {
			t.Errorf("%s: speech from the first second on, got %v", name, events)
		}
		if end := events[len(events)-1]; end.Kind != vad.Ended && end.Kind != vad.Dismissed {
			t.Errorf("%s: the last event is %v", name, end)
		}
	}
}

func TestSpeechIsFoundInNoise(t *testing.T) {
	t.Parallel()
	m, people := model(t), recordings(t)
	for name, clip := range people {
		alone := apart(make([]int16, rate), clip)
		clean, _ := segments(m, alone)
		want, _ := spoken(clean)
		for seed, kind := range []string{"pink", "clanks"} {
			noise := pink(len(alone), 1, 6)
			if kind == "clanks" {
				noise = clanks(len(alone), uint64(seed))
			}
			noisy := mix(alone, noise, 10)
			events, _ := segments(m, noisy)
			if got, n := spoken(events); n == 0 || got < want*3/5 || got > want*7/5 {
				t.Errorf("%s in %s at 10 dB: %v of speech, %v without it: %v", name, kind, got, want, events)
			}
		}
	}
}

func TestNoiseIsNoSpeech(t *testing.T) {
	t.Parallel()
	m := model(t)
	for _, loud := range []float64{30, 300, 3000} {
		noises := map[string][]int16{
			"pink":   pcm16(pink(10*rate, 1, 11), loud),
			"tone":   pcm16(tone(10*rate, 440), loud),
			"clanks": pcm16(clanks(20*rate, 12), 3*loud),
			"louder": append(pcm16(pink(10*rate, 1, 11), loud/20), pcm16(pink(10*rate, 1, 14), loud)...),
		}
		for name, pcm := range noises {
			if events, _ := segments(m, pcm); slices.ContainsFunc(events, func(e vad.Event) bool { return e.Kind == vad.Started }) {
				t.Errorf("%s at %v: %v", name, loud, events)
			}
		}
	}
}

// TestGateSparesTheNetwork wants the network to rest in a steady room, and the same speech to be found with it.
func TestGateSparesTheNetwork(t *testing.T) {
	t.Parallel()
	m, people := model(t), recordings(t)
	for _, loud := range []float64{5, 200, 1000} {
		room := pcm16(pink(20*rate, 1, 13), loud)
		if _, share := segments(m, room); share > 0.15 {
			t.Errorf("the network hears %.0f %% of a room at %v", 100*share, loud)
		}
	}
	if _, share := segments(m, people["leisure"]); share < 0.7 {
		t.Errorf("the network hears only %.0f %% of somebody who reads", 100*share)
	}
}

func TestShortSoundIsDismissed(t *testing.T) {
	t.Parallel()
	m, clip := model(t), recordings(t)["goforward"]
	full, _ := segments(m, apart(make([]int16, rate), clip))
	from := int(full[0].At*rate/time.Second) - rate
	// 70 ms of a word.
	events, _ := segments(m, apart(make([]int16, rate), clip[from+1000:from+2120]))
	for _, e := range events {
		if e.Kind == vad.Started {
			t.Errorf("70 ms of sound are speech: %v", events)
		}
	}
}

func TestRecentIsWhatWasWrittenLast(t *testing.T) {
	t.Parallel()
	s := vad.NewSegmenter(model(t), vad.DefaultOptions())
	var all []int16
	for i := range 160 {
		chunk := make([]int16, 1+i*7%333)
		for j := range chunk {
			chunk[j] = int16(len(all) + j)
		}
		all = append(all, chunk...)
		s.Write(chunk, nil)
		for _, d := range []time.Duration{0, 5 * time.Millisecond, 200 * time.Millisecond, 480 * time.Millisecond} {
			n := min(int(d*rate/time.Second), len(all))
			if got := s.Recent(nil, d); !slices.Equal(got, all[len(all)-n:]) {
				t.Fatalf("after %d samples, the last %v: %d samples, want %d", len(all), d, len(got), n)
			}
		}
	}
	if got, want := s.Heard(), time.Duration(len(all))*time.Second/rate; got != want {
		t.Errorf("heard %v, want %v", got, want)
	}
}

func TestSegmenterAllocatesNothing(t *testing.T) {
	m, clip := model(t), recordings(t)["leisure"]
	s, events := vad.NewSegmenter(m, vad.DefaultOptions()), make([]vad.Event, 0, 1000)
	at := 0
	if n := testing.AllocsPerRun(200, func() {
		events = s.Write(clip[at:at+320], events[:0])
		at = (at + 320) % (len(clip) - 320)
	}); n != 0 {
		t.Errorf("%v allocations for 20 ms", n)
	}
}

// BenchmarkSegmenter takes 20 ms at a time: of somebody who reads, and of a room.
func BenchmarkSegmenter(b *testing.B) {
	m := model(b)
	for name, clip := range map[string][]int16{"speech": recordings(b)["leisure"], "room": pcm16(pink(20*rate, 1, 13), 200)} {
		b.Run(fmt.Sprint(name), func(b *testing.B) {
			s, events, at := vad.NewSegmenter(m, vad.DefaultOptions()), []vad.Event(nil), 0
			for b.Loop() {
				events = s.Write(clip[at:at+320], events[:0])
				at = (at + 320) % (len(clip) - 320)
			}
		})
	}
}
