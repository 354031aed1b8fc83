package agent

import (
	"slices"
	"strings"
	"unicode/utf8"

	"spotter"
	"spotter/internal/agent/words"
)

// runesPerToken is about how much text a token is, over the languages that we speak.
const runesPerToken = 3

func tokens(text string) int { return utf8.RuneCountInString(text)/runesPerToken + 1 }

// chooseMemories are those that belong to what was said, and the newest, within a budget of tokens. What guards the
// body comes first. They keep the order in which they came, so that the same ones read the same.
func chooseMemories(all []spotter.Memory, said string, budget int) []spotter.Memory {
	about := map[string]bool{}
	for _, w := range words.Read(said).Words {
		about[stemOf(w.Text)] = true
	}
	ranked := make([]int, len(all))
	scores := make([]int, len(all))
	for i, m := range all {
		ranked[i], scores[i] = i, scoreOf(m, about)
	}
	slices.SortStableFunc(ranked, func(a, b int) int { return scores[b] - scores[a] }) // the same score: as they came, newest first
	var chosen []int
	for _, i := range ranked {
		if cost := tokens(all[i].Text) + memoryFrame; cost <= budget {
			budget -= cost
			chosen = append(chosen, i)
		}
	}
	slices.Sort(chosen)
	out := make([]spotter.Memory, len(chosen))
	for k, i := range chosen {
		out[k] = all[i]
	}
	return out
}

// memoryFrame is what a line costs beside its text.
const memoryFrame = 10

func scoreOf(m spotter.Memory, about map[string]bool) int {
	score := 0
	for _, w := range words.Read(m.Text).Words {
		if len(w.Text) > 3 && about[stemOf(w.Text)] {
			score += 4
		}
	}
	switch m.Kind {
	case spotter.MemoryInjuryNote:
		score += 6
	case spotter.MemoryDislike, spotter.MemoryGoal:
		score++
	}
	if m.Source == spotter.MemoryTold {
		score++
	}
	return score
}

// stemOf makes forms of a word alike, roughly.
func stemOf(word string) string {
	const enough = 5
	runes := []rune(word)
	return string(runes[:min(len(runes), enough)])
}

func memoryLines(list []spotter.Memory) string {
	lines := make([]string, len(list))
	for i, m := range list {
		lines[i] = "- " + m.Text + " (" + string(m.Source) + ", " + string(m.Kind) + ", " + m.Date.String() + ")"
	}
	return strings.Join(lines, "\n")
}
