package llmtest

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"

	"spotter/internal/llm"
)

// NewOpenAI starts a server that speaks OpenAI's Chat Completions API.
func NewOpenAI(t testing.TB, answers []Answer, options ...Option) *Server {
	t.Helper()
	return newServer(t, &openAI{}, answers, options)
}

// NewCompatible starts a server that resembles it: it wants no key, takes any field, and counts max_tokens.
func NewCompatible(t testing.TB, answers []Answer, options ...Option) *Server {
	t.Helper()
	return newServer(t, &openAI{lenient: true}, answers, options)
}

type openAI struct {
	lenient bool
	mu      sync.Mutex
	calls   int
}

func (*openAI) paths() (base, answer string) { return "/v1", "/chat/completions" }

func (o *openAI) model(path string) (string, bool) {
	if path == "/v1/models" {
		return `{"object":"list","data":[{"id":"gpt-6.1-terra","object":"model","created":1,"owned_by":"openai"},{"id":"local-1","object":"model","created":1,"owned_by":"llamacpp"}]}`, true
	}
	id, ok := strings.CutPrefix(path, "/v1/models/")
	return `{"id":"` + id + `","object":"model","created":1,"owned_by":"openai"}`, ok && (strings.HasPrefix(id, "gpt-") || o.lenient)
}

func (*openAI) refusal(status int, kind, message string) string {
	code := map[string]string{"too_long": "context_length_exceeded", "rate_limited": "rate_limit_exceeded", "auth": "invalid_api_key",
		"overloaded": "server_overloaded", "not_found": "model_not_found"}[kind]
	typed := map[string]string{"auth": "invalid_request_error", "bad_request": "invalid_request_error", "too_long": "invalid_request_error",
		"not_found": "invalid_request_error", "no_tools": "api_error", "rate_limited": "tokens"}[kind]
	if typed == "" {
		typed = "server_error"
	}
	if message == "" {
		message = map[string]string{"auth": "Incorrect API key provided: test****-key.", "no_tools": "registry/model:1b does not support tools",
			"too_long": "This model's maximum context length is 128000 tokens."}[kind]
	}
	if message == "" {
		message = "as the script says"
	}
	b, err := json.Marshal(m{"error": m{"message": message, "type": typed, "param": nil, "code": orNil(code)}})
	if err != nil || status == 0 {
		return ""
	}
	return string(b)
}

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}

type openAIPlay struct {
	*openAI
	answer  Answer
	request openAIRequest
	begun   bool
	refused bool
	index   int
}

func (o *openAI) performer(body []byte, answer Answer) performer {
	p := &openAIPlay{openAI: o, answer: answer, index: -1}
	_ = json.Unmarshal(body, &p.request)
	return p
}

func (p *openAIPlay) chunk(delta m, finish any) string {
	return frame("", m{"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": p.request.Model,
		"choices": []m{{"index": 0, "delta": delta, "finish_reason": finish}}, "usage": nil})
}

func (p *openAIPlay) act(act Act) (out []string) {
	if !p.begun && act.Garbage == "" {
		p.begun = true
		out = append(out, p.chunk(m{"role": "assistant", "content": ""}, nil))
		if p.answer.Quirks.Reasoning != "" {
			out = append(out, p.chunk(m{"reasoning_content": p.answer.Quirks.Reasoning}, nil))
		}
	}
	switch {
	case act.Text != "":
		return append(out, p.chunk(m{"content": act.Text}, nil))
	case act.Refusal != "":
		p.refused = true
		return append(out, p.chunk(m{"refusal": act.Refusal}, nil))
	case act.Call != nil:
		return append(out, p.interleave([]Arguments{*act.Call})...)
	case act.Calls != nil:
		return append(out, p.interleave(act.Calls)...)
	case act.Ping > 0:
		for range act.Ping {
			out = append(out, ": ping\n\n")
		}
		return out
	case act.Garbage != "":
		return append(out, frame("", act.Garbage))
	case act.Break != "":
		return append(out, frame("", p.refusal(1, act.Break, "as the script says")))
	case act.Stop != "" || act.Unknown != "":
		return append(out, p.stop(act)...)
	}
	return out
}

// interleave writes the arguments of several calls in turns: each delta names its call by index.
func (p *openAIPlay) interleave(calls []Arguments) (out []string) {
	first := p.index + 1
	longest := 0
	for i, c := range calls {
		p.index++
		head := m{"index": first + i, "id": p.id(c), "type": "function", "function": m{"name": c.Name, "arguments": ""}}
		if p.answer.Quirks.WholeCalls {
			head["function"] = m{"name": c.Name, "arguments": strings.Join(c.Pieces, "")}
		}
		if p.answer.Quirks.NoCallIDs {
			delete(head, "id")
		}
		if p.answer.Quirks.NoIndex {
			delete(head, "index")
		}
		if p.answer.Quirks.OneIndex {
			head["index"] = 0
		}
		out = append(out, p.chunk(m{"tool_calls": []m{head}}, nil))
		longest = max(longest, len(c.Pieces))
	}
	if p.answer.Quirks.WholeCalls {
		return out
	}
	for n := range longest {
		for i, c := range calls {
			if n < len(c.Pieces) {
				out = append(out, p.chunk(m{"tool_calls": []m{{"index": first + i, "function": m{"arguments": c.Pieces[n]}}}}, nil))
			}
		}
	}
	return out
}

func (p *openAIPlay) id(c Arguments) string {
	if c.ID != "" {
		return c.ID
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls++
	return "call_" + strconv.Itoa(p.calls)
}

func (p *openAIPlay) stop(act Act) []string {
	reason := map[llm.StopReason]string{llm.StopEnd: "stop", llm.StopTools: "tool_calls", llm.StopMaxTokens: "length", llm.StopRefusal: "content_filter"}[act.Stop]
	if act.Unknown != "" {
		reason = act.Unknown
	}
	if p.answer.Quirks.StopOnCall || p.refused {
		reason = "stop"
	}
	out := []string{p.chunk(m{}, reason)}
	if p.request.StreamOptions.IncludeUsage && !p.answer.Quirks.NoUsage {
		u := p.answer.Usage
		if u == (llm.Usage{}) {
			u = llm.Usage{Input: 12, CacheRead: 100, Output: 9}
		}
		out = append(out, frame("", m{"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": p.request.Model, "choices": []m{},
			"usage": m{"prompt_tokens": u.Input + u.CacheRead + u.CacheWrite, "completion_tokens": u.Output, "total_tokens": u.Input + u.CacheRead + u.CacheWrite + u.Output,
				"prompt_tokens_details": m{"cached_tokens": u.CacheRead, "cache_write_tokens": u.CacheWrite}}}))
	}
	if !p.answer.Quirks.NoDone {
		out = append(out, frame("", "[DONE]"))
	}
	return out
}

func (o *openAI) check(header http.Header, body []byte) (status int, kind, message string) {
	if !o.lenient && header.Get("Authorization") != "Bearer "+Key {
		return http.StatusUnauthorized, "auth", "Incorrect API key provided: test****-key."
	}
	if body == nil {
		return 0, "", ""
	}
	if fault := o.fault(body); fault != "" {
		return http.StatusBadRequest, "bad_request", fault
	}
	return 0, "", ""
}
