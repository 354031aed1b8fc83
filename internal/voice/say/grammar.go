package say

import (
	"slices"
	"strings"
)

// gender is of the noun that a number counts.
type gender int

const (
	neuter    gender = iota // no noun: the number by itself
	masculine               // German also uses it for neuter nouns: ein Kilo, ein Satz
	feminine
)

// unit is what a figure counts.
type unit struct {
	one, many string
	gender    gender
	halves    bool // people say "and a half" of it
}

// abbreviation is what stands for words.
type abbreviation struct{ written, spoken string }

// grammar is what the languages differ in.
type grammar struct {
	language           string
	thousands, decimal string
	lakhs              bool // groups of two digits above the thousands
	point              string
	behind             func(digits string) string // digits after the point
	cardinal           func(n int64, of gender) string
	ordinal            func(n int64, before, after string) (spoken string, used int, ok bool) // used: bytes of after
	parts              func(whole int64, fraction string, u unit) (string, bool)              // halves; false: say them as a decimal
	ratios             map[string]string                                                      // 1/3, 2/3 ...
	ofMillions         string
	units              map[string]unit
	noun               func(word string) gender // of the word after a figure that has no unit
	months             []string
	short              []abbreviation // longest first
	signs              map[rune]string
	to, per            string
	sets               func(n int64, reps string) string // 3x8
	times, each        string                            // 80 kg x 8; 2x
	reserve, over      string
	clock              func(h, m int, after string) (spoken string, used int)
	minutes, hours     []string // units of a length such as 1:30
	date               func(day, month, year int, before string) string
	year               func(n int64) string
	yearAfter          string // words before a year, beside the months
}

// grammarOf picks a language by its tag.
func grammarOf(tag string) *grammar {
	language, region, _ := strings.Cut(strings.ToLower(tag), "-")
	switch language {
	case "de":
		return german()
	case "es":
		return spanish(region)
	case "hi":
		return hindi()
	}
	return english()
}

// abbreviations adds for each with a space inside the one without, and puts the longest first.
func abbreviations(pairs ...string) []abbreviation {
	var out []abbreviation
	for i := 0; i+1 < len(pairs); i += 2 {
		out = append(out, abbreviation{pairs[i], pairs[i+1]})
		if strings.Contains(pairs[i], ". ") {
			out = append(out, abbreviation{strings.ReplaceAll(pairs[i], ". ", "."), pairs[i+1]})
			out = append(out, abbreviation{strings.ReplaceAll(pairs[i], ". ", ".\u00a0"), pairs[i+1]})
		}
	}
	slices.SortStableFunc(out, func(a, b abbreviation) int { return len(b.written) - len(a.written) })
	return out
}

// unitTable builds the units of a language from lines: what is written, separated by spaces, then one and many.
func unitTable(lines ...unitLine) map[string]unit {
	out := map[string]unit{}
	for _, l := range lines {
		for _, w := range strings.Fields(l.written) {
			out[w] = l.unit
		}
	}
	return out
}

type unitLine struct {
	written string
	unit    unit
}
