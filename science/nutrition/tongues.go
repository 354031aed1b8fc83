package nutrition

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"spotter/science/fold"
)

// leastPart is how many letters a part of a word has at the least that means what the whole word means:
// Hähnchen in Hähnchenbrust, and in German, which puts words together, Milch in Kokosmilch.
const leastPart = 4

// mostEnding is how many letters an ending of the plural has.
const mostEnding = 2

// speaks reports whether a name in another language has every word of a term, as a word or as a part of one.
func speaks(names map[string]string, term string) bool {
	wanted := strings.Fields(folded(term))
	for tongue, name := range names {
		have := strings.Fields(folded(name))
		lacks := func(w string) bool {
			return !slices.ContainsFunc(have, func(h string) bool { return isPart(w, h, tongue == "de") })
		}
		if len(wanted) > 0 && !slices.ContainsFunc(wanted, lacks) {
			return true
		}
	}
	return false
}

func isPart(wanted, word string, compounds bool) bool {
	long, short := utf8.RuneCountInString(wanted), utf8.RuneCountInString(word)
	switch {
	case wanted == word:
		return true
	case long >= leastPart && long < short:
		return strings.HasPrefix(word, wanted) || compounds && strings.HasSuffix(word, wanted)
	case short >= leastPart && long-short <= mostEnding:
		return strings.HasPrefix(wanted, word)
	}
	return false
}

// folded is a name in lower case without accents, its words parted by single spaces. The signs that
// Devanagari sets on its letters stay.
func folded(name string) string {
	text := strings.Map(func(r rune) rune {
		switch r = fold.Base(fold.Letter(r)); {
		case r == 0:
			return -1
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			return r
		}
		return ' '
	}, name)
	return strings.Join(strings.Fields(text), " ")
}

// kindsSpoken are the kinds of food that an everyday word of another language covers.
func kindsSpoken(word string) []string {
	switch word {
	case "fleisch", "carne", "मांस":
		return []string{"meat", "pork", "poultry"}
	case "rotes fleisch", "carne roja":
		return []string{"meat", "pork"}
	case "fisch", "pescado", "मछली":
		return []string{"fish"}
	case "meeresfruchte", "marisco", "mariscos":
		return []string{"fish", "shellfish"}
	case "geflugel", "ave", "aves":
		return []string{"poultry"}
	case "schwein", "schweinefleisch", "cerdo", "carne de cerdo":
		return []string{"pork"}
	case "pilz", "pilze", "seta", "setas", "hongo", "hongos", "मशरूम":
		return []string{"fungus"}
	case "nuss", "nusse", "nuez", "nueces", "frutos secos", "मेवे":
		return []string{"nut"}
	case "ei", "eier", "huevo", "huevos", "अंडा", "अंडे":
		return []string{"egg"}
	case "milchprodukte", "lacteos":
		return []string{"dairy"}
	case "hulsenfruchte", "legumbre", "legumbres", "दाल":
		return []string{"pulse"}
	case "soja":
		return []string{"soy"}
	}
	return nil
}
