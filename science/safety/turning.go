package safety

import (
	"iter"
	"strings"
)

// turning is what turns the sense of a sentence, in all languages at once.
type turning struct {
	negators, trailing, closing, neutral, persists, scopes, present set
	past, general                                                   []sequence
}

func (r *Recogniser) addTurning(l language) {
	r.addAll(&r.negators, l.negators)
	r.addAll(&r.trailing, l.trailing)
	r.addAll(&r.closing, l.closing)
	r.addAll(&r.neutral, l.neutral)
	r.addAll(&r.persists, l.persists)
	r.addAll(&r.scopes, l.scopes)
	r.addAll(&r.present, l.present)
	for _, pattern := range l.past {
		r.past = append(r.past, r.compile(pattern, l.words))
	}
	for _, pattern := range l.general {
		r.general = append(r.general, r.compile(pattern, l.words))
	}
}

// reach is how far before a thing its negation may stand, in words.
const reach = 6

// isDenied reports whether what was found is denied: before it, within it or after it.
func (r *Recogniser) isDenied(tokens []token, at span) bool {
	for k := at.from; k <= at.to; k++ {
		if k > at.from && r.denies(tokens, k) {
			return true
		}
	}
	for k := at.from - 1; k >= max(0, at.from-reach) && tokens[k].sentence == tokens[at.from].sentence; k-- {
		if tokens[k].clause != tokens[at.from].clause && !r.lists(tokens, k, at) {
			break
		}
		if r.scopes.has(tokens[k].id) {
			break
		}
		if r.denies(tokens, k) {
			return true
		}
	}
	return r.deniedAfter(tokens, at)
}

// denies reports whether token k is a negator that denies what follows it.
func (r *Recogniser) denies(tokens []token, k int) bool {
	if !r.negators.has(tokens[k].id) {
		return false
	}
	for next := k + 1; next <= k+2 && next < len(tokens) && tokens[next].clause == tokens[k].clause; next++ {
		if r.neutral.has(tokens[next].id) {
			return false
		}
	}
	return true
}

// lists reports whether the comma after token k separates the items of a list that a negator begins, as in
// "no chest pain, fainting": what was found stands right after it, and so does a thing before it.
func (r *Recogniser) lists(tokens []token, k int, at span) bool {
	last := at.from
	for last > 0 && tokens[last-1].clause == tokens[at.from].clause {
		last--
	}
	if at.from-last > 1 || k < last-reach {
		return false
	}
	for i := last - 1; i >= 0 && i >= last-4; i-- {
		for _, n := range r.starts[tokens[i].id] {
			if end, ok := r.at(tokens, i, r.rules[n].seq); ok && end == last-1 {
				return true
			}
		}
	}
	return false
}

// deniedAfter looks for a negator behind what was found: "Brustschmerzen habe ich nicht", "chest pain: none".
func (r *Recogniser) deniedAfter(tokens []token, at span) bool {
	if r.answered(tokens, at.to) {
		return true
	}
	for k := at.to + 1; k <= at.to+4 && k < len(tokens) && tokens[k].clause == tokens[at.to].clause; k++ {
		if r.scopes.has(tokens[k].id) {
			return false
		}
		last := k+1 == len(tokens) || tokens[k+1].clause != tokens[k].clause
		if last && k <= at.to+2 && r.closing.has(tokens[k].id) {
			return true
		}
		if !r.trailing.has(tokens[k].id) {
			continue
		}
		for beside := k - 2; beside <= k+2; beside++ {
			if beside >= 0 && beside < len(tokens) && tokens[beside].clause == tokens[k].clause && r.persists.has(tokens[beside].id) {
				return false
			}
		}
		return true
	}
	return false
}

// answered reports whether what ends at token i is asked and answered with a no: "chest pain? No."
func (r *Recogniser) answered(tokens []token, i int) bool {
	next := i + 1
	if next >= len(tokens) || tokens[next].clause == tokens[i].clause || !r.closing.has(tokens[next].id) {
		return false
	}
	return next+1 == len(tokens) || tokens[next+1].clause != tokens[next].clause
}

// isPast reports whether the sentence of token i tells of long ago and of nothing since.
func (r *Recogniser) isPast(tokens []token, i int) bool {
	past := false
	for k := range tokens {
		if tokens[k].sentence != tokens[i].sentence {
			continue
		}
		if r.present.has(tokens[k].id) {
			return false
		}
		for _, seq := range r.past {
			if !past {
				_, past = r.at(tokens, k, seq)
			}
		}
	}
	return past
}

// isGeneral reports whether the sentence of token i asks or tells about a thing as such.
func (r *Recogniser) isGeneral(tokens []token, i int) bool {
	for _, seq := range r.general {
		if r.within(tokens, i, seq) {
			return true
		}
	}
	return false
}

func fields(words string) iter.Seq[string] { return strings.FieldsSeq(words) }
