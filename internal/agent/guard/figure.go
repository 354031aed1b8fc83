package guard

import (
	"math"
	"strconv"
	"strings"
)

// figure is a number that a text says.
type figure struct {
	from, to int       // bytes of the number, without its unit
	end      int       // where its unit ends
	raw      []float64 // how the number may be read; empty: not at all
	decimals int       // behind the decimal sign
	dim      dim
	factor   float64 // of the unit, to the dim's base
	topic    topic
	spelled  bool    // in words
	label    bool    // the number of a list item, a step or an option
	bare     bool    // without any unit
	whole    bool    // it holds units of its own: to put another number in its place is no correction
	within   float64 // of a range with one unit: its other end, in the same unit; 0: none
	clock    bool    // a bare number that may be an hour: "at 7"
}

// reader reads the figures of texts. Locale decides between words that mean different things in two languages.
type reader struct {
	names  *Names
	tongue string
}

// figures lists the figures of a text in their order.
func (r reader) figures(text string) []figure {
	t := r.apart(tokens(text))
	var out []figure
	for i := 0; i < len(t); {
		f, next, ok := r.figure(text, t, i)
		if !ok {
			i++
			continue
		}
		for k := range f {
			if f[k].dim == dimCount || f[k].topic == topicNone {
				f[k].topic = topicOf(t, f[k])
			}
		}
		if len(f) == 2 && f[1].topic == topicNone && f[0].dim == f[1].dim {
			f[1].topic = f[0].topic
		}
		out = append(out, f...)
		i = next
	}
	return out
}

// apart splits words such as "zwanzigkg" into the number and its unit.
func (r reader) apart(t []token) []token {
	for i := 0; i < len(t); i++ {
		w := t[i]
		if w.kind != 'w' || len(w.text) < 5 {
			continue
		}
		_, known := r.names.germanNumber(w.text)
		split := known || r.names.numerals[w.text].value != 0
		for _, end := range gluedUnits {
			head, found := strings.CutSuffix(w.text, end)
			if _, number := r.names.germanNumber(head); !found || !number && r.names.numerals[head].value == 0 || r.names.numerals[head].article {
				continue
			}
			if split {
				break
			}
			first, second := w, token{kind: 'w', from: w.to - len(end), to: w.to, text: end}
			first.to, first.text = second.from, head
			t = append(t[:i], append([]token{first, second}, t[i+1:]...)...)
			split = true
			break
		}
		for end := len(w.text) - 1; !split && end >= 7; end-- { // zwanzigjährig
			if v, ok := r.names.germanNumber(w.text[:end]); ok && v >= 20 {
				t[i].text, split = w.text[:end], true
			}
		}
	}
	return t
}

var gluedUnits = []string{"kcal", "kg", "mg", "ml", "lb", "lbs", "g", "l", "kilo", "gramm", "prozent", "minuten", "minutige", "minutigen", "stunden", "wochen", "tage", "sets", "reps"}

// figure reads what begins at token i: a time, a date, a product, a range or one number.
func (r reader) figure(text string, t []token, i int) (out []figure, next int, ok bool) {
	if f, n := r.clockOrDate(t, i); n > 0 {
		return f, i + n, true
	}
	f, n := r.number(t, i)
	if n == 0 {
		return nil, 0, false
	}
	next = i + n
	f.label = isLabel(text, t, i, next)
	u, m := r.unit(t, next)
	if t[i].glued && m == 0 || i > 1 && t[i-1].kind == '-' && !t[i].gap && !t[i-1].gap && t[i-2].kind == 'w' && m == 0 {
		return nil, 0, false // part of a name: B12, omega-3
	}
	if m == 0 {
		if second, k, joint := r.joined(t, next); k > 0 {
			return r.pair(t, f, second, joint, i, next+k)
		}
	}
	setUnit(&f, u, m, t, next)
	if m == 0 {
		prefixed(&f, t, i)
	}
	if m > 0 && f.dim == dimTime {
		m += r.compound(&f, t, next+m)
	}
	out, next = []figure{f}, next+m
	if second, k, joint := r.joined(t, next); m > 0 && k > 0 && joint == '*' { // 100 kg x 8
		setUnit(&second, unit{dimReps, 1, false}, 0, t, next+k)
		second.dim, second.factor, second.bare = dimReps, 1, false
		return append(out, second), next + k, true
	}
	return out, next, true
}

