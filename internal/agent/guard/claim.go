package guard

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// claims reports whether a clause says that the coach did something, or promises what takes a tool, that no
// tool of this turn has done.
func (c *checker) claims(cl clause) bool {
	if c.Own || strings.HasSuffix(strings.TrimRight(cl.text, " \n*_\""), "?") || c.Facts.isOwn(cl.text) {
		return false
	}
	for i, t := range cl.tokens {
		if t.kind != 'w' || t.to <= cl.start {
			continue
		}
		for _, tongue := range [...]string{"en", "de", "es", "hi"} {
			e, known := c.names.claims.words[tongue+" "+t.text]
			if known && !c.Facts.did(e.tools) && c.claimed(cl, i, e) {
				return true
			}
		}
	}
	return c.promises(cl)
}

// promises reports whether a clause promises a reminder that nothing was set for.
func (c *checker) promises(cl clause) bool {
	if c.Facts.did(reminds) || c.names.claims.subordinate.in(cl.tokens)+c.names.claims.denial.in(cl.tokens) > 0 {
		return false
	}
	said := " " + folded(cl.text) + " "
	for _, p := range promises {
		if strings.Contains(said, " "+folded(p)+" ") && (folded(p) != "ich werde dich" || strings.Contains(said, " erinnern ")) {
			return true
		}
	}
	return false
}

// claimed reports whether the word at i says that the coach has done it.
func (c *checker) claimed(cl clause, i int, e effect) bool {
	w, word := c.names.claims, cl.tokens[i]
	from, to := around(cl.tokens, i)
	left, right := cl.tokens[from:i], cl.tokens[i+1:to]
	for len(left) == 0 && from > 1 && cl.tokens[from-1].kind == ',' && c.names.claims.words[e.tongue+" "+cl.tokens[from-2].text].words != "" {
		i = from - 2 // one of a list: what is said before its first is said of all
		from, _ = around(cl.tokens, i)
		left = cl.tokens[from:i]
	}
	if w.subordinate.in(left)+w.denial.in(left)+w.open.in(left) > 0 || e.tongue != "en" && w.denial.in(right)+w.open.in(right) > 0 || c.yours(left, e.tongue) {
		return false
	}
	if e.tongue == "de" && len(left) > 0 && left[0].text == "was" || e.tongue == "en" && w.coach.in(left) == 0 && w.subordinate.in(right) > 0 {
		return false
	}
	if w.past.in(cl.tokens) > 0 && !e.bare && c.Facts.tells(cl.text[word.from:word.to]) {
		return false
	}
	switch {
	case e.bare:
		return len(left) == 0 && len(right) == 0
	case e.first:
		last, _ := utf8.DecodeLastRuneInString(cl.text[:word.to])
		return last == 'é' || last == 'í' || last == 'É' || last == 'Í'
	case e.tongue == "hi":
		return w.hindi.in(right[:min(3, len(right))]) > 0
	case e.tongue == "de":
		return w.german.in(left) > 0 || w.german.in(right[:min(2, len(right))]) > 0 || c.bare(left, right)
	case e.tongue == "es":
		return len(left) > 0 && w.spanish.in(left[max(0, len(left)-3):]) > 0 || c.bare(left, right)
	}
	return c.english(left, right, word.text)
}

// yours reports whether the person is the one who did it: they are named last before the word.
func (c *checker) yours(left []token, tongue string) bool {
	for i := len(left) - 1; i >= 0; i-- {
		switch t := left[i].text; {
		case t == "has" && tongue != "es" || t == "he" && tongue != "en":
		case c.names.claims.you.has(t):
			return true
		case c.names.claims.coach.has(t):
			return false
		}
	}
	return false
}

// english reports whether an English past form has the coach before it, or is a passive or bare one.
func (c *checker) english(left, right []token, word string) bool {
	w := c.names.claims
	for i := len(left) - 1; i >= 0; i-- {
		t := left[i].text
		switch {
		case w.coach.has(t):
			return true
		case (t == "is" || t == "are" || t == "was" || t == "were" || t == "been" || t == "its" || t == "thats") && word != "done":
			return t != "are" || i > 0 && strings.HasPrefix(left[0].text, "you") || w.between.in(left[i:]) > 0
		case w.been.has(t) || w.between.has(t):
			continue
		}
		break
	}
	for i := range left {
		if left[i].text == "ive" && len(left)-i <= 5 && !w.before.has(left[len(left)-1].text) && left[len(left)-1].text != "your" {
			return true
		}
	}
	return (word != "set" || len(left) > 0 && len(right) == 0 && strings.HasPrefix(left[len(left)-1].text, "reminder")) && c.bare(left, right)
}

// bare reports whether nothing but what it was done to stands around the word: "Plan changed."
func (c *checker) bare(left, right []token) bool {
	w := c.names.claims
	for _, t := range left {
		if t.kind != 'n' && !w.nouns.has(t.text) && !w.filler.has(t.text) {
			return false
		}
	}
	return len(right) == 0 || right[0].kind != 'w' || w.follows.has(right[0].text)
}

// around is the words around one up to the next signs.
func around(t []token, i int) (from, to int) {
	for from = i; from > 0 && !parts(t[from-1]); from-- {
	}
	for to = i + 1; to < len(t) && !parts(t[to]); to++ {
	}
	return from, to
}

func parts(t token) bool {
	return t.kind != 'w' && t.kind != 'n' && t.kind != '*' && t.kind != '_' && (t.kind != '-' || t.gap)
}

// Did tells that a tool which writes has done what it is for.
func (f *Facts) Did(tool string) { f.done = append(f.done, tool) }

// Refused tells why a tool that writes did nothing, in its own words. They may stand in the place of a claim.
func (f *Facts) Refused(text string) { f.refused = strings.TrimSpace(text) }

func (f *Facts) did(tools string) bool {
	for _, d := range f.done {
		if tools == "*" || strings.Contains(" "+tools+" ", " "+d+" ") {
			return true
		}
	}
	return false
}

// isOwn reports whether a tool of this turn says a sentence in the same words.
func (f *Facts) isOwn(text string) bool {
	text = strings.TrimSpace(text)
	for _, own := range f.own {
		if utf8.RuneCountInString(text) >= 8 && strings.Contains(own, text) {
			return true
		}
	}
	return false
}

// tells reports whether a word stands in what is known.
func (f *Facts) tells(word string) bool {
	for _, text := range f.texts {
		if strings.Contains(strings.ToLower(text), strings.ToLower(word)) {
			return true
		}
	}
	return false
}

// longestRefusal is up to how many runes a tool's refusal stands in the place of a claim.
const longestRefusal = 160

// honest is what is said instead of a claim.
func (c *checker) honest() string {
	r := c.Facts.refused
	switch {
	case c.Facts.did("*"):
		return nothingElse[c.reader.tongue]
	case r != "" && utf8.RuneCountInString(r) <= longestRefusal && !strings.ContainsAny(r, "_\"{[\n") && (c.reader.tongue == "en" || strings.IndexFunc(r, isForeign) >= 0):
		return r
	}
	return fixed[c.reader.tongue][RuleClaim]
}

// isForeign reports whether a letter shows that a refusal is not in English, as those of our own faults are.
func isForeign(r rune) bool { return r > 0x7f && unicode.IsLetter(r) }

// nothingElse is said where something else was done in the turn.
var nothingElse = map[string]string{
	"en": "Nothing else has been changed yet.", "de": "Sonst ist noch nichts geändert.", "es": "Todavía no se ha cambiado nada más.", "hi": "इसके अलावा अभी कुछ नहीं बदला गया है।",
}
