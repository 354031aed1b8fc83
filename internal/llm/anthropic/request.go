package anthropic

import (
	"encoding/json"

	sdk "github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/packages/param"

	"spotter/internal/llm"
)

// maxBreakpoints is how many ends of cached prefixes the vendor takes in one request.
const maxBreakpoints = 4

// leastBudget is the vendor's for thinking by budget.
const leastBudget = 1024

// spare is what a model may think that cannot be told not to: thinking counts as output.
const spare = 4096

// params translates a request. The vendor's own order is tools, instructions, messages; a cached prefix of the
// instructions so holds the tools as well.
func (p *Provider) params(request llm.Request) sdk.MessageNewParams {
	out := sdk.MessageNewParams{
		Model: p.config.Model, MaxTokens: int64(max(1, request.MaxTokens)),
		System: system(request.System), Messages: messages(llm.Mend(request.Messages, p.own)), Tools: tools(request.Tools),
	}
	if request.User != "" {
		out.Metadata = sdk.MetadataParam{UserID: param.NewOpt(request.User)}
	}
	p.think(&out, request)
	p.force(&out, request)
	breakpoints(&out, request.System)
	return out
}

func system(blocks []llm.Block) []sdk.TextBlockParam {
	var out []sdk.TextBlockParam
	for _, b := range blocks {
		if b.Text != "" {
			out = append(out, sdk.TextBlockParam{Text: b.Text})
		}
	}
	return out
}

func tools(list []llm.Tool) []sdk.ToolUnionParam {
	var out []sdk.ToolUnionParam
	for _, t := range list {
		tool := &sdk.ToolParam{Name: t.Name, InputSchema: param.Override[sdk.ToolInputSchemaParam](t.Schema)}
		if t.Description != "" {
			tool.Description = param.NewOpt(t.Description)
		}
		out = append(out, sdk.ToolUnionParam{OfTool: tool})
	}
	return out
}

// think says how much the model may think, in the words of its family.
func (p *Provider) think(out *sdk.MessageNewParams, request llm.Request) {
	switch t := p.traits.thinks; {
	case request.Thinking > 0 && t == byBudget:
		budget := int64(max(request.Thinking, leastBudget))
		out.Thinking = sdk.ThinkingConfigParamOfEnabled(budget)
		out.MaxTokens += budget
	case request.Thinking > 0:
		out.Thinking = sdk.ThinkingConfigParamUnion{OfAdaptive: &sdk.ThinkingConfigAdaptiveParam{}}
		out.OutputConfig.Effort = effort(request.Thinking)
		out.MaxTokens += int64(request.Thinking)
	case t == byDefault:
		out.Thinking = sdk.ThinkingConfigParamUnion{OfDisabled: &sdk.ThinkingConfigDisabledParam{}}
	case t == betweenCall:
		out.Thinking = sdk.ThinkingConfigParamUnion{OfBetweenTools: &sdk.ThinkingConfigBetweenToolsParam{}}
	case t == always:
		out.OutputConfig.Effort = sdk.OutputConfigEffortLow
		out.MaxTokens += spare
	}
}

// effort is the nearest word to a number of tokens.
func effort(tokens int) sdk.OutputConfigEffort {
	switch {
	case tokens <= 2048:
		return sdk.OutputConfigEffortLow
	case tokens <= 8192:
		return sdk.OutputConfigEffortMedium
	}
	return sdk.OutputConfigEffortHigh
}

// force makes the model call a tool. Where the vendor does not let it, or not beside thinking, it is told to.
func (p *Provider) force(out *sdk.MessageNewParams, request llm.Request) {
	switch {
	case request.MustCall == "":
	case p.traits.freely || request.Thinking > 0:
		out.System = append(out.System, sdk.TextBlockParam{Text: "Answer this message only by calling the tool " + request.MustCall + ", without any text."})
	default:
		out.ToolChoice = sdk.ToolChoiceParamOfTool(request.MustCall)
	}
}

