package audio_test

import (
	"math"
	"testing"

	"spotter/internal/voice/audio"
)

func sine(f float64, rate, n int) []int16 {
	out := make([]int16, n)
	for i := range out {
		out[i] = int16(math.Round(10000 * math.Sin(2*math.Pi*f*float64(i)/float64(rate))))
	}
	return out
}

func TestResampleKeepsTones(t *testing.T) {
	t.Parallel()
	for _, to := range []int{24000, 8000, 48000, 22050} {
		got, want := audio.Resample(sine(1000, 16000, 16000), 16000, to), sine(1000, to, to)
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
	out := audio.Resample(sine(6000, 16000, 16000), 16000, 8000)
	for _, s := range out[800:7200] {
		power += float64(s) * float64(s)
	}
	if rms := math.Sqrt(power / 6400); rms > 10 {
		t.Errorf("6 kHz at 8000 samples a second leaves %.1f of 7071", rms)
	}
}
