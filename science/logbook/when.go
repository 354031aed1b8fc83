package logbook

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

// wall is a local date and time as it stands in a file, before it has a zone. It tells workouts apart in a
// way that does not change when the person moves.
type wall struct {
	year, day, hour, minute, second int
	month                           time.Month
	offset                          *int // seconds east of Greenwich, where the file says so
	timeless                        bool // only the date was given
}

// in is the instant. A time that a clock change skips or repeats is read as Go's time.Date reads it.
func (w wall) in(zone *time.Location) time.Time {
	if w.offset != nil {
		zone = time.FixedZone("", *w.offset)
	}
	return time.Date(w.year, w.month, w.day, w.hour, w.minute, w.second, 0, zone)
}

// minuteKey names the minute.
func (w wall) minuteKey() string {
	return time.Date(w.year, w.month, w.day, w.hour, w.minute, 0, 0, time.UTC).Format("2006-01-02 15:04")
}

// isoLayouts are the numeric forms, tried in order.
func isoLayouts() []string {
	return []string{"2006-01-02 15:04:05", time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02 15:04:05 -0700",
		"2006-01-02 15:04:05-07:00", "2006-01-02 3:04:05 PM", "2006-01-02 3:04 PM", "2006-01-02"}
}

// when reads a date and time: numeric as Strong writes it, or with the month's name as Hevy does, in
// English, German, French, Spanish, Portuguese, Italian or Dutch.
func when(s string) (wall, bool) {
	s = strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " ") // narrow spaces before PM among them
	if len(s) >= 5 && s[4] == '-' {
		for _, form := range isoLayouts() {
			t, err := time.Parse(form, strings.ToUpper(s))
			if err != nil {
				continue
			}
			w := wall{year: t.Year(), month: t.Month(), day: t.Day(), hour: t.Hour(), minute: t.Minute(), second: t.Second(), timeless: form == "2006-01-02"}
			if strings.HasSuffix(form, "00") || form == time.RFC3339 {
				_, offset := t.Zone()
				w.offset = &offset
			}
			return w, true
		}
		return wall{}, false
	}
	return worded(s)
}

// worded reads "21 Oct 2025, 18:04", "Oct 21, 2025, 6:04 PM", "18 sept. 2026, 17:31", "5 de mar. de 2024 18:04".
func worded(s string) (wall, bool) {
	w := wall{timeless: true}
	var numbers []int
	half := ""
	for _, part := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ' ' || r == ',' }) {
		n, err := strconv.Atoi(strings.TrimSuffix(part, "."))
		switch {
		case err == nil:
			numbers = append(numbers, n)
		case strings.Contains(part, ":"):
			if !w.timeless || !w.clock(part) {
				return w, false
			}
			w.timeless = false
		case part == "am" || part == "pm" || part == "a.m." || part == "p.m.":
			half = part[:1]
		case part == "de" || part == "at" || part == "um" || part == "à" || part == "del":
		case w.month != 0 || monthOf(part) == 0:
			return w, false
		default:
			w.month = monthOf(part)
		}
	}
	if len(numbers) != 2 || w.month == 0 || !w.half(half) {
		return w, false
	}
	w.day, w.year = numbers[0], numbers[1]
	t := w.in(time.UTC)
	return w, t.Day() == w.day && t.Year() == w.year && w.year >= 1000
}

// clock reads 18:04 or 18:04:30.
func (w *wall) clock(s string) bool {
	parts := strings.Split(s, ":")
	if len(parts) > 3 {
		return false
	}
	for i, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 || i == 0 && n > 23 || n > 59 {
			return false
		}
		*[]*int{&w.hour, &w.minute, &w.second}[i] = n
	}
	return true
}

// half applies a half of the day: "a", "p" or none.
func (w *wall) half(h string) bool {
	switch {
	case h == "":
		return true
	case w.timeless || w.hour < 1 || w.hour > 12:
		return false
	}
	w.hour %= 12
	if h == "p" {
		w.hour += 12
	}
	return true
}

// monthNames are the beginnings of the months' names, in the order in which they are tried; each month has
// all languages'.
func monthNames() [12][]string {
	return [12][]string{
		{"jan", "ene", "gen", "januar", "janv"}, {"feb", "fév", "fev"}, {"mar", "mär", "mrz", "maa", "mrt"}, {"apr", "avr", "abr"},
		{"may", "mai", "mag", "mei"}, {"jun", "juin", "giu"}, {"jul", "juil", "lug"}, {"aug", "aoû", "ago"},
		{"sep", "set"}, {"oct", "okt", "out", "ott"}, {"nov"}, {"dec", "dez", "déc", "dic"},
	}
}

// monthOf is the month whose name begins so, 0 when none does.
func monthOf(name string) time.Month {
	for i, names := range monthNames() {
		for _, beginning := range names {
			if strings.HasPrefix(name, beginning) {
				return time.Month(i + 1)
			}
		}
	}
	return 0
}