// breakpoints marks where cached prefixes end: at each stable block of the instructions, at the last message for
// the next step of a loop, and at the tools when one is left.
func breakpoints(out *sdk.MessageNewParams, blocks []llm.Block) {
	left := maxBreakpoints - 1
	at := 0
	for _, b := range blocks {
		if b.Text == "" {
			continue
		}
		if b.Stable && left > 0 {
			out.System[at].CacheControl = sdk.NewCacheControlEphemeralParam()
			left--
		}
		at++
	}
	if n := len(out.Tools); n > 0 && left > 0 {
		out.Tools[n-1].OfTool.CacheControl = sdk.NewCacheControlEphemeralParam()
	}
	for i := len(out.Messages) - 1; i >= 0; i-- {
		content := out.Messages[i].Content
		for j := len(content) - 1; j >= 0; j-- {
			if at := content[j].GetCacheControl(); at != nil {
				*at = sdk.NewCacheControlEphemeralParam()
				return
			}
		}
	}
}

func messages(list []llm.Message) []sdk.MessageParam {
	var out []sdk.MessageParam
	for _, m := range list {
		role := sdk.MessageParamRoleUser
		if m.Role == llm.RoleAssistant {
			role = sdk.MessageParamRoleAssistant
		}
		content := make([]sdk.ContentBlockParamUnion, len(m.Parts))
		for i, part := range m.Parts {
			content[i] = blockOf(part)
		}
		out = append(out, sdk.MessageParam{Role: role, Content: content})
	}
	return out
}

func blockOf(part llm.Part) sdk.ContentBlockParamUnion {
	switch {
	case part.Call != nil:
		return sdk.NewToolUseBlock(part.Call.ID, part.Call.Object(), part.Call.Name)
	case part.Result != nil:
		return toolResult(part.Result)
	case part.Thinking != nil:
		t, _ := read(*part.Thinking)
		if t.Redacted != "" {
			return sdk.NewRedactedThinkingBlock(t.Redacted)
		}
		return sdk.NewThinkingBlock(t.Signature, t.Thinking)
	}
	return sdk.NewTextBlock(part.Text)
}

// toolResult leaves the content out when there is none: the vendor refuses empty text.
func toolResult(r *llm.ToolResult) sdk.ContentBlockParamUnion {
	block := sdk.ToolResultBlockParam{ToolUseID: r.CallID}
	if r.Content != "" {
		block.Content = []sdk.ToolResultBlockParamContentUnion{{OfText: &sdk.TextBlockParam{Text: r.Content}}}
	}
	if r.IsError {
		block.IsError = param.NewOpt(true)
	}
	return sdk.ContentBlockParamUnion{OfToolResult: &block}
}

// thought is what is kept of thinking. It is bound to the model that thought it.
type thought struct {
	Model     string `json:"model"`
	Thinking  string `json:"thinking,omitempty"`
	Signature string `json:"signature,omitempty"`
	Redacted  string `json:"redacted,omitempty"`
}

func (t thought) part() llm.Part {
	opaque, err := json.Marshal(t)
	if err != nil { // strings only: cannot be
		return llm.Part{}
	}
	return llm.Part{Thinking: &llm.Thinking{Provider: name, Opaque: opaque}}
}

func read(kept llm.Thinking) (t thought, ok bool) {
	return t, kept.Provider == name && json.Unmarshal(kept.Opaque, &t) == nil
}

// own reports whether the model itself thought so; another's is refused.
func (p *Provider) own(kept llm.Thinking) bool {
	t, ok := read(kept)
	return ok && t.Model == p.config.Model
}

func holdsThinking(messages []llm.Message) bool {
	for _, m := range messages {
		for _, p := range m.Parts {
			if p.Thinking != nil {
				return true
			}
		}
	}
	return false
}

func withoutThinking(messages []llm.Message) []llm.Message {
	var out []llm.Message
	for _, m := range messages {
		kept := llm.Message{Role: m.Role}
		for _, p := range m.Parts {
			if p.Thinking == nil {
				kept.Parts = append(kept.Parts, p)
			}
		}
		out = append(out, kept)
	}
	return out
}
