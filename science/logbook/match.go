package logbook

import (
	"slices"
	"strings"

	"spotter"
)

// Matcher finds exercises of a catalogue for the names of other apps.
type Matcher struct {
	all     []spotter.Exercise
	byName  map[string]int // folded name -> index
	entries []entry
}

// entry is one name of an exercise, cut into trigrams.
type entry struct {
	at    int
	grams []string // sorted, each once
}

// Suggestion is an exercise that a name may mean; Score is its similarity, above 0 and up to 1.
type Suggestion struct {
	Exercise string  `json:"exercise" doc:"Catalogue id"`
	Name     string  `json:"name"`
	Score    float64 `json:"score" doc:"Similarity of the names, above 0 and up to 1"`
}

// NewMatcher indexes a catalogue. more holds further names of exercises by id, such as those in other
// languages; where two exercises share one of them, it finds neither without asking.
func NewMatcher(all []spotter.Exercise, more map[string][]string) *Matcher {
	m := &Matcher{all: all, byName: map[string]int{}}
	for i, e := range all {
		for _, name := range append([]string{e.ID, e.Name}, e.Aliases...) {
			m.byName[spotter.FoldName(name)] = i
			m.entries = append(m.entries, entry{i, trigrams(name)})
		}
	}
	for i, e := range all {
		for _, name := range more[e.ID] {
			key := spotter.FoldName(name)
			if other, taken := m.byName[key]; !taken {
				m.byName[key] = i
			} else if other != i && !slices.Contains(append([]string{all[other].ID, all[other].Name}, all[other].Aliases...), name) {
				m.byName[key] = -1
			}
			m.entries = append(m.entries, entry{i, trigrams(name)})
		}
	}
	return m
}

// Match is the exercise that a name means for certain: its id, name or alias, also with the equipment behind
// it in brackets, as Strong and Hevy write it ("Bench Press (Barbell)").
func (m *Matcher) Match(name string) (spotter.Exercise, bool) {
	if e, ok := m.find(name); ok {
		return e, true
	}
	base, kit := brackets(name)
	if kit == "" {
		return spotter.Exercise{}, false
	}
	if e, ok := m.find(kit + " " + base); ok {
		return e, true
	}
	if e, ok := m.find(base); ok && uses(e, kit) {
		return e, true
	}
	return spotter.Exercise{}, false
}

func (m *Matcher) find(name string) (spotter.Exercise, bool) {
	key := spotter.FoldName(name)
	if i, ok := m.byName[key]; ok && i >= 0 && key != "" {
		return m.all[i], true
	}
	return spotter.Exercise{}, false
}

// brackets parts "Bench Press (Barbell)" into its name and what stands in brackets at its end.
func brackets(name string) (base, kit string) {
	name = strings.TrimSpace(name)
	open := strings.LastIndexByte(name, '(')
	if open <= 0 || !strings.HasSuffix(name, ")") {
		return name, ""
	}
	return strings.TrimSpace(name[:open]), strings.TrimSpace(name[open+1 : len(name)-1])
}

// uses reports whether kit, as other apps call it, is what an exercise needs.
func uses(e spotter.Exercise, kit string) bool {
	key := spotter.FoldName(kit)
	if key == "bodyweight" {
		return len(e.Equipment) == 0 || slices.Equal(e.Equipment, []spotter.Equipment{"pull_up_bar"})
	}
	return slices.ContainsFunc(e.Equipment, func(thing spotter.Equipment) bool { return spotter.FoldName(string(thing)) == key })
}

// leastAlike is the similarity from which on an exercise is suggested.
const leastAlike = 0.3

// Suggest lists the exercises whose names are most like a name, best first, at most n.
func (m *Matcher) Suggest(name string, n int) []Suggestion {
	grams := trigrams(name)
	best := map[int]float64{}
	for _, e := range m.entries {
		if s := alike(grams, e.grams); s > best[e.at] {
			best[e.at] = s
		}
	}
	_, kit := brackets(name)
	out := []Suggestion{}
	for i, score := range best {
		if kit != "" && uses(m.all[i], kit) { // the same equipment tells apart what is called alike
			score = min(1, score+0.1)
		}
		if score >= leastAlike {
			out = append(out, Suggestion{m.all[i].ID, m.all[i].Name, spotter.RoundTo(score, 0.01)})
		}
	}
	slices.SortFunc(out, func(a, b Suggestion) int {
		if a.Score != b.Score {
			if a.Score > b.Score {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Exercise, b.Exercise)
	})
	return out[:min(n, len(out))]
}

// trigrams cuts the words of a name into runs of three letters, with two spaces before each word and one
// behind it, so that beginnings weigh more than ends and the order of words does not matter.
func trigrams(name string) []string {
	var out []string
	for word := range strings.FieldsFuncSeq(strings.ToLower(spotter.Words(name)), func(r rune) bool { return strings.ContainsRune(" -()/,.&+:", r) }) {
		letters := []rune("  " + spotter.FoldName(word) + " ")
		for i := 0; i+3 <= len(letters); i++ {
			out = append(out, string(letters[i:i+3]))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// alike is the share of trigrams that two names have in common, of all that they have.
func alike(a, b []string) float64 {
	common, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			common++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	if all := len(a) + len(b) - common; all > 0 {
		return float64(common) / float64(all)
	}
	return 0
}
