package turn_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"spotter/internal/voice/turn"
)

// Whatever comes in whatever order, the machine keeps its promises.
func TestPromises(t *testing.T) {
	t.Parallel()
	texts := []string{"", "uh-huh", "stop", "wait", "no", "no nine", "what is next"}
	rapid.Check(t, func(t *rapid.T) {
		m, s := machine(), turn.State{}
		at, dead := time.Duration(0), time.Duration(0)
		step := func(in turn.Input) {
			before := s
			var out []turn.Command
			s, out = m.Step(s, in)
			for _, c := range out {
				switch c.Act {
				case turn.Send:
					if c.Text == "" && !c.Typed {
						t.Fatal("an empty turn was sent")
					}
				case turn.Duck, turn.Pause, turn.Resume:
					if !before.Sounding && !s.Sounding {
						t.Fatalf("the volume of nothing: %s", inWords(out))
					}
				case turn.Say:
					dead = in.At
				case turn.Cancel:
					if in.Kind == turn.Onset || in.Kind == turn.SpeechStart || in.Kind == turn.Dismissed || in.Kind == turn.Tick && !s.Left {
						t.Fatalf("sound without words cancelled: %+v", in)
					}
				}
			}
			if s.Sounding || s.Mouth == turn.Idle || s.Ear == turn.Talking || !s.Present || before.Mouth == turn.Idle || before.Sounding || before.Ear == turn.Talking {
				dead = in.At
			}
			if in.At-dead > 8*time.Second {
				t.Fatalf("dead air since %v at %v: %+v", dead, in.At, s)
			}
			if s.Floor != turn.Full && !s.Sounding && s.Ear == turn.Quiet {
				t.Fatalf("quieter for nobody: %+v", s)
			}
		}
		step(turn.Input{Kind: turn.Here})
		for range rapid.IntRange(1, 60).Draw(t, "inputs") {
			at += time.Duration(rapid.IntRange(0, 4000).Draw(t, "ms")) * time.Millisecond
			for n := 0; m.Next(s) < at; n++ {
				if n > 50 {
					t.Fatalf("ticks without end: %+v", s)
				}
				step(turn.Input{Kind: turn.Tick, At: m.Next(s)})
			}
			kind := turn.Kind(rapid.IntRange(int(turn.Tick), int(turn.Gone)).Draw(t, "kind"))
			step(turn.Input{Kind: kind, At: at, Text: rapid.SampledFrom(texts).Draw(t, "text"), Activity: turn.Activity(rapid.IntRange(0, 2).Draw(t, "activity"))})
		}
	})
}