// compound adds the smaller unit to a time: 2 minutes 30 seconds, 1 hour and 15 min. It answers how many tokens
// that takes.
func (r reader) compound(f *figure, t []token, i int) int {
	from := i
	if i < len(t) && (isAnd(t[i].text) || t[i].text == "और") {
		i++
	}
	second, n := r.number(t, i)
	if n == 0 || len(second.raw) != 1 || len(f.raw) != 1 {
		return 0
	}
	u, m := r.unit(t, i+n)
	if m == 0 || u.dim != dimTime || u.factor >= f.factor || second.raw[0]*u.factor >= f.factor {
		return 0
	}
	f.raw[0] += second.raw[0] * u.factor / f.factor
	f.to, f.end, f.whole = second.to, t[i+n+m-1].to, true
	return i + n + m - from
}

// pair is two numbers that share what stands behind the second: a range, or sets of something.
func (r reader) pair(t []token, first, second figure, joint byte, from, next int) ([]figure, int, bool) {
	u, m := r.unit(t, next)
	setUnit(&first, unit{}, 0, t, next)
	setUnit(&second, u, m, t, next)
	if joint == '*' {
		first.dim, first.factor, first.end = dimSets, 1, first.to
		if m > 0 && second.dim != dimReps {
			first.dim = dimReps // 8 x 100 kg
		} else {
			second.dim, second.factor = dimReps, 1
		}
		if third, k, tie := r.joined(t, next); m == 0 && k > 0 && tie == '-' { // 3 x 8-12
			setUnit(&third, unit{dimReps, 1, false}, 0, t, next+k)
			third.dim, third.bare, second.bare = dimReps, false, false
			return []figure{first, second, third}, next + k, true
		}
		return []figure{first, second}, next + m, true
	}
	if m == 0 && isOne(first) && isScaleEnd(second) {
		first.label, second.label = true, true
	}
	if m == 0 {
		prefixed(&first, t, from)
		if !first.bare {
			second.dim, second.factor, second.bare = first.dim, first.factor, false
		}
		return []figure{first, second}, next, true
	}
	first.dim, first.factor, first.end, first.bare = second.dim, second.factor, first.to, false
	if len(first.raw) == 1 && len(second.raw) == 1 && joint == '-' {
		first.within, second.within = second.raw[0], first.raw[0]
	}
	return []figure{first, second}, next + m, true
}

// isOne and isScaleEnd tell a scale: 1 to 5, 1-10.
func isOne(f figure) bool { return len(f.raw) == 1 && f.raw[0] == 1 }

func isScaleEnd(f figure) bool { return len(f.raw) == 1 && (f.raw[0] == 5 || f.raw[0] == 10) }

// joined is a second number behind a sign or a word that ties two together.
func (r reader) joined(t []token, i int) (second figure, n int, joint byte) {
	if i+1 >= len(t) {
		return figure{}, 0, 0
	}
	switch {
	case t[i].kind == '-' || t[i].kind == '/' || t[i].kind == 'w' && rangeWords[t[i].text]:
		joint = '-'
	case i+2 < len(t) && t[i].kind == 'w' && pairWords[t[i].text+" "+t[i+1].text]:
		f, m := r.number(t, i+2)
		if m == 0 {
			return figure{}, 0, 0
		}
		return f, m + 2, '-'
	case t[i].kind == '*' || t[i].kind == 'w' && t[i].text == "x":
		joint = '*'
	default:
		return figure{}, 0, 0
	}
	f, m := r.number(t, i+1)
	if m == 0 || f.spelled != (t[i+1].kind == 'w') {
		return figure{}, 0, 0
	}
	return f, m + 1, joint
}

var rangeWords = map[string]bool{"to": true, "bis": true, "a": true, "al": true, "hasta": true, "से": true, "and": true, "und": true, "y": true, "or": true, "oder": true, "o": true, "या": true, "of": true, "von": true, "de": true}

