package mcp

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"spotter"
	"spotter/internal/agent/tools"
)

// keyField is where a call carries its idempotency key, below _meta; the header of the API's requests does too. An
// id of JSON-RPC is none: clients count from 1 in every session, and the second workout's set 5 is no repeat of the first's.
const keyField = "spotter/idempotency-key"

// onceOf is how a repeat of a call is recognised; the fault is in words.
func onceOf(request *sdk.CallToolRequest) (once spotter.Once, fault string) {
	key := ""
	if request.Extra != nil && request.Extra.Header != nil {
		key = request.Extra.Header.Get("Idempotency-Key")
	}
	if value, ok := request.Params.Meta[keyField]; ok {
		text, given := value.(string)
		if key = text; !given || key == "" {
			return once, "_meta." + keyField + " must be a text."
		}
	}
	if key == "" {
		return once, ""
	}
	if len(key) > 200 || strings.IndexFunc(key, func(r rune) bool { return r < ' ' || r > '~' }) >= 0 {
		return once, "The idempotency key must have between 1 and 200 characters, all of them printable ASCII."
	}
	return spotter.Once{Key: "mcp/" + key}, ""
}

// failed is an error of ours as a result.
func (d *door) failed(ctx context.Context, t tools.Tool, err error) tools.Result {
	var e *spotter.Error
	if errors.As(err, &e) && e.Code != spotter.CodeInternal {
		return tools.Result{Failed: true, Text: e.Message}
	}
	d.Log.LogAttrs(ctx, slog.LevelError, "mcp: a tool failed", slog.String("tool", t.Name), slog.Any("error", err))
	return tools.Result{Failed: true, Text: "That did not work on our side."}
}

const (
	waits = "Nothing has changed yet: the person accepts or declines it in the app, or in the chat with the coach."
	asks  = "Not done: only the person can say yes to this, in the app or in the chat with the coach."
)

// answerOf is a result as the protocol carries it: in sentences and in structure, fixed answers first.
func answerOf(r tools.Result, safe []spotter.SafeAnswer) *sdk.CallToolResult {
	out := answer{Safety: safe, Text: r.Text, Data: r.Data, Proposals: r.Proposals}
	switch {
	case r.Offer != nil:
		out.Asks, out.Data = r.Offer.Text, nil
		out.Text = asks + "\n" + r.Offer.Text
	case len(r.Proposals) > 0 && !r.Failed:
		out.Text += "\n" + waits
	}
	texts := make([]string, 0, len(safe)+2)
	for _, s := range safe {
		texts = append(texts, s.Text)
	}
	texts = append(texts, out.Text)
	if out.Data != nil {
		if data, err := json.Marshal(out.Data); err == nil { // for models that are given the texts only
			texts = append(texts, string(data))
		}
	}
	content := make([]sdk.Content, len(texts))
	for i, text := range texts {
		content[i] = &sdk.TextContent{Text: text}
	}
	return &sdk.CallToolResult{Content: content, StructuredContent: out, IsError: r.Failed || r.Offer != nil}
}
