package spotter

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

// Weekday is a day's English name in lower case.
type Weekday string

// The days, Monday first.
const (
	Monday    Weekday = "monday"
	Tuesday   Weekday = "tuesday"
	Wednesday Weekday = "wednesday"
	Thursday  Weekday = "thursday"
	Friday    Weekday = "friday"
	Saturday  Weekday = "saturday"
	Sunday    Weekday = "sunday"
)

// Weekdays lists the days in order, Monday first.
var Weekdays = [7]Weekday{Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday}

// Name is the day as a sentence has it: Monday.
func (w Weekday) Name() string {
	if w == "" {
		return ""
	}
	return strings.ToUpper(string(w[:1])) + string(w[1:])
}

// Index is 0 for Monday to 6 for Sunday, -1 for anything else.
func (w Weekday) Index() int {
	for i, d := range Weekdays {
		if d == w {
			return i
		}
	}
	return -1
}

// Date is a day of the person's own calendar, without a zone. The zero Date stands for "none".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the local date of an instant in a zone.
func DateOf(t time.Time, zone *time.Location) Date {
	y, m, d := t.In(zone).Date()
	return Date{y, m, d}
}

// The years in which a date of anybody's can lie, with room to compute around it.
const firstYear, lastYear = 1900, 2199

// ParseDate reads YYYY-MM-DD, in the years 1900 to 2199, and refuses days that do not exist.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < firstYear || t.Year() > lastYear {
		return Date{}, errors.New("must be a date as YYYY-MM-DD, from 1900 to 2199")
	}
	return DateOf(t, time.UTC), nil
}

// IsZero reports whether d stands for "none".
func (d Date) IsZero() bool { return d == Date{} }

// String is YYYY-MM-DD.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// Weekday is the day of the week of d.
func (d Date) Weekday() Weekday { return Weekdays[(int(d.midnightUTC().Weekday())+6)%7] }

// AddDays is the date n days later; n may be negative.
func (d Date) AddDays(n int) Date { return DateOf(d.midnightUTC().AddDate(0, 0, n), time.UTC) }

// DaysSince is the number of days from earlier to d, negative when d is before it.
func (d Date) DaysSince(earlier Date) int {
	return int(d.midnightUTC().Sub(earlier.midnightUTC()) / (24 * time.Hour))
}

// Before reports whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.midnightUTC().Before(other.midnightUTC()) }

// Monday is the Monday of d's week.
func (d Date) Monday() Date { return d.AddDays(-d.Weekday().Index()) }

// YearsTo is the number of whole years from d to a later date: an age.
func (d Date) YearsTo(on Date) int {
	years := on.Year - d.Year
	if on.Month < d.Month || (on.Month == d.Month && on.Day < d.Day) {
		years--
	}
	return years
}

// At is the instant of a time of day on d in a zone. A time that a clock change skips becomes the
// first valid instant after the gap; one that occurs twice is its first occurrence.
func (d Date) At(c Clock, zone *time.Location) time.Time {
	wall := time.Date(d.Year, d.Month, d.Day, int(c)/60, int(c)%60, 0, 0, time.UTC)
	for _, around := range [2]time.Time{wall.Add(-aroundChange), wall.Add(aroundChange)} {
		_, offset := around.In(zone).Zone()
		if at := wall.Add(-time.Duration(offset) * time.Second).In(zone); DateOf(at, zone) == d && ClockOf(at, zone) == c {
			return at
		}
	}
	return firstAfterGap(wall, zone)
}

// aroundChange is far enough from a wall clock read as UTC to be on one side of a change that touches
// it, wherever the zone and even where a whole day is skipped.
const aroundChange = 26 * time.Hour

// firstAfterGap finds the instant around t at which the offset changes.
func firstAfterGap(t time.Time, zone *time.Location) time.Time {
	low, high := t.Add(-aroundChange), t.Add(aroundChange)
	_, before := low.In(zone).Zone()
	for high.Sub(low) > time.Second {
		middle := low.Add(high.Sub(low) / 2)
		if _, offset := middle.In(zone).Zone(); offset == before {
			low = middle
		} else {
			high = middle
		}
	}
	return high.Truncate(time.Second).In(zone)
}

// Bounds are the first instant of d in a zone, and the first of the next day.
func (d Date) Bounds(zone *time.Location) (from, to time.Time) {
	return d.At(0, zone), d.AddDays(1).At(0, zone)
}

func (d Date) midnightUTC() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// MarshalText writes YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD.
func (d *Date) UnmarshalText(b []byte) error {
	parsed, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Clock is a time of day in minutes since midnight, 0 to 1439, written HH:MM.
type Clock int

// ParseClock reads HH:MM, 00:00 to 23:59.
func ParseClock(s string) (Clock, error) {
	t, err := time.Parse("15:04", s)
	if err != nil || len(s) != 5 {
		return 0, errors.New("must be a time of day as HH:MM, from 00:00 to 23:59")
	}
	return Clock(t.Hour()*60 + t.Minute()), nil
}

// ClockOf is the time of day of an instant in a zone.
func ClockOf(t time.Time, zone *time.Location) Clock {
	h, m, _ := t.In(zone).Clock()
	return Clock(h*60 + m)
}

// String is HH:MM.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// MarshalText writes HH:MM.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads HH:MM.
func (c *Clock) UnmarshalText(b []byte) error {
	parsed, err := ParseClock(string(b))
	if err != nil {
		return err
	}
	*c = parsed
	return nil
}

// LoadZone finds an IANA time zone by name. "Local" and the empty name are refused, and so is what
// lies beside the zones on a machine: "localtime", "posix/...", "right/..." with its leap seconds.
func LoadZone(name string) (*time.Location, error) {
	if name == "" || name == "Local" || name[0] < 'A' || name[0] > 'Z' {
		return nil, errors.New("must be an IANA time zone such as Europe/Berlin")
	}
	if known, ok := zones.Load(name); ok {
		if zone, ok := known.(*time.Location); ok {
			return zone, nil
		}
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, errors.New("is not a time zone that we know; use an IANA name such as Europe/Berlin")
	}
	zones.Store(name, zone)
	return zone, nil
}

// zones remembers what LoadZone has read: the standard library reads and parses the file each time, which
// was a tenth of saving a step. It holds names that exist only, so it stays small, and they do not change
// while the process runs.
var zones sync.Map // from string to *time.Location
