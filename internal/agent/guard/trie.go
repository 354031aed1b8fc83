package guard

import (
	"slices"
	"strings"
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

// trie finds names as a text comes, byte by byte of the folded text. There is one for all catalogues, so it is
// made of two arrays instead of a small object for each of its many nodes. Immutable.
type trie struct {
	nodes   []node
	entries []entry
}

// node is the end of a beginning of names. What lies below it stands in a row.
type node struct {
	first int32 // of the nodes below, by their bytes
	held  int32 // the first of its entries
	below kind  // of all names that begin so
	many  uint16
	holds uint16
	b     byte
}

// vocabulary is the names that a trie is made of.
type vocabulary []watched

type watched struct {
	name string
	entry
}

// add takes a folded name; an empty one is left out.
func (v *vocabulary) add(name string, e entry) {
	if name != "" {
		*v = append(*v, watched{name, e})
	}
}

// trie is of all names so far.
func (v vocabulary) trie() *trie {
	slices.SortStableFunc(v, func(a, b watched) int { return strings.Compare(a.name, b.name) })
	t := &trie{nodes: make([]node, 1, 1+v.nodes()), entries: make([]entry, 0, len(v))}
	t.fill(0, v, 0)
	return t
}

// nodes is how many different beginnings sorted names have.
func (v vocabulary) nodes() (n int) {
	before := ""
	for _, w := range v {
		same := 0
		for same < min(len(before), len(w.name)) && before[same] == w.name[same] {
			same++
		}
		n, before = n+len(w.name)-same, w.name
	}
	return n
}

// fill enters below a node the sorted names that begin with its depth bytes. All nodes have room already, so that
// none moves.
func (t *trie) fill(at int32, names vocabulary, depth int) {
	n := &t.nodes[at]
	n.held = int32(len(t.entries))
	for len(names) > 0 && len(names[0].name) == depth {
		n.below |= names[0].kind
		if !slices.Contains(t.entries[n.held:], names[0].entry) {
			t.entries = append(t.entries, names[0].entry)
		}
		names = names[1:]
	}
	n.holds = uint16(len(t.entries) - int(n.held))
	n.first = int32(len(t.nodes))
	for i := range names {
		if b := names[i].name[depth]; i == 0 || b != names[i-1].name[depth] {
			t.nodes = append(t.nodes, node{b: b})
			n.many++
		}
	}
	for child := n.first; len(names) > 0; child++ {
		end := slices.IndexFunc(names, func(w watched) bool { return w.name[depth] != t.nodes[child].b })
		if end < 0 {
			end = len(names)
		}
		t.fill(child, names[:end], depth+1)
		n.below |= t.nodes[child].below
		names = names[end:]
	}
}

// at are the entries of a node.
func (t *trie) at(node int32) []entry {
	n := &t.nodes[node]
	return t.entries[n.held : n.held+int32(n.holds)]
}

// step goes on by one byte; ok is false where no name of the kinds goes on so.
func (t *trie) step(at int32, b byte, kinds kind) (next int32, ok bool) {
	n := &t.nodes[at]
	for next := n.first; next < n.first+int32(n.many); next++ {
		if t.nodes[next].b == b {
			return next, t.nodes[next].below&kinds != 0
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
	for _, e := range t.at(at) {
		if e.kind&kinds != 0 && (!stem || e.stem) {
			return true
		}
	}
	return false
}
