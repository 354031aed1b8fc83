package agent_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"spotter"
	"spotter/internal/llm"
	"spotter/internal/llm/rules"
)

// listener is the grammar, but what it calls is noted and not done: only hand-overs are.
type listener struct {
	*rules.Provider
	calls []llm.ToolCall
	tools []llm.Tool
}

func (l *listener) Stream(ctx context.Context, r llm.Request) iter.Seq2[llm.Event, error] {
	return func(yield func(llm.Event, error) bool) {
		for event, err := range l.Provider.Stream(ctx, r) {
			if end, ok := event.(llm.End); ok && l.notes(r, &end) {
				event = end
			}
			if _, ok := event.(llm.CallStart); ok {
				continue
			}
			if !yield(event, err) {
				return
			}
		}
	}
}

// notes keeps the calls of an answer, and makes it one without any.
func (l *listener) notes(r llm.Request, end *llm.End) bool {
	parts := slices.DeleteFunc(slices.Clone(end.Message.Parts), func(p llm.Part) bool { return p.Call == nil || p.Call.Name == "hand_over" })
	if len(parts) == 0 {
		return false
	}
	for _, p := range parts {
		l.calls = append(l.calls, *p.Call)
	}
	l.tools = r.Tools
	end.Message, end.Reason = llm.Message{Role: llm.RoleAssistant}, llm.StopEnd
	return true
}

// Every line of the table, said to the whole loop: routed, handed over and called with arguments that the tool's own
// schema takes.
func TestUtterances(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("testdata/utterances.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, section := range strings.Split(string(raw), "\n== ")[1:] {
		name, lines, _ := strings.Cut(section, "\n")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			locale, training, _ := strings.Cut(name, " ")
			who := w.onboarded(t, func(a *spotter.Answers) { a.About.Locale = locale })
			if training != "" {
				walker{w, who}.say(t, "start workout", "[start_session done]")
			}
			for line := range strings.Lines(lines) {
				if said, want, ok := strings.Cut(strings.TrimSpace(line), " => "); ok {
					w.hears(t, who, said, want)
				}
			}
		})
	}
}

// hears says something and wants a call, or a text.
func (w *world) hears(t *testing.T, who spotter.Caller, said, want string) {
	t.Helper()
	if err := w.DeleteMessages(t.Context(), who); err != nil {
		t.Fatal(err)
	}
	ear := &listener{Provider: rules.New()}
	w.stage.set(ear)
	text := ""
	for e, err := range w.agents.Run(t.Context(), who, spotter.TurnInput{Text: said}) {
		if err != nil {
			t.Fatalf("%q: %v", said, err)
		}
		if d, ok := e.Delta(); ok {
			text += d.Text
		}
	}
	if part, ok := strings.CutPrefix(want, "? "); ok {
		if len(ear.calls) > 0 || !strings.Contains(text, part) {
			t.Errorf("%q: called %v and said %q, want %q", said, names(ear.calls), text, part)
		}
		return
	}
	tool, arguments, _ := strings.Cut(want, " ")
	if len(ear.calls) != 1 || ear.calls[0].Name != tool || !sameJSON(t, ear.calls[0].Arguments, arguments) {
		t.Errorf("%q: called %v %s, want %s", said, names(ear.calls), text, want)
		return
	}
	i := slices.IndexFunc(ear.tools, func(x llm.Tool) bool { return x.Name == tool })
	if i < 0 {
		t.Errorf("%q: %s is not offered", said, tool)
		return
	}
	if fault := against(t, ear.tools[i].Schema, ear.calls[0].Arguments); fault != "" {
		t.Errorf("%q: %s %s: %s", said, tool, ear.calls[0].Arguments, fault)
	}
}

func names(calls []llm.ToolCall) []string {
	out := make([]string, len(calls))
	for i, c := range calls {
		out[i] = c.Name + " " + string(c.Arguments)
	}
	return out
}

func sameJSON(t *testing.T, got json.RawMessage, want string) bool {
	t.Helper()
	var a, b any
	if err := json.Unmarshal(got, &a); err != nil {
		t.Errorf("%s: %v", got, err)
	}
	if err := json.Unmarshal([]byte(want), &b); err != nil {
		t.Fatalf("%s: %v", want, err)
	}
	return reflect.DeepEqual(a, b)
}

// against holds arguments against the part of JSON Schema that the tools use; empty when they fit.
func against(t *testing.T, schema, arguments json.RawMessage) string {
	t.Helper()
	var rules map[string]any
	var value any
	if err := json.Unmarshal(schema, &rules); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(arguments, &value); err != nil {
		return err.Error()
	}
	return misfit(rules, value, "")
}

func misfit(rules map[string]any, value any, at string) string {
	switch v := value.(type) {
	case map[string]any:
		properties, _ := rules["properties"].(map[string]any)
		for name, one := range v {
			of, ok := properties[name].(map[string]any)
			if !ok {
				return at + "." + name + " is no field"
			}
			if fault := misfit(of, one, at+"."+name); fault != "" {
				return fault
			}
		}
		required, _ := rules["required"].([]any)
		for _, name := range required {
			if v[fmt.Sprint(name)] == nil {
				return at + "." + fmt.Sprint(name) + " is missing"
			}
		}
	case []any:
		items, _ := rules["items"].(map[string]any)
		for _, one := range v {
			if fault := misfit(items, one, at+"[]"); fault != "" {
				return fault
			}
		}
	case float64:
		if low, ok := rules["minimum"].(float64); ok && v < low {
			return at + " is too low"
		}
		if high, ok := rules["maximum"].(float64); ok && v > high {
			return at + " is too high"
		}
	}
	want, kind := fmt.Sprint(rules["type"]), map[bool]string{true: "integer", false: "number"}
	got := map[string]bool{}
	switch v := value.(type) {
	case map[string]any:
		got["object"] = true
	case []any:
		got["array"] = true
	case string:
		got["string"] = true
		if enum, ok := rules["enum"].([]any); ok && !slices.Contains(enum, any(v)) {
			return at + " is none of " + fmt.Sprint(enum)
		}
	case bool:
		got["boolean"] = true
	case float64:
		got["number"], got[kind[v == float64(int(v))]] = true, true
	}
	if !got[want] {
		return at + " is no " + want
	}
	return ""
}
