package rules

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"spotter"
	"spotter/internal/llm"
)

// scene is what a request tells: what was said, what can be called, and how things stand.
type scene struct {
	said    string // the person's last message
	words   []word
	tongue  int // the place of the language in [sentences]
	locale  string
	tools   map[string]bool
	rounds  []round       // of this turn, in order
	history []llm.Message // before it

	training bool // a workout is under way
	today    spotter.Date
	zone     string
	missing  []string // of the onboarding, in order
	declined bool     // the consent was
	pending  []string // kinds of the proposals that wait
	limits   spotter.Limits
	plan     trainingPlan
	slots    []string          // names of the meals of a day
	planned  map[string]string // dish by meal
	hour     int
}

// round is calls of this turn with what they came to.
type round struct {
	calls   []llm.ToolCall
	results []result
}

type result struct {
	text   string
	data   json.RawMessage
	failed bool
}

// trainingPlan is what is needed of the plan in force.
type trainingPlan struct {
	Days []struct {
		Weekday   spotter.Weekday `json:"weekday"`
		Exercises []struct {
			Exercise string `json:"exercise"`
			Name     string `json:"name"`
		} `json:"exercises"`
	} `json:"days"`
}

// mealPlan is what is needed of the meal plan in force.
type mealPlan struct {
	Days []struct {
		Meals []struct {
			ID   string `json:"id"`
			Slot string `json:"slot"`
			Dish string `json:"dish"`
		} `json:"meals"`
	} `json:"days"`
}

// newScene reads a request.
func newScene(r llm.Request, block *regexp.Regexp) *scene {
	s := &scene{locale: r.Locale, tongue: tongueOf(r.Locale), tools: map[string]bool{}, planned: map[string]string{}}
	for _, t := range r.Tools {
		s.tools[t.Name] = true
	}
	s.readMessages(r.Messages)
	for _, b := range r.System {
		s.readBlock(block, b.Text)
	}
	return s
}

// readMessages finds the person's last words, and what was called for them since.
func (s *scene) readMessages(messages []llm.Message) {
	at := -1
	for i, m := range messages {
		if isSaid(m) {
			at = i
		}
	}
	if at < 0 {
		return
	}
	s.said, s.history = messages[at].Parts[0].Text, messages[:at]
	s.words = wordsOf(s.said)
	for _, m := range messages[at+1:] {
		for _, p := range m.Parts {
			switch {
			case p.Call != nil:
				if len(s.rounds) == 0 || len(s.rounds[len(s.rounds)-1].results) > 0 {
					s.rounds = append(s.rounds, round{})
				}
				s.rounds[len(s.rounds)-1].calls = append(s.rounds[len(s.rounds)-1].calls, *p.Call)
			case p.Result != nil && len(s.rounds) > 0:
				s.rounds[len(s.rounds)-1].results = append(s.rounds[len(s.rounds)-1].results, resultOf(p.Result))
			}
		}
	}
}

func isSaid(m llm.Message) bool {
	return m.Role == llm.RoleUser && len(m.Parts) > 0 && m.Parts[0].Text != ""
}

// resultOf parts the text of a result from the facts for a model behind it.
func resultOf(r *llm.ToolResult) result {
	text := strings.TrimRight(r.Content, "\n ")
	at := strings.LastIndexByte(text, '\n') + 1
	if tail := text[at:]; (strings.HasPrefix(tail, "{") || strings.HasPrefix(tail, "[")) && json.Valid([]byte(tail)) {
		return result{strings.TrimSpace(text[:at]), json.RawMessage(tail), r.IsError}
	}
	return result{text, nil, r.IsError}
}

// fenced finds data in the instructions. What people wrote has no such marks in it.
const fenced = `(?s)<data-[0-9a-f]+ of="([^"]*)">\n(.*?)\n</data-[0-9a-f]+>`

