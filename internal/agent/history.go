package agent

import (
	jsonv2 "github.com/go-json-experiment/json"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/llm"
)

// lostResult answers a call whose result was never stored: the turn died in between.
const lostResult = "The turn was broken off here. It is not known whether this was done; look before you do it again."

// history is the messages before this turn as a model is given them, the newest within a budget of tokens. It begins
// with something the person said, and every call has its result.
func (t *turn) history(budget int) []llm.Message {
	stored := t.know.Messages
	var kept []*coach.StoredMessage
	for i := len(stored) - 1; i >= 0; i-- {
		m := &stored[i]
		if m.Turn == t.number {
			continue
		}
		if budget -= sizeOf(m); budget < 0 {
			break
		}
		kept = append(kept, m)
	}
	for len(kept) > 0 && kept[len(kept)-1].Role != coach.RoleUser {
		kept = kept[:len(kept)-1]
	}
	out := make([]llm.Message, 0, len(kept))
	for i := len(kept) - 1; i >= 0; i-- {
		if m, ok := messageOf(kept[i]); ok {
			out = append(out, m)
		}
	}
	return mend(out)
}

func sizeOf(m *coach.StoredMessage) int { return tokens(m.Text) + len(m.Parts)/runesPerToken }

// messageOf is a stored message as models have it. Thinking is left out: vendors want it only within a turn.
func messageOf(m *coach.StoredMessage) (llm.Message, bool) {
	role := llm.RoleUser
	if m.Role == coach.RoleAssistant {
		role = llm.RoleAssistant
	}
	var parts []llm.Part
	if m.Parts != nil && jsonv2.Unmarshal(m.Parts, &parts) == nil {
		kept := parts[:0]
		for _, p := range parts {
			if p.Thinking == nil {
				kept = append(kept, marked(p, m.State))
			}
		}
		return llm.Message{Role: role, Parts: kept}, len(kept) > 0
	}
	if m.State == spotter.MessageInterrupted && m.Text == "" && m.Channel == spotter.ChannelVoice {
		return llm.Message{Role: role, Parts: []llm.Part{{Text: notHeard}}}, true
	}
	return llm.Message{Role: role, Parts: []llm.Part{marked(llm.Part{Text: m.Text}, m.State)}}, m.Text != ""
}

// notHeard stands for an answer that the person cut off before its first word.
const notHeard = "(interrupted before anything of it was heard)"

// marked says of a text that was broken off that it was.
func marked(p llm.Part, state spotter.MessageState) llm.Part {
	if state == spotter.MessageInterrupted && p.Text != "" {
		p.Text += " (interrupted)"
	}
	return p
}

// mend gives every call a result right behind it, and drops results that nobody asked for: vendors refuse a
// conversation in which one is missing.
func mend(messages []llm.Message) []llm.Message {
	out := make([]llm.Message, 0, len(messages))
	var open []string // calls that wait for a result
	for _, m := range messages {
		results, others := apart(m, open)
		if len(open) > 0 {
			out, open = append(out, llm.Message{Role: llm.RoleUser, Parts: results}), nil
		}
		if len(others.Parts) == 0 {
			continue
		}
		out = append(out, others)
		for _, p := range others.Parts {
			if p.Call != nil {
				open = append(open, p.Call.ID)
			}
		}
	}
	if len(open) > 0 {
		results, _ := apart(llm.Message{}, open)
		out = append(out, llm.Message{Role: llm.RoleUser, Parts: results})
	}
	return out
}

// apart takes the results of the open calls out of a message, in the calls' order, with one for each that has none.
func apart(m llm.Message, open []string) (results []llm.Part, others llm.Message) {
	found := map[string]*llm.ToolResult{}
	others.Role = m.Role
	for _, p := range m.Parts {
		if p.Result != nil {
			found[p.Result.CallID] = p.Result
			continue
		}
		others.Parts = append(others.Parts, p)
	}
	for _, id := range open {
		r := found[id]
		if r == nil {
			r = &llm.ToolResult{CallID: id, Content: lostResult, IsError: true}
		}
		results = append(results, llm.Part{Result: r})
	}
	return results, others
}

// earlier adds to the facts what earlier results and messages hold: it was checked when it was said.
func (t *turn) earlier(messages []llm.Message) {
	for _, m := range messages {
		for _, p := range m.Parts {
			switch {
			case p.Result != nil:
				t.facts.AddText(p.Result.Content)
			case p.Text != "" && m.Role == llm.RoleAssistant:
				t.facts.AddText(p.Text)
			}
		}
	}
}
