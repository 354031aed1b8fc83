package guard

import "strings"

// clockOrDate reads a time of day or a date at token i; n is 0 where there is neither.
func (r reader) clockOrDate(t []token, i int) (out []figure, n int) {
	if t[i].kind == 'w' {
		return r.monthFirst(t, i)
	}
	if t[i].kind != 'n' {
		return nil, 0
	}
	if f, n := isoDate(t, i); n > 0 {
		return f, n
	}
	if f, n := r.clock(t, i); n > 0 {
		return f, n
	}
	return r.date(t, i)
}

// clock reads 17:30, 5:30 pm, 17.30 Uhr, 5 pm, 17h30. A time without a half of the day may be either.
func (r reader) clock(t []token, i int) ([]figure, int) {
	var hour, minute, n int
	text := t[i].text
	switch whole, ok := small(text, 24); {
	case ok && i+2 < len(t) && t[i+1].kind == ':' && !t[i+1].gap && t[i+2].kind == 'n' && !t[i+2].gap && len(t[i+2].text) == 2:
		if hour, n = whole, 3; isSmall(t[i+2].text, 60, &minute) {
			if i+4 < len(t) && t[i+3].kind == ':' && t[i+4].kind == 'n' && !t[i+4].gap { // with seconds
				n = 5
			}
		} else {
			return nil, 0
		}
	case ok && i+2 < len(t) && t[i+1].text == "h" && !t[i+1].gap && t[i+2].kind == 'n' && !t[i+2].gap && isSmall(t[i+2].text, 60, &minute):
		hour, n = whole, 3
	case ok && i+1 < len(t) && units[t[i+1].text].dim == dimClock && t[i+1].kind == 'w':
		hour, n = whole, 1
	default:
		h, m, found := strings.Cut(text, ".")
		if !found || i+1 >= len(t) || units[t[i+1].text].dim != dimClock || t[i+1].kind != 'w' || len(m) != 2 || !isSmall(h, 24, &hour) || !isSmall(m, 60, &minute) {
			return nil, 0
		}
		n = 1
	}
	f := figure{from: t[i].from, to: t[i+n-1].to, end: t[i+n-1].to, dim: dimClock, factor: 1}
	if n == 3 && i+3 < len(t) && (units[t[i+3].text].dim == dimTime && t[i+3].kind == 'w') { // 1:30 min
		per := units[t[i+3].text].factor
		f.dim, f.raw, f.end = dimTime, []float64{float64(hour)*per + float64(minute)*per/60}, t[i+3].to
		return []figure{f}, 4
	}
	f.raw, n = halves(t, i, n, float64(hour), float64(minute))
	if text[0] == '0' && len(f.raw) > 1 && units[t[i+n-1].text].dim != dimClock { // 07:30 is in the morning
		f.raw = f.raw[:1]
	}
	f.end = t[i+n-1].to
	return []figure{f}, n
}

// halves resolves the half of the day that a time lies in, where it is said.
func halves(t []token, i, n int, hour, minute float64) ([]float64, int) {
	at := hour*60 + minute
	if i+n < len(t) && t[i+n].kind == 'w' {
		switch t[i+n].text {
		case "am", "a":
			return []float64{mod12(hour)*60 + minute}, n + 1
		case "pm", "p":
			return []float64{(mod12(hour)+12)*60 + minute}, n + 1
		case "uhr":
			return []float64{at}, n + 1
		case "बजे":
			return []float64{at, (mod12(hour)+12)*60 + minute}, n + 1
		}
	}
	if hour >= 1 && hour <= 12 {
		return []float64{at, (mod12(hour)+12)*60 + minute}, n
	}
	return []float64{at}, n
}

func mod12(hour float64) float64 {
	if hour >= 12 {
		return hour - 12
	}
	return hour
}

func small(s string, below int) (int, bool) {
	if len(s) == 0 || len(s) > 2 {
		return 0, false
	}
	v := 0
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		v = 10*v + int(c-'0')
	}
	return v, v <= below
}

func isSmall(s string, below int, into *int) bool {
	v, ok := small(s, below)
	if ok {
		*into = v
	}
	return ok
}

// isoDate reads 2026-11-25; an instant's time follows as a figure of its own.
func isoDate(t []token, i int) ([]figure, int) {
	if i+4 >= len(t) || len(t[i].text) != 4 || t[i+1].kind != '-' || t[i+3].kind != '-' || t[i+1].gap || t[i+2].gap || t[i+3].gap || t[i+4].gap {
		return nil, 0
	}
	month, ok := small(t[i+2].text, 12)
	day, also := small(t[i+4].text, 31)
	if !ok || !also || t[i+4].kind != 'n' {
		return nil, 0
	}
	return []figure{dateFigure(t, i, i+4, month, day)}, 5
}

// date reads 25.11., 25.11.2026, 25/11, 11/25 and a day beside the name of its month.
func (r reader) date(t []token, i int) ([]figure, int) {
	if i+1 >= len(t) {
		return nil, 0
	}
	if a, b, found := strings.Cut(t[i].text, "."); found {
		day, ok := small(a, 31)
		rest, year, long := strings.Cut(b, ".")
		month, also := small(rest, 12)
		if ok && also && (long && len(year) == 4 || !long && t[i+1].kind == '.' && !t[i+1].gap && month > 0 && len(b) == 2) {
			return []figure{dateFigure(t, i, i, month, day)}, 1
		}
	}
	first, ok := small(t[i].text, 31)
	if !ok {
		return nil, 0
	}
	next := i + 1
	if t[next].kind == '.' && !t[next].gap || t[next].kind == 'w' && ordinals[t[next].text] {
		next++
	}
	if next < len(t) && t[next].text == "de" || next < len(t) && t[next].text == "of" {
		next++
	}
	if next < len(t) && t[next].kind == 'w' && months[t[next].text] > 0 {
		return []figure{dateFigure(t, i, next, months[t[next].text], first)}, next - i + 1
	}
	return nil, 0
}

// monthFirst reads November 25.
func (r reader) monthFirst(t []token, i int) ([]figure, int) {
	month := months[t[i].text]
	if month == 0 || i+1 >= len(t) || t[i+1].kind != 'n' || t[i].text == "may" && r.tongue != "en" {
		return nil, 0
	}
	day, ok := small(t[i+1].text, 31)
	if !ok || i+2 < len(t) && units[t[i+2].text].factor != 0 {
		return nil, 0
	}
	return []figure{dateFigure(t, i+1, i+1, month, day)}, 2
}

func dateFigure(t []token, from, to, month, day int) figure {
	return figure{from: t[from].from, to: t[to].to, end: t[to].to, dim: dimDate, factor: 1, raw: []float64{float64(100*month + day)}}
}

var ordinals = map[string]bool{"st": true, "nd": true, "rd": true, "th": true}

var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
	"januar": 1, "februar": 2, "marz": 3, "mai": 5, "juni": 6, "juli": 7, "oktober": 10, "dezember": 12,
	"enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
	"जनवरी": 1, "फरवरी": 2, "मार्च": 3, "अप्रैल": 4, "मई": 5, "जून": 6, "जुलाई": 7, "अगस्त": 8, "सितंबर": 9, "अक्टूबर": 10, "नवंबर": 11, "दिसंबर": 12,
}
