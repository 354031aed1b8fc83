package rules

import (
	"strings"
)

// A pattern is words in a row. "a|b" is either, "a?" may be left out, "a*" begins a word, ".." stands for up to
// four words, "^" and "$" for the beginning and the end, and "{x}" for one to nine words that are kept.
type pattern []string

func compile(text string) pattern {
	fields := strings.Fields(text)
	for i, f := range fields {
		if !strings.HasPrefix(f, "{") {
			fields[i] = fold(f)
		}
	}
	return fields
}

// match is what a pattern kept, by name.
type match map[string]string

const (
	longestGap  = 6
	longestKept = 9
)

// find is the first place where a pattern stands in a text.
func (p pattern) find(s said) (match, bool) {
	kept := map[string][2]int{}
	rest, anchored := p, false
	if len(p) > 0 && p[0] == "^" {
		rest, anchored = p[1:], true
	}
	for at := 0; at < max(1, len(s.words)); at++ {
		if rest.here(s, at, kept) {
			out := match{}
			for name, span := range kept {
				out[name] = s.slice(span[0], span[1])
			}
			return out, true
		}
		if anchored {
			break
		}
	}
	return nil, false
}

// here reports whether a pattern stands at a word.
func (p pattern) here(s said, at int, kept map[string][2]int) bool {
	if len(p) == 0 {
		return true
	}
	switch first, rest := p[0], p[1:]; {
	case first == "$":
		return at == len(s.words)
	case first == "..":
		for skip := 0; skip <= longestGap && at+skip <= len(s.words); skip++ {
			if rest.here(s, at+skip, kept) {
				return true
			}
		}
		return false
	case first[0] == '{':
		return rest.keep(s, at, first[1:len(first)-1], kept)
	case strings.HasSuffix(first, "?"):
		return at < len(s.words) && anyOf(s.words[at].text, first[:len(first)-1]) && rest.here(s, at+1, kept) || rest.here(s, at, kept)
	default:
		return at < len(s.words) && anyOf(s.words[at].text, first) && rest.here(s, at+1, kept)
	}
}

// keep takes as few words as the rest allows; at the end of a pattern all up to the end of the clause.
func (p pattern) keep(s said, at int, name string, kept map[string][2]int) bool {
	if len(p) == 0 {
		end := at
		for end < len(s.words) && end-at < longestKept {
			end++
			if s.words[end-1].end && !strings.Contains(s.raw[s.words[end-1].to:min(len(s.raw), s.words[end-1].to+1)], ",") {
				break
			}
		}
		kept[name] = [2]int{at, end}
		return end > at
	}
	for n := 1; n <= longestKept && at+n <= len(s.words); n++ {
		if p.here(s, at+n, kept) {
			kept[name] = [2]int{at, at + n}
			return true
		}
	}
	return false
}

func anyOf(have, list string) bool {
	for w := range strings.SplitSeq(list, "|") {
		if isWord(have, w) {
			return true
		}
	}
	return false
}
