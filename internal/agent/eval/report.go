package eval

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// Run is a scenario that has been played.
type Run struct {
	Scenario string        `json:"scenario"`
	Group    string        `json:"group"`
	Title    string        `json:"title"`
	Faults   []string      `json:"faults"` // none: it passed
	Took     time.Duration `json:"took_ns"`
}

// Sum is a group of runs.
type Sum struct {
	Group  string        `json:"group"`
	Runs   int           `json:"runs"`
	Failed int           `json:"failed"`
	Median time.Duration `json:"median_ns"`
}

// Sums are the groups in the order of their names, and all of them together as the last.
func Sums(runs []Run) []Sum {
	groups := map[string][]Run{}
	for _, r := range runs {
		groups[r.Group] = append(groups[r.Group], r)
	}
	var out []Sum
	for name, list := range groups {
		out = append(out, sum(name, list))
	}
	slices.SortFunc(out, func(a, b Sum) int { return strings.Compare(a.Group, b.Group) })
	return append(out, sum("all", runs))
}

func sum(name string, runs []Run) Sum {
	s := Sum{Group: name, Runs: len(runs)}
	var took []time.Duration
	for _, r := range runs {
		took = append(took, r.Took)
		if len(r.Faults) > 0 {
			s.Failed++
		}
	}
	slices.Sort(took)
	if len(took) > 0 {
		s.Median = took[len(took)/2]
	}
	return s
}

// Table is a report for people: the groups, and what failed.
func Table(runs []Run) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(cells ...any) { _, _ = fmt.Fprintf(w, "%v\t%v\t%v\t%v\t\n", cells...) } // a Builder takes everything
	row("group", "scenarios", "failed", "median")
	for _, s := range Sums(runs) {
		row(s.Group, s.Runs, s.Failed, s.Median.Round(time.Millisecond))
	}
	_ = w.Flush()
	for _, r := range runs {
		for _, f := range r.Faults {
			b.WriteString("\n" + r.Scenario + " (" + r.Title + ")\n  " + f + "\n")
		}
	}
	return b.String()
}

// JSON is the same for programs.
func JSON(runs []Run) string {
	raw, err := json.MarshalIndent(struct {
		Groups []Sum `json:"groups"`
		Runs   []Run `json:"runs"`
	}{Sums(runs), runs}, "", "  ")
	if err != nil {
		panic("eval: a report cannot be encoded: " + err.Error()) // strings and numbers
	}
	return string(raw) + "\n"
}
