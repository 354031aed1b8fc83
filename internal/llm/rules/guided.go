package rules

import (
	"encoding/json"
	"fmt"
	"strings"

	"spotter/internal/llm"
)

// guided leads through the onboarding, one question at a time: it asks what is open, reads the answer to that
// question, and saves it when it is whole. What was said since the last save counts together.
func (t *turn) guided() reply {
	if n := len(t.results); n > 0 && t.results[n-1].tool != "onboarding_missing" {
		return reply{text: t.results[n-1].text}
	}
	if plan := t.wantsPlan(); plan != "" && !t.calledAlready("onboarding_propose") {
		return reply{tool: "onboarding_propose", args: arguments{"plan": plan}}
	}
	if len(t.results) == 0 {
		return reply{tool: "onboarding_missing", args: arguments{}}
	}
	open := t.results[len(t.results)-1]
	var state struct {
		Step    string   `json:"next_step"`
		Missing []string `json:"missing"`
	}
	if open.bad || json.Unmarshal(open.data, &state) != nil {
		return reply{text: open.text}
	}
	if state.Step == "" {
		return reply{text: strings.TrimSpace(open.text + "\n\n" + say("plans", t.tongue))}
	}
	answer, missing := t.answerTo(state.Step)
	switch {
	case answer == nil:
		return reply{text: open.text}
	case len(missing) > 0:
		return reply{text: fmt.Sprintf(say("still", t.tongue), strings.Join(missing, ", ")) + "\n" + question(open.text)}
	}
	return reply{tool: "onboarding_save", args: arguments{"step": state.Step, "answer": answer}}
}

// question leaves out how far the onboarding is.
func question(text string) string {
	if _, rest, found := strings.Cut(text, "\n"); found {
		return rest
	}
	return text
}

func (t *turn) wantsPlan() string {
	switch {
	case t.has("plan proposal trainingsplan essensplan vorschlag propuesta प्लान योजना") && t.has("training trainingsplan workout entrenamiento ट्रेनिंग"):
		return "training"
	case t.has("plan proposal essensplan vorschlag propuesta प्लान") && t.has("meal meals essensplan food comidas मील भोजन"):
		return "meals"
	}
	return ""
}

// sinceSave is what the person said since the last answer was saved, the newest last, as one text.
func sinceSave(messages []llm.Message) string {
	var out []string
	for i := len(messages) - 1; i >= 0; i-- {
		for _, p := range messages[i].Parts {
			if p.Call != nil && p.Call.Name == "onboarding_save" {
				return strings.Join(out, ". ")
			}
		}
		if text := textOf(messages[i]); messages[i].Role == llm.RoleUser && text != "" {
			out = append([]string{text}, out...)
		}
	}
	return strings.Join(out, ". ")
}
