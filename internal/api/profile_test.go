package api_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestProfilePatch(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	patch := func(name string, body any, status int, location string, contains ...string) scenario {
		return scenario{name: name, method: "PATCH", path: "/profile", body: body, status: status, location: location, contains: contains}
	}
	play(t, p, []scenario{
		patch("one value", object{"about": object{"weight_kg": 71}}, 200, "", `"version":2`, `"weight_kg":71`, `"height_cm":178`),
		patch("the same again", object{"about": object{"weight_kg": 71}}, 200, "", `"version":2`),
		patch("nothing", object{}, 200, "", `"version":2`),
		patch("only a reason", object{"reason": "because"}, 200, "", `"version":2`),
		patch("an optional value taken away", object{"goals": object{"target_weight_kg": nil}}, 200, "", `"version":3`, `"target_weight_kg":null`),
		patch("a list replaced whole", object{"diet": object{"dislikes": []string{"kale"}}}, 200, "", `"dislikes":["kale"]`),
		patch("a part taken away", object{"goals": nil}, 422, "body.goals"),
		patch("a required value taken away", object{"about": object{"height_cm": nil}}, 422, "body.about.height_cm"),
		patch("a yes or no taken away", object{"screening": object{"chest_pain": nil}}, 422, "body.screening.chest_pain"),
		patch("a number with 0 inside its bounds taken away", object{"fitness": object{"experience_months": nil}}, 422, "body.fitness.experience_months"),
		patch("a list taken away", object{"constraints": object{"injuries": nil}}, 422, "body.constraints.injuries"),
		patch("a time left out", object{"schedule": object{"workouts": []object{{"weekday": "monday"}}}}, 422, "body.schedule.workouts[0].time"),
		patch("out of bounds", object{"about": object{"height_cm": 20}}, 422, "body.about.height_cm"),
		patch("unknown part", object{"abuot": object{"height_cm": 180}}, 422, "body.abuot"),
		patch("unknown value", object{"about": object{"height": 180}}, 422, "body.about.height"),
		patch("wrong case", object{"about": object{"Height_cm": 180}}, 422, "body.about.Height_cm"),
		patch("no object", object{"about": 5}, 422, "body.about"),
		patch("a list for all", "[1]", 422, "body"),
		patch("null for all", "null", 422, "body"),
		patch("twice", `{"about":{"height_cm":180,"height_cm":181}}`, 400, "body.about.height_cm"),
		patch("twice at the top", `{"about":{},"about":{}}`, 400, "body.about"),
		patch("NUL", `{"screening":{"note":"a\u0000b"}}`, 422, "body.screening.note"),
		patch("a lone surrogate", `{"screening":{"note":"\udc00"}}`, 400, ""),
		patch("a part's own rule", object{"goals": object{"secondary": "muscle_gain"}}, 422, "body.goals.secondary"),
		patch("a rule of the day", object{"goals": object{"target_date": "2020-01-01"}}, 422, "body.goals.target_date"),
		patch("meals that do not agree", object{"diet": object{"meals_per_day": 3}}, 422, "body.schedule.meals"),
		patch("version", object{"version": 9}, 422, "body.version"),
		patch("empty reason", object{"reason": "", "about": object{"weight_kg": 72}}, 422, "body.reason"),
		patch("null reason", object{"reason": nil, "about": object{"weight_kg": 72}}, 422, "body.reason"),
		patch("long reason", object{"reason": strings.Repeat("a", 501), "about": object{"weight_kg": 72}}, 422, "body.reason"),
		patch("reason of another kind", object{"reason": 7}, 422, "body.reason"),
		{name: "as a merge patch", method: "PATCH", path: "/profile", body: object{"about": object{"weight_kg": 73}, "reason": "weighed"}, status: 200, headers: map[string]string{"Content-Type": "application/merge-patch+json"}, contains: []string{`"weight_kg":73`}},
		{name: "history", method: "GET", path: "/profile/versions", status: 200, contains: []string{`"reason":"weighed"`, `"reason":"Changed by the person"`, `"reason":"Onboarding completed"`}},
		{name: "a page", method: "GET", path: "/profile/versions?limit=1&cursor=2", status: 200, contains: []string{`"version":1`}, mustNotContain: []string{`"version":2`, "next_cursor"}},
		{name: "restore", method: "POST", path: "/profile/versions/1/restore", status: 200, contains: []string{`"weight_kg":70`, `"target_weight_kg":73.7`}},
		{name: "restore what is not there", method: "POST", path: "/profile/versions/99/restore", status: 404, code: "not_found"},
		{name: "history of a restore", method: "GET", path: "/profile/versions", status: 200, contains: []string{`"reason":"Restored version 1"`}},
	})
}

