package agent_test

import (
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"spotter/internal/agent"
	"spotter/internal/agent/eval"
	"spotter/internal/llm"
)

// TestEval plays every scenario: what must be so afterwards is, and what must not be is not.
func TestEval(t *testing.T) {
	t.Parallel()
	all := scenarios(t)
	live := liveModel(t)
	h := newHouse(t)
	report := &reporting{}
	t.Run("scenarios", func(t *testing.T) {
		for _, s := range all {
			if live != nil && !s.Live() {
				continue
			}
			t.Run(s.Name, func(t *testing.T) {
				t.Parallel()
				report.add(t, h, s, live)
			})
		}
	})
	report.write(t)
}

func scenarios(t *testing.T) []eval.Scenario {
	t.Helper()
	all, err := eval.Load()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

type reporting struct {
	mu   sync.Mutex
	runs []eval.Run
}

func (r *reporting) add(t *testing.T, h *house, s eval.Scenario, live llm.Provider) {
	t.Helper()
	began := time.Now()
	faults := h.play(t, s, live)
	for _, f := range faults {
		t.Error(f)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.runs = append(r.runs, eval.Run{Scenario: s.Name, Group: s.Group, Title: s.Title, Faults: faults, Took: time.Since(began)})
}

// write writes the report where make eval wants it.
func (r *reporting) write(t *testing.T) {
	t.Helper()
	file := os.Getenv("EVAL_REPORT")
	if file == "" {
		return
	}
	text := eval.Table(r.runs)
	if os.Getenv("EVAL_JSON") != "" {
		text = eval.JSON(r.runs)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Error(err)
	}
}

// noticed are the scenarios that fail when a guard is taken away: without it, each of them is red.
var noticed = map[string][]string{}

// TestGuardsAreNeeded takes each guard away and wants the scenarios that name it to fail. With EVAL_ALL it plays all
// scenarios, and wants no other to fail.
func TestGuardsAreNeeded(t *testing.T) {
	t.Parallel()
	all := scenarios(t)
	h := newHouse(t)
	for _, guard := range agent.Guards() {
		named := noticed[guard]
		if len(named) == 0 {
			t.Errorf("no scenario notices when %s is taken away", guard)
		}
		for _, s := range all {
			wanted := slices.Contains(named, s.Name)
			named = slices.DeleteFunc(slices.Clone(named), func(name string) bool { return name == s.Name })
			if !wanted && os.Getenv("EVAL_ALL") == "" {
				continue
			}
			t.Run(guard+"/"+s.Name, func(t *testing.T) {
				t.Parallel()
				faults := h.play(t, s, nil, guard)
				if failed := len(faults) > 0; failed != wanted {
					t.Errorf("without %s: failed is %v, want %v: %v", guard, failed, wanted, faults)
				}
			})
		}
		if len(named) > 0 {
			t.Errorf("%s: there are no scenarios %v", guard, named)
		}
	}
}