// pairWords tie two numbers together too.
var pairWords = map[string]bool{"instead of": true, "rather than": true, "out of": true, "में से": true, "en lugar": true, "up to": true}

func setUnit(f *figure, u unit, n int, t []token, at int) {
	f.end, f.dim, f.factor, f.bare = f.to, dimCount, 1, n == 0
	if n > 0 {
		f.dim, f.factor, f.end = u.dim, u.factor, t[at+n-1].to
	}
}

// unit reads the unit that begins at token i; a plain word may stand before a count of sets, reps and the like.
func (r reader) unit(t []token, i int) (u unit, n int) {
	if i < len(t) && t[i].kind == '-' && i+1 < len(t) && t[i+1].kind == 'w' && !t[i+1].gap {
		if u, ok := units[t[i+1].text]; ok {
			return u, 2
		}
	}
	if i >= len(t) {
		return unit{}, 0
	}
	if t[i].kind == 'w' && i+1 < len(t) && t[i+1].kind == 'w' {
		switch two := t[i].text + " " + t[i+1].text; two {
		case "por ciento", "per cent":
			return unit{dimPercent, 1, false}, 2
		case "fl oz":
			return units["floz"], 2
		case "in reserve", "en reserva":
			return unit{dimReserve, 1, false}, 2
		}
	}
	u, ok := units[t[i].text]
	if ok {
		if u.dim == dimReps {
			if n := reserve(t, i+1); n > 0 {
				return unit{dimReserve, 1, false}, n + 1
			}
		}
		if perKG(t, i+1) {
			return unit{dimPerKG, u.factor, false}, 3
		}
		return u, 1
	}
	if t[i].kind == 'w' && t[i].gap && !plainWords[t[i].text] && i+1 < len(t) && t[i+1].kind == 'w' {
		if u, ok = units[t[i+1].text]; ok && (u.dim.countlike() || u.dim == dimTime || u.dim == dimCalendar) && len(t[i+1].text) > 2 {
			return u, 2
		}
	}
	return unit{}, 0
}

// plainWords never stand between a number and its unit.
var plainWords = map[string]bool{"of": true, "and": true, "to": true, "for": true, "with": true, "at": true, "x": true, "und": true, "mit": true, "bei": true, "von": true,
	"y": true, "con": true, "de": true, "por": true, "per": true, "pro": true, "a": true, "और": true, "के": true, "में": true, "in": true, "or": true, "the": true, "each": true, "this": true}

// reserve is how many tokens say that repetitions are left undone.
func reserve(t []token, i int) int {
	for n := 2; n > 0; n-- {
		if i+n > len(t) {
			continue
		}
		said := t[i].text
		if n == 2 {
			said += " " + t[i+1].text
		}
		if reserveWords[said] {
			return n
		}
	}
	return 0
}

var reserveWords = map[string]bool{"in reserve": true, "en reserva": true, "before failure": true, "left": true, "ubrig": true, "रिजर्व": true, "बाकी": true, "vor dem": true, "antes del": true,
	"in the": true, "im tank": true, "en el": true, "shy of": true, "from failure": true, "short of": true}

func perKG(t []token, i int) bool {
	if i+1 >= len(t) {
		return false
	}
	per := t[i].kind == '/' || t[i].text == "per" || t[i].text == "pro" || t[i].text == "por" || t[i].text == "je"
	return per && (t[i+1].text == "kg" || t[i+1].text == "kilo" || t[i+1].text == "kilogram")
}

// prefixed gives a number the meaning of the word before it: RPE 8, RIR 2.
func prefixed(f *figure, t []token, i int) {
	if i == 0 {
		return
	}
	f.clock = f.bare && hourWords[t[i-1].text] && len(f.raw) == 1 && f.raw[0] >= 1 && f.raw[0] <= 24
	if at := t[i-1]; at.kind == '@' {
		f.dim, f.factor, f.bare = dimEffort, 1, false
	} else if u := units[at.text]; at.kind == 'w' && (u.dim == dimReserve || u.dim == dimEffort) {
		f.dim, f.factor, f.bare = u.dim, 1, false
	}
}

