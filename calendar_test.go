package spotter_test

import (
	"testing"
	"time"
	_ "time/tzdata" // the same rules wherever the tests run

	"pgregory.net/rapid"

	"spotter"
)

// zones have clock changes of every kind: an hour, half an hour, at midnight, none, a whole day skipped.
var zones = []string{"UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Africa/Cairo", "Asia/Beirut", "Australia/Lord_Howe",
	"Pacific/Apia", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "Asia/Kolkata", "America/St_Johns", "Antarctica/Troll", "Africa/Casablanca", "Europe/Dublin"}

func zone(t interface{ Fatal(...any) }, name string) *time.Location {
	z, err := spotter.LoadZone(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func date(s string) spotter.Date {
	d, err := spotter.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestDateAt(t *testing.T) {
	t.Parallel()
	tests := []struct{ zone, date, clock, want, why string }{
		{"Europe/Berlin", "2026-07-01", "17:30", "2026-07-01T17:30:00+02:00", "an ordinary day"},
		{"Europe/Berlin", "2026-03-29", "01:59", "2026-03-29T01:59:00+01:00", "before the gap"},
		{"Europe/Berlin", "2026-03-29", "02:00", "2026-03-29T03:00:00+02:00", "the start of the gap"},
		{"Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T03:00:00+02:00", "inside the gap"},
		{"Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T03:00:00+02:00", "after the gap"},
		{"Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T02:30:00+02:00", "the first of two"},
		{"Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T03:00:00+01:00", "once again"},
		{"America/New_York", "2026-03-08", "02:30", "2026-03-08T03:00:00-04:00", "a gap west of Greenwich"},
		{"America/New_York", "2026-11-01", "01:30", "2026-11-01T01:30:00-04:00", "the first of two, west of Greenwich"},
		{"America/New_York", "2026-11-01", "00:30", "2026-11-01T00:30:00-04:00", "before the two"},
		{"America/Sao_Paulo", "2018-11-04", "00:00", "2018-11-04T01:00:00-02:00", "midnight does not exist"},
		{"America/Sao_Paulo", "2018-11-04", "00:30", "2018-11-04T01:00:00-02:00", "nor does half past"},
		{"America/Sao_Paulo", "2018-02-17", "23:30", "2018-02-17T23:30:00-02:00", "the hour before midnight occurs twice"},
		{"Africa/Cairo", "2026-04-24", "00:00", "2026-04-24T01:00:00+03:00", "midnight does not exist"},
		{"Africa/Cairo", "2026-10-29", "23:30", "2026-10-29T23:30:00+03:00", "the hour before midnight occurs twice"},
		{"Asia/Beirut", "2026-03-29", "00:15", "2026-03-29T01:00:00+03:00", "midnight does not exist"},
		{"Asia/Beirut", "2026-10-24", "23:15", "2026-10-24T23:15:00+03:00", "the hour before midnight occurs twice"},
		{"Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-04T02:30:00+11:00", "a gap of half an hour"},
		{"Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-05T01:45:00+11:00", "the first of two, half an hour apart"},
		{"Australia/Lord_Howe", "2026-04-05", "02:00", "2026-04-05T02:00:00+10:30", "once again"},
		{"Pacific/Apia", "2011-12-29", "23:59", "2011-12-29T23:59:00-10:00", "the last minute before the day that is missing"},
		{"Pacific/Apia", "2011-12-30", "00:00", "2011-12-31T00:00:00+14:00", "a day that never was"},
		{"Pacific/Apia", "2011-12-30", "12:00", "2011-12-31T00:00:00+14:00", "its noon neither"},
		{"Pacific/Apia", "2011-12-31", "00:00", "2011-12-31T00:00:00+14:00", "the day after it"},
		{"Antarctica/Troll", "2026-03-29", "02:30", "2026-03-29T03:00:00+02:00", "a gap of two hours"},
		{"Antarctica/Troll", "2026-10-25", "01:30", "2026-10-25T01:30:00+02:00", "two hours that occur twice"},
		{"Asia/Kathmandu", "2028-02-29", "05:45", "2028-02-29T05:45:00+05:45", "a leap day"},
	}
	for _, test := range tests {
		c, err := spotter.ParseClock(test.clock)
		if err != nil {
			t.Fatal(err)
		}
		if got := date(test.date).At(c, zone(t, test.zone)).Format(time.RFC3339); got != test.want {
			t.Errorf("%s %s %s is %s, want %s: %s", test.zone, test.date, test.clock, got, test.want, test.why)
		}
	}
}

func drawDate(t *rapid.T) spotter.Date {
	return date("2005-01-01").AddDays(rapid.IntRange(0, 366*50).Draw(t, "days"))
}

// TestDateAtAgreesWithTheCalendar holds At against a search minute by minute, near clock changes.
func TestDateAtAgreesWithTheCalendar(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		z := zone(t, rapid.SampledFrom(zones).Draw(t, "zone"))
		day := nearChange(t, z)
		c := spotter.Clock(rapid.IntRange(0, 1439).Draw(t, "clock"))
		got := day.At(c, z)
		want, exact := search(day, c, z)
		if !got.Equal(want) {
			t.Fatalf("%s %s in %s is %s, want %s", day, c, z, got, want)
		}
		if exact && (spotter.DateOf(got, z) != day || spotter.ClockOf(got, z) != c) {
			t.Fatalf("%s reads as another time", got)
		}
	})
}

// nearChange is a day around which the offset changes, where the zone has such days, else any day.
func nearChange(t *rapid.T, z *time.Location) spotter.Date {
	day := drawDate(t)
	start := time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, time.UTC)
	for range 400 {
		_, a := start.In(z).Zone()
		_, b := start.Add(24 * time.Hour).In(z).Zone()
		if a != b {
			break
		}
		start = start.Add(24 * time.Hour)
	}
	return spotter.DateOf(start.Add(24*time.Hour), time.UTC).AddDays(rapid.IntRange(-2, 1).Draw(t, "off"))
}

