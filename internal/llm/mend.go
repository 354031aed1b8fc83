package llm

import (
	"encoding/json"
	"strings"
)

// lost stands where a call has no result, such as after a crash between the two.
const lost = "This call was interrupted and has no result. Whether it took effect is not known."

// earlier stands before a conversation whose beginning was cut off.
const earlier = "(The conversation began earlier.)"

// Mend makes a conversation that every vendor takes, whatever happened to it: a user speaks first, roles
// alternate, each call is followed by its result at once, and each result follows its call. It leaves out
// empty text, results without a call, and thinking that keep does not want; a call without a result gets one
// that says so.
func Mend(messages []Message, keep func(Thinking) bool) []Message {
	var out []Message
	for _, m := range messages {
		parts := full(m.Parts, keep)
		if m.Role == RoleUser {
			parts = answered(open(out), parts)
		} else if missing := open(out); len(missing) > 0 && len(parts) > 0 {
			out = add(out, RoleUser, answered(missing, nil))
		}
		out = add(out, m.Role, parts)
	}
	if missing := open(out); len(missing) > 0 {
		out = add(out, RoleUser, answered(missing, nil))
	}
	if len(out) > 0 && out[0].Role != RoleUser {
		out = append([]Message{{Role: RoleUser, Parts: []Part{{Text: earlier}}}}, out...)
	}
	return out
}

// full leaves out parts without content, and thinking that is not kept.
func full(parts []Part, keep func(Thinking) bool) []Part {
	var out []Part
	for _, p := range parts {
		if p.Call != nil || p.Result != nil || strings.TrimSpace(p.Text) != "" || p.Thinking != nil && keep(*p.Thinking) {
			out = append(out, p)
		}
	}
	return out
}

// open lists the calls that the last message makes.
func open(messages []Message) []*ToolCall {
	var out []*ToolCall
	if len(messages) == 0 {
		return nil
	}
	for _, p := range messages[len(messages)-1].Parts {
		if p.Call != nil {
			out = append(out, p.Call)
		}
	}
	return out
}

// answered puts the results first, one for each call and in the calls' order, and the rest behind them.
func answered(calls []*ToolCall, parts []Part) []Part {
	var out []Part
	for _, call := range calls {
		result := &ToolResult{CallID: call.ID, Content: lost, IsError: true}
		for _, p := range parts {
			if p.Result != nil && p.Result.CallID == call.ID {
				result = p.Result
				break
			}
		}
		out = append(out, Part{Result: result})
	}
	for _, p := range parts {
		if p.Result == nil {
			out = append(out, p)
		}
	}
	return out
}

// add appends a message, or its parts to the last one when that has the same role.
func add(messages []Message, role Role, parts []Part) []Message {
	if len(parts) == 0 {
		return messages
	}
	if n := len(messages); n > 0 && messages[n-1].Role == role {
		last := &messages[n-1]
		last.Parts = append(last.Parts[:len(last.Parts):len(last.Parts)], parts...)
		return messages
	}
	return append(messages, Message{Role: role, Parts: parts})
}

// Object is the arguments of a call as a JSON object, as vendors want them back. What is none is wrapped, so
// that the model sees what it wrote.
func (c ToolCall) Object() json.RawMessage {
	trimmed := strings.TrimSpace(string(c.Arguments))
	if trimmed == "" {
		return json.RawMessage("{}")
	}
	if json.Valid(c.Arguments) && trimmed[0] == '{' {
		return c.Arguments
	}
	wrapped, err := json.Marshal(map[string]string{"malformed_arguments": trimmed})
	if err != nil {
		return json.RawMessage("{}")
	}
	return wrapped
}
