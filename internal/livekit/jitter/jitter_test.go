package jitter_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"spotter/internal/livekit/jitter"
)

var start = time.Date(2026, 3, 2, 7, 0, 0, 0, time.UTC)

func at(ms int) time.Time { return start.Add(time.Duration(ms) * time.Millisecond) }

func packet(sequence uint16, ms int) jitter.Packet {
	return jitter.Packet{Sequence: sequence, Timestamp: uint32(sequence) * 960, Payload: []byte{byte(sequence), byte(sequence >> 8)}, Arrived: at(ms)}
}

// drain gives the sequence numbers that are due: lost ones negative, less one so that 0 can be lost.
func drain(b *jitter.Buffer, ms int) []int {
	var out []int
	for {
		item, ok := b.Next(at(ms))
		switch {
		case !ok:
			return out
		case item.Lost:
			out = append(out, -int(item.Sequence)-1)
		default:
			out = append(out, int(item.Sequence))
		}
	}
}

func TestOrder(t *testing.T) {
	t.Parallel()
	type push struct {
		sequence uint16
		ms       int
	}
	tests := map[string]struct {
		pushes []push
		then   int // milliseconds, when all is drained at the end
		want   []int
	}{
		"in order nothing waits":              {[]push{{10, 0}, {11, 20}, {12, 40}}, 40, []int{10, 11, 12}},
		"swapped":                             {[]push{{10, 0}, {12, 20}, {11, 25}}, 25, []int{10, 11, 12}},
		"lost after the wait":                 {[]push{{10, 0}, {12, 20}}, 70, []int{10, -12, 12}},
		"still waiting":                       {[]push{{10, 0}, {12, 20}}, 69, []int{10}},
		"twice":                               {[]push{{10, 0}, {10, 1}, {11, 20}, {11, 21}}, 40, []int{10, 11}},
		"twice while waiting":                 {[]push{{10, 0}, {12, 20}, {12, 21}, {11, 22}}, 40, []int{10, 11, 12}},
		"too late":                            {[]push{{10, 0}, {12, 20}, {13, 71}, {11, 72}}, 80, []int{10, -12, 12, 13}},
		"around the end of the numbers":       {[]push{{65534, 0}, {65535, 20}, {1, 40}, {0, 45}}, 45, []int{65534, 65535, 0, 1}},
		"a leap forward tells the last ones":  {[]push{{10, 0}, {500, 20}}, 70, []int{10, -491, -492, -493, -494, -495, -496, -497, -498, -499, -500, 500}},
		"a leap back is a new start":          {[]push{{30000, 0}, {10, 20}, {11, 40}}, 40, []int{30000, 10, 11}},
		"a second gap waits for itself":       {[]push{{10, 0}, {12, 20}, {14, 40}}, 75, []int{10, -12, 12}},
		"before the first packet is too late": {[]push{{10, 0}, {9, 1}, {11, 20}}, 20, []int{10, 11}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := jitter.New(jitter.DefaultOptions())
			var got []int
			for _, p := range tt.pushes {
				got = append(got, drain(b, p.ms)...)
				b.Push(packet(p.sequence, p.ms))
				got = append(got, drain(b, p.ms)...)
			}
			if got = append(got, drain(b, tt.then)...); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestRedundancyIsOfTheNextPacketOnly(t *testing.T) {
	t.Parallel()
	b := jitter.New(jitter.DefaultOptions())
	for _, p := range []jitter.Packet{packet(1, 0), packet(4, 20)} {
		b.Push(p)
	}
	b.Next(at(0))
	first, _ := b.Next(at(100))
	second, _ := b.Next(at(100))
	if !first.Lost || first.After != nil || !second.Lost || !slices.Equal(second.After, []byte{4, 0}) {
		t.Errorf("got %+v and %+v: only the last lost packet has one after it", first, second)
	}
}

func TestTooManyHeldIsLost(t *testing.T) {
	t.Parallel()
	o := jitter.DefaultOptions()
	b := jitter.New(o)
	b.Push(packet(1, 0))
	for i := range o.Held + 1 {
		b.Push(packet(uint16(3+i), 1))
	}
	if got := drain(b, 1); len(got) != o.Held+3 || got[1] != -3 {
		t.Errorf("got %v: with more than %d held, 2 should be lost at once", got, o.Held)
	}
}

type sent struct {
	sequence uint16
	arrives  int // milliseconds
}

// network draws what loss, delay, reordering and duplication make of a stream of packets every 20 ms.
func network(t *rapid.T) []sent {
	first := rapid.Uint16().Draw(t, "first")
	n := rapid.IntRange(1, 60).Draw(t, "packets")
	loss := rapid.IntRange(0, 40).Draw(t, "loss in percent")
	spread := rapid.IntRange(0, 120).Draw(t, "delay up to")
	var out []sent
	for i := range n {
		if i > 0 && rapid.IntRange(0, 99).Draw(t, "fate") < loss {
			continue
		}
		for range rapid.SampledFrom([]int{1, 1, 1, 1, 2}).Draw(t, "copies") {
			delay := 0
			if i > 0 { // the first is there first, so that the stream has one start
				delay = rapid.IntRange(0, spread).Draw(t, "delay")
			}
			out = append(out, sent{first + uint16(i), 20*i + delay})
		}
	}
	slices.SortStableFunc(out, func(a, b sent) int { return a.arrives - b.arrives })
	return out
}

// TestAnyNetwork plays drawn networks on virtual time, millisecond by millisecond as a session would: woken by packets
// and by deadlines.
func TestAnyNetwork(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		o := jitter.Options{Wait: 50 * time.Millisecond, Held: 100, Conceal: 100}
		b, arrived := jitter.New(o), map[uint16]int{}
		packets := network(t)
		next := packets[0].sequence
		out := 0
		take := func(ms int) {
			for {
				item, ok := b.Next(at(ms))
				if !ok {
					return
				}
				if item.Sequence != next {
					t.Fatalf("at %d ms came %d, and %d was due", ms, item.Sequence, next)
				}
				next++
				out++
				came, there := arrived[item.Sequence]
				switch {
				case item.Lost && there && came <= ms:
					t.Fatalf("%d came at %d ms and is called lost at %d ms", item.Sequence, came, ms)
				case !item.Lost && !slices.Equal(item.Payload, packet(item.Sequence, 0).Payload):
					t.Fatalf("%d has the payload of another", item.Sequence)
				case !item.Lost && ms-came > 50:
					t.Fatalf("%d waited for %d ms", item.Sequence, ms-came)
				}
			}
		}
		end := packets[len(packets)-1].arrives + 60
		for ms, i := 0, 0; ms <= end; ms++ {
			for ; i < len(packets) && packets[i].arrives == ms; i++ {
				s := packets[i].sequence
				inOrder := s == next && b.Stats().Received > 0
				if _, again := arrived[s]; !again {
					arrived[s] = ms
				}
				b.Push(packet(s, ms))
				before := next
				take(ms)
				if inOrder && next == before {
					t.Fatalf("%d was due at %d ms, and was held", s, ms)
				}
			}
			if until, waiting := b.Deadline(); waiting && !at(ms).Before(until) {
				take(ms)
			}
		}
		if _, waiting := b.Deadline(); waiting {
			t.Fatal("something still waits at the end")
		}
		if s := b.Stats(); s.Received != s.Late+s.Duplicate+uint64(out)-s.Lost {
			t.Fatalf("%+v do not add up to %d out", s, out)
		}
	})
}
