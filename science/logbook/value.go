package logbook

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

var errNoNumber = errors.New("is not a number")

// number reads a decimal with a point or a comma. Thousands are not separated in these files; where both
// marks stand, the last is the decimal one.
func number(s string) (float64, error) {
	if comma := strings.LastIndexByte(s, ','); comma >= 0 {
		if strings.LastIndexByte(s, '.') > comma {
			s = strings.ReplaceAll(s, ",", "")
		} else {
			s = strings.ReplaceAll(s[:comma], ".", "") + "." + s[comma+1:]
		}
	}
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && c != '.' && c != '-' {
			return 0, errNoNumber // no exponents, no names of numbers, no hexadecimals
		}
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(n, 0) {
		return 0, errNoNumber
	}
	return n, nil
}

// span reads a duration in seconds: "3720", "1h 2m", "45m", "30s", "1:02:00", "1h 2min".
func span(s string) (int, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if n, err := number(s); err == nil {
		return whole(n)
	}
	if strings.Contains(s, ":") {
		return clock(s)
	}
	total, digits := 0, ""
	for _, word := range words(s) {
		if word[0] >= '0' && word[0] <= '9' {
			digits = word
			continue
		}
		n, err := strconv.Atoi(digits)
		seconds := unitSeconds(word)
		if err != nil || seconds == 0 || n > 100_000 {
			return 0, false
		}
		total, digits = total+n*seconds, ""
	}
	return total, digits == "" && s != ""
}

func whole(n float64) (int, bool) {
	if n < 0 || n > 1e7 {
		return 0, false
	}
	return int(math.Round(n)), true
}

// clock reads h:mm:ss or mm:ss.
func clock(s string) (int, bool) {
	total := 0
	parts := strings.Split(s, ":")
	for _, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 || n > 9999 {
			return 0, false
		}
		total = total*60 + n
	}
	return total, len(parts) <= 3
}

// words cuts a text into runs of digits and runs of letters.
func words(s string) []string {
	var out []string
	digit := false
	for _, r := range s {
		isDigit := r >= '0' && r <= '9'
		switch {
		case r == ' ' || r == '\u00a0' || r == '\u202f' || r == '.':
			out = append(out, "")
		case len(out) == 0 || out[len(out)-1] == "" || isDigit != digit:
			out = append(out, string(r))
		default:
			out[len(out)-1] += string(r)
		}
		digit = isDigit
	}
	kept := out[:0]
	for _, w := range out {
		if w != "" {
			kept = append(kept, w)
		}
	}
	return kept
}

func unitSeconds(word string) int {
	switch word {
	case "h", "hr", "hrs", "hour", "hours", "std":
		return 3600
	case "m", "min", "mins", "minute", "minutes":
		return 60
	case "s", "sec", "secs", "second", "seconds", "sek":
		return 1
	}
	return 0
}

// unitOf folds the name of a unit of mass or length; empty when it is none.
func unitOf(name string) string {
	switch fold(name) {
	case "kg", "kgs", "kilogram", "kilograms":
		return "kg"
	case "lb", "lbs", "pound", "pounds":
		return "lb"
	case "km", "kms", "kilometer", "kilometers", "kilometre", "kilometres":
		return "km"
	case "mi", "mile", "miles":
		return "mi"
	case "m", "meter", "meters", "metre", "metres":
		return "m"
	case "ft", "feet":
		return "ft"
	case "yd", "yds", "yard", "yards":
		return "yd"
	}
	return ""
}

// metres is how long a unit of length is; all are exact by definition.
func metres(unit string) float64 {
	switch unit {
	case "km":
		return 1000
	case "mi":
		return 1609.344
	case "ft":
		return 0.3048
	case "yd":
		return 0.9144
	case "m":
		return 1
	}
	return 0
}
