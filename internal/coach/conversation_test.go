package coach_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"spotter"
	"spotter/internal/coach"
)

// say begins a turn.
func (f *fixture) say(t *testing.T, who spotter.Caller, text string) spotter.Turn {
	t.Helper()
	turn, repeated, err := f.BeginTurn(t.Context(), who, spotter.TurnInput{Text: text})
	if err != nil || repeated {
		t.Fatalf("begin %q: repeated %v, %v", text, repeated, err)
	}
	return turn
}

// answerTurn ends a turn with one message, as an agent does.
func (f *fixture) answerTurn(t *testing.T, who spotter.Caller, turn spotter.Turn, text string) {
	t.Helper()
	if err := f.EndTurn(t.Context(), as(who, spotter.ActorGeneral), turn.Number, reply(f, turn, turn.Position, text)); err != nil {
		t.Fatal(err)
	}
}

// reply is the end of a turn with one message, whose events begin at from.
func reply(f *fixture, turn spotter.Turn, from int, text string) coach.TurnEnd {
	id := spotter.NewID[spotter.Message](f.clock.now())
	delta := spotter.NewEvent(turn.Number, from, spotter.EventDelta, spotter.Delta{MessageID: id, Agent: spotter.ActorGeneral, Text: text})
	message := spotter.NewEvent(turn.Number, delta.To, spotter.EventMessage, spotter.Message{ID: id, Role: "assistant", Content: text})
	done := spotter.NewEvent(turn.Number, message.To, spotter.EventDone, spotter.DoneEvent{Turn: turn.Number, MessageID: &id, State: spotter.TurnDone})
	return coach.TurnEnd{State: spotter.TurnDone, Agent: spotter.ActorGeneral,
		Messages: []coach.StoredMessage{{ID: id, Role: coach.RoleAssistant, Agent: spotter.ActorGeneral, Text: text}},
		Events:   []spotter.ChatEvent{delta, message, done}}
}

func as(who spotter.Caller, actor spotter.Actor) spotter.Caller {
	return spotter.Caller{User: who.User, Actor: actor}
}

func keyed(who spotter.Caller, key string, fingerprint byte) spotter.Caller {
	who.Once = spotter.Once{Key: key, Fingerprint: [32]byte{fingerprint}}
	return who
}

// events reads everything behind a position, a few at a time.
func (f *fixture) events(t *testing.T, who spotter.Caller, after spotter.Position) []spotter.ChatEvent {
	t.Helper()
	var out []spotter.ChatEvent
	for {
		events, _, err := f.Events(t.Context(), who, after, 2)
		if err != nil {
			t.Fatal(err)
		}
		if len(events) == 0 {
			return out
		}
		out = append(out, events...)
		after = out[len(out)-1].Position()
	}
}

func types(events []spotter.ChatEvent) string {
	var out []string
	for _, e := range events {
		out = append(out, string(e.Type))
	}
	return strings.Join(out, " ")
}

func TestATurnIsStoredBeforeItIsTold(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who, other := f.person(t), f.person(t)
	turn := f.say(t, who, "Was steht heute an?")
	call := json.RawMessage(`[{"text":"Moment."},{"call":{"id":"c1","name":"today","arguments":{}}}]`)
	result := json.RawMessage(`[{"result":{"call_id":"c1","content":"Rest day."}}]`)
	first, second := spotter.NewID[spotter.Message](f.clock.now()), spotter.NewID[spotter.Message](f.clock.now())
	delta := spotter.NewEvent(turn.Number, 1, spotter.EventDelta, spotter.Delta{MessageID: first, Agent: "tracker", Text: "Moment."})
	tool := spotter.NewEvent(turn.Number, delta.To, spotter.EventTool, spotter.ToolEvent{CallID: "c1", Name: "today", Agent: "tracker", State: "done"})
	err := f.Record(t.Context(), as(who, spotter.ActorTracker), turn.Number, []coach.StoredMessage{
		{ID: first, Role: coach.RoleAssistant, Agent: "tracker", Text: "Moment.", Parts: call},
		{ID: second, Role: coach.RoleTool, Agent: "tracker", Parts: result}}, []spotter.ChatEvent{delta, tool})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.EndTurn(t.Context(), as(who, spotter.ActorTracker), turn.Number, reply(f, turn, tool.To, "Heute ist frei.")); err != nil {
		t.Fatal(err)
	}
	if got := types(f.events(t, who, spotter.Position{})); got != "message delta tool delta message done" {
		t.Errorf("events: %s", got)
	}
	shown := must[coach.Page[spotter.Message]](t)(f.Messages(t.Context(), who, nil, 10))
	var texts []string
	for _, m := range shown.Items {
		texts = append(texts, m.Role+" "+m.Content)
	}
	if diff := cmp.Diff([]string{"assistant Heute ist frei.", "assistant Moment.", "user Was steht heute an?"}, texts); diff != "" {
		t.Error(diff)
	}
	b := must[*coach.Briefing](t)(f.Briefing(t.Context(), who))
	if len(b.Messages) != 4 || b.Messages[2].Role != coach.RoleTool || !strings.Contains(string(b.Messages[1].Parts), `"today"`) {
		t.Errorf("the briefing's messages: %+v", b.Messages)
	}
	if b.LastAgent != spotter.ActorGeneral {
		t.Errorf("the last agent is %q", b.LastAgent)
	}
	if page := must[coach.Page[spotter.Message]](t)(f.Messages(t.Context(), other, nil, 10)); len(page.Items) > 0 || len(f.events(t, other, spotter.Position{})) > 0 {
		t.Errorf("another person sees %+v", page.Items)
	}
	refused(t, f.Record(t.Context(), other, turn.Number, nil, []spotter.ChatEvent{tool}), "turn_over")
}

