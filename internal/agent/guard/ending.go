package guard

import (
	"strings"
	"unicode/utf8"
)

// endings are what a name may have behind it and still be the same: plurals and cases of four languages, and
// what German joins to the name of a food or a supplement.
var endings = map[string]bool{
	"s": true, "es": true, "e": true, "n": true, "en": true, "er": true, "as": true, "os": true, "ern": true,
	"pulver": true, "butter": true, "mus": true, "kapseln": true, "tabletten": true, "ol": true, "brot": true, "reis": true,
	"salat": true, "suppe": true, "filet": true, "shake": true, "drink": true, "gel": true, "supplement": true, "praparat": true,
	"flocken": true, "creme": true, "sauce": true, "sosse": true, "stucke": true, "drops": true, "gummies": true, "speise": true,
	"nusse": true, "nussen": true, "produkte": true, "produkt": true, "kuchen": true, "ein": true, "eis": true, "kase": true,
	"ों": true, "ियां": true, "ें": true, "यों": true, "ियों": true,
}

// isEnding reports whether the rest of the word that text begins with is an ending.
func isEnding(text string) bool {
	end := 0
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if !isWord(r) {
			break
		}
		end += n
	}
	return endings[strings.TrimSpace(folded(text[:end]))]
}
