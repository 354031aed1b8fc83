package stt

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"spotter/internal/breaker"
	"spotter/internal/voice/audio"
	"spotter/internal/voice/vendor"
)

// What of a recognition can be said again to another provider, and how often that is done for one utterance.
const (
	mostReplay = 30 * time.Second
	replayed   = time.Second // a piece
	rounds     = 3           // through all providers, with a pause between
	roundPause = 300 * time.Millisecond
	lookEvery  = 200 * time.Millisecond
	speechLoud = 300 // the loudness from which somebody may speak
)

// chained is a recognition that outlives the failure of a provider. Its goroutine reads; writing needs the lock only.
type chained struct {
	chain   *Chain
	ctx     context.Context //nolint:containedctx // of Open, for accounts; it never ends
	options Options
	out     *Outbox

	mu         sync.Mutex
	current    Stream // nil: one is being opened
	link       int
	leave      breaker.Pass
	closed     bool
	written    int     // samples, in all
	kept       []int16 // the end of them, since the newest final text
	base       int     // where the current stream's audio begins
	sent       int     // samples to the current stream
	finalizing bool
	asked      time.Time // when Finalize was called
	told       time.Time // when something was told, or somebody began to speak
	loud       int       // samples of sound since
}

func (s *chained) Events() <-chan Event { return s.out.Events() }

// EndsTurns reports whether the provider that hears now ends turns.
func (s *chained) EndsTurns() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.chain.links[s.link].Provider.EndsTurns()
}

// Write hands audio to the current provider, and keeps it for the next.
func (s *chained) Write(pcm []int16) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return vendor.Of("chain", vendor.ErrClosed)
	}
	s.written += len(pcm)
	s.kept = append(s.kept, pcm...)
	if over := len(s.kept) - audio.Count(mostReplay, s.options.Rate); over > audio.Count(replayed, s.options.Rate) {
		s.kept = slices.Clone(s.kept[over:])
	}
	if audio.Loudness(pcm) > speechLoud {
		if s.loud == 0 {
			s.told = s.chain.config.Now()
		}
		s.loud += len(pcm)
	}
	if s.current != nil {
		s.sent += len(pcm)
		_ = s.current.Write(pcm) // its events tell of it
	}
	return nil
}

// Finalize asks the current provider; one that is being opened is asked when it has heard all.
func (s *chained) Finalize() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return vendor.Of("chain", vendor.ErrClosed)
	}
	s.finalizing, s.asked = true, s.chain.config.Now()
	if s.current != nil {
		_ = s.current.Finalize() // its events tell of it
	}
	return nil
}

func (s *chained) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	s.out.Leave()
	if s.current != nil {
		return s.current.Close()
	}
	return nil
}

// run passes events on, and goes on elsewhere when a provider fails.
func (s *chained) run() {
	for {
		err := s.read()
		if err == nil {
			s.out.End(nil)
			return
		}
		s.chain.config.Log.LogAttrs(s.ctx, slog.LevelWarn, "speech is recognised elsewhere from here on", slog.String("provider", err.Provider), slog.Int("status", err.Status), slog.Any("error", err.Cause))
		if fault := s.reopen(err); fault != nil || !s.opened() {
			s.out.End(fault)
			return
		}
	}
}

// read passes on what the current provider tells; nil: it was closed.
func (s *chained) read() *Error {
	stream, l := s.current, s.chain.links[s.link]
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		select {
		case e, ok := <-stream.Events():
			switch {
			case !ok && s.isClosed():
				return s.left(stream, l, nil)
			case !ok:
				return s.left(stream, l, vendor.Of(l.Provider.Name(), vendor.ErrEarly))
			case e.Kind == Failed:
				return s.left(stream, l, vendor.Of(l.Provider.Name(), e.Err))
			}
			s.out.Put(s.pass(e, l))
		case <-ticker.C:
			if s.late(l) {
				return s.left(stream, l, &Error{Provider: l.Provider.Name(), Retryable: true, Cause: vendor.ErrStalled})
			}
		}
	}
}

func (s *chained) opened() bool { s.mu.Lock(); defer s.mu.Unlock(); return s.current != nil }

func (s *chained) isClosed() bool { s.mu.Lock(); defer s.mu.Unlock(); return s.closed }

