package tts

import (
	"context"
	"sync"
)

// Feed hands an utterance's chunks over. Who puts never waits: a vendor sends faster than anybody listens, and one
// utterance must not hold up another.
type Feed struct {
	out  chan Chunk
	wake chan struct{}
	done chan struct{}

	mu    sync.Mutex
	queue []Chunk
	ended bool
}

// NewFeed makes one that ends with ctx at the latest.
func NewFeed(ctx context.Context) *Feed {
	f := &Feed{out: make(chan Chunk), wake: make(chan struct{}, 1), done: make(chan struct{})}
	go f.run(ctx)
	return f
}

// Chunks are what was put, until End or the end of the context.
func (f *Feed) Chunks() <-chan Chunk { return f.out }

// Done is closed when all was taken, or the context has ended.
func (f *Feed) Done() <-chan struct{} { return f.done }

// Put adds a chunk. After End it does nothing.
func (f *Feed) Put(c Chunk) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ended {
		return
	}
	f.queue = append(f.queue, c)
	f.nudge()
}

// End says that no more comes, after a chunk with err when that is set. Only the first one counts.
func (f *Feed) End(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ended {
		return
	}
	if f.ended = true; err != nil {
		f.queue = append(f.queue, Chunk{Err: err})
	}
	f.nudge()
}

func (f *Feed) nudge() {
	select {
	case f.wake <- struct{}{}:
	default:
	}
}

func (f *Feed) run(ctx context.Context) {
	defer close(f.done)
	defer close(f.out)
	for {
		chunk, some, ended := f.take()
		switch {
		case some:
			select {
			case f.out <- chunk:
			case <-ctx.Done():
				return
			}
		case ended:
			return
		default:
			select {
			case <-f.wake:
			case <-ctx.Done():
				return
			}
		}
	}
}

func (f *Feed) take() (chunk Chunk, some, ended bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.queue) == 0 {
		return chunk, false, f.ended
	}
	chunk, f.queue = f.queue[0], f.queue[1:]
	return chunk, true, false
}
