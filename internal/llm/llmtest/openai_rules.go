package llmtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// openAIRequest is all that the emulator knows; anything else is refused, as the vendor does.
type openAIRequest struct {
	Model               string          `json:"model"`
	Messages            []openAIMessage `json:"messages"`
	Stream              bool            `json:"stream"`
	StreamOptions       streamOptions   `json:"stream_options"`
	Tools               []openAITool    `json:"tools"`
	ToolChoice          json.RawMessage `json:"tool_choice"`
	ParallelToolCalls   *bool           `json:"parallel_tool_calls"`
	MaxTokens           int             `json:"max_tokens"`
	MaxCompletionTokens int             `json:"max_completion_tokens"`
	ReasoningEffort     string          `json:"reasoning_effort"`
	SafetyIdentifier    string          `json:"safety_identifier"`
	PromptCacheKey      string          `json:"prompt_cache_key"`
	User                string          `json:"user"`
	Store               *bool           `json:"store"`
}

type streamOptions struct {
	IncludeUsage bool `json:"include_usage"`
}

type openAITool struct {
	Type     string `json:"type"`
	Function struct {
		Name        string          `json:"name"`
		Description string          `json:"description"`
		Parameters  json.RawMessage `json:"parameters"`
	} `json:"function"`
}

type openAIMessage struct {
	Role       string       `json:"role"`
	Content    *string      `json:"content"`
	ToolCalls  []openAICall `json:"tool_calls"`
	ToolCallID string       `json:"tool_call_id"`
}

type openAICall struct {
	ID       string `json:"id"`
	Type     string `json:"type"`
	Function struct {
		Name      string `json:"name"`
		Arguments string `json:"arguments"`
	} `json:"function"`
}

// fault is what the vendor would say against a request; empty: nothing.
func (o *openAI) fault(body []byte) string {
	var r openAIRequest
	decoder := json.NewDecoder(bytes.NewReader(body))
	if !o.lenient {
		decoder.DisallowUnknownFields()
	}
	if err := decoder.Decode(&r); err != nil {
		return "Unrecognized request argument supplied: " + err.Error()
	}
	switch {
	case r.Model == "":
		return "you must provide a model parameter"
	case len(r.Messages) == 0:
		return "[] is too short - 'messages'"
	case !r.Stream:
		return "stream: the emulator streams only"
	case o.lenient && r.MaxTokens < 1:
		return "max_tokens must be at least 1"
	}
	for _, look := range []func(openAIRequest) string{o.modelFault, openAIToolFault, openAIOrderFault} {
		if fault := look(r); fault != "" {
			return fault
		}
	}
	return ""
}

// modelFault holds a request to what the vendor's families want. A server that resembles it has none.
func (o *openAI) modelFault(r openAIRequest) string {
	if o.lenient {
		return ""
	}
	reasons := strings.HasPrefix(r.Model, "gpt-5") || strings.HasPrefix(r.Model, "gpt-6") || strings.HasPrefix(r.Model, "o")
	unsilenced := strings.HasPrefix(r.Model, "gpt-6-astra") || strings.HasPrefix(r.Model, "gpt-6.1-sol")
	newer := slices.ContainsFunc([]string{"gpt-5.4", "gpt-5.5", "gpt-5.6", "gpt-6"}, func(p string) bool { return strings.HasPrefix(r.Model, p) })
	switch {
	case reasons && r.MaxTokens > 0:
		return "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
	case r.MaxCompletionTokens < 1 && r.MaxTokens < 1:
		return "max_completion_tokens must be at least 1"
	case unsilenced && r.ReasoningEffort == "none":
		return "Unsupported value: 'reasoning_effort' does not support 'none' with this model."
	case newer && len(r.Tools) > 0 && r.ReasoningEffort != "none":
		return "Function tools with reasoning_effort are not supported for " + r.Model + " in /v1/chat/completions. To use function tools, use /v1/responses or set reasoning_effort to 'none'."
	}
	return ""
}

func openAIToolFault(r openAIRequest) string {
	var names []string
	for i, t := range r.Tools {
		var schema struct {
			Type string `json:"type"`
		}
		if t.Type != "function" || !toolName.MatchString(t.Function.Name) {
			return fmt.Sprintf("Invalid 'tools[%d].function.name'", i)
		}
		if json.Unmarshal(t.Function.Parameters, &schema) != nil || schema.Type != "object" {
			return fmt.Sprintf("Invalid schema for function '%s': schema must be a JSON Schema of 'type: \"object\"'", t.Function.Name)
		}
		names = append(names, t.Function.Name)
	}
	var choice struct {
		Function struct {
			Name string `json:"name"`
		} `json:"function"`
	}
	if len(r.ToolChoice) > 0 && json.Unmarshal(r.ToolChoice, &choice) == nil && choice.Function.Name != "" && !slices.Contains(names, choice.Function.Name) {
		return "Tool choice '" + choice.Function.Name + "' not found in 'tools' parameter."
	}
	return ""
}

// openAIOrderFault wants each call answered by messages that follow it at once.
func openAIOrderFault(r openAIRequest) string {
	open := map[string]bool{}
	for i, msg := range r.Messages {
		if msg.Role == "tool" {
			if !open[msg.ToolCallID] {
				return "Invalid parameter: messages with role 'tool' must be a response to a preceding message with 'tool_calls'."
			}
			delete(open, msg.ToolCallID)
			continue
		}
		if len(open) > 0 {
			return fmt.Sprintf("An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id' (before messages[%d]).", i)
		}
		if msg.Content == nil && len(msg.ToolCalls) == 0 {
			return fmt.Sprintf("Invalid value for 'content': expected a string, got null (messages[%d])", i)
		}
		for _, c := range msg.ToolCalls {
			if msg.Role != "assistant" || c.ID == "" || !json.Valid([]byte(c.Function.Arguments)) {
				return fmt.Sprintf("Invalid 'messages[%d].tool_calls'", i)
			}
			open[c.ID] = true
		}
	}
	if len(open) > 0 {
		return "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'."
	}
	return ""
}
