package attend

import (
	"context"
	"encoding/json"
	"iter"
	"time"

	"spotter"
	"spotter/internal/voice"
)

// Desk is where turns are sent to: an *agent.Desk.
type Desk interface {
	Send(ctx context.Context, caller spotter.Caller, in spotter.TurnInput) iter.Seq2[spotter.ChatEvent, error]
}

// Written is a conversation without any speech: what the person writes into the room is answered in writing. It ends
// when the person has been away for [spotter.VoiceComeBack], or has not come within [spotter.VoiceEntry].
func Written(desk Desk) func(context.Context, voice.Room, spotter.VoiceCall) error {
	return func(ctx context.Context, room voice.Room, call spotter.VoiceCall) error {
		away := time.NewTimer(spotter.VoiceEntry)
		defer away.Stop()
		if err := room.State(ctx, voice.AgentListening); err != nil {
			return err
		}
		for {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-room.Done():
				return room.Err()
			case <-away.C:
				return nil
			case p, open := <-room.Presence():
				if away.Stop(); open && !p.Here {
					away.Reset(spotter.VoiceComeBack)
				}
				if !open {
					return ended(ctx, room)
				}
			case text, open := <-room.Typed():
				if !open {
					return ended(ctx, room)
				}
				if err := answer(ctx, desk, room, call, text); err != nil {
					return err
				}
			}
		}
	}
}

// ended waits for a room whose channels have closed to say why.
func ended(ctx context.Context, room voice.Room) error {
	select {
	case <-room.Done():
		return room.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// apology stands where no answer could be had.
const apology = "I could not answer that just now. Please say it once more."

// answer holds one turn. A fault of the turn is said, and does not end the call.
func answer(ctx context.Context, desk Desk, room voice.Room, call spotter.VoiceCall, text string) error {
	if err := room.State(ctx, voice.AgentThinking); err != nil {
		return err
	}
	caller := spotter.Caller{User: call.User, Actor: spotter.ActorPerson}
	for event, err := range desk.Send(ctx, caller, spotter.TurnInput{Text: text, Agent: call.Agent, Channel: spotter.ChannelVoice, Bound: call.Bound}) {
		segment := voice.Segment{ID: "apology", Text: apology, Final: true}
		if err == nil {
			var m spotter.Message
			if event.Type != spotter.EventMessage || json.Unmarshal(event.Data, &m) != nil || m.Role != "assistant" || m.Content == "" {
				continue
			}
			segment.ID, segment.Text = m.ID.String(), m.Content
		}
		if err := room.Transcribe(ctx, segment); err != nil {
			return err
		}
	}
	return room.State(ctx, voice.AgentListening)
}
