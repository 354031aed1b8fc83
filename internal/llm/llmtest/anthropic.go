package llmtest

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"

	"spotter/internal/llm"
)

// NewAnthropic starts a server that speaks Anthropic's Messages API.
func NewAnthropic(t testing.TB, answers []Answer, options ...Option) *Server {
	t.Helper()
	return newServer(t, &anthropic{signed: map[string]string{}}, answers, options)
}

type anthropic struct {
	mu     sync.Mutex
	signed map[string]string // thinking by its signature
	calls  int
}

func (*anthropic) paths() (base, answer string) { return "", "/v1/messages" }

func (*anthropic) model(path string) (string, bool) {
	id, ok := strings.CutPrefix(path, "/v1/models/")
	return `{"type":"model","id":"` + id + `","display_name":"A model","created_at":"2026-10-01T00:00:00Z"}`, ok && strings.HasPrefix(id, "claude-")
}

func (*anthropic) refusal(_ int, kind, message string) string {
	if message == "" {
		message = map[string]string{"too_long": "prompt is too long: 210000 tokens > 200000 maximum", "auth": "invalid x-api-key"}[kind]
	}
	if message == "" {
		message = "as the script says"
	}
	return `{"type":"error","error":{"type":"` + anthropicType(kind) + `","message":` + strconv.Quote(message) + `},"request_id":"req_1"}`
}

func anthropicType(kind string) string {
	switch kind {
	case "overloaded":
		return "overloaded_error"
	case "rate_limited":
		return "rate_limit_error"
	case "auth":
		return "authentication_error"
	case "not_found":
		return "not_found_error"
	case "bad_request", "too_long", "no_tools":
		return "invalid_request_error"
	}
	return "api_error"
}

// anthropicPlay is one answer on the wire.
type anthropicPlay struct {
	*anthropic
	answer Answer
	begun  bool
	index  int
	open   bool // a text block
}

func (a *anthropic) performer(_ []byte, answer Answer) performer {
	return &anthropicPlay{anthropic: a, answer: answer, index: -1}
}

func (p *anthropicPlay) act(act Act) (out []string) {
	if !p.begun && act.Garbage == "" {
		p.begun = true
		u := p.usage()
		out = append(out, frame("message_start", m{"type": "message_start", "message": m{"id": "msg_1", "type": "message", "role": "assistant",
			"model": "claude", "content": []m{}, "stop_reason": nil, "stop_sequence": nil,
			"usage": m{"input_tokens": u.Input, "cache_read_input_tokens": u.CacheRead, "cache_creation_input_tokens": u.CacheWrite, "output_tokens": 1}}}),
			frame("ping", m{"type": "ping"}))
	}
	switch {
	case act.Text != "" || act.Refusal != "":
		return append(out, p.text(act.Text+act.Refusal)...)
	case act.Thinking != nil:
		return append(out, p.think(act.Thinking)...)
	case act.Redacted != "":
		return append(out, p.block(m{"type": "redacted_thinking", "data": p.sign(act.Redacted)})...)
	case act.Call != nil:
		return append(out, p.call(*act.Call)...)
	case act.Calls != nil:
		for _, c := range act.Calls { // one block after another: the protocol knows no turns
			out = append(out, p.call(c)...)
		}
		return out
	case act.Ping > 0:
		for range act.Ping {
			out = append(out, frame("ping", m{"type": "ping"}))
		}
		return out
	case act.Garbage != "":
		return append(out, frame("content_block_delta", act.Garbage))
	case act.Break != "":
		return append(out, frame("error", m{"type": "error", "error": m{"type": anthropicType(act.Break), "message": "as the script says"}}))
	case act.Stop != "" || act.Unknown != "":
		return append(out, p.stop(act)...)
	}
	return out
}

func (p *anthropicPlay) usage() llm.Usage {
	if p.answer.Usage != (llm.Usage{}) {
		return p.answer.Usage
	}
	return llm.Usage{Input: 12, CacheRead: 100, CacheWrite: 7, Output: 9}
}

func (p *anthropicPlay) text(piece string) (out []string) {
	if !p.open {
		p.index++
		p.open = true
		out = append(out, frame("content_block_start", m{"type": "content_block_start", "index": p.index, "content_block": m{"type": "text", "text": ""}}))
	}
	return append(out, p.delta(m{"type": "text_delta", "text": piece}))
}

func (p *anthropicPlay) delta(d m) string {
	return frame("content_block_delta", m{"type": "content_block_delta", "index": p.index, "delta": d})
}

func (p *anthropicPlay) closeText() (out []string) {
	if p.open {
		p.open = false
		out = append(out, frame("content_block_stop", m{"type": "content_block_stop", "index": p.index}))
	}
	return out
}

// block is one that comes with these deltas.
func (p *anthropicPlay) block(start m, deltas ...m) []string {
	out := p.closeText()
	p.index++
	out = append(out, frame("content_block_start", m{"type": "content_block_start", "index": p.index, "content_block": start}))
	for _, d := range deltas {
		out = append(out, p.delta(d))
	}
	return append(out, frame("content_block_stop", m{"type": "content_block_stop", "index": p.index}))
}

func (p *anthropicPlay) think(pieces []string) []string {
	var deltas []m
	for _, piece := range pieces {
		deltas = append(deltas, m{"type": "thinking_delta", "thinking": piece})
	}
	deltas = append(deltas, m{"type": "signature_delta", "signature": p.sign(strings.Join(pieces, ""))})
	return p.block(m{"type": "thinking", "thinking": "", "signature": ""}, deltas...)
}

// sign remembers thinking by a signature, as the vendor can tell its own from another's.
func (a *anthropic) sign(thinking string) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	sum := sha256.Sum256([]byte("signed " + thinking))
	signature := hex.EncodeToString(sum[:])
	a.signed[signature] = thinking
	return signature
}

func (p *anthropicPlay) call(c Arguments) []string {
	if c.ID == "" {
		p.mu.Lock()
		p.calls++
		c.ID = "toolu_" + strconv.Itoa(p.calls)
		p.mu.Unlock()
	}
	deltas := []m{{"type": "input_json_delta", "partial_json": ""}}
	for _, piece := range c.Pieces {
		deltas = append(deltas, m{"type": "input_json_delta", "partial_json": piece})
	}
	return p.block(m{"type": "tool_use", "id": c.ID, "name": c.Name, "input": m{}}, deltas...)
}

func (p *anthropicPlay) stop(act Act) []string {
	reason := map[llm.StopReason]string{llm.StopEnd: "end_turn", llm.StopTools: "tool_use", llm.StopMaxTokens: "max_tokens",
		llm.StopRefusal: "refusal", llm.StopContext: "model_context_window_exceeded", llm.StopPause: "pause_turn"}[act.Stop]
	if act.Unknown != "" {
		reason = act.Unknown
	}
	return append(p.closeText(), frame("message_delta", m{"type": "message_delta", "delta": m{"stop_reason": reason, "stop_sequence": nil},
		"usage": m{"output_tokens": p.usage().Output}}), frame("message_stop", m{"type": "message_stop"}))
}

func (a *anthropic) check(header http.Header, body []byte) (status int, kind, message string) {
	switch {
	case header.Get("X-Api-Key") != Key:
		return http.StatusUnauthorized, "auth", "invalid x-api-key"
	case header.Get("Anthropic-Version") == "":
		return http.StatusBadRequest, "bad_request", "anthropic-version: header is required"
	case body == nil:
		return 0, "", ""
	}
	if fault := a.fault(body); fault != "" {
		return http.StatusBadRequest, "bad_request", fault
	}
	return 0, "", ""
}
