package agent

import (
	"strings"
	"unicode"

	"spotter/internal/agent/words"
)

// The languages that we write fixed sentences in.
const (
	english = "en"
	german  = "de"
	spanish = "es"
	hindi   = "hi"
)

// languageOf is the language to answer a message in, where no model does it: that of its script, of its
// everyday words, those of what the person said before, else the person's locale.
func (t tongues) languageOf(locale, text, before string) string {
	for _, c := range text {
		if unicode.Is(unicode.Devanagari, c) {
			return hindi
		}
	}
	written := t.writtenIn(text)
	if written == "" {
		written = t.writtenIn(before)
	}
	primary, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(locale, "_", "-")), "-")
	switch {
	case written != "":
		return written
	case primary == german || primary == spanish || primary == hindi:
		return primary
	}
	return english
}

// writtenIn counts everyday words; empty when no language has more than another.
func (t tongues) writtenIn(text string) string {
	counts := map[string]int{}
	for _, w := range words.Read(text).Words {
		for _, language := range t[w.Text] {
			counts[language]++
		}
	}
	best, second, found := 0, 0, ""
	for _, language := range [...]string{english, german, spanish, hindi} {
		switch n := counts[language]; {
		case n > best:
			best, second, found = n, best, language
		case n > second:
			second = n
		}
	}
	if best == second {
		return ""
	}
	return found
}

// tongues tells in which languages a word is an everyday one.
type tongues map[string][]string

func newTongues() tongues {
	out := tongues{}
	for language, list := range map[string]string{
		english: `the a is are what whats my im i you it and to for of on in do can yes yeah yep please thanks sure not dont no how when should today have will that this undo both first hello hi hey`,
		german:  `der die das ist sind was mein meine ich du es und zu fuer von auf im mache kann ja bitte danke klar nicht kein wie wann soll heute habe wird den dem ein eine nein beides erste mach nur hallo servus moin guten morgen abend`,
		spanish: `el la los las es son que mi yo tu y para por de en puedo si favor gracias no como cuando debo hoy tengo un una adelante vale claro hazlo esta ambos primero deshaz eso hola buenos buenas dias tardes`,
		hindi:   `hai hain kya mera meri aap tum aur ko ka ki ke se kar karo haan han ji theek thik nahi nahin kaise kab aaj mujhe do bilkul dono pehla wala raha rahi hu hoon namaste namaskar`,
	} {
		for word := range strings.FieldsSeq(list) {
			out[word] = append(out[word], language)
		}
	}
	return out
}
