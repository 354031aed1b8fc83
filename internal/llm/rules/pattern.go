package rules

import "strings"

// pattern is a phrase of the grammar: words that follow each other somewhere in a message. A word may be one of
// several (for|with), any with a beginning (train*), left out (?the), or a name of one to eight words ({x}). A
// pattern that begins with ^ has to begin the message, one that ends with $ has to end it.
type pattern struct {
	tokens     []token
	start, end bool
}

type token struct {
	name     string // of what is captured; empty: literal
	words    []string
	stems    []string
	optional bool
}

// How many words a captured name has at the most: within a pattern, and at its end.
const (
	longestName = 8
	longestTail = 60
)

// patternsOf reads a list of patterns, separated by commas.
func patternsOf(list string) []pattern {
	var out []pattern
	for text := range strings.SplitSeq(list, ",") {
		if text = strings.TrimSpace(text); text != "" {
			out = append(out, patternOf(text))
		}
	}
	return out
}

func patternOf(text string) pattern {
	var p pattern
	text, p.start = strings.CutPrefix(text, "^")
	text, p.end = strings.CutSuffix(text, "$")
	for field := range strings.FieldsSeq(text) {
		p.tokens = append(p.tokens, tokenOf(field))
	}
	return p
}

func tokenOf(field string) token {
	if inner, ok := strings.CutPrefix(field, "{"); ok {
		return token{name: strings.TrimSuffix(inner, "}")}
	}
	var t token
	field, t.optional = strings.CutPrefix(field, "?")
	for alternative := range strings.SplitSeq(field, "|") {
		stem, isStem := strings.CutSuffix(alternative, "*")
		for _, w := range wordsOf(stem) {
			if isStem {
				t.stems = append(t.stems, w.text)
			} else {
				t.words = append(t.words, w.text)
			}
		}
	}
	return t
}

func (t token) takes(w word) bool {
	for _, s := range t.words {
		if s == w.text {
			return true
		}
	}
	for _, s := range t.stems {
		if strings.HasPrefix(w.text, s) {
			return true
		}
	}
	return false
}

// captures are the names of a match.
type captures map[string][]word

// match finds the first place where the pattern fits.
func (p pattern) match(list []word) (captures, bool) {
	last := len(list)
	if p.start {
		last = min(last, 1)
	}
	for i := range last {
		found := captures{}
		if p.fits(p.tokens, list[i:], found) {
			return found, true
		}
	}
	return nil, false
}

// fits matches the rest of the pattern at the beginning of the rest of a message.
func (p pattern) fits(tokens []token, rest []word, found captures) bool {
	if len(tokens) == 0 {
		return !p.end || len(rest) == 0
	}
	t := tokens[0]
	switch {
	case t.name != "":
		return p.capture(t.name, tokens[1:], rest, found)
	case len(rest) > 0 && t.takes(rest[0]) && p.fits(tokens[1:], rest[1:], found):
		return true
	}
	return t.optional && p.fits(tokens[1:], rest, found)
}

// capture takes as little as the rest of the pattern leaves it, or, at the end, the rest of the sentence.
func (p pattern) capture(name string, tokens []token, rest []word, found captures) bool {
	most, bound := 0, longestName
	if len(tokens) == 0 {
		bound = longestTail
	}
	for most < len(rest) && most < bound && rest[most].sentence == rest[0].sentence {
		most++
	}
	if len(tokens) == 0 {
		found[name] = rest[:most]
		return most > 0
	}
	for n := 1; n <= most; n++ {
		if p.fits(tokens, rest[n:], found) {
			found[name] = rest[:n]
			return true
		}
	}
	return false
}

// any is the captures of the first pattern of a list that fits.
func anyOf(list []pattern, message []word) (captures, bool) {
	for _, p := range list {
		if found, ok := p.match(message); ok {
			return found, true
		}
	}
	return nil, false
}
