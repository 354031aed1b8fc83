package livekit

import (
	"errors"
	"log/slog"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"

	"spotter/internal/livekit/g711"
	"spotter/internal/livekit/jitter"
	"spotter/internal/livekit/opus"
	"spotter/internal/voice/audio"
)

const (
	frameSamples = audio.HearRate / 50
	queue        = 50 // frames that wait for a slow reader
)

// listener turns the packets of the person's microphone into frames. Of several tracks the newest counts.
type listener struct {
	out chan audio.Frame
	now func() time.Time
	log *slog.Logger

	mu      sync.Mutex
	current int // the number of the newest track
	dropped uint64
	closed  bool
}

func newListener(now func() time.Time, log *slog.Logger) *listener {
	return &listener{out: make(chan audio.Frame, queue), now: now, log: log}
}

// listen reads a track until it ends.
func (l *listener) listen(t *webrtc.TrackRemote) {
	l.mu.Lock()
	l.current++
	number := l.current
	l.mu.Unlock()
	h, err := newHearing(t.Codec().MimeType, t.Codec().ClockRate, func(f audio.Frame) { l.put(number, f) })
	if err != nil {
		l.log.Error("livekit: the microphone cannot be heard", "codec", t.Codec().MimeType, "err", err)
		return
	}
	defer h.close()
	buffer := make([]byte, 1500)
	for {
		if until, waiting := h.deadline(); waiting {
			_ = t.SetReadDeadline(until)
		} else {
			_ = t.SetReadDeadline(time.Time{})
		}
		n, _, err := t.Read(buffer)
		switch now := l.now(); {
		case err == nil:
			h.packet(buffer[:n], now)
		case isTimeout(err):
			h.wake(now)
		default:
			return
		}
	}
}

func isTimeout(err error) bool {
	var timeout interface{ Timeout() bool }
	return errors.Is(err, os.ErrDeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout()
}

// put hands a frame on. A full queue loses its oldest: what is said now counts.
func (l *listener) put(number int, f audio.Frame) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed || number != l.current {
		return
	}
	for {
		select {
		case l.out <- f:
			return
		default:
		}
		select {
		case <-l.out:
			l.dropped++
		default:
		}
	}
}

func (l *listener) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	close(l.out)
}

// decoder is what hearing needs of a codec.
type decoder interface {
	Decode(packet []byte, out []int16) (int, error)
	Recover(next []byte, out []int16) error
	Conceal(out []int16) error
	Close()
}

// hearing is one stream: packets in, frames out. It has no clock.
type hearing struct {
	buffer  *jitter.Buffer
	decoder decoder
	clock   uint32 // of timestamps, per second
	put     func(audio.Frame)

	source  uint32  // the stream's SSRC
	pending []int16 // decoded, and not yet a frame
	guessed bool    // some of pending is concealed
	scratch [120 * audio.HearRate / 1000]int16
	length  int // samples of the last packet

	quiet   bool      // the sender sends next to nothing until it speaks again (DTX)
	filled  int       // frames put since then
	nextAt  time.Time // when the next one is due
	stamped uint32    // the last packet's timestamp
}

func newHearing(mime string, clock uint32, put func(audio.Frame)) (*hearing, error) {
	h := &hearing{buffer: jitter.New(jitter.DefaultOptions()), clock: clock, put: put, length: frameSamples}
	if strings.EqualFold(mime, webrtc.MimeTypePCMU) {
		h.decoder = &telephone{}
		return h, nil
	}
	var err error
	h.decoder, err = opus.NewDecoder(audio.HearRate)
	return h, err
}

func (h *hearing) close() { h.decoder.Close() }

// packet takes one as it came.
func (h *hearing) packet(raw []byte, now time.Time) {
	var p rtp.Packet
	if p.Unmarshal(raw) != nil || len(p.Payload) == 0 {
		return
	}
	if p.SSRC != h.source {
		h.source, h.buffer = p.SSRC, jitter.New(jitter.DefaultOptions())
	}
	h.buffer.Push(jitter.Packet{Sequence: p.SequenceNumber, Timestamp: p.Timestamp, Payload: append([]byte(nil), p.Payload...), Arrived: now})
	h.wake(now)
}

