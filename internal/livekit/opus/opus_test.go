//go:build cgo && !nolibopus

package opus

import (
	"math"
	"testing"
	"time"
)

const rate = 16000

// voiced is something like a voice: harmonics of a gliding pitch, in syllables.
func voiced(rate, frames int) []int16 {
	out := make([]int16, frames*rate/50)
	phase := 0.0
	for i := range out {
		at := float64(i) / float64(rate)
		phase += 2 * math.Pi * (140 + 30*math.Sin(2*math.Pi*0.7*at)) / float64(rate)
		v := 0.0
		for k := 1; k <= 12; k++ {
			v += math.Sin(float64(k)*phase) / float64(k)
		}
		out[i] = int16(5000 * v * (0.55 + 0.45*math.Sin(2*math.Pi*4*at)))
	}
	return out
}

func encoded(t *testing.T, o EncoderOptions, pcm []int16) [][]byte {
	t.Helper()
	e, err := NewEncoder(o)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	var packets [][]byte
	n := o.withDefaults().Rate / 50
	for len(pcm) >= n {
		buffer := make([]byte, MaxPacket)
		length, err := e.Encode(pcm[:n], buffer)
		if err != nil {
			t.Fatal(err)
		}
		packets, pcm = append(packets, buffer[:length]), pcm[n:]
	}
	return packets
}

func decoded(t *testing.T, d Decoder, packets [][]byte) []int16 {
	t.Helper()
	defer d.Close()
	var out []int16
	buffer := make([]int16, 120*rate/1000)
	for _, p := range packets {
		n, err := d.Decode(p, buffer)
		if err != nil {
			t.Fatal(err)
		}
		if want := int(Duration(p) * rate / time.Second); n != want {
			t.Fatalf("%d samples of a packet whose first bytes say %d", n, want)
		}
		out = append(out, buffer[:n]...)
	}
	return out
}

// snr is how far b is below a's sound, in dB.
func snr(a, b []int16) float64 {
	var signal, noise float64
	for i := range a {
		d := float64(a[i]) - float64(b[i])
		signal, noise = signal+float64(a[i])*float64(a[i]), noise+d*d
	}
	return 10 * math.Log10(signal/(noise+1))
}

func TestDecodersAgree(t *testing.T) {
	t.Parallel()
	for _, bitrate := range []int{12000, 24000, 64000} {
		packets := encoded(t, EncoderOptions{Bitrate: bitrate}, voiced(24000, 100))
		c, err := NewDecoder(rate)
		if err != nil {
			t.Fatal(err)
		}
		g, err := newPure(rate)
		if err != nil {
			t.Fatal(err)
		}
		a, b := decoded(t, c, packets), decoded(t, g, packets)
		if len(a) != len(b) {
			t.Fatalf("%d and %d samples", len(a), len(b))
		}
		if got := snr(a, b); got < 35 {
			t.Errorf("at %d bit/s the decoders differ: SNR %.1f dB", bitrate, got)
		}
	}
}

// TestRedundancyBeatsGuessing loses every fifth packet.
func TestRedundancyBeatsGuessing(t *testing.T) {
	t.Parallel()
	packets := encoded(t, EncoderOptions{Bitrate: 24000, Loss: 20}, voiced(24000, 200))
	whole, _ := NewDecoder(rate)
	want := decoded(t, whole, packets)
	lossy := func(redundancy bool) float64 {
		d, err := NewDecoder(rate)
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		out := make([]int16, 0, len(want))
		buffer := make([]int16, rate/50)
		for i, p := range packets {
			switch {
			case i%5 != 3:
				_, err = d.Decode(p, buffer)
			case redundancy:
				err = d.Recover(packets[i+1], buffer)
			default:
				err = d.Conceal(buffer)
			}
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, buffer...)
		}
		return snr(want, out)
	}
	guess, fec := lossy(false), lossy(true)
	if fec < guess+3 {
		t.Errorf("with redundancy %.1f dB, by guessing %.1f dB", fec, guess)
	}
	t.Logf("with redundancy %.1f dB, by guessing %.1f dB", fec, guess)
}

func TestSilenceIsShortWithDTX(t *testing.T) {
	t.Parallel()
	short := func(dtx bool) int {
		n := 0
		for _, p := range encoded(t, EncoderOptions{DTX: dtx}, make([]int16, 480*100)) {
			if len(p) <= 2 {
				n++
			}
		}
		return n
	}
	if with, without := short(true), short(false); with < 50 || without > 0 {
		t.Errorf("%d packets say nothing with DTX, %d without", with, without)
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	e, err := NewEncoder(EncoderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Encode(make([]int16, 479), make([]byte, 100)); err == nil {
		t.Error("a frame of a wrong length is encoded")
	}
	e.Close()
	e.Close()
	if _, err := e.Encode(make([]int16, 480), make([]byte, 100)); err == nil {
		t.Error("a closed encoder encodes")
	}
	if _, err := NewEncoder(EncoderOptions{Rate: 44100}); err == nil {
		t.Error("there is no Opus at 44100")
	}
}
