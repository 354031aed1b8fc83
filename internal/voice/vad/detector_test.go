package vad_test

import (
	"encoding/json"
	"flag"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"unsafe"

	"spotter/internal/voice/vad"
)

// The linter's rule against globals does not hold for a test's flags.
var clipsDir = flag.String("clips", "", "write the clips of the tests to this directory, for testdata/oracle.mjs")

func model(t testing.TB) *vad.Model {
	t.Helper()
	m, err := vad.New()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// probabilities are what a new detector says of a clip, frame by frame.
func probabilities(m *vad.Model, pcm []int16) []float64 {
	d := vad.NewDetector(m)
	var out []float64
	for frame := range slices.Chunk(pcm, vad.FrameSize) {
		if len(frame) == vad.FrameSize {
			out = append(out, float64(d.Hear((*[vad.FrameSize]int16)(frame))))
		}
	}
	return out
}

// TestNetworkIsTheSameAsInONNXRuntime holds every frame of every clip against what ONNX Runtime 1.30.0 said of it.
func TestNetworkIsTheSameAsInONNXRuntime(t *testing.T) {
	t.Parallel()
	heard := clips(t)
	if *clipsDir != "" {
		writeClips(t, heard)
	}
	raw, err := os.ReadFile("testdata/onnxruntime.json")
	if err != nil {
		t.Fatal(err)
	}
	var want map[string][]float64
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	m, worst, speech, frames := model(t), 0.0, 0, 0
	for name, pcm := range heard {
		got := probabilities(m, pcm)
		if len(got) != len(want[name]) {
			t.Errorf("%s: %d frames, ONNX Runtime has %d", name, len(got), len(want[name]))
			continue
		}
		for i, p := range got {
			frames++
			if p > 0.5 {
				speech++
			}
			diff := math.Abs(p - want[name][i])
			worst = max(worst, diff)
			if diff > 1e-4 {
				t.Errorf("%s, frame %d: %.6f, ONNX Runtime says %.6f", name, i, p, want[name][i])
				break
			}
		}
	}
	if speech < frames/5 {
		t.Errorf("only %d of %d frames are speech", speech, frames)
	}
	t.Logf("%d frames, of them %d speech; the largest difference is %.1e", frames, speech, worst)
}

func writeClips(t *testing.T, clips map[string][]int16) {
	t.Helper()
	for name, pcm := range clips {
		raw := make([]byte, 0, 2*len(pcm))
		for _, s := range pcm {
			raw = append(raw, byte(s), byte(s>>8))
		}
		if err := os.WriteFile(filepath.Join(*clipsDir, name+".raw"), raw, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDetectorForgets(t *testing.T) {
	t.Parallel()
	m, clip := model(t), recordings(t)["amiable"]
	d := vad.NewDetector(m)
	frame := func(i int) *[vad.FrameSize]int16 { return (*[vad.FrameSize]int16)(clip[i*vad.FrameSize:]) }
	first := d.Hear(frame(0))
	for i := range 40 {
		d.Hear(frame(i))
	}
	if again := d.Hear(frame(0)); again == first {
		t.Error("what came before makes no difference")
	}
	d.Reset()
	if again := d.Hear(frame(0)); again != first {
		t.Errorf("after Reset %v, at first %v", again, first)
	}
}

func TestDetectorIsSmallAndAllocatesNothing(t *testing.T) {
	m, clip := model(t), recordings(t)["amiable"]
	d := vad.NewDetector(m)
	if n := testing.AllocsPerRun(50, func() { d.Hear((*[vad.FrameSize]int16)(clip)) }); n != 0 {
		t.Errorf("%v allocations a frame", n)
	}
	if size := unsafe.Sizeof(*d); size > 16<<10 {
		t.Errorf("a detector has %d bytes", size)
	}
}

func BenchmarkDetector(b *testing.B) {
	m, clip := model(b), recordings(b)["leisure"]
	d := vad.NewDetector(m)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		at := i % (len(clip) / vad.FrameSize) * vad.FrameSize
		d.Hear((*[vad.FrameSize]int16)(clip[at:]))
	}
}