func TestProfileTags(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	read := p.get(t, "/profile").want(t, 200)
	tag := read.header.Get("ETag")
	with := func(method, path string, body any, header, value string) answer {
		return p.do(t, call{method: method, path: "/api/v1" + path, body: body, headers: map[string]string{header: value}})
	}
	with("GET", "/profile", nil, "If-None-Match", tag).want(t, 304)
	heavier := object{"about": object{"weight_kg": 71}}
	with("PATCH", "/profile", heavier, "If-Match", `"9"`).refused(t, 412, "precondition")
	changed := with("PATCH", "/profile", heavier, "If-Match", tag).want(t, 200)
	with("PATCH", "/profile", heavier, "If-Match", tag).refused(t, 412, "precondition")
	if now := p.get(t, "/profile").header.Get("ETag"); now != changed.header.Get("ETag") || now == tag {
		t.Errorf("changed to %s, read as %s, before %s", changed.header.Get("ETag"), now, tag)
	}
	with("GET", "/profile", nil, "If-None-Match", tag).want(t, 200)
	with("POST", "/profile/versions/1/restore", nil, "If-Match", tag).refused(t, 412, "precondition")
	schedule := p.get(t, "/schedule").want(t, 200)
	with("PUT", "/schedule", answers()["schedule"], "If-Match", tag).refused(t, 412, "precondition")
	with("PUT", "/schedule", answers()["schedule"], "If-Match", schedule.header.Get("ETag")).want(t, 200)
	reminders := p.get(t, "/reminders").want(t, 200)
	on := object{"workout": true, "meal": false, "water": true, "weekly_review": true}
	with("PUT", "/reminders", on, "If-Match", `"9"`).refused(t, 412, "precondition")
	put := with("PUT", "/reminders", on, "If-Match", reminders.header.Get("ETag")).want(t, 200)
	if now := p.get(t, "/reminders").header.Get("ETag"); now != put.header.Get("ETag") {
		t.Errorf("reminders were put as %s and read as %s", put.header.Get("ETag"), now)
	}
	for _, path := range []string{"/today", "/week", "/context", "/plans/training", "/plans/meals", "/exercises/barbell_bench_press", "/meals/next"} {
		first := p.get(t, path).want(t, 200)
		if tag := first.header.Get("ETag"); tag != "" {
			with("GET", path, nil, "If-None-Match", tag).want(t, 304)
		} else if path != "/meals/next" {
			t.Errorf("%s has no ETag", path)
		}
	}
}

// TestAPassedTargetDateKeepsNobodyFromChanges waits until the target date is over.
func TestAPassedTargetDateKeepsNobodyFromChanges(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	all := answers()
	all["goals"] = edit(all["goals"], "target_date", "2026-12-24")
	p.onboard(t, all)
	w.clock.add(40 * 24 * time.Hour)
	p.login(t)
	p.send(t, "PATCH", "/profile", object{"diet": object{"allergies": []string{"peanuts"}}}).want(t, 200)
	p.send(t, "PUT", "/schedule", edit(all["schedule"], "quiet_hours", object{"from": "21:00", "to": "06:00"})).want(t, 200)
	p.send(t, "POST", "/profile/versions/1/restore", nil).want(t, 200)
	p.send(t, "PATCH", "/profile", object{"goals": object{"primary": "strength"}}).refused(t, 422, "invalid", "body.goals.target_date")
	p.send(t, "PATCH", "/profile", object{"goals": object{"primary": "strength", "target_date": nil}}).want(t, 200)
}

