package route

import (
	"slices"
	"strings"
	"unicode/utf8"

	"spotter"
	"spotter/internal/agent/words"
)

// Names are what catalogues call things, by the agent whose they are.
type Names map[spotter.Actor][]string

// Router holds the tables. It is immutable and safe for concurrent use.
type Router struct {
	terms   map[string]scores // words, and phrases of up to longestTerm
	stems   map[string]scores // beginnings of a word or of a phrase's last
	ends    map[string]scores // ends of a word
	openers map[string]bool   // first words of phrases, so that most words are looked up once
	sets
}

// scores are an agent's points each.
type scores [agents]int8

const (
	longestTerm = 4
	nameScore   = 3 // of a name in a catalogue
	partScore   = 2 // of a word in a name
	leastPart   = 4 // letters of such a word
)

// New makes the tables; names may be nil.
func New(names Names) *Router {
	r := &Router{terms: map[string]scores{}, stems: map[string]scores{}, ends: map[string]scores{}, openers: map[string]bool{}, sets: wordSets()}
	for agent, list := range names {
		for _, name := range list {
			r.addName(agent, name)
		}
	}
	for _, part := range [...][]entry{lexicon[:], intents[:]} {
		for _, l := range part {
			for phrase := range strings.SplitSeq(l.terms, ",") {
				r.add(l.agent, strings.TrimSpace(phrase), l.points)
			}
		}
	}
	return r
}

// addName adds the name of a catalogue's entry. Very short ones mean too much else.
func (r *Router) addName(agent spotter.Actor, name string) {
	name, _, _ = strings.Cut(name, "(")
	name, _, _ = strings.Cut(name, ",") // what follows says of what kind
	list := r.tokens(name)
	if len(list) == 0 || len(list) == 1 && utf8.RuneCountInString(list[0]) < leastPart {
		return
	}
	if whole := strings.Join(list, " "); len(list) <= longestTerm && !r.everyday[whole] {
		r.put(r.terms, agent, whole, nameScore)
		r.opens(list)
	}
	if agent == spotter.ActorDiet {
		r.addParts(list)
	}
	if agent == spotter.ActorWorkout {
		r.addPairs(list)
	}
}

// addParts adds each word of the name of a food or dish: whoever says walnuts means food.
func (r *Router) addParts(list []string) {
	for _, w := range list {
		if utf8.RuneCountInString(w) >= leastPart && !r.everyday[w] {
			r.put(r.terms, spotter.ActorDiet, w, partScore)
		}
	}
}

// addPairs adds the pairs of words in the name of an exercise, whose single words mean much else.
func (r *Router) addPairs(list []string) {
	for i := 1; i < len(list); i++ {
		pair := list[i-1 : i+1]
		if whole := strings.Join(pair, " "); !r.everyday[whole] && !slices.ContainsFunc(pair, func(w string) bool { return utf8.RuneCountInString(w) < leastPart }) {
			r.put(r.terms, spotter.ActorWorkout, whole, nameScore)
			r.opens(pair)
		}
	}
}

func (r *Router) add(agent spotter.Actor, term string, points int8) {
	bare := strings.TrimPrefix(term, "*")
	list := r.tokens(bare)
	if len(list) == 0 {
		return
	}
	table := r.terms
	switch {
	case bare != term:
		table = r.ends
	case strings.HasSuffix(term, "*"):
		table = r.stems
	}
	r.put(table, agent, strings.Join(list, " "), points)
	r.opens(list)
}

// opens notes what a phrase begins with.
func (r *Router) opens(list []string) {
	if len(list) > 1 {
		r.openers[list[0]] = true
	}
}

func (r *Router) tokens(text string) []string {
	var out []string
	for _, w := range words.Read(strings.ReplaceAll(text, number, "1")).Words {
		out = append(out, r.token(w.Text))
	}
	return out
}

// put keeps the most points that a term has for an agent. Without points a term says nothing, and keeps its words
// from saying something else.
func (r *Router) put(table map[string]scores, agent spotter.Actor, key string, points int8) {
	s := table[key]
	for i, a := range Agents {
		if a == agent {
			s[i] = max(s[i], points)
		}
	}
	table[key] = s
}
