// Package consent reads a plain yes or no, in four languages, typed or spoken. It is code and not a model
// that decides whether a person has agreed, so it reads narrowly: every word of the message has to belong
// to the answer. A yes with a condition, a doubt or a question is no yes; the coach then asks again.
package consent

import (
	"strings"

	"spotter/internal/agent/words"
)

// Kind is what an answer is.
type Kind int

// The kinds.
const (
	None Kind = iota // no plain answer
	Yes
	No
	Pick // names some of the items, and says neither yes nor no
	Undo // asks to take back what was done last
)

// Item is one thing that waits for an answer.
type Item struct {
	Names []string // what people call it, in any language; a message may name it by any of them
}

// Reading is what a message says about the items.
type Reading struct {
	Kind Kind
	// Named are the items that the message names, by index, in order. Empty: it names none.
	Named []int
	// More is a question that follows a plain yes in a sentence of its own, as it was written.
	More string
}

// longest is how many words a plain answer has at the most, longestPhrase how many a phrase of the tables.
const (
	longest       = 12
	longestPhrase = 6
)

// Reader holds the tables. It is immutable and safe for concurrent use.
type Reader struct {
	phrases       map[string]meaning
	asking, about map[string]bool // see tables
}

// Read reads a message as an answer to what waits.
func (r *Reader) Read(text string, items []Item) Reading {
	if head, tail, ok := r.splitQuestion(text); ok {
		if reading := r.read(words.Read(head), items); reading.Kind == Yes {
			reading.More = tail
			return reading
		}
		return Reading{}
	}
	return r.read(words.Read(text), items)
}

func (r *Reader) read(text words.Text, items []Item) Reading {
	if text.Question || len(text.Words) == 0 || len(text.Words) > longest {
		return Reading{}
	}
	names := naming(items)
	var t tally
	for i := 0; i < len(text.Words); {
		n, m, ok := r.match(text.Words[i:], names)
		if !ok || !t.add(m, len(items)) {
			return Reading{}
		}
		i += n
	}
	return t.reading(len(items))
}

// match finds the longest phrase that the words begin with. A name of an item comes before a phrase of the
// same length.
func (r *Reader) match(rest []words.Word, names map[string]meaning) (n int, m meaning, ok bool) {
	for n := min(len(rest), longestPhrase); n > 0; n-- {
		phrase := join(rest[:n])
		if m, ok := names[phrase]; ok {
			return n, m, true
		}
		if m, ok := r.phrases[phrase]; ok {
			return n, m, true
		}
	}
	return 0, meaning{}, false
}

func join(list []words.Word) string {
	if len(list) == 1 {
		return list[0].Text
	}
	var b strings.Builder
	for i, w := range list {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.Text)
	}
	return b.String()
}

// naming is the items' names as phrases. A name that two items share names neither.
func naming(items []Item) map[string]meaning {
	out := map[string]meaning{}
	for i, item := range items {
		for _, name := range item.Names {
			key := join(words.Read(name).Words)
			if before, taken := out[key]; taken && before.item != i {
				out[key] = meaning{role: unclear}
				continue
			}
			out[key] = meaning{role: pick, item: i}
		}
	}
	return out
}

// tally counts what the phrases of a message are.
type tally struct {
	yes, no, undo, only int
	named               []int
	all, neither        bool
}

// add takes one phrase in, and answers false when it makes the message no plain answer.
func (t *tally) add(m meaning, items int) bool {
	switch m.role {
	case yes:
		t.yes++
	case no:
		t.no++
	case undo:
		t.undo++
	case after:
		return t.yes > 0
	case only:
		t.only++
	case pick, first, second:
		if m.item >= items {
			return false
		}
		t.named = append(t.named, m.item)
	case all:
		t.all = true
	case neither:
		t.neither = true
	case unclear:
		return false
	case filler:
	}
	return true
}

func (t *tally) reading(items int) Reading {
	names := len(t.named) > 0 || t.all
	switch {
	case t.yes > 0 && t.no > 0, t.undo > 0 && (t.yes > 0 || t.no > 0 || names), t.only > 0 && (len(t.named) == 0 || items < 2):
		return Reading{}
	case t.neither:
		if t.yes > 0 || names {
			return Reading{}
		}
		return Reading{Kind: No, Named: upTo(items)}
	case t.undo > 0:
		return Reading{Kind: Undo}
	case t.no > 0 && len(t.named) > 0 && items > 1:
		return Reading{} // "no, the training": against it, or for it
	}
	r := Reading{Named: t.named}
	if t.all {
		r.Named = upTo(items)
	}
	switch {
	case t.yes > 0:
		r.Kind = Yes
	case t.no > 0:
		r.Kind = No
	case names && items > 1:
		r.Kind = Pick
	default:
		return Reading{}
	}
	return r
}

func upTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// splitQuestion parts "Yes. What is for dinner?" into an answer and a question about something else. A
// question that could be about the item itself keeps the message whole, and so no plain yes.
func (r *Reader) splitQuestion(text string) (head, tail string, ok bool) {
	at := strings.IndexAny(text, ".!\n।")
	if at < 0 || !strings.HasSuffix(strings.TrimSpace(text), "?") {
		return "", "", false
	}
	head, tail = text[:at], strings.TrimSpace(strings.TrimLeft(text[at:], ".!\n। "))
	list := words.Read(tail).Words
	if len(list) < 3 || !r.asking[list[0].Text] || strings.ContainsAny(tail[:len(tail)-1], ".!?\n।") {
		return "", "", false
	}
	for _, w := range list {
		if r.about[w.Text] {
			return "", "", false
		}
	}
	return head, tail, true
}
