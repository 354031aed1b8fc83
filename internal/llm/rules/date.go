package rules

import (
	"regexp"
	"strings"

	"spotter"
)

var weekdayWords = map[string]spotter.Weekday{
	"monday": "monday", "mon": "monday", "montag": "monday", "lunes": "monday", "सोमवार": "monday",
	"tuesday": "tuesday", "tue": "tuesday", "tues": "tuesday", "dienstag": "tuesday", "martes": "tuesday", "मंगलवार": "tuesday",
	"wednesday": "wednesday", "wed": "wednesday", "mittwoch": "wednesday", "miercoles": "wednesday", "बुधवार": "wednesday",
	"thursday": "thursday", "thu": "thursday", "thurs": "thursday", "donnerstag": "thursday", "jueves": "thursday", "गुरुवार": "thursday",
	"friday": "friday", "fri": "friday", "freitag": "friday", "viernes": "friday", "शुक्रवार": "friday",
	"saturday": "saturday", "sat": "saturday", "samstag": "saturday", "sonnabend": "saturday", "sabado": "saturday", "शनिवार": "saturday",
	"sunday": "sunday", "sun": "sunday", "sonntag": "sunday", "domingo": "sunday", "रविवार": "sunday",
}

// weekday finds a weekday, also in the plural and the possessive: "Thursday's".
func weekday(w string) (spotter.Weekday, bool) {
	for _, end := range []string{"", "s"} {
		if day, ok := weekdayWords[strings.TrimSuffix(w, end)]; ok {
			return day, true
		}
	}
	return "", false
}

var isoDate = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b`)

// dates are the days that a text names, in their order, the nearest from today on; none where today is not known.
func (s said) dates(today spotter.Date) []spotter.Date {
	if today.IsZero() {
		return nil
	}
	var out []spotter.Date
	for _, w := range s.words {
		switch {
		case anyOf(w.text, "today|todays|tonight|heute|heutige|hoy|आज"):
			out = append(out, today)
		case anyOf(w.text, "tomorrow|tomorrows|morgen|manana|कल"):
			out = append(out, today.AddDays(1))
		}
		if day, ok := weekday(w.text); ok {
			ahead := (day.Index() - today.Weekday().Index() + 7) % 7
			out = append(out, today.AddDays(ahead))
		}
	}
	for _, text := range isoDate.FindAllString(s.raw, 2) {
		if d, err := spotter.ParseDate(text); err == nil {
			out = append(out, d)
		}
	}
	return out
}

var clock = regexp.MustCompile(`(?i)\b(2[0-3]|[01]?\d)(?:[:.h]([0-5]\d))?\s*(am|pm|uhr|बजे)?`)

// times are the times of day that a text names: with minutes, or with a word that makes them one.
func times(raw string) []string {
	var out []string
	for _, m := range clock.FindAllStringSubmatch(raw, -1) {
		if m[2] == "" && m[3] == "" {
			continue
		}
		hour := 0
		for _, c := range m[1] {
			hour = 10*hour + int(c-'0')
		}
		switch strings.ToLower(m[3]) {
		case "pm":
			hour = hour%12 + 12
		case "am":
			hour %= 12
		}
		minute := m[2]
		if minute == "" {
			minute = "00"
		}
		out = append(out, string([]byte{byte('0' + hour/10), byte('0' + hour%10)})+":"+minute)
	}
	return out
}
