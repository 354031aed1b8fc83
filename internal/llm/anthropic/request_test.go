package anthropic_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spotter/internal/llm"
	"spotter/internal/llm/llmtest"
)

// ask ranges over a stream to its end.
func ask(ctx context.Context, p llm.Provider, request llm.Request) (end llm.End, err error) {
	for event, fault := range p.Stream(ctx, request) {
		if fault != nil {
			return end, fault
		}
		if e, ok := event.(llm.End); ok {
			end = e
		}
	}
	return end, nil
}

// wire is what of a request the tests look at.
type wire struct {
	Metadata map[string]string `json:"metadata"`
	System   []cached          `json:"system"`
	Tools    []cached          `json:"tools"`
	Messages []struct {
		Role    string   `json:"role"`
		Content []cached `json:"content"`
	} `json:"messages"`
	Thinking map[string]any `json:"thinking"`
}

type cached struct {
	Type     string          `json:"type"`
	Thinking string          `json:"thinking"`
	Data     string          `json:"data"`
	Cache    json.RawMessage `json:"cache_control"`
}

func breaks(blocks []cached) (out []bool) {
	for _, b := range blocks {
		out = append(out, b.Cache != nil)
	}
	return out
}

func TestPrefixesAreCached(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name          string
		stable        []bool
		system, tools []bool
	}{
		{"two stable blocks leave one for the tools", []bool{true, true, false}, []bool{true, true, false}, []bool{false, true}},
		{"three leave none, and hold the tools", []bool{true, true, true}, []bool{true, true, true}, []bool{false, false}},
		{"a fourth is too many", []bool{true, true, true, true}, []bool{true, true, true, false}, []bool{false, false}},
		{"none", []bool{false}, []bool{false}, []bool{false, true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			server := llmtest.NewAnthropic(t, []llmtest.Answer{llmtest.Reply("Yes.")})
			request := llmtest.Ask()
			request.System = nil
			for _, stable := range tt.stable {
				request.System = append(request.System, llm.Block{Text: "Some text.", Stable: stable})
			}
			if _, err := ask(t.Context(), provider(t, server, ""), request); err != nil {
				t.Fatal(err)
			}
			var got wire
			server.Requests()[0].Into(t, &got)
			if diff := cmp.Diff(tt.system, breaks(got.System)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tt.tools, breaks(got.Tools)); diff != "" {
				t.Error(diff)
			}
			if last := got.Messages[len(got.Messages)-1].Content; last[len(last)-1].Cache == nil {
				t.Error("the last message ends no cached prefix")
			}
			if got.Metadata["user_id"] != "u-1" {
				t.Errorf("metadata: %v", got.Metadata)
			}
		})
	}
}

// thoughtful is an answer that thinks before it calls.
func thoughtful() llmtest.Answer {
	return llmtest.Answer{Acts: llmtest.Ends(llm.StopTools, llmtest.Act{Thinking: []string{"Is it ", "Monday?"}}, llmtest.Act{Redacted: "secret"},
		llmtest.Act{Text: "A moment."}, llmtest.Act{Call: &llmtest.Arguments{Name: "today"}})}
}

// follow is the request behind an answer that called.
func follow(request llm.Request, end llm.End) llm.Request {
	var results []llm.Part
	for _, p := range end.Message.Parts {
		if p.Call != nil {
			results = append(results, llm.Part{Result: &llm.ToolResult{CallID: p.Call.ID, Content: "rest"}})
		}
	}
	request.Messages = slices.Concat(request.Messages, []llm.Message{end.Message, {Role: llm.RoleUser, Parts: results}})
	return request
}