func (s *scene) readBlock(block *regexp.Regexp, text string) {
	if _, rest, ok := strings.Cut(text, "\nLimits: "); ok {
		line, _, _ := strings.Cut(rest, "\n")
		_ = json.Unmarshal([]byte(line), &s.limits) // what cannot be read limits nothing here: it holds in the tools
	}
	for _, m := range block.FindAllStringSubmatch(text, -1) {
		switch m[1] {
		case "training plan in force":
			s.plan = inForce[trainingPlan](m[2])
		case "meal plan in force":
			s.readMeals(inForce[mealPlan](m[2]))
		case "now":
			s.readNow(m[2])
		}
	}
}

// inForce is the plan in a document that says since when it is in force; empty for what cannot be read.
func inForce[P any](raw string) P {
	var document struct {
		Plan P `json:"plan"`
	}
	if json.Unmarshal([]byte(raw), &document) != nil {
		var none P
		return none
	}
	return document.Plan
}

func (s *scene) readMeals(plan mealPlan) {
	for _, day := range plan.Days {
		for _, m := range day.Meals {
			s.planned[m.ID] = m.Dish
			if !slices.Contains(s.slots, m.Slot) {
				s.slots = append(s.slots, m.Slot)
			}
		}
	}
}

// readNow reads how things stand, in the lines that the loop writes.
func (s *scene) readNow(text string) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "It is "):
			s.readClock(line)
		case strings.HasPrefix(line, "Setting up is not complete"):
			if _, list, ok := strings.Cut(strings.TrimSuffix(line, "."), "Missing: "); ok {
				s.missing = strings.Split(list, ", ")
			}
		case strings.HasPrefix(line, "The person has declined the consent"):
			s.declined = true
		case strings.HasPrefix(line, "A workout is under way"):
			s.training = true
		case strings.HasPrefix(line, "A proposal waits"):
			_, kind, _ := strings.Cut(line, "(")
			kind, _, _ = strings.Cut(kind, ",")
			s.pending = append(s.pending, kind)
		}
	}
}

// readClock reads a line such as: It is Monday 2026-11-23 12:00 for the person (Europe/Berlin).
func (s *scene) readClock(line string) {
	fields := strings.Fields(line)
	if len(fields) < 5 {
		return
	}
	if d, err := spotter.ParseDate(fields[3]); err == nil {
		s.today = d
	}
	if c, err := spotter.ParseClock(fields[4]); err == nil {
		s.hour = int(c) / 60
	}
	if _, zone, ok := strings.Cut(line, "("); ok {
		s.zone = strings.TrimSuffix(zone, ").")
	}
}

// guided reports whether the onboarding is under way.
func (s *scene) guided() bool { return s.tools["onboarding_save"] }

// lastRound is what was called last in this turn, nil when nothing was.
func (s *scene) lastRound() *round {
	if len(s.rounds) == 0 {
		return nil
	}
	return &s.rounds[len(s.rounds)-1]
}

// lastCall is the last call of a tool before this turn with what it came to.
func (s *scene) lastCall(name string) (llm.ToolCall, result, bool) {
	results := map[string]result{}
	for _, m := range slices.Backward(s.history) {
		for _, p := range slices.Backward(m.Parts) {
			switch {
			case p.Result != nil:
				results[p.Result.CallID] = resultOf(p.Result)
			case p.Call != nil && p.Call.Name == name:
				return *p.Call, results[p.Call.ID], true
			}
		}
	}
	return llm.ToolCall{}, result{}, false
}

// exercise is the name of an exercise of the plan that a text names, empty when it names none.
func (s *scene) exercise(text string) string {
	for _, day := range s.plan.Days {
		for _, e := range day.Exercises {
			if name := folded(wordsOf(e.Name)); name == text || strings.Contains(" "+name+" ", " "+text+" ") || strings.Contains(" "+text+" ", " "+name+" ") {
				return e.Name
			}
		}
	}
	return ""
}