// TestARestoreTakesNoReasonForCareAway tells of an allergy, an injury, a pregnancy and a medicine after the
// version that is restored.
func TestARestoreTakesNoReasonForCareAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	since := object{"about": object{"weight_kg": 72}, "screening": object{"pregnancy_or_recent_birth": true},
		"diet":        object{"allergies": []string{"soy"}, "dislikes": []string{"kale"}},
		"constraints": object{"injuries": []object{{"region": "knee", "severity": "high", "note": "torn"}}},
		"supplements": object{"medicines": []string{"thyroid"}}}
	p.send(t, "PATCH", "/profile", since).want(t, 200)
	p.send(t, "PATCH", "/profile", object{"constraints": object{"injuries": []object{{"region": "knee", "severity": "low"}, {"region": "wrist", "severity": "low"}}}}).want(t, 200)
	care := []string{`"weight_kg":70`, `"allergies":["soy"]`, `"dislikes":[]`, `"pregnancy_or_recent_birth":true`, `"medicines":["thyroid"]`}
	play(t, p, []scenario{
		{name: "the first", method: "POST", path: "/profile/versions/1/restore", status: 200, contains: append(care, `{"region":"knee","severity":"low"}`, `"region":"wrist"`)},
		{name: "said in the history", method: "GET", path: "/profile/versions?limit=1", status: 200,
			contains: []string{"Restored version 1; kept what was told since: pregnancy or recent birth, knee injury, wrist injury, soy allergy, thyroid medicine"}},
		{name: "the one with the worse knee", method: "POST", path: "/profile/versions/2/restore", status: 200, contains: []string{`"severity":"high","note":"torn"`, `"region":"wrist"`, `"weight_kg":72`}},
		{name: "taken away in so many words", method: "PATCH", path: "/profile", body: object{"diet": object{"allergies": []string{}}, "screening": object{"pregnancy_or_recent_birth": false}}, status: 200,
			contains: []string{`"allergies":[]`, `"pregnancy_or_recent_birth":false`}},
	})
}

func TestScheduleIsPut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	schedule := answers()["schedule"]
	saturday := []object{{"weekday": "saturday", "time": "09:00"}}
	play(t, p, []scenario{
		{name: "as it is", method: "PUT", path: "/schedule", body: schedule, status: 200, contains: []string{`"weekday":"monday"`}},
		{name: "other days", method: "PUT", path: "/schedule", body: edit(schedule, "workouts", saturday), status: 200, contains: []string{"saturday"}, mustNotContain: []string{"monday"}},
		{name: "read back", method: "GET", path: "/schedule", status: 200, contains: []string{"saturday"}},
		{name: "and in the profile", method: "GET", path: "/profile", status: 200, contains: []string{`"version":2`, "saturday"}},
		{name: "the plan keeps its days", method: "GET", path: "/plans/training", status: 200, contains: []string{`"version":1`, `"weekday":"monday"`}},
		{name: "a day twice", method: "PUT", path: "/schedule", body: edit(schedule, "workouts", []object{saturday[0], saturday[0]}), status: 422, location: "body.workouts[1].weekday"},
		{name: "fewer meals", method: "PUT", path: "/schedule", body: edit(schedule, "meals", []object{{"name": "a", "time": "07:00"}, {"name": "b", "time": "12:00"}}), status: 422, location: "body.meals"},
		{name: "a part left out", method: "PUT", path: "/schedule", body: edit(schedule, "quiet_hours", absent), status: 422, location: "body.quiet_hours"},
		{name: "reminders left out", method: "PUT", path: "/reminders", body: object{"workout": true}, status: 422, location: "body.meal"},
		{name: "reminders off", method: "PUT", path: "/reminders", body: object{"workout": false, "meal": false, "water": false, "weekly_review": false}, status: 200},
		{name: "no reminder today", method: "GET", path: "/today", status: 200, contains: []string{`"reminders":[]`}},
	})
}

