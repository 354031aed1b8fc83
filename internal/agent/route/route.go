// Package route says which agent answers a message, from its words and from what is under way. It asks no
// model; where it is not sure it says so, and the caller may ask one.
package route

import (
	"spotter"
)

// Agents are those that a message can be routed to, in the order that breaks a tie.
var Agents = [...]spotter.Actor{spotter.ActorWorkout, spotter.ActorDiet, spotter.ActorScheduler, spotter.ActorTracker, spotter.ActorSupplement, spotter.ActorGeneral}

const agents = len(Agents)

// The places of agents that rules name.
const (
	workout    = 0
	diet       = 1
	scheduler  = 2
	tracker    = 3
	supplement = 4
	general    = agents - 1
)

// State is what is under way beside the words.
type State struct {
	Last     spotter.Actor // who answered last; empty: nobody
	Asked    bool          // that answer ended with a question
	Training bool          // a workout is under way
}

// Decision is who answers.
type Decision struct {
	Agent spotter.Actor
	Sure  bool   // false: the words leave it open, and Agent is the best guess; never while a workout is under way
	Why   string // words, state, follow_up, nothing: for the log
}

// leastScore is the points from which on a table's word is more than a hint.
const leastScore = 2

// clearTalk is by how much small talk has to lead before it outdoes words of another agent: "thanks, and what's for
// dinner?" is a question.
const clearTalk = 3

// The least chances by which words decide, and by which they do against a conversation that a message may go on with.
// The first was chosen by cross-validation over messages that neither tables nor weights knew (learn_test.go).
const (
	sureChance  = 0.85
	leaveChance = 0.9
	hintChance  = 0.6 // less is hardly a guess: a table's word or whoever spoke last says more
)

// longestName is how many words a message has at most that may be no more than a name.
const longestName = 3

// shortHint is how many words a message has that nobody knows, and that is taken to go on with what was talked of.
const shortHint = 6

// Route decides.
func (r *Router) Route(text string, state State) Decision {
	m := r.read(text)
	if len(m.words) == 0 && state.Last == "" && !state.Training {
		return Decision{Agent: spotter.ActorGeneral, Sure: true, Why: "nothing"}
	}
	total := r.score(m)
	if state.Training && inWorkout(len(m.words), total) {
		return Decision{Agent: spotter.ActorWorkout, Sure: true, Why: "state"}
	}
	named, lead := ranked(total)
	if m.weighing() || bare(len(m.words), total[named], lead) {
		return Decision{Agent: Agents[named], Sure: true, Why: "words"}
	}
	mixture := readMixture()
	odds := mixture.odds(mixtureTraits(guess(m.words), total))
	best := odds.likeliest()
	if state.Last != "" && r.goesOnWith(m.words, state.Asked, total, odds[best]) {
		return Decision{Agent: state.Last, Sure: true, Why: "follow_up"}
	}
	if total[named] > 0 && odds[best] < hintChance {
		best = named
	}
	return Decision{Agent: Agents[best], Sure: state.Training || odds[best] >= sureChance, Why: "words"}
}

// goesOnWith says whether a message goes on with what was talked of: it looks like it and no words speak clearly for
// another, or nobody knows its few words.
func (r *Router) goesOnWith(list []string, asked bool, total scores, odds float64) bool {
	if r.followsUp(list, asked) {
		return odds < leaveChance
	}
	return total == scores{} && len(list) <= shortHint && odds < hintChance
}

// bare says whether a message is hardly more than a word that the tables give to one agent alone: of such messages,
// unseen before, 97 in a hundred were theirs.
func bare(length int, score, lead int8) bool {
	return length <= longestName && lead == score && int(score) > length
}

// ranked is the agent with the most points, and by how many it leads. Small talk does not keep another agent
// from leading, unless there is only a hint of the other.
func ranked(total scores) (best int, lead int8) {
	for i := 1; i < general; i++ {
		if total[i] > total[best] {
			best = i
		}
	}
	if ahead := total[general] - total[best]; total[best] == 0 || ahead >= clearTalk || total[best] < leastScore && ahead > 0 {
		return general, ahead
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
func inWorkout(length int, total scores) bool {
	for i := 1; i < agents; i++ {
		if total[i] > total[workout]+2 {
			return false
		}
	}
	return total[workout] > 0 || length <= 12
}

// followsUp says whether a message goes on with what was talked of: it is short, or begins as such do.
func (r *Router) followsUp(list []string, asked bool) bool {
	if len(list) == 0 || r.greetings[list[0]] {
		return false
	}
	if asked && len(list) <= 8 || len(list) <= 2 {
		return true
	}
	return len(list) <= 10 && r.goesOn[list[0]]
}
