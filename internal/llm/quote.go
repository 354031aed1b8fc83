package llm

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quoteLimit is how much of a vendor's sentence an error keeps, in bytes.
const quoteLimit = 240

var (
	quoted = regexp.MustCompile("`[^`]*`|\"[^\"]*\"|'[^']*'")
	key    = regexp.MustCompile(`\b(sk|pk|key)[-_][A-Za-z0-9_*.\-]{4,}`)
)

// Quote makes of a vendor's sentence what may stand in an error and in a log: no key, and nothing that a person
// said. Vendors quote what they refuse; a quoted piece that stands in the conversation is left out, and the
// whole sentence when three of its words in a row stand there.
func Quote(sentence string, request Request) string {
	sentence = strings.Join(strings.Fields(sentence), " ")
	said := " " + strings.Join(words(conversation(request.Messages)), " ") + " "
	sentence = quoted.ReplaceAllStringFunc(sentence, func(s string) string {
		if inner := strings.Join(words(s), " "); inner != "" && strings.Contains(said, inner) {
			return "…"
		}
		return s
	})
	sentence = key.ReplaceAllString(sentence, "…")
	list := words(sentence)
	for i := range len(list) - 2 {
		if strings.Contains(said, " "+strings.Join(list[i:i+3], " ")+" ") {
			return "(the vendor's sentence quotes the conversation)"
		}
	}
	if len(sentence) > quoteLimit {
		cut := quoteLimit
		for !utf8.RuneStart(sentence[cut]) {
			cut--
		}
		sentence = sentence[:cut] + "…"
	}
	return sentence
}

// conversation is all that people, models and tools said.
func conversation(messages []Message) string {
	var b strings.Builder
	for _, m := range messages {
		for _, p := range m.Parts {
			b.WriteString(p.Text)
			if p.Call != nil {
				b.Write(p.Call.Arguments)
			}
			if p.Result != nil {
				b.WriteString(p.Result.Content)
			}
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// words are the runs of letters and digits, in lower case.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}
