package rules

import "strings"

// row is a wish with its patterns compiled.
type row struct {
	wish
	patterns []pattern
}

func newGrammar() []row {
	list := wishes()
	out := make([]row, len(list))
	for i, w := range list {
		out[i].wish = w
		for line := range strings.SplitSeq(w.patterns, "\n") {
			if p := compile(line); len(p) > 0 {
				out[i].patterns = append(out[i].patterns, p)
			}
		}
	}
	return out
}

// meaning is what a text asks for: a call, or a question back.
type meaning struct {
	tool string
	args arguments
	ask  string // key of a sentence; with a call it is empty
}

// understand reads a text; ok is false where no row fits.
func understand(grammar []row, t *turn) (meaning, bool) {
	if t.isSet() && !t.has("water wasser agua पानी kcal weigh") {
		return meaning{tool: "log_set", args: arguments{"text": t.raw}}, true
	}
	for _, r := range grammar {
		if r.not != "" && t.has(foldAll(r.not)) {
			continue
		}
		m, found := r.find(t.said)
		if !found {
			continue
		}
		if r.make == nil {
			return meaning{ask: "examples"}, true
		}
		args, ask := r.make(t, m)
		if ask == "unknown" {
			continue
		}
		name := r.wish.tool
		if other, ok := args[tool].(string); ok {
			name = other
			delete(args, tool)
		}
		return meaning{name, args, ask}, true
	}
	return meaning{}, false
}

// find is the first of a row's patterns that stands in a text. A row without any looks for itself.
func (r *row) find(s said) (match, bool) {
	for _, p := range r.patterns {
		if m, ok := p.find(s); ok {
			return m, true
		}
	}
	return match{}, len(r.patterns) == 0
}

func foldAll(list string) string {
	words := strings.Fields(list)
	for i, w := range words {
		words[i] = fold(w)
	}
	return strings.Join(words, " ")
}
