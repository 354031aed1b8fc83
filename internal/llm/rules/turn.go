package rules

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"spotter"
	"spotter/internal/llm"
)

// turn is what a request says of the turn that it belongs to.
type turn struct {
	said
	tools    []string
	results  []result // of this turn, in their order
	tongue   int
	today    spotter.Date // zero where the instructions do not say
	training bool         // whether a workout is under way
	imperial bool
	before   string // what the coach said last before
	earlier  []string
	whole    string // what the person said since the last answer of the onboarding was saved
}

// result is what a tool of this turn returned.
type result struct {
	tool string
	text string // for the person
	data json.RawMessage
	bad  bool
}

var (
	onDate = regexp.MustCompile(`(?i)\b(?:it is|today is)\b[^.\n]*?(\d{4}-\d{2}-\d{2})`)
	locale = regexp.MustCompile(`"locale"\s*:\s*"([a-z]{2})`)
)

// readTurn finds the person's last message and what happened since.
func readTurn(r llm.Request) turn {
	t := turn{}
	for _, tool := range r.Tools {
		t.tools = append(t.tools, tool.Name)
	}
	at := lastOfPerson(r.Messages)
	if at >= 0 {
		t.said = read(textOf(r.Messages[at]))
		t.results = resultsAfter(r.Messages[at+1:])
	}
	for i := at - 1; i >= 0; i-- {
		switch m := r.Messages[i]; {
		case m.Role == llm.RoleAssistant && t.before == "":
			t.before = textOf(m)
		case m.Role == llm.RoleUser && textOf(m) != "":
			t.earlier = append(t.earlier, textOf(m))
		}
	}
	t.whole = sinceSave(r.Messages)
	t.readSystem(r.System)
	return t
}

func lastOfPerson(messages []llm.Message) int {
	for i, m := range slices.Backward(messages) {
		if m.Role == llm.RoleUser && textOf(m) != "" {
			return i
		}
	}
	return -1
}

func textOf(m llm.Message) string {
	var parts []string
	for _, p := range m.Parts {
		if p.Text != "" {
			parts = append(parts, p.Text)
		}
	}
	return strings.Join(parts, "\n")
}

func resultsAfter(messages []llm.Message) []result {
	names := map[string]string{}
	var out []result
	for _, m := range messages {
		for _, p := range m.Parts {
			if p.Call != nil {
				names[p.Call.ID] = p.Call.Name
			}
			if p.Result != nil {
				text, data := apart(p.Result.Content)
				out = append(out, result{names[p.Result.CallID], text, data, p.Result.IsError})
			}
		}
	}
	return out
}

// apart parts what a person may read from the data behind it.
func apart(content string) (string, json.RawMessage) {
	at := strings.LastIndexByte(content, '\n')
	if last := content[at+1:]; len(last) > 0 && (last[0] == '{' || last[0] == '[') && json.Valid([]byte(last)) {
		return strings.TrimSpace(content[:max(0, at)]), json.RawMessage(last)
	}
	return strings.TrimSpace(content), nil
}

// readSystem takes from the instructions what the grammar needs: the day, the language, the units and whether
// a workout is under way.
func (t *turn) readSystem(blocks []llm.Block) {
	language := ""
	for _, b := range blocks {
		if m := onDate.FindStringSubmatch(b.Text); m != nil {
			t.today, _ = spotter.ParseDate(m[1])
		}
		if m := locale.FindStringSubmatch(b.Text); m != nil {
			language = m[1]
		}
		t.training = t.training || strings.Contains(b.Text, "A workout is under way")
		t.imperial = t.imperial || strings.Contains(b.Text, "Units: imperial") || strings.Contains(b.Text, `"units":"imperial"`)
	}
	t.tongue = tongueOf(t.said, language)
}

// Tongues, in the order of the tables of sentences.
const (
	english = iota
	german
	spanish
	hindi
)

// tongueOf is the language of a text by its script and its commonest words, else that of the person.
func tongueOf(s said, language string) int {
	for _, r := range s.raw {
		if r >= 0x0900 && r <= 0x097f {
			return hindi
		}
	}
	var points [4]int
	for _, w := range s.words {
		for tongue, list := range commonWords {
			if anyOf(w.text, list) {
				points[tongue]++
			}
		}
	}
	best := slices.Index([]string{"en", "de", "es", "hi"}, language)
	best = max(best, 0)
	if points[best] == 0 || slices.Max(points[:]) > points[best] {
		if top := slices.Max(points[:]); top > 0 {
			best = slices.Index(points[:], top)
		}
	}
	return best
}

// commonWords tell languages apart. Hindi is told by its script.
var commonWords = []string{
	"the|is|what|whats|my|i|how|do|for|of|today|should|can|me|want|have|to|and|why|show|log|start|next|finish|done|move|am|this|week",
	"der|die|das|ist|was|mein|meine|ich|wie|heute|soll|kann|mir|und|warum|zeig|fur|nicht|mit|habe|auf|von|statt|bin|ein|eine|wann|woche|nachste|nachster|hilfe|wasser|gewicht|starte|fertig|verschieb|merk|vergiss|zu",
	"el|la|es|que|mi|como|hoy|debo|puedo|me|para|y|por|muestrame|no|con|he|de|en|lugar|estoy|una|los|las|cuando|semana|siguiente|ayuda|agua|peso|empieza|empezar|hecho|mueve|recuerda|olvida|quiero|tengo",
}

func (t *turn) offers(tool string) bool { return slices.Contains(t.tools, tool) }

// calledAlready reports whether a tool was called in this turn.
func (t *turn) calledAlready(tool string) bool {
	return slices.ContainsFunc(t.results, func(r result) bool { return r.tool == tool })
}
