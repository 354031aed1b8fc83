package guard

import (
	"strings"
	"unicode"
)

// topicOf finds what a figure is of: the word behind it, as in "30 g of protein", else one before it, as in
// "protein: 30 g", not further back than the figure before or the end of a clause.
func topicOf(t []token, f figure) topic {
	at := 0
	for at < len(t) && t[at].from < f.end {
		at++
	}
	skipped := 0
	for i := at; i < len(t) && skipped < 3; i++ {
		if t[i].kind != 'w' {
			break
		}
		if i == at && (t[i].text == "body" || t[i].text == "korper") && i+1 < len(t) && topics[t[i+1].text] == topicFat {
			return topicBodyFat
		}
		if found := topics[t[i].text]; found != topicNone {
			if i+1 < len(t) && t[i+1].kind == ':' {
				break
			}
			return found
		}
		if !ofWords[t[i].text] {
			break
		}
		skipped++
	}
	return topicBefore(t, f)
}

func topicBefore(t []token, f figure) topic {
	at := len(t)
	for at > 0 && t[at-1].to > f.from {
		at--
	}
	for i := at - 1; i >= 0 && i >= at-8; i-- {
		switch {
		case t[i].kind == 'n', t[i].kind == ';', t[i].kind == ',', t[i].kind == '.', t[i].kind == '(':
			return topicNone
		case t[i].kind == 'w' && topics[t[i].text] != topicNone:
			if topics[t[i].text] == topicFat && i > 0 && (t[i-1].text == "body" || t[i-1].text == "korper") {
				return topicBodyFat
			}
			return topics[t[i].text]
		}
	}
	return topicNone
}

var ofWords = map[string]bool{"of": true, "your": true, "dein": true, "deinem": true, "deines": true, "tu": true, "आपके": true, "de": true, "an": true, "von": true, "el": true, "la": true, "the": true, "pure": true, "daily": true, "reines": true, "का": true, "की": true, "के": true}

// isLabel reports whether a number is a label and no amount: the number of a list item, a step or an option.
func isLabel(text string, t []token, i, next int) bool {
	if t[i].kind != 'n' || len(t[i].text) > 2 {
		return false
	}
	line := text[strings.LastIndexByte(text[:t[i].from], '\n')+1 : t[i].from]
	atStart := strings.IndexFunc(line, func(r rune) bool { return !unicode.IsSpace(r) && !strings.ContainsRune("*_#>-(•", r) }) < 0
	if atStart && next < len(t) && !t[next].gap && (t[next].kind == '.' || t[next].kind == ')' || t[next].kind == ':') {
		return true
	}
	return i > 0 && t[i-1].kind == 'w' && labelWords[t[i-1].text]
}

var labelWords = map[string]bool{"step": true, "option": true, "schritt": true, "paso": true, "opcion": true, "चरण": true, "विकल्प": true, "point": true, "punkt": true, "punto": true, "part": true, "teil": true, "tip": true, "tipp": true, "consejo": true}
