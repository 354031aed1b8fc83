package rules

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"spotter"
	"spotter/internal/llm"
)

// reply is what the grammar does next: a call, or a text.
type reply struct {
	tool string
	args arguments
	text string
}

// mostCalls is how many tools a turn may call: to look something up, to hand over, and to do it.
const mostCalls = 5

// decide reads a request.
func (p *Provider) decide(request llm.Request) (reply, int) {
	t := readTurn(request)
	if p.isAnswerToAsk(&t) {
		t.said = read(t.earlier[0] + " " + t.raw)
	}
	if t.offers("onboarding_missing") {
		return t.guided(), len(t.results)
	}
	if last := len(t.results) - 1; last >= 0 && (t.results[last].tool != "hand_over" || t.results[last].bad) && !p.goesOn(&t) {
		return reply{text: t.told()}, len(t.results)
	}
	m, found := understand(p.grammar, &t)
	switch {
	case !found:
		return reply{text: t.unknown()}, len(t.results)
	case m.ask == "examples":
		return reply{text: t.examples()}, len(t.results)
	case m.ask != "":
		return reply{text: say(m.ask, t.tongue)}, len(t.results)
	}
	return t.call(m), len(t.results)
}

// isAnswerToAsk reports whether the person answers a question of the grammar's own: then both messages are
// read as one.
func (p *Provider) isAnswerToAsk(t *turn) bool {
	if len(t.earlier) == 0 || len(t.words) > 8 {
		return false
	}
	asked := false
	for _, key := range []string{"water", "weight", "scope", "slot", "move", "plan", "times", "which", "meal"} {
		sentences := lines[key]
		asked = asked || slices.Contains(sentences[:], t.before)
	}
	if !asked {
		return false
	}
	_, alone := understand(p.grammar, t)
	joined := *t
	joined.said = read(t.earlier[0] + " " + t.raw)
	m, ok := understand(p.grammar, &joined)
	return ok && m.ask == "" && (!alone || len(t.words) <= 4)
}

// goesOn reports whether the last result was only looked up for the call that is meant.
func (p *Provider) goesOn(t *turn) bool {
	if t.results[len(t.results)-1].tool != "today" || t.results[len(t.results)-1].bad {
		return false
	}
	m, found := understand(p.grammar, t)
	return found && m.tool != "today" && !t.calledAlready(m.tool)
}

// call makes a call of a tool that is offered, or hands over to the agent that has it.
func (t *turn) call(m meaning) reply {
	if m.tool == "say" && !t.offers("say") || m.tool == "log_set" && t.offers("say") && !t.offers("log_set") {
		m.tool = "say"
	}
	to := owners[m.tool]
	switch {
	case len(t.results) >= mostCalls:
		return reply{text: t.told()}
	case t.offers(m.tool):
		return reply{tool: m.tool, args: m.args}
	case to != "" && t.offers("hand_over") && !t.calledAlready("hand_over"):
		return reply{tool: "hand_over", args: arguments{"to": to, "reason": shortened(t.raw)}}
	}
	return reply{text: say("not_here", t.tongue)}
}

func shortened(s string) string {
	if runes := []rune(s); len(runes) > 200 {
		return string(runes[:200])
	}
	return s
}

// owners says who has the tools that not everyone has.
var owners = map[string]spotter.Actor{
	"start_session": spotter.ActorWorkout, "log_set": spotter.ActorWorkout, "correct_set": spotter.ActorWorkout, "say": spotter.ActorWorkout,
	"finish_session": spotter.ActorWorkout, "substitute": spotter.ActorWorkout, "propose_training": spotter.ActorWorkout,
	"propose_meals": spotter.ActorDiet, "swap_meal": spotter.ActorDiet, "tick_shopping": spotter.ActorDiet, "log_meal": spotter.ActorDiet, "log_water": spotter.ActorDiet,
	"check_in": spotter.ActorTracker, "log_weight": spotter.ActorTracker, "evaluate": spotter.ActorTracker,
	"reschedule": spotter.ActorScheduler, "propose_schedule": spotter.ActorScheduler, "set_reminders": spotter.ActorScheduler,
}

// told is what the tools returned, for the person to read.
func (t *turn) told() string {
	var out []string
	for _, r := range t.results {
		if r.tool == "hand_over" && len(t.results) > 1 || r.text == "" || slices.Contains(out, r.text) {
			continue
		}
		out = append(out, r.text)
	}
	if len(out) > 1 && t.results[0].tool == "today" && t.results[len(t.results)-1].tool != "today" {
		out = out[1:] // it was looked up on the way
	}
	return strings.Join(out, "\n\n")
}

// unknown says what the grammar is, and what it would understand.
func (t *turn) unknown() string { return say("unknown", t.tongue) + " " + t.examples() }

func (t *turn) examples() string {
	agents := []spotter.Actor{t.agent()}
	if agents[0] == spotter.ActorGeneral {
		agents = []spotter.Actor{spotter.ActorWorkout, spotter.ActorDiet, spotter.ActorTracker, spotter.ActorScheduler, spotter.ActorGeneral}
	}
	out := say("examples", t.tongue)
	for i, a := range agents {
		if i > 0 {
			out += ";"
		}
		out += " " + examples[a][t.tongue]
	}
	return out + "."
}

// agent is who speaks, by the tools that are offered.
func (t *turn) agent() spotter.Actor {
	for _, mark := range []struct {
		tool  string
		agent spotter.Actor
	}{{"log_set", spotter.ActorWorkout}, {"log_meal", spotter.ActorDiet}, {"log_weight", spotter.ActorTracker}, {"reschedule", spotter.ActorScheduler}} {
		if t.offers(mark.tool) {
			return mark.agent
		}
	}
	return spotter.ActorGeneral
}

// events yields a reply as a model would.
func (p *Provider) events(request llm.Request, yield func(llm.Event) bool) {
	if !yield(llm.Start{Provider: p.Name(), Model: p.Model()}) {
		return
	}
	r, n := p.decide(request)
	if r.tool == "" {
		for _, piece := range pieces(r.text) {
			if !yield(llm.TextDelta{Text: piece}) {
				return
			}
		}
		yield(llm.End{Message: llm.Message{Role: llm.RoleAssistant, Parts: textParts(r.text)}, Reason: llm.StopEnd})
		return
	}
	raw, err := json.Marshal(r.args)
	if err != nil {
		raw = []byte("{}")
	}
	call := llm.ToolCall{ID: "rule_" + strconv.Itoa(len(request.Messages)) + "_" + strconv.Itoa(n), Name: r.tool, Arguments: raw}
	if yield(llm.CallStart{ID: call.ID, Name: call.Name}) {
		yield(llm.End{Message: llm.Message{Role: llm.RoleAssistant, Parts: []llm.Part{{Call: &call}}}, Reason: llm.StopTools})
	}
}

func textParts(text string) []llm.Part {
	if text == "" {
		return nil
	}
	return []llm.Part{{Text: text}}
}

// pieces cuts a text behind its lines, so that a long one comes as it would from a model.
func pieces(text string) []string {
	return slices.DeleteFunc(strings.SplitAfter(text, "\n"), func(s string) bool { return s == "" })
}
