package shorthand

import "slices"

// numerals are the number words of a language.
type numerals struct {
	below   map[string]int                    // words for 0 to 99
	hundred map[string]int                    // words for 100 to 900
	single  func(word string) (float64, bool) // numbers that are one long word, nil where there are none
	joined  string                            // the word that may stand after a hundred: "and"
	tied    string                            // the word between tens and ones: "y"; empty where there is none
	point   []string                          // the decimal sign, spoken
	half    [][]string                        // a half at the end
	before  map[string]float64                // a word that adds to the number after it: "साढ़े"
	english bool                              // "eighty five" is 85, "one eighty five" 185, "one oh five" 105
}

// spell turns number words into numbers.
func spell(tokens []token, languages []*language) []token {
	out := make([]token, 0, len(tokens))
	for i := 0; i < len(tokens); {
		t, n := spelled(tokens[i:], languages)
		if n == 0 {
			t, n = tokens[i], 1
		}
		out = append(out, t)
		i += n
	}
	return out
}

// spelled is the longest number that tokens begin with; n is 0 where there is none.
func spelled(tokens []token, languages []*language) (best token, n int) {
	for _, l := range languages {
		if t, m := l.numerals.read(tokens); m > n {
			best, n = t, m
		}
	}
	return best, n
}

func (s *numerals) read(tokens []token) (t token, n int) {
	extra, skip := 0.0, 0
	if len(tokens) > 1 && tokens[0].kind == word {
		if add, ok := s.before[tokens[0].text]; ok {
			extra, skip = add, 1
		}
	}
	t, n = s.whole(tokens[skip:])
	if n == 0 {
		return t, 0
	}
	n += skip
	t.value += extra
	add, m := s.fraction(tokens[n:])
	if extra != 0 || m > 0 && t.plain {
		t.plain = false
	}
	if n+m == 1 && tokens[0].kind == number { // nothing was spelled out
		return t, 0
	}
	t.value += add
	return t, n + m
}

// whole is a number without what comes after the decimal sign; digits may begin it.
func (s *numerals) whole(tokens []token) (token, int) {
	if len(tokens) == 0 {
		return token{}, 0
	}
	if tokens[0].kind == number && tokens[0].plain {
		return tokens[0], 1
	}
	if s.single != nil && tokens[0].kind == word {
		if v, ok := s.single(tokens[0].text); ok && !s.known(tokens[0].text) {
			return token{kind: number, text: tokens[0].text, value: v, plain: v == float64(int(v))}, 1
		}
	}
	v, n, loose := s.hundreds(tokens)
	return token{kind: number, text: joinText(tokens[:n]), value: float64(v), plain: true, loose: loose}, n
}

func (s *numerals) known(word string) bool {
	_, small := s.below[word]
	_, large := s.hundred[word]
	return small || large
}

// hundreds reads [one] hundred [and] five, or what is below a hundred.
func (s *numerals) hundreds(tokens []token) (v, n int, loose bool) {
	lead, leads := s.digit(tokens)
	if lead > 0 && len(tokens) > 1 {
		if h, ok := s.hundredWord(tokens[1:]); ok && h == 100 {
			v, n = lead*100, 2
		}
	}
	if n == 0 {
		if h, ok := s.hundredWord(tokens); ok {
			v, n = h, 1
		}
	}
	if n == 0 {
		if leads && s.english && lead > 0 {
			if v, n, loose = s.elision(lead, tokens); n > 0 {
				return v, n, loose
			}
		}
		v, n = s.tens(tokens)
		return v, n, false
	}
	skip := 0
	if s.joined != "" && beginsWith(tokens[n:], []string{s.joined}) {
		skip = 1
	}
	if rest, m := s.tens(tokens[min(n+skip, len(tokens)):]); m > 0 && rest > 0 {
		return v + rest, n + skip + m, false
	}
	return v, n, false
}

// elision reads a hundred that is not said. With a number below twenty after it, it may be two numbers.
func (s *numerals) elision(lead int, tokens []token) (v, n int, loose bool) {
	if len(tokens) < 2 || tokens[1].kind != word {
		return 0, 0, false
	}
	if oh := tokens[1].text; oh == "oh" || oh == "o" {
		if d, ok := s.digit(tokens[2:]); ok && d > 0 {
			return lead*100 + d, 3, false
		}
		return 0, 0, false
	}
	rest, m := s.tens(tokens[1:])
	if m == 0 || rest < 10 {
		return 0, 0, false
	}
	return lead*100 + rest, 1 + m, rest < 20
}

// tens reads a number below a hundred, in one word or two.
func (s *numerals) tens(tokens []token) (v, n int) {
	if len(tokens) == 0 || tokens[0].kind != word {
		return 0, 0
	}
	v, ok := s.below[tokens[0].text]
	if !ok {
		return 0, 0
	}
	if v < 20 || v%10 != 0 {
		return v, 1
	}
	skip := 1
	switch {
	case s.tied != "" && beginsWith(tokens[1:], []string{s.tied}):
		skip = 2
	case !s.english:
		return v, 1
	}
	if d, ok := s.digit(tokens[min(skip, len(tokens)):]); ok && d > 0 {
		return v + d, skip + 1
	}
	return v, 1
}

func (s *numerals) digit(tokens []token) (int, bool) {
	if len(tokens) == 0 || tokens[0].kind != word {
		return 0, false
	}
	v, ok := s.below[tokens[0].text]
	return v, ok && v < 10
}

func (s *numerals) hundredWord(tokens []token) (int, bool) {
	if len(tokens) == 0 || tokens[0].kind != word {
		return 0, false
	}
	v, ok := s.hundred[tokens[0].text]
	return v, ok
}

// fraction reads "and a half", or "point" and digits; n is 0 where there is neither.
func (s *numerals) fraction(tokens []token) (v float64, n int) {
	for _, half := range s.half {
		if beginsWith(tokens, half) {
			return 0.5, len(half)
		}
	}
	if len(tokens) < 2 || tokens[0].kind != word || !slices.Contains(s.point, tokens[0].text) {
		return 0, 0
	}
	if two, m := s.tens(tokens[1:]); m > 0 && two >= 10 {
		return float64(two) / 100, 1 + m
	}
	scale := 0.1
	for n = 1; n < len(tokens) && n < 3; n++ {
		d, ok := s.digit(tokens[n:])
		if !ok {
			break
		}
		v += float64(d) * scale
		scale /= 10
	}
	if n == 1 {
		return 0, 0
	}
	return v, n
}

func beginsWith(tokens []token, words []string) bool {
	if len(tokens) < len(words) {
		return false
	}
	for i, w := range words {
		if tokens[i].kind != word || tokens[i].text != w {
			return false
		}
	}
	return true
}

func joinText(tokens []token) string {
	out := ""
	for i, t := range tokens {
		if i > 0 {
			out += " "
		}
		out += t.text
	}
	return out
}
