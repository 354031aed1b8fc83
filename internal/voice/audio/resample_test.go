package audio_test

import (
	"math"
	"testing"

	"spotter/internal/voice/audio"
)

func TestResampleKeepsTones(t *testing.T) {
	t.Parallel()
	for _, to := range []int{24000, 8000, 48000, 22050} {
		got, want := audio.Resample(tone(1000, 16000, 16000), 16000, to), tone(1000, to, to)
		if len(got) != len(want) {
			t.Fatalf("to %d: %d samples", to, len(got))
		}
		for i := to / 10; i < to*9/10; i++ {
			if d := math.Abs(float64(got[i]) - float64(want[i])); d > 20 {
				t.Fatalf("to %d: sample %d is %d, want %d", to, i, got[i], want[i])
			}
		}
	}
}

func TestResampleRemovesWhatWouldFoldBack(t *testing.T) {
	t.Parallel()
	var power float64
	out := audio.Resample(tone(6000, 16000, 16000), 16000, 8000)
	for _, s := range out[800:7200] {
		power += float64(s) * float64(s)
	}
	if rms := math.Sqrt(power / 6400); rms > 10 {
		t.Errorf("6 kHz at 8000 samples a second leaves %.1f of 7071", rms)
	}
}
