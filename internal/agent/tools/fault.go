package tools

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"spotter"
)

// faultText says an error in sentences: what is wrong, where, and what would be right. fields are what the
// arguments may hold, nil where they were read.
func faultText(err error, fields []string) string {
	var e *spotter.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	if fields != nil {
		return argumentText(e, fields)
	}
	message, listed := strings.CutSuffix(e.Message, "; see errors.")
	switch {
	case listed && e.Detail != "":
		message += "."
	case listed:
		message = ""
	case e.Detail != "": // the sentence says it all
		return message
	}
	return sentences(message, faultSentences(e.Problems))
}

// faultSentences tells the first faults as a person would say them, without the names of fields.
func faultSentences(problems []spotter.Problem) string {
	var out []string
	for _, p := range problems[:min(len(problems), mostFaults)] {
		out = append(out, faultSentence(p))
	}
	return sentences(out...)
}

// faultSentence is one fault as a sentence: a message that begins in lower case says something of its field.
func faultSentence(p spotter.Problem) string {
	message := stopped(p.Message)
	if first, _ := utf8.DecodeRuneInString(message); !unicode.IsLower(first) {
		return message
	}
	return subject(p.Location) + " " + message
}

// stopped ends a sentence, and writes what is in it without underscores.
func stopped(message string) string {
	message = strings.TrimSpace(strings.ReplaceAll(message, "_", " "))
	if message == "" || strings.HasSuffix(message, ".") || strings.HasSuffix(message, "?") {
		return message
	}
	return message + "."
}

// subject is what a field is called where something is said of it.
func subject(location string) string {
	name := location[strings.LastIndexByte(location, '.')+1:]
	name, _, _ = strings.Cut(name, "[")
	switch name {
	case "", "body", "to", "query":
		return "That"
	case "replace":
		return "What is to be replaced"
	case "instead":
		return "What you want instead"
	case "text":
		return "What was said"
	case "exclude":
		return "What is to be left out"
	case "from":
		return "What is to be exchanged"
	case "rir":
		return "The number of reps in reserve"
	case "memory_id", "meal_id", "session_id", "set_id", "proposal_id", "weight_kg", "weight_lb", "height_cm":
		name = name[:strings.LastIndexByte(name, '_')]
	case "ml", "target_ml":
		return "The amount of water in ml"
	}
	return "The " + spotter.Words(name)
}

// mostFaults is how many faults are told at once: a model mends a few at a time.
const mostFaults = 5

func argumentText(e *spotter.Error, fields []string) string {
	if e.Code != spotter.CodeMalformed && !slices.ContainsFunc(e.Problems, isShape) {
		return faultSentences(e.Problems)
	}
	text := "The arguments are not right."
	if e.Code == spotter.CodeMalformed {
		text = "The arguments are not one valid JSON object."
	}
	for i, p := range e.Problems {
		if i == mostFaults {
			break
		}
		text += " " + problemText(p)
		if strings.HasPrefix(p.Message, "is not a field") {
			text += nearest(p.Location, bare(fields))
		}
	}
	if len(fields) == 0 {
		return text + " This tool takes no arguments: send {}."
	}
	return text + " It takes: " + strings.Join(fields, ", ") + "."
}

// isShape reports whether a fault is in the shape of the arguments, which only who writes JSON can mend.
func isShape(p spotter.Problem) bool {
	for _, bound := range []string{"must be between ", "must be at ", "must have ", "must not be blank", "must not be given together", "stands in the list twice"} {
		if strings.HasPrefix(p.Message, bound) {
			return false
		}
	}
	first, _ := utf8.DecodeRuneInString(p.Message)
	return unicode.IsLower(first)
}

func bare(fields []string) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = strings.TrimSuffix(f, " (required)")
	}
	return out
}

func problemText(p spotter.Problem) string {
	at := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(p.Location, "body."), "query."), ".")
	message := strings.TrimSuffix(p.Message, ".") + "."
	if at == "" || at == "body" {
		return "They " + strings.Replace(message, "is ", "are ", 1)
	}
	return at + " " + message
}

// longestQuote bounds what an answer repeats of what a model wrote.
const longestQuote = 60

// quoted repeats what a model wrote, short and without its figures, which nobody has checked.
func quoted(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsNumber(r) {
			return '#'
		}
		return r
	}, text)
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > longestQuote {
		runes = append(runes[:longestQuote], '…')
	}
	return "«" + string(runes) + "»"
}

// nearest proposes the names most like a wrong one, empty when none is like it.
func nearest(name string, names []string) string {
	found := nearestNames(name, names, 3)
	if len(found) == 0 {
		return ""
	}
	return " Did you mean " + strings.Join(found, ", ") + "?"
}

// nearestNames are the names most like a wrong one, best first, at most so many; names that are not like it at
// all are left out.
func nearestNames(name string, names []string, most int) []string {
	type scored struct {
		name  string
		score float64
	}
	var found []scored
	want := pairs(name)
	for _, n := range names {
		if score := alike(want, pairs(n)); score >= leastAlike {
			found = append(found, scored{n, score})
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return strings.Compare(a.name, b.name)
	})
	var out []string
	for _, f := range found[:min(most, len(found))] {
		out = append(out, f.name)
	}
	return out
}

// leastAlike is the share of common letter pairs (Dice's coefficient) from which a name is proposed.
const leastAlike = 0.35

// pairs are the pairs of neighbouring letters of each word.
func pairs(text string) map[[2]rune]int {
	out := map[[2]rune]int{}
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == ' ' || r == '_' || r == '-' || r == '.' }) {
		runes := []rune(" " + word + " ")
		for i := range len(runes) - 1 {
			out[[2]rune{runes[i], runes[i+1]}]++
		}
	}
	return out
}

func alike(a, b map[[2]rune]int) float64 {
	common, all := 0, 0
	for p, n := range a {
		common += min(n, b[p])
		all += n
	}
	for _, n := range b {
		all += n
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(common) / float64(all)
}
