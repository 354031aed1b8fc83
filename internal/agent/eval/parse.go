package eval

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

//go:embed scenarios
var files embed.FS

// Load reads every scenario, in the order of their names.
func Load() ([]Scenario, error) {
	root, err := fs.Sub(files, "scenarios")
	if err != nil {
		return nil, err
	}
	var out []Scenario
	var faults []error
	err = fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		s, err := Parse(name, string(text))
		out, faults = append(out, s), append(faults, err)
		return nil
	})
	return out, errors.Join(append(faults, err)...)
}

// Fault is what is wrong with a line of a file.
type Fault struct {
	File    string
	Line    int
	Message string
}

func (f *Fault) Error() string { return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Message) }

// Parse reads a file. The error names every line that is wrong, as a [Fault] each.
func Parse(file, text string) (Scenario, error) {
	p := &parser{s: Scenario{File: file, Group: path.Dir(file), Name: strings.TrimSuffix(file, path.Ext(file))}}
	for line := range strings.Lines(text) {
		p.line++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, value, found := strings.Cut(line, ":")
		if !found {
			p.fault("a line has the form \"what: more\"")
			continue
		}
		p.read(strings.TrimSpace(key), strings.TrimSpace(value))
	}
	p.whole()
	return p.s, errors.Join(p.faults...)
}

type parser struct {
	s      Scenario
	line   int
	wait   time.Duration
	agent  string
	faults []error
}

func (p *parser) fault(format string, args ...any) {
	p.faults = append(p.faults, &Fault{p.s.File, p.line, fmt.Sprintf(format, args...)})
}

func (p *parser) read(key, value string) {
	switch {
	case strings.HasPrefix(key, "must"):
		p.must(key, value)
	case strings.HasPrefix(key, "model"):
		p.model(key, value)
	case key == "person":
		p.s.Turns = append(p.s.Turns, Turn{Line: p.line, Wait: p.wait, Agent: p.agent, Said: value})
		p.wait, p.agent = 0, ""
	case key == "ask for":
		p.agent = value
	case key == "wait":
		p.waits(value)
	case len(p.s.Turns) > 0:
		p.fault("%q is not known here: person, model, ask for, wait or must", key)
	default:
		p.head(key, value)
	}
}

// head reads what stands before the first turn.
func (p *parser) head(key, value string) {
	word, rest, _ := strings.Cut(key, " ")
	switch {
	case key == "title":
		p.s.Title = value
	case key == "misbehaves":
		p.s.Misbehaves = p.yes(value)
	case key == "scripted only":
		p.s.Scripted = p.yes(value)
	case key == "onboarding" && value == "not begun":
		p.s.New = true
	case word == "answer":
		p.answer(rest, value)
	case word == "before":
		p.s.Before = append(p.s.Before, Before{p.line, rest, value})
	default:
		p.fault("%q is not known: title, misbehaves, scripted only, onboarding, answer, before, person", key)
	}
}

func (p *parser) yes(value string) bool {
	if value != "yes" {
		p.fault("%q must be yes, or the line left out", value)
	}
	return value == "yes"
}

func (p *parser) answer(field, value string) {
	if !json.Valid([]byte(value)) {
		p.fault("the answer to %s must be JSON, such as \"vegan\", 70 or [\"milk\"]", field)
		return
	}
	p.s.Answers = append(p.s.Answers, Answer{p.line, strings.Split(field, "."), json.RawMessage(value)})
}

func (p *parser) waits(value string) {
	d, err := time.ParseDuration(value)
	if err != nil || d <= 0 {
		p.fault("%q is no time such as 90s, 15m or 26h", value)
	}
	p.wait += d
}

// turn is the turn that a line belongs to.
func (p *parser) turn() *Turn {
	if len(p.s.Turns) == 0 {
		p.fault("a person has to write something first")
		return &Turn{}
	}
	return &p.s.Turns[len(p.s.Turns)-1]
}

func (p *parser) model(key, value string) {
	t := p.turn()
	if len(t.Musts) > 0 {
		p.fault("what the model does stands before what must come of it")
	}
	last := &Step{}
	if len(t.Steps) > 0 {
		last = &t.Steps[len(t.Steps)-1]
	}
	switch key {
	case "model":
		t.Steps = append(t.Steps, Step{Line: p.line, Text: value})
	case "model calls":
		t.Steps = append(t.Steps, Step{Line: p.line, Calls: []Call{p.call(value)}})
	case "model also calls":
		last.Calls = append(last.Calls, p.call(value))
	case "model fails":
		t.Steps = append(t.Steps, Step{Line: p.line, Fails: value})
	case "model then fails":
		last.Fails = value
	case "model stops":
		last.Stops = value
	default:
		p.fault("%q is not known: model, model calls, model also calls, model fails, model then fails, model stops", key)
	}
	if last.Line == 0 && slices.Contains([]string{"model also calls", "model then fails", "model stops"}, key) {
		p.fault("%q goes on with a message of the model, and there is none", key)
	}
}

// call reads a tool's name and its arguments. What is no JSON is written as it stands: models do so too.
func (p *parser) call(value string) Call {
	name, arguments, _ := strings.Cut(value, " ")
	if arguments == "" {
		arguments = "{}"
	}
	return Call{name, arguments}
}

func (p *parser) must(key, value string) {
	verb, found := strings.CutPrefix(key, "must ")
	verb, not := strings.CutPrefix(verb, "not ")
	if _, known := verbs[verb]; !known || !found {
		p.fault("%q is nothing that can be wanted; there are %s", key, strings.Join(Verbs(), ", "))
	}
	if value == "" {
		p.fault("%q wants something behind the colon", key)
	}
	t := p.turn()
	t.Musts = append(t.Musts, Must{p.line, not, verb, value})
}

// Verbs are what can be wanted, in order.
func Verbs() []string {
	var out []string
	for v := range verbs {
		out = append(out, v)
	}
	slices.Sort(out)
	return out
}

// whole wants a file that holds something to be wrong.
func (p *parser) whole() {
	p.line = 1
	if p.s.Title == "" {
		p.fault("there is no title")
	}
	musts := 0
	for _, t := range p.s.Turns {
		musts += len(t.Musts)
	}
	if musts == 0 {
		p.fault("nothing must come of it")
	}
}
