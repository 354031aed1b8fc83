package guard

import (
	"bytes"
	"slices"
	"strings"

	"spotter"
)

// source is where a fact comes from.
type source uint8

const (
	fromPerson source = iota // said by the person in this turn
	fromStore                // known of the person, or told in an earlier turn
	fromTool                 // returned by a tool in this turn
)

// fact is a figure that may be said.
type fact struct {
	dim      dim
	value    float64 // in the dim's base
	topic    topic
	subjects []int32 // what the sentence or object that holds it names
	source   source
	heavy    bool // said in kilograms or pounds
}

// Facts are the figures and names that may be said in one turn. They grow while the turn runs and are not
// safe for concurrent use: one turn, one goroutine. They are read when a figure first needs them.
type Facts struct {
	names   *Names
	pending []addition
	list    []fact
	named   map[int32]source // subjects by the best source that named them
	texts   []string
	own     []string // said by tools in this turn
	done    []string // the writing tools that have done their work in this turn
	refused string   // why one of them has not
	raws    [][]byte
	today   spotter.Date
}

type addition struct {
	source source
	text   string
	json   []byte
}

// NewFacts makes an empty set.
func NewFacts(names *Names) *Facts { return &Facts{names: names, named: map[int32]source{}} }

// AddJSON adds what is known of the person: the briefing, as JSON. A number's key says what it measures
// (weight_kg, kcal, session_minutes), a string is read as a text. What is no JSON is read as a text.
func (f *Facts) AddJSON(raw []byte) { f.add(addition{fromStore, "", raw}) }

// AddText adds a text of the server's own: an earlier tool result, a summary, a memory.
func (f *Facts) AddText(text string) { f.add(addition{fromStore, text, nil}) }

// AddTool adds what a tool returned in this turn: its text, and its data as JSON or nil. Only these correct
// a figure, and only they allow a supplement.
func (f *Facts) AddTool(_, text string, data []byte) {
	f.add(addition{fromTool, text, data})
	f.own = append(f.own, text)
}

// AddSaid adds the person's own words of this turn. They may be echoed; they are no ground for advice.
func (f *Facts) AddSaid(text string) { f.add(addition{fromPerson, text, nil}) }

func (f *Facts) add(a addition) {
	f.pending = append(f.pending, a)
	if a.text != "" {
		f.texts = append(f.texts, a.text)
	}
	if len(a.json) > 0 {
		f.raws = append(f.raws, a.json)
	}
}

// holds reports whether a string stands in a fact, as it is.
func (f *Facts) holds(s string) bool {
	for _, text := range f.texts {
		if strings.Contains(text, s) {
			return true
		}
	}
	return slices.ContainsFunc(f.raws, func(raw []byte) bool { return bytes.Contains(raw, []byte(s)) })
}

// read takes in what was added since the last time.
func (f *Facts) read(tongue string, today spotter.Date) {
	f.today = today

	for _, a := range f.pending {
		if a.text != "" {
			f.readText(a.text, a.source, tongue)
		}
		if len(a.json) > 0 {
			f.readJSON(a.json, a.source, tongue)
		}
	}
	f.pending = nil
}

func (f *Facts) readText(text string, from source, tongue string) {
	r := reader{f.names, tongue}
	for line := range strings.SplitSeq(text, "\n") {
		var subjects []int32 // a sentence that names nothing goes on about what the one before named
		for _, sentence := range sentences(line) {
			if named := f.name(sentence, from); named != nil {
				subjects = named
			}
			for _, fig := range r.figures(sentence) {
				f.enter(fig, subjects, from)
			}
		}
	}
}

// sentences cuts a line after full stops, question marks and the like that a space follows.
func sentences(line string) []string {
	var out []string
	start := 0
	for i := 0; i+1 < len(line); i++ {
		if (line[i] == '.' || line[i] == '!' || line[i] == '?' || line[i] == ';') && line[i+1] == ' ' {
			out = append(out, line[start:i+1])
			start = i + 1
		}
	}
	return append(out, line[start:])
}

// name notes the subjects that a text names.
func (f *Facts) name(text string, from source) []int32 {
	subjects := f.names.in(text, kSupplement|kFood|kExercise)
	for _, s := range subjects {
		if have, known := f.named[s]; !known || from > have {
			f.named[s] = from
		}
	}
	return subjects
}

// enter adds a figure that a text says, in each way that it may be read.
func (f *Facts) enter(fig figure, subjects []int32, from source) {
	for _, v := range fig.raw {
		topic := fig.topic
		if topic == topicNone && fig.dim == dimMass && f.anyOf(subjects, kExercise) {
			topic = topicLoad
		}
		f.list = append(f.list, fact{fig.dim, v * fig.factor, topic, subjects, from, fig.factor > 400})
	}
}

func (f *Facts) anyOf(subjects []int32, k kind) bool {
	for _, s := range subjects {
		if f.names.subjects[s].kind == k {
			return true
		}
	}
	return false
}

// todayFacts are the date, its neighbours and its year.
func todayFacts(today spotter.Date) []fact {
	if today.IsZero() {
		return nil
	}
	var out []fact
	for d := -1; d <= 1; d++ {
		day := today.AddDays(d)
		out = append(out, dateFact(day))
	}
	return append(out, fact{dim: dimCount, value: float64(today.Year), source: fromStore})
}

func dateFact(d spotter.Date) fact {
	return fact{dim: dimDate, value: float64(100*int(d.Month) + d.Day), source: fromStore}
}
