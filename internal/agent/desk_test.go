package agent_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"spotter"
	"spotter/internal/agent"
	"spotter/internal/llm"
	"spotter/internal/llm/llmtest"
)

// wire is a port between desks in this process.
type wire struct {
	mu      sync.Mutex
	hearers map[string]map[int]func([]byte)
	next    int
	deaf    bool // loses everything
}

func (w *wire) Publish(_ context.Context, channel string, payload []byte) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.deaf {
		for _, hear := range w.hearers[channel] {
			hear(payload)
		}
	}
	return nil
}

func (w *wire) Subscribe(ctx context.Context, channel string, message func([]byte), live func(bool)) error {
	w.mu.Lock()
	if w.hearers == nil {
		w.hearers = map[string]map[int]func([]byte){}
	}
	if w.hearers[channel] == nil {
		w.hearers[channel] = map[int]func([]byte){}
	}
	w.next++
	id := w.next
	w.hearers[channel][id] = message
	w.mu.Unlock()
	live(!w.deaf)
	<-ctx.Done()
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.hearers[channel], id)
	return ctx.Err()
}

func (w *world) desk(t testing.TB, c agent.DeskConfig) *agent.Desk {
	t.Helper()
	d := agent.NewDesk(w.agents, c)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		defer cancel()
		d.Close(ctx)
	})
	return d
}

func (w *world) send(t testing.TB, d *agent.Desk, who spotter.Caller, in spotter.TurnInput) transcript {
	t.Helper()
	w.clock.add(time.Second)
	var events []spotter.ChatEvent
	for e, err := range d.Send(t.Context(), who, in) {
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, e)
	}
	return read(t, events)
}

// story is a turn with text, a tool, text with letters of several bytes and a proposal.
func story() []llmtest.Step {
	return []llmtest.Step{
		{Text: []string{"Let me ", "look – ", "ärgerlich, "}, Calls: []llm.ToolCall{{Name: "today", Arguments: []byte(`{}`)}}},
		proposeDays("3"),
		{Text: []string{"हाँ, ", "that", " is ", "it."}},
	}
}

// From every place in a turn, what is left of it is the same: live, from rows, and half and half.
func TestEveryPlaceIsResumedFrom(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	d := w.desk(t, agent.DeskConfig{})
	w.stage.set(llmtest.NewModel(t, story()...))
	who.Once.Key = "k"
	in := spotter.TurnInput{Text: "I want to train three days a week"}
	whole := w.send(t, d, who, in)
	last := whole.events[len(whole.events)-1]
	for offset := range last.To {
		at := spotter.Position{Turn: last.Turn, Offset: offset}
		var got []spotter.ChatEvent
		for e, err := range d.Follow(t.Context(), who, at) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, e)
			if e.Type == spotter.EventDone {
				break
			}
		}
		same(t, at, got, whole.events)
	}
	again := w.send(t, d, who, in)
	same(t, spotter.Position{Turn: last.Turn}, again.events, whole.events)
}

// same wants got to be all of want behind a place: byte for byte in deltas, one for one in the others.
func same(t *testing.T, at spotter.Position, got, want []spotter.ChatEvent) {
	t.Helper()
	flat := func(events []spotter.ChatEvent) (text string, others []string) {
		for _, e := range spotter.Coalesce(events) {
			if d, ok := e.Delta(); ok {
				text += d.Text
				continue
			}
			others = append(others, string(e.Type)+string(e.Data))
		}
		return text, others
	}
	var behind []spotter.ChatEvent
	for _, e := range want {
		if rest, some := e.After(at.Offset); some {
			behind = append(behind, rest)
		}
	}
	gotText, gotOthers := flat(got)
	wantText, wantOthers := flat(behind)
	if gotText != wantText || len(gotOthers) != len(wantOthers) {
		t.Errorf("from %s: %q and %d others, want %q and %d", at, gotText, len(gotOthers), wantText, len(wantOthers))
	}
}