var hourWords = map[string]bool{"at": true, "um": true, "las": true, "gegen": true, "by": true, "until": true}

// number reads digits or number words at token i.
func (r reader) number(t []token, i int) (figure, int) {
	switch {
	case i >= len(t):
		return figure{}, 0
	case t[i].kind == 'n':
		return digitsFigure(t, i)
	case t[i].kind == 'f':
		v, ok := fractions[t[i].text]
		if !ok {
			if t[i].text == "²" || t[i].text == "³" {
				return figure{}, 0
			}
			return figure{from: t[i].from, to: t[i].to}, 1
		}
		return figure{from: t[i].from, to: t[i].to, raw: []float64{v}, decimals: 2}, 1
	case t[i].kind == 'w':
		return r.spelled(t, i)
	}
	return figure{}, 0
}

var fractions = map[string]float64{"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1.0 / 3, "⅔": 2.0 / 3, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875, "⅕": 0.2, "⅖": 0.4, "⅗": 0.6, "⅘": 0.8}

func digitsFigure(t []token, i int) (figure, int) {
	raw, decimals := readDigits(t[i].text)
	f, n := figure{from: t[i].from, to: t[i].to, raw: raw, decimals: decimals}, 1
	if next := i + 1; next < len(t) && !t[next].gap {
		switch {
		case t[next].kind == 'f' && fractions[t[next].text] != 0 && len(raw) == 1: // 1½
			return figure{from: f.from, to: t[next].to, raw: []float64{raw[0] + fractions[t[next].text]}, decimals: 2}, 2
		case t[next].kind == '/' && next+1 < len(t) && t[next+1].kind == 'n' && !t[next+1].gap && len(raw) == 1: // 3/4
			under, _ := readDigits(t[next+1].text)
			measured := next+2 < len(t) && units[t[next+2].text].factor != 0 // else 3/5 is three of five
			if measured && len(under) == 1 && under[0] > raw[0] && under[0] <= 10 && under[0] == math.Trunc(under[0]) {
				return figure{from: f.from, to: t[next+1].to, raw: []float64{raw[0] / under[0]}, decimals: 2}, 3
			}
		case t[next].kind == 'w' && t[next].text == "k" && len(raw) > 0: // 2.5k
			scaled := make([]float64, len(raw))
			for k, v := range raw {
				scaled[k] = v * 1000
			}
			return figure{from: f.from, to: t[next].to, raw: scaled, decimals: 0}, 2
		}
	}
	if next := i + 1; next < len(t) && t[next].kind == 'w' && t[next].gap && len(raw) == 1 {
		if m := specialNumerals[t[next].text]; m.scale && m.value != 12 { // 2 thousand
			return figure{from: f.from, to: t[next].to, raw: []float64{raw[0] * m.value}}, 2
		}
	}
	return f, n
}

// readDigits answers how digits with separators may be read: a single separator before three digits groups
// them or is the decimal sign.
func readDigits(s string) (raw []float64, decimals int) {
	s = strings.ReplaceAll(s, "_", "")
	dots, commas := strings.Count(s, "."), strings.Count(s, ",")
	last := strings.LastIndexAny(s, ".,")
	if last < 0 {
		return parse(s), 0
	}
	tail := len(s) - last - 1
	grouped := strings.NewReplacer(".", "", ",", "").Replace(s)
	switch {
	case dots > 0 && commas > 0: // the last one is the decimal sign
		whole := strings.NewReplacer(".", "", ",", "").Replace(s[:last])
		return parse(whole + "." + s[last+1:]), tail
	case dots+commas > 1:
		return parse(grouped), 0
	case tail == 3 && last <= 3 && s[0] != '0' && s[last+1:] == "000":
		return parse(grouped), 0
	case tail == 3 && last <= 3 && s[0] != '0':
		return append(parse(grouped), parse(s[:last]+"."+s[last+1:])...), 0
	}
	return parse(s[:last] + "." + s[last+1:]), tail
}

func parse(s string) []float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || len(s) > 12 {
		return nil
	}
	return []float64{v}
}
