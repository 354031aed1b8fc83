package agent_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"spotter/internal/agent/eval"
	"spotter/internal/llm"
)

// outcome is what came of a turn.
type outcome struct {
	transcript
	before, after rowsOf
	requests      []llm.Request
	notes         []string
}

// check holds an outcome to a must and answers what is wrong, empty when nothing is.
func (o outcome) check(m eval.Must) string {
	is, got := o.holds(m)
	switch {
	case got == unknown:
		return "that cannot be read: see docs/evals.md"
	case is == m.Not && got != "":
		return "got " + got
	case is == m.Not:
		return "it is not so"
	}
	return ""
}

const unknown = "?"

// holds says whether something is so, and what there is instead.
func (o outcome) holds(m eval.Must) (is bool, got string) {
	v := m.Value
	switch m.Verb {
	case "say":
		return strings.Contains(o.text, v), strconv.Quote(o.text)
	case "show":
		return slices.ContainsFunc(o.shown(), func(s string) bool { return strings.Contains(s, v) }), ""
	case "call":
		name, failed := strings.CutSuffix(v, " failed")
		state := "done"
		if failed {
			state = "failed"
		}
		if m.Not {
			return slices.ContainsFunc(o.lines, func(l string) bool { return strings.HasPrefix(l, "["+name+" "+state) }), ""
		}
		return slices.Contains(o.lines, "["+name+" "+state+"]"), ""
	case "answer":
		return string(o.done.Agent) == v, string(o.done.Agent)
	case "hand over":
		return slices.Contains(o.lines, "("+strings.Replace(v, " to ", " -> ", 1)+")"), ""
	case "propose":
		return o.decided(v, "pending"), ""
	case "accept":
		return o.decided(v, "accepted"), ""
	case "decline":
		return o.decided(v, "declined"), ""
	case "undo":
		return o.decided(v, "undone"), ""
	case "keep", "change":
		same := slices.Equal(o.plan(o.before, v), o.plan(o.after, v)) && len(o.plan(o.after, v)) > 0
		return same == (m.Verb == "keep"), ""
	case "store":
		return o.stored(v)
	case "remember":
		return slices.ContainsFunc(o.after["memories"], func(s string) bool { return strings.Contains(s, v) }), fmt.Sprint(o.after["memories"])
	case "withhold", "correct":
		if v == "anything" {
			return slices.ContainsFunc(o.notes, func(n string) bool { return strings.HasPrefix(n, m.Verb) }), fmt.Sprint(o.notes)
		}
		return slices.Contains(o.notes, m.Verb+" "+v), fmt.Sprint(o.notes)
	}
	return o.asked(m)
}

// asked is about what the model was given, and how the turn ended.
func (o outcome) asked(m eval.Must) (is bool, got string) {
	v := m.Value
	switch m.Verb {
	case "read":
		return strings.Contains(o.given(), v), ""
	case "fence":
		open := fenced.ReplaceAllString(o.instructions(), "")
		return strings.Contains(o.instructions(), v) && !strings.Contains(open, v), ""
	case "learn":
		return slices.ContainsFunc(o.results(), func(r string) bool { return strings.Contains(r, v) }), fmt.Sprintf("%q", o.results())
	case "ask":
		return len(o.requests) > 0, ""
	case "end":
		return v == string(o.done.State) || v == o.done.Reason, string(o.done.State) + " " + o.done.Reason
	case "fail":
		return o.failed == v, o.failed
	}
	return false, unknown
}

// shown is all that a device gets, but the person's own words.
func (o outcome) shown() []string {
	out := []string{o.text}
	for i, e := range o.events {
		if i > 0 {
			out = append(out, string(e.Data))
		}
	}
	return out
}

func (o outcome) decided(kind, state string) bool {
	return slices.ContainsFunc(o.lines, func(l string) bool {
		return l == "<"+kind+" "+state+">" || kind == "anything" && strings.HasPrefix(l, "<") && strings.HasSuffix(l, " "+state+">")
	})
}

// plan is the plans of a kind in force, as rows.
func (o outcome) plan(rows rowsOf, kind string) []string {
	return slices.DeleteFunc(slices.Clone(rows["plans"]), func(row string) bool { return !strings.Contains(row, `"kind": "`+kind+`"`) })
}

// stored reads "memories +1", "weights -1" and "nothing".
func (o outcome) stored(v string) (bool, string) {
	if v == "nothing" {
		changed := o.before.changed(o.after)
		return len(changed) == 0, fmt.Sprint(changed)
	}
	table, number, found := strings.Cut(v, " ")
	n, err := strconv.Atoi(number)
	if !found || err != nil {
		return false, unknown
	}
	got := len(o.after[table]) - len(o.before[table])
	return got == n, strconv.Itoa(got)
}

// fenced is a block of data in a prompt.
var fenced = regexp.MustCompile(`(?s)<data-[0-9a-f]+ of="[^"]*">.*?</data-[0-9a-f]+>`)

// instructions are what the model was told as its orders.
func (o outcome) instructions() string {
	var out strings.Builder
	for _, r := range o.requests {
		for _, b := range r.System {
			out.WriteString(b.Text + "\n")
		}
	}
	return out.String()
}

// given is all that the model was given.
func (o outcome) given() string {
	var out strings.Builder
	out.WriteString(o.instructions())
	for _, r := range o.requests {
		for _, m := range r.Messages {
			for _, p := range m.Parts {
				out.WriteString(p.Text + "\n")
			}
		}
	}
	return out.String() + strings.Join(o.results(), "\n")
}

// results are what tools answered in this turn.
func (o outcome) results() []string {
	var out []string
	if len(o.requests) == 0 {
		return nil
	}
	known := len(o.requests[0].Messages)
	last := o.requests[len(o.requests)-1].Messages
	for _, m := range last[min(known, len(last)):] {
		for _, p := range m.Parts {
			if p.Result != nil {
				out = append(out, p.Result.Content)
			}
		}
	}
	return out
}
