package guard

import "math"

// spelled reads number words at token i. Articles are numbers only before a unit of an amount, and words that
// mean something else in the person's language only before any unit.
func (r reader) spelled(t []token, i int) (figure, int) {
	v, n, lone := r.words(t, i)
	if n == 0 {
		return figure{}, 0
	}
	end := i + n
	if half, m := r.half(t, end); m > 0 {
		v, end = v+half, end+m
	} else if tail, m := r.decimals(t, end); m > 0 {
		v, end = v+tail, end+m
	}
	u, m := r.unit(t, end)
	if lone.article && (m == 0 || u.dim != dimMass && u.dim != dimEnergy && u.dim != dimVolume) && end == i+1 {
		return figure{}, 0
	}
	if foreign := lone.tongue != "" && lone.tongue != r.tongue && !(lone.tongue == "en" && r.tongue != "es"); foreign && m == 0 {
		return figure{}, 0
	}
	if v == 0.5 && m == 0 || v == 0.25 && m == 0 {
		return figure{}, 0 // "half the plate"
	}
	f := figure{from: t[i].from, to: t[end-1].to, raw: []float64{v}, spelled: true}
	if v != math.Trunc(v) {
		f.decimals = 1
	}
	return f, end - i
}

// words reads a whole number; lone is the table's entry when it is a single word.
func (r reader) words(t []token, i int) (v float64, n int, lone numeral) {
	total, current, extra, begun := 0.0, 0.0, 0.0, false
	at := i
	for at < len(t) && t[at].kind == 'w' {
		m, ok := r.names.numerals[t[at].text]
		if !ok && at == i {
			if g, german := r.names.germanNumber(t[at].text); german {
				return g, 1, numeral{}
			}
		}
		switch {
		case !ok && begun && isAnd(t[at].text) && at+1 < len(t) && r.continues(t[at+1], current):
			at++
			continue
		case !ok, m.article && begun, begun && !m.scale && !fits(current, m.value), m.value != math.Trunc(m.value) && begun:
			return total + current + extra, at - i, lone
		case m.before:
			extra += m.value
		case m.scale && m.value >= 1000:
			total, current = total+max(1, current)*m.value, 0
		case m.scale:
			current = max(1, current) * m.value
		default:
			current += m.value
		}
		lone = numeral{}
		if !begun {
			lone = m
		}
		begun = true
		at++
		if m.value != math.Trunc(m.value) && !m.before {
			break
		}
	}
	if !begun {
		return 0, 0, numeral{}
	}
	return total + current + extra, at - i, lone
}

func isAnd(w string) bool { return w == "and" || w == "y" || w == "und" }

// continues reports whether a word after "and" goes on with a number: "hundred and five", "treinta y cinco".
func (r reader) continues(t token, current float64) bool {
	m, ok := r.names.numerals[t.text]
	return ok && t.kind == 'w' && !m.article && !m.scale && m.value == math.Trunc(m.value) && fits(current, m.value) && current >= 20
}

// fits reports whether a number word may follow: "sixty" "five", "two hundred" "fifty".
func fits(current, v float64) bool {
	whole := int(current)
	switch {
	case whole == 0:
		return current == 0 && v >= 0
	case whole%1000 == 0 || whole%100 == 0:
		return v < 100 && v > 0
	case whole%100 >= 20 && whole%10 == 0:
		return v < 10 && v > 0
	}
	return false
}

// half reads "and a half" and "y medio".
func (r reader) half(t []token, i int) (float64, int) {
	words := func(k int) string {
		if i+k < len(t) && t[i+k].kind == 'w' {
			return t[i+k].text
		}
		return ""
	}
	switch {
	case words(0) == "and" && words(1) == "a" && words(2) == "half":
		return 0.5, 3
	case words(0) == "y" && (words(1) == "medio" || words(1) == "media"):
		return 0.5, 2
	}
	return 0, 0
}

// decimals reads "point five".
func (r reader) decimals(t []token, i int) (v float64, n int) {
	if i >= len(t) || t[i].kind != 'w' {
		return 0, 0
	}
	switch t[i].text {
	case "point", "komma", "coma", "punto", "दशमलव":
	default:
		return 0, 0
	}
	scale := 0.1
	for n = 1; i+n < len(t); n++ {
		m, ok := r.names.numerals[t[i+n].text]
		if !ok || m.value >= 10 || m.value != math.Trunc(m.value) {
			break
		}
		v += m.value * scale
		scale /= 10
	}
	if n == 1 {
		return 0, 0
	}
	return v, n
}
