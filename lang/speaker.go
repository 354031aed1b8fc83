package lang

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"spotter"
)

// Names are what entries of the catalogue are called in the reader's language.
type Names interface {
	Term(value string) string
	Exercise(id, otherwise string) string
	Food(id, otherwise string) string
	Dish(id, otherwise string) string
}

// Speaker puts sentences in one language into words.
type Speaker struct {
	language string
	names    Names // nil: the English ones
}

// For is who speaks a language; English where there are no words in it.
func For(language string, names Names) Speaker {
	for _, known := range Languages {
		if known == language {
			return Speaker{language, names}
		}
	}
	return Speaker{Languages[0], names}
}

// English is a sentence in English.
func English(m *spotter.Sentence) string { return For("en", nil).Say(m) }

// Language is the one that is spoken.
func (s Speaker) Language() string { return s.language }

// Say puts a sentence into words; nil is none. A key that the catalogue does not have is said as it is, which no test lets pass.
func (s Speaker) Say(m *spotter.Sentence) string {
	if m == nil {
		return ""
	}
	if m.Key == string(sentences) {
		parts := make([]string, len(m.Args))
		for i, a := range m.Args {
			parts[i] = s.argument(a)
		}
		return strings.Join(parts, " ")
	}
	known, ok := load()[s.language][Key(m.Key)]
	if !ok {
		return m.Key
	}
	var b strings.Builder
	for _, p := range known {
		b.WriteString(s.piece(p, m.Args))
	}
	return b.String()
}

func (s Speaker) piece(p piece, args []spotter.Argument) string {
	switch {
	case p.arg == 0:
		return p.text
	case p.arg > len(args):
		return ""
	case len(p.forms) > 0:
		return p.forms[s.form(args[p.arg-1].Number)]
	}
	text := s.argument(args[p.arg-1])
	if p.capital {
		first, size := utf8.DecodeRuneInString(text)
		text = string(unicode.ToUpper(first)) + text[size:]
	}
	return text
}

// form is which form goes with a number: 0 for one, 1 for others. In Hindi nothing and parts of one go with one.
func (s Speaker) form(n float64) int {
	if n == 1 || s.language == "hi" && n >= 0 && n < 1 {
		return 0
	}
	return 1
}

func (s Speaker) argument(a spotter.Argument) string {
	switch a.Kind {
	case spotter.ArgNumber:
		return s.number(a)
	case spotter.ArgTerm:
		return s.Term(a.Value)
	case spotter.ArgList:
		return s.list(a.Items)
	case spotter.ArgSentence:
		return s.Say(a.Sentence)
	case spotter.ArgDate:
		return s.date(a.Value)
	}
	if s.names != nil {
		switch a.Kind {
		case spotter.ArgExercise:
			return s.names.Exercise(a.Value, a.Name)
		case spotter.ArgFood:
			return s.names.Food(a.Value, a.Name)
		case spotter.ArgDish:
			return s.names.Dish(a.Value, a.Name)
		}
	}
	if a.Kind != spotter.ArgText {
		return a.Name
	}
	return a.Value
}

// number writes a number with the language's decimal sign.
func (s Speaker) number(a spotter.Argument) string {
	places := -1
	if a.Places != nil {
		places = *a.Places
	}
	text := strconv.FormatFloat(a.Number, 'f', places, 64)
	if a.Signed && a.Number >= 0 {
		text = "+" + text
	}
	if s.language == "de" || s.language == "es" {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}

// Term is an enumeration's value: by our own words, else by those of the catalogue.
func (s Speaker) Term(value string) string {
	if _, known := load()[s.language][termKey(value)]; known {
		return s.Say(Say(termKey(value)))
	}
	if s.names == nil || s.language == Languages[0] {
		return spotter.Words(value)
	}
	return s.names.Term(value)
}

// termKey is the key of a value, whether it is written as data or as it is shown: "upper A" is upper_a.
func termKey(value string) Key {
	return Key("term." + strings.ToLower(strings.ReplaceAll(value, " ", "_")))
}

// list joins things as a sentence does: a, b and c.
func (s Speaker) list(items []spotter.Argument) string {
	parts := make([]string, len(items))
	for i, a := range items {
		parts[i] = s.argument(a)
	}
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := parts[len(parts)-1]
	return strings.Join(parts[:len(parts)-1], ", ") + " " + s.and(last) + " " + last
}

// and is the word before the last of a list. In Spanish it gives way before an i.
func (s Speaker) and(last string) string {
	if first := strings.ToLower(last); s.language == "es" && (strings.HasPrefix(first, "i") || strings.HasPrefix(first, "hi") && !strings.HasPrefix(first, "hie")) {
		return "e"
	}
	return s.Say(Say("term.and"))
}

// date is a day as the language writes it.
func (s Speaker) date(value string) string {
	d, err := time.Parse(time.DateOnly, value)
	switch {
	case err != nil:
		return value
	case s.language == "de":
		return d.Format("2.1.2006")
	case s.language == "es" || s.language == "hi":
		return d.Format("2/1/2006")
	}
	return value
}
