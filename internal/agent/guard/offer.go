package guard

import "strings"

// offers reports whether a clause names a forbidden food or exercise as something to have or do. A warning is
// none, and neither is a mention, without an offer, of what the facts hold.
func (c *checker) offers(cl clause, k kind) bool {
	denied, last := false, -10
	for _, m := range c.names.words.find(cl.text, k) {
		id, bad := c.bad(m, k)
		first, end := span(cl.tokens, m)
		if !bad {
			continue
		}
		chained := denied && first-last <= 3
		denied, last = chained || c.denied(cl.tokens, first, end), end
		if m.to <= cl.start || denied {
			continue
		}
		known, named := c.Facts.named[id]
		if named && (k == kExercise && known != fromPerson || known == fromTool) && !c.calls(cl, k) {
			continue // a mention; the profile names a food for being forbidden
		}
		return true
	}
	return false
}

// calls reports whether a clause has a word that calls for something to be had or done.
func (c *checker) calls(cl clause, k kind) bool {
	return c.cues.offer.in(cl.tokens) > 0 || k == kExercise && c.cues.perform.in(cl.tokens) > 0
}

// bad is the forbidden subject that a name stands for.
func (c *checker) bad(m match, k kind) (int32, bool) {
	for _, e := range c.names.words.at(m.node) {
		if e.kind&k != 0 && c.forbidden[e.id] {
			return e.id, true
		}
	}
	return 0, false
}

// span is the tokens of a name: the first, and the one behind the last.
func span(t []token, m match) (first, end int) {
	for first < len(t) && t[first].to <= m.from {
		first++
	}
	for end = first; end < len(t) && t[end].from < m.to; end++ {
	}
	return first, end
}

// denied reports whether the words around a name say not to have it.
func (c *checker) denied(t []token, first, end int) bool {
	for i := first - 1; i >= max(0, first-6); i-- {
		if t[i].kind != 'w' && t[i].kind != '-' {
			break
		}
		if c.cues.denial.has(t[i].text) {
			return !c.inverted(t, i) && (i == 0 || !c.cues.asks.has(t[i-1].text)) // "why not"
		}
		if i >= first-3 && c.cues.denialNear.has(t[i].text) {
			return true
		}
	}
	for i := end; i < min(len(t), end+4); i++ {
		if t[i].kind != 'w' && t[i].kind != '-' {
			break
		}
		if c.cues.denialAfter.has(t[i].text) {
			return true
		}
	}
	return c.cues.allergy.in(t) > 0 && c.cues.offer.in(t) == 0
}

// inverted reports whether a word of avoiding is itself denied, as in "no need to avoid".
func (c *checker) inverted(t []token, at int) bool {
	if !c.cues.avoid.has(t[at].text) {
		return false
	}
	for i := at - 1; i >= max(0, at-4); i-- {
		if c.cues.plainNo.has(t[i].text) {
			return true
		}
	}
	return false
}

// changesMedicine reports whether a clause calls for a change of a medicine, and not for asking about one.
func (c *checker) changesMedicine(cl clause) bool {
	if c.cues.medicine.in(cl.tokens) == 0 || c.cues.doctor.in(cl.tokens) > 0 {
		return false
	}
	for i, t := range cl.tokens {
		if t.kind != 'w' || !c.cues.stop.has(t.text) {
			continue
		}
		if !c.noBefore(cl.tokens, i) {
			return true
		}
	}
	return false
}

// noBefore reports whether one of the four words before a place is a plain denial of it, and of no sentence that ended
// between them.
func (c *checker) noBefore(t []token, at int) bool {
	for i := at - 1; i >= max(0, at-4) && !strings.ContainsRune(".!?;:", rune(t[i].kind)); i-- {
		if c.cues.plainNo.has(t[i].text) {
			return true
		}
	}
	for i := at + 1; i < min(len(t), at+3); i++ {
		if t[i].text == "नहीं" || t[i].text == "मत" || t[i].text == "न" || t[i].text == "nicht" || t[i].text == "nie" {
			return true
		}
	}
	return false
}
