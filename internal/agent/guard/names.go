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

// listing is what Names are made of, as they are read.
type listing struct {
	*Names
	words vocabulary
	byID  map[subject]int32
}

// NewNames reads the catalogue's names with their translations.
func NewNames(supplements *catalog.Supplements, foods *catalog.Foods, dishes *catalog.Dishes, exercises *catalog.Exercises, translations *catalog.Translations) *Names {
	n := &listing{byID: map[subject]int32{}, Names: &Names{subjects: make([]subject, 1), numerals: newNumerals(), cues: newCues(), claims: newClaimCues(), foods: foods, dishes: dishes, exercises: exercises}}
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
	n.Names.words = n.words.trie()
	return n.Names
}

// addFixed enters what does not come from the catalogue.
func (n *listing) addFixed() {
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
		n.words.add(folded(w), entry{kind: kMedicine, stem: true})
	}
	for _, w := range claimWords() {
		n.words.add(folded(w), entry{kind: kClaim})
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

func (n *listing) subject(k kind, id string) int32 {
	s := subject{k, id}
	i, ok := n.byID[s]
	if !ok {
		i = int32(len(n.subjects))
		n.subjects = append(n.subjects, s)
		n.byID[s] = i
	}
	return i
}

func (n *listing) add(k kind, id, name string) {
	name = folded(name)
	if name == "" || ambiguous[name] {
		return
	}
	n.words.add(name, entry{kind: k, id: n.subject(k, id), stem: len(name) >= 4})
}

// addAll enters names that a table lists, separated by commas.
func (n *listing) addAll(k kind, id, words string) {
	for w := range strings.SplitSeq(words, ",") {
		n.add(k, id, w)
	}
}

func (n *listing) addSupplement(s spotter.Supplement) {
	for _, name := range append([]string{s.Name, strings.ReplaceAll(s.ID, "_", " ")}, s.Aliases...) {
		for part := range strings.SplitSeq(name, ",") {
			if !foodToo[folded(part)] {
				n.add(kSupplement, s.ID, part)
			}
		}
	}
}

func (n *listing) addFood(f spotter.Food, translations *catalog.Translations) {
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

func (n *listing) addDish(d spotter.Dish, translations *catalog.Translations) {
	names := append([]string{d.Name}, d.Aliases...)
	for _, tongue := range catalog.Tongues[1:] {
		said, _ := translations.In(tongue).SpeakDish(d)
		names = append(names, said.Name)
	}
	for _, name := range names {
		n.words.add(folded(name), entry{kind: kFood, id: n.subject(kFood, "dish:"+d.ID)})
	}
}

func (n *listing) addExercise(e spotter.Exercise, translations *catalog.Translations) {
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
		for _, e := range n.words.at(m.node) {
			if e.kind&kinds != 0 && e.id != 0 {
				out = append(out, e.id)
			}
		}
	}
	return out
}
