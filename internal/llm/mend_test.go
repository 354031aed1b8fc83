package llm_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"spotter/internal/llm"
)

// TestMendMakesWhatVendorsTake holds it to the vendors' rules on any conversation.
func TestMendMakesWhatVendorsTake(t *testing.T) {
	t.Parallel()
	part := rapid.Custom(func(t *rapid.T) llm.Part {
		id := fmt.Sprint("c", rapid.IntRange(0, 4).Draw(t, "id"))
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			return llm.Part{Call: &llm.ToolCall{ID: id, Name: "today"}}
		case 1:
			return llm.Part{Result: &llm.ToolResult{CallID: id, Content: "x"}}
		case 2:
			return llm.Part{Thinking: &llm.Thinking{Provider: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "by")}}
		}
		return llm.Part{Text: rapid.SampledFrom([]string{"", " \n", "words"}).Draw(t, "text")}
	})
	message := rapid.Custom(func(t *rapid.T) llm.Message {
		role := rapid.SampledFrom([]llm.Role{llm.RoleUser, llm.RoleAssistant}).Draw(t, "role")
		parts := rapid.SliceOfN(part, 0, 5).Draw(t, "parts")
		parts = slices.DeleteFunc(parts, func(p llm.Part) bool {
			return role == llm.RoleUser && (p.Call != nil || p.Thinking != nil) || role == llm.RoleAssistant && p.Result != nil
		})
		seen := map[string]bool{} // a model gives each call its own id
		parts = slices.DeleteFunc(parts, func(p llm.Part) bool {
			again := p.Call != nil && seen[p.Call.ID]
			if p.Call != nil {
				seen[p.Call.ID] = true
			}
			return again
		})
		return llm.Message{Role: role, Parts: parts}
	})
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.SliceOfN(message, 0, 8).Draw(t, "messages")
		before, _ := json.Marshal(in)
		out := llm.Mend(in, func(k llm.Thinking) bool { return k.Provider == "a" })
		if after, _ := json.Marshal(in); string(before) != string(after) {
			t.Fatalf("the conversation was changed: %s", after)
		}
		var open []string
		for i, m := range out {
			if (m.Role == llm.RoleUser) != (i%2 == 0) || len(m.Parts) == 0 {
				t.Fatalf("message %d: %+v", i, m)
			}
			for _, p := range m.Parts {
				switch {
				case p.Result != nil && (len(open) == 0 || open[0] != p.Result.CallID):
					t.Fatalf("message %d: a result of %s, while %v are open", i, p.Result.CallID, open)
				case p.Result != nil:
					open = open[1:]
				case len(open) > 0:
					t.Fatalf("message %d: something else before the results of %v", i, open)
				case p.Thinking != nil && p.Thinking.Provider != "a":
					t.Fatalf("message %d keeps another's thinking", i)
				case p.Call == nil && p.Thinking == nil && strings.TrimSpace(p.Text) == "":
					t.Fatalf("message %d has empty text", i)
				}
			}
			for _, p := range m.Parts {
				if p.Call != nil {
					open = append(open, p.Call.ID)
				}
			}
		}
		if len(open) > 0 {
			t.Fatalf("%v were never answered", open)
		}
	})
}

func TestRunesAreWhole(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		var r llm.Runes
		got := ""
		for rest := text; rest != ""; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "cut")
			piece := r.Add(rest[:n])
			if !utf8.ValidString(piece) {
				t.Fatalf("%q is broken", piece)
			}
			got += piece
			rest = rest[n:]
		}
		if got != text {
			t.Fatalf("%q became %q", text, got)
		}
	})
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"": 0, "7": 7 * time.Second, "1.5": 1500 * time.Millisecond, "-3": 0, "soon": 0, "1e300": 24 * time.Hour, "NaN": 0,
		"Mon, 02 Nov 2026 12:01:30 GMT": 90 * time.Second, "Mon, 02 Nov 2026 11:00:00 GMT": 0,
	} {
		if got := llm.RetryAfter(http.Header{"Retry-After": {value}}, now); got != want {
			t.Errorf("%q: %s, want %s", value, got, want)
		}
	}
	if got := llm.RetryAfter(http.Header{"Retry-After-Ms": {"250"}, "Retry-After": {"7"}}, now); got != 250*time.Millisecond {
		t.Errorf("milliseconds: %s", got)
	}
}

func TestQuote(t *testing.T) {
	t.Parallel()
	request := llm.Request{Messages: []llm.Message{{Parts: []llm.Part{{Text: "I am pregnant and my knee hurts"}}}, {Parts: []llm.Part{{Result: &llm.ToolResult{Content: "takes warfarin daily"}}}}}}
	for in, want := range map[string]string{
		"max_tokens: must be at least 1":                 "max_tokens: must be at least 1",
		"cannot parse `pregnant`":                        "cannot parse …",
		"unexpected: my knee hurts":                      "(the vendor's sentence quotes the conversation)",
		"TAKES  WARFARIN\ndaily, it seems":               "(the vendor's sentence quotes the conversation)",
		"Incorrect API key provided: sk-proj-abc***xyz.": "Incorrect API key provided: …",
		strings.Repeat("a", 300):                         strings.Repeat("a", 240) + "…",
		strings.Repeat("ü", 150):                         strings.Repeat("ü", 120) + "…",
	} {
		if got := llm.Quote(in, request); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
