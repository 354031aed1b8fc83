package llmtest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"spotter/internal/llm"
)

// Step is what a [Model] does with one request. The zero Step answers with an empty message.
type Step struct {
	// Expect holds the request to what the test wants; an error is a fault of the test. Nil: anything goes.
	Expect func(llm.Request) error
	Delay  time.Duration // before the first event
	Pace   time.Duration // before each further piece of text

	Thinking *llm.Thinking
	Text     []string       // one delta each
	Calls    []llm.ToolCall // an empty ID becomes call_1, call_2, ... of the Model
	// Err ends the answer after the text, before any call. It becomes an [llm.Error] of KindUnavailable
	// if it is none.
	Err error
	// Stop is StopTools by default when there are calls, else StopEnd.
	Stop  llm.StopReason
	Usage llm.Usage // by default ten tokens each way
}

// Say is a step that answers with text.
func Say(pieces ...string) Step { return Step{Text: pieces} }

// Call is a step that calls one tool; arguments are JSON.
func Call(name, arguments string) Step {
	return Step{Calls: []llm.ToolCall{{Name: name, Arguments: []byte(arguments)}}}
}

// Fail is a step that ends with an error before anything is yielded but [llm.Start].
func Fail(kind llm.Kind) Step {
	return Step{Err: &llm.Error{Kind: kind, Provider: "script", Cause: errors.New("as the script says")}}
}

// Model is a provider that follows a script. It is safe for concurrent use: each request takes the next step.
type Model struct {
	t    testing.TB
	name string
	// answer is asked for the step when the list is used up; nil: a fault of the test.
	answer func(llm.Request) Step

	mu       sync.Mutex
	steps    []Step
	requests []llm.Request
	canceled int
	calls    int
}

// NewModel makes a provider that takes the steps in order. A request more than there are steps, a step that is
// left over at the end of the test and an expectation that is not met are faults of t.
func NewModel(t testing.TB, steps ...Step) *Model {
	t.Helper()
	m := &Model{t: t, name: "script", steps: steps}
	t.Cleanup(func() {
		if left := m.Left(); left > 0 && !t.Failed() {
			t.Errorf("llmtest: %d steps of the script were never asked for", left)
		}
	})
	return m
}

// NewModelFunc makes a provider whose steps depend on what it is asked, such as a hijacked one.
func NewModelFunc(t testing.TB, answer func(llm.Request) Step) *Model {
	t.Helper()
	return &Model{t: t, name: "script", answer: answer}
}

// As gives the model another name, before it is asked.
func (m *Model) As(name string) *Model {
	m.name = name
	return m
}

// Name is "script", or what As gave.
func (m *Model) Name() string { return m.name }

// Model is the name with a 1.
func (m *Model) Model() string { return m.name + "-1" }

// Requests are all that were asked so far, in order.
func (m *Model) Requests() []llm.Request {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.requests)
}

// Left is how many steps of the list were not asked for.
func (m *Model) Left() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.steps)
}

// Canceled is how many answers their reader ended early, by ctx or by leaving the loop.
func (m *Model) Canceled() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.canceled
}

// Stream answers with the next step.
func (m *Model) Stream(ctx context.Context, request llm.Request) iter.Seq2[llm.Event, error] {
	return func(yield func(llm.Event, error) bool) {
		step, err := m.next(request)
		if err != nil {
			yield(nil, &llm.Error{Kind: llm.KindBadRequest, Provider: m.Name(), Cause: err})
			return
		}
		switch err := m.play(ctx, step, func(e llm.Event) bool { return yield(e, nil) }); {
		case errors.Is(err, errLeft):
			m.cancel()
		case err != nil:
			if ctx.Err() != nil {
				m.cancel()
			}
			yield(nil, m.typed(err))
		}
	}
}

func (m *Model) cancel() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.canceled++
}

// errLeft says that the reader has left the loop.
var errLeft = errors.New("the reader has left")

func (m *Model) next(request llm.Request) (Step, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.requests = append(m.requests, request)
	var step Step
	switch {
	case len(m.steps) > 0:
		step, m.steps = m.steps[0], m.steps[1:]
	case m.answer != nil:
		step = m.answer(request)
	default:
		err := fmt.Errorf("the script has no step for request %d", len(m.requests))
		m.t.Errorf("llmtest: %v", err)
		return Step{}, err
	}
	if step.Expect != nil {
		if err := step.Expect(request); err != nil {
			m.t.Errorf("llmtest: request %d: %v", len(m.requests), err)
		}
	}
	step.Calls = slices.Clone(step.Calls)
	for i := range step.Calls {
		if m.calls++; step.Calls[i].ID == "" {
			step.Calls[i].ID = "call_" + strconv.Itoa(m.calls)
		}
	}
	return step, nil
}

// play yields the events of a step; yield answers false when the reader has left.
func (m *Model) play(ctx context.Context, step Step, yield func(llm.Event) bool) error {
	if err := wait(ctx, step.Delay); err != nil {
		return err
	}
	end := llm.End{Message: llm.Message{Role: llm.RoleAssistant}, Reason: step.Stop, Usage: step.Usage}
	events := []llm.Event{llm.Start{Provider: m.Name(), Model: m.Model()}}
	if step.Thinking != nil {
		end.Message.Parts = append(end.Message.Parts, llm.Part{Thinking: step.Thinking})
	}
	text := ""
	for _, piece := range step.Text {
		text += piece
		events = append(events, llm.TextDelta{Text: piece})
	}
	if text != "" {
		end.Message.Parts = append(end.Message.Parts, llm.Part{Text: text})
	}
	for i, event := range events {
		if i > 1 {
			if err := wait(ctx, step.Pace); err != nil {
				return err
			}
		}
		if !yield(event) {
			return errLeft
		}
	}
	if step.Err != nil {
		return step.Err
	}
	return finish(ctx, step, end, yield)
}

// finish yields the calls and the end.
func finish(ctx context.Context, step Step, end llm.End, yield func(llm.Event) bool) error {
	for _, call := range step.Calls {
		if !yield(llm.CallStart{ID: call.ID, Name: call.Name}) {
			return errLeft
		}
		end.Message.Parts = append(end.Message.Parts, llm.Part{Call: &call})
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if end.Reason == "" && len(step.Calls) > 0 {
		end.Reason = llm.StopTools
	} else if end.Reason == "" {
		end.Reason = llm.StopEnd
	}
	if end.Usage == (llm.Usage{}) {
		end.Usage = llm.Usage{Input: 10, Output: 10}
	}
	yield(end)
	return nil
}

func (m *Model) typed(err error) error {
	var known *llm.Error
	if errors.As(err, &known) {
		return known
	}
	kind := llm.KindUnavailable
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		kind = llm.KindCanceled
	}
	return &llm.Error{Kind: kind, Provider: m.Name(), Cause: err}
}

// wait lasts d, or ends with ctx.
func wait(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
