package safety

import (
	"regexp"

	"spotter"
)

// What a memory cannot do. The words are those of the product's four languages.
var (
	allergyWords = regexp.MustCompile(`(?i)allerg|unverträglich|intoleran|alergi|alérgi|एलर्जी|कोएलिएक|coeliac|celiac|zöliak|celíac`)
	injuryWords  = regexp.MustCompile(`(?i)\binjur|\bhurt|\bpain|\btorn\b|\bsprain|\bfractur|verletz|schmerz|gezerrt|gebrochen|lesi[oó]n|lesionad|dolor|duele|esguince|fractura|चोट|दर्द`)
)

// MemoryNotice is what has to be said beside a memory that tells of an allergy or an injury: it takes effect in the
// profile only. Empty for other memories.
func MemoryNotice(kind spotter.MemoryKind, text string) string {
	switch {
	case allergyWords.MatchString(text):
		return "A memory does not change what is served: add the allergy or intolerance to the diet in your profile, and it takes effect at once."
	case kind == spotter.MemoryInjuryNote, injuryWords.MatchString(text):
		return "A memory does not change what is trained: add the injury to your profile, and it takes effect at once."
	}
	return ""
}
