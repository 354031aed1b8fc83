package redis

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPresence(t *testing.T) {
	t.Parallel()
	type count struct {
		at     time.Duration
		others bool
	}
	ms := time.Millisecond
	tests := []struct {
		name   string
		counts []count
		now    time.Duration
		want   bool
	}{
		{"nothing counted", nil, 2000 * ms, false},
		{"not long enough", []count{{1000 * ms, false}, {1250 * ms, false}, {1500 * ms, false}}, 1600 * ms, false},
		{"long enough", []count{{1000 * ms, false}, {1250 * ms, false}, {1500 * ms, false}, {1750 * ms, false}}, 1800 * ms, true},
		{"too long ago", []count{{1000 * ms, false}, {1400 * ms, false}, {1800 * ms, false}}, 2400 * ms, false},
		{"a hole in between", []count{{1000 * ms, false}, {1600 * ms, false}, {2000 * ms, false}}, 2000 * ms, false},
		{"another was there", []count{{1000 * ms, false}, {1300 * ms, true}, {1600 * ms, false}, {1900 * ms, false}}, 1900 * ms, false},
		{"another has come", []count{{1000 * ms, false}, {1500 * ms, false}, {2000 * ms, true}}, 2000 * ms, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var p presence
			for _, c := range tt.counts {
				p.count(c.others, c.at, c.at+ms)
			}
			if got := p.alone(tt.now); got != tt.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

// TestAloneWaitsForNobody: a single instance pays nothing, two pay the window.
func TestAloneWaitsForNobody(t *testing.T) {
	t.Parallel()
	server := startRedis(t)
	db := newDatabase(0)
	a := openReady(t, server.url(), db)
	eventually(t, "it is alone", func() bool { return a.session.Load().presence.alone(a.clock()) })
	b := openReady(t, server.url(), db)
	nearReady(t, b)
	if a.session.Load().presence.alone(a.clock()) {
		t.Error("it believes itself alone when another reads near")
	}
	b.Close()
	eventually(t, "it is alone again", func() bool { return a.session.Load().presence.alone(a.clock()) })
}

func TestFrame(t *testing.T) {
	t.Parallel()
	for _, value := range []string{"", "x", strings.Repeat("profile", 1000)} {
		frame := pack("key", []byte(value), -7)
		got, version, ok := unpack("key", frame)
		if d := cmp.Diff(value, string(got)); !ok || version != -7 || d != "" {
			t.Errorf("ok %v, version %d (-want +got):\n%s", ok, version, d)
		}
		if _, _, ok := unpack("other", frame); ok {
			t.Error("it was taken for another key's")
		}
		for i := range min(len(frame), 40) {
			spoilt := []byte(frame)
			spoilt[i] ^= 1
			if _, _, ok := unpack("key", string(spoilt)); ok {
				t.Errorf("byte %d was changed unnoticed", i)
			}
			if _, _, ok := unpack("key", frame[:i]); ok && i < len(frame) {
				t.Errorf("%d bytes were taken for a frame", i)
			}
		}
	}
	if !isLease(newLease()) || isLease(pack("k", make([]byte, 12), 1)) {
		t.Error("a lease is not told from a frame")
	}
}

func TestNearIsBounded(t *testing.T) {
	t.Parallel()
	n := newNear(time.Now)
	n.limit = 10 * (nearOverhead + 10)
	for i := range 100 {
		n.mu.Lock()
		name := string(rune('a' + i))
		e := nearEntry{value: make([]byte, 5)}
		n.size += e.cost()
		n.entries[name] = e
		n.shrink(name)
		n.mu.Unlock()
	}
	if len(n.entries) != 10 || n.size > n.limit {
		t.Errorf("%d entries, %d bytes", len(n.entries), n.size)
	}
	n.Flush()
	if len(n.entries) != 0 || n.size != 0 {
		t.Error("something is left")
	}
}
