// Package recall keeps what a person has stated from getting lost when a conversation is put in short: it finds the
// facts in their sentences, and holds a summary against them. It understands nothing; in doubt a sentence stays as
// it was said.
package recall

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"spotter"
)

// Said is what the person said on a date of theirs.
type Said struct {
	Date spotter.Date
	Text string
}

// Names finds what a text names that must not get lost: foods, exercises, allergens, regions of the body.
type Names func(text string) []string

// Most is how long a summary may be, in bytes. What does not fit is left out, the oldest first, and what Lasting
// says stays longest.
const Most = 16 << 10

var (
	number = regexp.MustCompile(`\d+(?:[.,:/-]\d+)*`)
	// Weekdays and months in the product's languages.
	calendar = regexp.MustCompile(`(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b|` +
		`\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)s?\b|\b(?:januar|februar|märz|mai|juni|juli|oktober|dezember)\b|` +
		`\b(?:lunes|martes|miércoles|jueves|viernes|sábados?|domingos?)\b|\b(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b|` +
		`सोमवार|मंगलवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार`)
)

// Facts are the figures, dates and names in a text, each as it has to stand in a summary, in lower case.
func Facts(text string, names Names) []string {
	lower := strings.ToLower(text)
	out := number.FindAllString(lower, -1)
	out = append(out, calendar.FindAllString(lower, -1)...)
	if names != nil {
		for _, name := range names(text) {
			out = append(out, strings.ToLower(name))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Keep is a summary in which every fact of the summary before and of what was said since stands: a sentence of which a
// fact is missing is appended as it was said, with its date. Lasting marks sentences that are never left out for want of
// room while others remain; nil marks none.
func Keep(summary, before string, said []Said, names Names, lasting func(string) bool) string {
	short := lines(summary)
	var missing []string
	for _, line := range lines(before) {
		facts := Facts(line, names)
		told := len(facts) == 0 && len(short) > 0 && !strings.HasPrefix(line, "- ") // in other words, by whoever wrote the new one
		if !told && !holds(short, facts) && !slices.Contains(short, line) {
			missing = append(missing, line)
		}
	}
	for _, s := range said {
		for _, sentence := range Sentences(s.Text) {
			facts := Facts(sentence, names)
			if len(facts) > 0 && !holds(short, facts) {
				missing = append(missing, "- "+s.Date.String()+": “"+sentence+"”")
			}
		}
	}
	return fit(short, missing, lasting)
}

func lines(text string) []string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// holds reports whether every fact stands in a text as a word of its own.
func holds(lines, facts []string) bool {
	text := strings.ToLower(strings.Join(lines, "\n"))
	for _, fact := range facts {
		if !stands(text, fact) {
			return false
		}
	}
	return len(facts) > 0
}

func stands(text, fact string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], fact)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(fact)
		if !joins(text[:start], true) && !joins(text[end:], false) {
			return true
		}
		from = start + 1
	}
}

// joins reports whether a text goes on in a word, or a number, at its end or its start.
func joins(text string, atEnd bool) bool {
	next := utf8.DecodeRuneInString
	cut := func(n int) string { return text[n:] }
	if atEnd {
		next = utf8.DecodeLastRuneInString
		cut = func(n int) string { return text[:len(text)-n] }
	}
	r, n := next(text)
	if r == '.' || r == ',' { // 12.5 is not 12
		r, _ = next(cut(n))
		return unicode.IsDigit(r)
	}
	return n > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// Sentences cuts a text at its sentence ends and line ends.
func Sentences(text string) []string {
	var out []string
	start := 0
	add := func(end int) {
		if s := strings.TrimSpace(text[start:end]); s != "" {
			out = append(out, s)
		}
		start = end
	}
	for i, r := range text {
		end := i + len(string(r))
		switch {
		case r == '\n':
			add(end)
		case strings.ContainsRune(".!?।", r) && (end == len(text) || strings.ContainsRune(" \n\t", rune(text[end]))):
			add(end)
		}
	}
	add(len(text))
	return out
}

// fit joins what is to stay, within Most.
func fit(summary, kept []string, lasting func(string) bool) string {
	room := Most
	for _, line := range summary {
		room -= len(line) + 1
	}
	stays := make([]bool, len(kept))
	for _, first := range []bool{true, false} {
		for i := len(kept) - 1; i >= 0; i-- {
			lasts := lasting != nil && lasting(kept[i])
			if stays[i] || first != lasts || room < len(kept[i])+1 {
				continue
			}
			stays[i] = true
			room -= len(kept[i]) + 1
		}
	}
	out := slices.Clone(summary)
	for i, line := range kept {
		if stays[i] {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}
