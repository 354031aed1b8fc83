package api_test

import (
	"strings"
	"testing"
	"time"
)

// TestTodayIsLocal stands at the edges of days: midnight here, midnight in UTC, and the nights of clock
// changes, in zones on both sides of everything.
func TestTodayIsLocal(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	zones := map[string][]string{ // with days whose nights change the clocks
		"Europe/Berlin": {"2027-03-28", "2027-10-31"}, "America/New_York": {"2027-03-14", "2027-11-07"}, "Africa/Cairo": {"2027-04-30", "2027-10-29"},
		"Asia/Beirut": {"2027-03-28", "2027-10-31"}, "Australia/Lord_Howe": {"2027-04-04", "2027-10-03"}, "Pacific/Kiritimati": {"2027-01-01"}, "Pacific/Pago_Pago": {"2027-12-31"}, "Asia/Kathmandu": {"2028-02-29"},
	}
	for zone, days := range zones {
		p := w.person(t)
		all := answers()
		all["about"] = edit(all["about"], "time_zone", zone)
		all["schedule"] = edit(all["schedule"], "workouts", []object{{"weekday": "sunday", "time": "02:30"}, {"weekday": "friday", "time": "00:00"}})
		p.onboard(t, all)
		local, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		for _, day := range days {
			for _, instant := range edges(t, day, local) {
				w.clock.set(instant)
				p.login(t)
				p.checkToday(t, instant.In(local))
			}
		}
		w.clock.set(noon)
	}
}

// edges are instants around a local day: its beginning and end, UTC's, and each hour of its night.
func edges(t *testing.T, day string, zone *time.Location) []time.Time {
	t.Helper()
	start, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil {
		t.Fatal(err)
	}
	utc := time.Date(start.Year(), start.Month(), start.Day(), 0, 0, 0, 0, time.UTC)
	var out []time.Time
	for _, edge := range []time.Time{start, start.AddDate(0, 0, 1), utc, utc.AddDate(0, 0, 1), start.Add(time.Hour), start.Add(2 * time.Hour), start.Add(3 * time.Hour)} {
		out = append(out, edge.Add(-time.Second), edge)
	}
	return out
}

func (p *person) checkToday(t *testing.T, now time.Time) {
	t.Helper()
	date := now.Format(time.DateOnly)
	today := p.get(t, "/today").want(t, 200)
	trains := now.Weekday() == time.Sunday || now.Weekday() == time.Friday
	if today.at(t, "date") != date || today.at(t, "rest") == trains || today.at(t, "weekday") != strings.ToLower(now.Weekday().String()) {
		t.Errorf("at %s today is %v, a %v, rest %v", now, today.at(t, "date"), today.at(t, "weekday"), today.at(t, "rest"))
	}
	if same := p.get(t, "/today?date="+date).want(t, 200); string(same.body) != string(today.body) {
		t.Errorf("at %s today is not /today?date=%s", now, date)
	}
	if trains && !strings.HasPrefix(today.text(t, "session.at"), date) {
		t.Errorf("at %s the session is at %s", now, today.text(t, "session.at"))
	}
	week := p.get(t, "/week").want(t, 200)
	if from, until := week.text(t, "from"), week.text(t, "to"); from > date || until < date || week.at(t, "days.6.weekday") != "sunday" {
		t.Errorf("at %s the week is from %s to %s", now, from, until)
	}
	if water := p.send(t, "POST", "/water/logs", object{"ml": 100}).want(t, 201); water.at(t, "date") != date {
		t.Errorf("water at %s counts for %v", now, water.at(t, "date"))
	}
	if after := p.get(t, "/today").want(t, 200); after.at(t, "water.drunk_ml").(float64) != today.at(t, "water.drunk_ml").(float64)+100 {
		t.Errorf("at %s %v ml became %v ml", now, today.at(t, "water.drunk_ml"), after.at(t, "water.drunk_ml"))
	}
	next := p.get(t, "/meals/next").want(t, 200)
	if at, err := time.Parse(time.RFC3339, next.text(t, "at")); err != nil || !at.After(now) || at.Sub(now) > 14*time.Hour {
		t.Errorf("at %s the next meal is at %s", now, next.text(t, "at"))
	}
	if session := p.send(t, "POST", "/workouts/sessions", object{"date": now.AddDate(0, 0, 1).Format(time.DateOnly)}); session.status != 422 {
		t.Errorf("at %s tomorrow's session starts: %d", now, session.status)
	}
}

// TestTravelChangesTheFutureOnly moves a person to another zone: what was logged keeps its day.
func TestTravelChangesTheFutureOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	w.clock.set(time.Date(2026, 11, 23, 22, 30, 0, 0, time.UTC)) // 23:30 in Berlin, 11:30 the next day in Kiritimati... and Monday still in New York
	p.login(t)
	p.send(t, "POST", "/water/logs", object{"ml": 200}).want(t, 201)
	p.send(t, "PATCH", "/profile", object{"about": object{"time_zone": "Pacific/Kiritimati"}}).want(t, 200)
	today := p.get(t, "/today").want(t, 200)
	if today.at(t, "date") != "2026-11-24" || today.at(t, "water.drunk_ml") != 0.0 || today.at(t, "time_zone") != "Pacific/Kiritimati" {
		t.Errorf("after the flight: %.200s", today.body)
	}
	if before := p.get(t, "/today?date=2026-11-23").want(t, 200); before.at(t, "water.drunk_ml") != 200.0 {
		t.Errorf("what was drunk on Monday in Berlin: %v", before.at(t, "water.drunk_ml"))
	}
	if me := p.get(t, "/me"); me.at(t, "time_zone") != "Pacific/Kiritimati" {
		t.Errorf("the account's zone is %v", me.at(t, "time_zone"))
	}
}
