package agent

import (
	"context"

	"spotter"
)

// Interrupt ends a turn of the person's that runs in this process, at once, as [Desk.Stop] does; one that has ended, or
// runs elsewhere, it leaves alone.
func (d *Desk) Interrupt(user spotter.UserID, turn int) {
	if s := d.of(user); s != nil && s.turn == turn {
		s.stop()
	}
}

// Heard cuts a spoken turn that has ended to what the person heard of it, as [coach.Coach.Heard] does, and tells the
// person's devices.
func (d *Desk) Heard(ctx context.Context, caller spotter.Caller, turn int, heard map[spotter.MessageID]int) ([]spotter.ChatEvent, error) {
	events, err := d.agents.c.Coach.Heard(ctx, caller, turn, heard)
	if err != nil || len(events) == 0 || d.c.Port == nil {
		return events, err
	}
	for _, e := range events {
		ctx, cancel := context.WithTimeout(ctx, publishLimit)
		err := d.c.Port.Publish(ctx, channelOf(caller.User), mustJSON(e))
		cancel()
		if err != nil {
			break // the rows are looked at
		}
	}
	return events, nil //nolint:nilerr // only the news of it failed
}
