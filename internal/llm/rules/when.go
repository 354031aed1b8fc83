package rules

import (
	"strconv"
	"strings"
	"unicode"

	"spotter"
)

func weekdayWords() map[string]int {
	out := map[string]int{}
	for i, list := range [7]string{
		`monday mondays mon montag montags lunes somvar somwar सोमवार`, `tuesday tuesdays tue tues dienstag dienstags martes mangalvar mangalwar मंगलवार`,
		`wednesday wednesdays wed mittwoch mittwochs miercoles budhvar budhwar बुधवार`, `thursday thursdays thu thur thurs donnerstag donnerstags jueves guruvar guruwar गुरुवार`,
		`friday fridays fri freitag freitags viernes shukravar shukrawar शुक्रवार`, `saturday saturdays sat samstag samstags sonnabend sabado sabados shanivar shaniwar शनिवार`,
		`sunday sundays sun sonntag sonntags domingo domingos ravivar raviwar itvar रविवार`} {
		for w := range strings.FieldsSeq(list) {
			out[w] = i
		}
	}
	return out
}

func monthWords() map[string]int {
	out := map[string]int{}
	for i, list := range [12]string{`january jan januar jaenner enero जनवरी`, `february feb februar febrero फरवरी`, `march mar maerz marzo मार्च`, `april apr abril अप्रैल`,
		`may mai mayo मई`, `june jun juni junio जून`, `july jul juli julio जुलाई`, `august aug agosto अगस्त`, `september sep sept septiembre सितंबर`,
		`october oct oktober okt octubre अक्टूबर`, `november nov noviembre नवंबर`, `december dec dezember dez diciembre दिसंबर`} {
		for w := range strings.FieldsSeq(list) {
			out[w] = i + 1
		}
	}
	return out
}

// date finds a date of birth or the like: 1990-05-17, 17.5.1990, 17 May 1990, May 17, 1990. Two numbers with a slash
// that could be either day or month are no date: it is asked again.
func (x lexis) date(list []word) (spotter.Date, bool) {
	for i, w := range list {
		if d, ok := digitsDate(w.text); ok {
			return d, true
		}
		month, ok := x.months[w.text]
		if !ok {
			continue
		}
		day, year := 0, 0
		for k := max(0, i-3); k < min(len(list), i+4); k++ {
			n, err := strconv.Atoi(strings.TrimRightFunc(list[k].text, unicode.IsLetter))
			switch {
			case err != nil:
			case n >= 1900:
				year = n
			case n >= 1 && n <= 31 && day == 0:
				day = n
			}
		}
		if d, ok := dateOf(year, month, day); ok {
			return d, true
		}
	}
	return spotter.Date{}, false
}

func digitsDate(text string) (spotter.Date, bool) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '-' || r == '.' || r == '/' })
	if len(parts) != 3 {
		return spotter.Date{}, false
	}
	var n [3]int
	for i, p := range parts {
		v, ok := number(p)
		if !ok {
			return spotter.Date{}, false
		}
		n[i] = int(v)
	}
	switch {
	case n[0] >= 1900:
		return dateOf(n[0], n[1], n[2])
	case strings.Contains(text, "/") && n[0] <= 12 && n[1] <= 12 && n[0] != n[1]:
		return spotter.Date{}, false
	case n[1] > 12:
		return dateOf(n[2], n[0], n[1])
	}
	return dateOf(n[2], n[1], n[0])
}

func dateOf(year, month, day int) (spotter.Date, bool) {
	d, err := spotter.ParseDate(pad(year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2))
	return d, err == nil
}

func pad(n, width int) string {
	text := strconv.Itoa(n)
	return strings.Repeat("0", max(0, width-len(text))) + text
}

// clock reads a time of day: 17:30, 17.30, 7h, 7am, 5:30pm, and a bare hour. sure: it cannot be another number.
func clock(list []word, i int) (c spotter.Clock, n int, sure, ok bool) {
	text, n := list[i].text, 1
	half := ""
	for _, end := range []string{"am", "pm", "uhr", "h"} {
		if rest, cut := strings.CutSuffix(text, end); cut && rest != "" {
			text, half = rest, end
		}
	}
	if half == "" && i+1 < len(list) {
		switch next := list[i+1].text; next {
		case "am", "pm", "uhr", "oclock", "baje", "बजे", "h":
			half, n = next, 2
		}
	}
	hour, minute, split := strings.Cut(text, ":")
	if !split {
		hour, minute, split = strings.Cut(text, ".")
	}
	h, known := number(hour)
	m, some := number(minute)
	if !known || split && !some || h > 24 || m > 59 || h != float64(int(h)) || m != float64(int(m)) || split && len(minute) != 2 {
		return 0, 0, false, false
	}
	switch {
	case half == "pm" && h < 12:
		h += 12
	case half == "am" && h == 12, h == 24:
		h = 0
	}
	return spotter.Clock(int(h)*60 + int(m)), n, split || half != "", true
}

// dayWords are days beside the weekdays, as so many from today.
func dayWord(text string) (int, bool) {
	switch text {
	case "today", "heute", "hoy", "aaj", "आज", "tonight":
		return 0, true
	case "tomorrow", "morgen", "manana", "kal", "कल":
		return 1, true
	case "uebermorgen", "parso", "परसों":
		return 2, true
	}
	return 0, false
}

// days are the days that a message names, in order: dates, weekdays as the next of their name, today and tomorrow.
func (s *scene) days(x lexis, list []word) []spotter.Date {
	var out []spotter.Date
	for i, w := range list {
		if i > 0 && w.text == "manana" && (list[i-1].text == "la" || list[i-1].text == "por") {
			continue
		}
		if d, ok := digitsDate(w.text); ok {
			out = append(out, d)
			continue
		}
		if n, ok := dayWord(w.text); ok {
			out = append(out, s.today.AddDays(n))
			continue
		}
		if day, ok := x.weekdays[w.text]; ok {
			out = append(out, s.today.AddDays((day-s.today.Weekday().Index()+7)%7))
		}
	}
	return out
}

// nextSession is the next day with a session in the plan, from today on; today when nothing is known of a plan.
func (s *scene) nextSession() spotter.Date {
	for n := range 7 {
		day := s.today.AddDays(n)
		for _, d := range s.plan.Days {
			if d.Weekday == day.Weekday() {
				return day
			}
		}
	}
	return s.today
}
