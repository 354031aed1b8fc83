package route_test

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"spotter"
	"spotter/catalog"
	"spotter/internal/agent/route"
)

//go:embed testdata/dev.tsv
var devHalf string

//go:embed testdata/test.tsv
var testHalf string

//go:embed testdata/fresh.tsv
var freshHalf string

//go:embed testdata/learn.tsv
var learnHalf string

// held is a labelled message.
type held struct {
	language, text string
	state          route.State
	agents         []spotter.Actor // who may answer, by product.md; the first is the best
	any            bool            // a plain look-up: everyone has the tools for it, so another agent is a near miss and not a wrong one
}

func readHeld(t testing.TB, table string) []held {
	t.Helper()
	var out []held
	for line := range strings.Lines(table) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		part := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(part) != 4 {
			t.Fatalf("%q has %d parts", line, len(part))
		}
		h := held{language: part[0], text: part[3]}
		for label := range strings.SplitSeq(part[1], ",") {
			switch actor := spotter.Actor(label); {
			case label == "any":
				h.any = true
			case slices.Contains(route.Agents[:], actor):
				h.agents = append(h.agents, actor)
			default:
				t.Fatalf("%q names nobody", line)
			}
		}
		h.state = heldState(part[2])
		out = append(out, h)
	}
	return out
}

func heldState(text string) route.State {
	var s route.State
	for part := range strings.SplitSeq(text, ",") {
		last, ok := strings.CutPrefix(part, "last=")
		switch {
		case ok:
			s.Last = spotter.Actor(last)
		case part == "training":
			s.Training = true
		case part == "asked":
			s.Asked = true
		}
	}
	return s
}

// outcome counts how messages fared. Right: an agent of the label, sure of it. Guessed: an agent of the label, unsure.
// Misled: sure of an agent that could not serve. What remains is open, and a model is asked.
type outcome struct{ total, right, guessed, misled, open int }

func fare(t *testing.T, r *route.Router, list []held, tell bool) outcome {
	t.Helper()
	var o outcome
	for _, h := range list {
		o.total++
		got := r.Route(h.text, h.state)
		ok := slices.Contains(h.agents, got.Agent)
		switch {
		case ok && got.Sure:
			o.right++
			continue
		case ok:
			o.guessed++
		case got.Sure && !h.any:
			o.misled++
		default:
			o.open++
		}
		if tell {
			t.Logf("%s %q %+v: %s (sure %v, %s), want %s", h.language, h.text, h.state, got.Agent, got.Sure, got.Why, h.agents)
		}
	}
	return o
}

// How the router fares with messages that tables and weights were made by, and with messages that they were not.
//
// The test half was written after the tables, and fresh before the weights; the sentences of neither are printed, so that nobody
// mends by them; whoever does moves them to the dev half and writes new ones. Right and misled are shares of all, sound is the
// share of the right among the decided.
func TestHeldOut(t *testing.T) {
	t.Parallel()
	r := route.New(names(t))
	for _, half := range []struct {
		name, table          string
		least                int     // messages
		right, misled, sound float64 // least share, most share, least share
		tell                 bool
	}{
		{"dev", devHalf, 1200, 0.96, 0.005, 0.99, true},
		{"test", testHalf, 160, 0.69, 0.03, 0.95, false},
		{"fresh", freshHalf, 240, 0.74, 0.01, 0.98, false},
	} {
		list := readHeld(t, half.table)
		o := fare(t, r, list, half.tell)
		t.Logf("%s: %+v", half.name, o)
		right, misled := float64(o.right)/float64(o.total), float64(o.misled)/float64(o.total)
		sound := float64(o.right) / float64(o.right+o.misled)
		if o.total < half.least || right < half.right || misled > half.misled || sound < half.sound {
			t.Errorf("%s: %+v, want %.3f right, %.3f misled and %.3f of the decided right", half.name, o, half.right, half.misled, half.sound)
		}
		tellParts(t, r, list)
	}
}

// tellParts tells how each language and agent fares, and who is taken for whom.
func tellParts(t *testing.T, r *route.Router, list []held) {
	t.Helper()
	parts := map[string][]held{}
	confused := map[spotter.Actor]map[spotter.Actor]int{}
	for _, h := range list {
		parts[h.language] = append(parts[h.language], h)
		parts[string(h.agents[0])] = append(parts[string(h.agents[0])], h)
		got, want := r.Route(h.text, h.state).Agent, h.agents[0]
		if slices.Contains(h.agents, got) {
			want = got
		}
		if confused[want] == nil {
			confused[want] = map[spotter.Actor]int{}
		}
		confused[want][got]++
	}
	for _, part := range slices.Sorted(maps.Keys(parts)) {
		t.Logf("  %-10s %+v", part, fare(t, r, parts[part], false))
	}
	for _, want := range route.Agents {
		t.Logf("  %-10s is taken for %v", want, confused[want])
	}
}

// All parts have at least forty messages in every language, and no message is in two.
func TestHeldOutIsBroad(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, table := range []string{devHalf, testHalf, freshHalf, learnHalf} {
		languages, agents := map[string]int{}, map[spotter.Actor]int{}
		for _, h := range readHeld(t, table) {
			key := fmt.Sprint(h.language, h.text, h.state)
			if seen[key] {
				t.Errorf("%q stands twice", h.text)
			}
			seen[key] = true
			languages[h.language]++
			agents[h.agents[0]]++
		}
		for _, l := range catalog.Tongues {
			if languages[l] < 40 {
				t.Errorf("%d messages are %s", languages[l], l)
			}
		}
		if len(agents) != len(route.Agents) {
			t.Errorf("%v are asked for", agents)
		}
	}
}
