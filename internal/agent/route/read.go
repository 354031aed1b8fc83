package route

import (
	"strings"
	"unicode/utf8"

	"spotter/internal/agent/words"
)

// message is a text as the tables read it.
type message struct {
	words            []string // folded; numbers are "#", followed by the unit where one is written on to them
	numbers          int      // told in digits; 82.4 and 5:30 are one
	decimal, oclock  bool     // one of them is like 82.4 or 82,4; like 5:30
	hour             bool     // one of them stands by a word such as baje or oclock, or after a las
	loaded, weekdays int      // words that are units of load; days of the week
}

const number = "#"

func (r *Router) read(text string) message {
	list := words.Read(text).Words
	m := message{words: make([]string, len(list))}
	for i, w := range list {
		m.words[i] = r.token(w.Text)
		if isDigit(w.Text[0]) {
			m.numbers++
		}
		if r.loads[m.words[i]] {
			m.loaded++
		}
		m.hour = m.hour || r.hours[m.words[i]] || i > 1 && m.words[i] == number && r.hours[m.words[i-2]+" "+m.words[i-1]]
		if r.days[w.Text] && !r.spans[m.before(i, 1)] && !r.spans[m.before(i, 2)] {
			m.weekdays++
		}
	}
	m.points(text)
	return m
}

// before is the word that stands so many before another; empty when there is none.
func (m *message) before(i, by int) string {
	if i < by {
		return ""
	}
	return m.words[i-by]
}

// points finds the numbers that reading took apart at their points and colons.
func (m *message) points(text string) {
	for i := 1; i+1 < len(text); i++ {
		if !isDigit(text[i-1]) || !isDigit(text[i+1]) {
			continue
		}
		switch text[i] {
		case '.', ',':
			m.decimal = true
			m.numbers--
		case ':':
			m.oclock = true
			m.numbers--
		}
	}
}

// token is a word as the tables have it: "3", "three" and "drei" are one.
func (r *Router) token(word string) string {
	if r.numerals[word] {
		return number
	}
	if !isDigit(word[0]) {
		return word
	}
	unit := strings.TrimLeft(word, "0123456789")
	if unit == "" || strings.ContainsAny(unit, "0123456789") {
		return number
	}
	if known, ok := r.units[unit]; ok {
		return known
	}
	return number
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// weighing says whether a message is a number with a decimal point and nothing else: "82.4", "82,4 kg".
func (m message) weighing() bool {
	return m.decimal && m.numbers == 1 && len(m.words) <= 2+m.loaded
}

// score adds up what the words say, the longest phrase first, and what numbers and days say.
func (r *Router) score(m message) scores {
	var total scores
	guesses := mostGuesses
	for i := 0; i < len(m.words); {
		n, s := r.longestAt(m.words[i:], &guesses)
		for k := range total {
			total[k] = min(total[k]+s[k], 100)
		}
		i += n
	}
	switch {
	case m.loaded > 0 && m.numbers >= 2: // a set told in short, such as "100 kg for 8"
		total[workout] += 2
	case m.decimal && m.numbers == 1 && len(m.words) <= 7: // a weighing, such as "82.4 this morning"
		total[tracker] += 2
	}
	return m.scheduled(total)
}

// scheduled adds what days and times of day say: training and a day are a matter of when, a meal and a day are not.
func (m message) scheduled(total scores) scores {
	if m.weekdays >= 2 {
		total[scheduler] += 2
	}
	if m.oclock {
		total[scheduler] += 2
	}
	if total[scheduler] > 0 && total[diet] == 0 && total[tracker] < leastScore && total[supplement] == 0 && (m.weekdays > 0 || m.oclock || m.hour) {
		total[scheduler] += min(total[workout], nameScore)
	}
	return total
}

// longestAt is the longest phrase that a message goes on with, in words, and its points.
func (r *Router) longestAt(rest []string, guesses *int) (int, scores) {
	if r.openers[rest[0]] {
		var space [longestKey]byte
		for n := min(len(rest), longestTerm); n > 1; n-- {
			key, ok := join(space[:0], rest[:n])
			if !ok {
				continue
			}
			if s, ok := r.inflected(key, len(key)-len(rest[n-1])+1); ok {
				return n, s
			}
		}
	}
	return 1, r.word(rest[0], guesses)
}

// mostGuesses is how many words of a message are taken for mistyped ones: each costs hundreds of look-ups.
const mostGuesses = 8

// longestKey bounds a phrase in bytes; what is longer is in no table.
const longestKey = 96

func join(key []byte, list []string) ([]byte, bool) {
	for i, w := range list {
		if len(key)+len(w)+1 > longestKey {
			return nil, false
		}
		if i > 0 {
			key = append(key, ' ')
		}
		key = append(key, w...)
	}
	return key, true
}

// word is the points of a single word: as it is, by its beginning, by its end, without an ending, mistyped.
func (r *Router) word(text string, guesses *int) scores {
	var space [longestKey]byte
	if len(text) > longestKey {
		return scores{}
	}
	key := append(space[:0], text...)
	if s, ok := r.inflected(key, shortestStem); ok {
		return s
	}
	for from := 1; from <= len(key)-shortestEnd; from++ {
		if s, ok := r.ends[string(key[from:])]; ok {
			return s
		}
	}
	if *guesses == 0 || len(key) < shortestTypo || len(key) > longestTypo || !utf8.Valid(key) || key[0] >= utf8.RuneSelf {
		return scores{}
	}
	*guesses--
	return hinted(r.mistyped(key))
}

// hinted keeps of points what a guess is worth.
func hinted(s scores) scores {
	for i := range s {
		s[i] = min(s[i], leastScore)
	}
	return s
}

// The least bytes of a stem, of the end of a compound, and of a word that is looked for among its neighbours, and the
// most of the last.
const (
	shortestStem = 3
	shortestEnd  = 4
	shortestTypo = 6
	longestTypo  = 24
)

// inflected looks up a term, a stem that it begins with, of so many bytes at least, and a term that it is a form of.
func (r *Router) inflected(key []byte, least int) (scores, bool) {
	if s, ok := r.terms[string(key)]; ok {
		return s, true
	}
	for n := len(key); n >= least; n-- {
		if s, ok := r.stems[string(key[:n])]; ok {
			return s, true
		}
	}
	for _, ending := range endings {
		n := len(key) - len(ending)
		if n >= least+2 && string(key[n:]) == ending {
			if s, ok := r.terms[string(key[:n])]; ok {
				return s, true
			}
		}
	}
	return scores{}, false
}

// endings are what a name may have more than its entry in a table.
var endings = [...]string{"s", "es", "n", "en", "e"}
