package guard

import (
	"slices"
	"unicode/utf8"
)

// kind is what a watched word stands for.
type kind uint16

// The kinds.
const (
	kNumber     kind = 1 << iota
	kUnit            // of energy, mass or a dose: a figure may stand before it without a digit
	kSupplement      //
	kFood            // foods, dishes and words for many foods
	kExercise        //
	kMedicine        // a medicine, or what is said of changing one
	kSecret          // what a key begins with
	kLink            // what an address begins with
	kClaim           // what a claim that something was done begins with
	kToken           // a token of the prompts
)

// entry is one watched name. A stem also stands at the beginning of longer words.
type entry struct {
	kind kind
	id   int32 // index of the subject; 0 for what has none
	stem bool
}

// trie finds names as a text comes, byte by byte of the folded text.
type trie struct{ nodes []node }

type node struct {
	edges   []edge
	below   kind // of all names that lie below
	entries []entry
}

type edge struct {
	b  byte
	to int32
}

func newTrie() *trie { return &trie{nodes: make([]node, 1)} }

// add enters a folded name; an empty one is left out.
func (t *trie) add(name string, e entry) {
	if name == "" {
		return
	}
	at := int32(0)
	for i := range len(name) {
		t.nodes[at].below |= e.kind
		next, ok := t.step(at, name[i], ^kind(0))
		if !ok {
			next = int32(len(t.nodes))
			t.nodes = append(t.nodes, node{})
			t.nodes[at].edges = append(t.nodes[at].edges, edge{name[i], next})
		}
		at = next
	}
	n := &t.nodes[at]
	n.below |= e.kind
	if !slices.Contains(n.entries, e) {
		n.entries = append(n.entries, e)
	}
}

// step goes on by one byte; ok is false where no name of the kinds goes on so.
func (t *trie) step(at int32, b byte, kinds kind) (next int32, ok bool) {
	for _, e := range t.nodes[at].edges {
		if e.b == b {
			return e.to, t.nodes[e.to].below&kinds != 0
		}
	}
	return 0, false
}

// stepRune goes on by one rune of a text. A rune that folds to nothing stays.
func (t *trie) stepRune(at int32, r rune, kinds kind) (next int32, ok bool) {
	var buf [8]byte
	for _, b := range appendFolded(buf[:0], r) {
		if at, ok = t.step(at, b, kinds); !ok {
			return 0, false
		}
	}
	return at, true
}

// match is a name that stands in a text.
type match struct {
	from, to int
	node     int32
}

// find lists the names of a text, the longest at each place, each at the beginning of a word.
func (t *trie) find(text string, kinds kind) []match {
	var out []match
	inWord := false
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !isWord(r) || inWord {
			inWord = isWord(r)
			i += n
			continue
		}
		if m, ok := t.longest(text, i, kinds); ok {
			out = append(out, m)
			i = m.to
			inWord = true
			continue
		}
		inWord = true
		i += n
	}
	return out
}

// longest is the longest name that begins at from; it ends with a word, or is the stem of one.
func (t *trie) longest(text string, from int, kinds kind) (best match, found bool) {
	at, gap := int32(0), false
	for i := from; i <= len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if i == len(text) || !isWord(r) {
			if !gap && i > from && t.ends(at, kinds, false) {
				best, found = match{from, i, at}, true
			}
			if i == len(text) || !isGap(r) {
				break
			}
			gap = true
			i += n
			continue
		}
		if !gap && i > from && t.ends(at, kinds, true) && isEnding(text[i:]) {
			best, found = match{from, i, at}, true
		}
		var ok bool
		if gap {
			if at, ok = t.step(at, ' ', kinds); !ok {
				break
			}
			gap = false
		}
		if at, ok = t.stepRune(at, r, kinds); !ok {
			break
		}
		i += n
	}
	return best, found
}

// ends reports whether a name of the kinds ends here; one that may be a stem when stem is asked for.
func (t *trie) ends(at int32, kinds kind, stem bool) bool {
	for _, e := range t.nodes[at].entries {
		if e.kind&kinds != 0 && (!stem || e.stem) {
			return true
		}
	}
	return false
}
