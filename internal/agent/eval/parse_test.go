package eval

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	t.Parallel()
	s, err := Parse("g/name.txt", `# a remark
title: A title: with a colon
misbehaves: yes
answer diet.allergies: ["milk"]
before remembered life: Works nights

wait: 90s
ask for: diet
person: Hello: there
model: Half
model also calls: today {"date": "x"}
model calls: week
model then fails: overloaded
must not say: half
must keep: training
`)
	if err != nil {
		t.Fatal(err)
	}
	turn := s.Turns[0]
	switch {
	case s.Group != "g", s.Name != "g/name", s.Title != "A title: with a colon", !s.Misbehaves, s.Answers[0].Path[1] != "allergies", s.Before[0].What != "remembered life":
		t.Errorf("the head: %+v", s)
	case turn.Wait != 90*time.Second, turn.Agent != "diet", turn.Said != "Hello: there", len(turn.Steps) != 2:
		t.Errorf("the turn: %+v", turn)
	case turn.Steps[0].Calls[0] != Call{"today", `{"date": "x"}`}, turn.Steps[1].Calls[0] != Call{"week", "{}"}, turn.Steps[1].Fails != "overloaded":
		t.Errorf("the steps: %+v", turn.Steps)
	case turn.Musts[0].String() != "must not say: half", turn.Musts[1].Line != 15:
		t.Errorf("the musts: %+v", turn.Musts)
	}
}

// Each line that is wrong is named, with what would be right.
func TestFaultsNameTheLine(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"title: x\nperson: hi\nmust sya: x":               "g/f.txt:3: \"must sya\" is nothing that can be wanted; there are accept, ",
		"title: x\nperson: hi\nmust say:":                 "g/f.txt:3: \"must say\" wants something behind the colon",
		"title: x\nmodel: hi\n":                           "g/f.txt:2: a person has to write something first",
		"title: x\nhello\nperson: hi\nmust say: x":        "g/f.txt:2: a line has the form",
		"title: x\nanswer diet.pattern: vegan":            "g/f.txt:2: the answer to diet.pattern must be JSON",
		"person: hi\nmust say: x":                         "g/f.txt:1: there is no title",
		"title: x\nperson: hi":                            "g/f.txt:1: nothing must come of it",
		"title: x\nwait: soon\nperson: hi\nmust say: x":   "g/f.txt:2: \"soon\" is no time",
		"title: x\nperson: hi\nmust say: x\nmodel: later": "g/f.txt:4: what the model does stands before",
		"title: x\nperson: hi\nmodel then fails: x":       "g/f.txt:3: \"model then fails\" goes on with a message",
		"title: x\nperson: hi\nmodels: x":                 "g/f.txt:3: \"models\" is not known: model, ",
		"title: x\nmisbehaves: no":                        "g/f.txt:2: \"no\" must be yes",
		"title: x\ntilte: y":                              "g/f.txt:2: \"tilte\" is not known: title, ",
		"title: x\nperson: hi\nmust say: x\ntitle: again": "g/f.txt:4: \"title\" is not known here",
	} {
		_, err := Parse("g/f.txt", text)
		var fault *Fault
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}

func TestReport(t *testing.T) {
	t.Parallel()
	runs := []Run{{Scenario: "a/x", Group: "a", Took: time.Second}, {Scenario: "a/y", Group: "a", Took: 3 * time.Second, Faults: []string{"wrong"}},
		{Scenario: "b/z", Group: "b", Took: 2 * time.Second}}
	sums := Sums(runs)
	if len(sums) != 3 || sums[0] != (Sum{"a", 2, 1, 3 * time.Second}) || sums[2] != (Sum{"all", 3, 1, 2 * time.Second}) {
		t.Errorf("got %+v", sums)
	}
	if table := Table(runs); !strings.Contains(table, "a/y ()\n  wrong") || !strings.Contains(table, "all          3       1") {
		t.Errorf("got\n%s", table)
	}
	if !strings.Contains(JSON(runs), `"scenario": "a/y"`) {
		t.Error("no JSON")
	}
}
