package attend

import (
	"context"

	"spotter/internal/voice"
)

// seen is a room whose presences somebody else looks at too.
type seen struct {
	voice.Room

	presence chan voice.Presence
}

func newSeen(room voice.Room) *seen { return &seen{room, make(chan voice.Presence)} }

func (s *seen) Presence() <-chan voice.Presence { return s.presence }

// watch passes presences on until the room is over or ctx ends.
func (s *seen) watch(ctx context.Context, look func(here bool)) {
	defer close(s.presence)
	for {
		select {
		case p, open := <-s.Room.Presence():
			if !open {
				return
			}
			select {
			case s.presence <- p:
			case <-ctx.Done():
				return
			}
			look(p.Here)
		case <-ctx.Done():
			return
		}
	}
}
