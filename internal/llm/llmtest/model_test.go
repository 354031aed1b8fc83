package llmtest_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"spotter/internal/llm"
	"spotter/internal/llm/llmtest"
)

// read ranges over a stream to its end.
func read(ctx context.Context, p llm.Provider, request llm.Request) (events []llm.Event, err error) {
	for event, fault := range p.Stream(ctx, request) {
		if fault != nil {
			return events, fault
		}
		events = append(events, event)
	}
	return events, nil
}

func TestModelFollowsItsScript(t *testing.T) {
	t.Parallel()
	m := llmtest.NewModel(t, llmtest.Call("today", `{"date":"2026-11-02"}`), llmtest.Say("Legs", " today."), llmtest.Fail(llm.KindOverloaded))
	start := llm.Start{Provider: "script", Model: "script-1"}
	call := llm.ToolCall{ID: "call_1", Name: "today", Arguments: []byte(`{"date":"2026-11-02"}`)}
	tests := []struct {
		want []llm.Event
		kind llm.Kind
	}{
		{want: []llm.Event{start, llm.CallStart{ID: "call_1", Name: "today"},
			llm.End{Message: llm.Message{Role: llm.RoleAssistant, Parts: []llm.Part{{Call: &call}}}, Reason: llm.StopTools, Usage: llm.Usage{Input: 10, Output: 10}}}},
		{want: []llm.Event{start, llm.TextDelta{Text: "Legs"}, llm.TextDelta{Text: " today."},
			llm.End{Message: llm.Message{Role: llm.RoleAssistant, Parts: []llm.Part{{Text: "Legs today."}}}, Reason: llm.StopEnd, Usage: llm.Usage{Input: 10, Output: 10}}}},
		{want: []llm.Event{start}, kind: llm.KindOverloaded},
	}
	for i, tt := range tests {
		got, err := read(t.Context(), m, llm.Request{MaxTokens: i + 1})
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("step %d:\n%s", i, diff)
		}
		var fault *llm.Error
		if errors.As(err, &fault); (tt.kind != "") != (err != nil) || fault != nil && fault.Kind != tt.kind {
			t.Errorf("step %d: %v, want kind %q", i, err, tt.kind)
		}
	}
	if got := m.Requests(); len(got) != 3 || got[2].MaxTokens != 3 {
		t.Errorf("requests: %+v", got)
	}
}

func TestModelKeepsTimeAndEndsWithItsReader(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		begin := time.Now()
		m := llmtest.NewModel(t, llmtest.Step{Delay: time.Second, Pace: time.Second, Text: []string{"a", "b"}},
			llmtest.Step{Delay: time.Hour}, llmtest.Say("a", "b"))
		if _, err := read(t.Context(), m, llm.Request{}); err != nil || time.Since(begin) != 2*time.Second {
			t.Errorf("%v after %s", err, time.Since(begin))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		_, err := read(ctx, m, llm.Request{})
		var fault *llm.Error
		if !errors.As(err, &fault) || fault.Kind != llm.KindCanceled {
			t.Errorf("a cancelled wait: %v", err)
		}
		for range m.Stream(t.Context(), llm.Request{}) {
			break
		}
		if m.Canceled() != 2 {
			t.Errorf("%d answers were cancelled, want 2", m.Canceled())
		}
	})
}