func TestOneTurnAtATime(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.person(t)
	turn := f.say(t, who, "eins")
	_, _, err := f.BeginTurn(t.Context(), who, spotter.TurnInput{Text: "zwei"})
	refused(t, err, "turn_running")
	f.clock.add(spotter.TurnLease - time.Second)
	if err := f.Beat(t.Context(), who, turn.Number); err != nil {
		t.Fatal(err)
	}
	f.clock.add(spotter.TurnLease - time.Second)
	_, _, err = f.BeginTurn(t.Context(), who, spotter.TurnInput{Text: "zwei"})
	refused(t, err, "turn_running")
	refused(t, f.DeleteMessages(t.Context(), who), "turn_running")
	f.answerTurn(t, who, turn, "gut")
	if next := f.say(t, who, "zwei"); next.Number != 2 {
		t.Errorf("the second turn has number %d", next.Number)
	}
}

// TestADeadTurnIsClosedByTheNext stops the signs of life in the middle of an answer.
func TestADeadTurnIsClosedByTheNext(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.person(t)
	turn := f.say(t, who, "Erzähl mir etwas.")
	id := spotter.NewID[spotter.Message](f.clock.now())
	half := spotter.NewEvent(turn.Number, 1, spotter.EventDelta, spotter.Delta{MessageID: id, Agent: "general", Text: "Es war ein"})
	if err := f.Record(t.Context(), as(who, spotter.ActorGeneral), turn.Number, nil, []spotter.ChatEvent{half}); err != nil {
		t.Fatal(err)
	}
	f.clock.add(spotter.TurnLease)
	next := f.say(t, who, "Weiter!")
	events := f.events(t, who, spotter.Position{})
	if got := types(events); got != "message delta message done message" {
		t.Fatalf("events: %s", got)
	}
	var done spotter.DoneEvent
	if err := json.Unmarshal(events[3].Data, &done); err != nil || done.State != spotter.TurnInterrupted || done.Reason != "lost" || *done.MessageID != id {
		t.Errorf("the dead turn's end: %+v, %v", done, err)
	}
	// Whoever has seen more than was stored still learns of the end.
	if got := types(f.events(t, who, spotter.Position{Turn: turn.Number, Offset: half.To + 500})); got != "done message" {
		t.Errorf("behind what was never stored: %s", got)
	}
	b := must[*coach.Briefing](t)(f.Briefing(t.Context(), who))
	if len(b.Messages) != 3 || b.Messages[1].Text != "Es war ein" || b.Messages[1].State != spotter.MessageInterrupted {
		t.Errorf("what goes on: %+v", b.Messages)
	}
	// The one who was taken for dead can write no more.
	late := spotter.NewEvent(turn.Number, half.To, spotter.EventDelta, spotter.Delta{MessageID: id, Agent: "general", Text: " Bär."})
	refused(t, f.Record(t.Context(), as(who, spotter.ActorGeneral), turn.Number, nil, []spotter.ChatEvent{late}), "turn_over")
	refused(t, f.Beat(t.Context(), who, turn.Number), "turn_over")
	refused(t, f.EndTurn(t.Context(), who, turn.Number, reply(f, turn, half.To, "Bär")), "turn_over")
	f.answerTurn(t, who, next, "Ein Bär.")
}

func TestARepeatBeginsNothing(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.person(t)
	begin := func(key string, fingerprint byte) (spotter.Turn, bool, error) {
		return f.BeginTurn(t.Context(), keyed(who, key, fingerprint), spotter.TurnInput{Text: "Hallo"})
	}
	first, repeated, err := begin("k", 1)
	if err != nil || repeated {
		t.Fatal(repeated, err)
	}
	again, repeated, err := begin("k", 1)
	if err != nil || !repeated || again.Number != first.Number || again.Said.ID != first.Said.ID || again.State != spotter.TurnRunning {
		t.Errorf("a repeat while it runs: %+v, %v, %v", again, repeated, err)
	}
	if diff := cmp.Diff(first.Opening(), again.Opening()); diff != "" {
		t.Errorf("the opening of a repeat: %s", diff)
	}
	_, _, err = begin("k", 2)
	refused(t, err, "idempotency_key_reused")
	f.answerTurn(t, who, first, "Hallo!")
	if again, repeated, err = begin("k", 1); err != nil || !repeated || again.State != spotter.TurnDone {
		t.Errorf("a repeat when it is done: %+v, %v, %v", again, repeated, err)
	}
	f.clock.add(24*time.Hour + time.Second)
	if again, repeated, err = begin("k", 2); err != nil || repeated || again.Number != first.Number+1 {
		t.Errorf("the key a day later: %+v, %v, %v", again, repeated, err)
	}
}
