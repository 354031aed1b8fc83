// Package jitter puts the packets of a stream in order. What comes in order goes out at once: nothing is held to
// smooth the pace. Only behind a missing packet do others wait, for a bounded time, after which it counts as lost.
//
// It has no clock: times are passed in.
package jitter

import (
	"slices"
	"time"
)

// Packet is one packet of a stream.
type Packet struct {
	Sequence  uint16 // as RTP counts
	Timestamp uint32 // as RTP counts
	Payload   []byte
	Arrived   time.Time
}

// Item is what comes out: a packet, or the word that one is lost.
type Item struct {
	Packet // of a lost one only Sequence holds
	Lost   bool
	// After is the payload of the packet that follows a lost one, for the redundancy in it. Empty when that one is lost too.
	After []byte
}

// Stats count what happened to a stream.
type Stats struct{ Received, Lost, Late, Duplicate, Skipped uint64 }

// Options bound a buffer.
type Options struct {
	Wait    time.Duration // a missing packet is waited for so long after the first one behind it
	Held    int           // at most so many packets wait; one more, and the missing one is lost
	Conceal int           // at most so many lost packets in a row are told; of a longer gap only the last ones
}

// DefaultOptions wait long enough for one retransmission over a good line, and no longer than listeners notice.
func DefaultOptions() Options { return Options{Wait: 50 * time.Millisecond, Held: 32, Conceal: 10} }

// Buffer orders one stream. It is for one goroutine.
type Buffer struct {
	options Options
	started bool
	next    int64 // the extended sequence number that is due
	held    []held
	stats   Stats
}

type held struct {
	sequence int64
	packet   Packet
}

// New makes an empty buffer, which begins with the first packet it is given.
func New(o Options) *Buffer { return &Buffer{options: o, held: make([]held, 0, o.Held+1)} }

// Stats tells what happened so far.
func (b *Buffer) Stats() Stats { return b.stats }

// restartAfter is a leap back in sequence numbers that no late packet makes: the sender has started again.
const restartAfter = 3000

// Push takes a packet as it came from the network. The buffer keeps its payload until the packet goes out.
func (b *Buffer) Push(p Packet) {
	b.stats.Received++
	if !b.started {
		b.started, b.next = true, int64(p.Sequence)
	}
	distance := int64(int16(p.Sequence - uint16(b.next)))
	if distance < -restartAfter {
		b.stats.Skipped += uint64(len(b.held))
		b.held, b.next, distance = b.held[:0], int64(p.Sequence), 0
	}
	if distance < 0 {
		b.stats.Late++
		return
	}
	sequence := b.next + distance
	at, found := slices.BinarySearchFunc(b.held, sequence, func(h held, s int64) int { return int(h.sequence - s) })
	if found {
		b.stats.Duplicate++
		return
	}
	b.held = slices.Insert(b.held, at, held{sequence, p})
}

// Next gives what is due at a time: ask until it has nothing.
func (b *Buffer) Next(now time.Time) (Item, bool) {
	if len(b.held) == 0 {
		return Item{}, false
	}
	gap := b.held[0].sequence - b.next
	if gap == 0 {
		p := b.held[0].packet
		b.held = slices.Delete(b.held, 0, 1)
		b.next++
		return Item{Packet: p}, true
	}
	if until, _ := b.Deadline(); len(b.held) <= b.options.Held && now.Before(until) {
		return Item{}, false
	}
	if skip := gap - int64(b.options.Conceal); skip > 0 {
		b.next += skip
		gap -= skip
		b.stats.Skipped += uint64(skip)
	}
	lost := Item{Packet: Packet{Sequence: uint16(b.next)}, Lost: true}
	if gap == 1 {
		lost.After = b.held[0].packet.Payload
	}
	b.stats.Lost++
	b.next++
	return lost, true
}

// Deadline is when the missing packet counts as lost. There is none while nothing waits.
func (b *Buffer) Deadline() (time.Time, bool) {
	if len(b.held) == 0 {
		return time.Time{}, false
	}
	first := b.held[0].packet.Arrived
	for _, h := range b.held[1:] {
		if h.packet.Arrived.Before(first) {
			first = h.packet.Arrived
		}
	}
	return first.Add(b.options.Wait), true
}