// TestMovingSessions moves the sessions of Monday, Tuesday, Thursday and Friday about.
func TestMovingSessions(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	move := func(from, to string) object { return object{"session_date": from, "to": to} }
	rest := func(date string) any { return p.get(t, "/today?date="+date).want(t, 200).at(t, "rest") }
	play(t, p, []scenario{
		{name: "into the past", method: "POST", path: "/schedule/moves", body: move("2026-11-23", "2026-11-22"), status: 422, location: "body.to"},
		{name: "far away", method: "POST", path: "/schedule/moves", body: move("2026-11-23", "2027-01-23"), status: 422, location: "body.to"},
		{name: "onto another", method: "POST", path: "/schedule/moves", body: move("2026-11-23", "2026-11-24"), status: 422, location: "body.to"},
		{name: "a rest day", method: "POST", path: "/schedule/moves", body: move("2026-11-25", "2026-11-28"), status: 422, location: "body.session_date"},
		{name: "one of long ago", method: "POST", path: "/schedule/moves", body: move("2020-11-23", "2026-11-28"), status: 422, location: "body.session_date"},
		{name: "no date", method: "POST", path: "/schedule/moves", body: object{"to": "2026-11-28"}, status: 422, location: "body.session_date"},
		{name: "not a date", method: "POST", path: "/schedule/moves", body: move("2026-11-23", "tomorrow"), status: 422, location: "body.to"},
		{name: "to a rest day", method: "POST", path: "/schedule/moves", body: move("2026-11-24", "2026-11-25"), status: 200, contains: []string{`"moved_from":"2026-11-24"`, `"date":"2026-11-25"`}},
		{name: "onto a moved one", method: "POST", path: "/schedule/moves", body: move("2026-11-26", "2026-11-25"), status: 422, location: "body.to"},
		{name: "another into its place", method: "POST", path: "/schedule/moves", body: move("2026-11-26", "2026-11-24"), status: 200, contains: []string{`"moved_from":"2026-11-26"`}},
		{name: "back, where another stands", method: "POST", path: "/schedule/moves", body: move("2026-11-24", "2026-11-24"), status: 422, location: "body.to"},
		{name: "back", method: "POST", path: "/schedule/moves", body: move("2026-11-26", "2026-11-26"), status: 200, mustNotContain: []string{"moved_from"}},
		{name: "the first back", method: "POST", path: "/schedule/moves", body: move("2026-11-24", "2026-11-24"), status: 200, mustNotContain: []string{"moved_from"}},
		{name: "today's to tomorrow's place, far away", method: "POST", path: "/schedule/moves", body: move("2026-11-23", "2026-11-25"), status: 200},
	})
	if rest("2026-11-23") != true || rest("2026-11-25") != false || rest("2026-11-30") != false {
		t.Error("a move is of one session, not of its weekday")
	}
	w.clock.set(noon.AddDate(0, 0, 2))
	p.login(t)
	p.send(t, "POST", "/workouts/sessions", object{}).want(t, 201)
	p.send(t, "POST", "/schedule/moves", move("2026-11-23", "2026-11-28")).refused(t, 409, "session_started")
	// A plan with other days comes into force: what was moved of the old one is in nobody's way.
	p.send(t, "PUT", "/schedule", edit(answers()["schedule"], "workouts", []object{{"weekday": "wednesday", "time": "09:00"}, {"weekday": "saturday", "time": "09:00"}})).want(t, 200)
	p.adopt(t, "training", nil)
	var week []string
	for i, day := range p.get(t, "/week?date=2026-11-23").want(t, 200).at(t, "days").([]any) {
		if day.(object)["rest"] == false {
			week = append(week, fmt.Sprint(i))
		}
	}
	if strings.Join(week, " ") != "2 5" {
		t.Errorf("the new plan trains on Wednesday and Saturday, the week on %v", week)
	}
}
