package guard

import "unicode/utf8"

// leakWords is how many words in a row of a prompt are a leak; from warnWords on a text is held.
const (
	leakWords = 8
	warnWords = 5
)

// Prompts are texts that must not come out: instructions, descriptions of tools, the token that fences data
// off. Immutable and safe for concurrent use: make them once an agent, of the parts that all people share.
type Prompts struct {
	warn, leak map[uint64]bool // runs of words
	tokens     *trie
	raw        []string
}

// NewPrompts reads the texts. A token is a string that must not appear even alone.
func NewPrompts(texts []string, tokens ...string) *Prompts {
	p := &Prompts{warn: map[uint64]bool{}, leak: map[uint64]bool{}}
	for _, text := range texts {
		var run run
		for word := range words(text) {
			run.add(word)
			if run.n >= warnWords {
				p.warn[run.hash(warnWords)] = true
			}
			if run.n >= leakWords {
				p.leak[run.hash(leakWords)] = true
			}
		}
	}
	var marks vocabulary
	for _, token := range tokens {
		if token == "" {
			continue
		}
		p.raw = append(p.raw, token)
		marks.add(folded(token), entry{kind: kToken, stem: true})
	}
	p.tokens = marks.trie()
	return p
}

// run is the last words of a text, as hashes.
type run struct {
	last [leakWords]uint64
	n    int
}

func (r *run) add(word uint64) {
	copy(r.last[:], r.last[1:])
	r.last[leakWords-1] = word
	r.n++
}

// hash is that of the last words.
func (r *run) hash(words int) uint64 {
	h := uint64(offset64)
	for _, w := range r.last[leakWords-words:] {
		h = (h ^ w) * prime64
	}
	return h
}

const (
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)

// words yields the hash of each folded word of a text.
func words(text string) func(func(uint64) bool) {
	return func(yield func(uint64) bool) {
		h, open := uint64(offset64), false
		for i := 0; i < len(text); {
			r, n := utf8.DecodeRuneInString(text[i:])
			i += n
			if isWord(r) {
				h, open = hashRune(h, r), true
				continue
			}
			if open && !yield(h) {
				return
			}
			h, open = offset64, false
		}
		if open {
			yield(h)
		}
	}
}

func hashRune(h uint64, r rune) uint64 {
	var buf [8]byte
	for _, b := range appendFolded(buf[:0], r) {
		h = (h ^ uint64(b)) * prime64
	}
	return h
}

// leaks follows how near a message is to the prompts.
type leaks struct {
	run  run
	word uint64
	open bool
	near bool // the last words stand in a prompt
	leak bool // so many that it is a leak; until it is taken
}

// read takes the next rune of the message.
func (l *leaks) read(p *Prompts, r rune) {
	switch {
	case p == nil:
	case isWord(r):
		if !l.open {
			l.word, l.open = offset64, true
		}
		l.word = hashRune(l.word, r)
	case l.open:
		l.open = false
		l.run.add(l.word)
		l.near = l.run.n >= warnWords && p.warn[l.run.hash(warnWords)]
		l.leak = l.leak || l.near && l.run.n >= leakWords && p.leak[l.run.hash(leakWords)]
	}
}
