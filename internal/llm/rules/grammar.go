package rules

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"spotter"
	"spotter/internal/llm"
)

// plan is what a message asks for: calls of tools, or a text where none is called for.
type plan struct {
	calls []call
	text  string
	hint  string // said after the results of the calls
	only  string // of a result only the lines that have this in them
}

type call struct {
	name string
	args arguments
}

type arguments map[string]any

// raw is the arguments in JSON, with the fields in order.
func (c call) raw() json.RawMessage {
	if len(c.args) == 0 {
		return json.RawMessage("{}")
	}
	raw, err := json.Marshal(c.args)
	if err != nil {
		return json.RawMessage("{}")
	}
	return raw
}

// do is a plan that calls one tool.
func do(tool string, args arguments) (plan, bool) {
	return plan{calls: []call{{tool, args}}}, true
}

// rule is one thing that can be said.
type rule struct {
	patterns []pattern
	read     func(*grammar, *scene, captures) (plan, bool) // false: these words mean something else
}

// grammar holds the tables. It is immutable.
type grammar struct {
	lexis
	lists
	rules  []rule
	block  *regexp.Regexp
	places map[string]string
	topics map[string]string
}

func newGrammar() *grammar {
	g := &grammar{lexis: newLexis(), lists: newLists(), block: regexp.MustCompile(fenced), places: placeWords(), topics: supplementWords()}
	for _, table := range [][]entry{firstRules(), workoutRules(), mealRules(), trackRules(), agendaRules(), supplementRules(), talkRules()} {
		for _, e := range table {
			g.rules = append(g.rules, rule{patternsOf(e.patterns), e.read})
		}
	}
	return g
}

// entry is a rule as it is written: patterns in four languages, separated by commas.
type entry struct {
	patterns string
	read     func(*grammar, *scene, captures) (plan, bool)
}

// calls makes a reader that always calls the same.
func calls(tool string) func(*grammar, *scene, captures) (plan, bool) {
	return func(*grammar, *scene, captures) (plan, bool) { return do(tool, nil) }
}

// tells makes a reader that always says the same.
func tells(what sentence) func(*grammar, *scene, captures) (plan, bool) {
	return func(_ *grammar, s *scene, _ captures) (plan, bool) { return plan{text: what.in(s.tongue)}, true }
}

// read finds what a message asks for: the first rule that fits.
func (g *grammar) read(s *scene) plan {
	if s.guided() {
		return g.guide(s)
	}
	for _, r := range g.rules {
		if found, ok := anyOf(r.patterns, s.words); ok {
			if p, ok := r.read(g, s, found); ok {
				return p
			}
		}
	}
	if s.training || g.isSet(s.words) {
		p, _ := do("say", arguments{"text": clip(s.said, 500)})
		return p
	}
	if name, ok := g.supplementIn(s.words); ok {
		p, _ := do("supplement_facts", arguments{"supplement": name})
		return p
	}
	return plan{text: g.unknown(s)}
}

// isSet recognises a set in short: two figures and a load, reps or a cross between them.
func (g *grammar) isSet(list []word) bool {
	if len(list) == 0 || len(list) > 14 {
		return false
	}
	digits, loaded := 0, false
	for _, f := range g.figures(list) {
		digits++
		loaded = loaded || f.unit == "kg" || f.unit == "lb"
	}
	for _, w := range list {
		if crossed(w.text) {
			return true
		}
		loaded = loaded || g.setWords[w.text]
	}
	return digits >= 1 && loaded && g.setWords[list[0].text] || digits >= 2 && loaded
}

// owners are who may call a tool that not everyone may.
func owner(tool string) spotter.Actor {
	for agent, list := range map[spotter.Actor]string{
		spotter.ActorWorkout:   "start_session log_set correct_set say finish_session substitute propose_training",
		spotter.ActorDiet:      "propose_meals swap_meal tick_shopping log_meal log_water",
		spotter.ActorTracker:   "check_in log_weight evaluate",
		spotter.ActorScheduler: "reschedule propose_schedule set_reminders",
	} {
		if slices.Contains(strings.Fields(list), tool) {
			return agent
		}
	}
	return ""
}

// llmCalls are the calls of a plan, or the hand-over to the agent whose they are, none when nobody here may.
func (s *scene) llmCalls(p plan) []llm.ToolCall {
	var out []llm.ToolCall
	for i, c := range p.calls {
		if !s.tools[c.name] {
			to := owner(c.name)
			if to == "" || !s.tools["hand_over"] {
				return nil
			}
			return []llm.ToolCall{s.call(0, call{"hand_over", arguments{"to": to, "reason": clip(s.said, 200)}})}
		}
		out = append(out, s.call(i, c))
	}
	return out
}

// call gives a call an id that is its own within the conversation.
func (s *scene) call(i int, c call) llm.ToolCall {
	id := "rules_" + short(float64(len(s.history))) + "_" + short(float64(len(s.rounds))) + "_" + short(float64(i))
	return llm.ToolCall{ID: id, Name: c.name, Arguments: c.raw()}
}

// clip cuts a text to so many runes.
func clip(text string, most int) string {
	runes := []rune(strings.TrimSpace(text))
	return strings.TrimSpace(string(runes[:min(most, len(runes))]))
}

// crossed reports whether a word is a load and repetitions, or sets, with a cross between them: 100x8, 3x8@9.
func crossed(text string) bool {
	left, right, ok := strings.Cut(text, "x")
	if !ok {
		return false
	}
	right, _, _ = strings.Cut(right, "@")
	_, first := number(left)
	_, second := number(right)
	return first && second
}
