package coach_test

import (
	"encoding/json"
	"strings"
	"testing"

	"spotter"
	"spotter/internal/coach"
)

// spoken is a voice turn that has ended: a message with a call, its result, and an answer.
func (f *fixture) spoken(t *testing.T, who spotter.Caller, first, last string) (turn spotter.Turn, ids [2]spotter.MessageID) {
	t.Helper()
	turn, _, err := f.BeginTurn(t.Context(), who, spotter.TurnInput{Text: "Was ist dran?", Channel: spotter.ChannelVoice})
	if err != nil {
		t.Fatal(err)
	}
	ids = [2]spotter.MessageID{spotter.NewID[spotter.Message](f.clock.now()), spotter.NewID[spotter.Message](f.clock.now())}
	tool := spotter.NewID[spotter.Message](f.clock.now())
	parts := func(v any) json.RawMessage {
		raw, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	called := []any{map[string]any{"text": first}, map[string]any{"call": map[string]any{"id": "c1", "name": "today", "arguments": map[string]any{}}}}
	done := spotter.NewEvent(turn.Number, 1, spotter.EventDone, spotter.DoneEvent{Turn: turn.Number, MessageID: &ids[1], State: spotter.TurnDone})
	err = f.EndTurn(t.Context(), as(who, spotter.ActorTracker), turn.Number, coach.TurnEnd{State: spotter.TurnDone, Agent: spotter.ActorTracker, Messages: []coach.StoredMessage{
		{ID: ids[0], Role: coach.RoleAssistant, Agent: spotter.ActorTracker, Text: first, Parts: parts(called)},
		{ID: tool, Role: coach.RoleTool, Agent: spotter.ActorTracker, Parts: json.RawMessage(`[{"result":{"call_id":"c1","content":"Rest day."}}]`)},
		{ID: ids[1], Role: coach.RoleAssistant, Agent: spotter.ActorTracker, Text: last}}, Events: []spotter.ChatEvent{done}})
	if err != nil {
		t.Fatal(err)
	}
	return turn, ids
}

func TestOnlyWhatWasHeardStays(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who, other := f.person(t), f.person(t)
	turn, ids := f.spoken(t, who, "Moment.", "Schön, heute ist frei.")
	_, err := f.Heard(t.Context(), other, turn.Number, nil)
	if spotter.CodeOf(err) != spotter.CodeNotFound {
		t.Errorf("got %v, want not found", err)
	}
	events := must[[]spotter.ChatEvent](t)(f.Heard(t.Context(), who, turn.Number, map[spotter.MessageID]int{ids[0]: 100, ids[1]: 4})) // within ö
	if len(events) != 1 || types(f.events(t, who, spotter.Position{})) != "message done message" {
		t.Fatalf("events: %+v", events)
	}
	b := must[*coach.Briefing](t)(f.Briefing(t.Context(), who))
	last := b.Messages[len(b.Messages)-1]
	if last.Text != "Sch" || last.State != spotter.MessageInterrupted {
		t.Errorf("cut: %+v", last)
	}
	if first := b.Messages[1]; first.Text != "Moment." || first.State != spotter.MessageComplete {
		t.Errorf("what was heard whole: %+v", first)
	}
	if again := must[[]spotter.ChatEvent](t)(f.Heard(t.Context(), who, turn.Number, map[spotter.MessageID]int{ids[0]: 100, ids[1]: 100})); len(again) > 0 {
		t.Errorf("a second cut gave something back: %+v", again)
	}
	must[[]spotter.ChatEvent](t)(f.Heard(t.Context(), who, turn.Number, nil))
	b = must[*coach.Briefing](t)(f.Briefing(t.Context(), who))
	if first := b.Messages[1]; first.Text != "" || strings.Contains(string(first.Parts), "Moment") || !strings.Contains(string(first.Parts), `"today"`) {
		t.Errorf("nothing heard of a message with a call: %s %s", first.Text, first.Parts)
	}
	shown := must[coach.Page[spotter.Message]](t)(f.Messages(t.Context(), who, nil, 10))
	if len(shown.Items) != 1 {
		t.Errorf("shown of what nobody heard: %+v", shown.Items)
	}
}

func TestHeardIsForSpokenTurnsThatHaveEnded(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.person(t)
	turn := f.say(t, who, "Hallo")
	_, err := f.Heard(t.Context(), who, turn.Number, nil)
	refused(t, err, "turn_running")
	f.answerTurn(t, who, turn, "Hallo!")
	if _, err := f.Heard(t.Context(), who, turn.Number, nil); err == nil {
		t.Error("a written turn was cut")
	}
	_, err = f.Heard(t.Context(), who, 99, nil)
	if spotter.CodeOf(err) != spotter.CodeNotFound {
		t.Errorf("got %v, want not found", err)
	}
}