// pass counts an event's times from the beginning of all audio, and forgets what is final.
func (s *chained) pass(e Event, l *link) Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	shift := audio.Duration(s.base, s.options.Rate)
	e.Start, e.End = e.Start+shift, e.End+shift
	for i := range e.Words {
		e.Words[i].Start, e.Words[i].End = e.Words[i].Start+shift, e.Words[i].End+shift
	}
	s.loud = 0
	l.breaker.Answers(s.leave)
	if e.Kind == Final && (e.Text != "" || e.Finalized) || e.Kind == TurnEnd {
		s.settle(audio.Count(e.End, s.options.Rate))
	}
	if e.Finalized {
		s.finalizing = false
	}
	return e
}

// settle forgets the audio before a position.
func (s *chained) settle(position int) {
	if n := position - (s.written - len(s.kept)); n > 0 {
		s.kept = slices.Clone(s.kept[min(n, len(s.kept)):])
	}
}

// late reports whether the current provider owes something for too long.
func (s *chained) late(l *link) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.chain.config.Now()
	if s.closed {
		return false
	}
	if s.finalizing && now.Sub(s.asked) > l.Limits.Answer {
		return true
	}
	batch, ok := l.Provider.(interface{ Batches() bool })
	if ok && batch.Batches() {
		return false
	}
	return s.loud > audio.Count(l.Limits.Hear/2, s.options.Rate) && now.Sub(s.told) > l.Limits.Hear
}

// left ends a stream's account, and the stream.
func (s *chained) left(stream Stream, l *link, err *Error) *Error {
	s.mu.Lock()
	use := Use{Provider: l.Provider.Name(), Model: l.model(), Seconds: audio.Duration(s.sent, s.options.Rate).Seconds()}
	if b, ok := stream.(interface{ Billed() time.Duration }); ok {
		use.Seconds = b.Billed().Seconds()
	}
	s.current = nil
	leave := s.leave
	s.mu.Unlock()
	_ = stream.Close()
	for range stream.Events() { // what was on its way when it was left
	}
	if err == nil {
		l.breaker.Success(leave)
	} else {
		use.Err = err
		l.breaker.Failure(leave, s.chain.config.Now(), vendor.Weighed(err), 0)
	}
	if s.chain.config.Used != nil {
		s.chain.config.Used(s.ctx, use)
	}
	return err
}

// reopen goes on at the next provider that can be opened; the one that failed comes last.
func (s *chained) reopen(cause *Error) error {
	after := s.link + 1
	for round := range rounds {
		if s.isClosed() {
			return nil
		}
		if err := s.open(s.ctx, after); err == nil {
			return nil
		}
		timer := time.NewTimer(roundPause << round)
		select {
		case <-timer.C:
		case <-s.out.Left():
		}
		timer.Stop()
	}
	if s.isClosed() {
		return nil
	}
	return cause
}

// open asks each provider once, from one on, and lets the first that opens hear what is kept.
func (s *chained) open(ctx context.Context, from int) error {
	var faults []error
	n := len(s.chain.links)
	for i := range n {
		index := (from + i) % n
		l := s.chain.links[index]
		leave, ok := l.breaker.Enter(s.chain.config.Now())
		if !ok {
			faults = append(faults, vendor.Resting(l.Provider.Name(), l.breaker.Left(s.chain.config.Now())))
			continue
		}
		limit, cancel := context.WithTimeoutCause(ctx, l.Limits.Open, vendor.ErrStalled)
		stream, err := l.Provider.Open(limit, s.options)
		cancel()
		if err == nil {
			s.begin(stream, index, leave)
			return nil
		}
		fault := vendor.Of(l.Provider.Name(), err)
		if faults = append(faults, fault); ctx.Err() != nil {
			l.breaker.Neutral(leave)
			return fault
		}
		l.breaker.Failure(leave, s.chain.config.Now(), vendor.Weighed(fault), 0)
		s.chain.config.Log.LogAttrs(ctx, slog.LevelWarn, "a recogniser could not be opened", slog.String("provider", fault.Provider), slog.Int("status", fault.Status), slog.Any("error", fault.Cause))
	}
	return vendor.None(faults)
}

// begin lets a stream hear what is kept, and all that comes.
func (s *chained) begin(stream Stream, index int, leave breaker.Pass) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current, s.link, s.leave = stream, index, leave
	s.base, s.sent, s.loud, s.told = s.written-len(s.kept), len(s.kept), 0, s.chain.config.Now()
	for piece := range slices.Chunk(s.kept, audio.Count(replayed, s.options.Rate)) {
		_ = stream.Write(piece) // its events tell of it
	}
	if s.finalizing {
		s.asked = s.chain.config.Now()
		_ = stream.Finalize() // its events tell of it
	}
	if s.closed {
		_ = stream.Close() // it was closed while this one was opened; Events end
	}
}
