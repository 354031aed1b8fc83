package agent

import (
	"encoding/json"
	"slices"

	"spotter/internal/coach"
	"spotter/internal/llm"
)

// askedAbout is what the person said before, when the coach's last words were a question about it: "8 reps", "with
// what load?", "100" is one entry said in two turns. What the turn before has stored already is said and done, and
// counts for nothing new.
func (t *turn) askedAbout() string {
	if _, question := t.lastSaid(); !question {
		return ""
	}
	last := t.number - 1
	before := slices.DeleteFunc(slices.Clone(t.know.Messages), func(m coach.StoredMessage) bool { return m.Turn != last })
	asked := slices.IndexFunc(before, func(m coach.StoredMessage) bool { return m.Role == coach.RoleUser })
	if asked < 0 || t.hasWritten(before) {
		return ""
	}
	return before[asked].Text
}

// hasWritten reports whether a tool that stores something has done so in these messages.
func (t *turn) hasWritten(messages []coach.StoredMessage) bool {
	writes := map[string]bool{}
	for _, m := range messages {
		var parts []llm.Part
		if len(m.Parts) > 0 && json.Unmarshal(m.Parts, &parts) != nil {
			return true
		}
		for _, p := range parts {
			switch {
			case p.Call != nil:
				tool, _ := t.c.Tools.Find(p.Call.Name)
				writes[p.Call.ID] = tool.Write
			case p.Result != nil && writes[p.Result.CallID] && !p.Result.IsError:
				return true
			}
		}
	}
	return false
}
