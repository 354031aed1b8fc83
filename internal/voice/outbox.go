package voice

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"spotter"
)

// outbox sends what is shown, in order, without holding the conversation up.
type outbox struct {
	room  Room
	queue chan func(context.Context) error
	done  chan struct{}
}

const (
	outboxSize  = 256
	outboxLimit = 2 * time.Second
)

func newOutbox(ctx context.Context, room Room, log *slog.Logger) *outbox {
	o := &outbox{room: room, queue: make(chan func(context.Context) error, outboxSize), done: make(chan struct{})}
	go func() {
		defer close(o.done)
		for send := range o.queue {
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), outboxLimit)
			if err := send(ctx); err != nil {
				log.DebugContext(ctx, "voice: something was not shown", "error", err)
			}
			cancel()
		}
	}()
	return o
}

// close sends what is left, and waits for it.
func (o *outbox) close() {
	close(o.queue)
	<-o.done
}

// put leaves out what does not fit: a client that is so far behind reads the conversation again.
func (o *outbox) put(send func(context.Context) error) {
	select {
	case o.queue <- send:
	default:
	}
}

func (o *outbox) transcript(s Segment) {
	o.put(func(ctx context.Context) error { return o.room.Transcribe(ctx, s) })
}

func (o *outbox) state(s AgentState) {
	o.put(func(ctx context.Context) error { return o.room.State(ctx, s) })
}

// event sends an event as server-sent events have it: its id, its type and its data.
func (o *outbox) event(e spotter.ChatEvent) {
	o.put(func(ctx context.Context) error {
		raw, err := json.Marshal(struct {
			ID   string            `json:"id"`
			Type spotter.EventType `json:"event"`
			Data json.RawMessage   `json:"data"`
		}{e.Position().String(), e.Type, e.Data})
		if err != nil {
			return err
		}
		return o.room.Tell(ctx, raw)
	})
}