// deadline is when to wake, whatever comes.
func (h *hearing) deadline() (time.Time, bool) {
	until, waiting := h.buffer.Deadline()
	if h.filling() && (!waiting || h.nextAt.Before(until)) {
		return h.nextAt, true
	}
	return until, waiting
}

// wake does what is due.
func (h *hearing) wake(now time.Time) {
	for {
		item, ok := h.buffer.Next(now)
		if !ok {
			break
		}
		h.take(item, now)
	}
	for h.filling() && !now.Before(h.nextAt) {
		h.fill(h.nextAt)
	}
}

func (h *hearing) take(item jitter.Item, now time.Time) {
	if item.Lost {
		h.lost(item, now)
		return
	}
	n, err := h.decoder.Decode(item.Payload, h.scratch[:])
	if err != nil { // it is no packet of this codec: as good as lost
		h.lost(jitter.Item{Lost: true}, now)
		return
	}
	h.catchUp(item)
	h.length, h.stamped = n, item.Timestamp
	h.emit(h.scratch[:n], item.Arrived, false)
	h.rest(len(item.Payload) <= 2, now)
}

func (h *hearing) lost(item jitter.Item, now time.Time) {
	guess := h.scratch[:h.length]
	var err error
	if item.After != nil {
		err = h.decoder.Recover(item.After, guess)
	} else {
		err = h.decoder.Conceal(guess)
	}
	if err != nil {
		clear(guess)
	}
	h.emit(guess, now, true)
}

// emit cuts samples into frames.
func (h *hearing) emit(samples []int16, at time.Time, guessed bool) {
	h.pending, h.guessed = append(h.pending, samples...), h.guessed || guessed
	for len(h.pending) >= frameSamples {
		frame := make([]int16, frameSamples)
		h.pending = h.pending[:copy(h.pending, h.pending[copy(frame, h.pending):])]
		h.put(audio.Frame{Samples: frame, At: at, Concealed: h.guessed})
		h.guessed = guessed && len(h.pending) > 0
	}
}

// In a silence a sender with DTX sends a packet in 400 ms. Listeners count time by frames, so the silence is filled at
// its pace: for at most a second, after which the sender is muted, or gone.
const maxFill = 50

func (h *hearing) filling() bool { return h.quiet && h.filled < maxFill }

func (h *hearing) rest(quiet bool, now time.Time) {
	h.quiet, h.filled, h.nextAt = quiet, 0, now.Add(audio.FrameTime+audio.FrameTime/2)
}

func (h *hearing) fill(at time.Time) {
	h.filled++
	h.nextAt = at.Add(audio.FrameTime)
	h.put(audio.Frame{Samples: make([]int16, frameSamples), At: at})
}

// catchUp fills what is still missing of a silence when its sender speaks again, by the timestamps.
func (h *hearing) catchUp(item jitter.Item) {
	if !h.quiet {
		return
	}
	missing := int(item.Timestamp-h.stamped)/int(h.clock/50) - 1
	for h.filling() && h.filled < missing {
		h.fill(item.Arrived)
	}
	h.quiet = false
}

// telephone decodes PCMU, each sample twice. What is lost is silent.
type telephone struct{ samples [960]int16 }

func (t *telephone) Decode(packet []byte, out []int16) (int, error) {
	if len(packet) > len(t.samples) || 2*len(packet) > len(out) {
		return 0, errors.New("livekit: the packet is too long")
	}
	g711.Decode(packet, t.samples[:])
	for i := range packet {
		out[2*i], out[2*i+1] = t.samples[i], t.samples[i]
	}
	return 2 * len(packet), nil
}

func (t *telephone) Recover(_ []byte, out []int16) error { return t.Conceal(out) }

func (t *telephone) Conceal(out []int16) error { clear(out); return nil }

func (t *telephone) Close() {}
