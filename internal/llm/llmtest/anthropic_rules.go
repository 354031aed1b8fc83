package llmtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// m is a JSON object.
type m = map[string]any

var toolName = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,64}$`)

// anthropicRequest is all that the emulator knows; anything else is refused, as the vendor does.
type anthropicRequest struct {
	Model       string             `json:"model"`
	MaxTokens   int                `json:"max_tokens"`
	Messages    []anthropicMessage `json:"messages"`
	System      []anthropicBlock   `json:"system"`
	Stream      bool               `json:"stream"`
	Metadata    map[string]string  `json:"metadata"`
	ToolChoice  map[string]any     `json:"tool_choice"`
	Tools       []anthropicTool    `json:"tools"`
	Thinking    map[string]any     `json:"thinking"`
	Temperature *float64           `json:"temperature"`
	Output      struct {
		Effort string `json:"effort"`
	} `json:"output_config"`
}

type anthropicTool struct {
	Name        string          `json:"name"`
	Description string          `json:"description"`
	Schema      json.RawMessage `json:"input_schema"`
	Cache       map[string]any  `json:"cache_control"`
}

type anthropicMessage struct {
	Role    string           `json:"role"`
	Content []anthropicBlock `json:"content"`
}

type anthropicBlock struct {
	Type      string          `json:"type"`
	Text      *string         `json:"text"`
	ID        string          `json:"id"`
	Name      string          `json:"name"`
	Input     json.RawMessage `json:"input"`
	ToolUseID string          `json:"tool_use_id"`
	Content   json.RawMessage `json:"content"`
	IsError   bool            `json:"is_error"`
	Thinking  string          `json:"thinking"`
	Signature string          `json:"signature"`
	Data      string          `json:"data"`
	Cache     map[string]any  `json:"cache_control"`
}

// fault is what the vendor would say against a request; empty: nothing.
func (a *anthropic) fault(body []byte) string {
	var r anthropicRequest
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&r); err != nil {
		return strings.TrimPrefix(err.Error(), "json: ") + ": Extra inputs are not permitted"
	}
	switch {
	case r.Model == "":
		return "model: Field required"
	case r.MaxTokens < 1:
		return "max_tokens: must be greater than or equal to 1"
	case len(r.Messages) == 0:
		return "messages: at least one message is required"
	case !r.Stream:
		return "stream: the emulator streams only"
	case r.Messages[0].Role != "user":
		return `messages: first message must use the "user" role`
	}
	for _, look := range []func(anthropicRequest) string{cacheFault, toolFault, choiceFault, thinkingFault, a.messagesFault} {
		if fault := look(r); fault != "" {
			return fault
		}
	}
	return ""
}

func cacheFault(r anthropicRequest) string {
	n := 0
	count := func(cache map[string]any) {
		if cache != nil {
			n++
		}
	}
	for _, b := range r.System {
		count(b.Cache)
		if b.Text == nil || *b.Text == "" {
			return "system: text content blocks must be non-empty"
		}
	}
	for _, t := range r.Tools {
		count(t.Cache)
	}
	for _, msg := range r.Messages {
		for _, b := range msg.Content {
			count(b.Cache)
		}
	}
	if n > 4 {
		return fmt.Sprintf("A maximum of 4 blocks with cache_control may be provided. Found %d.", n)
	}
	return ""
}

func toolFault(r anthropicRequest) string {
	seen := map[string]bool{}
	for i, t := range r.Tools {
		var schema struct {
			Type string `json:"type"`
		}
		switch {
		case !toolName.MatchString(t.Name):
			return fmt.Sprintf("tools.%d.name: String should match pattern '%s'", i, toolName)
		case seen[t.Name]:
			return "tools: Tool names must be unique."
		case json.Unmarshal(t.Schema, &schema) != nil || schema.Type != "object":
			return fmt.Sprintf("tools.%d.input_schema.type: Input should be 'object'", i)
		}
		seen[t.Name] = true
	}
	if name, ok := r.ToolChoice["name"].(string); ok && !seen[name] {
		return "tool_choice: Tool '" + name + "' not found in provided tools"
	}
	return ""
}

// newest are the families for which calls cannot be forced and thinking not be disabled.
func newest(model string) bool {
	for _, family := range []string{"claude-sonnet-5-5", "claude-opus-5-5", "claude-fable-5-1"} {
		if strings.HasPrefix(model, family) {
			return true
		}
	}
	return false
}

func choiceFault(r anthropicRequest) string {
	kind, _ := r.ToolChoice["type"].(string)
	forced := kind == "tool" || kind == "any"
	switch {
	case forced && newest(r.Model):
		return "tool_choice: forced tool use is not supported for this model"
	case forced && (r.Thinking["type"] == "enabled" || r.Thinking["type"] == "adaptive"):
		return "Thinking may not be enabled when tool_choice forces tool use."
	}
	return ""
}

func thinkingFault(r anthropicRequest) string {
	budget, _ := r.Thinking["budget_tokens"].(float64)
	old := strings.HasPrefix(r.Model, "claude-haiku-4") || strings.HasPrefix(r.Model, "claude-sonnet-4-5") || strings.HasPrefix(r.Model, "claude-opus-4-5")
	switch r.Thinking["type"] {
	case "enabled":
		switch {
		case !old:
			return `"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.`
		case budget < 1024:
			return "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024"
		case int(budget) >= r.MaxTokens:
			return "max_tokens must be greater than thinking.budget_tokens"
		}
	case "adaptive":
		if old {
			return "thinking: Input tag 'adaptive' found using 'type' does not match any of the expected tags: 'disabled', 'enabled'"
		}
	case "disabled":
		if newest(r.Model) {
			return `"thinking.type.disabled" is not supported for this model.`
		}
	case "between_tools":
		if !strings.HasPrefix(r.Model, "claude-sonnet-5-5") {
			return `"thinking.type.between_tools" is not supported for this model.`
		}
	}
	return ""
}

