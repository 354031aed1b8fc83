package agent

import (
	"context"
	"sync"

	"spotter"
)

// stream is the events of one turn in this process, from its first on. Readers go through it at their own pace, so that
// a slow one holds nobody up and misses nothing. A turn is bounded, and so is what it holds.
type stream struct {
	turn int
	stop func() // ends the turn as the person's wish

	mu      sync.Mutex
	events  []spotter.ChatEvent
	over    bool
	changed chan struct{} // closed at the next change
	readers int
	left    func(readers int) // told when the last reader goes or the first comes; called with mu held
}

func newStream(turn int, left func(int)) *stream {
	return &stream{turn: turn, changed: make(chan struct{}), left: left}
}

// add appends an event; readers see it now.
func (s *stream) add(e spotter.ChatEvent) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.events = append(s.events, e)
	s.wake()
}

// end says that no more will come.
func (s *stream) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.over = true
	s.wake()
}

func (s *stream) wake() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// from is what there is behind the first n events, whether more may come, and what is closed when it has.
func (s *stream) from(n int) (events []spotter.ChatEvent, over bool, changed <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.events[n:len(s.events):len(s.events)], s.over, s.changed
}

// join counts a reader until leave is called.
func (s *stream) join() (leave func()) {
	s.count(1)
	return sync.OnceFunc(func() { s.count(-1) })
}

func (s *stream) count(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.readers += n
	if s.left != nil {
		s.left(s.readers)
	}
}

// read yields everything behind an offset until the turn is over; false when the reader has gone or ctx has ended.
func (s *stream) read(ctx context.Context, offset int, yield func(spotter.ChatEvent) bool) bool {
	defer s.join()()
	for n := 0; ; {
		events, over, changed := s.from(n)
		n += len(events)
		for _, e := range events {
			rest, some := e.After(offset)
			if !some {
				continue
			}
			offset = rest.To
			if !yield(rest) {
				return false
			}
		}
		if over && len(events) == 0 {
			return true
		}
		if len(events) > 0 {
			continue
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return false
		}
	}
}
