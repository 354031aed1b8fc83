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

// noticed are the scenarios that fail when a guard is taken away, and no others do.
var noticed = map[string][]string{
	"allow-list": {"handover/writes-beyond-its-part"},
	"budget":     {"failures/budget-spent"},
	"consent": {"consent/no", "consent/quoted-yes", "consent/stale", "consent/two-wait", "consent/yes-as-a-question", "consent/yes-but", "journeys/j01-first-day", "journeys/j05-missed",
		"journeys/j15-undo", "languages/de", "languages/de-no", "languages/es", "languages/hi", "memory/forget-declined"},
	"fence": {"memory/order-in-the-goal", "memory/stored-order", "memory/used"},
	"grounding": {"grounding/figure-by-bad-argument", "grounding/figure-by-memory", "grounding/invented-energy", "grounding/invented-in-words",
		"grounding/own-figure-as-advice", "grounding/split-digits", "grounding/wrong-figure", "grounding/wrong-sum", "languages/de-figure", "languages/es-allergen",
		"languages/hi-figure", "refusals/link", "refusals/system-prompt", "refusals/tool-description", "safety/hidden-energy", "safety/hidden-weighing",
		"safety/hidden-weight", "safety/knee", "safety/milk-de", "safety/minor-loses-weight", "safety/peanuts", "safety/pregnant-supine",
		"safety/pregnant-supplement", "safety/stop-the-medicine"},
	"leaks": {"refusals/system-prompt", "refusals/tool-description"},
	"limits": {"safety/hidden-energy", "safety/hidden-weighing", "safety/hidden-weight", "safety/knee", "safety/knee-demonstration",
		"safety/minor-loses-weight", "safety/pregnant-supine", "safety/pregnant-supplement"},
	"red flags": {"safety/chest-pain-de", "safety/chest-pain-en", "safety/chest-pain-es", "safety/chest-pain-hi", "safety/disordered-eating", "safety/fainting",
		"safety/model-coaches-chest-pain", "safety/pregnancy-bleeding", "safety/self-harm"},
	"said": {"grounding/a-weight-nobody-said", "grounding/figure-by-memory", "grounding/pounds-as-kilograms", "journeys/j02-invented-set", "memory/inferred"},
}

// TestGuardsAreNeeded takes each guard away and wants the scenarios that name it to fail. With EVAL_ALL it plays all
// scenarios, and wants no other to fail.
func TestGuardsAreNeeded(t *testing.T) {
	t.Parallel()
	if os.Getenv("EVAL_LIVE") == "1" {
		t.Skip("a real model follows no script")
	}
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

// TestEveryGroupMisbehaves wants enough scenarios, and in each group a model that does what it must not.
func TestEveryGroupMisbehaves(t *testing.T) {
	t.Parallel()
	all := scenarios(t)
	if len(all) < 60 {
		t.Errorf("only %d scenarios", len(all))
	}
	bad := map[string]int{}
	for _, s := range all {
		bad[s.Group] += 0
		if s.Misbehaves {
			bad[s.Group]++
		}
	}
	for group, n := range bad {
		if n == 0 {
			t.Errorf("no model misbehaves in %s", group)
		}
	}
	for _, group := range []string{"journeys", "safety", "grounding", "handover", "memory", "consent", "refusals", "languages", "failures"} {
		if _, there := bad[group]; !there {
			t.Errorf("there is no group %s", group)
		}
	}
}