// messagesFault looks at the order of roles, at calls and their results, and at thinking.
func (a *anthropic) messagesFault(r anthropicRequest) string {
	for i, msg := range r.Messages {
		if i > 0 && r.Messages[i-1].Role == msg.Role {
			return `messages: roles must alternate between "user" and "assistant"`
		}
		if len(msg.Content) == 0 {
			return fmt.Sprintf("messages.%d: all messages must have non-empty content", i)
		}
		var calls []anthropicBlock
		if i > 0 {
			calls = r.Messages[i-1].Content
		}
		if fault := pairFault(i, calls, msg); fault != "" {
			return fault
		}
		for j, b := range msg.Content {
			if fault := a.blockFault(b, msg.Role); fault != "" {
				return fmt.Sprintf("messages.%d.content.%d: %s", i, j, fault)
			}
		}
	}
	if last := r.Messages[len(r.Messages)-1]; last.Role == "assistant" && newest(r.Model) {
		return "This model does not support assistant message prefill. The conversation must end with a user message."
	}
	return ""
}

// pairFault wants each call of the message before answered here, first, and nothing answered that was not asked.
func pairFault(i int, before []anthropicBlock, msg anthropicMessage) string {
	open := map[string]bool{}
	for _, b := range before {
		if b.Type == "tool_use" {
			open[b.ID] = true
		}
	}
	other := false
	for _, b := range msg.Content {
		if b.Type != "tool_result" {
			other = true
			continue
		}
		if other {
			return fmt.Sprintf("messages.%d: tool_result blocks must come first in the content", i)
		}
		if !open[b.ToolUseID] {
			return fmt.Sprintf("messages.%d: unexpected `tool_use_id` found in `tool_result` blocks: %s. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.", i, b.ToolUseID)
		}
		delete(open, b.ToolUseID)
	}
	for id := range open {
		return fmt.Sprintf("messages.%d: `tool_use` ids were found without `tool_result` blocks immediately after: %s.", i-1, id)
	}
	return ""
}

func (a *anthropic) blockFault(b anthropicBlock, role string) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	switch b.Type {
	case "text":
		if b.Text == nil || strings.TrimSpace(*b.Text) == "" {
			return "text content blocks must contain non-whitespace text"
		}
	case "tool_use":
		if len(b.Input) == 0 || b.Input[0] != '{' {
			return "tool_use.input: Input should be a valid dictionary"
		}
	case "tool_result":
		if role != "user" {
			return "tool_result blocks can only be in user messages"
		}
	case "thinking":
		if kept, ok := a.signed[b.Signature]; !ok || kept != b.Thinking {
			return "Invalid `signature` in `thinking` block"
		}
	case "redacted_thinking":
		if _, ok := a.signed[b.Data]; !ok {
			return "Invalid `data` in `redacted_thinking` block"
		}
	default:
		return "Input tag '" + b.Type + "' does not match any of the expected tags"
	}
	return ""
}
