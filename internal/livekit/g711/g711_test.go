package g711_test

import (
	"testing"

	"spotter/internal/livekit/g711"
)

// TestTable holds the ends of the segments against ITU-T G.711's table 2a.
func TestTable(t *testing.T) {
	t.Parallel()
	for sample, want := range map[int16]byte{
		0: 0xff, 32635: 0x80, 32767: 0x80, -32768: 0x00, -8: 0x7e, 8: 0xfe, 31 << 2: 0xef, -32635: 0x00,
	} {
		var got [1]byte
		if g711.Encode([]int16{sample}, got[:]); got[0] != want {
			t.Errorf("%d: got %#x, want %#x", sample, got[0], want)
		}
	}
}

// TestRoundTrip wants every sample back within its segment's step, and every byte but the second zero back whole.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	var b [1]byte
	var s [1]int16
	for v := -32635; v <= 32635; v++ {
		g711.Encode([]int16{int16(v)}, b[:])
		g711.Decode(b[:], s[:])
		if off := max(v, -v); max(int(s[0])-v, v-int(s[0])) > off/16+8 {
			t.Fatalf("%d comes back as %d", v, s[0])
		}
	}
	for c := range 256 {
		g711.Decode([]byte{byte(c)}, s[:])
		if g711.Encode(s[:], b[:]); int(b[0]) != c && c != 0x7f {
			t.Errorf("%#x comes back as %#x", c, b[0])
		}
	}
}
