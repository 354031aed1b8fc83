package stt

import "sync"

// Outbox hands a stream's events over. One goroutine puts; who closes need not read on.
type Outbox struct {
	events chan Event
	done   chan struct{}
	once   sync.Once
}

// NewOutbox makes one.
func NewOutbox() *Outbox {
	return &Outbox{events: make(chan Event, 64), done: make(chan struct{})}
}

// Events are what was put, until End.
func (o *Outbox) Events() <-chan Event { return o.events }

// Put waits until there is room, or nobody reads any more.
func (o *Outbox) Put(e Event) {
	select {
	case o.events <- e:
	case <-o.done:
	}
}

// Leave says that nobody reads any more.
func (o *Outbox) Leave() { o.once.Do(func() { close(o.done) }) }

// Left is closed by Leave.
func (o *Outbox) Left() <-chan struct{} { return o.done }

// End closes Events, after a Failed event when err is set. Only who puts may call it.
func (o *Outbox) End(err error) {
	if err != nil {
		o.Put(Event{Kind: Failed, Err: err})
	}
	close(o.events)
}
