package safety

import (
	"strconv"
	"strings"
)

// set is a set of word ids.
type set []uint64

func (s *set) add(id int) {
	for len(*s) <= id/64 {
		*s = append(*s, 0)
	}
	(*s)[id/64] |= 1 << (id % 64)
}

func (s set) has(id int) bool { return id/64 < len(s) && s[id/64]&(1<<(id%64)) != 0 }

// term is one place of a sequence: which words may stand there, and how many others before it.
type term struct {
	words  set
	gap    int
	across bool // whether a comma may stand before it
}

// sequence is words in their order. It is written as "chest ~4 pain|pains|{ache}": alternatives with |,
// a named set in braces, and ~N for up to N other words before the next term.
type sequence []term

// compile reads a sequence. The named sets are those of its language.
func (r *Recogniser) compile(pattern string, named map[string]string) sequence {
	var out sequence
	gap := 0
	for part := range strings.FieldsSeq(pattern) {
		if n, found := strings.CutPrefix(part, "~"); found {
			gap, _ = strconv.Atoi(n) // the table's own figure; a test reads them all
			continue
		}
		t := term{gap: gap}
		for word := range strings.SplitSeq(part, "|") {
			if name, ok := strings.CutPrefix(word, "{"); ok {
				r.addAll(&t.words, named[strings.TrimSuffix(name, "}")])
			} else {
				r.addAll(&t.words, word)
			}
		}
		out, gap = append(out, t), 0
	}
	return out
}

// addAll adds each word of a list, which the recogniser learns.
func (r *Recogniser) addAll(s *set, words string) {
	for word := range strings.FieldsSeq(words) {
		s.add(r.learn(folded(word)))
	}
}

// span is where a sequence was found, both ends included.
type span struct{ from, to int }

// at reports whether a sequence begins at token i and where it ends. It stays within a clause, or
// a sentence where its terms allow, and no gap
// passes a barrier: another part of the body, or a word with which the sentence turns.
func (r *Recogniser) at(tokens []token, i int, seq sequence) (end int, ok bool) {
	if !seq[0].words.has(tokens[i].id) {
		return 0, false
	}
	if len(seq) == 1 {
		return i, true
	}
	next := seq[1]
	for k := i + 1; k <= i+1+next.gap && k < len(tokens); k++ {
		if tokens[k].clause != tokens[i].clause && (!next.across || tokens[k].sentence != tokens[i].sentence) {
			return 0, false
		}
		if end, ok := r.at(tokens, k, seq[1:]); ok {
			return end, true
		}
		if r.barriers.has(tokens[k].id) {
			return 0, false
		}
	}
	return 0, false
}

// within reports whether a sequence is anywhere in the sentence of token i.
func (r *Recogniser) within(tokens []token, i int, seq sequence) bool {
	for k := range tokens {
		if tokens[k].sentence != tokens[i].sentence {
			continue
		}
		if _, ok := r.at(tokens, k, seq); ok {
			return true
		}
	}
	return false
}
