package guard

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// readHeld reads a held clause up to its border and settles it; it reports false when more text is needed.
func (f *Filter) readHeld() bool {
	for f.at < len(f.text) {
		r, n := utf8.DecodeRune(f.text[f.at:])
		if isInvisible(r) {
			f.text = append(f.text[:f.at], f.text[f.at+n:]...)
			continue
		}
		border, ends, sure := f.border(r, n)
		if !sure {
			return false
		}
		f.pass(r, n)
		if border {
			f.settle(f.at, ends)
			return true
		}
	}
	return f.closed && f.closeHeld()
}

// closeHeld settles what is held when the message ends.
func (f *Filter) closeHeld() bool {
	f.leaks.read(f.Prompts, '\n')
	f.settle(f.at, true)
	return true
}

// border reports whether the rune at the reading place ends the clause, and whether the sentence too; sure
// is false where that depends on text that has not come.
func (f *Filter) border(r rune, n int) (border, ends, sure bool) {
	if f.runes >= maxClause-100 && unicode.IsSpace(r) || f.runes >= 2*maxClause {
		return true, false, true
	}
	switch r {
	case '\n', '।', '॥':
		return true, true, true
	case '.', '!', '?', '…', ';', ',', ':', ')', '"', '”', '*', '_', '»', '“':
	default:
		return false, false, true
	}
	rest := f.text[f.at+n:]
	if len(rest) == 0 {
		return f.closed, true, f.closed
	}
	next, m := utf8.DecodeRune(rest)
	if !unicode.IsSpace(next) {
		return false, false, true
	}
	switch r {
	case '!', '?', '…':
		return true, true, true
	case ';', ':':
		return true, false, true
	case ',':
		return f.comma(rest[m:])
	case '.':
		return f.fullStop(rest[m:])
	}
	before, _ := utf8.DecodeLastRune(f.text[:f.at])
	done := before == '.' || before == '!' || before == '?'
	return done, done, true
}

// comma is a border unless it stands in a list of bare numbers that share what follows: "8, 8, 7 reps".
func (f *Filter) comma(rest []byte) (border, ends, sure bool) {
	before, _ := utf8.DecodeLastRune(f.text[:f.at])
	if !unicode.IsDigit(before) {
		return true, false, true
	}
	if len(rest) == 0 {
		return true, false, f.closed
	}
	next, _ := utf8.DecodeRune(rest)
	return !unicode.IsDigit(next), false, true
}

// fullStop is a border unless it belongs to a list item's number, to a date or to an abbreviation.
func (f *Filter) fullStop(rest []byte) (border, ends, sure bool) {
	from := f.at
	for from > 0 {
		r, n := utf8.DecodeLastRune(f.text[:from])
		if !isWord(r) {
			break
		}
		from -= n
	}
	word := folded(string(f.text[from:f.at]))
	if abbreviations[word] {
		return false, false, true
	}
	if word == "" || len(word) > 2 || strings.Trim(word, "0123456789") != "" {
		return true, true, true
	}
	line := f.text[:from]
	if i := strings.LastIndexByte(string(line), '\n'); strings.Trim(string(line[i+1:]), " *_#>-(\t") == "" {
		return false, false, true
	}
	end := 0
	for end < len(rest) {
		r, n := utf8.DecodeRune(rest[end:])
		if !isWord(r) {
			break
		}
		end += n
	}
	if end == len(rest) && !f.closed {
		return false, false, false
	}
	isMonth := months[folded(string(rest[:end]))] > 0
	return !isMonth, !isMonth, true
}

var abbreviations = map[string]bool{"approx": true, "ca": true, "z": true, "vs": true, "max": true, "nr": true, "bzw": true, "aprox": true, "ej": true,
	"dr": true, "mr": true, "mrs": true, "inkl": true, "incl": true, "usw": true, "evtl": true, "ggf": true, "dh": true}

// settle checks the held clause up to end and puts what may be said in its place.
func (f *Filter) settle(end int, ends bool) {
	before, clause := string(f.text[:f.from]), string(f.text[f.from:end])
	leak := f.leaks.leak
	f.leaks.leak = false
	switch {
	case f.lost:
		if strings.HasSuffix(clause, "\n") {
			f.out = append(f.out, '\n')
		}
	default:
		said, notes, lost := f.check(before, clause, leak || f.runes >= 2*maxClause)
		f.out = append(f.out, said...)
		f.notes = append(f.notes, notes...)
		f.lost = lost
	}
	f.held, f.runes, f.sent = false, 0, end
	if ends || len(f.text) > 8*maxClause {
		f.reset(end)
	}
}
