package eval

import (
	"encoding/json"
	"time"
)

// Scenario is one conversation and what must come of it.
type Scenario struct {
	File       string // such as journeys/swap.txt
	Group      string // its folder
	Name       string // group/name, without the ending
	Title      string
	Misbehaves bool // the model in it does what it must not
	Scripted   bool // makes no sense with a real model
	New        bool // the person has not set up anything yet
	Answers    []Answer
	Before     []Before
	Turns      []Turn
}

// Answer replaces an answer of the onboarding, such as diet.allergies.
type Answer struct {
	Line  int
	Path  []string
	Value json.RawMessage
}

// Before is something that has been stored before the conversation begins.
type Before struct {
	Line        int
	What, Value string
}

// Turn is what the person writes, what the model does with it, and what must come of both.
type Turn struct {
	Line  int
	Wait  time.Duration // since the turn before
	Agent string        // whom the person asks; empty: whom the product chooses
	Said  string
	Steps []Step
	Musts []Must
}

// Step is one message of the model.
type Step struct {
	Line  int
	Text  string
	Calls []Call
	Fails string // a kind of failure, after the text
	Stops string // a stop reason other than the usual one
}

// Call is a call of a tool. The arguments need not be JSON: a model may write anything.
type Call struct{ Tool, Arguments string }

// Must is something that must be so after a turn, or must not.
type Must struct {
	Line        int
	Not         bool
	Verb, Value string
}

// String is the must as it stands in the file.
func (m Must) String() string {
	if m.Not {
		return "must not " + m.Verb + ": " + m.Value
	}
	return "must " + m.Verb + ": " + m.Value
}

// Verbs are what can be wanted of a turn, each with what it says.
var verbs = map[string]string{
	"say":       "the coach's text has these words",
	"show":      "anything that the person's devices get has these words",
	"call":      "the model called this tool, and it was run; with \"failed\" behind: in vain",
	"answer":    "this agent had the last word",
	"hand over": "the conversation was passed on, as \"general to diet\"",
	"propose":   "a proposal of this kind was made: training, meals or meal",
	"accept":    "a proposal of this kind was accepted",
	"decline":   "a proposal of this kind was declined",
	"undo":      "a proposal of this kind was undone",
	"keep":      "this plan has the version that it had before the turn: training or meals",
	"change":    "this plan has another version",
	"store":     "so many rows were added or taken away in this turn: \"memories +1\"; \"nothing\" is no row but those of the conversation",
	"remember":  "a memory that is stored has these words",
	"withhold":  "the guard left something out under this rule",
	"correct":   "the guard put a figure right under this rule",
	"read":      "the model was given these words",
	"fence":     "the model was given these words, and only as data between marks",
	"learn":     "the tools answered the model these words",
	"ask":       "a model was asked: \"must not ask: a model\"",
	"end":       "how the turn ended: done, failed, interrupted, or a reason",
	"fail":      "the code of the error event",
}
