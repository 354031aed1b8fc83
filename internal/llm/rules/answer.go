package rules

import (
	"encoding/json"
	"strings"

	"spotter/internal/llm"
)

// answer is the message that follows: calls of tools, or what they came to in words.
func (g *grammar) answer(r llm.Request) llm.Message {
	s := newScene(r, g.block)
	var parts []llm.Part
	text, wanted := g.respond(s)
	if text != "" {
		parts = append(parts, llm.Part{Text: text})
	}
	for _, c := range wanted {
		parts = append(parts, llm.Part{Call: &c})
	}
	return llm.Message{Role: llm.RoleAssistant, Parts: parts}
}

// respond goes one step: it calls what the message asks for, and once there are results it says them.
func (g *grammar) respond(s *scene) (string, []llm.ToolCall) {
	p := g.read(s)
	last := s.lastRound()
	if last == nil || last.handedOver() {
		if len(p.calls) == 0 {
			return p.text, nil
		}
		if wanted := s.llmCalls(p); wanted != nil {
			return p.text, wanted
		}
		return sayNotHere.in(s.tongue), nil
	}
	if s.guided() && last.asksForPlans() {
		return last.say(plan{}), s.llmCalls(plan{calls: []call{{"onboarding_propose", arguments{"plan": "training"}}, {"onboarding_propose", arguments{"plan": "meals"}}}})
	}
	return last.say(p), nil
}

// handedOver reports whether the last call has passed the conversation on.
func (r *round) handedOver() bool {
	return len(r.calls) == 1 && r.calls[0].Name == "hand_over" && len(r.results) == 1 && !r.results[0].failed
}

// facts are what a result holds for who goes on with it.
type facts struct {
	Waits   bool     `json:"waits_for_yes"`
	Next    string   `json:"next_step"`
	Missing []string `json:"missing"`
}

func (r result) facts() facts {
	var f facts
	if json.Unmarshal(r.data, &f) != nil {
		return facts{}
	}
	return f
}

// asksForPlans reports whether the onboarding has all answers and wants the plans proposed.
func (r *round) asksForPlans() bool {
	for _, one := range r.results {
		if f := one.facts(); !one.failed && f.Next == "" && len(f.Missing) > 0 {
			return true
		}
	}
	return false
}

// say joins the results in words. What waits for a yes is read back by the loop, and is not said twice.
func (r *round) say(p plan) string {
	var out []string
	failed := false
	for _, one := range r.results {
		failed = failed || one.failed
		if one.facts().Waits {
			continue
		}
		out = append(out, withoutIDs(linesWith(one.text, p.only)))
	}
	if p.hint != "" && !failed {
		out = append(out, p.hint)
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}

// withoutIDs leaves out the ids that a model would need: ", 01a20810-1368-7cc7-b3f0-6f04a82cd3f3".
func withoutIDs(text string) string {
	var b strings.Builder
	for {
		at := strings.Index(text, ", ")
		if at < 0 {
			break
		}
		b.WriteString(text[:at])
		text = text[at:]
		if len(text) >= 38 && text[10] == '-' && text[15] == '-' && text[20] == '-' && text[25] == '-' && !strings.ContainsAny(text[2:38], " .,;") {
			text = text[38:]
			continue
		}
		b.WriteString(", ")
		text = text[2:]
	}
	b.WriteString(text)
	return b.String()
}

// linesWith is the first line and those with a word in them; all where there are none.
func linesWith(text, word string) string {
	if word == "" {
		return text
	}
	var out []string
	for line := range strings.Lines(text) {
		if strings.Contains(line, word) {
			out = append(out, strings.TrimSpace(strings.TrimPrefix(line, "- ")))
		}
	}
	if len(out) == 0 {
		return text
	}
	return strings.Join(out, "\n")
}
