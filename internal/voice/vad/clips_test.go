package vad_test

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// rate is what the clips were recorded at.
const rate = 16000

// recordings are people (testdata/README.md says who), as 16-bit samples by name.
func recordings(t testing.TB) map[string][]int16 {
	t.Helper()
	files, err := filepath.Glob("testdata/*.raw")
	if err != nil || len(files) < 8 {
		t.Fatalf("%d recordings, %v", len(files), err)
	}
	out := map[string][]int16{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pcm := make([]int16, len(raw)/2)
		for i := range pcm {
			pcm[i] = int16(binary.LittleEndian.Uint16(raw[2*i:]))
		}
		out[strings.TrimSuffix(filepath.Base(file), ".raw")] = pcm
	}
	return out
}

// clips are the recordings, the same in noise, and noises alone.
func clips(t testing.TB) map[string][]int16 {
	t.Helper()
	out := recordings(t)
	for _, name := range []string{"leisure", "numbers", "cards"} {
		out[name+"-10dB"] = mix(out[name], pink(len(out[name]), 1, 1), 10)
	}
	out["amiable-clanks"] = mix(out["amiable"], clanks(len(out["amiable"]), 2), 5)
	out["clanks"] = pcm16(clanks(10*rate, 3), 8000)
	out["pink"] = pcm16(pink(5*rate, 1, 4), 1500)
	out["tone"] = pcm16(tone(5*rate, 440), 6000)
	out["silence"] = make([]int16, 2*rate)
	return out
}

// pink is noise whose power falls with the frequency, of standard deviation sigma.
func pink(n int, sigma float64, seed uint64) []float64 {
	r := rand.New(rand.NewPCG(seed, 7))
	out := make([]float64, n)
	var a, b, c float64
	for i := range out {
		white := r.NormFloat64()
		a = 0.99765*a + 0.0990460*white
		b = 0.96300*b + 0.2965164*white
		c = 0.57000*c + 1.0526913*white
		out[i] = a + b + c + 0.1848*white
	}
	return scale(out, sigma)
}

// clanks are plates that meet: every half second or so, some inharmonic tones that die within 60 ms.
func clanks(n int, seed uint64) []float64 {
	r := rand.New(rand.NewPCG(seed, 9))
	out := make([]float64, n)
	for at := rate / 2; at < n; at += rate/3 + r.IntN(rate/2) {
		for range 6 {
			f, loud, decay := 900+4500*r.Float64(), 0.3+r.Float64(), 0.008+0.02*r.Float64()
			for i := at; i < n && i < at+rate/5; i++ {
				x := float64(i-at) / rate
				out[i] += loud * math.Exp(-x/decay) * math.Sin(2*math.Pi*f*x)
			}
		}
	}
	return out
}

func tone(n int, f float64) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = math.Sin(2 * math.Pi * f * float64(i) / rate)
	}
	return out
}

// mix adds noise to speech so that the powers differ by snr dB over the whole clip.
func mix(speech []int16, noise []float64, snr float64) []int16 {
	var power float64
	for _, s := range speech {
		power += float64(s) * float64(s)
	}
	noise = scale(noise, math.Sqrt(power/float64(len(speech)))/math.Pow(10, snr/20))
	out := make([]int16, len(speech))
	for i, s := range speech {
		out[i] = clip(float64(s) + noise[i])
	}
	return out
}

// scale gives x the root mean square rms.
func scale(x []float64, rms float64) []float64 {
	var power float64
	for _, v := range x {
		power += v * v
	}
	k := rms / math.Sqrt(power/float64(len(x)))
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = v * k
	}
	return out
}

func pcm16(x []float64, gain float64) []int16 {
	out := make([]int16, len(x))
	for i, v := range x {
		out[i] = clip(v * gain)
	}
	return out
}

func clip(x float64) int16 { return int16(math.Round(max(-32768, min(32767, x)))) }