// Devices that come at any time, on this and on another process, see the same.
func TestManyFollowOneTurn(t *testing.T) {
	t.Parallel()
	for name, port := range map[string]*wire{"with news": {}, "without news": {deaf: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			who := w.onboarded(t)
			here := w.desk(t, agent.DeskConfig{Port: port, Poll: 50 * time.Millisecond})
			there := w.desk(t, agent.DeskConfig{Port: port, Poll: 50 * time.Millisecond})
			steps := story()
			for i := range steps {
				steps[i].Pace = 10 * time.Millisecond
			}
			w.stage.set(llmtest.NewModel(t, steps...))
			var wait sync.WaitGroup
			seen := make([][]spotter.ChatEvent, 6)
			for i := range seen {
				wait.Go(func() {
					<-time.After(time.Duration(i/2) * 30 * time.Millisecond)
					d := []*agent.Desk{here, there}[i%2]
					for e, err := range d.Follow(t.Context(), who, spotter.Position{}) {
						if err != nil {
							t.Error(err)
							return
						}
						seen[i] = append(seen[i], e)
						if e.Type == spotter.EventDone {
							return
						}
					}
				})
			}
			whole := w.send(t, here, who, spotter.TurnInput{Text: "I want to train three days a week"})
			wait.Wait()
			for _, got := range seen {
				read(t, got)
				same(t, spotter.Position{}, got, whole.events)
			}
		})
	}
}

// A turn goes on for the grace after its last reader, and then the vendor is canceled.
func TestTheGrace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	d := w.desk(t, agent.DeskConfig{Grace: 100 * time.Millisecond})
	step := llmtest.Say("One, ", "two, ", "three.")
	step.Pace = 400 * time.Millisecond
	model := llmtest.NewModel(t, step)
	w.stage.set(model)
	w.clock.add(time.Second)
	for e := range d.Send(t.Context(), who, spotter.TurnInput{Text: "Tell me a joke"}) {
		if e.Type == spotter.EventDelta {
			break
		}
	}
	var rest []spotter.ChatEvent
	<-time.After(300 * time.Millisecond)
	for e := range d.Follow(t.Context(), who, spotter.Position{}) {
		if rest = append(rest, e); e.Type == spotter.EventDone {
			break
		}
	}
	read(t, rest).has(t, "general (interrupted): One, ", "= interrupted canceled")
	if model.Canceled() != 1 {
		t.Error("the vendor was not canceled")
	}
}

// Whoever comes back within the grace keeps the turn alive.
func TestComingBackWithinTheGrace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	d := w.desk(t, agent.DeskConfig{Grace: 2 * time.Second})
	step := llmtest.Say("One, ", "two, ", "three.")
	step.Pace = 100 * time.Millisecond
	w.stage.set(llmtest.NewModel(t, step))
	w.clock.add(time.Second)
	var at spotter.Position
	for e := range d.Send(t.Context(), who, spotter.TurnInput{Text: "Tell me a joke"}) {
		if at = e.Position(); e.Type == spotter.EventDelta {
			break
		}
	}
	text := ""
	for e := range d.Follow(t.Context(), who, at) {
		delta, _ := e.Delta()
		if text += delta.Text; e.Type == spotter.EventDone {
			break
		}
	}
	if text != "two, three." {
		t.Errorf("got %q", text)
	}
}

// A second message waits for the end of the first; one that waits too long is told.
func TestASecondMessage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	patient, hasty := w.desk(t, agent.DeskConfig{}), w.desk(t, agent.DeskConfig{Wait: 50 * time.Millisecond})
	step := llmtest.Say("One, ", "two.")
	step.Pace = 300 * time.Millisecond
	w.stage.set(llmtest.NewModel(t, step, llmtest.Say("Second.")))
	var wait sync.WaitGroup
	for e := range patient.Send(t.Context(), who, spotter.TurnInput{Text: "Tell me a joke"}) {
		if e.Type != spotter.EventDelta || e.From > 1 {
			continue
		}
		wait.Go(func() {
			for _, err := range hasty.Send(t.Context(), who, spotter.TurnInput{Text: "Another"}) {
				if !spotter.HasDetail(err, "turn_running") {
					t.Errorf("got %v", err)
				}
			}
		})
		wait.Go(func() { w.send(t, patient, who, spotter.TurnInput{Text: "And another"}).has(t, "general: Second.") })
	}
	wait.Wait()
}

