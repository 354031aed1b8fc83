package guard

import (
	"unicode"
	"unicode/utf8"

	"spotter"
	"spotter/catalog"
)

// Config is what a message is held against.
type Config struct {
	Limits  spotter.Limits
	Diet    *spotter.Diet // nil: not known, and no food is forbidden
	Locale  string        // of the fixed sentences; BCP 47
	Today   spotter.Date
	Prompts *Prompts // nil: none
	Facts   *Facts   // may grow between messages of a turn; never nil
	Names   *Names   // never nil
	Own     bool     // the text is code's: what it says was done was done
}

// maxClause is how many runes a clause or sentence may have; a longer one is cut and checked so far.
const maxClause = 600

// Filter lets out one message of a model. Make one for every message, and for a message that begins anew.
type Filter struct {
	checker

	text []byte // the sentence so far
	at   int    // up to where it has been read
	sent int    // up to where it has been let out, or replaced
	seen int    // up to where its runes and words have been counted

	wait   int      // where the words begin that may become a watched name; -1: none
	nodes  [2]int32 // how far these words lead in the tries of names and of tokens
	alive  [2]bool
	gap    bool // whether the last rune of them was a gap
	inWord bool // in a word that cannot become a watched one

	held   bool // whether a clause waits for its end
	from   int  // where it begins
	runes  int  // of the sentence, or of the held clause
	lost   bool // something of the sentence was left out: so is its rest
	closed bool
	leaks  leaks
	out    []byte
	notes  []Note
}

// NewFilter makes a filter.
func NewFilter(c Config) *Filter {
	return &Filter{checker: newChecker(c, catalog.Choose("", c.Locale)), wait: -1}
}

// Write takes the next piece of text and answers what may be said of all that came so far. The pieces may
// be split anywhere between runes.
func (f *Filter) Write(delta string) (out string, notes []Note) {
	f.text = append(f.text, delta...)
	f.read()
	return f.take()
}

// Close ends the message and answers what was still held.
func (f *Filter) Close() (out string, notes []Note) {
	f.closed = true
	f.read()
	if f.held {
		f.settle(len(f.text), true)
	}
	f.let(len(f.text))
	f.text, f.at, f.sent, f.seen = nil, 0, 0, 0
	return f.take()
}

func (f *Filter) take() (string, []Note) {
	out, notes := string(f.out), f.notes
	f.out, f.notes = f.out[:0], nil
	return out, notes
}

// Check passes a whole text through a filter, as for a text that is spoken or sent without a stream.
func Check(c Config, text string) (string, []Note) {
	f := NewFilter(c)
	out, notes := f.Write(text)
	rest, more := f.Close()
	return out + rest, append(notes, more...)
}

// read goes on from where it stopped, rune by rune. What it does with one depends on what came before and on
// no more than the next word, so that no splitting changes it.
func (f *Filter) read() {
	for {
		if !f.held && (f.lost || f.leaks.near) && f.at < len(f.text) {
			f.hold(f.at)
		}
		if f.held {
			if !f.readHeld() {
				return
			}
			continue
		}
		if f.at == len(f.text) {
			if f.closed && f.wait >= 0 {
				f.endOfWord()
				continue
			}
			break
		}
		f.readPlain()
	}
	if f.wait >= 0 {
		f.let(f.wait)
	} else {
		f.let(f.at)
	}
}

// readPlain reads one rune of a text that is not held.
func (f *Filter) readPlain() {
	r, n := utf8.DecodeRune(f.text[f.at:])
	switch {
	case isInvisible(r):
		f.text = append(f.text[:f.at], f.text[f.at+n:]...)
	case isSign(r):
		f.sign(r)
	case isWord(r):
		f.letter(r, n)
	case f.wait >= 0 && (f.found(false) || f.gap || !isGap(r)):
		f.endOfWord()
	default:
		f.gap = f.wait >= 0
		f.inWord = false
		f.pass(r, n)
		if f.wait < 0 && (f.endsSentence(r) || f.runes > maxClause) {
			f.reset(f.at)
		}
	}
}

// sign begins a held clause, with the words that wait when they go on with the sign, as "vitamin b12" does.
func (f *Filter) sign(r rune) {
	if f.wait < 0 {
		f.hold(f.at)
		return
	}
	if isWord(r) {
		if f.step(r); f.alive[0] || f.alive[1] {
			f.hold(f.wait)
			return
		}
	}
	f.endOfWord()
}

