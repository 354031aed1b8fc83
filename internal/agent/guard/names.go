package guard

import (
	"strings"

	"spotter"
	"spotter/catalog"
)

// Names are the words that a filter looks for, in every language: figures, units, supplements, foods and
// exercises. Safe for concurrent use; make them once.
type Names struct {
	words     *trie
	numerals  map[string]numeral
	cues      *cues
	claims    *claimCues
	subjects  []subject // 0 is none
	byID      map[subject]int32
	foods     *catalog.Foods
	dishes    *catalog.Dishes
	exercises *catalog.Exercises
	known     forbidding
}

// subject is a thing of the catalogue that a sentence speaks of.
type subject struct {
	kind kind
	id   string
}

// NewNames reads the catalogue's names with their translations.
func NewNames(supplements *catalog.Supplements, foods *catalog.Foods, dishes *catalog.Dishes, exercises *catalog.Exercises, translations *catalog.Translations) *Names {
	n := &Names{words: newTrie(), subjects: make([]subject, 1), byID: map[subject]int32{}, numerals: newNumerals(), cues: newCues(), claims: newClaimCues(), foods: foods, dishes: dishes, exercises: exercises}
	n.addFixed()
	for _, s := range supplements.All() {
		n.addSupplement(s)
	}
	for id, words := range moreSupplements {
		n.addAll(kSupplement, id, words)
	}
	for _, f := range foods.All() {
		n.addFood(f, translations)
	}
	for like, words := range foodWords {
		n.addAll(kFood, like, words)
	}
	for _, d := range dishes.All() {
		n.addDish(d, translations)
	}
	for _, e := range exercises.All() {
		n.addExercise(e, translations)
	}
	return n
}

// addFixed enters what does not come from the catalogue.
func (n *Names) addFixed() {
	for w, m := range n.numerals {
		if !m.article {
			n.words.add(w, entry{kind: kNumber})
		}
	}
	for _, w := range numberStems {
		n.words.add(w, entry{kind: kNumber, stem: true})
	}
	for w, u := range units {
		if u.sign {
			n.words.add(w, entry{kind: kUnit})
		}
	}
	for _, w := range medicineWords {
		n.words.add(fold(w), entry{kind: kMedicine, stem: true})
	}
	for _, w := range claimWords() {
		n.words.add(fold(w), entry{kind: kClaim})
	}
	for _, w := range secretWords {
		n.words.add(w, entry{kind: kSecret})
	}
	for _, w := range secretStems {
		n.words.add(w, entry{kind: kSecret, stem: true})
	}
	for _, w := range linkStems {
		n.words.add(w, entry{kind: kLink, stem: true})
	}
}

func (n *Names) subject(k kind, id string) int32 {
	s := subject{k, id}
	i, ok := n.byID[s]
	if !ok {
		i = int32(len(n.subjects))
		n.subjects = append(n.subjects, s)
		n.byID[s] = i
	}
	return i
}

func (n *Names) add(k kind, id, name string) {
	name = fold(name)
	if name == "" || ambiguous[name] {
		return
	}
	n.words.add(name, entry{kind: k, id: n.subject(k, id), stem: len(name) >= 4})
}

// addAll enters names that a table lists, separated by commas.
func (n *Names) addAll(k kind, id, words string) {
	for w := range strings.SplitSeq(words, ",") {
		n.add(k, id, w)
	}
}

func (n *Names) addSupplement(s spotter.Supplement) {
	for _, name := range append([]string{s.Name, strings.ReplaceAll(s.ID, "_", " ")}, s.Aliases...) {
		for part := range strings.SplitSeq(name, ",") {
			if !foodToo[fold(part)] {
				n.add(kSupplement, s.ID, part)
			}
		}
	}
}

func (n *Names) addFood(f spotter.Food, translations *catalog.Translations) {
	names := append([]string{f.Name}, f.Aliases...)
	for _, tongue := range catalog.Tongues[1:] {
		said, _ := translations.In(tongue).SpeakFood(f)
		names = append(names, said.Name)
	}
	for _, name := range names {
		n.add(kFood, f.ID, baseName(name))
	}
}

// baseName leaves out how a food is sold: "Salmon, farmed" is salmon.
func baseName(name string) string {
	name, _, _ = strings.Cut(name, ",")
	name, _, _ = strings.Cut(name, "(")
	return name
}

func (n *Names) addDish(d spotter.Dish, translations *catalog.Translations) {
	names := append([]string{d.Name}, d.Aliases...)
	for _, tongue := range catalog.Tongues[1:] {
		said, _ := translations.In(tongue).SpeakDish(d)
		names = append(names, said.Name)
	}
	for _, name := range names {
		n.words.add(fold(name), entry{kind: kFood, id: n.subject(kFood, "dish:"+d.ID)})
	}
}

func (n *Names) addExercise(e spotter.Exercise, translations *catalog.Translations) {
	names := append([]string{e.Name}, e.Aliases...)
	for _, tongue := range catalog.Tongues[1:] {
		said, _ := translations.In(tongue).Speak(e)
		names = append(names, said.Name)
	}
	for _, name := range names {
		n.add(kExercise, e.ID, name)
	}
}

// in lists the subjects of some kinds that a text names.
func (n *Names) in(text string, kinds kind) []int32 {
	var out []int32
	for _, m := range n.words.find(text, kinds) {
		for _, e := range n.words.nodes[m.node].entries {
			if e.kind&kinds != 0 && e.id != 0 {
				out = append(out, e.id)
			}
		}
	}
	return out
}
