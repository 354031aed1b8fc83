package openai

import (
	"crypto/rand"
	"encoding/json"
	"strings"

	sdk "github.com/openai/openai-go/v3"

	"spotter/internal/llm"
)

// call is one that the model is making.
type call struct {
	index     int64
	given     string // the server's id; empty when it gives none
	id, name  string
	arguments strings.Builder
}

// mostCalls bounds what a server can make us keep.
const mostCalls = 100

// growCall takes a piece of a call, or the start of one. The vendor tells calls apart by index; others leave it out
// or write 0 for all, and give each its own id, or each whole in one piece.
func (a *answer) growCall(d sdk.ChatCompletionChunkChoiceDeltaToolCall) error {
	a.written += len(d.Function.Arguments)
	if c := a.callOf(d); c != nil {
		c.arguments.WriteString(d.Function.Arguments)
		return nil
	}
	if d.Function.Name == "" || len(a.calls) == mostCalls {
		return &malformed{"a piece of a call that was not begun"}
	}
	c := &call{index: d.Index, given: d.ID, id: d.ID, name: d.Function.Name}
	if !d.JSON.Index.Valid() {
		c.index = int64(len(a.calls))
	}
	if c.id == "" {
		c.id = "call_" + rand.Text()
	}
	c.arguments.WriteString(d.Function.Arguments)
	a.calls = append(a.calls, c)
	return a.emit(llm.CallStart{ID: c.id, Name: c.name})
}

// callOf is the call under way that a piece belongs to; nil: it begins another.
func (a *answer) callOf(d sdk.ChatCompletionChunkChoiceDeltaToolCall) *call {
	if len(a.calls) == 0 {
		return nil
	}
	last := a.calls[len(a.calls)-1]
	if !d.JSON.Index.Valid() {
		if d.Function.Name != "" || d.ID != "" && d.ID != last.given {
			return nil
		}
		return last
	}
	for i := len(a.calls) - 1; i >= 0; i-- {
		if c := a.calls[i]; c.index == d.Index {
			named := d.ID == "" && d.Function.Name != "" && (c.arguments.Len() > 0 || d.Function.Name != c.name)
			another := named || d.ID != "" && d.ID != c.given
			if another {
				return nil
			}
			return c
		}
	}
	return nil
}

func (c *call) whole() *llm.ToolCall {
	arguments := c.arguments.String()
	if arguments == "" {
		arguments = "{}"
	}
	return &llm.ToolCall{ID: c.id, Name: c.name, Arguments: json.RawMessage(arguments)}
}