func TestClose(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	d := agent.NewDesk(w.agents, agent.DeskConfig{})
	step := llmtest.Say("One, ", "two.")
	step.Pace = 10 * time.Second
	w.stage.set(llmtest.NewModel(t, step))
	var wait sync.WaitGroup
	wait.Go(func() {
		for range d.Follow(t.Context(), who, spotter.Position{Turn: 99}) {
		}
	})
	var events []spotter.ChatEvent
	for e := range d.Send(t.Context(), who, spotter.TurnInput{Text: "Tell me a joke"}) {
		events = append(events, e)
		if e.Type == spotter.EventDelta && e.From == 1 {
			wait.Go(func() {
				ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
				defer cancel()
				d.Close(ctx)
			})
		}
	}
	wait.Wait()
	read(t, events).has(t, "general (interrupted): One, ", "= interrupted shutting_down")
	for _, err := range d.Send(t.Context(), who, spotter.TurnInput{Text: "Hello"}) {
		if spotter.CodeOf(err) != spotter.CodeUnavailable {
			t.Errorf("got %v", err)
		}
	}
}

// Nothing is left running behind turns, followers and desks.
func TestNothingIsLeft(t *testing.T) {
	w := newWorld(t)
	who := w.onboarded(t)
	ignore := goleak.IgnoreCurrent()
	port := &wire{}
	d := agent.NewDesk(w.agents, agent.DeskConfig{Port: port})
	w.stage.set(llmtest.NewModel(t, story()...))
	w.send(t, d, who, spotter.TurnInput{Text: "I want to train three days a week"})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	for range d.Follow(ctx, who, spotter.Position{}) {
	}
	cancel()
	d.Close(t.Context())
	goleak.VerifyNone(t, ignore)
}

// The person stops an answer: where it runs at once, from another instance within a second, with news and without.
func TestStop(t *testing.T) {
	t.Parallel()
	for name, elsewhere := range map[string]bool{"here": false, "elsewhere": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			who := w.onboarded(t)
			here, there := w.desk(t, agent.DeskConfig{}), w.desk(t, agent.DeskConfig{})
			if got, err := there.Stop(t.Context(), who); err != nil || got.Turn != nil {
				t.Fatalf("nothing runs, and %v is stopped, %v", got.Turn, err)
			}
			step := llmtest.Say("One, ", "two.")
			step.Pace = 20 * time.Second
			model := llmtest.NewModel(t, step)
			w.stage.set(model)
			w.clock.add(time.Second)
			stopper := here
			if elsewhere {
				stopper = there
			}
			var events []spotter.ChatEvent
			var began time.Time
			for e := range here.Send(t.Context(), who, spotter.TurnInput{Text: "Tell me a joke"}) {
				events = append(events, e)
				if e.Type == spotter.EventDelta && e.From == 1 {
					began = time.Now()
					if other, err := stopper.Stop(t.Context(), w.person(t)); err != nil || other.Turn != nil {
						t.Errorf("somebody else stops it: %v %v", other.Turn, err)
					}
					if got, err := stopper.Stop(t.Context(), who); err != nil || got.Turn == nil || *got.Turn != e.Turn {
						t.Errorf("stopped: %v, %v", got.Turn, err)
					}
				}
			}
			if took := time.Since(began); took > 20*time.Second {
				t.Errorf("it took %s", took)
			}
			read(t, events).has(t, "general (interrupted): One, ", "= interrupted stopped")
			if model.Canceled() != 1 {
				t.Error("the vendor was not canceled")
			}
			w.say(t, who, "Go on", llmtest.Say("Two.")).has(t, "general: Two.")
		})
	}
}

// A turn whose process died has an end for whoever sends the same again, once its lease is over.
func TestARepeatOfADeadTurn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.onboarded(t)
	who.Once.Key = "k"
	in := spotter.TurnInput{Text: "Tell me a joke"}
	dead, repeated, err := w.BeginTurn(t.Context(), who, in) // and the process is gone
	if err != nil || repeated {
		t.Fatal(err)
	}
	w.clock.add(2 * spotter.TurnLease)
	d := w.desk(t, agent.DeskConfig{})
	got := w.send(t, d, who, in)
	got.has(t, "person: Tell me a joke", "= interrupted lost")
	if got.done.Turn != dead.Number {
		t.Errorf("turn %d ended, want %d", got.done.Turn, dead.Number)
	}
}
