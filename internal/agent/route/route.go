// Package route says which agent answers a message, from its words and from what is under way. It asks no
// model; where it is not sure it says so, and the caller may ask one.
package route

import (
	"strings"

	"spotter"
	"spotter/internal/agent/words"
)

// Agents are those that a message can be routed to, in the order that breaks a tie.
var Agents = [...]spotter.Actor{spotter.ActorWorkout, spotter.ActorDiet, spotter.ActorScheduler, spotter.ActorTracker, spotter.ActorSupplement, spotter.ActorGeneral}

const agents = len(Agents)

// general is the place of the agent for everything else.
const general = agents - 1

// State is what is under way beside the words.
type State struct {
	Last     spotter.Actor // who answered last; empty: nobody
	Asked    bool          // that answer ended with a question
	Training bool          // a workout is under way
}

// Decision is who answers.
type Decision struct {
	Agent spotter.Actor
	Sure  bool   // false: the words leave it open, and Agent is the best guess
	Why   string // words, state, follow_up, nothing: for the log
}

// The least score by which words alone decide, and the least distance to the next agent.
const (
	leastScore = 2
	leastLead  = 1
)

// Names are what catalogues call things, by the agent whose they are.
type Names map[spotter.Actor][]string

// Router holds the tables. It is immutable and safe for concurrent use.
type Router struct {
	terms   map[string]scores // phrases of up to longestTerm words
	stems   map[string]scores // beginnings of a word
	openers map[string]bool   // first words of phrases, so that most words are looked up once
	sets
}

// scores are an agent's points each.
type scores [agents]int8

const (
	longestTerm = 4
	nameScore   = 3 // of a name in a catalogue
)

// New makes the tables; names may be nil.
func New(names Names) *Router {
	r := &Router{terms: map[string]scores{}, stems: map[string]scores{}, openers: map[string]bool{}, sets: wordSets()}
	for agent, list := range names {
		for _, name := range list {
			r.addName(agent, name)
		}
	}
	for _, l := range lexicon {
		for phrase := range strings.SplitSeq(l.terms, ",") {
			r.add(l.agent, strings.TrimSpace(phrase), l.points)
		}
	}
	return r
}

// addName adds the name of a catalogue's entry. Very short ones mean too much else, and long ones are their
// beginning and end.
func (r *Router) addName(agent spotter.Actor, name string) {
	list := words.Read(name).Words
	if len(list) == 0 || len(list) == 1 && len(list[0].Text) < 4 || len(list) > longestTerm || r.everyday[phrase(list)] {
		return
	}
	r.put(r.terms, agent, phrase(list), nameScore)
	r.openers[list[0].Text] = true
}

func (r *Router) add(agent spotter.Actor, term string, points int8) {
	if term == "" {
		return
	}
	list := words.Read(term).Words
	table := r.terms
	if strings.HasSuffix(term, "*") {
		table = r.stems
	}
	r.put(table, agent, phrase(list), points)
	if len(list) > 1 || !strings.HasSuffix(term, "*") {
		r.openers[list[0].Text] = true
	}
}

// put keeps the most points that a term has for an agent.
func (r *Router) put(table map[string]scores, agent spotter.Actor, key string, points int8) {
	s := table[key]
	for i, a := range Agents {
		if a == agent {
			s[i] = max(s[i], points)
		}
	}
	table[key] = s
}

// Route decides.
func (r *Router) Route(text string, state State) Decision {
	list := words.Read(text).Words
	total := r.score(list)
	best, lead := ranked(total)
	if state.Training && inWorkout(list, total) {
		return Decision{Agent: spotter.ActorWorkout, Sure: true, Why: "state"}
	}
	if total[best] >= leastScore && lead >= leastLead {
		return Decision{Agent: Agents[best], Sure: true, Why: "words"}
	}
	if state.Last != "" && r.followsUp(list, state.Asked) {
		return Decision{Agent: state.Last, Sure: true, Why: "follow_up"}
	}
	if total[best] > 0 {
		return Decision{Agent: Agents[best], Sure: lead >= leastLead && len(list) <= shortText, Why: "words"}
	}
	return Decision{Agent: spotter.ActorGeneral, Sure: len(list) <= shortText, Why: "nothing"}
}

// shortText is how many words a message has that says no more than its words do: a model would not see more
// in it either.
const shortText = 3

// score adds up what the words say, the longest phrase first.
func (r *Router) score(list []words.Word) scores {
	var total scores
	for i := 0; i < len(list); {
		n, s := r.longestAt(list[i:])
		for k := range total {
			total[k] = min(total[k]+s[k], 100)
		}
		i += n
	}
	if r.isSet(list) {
		total[0] += 2
	}
	return total
}

// isSet recognises a set told in short, such as "100 kg for 8": two numbers and a unit of load.
func (r *Router) isSet(list []words.Word) bool {
	numbers, loaded := 0, false
	for _, w := range list {
		if w.Text[0] >= '0' && w.Text[0] <= '9' {
			numbers++
			loaded = loaded || strings.HasSuffix(w.Text, "kg") || strings.HasSuffix(w.Text, "lb") || strings.HasSuffix(w.Text, "lbs")
		}
		loaded = loaded || r.loads[w.Text]
	}
	return loaded && numbers >= 2
}

func (r *Router) longestAt(rest []words.Word) (int, scores) {
	if r.openers[rest[0].Text] {
		for n := min(len(rest), longestTerm); n > 0; n-- {
			whole := phrase(rest[:n])
			if s, ok := r.terms[whole]; ok {
				return n, s
			}
			if s, ok := r.stem(whole, len(whole)-len(rest[n-1].Text)+1); ok && n > 1 {
				return n, s
			}
		}
	}
	s, _ := r.stem(rest[0].Text, shortestStem)
	return 1, s
}

// stem looks a phrase up without more and more of its end, down to so many bytes.
func (r *Router) stem(whole string, least int) (scores, bool) {
	for ; len(whole) >= least; whole = whole[:len(whole)-1] {
		if s, ok := r.stems[whole]; ok {
			return s, true
		}
	}
	return scores{}, false
}

const shortestStem = 3

func phrase(list []words.Word) string {
	if len(list) == 1 {
		return list[0].Text
	}
	parts := make([]string, len(list))
	for i, w := range list {
		parts[i] = w.Text
	}
	return strings.Join(parts, " ")
}

// ranked is the agent with the most points, and by how many it leads. What is said in passing, such as a
// greeting, does not keep another from leading.
func ranked(total scores) (best int, lead int8) {
	for i := 1; i < general; i++ {
		if total[i] > total[best] {
			best = i
		}
	}
	if total[best] == 0 {
		return general, total[general]
	}
	lead = total[best]
	for i := range general {
		if i != best {
			lead = min(lead, total[best]-total[i])
		}
	}
	return best, lead
}

// inWorkout says whether words belong to the workout that is under way: all that do not clearly belong
// elsewhere.
func inWorkout(list []words.Word, total scores) bool {
	workout := total[0]
	for i := 1; i < agents; i++ {
		if total[i] > workout+1 {
			return false
		}
	}
	return workout > 0 || len(list) <= 12
}

// followsUp says whether a message goes on with what was talked of: it is short, or begins as such do.
func (r *Router) followsUp(list []words.Word, asked bool) bool {
	if len(list) == 0 {
		return false
	}
	if r.greetings[list[0].Text] {
		return false
	}
	if asked && len(list) <= 8 || len(list) <= 2 {
		return true
	}
	return len(list) <= 10 && r.goesOn[list[0].Text]
}