// pass goes over a rune, and counts it and the word that it ends the first time.
func (f *Filter) pass(r rune, n int) {
	if f.at >= f.seen {
		f.runes++
		f.leaks.read(f.Prompts, r)
		f.seen = f.at + n
	}
	f.at += n
}

// letter reads a rune of a word.
func (f *Filter) letter(r rune, n int) {
	if f.inWord {
		f.pass(r, n)
		return
	}
	if f.wait < 0 {
		f.wait, f.gap = f.at, false
		f.nodes, f.alive = [2]int32{}, [2]bool{true, f.Prompts != nil}
	}
	f.step(r)
	f.pass(r, n)
	switch {
	case f.found(true):
		f.hold(f.wait)
	case !f.alive[0] && !f.alive[1]:
		f.giveUp()
	}
}

// step leads the words that wait one rune further in both tries.
func (f *Filter) step(r rune) {
	for k := range f.nodes {
		if !f.alive[k] {
			continue
		}
		t, kinds := f.trie(k)
		if f.gap {
			f.nodes[k], f.alive[k] = t.step(f.nodes[k], ' ', kinds)
		}
		if f.alive[k] {
			f.nodes[k], f.alive[k] = t.stepRune(f.nodes[k], r, kinds)
		}
	}
	f.gap = false
}

func (f *Filter) trie(k int) (*trie, kind) {
	if k == 1 {
		return f.Prompts.tokens, kToken
	}
	return f.names.words, f.kinds
}

// found reports whether the words that wait are a watched name; stem asks for the beginning of a word.
func (f *Filter) found(stem bool) bool {
	for k := range f.nodes {
		if !f.alive[k] {
			continue
		}
		t, kinds := f.trie(k)
		for _, e := range t.at(f.nodes[k]) {
			if e.kind&kinds != 0 && (!stem || e.stem) && f.watches(e) {
				return true
			}
		}
	}
	return false
}

// giveUp lets go of the first word that waits. Those behind it are read again, as the beginning of a name.
func (f *Filter) giveUp() {
	i, inside := f.wait, true
	for i < f.at {
		r, n := utf8.DecodeRune(f.text[i:])
		if inside = inside && isWord(r); !inside && isWord(r) {
			break
		}
		i += n
	}
	f.wait, f.inWord = -1, inside
	f.at = i
}

// endOfWord decides on the words that wait, at a sign behind them or the end of the message.
func (f *Filter) endOfWord() {
	if f.found(false) && !f.gap {
		f.hold(f.wait)
		return
	}
	f.giveUp()
	f.inWord = false
}

// hold begins a held clause.
func (f *Filter) hold(from int) {
	f.let(from)
	f.held, f.from, f.at = true, from, from
	f.wait, f.inWord, f.runes = -1, false, 0
}

// reset begins a new sentence at i.
func (f *Filter) reset(i int) {
	f.let(i)
	f.text = append(f.text[:0], f.text[i:]...)
	f.at, f.sent, f.runes, f.lost, f.seen = f.at-i, 0, 0, false, max(0, f.seen-i)
}

// let lets out the text up to i.
func (f *Filter) let(i int) {
	if i > f.sent {
		f.out = append(f.out, f.text[f.sent:i]...)
		f.sent = i
	}
}

// endsSentence reports whether the rune before at ended a sentence.
func (f *Filter) endsSentence(r rune) bool {
	if r == '\n' || r == '।' || r == '॥' {
		return true
	}
	if !unicode.IsSpace(r) || f.at < 2 {
		return false
	}
	switch f.text[f.at-utf8.RuneLen(r)-1] {
	case '.', '!', '?':
		return true
	}
	return false
}

// isSign reports whether a rune by itself begins a held clause.
func isSign(r rune) bool {
	switch r {
	case '!', '%', '‰', '@', '[', ']', '<', '$', '€', '£', '₹', '％':
		return true
	}
	if r < 0x80 {
		return r >= '0' && r <= '9'
	}
	return unicode.IsDigit(r) || unicode.Is(unicode.No, r) || unicode.Is(unicode.Nl, r)
}