// search goes through the minutes of two days for the first that reads as day and clock, else for the
// first whose reading is later.
func search(day spotter.Date, c spotter.Clock, z *time.Location) (at time.Time, exact bool) {
	at = time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, time.UTC).Add(-16 * time.Hour)
	var later time.Time
	for range 60 * 60 {
		d, k := spotter.DateOf(at, z), spotter.ClockOf(at, z)
		if d == day && k == c {
			return at, true
		}
		if later.IsZero() && (day.Before(d) || d == day && k > c) {
			later = at
		}
		at = at.Add(time.Minute)
	}
	return later, false
}

func TestBoundsTileTheDays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		z := zone(t, rapid.SampledFrom(zones).Draw(t, "zone"))
		day := nearChange(t, z)
		from, to := day.Bounds(z)
		next, _ := day.AddDays(1).Bounds(z)
		if !to.Equal(next) || to.Before(from) {
			t.Fatalf("%s in %s ends at %s, and the next begins at %s", day, z, to, next)
		}
		if to.Sub(from) > 0 && (spotter.DateOf(from, z) != day || spotter.DateOf(to.Add(-time.Second), z) != day) {
			t.Fatalf("%s in %s is not from %s to %s", day, z, from, to)
		}
	})
}

func TestDates(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", "2026-2-3", "2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "0000-01-01", "1899-12-31", "2200-01-01", "9999-12-31", "-001-01-01", "2026-01-01T00:00:00Z", " 2026-01-01", "２０２６-01-01"} {
		if d, err := spotter.ParseDate(bad); err == nil {
			t.Errorf("%q was read as %s", bad, d)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		d, n := drawDate(t), rapid.IntRange(-40000, 40000).Draw(t, "n")
		moved := d.AddDays(n)
		if moved.DaysSince(d) != n || moved.Before(d) != (n < 0) || moved.AddDays(-n) != d {
			t.Fatalf("%s and %d days is %s", d, n, moved)
		}
		if back, err := spotter.ParseDate(d.String()); err != nil || back != d {
			t.Fatalf("%s is read back as %s, %v", d, back, err)
		}
		monday := d.Monday()
		if monday.Weekday() != spotter.Monday || d.DaysSince(monday) != d.Weekday().Index() {
			t.Fatalf("%s is a %s in the week of %s", d, d.Weekday(), monday)
		}
		if d.YearsTo(d.AddDays(366*n/40000+366)) < 0 {
			t.Fatal("an age below zero")
		}
	})
}

func TestAge(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		born, on string
		want     int
	}{
		{"2010-11-23", "2026-11-23", 16}, {"2010-11-24", "2026-11-23", 15}, {"2008-02-29", "2026-02-28", 17}, {"2008-02-29", "2026-03-01", 18},
		{"2000-12-31", "2026-01-01", 25}, {"2000-01-01", "2025-12-31", 25},
	} {
		if got := date(test.born).YearsTo(date(test.on)); got != test.want {
			t.Errorf("born %s, on %s: %d years, want %d", test.born, test.on, got, test.want)
		}
	}
}

func TestClocks(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", "24:00", "9:00", "09:60", "09:00:00", "0900", " 9:00", "-1:00", "09.00", "9:000"} {
		if c, err := spotter.ParseClock(bad); err == nil {
			t.Errorf("%q was read as %s", bad, c)
		}
	}
	for minute := range 1440 {
		c := spotter.Clock(minute)
		if back, err := spotter.ParseClock(c.String()); err != nil || back != c {
			t.Errorf("%s is read back as %s, %v", c, back, err)
		}
	}
}

func TestZones(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", "Local", "localtime", "posixrules", "posix/Europe/Berlin", "right/Europe/Berlin", "europe/berlin", "Europe", "/etc/localtime", "../Europe/Berlin", "Etc/../Europe/Berlin", "+VERSION", "Mars/Base"} {
		if _, err := spotter.LoadZone(bad); err == nil {
			t.Errorf("%q is taken for a zone", bad)
		}
	}
	for _, good := range zones {
		zone(t, good)
	}
}
