package coach

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"spotter"
)

// dayZones have clock changes of every kind.
var dayZones = []string{"UTC", "Europe/Berlin", "America/New_York", "Africa/Cairo", "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kiritimati",
	"Pacific/Pago_Pago", "Asia/Kathmandu", "Antarctica/Troll", "America/Sao_Paulo"}

// drawDays makes a person's days: a plan with some weekdays at odd times, in some zone.
func drawDays(t *rapid.T) *days {
	name := rapid.SampledFrom(dayZones).Draw(t, "zone")
	zone, err := spotter.LoadZone(name)
	if err != nil {
		t.Fatal(err)
	}
	d := &days{zone: zone, training: &spotter.TrainingPlan{}}
	d.profile.About.TimeZone = name
	for _, w := range spotter.Weekdays {
		if rapid.Bool().Draw(t, string(w)) {
			at := rapid.SampledFrom([]spotter.Clock{0, 30, 119, 120, 150, 179, 1050, 1439}).Draw(t, "time")
			d.training.Days = append(d.training.Days, spotter.TrainingDay{Weekday: w, Time: at, Name: "session of " + string(w), Minutes: 45})
		}
	}
	return d
}

func drawDay(t *rapid.T) spotter.Date {
	return spotter.Date{Year: 2017, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 3650).Draw(t, "day"))
}

// weekdayOf counts days from a Monday that is known, so that the oracle shares no code with the calendar.
func weekdayOf(d spotter.Date) spotter.Weekday {
	n := time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC).Unix()/86400 - 4 // 5 January 1970 was a Monday
	return spotter.Weekdays[n%7]
}

// TestEveryDayHasItsOwnSession goes through a month of days: exactly the plan's weekdays have a session,
// at its time or, where the clocks skip that, right after it.
func TestEveryDayHasItsOwnSession(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d, day := drawDays(t), drawDay(t)
		for i := range 31 {
			date := day.AddDays(i)
			want := slices.IndexFunc(d.training.Days, func(s spotter.TrainingDay) bool { return s.Weekday == weekdayOf(date) })
			got := d.today(date)
			if got.Rest != (want < 0) || got.Rest != (got.Session == nil) || got.Weekday != weekdayOf(date) || got.Date != date {
				t.Fatalf("%s, a %s: rest %v, planned %d", date, weekdayOf(date), got.Rest, want)
			}
			if want >= 0 {
				checkInstant(t, d, date, d.training.Days[want], *got.Session)
			}
		}
	})
}

func checkInstant(t *rapid.T, d *days, date spotter.Date, planned spotter.TrainingDay, got spotter.TodaySession) {
	t.Helper()
	if got.Name != planned.Name || got.State != "planned" || got.MovedFrom != nil {
		t.Fatalf("%s has %+v, planned is %s", date, got, planned.Name)
	}
	local := got.At.In(d.zone)
	if spotter.ClockOf(local, d.zone) != got.Time {
		t.Fatalf("%s is not %s", local, got.Time)
	}
	y, m, n := local.Date()
	if same := (spotter.Date{Year: y, Month: m, Day: n}) == date; same && got.Time == planned.Time {
		return
	}
	_, before := local.Add(-time.Second).Zone()
	_, after := local.Zone()
	if after <= before {
		t.Fatalf("%s at %s became %s though no hour was skipped", date, planned.Time, local)
	}
}

// TestMovesLoseNothing moves sessions about as the rules allow, changes the plan under them, and counts:
// on each day at most one session, and of the weeks in between none twice.
func TestMovesLoseNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d, first := drawDays(t), drawDay(t)
		for range rapid.IntRange(0, 12).Draw(t, "moves") {
			from, to := first.AddDays(rapid.IntRange(0, 13).Draw(t, "from")), first.AddDays(rapid.IntRange(0, 13).Draw(t, "to"))
			tryMove(d, from, to)
		}
		countSessions(t, d, first, false)
		d.training = drawDays(t).training
		countSessions(t, d, first, true)
	})
}

// tryMove moves a session when its new day is free, as MoveSession does.
func tryMove(d *days, from, to spotter.Date) {
	if there := d.session(to); d.planned(from) == nil || there != nil && plannedOn(there, to) != from {
		return
	}
	d.moves = slices.DeleteFunc(d.moves, func(m move) bool { return m.From == from })
	if from != to {
		d.moves = append(d.moves, move{from, to})
	}
}

// countSessions counts the planned sessions of two weeks and where they stand.
func countSessions(t *rapid.T, d *days, first spotter.Date, changed bool) {
	t.Helper()
	stands := map[spotter.Date]int{}
	for i := range 14 {
		date := first.AddDays(i)
		if s := d.session(date); s != nil {
			stands[plannedOn(s, date)]++
		}
	}
	for i := range 14 {
		date := first.AddDays(i)
		want := 0
		if d.planned(date) != nil {
			want = 1
		}
		if stands[date] != want && !changed || stands[date] > want {
			t.Fatalf("the session planned for %s stands on %d days, want %d; moves %v", date, stands[date], want, d.moves)
		}
		if s := d.session(date); changed && want == 1 && s == nil && !slices.ContainsFunc(d.moves, func(m move) bool { return m.From == date }) {
			t.Fatalf("%s has lost its own session; moves %v", date, d.moves)
		}
	}
}

func TestRemindersKeepQuiet(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d, day := drawDays(t), drawDay(t)
		clock := func(name string) spotter.Clock { return spotter.Clock(rapid.IntRange(0, 1439).Draw(t, name)) }
		d.profile.Schedule.QuietHours = spotter.QuietHours{From: clock("from"), To: clock("to")}
		d.profile.Hydration = spotter.Hydration{ReminderMinutes: rapid.IntRange(15, 480).Draw(t, "every"), Enabled: true}
		d.reminders = spotter.ReminderSettings{Workout: true, Meal: true, Water: true, WeeklyReview: true}
		quiet := func(c spotter.Clock) bool { // minute by minute
			for k := d.profile.Schedule.QuietHours.From; k != d.profile.Schedule.QuietHours.To; k = (k + 1) % 1440 {
				if k == c {
					return true
				}
			}
			return false
		}
		for i := range 7 {
			var last time.Time
			for _, r := range d.today(day.AddDays(i)).Reminders {
				if c := spotter.ClockOf(r.At, d.zone); quiet(c) {
					t.Fatalf("%s at %s, quiet from %s to %s", r.Kind, c, d.profile.Schedule.QuietHours.From, d.profile.Schedule.QuietHours.To)
				}
				if r.At.Before(last) {
					t.Fatalf("%s is out of order", r.At)
				}
				last = r.At
			}
		}
	})
}