func TestThinkingIsReturnedUnchanged(t *testing.T) {
	t.Parallel()
	server := llmtest.NewAnthropic(t, []llmtest.Answer{thoughtful(), llmtest.Reply("Rest.")})
	p := provider(t, server, "")
	request := llmtest.Ask()
	request.Thinking = 4000
	end, err := ask(t.Context(), p, request)
	if err != nil {
		t.Fatal(err)
	}
	stored, err := json.Marshal(end.Message)
	if err != nil {
		t.Fatal(err)
	}
	end.Message = llm.Message{}
	if err := json.Unmarshal(stored, &end.Message); err != nil {
		t.Fatal(err)
	}
	if _, err := ask(t.Context(), p, follow(request, end)); err != nil {
		t.Fatalf("%v; the vendor said %q", err, server.Faults())
	}
	var got wire
	server.Requests()[1].Into(t, &got)
	content := got.Messages[1].Content
	if len(content) != 4 || content[0].Thinking != "Is it Monday?" || content[1].Type != "redacted_thinking" || content[1].Data == "" {
		t.Errorf("sent back: %+v", content)
	}
	other := provider(t, server, "claude-opus-5-5")
	if _, err := ask(t.Context(), other, follow(request, end)); err != nil || strings.Contains(string(server.Requests()[2].Body), "Is it Monday") {
		t.Errorf("another model was sent what this one thought: %v", err)
	}
}

// TestThinkingThatIsRefusedIsLeftOut changes what the model thought: the vendor refuses it, and is asked again.
func TestThinkingThatIsRefusedIsLeftOut(t *testing.T) {
	t.Parallel()
	server := llmtest.NewAnthropic(t, []llmtest.Answer{thoughtful(), llmtest.Reply("Rest.")})
	p := provider(t, server, "")
	end, err := ask(t.Context(), p, llmtest.Ask())
	if err != nil {
		t.Fatal(err)
	}
	end.Message.Parts[0].Thinking.Opaque = json.RawMessage(strings.Replace(string(end.Message.Parts[0].Thinking.Opaque), "Monday", "Friday", 1))
	if _, err := ask(t.Context(), p, follow(llmtest.Ask(), end)); err != nil {
		t.Errorf("%v", err)
	}
	if faults := server.Faults(); len(faults) != 1 || !strings.Contains(faults[0], "signature") {
		t.Errorf("the vendor said %q", faults)
	}
}

func TestEachFamilyIsAskedInItsOwnWords(t *testing.T) {
	t.Parallel()
	want := map[string][2]any{ // the type of thinking without and with a budget
		"claude-sonnet-5-5": {"between_tools", "adaptive"}, "claude-opus-5-5": {nil, "adaptive"}, "claude-haiku-5-5": {nil, "adaptive"},
		"claude-sonnet-5": {"disabled", "adaptive"}, "claude-opus-4-6": {nil, "adaptive"},
		"claude-haiku-4-5-20251001": {nil, "enabled"}, "claude-sonnet-4-5": {nil, "enabled"}, "claude-whoever-9": {nil, "adaptive"},
	}
	for model, kinds := range want {
		for i, budget := range []int{0, 3000} {
			server := llmtest.NewAnthropic(t, []llmtest.Answer{llmtest.Reply("Yes.")})
			request := llmtest.Ask()
			request.Thinking, request.MustCall = budget, "today"
			if _, err := ask(t.Context(), provider(t, server, model), request); err != nil {
				t.Errorf("%s, %d: %v; the vendor said %q", model, budget, err, server.Faults())
				continue
			}
			var got wire
			server.Requests()[0].Into(t, &got)
			if got.Thinking["type"] != kinds[i] {
				t.Errorf("%s, %d: thinking %v, want %v", model, budget, got.Thinking, kinds[i])
			}
		}
	}
}

func TestErrorsQuoteNobody(t *testing.T) {
	t.Parallel()
	for _, message := range []string{"messages.0: cannot read 'What is on today?'", "bad input: What is on today? that is wrong", "the key sk-ant-api03-abcdef is wrong"} {
		server := llmtest.NewAnthropic(t, []llmtest.Answer{{Status: http.StatusBadRequest, Kind: "bad_request", Message: message}})
		_, err := ask(t.Context(), provider(t, server, ""), llmtest.Ask())
		if err == nil || strings.Contains(err.Error(), "on today") || strings.Contains(err.Error(), "abcdef") {
			t.Errorf("%q became %v", message, err)
		}
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	server := llmtest.NewAnthropic(t, nil)
	if err := provider(t, server, "").Check(t.Context()); err != nil {
		t.Error(err)
	}
	var fault *llm.Error
	if err := provider(t, server, "gone-1").Check(t.Context()); !errors.As(err, &fault) || !strings.Contains(err.Error(), "does not know the model gone-1") {
		t.Errorf("an unknown model: %v", err)
	}
}
