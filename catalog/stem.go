package catalog

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// stems finds entries by names in other forms than the catalogue writes: plurals, cases, without the small words
// between. A form that would mean two entries means none.
type stems map[string]string

// ambiguous stands for a form that means more than one entry.
const ambiguous = "\x00"

func (s stems) enter(name, id string) {
	key := stemKey(name)
	if other, taken := s[key]; taken && other != id {
		id = ambiguous
	}
	s[key] = id
}

// find is the entry of a name in some form, empty for none and for more than one.
func (s stems) find(name string) string {
	if id := s[stemKey(name)]; id != ambiguous {
		return id
	}
	return ""
}

// stemKey is a name by the stems of its words, in German, Spanish and Hindi alike: it need not be right, only the
// same for every form of a name.
func stemKey(name string) string {
	var key strings.Builder
	for word := range strings.FieldsFuncSeq(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
		if word = plainLetters(word); !slices.Contains(smallWords(), word) {
			key.WriteString(stem(word))
		}
	}
	return key.String()
}

// smallWords say nothing about which entry is meant.
func smallWords() []string {
	return []string{"mit", "der", "die", "das", "den", "dem", "meine", "con", "de", "del", "el", "la", "los", "las", "mis", "का", "की", "के", "को", "से", "में", "साथ", "वाला", "वाली", "वाले"}
}

// plainLetters takes accents, umlauts and the nukta off lower-case letters.
func plainLetters(word string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case 'ä', 'á':
			return 'a'
		case 'ö', 'ó':
			return 'o'
		case 'ü', 'ú':
			return 'u'
		case 'é':
			return 'e'
		case 'í':
			return 'i'
		case 'ñ':
			return 'n'
		case 'ß':
			return 's'
		case '\u0901':
			return '\u0902' // both say that a vowel is nasal
		case '\u0300', '\u0301', '\u0303', '\u0308', '\u093c':
			return -1
		}
		if at := slices.Index([]rune("\u0958\u0959\u095a\u095b\u095c\u095d\u095e\u095f"), r); at >= 0 {
			return []rune("\u0915\u0916\u0917\u091c\u0921\u0922\u092b\u092f")[at]
		}
		return r
	}, word)
}

// stem takes the endings of a plural and of a case off a word.
func stem(word string) string {
	if r, _ := utf8.DecodeRuneInString(word); unicode.Is(unicode.Devanagari, r) {
		return cut(word, leastAkshara, "ियां", "ियों", "्स", "ओं", "एं", "ों", "ें", "ां", "ीं", "ो", "े", "ी", "ा", "ं")
	}
	return cut(cut(cut(word, leastStem, "s"), leastStem, "en"), leastStem, "e", "a", "o")
}

// cut takes off the first ending that leaves enough of a word, in letters and signs.
func cut(word string, least int, endings ...string) string {
	for _, end := range endings {
		if rest, ok := strings.CutSuffix(word, end); ok && utf8.RuneCountInString(rest) >= least {
			return rest
		}
	}
	return word
}

// How many letters of a word stay, and how many of one in Devanagari, which writes more with each.
const (
	leastStem    = 3
	leastAkshara = 2
)
