package openai

import (
	"encoding/json"
	"strings"

	sdk "github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/packages/param"
	"github.com/openai/openai-go/v3/shared"

	"spotter/internal/llm"
)

// params translates a request. The vendor caches prefixes by itself, and takes them in our order.
func (p *Provider) params(request llm.Request) (sdk.ChatCompletionNewParams, error) {
	out := sdk.ChatCompletionNewParams{
		Model: p.Model(), StreamOptions: sdk.ChatCompletionStreamOptionsParam{IncludeUsage: param.NewOpt(true)},
	}
	if text := p.system(request); text != "" {
		out.Messages = append(out.Messages, sdk.SystemMessage(text))
	}
	for _, m := range llm.Mend(request.Messages, func(llm.Thinking) bool { return false }) {
		out.Messages = append(out.Messages, messages(m)...)
	}
	for _, t := range request.Tools {
		tool, err := tool(t)
		if err != nil {
			return out, err
		}
		out.Tools = append(out.Tools, tool)
	}
	if request.MustCall != "" {
		out.ToolChoice = sdk.ToolChoiceOptionFunctionToolChoice(sdk.ChatCompletionNamedToolChoiceFunctionParam{Name: request.MustCall})
	}
	p.limit(&out, request)
	return out, nil
}

// limit says what vendor and resembling servers have different words for.
func (p *Provider) limit(out *sdk.ChatCompletionNewParams, request llm.Request) {
	tokens := int64(max(1, request.MaxTokens))
	if p.name == NameCompatible {
		out.MaxTokens = param.NewOpt(tokens + int64(request.Thinking))
		return
	}
	out.ReasoningEffort = effort(p.Model(), request.Thinking, len(request.Tools) > 0)
	if out.ReasoningEffort != "" && out.ReasoningEffort != shared.ReasoningEffortNone {
		tokens += int64(max(request.Thinking, spare)) // what is thought counts as output
	}
	out.MaxCompletionTokens = param.NewOpt(tokens)
	out.Store = param.NewOpt(false)
	if request.User != "" {
		out.SafetyIdentifier = param.NewOpt(request.User)
	}
}

// spare is what a model may think that cannot be told not to.
const spare = 2048

func (p *Provider) system(request llm.Request) string {
	var texts []string
	for _, b := range request.System {
		if b.Text != "" {
			texts = append(texts, b.Text)
		}
	}
	if request.MustCall != "" && p.name == NameCompatible { // many pass over the choice of a tool
		texts = append(texts, "Answer this message only by calling the tool "+request.MustCall+", without any text.")
	}
	return strings.Join(texts, "\n\n")
}

func tool(t llm.Tool) (out sdk.ChatCompletionToolUnionParam, err error) {
	function := shared.FunctionDefinitionParam{Name: t.Name}
	if t.Description != "" {
		function.Description = param.NewOpt(t.Description)
	}
	if err := json.Unmarshal(t.Schema, &function.Parameters); err != nil {
		return out, &unfit{"the schema of the tool " + t.Name + " is no JSON object"}
	}
	return sdk.ChatCompletionFunctionTool(function), nil
}

// messages are one of ours: each result is a message of its own.
func messages(m llm.Message) []sdk.ChatCompletionMessageParamUnion {
	if m.Role == llm.RoleAssistant {
		return []sdk.ChatCompletionMessageParamUnion{assistant(m)}
	}
	var out []sdk.ChatCompletionMessageParamUnion
	var texts []string
	for _, part := range m.Parts {
		switch {
		case part.Result != nil:
			out = append(out, sdk.ToolMessage(result(part.Result), part.Result.CallID))
		case part.Text != "":
			texts = append(texts, part.Text)
		}
	}
	if len(texts) > 0 {
		out = append(out, sdk.UserMessage(strings.Join(texts, "\n\n")))
	}
	return out
}

// result says in words that a tool failed: the protocol has no field for it.
func result(r *llm.ToolResult) string {
	if r.IsError {
		return "Error: " + r.Content
	}
	return r.Content
}

func assistant(m llm.Message) sdk.ChatCompletionMessageParamUnion {
	out := &sdk.ChatCompletionAssistantMessageParam{}
	text := ""
	for _, part := range m.Parts {
		text += part.Text
		if part.Call != nil {
			out.ToolCalls = append(out.ToolCalls, sdk.ChatCompletionMessageToolCallUnionParam{OfFunction: &sdk.ChatCompletionMessageFunctionToolCallParam{
				ID: part.Call.ID, Function: sdk.ChatCompletionMessageFunctionToolCallFunctionParam{Name: part.Call.Name, Arguments: string(part.Call.Object())},
			}})
		}
	}
	if text != "" || len(out.ToolCalls) == 0 {
		out.Content.OfString = param.NewOpt(text)
	}
	return sdk.ChatCompletionMessageParamUnion{OfAssistant: out}
}
