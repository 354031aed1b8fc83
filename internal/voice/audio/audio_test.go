package audio_test

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"testing"

	"spotter/internal/voice/audio"
)

func tone(hz float64, rate, n int) []int16 {
	out := make([]int16, n)
	for i := range out {
		out[i] = int16(10000 * math.Sin(2*math.Pi*hz*float64(i)/float64(rate)))
	}
	return out
}

func TestPCMInPieces(t *testing.T) {
	t.Parallel()
	want := tone(300, 16000, 100)
	var c audio.Cutter
	var got []int16
	for piece := range slices.Chunk(audio.Bytes(want), 3) {
		got = append(got, c.Samples(piece)...)
	}
	if !slices.Equal(got, want) {
		t.Error("samples that are cut in halves are not put together")
	}
}

func TestWAV(t *testing.T) {
	t.Parallel()
	samples := tone(300, 24000, 50)
	file := audio.WAV(samples, 24000)
	begin, rate, err := audio.Header(file)
	if err != nil || rate != 24000 || !bytes.Equal(file[begin:], audio.Bytes(samples)) {
		t.Errorf("%d %d %v", begin, rate, err)
	}
	for n := range begin {
		if _, _, err := audio.Header(file[:n]); !errors.Is(err, audio.ErrShort) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
	stereo := bytes.Clone(file)
	stereo[22] = 2
	if _, _, err := audio.Header(stereo); err == nil || errors.Is(err, audio.ErrShort) {
		t.Errorf("stereo: %v", err)
	}
}

// A tone below both Nyquist frequencies comes out as it went in, whatever the pieces.
func TestResampler(t *testing.T) {
	t.Parallel()
	for _, rates := range [][2]int{{16000, 24000}, {24000, 16000}, {24000, 8000}, {22050, 24000}, {16000, 16000}} {
		from, to := rates[0], rates[1]
		r := audio.NewResampler(from, to)
		var got []int16
		for piece := range slices.Chunk(tone(700, from, from), 113) {
			got = append(got, r.Add(piece)...)
		}
		got = append(got, r.Rest()...)
		if len(got) < to-1 || len(got) > to+1 {
			t.Errorf("%d to %d: %d samples of a second", from, to, len(got))
			continue
		}
		want, worst := tone(700, to, to), 0.0
		for i := to / 10; i < to*9/10; i++ {
			worst = math.Max(worst, math.Abs(float64(got[i])-float64(want[i])))
		}
		if worst > 150 { // of 10000: 36 dB
			t.Errorf("%d to %d: off by %.0f", from, to, worst)
		}
	}
	// What lies above the lower Nyquist frequency must not come back as another tone.
	r := audio.NewResampler(24000, 8000)
	if got := audio.Loudness(r.Add(tone(7000, 24000, 24000))); got > 300 {
		t.Errorf("an alias as loud as %.0f of 7071", got)
	}
}
