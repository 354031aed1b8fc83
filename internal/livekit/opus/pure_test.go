package opus

import (
	"testing"
	"time"
)

func TestDuration(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		packet []byte
		want   time.Duration
	}{
		"SILK, 20 ms":            {[]byte{1 << 3}, 20 * time.Millisecond},
		"SILK, 60 ms":            {[]byte{3 << 3}, 60 * time.Millisecond},
		"hybrid, 10 ms":          {[]byte{12 << 3}, 10 * time.Millisecond},
		"CELT, 2.5 ms":           {[]byte{16 << 3}, 2500 * time.Microsecond},
		"CELT, 20 ms twice":      {[]byte{31<<3 | 1}, 40 * time.Millisecond},
		"three by a count":       {[]byte{31<<3 | 3, 3}, 60 * time.Millisecond},
		"longer than may be":     {[]byte{31<<3 | 3, 7}, 0},
		"a count that is absent": {[]byte{31<<3 | 3}, 0},
		"nothing":                {nil, 0},
	}
	for name, tt := range tests {
		if got := Duration(tt.packet); got != tt.want {
			t.Errorf("%s: got %s, want %s", name, got, tt.want)
		}
	}
}

// FuzzPure gives the decoder in Go anything: it may refuse, and must not end the process.
func FuzzPure(f *testing.F) {
	for _, seed := range []string{"\x08", "\xfc\xff\xfe", "\x7b\x83\x00\x01", "\xff\xff\xff\xff"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, packet []byte) {
		d, err := newPure(16000)
		if err != nil {
			t.Fatal(err)
		}
		out := make([]int16, 1920)
		if n, err := d.Decode(packet, out); err == nil && n > len(out) {
			t.Errorf("%d samples in room for %d", n, len(out))
		}
		if err := d.Conceal(out[:320]); err != nil {
			t.Error(err)
		}
	})
}
